"""Where targets are met."""

import pytest
from toolkit_sentiment.targets import Finder, clean_targets, pattern_of


def met(targets, text):
    return [
        (name, text[start:end]) for name, start, end in Finder.of(clean_targets(targets)).find(text, [(0, len(text))])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "unilateral concession",
        "Unilateral\u00a0Concessions",
        "unilateral-concessions",
        "unilateral concessions’",
        "concessions that are unilateral",
        "concessions which would be purely unilateral",
    ],
)
def test_a_target_is_met_in_other_forms(text):
    assert pattern_of("unilateral concessions").fullmatch(text)


@pytest.mark.parametrize(
    ("target", "text", "found"),
    [
        ("the wolf", "Wolves are back", "Wolves"),
        ("child", "two children played", "children"),
        ("crisis", "three crises in a year", "crises"),
        ("climate policy", "a policy on the climate", "policy on the climate"),
        ("end of war", "the end of the war is near", "end of the war"),
        ("cease-fire", "a cease fire", "cease fire"),
        ("NATO", "NATO’s door", "NATO’s"),
        ("C++", "written in C++ today", "C++"),
        ("Łódź", "in Łódź it rained", "Łódź"),
    ],
)
def test_inflection_determiners_hyphens_and_word_order(target, text, found):
    assert met([target], text) == [(" ".join(target.split()), found)]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("a.c", "abc"),
        ("sanction", "sanctionable"),
        ("EU", "museum"),
        ("unilateral concessions", "concessions or unilateral"),
    ],
)
def test_nothing_else_is_met(target, text):
    assert met([target], text) == []


def test_a_target_is_no_regular_expression():
    assert met(["(a+)+$"], "the (a+)+$ case") == [("(a+)+$", "(a+)+$")]


def test_synonyms_count_as_the_target():
    targets = {"concessions": ["compromises", "one-sided deals"], "treaty": "accord"}
    text = "No compromise, no one-sided deal and no accord."
    assert met(targets, text) == [
        ("concessions", "compromise"),
        ("concessions", "one-sided deal"),
        ("treaty", "accord"),
    ]


def test_only_the_parts_of_a_statement_are_searched():
    text = "The tax, he said of the tax, is a tax."
    found = [start for _, start, _ in Finder.of(clean_targets(["tax"])).find(text, [(0, 7), (29, 37)])]
    assert found == [4, 34]


@pytest.mark.parametrize("target", ["", "  ", "?!", "word " * 300, 7])
def test_what_is_no_phrase_is_refused_with_its_value(target):
    with pytest.raises(ValueError, match=r"[Tt]arget"):
        clean_targets([target])


def test_ten_thousand_targets_cost_those_that_occur():
    finder = Finder.of(clean_targets([f"thing {i}" for i in range(10_000)]))
    assert list(finder.find("There is thing 77 and nothing else.", [(0, 35)])) == [("thing 77", 9, 17)]
