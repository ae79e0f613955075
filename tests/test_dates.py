"""Dates: read where they are whole, completed by what the file says of itself, and never made up."""

from datetime import UTC, datetime

import openpyxl
import pandas as pd
import pytest
from docx import Document as Docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import toolkit as tk
from toolkit.loading.dates import complete_day, is_vague_day, read_day

WRITTEN = datetime(2020, 3, 5, 12, tzinfo=UTC)  # a Thursday
STORY = "The minister said on Monday that the bridge would be open by the spring, and nobody believed him."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("January 10, 2010 Sunday 3 Star Edition", "2010-01-10"),
        ("January 11, 2010 Monday Edition 1; Scotland", "2010-01-11"),
        ("May 3, 2020 Sunday, FINAL EDITION", "2020-05-03"),
        ("Mittwoch, 3. März 2021", "2021-03-03"),
        ("Veröffentlicht am 3. März 2021", "2021-03-03"),
        ("Updated: 3 March 2021 10:15 GMT", "2021-03-03"),
        ("13 июля 2021", "2021-07-13"),
        ("3 mars 2021", "2021-03-03"),
        ("2021年7月13日", "2021-07-13"),
        ("Tuesday 3 March", None),
        ("2 hours ago", None),
        ("vor 2 Stunden", None),
        ("yesterday", None),
        ("2021", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_is_read_where_it_is_whole(text, day):
    found = read_day(text)
    assert (found.strftime("%Y-%m-%d") if found else None) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tuesday 3 March", "2020-03-03 00:00"),
        ("Dienstag, 3. März", "2020-03-03 00:00"),
        ("вторник, 3 марта", "2020-03-03 00:00"),
        ("Tue 3 Mar", "2020-03-03 00:00"),
        ("30 December", "2019-12-30 00:00"),
        ("6 March", "2020-03-06 00:00"),  # tomorrow's paper
        ("vor 2 Stunden", "2020-03-05 10:00"),
        ("Updated 2 hours ago", "2020-03-05 10:00"),
        ("il y a 3 jours", "2020-03-02 12:00"),
        ("вчера", "2020-03-04 12:00"),
        ("Wednesday 3 March", None),  # of another year
        ("12 March", None),  # a week ahead, or a year ago: a guess
        ("March", None),
        ("Tuesday", None),
        ("soon", None),
    ],
)
def test_a_date_without_a_year_is_completed_by_the_day_of_writing(text, moment):
    found = complete_day(text, WRITTEN)
    assert (found.strftime("%Y-%m-%d %H:%M") if found else None) == moment


@pytest.mark.parametrize(
    ("line", "vague"),
    [
        ("Tuesday 3 March", True),
        ("2 hours ago", True),
        ("Bridge to close", False),
        ("Bridge to close for 9 months", False),
        ("Tuesday", False),
        ("The minister said on 3 March that nothing was certain", False),
    ],
)
def test_a_line_that_is_nothing_but_a_date_is_no_standfirst(line, vague):
    assert is_vague_day(line) == vague


def docx(path, created):
    document = Docx()
    for text in ("Bridge to close", "Tuesday 3 March", STORY):
        document.add_paragraph(text)
    if created:
        document.core_properties.created = created
        document.core_properties.comments = ""
    document.save(path)


def pdf(path, created):
    canvas = Canvas(str(path), pagesize=A4, invariant=not created)
    for number, text in enumerate(("Bridge to close", "", "Tuesday 3 March", "", *STORY.split(", "))):
        canvas.drawString(72, 760 - 16 * number, text)
    canvas.save()
    data = path.read_bytes()
    begin = data.index(b"/CreationDate (") + len(b"/CreationDate (")
    end = data.index(b")", begin)
    stamp = b"D:20200305120000+00'00'" if created else b"no date at all"
    path.write_bytes(data[:begin] + stamp + data[end:])


def rtf(path, created):
    about = r"{\info{\creatim\yr2020\mo3\dy5\hr12\min0}}" if created else ""
    path.write_text(r"{\rtf1\ansi" + about + rf"Bridge to close\par Tuesday 3 March\par {STORY}\par}}")


def xlsx(path, created):
    book = openpyxl.Workbook()
    for row in (("title", "text", "date"), ("Bridge to close", STORY, "Tuesday 3 March")):
        book.active.append(row)
    book.properties.created = created or datetime(2002, 1, 1)
    book.save(path)


def html(path, created):
    saved = (
        "<!--\n Page saved with SingleFile \n url: https://a.example/b \n"
        " saved date: Thu Mar 05 2020 12:00:00 GMT+0000 (Coordinated Universal Time)\n-->"
        if created
        else ""
    )
    text = f"<p>{STORY}</p><p>{STORY[::-1]}</p>"
    path.write_text(
        f"<!DOCTYPE html>{saved}<html><body><article><h1>Bridge to close</h1><time>Tuesday 3 March</time>{text}</article></body></html>"
    )


def mhtml(path, created):
    date = "Date: Thu, 05 Mar 2020 12:00:00 -0000\r\n" if created else ""
    html(path, False)
    page = path.read_text().replace("\n", "\r\n")
    path.write_text(
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/b\r\n{date}MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
        f"Content-Location: https://a.example/b\r\n\r\n{page}\r\n--b--\r\n"
    )


@pytest.mark.parametrize("write", [docx, pdf, rtf, xlsx, html, mhtml])
def test_the_year_is_that_of_the_files_own_metadata_or_missing(tmp_path, write):
    path = tmp_path / f"a.{write.__name__}"
    write(path, datetime(2020, 3, 5, 12))
    articles = tk.load(path)
    assert articles["headline"].tolist() == ["Bridge to close"]
    assert articles["published"].iloc[0] == pd.Timestamp("2020-03-03", tz="UTC"), articles.attrs["report"].to_string()
    said = "dates without a year, such as 'Tuesday 3 March', are completed from the file's own date, 2020-03-05: 1"
    assert said in list(articles.attrs["report"]["message"])
    write(path, None)
    articles = tk.load(path)
    assert articles["published"].isna().all()
    assert "such as 'Tuesday 3 March'" in " ".join(articles.attrs["report"]["message"])


def test_the_dateline_takes_its_year_from_the_file_unless_one_is_given(tmp_path):
    document = Docx()
    for text in ("Talks end", f"MOSCOW, July 13. /TASS/. {STORY}"):
        document.add_paragraph(text)
    document.core_properties.created = datetime(2021, 7, 14)
    document.core_properties.comments = ""
    document.save(tmp_path / "a.docx")
    assert tk.load(tmp_path)["published"].iloc[0] == pd.Timestamp("2021-07-13", tz="UTC")
    assert tk.load(tmp_path, year=2018)["published"].iloc[0] == pd.Timestamp("2018-07-13", tz="UTC")


def test_each_source_decides_whether_the_day_or_the_month_comes_first():
    frame = pd.DataFrame(
        {
            "text": [f"text {n}" for n in range(6)],
            "date": ["03/04/2020", "25/04/2020", "03/04/2020", "04/25/2020", "03/04/2020", "2020-04-03"],
            "source": ["Herald", "Herald", "Tribune", "Tribune", "Mail", "Mail"],
        }
    )
    articles = tk.load(frame)
    days = articles["published"].dt.strftime("%m-%d").tolist()
    assert days == ["04-03", "04-25", "03-04", "04-25", "04-03", "04-03"]
    said = " ".join(articles.attrs["report"]["message"])
    assert "day first, as others of Herald show" in said
    assert "month first, as others of Tribune show" in said
    assert "day first; nothing in the column decides it" in said
