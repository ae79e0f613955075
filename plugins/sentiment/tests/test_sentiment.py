"""The sentiment plugin: stance and tone towards targets."""

import pytest
from toolkit_sentiment import SENTIMENTS, STANCES, sentiment
from toolkit_sentiment.targets import clean_targets, pattern_of

import toolkit as tk
from toolkit.testing import check_analyzer


def stances(statement: str, target: str) -> list[str]:
    articles = tk.load(f"A headline that says nothing\n\nPresident Jan Lund said: “{statement}”\n", progress=False)
    table = tk.analyze(articles, targets=[target], only=["sentiment"], progress=False).stances
    return list(table["stance"])


def test_holds_the_contract_of_analyzers():
    study = check_analyzer(sentiment, options={"targets": ["unilateral concessions", "talks", "sanctions"]})
    assert len(study.stances)
    assert set(study.stances["stance"]) <= set(STANCES)
    assert set(study.stances["sentiment"]) <= set(SENTIMENTS)


def test_without_targets_the_table_is_empty_and_has_its_columns():
    study = check_analyzer(sentiment)
    assert study.stances.empty
    assert {"target", "stance", "sentiment", "score", "evidence"} <= set(study.stances.columns)


@pytest.mark.parametrize(
    ("statement", "target", "stance"),
    [
        ("We support the treaty without reservation.", "treaty", "support"),
        ("We do not support the treaty.", "treaty", "oppose"),
        ("We will not agree to the embargo.", "embargo", "oppose"),
        ("We reject the embargo.", "embargo", "oppose"),
        ("Lifting the sanctions would be a betrayal.", "sanctions", "support"),
        ("The embargo is illegal and must go.", "embargo", "oppose"),
        ("Our partners think that we will agree to the embargo.", "embargo", "oppose"),
        ("The treaty was signed in Oslo in 1994.", "embargo", None),
        ("There are no concessions in the text.", "concessions", "neutral"),
    ],
)
def test_judges_for_and_against(statement, target, stance):
    assert stances(statement, target) == ([] if stance is None else [stance])


def test_the_evidence_are_spans_of_the_article():
    articles = tk.load("A headline that says nothing\n\nJan Lund said that he would never agree to the embargo.\n")
    row = tk.analyze(articles, targets=["embargo"], progress=False).stances.iloc[0]
    body = articles.at[row["article_id"], "body"]
    assert [body[start:end] for start, end in row["evidence"]] == ["never", "agree"]


@pytest.mark.parametrize("text", ["unilateral concession", "Unilateral\u00a0Concessions", "unilateral-concessions"])
def test_a_target_is_met_in_other_forms(text):
    assert pattern_of("unilateral concessions").fullmatch(text)


def test_a_target_is_no_regular_expression():
    assert not pattern_of("a.c").search("abc")
    assert pattern_of("(a+)+$").search("the (a+)+$ case")


@pytest.mark.parametrize("target", ["", "  ", "?!", "word " * 300, 7])
def test_what_is_no_phrase_is_refused_with_its_value(target):
    with pytest.raises(ValueError, match=r"[Tt]arget"):
        clean_targets([target])


def test_a_target_that_is_no_phrase_ends_in_a_clear_message():
    articles = tk.load("A headline that says nothing\n\nJan Lund said that it was over.\n", progress=False)
    study = tk.analyze(articles, targets=[""], progress=False)
    assert "has no word in it" in study.problems["message"].iloc[0]
