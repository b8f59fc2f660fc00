"""T: whom to answer, thank, help or write to today, and which introduction may be asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from heard.measures.giving import Help
from heard.measures.labelled import Words
from heard.measures.pauses import Trials
from heard.measures.waiting import Waiting, Waits
from heard.model import Finding
from heard.rules import rule

GAVE: dict[Help, str] = {
    "introduction": "introduced you to somebody",
    "recommendation": "recommended you",
    "gift": "gave you something",
    "answer": "answered a question of yours",
}


@rule("T101", "unanswered-question")
def unanswered_question(waiting: Waiting, words: Words) -> Iterator[Finding]:
    """Somebody asked the user something, and nothing followed.

    Why it matters: an answer is the cheapest thing to give, and the one that was asked for. Whoever waits for it
    remembers both that it came and that it did not.

    What to do: answer. If you cannot, say so, and name somebody who could.

    When it is wrong: you answered by telephone or in person and no export knows. Log the call in your journal. Or
    it was a rhetorical question, or a sales pitch: mark it done.

    Evidence: on a public mailing list 97 % of the answers that ever came had come after seven days. On 5,553
    threads of technical lists, earlier help made no difference to being answered later: do it because they asked. Where you labelled
    messages of yours (heard label), it is said as you would: not at all if fewer than half of what looks like a question is one.
    """
    for each in waiting.questions if words.ask != "silent" else ():
        stranger = each.rank == "a stranger"
        yield Finding(
            subject=each.tie.name,
            message=f"{_who(each)} asked you something {_ago(each.days)}, by {each.evidence.channel}, and nothing of yours followed.",
            next="Answer if it is a real question; if it is a pitch, mark it done."
            if stranger
            else "Answer it; if you cannot, say so and name somebody who could.",
            confidence="hint" if stranger or words.ask == "hint" else "likely",
            severity="low" if stranger else "high",
            evidence=(each.evidence,),
        )


@rule("T201", "thanks-owed")
def thanks_owed(waiting: Waiting, words: Words) -> Iterator[Finding]:
    """Somebody gave the user something, and no thanks are seen.

    Why it matters: whoever is thanked gives again, and whoever introduced you put their own name at risk. Tell
    them what came of it.

    What to do: two lines: what it did for you, and thanks.

    When it is wrong: you thanked them in person, or in words that Heard does not know. Write “thanked” in your
    journal.

    Evidence: whether a letter thanks is told by its words; on public chats such a rule found 95 % of the thanks and
    was right 85 to 90 % of the time. Where by your own labels fewer than half of your thanks are found, it is a hint.
    """
    for each in waiting.thanks:
        if each.help:
            yield Finding(
                subject=each.tie.name,
                message=f"{_who(each)} {GAVE[each.help]} {_ago(each.days)}, by {each.evidence.channel}, and no thanks of yours are seen.",
                next="Thank them in two lines, and say what came of it.",
                confidence="hint" if words.thanks_missed else "likely",
                evidence=(each.evidence,),
            )


@rule("T301", "question-in-public")
def question_in_public(waiting: Waiting, words: Words) -> Iterator[Finding]:
    """Somebody whom the user wants to meet asked something where all could read it.

    Why it matters: give more than you get. This is somebody of your list or of your market, they said themselves
    what they need, and an answer there needs no introduction.

    What to do: answer where they asked, about their question and nothing else.

    When it is wrong: it was rhetorical, or somebody else has answered it well. Then thank whoever did.

    Evidence: structure only: their own post with a question mark, no words of yours in that thread since. That an
    answer makes a tie is not measured here. Your own labels count as for unanswered-question.
    """
    for each in waiting.helpable if words.ask != "silent" else ():
        yield Finding(
            subject=each.tie.name,
            message=f"{_who(each)} asked something in public {_ago(each.days)}, on {each.evidence.channel}, and you have said nothing there.",
            next="Look whether you can help. If so, answer there, and sell nothing.",
            confidence="hint" if words.ask == "hint" else "likely",
            evidence=(each.evidence,),
        )


@rule("T401", "tie-gone-quiet")
def tie_gone_quiet(waiting: Waiting) -> Iterator[Finding]:
    """A tie that went both ways has fallen silent, and it is one worth a word.

    Why it matters: who knew you once needs no introduction, and knows other people by now than those whom you meet
    every week.

    What to do: write to that one person, about them. Ask for nothing.

    When it is wrong: you meet, and no export knows. Log it in your journal.

    Evidence: a halt of more than eight times the usual interval most likely means that a tie has lapsed (Navarro and
    others 2017, on phone calls). Executives who reconnected with dormant ties got advice that was worth more than
    they had expected (Levin, Walter & Murnighan 2011; Walter and others 2015). That is advice, not sales.
    """
    for each in waiting.lapsed:
        silent = each.tie.silent_days or each.days
        yield Finding(
            subject=each.tie.name,
            message=f"{_who(each)} and you have not been in touch for {_long(silent)}; before that you both wrote, on {_days(each.tie.contact_days)}.",
            next="Write to them about what you last spoke of. Ask for nothing.",
            confidence="likely",
            severity="low",
            evidence=(each.evidence,),
        )


@rule("T501", "ripe-introduction")
def ripe_introduction(waiting: Waiting) -> Iterator[Finding]:
    """Somebody who knows the person to meet may be asked for an introduction now.

    Why it matters: a stranger with a common friend is no stranger. The way is strong at each step, and you have given
    before you ask.

    What to do: ask this one person. Say why, and make it easy to say no.

    When it is wrong: the two know each other less well than their letters look. Ask how well they know each other
    first.

    Evidence: which test of standing is passed stands on the page of the person (heard people NAME). People say yes
    about twice as often as those who ask expect (Flynn & Lake 2008).
    """
    for each in waiting.ripe:
        way = each.path
        last = way.steps[-1]
        yield Finding(
            subject=way.tie.name,
            message=f"{way.tie.name} could introduce you to {each.target}: each step of the way is strong, and you have earned the question.",
            next=f"Ask {way.tie.name} whether an introduction would be welcome. See: heard intro “{each.target}”",
            confidence="likely",
            evidence=last.evidence[:1],
        )


STILL_TIME_DAYS = 7
"""A block that began longer ago is no news [days]; the first third of it does not count."""
LATE_DAYS = 28
"""A test that ended longer ago has been looked at [days]."""


@rule("T601", "test-step-due")
def test_step_due(trials: Trials) -> Iterator[Finding]:
    """A test of a channel asks something of the user today: a block begins, or the last one is over.

    Why it matters: a test shows what a channel does only if it is paused in the weeks that the lot chose, and in no
    others.

    What to do: as the block says. Where the channel is on, do there what you always did; where it is off, say
    nothing there. When the test is over, look what came of it.

    When it is wrong: you have ended the test. Then delete it under “tests:” in the strategy.

    Evidence: none needed: it is the design that you began with.
    """
    for each in trials.all:
        channel = each.pause.channel
        number = f"Block {each.block + 1} of {len(each.pause.blocks)} of your test"
        if each.state == "running" and each.days < STILL_TIME_DAYS:
            on = each.pause.blocks[each.block]
            until = each.pause.first(each.block + 1) - timedelta(days=1)
            since = "today" if each.days == 0 else f"on {each.pause.first(each.block)}"
            yield Finding(
                subject=f"{channel}, block {each.block + 1}",
                message=f"{number} began {since}: {channel} is {'on' if on else 'off'} until {until}.",
                next=f"Do on {channel} what you always did, no more and no less."
                if on
                else f"Say nothing on {channel} until then. Answer whoever writes to you there by another way.",
                severity="high",
            )
        if each.state == "ended" and each.ends and each.result and each.since < LATE_DAYS:
            yield Finding(
                subject=f"{channel}, the test",
                message=f"Your test of {channel} ended on {each.ends - timedelta(days=1)}.",
                next=f"Add your newest exports, and look what came of it: heard test {channel}",
                severity="high",
            )


def _who(each: Waits) -> str:
    work = " at ".join(part for part in (each.tie.title, each.tie.company) if part)
    return f"{each.tie.name} ({work})" if work else each.tie.name


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")


def _long(days: int) -> str:
    return f"{days:,} days" if days < 730 else f"{days / 365:.0f} years"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"
