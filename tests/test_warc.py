"""Web archives, as crawlers and browsers write them."""

import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import toolkit as tk

STORY = (
    "<p>The minister said on Monday that bridge {} would be open by the spring, and nobody there believed him.</p>" * 3
)
PAGE = "<!DOCTYPE html><html><head><title>About {0}</title></head><body><h1>About {0}</h1><time>yesterday</time>{1}</body></html>"


def page(name: str) -> bytes:
    return PAGE.format(name, STORY.replace("{}", name)).encode()


def crawl(path, gzip=True) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzip)
        writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "test"}))

        def add(url, body, kind="text/html; charset=utf-8", status="200 OK", **headers):
            answer = StatusAndHeaders(status, [("Content-Type", kind), *headers.items()], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=answer,
                warc_headers_dict={"WARC-Date": "2021-07-14T12:00:00Z"},
            )
            writer.write_record(record)

        add("https://herald.example/one", page("one"))
        add("https://herald.example/logo.png", b"\x89PNG", "image/png")
        add("https://herald.example/old", b"", status="301 Moved", Location="/one")
        add("https://herald.example/menu", b"<!DOCTYPE html><html><body><a href=/one>One</a></body></html>")
        add("https://herald.example/two", page("zwölf").decode().encode("latin-1"), "text/html; charset=iso-8859-1")


@pytest.mark.parametrize("gzip", [True, False])
def test_the_pages_of_a_crawl(tmp_path, gzip):
    path = tmp_path / ("crawl.warc.gz" if gzip else "crawl.warc")
    crawl(path, gzip)
    articles = tk.load(path)
    assert articles["headline"].tolist() == ["About one", "About zwölf"]
    assert articles["url"].tolist() == ["https://herald.example/one", "https://herald.example/two"]
    assert articles["source"].tolist() == ["herald.example"] * 2
    assert articles["published"].dt.strftime("%Y-%m-%d").tolist() == ["2021-07-13"] * 2  # the day before the crawl
    report = articles.attrs["report"]
    assert "2 records that are no pages" in " ".join(report["message"])
    (menu,) = report.query("outcome == 'skipped'").to_dict("records")
    assert menu["path"] == f"{path}/https://herald.example/menu" and "no article" in menu["message"]


def test_a_truncated_crawl_gives_what_is_whole(tmp_path):
    crawl(tmp_path / "whole.warc.gz")
    data = (tmp_path / "whole.warc.gz").read_bytes()
    (tmp_path / "whole.warc.gz").unlink()
    (tmp_path / "a.warc.gz").write_bytes(data[: len(data) - 100])
    (tmp_path / "b.warc").write_bytes(b"WARC/1.0\r\nnothing of the kind")
    (tmp_path / "c.warc.gz").write_bytes(b"")
    articles = tk.load(tmp_path)
    assert articles["headline"].tolist() == ["About one"]
    skipped = articles.attrs["report"].query("outcome == 'skipped'")
    said = {path.rpartition("/")[2]: message for path, message in zip(skipped["path"], skipped["message"], strict=True)}
    assert "the web archive ends within it" in said["two"]
    assert "no web archive" in said["b.warc"] and "no web archive" in said["c.warc.gz"]
