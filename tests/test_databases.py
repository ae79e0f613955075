"""Exports of newspaper databases: how many articles, and what each part of them becomes."""

import pandas as pd
import pytest
from docx import Document as Docx

import toolkit as tk
from toolkit.loading.databases.labels import language_code, read_label

BOILERPLATE = (
    r"(?m)LOAD-DATE|Load-Date|^LENGTH|\d of \d+ DOCUMENTS|^Copyright \d|^Document [A-Z]{4}\d|All Rights Reserved|"
    r"^Classification$|End of Document|Search Terms|\^ЗГ"
)


@pytest.mark.parametrize(
    ("name", "number", "different"),
    [
        ("factiva/irish-independence_1_2017-11-14.html", 44, 44),
        ("factiva/nyt_1_1993-01-03.html", 27, 27),
        ("lexis/guardian1.docx", 2, 2),
        ("lexis/guardian2.docx", 1, 1),
        ("lexis/usa-today.docx", 7, 7),
        ("nexis/guardian_1986-01-01_0001.html", 262, 262),
        ("nexis/sample.TXT", 10, 10),
        ("integrum/ntv_20121201-20121231_0001-0100_0190.xlsx", 100, 100),
        ("integrum/moscow_1993-06-06_1994-09-02.html", 27, 9),
    ],
)
def test_the_number_of_articles_and_their_parts(shared, name, number, different):
    loaded = tk.load(shared / "exports" / name)
    assert len(loaded) == number
    assert (loaded["similarity"] == 1).sum() == number - different
    assert loaded[["headline", "body", "source", "published", "language"]].notna().all().all()
    assert not loaded["body"].str.contains(BOILERPLATE, regex=True).any()


NEXIS_GERMAN = """
                              Dokument 1 von 2

                              Süddeutsche Zeitung

                            Mittwoch, 3. März 2021

Die Brücke kommt später

AUTOR: Von Anna Berg

RUBRIK: Politik

LÄNGE: 300 Wörter

HIGHLIGHT: Der Bau verzögert sich um ein Jahr.

Die Brücke werde erst im Frühjahr fertig, sagte der
Minister am Dienstag. Das Geld sei nicht das Problem.

Er nannte keinen neuen Termin.

UPDATE: 4. März 2021

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitung

                   Copyright 2021 Süddeutsche Zeitung GmbH
                              Alle Rechte vorbehalten

                              Dokument 2 von 2

                              Süddeutsche Zeitung

                            Donnerstag, 4. März 2021

Ein zweiter Artikel

LÄNGE: 20 Wörter

Hier steht ein einziger Satz: Er hat einen Doppelpunkt.
"""


def test_nexis_with_a_german_interface(tmp_path):
    (tmp_path / "export.TXT").write_text(NEXIS_GERMAN, encoding="utf-8")
    first, second = tk.load(tmp_path).to_dict("records")
    assert first["headline"] == "Die Brücke kommt später"
    assert (first["source"], first["section"], first["byline"]) == ("Süddeutsche Zeitung", "Politik", "Anna Berg")
    assert first["published"] == pd.Timestamp("2021-03-03", tz="UTC")
    assert first["standfirst"] == "Der Bau verzögert sich um ein Jahr."
    assert first["language"] == "de"
    assert first["body"] == (
        "Die Brücke werde erst im Frühjahr fertig, sagte der Minister am Dienstag. Das Geld sei nicht das Problem.\n\n"
        "Er nannte keinen neuen Termin."
    )
    assert second["body"] == "Hier steht ein einziger Satz: Er hat einen Doppelpunkt."


def test_a_line_such_as_2_of_5_makes_no_database_export(tmp_path):
    body = "The mayor said on Monday that the bridge would be closed.\n\n2 of 5\n\nThe council agreed and nobody objected to it."
    (tmp_path / "a.txt").write_text(f"Bridge to close\n\n{body}\n")
    assert tk.load(tmp_path)["body"].iloc[0] == body


def test_lexis_with_a_cover_page(tmp_path):
    document = Docx()
    lines = [
        "User Name: A. Reader", "Documents (2)", "1. One headline", "Search Terms: bridge", "One headline", "The Herald",
        "May 3, 2020 Sunday, FINAL EDITION", "Copyright 2020 The Herald All Rights Reserved", "Section: NEWS; Pg. 1A",
        "Length: 12 words", "Byline: Ann Lee", "Body", "The bridge is open.", "It is long: very long.", "Classification",
        "Language: ENGLISH", "Subject: BRIDGES (90%)", "Load-Date: May 4, 2020", "End of Document",
        "Deux ponts", "Le Monde", "5 mai 2020", "Copyright 2020 Le Monde", "Longueur: 9 mots", "Corps", "Le pont est ouvert.",
        "Classement", "Langue: FRENCH; FRANÇAIS", "End of Document",
    ]  # fmt: skip
    for line in lines:
        document.add_paragraph(line)
    document.save(tmp_path / "export.DOCX")
    one, two = tk.load(tmp_path).to_dict("records")
    assert (one["headline"], one["source"], one["section"], one["byline"]) == (
        "One headline",
        "The Herald",
        "NEWS",
        "Ann Lee",
    )
    assert one["published"] == pd.Timestamp("2020-05-03", tz="UTC")
    assert one["body"] == "The bridge is open.\n\nIt is long: very long."
    assert (two["headline"], two["language"], two["body"]) == ("Deux ponts", "fr", "Le pont est ouvert.")
    assert two["published"] == pd.Timestamp("2020-05-05", tz="UTC")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("BYLINE: Ann Lee", ("byline", "Ann Lee")),
        ("AUTEUR: Anne Roux", ("byline", "Anne Roux")),
        ("LENGTH: 20 words", ("", "20 words")),
        ("LOAD-DATE: May 1, 2020", ("", "May 1, 2020")),
        ("He said: no.", None),
        ("No label here", None),
    ],
)
def test_labels(line, found):
    assert read_label(line) == found


def test_names_of_languages():
    assert [language_code(name) for name in ("ENGLISH", "Deutsch; German", "Englisch", "Klingon", None)] == [
        "en", "de", "en", None, None,
    ]  # fmt: skip
