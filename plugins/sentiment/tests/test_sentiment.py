"""The sentiment plugin: stance and sentiment towards targets in statements."""

import numpy as np
import pytest
from toolkit_sentiment import sentiment
from toolkit_sentiment.head import SENTIMENTS, STANCES

import toolkit as tk
from toolkit.testing import check_analyzer

HEADLINE = "A headline that says nothing"


def study_of(statement, targets, **options):
    articles = tk.load(f"{HEADLINE}\n\nPresident Jan Lund said: “{statement}”\n", progress=False)
    return tk.analyze(articles, targets=targets, only=["sentiment"], progress=False, **options)


def stances(statement, targets, **options):
    return study_of(statement, targets, **options).stances


def test_holds_the_contract_of_analyzers():
    study = check_analyzer(sentiment, options={"targets": ["unilateral concessions", "sanctions"]}, words=20_000)
    assert len(study.stances)
    assert set(study.stances["stance"]) <= set(STANCES)
    assert set(study.stances["sentiment"]) <= set(SENTIMENTS)


@pytest.mark.parametrize(
    "targets", [(), ["a thing that never occurs"], [f"thing {i}" for i in range(10_000)], ["(a+)+$"]]
)
def test_without_a_target_that_occurs_the_table_is_empty_and_has_its_columns(targets):
    study = study_of("We support the treaty without reservation.", targets)
    assert study.stances.empty
    assert study.problems.empty
    assert {"target", "stance", "sentiment", "score", "evidence", "because"} <= set(study.stances.columns)


@pytest.mark.parametrize("target", ["", "?!", "word " * 300])
def test_a_target_that_is_no_phrase_is_refused_before_the_run(target):
    with pytest.raises(ValueError, match=r"Target .* (no word in it|words; at most)"):
        study_of("It was over.", [target])


def test_probabilities_are_those_of_the_answers():
    table = stances("We support the treaty, and we reject the embargo.", ["treaty", "embargo"])
    for labels, kind, score in ((STANCES, "stance", "score"), (SENTIMENTS, "sentiment", "sentiment_score")):
        chances = table[[f"{kind}_{label}" for label in labels]].to_numpy(dtype=float)
        np.testing.assert_allclose(chances.sum(axis=1), 1, atol=2e-3)
        np.testing.assert_allclose(chances.max(axis=1), table[score].to_numpy(dtype=float))
        assert [labels[i] for i in chances.argmax(axis=1)] == list(table[kind])


def test_what_else_is_asked_for_changes_no_answer():
    statement = "We support the treaty, and we reject the embargo and the blockade of our ports."
    alone = stances(statement, ["embargo"]).drop(columns="target")
    among = stances(statement, ["blockade", "embargo", "treaty", "ports"]).query("target == 'embargo'")
    assert alone.reset_index(drop=True).equals(among.drop(columns="target").reset_index(drop=True))


def test_each_occurrence_keeps_its_span():
    table = stances("The embargo is wrong. Embargoes have never worked.", ["embargo"])
    assert list(table["text"]) == ["embargo", "Embargoes"]


def test_evidence_are_spans_of_the_article_and_a_sentence():
    study = study_of("We would never agree to the embargo.", ["embargo"])
    row = study.stances.iloc[0]
    body = study.articles.at[row["article_id"], "body"]
    assert "never agree" in [body[span["start"] : span["end"]] for span in row["evidence"]]
    assert "“never agree” tells against it" in row["because"]


def test_every_name_in_the_statements_can_be_asked_for():
    statement = "I do not trust Anna Berg with our money, and I have told the European Commission in Brussels."
    table = stances(statement, "entities")
    assert {"Anna Berg", "European Commission", "Brussels"} <= set(table["target"])


def test_a_person_is_met_by_every_way_in_which_the_article_names_them():
    table = stances("Anna Berg is a liar. I would not trust Berg with a cat.", ["Anna Berg"])
    assert list(table["text"]) == ["Anna Berg", "Berg"]


def test_aliases_of_the_study_name_targets():
    aliases = tk.Aliases().add("European Commission", "the executive")
    table = stances("The European Commission has let us down.", ["the executive"], aliases=aliases)
    assert list(table["text"]) == ["European Commission"]


def test_targets_that_are_names_follow_the_aliases():
    study = study_of("I do not trust Anna Berg with our money.", "entities")
    renamed = study.with_aliases(tk.Aliases().add("Anna Berg", "Minister Berg"))
    assert "Minister Berg" in set(renamed.stances["target"])
    assert set(renamed.with_aliases(None).stances["target"]) == set(study.stances["target"])


def test_baselines_stand_beside_the_answer_when_asked_for():
    pytest.importorskip("textblob", reason="TextBlob is an extra: toolkit-sentiment[textblob]")
    table = stances("We love this wonderful treaty.", ["treaty"], baselines=["vader", "textblob", "majority"])
    assert table[["vader", "textblob", "majority"]].iloc[0].tolist() == ["positive", "positive", "negative"]
    assert stances("We love this wonderful treaty.", ["treaty"])["vader"].isna().all()


def test_a_baseline_that_there_is_not_is_refused():
    with pytest.raises(
        ValueError, match="Option 'baselines' of 'sentiment': it must be 'vader', 'textblob' or 'majority', not 'flair'"
    ):
        stances("We love this wonderful treaty.", ["treaty"], baselines=["flair"])


@pytest.mark.parametrize(
    ("statement", "target", "stance"),
    [
        ("We support the treaty without reservation.", "treaty", "support"),
        ("We do not support the treaty.", "treaty", "oppose"),
        ("We will not agree to the embargo.", "embargo", "oppose"),
        ("We reject the embargo.", "embargo", "oppose"),
        ("We condemn the cruel embargo.", "embargo", "oppose"),
        ("Lifting the sanctions would be a betrayal.", "sanctions", "support"),
        ("The embargo is illegal and must go.", "embargo", "oppose"),
        ("Our partners think that we will agree to the embargo. They are wrong.", "embargo", "oppose"),
        ("Critics of the treaty have never read it.", "treaty", "support"),
        ("The treaty was signed in Oslo in 1994.", "treaty", "neutral"),
    ],
)
def test_judges_for_and_against(statement, target, stance):
    assert list(stances(statement, [target])["stance"]) == [stance]
