"""D2…: what a draft does to this reader, and at this place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heard.measures.drafts import LATEST_POSTS, MOST_PROMOTIONAL, Place, Reader, copies
from heard.model import Evidence, Skipped
from heard.rules import rule
from heard.rules.remarks import Remark, remark
from heard.text.acts import acts
from heard.text.draft import Draft, Spot, read_draft

FEW_COPIES = 3
"""To so many others the same words may have gone before it is a circular."""
LONG_FOR_A_STRANGER = 500
"""Words: of 501 first letters between strangers that were answered on public lists, 1.6 % are longer."""
MOST_QUESTIONS = 5
"""In the same letters 1.8 % ask more."""
BARE_WORDS = 8
"""Below that a link stands alone."""
_QUESTION = re.compile(r"[?\uff1f]")


@rule("D201", "pitch-before-rapport")
def pitch_before_rapport(draft: Draft, reader: Reader, place: Place) -> Iterator[Remark | Skipped]:
    """Business enters before there is a relation, or too often.

    Why it matters: social first, marketing second. The same sentence is an offer from a friend and a nuisance from a stranger.

    What to do: give first: answer something they asked, send what helps them, and wait for their word.

    When it is wrong: they asked for the offer, by telephone or in a talk that no export shows. Write that into the journal.

    Evidence: in a public set of 4,040 requests those who had taken part before were granted 37 % of the time against 23 %, though history
    alone tells little (AUC .65); on mailing lists having helped before made no difference. Promotional wording went with 35 % fewer
    comments on 79 pages. It guards; it does not predict. A letter: said unless the standing with this reader is earned. A post: said where
    more than two of your last ten there promoted something.
    """
    found = draft.spots("pitch")
    if not (found or draft.acts.promotion):
        return
    spot = found[0] if found else draft.whole
    if reader.name:
        if reader.standing == "not yet":
            yield remark(
                draft,
                spot,
                f"This sells, and {reader.because}.",
                f"Leave the offer out. Answer something that {reader.name} asked, or send what helps and costs you little, and wait for their word.",
                severity="high",
                confidence="sure",
            )
        elif reader.standing == "unknown":
            yield remark(
                draft,
                spot,
                f"This sells, and whether you have earned it cannot be told: {reader.because}.",
                f"Ask {reader.name} one question about their own work first.",
                confidence="hint",
            )
    elif place.channel:
        latest = place.posts[:LATEST_POSTS]
        selling = [
            post for post in latest if read_draft(post.text).spots("pitch") or acts(post.text).promotion
        ]
        if len(selling) > MOST_PROMOTIONAL:
            yield remark(
                draft,
                spot,
                f"{len(selling)} of your last {len(latest)} posts on {place.channel} promoted something; this would be one more.",
                "Answer three people there before you post it, or post what you learned instead.",
                severity="high",
                evidence=tuple(
                    Evidence(id=post.id, at=post.at, channel=post.channel, who="you", what=post.kind)
                    for post in selling[:3]
                ),
            )
    else:
        yield Skipped(
            "this sells, and nobody says to whom or where",
            "name the reader with --to, or the channel with --on",
        )


@rule("D202", "asks-several-things")
def asks_several_things(draft: Draft, reader: Reader) -> Iterator[Remark | Skipped]:
    """The reader is asked for several things at once.

    Why it matters: one question is answered standing up. Three are put aside for a better day.

    What to do: keep the one that only this person can answer.

    When it is wrong: they asked for the list.

    Evidence: asking went with 12 points more answers on mailing lists (5,553 threads), and two questions did no harm there: of 501 first
    letters between strangers that were answered 16 % ask twice or more, of 501 that were not 12 %. Said from the sixth question on, to anybody.
    """
    asked = [sentence for sentence in draft.sentences if _QUESTION.search(sentence.words)]
    if len(asked) > MOST_QUESTIONS:
        yield remark(
            draft,
            asked[1],
            f"This is the second of {len(asked)} questions{f', and {reader.because}' if reader.stranger and reader.because else ''}.",
            "Keep the one that only this person can answer; ask the others once they have answered.",
        )


@rule("D203", "no-reason-why-them")
def no_reason_why_them(draft: Draft, reader: Reader) -> Iterator[Remark | Skipped]:
    """Nothing says why this letter goes to this person.

    Why it matters: who could be anybody need not answer.

    What to do: begin with what made you think of them: what they wrote, where you met, who named them.

    When it is wrong: the reason stands in the subject, or in the thread above.

    Evidence: public lists speak against it, though there the thread says why it is them. Said for a reader with whom nothing has gone
    both ways, where no word of yours is about something they did, their company, or somebody you both know.
    """
    if not reader.name:
        return
    words = {spot.words for spot in draft.words}
    firm = set(re.findall(r"\w{4,}", reader.company.lower()))
    if reader.stranger and len(draft.words) >= 15 and not (draft.spots("them") or firm & words):
        yield remark(
            draft,
            draft.whole,
            f"Nothing here says why it goes to {reader.name} and to nobody else.",
            "Begin with what made you think of them: what they wrote, where you met, or who named them.",
        )


@rule("D204", "copied-text")
def copied_text(draft: Draft, place: Place) -> Iterator[Remark]:
    """The same words have gone to several others.

    Why it matters: people compare, and a circular that poses as a letter is found out.

    What to do: write to this one as if there were no other, or send it openly as a circular.

    When it is wrong: it is an invitation, an address, or a price that must read the same for all.

    Evidence: counted, not estimated: earlier letters of yours in which six of ten rows of five words are the same.
    """
    found = copies(draft.prose, place.sent)
    if len(found) >= FEW_COPIES:
        answered = sum(1 for each in found if each.answers)
        yield remark(
            draft,
            draft.whole,
            f"The same words have gone out {len(found)} times, last on {found[0].at}; {answered or 'none'} of them got an answer.",
            "Write to this one as if there were no other, or send it openly as a circular.",
            severity="high" if len(found) >= 10 else "medium",
            confidence="sure",
            evidence=tuple(
                Evidence(id=each.id, at=each.at, channel=each.channel, who="you", what=each.kind)
                for each in found[:3]
            ),
        )


@rule("D205", "too-long")
def too_long(draft: Draft, reader: Reader, place: Place) -> Iterator[Remark]:
    """It is longer than the place takes, or a stranger reads.

    Why it matters: what is cut off is not read, and what is long is put aside.

    What to do: keep what they must know to answer; offer the rest.

    When it is wrong: your server or your subscription takes more.

    Evidence: the limits are the networks' own: X 280, Bluesky 300, Mastodon 500 as delivered, SMS 160, LinkedIn 3,000 letters. For a stranger it
    is said beyond 500 words. On public lists length did not matter: of 501 first letters that were answered 16 % had more than 200 words, of 501 that
    were not 12 %.
    """
    letters = len(draft.text.strip())
    if not reader.name and place.limit and letters > place.limit:
        begin = len(draft.text) - len(draft.text.lstrip())
        yield remark(
            draft,
            Spot(begin + place.limit, begin + letters, ""),
            f"{letters} letters, and a post on {place.channel} takes {place.limit}.",
            "Cut it before this place, or make two of it.",
            confidence="sure",
        )
    elif reader.name and reader.stranger and len(draft.words) > LONG_FOR_A_STRANGER:
        spot = draft.words[LONG_FOR_A_STRANGER]
        yield remark(
            draft,
            spot,
            f"{len(draft.words)} words, and {reader.because}.",
            "End here: say what they must know to answer, and offer the rest.",
        )


@rule("D206", "no-way-to-answer")
def no_way_to_answer(draft: Draft) -> Iterator[Remark]:
    """Nobody can answer this, or there is nothing to answer.

    Why it matters: it is a network and no noticeboard.

    What to do: give an address that you read, and say what you would like to hear.

    When it is wrong: it is a notice, and says so.

    Evidence: on technical mailing lists a bare link went with 6.5 points fewer answers (5,553 threads), on 79 pages a link with 45 % fewer
    comments. Said where the text forbids an answer, or is a link with hardly a word.
    """
    for spot in draft.spots("no_answer")[:1]:
        yield remark(
            draft,
            spot,
            f"“{spot.words}”: this forbids an answer.",
            "Send it from an address that you read, and say so.",
            severity="high",
        )
    if draft.links and len(draft.words) < BARE_WORDS:
        yield remark(
            draft,
            draft.links[0],
            "A link stands here with hardly a word of yours.",
            "Say in two sentences what you found in it, and ask one thing.",
        )
