"""A draft, judged before it is sent: against its words, its reader, and the place where it will stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from heard.api.review import SEVERITY
from heard.measures.drafts import Place, Reader, Sent
from heard.measures.stats import estimate, jeffreys
from heard.model import Answer, Finding, Missing, Skipped
from heard.rules import Rule, ask, family
from heard.rules.alarms import OFF
from heard.rules.remarks import Remark
from heard.strategy import Strategy
from heard.text.draft import MOST_LETTERS, Draft, read_draft

JUDGED = ("en", "de", "")
"""Languages whose words the rules know; an unknown one may be either."""
FEWEST_LETTERS = 5
"""Own answered letters below which nothing is said of a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is to be said of a draft."""

    remarks: tuple[Remark, ...]
    """In the order of the text."""
    skipped: tuple[Skipped, ...]
    not_judged: tuple[str, ...]
    """What could not be judged, and why; sentences."""
    language: str
    """ISO 639-1; empty where it cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """How often a rule speaks of own letters that were answered all the same."""

    rule: Rule
    alarms: int
    of: int
    share: Answer
    """Of answered letters [share]."""


def check(
    text: str,
    *,
    reader: Reader | None = None,
    place: Place | None = None,
    strategy: Strategy | None = None,
    as_of: date | None = None,
    everything: bool = False,
) -> Checked:
    """Judge a draft by its words, and by whatever else is known; `Home.check` knows more.

    Args:
        text: plain, Markdown or HTML.
        reader: who will read it.
        place: where it will stand, and what was sent before.
        strategy: the rules that the user accepts are left out.
        as_of: the day up to which they are accepted; without it, all of them are.
        everything: also ask the rules that are off, because they speak too often.
    """
    strategy = strategy or Strategy()
    draft = read_draft(text)
    lived_with = {each.code for each in strategy.accept if not (as_of and each.until) or each.until >= as_of}
    asked = [rule for rule in family("D") if everything or rule.code not in OFF | lived_with]
    facts: dict[type, object] = {Draft: draft, Reader: reader or Reader(), Place: place or Place()}
    said = list(ask(asked, strategy, facts, {})) if draft.words or draft.links or draft.hidden else []
    found = [each for each in said if isinstance(each, Remark)]
    return Checked(
        remarks=tuple(sorted(found, key=lambda each: (each.line or 0, each.column, SEVERITY[each.severity]))),
        skipped=tuple(each for each in said if isinstance(each, Skipped)),
        not_judged=tuple(_not_judged(text, draft)),
        language=draft.acts.language,
    )


def alarms(sent: Iterable[Sent]) -> tuple[Alarms, ...]:
    """How often each rule would have spoken of own letters and messages that were answered [share]."""
    letters = [each for each in sent if each.direct and each.answers]
    asked = family("D")
    found = dict.fromkeys((rule.code for rule in asked), 0)
    for letter in letters:
        facts: dict[type, object] = {
            Draft: read_draft(letter.text),
            Reader: Reader(),
            Place: Place(channel=letter.channel),
        }
        for code in {each.code for each in ask(asked, Strategy(), facts, {}) if isinstance(each, Finding)}:
            found[code] += 1
    return tuple(
        Alarms(
            rule=rule, alarms=found[rule.code], of=len(letters), share=_share(found[rule.code], len(letters))
        )
        for rule in asked
    )


def _share(number: int, of: int) -> Answer:
    if of < FEWEST_LETTERS:
        return Missing(
            f"only {of} letters of yours are seen to have been answered",
            "import your mail, sent letters included",
        )
    return estimate(jeffreys(number, of), "share", of)


def _not_judged(text: str, draft: Draft) -> Iterable[str]:
    if not text.strip():
        yield "The draft is empty."
    elif not draft.words:
        yield "There is no prose in it: nothing but code, quotations, markup or addresses."
    if len(text) > MOST_LETTERS:
        yield f"Only the first {MOST_LETTERS:,} letters were read."
    if draft.acts.language not in JUDGED:
        yield f"The language looks like “{draft.acts.language}”; the word lists are English and German, so the words were hardly judged."
