"""Who is to be met where: the same people turn up on the blog, in the forum, among friends and under photos."""

from __future__ import annotations

import random
from typing import NamedTuple

from examples.story.people import Person, plain

NAMED = ("Sam Ito", "Erik Dahl", "Marit Solheim", "Nadia Ferris", "Hugo Lindqvist", "Orla Keane", "Declan Hurley", "Desmond Achterberg", "Runa Eide")  # fmt: skip
FORUM = "forum.plants.example"


class Regulars(NamedTuple):
    """Those who are found on more than one network."""

    market: list[Person]
    peers: list[Person]

    def some(self, rng: random.Random, market: float) -> Person:
        """One of them; with this chance one of the market."""
        return rng.choice(self.market if rng.random() < market else self.peers)


def regulars(people: dict[str, Person]) -> Regulars:
    """The same every time, whichever network asks."""
    rng = random.Random("larkfield regulars")
    crowd = [person for person in people.values() if person.slug and person.language == "en"]
    named = [people[name] for name in NAMED]
    market = [person for person in crowd if person.role == "market" and person not in named]
    peers = [person for person in crowd if person.role == "peer" and person not in named]
    return Regulars(
        [person for person in named if person.role == "market"] + rng.sample(market, 34),
        [person for person in named if person.role == "peer"] + rng.sample(peers, 30),
    )


def login(person: Person) -> str:
    """How somebody is called in a forum."""
    return plain(person.name).replace("-", "_")
