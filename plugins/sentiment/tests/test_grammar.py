"""What the grammar of a statement says of a target."""

import pytest
from toolkit_sentiment.grammar import KINDS, features, signals
from toolkit_sentiment.passages import Sentences

from toolkit.documents import Document


def clause(text, target):
    document = Document("x", {"body": text, "language": "en"})
    start = text.index(target)
    sentences = Sentences.by_field(document)["body"]
    return sentences.clause(sentences.at(start), [[0, len(text)]], start, start + len(target))


def kinds(text, target):
    return {signal.kind for signal in signals(clause(text, target))}


@pytest.mark.parametrize(
    ("text", "target", "kind"),
    [
        ("Russia would not agree to unilateral concessions.", "unilateral concessions", "negation"),
        ("Nobody can say that we do not support the treaty.", "treaty", "double negation"),
        ("Lifting the sanctions would be a betrayal.", "sanctions", "undoing"),
        ("The sanctions must be lifted at once.", "sanctions", "undoing"),
        ("We will never lift the sanctions.", "sanctions", "negated undoing"),
        ("There can be peace without the treaty.", "treaty", "instead"),
        ("Our partners think that we will agree to the treaty.", "treaty", "ascription"),
        ("I believe in the union.", "union", "own belief"),
        ("Critics of the treaty have not read it.", "treaty", "critics"),
        ("Those who attack the treaty have not read it.", "treaty", "critics"),
        ("Friends of the mayor got the contracts.", "mayor", "friends"),
        ("If the treaty is signed we will see.", "treaty", "condition"),
        ("Who needs the treaty?", "treaty", "question"),
        ("It is costly, but the treaty works.", "treaty", "contrast before"),
        ("There will be no concessions.", "concessions", "denial alone"),
    ],
)
def test_signals(text, target, kind):
    assert kind in kinds(text, target)


def test_a_negation_does_not_reach_beyond_its_clause():
    assert "negation" not in kinds("He did not come, but we support the treaty.", "treaty")


def test_a_word_of_the_target_is_no_evidence():
    assert kinds("The trade agreement expires in May.", "trade agreement") == set()


def test_effects_are_readable():
    (signal,) = [s for s in signals(clause("We would not agree to the embargo.", "embargo")) if s.kind == "against"]
    assert signal.effect == "“not agree” tells against it"


def test_features_are_numbers_for_each_kind():
    values = features(signals(clause("We will not agree to the embargo.", "embargo")))
    assert values.shape == (len(KINDS),)
    assert values[KINDS.index("negation")] == 1
    assert values[KINDS.index("value")] < 0
    assert not features([]).any()
