"""What someone does who makes a statement."""

import pytest
from toolkit_quotes.acts import ACTS, act_of


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", "said"), ("has repeatedly told reporters", "said"), ("According to", "said"), ("—", "said"), (None, "said"),
        ("was quoted by local media as saying", "said"), ("denies", "said"), ("wrote", "wrote"), ("tweeted", "wrote"),
        ("fears", "thought"), ("doesn’t believe", "thought"), ("the belief", "thought"), ("wants", "thought"),
        ("called for", "asked"), ("urged", "asked"), ("called", "said"), ("vowed", "promised"), ("declined", "promised"),
        ("criticism of", "judged"), ("did not say", "unsaid"), ("hasn't said", "unsaid"), ("walked", "other"),
    ],
)  # fmt: skip
def test_the_cue_tells_the_act(cue, act):
    assert act_of(cue) == act
    assert act in ACTS


def test_what_nobody_said_is_unsaid():
    assert act_of("said", "Nobody") == act_of("had reported", "neither side") == "unsaid"
    assert act_of("said", "the Nobody Foundation") == "said"
