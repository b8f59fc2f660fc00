"""V: who speaks about something on their own and is answered, among others and among our own."""

from __future__ import annotations

from collections.abc import Iterator

from heard.measures.voices import Speaker, Voices
from heard.model import Finding, Missing, Skipped
from heard.rules import rule
from heard.rules.sentences import listed

SURE = 0.8
WEEKLY, MONTHLY = 0.75, 0.2
"""Posts per week, as a lower bound."""
OFTEN_ANSWERED, AT_TIMES_ANSWERED = 0.5, 0.2
"""Of what they said, as a lower bound [share]."""
MANY, SOME = 30, 5
"""People whose talks they joined."""


@rule("V101", "voice-that-is-heard")
def voice_that_is_heard(voices: Voices) -> Iterator[Finding]:
    """Somebody speaks about it on their own, often, and is answered.

    Why it matters: passion cannot be assigned. Whoever speaks unasked, and is answered, is whom people of this topic listen to:
    read them before you write, answer them where you know something, and ask yourself who of your own could stand beside them.

    What to do: read their last posts. Answer one of them, about their point and not about you.

    When it is wrong: they are paid to post, or it is a name that several people use. Say so with heard mark. Whoever does not
    want to be named is left out with: heard mark NAME private

    Evidence: structure only: talks that they began, or joined without being asked, and whether others answered; lower bounds, so
    that few posts do not win by chance. On the list of R's developers 8 of the first 10 whom it names, and all of the first 5, stand
    in R's own list of 21 authors, among 6,013 who spoke; of the 10 who wrote most it is 7. On the list on mixed models it is 4 of 10,
    as with those who wrote most. No number is shown of a person unless you ask for JSON.
    """
    for each in sorted(voices.others, key=lambda speaker: speaker.name.casefold()):
        yield Finding(
            subject=each.name,
            message=f"{who(each)} {how_often(each)}, {how_answered(each)}{whom_helped(each)}.",
            next="Read their last posts, and answer one where you know something.",
            confidence="likely",
            severity="low",
            evidence=each.evidence,
        )


@rule("V201", "own-voice-that-is-heard")
def own_voice_that_is_heard(voices: Voices) -> Iterator[Finding]:
    """One of the user's own voices speaks about it and is answered, at least as often as is usual there.

    Why it matters: it works. Give this voice the time and the authority, rather than a new channel.

    What to do: keep it, and let them publish without asking.

    When it is wrong: all the answers come from colleagues. Look who answered.

    Evidence: the share answered of what they said unasked, against the share that all have who began and joined as often, with a
    probability of at least one in two.
    """
    for each in voices.ours:
        if each.more >= 0.5:
            yield Finding(
                subject=each.name,
                message=f"{each.name} {how_often(each)}, {how_answered(each)}{whom_helped(each)}.",
                next="Keep it, and give this voice the time.",
                confidence="hint",
                severity="low",
                works=True,
                evidence=each.evidence,
            )


@rule("V202", "own-voice-unanswered")
def own_voice_unanswered(voices: Voices) -> Iterator[Finding]:
    """One of the user's own voices speaks about it, and is answered less often than is usual there.

    Why it matters: to publish is not to be heard. Whoever is not answered would be heard more if they joined the talks of others.

    What to do: begin fewer talks and join more. Take up what somebody asked.

    When it is wrong: the export is one-sided and holds no answers of others. Then silence there is not silence.

    Evidence: as for V201, with a probability of at least 80 %.
    """
    for each in voices.ours:
        if each.more <= 1 - SURE:
            yield Finding(
                subject=each.name,
                message=f"{each.name} {how_often(each)}, and is answered less often than others who speak up there.",
                next="Join what others have begun, instead of beginning.",
                confidence="hint",
                evidence=each.evidence,
            )


@rule("V203", "own-voice-silent")
def own_voice_silent(voices: Voices) -> Iterator[Finding]:
    """The strategy says that this is the topic of one of the voices, and they have not said a word about it where others read.

    Why it matters: a voice that is written down and never speaks is a plan for somebody else.

    What to do: ask them whether it is still their topic. If not, whose is it?

    When it is wrong: they speak where no export reaches, or under a name that the ledger does not know; add their accounts under
    “me:” in the strategy.

    Evidence: no post, comment or letter to a list of theirs has the words of the topic.
    """
    for name in voices.silent:
        yield Finding(
            subject=name,
            message=f"Your strategy says that it is a topic of {name}, and nothing that they said about it is seen.",
            next=f"Ask {name} whether it still is; if not, name under “voices” whose it is.",
            confidence="hint",
        )


@rule("V301", "same-words-by-many")
def same_words_by_many(voices: Voices) -> Iterator[Finding]:
    """Three people or more said the same, letter for letter.

    Why it matters: a text that is handed out is nobody's voice, and readers notice. It counts for none of those who posted it.

    What to do: if it is yours, let each say it in their own words, or only one of them say it.

    When it is wrong: it is a form, a licence or a greeting that everybody uses.

    Evidence: texts of at least 60 letters that are alike but for capitals.
    """
    for each in voices.copied:
        quoted = f": “{each.text[:80]}{'…' if len(each.text) > 80 else ''}”" if each.text else "."
        yield Finding(
            subject="the same words",
            message=f"{each.speakers} people said the same, letter for letter, on {each.evidence.channel}{quoted}",
            next="If you handed it out, let each say it in their own words.",
            confidence="likely",
            severity="low",
            evidence=(each.evidence,),
        )


@rule("V401", "nobody-speaks-about-it")
def nobody_speaks_about_it(voices: Voices) -> Iterator[Finding | Skipped]:
    """Nobody in the ledger speaks about it on their own and often enough to be called a voice.

    Why it matters: either the topic is called something else where your market talks, or you look in the wrong place, or it is
    nobody's passion yet, and could be yours.

    What to do: see with heard listen what is talked about, and ask for that.

    When it is wrong: what others say is in no export of yours. Add a list's archive, a forum or a group.

    Evidence: fewer than four posts in four weeks of anybody.
    """
    if isinstance(voices.usual, Missing):
        yield Skipped(voices.usual.why, voices.usual.settle, listed(voices.topics))
    elif not voices.others and not voices.ours:
        yield Finding(
            subject=listed(voices.topics) or "anything",
            message=f"Nobody speaks about {listed(voices.topics) or 'anything'} on their own at least four times.",
            next="See what is talked about: heard listen",
            confidence="likely",
            severity="low",
        )


def who(speaker: Speaker) -> str:
    """A name with the work, where it is known."""
    work = " at ".join(part for part in (speaker.title, speaker.company) if part)
    return f"{speaker.name} ({work})" if work else speaker.name


def how_often(speaker: Speaker) -> str:
    """In words, by the lower bound."""
    often = speaker.often.low
    return (
        "speaks up nearly every week"
        if often >= WEEKLY
        else "speaks up most months"
        if often >= MONTHLY
        else "speaks up now and then"
    )


def how_answered(speaker: Speaker) -> str:
    """In words: against what is usual where that is clear, else by the lower bound."""
    if speaker.more >= SURE:
        return "is answered more often than others"
    if speaker.answered.low >= OFTEN_ANSWERED:
        return "is answered more often than not"
    return (
        "is answered again and again" if speaker.answered.low >= AT_TIMES_ANSWERED else "is seldom answered"
    )


def whom_helped(speaker: Speaker) -> str:
    """In words."""
    if speaker.helps >= MANY:
        return ", and has joined the talks of many people"
    return ", and has joined the talks of several people" if speaker.helps >= SOME else ""
