"""The entities plugin."""

import pytest
from toolkit_entities import LABELS, entities, toolkit_linkers

import toolkit as tk
from toolkit.testing import check_analyzer, check_linker


def named(text: str) -> list[tuple[str, str, str]]:
    articles = tk.load(f"A headline of its own\n\n{text}\n", progress=False)
    table = tk.analyze(articles, only=["entities"], progress=False).entities
    return [(row.text, row.label, row.entity) for row in table.itertuples() if row.field == "body"]


def test_holds_the_contract_of_analyzers():
    study = check_analyzer(entities, words=20_000)
    assert set(study.entities["label"]) <= set(LABELS)


def test_holds_the_contract_of_linkers():
    (linker,) = toolkit_linkers()
    linked = check_linker(linker)
    assert linked["entity"].nunique() == 4, "a person in three spellings is one"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks were opened by German Chancellor Jana Weber in Geneva.", ("Jana Weber", "PERSON", "Jana Weber")),
        ("The talks were opened by German Chancellor Jana Weber in Geneva.", ("Geneva", "PLACE", "Geneva")),
        ("Ties between the United States and Japan are close, they think.", ("United States", "PLACE", "US")),
        ("The Turkish Defence Ministry denied that it had been told of it.", ("Turkish Defence Ministry", "ORG")),
        ("Prices rose after the United Nations spoke of famine in the area.", ("United Nations", "ORG", "UN")),
        (
            "Ties with the Ministry of Trade and Industry are good, it is said.",
            ("Ministry of Trade and Industry", "ORG"),
        ),
        ("He arrived in Ouagadougou on Friday, as he told the newspapers.", ("Ouagadougou", "PLACE", "Ouagadougou")),
    ],
)
def test_names_what_a_name_stands_for(text, expected):
    found = named(text)
    assert expected in [row[: len(expected)] for row in found], found


def test_a_surname_stands_for_the_person_named_in_full_before():
    text = "Prime Minister Anna Berg met miners. Later Peter Holm, a miner, spoke. Berg listened and left with Holm."
    people = [row for row in named(text) if row[1] == "PERSON"]
    assert [row[2] for row in people] == ["Anna Berg", "Peter Holm", "Anna Berg", "Peter Holm"]


def test_title_and_gender_keep_namesakes_apart():
    text = (
        "Minister Daniel Reyne spoke first. Senator Ruth Reyne spoke next. Senator Reyne left. Minister Reyne stayed."
    )
    people = [row[2] for row in named(text) if row[1] == "PERSON"]
    assert people == ["Daniel Reyne", "Ruth Reyne", "Ruth Reyne", "Daniel Reyne"]


def test_words_that_only_begin_a_sentence_are_no_names():
    text = "However, nothing came of it. Meanwhile the talks went on. On Monday they ended. Critics were not pleased."
    assert named(text) == [("Monday", "DATE", "Monday")]


def test_the_title_is_kept_apart_from_the_name():
    articles = tk.load("A headline of its own\n\nA man met former Russian Foreign Minister Igor Ivanov for tea.\n")
    row = tk.analyze(articles, only=["entities"], progress=False).entities.set_index("text").loc["Igor Ivanov"]
    assert row["title"].endswith("Foreign Minister")
    assert row["gender"] == "male"
