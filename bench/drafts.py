"""Claim: no rule on drafts that is on by default speaks of more than 2 % of letters that were answered all the same.

    python bench/drafts.py FOLDER

FOLDER holds ASF/ and Enron/ of HPI-Information-Systems/Quagga, Datasets: mails whose parts people annotated. What somebody quotes
below an answer was answered; it is read as if to anybody. The counts belong into rules/alarms.py, which the rules' pages print.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from heard.api import check
from heard.rules import family
from heard.rules.alarms import ALARMS, LETTERS, MOST, OFF
from heard.text.clean import clean

FEWEST_WORDS = 5


def answered(folder: Path) -> Iterator[str]:
    """The letter that each annotated mail answers."""
    for path in [*sorted(folder.glob("ASF/*/*.ann")), *sorted(folder.glob("Enron/annotated_all/*/*.ann"))]:
        if path.stat().st_size:
            mail = json.loads(path.read_text("utf-8"))
            bodies = sorted(
                (part for part in mail["denotations"] if part.get("type") == "Body"),
                key=lambda part: part["start"],
            )
            for body in bodies[1:2]:
                text = re.sub(r"(?m)^[ \t]*(?:>[ \t]?)+", "", mail["text"][body["start"] : body["end"]])
                if len((letter := clean(text)).split()) >= FEWEST_WORDS:
                    yield letter


def main() -> None:
    """Count, and say where the code says something else."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    folder = parser.parse_args().folder
    if folder is None:
        print(
            "Nothing is measured without a folder of public mail; bench/drafts.py --help says what it holds."
        )
        return
    letters = list(answered(folder))
    found = Counter(
        code for letter in letters for code in {each.code for each in check(letter, everything=True).remarks}
    )
    print(f"{len(letters):,} letters that were answered (rules/alarms.py has {LETTERS:,})")
    for rule in family("D"):
        share = found[rule.code] / max(1, len(letters))
        state = "off" if rule.code in OFF else "TOO MANY" if share > MOST else "on"
        stale = (
            ""
            if ALARMS.get(rule.code) == found[rule.code]
            else f"  rules/alarms.py has {ALARMS.get(rule.code)}"
        )
        print(f"{rule.code} {rule.name:24} {found[rule.code]:4} {100 * share:5.1f} %  {state}{stale}")


if __name__ == "__main__":
    main()
