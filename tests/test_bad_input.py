"""Everything that can be wrong, all at once: each is a line in the report that says what, and the rest is loaded."""

import io
import os
import socket
import threading
import zipfile
from pathlib import Path

import pytest
from docx import Document as Docx
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

import toolkit as tk

STORY = "The minister said on Monday that {} would be open by the spring, and nobody in the town believed him at all."


def docx() -> bytes:
    document = Docx()
    document.add_paragraph(STORY.format("it") * 20)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def protected_pdf() -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.drawString(50, 700, STORY.format("it"))
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(data))
    writer.encrypt("secret", algorithm="AES-256")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        archive.writestr("good.txt", f"Good news from a zip\n\n{STORY.format('the ' + name.strip('./')[:4])}\n")
    return packed.getvalue()


def csv() -> bytes:
    lines = ["title,text"] + [f"Row {n},It was number {n} of all that were there." for n in range(10_000)]
    lines[500] = "too,many,fields"
    lines[501] = '"never closed,text'
    lines[9_999] = "a,b,c,d,e"
    return "\n".join(lines).encode()


@pytest.fixture
def silent_host():
    """A host that takes every call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held = []
        threading.Thread(target=lambda: [held.append(server.accept()) for _ in range(4)], daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/article"


def write(folder: Path) -> None:
    story = "Größe zählt\n\nDie Brücke über den Fluß wird größer, als es sich die Bürger gewünscht hätten, sagte sie."
    files = {
        "truncated.docx": docx()[:2_000],
        "protected.pdf": protected_pdf(),
        "protected.xlsx": b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "bomb.zip": zipped("bomb.txt", b"0" * 30_000_000),
        "outside.zip": zipped("../../outside.txt", b"Out\n\n" + STORY.encode()),
        "broken.csv": csv(),
        "latin.txt": story.encode("latin-1"),
        "utf16.txt": story.replace("Größe", "Höhe").encode("utf-16"),
        "cyrillic.txt": "Мост открыт\n\nМэр города сообщил во вторник, что мост наконец открыт для движения.".encode(
            "cp1251"
        ),
        "zero.txt": b"",
        "menu.html": b"<!DOCTYPE html><html><body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav></body></html>",
        "feed.rss": b"this is not XML at all, nor a feed",
        "locked.txt": b"Locked\n\n" + STORY.encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "loop").symlink_to(folder)
    (folder / "itself.txt").symlink_to(folder / "itself.txt")


def test_each_is_a_line_in_the_report_and_the_rest_is_loaded(tmp_path, monkeypatch, silent_host):
    folder = tmp_path / "all"
    folder.mkdir()
    write(folder)
    if os.geteuid():
        (folder / "locked.txt").chmod(0)
    else:  # whom no permission holds back
        real = Path.open

        def locked(self, *args, **kwargs):
            if self.name == "locked.txt":
                raise PermissionError(13, "Permission denied", str(self))
            return real(self, *args, **kwargs)

        monkeypatch.setattr(Path, "open", locked)
    fetch = tk.Fetcher(timeout=0.5, allow_local=True, cache=tmp_path / "kept")
    articles = tk.load([folder, silent_host], fetch=fetch, duplicates=False, progress=False, workers=1)

    report = articles.attrs["report"].frame
    skipped = report[report["outcome"] == "skipped"]
    said = {
        path.removeprefix(f"{folder}/"): message
        for path, message in zip(skipped["path"], skipped["message"], strict=True)
    }
    for name, message in {
        "truncated.docx": "not a whole zip file",
        "protected.pdf": "password",
        "protected.xlsx": "password",
        "bomb.zip/bomb.txt": "made to fill the disk",
        "outside.zip/../../outside.txt": "leads outside",
        "zero.txt": "empty",
        "menu.html": "no article",
        "feed.rss": "no feed",
        "locked.txt": "Permission denied",
        "loop": "a link back to",
        "itself.txt": "symbolic links",
        silent_host: "did not answer within 0.5 seconds",
    }.items():
        assert message in said.pop(name), name
    assert said == {}
    guesses = " ".join(report.loc[report["outcome"] == "guess", "message"])
    assert "3 broken rows were left out, at line 501, 502, 10000" in guesses
    assert guesses.count("the file is not UTF-8") == 2
    assert not (tmp_path / "outside.txt").exists()

    rows = articles["headline"].str.startswith("Row ")
    assert rows.sum() == 9_997
    assert sorted(articles.loc[~rows, "headline"]) == [
        "Good news from a zip", "Good news from a zip", "Größe zählt", "Höhe zählt", "Мост открыт",
    ]  # fmt: skip
