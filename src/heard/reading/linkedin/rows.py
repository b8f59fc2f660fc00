"""The small files of LinkedIn's archive, each read row by row."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import Any

from heard.model import Interaction, Kind
from heard.reading.csv import Header, Sheet, decode, from_rows
from heard.reading.linkedin.names import Names
from heard.reading.times import PACIFIC, read_time

Row = dict[str, str]
Reader = Callable[[Row, Names], Interaction | str]

URN = re.compile(
    r"(?:urn(?::|%3A)li(?::|%3A)|[-_](?=(?:activity|share|ugcpost)-))(\w+?)(?::|%3A|-)((?:\d+-)?\d{6,})",
    re.IGNORECASE,
)
"""In ``…/feed/update/urn%3Ali%3Ashare%3A7123``, and in the short ``…/posts/ines-okafor_audit-activity-7123-xyz``."""
POSTS = {"share", "ugcpost", "activity", "grouppost"}
"""Kinds of URN that number posts; the numbers of others may be the same."""
COMMENT_URN = re.compile(
    r"comment(?::|%3A)(?:\(|%28)(?:urn:li:)?\w+(?::|%3A)(\d+)(?:,|%2C)(\d+)", re.IGNORECASE
)
RECORD = re.compile(r'^"?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"?,"?(https?://[^,"\r\n]+)"?,', re.MULTILINE)
WRAPPED = re.compile(r'"(\r?\n)"')
UTC_TIMES = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M:%S UTC",
    "%Y/%m/%d %H:%M:%S UTC",
    "%Y/%m/%d %H:%M:%S",
    "%a %b %d %H:%M:%S UTC %Y",
    "%d %b %Y",
)
"""Shares, comments and reactions; endorsements, and shares of 2018; company follows. Those without a zone are in UTC: dates of posts
agree with the time inside their URN to the second in 349 of 349 rows."""
PACIFIC_TIMES = ("%m/%d/%y, %I:%M %p",)
"""Invitations and recommendations are in the time of California, whoever asks: first messages follow their invitations by 480
minutes at least in winter and 420 in summer."""
VISIBILITIES: dict[str, Any] = {"public": "public", "connections": "followers", "member_network": "followers"}
"""Until 2018 the archive told public from connections; MEMBER_NETWORK, which it writes since, may be either."""


def invitations(row: Row, names: Names) -> Interaction | str:
    """An invitation to connect, accepted or open; declined ones and those of a year ago are not in the archive."""
    inviter = names.meet(row["from"], row.get("inviterprofileurl", ""))
    invitee = names.meet(row["to"], row.get("inviteeprofileurl", ""))
    happened = _moment(row["sentat"], PACIFIC_TIMES, PACIFIC)
    message = row.get("message", "")
    if message:
        names.noted.add((inviter, invitee, message))
    return Interaction(
        key=_key("invitation", row["from"].lower(), row["to"].lower(), happened, _sum(message)),
        kind="invitation", channel="linkedin", actor=inviter, to=(invitee,), happened_us=happened,
        text=message, visibility="direct",
    )  # fmt: skip


def shares(row: Row, names: Names) -> Interaction:
    """A post of one's own, or somebody's that was passed on."""
    commentary = WRAPPED.sub(r"\1", row["sharecommentary"])
    link, shared = row["sharelink"], row.get("sharedurl", "")
    of = _post(shared) if "linkedin.com" in shared else None
    passed_on = of is not None or not (commentary or shared or row.get("mediaurl"))
    post = _post(link)
    happened = _moment(row["date"], UTC_TIMES)
    return Interaction(
        key=post or _key("share", names.owner, happened, _sum(link + commentary)),
        kind="share" if passed_on else "post", channel="linkedin", actor=names.owner or None, happened_us=happened,
        thread=post, reply_to=of, title=row.get("sharetitle", ""), text=commentary, url=link,
        visibility="group" if "grouppost" in link.lower() else VISIBILITIES.get(row.get("visibility", "").lower(), "followers"),
    )  # fmt: skip


def reposts(row: Row, names: Names) -> Interaction:
    """Somebody's post that was passed on without a word."""
    return _on_a_post(row, names, "share")


def comments(row: Row, names: Names) -> Interaction:
    """A comment by the owner; whose post it stands under the archive does not say."""
    return _on_a_post(row, names, "comment", text=row["message"])


def reactions(row: Row, names: Names) -> Interaction:
    """A like, or one of its kin, by the owner on a post or on a comment."""
    return _on_a_post(row, names, "reaction", title=row["type"].lower())


def votes(row: Row, names: Names) -> Interaction:
    """An answer to a poll."""
    return _on_a_post(row, names, "reaction", title="vote", text=row["optiontext"])


def _on_a_post(row: Row, names: Names, kind: Kind, title: str = "", text: str = "") -> Interaction:
    happened = _moment(row["date"], UTC_TIMES)
    link = row["link"]
    if on_comment := COMMENT_URN.search(link):
        post, answered = on_comment[1], on_comment[2]
    else:
        post = answered = _post(link) or ""
    return Interaction(
        key=_key(kind, names.owner, happened, answered or _sum(link), title, _sum(text)),
        kind=kind, channel="linkedin", actor=names.owner or None, happened_us=happened,
        thread=post or None, reply_to=answered or None, title=title, text=text, url=link,
        visibility="group" if "grouppost" in link.lower() else "public",
    )  # fmt: skip


def member_follows(row: Row, names: Names) -> Interaction | str:
    """A member whom the owner follows, by name only."""
    if row["status"].lower() != "active":
        return "no longer followed"
    followed = names.meet(row["fullname"])
    happened = _moment(row["date"], UTC_TIMES)
    return Interaction(
        key=_key("follow", names.owner, row["fullname"].lower(), happened),
        kind="follow", channel="linkedin", actor=names.owner or None, to=(followed,), happened_us=happened,
    )  # fmt: skip


def company_follows(row: Row, names: Names) -> Interaction:
    """A company or school page that the owner follows."""
    return _follows(row["organization"], row["followedon"], names)


def hashtag_follows(row: Row, names: Names) -> Interaction | str:
    """A topic that the owner follows."""
    if row.get("state", "").lower() not in {"", "active", "follow", "following"}:
        return "no longer followed"
    return _follows(f"#{row['hashtag'].lstrip('#')}", row["createdtime"], names)


def _follows(what: str, since: str, names: Names) -> Interaction:
    """A page or a topic is no person, so it is the title and not an account."""
    happened = _moment(since, UTC_TIMES)
    return Interaction(
        key=_key("follow", names.owner, what.lower(), happened),
        kind="follow", channel="linkedin", actor=names.owner or None, happened_us=happened, title=what,
    )  # fmt: skip


def endorsements_received(row: Row, names: Names) -> Interaction:
    """Somebody who vouches for a skill of the owner."""
    other = names.meet(
        f"{row['endorserfirstname']} {row['endorserlastname']}", row.get("endorserpublicurl", "")
    )
    return _endorsement(row, names, other, (names.owner,) if names.owner else ())


def endorsements_given(row: Row, names: Names) -> Interaction:
    """A skill of somebody for which the owner vouches."""
    other = names.meet(
        f"{row['endorseefirstname']} {row['endorseelastname']}", row.get("endorseepublicurl", "")
    )
    return _endorsement(row, names, names.owner or None, (other,))


def _endorsement(row: Row, names: Names, actor: str | None, to: tuple[str, ...]) -> Interaction:
    happened = _moment(row["endorsementdate"], UTC_TIMES)
    people = [row[column].lower() for column in sorted(row) if column.endswith(("firstname", "lastname"))]
    return Interaction(
        key=_key("endorsement", names.owner, *people, row["skillname"], happened),
        kind="endorsement", channel="linkedin", actor=actor, to=to, happened_us=happened, title=row["skillname"],
    )  # fmt: skip


def recommendations_received(row: Row, names: Names) -> Interaction:
    """What somebody wrote in favour of the owner."""
    return _recommendation(row, names, "received")


def recommendations_given(row: Row, names: Names) -> Interaction:
    """What the owner wrote in favour of somebody."""
    return _recommendation(row, names, "given")


def _recommendation(row: Row, names: Names, direction: str) -> Interaction:
    name = f"{row['firstname']} {row['lastname']}"
    other = names.meet(name, title=row.get("jobtitle", ""), company=row.get("company", ""))
    mine = names.owner or None
    happened = _moment(row["creationdate"], PACIFIC_TIMES, PACIFIC)
    return Interaction(
        key=_key("recommendation", direction, names.owner, name.lower(), happened),
        kind="recommendation", channel="linkedin", happened_us=happened, text=row["text"],
        actor=other if direction == "received" else mine,
        to=(other,) if direction == "given" else (mine,) if mine else (),
        visibility="public" if row["status"].upper() == "VISIBLE" else "direct",
    )  # fmt: skip


def notes(row: Row, names: Names) -> Interaction:
    """What the owner wrote down about somebody, for no eyes but their own."""
    name = f"{row['connectionfirstname']} {row['connectionlastname']}"
    about = names.meet(name, row["connectionprofileurl"])
    written = row.get("createdon", "")
    happened = _moment(written, (*UTC_TIMES, *PACIFIC_TIMES)) if written else None
    return Interaction(
        key=_key("note", names.owner, about, happened, _sum(row["note"])),
        kind="mention", channel="linkedin", actor=names.owner or None, mentioned=(about,), happened_us=happened,
        text=row["note"], visibility="direct",
    )  # fmt: skip


def split_comments(content: bytes, header: Header) -> Sheet | None:
    r"""The table of Comments.csv, which is no CSV: a comment of several lines without a comma stands there unquoted.

    A record begins where a date and an address do; the rest, up to the next, is the comment. Quotes are doubled in it, or since
    2026 escaped as ``\"``. None if nothing in the file begins like that.
    """
    text, encoding = decode(content)
    text = text.replace("\r\n", "\n")
    begins = sum(map(len, text.split("\n")[: header.line])) + header.line
    found = [*RECORD.finditer(text, begins)]
    if not found:
        return None
    ends = [match.start() for match in found[1:]] + [len(text)]
    cells = [
        [match[1], match[2], unquoted(text[match.end() : end])]
        for match, end in zip(found, ends, strict=True)
    ]
    lines = [text.count("\n", 0, match.start()) + 1 for match in found]
    before = text[begins : found[0].start()].strip()
    problems = {header.line + 1: "does not begin like a comment; it was left out"} if before else {}
    return from_rows(content, header, cells, lines, problems, encoding)


def unquoted(text: str) -> str:
    """A comment without the marks that some eras put around it."""
    text = text.removesuffix("\n")
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
        return re.sub(r'""|\\"', '"', text)
    return text


def _post(link: str) -> str | None:
    """The number in a post's URN, without the group's before it: the network's own id."""
    found = URN.search(link)
    if found is None:
        return None
    number, kind = found[2].rpartition("-")[2], found[1].lower()
    return number if kind in POSTS else f"{kind}:{number}"


def _moment(text: str, formats: tuple[str, ...], zone: Any = None) -> int:
    moment = read_time(text, formats, zone) if zone else read_time(text, formats)
    if moment is None:
        raise ValueError(
            f"has a date that Heard does not understand ({text[:40]!r}); if a spreadsheet changed it, add the zip as LinkedIn sent it"
        )
    return moment


def _key(*parts: object) -> str:
    return ":".join(map(str, parts))


def _sum(text: str) -> int:
    """What was said, as a checksum: a key may be shown where the text may not."""
    return zlib.crc32(text.encode())
