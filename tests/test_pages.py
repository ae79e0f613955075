"""Saved web pages: the body without what stands around it, and what the page says of itself."""

import pandas as pd
import pytest

import toolkit as tk
from benchmarks import pages

PARAGRAPHS = [
    "The old bridge over the river will be closed for repairs from Monday, the mayor said after a meeting of the council.",
    "“Nobody likes it, and everybody needs it,” he told reporters in front of the town hall, where some fifty people waited.",
    "The repairs are expected to take nine months and to cost four million, half of which the region has promised to pay.",
    "A ferry will carry passengers, but no cars, between the two banks every twenty minutes until the bridge opens again.",
]
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Bridge to close | The Herald</title>
<meta property="og:title" content="Bridge to close for nine months | The Herald">
<meta property="og:site_name" content="The Herald"><meta name="description" content="Repairs begin on Monday.">
<meta property="article:published_time" content="2023-05-04T08:30:00+02:00"><meta name="author" content="By Ann Lee">
<link rel="canonical" href="https://herald.example/bridge">{extra}</head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Bridge to close for nine months</h1>
<figure><img src="b.jpg"><figcaption>The bridge in 1910. Photo: Archive</figcaption></figure>{body}</article>
<aside><p>Read more: <a href="/x">Ten things to know about ferries and why you should care about them today</a></p></aside>
<footer><p>© 2023 The Herald. All rights reserved. Registered office: 1 High Street.</p></footer></body></html>"""
LD = """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":"NewsArticle","headline":"Bridge shut &amp; ferry planned","datePublished":"2023-05-05T10:00:00Z",
"author":[{"@type":"Person","name":"Bo Dahl"},{"@type":"Person","name":"Ann Lee"}],
"publisher":{"@type":"Organization","name":"Herald Group"},"articleSection":"Local"}]}</script>"""


def page(extra: str = "") -> str:
    return PAGE.replace("{extra}", extra).replace("{body}", "".join(f"<p>{text}</p>" for text in PARAGRAPHS))


def test_a_page_is_read_with_its_metadata(tmp_path):
    (tmp_path / "a.html").write_text(page(), encoding="utf-8")
    row = tk.load(tmp_path).iloc[0]
    assert row["body"].split("\n\n") == PARAGRAPHS
    assert row["headline"] == "Bridge to close for nine months"
    assert (row["source"], row["byline"], row["language"]) == ("The Herald", "Ann Lee", "en")
    assert row["standfirst"] == "Repairs begin on Monday."
    assert row["published"] == pd.Timestamp("2023-05-04T06:30", tz="UTC")
    assert row["url"] == "https://herald.example/bridge"
    assert row["captions"] == "The bridge in 1910. Photo: Archive"


def test_json_ld_goes_before_meta_tags(tmp_path):
    (tmp_path / "a.htm").write_text(page(LD), encoding="utf-8")
    row = tk.load(tmp_path).iloc[0]
    assert (row["headline"], row["source"], row["section"]) == ("Bridge shut & ferry planned", "Herald Group", "Local")
    assert row["byline"] == "Bo Dahl, Ann Lee"
    assert row["published"] == pd.Timestamp("2023-05-05T10:00", tz="UTC")


def test_a_page_says_its_own_encoding(tmp_path):
    text = page().replace("utf-8", "windows-1251").replace("Nobody likes it", "Никто этого не любит")
    (tmp_path / "a.html").write_bytes(text.encode("cp1251", "replace"))
    assert "Никто этого не любит" in tk.load(tmp_path)["body"].iloc[0]


def test_a_web_archive(tmp_path):
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example/saved\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    (tmp_path / "a.mhtml").write_bytes(head.encode() + page().encode() + b"\r\n--x--\r\n")
    assert tk.load(tmp_path)["body"].iloc[0].split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize(
    "text", ["<html><body><nav><a href='/'>Home</a></nav></body></html>", "<html></html>", "<!doctype html>"]
)
def test_a_page_without_an_article_is_a_row_in_the_report(tmp_path, text):
    (tmp_path / "a.html").write_text(text)
    articles = tk.load(tmp_path)
    assert articles.empty
    assert "no article in it" in articles.attrs["report"]["message"].iloc[0] or "no HTML" in str(
        articles.attrs["report"]
    )


def test_bodies_of_real_pages_are_nearer_to_the_truth_than_trafilatura_alone(shared):
    precision, recall, f1, _ = pages.measure(lambda text: str(pages.read_page(text).get("body", "")))
    assert f1 >= 0.965 and precision >= 0.94 and recall >= 0.97


def test_the_score_of_a_page_by_hand():
    assert pages.page_score("a b c d e", "a b c d x") == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert pages.page_score("a b c d", "a b c d") == (1, 0, 0)
