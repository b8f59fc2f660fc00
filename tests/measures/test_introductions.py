"""Who can introduce us to whom, in small worlds through the ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.measures.acts import tell_acts
from heard.measures.giving import give
from heard.measures.introductions import introductions
from heard.measures.requests import request
from heard.measures.ties import weigh
from heard.model import Export, HeardError, Interaction, Profile, day_micros
from heard.people.apart import set_apart
from heard.people.match import resolve
from heard.people.view import look
from heard.strategy import Segment, Strategy, Target

AS_OF = date(2026, 10, 31)
AS_OF_US = day_micros(AS_OF + timedelta(days=1)) - 1
TAKEN = datetime(2026, 11, 1, tzinfo=UTC)
ME = "email:ines@larkfield.example"
SAM = "email:sam@harrow.example"
BEA = "email:bea@alder.example"
DANA = "email:dana@northwind.example"
NAMES = {SAM: "Sam Ito", BEA: "Bea Lang", DANA: "Dana Reyes"}


class World:
    """A ledger in memory into which things are said so many days ago."""

    def __init__(self) -> None:
        self.ledger = Ledger(DuckDB(None))
        self.facts: dict[str, list[Interaction | Profile]] = {"mbox": []}
        self.number = 0
        for account, name in NAMES.items():
            self.facts["mbox"].append(Profile(account=account, name=name))

    def said(self, days_ago: float, actor: str, *to: str, source: str = "mbox", **more) -> str:
        self.number += 1
        key = str(self.number)
        moment = AS_OF_US + 1 - int(86_400e6 / 2) - round(days_ago * 86_400e6)
        told = {"kind": "mail", "channel": "email", "visibility": "direct", "thread": key} | more
        self.facts.setdefault(source, []).append(
            Interaction(key=key, actor=actor, to=to, happened_us=moment, **told)
        )
        return key

    def friends(self, who: str = SAM, days_ago: float = 3) -> None:
        self.said(days_ago, ME, who)
        self.said(days_ago, who, ME)

    def asked(self, days_ago: float, who: str, answer: str, target: str = "Dana Reyes") -> None:
        self.facts.setdefault("journal", []).append(Profile(account=f"name:{who.lower()}", name=who))
        self.said(
            days_ago,
            ME,
            f"name:{who.lower()}",
            source="journal",
            kind="introduction",
            mentioned=(f"name:{target.lower()}",),
            text=f'asked for introduction to "{target}" -> {answer}',
        )

    def intro(self, who: str = "Dana Reyes", most: int = 5, strategy: Strategy | None = None):
        for source, facts in self.facts.items():
            self.number += 1
            self.ledger.add(
                Export(source=source, owner=ME),
                facts,
                path=source,
                sha256=str(self.number),
                imported_at=TAKEN,
            )
        self.facts = {}
        strategy = strategy or Strategy()
        resolve(self.ledger, [ME])
        set_apart(self.ledger)
        look(self.ledger, strategy, AS_OF_US)
        weigh(self.ledger, AS_OF)
        tell_acts(self.ledger)
        give(self.ledger)
        request(self.ledger)
        return introductions(self.ledger, strategy, who, AS_OF, AS_OF_US, most)


@pytest.fixture
def world():
    made = World()
    yield made
    made.ledger.close()


def through(*names: str, target: str = "Dana Reyes") -> Strategy:
    return Strategy(targets=(Target(name=target, through=names),))


# --- what is a step ---


def test_nine_mails_with_us_in_cc_are_a_strong_path(world):
    world.friends()
    for days in range(9):
        world.said(days, SAM, DANA, cc=(ME,))
    found = world.intro()
    (path,) = found.paths
    assert found.none is None
    assert (path.people, path.strength, path.ask) == (("Sam Ito", "Dana Reyes"), "strong", "now")
    own, other = path.steps
    assert (own.giver, own.taker, own.provenance, own.last) == ("", "Sam Ito", "seen", "2026-10-31")
    assert (other.days, other.last, other.wrote) == (9, "2026-10-31", "giver")
    assert [each.what for each in other.evidence] == ["mail from Sam Ito to Dana Reyes"] * 3
    assert [each.at for each in other.evidence] == ["2026-10-31", "2026-10-30", "2026-10-29"]


@pytest.mark.parametrize(
    ("days", "strength"),
    [
        ([1], "weak"),
        ([1, 2], "moderate"),
        ([1, 1.1, 1.2], "weak"),
        ([1, 2, 3, 4, 5], "strong"),
        ([400, 401, 402, 403, 404], "moderate"),
        ([400, 401], "weak"),
        ([1, 2, 3, 4, 400], "strong"),
    ],
)
def test_days_together_make_the_band_and_a_year_takes_one(world, days, strength):
    world.friends()
    for ago in days:
        world.said(ago, SAM, DANA, cc=(ME,))
    (path,) = world.intro().paths
    assert path.steps[1].strength == path.strength == strength
    assert path.steps[0].strength == "strong"
    assert path.weakest == (strength != "strong")


@pytest.mark.parametrize(
    ("days", "strength", "ask"),
    [
        (0, "strong", "now"),
        (90, "strong", "now"),
        (91, "moderate", "warm first"),
        (366, "weak", "warm first"),
    ],
)
def test_our_own_step_is_as_strong_as_the_tie(world, days, strength, ask):
    world.friends(days_ago=days)
    for ago in range(6):
        world.said(ago, SAM, DANA, cc=("email:floor@lists.example",), visibility="group")
    (path,) = world.intro().paths
    assert (path.steps[0].strength, path.strength, path.ask) == (strength, strength, ask)
    assert bool(path.because) == (ask == "warm first")


def test_one_who_never_answered_is_weak_and_warmed_first(world):
    world.said(2, ME, SAM)
    world.said(3, SAM, DANA, visibility="group")
    (path,) = world.intro().paths
    assert (path.steps[0].strength, path.strength, path.ask) == ("weak", "weak", "warm first")
    assert "not written to you" in path.because


def test_a_connection_without_a_word_is_imported_and_weak(world):
    linked = "linkedin:sam"
    world.facts["mbox"].append(Profile(account=linked, name="Sam Ito", email="sam@harrow.example"))
    world.said(700, ME, linked, kind="connection", channel="linkedin")
    for ago in range(6):
        world.said(ago, SAM, DANA, visibility="group")
    (path,) = world.intro().paths
    assert (path.steps[0].provenance, path.strength, path.weakest) == ("imported", "weak", 0)
    assert path.steps[0].evidence[0].what == "connection with you"
    assert "not exchanged a word" in path.because


def test_being_written_to_together_is_inferred_and_never_strong(world):
    world.friends()
    for ago in range(20):
        world.said(ago, ME, SAM, DANA)
    (path,) = world.intro().paths
    assert path.weakest == 1
    step = path.steps[1]
    assert (step.provenance, step.strength, step.wrote) == ("inferred", "moderate", "neither")
    assert step.evidence[0].what == "mail that went to Sam Ito and Dana Reyes"


def test_an_answer_on_a_list_is_seen(world):
    listed = "email:floor@lists.example"
    world.friends()
    asked = world.said(9, DANA, listed, visibility="group", thread="q")
    world.said(3, SAM, listed, visibility="group", thread="q", reply_to=asked)
    world.said(1, BEA, listed, visibility="group", thread="other")
    (path,) = world.intro().paths
    assert (path.steps[1].provenance, path.steps[1].wrote) == ("seen", "giver")
    assert path.steps[1].evidence[0].what == "mail of Sam Ito that answers Dana Reyes"
    assert all(each.taker != "floor@lists.example" for each in path.steps)


def test_one_thread_on_one_day_is_inferred(world):
    world.friends()
    for ago in (1, 2):
        for who in (SAM, DANA):
            world.said(ago, who, kind="message", channel="whatsapp", visibility="group", thread="group")
    (path,) = world.intro().paths
    assert (path.steps[1].provenance, path.strength) == ("inferred", "moderate")
    assert path.steps[1].evidence[0].what == "Sam Ito and Dana Reyes wrote in one thread"


def test_a_recommendation_is_imported(world):
    world.friends()
    world.said(900, SAM, DANA, kind="recommendation", channel="linkedin", visibility="public")
    (path,) = world.intro().paths
    assert (path.steps[1].provenance, path.strength) == ("imported", "moderate")
    assert path.steps[1].evidence[0].what == "recommendation by Sam Ito of Dana Reyes"


def test_a_crowd_says_nothing_of_two_of_it(world):
    crowd = [f"email:p{number}@c.example" for number in range(10)]
    world.friends()
    for ago in range(9):
        world.said(ago, SAM, DANA, *crowd[:9], cc=(ME,))
    assert world.intro().paths == ()
    for ago in range(9):
        world.said(ago, SAM, DANA, *crowd[:3], cc=(ME,))
    (path, *_) = world.intro().paths
    assert (path.people[0], path.steps[1].strength, path.steps[1].days) == ("Sam Ito", "weak", 9)


@pytest.mark.parametrize("kind", ["reaction", "share", "follow", "endorsement"])
def test_a_click_is_no_step(world, kind):
    world.friends()
    world.said(1, SAM, DANA, kind=kind, visibility="public")
    assert world.intro().paths == ()


def test_the_same_employer_is_no_step(world):
    world.friends()
    world.facts["mbox"] += [
        Profile(account=SAM, name="Sam Ito", company="Northwind"),
        Profile(account=DANA, name="Dana Reyes", company="Northwind"),
    ]
    world.said(4, DANA, "email:floor@lists.example", visibility="group")
    assert "No path to Dana Reyes is seen yet" in world.intro().none


def test_robots_lists_and_role_addresses_introduce_nobody(world):
    robot, role, listed = "email:crawler@r.example", "email:info@harrow.example", "email:floor@lists.example"
    for who in (robot, role):
        world.friends(who)
    world.said(2, ME, listed, visibility="group")
    for ago in range(6):
        world.said(ago, robot, DANA, cc=(ME,), nature="automatic")
        world.said(ago, role, DANA, cc=(ME,))
        world.said(ago, DANA, listed, visibility="group")
        world.said(ago, BEA, listed, visibility="group")
    found = world.intro()
    assert found.paths == ()
    assert "nobody else is seen with them" in found.none


# --- what the user says ---


def test_a_yes_in_the_journal_is_stated(world):
    world.friends()
    world.asked(5, "Sam Ito", "yes")
    world.said(4, DANA, "email:floor@lists.example", visibility="group")
    (path,) = world.intro().paths
    assert (path.steps[1].provenance, path.strength) == ("stated", "moderate")
    assert (path.ask, path.because[:34]) == ("warm first", "you gave never and asked once, the")
    assert (
        path.steps[1].evidence[0].what
        == "your journal says that Sam Ito agreed to introduce you to Dana Reyes"
    )


def test_the_last_answer_counts_and_a_no_closes_the_way(world):
    world.friends()
    for ago in range(9):
        world.said(ago, SAM, DANA, cc=(ME,))
    world.asked(9, "Sam Ito", "yes")
    assert world.intro().paths
    world.asked(5, "Sam Ito", "no")
    found = world.intro()
    assert found.paths == ()
    assert "Sam Ito said no" in found.none


def test_one_open_ask_a_person(world):
    world.friends()
    world.said(2, SAM, DANA, cc=(ME,))
    world.asked(5, "Sam Ito", "open", "Somebody Else")
    (path,) = world.intro().paths
    assert (path.ask, path.because) == ("warm first", "what you asked on 2026-10-26 is still open")
    world.asked(4, "Sam Ito", "yes", "Somebody Else")
    assert "still open" not in world.intro().paths[0].because


def test_the_strategy_names_who_could_introduce_us_to_somebody_unseen(world):
    world.friends()
    found = world.intro("viktor sandholm", strategy=through("Sam Ito", target="Viktor Sandholm"))
    (path,) = found.paths
    assert found.target == "Viktor Sandholm"
    assert (path.people, path.strength, path.weakest) == (("Sam Ito", "Viktor Sandholm"), "moderate", 1)
    (shown,) = path.steps[1].evidence
    assert (shown.id, shown.at, shown.channel) == ("", "", "strategy")


def test_who_is_named_and_not_known_is_no_path(world):
    found = world.intro(strategy=through("Nobody Known"))
    assert found.paths == ()
    assert "you wrote that Nobody Known could introduce you" in found.none


# --- three steps, and the order ---


def test_three_steps_where_two_do_not_lead(world):
    world.friends()
    for ago in range(6):
        world.said(ago, SAM, BEA, visibility="group")
    for ago in range(2):
        world.said(ago, BEA, DANA, visibility="group")
    (path,) = world.intro().paths
    assert path.people == ("Sam Ito", "Bea Lang", "Dana Reyes")
    assert [step.strength for step in path.steps] == ["strong", "strong", "moderate"]
    assert (path.strength, path.weakest) == ("moderate", 2)
    assert [step.giver for step in path.steps] == ["", "Sam Ito", "Bea Lang"]


def test_four_steps_are_too_many(world):
    world.friends()
    for one, other in ((SAM, BEA), (BEA, "email:cy@c.example"), ("email:cy@c.example", DANA)):
        world.said(1, one, other, visibility="group")
    assert world.intro().paths == ()


def test_nobody_is_asked_for_the_way_to_one_whom_we_can_ask_as_well(world):
    world.friends(SAM)
    world.friends(BEA)
    for ago in range(6):
        world.said(ago, SAM, BEA, visibility="group")
        world.said(ago, BEA, DANA, visibility="group")
    assert [path.people for path in world.intro().paths] == [("Bea Lang", "Dana Reyes")]


def test_order_is_strength_then_steps_then_freshness(world):
    people = [f"email:p{number}@c.example" for number in range(4)]
    for who in people:
        world.friends(who)
    for ago in range(2):
        world.said(ago + 30, people[0], DANA, cc=(ME,))
        world.said(ago, people[1], DANA, cc=(ME,))
    for ago in range(6):
        world.said(ago + 60, people[2], DANA, cc=(ME,))
    world.said(0, people[3], DANA, cc=(ME,))
    order = [path.people[0] for path in world.intro().paths]
    assert order == [f"p{number}@c.example" for number in (2, 1, 0, 3)]
    assert [path.people[0] for path in world.intro(most=2).paths] == order[:2]


# --- why there is none ---


def test_unknown_known_already_and_nobody_between_say_why(world):
    world.friends()
    for who in (DANA, BEA):
        world.said(4, who, "email:floor@lists.example", visibility="group")
    assert "nobody else is seen with them" in world.intro().none
    world.said(4, DANA, BEA, visibility="group")
    assert "1 person is seen with them, and none leads back" in world.intro().none
    known = world.intro("Sam Ito")
    assert (known.paths, known.target) == ((), "Sam Ito")
    assert "You know Sam Ito already" in known.none
    assert "warm" in known.none
    assert "2026-10-28, by email" in known.none
    assert "did you mean Sam Ito?" in world.intro("Sam Itto").none
    assert "is on your list, and in nothing" in world.intro("Uli", strategy=through(target="Uli")).none


def test_a_robot_is_nobody_to_meet(world):
    world.said(1, "email:crawler@r.example", ME, nature="automatic")
    assert "is a robot and no person" in world.intro("crawler@r.example").none


def test_several_of_a_name_are_named_and_oneself_is_refused(world):
    world.facts["mbox"].append(Profile(account="email:dana@other.example", name="Dana Reyes"))
    world.facts["mbox"].append(Profile(account=ME, name="Ines Okafor", owner=True))
    with pytest.raises(HeardError, match=r"as in: heard intro email:dana@northwind\.example"):
        world.intro()
    assert "No path" in world.intro("dana@other.example").none
    with pytest.raises(HeardError, match="is yourself"):
        world.intro("Ines Okafor")


def test_what_happened_later_is_not_known_yet(world):
    world.friends()
    world.said(-3, SAM, DANA, cc=(ME,))
    assert world.intro().paths == ()


# --- several who are to be met ---

PAT = "email:pat@quarry.example"
LEE = "email:lee@quarry.example"
MANAGERS = Strategy(segments=(Segment(name="plant managers", titles=("plant manager",)),))


def managers(world, *who):
    for account in who:
        world.facts["mbox"].append(
            Profile(
                account=account,
                name=NAMES.get(account, account[6:9].title()),
                title="Plant Manager",
                company="Quarry Foods Ltd.",
            )
        )


def seen(world, one, other, days=2):
    for ago in range(days):
        world.said(ago, one, other, cc=(ME,))


def test_of_a_segment_each_who_is_reached_best_and_who_opens_most(world):
    managers(world, DANA, PAT, LEE)
    world.friends(SAM)
    world.friends(BEA)
    seen(world, SAM, DANA, 6)
    seen(world, SAM, PAT)
    seen(world, BEA, DANA, 1)
    seen(world, BEA, LEE, 1)
    found = world.intro("Plant Managers", strategy=MANAGERS)
    assert (found.target, found.several, found.none) == ("plant managers", True, None)
    assert [path.people for path in found.paths] == [
        ("Sam Ito", "Dana Reyes"),
        ("Sam Ito", "Pat"),
        ("Bea Lang", "Lee"),
    ]
    assert [(each.tie.name, each.opens, each.alone) for each in found.openers] == [
        ("Sam Ito", ("Dana Reyes", "Pat"), 1),
        ("Bea Lang", ("Lee",), 1),
    ]
    assert found.counts == (0, 3, 0)
    assert [path.people[-1] for path in world.intro("plant managers", 1, MANAGERS).paths] == ["Dana Reyes"]


def test_of_a_company_those_whom_we_know_are_named_and_ask_for_nobody(world):
    managers(world, DANA, PAT, LEE)
    world.friends(DANA)
    world.friends(SAM)
    seen(world, DANA, PAT)
    found = world.intro("quarry foods")
    assert (found.met, found.counts) == (("Dana Reyes",), (1, 1, 1))
    assert [path.people for path in found.paths] == [("Dana Reyes", "Pat")]


def test_who_is_to_be_met_is_not_asked_for_another(world):
    managers(world, DANA, PAT)
    world.said(1, ME, DANA)
    world.said(2, DANA, PAT, visibility="group")
    found = world.intro("Quarry Foods Ltd")
    assert found.paths == ()
    assert "nobody is seen with anybody whom you could ask" in found.none


def test_the_whole_list_counts_a_name_as_more_than_a_kind(world):
    managers(world, PAT, LEE)
    world.friends(SAM)
    world.friends(BEA)
    seen(world, SAM, PAT)
    seen(world, SAM, LEE)
    seen(world, BEA, DANA)
    strategy = Strategy(
        segments=MANAGERS.segments,
        targets=(Target(name="Dana Reyes"), Target(name="Uli Berg", through=("Bea Lang",))),
    )
    found = world.intro("", strategy=strategy)
    assert found.target == "the people on your list"
    assert [(each.tie.name, each.opens) for each in found.openers] == [
        ("Bea Lang", ("Dana Reyes", "Uli Berg")),
        ("Sam Ito", ("Lee", "Pat")),
    ]
    assert "Your list is empty" in world.intro("").none


def test_whoever_owes_an_answer_is_left_out_and_named(world):
    managers(world, DANA, PAT)
    world.friends(SAM)
    world.friends(BEA)
    seen(world, SAM, DANA, 6)
    seen(world, SAM, PAT, 6)
    seen(world, BEA, DANA, 1)
    world.asked(5, "Sam Ito", "open", "Somebody Else")
    found = world.intro("plant managers", strategy=MANAGERS)
    assert [(each.tie.name, each.opens) for each in found.openers] == [("Bea Lang", ("Dana Reyes",))]
    assert found.asked_already == ("Sam Ito",)


def test_a_no_closes_the_step_between_the_two_and_no_other(world):
    managers(world, DANA, PAT)
    world.friends(SAM)
    seen(world, SAM, DANA)
    seen(world, SAM, PAT)
    seen(world, DANA, PAT)
    world.asked(5, "Sam Ito", "no")
    found = world.intro("plant managers", strategy=MANAGERS)
    assert [path.people for path in found.paths] == [("Sam Ito", "Pat"), ("Sam Ito", "Pat", "Dana Reyes")]
