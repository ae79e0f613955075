"""Feeds and newsletters."""

import mailbox
from email.message import EmailMessage

import pandas as pd

import toolkit as tk

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Herald</title><language>en-GB</language>
<item><title>Bridge &amp; ferry</title><link>https://herald.example/1</link><category>Local</category>
<pubDate>Thu, 04 May 2023 08:30:00 +0200</pubDate><description>&lt;p&gt;It closes.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The bridge closes on Monday.</p><p>A ferry <b>will</b> run.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://herald.example/2</link><description>Only a summary.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><title>One</title>
<link href="https://blog.example/1"/><updated>2023-05-04T08:30:00Z</updated><author><name>Ann Lee</name></author>
<content type="html">&lt;p&gt;Words of a post.&lt;/p&gt;</content></entry></feed>"""


def test_an_rss_feed(tmp_path):
    (tmp_path / "news.xml").write_text(RSS, encoding="utf-8")
    one, two = tk.load(tmp_path).to_dict("records")
    assert (one["headline"], one["source"], one["section"], one["language"]) == (
        "Bridge & ferry",
        "The Herald",
        "Local",
        "en",
    )
    assert one["body"] == "The bridge closes on Monday.\n\nA ferry will run."
    assert one["standfirst"] == "It closes."
    assert one["published"] == pd.Timestamp("2023-05-04T06:30", tz="UTC") and one["url"] == "https://herald.example/1"
    assert two["body"] == "Only a summary." and pd.isna(two["published"])


def test_an_atom_feed(tmp_path):
    (tmp_path / "blog.atom").write_text(ATOM, encoding="utf-8")
    row = tk.load(tmp_path).iloc[0]
    assert (row["headline"], row["body"], row["byline"], row["source"]) == (
        "One",
        "Words of a post.",
        "Ann Lee",
        "Blog",
    )


def test_a_feed_that_is_none_is_a_row_in_the_report(tmp_path):
    (tmp_path / "a.rss").write_text("this is not XML")
    articles = tk.load(tmp_path)
    assert articles.empty and "no feed" in articles.attrs["report"]["message"].iloc[0]


def newsletter(subject: str, text: str, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "The Herald <news@herald.example>"
    message["Date"] = "Thu, 04 May 2023 08:30:00 +0200"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def test_a_newsletter(tmp_path):
    html = "<html><body><table><tr><td><p>The bridge closes on Monday.</p><p>A ferry will run.</p></td></tr></table></body></html>"
    (tmp_path / "a.eml").write_bytes(bytes(newsletter("Bréaking: bridge", "Plain.", html)))
    row = tk.load(tmp_path).iloc[0]
    assert (row["headline"], row["source"]) == ("Bréaking: bridge", "The Herald")
    assert row["body"] == "The bridge closes on Monday.\n\nA ferry will run."
    assert row["published"] == pd.Timestamp("2023-05-04T06:30", tz="UTC")


def test_a_mailbox(tmp_path):
    box = mailbox.mbox(tmp_path / "news.mbox")
    for number in range(3):
        box.add(newsletter(f"Letter {number}", f"The text of letter {number}.\n\nIts end." if number else ""))
    box.close()
    articles = tk.load(tmp_path)
    assert articles["headline"].tolist() == ["Letter 1", "Letter 2"]
    assert articles["body"].iloc[0] == "The text of letter 1.\n\nIts end."
    assert "1 messages without text" in " ".join(articles.attrs["report"]["message"])
