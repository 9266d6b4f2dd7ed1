"""The plots of naming and agency draw the numbers of their frames, with intervals and counts."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from test_compare_agency import AGENCY
from test_compare_agency import ARTICLES as EVENTFUL
from test_compare_naming import ARTICLES, FEW, NAMING
from test_show_figures import drawn, heads, lines

from framing.compare import agency_rates, naming_shares
from framing.errors import ChoiceError, TableError
from framing.show import plot_agency, plot_naming

RATES = agency_rates(AGENCY, EVENTFUL, resampling=FEW)


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


@pytest.mark.parametrize("split", ["form", "text", "modifiers"])
def test_naming_draws_what_occurs_with_intervals_and_counts(split):
    data = naming_shares(NAMING, ARTICLES, actor="Ada Moss", split=split, resampling=FEW)
    ax = plot_naming(data)
    shown = data[data.groupby(split)["n_hits"].transform("sum") > 0]
    assert drawn(ax) == sorted(shown["share"].dropna().round(9))
    known = shown.dropna(subset=["low"])
    assert lines(ax) == sorted(zip(known["low"].round(9), known["high"].round(9)))
    assert heads(ax) == list(dict.fromkeys(shown[split]))
    written = [text.get_text().removesuffix("*") for text in ax.texts]
    for hits, base in zip(shown["n_hits"], shown["n_mentions"]):
        assert f"{hits} of {base}" in written


def test_agency_draws_its_measures_with_counts():
    ax = plot_agency(RATES, measures=["agent deleted", "passive"])
    shown = RATES[RATES["measure"].isin(["agent deleted", "passive"])]
    assert drawn(ax) == sorted(shown["share"].dropna().round(9))
    assert heads(ax)[0].startswith("agent deleted")
    assert "3 of 5" in [text.get_text() for text in ax.texts]


def test_they_draw_into_the_axes_that_they_are_given():
    _, ax = plt.subplots()
    assert plot_agency(RATES, ax=ax) is ax


@pytest.mark.parametrize("plot", [plot_naming, plot_agency])
def test_a_frame_of_another_kind_is_refused(plot):
    with pytest.raises(TableError, match="lacks"):
        plot(EVENTFUL)


def test_an_unknown_measure_or_group_is_refused():
    with pytest.raises(ChoiceError, match="measures='bias'"):
        plot_agency(RATES, measures=["bias"])
    with pytest.raises(ChoiceError, match="by='desk'"):
        plot_naming(naming_shares(NAMING, ARTICLES, resampling=FEW), by="desk")
