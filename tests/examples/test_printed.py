"""The report of the example company, printed by a real browser where one is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as Page

from heard import api
from heard.faces.report import render

LARKFIELD = Path(__file__).parents[2] / "examples" / "larkfield"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
SHEET = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    home = tmp_path_factory.mktemp("larkfield")
    for name in ("strategy.yaml", "journal.txt"):
        (home / name).write_bytes((LARKFIELD / name).read_bytes())
    with api.open(home) as opened:
        for path in api.exports_in(LARKFIELD / "exports"):
            opened.add(path)
        return render(opened.review())


def test_what_to_do_and_why_stand_before_all_details(report: str) -> None:
    page = Page(report)
    order = [section.attributes.get("class") for section in page.css("main > section")]
    assert order[:3] == ["first", "glance", "pictures"]
    assert order[-4:] == ["channels", "open", "reading", "print-only"]
    assert page.css(".first .advice")
    assert "What works:" in page.css(".good-news")[0].text()
    assert len(page.css(".glance tbody tr")) == len(page.css(".channel"))
    assert (
        len(page.css("figure"))
        == len(page.css('figure svg[role="img"]'))
        == len(page.css("figure table"))
        == 7
    )


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_what_to_do_and_why_fit_the_first_printed_page(report: str, paper: str, tmp_path: Path) -> None:
    whole = sheets(sized(report, paper), tmp_path)
    assert whole > 1
    assert sheets(sized(beginning(report), paper), tmp_path) == 1


def beginning(report: str) -> str:
    """The page without all that stands after the five questions."""
    before, _, after = report.partition('<section class="glance"')
    return (
        f'{before}<section class="glance"{after[: after.index("</section>")]}</section></main></body></html>'
    )


def sized(report: str, paper: str) -> str:
    """The page on a sheet of that size; its own policy would forbid another style, and is left out."""
    page = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", report, count=1)
    changed = page.replace("@page {", f"@page {{ size: {paper};", 1)
    assert changed != report
    return changed


def sheets(page: str, folder: Path) -> int:
    """How many sheets of paper it takes."""
    source, printed = folder / "page.html", folder / "page.pdf"
    source.write_text(page, "utf-8")
    printed.unlink(missing_ok=True)
    subprocess.run(
        [
            BROWSER or "",
            *QUIET,
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={printed}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return len(SHEET.findall(printed.read_bytes()))
