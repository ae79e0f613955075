"""The formats and interface languages of databases for which there is no public file: exports written here.

Their shape is that of public descriptions: the readers of R.TeMiS (Factiva, Europresse), converters of ProQuest's text
files, and the documented display formats of Factiva.
"""

import zipfile

import pandas as pd
import pytest

import toolkit as tk


def rtf(lines: list[str]) -> str:
    def escaped(line: str) -> str:
        return "".join(c if c.isascii() else rf"\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in line)

    body = "\\par\n".join("{\\f0 " + escaped(line) + "}" for line in lines)
    return r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}" + "\n" + body + "\\par\n}"


def load(path, text: str) -> list[dict]:
    path.write_text(text, encoding="utf-8")
    articles = tk.load(path)
    assert articles.attrs["report"].query("outcome == 'skipped'").empty, articles.attrs["report"].to_string()
    return articles.to_dict("records")


FACTIVA = [
    "Search Summary",
    "Text bridge",
    "© 2021 Factiva, Inc. All rights reserved.",
    "",
    "News",
    "Bridge opens after nine months",
    "By Ann Lee",
    "212 words",
    "3 March 2021",
    "10:15",
    "The Herald",
    "HERA",
    "5",
    "English",
    "© Copyright 2021. The Herald. All rights reserved.",
    "",
    "The bridge is open, the mayor said on Tuesday.",
    "It is long: very long.",
    "Document HERA000020210303eh330002x",
    "",
    "Eine Brücke wird geöffnet",
    "87 Wörter",
    "4. März 2021",
    "Die Zeitung",
    "DZTG",
    "Deutsch",
    "Copyright 2021 Die Zeitung GmbH",
    "",
    "Die Brücke ist offen, sagte der Bürgermeister.",
    "Document DZTG000020210304eh340001p",
    "© 2021 Factiva, Inc. All rights reserved.",
]


def test_factiva_rtf(tmp_path):
    one, two = load(tmp_path / "Factiva-20210305.rtf", rtf(FACTIVA))
    assert (one["headline"], one["section"], one["byline"]) == ("Bridge opens after nine months", "News", "Ann Lee")
    assert (one["source"], one["language"]) == ("The Herald", "en")
    assert one["published"] == pd.Timestamp("2021-03-03", tz="UTC")
    assert one["body"] == "The bridge is open, the mayor said on Tuesday.\n\nIt is long: very long."
    assert (two["headline"], two["source"], two["language"]) == ("Eine Brücke wird geöffnet", "Die Zeitung", "de")
    assert two["published"] == pd.Timestamp("2021-03-04", tz="UTC")
    assert two["body"] == "Die Brücke ist offen, sagte der Bürgermeister."


CODES = [
    ("HD", "Bridge opens after nine months"),
    ("BY", "By Ann Lee"),
    ("WC", "212 words"),
    ("PD", "3 March 2021"),
    ("ET", "10:15"),
    ("SN", "The Herald"),
    ("SC", "HERA"),
    ("LA", "English"),
    ("CY", "© Copyright 2021. The Herald."),
    ("LP", "The bridge is open, the mayor said on Tuesday."),
    ("TD", "It is long: very long."),
    ("NS", "gtrans : Transport | gcat : Political News"),
    ("AN", "Document HERA000020210303eh330002x"),
]


def test_factiva_with_indexing(tmp_path):
    rows = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td><p>{text}</p></td></tr>" for code, text in CODES)
    page = f"<html><head><title>Factiva</title></head><body><div class='article'><div class='article enArticle'><table>{rows}</table></div></div></body></html>"
    lines = [f"{code}|{text}|" for code, text in CODES]
    for name, text in (("a.html", page), ("b.rtf", rtf(lines))):
        (one,) = load(tmp_path / name, text)
        assert (one["headline"], one["byline"], one["source"]) == (
            "Bridge opens after nine months",
            "Ann Lee",
            "The Herald",
        )
        assert one["published"] == pd.Timestamp("2021-03-03 10:15", tz="UTC")
        assert one["language"] == "en"
        assert one["body"] == "The bridge is open, the mayor said on Tuesday.\n\nIt is long: very long."


LEXIS = {
    "en": """User Name: A. Reader|Bridge opens|The Herald|May 3, 2020 Sunday|Copyright 2020 The Herald All Rights Reserved
        |Section: NEWS; Pg. 1A|Length: 12 words|Byline: Ann Lee|Body|The bridge is open.|It is long: very long.
        |Classification|Language: ENGLISH|Subject: BRIDGES (90%)|Load-Date: May 4, 2020|End of Document""",
    "es": """Usuario: A. Lector|El puente se abre|El Diario|3 de mayo de 2020 domingo|Copyright 2020 El Diario
        |Sección: NACIONAL; Pág. 1|Longitud: 12 palabras|Autor: Ann Lee|Cuerpo|El puente está abierto.|Es largo: muy largo.
        |Clasificación|Idioma: SPANISH; ESPAÑOL|Fecha de carga: 4 de mayo de 2020|Fin del documento""",
    "fr": """Utilisateur : A. Lectrice|Le pont s'ouvre|Le Monde|3 mai 2020 dimanche|Copyright 2020 Le Monde
        |Rubrique: FRANCE; Pg. 1|Longueur: 12 mots|Auteur: Ann Lee|Corps|Le pont est ouvert.|Il est long : très long.
        |Classement|Langue: FRENCH; FRANÇAIS|Date de chargement: 4 mai 2020|Fin du document""",
    "zh": """用户名: 读者|大桥通车|人民日报|2020年5月3日 星期日|Copyright 2020 人民日报
        |版面: 要闻; 第1版|长度: 12 字|作者: Ann Lee|正文|大桥已经通车。|桥很长：非常长。
        |分类|语言: CHINESE; 中文|文档结束""",
}  # fmt: skip


@pytest.mark.parametrize("language", LEXIS)
def test_lexis_rtf_in_the_languages_of_its_interface(tmp_path, language):
    lines = [line.strip() for line in LEXIS[language].split("|")]
    (one,) = load(tmp_path / "export.rtf", rtf(lines))
    head = next(i for i, line in enumerate(lines) if line.startswith("Copyright"))
    assert one["headline"] == lines[head - 3]
    assert one["source"] == lines[head - 2]
    assert one["published"] == pd.Timestamp("2020-05-03", tz="UTC")
    assert one["section"] == lines[head + 1].split(": ")[1].split(";")[0]
    assert one["byline"] == "Ann Lee"
    assert one["body"] == f"{lines[head + 5]}\n\n{lines[head + 6]}"
    assert one["language"] == language


NEXIS = {
    "es": """                               1 de 2 DOCUMENTOS

                                  El Diario

                            3 de mayo de 2020 domingo

El puente se abre

AUTOR: Ann Lee

SECCIÓN: NACIONAL; Pág. 1

LONGITUD: 12 palabras

El puente está abierto.

FECHA-DE-CARGA: 4 de mayo de 2020

IDIOMA: ESPAÑOL

                         Copyright 2020 El Diario
                       Todos los derechos reservados

                               2 de 2 DOCUMENTOS

                                  El Diario

                            4 de mayo de 2020 lunes

Otro puente

LONGITUD: 9 palabras

Otro puente está abierto.
""",
    "fr": """                               1 sur 1 DOCUMENT

                                  Le Monde

                              3 mai 2020 dimanche

Le pont s'ouvre

AUTEUR: Ann Lee

RUBRIQUE: FRANCE; Pg. 1

LONGUEUR: 12 mots

Le pont est ouvert.

DATE-DE-CHARGEMENT: 4 mai 2020

LANGUE: FRENCH; FRANÇAIS

                          Copyright 2020 Le Monde
                            Tous droits réservés
""",
}


@pytest.mark.parametrize(
    ("language", "bodies"),
    [("es", ["El puente está abierto.", "Otro puente está abierto."]), ("fr", ["Le pont est ouvert."])],
)
@pytest.mark.parametrize("suffix", ["TXT", "rtf"])
def test_nexis_in_the_languages_of_its_interface(tmp_path, language, bodies, suffix):
    text = NEXIS[language]
    if suffix == "rtf":
        text = rtf([line.strip() for line in text.split("\n")])
    rows = load(tmp_path / f"export.{suffix}", text)
    assert [row["body"] for row in rows] == bodies
    assert rows[0]["byline"] == "Ann Lee"
    assert rows[0]["published"] == pd.Timestamp("2020-05-03", tz="UTC")
    assert rows[0]["language"] == language
    assert rows[0]["section"] in ("NACIONAL", "FRANCE")


PROQUEST = """____________________________________________________________

Report Information from ProQuest 5 March 2021

____________________________________________________________

Document 1 of 2

Bridge opens after nine months

Author: Lee, Ann

Publication info: The Herald ; Glasgow (UK) [Glasgow (UK)]. 03 Mar 2021: 5.

ProQuest document link

Abstract: The bridge is open, the mayor said...

Links: Linking Service

Full text: The bridge is open, the mayor said on Tuesday.

People: that is what he saw first.

It is long: very long.

CREDIT: The Herald

Subject: Bridges; Mayors

Location: Glasgow Scotland

Title: Bridge opens after nine months

Publication title: The Herald; Glasgow (UK)

Publication year: 2021

Publication date: Mar 3, 2021

Section: News

Publisher: Herald Ltd

ISSN: 12345678

Source type: Newspapers

Language of publication: English

Document type: News

ProQuest document ID: 2495678901

Document URL: https://www.example.org/docview/2495678901

Copyright: Copyright Herald Ltd Mar 3, 2021

Last updated: 2021-03-03

Database: Global Newsstream

____________________________________________________________

Document 2 of 2

Un pont s'ouvre

Auteur : Roux, Anne

Texte intégral : Le pont est ouvert, a dit le maire.

Titre : Un pont s'ouvre

Titre de la publication : Le Monde

Date de publication : 4 mars 2021

Langue de publication : French

ProQuest document ID : 2495678902

____________________________________________________________

Contact us at: http://www.example.org/contact Database copyright © 2021 ProQuest LLC. All rights reserved. Terms and Conditions: http://www.example.org/terms
"""


def test_proquest(tmp_path):
    one, two = load(tmp_path / "ProQuestDocuments-2021-03-05.txt", PROQUEST)
    assert (one["headline"], one["byline"], one["section"]) == ("Bridge opens after nine months", "Lee, Ann", "News")
    assert (one["source"], one["language"]) == ("The Herald; Glasgow (UK)", "en")
    assert one["url"] == "https://www.example.org/docview/2495678901"
    assert one["published"] == pd.Timestamp("2021-03-03", tz="UTC")
    assert one["body"] == (
        "The bridge is open, the mayor said on Tuesday.\n\nPeople: that is what he saw first.\n\nIt is long: very long."
    )
    assert pd.isna(one["standfirst"])
    assert (two["headline"], two["source"], two["language"]) == ("Un pont s'ouvre", "Le Monde", "fr")
    assert two["published"] == pd.Timestamp("2021-03-04", tz="UTC")
    assert two["body"] == "Le pont est ouvert, a dit le maire."


EUROPRESSE = """<!DOCTYPE html><html><head><title>Europresse</title></head><body>
<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Monde, no. 23632</span></div>
<div><span class="DocHeader">France, mercredi 3 mars 2021 1234 mots, p. 5</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Le pont s'ouvre </p>
<p class="sm-margin-TopNews rdp__subtitle">Après neuf mois de travaux</p></div>
<p class="sm-margin-bottomNews">Anne Roux</p></header>
<section><div class="DocText clearfix"><div class="docOcurrContainer"><p>Le <mark>pont</mark> est ouvert, a dit le maire.</p>
<p>Il est long : très long.</p><p><a href="https://lemonde.example/pont">Cet article est paru dans Le Monde (site web)</a></p>
</div></div></section><footer><small>© 2021 SA Le Monde. Tous droits réservés.</small>
<div class="publiC-lblNodoc">news·20210303·LM·5678</div></footer></article>
<article><header><div><span class="DocPublicationName">The Herald (Glasgow)</span></div>
<div><span class="DocHeader">World, Thursday, March 4, 2021</span></div>
<div class="titreArticle"><p class="titreArticleVisu">A second bridge</p></div><div class="docAuthors">Ann Lee</div></header>
<section><div class="DocText clearfix"><p>The second bridge is open, too.</p></div></section></article>
</body></html>"""


def test_europresse(tmp_path):
    one, two = load(tmp_path / "biblioeuropresse20210305.HTML", EUROPRESSE)
    assert (one["source"], one["section"], one["byline"]) == ("Le Monde", "France", "Anne Roux")
    assert (one["headline"], one["standfirst"]) == ("Le pont s'ouvre", "Après neuf mois de travaux")
    assert one["published"] == pd.Timestamp("2021-03-03", tz="UTC")
    assert one["url"] == "https://lemonde.example/pont"
    assert one["body"] == "Le pont est ouvert, a dit le maire.\n\nIl est long : très long."
    assert (two["source"], two["section"], two["byline"]) == ("The Herald", "World", "Ann Lee")
    assert (two["headline"], two["body"]) == ("A second bridge", "The second bridge is open, too.")
    assert two["published"] == pd.Timestamp("2021-03-04", tz="UTC")


def test_a_weekday_is_no_section(tmp_path):
    text = EUROPRESSE.replace("France, mercredi 3 mars", "Mercredi 3 mars").replace("World, Thursday,", "Thursday,")
    for row in load(tmp_path / "a.html", text):
        assert pd.isna(row["section"]) and pd.notna(row["published"])


def test_integrum_word(tmp_path):
    page = """<html><body><h1>Мост открыт</h1><h2>Первый канал. Новости</h2><h2>03.05.2020</h2>
    <p>Мост наконец открыт, сообщил мэр.</p><p>Никто не верил.</p>
    <h1>Второй мост</h1><h2>НТВ</h2><h2>04.05.2020</h2><p>Будет и второй.</p></body></html>"""
    for name in ("a.docx", "b.doc"):
        with zipfile.ZipFile(tmp_path / name, "w") as package:
            package.writestr("word/document.xml", "<w:document/>")
            package.writestr("word/afchunk.htm", page)
        one, two = tk.load(tmp_path / name).to_dict("records")
        assert (one["headline"], one["source"], one["language"]) == ("Мост открыт", "Первый канал. Новости", "ru")
        assert one["published"] == pd.Timestamp("2020-05-03", tz="UTC")
        assert one["body"] == "Мост наконец открыт, сообщил мэр.\n\nНикто не верил."
        assert (two["headline"], two["body"]) == ("Второй мост", "Будет и второй.")


def test_factiva_in_chinese_and_japanese_interfaces(tmp_path):
    for words, day, language in (("212 字", "2018 年 5 月 28 日", "英文"), ("212 語", "2018年5月28日", "英語")):
        lines = [
            f"<div>{line}</div>" for line in (words, day, "Chosun Ilbo", "CHOSUN", language, "Copyright 2018 Chosun")
        ]
        page = (
            '<html><head><title>Factiva</title></head><body><div class="article"><div class="article enArticle">'
            f'<div id="hd"><span class="enHeadline">Bridge opens</span></div>{"".join(lines)}'
            '<p class="articleParagraph enarticleParagraph">The bridge is open.</p><p>文件 CHOSUN0020180528ee5s0002x</p>'
            "</div></div></body></html>"
        )
        (one,) = load(tmp_path / "a.html", page)
        assert (one["headline"], one["source"], one["language"]) == ("Bridge opens", "Chosun Ilbo", "en")
        assert one["published"] == pd.Timestamp("2018-05-28", tz="UTC")
        assert one["body"] == "The bridge is open."
