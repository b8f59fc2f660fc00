"""How fast an X archive of 100,000 posts is added to the ledger, against twitter-to-sqlite and HPI, in CPU seconds.

    python bench/x_archive.py              # makes the archive, installs the peers in a temporary folder, prints ratios
    python bench/x_archive.py --no-peers   # only ours
    python bench/x_archive.py --keep DIR   # leaves the archive in DIR, and uses it again

Ours is the whole way: recognise, digest, read, write, commit. HPI only reads; twitter-to-sqlite writes a database as we do. Each
run is a process of its own, its children included; what an idle one spends on starting and importing is taken off. The runs
alternate, and of each the least counts, since all that other programs do to a run is to lengthen it.

The archive is invented: seeded, 100,000 posts in about 145 MB, one file as X writes it since late 2022. twitter-to-sqlite
imports nothing from such a file and says nothing, so it is timed on a copy with the names of 2020 (`tweet.js`).
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

OWNER, HANDLE, NAME = "2210000001", "ines_okafor", "Ines Okafor"
POSTS = 100_000
REPEATS, REPEATS_OF_PEERS = 9, 3
PEERS = {"twitter-to-sqlite": "twitter-to-sqlite==0.22", "HPI": "HPI==0.7.20250911"}
GOALS = {"twitter-to-sqlite": 10.0, "HPI": 5.0}
"""Times as long as ours, at least."""

OURS = (
    """
import sys, tempfile
from heard import api
from heard.sources import sources
sources()
""",
    """
with tempfile.TemporaryDirectory() as home, api.open(home) as opened:
    assert opened.add(sys.argv[1]).new == 100_000
""",
)
HPI = (
    """
import sys
class twitter_archive:
    export_path = sys.argv[1]
import my.config
my.config.twitter_archive = twitter_archive
from my.twitter.archive import ZipExport
from pathlib import Path
""",
    """
posts = [(post.id_str, post.created_at, post.text) for post in ZipExport(Path(sys.argv[1])).tweets()]
assert len(posts) == 100_000
""",
)
"""What is imported, which is not counted, and what is timed; Heard imports its sources when they are first asked for."""

PROSE = """
    the pump seal line plant bearing failed again after night shift we changed filter and logged it before audit
    manager asked why nobody measured vibration last month because sensor was mounted upside down thanks for sharing
    this helped our team a lot what would you check first when pressure drops slowly die Anlage lief über Nacht ohne
    Störung la línea paró otra vez mañana veremos el equipo était prêt à démarrer przegląd łożyska wyszedł dobrze
    🔧 ⚙️ 👍 &amp; &gt; downtime maintenance schedule spare parts supplier delay contract review talk meetup slides
"""
WORDS = PROSE.split()
SOURCE = '<a href=\\"https://mobile.example/app\\" rel=\\"nofollow\\">Web App</a>'


Run = tuple[list[str], list[str]]
"""A command, and the same that does nothing but start and import."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        archive = folder / "archive"
        if not archive.exists():
            make(archive)
        size = (archive / "data/tweets.js").stat().st_size / 1e6
        print(f"{POSTS:,} posts, {size:.0f} MB; CPU s, least of several (median), imports taken off")
        python = [sys.executable, "-c"]
        runs: dict[str, Run] = {"heard": ([*python, "".join(OURS), str(archive)], [*python, OURS[0]])}
        if not options.no_peers:
            runs |= peers(folder, archive)
        least = timed(runs)
        for name in (name for name in GOALS if name in least):
            ratio = least[name] / least["heard"]
            print(f"{name} takes {ratio:.1f} times as long; goal: {GOALS[name]:.0f}")


def peers(folder: Path, archive: Path) -> dict[str, Run]:
    """Each peer, installed by itself in the temporary folder."""
    bootstrap = [sys.executable, str(Path(__file__).parent.parent / "tools/bootstrap.py")]
    uv = subprocess.run(bootstrap, check=True, capture_output=True, text=True).stdout.strip()
    for name, pinned in PEERS.items():
        if not (home := folder / name).exists():
            subprocess.run([uv, "venv", "-q", "-p", sys.executable, str(home)], check=True)
            subprocess.run([uv, "pip", "install", "-q", "-p", str(home), pinned], check=True)
    renamed, database = folder / "2020.zip", folder / "out.db"
    with zipfile.ZipFile(renamed, "w", zipfile.ZIP_STORED) as packed:
        packed.write(archive / "data/tweets.js", "data/tweet.js")
        packed.write(archive / "data/account.js", "data/account.js")
    tool = str(folder / "twitter-to-sqlite/bin/twitter-to-sqlite")
    afresh = ["sh", "-c", 'rm -f "$2"; exec "$0" import "$2" "$1"', tool, str(renamed), str(database)]
    python = [str(folder / "HPI/bin/python"), "-c"]
    return {
        "twitter-to-sqlite": (afresh, [tool, "--version"]),
        "HPI": ([*python, "".join(HPI), str(archive)], [*python, HPI[0], str(archive)]),
    }


def timed(runs: dict[str, Run]) -> dict[str, float]:
    """The least CPU seconds of each command, taken in turns."""
    spent: dict[str, list[float]] = {name: [] for name in runs}
    idle: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(REPEATS):
        for name, (command, nothing) in runs.items():
            if name == "heard" or turn < REPEATS_OF_PEERS:
                idle[name].append(cpu(nothing))
                spent[name].append(cpu(command))
    least = {name: min(seconds) - min(idle[name]) for name, seconds in spent.items()}
    for name, seconds in spent.items():
        print(f"{name:18} {least[name]:6.2f} ({statistics.median(seconds) - min(idle[name]):.2f})")
    return least


def cpu(command: list[str]) -> float:
    """CPU seconds of a child, its own children included."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# --- the invented archive ---


def make(folder: Path) -> None:
    """An archive of the layout that X writes since late 2022, newest post first."""
    chance = random.Random(20_260_305)
    people = [
        (str(chance.randrange(10**8, 2 * 10**18)), f"invented_{number}", f"Invented {number}")
        for number in range(3000)
    ]
    (folder / "data").mkdir(parents=True)
    with (folder / "data/tweets.js").open("w", encoding="utf-8") as out:
        out.write("window.YTD.tweets.part0 = [\n")
        out.write(",\n".join(post(chance, people, POSTS - number) for number in range(POSTS)))
        out.write("\n]")
    account = {
        "email": "ines@larkfield.example",
        "username": HANDLE,
        "accountId": OWNER,
        "accountDisplayName": NAME,
    }
    manifest = {
        "userInfo": {"accountId": OWNER, "userName": HANDLE, "displayName": NAME},
        "archiveInfo": {"generationDate": "2026-03-06T13:15:31.187Z", "isPartialArchive": False},
        "dataTypes": {"tweets": {"files": [{"fileName": "data/tweets.js", "count": str(POSTS)}]}},
    }
    (folder / "data/account.js").write_text(
        f"window.YTD.account.part0 = {json.dumps([{'account': account}])}"
    )
    (folder / "data/manifest.js").write_text(f"window.__THAR_CONFIG = {json.dumps(manifest)}")
    (folder / "Your archive.html").write_text("<!DOCTYPE html>")


def post(chance: random.Random, people: list[tuple[str, str, str]], number: int) -> str:
    """One post: half are replies, a fifth are retweets, one in twelve continues an own thread."""
    identity = str(1_100_000_000_000_000_000 + number * 9_000_000_000_000 + chance.randrange(10**9))
    text = " ".join(chance.choices(WORDS, k=chance.randrange(4, 23)))
    named = chance.choices(people, k=chance.choice((0, 0, 0, 1, 1, 2)))
    parent, to = "", ("", "", "")
    draw = chance.random()
    if draw < 0.48:
        to = chance.choice(people)
        named = [to, *named]
        parent = str(int(identity) - chance.randrange(10**12))
    elif draw < 0.56:
        to = (OWNER, HANDLE, NAME)
        parent = str(1_100_000_000_000_000_000 + (number - 1) * 9_000_000_000_000)
    head = " ".join(f"@{handle}" for _, handle, _ in named)
    if draw > 0.8:
        named = named or [chance.choice(people)]
        text = f"RT @{named[0][1]}: {text}"[:139] + "…"
    elif head:
        text = f"{head} {text}"
    urls = []
    if chance.random() < 0.3:
        short = "https://t.co/" + "".join(chance.choices("abcdefghijkLMNOPQR0123456789", k=10))
        urls.append((short, f"https://blog.example/{number}/what-we-learnt", len(text) + 1))
        text = f"{text} {short}"
    media = chance.random() < 0.07
    if media:
        text = f"{text} https://t.co/mediamedia"
    return as_x_writes(chance, identity, text, named, urls, (parent, to), number, media)


def as_x_writes(
    chance: random.Random,
    identity: str,
    text: str,
    named: list[tuple[str, str, str]],
    urls: list[tuple[str, str, int]],
    reply: tuple[str, tuple[str, str, str]],
    number: int,
    media: bool,
) -> str:
    """The text of the record with the spaces and the order of fields of a real file."""
    parent, to = reply
    fields = []
    if number > POSTS * 4 // 5:
        fields.append(
            '"edit_info" : {\n        "initial" : {\n          "editTweetIds" : [\n            "' + identity
            + '"\n          ],\n          "editableUntil" : "2024-03-06T14:02:05.000Z",\n          '
            '"editsRemaining" : "5",\n          "isEditEligible" : false\n        }\n      }'
        )  # fmt: skip
    mentions = [
        f'\n          {{\n            "name" : "{name}",\n            "screen_name" : "{handle}",\n            "indices" : [\n'
        f'              "{at * 9}",\n              "{at * 9 + 8}"\n            ],\n            "id_str" : "{account}",\n'
        f'            "id" : "{account}"\n          }}'
        for at, (account, handle, name) in enumerate(named)
    ]
    links = [
        f'\n          {{\n            "url" : "{short}",\n            "expanded_url" : "{full}",\n            "display_url" : '
        f'"{full[8:30]}…",\n            "indices" : [\n              "{at}",\n              "{at + len(short)}"\n            ]\n          }}'
        for short, full, at in urls
    ]
    picture = (
        '\n          {\n            "expanded_url" : "https://twitter.example/ines_okafor/status/1/photo/1",\n            "indices" : [\n'
        '              "1",\n              "24"\n            ],\n            "url" : "https://t.co/mediamedia",\n            "media_url" : '
        f'"http://media.example/media/{identity}.jpg",\n            "id_str" : "{identity}",\n            "id" : "{identity}",\n            '
        f'"media_url_https" : "https://media.example/media/{identity}.jpg",\n            "sizes" : {{\n              "medium" : {{\n'
        '                "w" : "900",\n                "h" : "1200",\n                "resize" : "fit"\n              },\n              '
        '"thumb" : {\n                "w" : "150",\n                "h" : "150",\n                "resize" : "crop"\n              }\n'
        '            },\n            "type" : "photo",\n            "display_url" : "pic.example/mediamedia"\n          }\n        '
    )
    more = f',\n        "media" : [{picture}]' if media else ""
    fields += [
        '"retweeted" : false',
        f'"source" : "{SOURCE}"',
        '"entities" : {\n        "hashtags" : [ ],\n        "symbols" : [ ],\n        "user_mentions" : ['
        + ",".join(mentions) + ("\n        ]" if mentions else " ]") + ',\n        "urls" : ['
        + ",".join(links) + ("\n        ]" if links else " ]") + more + "\n      }",
        f'"display_text_range" : [\n        "0",\n        "{len(text)}"\n      ]',
        f'"favorite_count" : "{chance.randrange(9)}"',
    ]  # fmt: skip
    if parent:
        fields.append(f'"in_reply_to_status_id_str" : "{parent}"')
    fields.append(f'"id_str" : "{identity}"')
    if parent:
        fields.append(f'"in_reply_to_user_id" : "{to[0]}"')
    fields += ['"truncated" : false', '"retweet_count" : "0"', f'"id" : "{identity}"']
    if parent:
        fields.append(f'"in_reply_to_status_id" : "{parent}"')
    if media:
        fields.append('"possibly_sensitive" : false')
    fields += [f'"created_at" : "{when(number)}"', '"favorited" : false', f'"full_text" : {json.dumps(text, ensure_ascii=False)}', '"lang" : "en"']  # fmt: skip
    if parent:
        fields += [f'"in_reply_to_screen_name" : "{to[1]}"', f'"in_reply_to_user_id_str" : "{to[0]}"']
    if media:
        fields.append(f'"extended_entities" : {{\n        "media" : [{picture}]\n      }}')
    return '  {\n    "tweet" : {\n      ' + ",\n      ".join(fields) + "\n    }\n  }"


def when(number: int) -> str:
    """A time of X's kind: one post every 37 minutes up to March 2026."""
    from datetime import UTC, datetime, timedelta

    moment = datetime(2019, 2, 20, 8, tzinfo=UTC) + timedelta(minutes=37 * number, seconds=number * 17 % 60)
    return moment.strftime("%a %b %d %H:%M:%S +0000 %Y")


if __name__ == "__main__":
    main()
