"""Documents: paragraphs, sentences and tokens with offsets into the article's own text."""

import pytest

from toolkit.documents import Document

TEXTS = [
    'He came. "We go," she said. Then they left.\n\nA second paragraph, with Mr. Smith of the U.S. Army.',
    "No\u00a0break. 👩‍👩‍👧 family. e\u0301 accent.\n\n\u202bقال الوزير\u202c نعم.",
    "word " * 1_000,
    "“Odd” ‘marks’ « here » „there“ … and—dashes—too!?",
]


def document(text: str) -> Document:
    return Document("x", {"headline": "Head", "standfirst": None, "body": text, "language": "en"})


@pytest.mark.parametrize("text", TEXTS)
def test_everything_stands_where_it_says(text):
    one = document(text)
    for paragraph in one.paragraphs:
        field = one.fields[paragraph.field]
        assert field[paragraph.start : paragraph.end] == paragraph.text
        for sentence in paragraph.sentences:
            assert field[sentence.start : sentence.end] == sentence.text
            assert all(field[token.start : token.end] == token.text for token in sentence.tokens)


@pytest.mark.parametrize("text", TEXTS)
def test_no_word_is_lost(text):
    one = document(text)
    tokens = "".join(token.text for sentence in one.sentences for token in sentence.tokens)
    assert tokens == "Head" + "".join(text.split())


def test_an_opening_mark_belongs_to_the_sentence_it_opens():
    sentences = [s.text for s in document(TEXTS[0]).sentences if s.field == "body"]
    assert sentences[:3] == ["He came.", '"We go," she said.', "Then they left."]


def test_abbreviations_end_no_sentence():
    assert "with Mr. Smith of the U.S. Army." in [s.text for s in document(TEXTS[0]).sentences][-1]


def test_a_sentence_without_an_end_is_cut():
    assert all(len(sentence.tokens) <= 400 for sentence in document(TEXTS[2]).sentences)


def test_a_place_outside_the_text_is_refused():
    with pytest.raises(ValueError, match=r"body\[5:500\]"):
        document("short text").span("body", 5, 500)
    with pytest.raises(ValueError, match="no such field"):
        document("short text").span("captions", 0, 1)


def test_find_gives_whole_words_only():
    assert [row["start"] for row in document("may Mayor maybe May").find("may")] == [0, 16]


def test_an_analyzer_cannot_change_the_article():
    one = document("text")
    with pytest.raises(TypeError):
        one.fields["body"] = "other"
    with pytest.raises(TypeError):
        one.article["body"] = "other"
