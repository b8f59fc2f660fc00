"""Two kinds of mail that are not what they seem: Facebook's notifications, and a robot that signs as a person."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta

from examples.story.mail import ME, Address, Mail, Threads
from examples.story.people import Person
from examples.story.places import regulars
from examples.story.speech import case, say
from examples.story.talk import BERLIN, at_work, some_day
from examples.story.truth import END, START

_CRAWLER = Address(name="Hanna Weir", email="hanna.weir@sitecheck.example")


def facebook(people: dict[str, Person]) -> Threads:
    """Now and then somebody of the trade writes below a link that she posted there; the export of Facebook does not tell."""
    rng = random.Random("larkfield facebook mails")
    crowd = regulars(people)
    few = rng.sample(crowd.peers, 5) + rng.sample(crowd.market, 2)
    threads: Threads = []
    for _ in range(13):
        person, when = rng.choice(few), at_work(rng, some_day(rng))
        if when < END:
            text = f"{person.name} commented on your post.\n\n\u201c{say(rng, 'COMMENT', case(rng))}\u201d\n\nView on Facebook: https://www.facebook.com/n/?ines.okafor.larkfield/posts/1\n\n========================================\nThis message was sent to {ME.email}. To stop receiving these emails, unsubscribe."
            threads.append([Mail(
                sender=Address(name="Facebook", email="notification@facebookmail.com"), to=[ME], when=when, subject=f"{person.name} commented on your post", text=text,
                headers=("X-Facebook-Notify: feed_comment", "List-Unsubscribe: <https://www.facebook.com/o.php>"), labels="Category Social,Unread",
            )])  # fmt: skip
    return threads


def crawler() -> Threads:
    """Every other Monday at the same minute, with the same opening, and never an answer."""
    rng = random.Random("larkfield crawler")
    threads: Threads = []
    day = START + timedelta(days=3)
    while day < END.date():
        when = datetime.combine(day, time(6, 17, rng.randrange(4)), BERLIN)
        text = f"Hi Ines, I looked at larkfield.example this morning and found {rng.randrange(3, 40)} pages that load slowly and {rng.randrange(2, 9)} broken links. Shall I send you the list?\n\nHanna\nHanna Weir, Site quality"
        threads.append([Mail(sender=_CRAWLER, to=[ME], when=when, subject="I looked at your site this morning", text=text, labels="Inbox,Opened")])  # fmt: skip
        day += timedelta(days=14)
    return threads
