"""Lines that must be cut, and lines that must not."""

from __future__ import annotations

import pytest

from heard.text.clean import clean, from_html

OWN = "The pump is back.\nIt runs."

CUT = {
    "quotation": "> Is it back?\n> Tell me.",
    "attribution": "On Mon, 5 Jan 2026 at 10:00, Ada <ada@acme.example> wrote:\n> Is it back?",
    "attribution on two lines": "On Mon, 5 Jan 2026 at 10:00, Ada Frey\n<ada@acme.example> wrote:\n\n> Is it back?",
    "attribution without quotation marks": "On Mon, 5 Jan 2026 at 10:00, Ada <ada@acme.example> wrote:\n\nIs it back?",
    "short attribution": "Ada wrote:\n> Is it back?",
    "attribution after dashes": "--- Ada Frey <ada@acme.example> wrote:\n> Is it back?",
    "attribution in a language unknown": "W dniu 2026-01-05 o 10:00, Ada pisze:\n> Is it back?",
    "German": "Am 05.01.2026 um 10:00 schrieb Ada Frey <ada@acme.example>:\n> Läuft sie?",
    "French": "Le lun. 5 janv. 2026 à 10:00, Ada Frey <ada@acme.example> a écrit\xa0:\n> Elle marche ?",
    "Spanish": "El lun, 5 ene 2026 a las 10:00, Ada Frey (<ada@acme.example>) escribió:\n\n> ¿Funciona?",
    "Italian": "Il giorno lun 5 gen 2026 alle ore 10:00 Ada Frey <ada@acme.example> ha scritto:\n> Funziona?",
    "Dutch": "Op ma 5 jan 2026 om 10:00 schreef Ada Frey <ada@acme.example>:\n> Werkt hij?",
    "Portuguese": "Em seg., 5 de jan. de 2026 às 10:00, Ada Frey <ada@acme.example> escreveu:\n> Funciona?",
    "original message": "-----Original Message-----\nFrom: Ada\nIs it back?",
    "original message in German": "-----Ursprüngliche Nachricht-----\nVon: Ada\nLäuft sie?",
    "forwarded": "---------- Forwarded message ---------\nFrom: Ada\n\nIs it back?",
    "forwarded by Apple": "Begin forwarded message:\n\nFrom: Ada\nIs it back?",
    "headers of Outlook": "From: Ada Frey\nSent: Monday, 5 January 2026 10:00\nTo: Bo\nSubject: Pump\n\nIs it back?",
    "headers of Outlook in bold": "*From:* Ada Frey\n*Sent:* Monday, 5 January 2026 10:00\n*To:* Bo\n*Subject:* Pump\n\nIs it back?",
    "headers of Outlook below a rule": "________________________________\nDe : Ada\nEnvoyé : lundi\nÀ : Bo\nObjet : Pompe\n\nElle marche ?",
    "signature": "-- \nBo Lind\nWerk",
    "signature whose space was lost": "--\nBo Lind",
    "signature above a quotation": "-- \nBo Lind\n\n> Is it back?",
    "footer of a list": "_______________________________________________\nPumps mailing list\nPumps@lists.example",
    "older footer of a list": "-.-.-.-.-.-.-.-.-.-.-.-.-.-.-.-\npumps mailing list -- Read the FAQ",
    "device": "Sent from my iPhone",
    "device in German": "Von meinem iPhone gesendet",
    "supercite": "AF> Is it back?\nAF> Tell me.",
    "indented quotation": "    >> Is it back?",
}


@pytest.mark.parametrize("others", CUT.values(), ids=CUT)
def test_other_peoples_words_are_cut(others):
    assert clean(f"{OWN}\n\n{others}\n") == OWN


@pytest.mark.parametrize("others", CUT.values(), ids=CUT)
def test_nothing_is_left_of_other_peoples_words_alone(others):
    assert clean(others) == ""


@pytest.mark.parametrize(
    "text",
    [
        "There are three points:\n\n1. oil\n2. heat",
        "She wrote:\n\nnothing at all",
        "I said:\nno.",
        "a > b, and b > c",
        "On Monday I wrote: it runs.",
        "From: where I sit it looks well.",
        "From Monday on we work.",
        "It costs 5 -- 6 EUR",
        "---\nA rule between two parts.",
        "____\nsigned",
        "Subject: to approval",
        "Sent from the office to the plant by hand",
        "-1 degrees\n-2 degrees",
    ],
)
def test_own_words_are_kept(text):
    assert clean(text) == text


def test_answers_between_quotations_are_kept():
    text = "> Oil?\nYes.\n\n> Heat?\nNo.\n\nOn 5 Jan 2026, Ada wrote:\n> Really?\n\nReally.\n-- \nBo"
    assert clean(text) == "Yes.\n\nNo.\n\nReally."


def test_a_long_text_below_two_dashes_is_no_signature():
    text = "Before\n--\n" + "\n".join(f"line {number}" for number in range(30))
    assert clean(text) == text


def test_line_ends_of_windows():
    assert clean("Yes.\r\n\r\n> No?\r\n") == "Yes."


def test_an_empty_text():
    assert clean("") == clean("\n \n") == ""


def test_html_becomes_the_text_that_is_seen():
    html = "<html><head><title>T</title><style>p{}</style></head><body><p>One&nbsp;<b>and</b>\n two</p><div>three<br>four</div><script>x</script><ul><li>five</ul></body></html>"
    assert from_html(html) == "One and two\nthree\nfour\nfive"


@pytest.mark.parametrize(
    "copied",
    [
        "<blockquote>Is it?<blockquote>Was it?</blockquote></blockquote>",
        '<div class="gmail_quote">On Monday Ada wrote:<blockquote>Is it?</blockquote></div>',
        '<div id="divRplyFwdMsg">From: Ada</div><div>Is it?</div>',
        '<div id="appendonsend"></div><hr><div>From: Ada</div>',
        '<div class="moz-cite-prefix">Ada wrote:</div><blockquote>Is it?</blockquote>',
        '<div class="protonmail_quote">Is it?</div>',
        '<div class="yahoo_quoted">Is it?</div>',
    ],
)
def test_what_a_mailer_copied_is_cut_from_html(copied):
    assert from_html(f"<body><p>It is.</p>{copied}</body>") == "It is."


@pytest.mark.parametrize("html", ["", "<", "no tags", "<p", "<!-- ", "<body></body>", "<blockquote>" * 200])
def test_no_html_is_too_broken(html):
    assert isinstance(from_html(html), str)


def test_many_empty_lines_become_one():
    assert from_html("<p>a</p><p></p><p> </p><p></p><p>b</p>") == "a\n\nb"


@pytest.mark.parametrize(
    "copied",
    [
        "\tDana Reyes/PLANT@NORTHWIND\n\t05/23/2001 10:25 AM\n\t\t \n\t\t To: Ines Okafor/CONS@LARKFIELD\n\t\t cc: \n\t\t Subject: Re: Bearings\n\nWhich one?",
        "Dana Reyes <dana@northwind.example> on 05/24/2001 11:46:04 AM\nTo: ines@larkfield.example\ncc:  \n\nSubject: Bearings\n\nWhich one?",
        "---------------------- Forwarded by Dana Reyes/PLANT/NORTHWIND on 03/06/2001 11:53 AM \n---------------------------\n\nWhich one?",
        " -----Original Message-----\nFrom: Dana Reyes\nSubject: Bearings\n\nWhich one?",
    ],
    ids=["notes-indented", "notes", "notes-forwarded", "outlook-indented"],
)
def test_what_older_mailers_copy_goes(copied):
    assert clean(f"The left one.\n\n{copied}\n") == "The left one."


def test_a_date_and_the_word_to_are_no_copied_header():
    said = "We met on 05/23/2001 10:25 AM\nTo: be sure, cc: nobody knew.\nWhat is the point?"
    assert clean(said) == said
