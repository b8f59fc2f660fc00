"""What voices and listen print with --json."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from heard.api import Heard, VoicesFound
from heard.faces.formats import answer_json
from heard.measures.voices import Speaker


def voices_json(found: VoicesFound) -> dict[str, Any]:
    """Who speaks about a topic; here with the numbers, which the terminal does not show of anybody."""
    return {
        "as_of": found.as_of.isoformat(),
        "topics": list(found.topics),
        "voices": [_speaker(each) for each in found.voices.others],
        "ours": [_speaker(each) for each in found.voices.ours],
        "usual": answer_json(found.voices.usual),
        "findings": [asdict(each) for each in found.findings],
        "skipped": [asdict(each) for each in found.skipped],
        "not_shown": {"speak about it too": found.voices.more, "too seldom": found.voices.too_few},
    }


def heard_json(found: Heard) -> dict[str, Any]:
    """What is to be heard on each channel."""
    return {
        "as_of": found.as_of.isoformat(),
        "channels": {
            each.channel: {
                "since": each.since,
                "done": each.done,
                "done_on": each.done_on or None,
                "spoke": each.spoke or None,
                "measures": {name: answer_json(answer) for name, answer in each.measures().items()},
                "topics": [asdict(topic) for topic in each.topics],
                "speakers": list(each.speakers),
                "questions": [asdict(question) for question in each.questions],
                "more_questions": each.more_questions,
            }
            for each in found.channels
        },
        "findings": [asdict(each) for each in found.findings],
    }


def _speaker(found: Speaker) -> dict[str, Any]:
    return {
        "name": found.name,
        "title": found.title,
        "company": found.company,
        "posts": found.posts,
        "weeks": found.weeks,
        "often": answer_json(found.often),
        "answered": answer_json(found.answered),
        "more_than_usual": found.more,
        "helps": found.helps,
        "sentences": [{"text": each.text} | asdict(each.evidence) for each in found.sentences],
    }
