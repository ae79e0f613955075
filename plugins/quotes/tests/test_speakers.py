"""Whom pronouns, roles and descriptions mean."""

import pandas as pd
import pytest

import toolkit as tk


def rows(body: str, **columns: str) -> pd.DataFrame:
    table = pd.DataFrame({"headline": ["News of the day and of the night"], "body": [body], **columns})
    return tk.analyze(tk.load(table, progress=False), only=["quotes"], progress=False).quotes


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Mayor Anna Berg met Peter Holm on Monday. She said that the road was closed.", "Anna Berg"),
        ("Mayor Anna Berg met Peter Holm on Monday. He said that the road was closed.", "Peter Holm"),
        ("Jan Lund met Peter Holm, a farmer, on Monday. He said that the road was closed.", "Jan Lund"),
        ("Jan Lund spoke of Peter Holm.\n\n“The road is closed,” he said.", "Jan Lund"),
        ("Jan Lund and his men were tired. While she praised them, Anna Berg said that it was late.", "Anna Berg"),
        ("Jan Lund won.\n\n“Peter Holm was good, and Peter Holm was fair,” he said.", "Jan Lund"),
    ],
)
def test_a_pronoun_means_who_is_talked_of(body, speaker):
    assert rows(body)["speaker"].tolist()[-1] == speaker


@pytest.mark.parametrize(
    ("body", "speaker", "kind"),
    [
        ("President Jan Lund met Chancellor Ana Petrov. The chancellor said that it was late.", "Ana Petrov", "person"),
        ("Jan Lund was unmoved on Friday. “It is late,” the foreign minister said.", "Jan Lund", "person"),
        ("A federal judge said that the road was closed. Judge Ann Lee wrote that it was late.", "Ann Lee", "person"),
        (
            "The International Monetary Fund met in Washington. The fund said that growth would slow this year.",
            "IMF",
            "organisation",
        ),
        ("Union officials said that the road was closed.", "Union officials", "group"),
        ("A spokesman said that the road was closed.", "spokesman", "unnamed"),
        ("Moscow said that the road was closed. The envoys of nine states had met in Geneva.", "Moscow", "place"),
    ],
)
def test_a_description_means_who_is_that(body, speaker, kind):
    row = rows(body).iloc[0 if body.startswith(("A ", "Union", "Moscow")) else -1]
    assert (row["speaker"], row["speaker_type"]) == (speaker, kind)


def test_the_antecedent_is_where_the_one_was_named():
    body = "Mayor Anna Berg met nobody on Monday. She said that the road was closed."
    row = rows(body).iloc[-1]
    assert body[row["antecedent_start"] : row["antecedent_end"]] == "Anna Berg"
    assert row["antecedent_field"] == "body" and 0.5 < row["speaker_score"] <= 1


def test_i_is_the_byline_or_the_signature():
    body = "I think that the road should be closed, and that it should stay so for a long time."
    assert rows(body, byline="By ANNA BERG")["speaker"].tolist()[:1] == ["Anna Berg"]
    letter = f"{body}\n\nJan Lund.\n\nOslo."
    assert rows(letter)["speaker"].tolist()[:1] == ["Jan Lund"]
    assert rows(body)["speaker"].isna().all()


def test_whom_two_people_could_be_is_left_open():
    found = rows("“The road is closed,” she said.")
    assert found["speaker"].isna().all()


def test_what_is_looked_at_grows_with_the_text_not_its_square(monkeypatch):
    from toolkit_quotes.cast import Cast
    from toolkit_quotes.discourse import Discourse
    from toolkit_quotes.speakers import Speakers
    from toolkit_quotes.statements import Statement

    from toolkit.documents import Document

    looked_at = []
    kind = Discourse.kind
    monkeypatch.setattr(Discourse, "kind", lambda self, name: looked_at.append(name) or kind(self, name))

    def steps(number: int) -> int:
        line = "Anna Berg met Jan Lund. He said that it was late. The mayor said that it was early. "
        document = Document("x", {"body": line * number, "language": "en"})
        names = [
            {
                "field": "body", "start": i * len(line) + at, "end": i * len(line) + at + len(name), "text": name,
                "label": "PERSON", "entity": f"{name} {i % 50}", "title": None, "gender": None,
            }
            for i in range(number)
            for at, name in ((0, "Anna Berg"), (14, "Jan Lund"))
        ]  # fmt: skip
        places = [i * len(line) + at for i in range(number) for at in (24, 50)]
        statements = [
            Statement(
                "body", ((at + 20, at + 24),), (at, at + (2 if at % len(line) == 24 else 9)), None, "indirect", 1.0
            )
            for at in places
        ]
        looked_at.clear()
        Speakers(document, Cast(document, names), statements, {"body": []})
        return len(looked_at)

    few = steps(80)
    assert few > 80
    assert steps(800) < 12 * few
