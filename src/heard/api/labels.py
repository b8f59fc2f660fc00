"""labels.txt: what the user says that messages do and whom people are, when `heard label` asks. One line a label; delete it to take it back.

    message  6dc533dd0b8dee2e  ask thanks  ; 2026-10-22 email
    message  000a6922e25d1c2a  neither     ; 2026-10-07 linkedin
    person   3c30cba56111329c  yes         ; Sam Ito

No word of a message stands there: the number is that of the ledger, and the same wherever the export is added again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from heard.measures.labelled import Label, Question, What
from heard.model import HeardError, Problem, day
from heard.strategy.whole import write_whole

FILE = "labels.txt"
HEADER = "; What you said when heard label asked. Delete a line to take it back.\n"
LINE = re.compile(
    r"(?P<what>message|person)\s+(?P<id>[0-9a-f]{16})\s+(?P<said>[a-z]+(?: [a-z]+)*)\s*(?:;.*)?"
)
MEANINGS: dict[What, dict[str, dict[str, bool]]] = {
    "message": {
        "ask": {"ask": True},
        "thanks": {"thanks": True},
        "ask thanks": {"ask": True, "thanks": True},
        "neither": {},
    },
    "person": {"yes": {"market": True}, "no": {}},
}
"""What may be said of each; “unsure” may be said of both, and is no label."""
UNSURE = "unsure"
MOST_BYTES = 4 << 20
"""Sixty thousand labels."""
COLUMNS = ("what", "id", "day", "channel", "who", "text", "label")
FORMULA = re.compile(r"^[\s]*[=+\-@|%]")
"""How a cell begins that a spreadsheet would carry out."""
LONGEST_CELL = 2_000


def read_labels(home: Path) -> tuple[tuple[Label, ...], tuple[str, ...], tuple[Problem, ...]]:
    """The labels of a home, the ids of what the user could not tell, and the lines that cannot be read."""
    path = home / FILE
    if not path.is_file():
        return (), (), ()
    with path.open("rb") as file:
        text = file.read(MOST_BYTES).decode("utf-8-sig", "replace")
    labels: dict[tuple[What, int], Label] = {}
    unsure: dict[str, None] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.strip()
        if not said or said.startswith(";"):
            continue
        found = LINE.fullmatch(said)
        label = _label(found["what"], found["id"], found["said"]) if found else None
        if label:
            labels[label.what, label.id] = label
        elif found and found["said"] == UNSURE:
            unsure[found["id"]] = None
        else:
            why = f"“{said[:60]}” is no label; write what it is, its id and what you say, as in: message 6dc533dd0b8dee2e ask"
            problems.append(Problem(path=FILE, line=number, why=why))
    return tuple(labels.values()), tuple(unsure), tuple(problems)


def note_label(home: Path, asked: Question, said: str) -> None:
    """Write down what the user says of something; what was said of it before is replaced."""
    note_labels(home, [(asked.what, f"{asked.id:016x}", said, _about(asked))])


def note_labels(home: Path, said: Iterable[tuple[str, str, str, str]]) -> None:
    """Write down labels: what it is, its id, what is said, and what a reader of the file shall know of it."""
    path = home / FILE
    kept = (path.read_text("utf-8") if path.is_file() else HEADER).splitlines()
    new: dict[str, str] = {}
    for what, id_, word, about in said:
        new.pop(id_, None)
        new[id_] = f"{what:<7}  {id_}  {word:<10}  ; {about}".rstrip(" ;")
    kept = [line for line in kept if not ((found := LINE.fullmatch(line.strip())) and found["id"] in new)]
    kept += new.values()
    write_whole(path, "\n".join(kept) + "\n")


def take_back_last(home: Path) -> str:
    """Delete the last label of the file, and give its line.

    Raises:
        HeardError: there is none.
    """
    path = home / FILE
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    places = [place for place, line in enumerate(lines) if LINE.fullmatch(line.strip())]
    if not places:
        raise HeardError(f"There is no label to take back; {FILE} has none")
    taken = lines.pop(places[-1])
    write_whole(path, "\n".join(lines) + "\n")
    return " ".join(taken.split())


def write_table(path: Path, asked: Sequence[Question]) -> int:
    """Write what may be labelled elsewhere as CSV, without anything that was said in private; gives the rows written [count].

    A cell that a spreadsheet would carry out begins with an apostrophe.
    """
    rows = [each for each in asked if not each.direct]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for each in rows:
            moment = day(each.ts_us) if each.ts_us is not None else ""
            cells = (
                each.what,
                f"{each.id:016x}",
                moment,
                each.channel,
                each.who,
                each.text[:LONGEST_CELL],
                "",
            )
            table.writerow([_harmless(cell) for cell in cells])
    return len(rows)


def read_table(path: Path) -> tuple[list[tuple[str, str, str, str]], list[Problem]]:
    """The labels in such a file, and the rows that cannot be read; an empty label is none.

    Raises:
        HeardError: it has no columns “what”, “id” and “label”.
    """
    csv.field_size_limit(1 << 20)
    labels, problems = [], []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        table = csv.DictReader(file)
        try:
            if not {"what", "id", "label"} <= {*(table.fieldnames or ())}:
                raise HeardError(
                    f"{path} has no columns “what”, “id” and “label”; write such a file with: heard label --export FILE"
                )
            for row in table:
                what, id_ = (row["what"] or "").strip(), (row["id"] or "").strip().lower().lstrip("'")
                said = " ".join(sorted((row["label"] or "").lower().replace(",", " ").split()))
                about = _clean(row.get("who") or "")
                if not said:
                    continue
                if re.fullmatch(r"[0-9a-f]{16}", id_) and (said == UNSURE or _label(what, id_, said)):
                    labels.append((what, id_, said, about))
                else:
                    words = ", ".join(MEANINGS.get("person" if what == "person" else "message", {}))
                    problems.append(
                        Problem(
                            path=path.name,
                            line=table.line_num,
                            why=f"“{said[:40]}” is no label; one of: {words}, {UNSURE}",
                        )
                    )
        except csv.Error as error:
            problems.append(
                Problem(
                    path=path.name,
                    line=table.line_num,
                    why=f"the rest is no CSV ({error}); save it as CSV again",
                )
            )
    return labels, problems


def _label(what: str, id_: str, said: str) -> Label | None:
    kind: What = "person" if what == "person" else "message"
    meaning = MEANINGS[kind].get(said)
    return None if meaning is None or what != kind else Label(kind, int(id_, 16), **meaning)


def _about(asked: Question) -> str:
    if asked.what == "person":
        return _clean(asked.who)
    return _clean(f"{day(asked.ts_us) if asked.ts_us is not None else ''} {asked.channel}")


def _clean(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:80]


def _harmless(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
