"""What the reader is trained on: pieces with their places in the text, labels on pieces, and the figures from them."""

import re
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from models.reader.data import LABELS, Window, _cut, aligned, begin_inside, detokenized
from models.reader.decode import best_labels
from models.reader.pieces import PLACES, QUOTED, SHAPES, encode, windows
from models.reader.score import macro_f1, span_scores, spans_of, stitched


class Letters:
    """Stands for a tokenizer: each letter is a piece, and a combining mark goes with its letter."""

    def encode(self, text: str, add_special_tokens: bool) -> SimpleNamespace:
        assert not add_special_tokens
        offsets = [
            match.span() for match in re.finditer(r"[^\W_][\u0300-\u036f]*|[^\w\s]+?(?:[\U0001f3fb-\U0001f3ff])?", text)
        ]
        return SimpleNamespace(offsets=offsets, ids=[ord(text[start]) for start, _ in offsets])


@pytest.fixture
def tokenizer() -> Letters:
    return Letters()


TEXT = "“We won’t,” He\u00a0said in the USA at 10:15.\n\nÉlan! \"No 'yes' here\" 👍🏽 e\u0301nd of it."


def test_offsets_count_the_characters_of_the_text_itself(tokenizer):
    pieces = encode(TEXT, tokenizer)
    assert TEXT[pieces.starts[1] : pieces.ends[1]] == "W"
    assert (np.diff(pieces.starts) >= 0).all() and (pieces.ends > pieces.starts).all() and pieces.ends[-1] == len(TEXT)
    at = {TEXT[a:b]: i for i, (a, b) in enumerate(zip(pieces.starts, pieces.ends, strict=True))}
    assert "É" in at and "👍🏽" in at


def test_what_lower_case_no_longer_shows_goes_in_beside_the_pieces(tokenizer):
    pieces = encode(TEXT, tokenizer)
    shape = {(int(a), SHAPES[s]) for a, s in zip(pieces.starts, pieces.shapes, strict=True)}
    for word, kind in (
        ("We", "Capital"),
        ("said", "lower"),
        ("USA", "CAPITALS"),
        ("10", "digits"),
        ("Élan", "Capital"),
    ):
        assert (TEXT.index(word), kind) in shape
    places = [PLACES[p] for p in pieces.places]
    assert places[0] == "first" and places[-1] == "last" and places.count("first") == 2 == places.count("last")


def test_a_paragraph_that_opens_a_quotation_and_does_not_close_it_is_quoted_to_its_end(tokenizer):
    text = "He “said so. And\n\nthen “left” it."
    quoted = [QUOTED[q] for q in encode(text, tokenizer).quoted]
    starts = encode(text, tokenizer).starts.tolist()
    assert quoted[starts.index(text.index("And"))] == "within"
    assert quoted[starts.index(text.index("then"))] == "outside"
    assert quoted[starts.index(text.index("left"))] == "within"
    assert quoted[starts.index(text.index("it."))] == "outside"


def test_windows_cover_a_text_and_overlap(tokenizer):
    pieces = encode("word " * 300, tokenizer)
    cut = windows(pieces, 190, 48)
    assert cut[0][0] == 0 and cut[-1][1] == len(pieces)
    assert all(later[0] == earlier[1] - 48 for earlier, later in pairwise(cut))
    assert windows(encode("", tokenizer), 190, 48) == []


def test_spans_become_labels_and_spans_again(tokenizer):
    text = "Ann Lee said it."
    pieces = encode(text, tokenizer)
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


def test_a_link_counts_from_the_beginning_of_its_window(tokenizer):
    pieces = encode("word " * 100, tokenizer)
    links = np.full((len(pieces), 2), -100)
    links[60] = [50, -1]  # the source begins at piece 50, there is no cue
    links[300] = [10, 301]
    cut = list(_cut(pieces, None, None, links, "key", size=190, overlap=48))
    assert cut[0].links[60].tolist() == [51, 0]
    second = next(window for window in cut if window.where[1] <= 300 < window.where[1] + len(window.ids))
    begin = second.where[1]
    assert second.links[300 - begin].tolist() == [-100, 301 - begin + 1]


def test_labels_are_those_that_spans_can_have():
    scores = np.log([[0.6, 0.3, 0.1], [0.3, 0.1, 0.6], [0.1, 0.3, 0.6], [0.8, 0.1, 0.1], [0.2, 0.1, 0.7]])
    assert scores.argmax(axis=1).tolist() == [0, 2, 2, 0, 2]
    assert best_labels(scores, 0.0).tolist() == [1, 2, 2, 0, 0]  # 0.3 · 0.6 · 0.6 · 0.8 · 0.2 is more than any other
    broken = np.log([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.1, 0.5, 0.4], [0.1, 0.1, 0.8]])  # one span, begun twice
    assert best_labels(broken, 0.0).tolist() == [1, 2, 1, 2]
    assert best_labels(broken, 1.0).tolist() == [1, 2, 2, 2]
    assert best_labels(np.zeros((0, 3))).tolist() == []


def window(labels: list[int], begin: int = 0) -> Window:
    zeros = np.zeros(len(labels), dtype=np.int64)
    return Window(zeros, zeros, zeros, zeros, np.array(labels), zeros, np.zeros((len(labels), 2)), where=("a", begin))


def test_a_piece_is_scored_where_it_stands_furthest_from_an_edge():
    first, second = window([0] * 10), window([0] * 10, 6)
    scores = [np.full((10, 7), 1.0), np.full((10, 7), 2.0)]
    joined = stitched([first, second], scores)[:, 0].tolist()
    assert joined[:7] == [1.0] * 7 and joined[9:] == [2.0] * 7 and len(joined) == 16


def test_span_scores_and_macro_f1():
    gold = window([1, 2, 0, 3, 0, 5, 6, 6])
    found = np.eye(7)[[1, 2, 0, 3, 4, 0, 5, 6]]
    scores = span_scores([gold], [{"roles": found}], "roles", ("source", "cue", "content"), 0.999)
    assert [scores[name].f1 for name in ("source", "cue", "content")] == [1.0, 0.0, 0.0]
    loose = span_scores([gold], [{"roles": found}], "roles", ("source", "cue", "content"), 0.3)
    assert [loose[name].f1 for name in ("source", "cue", "content")] == [1.0, 1.0, 1.0]
    assert macro_f1([0, 1, 2, 2], [0, 1, 2, 1]) == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)
