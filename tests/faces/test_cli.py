from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from plain import JOURNAL, LINKEDIN, STRATEGY

from heard.faces import cli
from heard.faces.home import home_folder
from heard.strategy.questions import PARTS

EXAMPLE = Path(__file__).parents[2] / "examples" / "larkfield"
HEARD = (sys.executable, "-c", "from heard.faces.cli import main; main()")


def outside(*words: object, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*HEARD, *map(str, words)], capture_output=True, text=True, timeout=120, check=False, **options
    )


# --- the command line as a whole ---


def test_help_names_every_command_of_the_contract(heard):
    said = heard("--help")
    assert said.code == 0
    commands = set(re.findall(r"^  ([a-z]+) ", said.out.partition("Commands:")[2], re.MULTILINE))
    assert {
        "init", "add", "imports", "undo", "problems", "review", "explain", "rules", "sources", "demo",
    } <= commands  # fmt: skip


def test_version(heard):
    assert re.fullmatch(r"heard \d+\.\d+\.\d+\n", heard("--version").out)


@pytest.mark.parametrize(
    "words", [("revue",), ("review", "--as-of", "soon"), ("add",), ("explain",), ("review", "--whatever")]
)
def test_a_command_that_cannot_be_understood_is_2(heard, words):
    assert heard(*words).code == 2


def test_json_and_home_may_stand_before_the_command(heard, home):
    assert heard("--json", "--home", home, "review").json == heard("review", "--json", "--home", home).json


def test_the_home_is_looked_for_in_order(monkeypatch, tmp_path, home):
    other = tmp_path / "other"
    assert home_folder(other, make=True) == other
    with pytest.raises(cli.HeardError, match="heard init --home"):
        home_folder(None)
    assert home_folder(None, make=True).is_relative_to(tmp_path / "data")
    monkeypatch.chdir(home)
    assert home_folder(None) == home
    monkeypatch.setenv("HEARD_HOME", str(other))
    assert home_folder(None) == other
    assert home_folder(home) == home


def test_an_error_is_one_line_that_says_what_next(heard, tmp_path):
    said = heard("review", "--home", tmp_path)
    assert said.code == 2
    assert said.out == ""
    assert said.err.endswith("write one with: heard init\n")
    assert said.err.count("\n") == 1


def test_a_bug_of_ours_is_2_and_shows_where(heard, home, monkeypatch):
    def break_down(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError("what the export said: \x1b]0;owned\x07")

    monkeypatch.setattr("heard.api.Home.review", break_down)
    said = heard("review", "--home", home)
    assert said.code == 2
    assert "Traceback" in said.err
    assert "please report it" in said.err
    assert "\x1b" not in said.err


def test_a_file_that_cannot_be_used_is_a_sentence(heard, tmp_path):
    (tmp_path / "taken").write_text("", "utf-8")
    said = heard("init", "--blank", "--home", tmp_path / "taken")
    assert said.code == 2
    assert said.err == f"{tmp_path / 'taken'}: File exists.\n"


def test_nobody_reads_on(home):
    reader, writer = os.pipe()
    os.close(reader)
    left = subprocess.run(
        [*HEARD, "review", "--home", str(home)],
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=120,
        check=False,
    )
    os.close(writer)
    assert left.stderr == b""


def test_ctrl_c_leaves_the_ledger_as_it_was(heard, home, monkeypatch):
    def stop(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("heard.ledger.store.Ledger._settle", stop)
    said = heard("add", home / "journal.txt", "--home", home)
    assert said.code == 130
    assert said.err == "Stopped. What was under way has left nothing behind.\n"
    monkeypatch.undo()
    assert heard("imports", "--json", "--home", home).json == []


def test_ctrl_c_in_the_middle_of_the_engine(tmp_path):
    journal = tmp_path / "long.txt"
    journal.write_text(
        "".join(f'2026-03-05 linkedin met "Person {n}" at Co\n' for n in range(150_000)), "utf-8"
    )
    running = subprocess.Popen(
        [*HEARD, "add", str(journal), "--home", str(tmp_path / "home")], stderr=subprocess.PIPE, text=True
    )
    while not (tmp_path / "home" / "heard.duckdb").exists() and running.poll() is None:
        time.sleep(0.05)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=120)
    assert running.returncode == 130
    assert err.endswith("Stopped. What was under way has left nothing behind.\n")
    assert outside("imports", "--json", "--home", tmp_path / "home").stdout == "[]\n"


@pytest.mark.parametrize("words", ["--help", "--version", "init --help", "review --help"])
def test_what_loads_nothing_heavy(words):
    said = subprocess.run(
        [sys.executable, "-X", "importtime", *HEARD[1:], *words.split()],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in said.stderr.splitlines()}
    assert said.returncode == 0
    assert not loaded & {"duckdb", "pyarrow", "numpy", "scipy", "rich.console", "jinja2", "ruamel.yaml"}


def test_completion_is_offered(monkeypatch):
    asked = {**os.environ, "_HEARD_COMPLETE": "complete_bash", "COMP_WORDS": "heard re", "COMP_CWORD": "1"}
    assert "review" in outside(env=asked).stdout.split()


# --- init ---


def test_init_blank_writes_questions_and_a_journal_of_comments(heard, tmp_path):
    said = heard("init", "--blank", "--home", tmp_path / "new")
    assert said.code == 0
    assert "meet:" in (tmp_path / "new" / "strategy.yaml").read_text("utf-8")
    journal = (tmp_path / "new" / "journal.txt").read_text("utf-8")
    assert all(each.startswith(";") for each in journal.splitlines() if each)
    assert "hours 1.5" in journal
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["journal.txt", "strategy.yaml"]


def test_a_home_just_made_can_be_reviewed(heard, tmp_path):
    heard("init", "--blank", "--home", tmp_path)
    said = heard("review", "--home", tmp_path)
    assert (said.code, said.err) == (1, "")


def test_every_example_in_the_journal_header_can_be_read(heard, tmp_path):
    heard("init", "--blank", "--home", tmp_path)
    written = (tmp_path / "journal.txt").read_text("utf-8")
    examples = [each.removeprefix(";   ") for each in written.splitlines() if each.startswith(";   ")]
    (tmp_path / "examples.txt").write_text("\n".join(examples), "utf-8")
    said = heard("add", tmp_path / "examples.txt", "--json", "--home", tmp_path)
    assert (said.code, said.json["problems"]) == (0, 0)


def test_init_never_writes_over_what_is_there(heard, home):
    said = heard("init", "--blank", "--home", home)
    assert said.code == 2
    assert "--force" in said.err
    assert (home / "strategy.yaml").read_text("utf-8") == STRATEGY
    assert heard("init", "--blank", "--force", "--home", home).code == 0
    assert (home / "strategy.yaml").read_text("utf-8") != STRATEGY
    assert (home / "journal.txt").read_text("utf-8") == JOURNAL


def test_init_takes_a_strategy_from_a_file_and_says_what_is_wrong_in_it(heard, tmp_path):
    (tmp_path / "mine.yaml").write_text("name: Larkfield\nobjectivs: []\n", "utf-8")
    said = heard("init", "--from", tmp_path / "mine.yaml", "--home", tmp_path)
    assert said.code == 1
    assert "strategy.yaml:2" in said.out
    assert (tmp_path / "strategy.yaml").read_text("utf-8") == "name: Larkfield\nobjectivs: []\n"


def test_init_from_a_file_that_is_no_text(heard, tmp_path):
    (tmp_path / "mine.yaml").write_bytes(b"\xff\xfe\x00")
    assert heard("init", "--from", tmp_path / "mine.yaml", "--home", tmp_path).code == 2
    assert heard("init", "--from", tmp_path / "none.yaml", "--home", tmp_path).code == 2


def test_init_without_a_terminal_says_what_to_do(tmp_path):
    said = outside("init", "--home", tmp_path, stdin=subprocess.DEVNULL)
    assert said.returncode == 2
    assert "--blank" in said.stderr
    assert not (tmp_path / "strategy.yaml").exists()


def test_init_asks_people_first_and_writes_what_was_answered(heard, tmp_path, monkeypatch):
    answers = iter(["plant managers", "plant manager", EOFError])

    def answer(_: str) -> str:
        said = next(answers)
        if said is EOFError:
            raise EOFError
        return str(said)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    said = heard("init", "--home", tmp_path)
    assert said.code == 0
    assert said.out.index("Whom do you need to meet?") < said.out.index(
        "What stands on their business cards?"
    )
    assert "plant managers" in (tmp_path / "strategy.yaml").read_text("utf-8")


def test_init_asks_again_what_cannot_be_understood(heard, tmp_path, monkeypatch):
    asked = iter(["soon", "6 h/week"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(asked, ""))
    monkeypatch.setattr(
        "heard.strategy.interview.PARTS", [part for part in PARTS if part.says.startswith("What can")]
    )
    said = heard("init", "--home", tmp_path)
    assert "Not understood: write hours or minutes" in said.out
    assert "time: 6 h/week" in (tmp_path / "strategy.yaml").read_text("utf-8")


def test_init_as_json_says_where_it_wrote(heard, tmp_path):
    said = heard("init", "--blank", "--json", "--home", tmp_path).json
    assert (said["strategy"], said["problems"]) == (str(tmp_path / "strategy.yaml"), [])


def test_a_strategy_that_cannot_be_written_leaves_no_draft(heard, tmp_path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device", "strategy.yaml")

    monkeypatch.setattr("os.fsync", full)
    said = heard("init", "--blank", "--home", tmp_path)
    assert (said.code, said.err) == (2, "strategy.yaml: No space left on device.\n")
    assert list(tmp_path.iterdir()) == []


# --- add, imports, undo, problems ---


def test_a_file_that_may_not_be_read_is_a_sentence(heard, home, monkeypatch):
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("heard.api.Home.add", refuse)
    said = heard("add", home / "journal.txt", "--home", home)
    assert (said.code, said.err) == (2, f"{home / 'journal.txt'} could not be read: Permission denied.\n")


def test_a_long_report_is_cut_and_counted(heard, home, tmp_path):
    lines = "".join(f"2026-03-02 linkedin houres {n}\n" for n in range(8))
    (tmp_path / "bad.txt").write_text(JOURNAL + lines, "utf-8")
    said = heard("add", tmp_path / "bad.txt", "--home", home)
    assert "Not understood  8 pieces:" in said.out
    assert "and 3 more: heard problems" in said.out
    assert "files more," in heard("add", LINKEDIN / "era-2021" / "export", "--home", home).out


def test_add_says_what_was_read_and_what_next(heard, home):
    said = heard("add", home / "journal.txt", "--home", home)
    assert said.code == 0
    assert "3 new, 0 already known, 0 not understood." in said.out
    assert "Read  journal.txt, 3 rows" in said.out
    assert said.out.endswith(f"Next: heard review --home {home}\n")


def test_add_json_is_the_contract(heard, home):
    said = heard("add", home / "journal.txt", "--json", "--home", home).json
    assert {"import", "source", "files", "new", "known", "problems"} <= said.keys()
    assert [(file["path"], file["status"], file["rows"]) for file in said["files"]] == [
        ("journal.txt", "read", 3)
    ]
    assert (said["source"], said["new"], said["known"], said["problems"]) == ("journal", 3, 0, 0)


def test_the_same_export_twice_adds_nothing(heard, home):
    heard("add", home / "journal.txt", "--home", home)
    said = heard("add", home / "journal.txt", "--home", home)
    assert said.code == 0
    assert "added before" in said.out


def test_what_fails_does_not_keep_the_others_out(heard, home, tmp_path):
    (tmp_path / "strange.bin").write_bytes(b"\0\1\2")
    paths = (tmp_path / "nowhere", tmp_path / "strange.bin", home / "journal.txt")
    said = heard("add", *paths, "--json", "--home", home)
    assert said.code == 2
    assert [each.get("new") for each in said.json] == [None, None, 3]
    assert said.err.count("\n") == 2
    assert "heard sources" in said.err


def test_a_folder_of_exports_is_added_one_by_one(heard, home, tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "one.txt").write_text(JOURNAL, "utf-8")
    (folder / "two.txt").write_text('2026-04-01 phone call "Sam Ito" 20m\n', "utf-8")
    assert [each["new"] for each in heard("add", folder, "--json", "--home", home).json] == [3, 1]


def test_nothing_read_is_2(heard, home, tmp_path):
    (tmp_path / "broken.txt").write_text("2026-13-41 linkedin hours 1\n", "utf-8")
    said = heard("add", tmp_path / "broken.txt", "--home", home)
    assert said.code == 2
    assert "Nothing in" in said.err


def test_a_dry_run_keeps_nothing(heard, home):
    said = heard("add", home / "journal.txt", "--dry-run", "--home", home)
    assert said.code == 0
    assert "dry run" in said.out
    assert heard("imports", "--json", "--home", home).json == []


def test_add_as_a_source_that_is_none(heard, home):
    said = heard("add", home / "journal.txt", "--as", "myspace", "--home", home)
    assert said.code == 2
    assert "myspace" in said.err


def test_a_real_export_is_covered_file_by_file(heard, home):
    said = heard("add", LINKEDIN / "changed-columns" / "export", "--home", home)
    assert said.code == 1
    assert "UNKNOWN" in said.out
    assert "Podcasts.csv" in said.out
    assert "Failed  messages.csv" in said.out
    assert "Not understood" in said.out
    left_alone = heard("add", LINKEDIN / "era-2023" / "export", "--home", home)
    assert left_alone.code == 0
    assert "Left alone  4 known files:" in left_alone.out
    assert "Note  It holds no posts" in left_alone.out


def test_imports_lists_and_undo_takes_back_exactly(heard, home):
    assert "heard add" in heard("imports", "--home", home).out
    heard("add", home / "journal.txt", "--home", home)
    (kept,) = heard("imports", "--json", "--home", home).json
    assert (kept["source"], kept["new"], kept["path"]) == ("journal", 3, str(home / "journal.txt"))
    assert kept["import"][:8] in heard("imports", "--home", home).out
    said = heard("undo", kept["import"][:8], "--home", home)
    assert said.code == 0
    assert f"heard add {home / 'journal.txt'} --home {home}" in said.out
    assert heard("imports", "--json", "--home", home).json == []
    assert heard("undo", kept["import"], "--home", home).code == 2


def test_undo_as_json_says_what_was_taken_back(heard, home):
    added = heard("add", home / "journal.txt", "--json", "--home", home).json
    assert heard("undo", added["import"], "--json", "--home", home).json["import"] == added["import"]


def test_problems_are_listed_with_file_and_line(heard, home):
    assert heard("problems", "--home", home).code == 0
    (home / "journal.txt").write_text(JOURNAL + "2026-03-02 linkedin houres 1\n", "utf-8")
    heard("add", home / "journal.txt", "--home", home)
    said = heard("problems", "--home", home)
    assert said.code == 1
    assert "journal.txt:4" in said.out
    (listed,) = heard("problems", "--json", "--home", home).json
    assert (listed["export"], listed["path"], listed["line"]) == (str(home / "journal.txt"), "journal.txt", 4)


def test_progress_shows_the_file_and_the_facts(heard, home, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    said = heard("add", LINKEDIN / "era-2021" / "export", "--home", home)
    assert "export  " in said.err
    assert "fact" in said.err


# --- review ---


def test_review_says_what_to_do_and_is_1(heard, home):
    said = heard("review", "--home", home)
    assert said.code == 1
    assert said.out.startswith("Larkfield Consulting, seen from 2026-03-")
    assert "C404 hours-outside-strategy" in said.out
    assert (
        said.out.index("C404")
        < said.out.index("Why: the five questions")
        < said.out.index("What could not be told")
    )


def test_review_is_0_where_everything_found_is_accepted(heard, home):
    codes = {each["code"] for each in heard("review", "--json", "--home", home).json["findings"]}
    accepted = "".join(f"  {code}: {{because: a quiet year}}\n" for code in codes)
    (home / "strategy.yaml").write_text(f"{STRATEGY}accept:\n{accepted}", "utf-8")
    said = heard("review", "--home", home)
    assert said.code == 0
    assert "because a quiet year" in said.out


def test_review_looks_from_another_day(heard, home):
    assert heard("review", "--as-of", "2026-03-01", "--json", "--home", home).json["as_of"] == "2026-03-01"


def test_review_shows_problems_of_the_strategy_with_their_lines(heard, home):
    (home / "strategy.yaml").write_text(f"{STRATEGY}objectivs: []\n", "utf-8")
    said = heard("review", "--home", home)
    assert said.code == 1
    assert "strategy.yaml:18  “objectivs” is not a key" in said.out


def test_review_writes_the_report(heard, home, tmp_path):
    said = heard("review", "--html", tmp_path / "review.html", "--home", home)
    assert str(tmp_path / "review.html") in "".join(said.out.split("\n"))
    assert "Larkfield" in (tmp_path / "review.html").read_text("utf-8")
    assert heard("review", "--html", tmp_path / "no" / "review.html", "--home", home).code == 2


def test_review_counts_what_could_not_be_read(heard, home):
    (home / "journal.txt").write_text(f"{JOURNAL}nonsense\n", "utf-8")
    assert "1 record could not be read; see: heard problems" in heard("review", "--home", home).out


# --- explain, rules, sources ---


@pytest.mark.parametrize("asked", ["C401", "c401", "spread-too-thin"])
def test_explain_prints_the_page(heard, asked):
    said = heard("explain", asked)
    assert said.code == 0
    assert said.out.startswith("C401 spread-too-thin\n")
    for title in ("Why it matters", "What to do", "When it is wrong", "Evidence", "Needs"):
        assert f"\n{title}\n  " in said.out


def test_every_page_can_be_explained(heard):
    for rule in heard("rules", "--json").json:
        said = heard("explain", rule["code"]).out
        assert all(
            title in said for title in ("Why it matters", "What to do", "When it is wrong", "Evidence")
        ), rule


def test_an_unknown_rule_is_answered_with_a_guess(heard):
    assert heard("explain", "C41").err.endswith("did you mean C401?\n")
    assert heard("explain", "spread-to-thin").err.endswith("did you mean spread-too-thin?\n")
    said = heard("explain", "ÖÖÖÖ")
    assert (said.code, said.err.endswith("heard rules\n")) == (2, True)


def test_rules_are_listed_with_what_they_need(heard):
    assert "C401 spread-too-thin" in heard("rules").out
    assert "Needs: strategy, spread." in " ".join(heard("rules").out.split())
    listed = {each["code"]: each for each in heard("rules", "--json").json}
    assert listed["C401"]["needs"] == ["strategy", "spread"]
    assert heard("explain", "C401", "--json").json == listed["C401"]


def test_sources_are_listed_and_described(heard):
    assert "journal (Journal)" in heard("sources").out
    described = heard("sources", "linkedin").out
    for title in (
        "How to get it",
        "What is read",
        "What is known and left alone",
        "What it cannot show",
        "What to add beside it",
        "What was not compared with a real export",
    ):
        assert f"\n{title}\n" in described
    assert heard("sources", "journal", "--json").json["files"]
    assert {"journal", "linkedin"} <= {each["name"] for each in heard("sources", "--json").json}
    assert heard("sources", "linkedn").err.endswith("did you mean linkedin?\n")
    assert heard("sources", "öö").code == 2


# --- demo ---


def test_demo_imports_reviews_and_reports(heard, tmp_path):
    assert (EXAMPLE / "strategy.yaml").is_file(), "the example company is made by examples/make.py"
    said = heard("demo", tmp_path / "demo", "--report")
    assert said.code == 0
    assert said.out.startswith("Larkfield Consulting")
    assert str(tmp_path / "demo" / "review.html") in said.out
    assert (tmp_path / "demo" / "review.html").stat().st_size > 1000
    imported = heard("imports", "--json", "--home", tmp_path / "demo").json
    assert len(imported) == 1 + len(list((EXAMPLE / "exports").iterdir()))
    again = heard("demo", tmp_path / "demo", "--json")
    assert (again.code, again.json["findings"] != []) == (0, True)


def test_demo_leaves_folders_of_others_alone(heard, home, tmp_path):
    before = sorted(path.name for path in home.iterdir())
    assert heard("demo", home).code == 2
    assert sorted(path.name for path in home.iterdir()) == before
    (tmp_path / "file").write_text("", "utf-8")
    assert heard("demo", tmp_path / "file").code == 2


def test_demo_without_the_example_says_so(heard, tmp_path, monkeypatch):
    monkeypatch.setattr("heard.faces.terminal.demo._example", lambda: tmp_path / "nothing")
    shutil.rmtree(tmp_path / "nothing", ignore_errors=True)
    assert "install it again" in heard("demo", tmp_path / "demo").err
