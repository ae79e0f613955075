"""Articles a second and peak memory for each format, at 1,000 and 10,000 articles, so that growth can be seen.

Each load runs in a process of its own. The memory is what loading adds to it, at its peak; all processes together hold
what every process that reads needs for itself, too: libraries and models, about 350 MB each, whatever is read. The
articles are made of the sentences of Wikinews, drawn anew for each, about 400 words long.
"""

import io
import json
import mailbox
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from pathlib import Path
from time import perf_counter

import pandas as pd
from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks import SHARED

SIZES = (1_000, 10_000)


@dataclass(frozen=True)
class Article:
    """What is written into each format."""

    headline: str
    day: str
    paragraphs: list[str]


def make_articles(count: int) -> list[Article]:
    """Articles that share sentences but are no duplicates of each other."""
    text = pd.read_csv(SHARED / "wikinews" / "wikinews_2020.csv")["text"]
    pool = [part.strip() for body in text for part in re.split(r"(?<=[.?!”])\s+", body) if 40 < len(part) < 300]
    draw = random.Random(5)
    days = pd.date_range("2015-01-01", periods=2_000).strftime("%Y-%m-%d").tolist()
    return [
        Article(
            draw.choice(pool)[:70],
            draw.choice(days),
            [" ".join(draw.sample(pool, 3)) for _ in range(6)],
        )
        for _ in range(count)
    ]


def _each(suffix: str, write: Callable[[Article, Path], None]) -> Callable[[list[Article], Path], None]:
    """One file for each article."""

    def write_all(articles: list[Article], folder: Path) -> None:
        for number, article in enumerate(articles):
            write(article, folder / f"{number:05}{suffix}")

    return write_all


def _txt(article: Article, path: Path) -> None:
    path.write_text("\n\n".join([article.headline, article.day, *article.paragraphs]), encoding="utf-8")


def _html(article: Article) -> str:
    menu = "".join(f"<li><a href='/{n}'>Another story number {n}</a></li>" for n in range(40))
    text = "".join(f"<p>{escape(part)}</p>" for part in article.paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{escape(article.headline)} | Herald</title>"
        f"<meta property='article:published_time' content='{article.day}'></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{escape(article.headline)}</h1>{text}</article><footer>Rights</footer></body></html>"
    )


def _docx(articles: list[Article], folder: Path) -> None:
    """Writes one file as Word would, and puts each article's paragraphs into copies of it, which is quicker."""
    empty = io.BytesIO()
    Document().save(empty)
    with zipfile.ZipFile(empty) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    before, after = parts["word/document.xml"].decode().split("<w:body>")
    for number, article in enumerate(articles):
        texts = (article.headline, article.day, *article.paragraphs)
        text = "".join(f"<w:p><w:r><w:t>{escape(part)}</w:t></w:r></w:p>" for part in texts)
        with zipfile.ZipFile(folder / f"{number:05}.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name, data in parts.items():
                package.writestr(name, f"{before}<w:body>{text}{after}" if name == "word/document.xml" else data)


def _pdf(article: Article, path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    height = 800
    for part in (article.headline, *article.paragraphs):
        for line in re.findall(r".{1,90}(?:\s|$)", part):
            canvas.drawString(50, height, line)
            height -= 13
        height -= 13
    canvas.save()


def _frame(articles: list[Article]) -> pd.DataFrame:
    rows = [{"title": a.headline, "text": "\n\n".join(a.paragraphs), "date": a.day} for a in articles]
    return pd.DataFrame(rows)


def _json_lines(articles: list[Article], folder: Path) -> None:
    _frame(articles).to_json(folder / "a.jsonl", orient="records", lines=True)


def _nexis(articles: list[Article], folder: Path) -> None:
    parts = [
        f"{number} of {len(articles)} DOCUMENTS\n\nThe Herald\n\n{pd.Timestamp(a.day):%B %d, %Y %A}\n\n{a.headline}\n\n"
        f"LENGTH: 400 words\n\n" + "\n\n".join(a.paragraphs) + "\n\nLANGUAGE: ENGLISH\n\nCopyright 2020 The Herald\n\n"
        for number, a in enumerate(articles, 1)
    ]
    (folder / "export.TXT").write_text("".join(parts), encoding="utf-8")


def _lexis(articles: list[Article], folder: Path) -> None:
    for first in range(0, len(articles), 100):  # as many as the database gives at once
        document = Document()
        for a in articles[first : first + 100]:
            head = [a.headline, "The Herald", f"{pd.Timestamp(a.day):%B %d, %Y %A}", "Copyright 2020 The Herald"]
            for line in (*head, "Length: 400 words", "Body", *a.paragraphs, "Classification", "End of Document"):
                document.add_paragraph(line)
        document.save(folder / f"export-{first}.docx")


def _mbox(articles: list[Article], folder: Path) -> None:
    box = mailbox.mbox(folder / "letters.mbox")
    for a in articles:
        message = EmailMessage()
        message["Subject"], message["From"] = a.headline.replace("\n", " "), "The Herald <news@herald.example>"
        message.set_content("\n\n".join(a.paragraphs))
        box.add(message)
    box.close()


def _zip(articles: list[Article], folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number, article in enumerate(articles):
            archive.writestr(f"{number}.txt", "\n\n".join([article.headline, article.day, *article.paragraphs]))


def _warc(articles: list[Article], folder: Path) -> None:
    with (folder / "crawl.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, article in enumerate(articles):
            answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            body = io.BytesIO(_html(article).encode())
            url = f"https://herald.example/{number}"
            writer.write_record(writer.create_warc_record(url, "response", payload=body, http_headers=answer))


FORMATS: dict[str, Callable[[list[Article], Path], None]] = {
    "TXT, one file each": _each(".txt", _txt),
    "HTML, one file each": _each(".html", lambda a, path: path.write_text(_html(a), encoding="utf-8") and None),
    "DOCX, one file each": _docx,
    "PDF, one file each": _each(".pdf", _pdf),
    "CSV": lambda articles, folder: _frame(articles).to_csv(folder / "a.csv", index=False),
    "XLSX": lambda articles, folder: _frame(articles).to_excel(folder / "a.xlsx", index=False),
    "JSON Lines": _json_lines,
    "Parquet": lambda articles, folder: _frame(articles).to_parquet(folder / "a.parquet"),
    "Nexis TXT, one file": _nexis,
    "Nexis Uni DOCX, 100 a file": _lexis,
    "MBOX": _mbox,
    "ZIP of TXT": _zip,
    "WARC": _warc,
}


def measure(folder: str) -> None:
    """Loads a folder in this process and prints what it took, as JSON."""
    import toolkit as tk

    tk.load("A headline\n\n" + "Some words, so that all that is read and imported once is there. " * 20, progress=False)
    with Peak() as peak:
        began = perf_counter()
        articles = tk.load(folder, progress=False)
        seconds = perf_counter() - began
    print(json.dumps({"articles": len(articles), "seconds": seconds, "alone": peak.alone, "all": peak.megabytes}))


class Peak:
    """The most memory that this process, alone and with those it started, held above what it held before, in MB."""

    def __enter__(self) -> "Peak":
        import psutil

        self._process = psutil.Process()
        self._before = self._now()
        self.megabytes = self.alone = 0.0
        self._watch()
        return self

    def _now(self) -> float:
        import psutil

        total = 0.0
        for process in (self._process, *self._process.children(recursive=True)):
            try:
                total += process.memory_info().rss / 1e6
            except psutil.NoSuchProcess:
                continue
        return total

    def _watch(self) -> None:
        import threading

        self._stop = threading.Event()

        def look() -> None:
            while not self._stop.wait(0.05):
                self.megabytes = max(self.megabytes, self._now() - self._before)
                self.alone = max(self.alone, self._process.memory_info().rss / 1e6 - self._before)

        self._thread = threading.Thread(target=look, daemon=True)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def _measured(write: Callable[[list[Article], Path], None], articles: list[Article]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        write(articles, Path(folder))
        command = [sys.executable, "-m", "benchmarks.loading", folder]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found: dict[str, float] = json.loads(output.splitlines()[-1])
        return found


def _rows(names: list[str]) -> Iterator[str]:
    articles = make_articles(max(SIZES))
    for name in names:
        cells = []
        for size in SIZES:
            found = _measured(FORMATS[name], articles[:size])
            assert found["articles"] == size, (name, found)
            cells.append(f"{size / found['seconds']:>10,.0f}{found['alone']:>9,.0f}{found['all']:>9,.0f}")
        yield f"{name:<28}" + "".join(cells)


def main(names: list[str] | None = None) -> None:
    """Prints the table."""
    print("\nLoading, by format: articles a second, peak memory in MB of the process, and of all processes")
    print(f"{'':<28}" + "".join(f"{f'{size:,} articles':>28}" for size in SIZES))
    print(f"{'':<28}" + "".join(f"{'art./s':>10}{'MB':>9}{'all MB':>9}" for _ in SIZES))
    for row in _rows(names or list(FORMATS)):
        print(row, flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 2 and Path(sys.argv[1]).is_dir():
        measure(sys.argv[1])
    else:
        main(sys.argv[1:])
