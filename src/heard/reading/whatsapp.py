r"""The lines of a chat that WhatsApp exported as text: who said what and when, in the words and the clock of the phone.

>>> said = messages_of("18/12/19 15:57 - Ada Quill: Hello\nand good day\n")[0]
>>> said.author, said.text, said.date, said.clock
('Ada Quill', 'Hello\nand good day', (18, 12, 19), '15:57')
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from heard.reading.day_month import Parts

MORNING = (
    "a.m.",
    "a. m.",
    "am",
    "a.m",
    "上午",
    "午前",
    "오전",
    "早上",
    "凌晨",
    "ص",
    "ق.ظ.",
    "ق.ظ",
    "öö",
    "π.μ.",
)
EVENING = (
    "p.m.",
    "p. m.",
    "pm",
    "p.m",
    "下午",
    "午後",
    "오후",
    "晚上",
    "中午",
    "م",
    "ب.ظ.",
    "ب.ظ",
    "ös",
    "μ.μ.",
)
_HALF = "|".join(sorted(map(re.escape, MORNING + EVENING), key=len, reverse=True))
HEAD = re.compile(
    r"(?P<open>\[?)(?P<date>(?P<first>\d{1,4})(?P<sign>[./-]) ?(?P<second>\d{1,2})(?P=sign) ?(?P<third>\d{1,4}))"
    rf"[,.]{{0,2}} ?(?:(?P<before>{_HALF})|[^\d\[\]:]{{0,12}}?) ?"
    rf"(?P<clock>\d{{1,2}}[:.]\d\d(?P<seconds>[:.]\d\d)?)(?: ?(?P<after>{_HALF}))?(?P<end>\] |: | [-–] )(?P<rest>.*)",  # noqa: RUF001
    re.IGNORECASE,
)
"""The head of a message in every locale; the sign between the numbers, brackets and seconds differ by phone."""

INVISIBLE = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), 0xFEFF])
"""Marks that tell the screen which way to write."""
SPACES = dict.fromkeys([0xA0, 0x2007, 0x2009, 0x202F], " ")
DIGITS = {zero + digit: str(digit) for zero in (0x660, 0x6F0, 0x966) for digit in range(10)}
"""Arabic, Persian and Devanagari digits."""


class _Signs:
    """Signs that are read as others, or as nothing."""

    def __init__(self, *tables: Mapping[int, str | None]) -> None:
        self.table = {sign: plain for table in tables for sign, plain in table.items()}
        self.stands_in = re.compile(f"[{''.join(map(chr, self.table))}]").search

    def read(self, text: str) -> str:
        """The text with them; a search costs a hundredth of the translation, and few texts hold any."""
        return text if text.isascii() or not self.stands_in(text) else text.translate(self.table)


AS_WRITTEN = _Signs(SPACES)
PLAIN = _Signs(INVISIBLE, SPACES)
IN_HEADS = _Signs(INVISIBLE, SPACES, DIGITS)
IN_TEXTS = _Signs(INVISIBLE, SPACES, dict.fromkeys(range(0x2066, 0x206A)))

LEFT_TO_RIGHT = "\u200e"
"""Stands before words of WhatsApp's own, where it was written by an iPhone or names a file."""
MARKS = "[\u200e\u200f\u202a\ufeff"
"""What may stand before the date in a head."""
PART = 1 << 22
"""Letters of a part of a chat; the longest that WhatsApp exports has about as many."""
LONGEST_NAME = 80
QUOTES = frozenset('"“”„«»')
"""Stand in lines of WhatsApp's own, around the new name of a group, which may hold a colon."""
LONGEST_STAND_IN = 40
"""“image omitted” in the longest language; WhatsApp's other lines are sentences."""
SEALED = re.compile(
    r"end-to-end encrypted|Ende-zu-Ende-verschlüsselt|cifrad[oa]s? de extremo a extremo|chiffrés de bout en bout|"
    r"criptografia de ponta a ponta|crittografat[ei] end-to-end|end-to-end versleuteld|protegidas com a criptografia",
    re.IGNORECASE,
)
WITHOUT_WORDS = re.compile(
    r"<[^<>\n]{1,80}>|null|"
    r"(?:This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht|"
    r"Se eliminó este mensaje|Eliminaste este mensaje|Ce message a été supprimé|Vous avez supprimé ce message|"
    r"Mensagem apagada|Esta mensagem foi apagada|Você apagou esta mensagem|Questo messaggio è stato eliminato|"
    r"Hai eliminato questo messaggio|Dit bericht is verwijderd|U hebt dit bericht verwijderd)\.?",
    re.IGNORECASE,
)
"""What stands for a picture or for a message that was taken back."""
ATTACHED = re.compile(
    r"<[^<>:\n]{3,30}: (?P<iphone>[^<>\n]+)>|^(?P<android>[^\n]+?\.\w{2,5}) \([^()\n]{3,40}\)$", re.MULTILINE
)
EDITED = re.compile(
    r" ?\u200e?<(?:This message was edited|Diese Nachricht wurde bearbeitet\.?|Se editó este mensaje\.?|"
    r"Ce message a été modifié|Mensagem editada|Questo messaggio è stato modificato|Dit bericht is bewerkt)>$"
)
CALLED = re.compile(
    r"\b(?:voice call|video call|Sprachanruf|Videoanruf|llamada|videollamada|appel (?:vocal|vidéo)|chamada de|ligação|"
    r"chiamata|videochiamata|spraakoproep|video-oproep)\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"@\u2068~?\s?([^\u2068\u2069\n]{1,80})\u2069|@(\d{7,15})\b")


_Shape = tuple[str, str, bool, str]


@dataclass(slots=True)
class Said:
    """One message, or one line of WhatsApp's own where nobody is its author."""

    line: int
    date: Parts
    clock: str
    half: str
    author: str
    text: str
    """With the marks that tell WhatsApp's words from a person's."""
    strange: int = 0
    """How many of its lines look like the head of a message in the form of another phone."""

    def seconds(self) -> int:
        """Seconds since midnight.

        Raises:
            ValueError: there is no such time.
        """
        hour, minute, second = (int(part) for part in (*re.split("[:.]", self.clock), "0")[:3])
        if self.half and hour <= 12:
            hour = hour % 12 + 12 * (self.half in EVENING)
        if hour > 23 or minute > 59 or second > 59:
            raise ValueError(self.clock)
        return (hour * 60 + minute) * 60 + second


def begins(text: str) -> bool:
    """Whether a file's first lines are those of a chat: its first is a message's head, and of twenty three are, or half."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    heads = [HEAD.match(IN_HEADS.read(line)) for line in lines]
    if not heads or heads[0] is None:
        return False
    found = [head["rest"] for head in heads if head]
    if all(re.match(r"\[?(?:DEBUG|INFO|WARN|WARNING|ERROR)\b", rest) for rest in found):
        return False
    return len(found) >= min(3, (len(heads) + 1) // 2) and any(
        ": " in rest or SEALED.search(rest) for rest in found
    )


def parts_of(text: str) -> Iterator[tuple[int, str]]:
    """The text of a chat in parts of whole messages, since what is made of it takes ten times its size, and the line of each part."""
    at, line = 0, 1
    while at < len(text):
        cut = at + PART
        while (cut := text.find("\n", cut) + 1) and not _head(
            text[cut : cut + 2 * LONGEST_NAME].partition("\n")[0]
        ):
            continue
        part = text[at : cut or len(text)]
        yield line, part
        line += part.count("\n")
        at = cut or len(text)


def messages_of(text: str, first: int = 1) -> list[Said]:
    """Each message of a chat, and each line of WhatsApp's own. A line that begins no message goes on with the one before it.

    Args:
        text: the chat, or a part of it.
        first: the line of the file on which it begins.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    found: list[Said] = []
    shapes: list[_Shape] = []
    tails: dict[int, list[str]] = {}
    for number, line in enumerate(lines, start=first):
        if head := _head(line):
            found.append(_said(number, head, line))
            shapes.append(_shape(head))
        elif found:
            tails.setdefault(len(found) - 1, []).append(AS_WRITTEN.read(line))
    if len(counts := Counter(shapes)) > 1:
        usual = counts.most_common(1)[0][0]
        found, tails = _of_one_shape(lines, first, found, [shape == usual for shape in shapes], tails)
    for at, tail in tails.items():
        found[at].text = "\n".join((found[at].text, *tail))
    for said in found:
        said.text = EDITED.sub("", said.text.rstrip())
    return found


def _of_one_shape(
    lines: list[str], first: int, found: list[Said], usual: list[bool], tails: dict[int, list[str]]
) -> tuple[list[Said], dict[int, list[str]]]:
    """The messages whose head is as most heads of the file; the lines of the others go on with the message before them."""
    kept: list[Said] = []
    longer: dict[int, list[str]] = {}
    for at, said in enumerate(found):
        tail = tails.get(at, [])
        if usual[at]:
            kept.append(said)
        elif kept:
            kept[-1].strange += 1
            tail = [AS_WRITTEN.read(lines[said.line - first]), *tail]
        if kept and tail:
            longer.setdefault(len(kept) - 1, []).extend(tail)
    return kept, longer


def words(said: Said) -> str | None:
    """What a person said, empty where it is a picture or was taken back; None where the words are WhatsApp's."""
    first, _, rest = said.text.partition("\n")
    own = first.startswith(LEFT_TO_RIGHT)
    first = PLAIN.read(first).strip()
    if own and SEALED.search(first):
        return None
    if WITHOUT_WORDS.fullmatch(first) or ATTACHED.fullmatch(first):
        first = ""
    elif own:
        if len(first) > LONGEST_STAND_IN or said.author in first or CALLED.search(first):
            return None
        first = ""
    return IN_TEXTS.read(f"{first}\n{rest}").strip()


def attached(said: Said) -> str:
    """The name of the file that came with a message, or nothing."""
    if "<" not in said.text and ")" not in said.text:
        return ""
    found = ATTACHED.search(PLAIN.read(said.text))
    return (found["iphone"] or found["android"]).strip() if found else ""


def mentioned(said: Said) -> list[str]:
    """Names and numbers that the text calls with an @."""
    return [name or f"+{number}" for name, number in NAMED.findall(said.text)]


def _head(line: str) -> re.Match[str] | None:
    """The head of a message, if the line begins with one in whatever form."""
    return HEAD.match(IN_HEADS.read(line)) if line.lstrip(MARKS)[:1].isdecimal() else None


def _shape(head: re.Match[str]) -> _Shape:
    """What all heads of one export have in common."""
    return head["open"], head["sign"], bool(head["seconds"]), head["end"]


def _said(number: int, head: re.Match[str], line: str) -> Said:
    rest = AS_WRITTEN.read(line)
    length = len(head["rest"])
    rest = rest[len(line) - length if len(head.string) == len(line) else _start_of_rest(rest, length) :]
    author, colon, text = rest.partition(": ")
    if not colon and rest.endswith(":"):
        author, colon, text = rest[:-1], ":", ""
    author = PLAIN.read(author).strip()
    if not colon or len(author) > LONGEST_NAME or QUOTES & set(author):
        author, text = "", rest
    return Said(
        line=number,
        date=(int(head["first"]), int(head["second"]), int(head["third"])),
        clock=head["clock"],
        half=(head["before"] or head["after"] or "").lower(),
        author=author,
        text=text,
    )


def _start_of_rest(line: str, length: int) -> int:
    """Where the rest begins in a line that still has its invisible marks, given its length without them."""
    at = len(line)
    while at and length:
        at -= 1
        length -= ord(line[at]) not in INVISIBLE
    while at and line[at - 1] in "\u200e\u200f":
        at -= 1
    return at
