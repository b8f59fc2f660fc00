"""S2: whom the user needs to meet, how they would begin, on what level, and who could introduce them."""

from __future__ import annotations

from collections.abc import Iterator

from heard.model import Finding
from heard.rules import rule
from heard.rules.phrases import blank, either, online, quoted, whom
from heard.strategy import Strategy

MOST_NAMES = 3
"""More than three names in a sentence are a list, and a list is not read."""


@rule("S201", "nobody-to-meet")
def nobody_to_meet(strategy: Strategy) -> Iterator[Finding]:
    """Nothing says whom the user needs to meet.

    Why it matters: this is the first question. Whether a tool is any use depends on whether these people are
    there and talk there.

    What to do: write one kind of people and how you would recognise them, and if you can, one person by name.

    When it is wrong: you do not know yet. Then listen first, where you guess they are, and accept this until a
    day on which you will know.

    Evidence: none measured. Every later measure of Heard is taken on these people; without them nearly all of
    them have nothing to say.
    """
    if not strategy.segments and not strategy.targets:
        yield Finding(
            subject="meet",
            message="Nobody stands here whom you need to meet.",
            next="Think of the last person who was glad that they had met you. Who else is like that? Write that kind of people "
            "under “meet:” as a segment, or somebody by name as a person.",
            line=strategy.lines.get("meet"),
            severity="high",
        )


@rule("S202", "unmarked-segment")
def unmarked_segment(strategy: Strategy) -> Iterator[Finding]:
    """A kind of people has no marks by which to recognise one of them.

    Why it matters: "Is my market there?" is answered by counting them. Without marks nobody can be counted,
    neither by Heard nor by you.

    What to do: write what stands on their business cards ("titles"), words they use about their work, companies,
    or what follows the @ in their addresses. Any one of these is enough.

    When it is wrong: they can only be recognised in person. Then name the ones you know as persons instead.

    Evidence: none needed: a segment without marks fits nobody.
    """
    for segment in strategy.segments:
        if not (segment.titles or segment.words or segment.companies or segment.domains):
            yield Finding(
                subject=segment.name,
                message=f"If one of the {quoted(segment.name)} stood next to you, by what would you know?",
                next="Write it under “who:”, as in “who: {titles: [plant manager], words: [downtime]}”. One mark is enough to begin.",
                line=segment.line,
                severity="high",
            )


@rule("S203", "no-beginning-without-internet")
def no_beginning_without_internet(strategy: Strategy) -> Iterator[Finding]:
    """Nothing says how the user would begin if the internet did not exist.

    Why it matters: the answer shows what you would really do: whom you would visit, what you would ask, what you
    would bring. The tools only make that easier, or they do not.

    What to do: answer in one sentence: where would you go, whom would you speak to, and about what?

    When it is wrong: the people you need to meet have nothing in common but a network. That is rare; look for
    what they do when it is down.

    Evidence: none measured. It is a question that practitioners ask, and the answers are usually better than the
    plan.
    """
    tool = online(strategy.begin)
    if blank(strategy.begin):
        yield Finding(
            subject="begin",
            message=f"How would you begin with {whom(strategy)} if the internet did not exist?",
            next="Answer under “begin:” in one sentence: where would you go, whom would you speak to, what would you ask?",
            line=strategy.lines.get("begin"),
        )
    elif tool:
        yield Finding(
            subject="begin",
            message=f"{quoted(strategy.begin)} still leans on {tool}.",
            next="Suppose it were gone tomorrow: where would you go, whom would you ring? Write that first; it is what the tool has to help with.",
            line=strategy.lines.get("begin"),
            confidence="hint",
            severity="low",
        )


@rule("S204", "no-level")
def no_level(strategy: Strategy) -> Iterator[Finding]:
    """Nothing says on what level the user meets people.

    Why it matters: a fellow engineer, a neighbour, a vendor and a pupil say the same thing differently, and are
    answered differently. Whoever has not chosen is usually taken for a vendor.

    What to do: write as what you come: "as a fellow engineer, not as a vendor". It should be true without your
    product.

    When it is wrong: you meet different people on different levels. Then write the one for those whom you need
    most.

    Evidence: none measured.
    """
    if blank(strategy.level):
        yield Finding(
            subject="level",
            message=f"As what do you meet {whom(strategy)}: as a colleague, a neighbour, a pupil, a seller?",
            next="Write it under “level:”, as in “as a fellow engineer, not as a vendor”. It should be true even if you sold nothing.",
            line=strategy.lines.get("level"),
        )


@rule("S205", "no-introducer")
def no_introducer(strategy: Strategy) -> Iterator[Finding]:
    """Nobody is named who could introduce the user to a person.

    Why it matters: somebody whom both know lends you their trust for the first five minutes, which no message to
    a stranger can.

    What to do: write who might know them under "through". Ask Heard with `heard intro NAME`; it may have seen
    somebody you forgot.

    When it is wrong: you know the person already, or nobody you know has met them. Then the way leads over a
    place where they are.

    Evidence: people who were referred to a job were offered it and took it more often at similar skill: Burks and
    others 2015, Quarterly Journal of Economics 130(2). Those who ask for help underestimate how often the answer
    is yes: Flynn & Lake 2008, Journal of Personality and Social Psychology 95(1).
    """
    alone = [target for target in strategy.targets if not target.through]
    if alone:
        names = [target.name for target in alone[:MOST_NAMES]]
        rest = len(alone) - len(names)
        everybody = either([*names, f"{rest} more"] if rest else names)
        yield Finding(
            subject=alone[0].name,
            message=f"Who could introduce you to {everybody}? Nobody is named yet.",
            next=f"Think of who has worked with {alone[0].name}, or ask “heard intro "
            f"{alone[0].name}”. Write the name under “through:”.",
            line=alone[0].line,
            confidence="likely",
            severity="low",
        )
