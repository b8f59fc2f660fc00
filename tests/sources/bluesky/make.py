"""Makes the repositories of the golden cases: real CAR files with invented people."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import libipld

HERE = Path(__file__).parent
ME, SAM, DANA = (
    "did:plc:ines22okafor22larkfield2",
    "did:plc:samito222samito222samito2",
    "did:plc:dana22reyes22dana22reyes2",
)
SIGNED = b"\1" * 64
ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"


def tid(when, clock=0):
    """The key of a record written then."""
    number = int(datetime.fromisoformat(when).timestamp() * 1_000_000) << 10 | clock
    return "".join(ALPHABET[number >> shift & 31] for shift in range(60, -1, -5))


def varint(number):
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


class Blocks:
    """Blocks, which a file holds from the root down."""

    def __init__(self):
        self.held = {}

    def put(self, value):
        block = libipld.encode_dag_cbor(value)
        cid = b"\x01\x71\x12\x20" + hashlib.sha256(block).digest()
        self.held[cid] = block
        return cid

    def car(self, root):
        header = libipld.encode_dag_cbor({"roots": [root], "version": 1})
        order = [root, *(cid for cid in reversed(self.held) if cid != root)]
        parts = [varint(len(header)) + header]
        parts += [varint(len(cid) + len(self.held[cid])) + cid + self.held[cid] for cid in order]
        return b"".join(parts)


def layer(name):
    """How high a name stands in the tree: pairs of zero bits that its hash begins with."""
    bits = bin(int.from_bytes(hashlib.sha256(name.encode()).digest()) | 1 << 256)[3:]
    return (len(bits) - len(bits.lstrip("0"))) // 2


def tree(blocks, items, height):
    """The node above some names and their CIDs."""
    node = {"l": None, "e": []}
    between, last = [], ""

    def below():
        return tree(blocks, between, height - 1) if between else None

    for name, cid in items:
        if layer(name) < height:
            between.append((name, cid))
            continue
        if node["e"]:
            node["e"][-1]["t"] = below()
        else:
            node["l"] = below()
        between = []
        shared = next(
            (at for at, (a, b) in enumerate(zip(last, name, strict=False)) if a != b),
            min(len(last), len(name)),
        )
        node["e"].append({"p": shared, "k": name[shared:].encode(), "v": cid, "t": None})
        last = name
    if node["e"]:
        node["e"][-1]["t"] = below()
    else:
        node["l"] = below()
    return blocks.put(node)


def repository(records, did=ME, rev="2026-05-10T08:00:00+00:00", put=Blocks.put):
    """A CAR file that holds records by name."""
    blocks = Blocks()
    items = sorted((name, put(blocks, record)) for name, record in records.items())
    root = tree(blocks, items, max((layer(name) for name, _ in items), default=0))
    commit = {"did": did, "version": 3, "data": root, "rev": tid(rev), "prev": None, "sig": SIGNED}
    return blocks.car(blocks.put(commit))


def ref(uri):
    return {"uri": uri, "cid": "bafyreiamdgrjjh23dtswfht5bkgyohow6vshfafryvyqwoolznyfp2gs3q"}


def facet(text, part, **feature):
    start = text.encode().index(part.encode())
    kind, value = next(iter(feature.items()))
    name = {"did": "mention", "uri": "link", "tag": "tag"}[kind]
    return {
        "index": {"byteStart": start, "byteEnd": start + len(part.encode())},
        "features": [{"$type": f"app.bsky.richtext.facet#{name}", kind: value}],
    }


def post(text, created, **more):
    return {"$type": "app.bsky.feed.post", "text": text, "createdAt": created, "langs": ["en"], **more}


def subject(collection, target, created):
    return {"$type": collection, "subject": target, "createdAt": created}


WHEN = [f"2026-05-0{day}T08:00:00.{day:03}Z" for day in range(1, 10)]
KEYS = [tid(when) for when in WHEN]
OURS = [f"at://{ME}/app.bsky.feed.post/{key}" for key in KEYS]
THEIRS = f"at://{SAM}/app.bsky.feed.post/{tid('2026-04-30T10:00:00+00:00')}"
LINKED = "Grüße @dana.example, the checklist: larkfield.example/che... #pumps"
WHOLE = {
    f"app.bsky.feed.post/{KEYS[0]}": post(
        LINKED,
        WHEN[0],
        facets=[
            facet(LINKED, "@dana.example", did=DANA),
            facet(LINKED, "larkfield.example/che...", uri="https://larkfield.example/checklist"),
            facet(LINKED, "#pumps", tag="pumps"),
        ],
    ),
    f"app.bsky.feed.post/{KEYS[1]}": post(
        "At 40 Hz, in all three.", WHEN[1], reply={"root": ref(THEIRS), "parent": ref(THEIRS)}
    ),
    f"app.bsky.feed.post/{KEYS[2]}": post(
        "And a second thought.", WHEN[2], reply={"root": ref(OURS[0]), "parent": ref(OURS[0])}
    ),
    f"app.bsky.feed.post/{KEYS[3]}": post(
        "This is how to ask.", WHEN[3], embed={"$type": "app.bsky.embed.record", "record": ref(THEIRS)}
    ),
    f"app.bsky.feed.post/{KEYS[4]}": post(
        "With a picture.",
        WHEN[4],
        embed={
            "$type": "app.bsky.embed.recordWithMedia",
            "record": {"$type": "app.bsky.embed.record", "record": ref(OURS[0])},
            "media": {"$type": "app.bsky.embed.images", "images": []},
        },
    ),
    f"app.bsky.feed.post/{KEYS[5]}": post("Brought from another network.", "2019-03-02T07:00:00.000Z"),
    f"app.bsky.feed.like/{KEYS[6]}": subject("app.bsky.feed.like", ref(THEIRS), WHEN[6]),
    f"app.bsky.feed.like/{KEYS[7]}": subject("app.bsky.feed.like", ref(THEIRS), WHEN[6]),
    f"app.bsky.feed.repost/{KEYS[7]}": subject("app.bsky.feed.repost", ref(THEIRS), WHEN[7]),
    f"app.bsky.graph.follow/{KEYS[8]}": subject("app.bsky.graph.follow", SAM, WHEN[8]),
    f"app.bsky.graph.block/{KEYS[8]}": subject("app.bsky.graph.block", DANA, WHEN[8]),
    f"com.example.blog.entry/{KEYS[8]}": {"$type": "com.example.blog.entry", "title": "Elsewhere"},
    "app.bsky.actor.profile/self": {
        "$type": "app.bsky.actor.profile",
        "displayName": "Ines Okafor",
        "description": "Predictive maintenance, Larkfield Consulting",
    },
}


LIST = f"at://{ME}/app.bsky.graph.list/{KEYS[0]}"
VIDEO = "A pump at 40 Hz, heard from below."
EVERY = {
    f"app.bsky.feed.post/{KEYS[0]}": post(
        "Read this:",
        WHEN[0],
        embed={
            "$type": "app.bsky.embed.external",
            "external": {"uri": "https://larkfield.example/guide", "title": "The guide", "description": "How pumps age"},
        },
        tags=["pumps"],
        labels={"$type": "com.atproto.label.defs#selfLabels", "values": []},
    ),
    f"app.bsky.feed.post/{KEYS[1]}": post(VIDEO, WHEN[1], embed={"$type": "app.bsky.embed.video", "alt": "A pump"}),
    f"app.bsky.feed.post/{KEYS[2]}": post(
        "An answer that shows another post.",
        WHEN[2],
        reply={"root": ref(THEIRS), "parent": ref(f"at://{DANA}/app.bsky.feed.post/{KEYS[1]}")},
        embed={
            "$type": "app.bsky.embed.recordWithMedia",
            "record": {"$type": "app.bsky.embed.record", "record": ref(THEIRS)},
            "media": {"$type": "app.bsky.embed.external", "external": {"uri": "https://larkfield.example"}},
        },
    ),
    f"app.bsky.feed.post/{KEYS[3]}": post(
        "Hello @sam.example", "2023-04-30T08:00:00Z", entities=[{"index": {"start": 6, "end": 18}, "type": "mention", "value": SAM}]
    ),
    f"app.bsky.feed.like/{KEYS[4]}": subject("app.bsky.feed.like", ref(THEIRS), WHEN[4]) | {"via": ref(THEIRS)},
    f"app.bsky.feed.like/{KEYS[5]}": subject(
        "app.bsky.feed.like", ref(f"at://{DANA}/app.bsky.feed.generator/pumps"), WHEN[5]
    ),
    f"app.bsky.feed.repost/{KEYS[5]}": subject("app.bsky.feed.repost", ref(THEIRS), WHEN[5]) | {"via": ref(THEIRS)},
    f"app.bsky.graph.follow/{KEYS[6]}": subject("app.bsky.graph.follow", "did:web:larkfield.example", WHEN[6]),
    f"app.bsky.graph.list/{KEYS[0]}": {
        "$type": "app.bsky.graph.list", "purpose": "app.bsky.graph.defs#curatelist", "name": "Pumps", "createdAt": WHEN[0],
    },
    f"app.bsky.graph.listitem/{KEYS[0]}": subject("app.bsky.graph.listitem", SAM, WHEN[0]) | {"list": LIST},
    f"app.bsky.graph.starterpack/{KEYS[0]}": {
        "$type": "app.bsky.graph.starterpack", "list": LIST, "name": "Pump people", "createdAt": WHEN[0],
    },
    f"app.bsky.graph.verification/{KEYS[0]}": subject("app.bsky.graph.verification", SAM, WHEN[0]) | {"handle": "sam.example"},
    f"app.bsky.feed.threadgate/{KEYS[0]}": {"$type": "app.bsky.feed.threadgate", "post": OURS[0], "createdAt": WHEN[0]},
    f"app.bsky.feed.postgate/{KEYS[0]}": {"$type": "app.bsky.feed.postgate", "post": OURS[0], "createdAt": WHEN[0]},
    "app.bsky.actor.profile/self": {
        "$type": "app.bsky.actor.profile", "displayName": "Ines Okafor", "pronouns": "she/her", "website": "https://larkfield.example",
        "pinnedPost": ref(OURS[0]), "createdAt": "2023-04-30T08:00:00Z",
    },
}  # fmt: skip
"""Every collection of Bluesky's own, with the fields that most records lack."""


def write(case, name, content):
    path = HERE / case / "export" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main():
    write("2026", "repo.car", repository(WHOLE))
    write("every-collection", "repo.car", repository(EVERY))
    odd = dict(WHOLE) | {
        f"app.bsky.feed.post/{KEYS[8]}": {"$type": "app.bsky.feed.post", "text": 7, "createdAt": WHEN[8]},
        "app.bsky.feed.post/my-own-key": post("No date at all.", "yesterday"),
        f"app.bsky.feed.like/{KEYS[5]}": {"$type": "app.bsky.feed.like", "createdAt": WHEN[5]},
    }
    write("odd-records", "export.bin", repository(odd))
    write("odd-records", "chat.jsonl", b'{"$type":"chat.bsky.convo.defs#messageView","text":"Tuesday?"}\n')
    write("odd-records", "blobs/bafkreia.jpg", b"\xff\xd8\xff\xe0")
    write("odd-records", "notes.txt", b"my own notes\n")
    content = repository(WHOLE)
    write("broken-off", "repo.car", content[: len(content) * 3 // 4])
    write("damaged", "repo.car", content.replace(b"in all three", b"in all th\0ee"))
    write("empty", "repo.car", repository({}))
    write("two-accounts", "ines.car", repository({key: WHOLE[key] for key in [*WHOLE][:1]}))
    sams = {f"app.bsky.feed.post/{THEIRS[-13:]}": post("At what speed?", "2026-04-30T10:00:00.000Z")}
    write("two-accounts", "sam.car", repository(sams, SAM, "2026-05-01T00:00:00+00:00"))


if __name__ == "__main__":
    main()
