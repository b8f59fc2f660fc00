"""Who is no longer among our connections and followers, on every engine; a list cut short shows no loss."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from world import ENGINES

from heard.measures.introductions import introductions
from heard.measures.ties import people, weigh
from heard.model import Export, FileSeen, Interaction, Problem, Profile, day_micros
from heard.people.apart import set_apart
from heard.people.match import resolve
from heard.people.parted import Parted, count_parted, parted_from
from heard.people.view import look
from heard.strategy import Strategy

ME = "linkedin:ines"
STRATEGY = Strategy(me=(ME,))
MARCH, OCTOBER = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC)
CONNECTIONS = FileSeen(path="Connections.csv", status="read", what="your connections, and since when")
GONE = Parted(channel="linkedin", kind="connection", mine=False, after="2026-03-01", before="2026-10-31")


class Told:
    """Exports of one account, added to an empty ledger."""

    def __init__(self, ledger) -> None:
        self.ledger = ledger

    def add(self, taken: datetime, names: str, *more, file: FileSeen = CONNECTIONS, owner: str = ME) -> int:
        export = Export(source="linkedin", owner=owner, taken_at=taken)
        records = [Profile(account=owner, name="Ines Okafor", owner=True), file, *more]
        for name in names.split():
            account = f"linkedin:{name}"
            records.append(Profile(account=account, name=f"{name.rstrip('2')} example"))
            records.append(
                Interaction(
                    key=f"connection:{owner}:{name}", kind="connection", channel="linkedin", actor=owner, to=(account,),
                    happened_us=day_micros(date(2025, 5, 5)), visibility="direct",
                )
            )  # fmt: skip
        sha = f"{taken}{names}{more}{file}{owner}"
        return self.ledger.add(export, records, path="x", sha256=sha, imported_at=taken).import_id

    def gone(self, as_of: date = date(2026, 11, 1)) -> dict[str, tuple[Parted, ...]]:
        resolve(self.ledger, STRATEGY.me)
        set_apart(self.ledger)
        look(self.ledger, STRATEGY, day_micros(as_of) - 1)
        weigh(self.ledger, as_of)
        rows = self.ledger.rows(
            "select p.person, q.name from parted p join portrait q on q.person = p.person order by q.name, p.kind, p.mine"
        )
        return {name.removesuffix(" example"): parted_from(self.ledger, person) for person, name in rows}


@pytest.fixture(params=ENGINES)
def told(request, empty_ledger):
    return Told(empty_ledger(request.param))


def test_a_lost_connection_is_a_fact_with_the_days_between_which_it_happened(told):
    told.add(MARCH, "dana sam theo")
    told.add(OCTOBER, "dana theo nils")
    assert told.gone() == {"sam": (GONE,)}
    assert count_parted(told.ledger) == {"connections": 1}
    assert people(told.ledger, date(2026, 11, 1)).parted == {"connections": 1}


def test_the_order_of_adding_does_not_matter_and_undo_takes_the_loss_back(told):
    later = told.add(OCTOBER, "dana theo")
    told.add(MARCH, "dana sam theo")
    assert told.gone() == {"sam": (GONE,)}
    told.ledger.undo(later)
    assert told.gone() == {}


@pytest.mark.parametrize(
    "damage",
    [
        {"file": FileSeen(path="Connections.csv", status="failed", what="your connections, and since when")},
        {"file": FileSeen(path="Ties.csv", status="read", what="something else")},
        {
            "more": (
                Problem(path="Connections.csv", line=3, why="This line has 2 cells where the header has 6."),
            )
        },
        {"more": (Problem(path="export.zip", why="It breaks off."),)},
    ],
    ids=["failed", "no list", "a bad row", "a zip that breaks off"],
)
def test_a_list_that_is_not_whole_shows_no_loss(told, damage):
    told.add(MARCH, "dana sam theo")
    told.add(OCTOBER, "dana theo", *damage.get("more", ()), file=damage.get("file", CONNECTIONS))
    assert told.gone() == {}


def test_damage_elsewhere_in_the_export_hides_no_loss(told):
    messages = FileSeen(path="messages.csv", status="read", what="messages")
    told.add(MARCH, "dana sam theo")
    told.add(OCTOBER, "dana theo", messages, Problem(path="messages.csv", line=2, why="It is bad."))
    assert told.gone() == {"sam": (GONE,)}


def test_a_list_that_lacks_too_many_was_cut_short(told):
    names = [f"n{number}x" for number in range(40)]
    told.add(MARCH, " ".join(names))
    told.add(OCTOBER, " ".join(names[:29]))  # eleven of forty
    assert told.gone() == {}
    told.add(
        datetime(2026, 11, 30, tzinfo=UTC), " ".join(names[:28])
    )  # a second list bears the first one out
    assert len(told.gone(date(2026, 12, 1))) == 12


def test_who_comes_back_is_connected(told):
    told.add(MARCH, "dana sam")
    told.add(OCTOBER, "dana")
    told.add(datetime(2026, 12, 1, tzinfo=UTC), "dana sam")
    assert told.gone(date(2026, 12, 2)) == {}


def test_a_new_address_is_no_loss(told):
    told.add(MARCH, "dana sam")
    told.add(OCTOBER, "dana sam2")
    assert told.gone() == {}


def test_exports_of_two_accounts_are_not_set_against_each_other(told):
    told.add(MARCH, "dana sam")
    told.add(OCTOBER, "dana", owner="linkedin:tomas")
    assert told.gone() == {}


def test_from_an_earlier_day_the_later_export_is_not_known(told):
    told.add(MARCH, "dana sam")
    later = Interaction(
        key="m", kind="message", channel="linkedin", actor="linkedin:dana", to=(ME,), text="Hello",
        happened_us=day_micros(date(2026, 10, 30)), visibility="direct",
    )  # fmt: skip
    told.add(OCTOBER, "dana", later)
    assert told.gone(date(2026, 4, 1)) == {}
    assert told.gone(date(2026, 10, 31)) == {
        "sam": (GONE,)
    }  # the last that is known, although taken a moment later


def test_followers_and_followed_are_told_apart(told):
    def follow(actor: str, to: str) -> Interaction:
        return Interaction(key=f"{actor}>{to}", kind="follow", channel="linkedin", actor=actor, to=(to,))

    files = (
        FileSeen(path="followers.js", status="read", what="who follows you, by number alone"),
        FileSeen(path="following.js", status="read", what="whom you follow, by number alone"),
    )
    told.add(MARCH, "dana sam", *files, *(follow(f"linkedin:{name}", ME) for name in ("dana", "sam")),
             *(follow(ME, f"linkedin:{name}") for name in ("dana", "sam")))  # fmt: skip
    told.add(OCTOBER, "dana sam", *files, follow("linkedin:dana", ME), follow(ME, "linkedin:sam"))
    found = told.gone()
    assert [(each.kind, each.mine) for each in found["sam"]] == [("follow", False)]
    assert [(each.kind, each.mine) for each in found["dana"]] == [("follow", True)]
    assert count_parted(told.ledger) == {"followed": 1, "followers": 1}


def test_a_lost_connection_introduces_nobody(told):
    told.add(MARCH, "dana sam")
    wrote = Interaction(
        key="w", kind="message", channel="linkedin", actor="linkedin:sam", to=("linkedin:viktor",), text="As we said.",
        happened_us=day_micros(date(2026, 2, 1)), visibility="group",
    )  # fmt: skip
    viktor = Profile(account="linkedin:viktor", name="Viktor Sandholm")
    told.add(datetime(2026, 3, 2, tzinfo=UTC), "dana sam", wrote, viktor)
    last = date(2026, 11, 1)

    def paths() -> list[tuple[str, ...]]:
        told.gone()
        found = introductions(told.ledger, STRATEGY, "Viktor Sandholm", last, day_micros(last) - 1, 5)
        return [path.people for path in found.paths]

    assert paths() == [("sam example", "Viktor Sandholm")]
    later = told.add(OCTOBER, "dana")
    assert paths() == []
    told.ledger.undo(later)
    assert paths() == [("sam example", "Viktor Sandholm")]
