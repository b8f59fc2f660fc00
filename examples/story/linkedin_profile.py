"""The smaller files of LinkedIn's archive: endorsements, recommendations, the profile, and what says nothing of conversations."""

from __future__ import annotations

import random
from datetime import date

from examples.story import english
from examples.story.linkedin_messages import HEADER
from examples.story.linkedin_posts import urn
from examples.story.pack import csv_file
from examples.story.people import Person
from examples.story.speech import case, fill
from examples.story.talk import PACIFIC, at_work, some_day
from examples.story.truth import END

_OUR_MEMBER = "ACoAAAL4rkf1eLd-01"


def kindness(people: dict[str, Person], there: list[Person], rng: random.Random) -> dict[str, str | bytes]:
    """Endorsements, recommendations and her own notes on people."""
    skills = (
        "Root Cause Analysis",
        "Preventive Maintenance",
        "Lubrication",
        "Reliability Engineering",
        "Conveyors",
        "Vibration Analysis",
    )
    friends = [p for p in there if p.role in {"market", "peer"}]
    files: dict[str, str | bytes] = {}
    for name, other, count in (
        ("Endorsement_Received_Info.csv", "Endorser", 72),
        ("Endorsement_Given_Info.csv", "Endorsee", 88),
    ):
        rows = []
        for person in rng.sample(friends, count):
            when = at_work(rng, some_day(rng))
            rows.append(
                (
                    f"{when:%Y/%m/%d %H:%M:%S} UTC",
                    rng.choice(skills),
                    person.first,
                    person.last,
                    person.linkedin.removeprefix("https://"),
                    "ACCEPTED",
                )
            )
        files[name] = csv_file(
            f"Endorsement Date,Skill Name,{other} First Name,{other} Last Name,{other} Public Url,Endorsement Status",
            sorted(rows, reverse=True),
        )
    received = ("Petra Moreau", "Sam Ito", "Marit Solheim", "Ayodele Banks", "Katrin Vogt", "Lena Hofmann")
    given = (
        "Sam Ito",
        "Lena Hofmann",
        "Owen Tallis",
        "Petra Moreau",
        "Nadia Ferris",
        "Piotr Zielak",
        "Tom Hargrave",
        "Sofia Brandt",
    )
    praise = (
        "Ines listens first. In two days she found {cause} where we had changed parts for a year.",
        "She talks to the night shift before she talks to the director. It shows in her report.",
        "Plain words, dirty hands, and {n} hours a month saved on the {machine}.",
    )
    ours = (
        "{first} reads the stop list every morning and asks the question nobody else asks.",
        "With {first} a shutdown ends when it was planned to end.",
        "{first} taught me that {check} matters more than any brochure.",
    )
    for name, names, texts in (
        ("Recommendations_Received.csv", received, praise),
        ("Recommendations_Given.csv", given, ours),
    ):
        praises: list[tuple[str, ...]] = []
        for who in names:
            when = at_work(rng, some_day(rng, date(2025, 6, 1))).astimezone(PACIFIC)
            text = fill(rng, rng.choice(texts), case(rng) | {"first": people[who].first})
            praises.append(
                (
                    people[who].first,
                    people[who].last,
                    people[who].company.name,
                    people[who].title,
                    text,
                    f"{when:%m/%d/%y, %I:%M %p}",
                    "VISIBLE",
                )
            )
        files[name] = csv_file("First Name,Last Name,Company,Job Title,Text,Creation Date,Status", praises)
    notes: list[tuple[str, ...]] = []
    for person in rng.sample([p for p in there if p.role == "market"], 26):
        when = at_work(rng, some_day(rng, date(2026, 2, 1)))
        text = fill(
            rng,
            rng.choice(
                (
                    "Has trouble with the {machine}: {part} {symptom}.",
                    "Ask about the {machine} in {month}.",
                    "Met at the {show}, knows {first2} from nights.",
                    "Promised to send the checklist.",
                )
            ),
            case(rng),
        )
        notes.append(
            (
                person.first,
                person.last,
                person.linkedin,
                text,
                f"{when:%Y-%m-%d %H:%M:%S} UTC",
                f"{when:%Y-%m-%d %H:%M:%S} UTC",
            )
        )
    files["Notes.csv"] = csv_file(
        "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On", notes
    )
    follows = [
        (f"{rng.choice(there).company.name}", f"{at_work(rng, some_day(rng)):%a %b %d %H:%M:%S UTC %Y}")
        for _ in range(64)
    ]
    files["Company Follows.csv"] = csv_file("Organization,Followed On", follows, last=False)
    files["Member_Follows.csv"] = csv_file(
        "Date,Status,FullName",
        [
            (
                f"{at_work(rng, some_day(rng)):%Y-%m-%d %H:%M:%S}",
                "Active" if n % 6 else "Unfollow",
                rng.choice(there).name,
            )
            for n in range(38)
        ],
    )
    return files


def profile(rng: random.Random) -> dict[str, str | bytes]:
    address_book = []
    for _ in range(36):
        about = case(rng)
        word = english.TAGS[rng.randrange(10)]
        address_book.append(
            (
                about["first2"],
                "",
                f"{about['town']}",
                "",
                f"{about['first2'].lower()}@{word}.example",
                "",
                f"{rng.randrange(1, 12)}/{rng.randrange(1, 28)}/25, 9:{rng.randrange(10, 60)} AM",
                "",
                "DE",
                "",
                "",
                about["town"],
            )
        )
    return {
        "Profile.csv": csv_file(
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers",
            [("Ines", "Okafor", "", "", "", "Maintenance engineer turned consultant | I ask what broke last month", "Fifteen years in food and paper plants, the last two on my own.\nI walk the line with your fitters, day and night shift.", "Business Consulting and Services", "", "Hanover, Lower Saxony, Germany", "[ines_larkfield]", "[COMPANY:https://larkfield.example,BLOG:https://larkfield.example/blog]", "")],
        ),
        "Positions.csv": csv_file(
            "Company Name,Title,Description,Location,Started On,Finished On",
            [("Larkfield Consulting", "Consultant and founder", "Maintenance audits for food, packaging and paper plants", "Hanover", "Oct 2024", ""), ("Harrow Lane Dairy", "Maintenance engineer", "", "Harrow Lane", "Jan 2016", "Sep 2024"), ("Wendtland Zucker", "Fitter, later shift technician", "", "Wendtland", "Aug 2009", "Dec 2015")],
        ),
        "Education.csv": csv_file("School Name,Start Date,End Date,Notes,Degree Name,Activities", [("Fachschule Elmstedt", "2011", "2015", "", "Staatlich geprüfte Technikerin", "")]),
        "Skills.csv": csv_file("Name", [("Root Cause Analysis",), ("Lubrication",), ("Preventive Maintenance",)]),
        "Languages.csv": csv_file("Name,Proficiency", [("English", "Native or bilingual proficiency"), ("German", "Native or bilingual proficiency")]),
        "ImportedContacts.csv": csv_file("FirstName,MiddleName,LastName,Title,Emails,PhoneNumbers,CreatedAt,UpdatedAt,CountryCode,RegionCode,ThirdPartyVerified,Location", address_book),
        "Events.csv": csv_file("Event Name,Event Time,Status,External Url", [("Reliability breakfast Hanover", "May 14, 2025 08:00 AM - May 14, 2025 09:30 AM", "APPROVED", ""), ("Maintenance Days: live from the stand", "Sep 24, 2025 02:00 PM - Sep 24, 2025 03:00 PM", "APPROVED", "https://maintenancedays.example"), ("Lubrication without brochures", "Feb 18, 2026 05:00 PM - Feb 18, 2026 06:00 PM", "APPROVED", "")]),
    }  # fmt: skip


def left_alone(there: list[Person], rng: random.Random) -> dict[str, str | bytes]:
    """Files that say nothing about conversations."""
    searches = []
    for _ in range(180):
        about = case(rng)
        when = at_work(rng, some_day(rng, date(2026, 1, 1)))
        searches.append(
            (
                f"{when:%Y/%m/%d %H:%M:%S} UTC",
                fill(
                    rng,
                    rng.choice(
                        (
                            "plant manager {trade}",
                            "head of operations",
                            "{machine} {trade}",
                            "{town} maintenance",
                        )
                    ),
                    about,
                ),
            )
        )
    photos = []
    for _ in range(21):
        when = at_work(rng, some_day(rng))
        photos.append(
            (
                f"You uploaded a photo on {when:%B} {when.day}, {when.year} at {when.hour % 12 or 12}:{when:%M} {'PM' if when.hour > 11 else 'AM'} (GMT)",
                "",
                f"https://media.example/{_OUR_MEMBER}/{urn(rng, when)}",
            )
        )
    receipts = [
        (f"{month}/3/25, 8:0{month % 10} AM", "Premium Business", f"LK-{2500 + month}", "47.59", "EUR")
        for month in range(2, 9)
    ]
    saved = rng.choice(there)
    return {
        "SearchQueries.csv": csv_file("Time,Search Query", sorted(searches, reverse=True)),
        "Rich_Media.csv": csv_file("Date/Time,Media Description,Media Link", photos),
        "Registration.csv": csv_file("Registered At,Registration Ip,Subscription Types", [("3/4/13, 1:12 AM", "192.0.2.17", "")]),
        "Receipts_v2.csv": csv_file("Transaction Made At,Description,Invoice Number,Total Amount,Currency Code", receipts),
        "Ad_Targeting.csv": csv_file("Member Age,Company Names,Company Names,Job Titles,Member Interests,Member Interests", [("35-54", "Larkfield Consulting", "Harrow Lane Dairy", "Consultant", "Manufacturing; Reliability", "Trade shows")]),
        "Ads Clicked.csv": csv_file("Ad clicked Date,Ad Title/Id", [(f"{at_work(rng, some_day(rng)):%Y/%m/%d %H:%M:%S} UTC", f"{700000 + n}") for n in range(9)]),
        "Inferences_about_you.csv": csv_file("Category,Type of inference,Description,Inference", [("Career", "Seniority", "Based on your positions", "Owner")]),
        "Email Addresses.csv": csv_file("Email Address,Confirmed,Primary,Updated On", [("ines@larkfield.example", "Yes", "Yes", "10/2/24, 6:20 AM")]),
        "PhoneNumbers.csv": csv_file("Extension,Number,Type", [("", "+49 30 23125 014", "Mobile")]),
        "Logins.csv": csv_file("Login Date,IP Address,User Agent,Login Type", [(f"{at_work(rng, some_day(rng, date(2026, 8, 1))):%a %b %d %H:%M:%S UTC %Y}", "192.0.2.17", "Mozilla/5.0", "WEB") for _ in range(30)]),
        "Saved_Items.csv": csv_file("savedItem,CreatedTime", [(f"https://www.linkedin.com/feed/update/urn:li:activity:{urn(rng, END)}", f"{at_work(rng, some_day(rng)):%Y-%m-%d %H:%M:%S} UTC") for _ in range(12)]),
        "Learning.csv": csv_file("Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),Content Completed At (if completed),Content Saved,Notes taken on videos (if taken)", [("Writing a plain report", "", "Course", "2025-11-08 19:14 UTC", "N/A", "false", "N/A")]),
        "guide_messages.csv": HEADER.split(",ATTACHMENTS")[0] + "\n",
        "Jobs/Saved Jobs.csv": csv_file("Saved Date,Job Url,Job Title,Company Name", [("2/11/25, 11:20 AM", "https://www.linkedin.com/jobs/view/7000000001", "Reliability manager", saved.company.name)]),
        "Jobs/Job Seeker Preferences.csv": csv_file("Locations,Industries,Company Employee Count,Preferred Job Types,Job Titles,Open To Recruiters", [("Hanover", "", "", "", "", "No")]),
    }  # fmt: skip
