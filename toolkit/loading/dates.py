"""Dates as press and databases write them, in many languages. None is made up: what is not stated stays missing.

A date that states day, month and year is read by itself. One that lacks its year ("Tuesday 3 March"), or is told from
the day of writing ("vor 2 Stunden"), is completed only by a moment that the file itself gives: when it was written,
sent, saved or fetched.
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

_EDITION = re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[a-z]+\s+){0,2}edition\b.*$", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:last updated|published|updated|posted|on|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado"
    r"|actualizado|опубликовано|обновлено)\b(?:\s+(?:on|am|le|el))?[: ]*",
    re.IGNORECASE,
)
_UTC: dict[str, Any] = {"TO_TIMEZONE": "UTC", "TIMEZONE": "UTC", "RETURN_AS_TIMEZONE_AWARE": True}
_AHEAD = timedelta(days=2)
"""How long before its date a text may be written: Sunday's paper is written on Friday."""
_RECENT = timedelta(days=330)
"""A day and month further back than this is as likely to be of another year."""


@lru_cache(maxsize=50_000)  # the same days come again and again
def read_day(
    text: str | None, languages: tuple[str, ...] | None = None, day_first: bool | None = None
) -> datetime | None:
    """Gives the date that a text states, in UTC (midnight where it states no time), or None.

    Read are the languages that dateparser knows. What lacks its day, month or year is None: nothing is made up.
    `day_first` decides 03/04/2020; without it such a date is read as the language has it.
    """
    settings = {**_UTC, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["timestamp", "absolute-time"]}
    if day_first is not None:
        settings["DATE_ORDER"] = "DMY" if day_first else "MDY"
    cleaned = _cleaned(text)
    if not cleaned:
        return None
    found = _of_iso(cleaned)
    if found is not None:
        return found
    import dateparser

    return _in_utc(dateparser.parse(cleaned, languages=languages, settings=settings))


def _of_iso(text: str) -> datetime | None:
    """A date as ISO 8601 has it, which is most that machines write; this takes a thousandth of the time."""
    try:
        return _in_utc(datetime.fromisoformat(text)) if re.match(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def complete_day(text: str | None, written: datetime) -> datetime | None:
    """Gives the date of a text that lacks its year or counts from the day of writing, or None.

    `written` is when the file says it was written, with a time zone. The year is that of the last such day before it;
    a weekday that the text names must agree. None also for a day so long before that its year is no more than a guess.
    """
    import dateparser
    from dateparser.date import DateDataParser

    cleaned = _cleaned(text)
    if not cleaned:
        return None
    base = written.astimezone(UTC).replace(tzinfo=None)
    counted = dateparser.parse(cleaned, settings={**_UTC, "PARSERS": ["relative-time"], "RELATIVE_BASE": base})
    if counted is not None:
        return _in_utc(counted)
    settings = {
        **_UTC,
        "REQUIRE_PARTS": ["day", "month"],
        "PARSERS": ["absolute-time"],
        "PREFER_DATES_FROM": "past",
        "RELATIVE_BASE": base + _AHEAD,
    }
    found = DateDataParser(settings=settings).get_date_data(cleaned)
    if found.date_obj is None or not _agrees(cleaned, found.date_obj, found.locale):
        return None
    day = _in_utc(found.date_obj)
    return None if day is None or day < written - _RECENT else day


def is_vague_day(line: str) -> bool:
    """Tells a line that is nothing but a date without a year, or one such as "2 hours ago", from other short lines."""
    import dateparser

    cleaned = _cleaned(line)
    if len(cleaned.split()) > 5 or not re.search(r"\d", cleaned):
        return False
    settings = {"REQUIRE_PARTS": ["day", "month"], "PARSERS": ["relative-time", "absolute-time"]}
    return dateparser.parse(cleaned, settings=settings) is not None


def read_sent(header: object) -> datetime | None:
    """Gives the moment of a mail's or saved page's Date header (RFC 5322) in UTC, or None."""
    try:
        found = parsedate_to_datetime(str(header)) if header else None
    except (TypeError, ValueError):
        return None
    return _in_utc(found)


def _cleaned(text: str | None) -> str:
    joined = " ".join(str(text or "").split())
    return _LABEL.sub("", _EDITION.sub("", joined)).strip(" ,;.")


def _in_utc(found: datetime | None) -> datetime | None:
    if found is None:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _agrees(text: str, day: datetime, language: str | None) -> bool:
    """Tells whether the weekday that a text names, if any, is that of the day."""
    import babel
    from babel.dates import get_day_names

    try:
        locale = babel.Locale.parse((language or "en").replace("-", "_"))
    except (ValueError, babel.UnknownLocaleError):
        return True
    words = set(re.findall(r"\w+", text.lower()))
    for width in ("wide", "abbreviated"):
        for number, name in get_day_names(width, locale=locale).items():
            if name.lower().strip(".") in words:
                return bool(number == day.weekday())
    return True
