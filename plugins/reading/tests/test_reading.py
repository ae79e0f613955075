"""What the encoder reads in an article, whatever it is read with and however odd it is."""

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest
import toolkit_reading
from toolkit_reading import read, set_threads
from toolkit_reading.encoder import FILES, shipped
from toolkit_reading.reading import read_fields

from toolkit.documents import Document

BODY = (
    "Foreign Minister Ana Petrov said on Monday that the talks with Norway had failed.\n\n"
    "“We have nothing more to say,” she told reporters in Geneva."
)


def reading(body: str = BODY, headline: str = "Talks fail") -> toolkit_reading.Reading:
    return read(Document("a", {"headline": headline, "body": body, "language": "en"}))


def test_contents_have_their_source_and_cue():
    first, second = (content for content in reading().contents if content.span.field == "body")
    texts = [tuple(BODY[span.start : span.end] for span in (c.span, c.source, c.cue)) for c in (first, second)]
    assert texts[0] == ("that the talks with Norway had failed", "Foreign Minister Ana Petrov", "said")
    assert texts[1][1:] == ("she", "told") and "nothing more to say" in texts[1][0]
    assert 0 < first.source_score <= 1 and 0 < first.span.score <= 1


def test_names_have_their_kinds():
    names = {BODY[s.start : s.end]: s.kind for s in reading().names if s.field == "body"}
    assert names.items() >= {"Ana Petrov": "Person", "Norway": "Location", "Geneva": "Location"}.items()


def test_an_article_is_read_once(monkeypatch):
    document = Document("a", {"body": BODY})
    first = read(document)
    monkeypatch.setattr(toolkit_reading.reading, "read_fields", None)
    assert read(document) is first


def test_what_is_read_does_not_depend_on_threads():
    long = "\n\n".join(f"{BODY} Number {n} was read, officials said." for n in range(30))
    try:
        set_threads(1)
        one = reading(long)
        set_threads(4)
        assert reading(long) == one
    finally:
        set_threads(2)
    with pytest.raises(ValueError, match="at least one thread"):
        set_threads(0)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "👍🏽🔥" * 50, "\u200b", "—", "\u202bשלום\u202c", "a\u0301" * 300, "x" * 5_000]
)
def test_odd_texts_are_read(text):
    found = read_fields({"headline": text, "body": text}, shipped())
    for span in (*found.names, *found.sources, *(content.span for content in found.contents)):
        assert 0 <= span.start < span.end <= len(text)


def test_spans_stay_within_their_field_and_end_with_words():
    body = "\n\n".join(
        [BODY, "Prime\u00a0Minister Zoë O’Connor-Nuñez — ﬁnally — ‘agreed’ in Kyïv, e\u0301lite MPs said."] * 4
    )
    found = reading(body)
    assert found.names
    for span in (*found.names, *found.sources, *found.cues, *(content.span for content in found.contents)):
        text = {"headline": "Talks fail", "body": body}[span.field]
        assert 0 <= span.start < span.end <= len(text)
        for edge in (span.start, span.end):
            assert not (0 < edge < len(text) and text[edge - 1].isalpha() and text[edge].isalpha())


def test_the_model_is_the_one_of_the_model_card_and_fits_into_25_megabytes():
    card, size = (Path(__file__).parents[1] / "MODEL_CARD.md").read_text(encoding="utf-8"), 0
    for name in (*FILES.values(), "reader.weights"):
        data = files("toolkit_reading").joinpath(name).read_bytes()
        assert f"`{hashlib.sha256(data).hexdigest()}`" in card and f"{len(data):,} bytes" in card, name
        size += len(data)
    assert size <= 25_000_000


def test_fast_precision_is_a_reading_of_its_own():
    document = Document("a", {"body": BODY})
    full, fast = read(document), read(document, "fast")
    assert read(document, "fast") is fast and read(document) is full
    assert [BODY[s.start : s.end] for s in fast.names] == [BODY[s.start : s.end] for s in full.names]
    assert [s.score for s in fast.names] != [s.score for s in full.names]
