"""Makes the archives of the golden cases, in the layouts that Mastodon writes, with invented people."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
HOST = "https://social.example"
ME = f"{HOST}/users/Ines"
SAM, DANA = "https://other.example/users/sam", f"{HOST}/users/dana"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
FOLLOWERS = f"{ME}/followers"
CONTEXT = [
    "https://www.w3.org/ns/activitystreams",
    {"ostatus": "http://ostatus.org#", "toot": "http://joinmastodon.org/ns#"},
]
ACTOR = {
    "@context": [*CONTEXT, "https://w3id.org/security/v1"],
    "id": ME,
    "type": "Person",
    "following": f"{ME}/following",
    "inbox": f"{ME}/inbox",
    "outbox": "outbox.json",
    "preferredUsername": "Ines",
    "name": "Ines Okafor",
    "summary": '<p>Predictive maintenance, <a href="https://larkfield.example">Larkfield Consulting</a></p>',
    "url": f"{HOST}/@Ines",
    "published": "2019-04-01T00:00:00Z",
    "alsoKnownAs": ["https://earlier.example/users/ines"],
    "publicKey": {"id": f"{ME}#main-key", "owner": ME, "publicKeyPem": "invented"},
    "likes": "likes.json",
    "bookmarks": "bookmarks.json",
}


def mention(href, name):
    return {"type": "Mention", "href": href, "name": name}


def link(href, name):
    return f'<span class="h-card"><a href="{href}" class="u-url mention">@<span>{name}</span></a></span>'


def note(number, content, to=(PUBLIC,), cc=(FOLLOWERS,), **more):
    uri = f"{ME}/statuses/{number}"
    published = f"2023-02-{number % 28 + 1:02}T08:00:00Z"
    return {
        "id": f"{uri}/activity",
        "type": "Create",
        "actor": ME,
        "published": published,
        "to": [*to],
        "cc": [*cc],
        "object": {
            "id": uri,
            "type": "Note",
            "summary": None,
            "inReplyTo": None,
            "published": published,
            "url": f"{HOST}/@Ines/{number}",
            "attributedTo": ME,
            "to": [*to],
            "cc": [*cc],
            "sensitive": False,
            "atomUri": uri,
            "inReplyToAtomUri": None,
            "conversation": f"tag:social.example,2023-02-01:objectId={number}:objectType=Conversation",
            "content": content,
            "contentMap": {"en": content},
            "attachment": [],
            "tag": [],
            "replies": {
                "id": f"{uri}/replies",
                "type": "Collection",
                "first": {"type": "CollectionPage", "items": []},
            },
        }
        | more,
    }


def boost(number, post, author, **more):
    return {
        "id": f"{ME}/statuses/{number}/activity",
        "type": "Announce",
        "actor": ME,
        "published": f"2023-03-{number % 28 + 1:02}T08:00:00Z",
        "to": [PUBLIC],
        "cc": [author, FOLLOWERS],
        "object": post,
    } | more


LONG = (
    '<p>The checklist: <a href="https://larkfield.example/downtime/checklist" rel="nofollow"><span class="invisible">https://'
    '</span><span class="ellipsis">larkfield.example/downtime/che</span><span class="invisible">cklist</span></a></p>'
    "<p>Grüße &amp; thanks</p>"
)
QUOTING = '<p class="quote-inline">RE: <a href="https://other.example/@sam/77">other.example/@sam/77</a></p><p>This is how to ask.</p>'
ITEMS = [
    note(101, LONG),
    note(102, "<p>And a second thought.</p>", inReplyTo=f"{ME}/statuses/101"),
    note(
        103,
        f"<p>{link(SAM, 'sam')} {link(DANA, 'dana')} at 40 Hz, in all three.<br />Listen at night.</p>",
        cc=(FOLLOWERS, SAM, DANA),
        inReplyTo=f"{SAM}/statuses/9",
        conversation="https://other.example/contexts/9",
        tag=[mention(SAM, "@sam@other.example"), mention(DANA, "@dana")],
        updated="2023-02-20T08:00:00Z",
    ),
    note(
        104,
        f"<p>{link(DANA, 'dana')} the address is 4 Mill Lane.</p>",
        to=(DANA,),
        cc=(),
        tag=[mention(DANA, "@dana")],
    ),
    note(105, "<p>To those who follow.</p>", to=(FOLLOWERS,), cc=(), summary="about prices"),
    note(106, "<p>Not on the front page.</p>", to=(FOLLOWERS,), cc=(PUBLIC,)),
    note(
        107,
        f"<p>{link(SAM, 'sam')} what it answered was deleted.</p>",
        tag=[
            mention(SAM, "@sam@other.example"),
            {"type": "Hashtag", "href": f"{HOST}/tags/pumps", "name": "#pumps"},
        ],
    ),
    note(
        108,
        "<p>Which one?</p>",
        type="Question",
        oneOf=[
            {"type": "Note", "name": "The seal", "replies": {"type": "Collection", "totalItems": 3}},
            {"type": "Note", "name": "The bearing", "replies": {"type": "Collection", "totalItems": 4}},
        ],
        endTime="2023-02-28T08:00:00Z",
        votersCount=7,
    ),
    note(109, "<p>An answer to other software.</p>", inReplyTo="https://kettle.example/objects/0b1c"),
    note(
        110,
        f"<p>{link('https://new.example/ap/users/115', 'bo')} agreed.</p>",
        inReplyTo="https://new.example/ap/users/115/statuses/3",
        tag=[mention("https://new.example/ap/users/115", "@bo@new.example")],
    ),
    note(111, QUOTING, quote=f"{SAM}/statuses/77", quoteUri=f"{SAM}/statuses/77"),
    {**note(112, "<p>With the second context of 4.2.</p>"), "@context": []},
    boost(201, f"{SAM}/statuses/10", SAM),
    boost(202, "https://kettle.example/objects/7f", "https://kettle.example/actors/kit"),
    boost(203, f"{ME}/statuses/101", ME),
]
LIKES = [f"{SAM}/statuses/9", "https://other.example/@sam/12", "https://kettle.example/objects/7f"]


NEW = f"{HOST}/ap/users/116000000000000001"
"""The address of an account since Mastodon 4.5: a number."""
SERVICE = ACTOR | {
    "id": NEW,
    "type": "Service",
    "webfinger": "Ines@social.example",
    "movedTo": "https://later.example/users/ines",
    "attachment": [
        {
            "type": "PropertyValue",
            "name": "Web",
            "value": '<a href="https://larkfield.example">larkfield.example</a>',
        }
    ],
}
PICTURE = {
    "type": "Document",
    "mediaType": "image/png",
    "url": "/indiewebsocial/media_attachments/files/110/original/a.png",
    "name": "A pump, opened",
    "blurhash": "UKI,",
    "focalPoint": [0.0, 0.0],
    "width": 800,
    "height": 600,
}


def renumbered(item):
    """The same of an account whose address is a number."""
    return json.loads(json.dumps(item).replace(f"{ME}/", f"{NEW}/").replace(f'"{ME}"', f'"{NEW}"'))


NEWER = [
    renumbered(item)
    for item in (
        note(301, "", attachment=[PICTURE, PICTURE | {"name": None}]),
        note(
            302,
            "<p>Which two? :pump:</p>",
            type="Question",
            anyOf=[
                {"type": "Note", "name": name, "replies": {"type": "Collection", "totalItems": 1}}
                for name in ("Seal", "Shaft")
            ],
            tag=[{"type": "Emoji", "name": ":pump:", "icon": {"type": "Image", "url": f"{HOST}/pump.png"}}],
            closed="2023-02-28T08:00:00Z",
        ),
        note(
            303,
            QUOTING,
            quote=f"{SAM}/statuses/77",
            _misskey_quote=f"{SAM}/statuses/77",
            quoteUri=f"{SAM}/statuses/77",
            interactionPolicy={"canQuote": {"automaticApproval": [PUBLIC]}},
        ),
        note(304, "<p>To myself, again.</p>", inReplyTo=f"{ME}/statuses/301"),
        boost(305, f"{ME}/statuses/302", ME),
    )
]


def dumped(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def outbox(items, total=None, twice=True):
    """outbox.json as servers write it: by default with the list twice, first empty."""
    first = '"orderedItems":[],' if twice else ""
    begin = f'{{"@context":"https://www.w3.org/ns/activitystreams","id":"outbox.json","type":"OrderedCollection","totalItems":{total or len(items)},'
    return f'{begin}{first}"orderedItems":[{",".join(map(dumped, items))}]}}'


def collection(name, items, **more):
    context = "https://www.w3.org/ns/activitystreams"
    return dumped(
        {"@context": context, "id": name, "type": "OrderedCollection", **more, "orderedItems": items}
    )


def files(items=ITEMS, **more):
    """The files of an archive, in the order in which Mastodon writes them."""
    return {
        "media_attachments/files/110/original/a.png": "\x89PNG",
        "media_attachments/files/111/original/b.png": "\x89PNG",
        "outbox.json": outbox(items),
        "likes.json": collection("likes.json", LIKES),
        "bookmarks.json": collection("bookmarks.json", LIKES[:1]),
        "actor.json": dumped(ACTOR),
        "avatar.png": "\x89PNG",
        "header.jpg": "\xff\xd8",
    } | more


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content.encode())
            tar.addfile(info, io.BytesIO(content.encode()))
    return out.getvalue()


def write(case, name, content):
    path = HERE / case / "export" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


FOLLOWING = (
    "Account address,Show boosts,Notify on new posts,Languages\n"
    'sam@other.example,true,false,"en, de"\nDana@social.example,true,false,\nnobody,true,false,\n'
)


def main():
    write("zip", "archive-20230401080000-0123456789abcdef0123456789abcdef.zip", zipped(files()))
    old = files(
        ITEMS[:4],
        **{
            "outbox.json": outbox(ITEMS[:4], total=3, twice=False),
            "likes.json": collection("likes.json", LIKES, totalItems=3),
            "actor.json": dumped(ACTOR | {"privateKey": "-----BEGIN RSA PRIVATE KEY----- invented"}),
        },
    )
    packed = tarred(old)
    name = "archive-20190601080000-0123456789abcdef0123456789abcdef.tar.gz"
    write("tar", name, packed)
    write("tar-in-a-folder", f"downloads/{name}", packed)
    write("tar-in-a-folder", "downloads/following_accounts.csv", FOLLOWING)
    whole = tarred(files() | {"outbox.json": outbox(ITEMS, twice=False)})
    write("tar-broken-off", name, whole[: len(whole) * 3 // 5])
    for file, content in files(ITEMS[:2]).items():
        pretty = json.dumps(json.loads(content), indent=2) if file.endswith(".json") else content
        write("pretty", f"mine/{file}", pretty)
    write("pretty", "mine/following_accounts.csv", FOLLOWING)
    write(
        "pretty", "mine/muted_accounts.csv", "Account address,Hide notifications\nbore@other.example,true\n"
    )
    write("pretty", "mine/blocked_accounts.csv", "bad@other.example\n")
    write("pretty", "mine/notes.txt", "my own notes\n")
    write("following", "following_accounts.csv", FOLLOWING)
    newer = files(NEWER, **{"actor.json": dumped(SERVICE), "outbox.json": outbox(NEWER, twice=False)})
    for file, content in newer.items():
        write("moved-service", file, content)
    write("moved-service", "lists.csv", "Pump people,sam@other.example\nPump people,dana@social.example\n")
    write("moved-service", "blocked_domains.csv", "#domain\nloud.example\n")
    write("moved-service", "bookmarks.csv", f"{SAM}/statuses/9\n")
    write("moved-service", "blocked_accounts.csv", "bad@other.example\n")
    broken = [dumped(item) for item in ITEMS[:6]]
    broken[1] = broken[1][:-1]
    broken[3] = dumped(ITEMS[3] | {"object": 7})
    broken[4] = broken[4].replace("2023-02-22T08:00:00Z", "some day")
    body = f'{{"id":"outbox.json","type":"OrderedCollection","orderedItems":[{",".join(broken)}]}}'
    write("damaged", "outbox.json", body)
    write("damaged", "actor.json", dumped(ACTOR | {"preferredUsername": 7}))
    write("damaged", "likes.json", "<!DOCTYPE html><html><body>Log in</body></html>")
    write("damaged", "following_accounts.csv", "sam@other.example\n")


if __name__ == "__main__":
    main()
