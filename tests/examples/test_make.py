"""The example company is what its maker makes, the same every time, and as large as it is said to be."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from heard import api
from heard.model import Estimate, FileSeen, Problem
from heard.people.apart import apart
from heard.reading.archive import open_archive
from heard.sources import recognise, sources

ROOT = Path(__file__).parents[2]
LARKFIELD = ROOT / "examples" / "larkfield"
EXPORTS = sorted((LARKFIELD / "exports").iterdir())
ROBOT = "email:hanna.weir@sitecheck.example"
MBOX = "Takeout/Mail/All mail Including Spam and Trash.mbox"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for folder, zone in zip(folders, ("UTC", "Pacific/Auckland"), strict=True):
        surroundings = os.environ | {"PYTHONHASHSEED": str(len(zone)), "TZ": zone}
        subprocess.run(
            [sys.executable, str(ROOT / "examples" / "make.py"), str(folder)], check=True, env=surroundings
        )
    return folders


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def content(path: Path) -> dict[str, bytes]:
    """What a file holds. Zips are compared by their members, since each build of zlib packs the same text differently."""
    if path.suffix != ".zip":
        return {path.name: path.read_bytes()}
    with zipfile.ZipFile(path) as packed:
        return {f"{entry.filename} {entry.date_time}": packed.read(entry) for entry in packed.infolist()}


def export(beginning: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(next(path for path in EXPORTS if path.name.startswith(beginning)))


def test_it_is_made_the_same_every_time(made: tuple[Path, Path]) -> None:
    first, second = made
    assert files(first) == files(second)
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in files(first))


def test_what_is_committed_is_what_is_made(made: tuple[Path, Path]) -> None:
    assert files(LARKFIELD) == files(made[0])
    for name in files(LARKFIELD):
        assert content(LARKFIELD / name) == content(made[0] / name), name


def test_it_is_as_large_as_promised() -> None:
    with export("Complete_LinkedIn") as linkedin:
        connections = linkedin.read("Connections.csv").decode().count("https://www.linkedin.com/in/")
        messages = len(list(csv.reader(io.StringIO(linkedin.read("messages.csv").decode())))) - 1
    with export("Takeout") as takeout:
        mails = len(re.findall(rb"^From \d+@xxx ", takeout.read(MBOX), re.MULTILINE))
    with export("twitter") as x:
        posts = sum(
            len(json.loads(x.read(f"data/{name}.js").partition(b"=")[2]))
            for name in ("tweets", "tweets-part1")
        )
    assert connections >= 2000
    assert messages >= 6000
    assert mails >= 14000
    assert posts >= 3000
    assert sum(path.stat().st_size for path in EXPORTS) < 3_200_000


def test_every_channel_of_the_strategy_has_evidence(larkfield: Path) -> None:
    with api.open(larkfield) as home:
        review = home.review()
        spoken = {channel for (channel,) in home.ledger.rows("select distinct channel from interactions")}
        told = dict(
            home.ledger.rows(
                "select channel, count(*) from interactions where key like 'notice:%' group by channel"
            )
        )
        robots = [each.account for each in apart(home.ledger) if each.what == "robot"]
    assert len(review.channels) >= 10
    assert set(review.channels) <= spoken
    assert {"linkedin", "facebook"} <= told.keys()
    assert ROBOT in robots
    courses = {each.advice.course for each in review.channels.values()}
    assert {"focus", "drop", "try", "keep"} <= courses
    assert contradicted(review) == []


LEAVING = ("Nothing, if you let it go", "Pause", "Before you let it go")
"""How a step begins that asks for no work on a channel to drop."""


def contradicted(review: api.Review) -> list[str]:
    """Channels of which one sentence asks for what another warns of."""
    steps = {
        (finding.subject, finding.next) for finding in review.findings if finding.subject in review.channels
    }
    goes_on = {name for name, step in steps if step.startswith(("Go on", "Give it the next"))}
    stops = {name for name, step in steps if step.startswith("Pause")}
    by_course = {
        course: {name for name, each in review.channels.items() if each.advice.course == course}
        for course in ("drop", "focus", "keep", "try")
    }
    enough = {name for name, each in review.channels.items() if each.evidence.attention.verdict == "no"}
    none = {
        name
        for name, hours in review.plan.proposed.items()
        if isinstance(hours, Estimate) and hours.value == 0
    }
    dropped = by_course["drop"]
    work = {name for name, step in steps if name in dropped and not step.startswith(LEAVING)}
    return sorted(
        work
        | (goes_on & by_course["drop"])
        | (stops - by_course["drop"])
        | (by_course["try"] & enough)
        | (none ^ by_course["drop"])
    )


@pytest.mark.parametrize(
    "path", [*EXPORTS, LARKFIELD / "journal.txt"], ids=lambda path: path.name.split("-")[0].split("_")[0]
)
def test_one_source_reads_each_export_without_a_problem(path: Path) -> None:
    archive = open_archive(path)
    claims = recognise(archive)
    assert len(claims) == 1
    records = list(sources()[claims[0].source].read(archive, claims[0]))
    assert not [record for record in records if isinstance(record, Problem)]
    assert not [
        record
        for record in records
        if isinstance(record, FileSeen) and record.status not in {"read", "known"}
    ]
