"""The questions of `heard init`, in the practitioners' order: people first, tools last."""

from __future__ import annotations

from dataclasses import dataclass

from heard.strategy.keys import CHANNEL, CLAIM, OBJECTIVE, SEGMENT, STRATEGY, TARGET, VOICE, Many, Table
from heard.strategy.values import TEXT, Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, the key that its answer fills, and an answer that somebody else gave."""

    key: str
    """A key of the part's table; ``who.titles`` is a key within a key; ``if`` becomes evidence."""
    ask: str
    example: str
    shape: Scalar = TEXT
    parted: str = ""
    """What stands between several answers; empty where there is one."""
    among: str = ""
    """The part whose names may be answered."""
    before: str = ""
    """Said before the question, when a new part begins."""

    @property
    def prompt(self) -> str:
        """The question as it is put to a person."""
        several = f" (several: put {self.parted} between)" if self.parted else ""
        return f"{self.ask}{several} As in: {self.example}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Questions that belong together: asked once, or again for every entry of a list."""

    key: str
    """Key of the list in strategy.yaml; empty where each question fills a key of its own."""
    says: str
    questions: tuple[Question, ...]


def _part(
    key: str, table: Table, says: str, *asked: tuple[str, str, str] | tuple[str, str, str, str]
) -> Part:
    questions: list[Question] = []
    for name, ask, example, *among in asked:
        shape, parted = _shape(table, name)
        questions.append(
            Question(
                key=name, ask=ask, example=example, shape=shape, parted=parted,
                among=among[0] if among else "", before="" if questions else says,
            )
        )  # fmt: skip
    return Part(key=key, says=says, questions=tuple(questions))


def _shape(table: Table, name: str) -> tuple[Scalar, str]:
    """How an answer is written, and what parts several of them. Gifts are sentences and may hold a comma."""
    outer, _, inner = name.partition(".")
    shape = next((key.shape for key in table.keys if key.name == outer), TEXT)
    if inner and isinstance(shape, Table):
        return _shape(shape, inner)
    if isinstance(shape, Many) and isinstance(shape.of, Scalar):
        return shape.of, ";" if name == "give" else ","
    return shape if isinstance(shape, Scalar) else TEXT, ""


PARTS = (
    _part(
        "meet", SEGMENT, "First the people. Whom do you need to meet?",
        ("segment", "Which kind of people?", "plant managers"),
        ("who.titles", "What stands on their business cards?", "plant manager, head of operations"),
        ("who.words", "Which words do they use about their work?", "downtime, maintenance"),
    ),
    _part(
        "meet", TARGET, "And is there somebody whom you would name?",
        ("person", "Who, by name?", "Dana Reyes"),
        ("at", "Where do they work?", "Northwind Foods"),
        ("why", "Why this person?", "runs the three plants nearest to us"),
        ("through", "Who could introduce you?", "Sam Ito"),
    ),
    _part(
        "", STRATEGY, "Suppose that the internet did not exist.",
        ("begin", "Where would you begin?", "I would visit the regional maintenance evening and ask what broke last month."),
        ("level", "On what level do you meet them: as what?", "as a fellow engineer, not as a vendor"),
        ("give", "What do you give before you ask for anything?", "answer two questions a week in the forum; the free downtime checklist"),
    ),
    _part(
        "objectives", OBJECTIVE, "What do you want? Not on which network: what will be different for you?",
        ("name", "What do you call it, in a word or two?", "audits"),
        ("what", "What will be different?", "maintenance audits sold"),
        ("measure", "What will you count?", "deals"),
        ("target", "How many would be enough?", "2 per quarter"),
        ("by", "On which day will you look whether it came true?", "2027-03-31"),
        ("worth", "What is one of them worth to you, as a careful guess?", "12000 EUR"),
    ),
    _part(
        "voices", VOICE, "People answer people. Who speaks?",
        ("name", "Which person, by name?", "Ines Okafor"),
        ("topics", "What would they talk about anyway?", "predictive maintenance"),
        ("authority", "What may they say without asking anybody?", "publishes without approval"),
    ),
    _part(
        "", STRATEGY, "What can you spare?",
        ("time", "How much time do you have for this?", "6 h/week"),
        ("hour", "What is an hour of yours worth?", "90 EUR"),
        ("review", "How often will you compare the plan with what came of it?", "every 4 weeks"),
    ),
    _part(
        "", STRATEGY, "So that you are recognised in your own exports:",
        ("name", "What is your name, or your company's?", "Larkfield Consulting"),
        ("me", "Which addresses and accounts are your own?", "ines@larkfield.example, linkedin:ines-okafor"),
    ),
    _part(
        "evidence", CLAIM, "Listen before you plan. What have you seen with your own eyes, on a network or elsewhere?",
        ("claim", "What do you believe about where these people talk?", "plant managers answer each other in the forum"),
        ("example", "Where did you see it happen?", "the thread on bearings, eleven answers from plants"),
        ("seen", "When?", "2026-05-02"),
    ),
    _part(
        "channels", CHANNEL, "Only now the tools, one at a time: whether, and how.",
        ("name", "Which tool or place? (an evening, a trade show and the telephone are such)", "linkedin"),
        ("if", "Have you seen the people you need to meet there? Where? (no: leave it out)", "eight of them in two groups"),
        ("for", "Which of your objectives does it serve?", "audits", "objectives"),
        ("focus", "What is it good at that the others are not?", "business questions"),
        ("how", "What would a friend see you do there?", "answer questions in two groups"),
        ("hours", "How much time may it take?", "2 h/week"),
        ("money", "How much money?", "0 EUR/month"),
        ("expect", "What do you expect of it?", "1 lead/month"),
        ("voice", "Who speaks there?", "Ines Okafor", "voices"),
        ("listening_since", "Since when have you been listening there?", "2026-06-01"),
        ("rapport", "After how many exchanges with a person may business be mentioned?", "5"),
    ),
)  # fmt: skip
