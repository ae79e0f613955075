"""The quotes plugin: statements, their kinds, cues and speakers."""

import pandas as pd
import pytest
from toolkit_quotes import KINDS, quotes
from toolkit_reading.marks import find_quotations

import toolkit as tk
from toolkit.testing import check_analyzer


def statements(body: str, headline: str = "News from the valley") -> list[dict]:
    articles = tk.load(pd.DataFrame({"headline": [headline], "body": [body], "language": ["en"]}), progress=False)
    return tk.analyze(articles, only=["quotes"], progress=False).quotes.to_dict("records")


def test_holds_the_contract_of_analyzers():
    study = check_analyzer(quotes, words=20_000)
    assert set(study.quotes["kind"]) <= set(KINDS)
    assert study.quotes["quote_id"].is_unique


@pytest.mark.parametrize(
    ("body", "text", "kind", "speaker_text", "cue"),
    [
        ("The talks have failed for good, Mayor Jan Lund said on Monday.", "The talks have failed for good", "indirect",
         "Mayor Jan Lund", "said"),
        ("Mayor Jan Lund said on Monday that the talks had failed.", "that the talks had failed", "indirect",
         "Mayor Jan Lund", "said"),
        ("“The talks have failed,” said Mayor Jan Lund.", "“The talks have failed,”", "direct", "Mayor Jan Lund", "said"),
        ("Mayor Jan Lund said: \"We have nothing more to say.\"", '"We have nothing more to say."', "direct",
         "Mayor Jan Lund", "said"),
        ("Mayor Jan Lund told reporters that it was \"a black day\" for all.", 'that it was "a black day" for all', "mixed",
         "Mayor Jan Lund", "told"),
        ("According to the ministry, the bridge over the river will open in May.", "the bridge over the river will open in May", "indirect",
         "the ministry", "According to"),
        ("The bridge will open in May, according to the ministry.", "The bridge will open in May", "indirect",
         "the ministry", "according to"),
        ("On Tuesday, the mayor warned that the bridge was not safe.", "that the bridge was not safe", "indirect",
         "the mayor", "warned"),
        ("Jan Lund, the mayor of the town, said the bridge was safe.", "the bridge was safe", "indirect",
         "Jan Lund, the mayor of the town,", "said"),
        ("‘I don't believe a word of it,’ said Jan Lund.", "‘I don't believe a word of it,’", "direct", "Jan Lund", "said"),
        ("Jan Lund, a miner: “We will stay down until they pay.”", "“We will stay down until they pay.”", "direct",
         "Jan Lund, a miner", ":"),
    ],
)  # fmt: skip
def test_finds_a_statement_with_its_source_and_cue(body, text, kind, speaker_text, cue):
    found = statements(f"{body}\n\nThe council meets again in May, and the bridge stays closed until then.")
    assert [(row["text"], row["kind"], row["speaker_text"], row["cue"]) for row in found] == [
        (text, kind, speaker_text, cue)
    ]


def test_an_interrupted_statement_is_one_row_with_its_parts():
    body = '"We shall see," Jan Lund said, "what the court makes of it."'
    (row,) = statements(body)
    assert [body[start:end] for start, end in row["parts"]] == ['"We shall see,"', '"what the court makes of it."']
    assert row["text"] == body


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_one_statement():
    body = (
        "“It was a cold night,” said Jan Lund. “We had no food.\n\n“In the morning the soldiers came and took us away.”"
    )
    (row,) = statements(body)
    assert row["speaker"] == "Jan Lund"
    assert row["text"].endswith("took us away.”")


def test_a_nested_quotation_stays_inside():
    body = "\"They told us 'wait for the bus' and left, and nobody came,\" Jan Lund said."
    assert [row["kind"] for row in statements(body)] == ["direct"]


def test_a_quoted_word_is_no_statement():
    assert statements('The so-called "peace train" left the station on time, with nobody on board.') == []


def test_both_halves_of_a_sentence_may_report():
    body = "Anna Berg said the law was good, while Jan Lund said that it would never work."
    assert [(row["speaker"], row["text"]) for row in statements(body)] == [
        ("Anna Berg", "the law was good"),
        ("Jan Lund", "that it would never work"),
    ]


def test_what_was_not_said_is_marked_as_unsaid():
    found = statements("The minister did not say when the bridge would open. Nobody said that it was safe.")
    assert {row["act"] for row in found} <= {"unsaid"}


@pytest.mark.parametrize(
    ("headline", "text", "speaker"),
    [
        ("No talks before the spring — minister", "No talks before the spring", "Ana Petrov"),
        ("Minister: no talks before the spring", "no talks before the spring", "Ana Petrov"),
        ("Petrov says talks must wait for spring", "talks must wait for spring", "Ana Petrov"),
    ],
)
def test_a_headline_is_attributed_to_a_person_of_the_article(headline, text, speaker):
    found = statements("Foreign Minister Ana Petrov spoke in parliament about the war and its costs.", headline)
    assert (found[0]["field"], found[0]["text"], found[0]["speaker"]) == ("headline", text, speaker)


@pytest.mark.parametrize(
    ("body", "speakers"),
    [
        ('Ana Petrov spoke. "It is over," she said. The minister left.', ["Ana Petrov"]),
        ("Foreign Minister Ana Petrov said it was over. The minister added that she was tired.", ["Ana Petrov"] * 2),
        ("President Jan Lund met Chancellor Ana Petrov. The head of state said that he was content.", ["Jan Lund"]),
        ("Union officials said that the road was closed.", ["Union officials"]),
        ("A spokesman for President Jan Lund said that the road was closed.", ["spokesman for President Jan Lund"]),
        ("The Kremlin said that the road was closed.", ["Kremlin"]),
    ],
)
def test_says_who_speaks(body, speakers):
    assert [row["speaker"] for row in statements(body)] == speakers


def test_a_pronoun_that_could_be_nobody_s_stays_open():
    (row,) = statements('"It is over," he said, and went home to sleep.')
    assert row["speaker_text"] == "he"
    assert row["speaker"] != row["speaker"]  # missing


def test_nobody_said_what_has_a_cue_but_no_source():
    body = (
        "Mayor Jan Lund said on Monday that the talks would be short and that he was content with the plan.\n\n"
        "The talks are expected to last for two hours, and the two sides are said to be close to a deal."
    )
    rows = [row for row in statements(body) if row["start"] > body.index("The talks are")]
    assert rows and all(row["speaker"] != row["speaker"] for row in rows)  # missing


def test_a_lone_mark_does_not_swallow_the_rest():
    text = 'He was 6\' 2" tall. "We go," said Jan Lund. Then it rained " for days, and nobody came.'
    assert [text[q.start : q.end] for q in find_quotations(text)][-1] == '"We go,"'


def test_time_grows_with_the_text_not_its_square():
    mark = '" “ said he '
    short, long = (len(find_quotations(mark * n)) for n in (500, 5_000))
    assert long <= 10 * short + 10
