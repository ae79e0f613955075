"""A text as word pieces: places in the text itself, what lower case no longer shows, and where it is cut."""

from itertools import pairwise

import numpy as np
import pytest
from toolkit_reading.encoder import load_tokenizer
from toolkit_reading.pieces import OVERLAP, PLACES, QUOTED, SHAPES, SIZE, Pieces, encode, views, windows

TOKENIZER = load_tokenizer()
TEXT = "“We won’t,” He\u00a0said in the USA at 10:15.\n\nÉlan! \"No 'yes' here\" 👍🏽 e\u0301nd ﬁnally of it."


def features(pieces: Pieces, text: str, kinds: tuple[str, ...], values: np.ndarray) -> dict[str, str]:
    return {
        text[a:b]: kinds[value] for a, b, value in zip(pieces.starts, pieces.ends, values, strict=True)
    }  # the last of a word that comes twice


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "\u202bאמר השר\u202c said the minister — שלום, “كلمة”.",
        "𝐁𝐨𝐥𝐝 ﬁﬂ e\u0301e\u0301 \u200b zero\u200bwidth \ufeff bom ½ № ™ 🇩🇪👩‍👩‍👧",
        "İstanbul ǅ ß ŉ Ĳ", # lower case of another length
        "中文 text без пробелов",
    ],
)  # fmt: skip
def test_offsets_count_the_characters_of_the_text_itself(text):
    pieces = encode(text, TOKENIZER)
    assert (np.diff(pieces.starts) >= 0).all() and (pieces.ends > pieces.starts).all()
    assert pieces.ends[-1] <= len(text)
    for start, end in zip(pieces.starts, pieces.ends, strict=True):
        assert not text[start].isspace() and not text[end - 1].isspace()
    covered = {i for start, end in zip(pieces.starts, pieces.ends, strict=True) for i in range(start, end)}
    assert {i for i, letter in enumerate(text) if letter.isascii() and letter.isalnum()} <= covered


def test_what_lower_case_no_longer_shows_goes_in_beside_the_pieces():
    pieces = encode(TEXT, TOKENIZER)
    shape = features(pieces, TEXT, SHAPES, pieces.shapes)
    expected = {"We": "Capital", "said": "lower", "USA": "CAPITALS", "10": "digits", "Él": "Capital", ",": "other"}
    assert {word: shape[word] for word in expected} == expected
    assert shape["an"] == "continued"  # Él|an
    places = [PLACES[p] for p in pieces.places]
    assert places[0] == "first" and places[-1] == "last" and places.count("first") == 2 == places.count("last")


def test_a_paragraph_that_opens_a_quotation_and_does_not_close_it_is_quoted_to_its_end():
    text = "“It was so. And\n\n“then “left” it. He ‘stays’ here"
    pieces = encode(text, TOKENIZER)
    quoted = features(pieces, text, QUOTED, pieces.quoted)
    assert quoted["And"] == "within" and quoted["left"] == "within"
    assert quoted["here"] == "outside"


def test_windows_cover_a_text_and_overlap():
    cut = windows(300, 190, 48)
    assert cut[0][0] == 0 and cut[-1][1] == 300
    assert all(later[0] == earlier[1] - 48 for earlier, later in pairwise(cut))
    assert windows(0) == []


def test_views_cover_a_text_end_with_paragraphs_or_sentences_and_are_not_too_long():
    paragraph = "Ann Lee said that it was so. Nobody else in the town said so on that day. "
    text = "\n\n".join([paragraph * 3] * 8 + [paragraph * 40] + ["word " * 700])
    pieces = encode(text, TOKENIZER)
    cut = views(pieces, 0, len(pieces))
    assert [view.own for view in cut] == [0, *(view.end for view in cut[:-1])] and cut[-1].end == len(pieces)
    assert all(view.end - view.begin <= SIZE and view.own - view.begin <= OVERLAP for view in cut)
    ends = [text[pieces.ends[view.end - 1] - 1] for view in cut if pieces.ends[view.end - 1] < text.index("word word")]
    assert len(ends) > 8 and set(ends) == {"."}, "no sentence is cut where there are any"
    assert views(encode("", TOKENIZER), 0, 0) == []


def test_a_long_text_is_cut_into_the_same_pieces_as_its_parts(monkeypatch):
    text = "Ann Lee said “no”.\n\nUnbelievably-long-words " * 40
    whole = encode(text, TOKENIZER)
    monkeypatch.setattr("toolkit_reading.pieces._CHUNK", 50)
    parts = encode(text, TOKENIZER)
    for field in ("ids", "starts", "ends", "shapes", "quoted"):
        assert getattr(parts, field).tolist() == getattr(whole, field).tolist()
    assert len(encode("x" * 500, TOKENIZER)) > 0
