"""The analyzer holds what every one must, and tells an easy text from a hard one."""

import pytest
from toolkit_readability import readability

import toolkit as tk
from toolkit.testing import check_analyzer

EASY = "The cat sat on the mat. It was a big cat. The dog ran to it."
HARD = (
    "Notwithstanding considerable international reservations, the administration's representatives reaffirmed "
    "their determination to renegotiate the multilateral agreement."
)


def test_it_holds_the_contract():
    check_analyzer(readability)


def test_easy_and_hard():
    easy, hard = (tk.try_analyzer(readability, text).rows.iloc[0] for text in (EASY, HARD))
    assert (easy["words"], easy["sentences"], hard["sentences"]) == (16, 3, 1)
    assert easy["words_per_sentence"] == pytest.approx(16 / 3, abs=0.001)
    assert easy["flesch_reading_ease"] > 90 > 10 > hard["flesch_reading_ease"]
    assert hard["flesch_kincaid_grade"] > 16 > 5 > easy["flesch_kincaid_grade"]


def test_a_language_that_the_library_does_not_know_is_told():
    articles = tk.load("Слово\n\nПервое слово дороже второго, сказал министр.", progress=False).assign(language="ru")
    study = tk.analyze(articles, only=["readability"], progress=False)
    assert study.readability.empty
    assert study.problems["message"].tolist() == ["the article is in 'ru'; readability reads en, de, nl"]
