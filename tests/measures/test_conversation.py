"""What is a conversation in public, and what is an announcement."""

from __future__ import annotations

from datetime import UTC, datetime

from heard.model import Estimate, Export, Interaction, Missing, Profile

NOW = datetime(2026, 11, 1, tzinfo=UTC)
START_US = 1_770_000_000_000_000
ME, DANA = "email:ines@larkfield.example", "email:dana@northwind.example"
CHANNEL = "linkedin"


def said(
    number: int, actor: str, to: str = "", kind: str = "reply", thread: str = "topic", **more
) -> Interaction:
    return Interaction(
        key=f"{thread} {number}", kind=kind, channel=CHANNEL, actor=actor, to=(to,) if to else (), thread=thread,
        happened_us=START_US + number * 3_600_000_000, text="The belt runs.", visibility="public", **more,
    )  # fmt: skip


def asked(home, *facts: Interaction):
    people = (Profile(account=ME, name="Ines Okafor", owner=True), Profile(account=DANA, name="Dana Reyes"))
    export = Export(source="discourse", owner=ME)
    home.ledger.add(export, [*people, *facts], path="x", sha256="x", imported_at=NOW)
    return home.review(now=NOW).channels[CHANNEL].evidence.meaning


def test_a_public_thread_in_which_both_sides_spoke_is_a_conversation_that_nobody_opened(home):
    found = asked(home, said(1, DANA, kind="post"), said(2, ME, DANA), said(3, DANA, ME))
    assert found.conversations.value == 1
    assert isinstance(found.meaningful_share, Estimate)
    assert found.meaningful_share.value > 0.5
    assert isinstance(found.reply_rate, Missing), "in public nobody owes an answer"


def test_where_the_others_side_is_not_seen_there_is_no_conversation_and_no_silence_either(home):
    found = asked(home, said(1, ME, DANA), said(2, ME, DANA, thread="another"))
    assert found.conversations.value == 0
    assert isinstance(found.reply_rate, Missing)


def test_an_answer_is_no_announcement(home):
    post, answer = said(1, ME, kind="post"), said(2, ME, DANA)
    comment = said(3, ME, kind="comment", thread="film", reply_to="somebody else's")
    assert asked(home, post, answer, comment).own_posts.value == 1
