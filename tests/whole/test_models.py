"""What the reader is trained on: pieces with their places in the text, labels on pieces, and the figures from them."""

import random

import numpy as np
import pytest
from toolkit_reading.decode import allowed, spans_of
from toolkit_reading.encoder import load_tokenizer
from toolkit_reading.pieces import encode

from models.reader.data import LABELS, Window, _cut, aligned, begin_inside, detokenized
from models.reader.score import macro_f1, span_scores, stitched
from models.reader.vary import vary

TOKENIZER = load_tokenizer()


def test_spans_become_labels_and_spans_again():
    text = "Ann Lee said it."
    pieces = encode(text, TOKENIZER)
    labels = begin_inside([(0, 7, 0), (8, 12, 1)], pieces)
    spans = [(text[pieces.starts[a] : pieces.ends[b - 1]], kind) for a, b, kind in spans_of(labels)]
    assert spans == [("Ann Lee", 0), ("said", 1)]


def test_names_are_found_in_the_articles_own_text_and_the_outer_one_is_taken():
    sentence = {
        "tokens": ["Uganda\tB-Organization", "'s", "Court", "met", "Ann", "Lee", "."],
        "tags": ["B-Location", "I-Organization", "I-Organization", "O", "B-Person", "I-Person", "O"],
    }
    for text, spans in (aligned("Uganda's  Court met Ann Lee.", [sentence]), detokenized([sentence])):
        assert [LABELS[kind] for *_, kind in spans] == ["Organization", "Person"]
        assert text[spans[1][0] : spans[1][1]] == "Ann Lee"
        assert text[spans[0][0] : spans[0][1]].startswith("Uganda's")
    assert aligned("Another text altogether.", [sentence]) is None


def test_a_link_counts_from_the_beginning_of_its_window():
    pieces = encode("word " * 400, TOKENIZER)
    links = np.full((len(pieces), 2), -100)
    links[60] = [50, -1]  # the source begins at piece 50, there is no cue
    links[300] = [10, 301]
    cut = list(_cut(pieces, None, None, links, "key", size=190, overlap=48))
    assert cut[0].links[60].tolist() == [51, 0]
    second = next(window for window in cut if window.where[1] <= 300 < window.where[1] + len(window.ids))
    begin = second.where[1]
    assert second.links[300 - begin].tolist() == [-100, 301 - begin + 1]


def window(labels: list[int], begin: int = 0) -> Window:
    zeros = np.zeros(len(labels), dtype=np.int64)
    places = np.arange(len(labels)) == 0
    return Window(
        zeros, zeros, places.astype(int), zeros, np.array(labels), zeros, np.zeros((len(labels), 2)), where=("a", begin)
    )


def test_a_piece_is_scored_where_it_stands_furthest_from_an_edge():
    first, second = window([0] * 10), window([0] * 10, 6)
    scores = [np.full((10, 7), 1.0), np.full((10, 7), 2.0)]
    joined = stitched([first, second], scores)[:, 0].tolist()
    assert joined[:7] == [1.0] * 7 and joined[9:] == [2.0] * 7 and len(joined) == 16


def test_span_scores_and_macro_f1():
    gold = window([1, 2, 0, 3, 0, 5, 6, 6])
    found = np.eye(7)[[1, 2, 0, 3, 4, 0, 5, 6]]
    scores = span_scores([gold], [{"roles": found}], allowed(7), "roles", ("source", "cue", "content"), 0.999)
    assert [scores[name].f1 for name in ("source", "cue", "content")] == [1.0, 0.0, 0.0]
    loose = span_scores([gold], [{"roles": found}], allowed(7), "roles", ("source", "cue", "content"), 0.3)
    assert [loose[name].f1 for name in ("source", "cue", "content")] == [1.0, 1.0, 1.0]
    assert macro_f1([0, 1, 2, 2], [0, 1, 2, 1]) == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)


def test_a_varied_text_has_its_spans_where_they_were():
    text = "“We won’t go,” she said. It’s “over”.\n\nHe said: \"No.\" İt 'was' so." * 3
    draw = random.Random(4)
    varied = {vary(text, draw) for _ in range(200)}
    assert len(varied) > 20
    assert {len(one) for one in varied} == {len(text)}
    assert any("‘We won’t go,’" in one for one in varied) and any(one.isupper() for one in varied)
    assert all(one.casefold().count("she said") == 3 for one in varied)
