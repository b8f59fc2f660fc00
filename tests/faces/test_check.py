"""heard check: a draft in the terminal, as JSON and as SARIF, for a friend, for a stranger, and for nobody that is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from heard import api
from heard.faces.terminal.pages import explain
from heard.rules import rules

ROOT = Path(__file__).parents[2]
STRANGER = "linkedin:imran-crowther-67c953"
"""Somebody to whom Larkfield never wrote; the name is borne by several."""
PITCH = "I saw your post on bearings. We offer maintenance audits at a discount: book a demo this week.\n"
DULL = "We are proud to announce a seamless experience that leverages synergies.\n"
WORDS_ONLY = "There is no ledger here"
ORDERS = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u2066x"


@pytest.fixture
def heard(heard, monkeypatch, tmp_path):
    monkeypatch.setenv("HEARD_HOME", str(tmp_path))
    return lambda *words, typed=b"": heard("check", *words, typed=typed)


@pytest.fixture
def draft(tmp_path):
    def write(text: str | bytes, name: str = "draft.md") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


# --- the reader ---


def codes(said) -> list[str]:
    return [finding["code"] for finding in said.json["findings"]]


def test_the_same_words_to_a_close_tie_and_to_a_stranger(heard, larkfield, draft):
    path = draft(PITCH)
    close = heard(path, "--to", "Erik Dahl", "--home", larkfield, "--json")
    assert (close.code, codes(close)) == (0, [])
    stranger = heard(path, "--to", STRANGER, "--home", larkfield, "--json")
    assert (stranger.code, codes(stranger)) == (1, ["D201"])
    assert "nothing has gone both ways" in stranger.json["findings"][0]["message"]


def test_somebody_whom_the_ledger_does_not_know_is_a_stranger(heard, larkfield, draft):
    said = heard(draft(PITCH), "--to", "Nobody Known", "--home", larkfield)
    assert said.code == 1
    assert "D201 pitch-before-rapport" in said.words
    assert "the ledger holds nothing of you two" in said.words


def test_several_drafts_for_one_reader(heard, larkfield, draft):
    one, other = draft(PITCH, "one.md"), draft("I saw your post on bearings.\n", "other.md")
    said = heard(one, other, "--to", STRANGER, "--home", larkfield, "--json").json
    assert [(each["file"], each["code"]) for each in said["findings"]] == [(str(one), "D201")]


def test_own_letters_that_were_answered_are_counted(heard, larkfield):
    said = heard("--measure", "--home", larkfield, "--json").json
    by_code = {each["code"]: each for each in said["rules"]}
    assert by_code["D102"]["of"] > 1000
    assert by_code["D102"]["share"]["high"] < 0.02
    assert not by_code["D104"]["on"]
    assert "of 1," in heard("--measure", "--home", larkfield).words


def test_no_letter_is_quoted(heard, larkfield, draft):
    with api.open(larkfield) as home:
        letter = max(
            home.ledger.rows(
                "select text from interactions where kind = 'mail' and visibility = 'direct' and text <> ''"
            ),
            key=lambda row: len(row[0]),
        )[0]
    path = draft(PITCH)
    said = heard(path, "--to", "Viktor Sandholm", "--on", "email", "--home", larkfield, "--json").out
    assert letter[:60] not in said


# --- without a home ---


def test_words_alone_are_judged_without_a_home(heard, draft):
    said = heard(draft(DULL))
    assert said.code == 1
    assert "D101 no-person-speaks" in said.words
    assert WORDS_ONLY in said.out
    assert not list(draft("").parent.glob("*.duckdb"))


def test_nothing_to_say_is_exit_0(heard, draft):
    said = heard(draft("I changed the left bearing on Tuesday.\n"))
    assert said.code == 0
    assert "nothing to say against it" in said.words


def test_what_is_typed_is_judged(heard):
    said = heard("-", "--json", typed=DULL.encode())
    assert codes(said) == ["D101", "D102"]
    assert said.json["findings"][1] | {"line": 1, "column": 28} == said.json["findings"][1]


def test_several_files_are_judged(heard, draft):
    one, other = draft(DULL, "one.md"), draft("I changed it.\n", "other.md")
    said = heard(one, other, "--json").json
    assert {finding["file"] for finding in said["findings"]} == {str(one)}
    assert set(said["languages"]) == {str(one), str(other)}


# --- sarif ---


def test_sarif_marks_the_words(heard, draft):
    path = draft(f"---\ntitle: x\n---\n\n{DULL}", "a draft.md")
    said = heard(path, "--format", "sarif").json
    (run,) = said["runs"]
    assert said["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["D101", "D102"]
    for result in run["results"]:
        assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
        assert result["level"] in ("error", "warning", "note")
    where = run["results"][1]["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"].endswith("/a%20draft.md")
    assert where["region"] == {"startLine": 5, "startColumn": 28, "endLine": 5, "endColumn": 36}


def test_sarif_of_nothing_is_whole(heard, draft):
    said = heard(draft(""), "--format", "sarif")
    (run,) = said.json["runs"]
    assert (said.code, run["results"]) == (0, [])
    assert "is empty" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


# --- bad input ---


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", 0, "The draft is empty."),
        (b"word " * 1_000_000, 0, "Only the first 200,000 letters were read."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x00", 2, "is no text"),
        (b"Mi puoi dire quale pompa era ferma ieri sera nello stabilimento?", 0, "“it”"),
        (b"<p>We are proud to announce</p><script>synergies seamless</script>", 1, "D101"),
        (DULL.encode("utf-16"), 1, "D102"),
        ("Wir sind stolz auf Größe und Mehrwert aus einer Hand.".encode("cp1252"), 1, "D102"),
        (b"\xf0\x28\x8c\x28 oil", 0, "nothing to say"),
    ],
    ids=["empty", "5 MB", "binary", "Italian", "HTML", "UTF-16", "Windows", "broken UTF-8"],
)
def test_bad_input_gets_a_clear_answer(heard, draft, content, code, says):
    said = heard(draft(content))
    assert said.code == code
    assert says in " ".join((said.out + said.err).split())


@pytest.mark.parametrize("form", ["terminal", "json", "sarif"])
def test_orders_to_a_terminal_stay_words(heard, draft, form):
    said = heard(
        draft(f"We are proud {ORDERS} to announce seamless {ORDERS} synergies.\n", f"x{ORDERS[-7:]}.md"),
        "--format",
        form,
    )
    assert said.code == 1
    assert "D109" in said.out
    assert not set(said.out) & set("\x1b\x07\x9b\u202e\u2066")


@pytest.mark.parametrize("name", ["missing.md", "."])
def test_a_file_that_cannot_be_read_is_exit_2(heard, name):
    said = heard(name)
    assert said.code == 2
    assert said.err.count(".") >= 1
    assert not said.out


def test_no_file_is_exit_2(heard):
    said = heard()
    assert said.code == 2
    assert "heard check draft.md" in said.err


# --- the hook and the pages ---


def test_the_hook_calls_a_command_that_is_there():
    (hook,) = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] == "heard check"
    assert hook["language"] == "python"


def test_every_page_of_a_rule_prints_its_false_alarms(capsys):
    judging = [code for code in rules() if code.startswith("D")]
    for code in judging:
        explain(code, as_json=False)
        said = " ".join(capsys.readouterr().out.split())
        assert "False alarms" in said
        assert "public letters that were answered all the same" in said
    assert len(judging) == 15
    explain("C401", as_json=False)
    assert "False alarms" not in capsys.readouterr().out
