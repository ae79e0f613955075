"""The opening of a wire story: place, day and agency, as the agencies write them.

MOSCOW, July 13. /TASS/. Text                TASS
LONDON, July 13 (Reuters) - Text             Reuters, with or without the day
WASHINGTON (AP) — Text                       AP
Paris, July 13, 2021 (AFP) - Text            AFP
BEIJING, July 13 (Xinhua) -- Text            Xinhua
MOSCOW. July 13 (Interfax) - Text            Interfax
Berlin (dpa) - Text                          dpa
LONDON — Text                                papers that name no agency
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_DAY = rf"(?P<date>(?:(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\s+(?:{_MONTHS})\.?)(?:,?\s+\d{{4}})?)"
_PLACE = r"(?P<place>[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ /,]{1,2}(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|de|la|el|of|the|sur|am|an)){0,5}?)"
_AGENCY = r"(?P<agency>(?:[A-ZÀ-Þ]|dpa\b|epd\b|sda\b|anp\b|ap\b)[\w.&'’ -]{0,40}?)"

_SLASHED = rf"/\s*{_AGENCY}\s*/\s*[.:,-]?"
_BRACKETED = rf"\(\s*{_AGENCY.replace('agency', 'agency2')}\s*\)\s*(?:--|[-–—:])"
_WITH_AGENCY = re.compile(rf"{_PLACE}(?:[.,]?\s+{_DAY})?[.,]?\s*(?:{_SLASHED}|{_BRACKETED})\s+")
_COUNTRY = r"(?:, [A-Z][\w.]+(?: (?:and|of|[A-Z][\w.]+))*?)?"
_PLACE_ONLY = re.compile(rf"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’ -]+{_COUNTRY})(?:,\s+{_DAY})?\s+(?:--|[–—])\s+")


@dataclass(frozen=True)
class Dateline:
    """A dateline and what it says; `end` is where the story's own first sentence begins."""

    text: str
    place: str
    date: str | None
    agency: str | None
    end: int


def find_dateline(text: str) -> Dateline | None:
    """Reads the dateline that `text` opens with, or gives None where it opens with none."""
    head = text[:200]
    match = _WITH_AGENCY.match(head) or _PLACE_ONLY.match(head)
    if match is None:
        return None
    found = match.groupdict()
    agency = found.get("agency") or found.get("agency2")
    return Dateline(
        text=match.group().strip(),
        place=found["place"].strip(" ,."),
        date=found["date"],
        agency=agency.strip() if agency else None,
        end=match.end(),
    )


def dateline_day(date: str | None, year: int | None) -> datetime | None:
    """Gives the day of a dateline at midnight UTC.

    A dateline seldom has a year. Without one there, and none given by the caller, the answer is None:
    a year is never made up.
    """
    if date is None:
        return None
    month = re.search(_MONTHS, date)
    numbers = re.findall(r"\d+", date)
    stated = next((int(number) for number in numbers if len(number) == 4), year)
    day = next((int(number) for number in numbers if len(number) <= 2), None)
    if month is None or stated is None or day is None:
        return None
    number = "jan feb mar apr may jun jul aug sep oct nov dec".split().index(month.group()[:3].lower()) + 1
    try:
        return datetime(stated, number, day, tzinfo=UTC)
    except ValueError:
        return None
