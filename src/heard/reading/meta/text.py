r"""Text as Meta writes it: each byte of UTF-8 as a letter of its own, behind ``\u00``.

>>> repair("Ana Kova\u00c4\u008d")
'Ana Kovač'
"""

from __future__ import annotations

import re
import zlib

_RUN = re.compile("[\x80-\xff]+")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a sign, which no text may hold: what is left where a limit cut an emoji in two."""
_SIGN = re.compile(r"[\W_]+")
NOBODY = {
    "", "facebook user", "instagram user", "instagrammer", "meta user", "facebook-nutzer", "facebook-nutzer/in", "instagram-nutzer",
    "instagram-nutzer/in", "utilisateur facebook", "utilisateur instagram", "usuario de facebook", "usuario de instagram",
    "utente di facebook", "utente facebook", "utente di instagram", "facebook-gebruiker", "instagram-gebruiker",
    "usuário do facebook", "usuário do instagram",
}  # fmt: skip
"""How people who left are written, in lower case: many persons under one name, so that it names none."""


def repair(text: str) -> str:
    """The text that was meant. Each run is mended by itself, since a text may mix good and bad; what is no UTF-8 stays."""
    return text if text.isascii() else _HALF.sub("\ufffd", _RUN.sub(_meant, text))


def _meant(found: re.Match[str]) -> str:
    try:
        return found[0].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def one_line(text: str) -> str:
    """A name, mended and without odd spaces."""
    return " ".join(repair(text).split())


def fold(name: str) -> str:
    """A name or label without case and signs: ``who_you've_followed`` is ``who_you_ve_followed`` in other eras."""
    return _SIGN.sub("", repair(name).casefold())


def checksum(*parts: str) -> int:
    """Tells apart what was said at one moment."""
    return zlib.crc32("\0".join(parts).encode("utf-8", "surrogatepass"))
