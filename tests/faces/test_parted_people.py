"""What `heard people` says of a connection that an earlier export lists and a later one does not."""

from __future__ import annotations

import shutil

from plain import LINKEDIN

EARLIER = LINKEDIN / "era-2026" / "export"


def test_a_second_export_adds_what_is_new_and_says_what_has_gone(heard, home, tmp_path):
    later = tmp_path / "later"
    shutil.copytree(EARLIER, later)
    listed = later / "Connections.csv"
    rows = [line for line in listed.read_text("utf-8").splitlines() if not line.startswith("Jo,Pike")]
    new = "Kim,Vale,https://www.linkedin.com/in/kimvale,,Acme Pumps,Fitter,03 Mar 2026"
    listed.write_text("\n".join([*rows, new]) + "\n", "utf-8")
    heard("add", "--home", home, EARLIER)
    added = heard("add", "--home", home, later, "--json").json

    said = " ".join(heard("people", "Jo Pike", "--home", home).out.split())
    assert "No longer connected on linkedin since between 2026-01-31 and 2026-03-03" in said
    told = heard("people", "Jo Pike", "--home", home, "--json").json
    assert told["parted"] == [
        {"channel": "linkedin", "kind": "connection", "mine": False, "after": "2026-01-31", "before": "2026-03-03"}
    ]  # fmt: skip
    assert "1 person who is no longer a connection of yours" in " ".join(
        heard("people", "--home", home).out.split()
    )
    assert heard("people", "--home", home, "--json").json["parted"] == {"connections": 1}
    assert heard("people", "Kim Vale", "--home", home, "--json").json["parted"] == []

    heard("undo", added["import"][:8], "--home", home)
    assert heard("people", "Jo Pike", "--home", home, "--json").json["parted"] == []
