"""How fast LinkedIn's archive of 30,000 connections and 100,000 messages is added, against DuckDB's bare reading of its two tables.

    python bench/linkedin.py               # makes the zip in a temporary folder and prints the ratio
    python bench/linkedin.py --keep DIR    # leaves it in DIR, and uses it again

Ours starts from the zip and ends in the ledger: recognises, unpacks, gives meaning (accounts, times, keys, profiles, plain text),
writes, commits. DuckDB starts from the unpacked CSVs, is told their dialect, since its sniffer fails on the preamble of
Connections.csv, and leaves all as text in memory. Each run is a process of its own; CPU seconds of all its threads and children
from after the imports to the end, by its own clock, since the imports take as long as the work. The runs alternate, and of each the least counts, since all that other programs
do to a run is to lengthen it. The people are invented.
"""

from __future__ import annotations

import argparse
import base64
import csv
import random
import statistics
import subprocess
import sys
import tempfile
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

CONNECTIONS, MESSAGES, CONVERSATIONS, INVITATIONS = 30_000, 100_000, 8_000, 500
REPEATS = 15
GOAL = 3.0
"""Times DuckDB's reading, at most."""

OURS = """
import os, sys, tempfile
from heard import api
from heard.sources import sources
sources()
start = sum(os.times()[:4])
with tempfile.TemporaryDirectory() as home, api.open(home) as opened:
    added = opened.add(sys.argv[1])
    if added.problems:
        sys.exit(added.problems[0].why)
print(sum(os.times()[:4]) - start, added.new)
"""
DUCKDB = """
import os, sys
import duckdb
start = sum(os.times()[:4])
dialect = "all_varchar = true, header = true, delim = ',', quote = '\\"', escape = '\\"'"
with duckdb.connect() as base:
    base.execute(f"create table messages as select * from read_csv('{sys.argv[1]}/messages.csv', {dialect})").fetchall()
    base.execute(f"create table ties as select * from read_csv('{sys.argv[1]}/Connections.csv', {dialect}, skip = 3)").fetchall()
    rows = base.execute("select (select count(*) from messages) + (select count(*) from ties)").fetchall()[0][0]
print(sum(os.times()[:4]) - start, rows)
"""

WORDS, FIRST, STARTS, ENDS = (
    words.split()
    for words in (
        (
            "the pump seal line plant bearing failed again after night shift we changed filter and logged it before audit manager asked "
            "why nobody measured vibration last month thanks for your note could we talk on Thursday about maintenance contract Störung "
            "équipe próximo übermorgen I would like to see how it went with your team 👍 spare parts supplier delay downtime review"
        ),
        "Ada Bob Ines Jo Sam Dana Zoë Iñaki Lena Omar Mei Tariq Ola Priya Luc Noor Finn Ruth Ivo Sara",
        "Oka Pik Rey Ito Nor Bram Tal Hol Mar Quen Sol",
        "for es ard ström ley man wick",
    )
)
OWNER = ("Ines", "Okafor", "https://www.linkedin.com/in/ines-okafor")
Person = tuple[str, str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        archive = folder / "Complete_LinkedInDataExport.zip"
        if not archive.exists():
            make(folder, archive)
        size = (folder / "messages.csv").stat().st_size / 1e6
        print(
            f"{CONNECTIONS:,} connections, {MESSAGES:,} messages ({size:.0f} MB); CPU s, least of {REPEATS} (median), without imports"
        )
        rows = CONNECTIONS + MESSAGES
        ours, bare = timed(
            {
                "heard": (OURS, archive, rows + INVITATIONS),
                "DuckDB read_csv": (DUCKDB, folder, rows),
            }
        )
        print(f"heard takes {ours / bare:.1f} times as long as DuckDB; goal: below {GOAL:.0f}")


def timed(runs: dict[str, tuple[str, Path, int]]) -> list[float]:
    """The least CPU seconds of each program, taken in turns; each has to find so many rows."""
    spent: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(REPEATS):
        for name, (program, path, rows) in runs.items():
            command = [sys.executable, "-c", program, str(path)]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            if int(told[1]) != rows:
                sys.exit(f"{name} finds {told[1]} rows and not {rows:,}.")
            spent[name].append(float(told[0]))
    for name, seconds in spent.items():
        print(f"{name:16} {min(seconds):.2f} ({statistics.median(seconds):.2f})")
    return [min(seconds) for seconds in spent.values()]


def make(folder: Path, archive: Path) -> None:
    """The two large files of an archive of 2025, and the small ones that tell whose it is."""
    chance = random.Random(20_260_201)
    people = [person(chance, number) for number in range(CONNECTIONS)]
    connections(chance, folder / "Connections.csv", people)
    messages(chance, folder / "messages.csv", people)
    table(
        folder / "Profile.csv",
        ["First Name", "Last Name", "Headline", "Summary", "Industry"],
        [["Ines", "Okafor", "Engineer", "", "Machinery"]],
    )
    table(
        folder / "Invitations.csv",
        ["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"],
        [
            [
                "Ines Okafor",
                f"{first} {last}",
                f"1/{number % 28 + 1}/25, 2:37 PM",
                "",
                "OUTGOING",
                OWNER[2],
                url,
            ]
            for number, (first, last, url) in enumerate(people[:INVITATIONS])
        ],
    )
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packing:
        for path in sorted(folder.glob("*.csv")):
            packing.write(path, path.name)


def person(chance: random.Random, number: int) -> Person:
    """Somebody; a slug keeps the accents of the name, percent-encoded, in one case of five."""
    first, last = chance.choice(FIRST), chance.choice(STARTS) + chance.choice(ENDS)
    slug = f"{first}-{last}-{number:05x}".lower()
    plain = slug.translate(str.maketrans("ëñö", "eno"))
    encoded = "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in slug)
    return first, last, f"https://www.linkedin.com/in/{encoded if chance.random() < 0.2 else plain}"


def connections(chance: random.Random, path: Path, people: list[Person]) -> None:
    rows = []
    for first, last, url in people:
        email = f"{first}@acme.example" if chance.random() < 0.04 else ""
        day = datetime(2012, 1, 1) + timedelta(days=chance.randrange(4800))  # noqa: DTZ001 - written without a zone
        company, title = (
            chance.choice(["Northwind, Inc.", "Acme Pumps", "Tern Mills"]),
            chance.choice(["Head of Operations", "Fitter"]),
        )
        rows.append([first, last, url, email, company, title, f"{day:%d %b %Y}"])
    header = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    note = "When exporting your connection data, you may notice that some of the email addresses are missing."
    table(path, header, rows, f'Notes:\n"{note}"\n\n')


def messages(chance: random.Random, path: Path, people: list[Person]) -> None:
    """Half from the owner; a seventh of several lines, one in fifty an advertisement, one in a hundred to two people."""
    talks = [
        ("2-" + base64.b64encode(chance.randbytes(32)).decode(), chance.choice(people))
        for _ in range(CONVERSATIONS)
    ]
    rows = []
    for _ in range(MESSAGES):
        talk, other = chance.choice(talks)
        sender, to = (OWNER, other) if chance.random() < 0.5 else (other, OWNER)
        moment = datetime(2014, 1, 1) + timedelta(seconds=chance.randrange(370_000_000))  # noqa: DTZ001 - written with UTC below
        text = " ".join(chance.choices(WORDS, k=chance.randrange(3, 36)))
        name, url = f"{to[0]} {to[1]}", to[2]
        if chance.random() < 0.15:
            text = f"{text}\n\n{text[:40]}\nInes"
        if chance.random() < 0.01:
            name, url = f"{name}, Ruth Solard", f"{url},https://www.linkedin.com/in/ruth-solard"
        if chance.random() < 0.02:
            text, sender = (
                f'<p class="spinmail-quill-editor__spin-break">{text} &amp; more</p>',
                ("Brisk", "Ads", ""),
            )
        rows.append(
            [
                talk,
                "",
                f"{sender[0]} {sender[1]}",
                sender[2],
                name,
                url,
                f"{moment:%Y-%m-%d %H:%M:%S} UTC",
                "",
                text,
                "INBOX",
            ]
        )
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
    table(path, header.split(","), rows)


def table(path: Path, header: list[str], rows: list[list[str]], before: str = "") -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(before)
        csv.writer(out, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    main()
