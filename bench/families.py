"""How fast an export of each family is in the ledger, beside the bare parse of the same bytes.

    python bench/families.py                  # every family, 100,000 records each
    python bench/families.py slack reddit     # these

Into the ledger means recognised, digested, read, cleaned, written and committed. The bare parse turns the same files into objects and
looks at none: msgspec for JSON, csv.reader for tables, lxml for XML, libipld for CAR, the lines of a text. Each run is a process of
its own; CPU seconds of all its threads, imports left out; the runs alternate and of each the least counts. The exports are invented
from a seed. What runs beside them lengthens both alike, so that the ratio is the figure to read.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any
from xml.sax.saxutils import escape

RECORDS = 100_000
ROUNDS = 3
WORDS = """
the pump seal line plant bearing failed again after night shift we changed filter and logged it before audit manager asked why
nobody measured vibration last month thanks for your note could we talk on Thursday about Störung équipe próximo übermorgen parts
""".split()  # noqa: SIM905  # a list of them takes a screen
PEOPLE = [f"Invented Person{number}" for number in range(2_000)]
START = datetime(2019, 2, 20, 8, tzinfo=UTC)


def said(dice: random.Random) -> str:
    """Some words."""
    return " ".join(dice.choices(WORDS, k=dice.randrange(4, 30)))


def when(number: int) -> datetime:
    """A moment, later for each number."""
    return START + timedelta(minutes=21 * number, seconds=number % 60)


def saved(path: Path, data: Any) -> None:
    """Write JSON as Meta and Slack indent it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), "utf-8")


def tabled(path: Path, header: str, rows: Iterator[list[Any]]) -> None:
    """Write a CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([header.split(","), *rows])


# --- the exports ---


def meta(folder: Path, dice: random.Random, records: int, inbox: str) -> None:
    """Conversations of two, a thousand messages each."""
    for chat in range(max(1, records // 1_000)):
        other = PEOPLE[chat % len(PEOPLE)]
        messages = [
            {
                "sender_name": dice.choice([other, "Ines Okafor"]),
                "timestamp_ms": int(when(chat * 1_000 + at).timestamp() * 1_000) + chat,
                "content": said(dice),
                "is_geoblocked_for_viewer": False,
            }
            for at in range(min(records, 1_000))
        ]
        thread = f"invented{chat}_{100_000 + chat}"
        talk = {
            "participants": [{"name": other}, {"name": "Ines Okafor"}],
            "messages": messages[::-1],
            "title": other,
            "is_still_participant": True,
            "thread_path": f"inbox/{thread}",
            "magic_words": [],
        }
        saved(folder / inbox / thread / "message_1.json", talk)


def facebook(folder: Path, dice: random.Random, records: int) -> None:
    meta(folder, dice, records, "your_facebook_activity/messages/inbox")
    about = {
        "profile_v2": {"name": {"full_name": "Ines Okafor"}, "emails": {"emails": ["ines@larkfield.example"]}}
    }
    saved(folder / "personal_information/profile_information/profile_information.json", about)
    friends = [{"name": name, "timestamp": 1_600_000_000} for name in PEOPLE[:10]]
    saved(folder / "connections/friends/your_friends.json", {"friends_v2": friends})


def instagram(folder: Path, dice: random.Random, records: int) -> None:
    meta(folder, dice, records, "your_instagram_activity/messages/inbox")
    person = {"string_map_data": {"Username": {"value": "ines.okafor"}, "Name": {"value": "Ines Okafor"}}}
    about = {"profile_user": [{"title": "", "media_map_data": {}, **person}]}
    saved(folder / "personal_information/personal_information/personal_information.json", about)
    followed = [
        {"title": "", "media_list_data": [], "string_list_data": [
            {"href": f"https://www.instagram.com/i{at}", "value": f"i{at}", "timestamp": 1_600_000_000 + at}]}
        for at in range(10)
    ]  # fmt: skip
    saved(
        folder / "connections/followers_and_following/following.json", {"relationships_following": followed}
    )


def whatsapp(folder: Path, dice: random.Random, records: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{when(at):%d/%m/%Y, %H:%M} - {dice.choice(['Ines Okafor', 'Ben Marlow'])}: {said(dice)}\n"
        for at in range(records)
    ]
    (folder / "WhatsApp Chat with Ben Marlow.txt").write_text("".join(lines), "utf-8")


def telegram(folder: Path, dice: random.Random, records: int) -> None:
    messages = []
    for at in range(records):
        text, mine = said(dice), dice.random() < 0.5
        messages.append(
            {
                "id": at, "type": "message", "date": f"{when(at):%Y-%m-%dT%H:%M:%S}", "date_unixtime": str(int(when(at).timestamp())),
                "from": "Ada Quill" if mine else "Ben Marlow", "from_id": "user1111" if mine else "user2222", "text": text,
                "text_entities": [{"type": "plain", "text": text}],
            }
        )  # fmt: skip
    saved(
        folder / "result.json",
        {"name": "Ben Marlow", "type": "personal_chat", "id": 2222, "messages": messages},
    )


def slack(folder: Path, dice: random.Random, records: int) -> None:
    users = [
        {"id": f"U{at:08}", "team_id": "T0PUMPS00", "name": f"i{at}", "deleted": False, "real_name": name,
         "profile": {"real_name": name, "email": f"i{at}@acme.example"}}
        for at, name in enumerate(PEOPLE[:300])
    ]  # fmt: skip
    saved(folder / "users.json", users)
    channel = {
        "id": "C0GEN0001",
        "name": "general",
        "created": 1_500_000_000,
        "creator": "U00000000",
        "is_archived": False,
    }
    saved(folder / "channels.json", [channel | {"members": [user["id"] for user in users]}])
    for day in range(max(1, records // 200)):
        messages = []
        for at in range(min(200, records)):
            text = said(dice)
            element = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
            messages.append(
                {
                    "user": f"U{dice.randrange(300):08}", "type": "message", "ts": f"{when(day * 200 + at).timestamp():.6f}",
                    "text": text, "team": "T0PUMPS00",
                    "blocks": [{"type": "rich_text", "block_id": f"b{at}", "elements": [element]}],
                }
            )  # fmt: skip
        saved(folder / "general" / f"{START + timedelta(days=day):%Y-%m-%d}.json", messages)


def discord(folder: Path, dice: random.Random, records: int) -> None:
    saved(
        folder / "account/user.json",
        {"id": "111100000000000001", "username": "adaquill", "relationships": []},
    )
    channels = {
        f"{500_000_000_000_000_000 + at}": f"general in Pump people {at}"
        for at in range(max(1, records // 1_000))
    }
    saved(folder / "messages/index.json", channels)
    for place, channel in enumerate(channels):
        kept = {
            "id": channel,
            "type": "GUILD_TEXT",
            "name": "general",
            "guild": {"id": f"{9 * 10**17 + place}", "name": "Pumps"},
        }
        saved(folder / f"messages/c{channel}/channel.json", kept)
        messages = [
            {
                "ID": (int(when(place * 1_000 + at).timestamp() * 1_000) - 1_420_070_400_000) << 22,
                "Timestamp": f"{when(at):%Y-%m-%d %H:%M:%S}",
                "Contents": said(dice),
                "Attachments": "",
            }
            for at in range(min(records, 1_000))
        ]
        saved(folder / f"messages/c{channel}/messages.json", messages)


def wordpress(folder: Path, dice: random.Random, records: int) -> None:
    """A post to nine comments."""
    spaces = "".join(
        f' xmlns:{name}="http://{place}"'
        for name, place in {
            "content": "purl.org/rss/1.0/modules/content/", "dc": "purl.org/dc/elements/1.1/",
            "excerpt": "wordpress.org/export/1.2/excerpt/", "wp": "wordpress.org/export/1.2/",
        }.items()
    )  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    site = "https://larkfield.example/blog"
    with (folder / "larkfield.WordPress.2026-03-30.xml").open("w", encoding="utf-8") as out:
        out.write(
            f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"{spaces}>\n<channel>\n<title>Larkfield</title>\n<link>{site}</link>\n'
            f"<wp:wxr_version>1.2</wp:wxr_version>\n<wp:base_site_url>{site}</wp:base_site_url>\n<wp:base_blog_url>{site}</wp:base_blog_url>\n"
        )
        for post in range(records // 10):
            at = f"{when(post * 10):%Y-%m-%d %H:%M:%S}"
            out.write(
                f"<item><title><![CDATA[{said(dice)}]]></title><link>{site}/?p={post}</link><dc:creator><![CDATA[ines]]></dc:creator>"
                f"<content:encoded><![CDATA[<p>{said(dice)}</p>\n<p>{said(dice)}</p>]]></content:encoded><wp:post_id>{post + 1}</wp:post_id>"
                f"<wp:post_date>{at}</wp:post_date><wp:post_date_gmt>{at}</wp:post_date_gmt><wp:status>publish</wp:status>"
                "<wp:post_parent>0</wp:post_parent><wp:post_type>post</wp:post_type>\n"
            )
            for comment in range(9):
                name = dice.choice(PEOPLE)
                out.write(
                    f"<wp:comment><wp:comment_id>{post * 9 + comment + 1}</wp:comment_id><wp:comment_author><![CDATA[{name}]]></wp:comment_author>"
                    f"<wp:comment_author_email>{name.split()[1].lower()}@acme.example</wp:comment_author_email><wp:comment_date>{at}</wp:comment_date>"
                    f"<wp:comment_date_gmt>{at}</wp:comment_date_gmt><wp:comment_content><![CDATA[{said(dice)}]]></wp:comment_content>"
                    "<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type><wp:comment_parent>0</wp:comment_parent>"
                    "<wp:comment_user_id>0</wp:comment_user_id></wp:comment>\n"
                )
            out.write("</item>\n")
        out.write("</channel>\n</rss>\n")


def feed(folder: Path, dice: random.Random, records: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "feed.xml").open("w", encoding="utf-8") as out:
        out.write(
            '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Larkfield</title><link>https://larkfield.example</link>\n'
        )
        for at in range(records):
            link = f"https://larkfield.example/{at}"
            out.write(
                f"<item><title>{escape(said(dice))}</title><link>{link}</link><guid>{link}</guid><author>ines@larkfield.example (Ines Okafor)</author>"
                f"<pubDate>{when(at):%a, %d %b %Y %H:%M:%S} +0000</pubDate><description>{escape(said(dice))}</description></item>\n"
            )
        out.write("</channel></rss>\n")


def contacts(folder: Path, _dice: random.Random, records: int) -> None:
    header = "First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value"
    people = (
        [
            "Invented",
            "",
            f"Person{at}",
            "Acme",
            "Fitter",
            "",
            "* myContacts",
            "Work",
            f"person{at}@acme.example",
        ]
        for at in range(records)
    )
    tabled(folder / "contacts.csv", header, people)


def deals(folder: Path, dice: random.Random, records: int) -> None:
    rows = (
        [
            f"D{at}",
            dice.choice(PEOPLE),
            dice.choice(["linkedin", "email", "blog"]),
            when(at).date(),
            "",
            "open",
            f"{at % 9000}.00",
            "EUR",
        ]
        for at in range(records)
    )
    tabled(folder / "deals.csv", "deal,person,channel,opened,closed,stage,amount,currency", rows)


def reddit(folder: Path, dice: random.Random, records: int) -> None:
    places = (f"https://www.reddit.com/r/pumps/comments/{at % 999:x}/b/{at:x}/" for at in range(records))
    rows = (
        [f"{at:x}", place, f"{when(at):%Y-%m-%d %H:%M:%S} UTC", "", "pumps", 0, f"https://www.reddit.com/r/pumps/comments/{at % 999:x}/b/", "",
         said(dice), ""]
        for at, place in enumerate(places)
    )  # fmt: skip
    tabled(folder / "comments.csv", "id,permalink,date,ip,subreddit,gildings,link,parent,body,media", rows)
    tabled(folder / "statistics.csv", "statistic,value", iter([["account name", "Ines_Okafor"]]))


def bluesky(folder: Path, dice: random.Random, records: int) -> None:
    make: Any = import_module("make")
    names = (make.tid(when(at).isoformat(), at & 1023) for at in range(records))
    posts = {
        f"app.bsky.feed.post/{name}": make.post(said(dice), f"{when(at):%Y-%m-%dT%H:%M:%S.000Z}")
        for at, name in enumerate(names)
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "repo.car").write_bytes(make.repository(posts))


# --- the bare parse ---


def bare_json(path: Path) -> None:
    import msgspec

    msgspec.json.decode(path.read_bytes())


def bare_csv(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        for _ in csv.reader(lines):
            pass


def bare_xml(path: Path) -> None:
    etree: Any = import_module("lxml.etree")
    for _, element in etree.iterparse(path, huge_tree=True):
        if element.tag == "item":
            element.clear()


def bare_car(path: Path) -> None:
    import_module("libipld").decode_car(path.read_bytes())


def bare_lines(path: Path) -> None:
    with path.open(encoding="utf-8") as lines:
        for _ in lines:
            pass


BARE: dict[str, Callable[[Path], None]] = {
    ".json": bare_json, ".csv": bare_csv, ".xml": bare_xml, ".car": bare_car, ".txt": bare_lines,
}  # fmt: skip
FAMILIES = {
    each.__name__: each
    for each in (
        facebook,
        instagram,
        whatsapp,
        telegram,
        slack,
        discord,
        wordpress,
        feed,
        contacts,
        deals,
        reddit,
        bluesky,
    )
}


# --- measuring, each run in a process of its own ---


def into_ledger(path: Path) -> int:
    """Add an export to a ledger of its own; how many facts it brought."""
    from heard import api

    with tempfile.TemporaryDirectory() as home, api.open(home) as opened:
        return opened.add(path).new


def bare(path: Path) -> int:
    """Parse every file of it, and do nothing with it."""
    for file in path.rglob("*"):
        if file.is_file():
            BARE[file.suffix](file)
    return 0


WAYS = {"heard": into_ledger, "bare": bare}


def run(way: str, path: Path, small: Path) -> None:
    """Print facts and CPU seconds; a small export first, so that imports are done."""
    WAYS[way](small)
    before = getrusage(RUSAGE_SELF)
    facts = WAYS[way](path)
    after = getrusage(RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"facts": facts, "seconds": seconds}))


def measured(way: str, path: Path, small: Path) -> dict[str, float]:
    """One run."""
    command = [sys.executable, __file__, "--run", way, str(path), str(small)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(family: str, folder: Path) -> None:
    """Make an export of a family, and print how fast it is read."""
    big, small = folder / family, folder / f"small {family}"
    FAMILIES[family](small, random.Random(family), 20)
    FAMILIES[family](big, random.Random(family), RECORDS)
    size = sum(file.stat().st_size for file in big.rglob("*") if file.is_file()) / 1e6
    least: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        for way in WAYS:
            found = measured(way, big, small)
            least[way] = min(least.get(way, found), found, key=lambda one: one["seconds"])
    ours, parse = least["heard"], least["bare"]
    if ours["facts"] < RECORDS:
        raise SystemExit(f"{family}: only {ours['facts']:,.0f} facts of {RECORDS:,} records")
    rates = [RECORDS / one["seconds"] for one in (ours, parse)]
    print(
        f"{family:10} {size:5.0f} MB {rates[0]:11,.0f} {rates[1]:13,.0f} {rates[1] / rates[0]:7.1f} x",
        flush=True,
    )


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("families", nargs="*", choices=[[], *FAMILIES], metavar="FAMILY")
    options.add_argument("--run", nargs=3, metavar=("WAY", "PATH", "SMALL"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.run:
        run(chosen.run[0], Path(chosen.run[1]), Path(chosen.run[2]))
        return
    with tempfile.TemporaryDirectory() as name:
        sys.path.append(str(Path(__file__).parent.parent / "tests/sources/bluesky"))
        print(f"{RECORDS:,} records       heard/s   bare parse/s   ratio")
        for family in chosen.families or islice(FAMILIES, None):
            compare(family, Path(name))


if __name__ == "__main__":
    main()
