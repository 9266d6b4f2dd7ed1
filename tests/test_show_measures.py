"""The plot of headline measures draws the numbers of their frame, in the order that is asked for."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from test_compare_frames import build
from test_show_figures import drawn, heads, lines, texts

from framing.compare import measures
from framing.errors import ChoiceError, TableError
from framing.show import plot_measures

MADE = build(outlets=3, events=6)
DATA = measures(MADE.articles, MADE.statements, MADE.mentions, MADE.exposure)
SHARES = ["unnamed sources", "direct statements"]


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def test_points_and_intervals_are_the_numbers_of_the_frame():
    ax = plot_measures(DATA, SHARES)
    shown = DATA[DATA["measure"].isin(SHARES)]
    assert drawn(ax) == sorted(shown["value"].round(9))
    assert lines(ax) == sorted(zip(shown["low"].round(9), shown["high"].round(9)))
    assert heads(ax) == SHARES


def test_numerator_and_denominator_stand_at_each_line():
    written = texts(plot_measures(DATA, SHARES))
    row = DATA[DATA["measure"] == "unnamed sources"].iloc[0]
    assert f"{row['numerator']:,} of {row['denominator']:,}" in written
    assert "statements" in written


def test_a_rate_is_drawn_as_a_rate():
    assert plot_measures(DATA, ["reported statements"]).get_xlabel() == "per 1,000 words"


def test_it_draws_into_the_axes_that_it_is_given():
    _, ax = plt.subplots()
    assert plot_measures(DATA, SHARES, ax=ax) is ax


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (["bias"], "bias"),
        ([], "at least one"),
        (["direct statements", "reported statements"], "different units"),
    ],
)
def test_what_cannot_be_drawn_is_refused(wanted, says):
    with pytest.raises(ChoiceError, match=says):
        plot_measures(DATA, wanted)


def test_a_frame_that_is_not_of_measures_is_refused():
    with pytest.raises(TableError, match="measures"):
        plot_measures(DATA.drop(columns="unit"), SHARES)
