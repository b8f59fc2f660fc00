"""An import that is killed leaves the ledger as it was, whenever it strikes."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from heard import api

EXPORT = next((Path(__file__).parents[2] / "examples" / "larkfield" / "exports").glob("*mail*.zip"))
ADD = "import sys\nfrom heard import api\nwith api.open(sys.argv[1]) as home:\n    print('open', flush=True)\n    home.add(sys.argv[2])"


def start(home: Path) -> subprocess.Popen[bytes]:
    """Begin an import in a process of its own; returns when the ledger is open."""
    process = subprocess.Popen([sys.executable, "-c", ADD, str(home), str(EXPORT)], stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"open\n"
    return process


def finish(process: subprocess.Popen[bytes]) -> int:
    process.wait(timeout=120)
    process.stdout.close()
    return process.returncode


def state(home: Path) -> tuple[str, int]:
    with api.open(home) as opened:
        return opened.ledger.fingerprint(), len(opened.imports())


def test_killing_at_ten_random_moments_never_leaves_a_half_import(tmp_path):
    whole = tmp_path / "whole"
    whole.mkdir()
    began = time.perf_counter()
    assert finish(start(whole)) == 0
    takes = time.perf_counter() - began
    empty = tmp_path / "killed"
    empty.mkdir()
    before, after = state(empty), state(whole)
    moments = random.Random(8)
    struck = 0
    for _ in range(10):
        process = start(empty)
        time.sleep(moments.uniform(0, 0.9 * takes))
        process.send_signal(signal.SIGKILL)
        killed = finish(process) == -signal.SIGKILL
        found = state(empty)
        assert found in (before, after), "all or nothing"
        struck += killed and found == before
        if found == after:
            with api.open(empty) as opened:
                opened.undo(api.short(opened.imports()[0]["import_id"]))
            assert state(empty) == before
    assert struck >= 5, "most of the kills must have struck the import itself"
    assert finish(start(empty)) == 0
    assert state(empty) == after
