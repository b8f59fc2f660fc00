r"""The newest words of a message: no quotations, signatures, footers of lists, forwarded mail or markup.

>>> clean("Yes, Tuesday.\n\nOn 5 Jan 2026, Bo wrote:\n> Tuesday?\n\n-- \nAda")
'Yes, Tuesday.'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_MARK = re.compile(
    r"\n(?=[ \t>_*A-Z-])(?:"
    r"(?P<quote>[ \t]*+[A-Z]{0,3}>[^\n]*+(?:\n[ \t]*+[A-Z]{0,3}>[^\n]*+)*)"
    r"|(?P<dashes>[ \t]?-[-.][^\n]*+)"
    r"|(?P<rule>_{10,}[^\n]*+)"
    r"|(?P<block>\*?(?:From|Von|De|Da|Van)\*?[ \xa0]?:[^\n]*+)"
    r")"
)
"""Every line that may begin other people's words; most messages hold few.

Emacs sets the initials of the quoted writer before the bracket.
"""
_COLON = re.compile(r":[ \xa0*]?(?=\n)")
"""The end of a line that may say who wrote what follows."""
_VERB = re.compile(
    r"\b(?:wrote|writes|said|schrieb|schreibt|a écrit|écrivait|escribió|escribio|ha scritto|scrisse|schreef|escreveu)\b"
)
_OPENING = re.compile(r"[ \t*_]*(?:On|Am|Le|El|Il|Op|Em|At|In|\d{1,4}[-/.])\b")
_WHEN = re.compile(r"\d{4}|\d:\d\d|@")
"""A year, a time or an address tells an attribution from a sentence that ends in a colon."""
_DIVIDER = re.compile(
    r"[ \t]?-{2,}[ \t]*(?:original (?:message|appointment)|forwarded (?:message|by)|urspr(?:ü|ue)ngliche nachricht|"
    r"weitergeleitete nachricht|message (?:d'origine|original|transféré)|mensaje (?:original|reenviado)|"
    r"messaggio (?:originale|inoltrato)|(?:oorspronkelijk|doorgestuurd) bericht|"
    r"mensagem (?:original|encaminhada|reencaminhada))",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"[ \t*]*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|"
    r"début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|"
    r"begin doorgestuurd bericht|início da mensagem (?:re)?encaminhada)",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"[^\n]*\n(?:[^\n]+\n){0,3}?"
    r"[ \t]*\*?(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el| em)?|Fecha|Inviato|Data|Verzonden)\*?[ \xa0]?:[^\n]*\n"
    r"(?:[^\n]+\n){0,4}?[ \t]*\*?(?:Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto)\*?[ \xa0]?:"
)
"""What follows a line ``From:`` where Outlook copies the headers of the message that it answers."""
_NOTES = re.compile(
    r"\n(?:(?=[ \t])[^\n]{1,80}\n(?=[ \t]*\d))?[^\n]{0,90}\d{1,2}/\d{1,2}/\d{2,4} \d\d:\d\d(?::\d\d)? [A-Z]{2,4}[ \t]*\n"
    r"(?:[ \t]*\n){0,2}[ \t]*To:[^\n]*\n(?:[^\n]*\n){0,8}?[ \t]*Subject:"
)
"""How Lotus Notes copies the name, the time and the headers of the message that it answers or forwards."""
_FOOTER = re.compile(
    r"\n[^\n]*(?:mailing list|mailman|unsubscribe|-(?:announce|devel|users?|help)\b|list(?:info)?[/@])",
    re.IGNORECASE,
)
"""The line after the rule that a list sets above its own words."""
_RULE = 40
_DEVICE = re.compile(
    r"(?:Sent from (?:my|Mail for|Yahoo|Outlook)|Get Outlook for|Von meinem .+ gesendet|Envoyé de(?:puis)? mon|"
    r"Enviado (?:desde mi|do meu|a partir do)|Inviato da(?:l mio)? |Ver(?:stuurd|zonden) vanaf mijn)"
)
_GAP = re.compile(r"\n(?=[ \t\n])(?:[ \t]*\n){2,}")
_LONGEST_SIGNATURE = 15
"""Lines. Two dashes without the space above more than that are a rule between parts of the message."""


def clean(text: str) -> str:
    """What the writer of this message added to the conversation."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    text = f"\n{text}\n"
    if "cc:" in text and "Subject:" in text and (copied := _NOTES.search(text)):
        text = text[: copied.start() + 1]
    own: list[str] = []
    place = 0
    for mark in _marks(text):
        kind, start = mark.lastgroup, mark.start()
        if start < place:
            continue
        if kind == "quote":
            own.append(text[place:start])
            place = mark.end()
        elif kind is None:
            begins = _attribution(text, place, mark)
            if begins is not None:
                own.append(text[place:begins])
                place = mark.end()
                if not _is_quoted(text, place):
                    place = len(text)
                    break
        elif _ends_own_words(text, mark):
            own.append(text[place:start])
            place = len(text)
            break
    if own:
        text = _GAP.sub("\n\n", "".join([*own, text[place:]]))
    text = text.strip()
    last = text.rfind("\n") + 1
    if text[last : last + 1] in "SGVEI" and _DEVICE.match(text, last):
        text = text[:last].rstrip()
    return text


def _marks(text: str) -> list[re.Match[str]]:
    """The lines that may end this writer's words, in their order."""
    marks = list(_MARK.finditer(text))
    count = len(marks)
    colon = text.find(":")
    while colon >= 0:  # a pass of its own, since to find one letter is quick
        if mark := _COLON.match(text, colon):
            marks.append(mark)
        colon = text.find(":", colon + 1)
    return sorted(marks, key=re.Match.start) if len(marks) > count > 0 else marks


def _is_quoted(text: str, place: int) -> bool:
    return text[place : place + 200].lstrip()[:1] == ">"


def _ends_own_words(text: str, mark: re.Match[str]) -> bool:
    """Whether everything from this line on was written by others, or by a machine."""
    kind, line = mark.lastgroup, mark.start() + 1
    if kind == "dashes":
        dashes = mark["dashes"]
        if _DIVIDER.match(dashes):
            return True
        if dashes == "-- ":
            return True
        if dashes == "--":
            quoted = text.find("\n>", line)
            return text.count("\n", line, quoted if quoted >= 0 else len(text)) <= _LONGEST_SIGNATURE
        if dashes.startswith("-.-.-.-.") or len(dashes) > _RULE:
            return _FOOTER.match(text, mark.end()) is not None
        return False
    if kind == "rule":
        return _FOOTER.match(text, mark.end()) is not None or _BLOCK.match(text, mark.end() + 1) is not None
    return _BLOCK.match(text, line) is not None


def _attribution(text: str, first: int, mark: re.Match[str]) -> int | None:
    """Where the words begin that say who wrote what follows: up to two lines earlier; None if they say no such thing.

    Below it, words are marked as quoted or, as HTML mailers do, not marked at all; then it must name a time or an address.
    """
    end = mark.end()
    start = text.rfind("\n", 0, end)
    if start < first - 1:
        return None
    quoted = _is_quoted(text, end)
    if not (text.endswith(" wrote:", start, end) or _VERB.search(text, start, end)):
        if quoted and _WHEN.search(text, start, end):
            return start
        return start if _FORWARD.match(text, start + 1) else None
    begins = start
    for _ in range(3):
        if _OPENING.match(text, begins + 1, end):
            break
        earlier = text.rfind("\n", first, begins)
        if earlier < 0 or not text[earlier:begins].strip():
            begins = start
            break
        begins = earlier
    else:
        begins = start
    return begins if quoted or _WHEN.search(text, begins, end) else None


# --- HTML ---

_COPIED = {
    "blockquote": "blockquote",
    "gmail_": ".gmail_quote, .gmail_extra, .gmail_signature",
    "moz-": ".moz-cite-prefix, .moz-signature",
    "yahoo_quoted": ".yahoo_quoted",
    "protonmail_quote": ".protonmail_quote",
}
"""A word by which Gmail, Thunderbird, Yahoo and Proton mark what they copied, and the selector for it."""
_OUTLOOK = re.compile(r"<[^<>]*\bid=[\"'](?:x_)*(?:divRplyFwdMsg|appendonsend)[\"']")
"""Where Outlook begins what it copied; nothing of the writer's own follows."""
_BREAK = re.compile(r"<(?=(?:br|/?p|/div|/tr|/li|/?h[1-6]|/table)\b)", re.IGNORECASE)
_MOST_COPIES = 50
"""A long thread nests them, and the outermost goes first."""
_LINE = "\x01"
"""Stands for the end of a line until the ends of lines in the source, which mean nothing, are gone."""
_MANY_LINES = re.compile(_LINE * 3 + "+")


def from_html(html: str) -> str:
    """The text of an HTML message as a reader sees it, without what its mailer marks as copied."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  # most mail is plain

    if ("divRplyFwdMsg" in html or "appendonsend" in html) and (copied_from := _OUTLOOK.search(html)):
        html = html[: copied_from.start()]
    tree: LexborHTMLParser = LexborHTMLParser(_BREAK.sub(_LINE + "<", html))
    tree.strip_tags(["style", "script", "head", "title"])
    selector = ", ".join([selector for word, selector in _COPIED.items() if word in html])
    for _ in range(_MOST_COPIES if selector else 0):
        # One at a time: a copy inside a copy is gone with it, and must not be touched again.
        if (copied := tree.css_first(selector)) is None:
            break
        copied.decompose()
    body = tree.body
    words = " ".join(body.text().split()) if body is not None else ""
    lines = _MANY_LINES.sub(_LINE * 2, words.replace(_LINE + " ", _LINE).replace(" " + _LINE, _LINE))
    return lines.replace(_LINE, "\n").strip()
