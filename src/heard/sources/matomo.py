"""Matomo: reports on what brought the visits, as CSV or TSV.

    Export _ Websites _ July 2026.csv      (UTF-16, as Matomo writes it)
        label,nb_uniq_visitors,nb_visits,nb_actions,sum_visit_length,bounce_count,nb_conversions,metadata_segment
        lnkd.in,31,38,77,5120,17,2,referrerName==lnkd.in

The table does not say what it is of: that stands in its file name, as do the days, or in its columns of metadata. Columns may be in
the language of whoever exports; Heard knows them in English, German, French, Spanish, Italian, Portuguese and Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from heard.model import Export, FileSeen, Metric, Problem, Record
from heard.reading import csv
from heard.reading.archive import Archive, Member
from heard.reading.files import beginning, content_of
from heard.reading.rows import Understood, told
from heard.reading.traffic.counts import NOTHING, ONLY, Counts, channel_of, whole
from heard.reading.traffic.periods import days_named

TITLE = "Matomo"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "Acquisition > All Channels, or Websites, Social Networks, Search Engines, Campaigns > the period > the export icon below the table "
    "> CSV or TSV, row limit: all. Keep the file's name: the days stand in it. It comes at once."
)
BLIND = (
    "It holds counts, no people. Whoever blocks scripts or does not consent may not be in it. Apps open links without saying where they "
    "came from: such a visit is called a direct entry. A visit is no talk."
)
BESIDE = "Deals, for what visits came to."
NOT_SEEN = (
    "Any whole export: it was written after Matomo's own code. Names of columns and reports in French, Spanish, Italian, Portuguese and "
    "Dutch are from memory."
)
FILES = {"*.csv": "visits, and what brought them", "*.tsv": "visits, and what brought them"}
LEFT_ALONE = {"*.csv of other reports": "the same visits, divided by page, country, hour or device"}

LABEL = ("label", "bezeichnung", "beschriftung", "libellé", "étiquette", "etiqueta", "etichetta", "rótulo")
VISITS = ("nbvisits", "visits", "besuche", "visites", "visitas", "visite", "bezoeken")
ACTIONS = ("nbactions", "actions", "aktionen", "acciones", "azioni", "ações", "acties")
CONVERSIONS = (
    "nbconversions",
    "conversions",
    "konversionen",
    "conversiones",
    "conversioni",
    "conversões",
    "conversies",
)
DAYS = ("date", "period", "datum", "zeitraum", "période", "fecha", "período", "periodo", "data", "periode")
KINDS = {
    f"{label} {visits} {actions}": frozenset({label, visits, actions})
    for label in LABEL for visits in VISITS for actions in ACTIONS
}  # fmt: skip
EMPTY = {
    "no data available", "keine daten verfügbar", "keine daten vorhanden", "pas de données disponibles", "aucune donnée disponible",
    "no hay datos disponibles", "nessun dato disponibile", "geen gegevens beschikbaar", "não há dados disponíveis",
}  # fmt: skip
REPORTS = {
    "all channels": r"all channels?|all referrers|getall|alle kanäle|tous les canaux|todos los canales|tutti i canali|todos os canais"
    r"|alle kanalen",
    "channels": r"channel types?|referrer types?|getreferrertype|kanaltyp\w*|types? de canal|tipos? de canal|tipo di canale|kanaaltypes?",
    "websites": r"websites?|getwebsites|webseiten|sites web|sitios web|siti web|sites da web",
    "social networks": r"social networks?|getsocials|soziale netzwerke|réseaux sociaux|redes sociales|social network|redes sociais"
    r"|sociale netwerken",
    "search engines": r"search engines?|getsearchengines|suchmaschinen|moteurs de recherche|motores de búsqueda|motori di ricerca"
    r"|motores de busca|zoekmachines",
    "campaigns": r"campaigns?|getcampaigns|kampagnen|campagnes|campañas|campagne|campanhas",
}
"""Reports on what brought the visits, and how their files are called; all but the first two are of a part of the visits."""
WHOLE = {"all channels", "channels"}
MEANT = {"search engines": "search", "campaigns": ""}
"""What a label of a report means where it is no name of a channel."""
PARTS = {
    "direct": "direct",
    "website": "websites",
    "social": "social networks",
    "search": "search engines",
    "campaign": "campaigns",
}
SEGMENT = re.compile(r"(?:^|[;,&])referrer(?:Type|Name|Url|Keyword)?==", re.IGNORECASE)
MOST_BYTES = 256 << 20


def recognise(archive: Archive) -> Export | None:
    """A table of visits and actions by label."""
    ours = [member for member in archive.members if _header(member) or _is_empty(member)]
    if not ours:
        return None
    ends = [period[1] for member in ours if (period := _period(member.name))]
    taken = datetime.combine(max(ends), time.max.replace(microsecond=0), UTC) if ends else None
    return Export(source="matomo", taken_at=taken)


def read(archive: Archive, _export: Export) -> Iterator[Record]:
    """The reports on what brought the visits; others are known."""
    for member in archive.members:
        header = _header(member)
        if header:
            yield from _file(member, header)
        elif _is_empty(member):
            yield FileSeen(path=member.path, status="read", what="a report in which Matomo had no data")
        else:
            yield FileSeen(path=member.path, status="unknown", what="not a report of Matomo that Heard knows")


def _header(member: Member) -> csv.Header | None:
    return csv.find_header(beginning(member), KINDS)


def _is_empty(member: Member) -> bool:
    return member.size <= 200 and csv.decode(beginning(member))[0].strip().casefold() in EMPTY


def _file(member: Member, header: csv.Header) -> Iterator[Record]:
    content = yield from content_of(member, MOST_BYTES, FILES["*.csv"])
    if content is None:
        return
    sheet = csv.read(content, header)
    report = _report(member.name)
    if not report and any(SEGMENT.search(cell) for cell in sheet.column("metadatasegment").to_pylist()):
        report = "referrers"
    if not report:
        yield FileSeen(path=member.path, status="known", what=next(iter(LEFT_ALONE.values())))
        return
    period = _period(member.name)
    by_day = next((name for name in DAYS if name in header.columns), "")
    if period is None and not by_day:
        why = "Nothing says of which days it is: keep the name that Matomo gave it, or add them to it as in: 2026-07-01 2026-07-31."
        yield Problem(path=member.path, why=why)
        yield FileSeen(path=member.path, status="failed", what=f"{report}: {FILES['*.csv']}")
        return
    counts, found = Counts("", report if report in WHOLE else f"{report} {ONLY}"), Understood()
    for at, row in enumerate(sheet.rows()):
        try:
            if not _row(row, report, period if period and not by_day else _days_in(row[by_day]), counts):
                found.left_out[NOTHING] += 1
        except ValueError as error:
            found.bad[at] = str(error)
    yield from counts.told()
    yield from told(member.path, f"{report}: {FILES['*.csv']}", sheet, found)


def _days_in(cell: str) -> tuple[date, date]:
    """The days in a cell; Matomo writes 2026-07-01, and 01.07.2026 is a spreadsheet's, which nobody can tell from 7 January."""
    if days := days_named(cell):
        return days
    raise ValueError(f"holds “{cell[:40]}” where Matomo writes days as 2026-07-01; export it again")


def _row(row: dict[str, str], report: str, days: tuple[date, date], counts: Counts) -> int:
    label = next((row[name] for name in LABEL if row.get(name)), "")
    if not label:
        raise ValueError("does not say what brought the visits")
    part = report
    if kind := re.search(r"referrerType==(\w+)", row.get("metadatasegment", "")):
        part = PARTS.get(kind[1].lower(), report)
    campaign = (
        label if part == "campaigns" and not re.fullmatch(REPORTS["campaigns"], label.casefold()) else ""
    )
    channel = MEANT[part] if part in MEANT and not campaign else channel_of(source=label)
    if campaign and channel == label.casefold():  # its name says nothing of a channel
        channel = ""
    counted: tuple[tuple[Metric, tuple[str, ...]], ...] = (("visits", VISITS), ("conversions", CONVERSIONS))
    total = 0
    for metric, names in counted:
        number = whole(next((row[name] for name in names if row.get(name)), "0"))
        counts.add(*days, channel or "campaigns", metric, number, campaign=campaign)
        total += number
    return total


def _report(name: str) -> str:
    """Which report of what brought the visits it is, as its name says."""
    plain = " ".join(re.split(r"[_\s]+", name.casefold()))
    return next((report for report, words in REPORTS.items() if re.search(rf"\b(?:{words})\b", plain)), "")


def _period(name: str) -> tuple[date, date] | None:
    """The days that stand in a name, in figures or in words."""
    return days_named(name.replace("_", " "))
