"""read_date: days are read where they can be read in one way only."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.dates import read_date
from framing.corpus.records import ArticleProblem


@pytest.mark.parametrize(
    "written",
    [
        "2016-10-14",
        " 2016-10-14 ",
        "20161014",
        20161014,
        "2016-10-14T23:30:00Z",
        "2016-10-14 23:30:00+09:00",
        "2016-10-14 23:30:00 UTC",
        "2016/10/14",
        "2016.10.14",
        "14 October 2016",
        "14. Oct 2016",
        "October 14, 2016",
        "OCT. 14 2016",
        "Fri, 14 Oct 2016 09:30:00 GMT",
        date(2016, 10, 14),
        datetime(2016, 10, 14, 23, 30, tzinfo=UTC),
        pd.Timestamp("2016-10-14 23:30"),
    ],
)
def test_a_day_that_is_clear(written: object) -> None:
    assert read_date(written) == datetime(2016, 10, 14)


def test_september_has_two_short_forms() -> None:
    assert read_date("1 Sep 2020") == read_date("1 Sept. 2020") == datetime(2020, 9, 1)


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2016",
        "14-10-2016",
        "2016-13-01",
        "2016-02-30",
        "30 February 2016",
        "14 Oktember 2016",
        "14 Ma 2016",
        "2016",
        "1476403200",
        "NA",
        "yesterday",
        "0001-01-01",
        "9999-12-31",
        True,
        ["2016-10-14"],
    ],
)
def test_what_is_no_clear_day_is_refused_by_name(written: object) -> None:
    with pytest.raises(ArticleProblem, match="the date "):
        read_date(written)


@given(st.dates(min_value=date(1678, 1, 1), max_value=date(2261, 12, 31)))
def test_every_iso_day_is_read_as_itself(day: date) -> None:
    assert read_date(day.isoformat()).date() == day


@given(st.text())
def test_any_other_text_is_a_day_or_an_article_problem(text: str) -> None:
    try:
        said = read_date(text).strftime("the date at %H:%M")
    except ArticleProblem as problem:
        said = str(problem)
    assert said == "the date at 00:00" or said.startswith(("the date '", 'the date "'))
