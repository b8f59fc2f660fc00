r"""Notification mails as what they tell of: "Sam Ito commented on your post" is a comment on LinkedIn, which LinkedIn's export leaves out.

A mail is one if the network's own domain sent it, its subject says who did what to us, and nothing speaks against the sender: where a
mailbox keeps Authentication-Results, they must say that the domain signed it. Forums that run on Discourse are told by the way they
number their messages, and GitHub by its headers; their mail holds the whole post. The wordings are those that were seen or are documented, in English, German,
Spanish and French; another wording stays what it is, a mail from a machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from unicodedata import combining, normalize

from heard.reading.linkedin.names import account_at
from heard.reading.mail_headers import decode
from heard.reading.mail_nature import is_discussion
from heard.text.clean import clean, from_html

if TYPE_CHECKING:
    from heard.reading.mail import Mail
    from heard.reading.mail_headers import Headers

KEY = "notice:"
"""Begins the key of what is known by a notification mail only."""
TITLE = "By notification mail: "

NoticeKind = Literal[
    "comment", "reply", "mention", "reaction", "share", "message", "invitation", "connection", "endorsement", "follow", "post",
]  # fmt: skip

NETWORKS = {
    "linkedin.com": "linkedin", "facebookmail.com": "facebook", "mail.instagram.com": "instagram", "x.com": "x", "twitter.com": "x",
}  # fmt: skip
"""Who sends for which network."""
_SAID: dict[NoticeKind, str] = {
    "reply": "replied to your (?:comment|post|tweet)|replied to you|hat auf (?:ihren|deinen) (?:kommentar|beitrag) geantwortet|"
    "(?:ha respondido|respondió) a tu (?:comentario|publicación)|a répondu à votre (?:commentaire|publication|post)",
    "comment": "(?:commented on|left a comment on) your|replied to a comment on your|posted on your (?:timeline|wall)|"
    "hat (?:ihren|deinen|ihr|dein|ihre|deine) .{2,30} kommentiert|"
    "(?:ha comentado|comentó)(?: en)? tu|a commenté votre",
    "mention": "mentioned you|tagged you|quoted your|hat (?:sie|dich) in .{2,40} (?:erwähnt|markiert)|te (?:ha mencionado|mencionó|ha etiquetado|etiquetó)|"
    "vous a (?:mentionné|identifié|tagué)",
    "reaction": "(?:liked|likes|loves|loved|celebrates|supports|reacted to|favorited) (?:one of )?your|gefällt (?:ihr|dein)|hat auf (?:ihren|deinen) .{2,30} reagiert|"
    "(?:ha recomendado|ha reaccionado a|recomendó|reaccionó a) tu|(?:a aimé|aime|a réagi à) votre",
    "share": "(?:reposted|retweeted|shared) (?:one of )?your|hat (?:ihren|deinen) beitrag geteilt|(?:ha compartido|compartió) tu|a (?:partagé|republié) votre",
    "message": "(?:has )?sent you a (?:new |direct )?message|just messaged you|messaged you|hat (?:ihnen|dir) eine (?:neue )?nachricht (?:gesendet|geschickt|geschrieben)|"
    "te (?:ha enviado|envió) un (?:nuevo )?mensaje|vous a envoyé un (?:nouveau )?message",
    "invitation": "wants to connect|would like to connect|(?:has )?sent you (?:an invitation|a friend request)|wants to be (?:friends|your friend)|"
    "möchte sich mit (?:ihnen|dir) vernetzen|hat (?:ihnen|dir) eine (?:einladung|kontaktanfrage|freundschaftsanfrage) (?:gesendet|geschickt)|"
    "quiere conectar|te ha enviado una (?:invitación|solicitud)|(?:souhaite|aimerait) (?:rejoindre votre réseau|se connecter)|vous a envoyé une invitation",
    "connection": "(?:has )?(?:accepted|confirmed) your (?:invitation|friend request)|hat ihre (?:einladung|kontaktanfrage) angenommen|"
    "hat deine (?:einladung|freundschaftsanfrage) (?:angenommen|bestätigt)|ha aceptado tu (?:invitación|solicitud)|a accepté votre invitation",
    "endorsement": "endorsed you|hat (?:ihre|deine) kenntnisse bestätigt|ha validado tus aptitudes|a recommandé vos compétences",
    "follow": "is now following you|started following you|folgt (?:ihnen|dir) jetzt|(?:ahora te sigue|te está siguiendo)|vous suit",
}  # fmt: skip
_SUBJECT = re.compile(
    r"(?P<who>[^\s:][^:\n]{1,79}?)(?: \((?P<handle>@\w{1,30})\))? (?:"
    + "|".join(f"(?P<{kind}>{said})" for kind, said in _SAID.items())
    + ")",
    re.IGNORECASE,
)
_FROM_SENDER: dict[NoticeKind, re.Pattern[str]] = {
    "invitation": re.compile(
        r"(?:.{2,40}, )?(?:please add me to your linkedin network|i want to connect|i['\u2019]d like to (?:connect|add you)|join my network on linkedin)|"
        r"invitation to connect on linkedin|ich möchte (?:sie|dich) zu meinem|me gustaría añadirte a mi red|j['\u2019]aimerais vous ajouter à mon réseau",
        re.IGNORECASE,
    ),
    "message": re.compile(r"(?:you have a )?new message from |neue nachricht von |nuevo mensaje de |nouveau message de ", re.IGNORECASE),
}  # fmt: skip
"""Subjects that do not say who it was; the sender's name does: ``Sam Ito via LinkedIn``."""
_VIA = re.compile(r"\s+(?:\(?(?:via|über|a través de|por)\s+.{2,60})$", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:,? (?:and|und|y|et) \d.*|,? (?:and|und|y|et) .* (?:others?|weitere.*|más|autres?.*))$", re.IGNORECASE
)
_NOBODY = {"someone", "jemand", "alguien", "quelqu'un", "quelqu\u2019un", "people", "you", "linkedin", "facebook", "x", "twitter", "instagram"}  # fmt: skip
_PROFILE = re.compile(r"linkedin\.com/(?:comm/)?in/([^/?#\s\"'<>,)&]+)", re.IGNORECASE)
_POST = re.compile(
    r"https://www\.linkedin\.com/(?:comm/)?(feed/update/urn(?::|%3A)li(?::|%3A)\w+(?::|%3A)\d+)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@(\w{1,30})")
_TOPIC_ID = re.compile(r"(?:topic/\d+(?:/\d+)?(?:\.\w+)*|discourse/post/\d+)@([\w.-]+)")
_TOPIC = re.compile(r"https?://([\w.-]+(?::\d+)?(?:/[\w-]+)?)/t/(?:([^/\s<>\"]+)/)?(\d+)(?:/(\d+))?")
_ISSUE = re.compile(r"([\w.-]+/[\w.-]+)/((?:issues|pull)/\d+)(?:/(?:c?(\d+)|[\w/]+))?@github\.com")
_TO_US = {"author", "mention", "assign", "review_requested", "your_activity"}
"""Why GitHub writes to somebody about what was said to them; of the rest they are told because they watch."""
_FOOTER = re.compile(r"\n-{3,}\s*\n.*\Z", re.DOTALL)
_SIGNED = re.compile(
    r"\b(?:dkim|dmarc)\s*=\s*pass\b[^;]*?\bheader\.(?:i|d|from)\s*=\s*(?:[^\s;@]*@)?([\w.-]+)", re.IGNORECASE
)
_DIRECT = ("message", "invitation", "connection")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a notification mail tells of."""

    kind: NoticeKind
    channel: str
    account: str
    """Who did it."""
    name: str
    url: str = ""
    text: str = ""
    """The words themselves, where the mail holds them whole."""
    thread: str = ""
    place: str = ""
    """To whom it went, where it was not to us: a forum."""

    @property
    def visibility(self) -> str:
        """Direct where it was to us alone."""
        return "direct" if self.kind in _DIRECT else "public"


def notice(mail: Mail, *, signed: bool) -> Notice | None:
    """What a mail tells of, or None where it is no notification.

    Args:
        mail: the message.
        signed: the mailbox keeps what its server found out about senders, so that a message without it is no proof.
    """
    if mail.sender is None or not mail.sender.account.startswith("email:"):
        return None
    domain = mail.sender.account.rpartition("@")[2]
    if domain == "github.com":
        return _of_github(mail) if genuine(mail.headers, domain, signed=signed) else None
    network = next((of for name, of in NETWORKS.items() if domain == name or domain.endswith("." + name)), "")
    is_topic = not network and _TOPIC_ID.fullmatch(mail.id) is not None
    if (
        not (network or is_topic)
        or is_discussion(mail.headers)
        or not genuine(mail.headers, domain, signed=signed)
    ):
        return None
    return _of_network(mail, network) if network else _of_forum(mail)


def genuine(headers: Headers, domain: str, *, signed: bool) -> bool:
    """Whether the domain signed it, as the server says that took it in; unknown counts where that server never says."""
    results = headers.get(b"authentication-results")
    if results is None:
        return not signed
    signers = [found.lower() for found in _SIGNED.findall(decode(results))]
    return any(domain == signer or domain.endswith("." + signer) for signer in signers)


def _of_network(mail: Mail, network: str) -> Notice | None:
    subject = " ".join(mail.subject.split())[:300]
    sender = _VIA.sub("", mail.sender.name).strip("() ") if mail.sender else ""
    found = _SUBJECT.match(subject)
    if found:
        kind: NoticeKind = next(kind for kind in _SAID if found[kind])
        who, handle = _OTHERS.sub("", found["who"]).strip("\u201c\u201d\"' "), found["handle"] or ""
        if sender.lower().startswith(who.lower() + " "):
            who = sender
    elif kinds := [kind for kind, said in _FROM_SENDER.items() if said.match(subject)]:
        kind, who, handle = kinds[0], sender, ""
    else:
        return None
    if not who or who.lower() in _NOBODY:
        return None
    at = _POST.search(mail.text) if network == "linkedin" else None
    return Notice(
        kind=kind,
        channel=network,
        account=_account(network, who, handle, mail.text),
        name=who.lstrip("@"),
        url="https://www.linkedin.com/" + at[1].replace("%3A", ":").replace("%3a", ":") if at else "",
    )


def _account(network: str, who: str, handle: str, text: str) -> str:
    """The account at the profile that the text links to for that name, else the handle, else the name."""
    if network == "linkedin":
        words = [word for word in re.split(r"\W+", _plain(who)) if len(word) > 2]
        slugs = dict.fromkeys(
            slug for slug in _PROFILE.findall(text) if any(word in _plain(slug) for word in words)
        )
        if len(slugs) == 1:
            return account_at(f"linkedin.com/in/{next(iter(slugs))}") or f"linkedin:name:{who.lower()}"
    if network == "x" and (found := _HANDLE.fullmatch(handle or who)):
        return f"x:@{found[1].lower()}"
    if network == "instagram" and re.fullmatch(r"[\w.]{1,30}", who):
        return f"instagram:{who.lower()}"
    return f"{network}:name:{' '.join(who.lower().split())}"


def _plain(text: str) -> str:
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))


def _of_github(mail: Mail) -> Notice | None:
    """An issue, a request or a comment, as GitHub's headers say who wrote it and why we were told."""
    found, login = (
        _ISSUE.fullmatch(mail.id),
        decode(mail.headers.get(b"x-github-sender", b"")).strip().lower(),
    )
    if not found or not login or login.endswith("[bot]"):
        return None
    repository, thread, number = found.groups()
    reason = decode(mail.headers.get(b"x-github-reason", b"")).strip().lower()
    us = next((who.account for who in mail.cc if not who.account.endswith("@noreply.github.com")), "")
    page = f"https://github.com/{repository}/{thread}"
    body = from_html(mail.text) if mail.is_html else mail.text
    return Notice(
        kind="mention" if reason == "mention" else "comment" if number else "post",
        channel="github",
        account=f"github:{login}",
        name=mail.sender.name if mail.sender else login,
        url=f"{page}#issuecomment-{number}" if number and number.isdigit() else page,
        text=clean(body.rpartition("\n-- \n")[0] or body),
        thread=f"github.com/{repository}/{thread}",
        place=us if us and reason in _TO_US else f"github:{repository.lower()}",
    )


def _of_forum(mail: Mail) -> Notice | None:
    """A post in a forum that runs on Discourse: its mail names the topic, and holds the post itself."""
    body = from_html(mail.text) if mail.is_html else mail.text
    topics = [*_TOPIC.finditer(decode(mail.headers.get(b"list-archive", b""))), *_TOPIC.finditer(mail.text)]
    who = _VIA.sub("", mail.sender.name).strip() if mail.sender else ""
    if not topics or not who:
        return None
    site, _, topic, _ = topics[0].groups()
    same = [found for found in topics if (found[1], found[3]) == (site, topic)]
    number = next((found[4] for found in same if found[4]), "")
    direct = "[PM]" in mail.subject
    opens = number in {"", "1"} and not mail.reply_to
    site = site.lower()
    name = who.lower() if re.fullmatch(r"[\w.-]+", who) else f"name:{who.lower()}"
    return Notice(
        kind="message" if direct else "post" if opens else "reply",
        channel="forum",
        account=f"discourse:{site}/{name}",
        name=who,
        url=next((found[0] for found in same if found[4]), same[0][0]),
        text=clean(_FOOTER.sub("", body)),
        thread=f"{site}:{topic}",
        place=f"discourse:{site}" if opens and not direct else "",
    )
