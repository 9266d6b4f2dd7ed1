"""The plot of a specification curve draws every specification, and tells which ones change the finding."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from test_compare_sensitivity import CUES, LABELS, analysis_of

from framing.compare import Resampling, specification_curve
from framing.errors import TableError
from framing.show import plot_specifications, save_figure

FEW = Resampling(draws=100)
CURVE = specification_curve(analysis_of(post_cues=["claim", "claim", "allege"], terms=[]), CUES, resampling=FEW)
ONE_CUE = specification_curve(analysis_of(post_cues=["claim"], terms=[]), CUES, resampling=FEW)
RATES = specification_curve(analysis_of(post_cues=[], terms=["regime", "mob"]), LABELS, resampling=FEW)


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def points(ax: Axes) -> list[tuple[float, float]]:
    marks = [marks for marks in ax.collections if isinstance(marks, PathCollection)]
    return sorted((round(y), round(x, 9)) for mark in marks for x, y in mark.get_offsets())


def intervals(ax: Axes) -> list[tuple[float, float]]:
    segments = [lines.get_segments() for lines in ax.collections if isinstance(lines, LineCollection)]
    return sorted((round(line[0][0], 9), round(line[1][0], 9)) for one in segments for line in one)


def names(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def hollow(ax: Axes) -> int:
    marks = [marks for marks in ax.collections if isinstance(marks, PathCollection) and len(marks.get_offsets())]
    return sum(len(mark.get_offsets()) for mark in marks if to_hex(mark.get_facecolor()[0]) == "#ffffff")


def test_one_point_and_one_interval_a_specification_the_smallest_difference_on_top():
    ax = plot_specifications(CURVE)
    assert [x for _, x in points(ax)] == [round(100 * x, 9) for x in sorted(CURVE["difference"])]
    assert intervals(ax) == sorted((round(100 * a, 9), round(100 * b, 9)) for a, b in zip(CURVE["low"], CURVE["high"]))
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


def test_a_rate_keeps_its_scale():
    ax = plot_specifications(RATES)
    assert [x for _, x in points(ax)] == [round(x, 9) for x in sorted(RATES["difference"])]
    assert " ".join(ax.get_xlabel().split()) == (
        "labels, outlet voice: Post minus Wire (per 1,000 words of outlet voice)"
    )


def test_the_kinds_stand_in_the_legend_the_comparison_as_it_is_first():
    legend = [text.get_text() for text in plot_specifications(CURVE).get_legend().get_texts()]
    assert legend == ["as it is", "without one term", "without one event"]


def test_where_all_names_fit_all_are_written():
    assert names(plot_specifications(CURVE)) == CURVE["specification"].tolist()


def test_of_many_specifications_those_that_change_the_finding_keep_their_names():
    events = CURVE[CURVE["kind"] == "without one event"]
    more = pd.concat([CURVE, *[events.assign(specification=f"copy {n}") for n in range(20)]], ignore_index=True)
    places = {"claim": 0.05, "as it is": 0.2, "e3": 0.3, "allege": 0.4}
    others = pd.Series(range(len(more)), dtype=float) / len(more) / 2
    more["difference"] = more["specification"].map(places).astype(float).fillna(others)
    more.loc[more["specification"] == "e3", "p"] = 0.5
    written = names(plot_specifications(more))
    assert set(places) <= set(written)
    assert len(written) < len(more) / 2


@pytest.mark.parametrize(("p", "expected"), [(0.5, 1), (0.01, 0)], ids=["not shown", "shown"])
def test_a_specification_in_which_the_difference_is_not_shown_is_hollow(p: float, expected: int):
    table = CURVE.assign(p=0.01)
    table.loc[table["specification"] == "claim", "p"] = p
    assert hollow(plot_specifications(table)) == expected


@pytest.mark.parametrize(("p", "told"), [(0.04, False), (0.05, True)])
def test_a_hollow_mark_is_explained_where_there_is_one(p: float, told: bool):
    assert ("hollow: the difference is not shown" in plot_specifications(CURVE.assign(p=p)).get_xlabel()) == told


def test_of_fifty_specifications_every_line_is_named():
    one = CURVE[CURVE["kind"] == "without one event"].head(1)
    others = [one.assign(specification=f"other {number}") for number in range(49)]
    table = pd.concat([CURVE[CURVE["kind"] == "as it is"], *others], ignore_index=True)
    assert len(names(plot_specifications(table))) == 50


def test_what_leaves_nothing_to_compare_is_named_and_not_drawn():
    lone = specification_curve(analysis_of(post_cues=[], terms=["regime"]), LABELS, resampling=FEW)
    ax = plot_specifications(lone)
    assert len(points(ax)) == len(lone) - 1
    assert ax.get_xlabel().endswith("\nnothing left to compare without: regime")


def test_a_long_name_is_cut():
    table = ONE_CUE.assign(specification=ONE_CUE["specification"].replace("claim", "claim" * 20))
    assert max(len(name) for name in names(plot_specifications(table))) <= 34


def test_it_draws_into_the_axes_that_it_is_given():
    _, ax = plt.subplots()
    assert plot_specifications(CURVE, ax=ax) is ax


def test_the_same_curve_gives_the_same_bytes(tmp_path):
    first, again = (
        save_figure(plot_specifications(CURVE), CURVE, "curve", tmp_path / folder) for folder in ("one", "two")
    )
    assert first["svg"].read_bytes() == again["svg"].read_bytes()
    assert first["png"].read_bytes() == again["png"].read_bytes()


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (CURVE.drop(columns="unit"), "specification_curve"),
        (CURVE.iloc[:0], "specification_curve"),
        (CURVE[CURVE["kind"] != "as it is"], "0 rows 'as it is'"),
        (pd.concat([CURVE, ONE_CUE]), "2 rows 'as it is'"),
    ],
    ids=["no unit", "empty", "no base", "two curves"],
)
def test_a_frame_that_is_no_curve_is_refused(table: pd.DataFrame, says: str):
    with pytest.raises(TableError, match=says):
        plot_specifications(table)
