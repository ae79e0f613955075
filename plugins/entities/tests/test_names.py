"""One name within an article, and names that are passed over."""

import pandas as pd
import pytest

import toolkit as tk


def names(body: str) -> list[tuple[str, str]]:
    table = pd.DataFrame({"headline": ["News of the day and of the night"], "body": [body]})
    entities = tk.analyze(tk.load(table, progress=False), only=["entities"], progress=False).entities
    return [(row.text, row.name_) for row in entities.rename(columns={"name": "name_"}).itertuples()]


def test_every_place_of_a_name_is_found():
    body = "Senator Hillary Clinton spoke. Clinton won. “Clinton left,” he said. Later Clinton returned with Clinton’s men."
    assert [name for _, name in names(body) if "Clinton" in name] == ["Hillary Clinton"] * 5


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("James O’Neill spoke on Monday. “It is late,” said O'Neill.", ("O'Neill", "James O’Neill")),
        ("Joseph R. Biden Jr. spoke on Monday. Later Biden left.", ("Biden", "Joseph R. Biden Jr.")),
        ("Ban Ki-moon spoke in Geneva on Monday. Later Mr. Ban left.", ("Ban", "Ban Ki-moon")),
        ("The Tampa Bay Times wrote it on Monday. The Times added more.", ("The Times", "Tampa Bay Times")),
    ],
)
def test_short_forms_stand_for_long_ones(body, expected):
    assert expected in names(body)


def test_the_first_of_two_is_meant_unless_the_other_stands_close():
    body = (
        "Former President Bill Clinton spoke in Flint for his wife Hillary Clinton on Monday evening, before a crowd of "
        "some two thousand people who had come from all over the state.\n\n"
        "“It is late,” Clinton said, and everybody laughed at the joke."
    )
    assert ("Clinton", "Bill Clinton") in names(body)


def test_a_party_and_state_is_no_name():
    assert not [text for text, _ in names("Sen. Marco Rubio (R-Fla.) met Rep. Jim Jordan (R-Ohio).") if "R-" in text]


def test_letters_that_are_explained_have_the_long_form():
    found = names("The World Trade Organization (WTO) met in Geneva. The WTO agreed on nothing.")
    assert {name for text, name in found if "WTO" in text or "Trade" in text} <= {"World Trade Organization", "WTO"}
    assert len({name for text, name in found if "WTO" in text or "Trade" in text}) == 1
