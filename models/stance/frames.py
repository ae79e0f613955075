"""Statements as they stand in articles: in quotation marks, behind a verb of saying, or beside another sentence.

The statements of gold/stance are bare. What is put around one says nothing of its target, and is drawn anew each time.
"""

import random
import re

_WHO = (
    "Trade Minister Aron Feld", "the committee's chairman Piet Lam", "Judge Ama Kusi, who retired in May",
    "the governor's spokeswoman Ilka Brand", "Colonel Reza Nouri", "a senior official who asked not to be named",
    "Rosa Lindt, head of the growers' association", "the envoy", "her Danish counterpart", "the former treasurer",
    "the minister", "Lena Fisk", "the spokesman", "he", "she", "an aide to the governor", "Mr Ortiz", "the professor",
    "a farmer from the valley", "the union's chairwoman", "Jonas Berg, a shopkeeper", "the retired general", "they",
    "a resident", "Senator Wu", "the party leader", "Dr. Amina Diallo", "a diplomat",
)  # fmt: skip
_VERBS = (
    "said", "said on Monday", "told reporters", "told the committee", "wrote", "said in an interview", "added",
    "said at a briefing", "replied", "explained", "told a conference in Lisbon", "remarked", "insisted",
)  # fmt: skip
_THAT = (
    "said", "stressed", "told reporters", "argued", "noted", "underlined", "wrote", "insisted", "repeated",
    "maintained", "explained", "told the conference", "recalled", "said on Thursday", "made it plain",
)  # fmt: skip
_ELSEWHERE = (
    "thanked the interpreters and", "praised her hosts, but", "apologised for the delay and",
    "criticised the press, but",
    "shook hands with the crowd and", "refused to take questions on the budget and", "congratulated the winners and",
    "condemned the attack on the bus station and", "welcomed the report on the harvest, but", "smiled and",
    "rejected talk of a resignation and", "complained of the noise and", "regretted the weather and",
)  # fmt: skip
"""What somebody does beside, which has a tone of its own."""
_WHERE = ("", "", "", "", "In Geneva, ", "On Friday ", "At the ministry, ", "Earlier ", "Asked about it, ")
_SMALL = re.compile(
    r"(?:The|A|An|It|This|That|These|We|They|He|She|If|In|There|No|Nobody|Not|But|Without|All|Any|Our)\b"
)
"""First words that are written small within a sentence."""
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
        before, behind = f"{_opening(who, draw)} {asked} ", "."
    elif _REPORTED.search(statement):
        pass
    elif not indirect and chance < 0.45:
        left, right = draw.choice(("“”", '""', "“”", "‘’"))
        behind = f"{right} {who} {draw.choice(_VERBS)}."
        if draw.random() < 0.75:
            before = left
            statement = statement[:-1] + "," if statement.endswith(".") else statement
        else:
            before, behind = f"{_opening(who, draw)} {draw.choice(_VERBS)}: {left}", right
    elif not indirect and chance < 0.7:
        before = f"{_opening(who, draw)} {draw.choice(_THAT)} that "
        if _SMALL.match(statement):
            statement = statement[0].lower() + statement[1:]
    if draw.random() < 0.15:
        before = f"{draw.choice(_BESIDE)} {before}"
    if draw.random() < 0.15:
        behind = f"{behind} {draw.choice(_BESIDE)}"
    return before + statement + behind, len(before)


def _opening(who: str, draw: random.Random) -> str:
    beside = f" {draw.choice(_ELSEWHERE)}" if draw.random() < 0.25 else ""
    return _upper(f"{draw.choice(_WHERE)}{who}{beside}")


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
