"""D1…: what the words of a draft do to a reader, whoever it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from heard.measures.drafts import Place
from heard.rules import rule
from heard.rules.remarks import Remark, own_example, remark
from heard.text.draft import Draft, Spot

ENOUGH_WORDS = 40
"""Below that nothing is missing yet: a line may be just a line."""
MOST_JARGON = 2
"""So many words of fashion that they are the style, and not a slip."""
MOST_HEDGES = 4
HEDGE_EVERY = 20
"""Words: one hedge in so many is a manner."""
MOST_SHOUTING = 3
MOST_TAGS = 4
MOST_BOASTS = 3
FEWEST_PASSIVES = 3
MARK_EVERY = 20
"""Words: one exclamation mark or hashtag in so many, and no fewer."""
_EXCLAMATIONS = re.compile(r"!+")
_HASHTAG = re.compile(r"(?<![\w#&])#[^\W\d_]\w*")


@rule("D101", "no-person-speaks")
def no_person_speaks(draft: Draft, place: Place) -> Iterator[Remark]:
    """A company speaks here, and no person.

    Why it matters: people answer people. Nobody can thank "our team of experts", or ask how its holidays were.

    What to do: say "I", and say what you yourself saw, did or do not know.

    When it is wrong: the text belongs to all of you, such as a notice or the minutes of a meeting.

    Evidence: on 79 companies' and media pages (109,578 posts), posts that said "I" had 12 % more comments than others of the
    same page and month; on technical mailing lists they were answered 8 points more often (5,553 threads). Associations, not
    effects. Said where a phrase of companies stands and "I" or "me" stands nowhere.
    """
    found = draft.spots("corporate")
    if found and not draft.spots("first_person"):
        example, evidence = own_example(place, "corporate")
        yield remark(
            draft,
            found[0],
            f"“{found[0].words}”: this is how a company speaks, and “I” stands nowhere.{example}",
            "Sign it yourself: say “I”, and one thing that you yourself saw, tried or got wrong.",
            evidence=evidence,
        )


@rule("D102", "words-of-fashion")
def words_of_fashion(draft: Draft, place: Place) -> Iterator[Remark]:
    """Words stand here that fit every company, and so say nothing of this one.

    Why it matters: refuse to be the king of dull. A reader skips what they have read a hundred times.

    What to do: say what the thing does, for whom, and how you know.

    When it is wrong: the word is a term of your trade and your readers use it themselves.

    Evidence: promotional wording went with 35 % fewer comments on 79 pages (109,578 posts), long words with 4 points fewer
    answers on mailing lists. Said from two such words on; the list is in text/words/style.toml.
    """
    found = draft.spots("jargon")
    if len({spot.words for spot in found}) >= MOST_JARGON:
        example, evidence = own_example(place, "jargon")
        others = ", ".join(f"“{spot.words}”" for spot in found[1:4])
        yield remark(
            draft,
            found[0],
            f"“{found[0].words}” fits every company; so does {others}.{example}",
            "Put in its place what the thing does, for whom, and one number or name that shows it.",
            evidence=evidence,
        )


@rule("D103", "hedged")
def hedged(draft: Draft) -> Iterator[Remark]:
    """Every other sentence takes itself back.

    Why it matters: who does not stand by a sentence gives the reader nothing to answer.

    What to do: keep the doubt where you truly doubt, say there what would settle it, and strike the rest.

    When it is wrong: you are careful on purpose, as with a diagnosis or bad news.

    Evidence: none that we measured. It is a question of style, and the alarms are rare. Said from four hedges on, one in twenty words.
    """
    found = draft.spots("hedges")
    if len(found) >= MOST_HEDGES and len(found) * HEDGE_EVERY >= len(draft.words):
        yield remark(
            draft,
            found[0],
            f"{len(found)} hedges in {len(draft.words)} words: “{found[0].words}”, “{found[1].words}”, “{found[2].words}” …",
            "Keep one, where you truly do not know, and strike the others.",
            severity="low",
            confidence="hint",
        )


@rule("D104", "passive-voice")
def passive_voice(draft: Draft) -> Iterator[Remark]:
    """Things happen here, and nobody does them.

    Why it matters: teachers of writing warn of it, because the reader cannot see who acts.

    What to do: name who did it.

    When it is wrong: often. Asked for only with --all.

    Evidence: against it. On 79 pages the passive went with 13 % more comments; on mailing lists with 4 points fewer answers.
    Dull it is not, by these figures, and so this rule is silent unless you ask for everything. Said from three on, if that is
    half of the sentences.
    """
    spots = list(_passives(draft))
    if len(spots) >= FEWEST_PASSIVES and 2 * len(spots) >= len(draft.sentences):
        yield remark(
            draft,
            spots[0],
            f"“{spots[0].words}”: {len(spots)} of {len(draft.sentences)} sentences do not say who acts.",
            "Name who did it.",
            severity="low",
            confidence="hint",
        )


@rule("D105", "nothing-concrete")
def nothing_concrete(draft: Draft) -> Iterator[Remark]:
    """No number, no name, no link, no quotation, nobody who says "I" or "you": nothing that could not stand anywhere.

    Why it matters: what is concrete can be asked about, doubted and remembered. What is general can only be scrolled past.

    What to do: give one example: a machine, a day, a sum, a person who allowed it.

    When it is wrong: a text in a language that writes every noun with a capital; such are not judged.

    Evidence: a number went with 12 % more shares and a quotation with 13 % more comments on 79 pages (109,578 posts). Norms of
    concreteness may not be used commercially, so marks stand in their place. Said from 40 words on.
    """
    if len(draft.words) < ENOUGH_WORDS or draft.acts.language not in ("en", ""):
        return
    personal = draft.spots("first_person") or draft.spots("second_person")
    if not (personal or draft.links or _has_detail(draft)):
        yield remark(
            draft,
            draft.whole,
            f"In {len(draft.words)} words there is no number, no name, no example and nobody who speaks.",
            "Give one example: which machine, which day, how much, who said it.",
        )


@rule("D106", "nothing-for-the-reader")
def nothing_for_the_reader(draft: Draft) -> Iterator[Remark]:
    """It speaks of you throughout, and of the reader nowhere.

    Why it matters: give more than you get. A reader looks for what is in it for them.

    What to do: say what they can do with it today, or ask them what they would do.

    When it is wrong: you tell a story on purpose, and the story is the gift.

    Evidence: asking went with 12 points more answers on mailing lists (5,553 threads). That a text without "you" is answered
    less we have not measured. Said from 40 words on, where there is no "you", no question, no link, and yet three times "we" or "our".
    """
    ours = [
        spot
        for spot in draft.words
        if spot.words in ("we", "our", "us", "we're", "we've", "wir", "uns", "unser", "unsere")
    ]
    if (
        len(draft.words) >= ENOUGH_WORDS
        and len(ours) >= 3
        and not (draft.spots("second_person") or draft.acts.ask or draft.links)
    ):
        yield remark(
            draft,
            ours[0],
            f"“{ours[0].words}” and its like stand here {len(ours)} times, and the reader not once.",
            "Say what they can do with it today, or ask how they do it.",
        )


@rule("D107", "good-news-only")
def good_news_only(draft: Draft) -> Iterator[Remark]:
    """Only good news: nothing went wrong, nothing is open, nobody is asked.

    Why it matters: triumph leaves the reader nothing but applause. What went wrong, and what you learned, can be answered.

    What to do: tell what nearly spoiled it, or what you still do not know.

    When it is wrong: it is a birth, a wedding, or a thank-you.

    Evidence: none that we measured for triumph itself; promotional wording went with 35 % fewer comments on 79 pages. Said from three
    words of triumph on, with no word of trouble and no question.
    """
    found = draft.spots("boast")
    if len({spot.words for spot in found}) >= MOST_BOASTS and not (
        draft.spots("trouble") or draft.acts.ask or draft.acts.thanks
    ):
        yield remark(
            draft,
            found[0],
            f"“{found[0].words}”, “{found[1].words}”, “{found[2].words}”: all is well, and there is nothing left to say.",
            "Add what nearly spoiled it, or what you still do not know.",
        )


@rule("D108", "reads-like-spam")
def reads_like_spam(draft: Draft) -> Iterator[Remark]:
    """It has the marks by which people and filters know spam.

    Why it matters: it is judged in a second, and you with it.

    What to do: say it as you would across a table.

    When it is wrong: you quote spam, or the network lives on hashtags.

    Evidence: exclamation marks went with 16 % fewer comments, hashtags with 21 % fewer, on 79 pages (109,578 posts). The words alone
    were right in 99 of 100 cases on two networks for which they were not written (text messages, comments on videos). Said where
    two of bait, order, number to call and shouting come together, or from three exclamations or four hashtags on, if that is one in twenty words.
    """
    if draft.acts.spam:
        yield remark(
            draft,
            draft.whole,
            "A bait, an order to act, a number or link to turn to, or shouting: two of these come together, as in spam.",
            "Say it as you would across a table: who you are, why you write, and one question.",
            severity="high",
        )
    for mark, most, what in (
        (_EXCLAMATIONS, MOST_SHOUTING, "exclamation marks"),
        (_HASHTAG, MOST_TAGS, "hashtags"),
    ):
        found = list(mark.finditer(draft.prose))
        if len(found) >= most and len(found) * MARK_EVERY >= len(draft.words):
            yield remark(
                draft,
                Spot(found[0].start(), found[0].end(), found[0][0]),
                f"{len(found)} {what} in {len(draft.words)} words.",
                "Keep one at most.",
                severity="low",
            )


@rule("D109", "hidden-letters")
def hidden_letters(draft: Draft) -> Iterator[Remark]:
    """Letters stand here that nobody sees, and that change how the rest is shown.

    Why it matters: a mark that turns the direction makes a text read as it was not written; filters take such texts for a trick.

    What to do: type these words again.

    When it is wrong: you write two directions in one sentence, and set the marks by hand.

    Evidence: none is needed: they are counted. Marks of direction, spaces of no width, and the controls of terminals.
    """
    found = draft.hidden
    if found and draft.acts.language not in ("ar", "he"):
        names = sorted(
            {f"U+{ord(letter):04X}" for spot in found for letter in draft.text[spot.start : spot.end]}
        )
        yield remark(
            draft,
            found[0],
            f"{len(found)} {'place holds' if len(found) == 1 else 'places hold'} letters that nobody sees: {', '.join(names[:4])}.",
            "Type these words again instead of pasting them.",
            confidence="sure",
        )


def _has_detail(draft: Draft) -> bool:
    """A digit, a quotation, or a name: a capital that no sentence begins with."""
    begins = {sentence.start for sentence in draft.sentences}
    return any(
        any(map(str.isdigit, spot.words)) or (draft.prose[spot.start].isupper() and spot.start not in begins)
        for spot in draft.words
    ) or any(mark in draft.prose for mark in '"\u201c\u201e\u00ab')


def _passives(draft: Draft) -> Iterator[Spot]:
    for one, other in pairwise(draft.words):
        if (
            one.words in ("is", "are", "was", "were", "been", "being", "be")
            and len(other.words) > 4
            and other.words.endswith(("ed", "own", "ught"))
        ):
            yield Spot(one.start, other.end, f"{one.words} {other.words}")
