"""Dates as press and databases write them, in many languages; a date is read where it states day, month and year."""

import re
from datetime import UTC, datetime

import dateparser

_EDITION = re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[a-z]+\s+){0,2}edition\b.*$", re.IGNORECASE)


def read_day(text: str | None, languages: list[str] | None = None, day_first: bool | None = None) -> datetime | None:
    """Gives the date that a text states, in UTC (midnight where it states no time), or None.

    Read are the languages that dateparser knows. What lacks its day, month or year is None: nothing is made up.
    `day_first` decides 03/04/2020; without it such a date is read as the language has it.
    """
    if not text:
        return None
    cleaned = _EDITION.sub("", " ".join(str(text).split())).strip(" ,;.")
    settings: dict[str, object] = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "TO_TIMEZONE": "UTC",
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
    }
    if day_first is not None:
        settings["DATE_ORDER"] = "DMY" if day_first else "MDY"
    found = dateparser.parse(cleaned, languages=languages, settings=settings)
    if found is None:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
