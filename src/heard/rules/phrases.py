"""What can be told from the user's own words in the strategy: word lists as data, and the few shapes in which they are sought.

The lists stand in ``words/*.toml``, each with its source, lines that must fire and lines that must stay silent. They are English;
a sentence in another language has none of these words and is left in peace.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from heard.strategy import Strategy

NEGATIONS = {"not", "never", "no", "without", "nor", "don't", "won't", "nothing"}
ALSO_OFFLINE = {"x", "medium", "slack", "threads", "newsletter"}
"""Names of networks that are other things as well."""
COMPANY_WORDS = 1
"""A name of a single word is the company's rather than a person's."""


@dataclass(frozen=True, slots=True)
class Words:
    """A word list: where it comes from, its parts, and lines that must and must not fire."""

    source: str
    parts: dict[str, tuple[str, ...]]
    fires: tuple[str, ...]
    silent: tuple[str, ...]

    def any_of(self, part: str) -> str:
        """A regular expression for any word of a part, longest first."""
        return f"(?:{'|'.join(sorted(self.parts[part], key=len, reverse=True))})"


@cache
def words(name: str) -> Words:
    """A word list by the name of its file."""
    lists = tomllib.loads((files("heard.rules") / "words" / f"{name}.toml").read_text("utf-8"))
    source = lists.pop("source")
    fires, silent = tuple(lists.pop("fires")), tuple(lists.pop("silent"))
    return Words(source, {part: tuple(each) for part, each in lists.items()}, fires, silent)


def blank(text: str) -> bool:
    """Whether nothing was said: no letter and no digit."""
    return not any(character.isalnum() for character in text)


def quoted(text: str) -> str:
    """The user's own words, cut where they run long."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= 90 else f"“{text[:88].rsplit(' ', 1)[0]} …”"


def either(names: list[str]) -> str:
    """Names as a sentence has them that leaves a choice: Ada, Bob or Cyd."""
    return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def whom(strategy: Strategy) -> str:
    """Whom the user needs to meet, in their own words and in the plural."""
    if strategy.segments:
        return strategy.segments[0].name
    return f"people like {strategy.targets[0].name}" if strategy.targets else "the people you want to meet"


def one_of(strategy: Strategy) -> str:
    """One of those whom the user needs to meet."""
    if strategy.targets and not strategy.segments:
        return strategy.targets[0].name
    return f"one of the {whom(strategy).removeprefix('the ')}"


def tactic(text: str) -> bool:
    """Whether a tool is all that is wished for: ``join Facebook``, ``a Twitter strategy``."""
    return bool(_tactic().fullmatch(_plain(text)))


@cache
def _tactic() -> re.Pattern[str]:
    """A wish, then a tool or a habit of posting, and no word of what for."""
    known = words("tactics")
    before = (
        r"(?:(?:on|in|into|to|with|up|a|an|the|our|my|own|new|good|better|more|first|company|business) )*"
    )
    tool = rf"{before}{known.any_of('tools')}(?: {known.any_of('things')})?"
    wished = rf"(?:{known.any_of('verbs')} )?{tool}|{known.any_of('habits')}(?: {tool})?"
    after = r"(?: (?:regularly|daily|weekly|more|better|too|soon|now|properly|every day|(?:by|in|until|this|next|for) \w+(?: \d+)?))*"
    return re.compile(rf"(?:{known.any_of('wishes')} )?(?:{wished}){after}")


def vanity(text: str) -> str:
    """The counter of attention that a measure rests on, or nothing where it also counts what people do."""
    known, plain = words("vanity"), _plain(text)
    if re.search(rf"\b{known.any_of('outcomes')}\b", plain):
        return ""
    found = re.search(rf"\b{known.any_of('counters')}\b(?!-)", plain)
    return found[0] if found else ""


def counted_vanity(text: str) -> str:
    """The counter of attention that a sentence wants a number of: ``10,000 followers``, ``more likes``."""
    known, plain = words("vanity"), _plain(text)
    found = re.search(
        rf"(?:(?<![\d.,])[\d.,]+ ?[km]?\+?|more|many) (?:new )?({known.any_of('counters')})\b(?!-)", plain
    )
    return found[1] if found and vanity(text) else ""


def general(text: str) -> bool:
    """Whether a sentence of two words or more has none that could not stand in anybody's plan."""
    known = words("general").parts
    telling = [word for word in re.findall(r"[^\W\d_]+", text.lower()) if word not in known["small"]]
    return len(telling) >= 2 and all(word in known["general"] for word in telling)


def faceless(name: str, company: str = "") -> bool:
    """Whether a voice is no person: a department, a pronoun, nothing, or the company itself."""
    known = words("faceless")
    plain = re.sub(r"^(?:the|our|my|a|an) ", "", _plain(name))
    named = known.any_of("names")
    roles = rf"(?:{named} )?{known.any_of('roles')}|.* {known.any_of('endings')}"
    if blank(name) or re.fullmatch(rf"{named}|{roles}", plain):
        return True
    own = _plain(company).split()
    firm = len(own) <= COMPANY_WORDS or bool(re.fullmatch(known.any_of("companies"), own[-1]))
    return bool(own) and firm and plain.split() in (own, own[:-1])


def selling(text: str) -> str:
    """The word by which business enters, unless the sentence says that it shall not."""
    plain = _plain(text)
    for found in re.finditer(rf"\b{words('selling').any_of('words')}", plain):
        before = plain[: found.start()].split()[-3:]
        after = plain[found.end() : found.end() + 1]
        if not NEGATIONS.intersection(before) and not after.isalpha():
            return found[0]
    return ""


def online(text: str) -> str:
    """The network that a sentence leans on."""
    tools = [tool for tool in words("tactics").parts["tools"] if tool not in ALSO_OFFLINE]
    found = re.search(rf"\b(?:{'|'.join(tools)}|online|e-?mail|the internet)\b", text, re.IGNORECASE)
    return found[0] if found else ""


def shared(one: str, other: str) -> float:
    """The share of words that two sentences have in common [0..1]."""
    first, second = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
    return len(first & second) / len(first | second) if first | second else 0.0


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower().replace("\u2019", "'")).strip(" .!…\"'“”")
