"""Writes the example company: `python examples/make.py`, or `python examples/make.py DIR` to write it elsewhere.

Larkfield Consulting is invented, and so is everybody who writes to it. The same bytes come out every time; what is true of the
story stands in `examples/story/truth.py`, so that a review can be held against it.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from examples.story import (  # noqa: E402
    blog,
    facebook,
    flickr,
    forum,
    letters,
    linkedin,
    mail,
    meetings,
    tracker,
    website,
    x,
    youtube,
)
from examples.story.journal import STRATEGY, journal, met_at_shows  # noqa: E402
from examples.story.pack import write_zip  # noqa: E402
from examples.story.people import everybody  # noqa: E402
from examples.story.truth import END  # noqa: E402


def make(folder: Path) -> None:
    """Write strategy, journal and exports into a folder."""
    exports = folder / "exports"
    exports.mkdir(parents=True, exist_ok=True)
    people = everybody()
    met = met_at_shows(people)
    made = END + timedelta(minutes=20)
    (folder / "strategy.yaml").write_text(STRATEGY, "utf-8", newline="\n")
    (folder / "journal.txt").write_text(journal(people, met), "utf-8", newline="\n")
    write_zip(exports / linkedin.NAME, linkedin.members(people), made)
    write_zip(exports / x.NAME, x.members(people), made)
    write_zip(exports / mail.NAME, letters.members(people, met), made)
    write_zip(exports / facebook.NAME, facebook.members(people), made)
    write_zip(exports / youtube.NAME, youtube.members(), made)
    write_zip(exports / forum.NAME, forum.members(people), made)
    write_zip(exports / forum.TOPICS, forum.pages(people), made)
    write_zip(exports / flickr.NAME, flickr.members(people), made)
    write_zip(exports / website.NAME, website.visits(), made)
    write_zip(exports / meetings.NAME, meetings.calendar(people), made)
    for name, text in (
        (blog.NAME, blog.page(people)),
        (website.LETTERS, website.letters()),
        (meetings.BADGES, meetings.badges(people, met)),
        (tracker.NAME, tracker.table()),
    ):
        (exports / name).write_text(text, "utf-8", newline="")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "larkfield")
