"""What people talk about: phrases that somebody would choose, and nothing that a machine put there."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from heard.text.phrases import MOST_LETTERS, Said, keyphrases, phrases_of, telling

PUMPS = [
    "The bearing temperature of the big pump was too high again.",
    "Has anybody measured bearing temperature with a cheap sensor?",
    "A vibration sensor told us a week before the bearing temperature rose.",
    "Our vibration sensor sits on the pump housing, and it works.",
    "We grease by hours, not by the calendar.",
    "Nice weather in Aldermoor today.",
]


def talk(lines: list[str], threads: int = 3) -> list[Said]:
    return [Said(line, number % threads, number) for number, line in enumerate(lines)]


def chosen(said: list[Said], most: int = 12, without: tuple[str, ...] = ()) -> list[str]:
    return [phrase.words for phrase in keyphrases(said, most, without)]


def test_what_several_people_say_is_a_topic_and_what_one_says_is_none():
    found = chosen(talk(PUMPS))
    assert found[0] == "bearing temperature"
    assert "Aldermoor" not in found
    assert chosen([said._replace(writer=1) for said in talk(PUMPS)]) == []
    assert chosen([said._replace(thread=1) for said in talk(PUMPS)]) == []


def test_a_part_of_a_chosen_phrase_is_not_said_again():
    found = chosen(talk(PUMPS))
    assert "bearing" not in found
    assert "temperature" not in found


def test_it_counts_people_conversations_and_texts():
    first = keyphrases(talk(PUMPS))[0]
    assert (first.texts, first.writers, first.threads) == ((0, 1, 2), 3, 3)


@pytest.mark.parametrize(
    ("lines", "topic"),
    [
        (
            ["Die vorbeugende Wartung spart uns Geld.", "Wir haben mit vorbeugender Wartung angefangen.", "Ist vorbeugende Wartung teuer?", "Vorbeugende Wartung, ja bitte!"],
            "vorbeugende Wartung",
        ),
        (
            ["La maintenance préventive nous aide.", "Qui fait de la maintenance préventive ?", "Avec la maintenance préventive, moins de pannes."],
            "maintenance préventive",
        ),
        (
            ["El mantenimiento preventivo es caro.", "¿Quién hace mantenimiento preventivo?", "Sin mantenimiento preventivo no hay producción."],
            "mantenimiento preventivo",
        ),
    ],
)  # fmt: skip
def test_small_words_of_other_languages_are_no_topic(lines, topic):
    assert chosen(talk(lines), 1) == [topic]


def test_the_order_of_the_texts_makes_no_difference():
    said = talk(PUMPS * 3)
    shuffled = list(said)
    random.Random(1).shuffle(shuffled)
    assert chosen(said) == chosen(shuffled)


def test_a_topic_is_written_as_most_write_it():
    lines = ["The PLC is down", "Our PLC broke", "the plc again"]
    assert chosen(talk(lines), 1) == ["PLC"]


def test_code_quotations_addresses_and_patches_are_no_topic():
    text = (
        "> quoted flange\n```\nflange = 1\n```\n`flange` https://flange.example/flange flange@acme.example\n+flange\n"
        "int flange = 3;\n\tflange()\n@@ flange\ndiff --git flange\nC:\\flange\\flange"
    )
    assert phrases_of(text) == {}


def test_a_line_that_many_wrote_alike_is_nobodys_words():
    stock = "Join our premium webinar series"
    said = [Said(f"{line}\n{stock}", number, number) for number, line in enumerate(PUMPS)]
    assert not any("webinar" in words for words in chosen(said))


def test_names_can_be_kept_out():
    lines = [f"Ines asked about the gearbox {number}" for number in range(4)]
    assert chosen(talk(lines), without=("Ines Okafor",)) == ["gearbox"]


def test_one_and_many_are_one_topic():
    lines = ["gearbox noise", "two gearboxes; gearbox", "valve, valves", "a valve", "the valves", "valves"]
    assert len([words for words in chosen(talk(lines)) if words.startswith("valve")]) == 1


def test_talk_that_gathers_tells_more_than_talk_that_is_spread():
    assert telling(20, 5, 60, 100, 1) > telling(20, 55, 60, 100, 1)
    assert telling(20, 5, 60, 100, 2) == 2 * telling(20, 5, 60, 100, 1)


@pytest.mark.parametrize("text", ["", " \n", "\0\x1b[31m", "?" * 9_999, "轴承温度太高了" * 99, "\u202e" * 99])
def test_nothing_of_anybodys_is_too_strange(text):
    assert keyphrases([Said(text, number, number) for number in range(5)]) == ()


def test_a_huge_text_is_looked_at_in_part():
    found = phrases_of("gearbox " * 10 + "\n" + "x" * MOST_LETTERS + " turbine")
    assert "gearbox" in found
    assert "turbine" not in found


def test_the_everyday_words_are_told_once_and_have_a_source():
    folder = files("heard.text") / "words"
    known = tomllib.loads((folder / "everyday.toml").read_text("utf-8"))
    small = tomllib.loads((folder / "language.toml").read_text("utf-8"))["words"]
    assert known["source"]
    assert known["licence"]
    for language, words in known["words"].items():
        counted = Counter(words.split())
        assert [word for word, times in counted.items() if times > 1 or word in small[language].split()] == []
