"""What kind of mail it is: from a person, to a list, by a machine; and which folder or label it lies under.

>>> nature({b"precedence": b" bulk"}, None)
'bulk'
>>> roles(b" =?UTF-8?Q?Ge=C3=B6ffnet?=,Gesendet")
frozenset({'sent'})
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from heard.reading.mail_headers import Address, Headers, addresses, decode

if TYPE_CHECKING:
    from heard.model import Nature

Role = Literal["sent", "drafts", "spam", "trash", "chat", "bulk"]

_NAMES: dict[Role, str] = {
    "sent": "sent, sent mail, sent messages, sent items, sent-mail, outbox, gesendet, gesendete, gesendete objekte, "
    "gesendete elemente, envoyés, messages envoyés, éléments envoyés, courrier envoyé, enviados, enviado, "
    "mensajes enviados, elementos enviados, correo enviado, posta inviata, inviati, inviata, messaggi inviati, "
    "verzonden, verzonden items, verzonden berichten, e-mails enviados, itens enviados, enviadas, "
    "mensagens enviadas, correio enviado",
    "drafts": "draft, drafts, templates, entwurf, entwürfe, brouillon, brouillons, borrador, borradores, bozza, bozze, "
    "concept, concepten, rascunho, rascunhos",
    "spam": "spam, junk, junk e-mail, junk email, bulk mail, junk-e-mail, spamverdacht, courrier indésirable, indésirables, "
    "correo no deseado, posta indesiderata, ongewenste e-mail, lixo eletrônico, lixo eletrónico",
    "trash": "trash, bin, deleted, deleted items, deleted messages, papierkorb, gelöschte objekte, gelöschte elemente, "
    "corbeille, éléments supprimés, papelera, elementos eliminados, cestino, posta eliminata, prullenbak, "
    "verwijderde items, lixeira, lixo, itens excluídos, itens eliminados",
    "chat": "chat, chats",
}
"""Folders and labels as Gmail, Thunderbird, Outlook and Apple Mail name them in en, de, fr, es, it, nl, pt."""
_ROLES: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names.split(", ")}
_CATEGORY = re.compile(
    r"(?:[ck]at[eé]gor(?:y|ies?|ía|ia|ie))[ :\xa0]*+"
    r"(?!personal|primary|princip|privat|priorit|allgemein|persönlich|persoon|pessoal)"
)
"""Gmail's tabs other than the first one: promotions, social, updates, forums."""
_ENDING = re.compile(r"(?:\.(?:mbox|mbx|sbd|txt|gz))+$")


@lru_cache(1 << 12)
def roles(labels: bytes) -> frozenset[Role]:
    """What the labels of a message in a Gmail export say of it."""
    found: set[Role] = set()
    for label in decode(labels).split(","):
        name = label.strip(' "').lower()
        if role := _ROLES.get(name):
            found.add(role)
        elif _CATEGORY.match(name):
            found.add("bulk")
    return frozenset(found)


@lru_cache(1 << 10)
def folder_role(folder: str) -> Role | None:
    """What the folders of a path make of the mail in them, as in ``Mail/Trash.sbd/Old`` or ``.Sent``."""
    for part in folder.lower().split("/"):
        stem = _ENDING.sub("", part)
        for name in (stem, stem.lstrip(".").removeprefix("inbox.").rpartition(".")[2]):
            if role := _ROLES.get(name):
                return role
    return None


_ROBOT = re.compile(
    r"(?:.*[-_.+])?(?:no-?_?reply|do-?_?not-?_?reply|nao-?responda|no-?responder|ne-?pas-?repondre|non-?rispondere|"
    r"nicht-?antworten|niet-?beantwoorden|mailer-daemon|postmaster|bounces?|notifications?|notify|benachrichtigung(?:en)?|alerts?|"
    r"automat(?:ed|ic|isch)|autoresponder|auto-confirm|daemon|cron|root|nobody)(?:[-_.+].*)?@"
)
_LIST_SAYS_SO = (b"x-beenthere", b"x-mailing-list", b"mailing-list", b"newsgroups", b"x-list")
"""What lists wrote before RFC 2369, and some still do."""
_LIST_NAME = re.compile(rb"<?([\w+-]+)\.[\w.-]+>?\s*$")


@lru_cache(1 << 14)
def is_robot(account: str) -> bool:
    """Whether the address is one that machines write from."""
    return _ROBOT.match(account.removeprefix("email:")) is not None


def is_discussion(headers: Headers) -> bool:
    """Whether it came over a list that everybody may write to."""
    posting = headers.get(b"list-post")
    if posting is not None:
        return b"@" in posting
    if not headers.keys().isdisjoint(_LIST_SAYS_SO):
        return True
    return b"list-id" in headers and bool(_addressed_list(headers))


def _addressed_list(headers: Headers) -> str:
    """The account among those addressed that bears the list's name: a newsletter is addressed to its reader."""
    found = _LIST_NAME.search(headers[b"list-id"])
    if found is None:
        return ""
    start = f"email:{found[1].decode().lower()}@"
    everybody = addresses(headers.get(b"to", b"")) + addresses(headers.get(b"cc", b""))
    return next((who.account for who in everybody if who.account.startswith(start)), "")


def list_address(headers: Headers) -> str:
    """The account of the list that a message came over, or nothing."""
    posting = headers.get(b"list-post", b"")
    if b"mailto:" in posting:
        named = posting.partition(b"mailto:")[2].partition(b">")[0].partition(b"?")[0]
    else:
        says = next((headers[name] for name in _LIST_SAYS_SO[:3] if name in headers), b"")
        named = says.partition(b"contact ")[2].partition(b";")[0] or says.partition(b";")[0]
    found = addresses(named)
    if found and found[0].account.startswith("email:"):
        return found[0].account
    return _addressed_list(headers) if b"list-id" in headers else ""


_LIST_ID = re.compile(rb"<?([\w+-]+(?:\.[\w+-]+)+)>?\s*$")
_GROUP = re.compile(rb"\s*([\w+-]+(?:\.[\w+-]+)+)")


def list_channel(headers: Headers, of_list: str = "") -> str:
    """The channel that a list is: its List-Id, or its address written as one, or the newsgroup; or nothing.

    A List-Id holds a dot, so that no list can take the name of a network.
    """
    if found := _LIST_ID.search(headers.get(b"list-id", b"")) or _GROUP.match(
        headers.get(b"newsgroups", b"")
    ):
        return found[1].decode("ascii", "replace").lower()
    account = list_address(headers) or of_list
    return account.removeprefix("email:").replace("@", ".")


def nature(headers: Headers, sender: Address | None) -> Nature:
    """Who speaks: a person, a sender to many, or a machine. Lists for discussion are persons."""
    submitted = headers.get(b"auto-submitted")
    if submitted is not None and submitted.split(b";")[0].strip().lower() not in {b"no", b""}:
        return "automatic"
    if (
        b"x-autoreply" in headers
        or b"x-autorespond" in headers
        or headers.get(b"return-path", b"").strip() == b"<>"
    ):
        return "automatic"
    precedence = headers.get(b"precedence", b"").strip().lower()
    if precedence == b"auto_reply":
        return "automatic"
    robot = sender is not None and is_robot(sender.account)
    discussion = is_discussion(headers)
    if discussion and not robot:
        return "personal"
    if b"list-unsubscribe" in headers and not discussion:
        return "bulk"
    if robot:
        return "automatic"
    # Lists before RFC 2369 sent everything as bulk; what answers somebody is no newsletter.
    return "bulk" if precedence in {b"bulk", b"junk"} and b"in-reply-to" not in headers else "personal"
