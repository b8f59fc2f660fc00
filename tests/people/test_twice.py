"""What a notification mail tells of: an account by its name, and counted once beside the network's own export."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from heard import api
from heard.measures.conversation import meanings
from heard.model import Export, Interaction, Profile, day_micros

NOW = datetime(2026, 11, 1, tzinfo=UTC)
START_US = day_micros(date(2026, 3, 2))
HOUR_US = 3_600_000_000
ME = "email:ines@larkfield.example"
SAM, SAM_NAMED = "linkedin:sam-ito", "linkedin:name:sam ito"


@pytest.fixture
def home(tmp_path):
    (tmp_path / "strategy.yaml").write_text("name: L\nme: [ines@larkfield.example, linkedin:ines]\n")
    with api.open(tmp_path) as opened:
        yield opened


def add(home, source: str, *facts):
    home.ledger.add(Export(source=source), facts, path=source, sha256=source, imported_at=NOW)


def notice(kind: str, hours: float, actor: str = SAM_NAMED) -> Interaction:
    return Interaction(
        key=f"notice:{kind}{hours}", kind=kind, channel="linkedin", actor=actor, to=(ME,), happened_us=START_US + int(hours * HOUR_US),
        title="By notification mail: Sam Ito did it",
    )  # fmt: skip


def message(hours: float, key: str = "1", kind: str = "message") -> Interaction:
    return Interaction(
        key=key, kind=kind, channel="linkedin", actor=SAM, to=("linkedin:ines",), happened_us=START_US + int(hours * HOUR_US)
    )  # fmt: skip


NAMES = (Profile(account=SAM, name="Sam Ito"), Profile(account=SAM_NAMED, name="Sam Ito"))


def test_a_message_that_the_export_holds_counts_once_and_a_comment_that_it_lacks_counts(home):
    add(home, "mbox", NAMES[1], notice("message", 1), notice("comment", 2))
    assert home.person("Sam Ito").tie.received == 2
    add(home, "linkedin", NAMES[0], message(0.9))
    found = home.person("Sam Ito")
    assert found.tie.received == 2
    assert {account.handle for account in found.accounts} == {SAM, SAM_NAMED}
    assert [each.kind for each in found.history] == ["comment", "message"]
    assert found.history[0].title.startswith("By notification mail: ")


@pytest.mark.parametrize(("hours", "received"), [(70, 1), (-20, 1), (80, 2), (-30, 2)])
def test_a_notification_comes_within_three_days(home, hours, received):
    add(home, "linkedin", NAMES[0], message(0))
    add(home, "mbox", NAMES[1], notice("message", hours))
    assert home.person("Sam Ito").tie.received == received


def test_an_accepted_invitation_is_one_connection(home):
    accepted = Interaction(
        key="c", kind="connection", channel="linkedin", actor="linkedin:ines", to=(SAM,), happened_us=START_US
    )
    add(home, "linkedin", NAMES[0], accepted)
    add(home, "mbox", NAMES[1], notice("connection", 12))
    assert [each.kind for each in home.person("Sam Ito").history] == ["connection"]


def test_a_name_that_two_bear_joins_neither_and_counts_once_all_the_same(home):
    add(home, "linkedin", *NAMES, Profile(account="linkedin:sam-ito-2", name="Sam Ito"), message(0))
    add(home, "mbox", NAMES[1], notice("message", 1))
    assert home.person(SAM).tie.received == 1
    assert home.person(SAM_NAMED).tie.received == 0


def test_a_name_in_the_journal_still_finds_the_one_account(home):
    (home.path / "journal.txt").write_text('2026-03-06 phone call "Sam Ito" 20m\n')
    add(home, "linkedin", NAMES[0], message(0))
    add(home, "mbox", NAMES[1], notice("comment", 1))
    assert home.person("Sam Ito").tie.meetings == 1


def test_a_comment_that_github_mailed_and_the_export_holds_counts_once(home):
    where = "https://github.com/ines-okafor/fan-tools/issues/30#issuecomment-123"
    said = Interaction(
        key="notice:1", kind="comment", channel="github", actor="github:dana-r", to=(ME,), happened_us=START_US, url=where
    )  # fmt: skip
    add(home, "mbox", Profile(account="github:dana-r", name="Dana"), said)
    assert home.person("github:dana-r").tie.received == 1
    liked = msgspec.structs.replace(said, key="r", kind="reaction", actor="github:sam")
    add(home, "github", liked, msgspec.structs.replace(said, key="c"))
    assert home.person("github:dana-r").tie.received == 1


@pytest.mark.parametrize(
    "url", ["http://larkfield.example/five-seals", "https://www.larkfield.example/five-seals/"]
)
def test_a_post_in_a_feed_that_the_blogs_export_holds_counts_once(home, url):
    def post(key: str, kind: str, where: str, hours: int) -> Interaction:
        actor = "blog:ines" if kind == "post" else "email:dana@northwind.example"
        to = () if kind == "post" else ("blog:ines",)
        return Interaction(
            key=key, kind=kind, channel="blog", actor=actor, to=to, happened_us=START_US + hours * HOUR_US, url=where, thread="t" + key[0]
        )  # fmt: skip

    ours = Profile(account="blog:ines", name="Ines", owner=True)
    whole = "https://larkfield.example/five-seals/"
    add(
        home,
        "feed",
        post("f1", "post", url, 0),
        post("f2", "comment", f"{whole}#comment-2", 1),
        post("f3", "post", f"{whole}more", 5),
    )
    add(home, "wordpress", ours, post("w1", "post", whole, 0), post("w2", "comment", f"{whole}#comment-2", 1))
    assert home.person("dana@northwind.example").tie.received == 1
    said = meanings(home.ledger, ["blog"], {}, START_US + 100 * HOUR_US)["blog"]
    assert said.own_posts.value == 2
