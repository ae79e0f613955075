"""Documents of office programs and readers."""

import io
import zipfile

import pytest
from docx import Document as Docx
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import toolkit as tk

HEADLINE = "Bridge to close for nine months"
PARAGRAPHS = [
    "The old bridge over the river will be closed for repairs from Monday, the mayor said after a meeting of the council.",
    "“Nobody likes it, and everybody needs it,” he told reporters in front of the town hall, where fifty people waited.",
]


def check(path, headline=HEADLINE) -> None:
    row = tk.load(path).iloc[0]
    assert row["headline"] == headline
    assert row["body"].split("\n\n") == PARAGRAPHS


def test_docx(tmp_path):
    document = Docx()
    for text in (HEADLINE, *PARAGRAPHS):
        document.add_paragraph(text)
    document.save(tmp_path / "a.docx")
    check(tmp_path / "a.docx")


def test_odt(tmp_path):
    names = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = f"<t:h>{HEADLINE}</t:h>" + "".join(f"<t:p>{text}</t:p>" for text in PARAGRAPHS)
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("content.xml", f"<o:document-content {names}><o:body>{body}</o:body></o:document-content>")
    check(tmp_path / "a.odt")


def test_rtf(tmp_path):
    quoted = PARAGRAPHS[1].replace("“", "\\u8220?").replace("”", "\\u8221?")
    lines = [HEADLINE, PARAGRAPHS[0], quoted]
    (tmp_path / "a.rtf").write_text("{\\rtf1\\ansi " + "\\par\n".join(lines) + "}", encoding="ascii")
    check(tmp_path / "a.rtf")


def test_epub(tmp_path):
    page = f"<html><body><h1>{HEADLINE}</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</body></html>"
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("OEBPS/one.xhtml", '<?xml version="1.0" encoding="utf-8"?>' + page)
    check(tmp_path / "a.epub")


def test_markdown(tmp_path):
    text = f"---\ntitle: {HEADLINE}\ndate: 2023-05-04\n---\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n"
    (tmp_path / "a.md").write_text(
        text.replace("mayor", "[mayor](https://x.example)").replace("old", "**old**"), encoding="utf-8"
    )
    check(tmp_path / "a.md")
    assert tk.load(tmp_path)["published"].dt.strftime("%Y-%m-%d").iloc[0] == "2023-05-04"


def test_the_first_heading_of_markdown_is_the_headline(tmp_path):
    (tmp_path / "a.md").write_text(f"# Bridge\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n", encoding="utf-8")
    check(tmp_path / "a.md", "Bridge")


def pdf(lines: list[str]) -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 16 * number, line)
    canvas.save()
    return data.getvalue()


def test_pdf_with_a_text_layer(tmp_path):
    lines = [
        HEADLINE,
        "The old bridge over the river will be closed for repairs from Mon-",
        "day, the mayor said after a meeting of the council on the bank.",
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(lines))
    row = tk.load(tmp_path).iloc[0]
    assert row["headline"] == HEADLINE
    assert row["body"].startswith("The old bridge over the river will be closed for repairs from Monday, the mayor")


def test_pdf_that_is_a_scan_or_protected(tmp_path):
    (tmp_path / "scan.pdf").write_bytes(pdf([]))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([HEADLINE, *PARAGRAPHS]))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "secret.pdf")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing of the kind")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([HEADLINE, *PARAGRAPHS]))))
    writer.encrypt("", "for its owner", algorithm="AES-256")  # as publishers do: to be read, not to be changed
    writer.write(tmp_path / "open.pdf")
    articles = tk.load(tmp_path)
    messages = {row["path"].split("/")[-1]: row["message"] for row in articles.attrs["report"]}
    assert articles["headline"].tolist() == [HEADLINE]
    assert "scan without text" in messages["scan.pdf"]
    assert "password" in messages["secret.pdf"]
    assert messages["broken.pdf"]


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
def test_a_truncated_file_is_a_row_in_the_report(tmp_path, suffix):
    document = Docx()
    document.add_paragraph(PARAGRAPHS[0] * 50)
    document.save(tmp_path / "whole.docx")
    data = (tmp_path / "whole.docx").read_bytes()
    (tmp_path / "whole.docx").unlink()
    (tmp_path / f"a.{suffix}").write_bytes(data[: len(data) // 2])
    articles = tk.load(tmp_path)
    assert articles.empty and "damaged" in articles.attrs["report"]["message"].iloc[0]
