"""Days of publication, read without guessing."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from framing.corpus.records import ArticleProblem

_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_BY_DAY = re.compile(r"(?P<day>\d{1,2})\.? +(?P<month>[A-Za-z]{3,9})\.?,? +(?P<year>\d{4})")
_BY_MONTH = re.compile(r"(?P<month>[A-Za-z]{3,9})\.? +(?P<day>\d{1,2}),? +(?P<year>\d{4})")
_ZONE_BY_NAME = re.compile(r" (?:UTC|GMT)$")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_LONGEST = 100  # characters
_FIRST_YEAR, _LAST_YEAR = 1678, 2261


def read_date(value: object) -> datetime:
    """The day at midnight; a time of day and its zone are dropped, the day stays as written.

    Read are ISO 8601 (2016-10-14, 20161014, 2016-10-14T09:30:00Z), 2016/10/14, "14 October 2016",
    "Oct 14, 2016" and the dates of mail and feeds ("Fri, 14 Oct 2016 09:30:00 GMT"). A date that could be read
    in two ways (03/04/2016) is none: ArticleProblem.

    >>> read_date("Oct. 14, 2016")
    datetime.datetime(2016, 10, 14, 0, 0)
    """
    day = _as_written(value) if isinstance(value, date) else _parse(str(value).strip())
    if day is None:
        raise ArticleProblem(f"the date {str(value)[:60]!r} is not a day; write it as YYYY-MM-DD, or leave it empty")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ArticleProblem(f"the date {str(value)[:60]!r} lies outside {_FIRST_YEAR} to {_LAST_YEAR}")
    return datetime(day.year, day.month, day.day)


def _as_written(value: date) -> date:
    return date(value.year, value.month, value.day)


def _parse(text: str) -> date | None:
    if len(text) > _LONGEST:
        return None
    slashed = _SLASHED.fullmatch(text)
    named = _BY_DAY.fullmatch(text) or _BY_MONTH.fullmatch(text)
    try:
        if slashed:
            return date(int(slashed[1]), int(slashed[2]), int(slashed[3]))
        if named:
            return date(int(named["year"]), _month(named["month"]), int(named["day"]))
        if "," in text:
            return parsedate_to_datetime(text)
        return datetime.fromisoformat(_ZONE_BY_NAME.sub("", text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _month(name: str) -> int:
    short = name.lower()
    fits = [number for number, month in enumerate(_MONTHS, start=1) if month == short or month[:3] == short]
    return fits[0] if fits else 9 if short == "sept" else 0
