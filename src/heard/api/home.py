"""A home folder, opened: what can be done with its ledger, and every question that can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from heard.api.changes import Changes
from heard.api.checking import Alarms, Checked, alarms, check
from heard.api.deciding import Decided, decide, decisions_of, note, standing, take_back
from heard.api.exports import STRATEGY
from heard.api.first import Wanted, wanted
from heard.api.kept import Kept
from heard.api.labelling import TO_LABEL, Labelled, market_errors, own_words, results, to_label
from heard.api.listening import Heard, listen
from heard.api.looking import ASKED, LOOKED, SPOKEN, WEIGHED, Looking
from heard.api.review import Review, review
from heard.api.set_aside import read_set_aside, set_aside
from heard.api.testing import Tested, test_of
from heard.api.today import EVERY, MOST, Line, Today, today
from heard.api.voices import MOST_VOICES, VoicesFound, voices
from heard.ledger.arrivals import arrived
from heard.measures.drafts import Place, Reader, reader_of, sent, unknown_reader
from heard.measures.introductions import Introductions, introductions
from heard.measures.labelled import Question, What
from heard.measures.person import Person, person
from heard.measures.ties import People, people
from heard.measures.together import together
from heard.model import Answer, HeardError, Problem, day_micros
from heard.people.decisions import Decision, Word
from heard.people.find import find, seek
from heard.people.propose import Proposal, proposals
from heard.people.view import newest
from heard.strategy import Outcome, Pause, Strategy
from heard.strategy.read import load_strategy

ALL = (*WEIGHED, *ASKED)
"""What is asked of whether somebody may be asked."""
WEEK_HOURS = 168


def open(home: str | Path, *, ledger: str = "") -> Home:  # noqa: A001 - heard.open reads like the word it is
    """Open a home folder: its strategy, its journal and its ledger.

    Args:
        home: the folder.
        ledger: ``postgresql://…`` where a team shares the ledger; otherwise it is heard.duckdb in the folder.
    """
    return Home(Path(home).expanduser(), ledger)


class Home(Kept):
    """A home folder, opened. Use it as a context manager."""

    def __init__(self, path: Path, ledger: str = "") -> None:
        """Open the ledger, making it if there is none."""
        super().__init__(path, ledger)
        self._looking = Looking(self.ledger, path)

    def strategy(self) -> tuple[Strategy, tuple[Problem, ...]]:
        """The strategy, and what in its file could not be read; raises HeardError where there is none."""
        path = self.path / STRATEGY
        if not path.is_file():
            raise HeardError(f"There is no {STRATEGY} in {self.path}; write one with: heard init")
        return load_strategy(path)

    def changes(
        self,
        since: date,
        *,
        as_of: date | None = None,
        hours: float | None = None,
        now: datetime | None = None,
    ) -> Changes:
        """What imports since a day told of the time before, and how the review of that time is another one for it.

        Args:
            since: imports from this day on are new.
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            hours: as in `review`, which says what is raised.
            now: as in `review`.
        """
        found = self.review(as_of=as_of, hours=hours, now=now)
        until_us = day_micros(found.as_of + timedelta(days=1)) - 1
        told = arrived(self.ledger, day_micros(since), until_us)
        new = [each for each in told if not each.again]
        before = found
        with self.ledger.without([each.import_id for each in new]):
            before = self.review(as_of=found.as_of, hours=hours, now=now)
        return Changes(
            as_of=found.as_of,
            since=since,
            arrived=tuple(each for each in new if each.facts or each.people),
            read_again=tuple(each for each in told if each.again),
            then=before,
            now=found,
        )

    def review(
        self, *, as_of: date | None = None, hours: float | None = None, now: datetime | None = None
    ) -> Review:
        """Set the strategy against the evidence.

        Args:
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            hours: to split among the channels [h/week]; those of the strategy, unless given.
            now: the present, where the ledger is empty and the journal has changed.

        Raises:
            HeardError: there is no strategy, or the hours are none that a week has.
        """
        strategy, problems = self.strategy()
        if hours is not None:
            if not 0 < hours <= WEEK_HOURS:
                raise HeardError(f"A week has no {hours:g} hours to split; say how many, as in: --hours 6")
            strategy = replace(strategy, hours_per_week=hours)
        as_of, as_of_us = self._looked(strategy, as_of, now)
        wrong = market_errors(self.ledger, strategy, self.path)
        return review(self.ledger, strategy, problems, as_of, as_of_us, wrong)

    def people(
        self, *, as_of: date | None = None, most: int | None = None, now: datetime | None = None
    ) -> People:
        """How we stand with everybody who wrote to us, was written to, or was met; the strategy is not needed.

        Args:
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            most: of each circle, so many with whom contact was last; all of them, unless given.
            now: the present, where the ledger is empty and the journal has changed.
        """
        _, as_of, _ = self._weighed(as_of, now)
        return people(self.ledger, as_of, most)

    def person(self, name: str, *, as_of: date | None = None, now: datetime | None = None) -> Person:
        """Who somebody is, how we stand, who gave more, and what was exchanged last.

        Args:
            name: as any export gives it, or an address, or an account as in linkedin:sam-ito.
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            now: the present, where the ledger is empty and the journal has changed.

        Raises:
            HeardError: nobody is called that, or several are.
        """
        strategy, as_of, as_of_us = self._weighed(as_of, now, ALL)
        return person(self.ledger, strategy, find(self.ledger, name), as_of, as_of_us)

    def intro(self, name: str = "", *, as_of: date | None = None, most: int = 5) -> Introductions:
        """Who can introduce us to somebody, by paths of at most three steps; or why no path is seen.

        Args:
            name: of the strategy's list or of the ledger, or an address, or an account as in linkedin:sam-ito.
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            most: paths given at most; each begins with another person.

        Raises:
            HeardError: several people are called that, or it is ourselves.
        """
        strategy, as_of, as_of_us = self._weighed(as_of, None, ALL)
        return introductions(self.ledger, strategy, name, as_of, as_of_us, most)

    def check(
        self, text: str, *, to: str = "", on: str = "", as_of: date | None = None, everything: bool = False
    ) -> Checked:
        """Judge a draft against its words, its reader and what was sent before; for its parameters see `check_all`."""
        return self.check_all({"": text}, to=to, on=on, as_of=as_of, everything=everything)[""]

    def check_all(
        self,
        texts: Mapping[str, str],
        *,
        to: str = "",
        on: str = "",
        as_of: date | None = None,
        everything: bool = False,
    ) -> dict[str, Checked]:
        """Judge drafts by name; the ledger is asked once.

        Args:
            texts: plain, Markdown or HTML.
            to: who will read it, as `person` takes a name; somebody whom the ledger does not know is a stranger.
            on: the channel where it will stand.
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            everything: also ask the rules that are off, because they speak too often.

        Raises:
            HeardError: several people are called that.
        """
        strategy, as_of, as_of_us = self._weighed(as_of, None, ALL)
        channel = strategy.channel(on)
        place = Place(channel=on, rapport=channel.rapport if channel else None, sent=sent(self.ledger))
        reader = Reader()
        if to:
            number = seek(self.ledger, to, "check --to")
            reader = (
                unknown_reader(to)
                if number is None
                else reader_of(person(self.ledger, strategy, number, as_of, as_of_us), strategy, on)
            )
        return {
            name: check(
                text, reader=reader, place=place, strategy=strategy, as_of=as_of, everything=everything
            )
            for name, text in texts.items()
        }

    def alarms(self) -> tuple[Alarms, ...]:
        """How often each rule on drafts would have spoken of own letters that were answered all the same [share]."""
        self._weighed(None, None)
        return alarms(sent(self.ledger))

    def decide(self, word: Word, *names: str) -> Decided:
        """Write down who is who: it outranks what exports seem to say, from now on and whatever is imported.

        Args:
            word: same or different, of two; split, person, robot or private, of one.
            names: as `person` takes them.

        Raises:
            HeardError: nobody or several are meant, or it contradicts what was said before.
        """
        self._looked(self._strategy(), None, None)
        return decide(self.ledger, self.path, word, names)

    def proposals(self, name: str = "", *, most: int | None = None) -> tuple[list[Proposal], int]:
        """Pairs that may be one person, likeliest first, and how many there are in all; nothing is merged by itself.

        Args:
            name: of whom only, as `person` takes it; of everybody, unless given.
            most: so many at most; all of them, unless given.

        Raises:
            HeardError: nobody is called that, or several are.
        """
        self._weighed(None, None)
        return proposals(self.ledger, standing(self.path), find(self.ledger, name) if name else None, most)

    def note(self, *decisions: tuple[Decision, str]) -> None:
        """Write down decisions on accounts, each with the names that its line shall bear.

        Raises:
            HeardError: they contradict what was said before.
        """
        note(self.path, decisions)

    def take_back(self, word: Word, *names: str) -> Decided:
        """Take a decision back exactly.

        Raises:
            HeardError: no decision says that, or several do.
        """
        self._looked(self._strategy(), None, None)
        return take_back(self.ledger, self.path, word, names)

    def decisions(self) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
        """Everything that was decided, and what of it cannot be read or contradicts itself."""
        return decisions_of(self.path)

    def today(self, *, as_of: date | None = None, most: int = MOST, now: datetime | None = None) -> Today:
        """What to do today: whom to answer, thank, help or write to, and what was left out.

        Args:
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            most: lines given at most.
            now: the present, where the ledger is empty and the journal has changed.
        """
        strategy, as_of, as_of_us = self._weighed(as_of, now, ALL)
        words = own_words(self.ledger, strategy, self.path)
        return today(self.ledger, strategy, read_set_aside(self.path), as_of, as_of_us, most, words)

    def set_aside(
        self, name: str, *, days: int | None = None, as_of: date | None = None, now: datetime | None = None
    ) -> Line:
        """Write down that a line of `today` is done, or that it shall come back in some days.

        Args:
            name: of the line.
            days: until it comes back; None where it is done.
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            now: the present, where the ledger is empty and the journal has changed.

        Raises:
            HeardError: no line bears that name.
        """
        found = self.today(as_of=as_of, most=EVERY, now=now)
        line = next((each for each in found.lines if each.name == name), None)
        if line is None:
            raise HeardError(f"No line of today is called “{name}”; see: heard today")
        when = found.as_of + timedelta(days=days) if days else None
        set_aside(self.path, name, when, f"{line.finding.name} {line.finding.subject}")
        return line

    def test(
        self,
        channel: str,
        *,
        outcome: Outcome = "target replies",
        weeks: int | None = None,
        begins: date | None = None,
        seed: int | None = None,
        dry_run: bool = False,
        as_of: date | None = None,
        now: datetime | None = None,
    ) -> Tested:
        """Draw a test that pauses a channel, and write it into the strategy; of a channel that has one, how it stands.

        Args:
            channel: of the strategy.
            outcome: what is counted; it cannot be changed later.
            weeks: of a block; two, or as many as half of the answers take, unless given.
            begins: the first day; the next Monday, unless given.
            seed: of the lot; the first day as a number, unless given.
            dry_run: draw it and write nothing.
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            now: the present; a test begins after it.

        Raises:
            HeardError: the strategy has no such channel, the test would begin before it is named, or another is under way.
        """
        strategy, _ = self.strategy()
        as_of, as_of_us = self._looked(strategy, as_of, now)
        asked = Pause(channel=channel.strip().lower(), outcome=outcome, begins=begins, seed=seed)
        present = (now or datetime.now(UTC)).date()
        path = self.path / STRATEGY
        return test_of(self.ledger, path, strategy, asked, present, as_of, as_of_us, weeks, keep=not dry_run)

    def to_label(self, what: What = "message", *, most: int = TO_LABEL, seed: int = 0) -> list[Question]:
        """What the user may label next, by a lot with a seed: messages, or people; of what is said, what is doubtful and the rest."""
        return to_label(self.ledger, self._weighed(None, None, ALL)[0], self.path, what, most, seed)

    def labelled(self) -> Labelled:
        """How right the words and the market are about this ledger, by the labels in labels.txt [shares]."""
        return results(self.ledger, *self._weighed(None, None, ALL)[:2], self.path)

    def voices(
        self,
        topic: str = "",
        *,
        as_of: date | None = None,
        most: int = MOST_VOICES,
        now: datetime | None = None,
    ) -> VoicesFound:
        """Who speaks about a topic on their own, often, and is answered; with their best own sentences.

        Args:
            topic: words in a row; several topics with commas between them, of which one is enough; empty: about anything.
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            most: others given at most; our own voices are all given.
            now: the present, where the ledger is empty and the journal has changed.
        """
        strategy = self._strategy()
        as_of, _ = self._looked(strategy, as_of, now, SPOKEN)
        return voices(self.ledger, strategy, topic, as_of, most)

    def listen(self, channel: str = "", *, as_of: date | None = None, now: datetime | None = None) -> Heard:
        """What is talked about on each channel, by whom, what nobody answered, and whether we have listened enough.

        Args:
            channel: this one only.
            as_of: the day to look from; the last one that the ledger knows of, unless given.
            now: the present, where the ledger is empty and the journal has changed.

        Raises:
            HeardError: nothing of that channel is to be heard.
        """
        strategy = self._strategy()
        as_of, as_of_us = self._looked(strategy, as_of, now, SPOKEN)
        return listen(self.ledger, strategy, channel, as_of, as_of_us)

    def together(self, *, as_of: date | None = None, now: datetime | None = None) -> dict[str, Answer]:
        """Deals that the weeks show with each channel's hours [deals/100 h]: an association, never an effect."""
        as_of, _ = self._looked(strategy := self._strategy(), as_of, now)
        return together(self.ledger, [each.name for each in strategy.channels], as_of)

    def _looked(
        self, strategy: Strategy, as_of: date | None, now: datetime | None, wanted: Iterable[str] = LOOKED
    ) -> tuple[date, int]:
        """Read the journal again and see to the tables to ask; gives the day to look from and its last microsecond."""
        present = now or datetime.now(UTC)
        self.refresh(present)
        as_of = as_of or newest(self.ledger) or present.date()
        return as_of, self._looking.from_day(strategy, as_of, wanted)

    def _strategy(self) -> Strategy:
        """The strategy; an empty one where none is written."""
        return self.strategy()[0] if (self.path / STRATEGY).is_file() else Strategy()

    def _weighed(
        self, as_of: date | None, now: datetime | None, wanted: Iterable[str] = WEIGHED
    ) -> tuple[Strategy, date, int]:
        """The same with what the ties are asked of, after the strategy: an empty one where none is written."""
        strategy = self._strategy()
        return strategy, *self._looked(strategy, as_of, now, wanted)

    def wanted(self) -> tuple[Wanted, ...]:
        """Every source, with the exports that should be asked for first in front; those added already come last."""
        return wanted(self._strategy(), {each["source"] for each in self.imports()})
