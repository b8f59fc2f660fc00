"""The generic records that Meta writes since 2024 (``label_values``), with labels in the language of the account.

They are understood by what they hold, an address or not, and by their place; labels only where a table knows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from heard.reading.meta.text import fold, repair

WORDS = {
    "name": "name nom nome nombre naam imię navn namn",
    "username": "username benutzername nomdutilisateur nombredeusuario nomeutente gebruikersnaam nomedeusuário nomedeutilizador användarnamn",
    "reaction": "reaction reaktion réaction reacción reazione reactie reação",
    "email": "email emailaddress emailadresse emailadres adresseemail correoelectrónico indirizzoemail mail",
    "comment": "comment kommentar commentaire comentario commento opmerking comentário",
    "mediaowner": "mediaowner medieneigentümer medieninhaber eigentümerdermedien propriétairedumédia propietariodelcontenidomultimedia "
    "proprietariodelcontenutomultimediale mediaeigenaar proprietáriodamídia",
    "website": "website webseite siteweb sitioweb sitoweb site",
    "bio": "bio biographie biografie biografía biografia steckbrief",
}
"""Labels in the languages seen, folded."""
_MEANING = {label: meaning for meaning, labels in WORDS.items() for label in labels.split()}


class Label(msgspec.Struct, gc=False):
    """One labelled value, or a list of them."""

    label: str = ""
    value: str | int | float | bool | None = None
    href: str = ""
    timestamp_value: int | None = None
    title: str = ""
    inner: list[Any] = msgspec.field(name="dict", default_factory=list)
    vec: list[Any] = []


def flat(labels: list[Label]) -> Iterator[Label]:
    """Every label that bears a value, whatever it is nested in."""
    for label in labels:
        if label.value is not None or label.href or label.timestamp_value is not None:
            yield label
        nested = [each for each in (*label.inner, *label.vec) if isinstance(each, dict)]
        yield from flat(msgspec.convert(nested, list[Label], strict=False))


def text(label: Label) -> str:
    """The words of a value."""
    return repair(str(label.value)).strip() if label.value is not None else ""


def address(label: Label) -> str:
    """The address in a value, if it is one."""
    value = repair(label.href) or text(label)
    return value if value.startswith(("https://", "http://")) else ""


def meaning(label: str) -> str:
    """What a label says, as a word of ours; empty where it is in a language that the table lacks."""
    return _MEANING.get(fold(label), "")
