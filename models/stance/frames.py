"""Statements as they stand in articles: in quotation marks, behind a verb of saying, or beside another sentence.

The statements of gold/stance are bare. What is put around one says nothing of its target, and is drawn anew each time.
"""

import random
import re

_WHO = (
    "the minister", "Lena Fisk", "the spokesman", "he", "she", "an aide to the governor", "Mr Ortiz", "the professor",
    "a farmer from the valley", "the union's chairwoman", "Jonas Berg, a shopkeeper", "the retired general", "they",
    "a resident", "Senator Wu", "the party leader", "Dr. Amina Diallo", "a diplomat",
)  # fmt: skip
_VERBS = ("said", "said on Monday", "told reporters", "told the committee", "wrote", "said in an interview", "added")
_THAT = ("said", "stressed", "told reporters", "argued", "noted", "underlined", "wrote")
_REPORTED = re.compile(r"[“”\"]|\b(?:said|told|asked|wrote|warned|argued|vowed|urged|called|accused)\b")
"""Who speaks is named already."""
_BESIDE = (
    "The room was full and the windows were open.",
    "The interview was recorded in the capital on Tuesday evening.",
    "About two hundred people had come.",
    "Reporters were not allowed to ask questions.",
    "A decision is expected in the coming weeks.",
    "It was the third meeting this year.",
    "Lawmakers return from their recess on 4 September.",
    "The vote was put off until after the holidays.",
)


def frame(statement: str, draw: random.Random) -> tuple[str, int]:
    """Gives a text with the statement in it, and where the statement begins in the text."""
    before, behind = "", ""
    who, chance = draw.choice(_WHO), draw.random()
    indirect = statement[:1].islower()
    if indirect and chance < 0.85:
        asked = "asked" if not statement.startswith("that ") else draw.choice(_THAT)
        before, behind = f"{_upper(who)} {asked} ", "."
    elif _REPORTED.search(statement):
        pass
    elif not indirect and chance < 0.45:
        left, right = draw.choice(("“”", '""', "“”", "‘’"))
        behind = f"{right} {who} {draw.choice(_VERBS)}."
        if statement.endswith("."):
            statement = statement[:-1] + ","
        before = left
        behind = behind if draw.random() < 0.75 else right
        if behind == right:
            before = f"{_upper(who)} {draw.choice(_VERBS)}: {left}"
    elif not indirect and chance < 0.6:
        before = f"{_upper(who)} {draw.choice(_THAT)} that "
    if draw.random() < 0.15:
        before = f"{draw.choice(_BESIDE)} {before}"
    if draw.random() < 0.15:
        behind = f"{behind} {draw.choice(_BESIDE)}"
    return before + statement + behind, len(before)


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
