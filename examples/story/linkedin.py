"""LinkedIn's complete archive of a member, as it is made in 2026."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from examples.story.linkedin_messages import messages
from examples.story.linkedin_posts import reactions, shares_file
from examples.story.linkedin_profile import kindness, left_alone, profile
from examples.story.pack import csv_file
from examples.story.people import INES, STORY, TOMAS, Person
from examples.story.speech import case, fill
from examples.story.talk import LAST, PACIFIC, at_work, some_day
from examples.story.truth import ADDRESS_SHOWN, ADDRESS_SHOWN_BY_OTHERS, END, HIDDEN_CONNECTIONS, START

NAME = "Complete_LinkedInDataExport_10-31-2026.zip"


_CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
_INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
_PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email '
    "addresses for connections who have allowed their connections to see or download their email address using this setting "
    "https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)


def members(people: dict[str, Person]) -> dict[str, str | bytes]:
    """Every file of the archive."""
    rng = random.Random("larkfield linkedin")
    there = [person for person in people.values() if person.slug]
    asked = invitations(there, rng)
    files: dict[str, str | bytes] = {
        "Connections.csv": _connections(there, rng),
        "messages.csv": messages(people, there, asked, rng),
        "Invitations.csv": csv_file(_INVITATIONS, [row for row, _, _ in asked]),
        "Shares.csv": shares_file(),
    }
    files |= reactions(rng)
    files |= kindness(people, there, rng)
    files |= profile(rng)
    files |= left_alone(there, rng)
    return dict(sorted(files.items()))


def _connections(there: list[Person], rng: random.Random) -> str:
    rows = []
    for person in [*there, TOMAS]:
        day = person.connected or START
        likely = 1.0 if person.name in STORY else ADDRESS_SHOWN.get(person.role, ADDRESS_SHOWN_BY_OTHERS)
        shown = person.email if rng.random() < likely else ""
        rows.append(
            (
                day,
                (
                    person.first,
                    person.last,
                    person.linkedin,
                    shown,
                    person.company.name,
                    person.title,
                    f"{day:%d %b %Y}",
                ),
            )
        )
    for _ in range(HIDDEN_CONNECTIONS):
        day = START + timedelta(days=rng.randrange(700))
        rows.append((day, ("", "", "", "", "", "", f"{day:%d %b %Y}")))
    rows.sort(key=lambda row: row[0], reverse=True)
    return _PREAMBLE + csv_file(_CONNECTIONS, [row for _, row in rows], last=False)


def invitations(there: list[Person], rng: random.Random) -> list[tuple[tuple[str, ...], Person, datetime]]:
    """The last eleven months only, and what is still open; notes go into the messages when they are accepted."""
    found = []
    since = LAST - timedelta(days=320)
    pool = [person for person in there if person.connected and person.connected > since]
    for person in pool:
        ours = rng.random() < (0.62 if person.role == "market" else 0.3)
        accepted = datetime.combine(person.connected or since, datetime.min.time(), UTC) + timedelta(
            hours=rng.randrange(8, 20)
        )
        sent = accepted - timedelta(hours=min(rng.expovariate(1 / 40), 400) + 0.2)
        note = _note(rng, person, ours=ours)
        found.append((_invitation(person, sent, note, ours=ours), person, accepted))
    for number in range(140):
        stranger = Person(
            first=rng.choice(there).first, last=rng.choice(there).last, role="other", title="", company=INES.company, slug=f"member-{rng.randrange(16**8):08x}",
        )  # fmt: skip
        sent = at_work(rng, some_day(rng, since))
        found.append(
            (
                _invitation(
                    stranger,
                    sent,
                    _note(rng, stranger, ours=True) if number % 3 == 0 else "",
                    ours=number % 5 != 0,
                ),
                stranger,
                END,
            )
        )
    found.sort(
        key=lambda row: (
            datetime.strptime(row[0][2], "%m/%d/%y, %I:%M %p").replace(tzinfo=UTC),
            row[0][0],
            row[0][1],
        ),
        reverse=True,
    )
    return found


def _note(rng: random.Random, person: Person, *, ours: bool) -> str:
    if rng.random() > (0.4 if ours else 0.25):
        return ""
    about = case(rng)
    ours_notes = (
        "Hi {first}, we stood in front of the same {machine} at the {show}.",
        "Hi {first}, your comment on {cause} made me think. May I add you?",
        "Hello {first}, I write about what stops plants. Glad to connect.",
    )
    theirs = (
        "Hello Ines, your post on the {machine} was read aloud in our morning meeting.",
        "Hi Ines, I would like to connect with you.",
        "Hi Ines, we met at the {show}.",
    )
    return fill(rng, rng.choice(ours_notes if ours else theirs), about | {"first": person.first})


def _invitation(person: Person, sent: datetime, note: str, *, ours: bool) -> tuple[str, ...]:
    """The time of sending is Pacific time whatever zone the member lives in."""
    local = sent.astimezone(PACIFIC)
    stamp = f"{local.month}/{local.day}/{local:%y}, {local.hour % 12 or 12}:{local:%M} {'PM' if local.hour > 11 else 'AM'}"
    here, there = (INES, person) if ours else (person, INES)
    return (
        here.name,
        there.name,
        stamp,
        note,
        "OUTGOING" if ours else "INCOMING",
        here.linkedin,
        there.linkedin,
    )
