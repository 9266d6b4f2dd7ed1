"""The standard figures of any analysis: each with its table, none that the corpus cannot have."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure
from test_compare_agency import AGENCY
from test_compare_frames import MadeUp, build
from test_compare_naming import NAMING

from framing.errors import ChoiceError
from framing.show.drawn import drawn_numbers
from framing.show.gallery import gallery

ALONE = [
    "stances", "actors", "positions", "measures", "stance-ridges", "keyness", "hedges", "labels", "label-voices",
    "naming", "naming-tree", "agency",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def analysis_of(made: MadeUp) -> SimpleNamespace:
    """Made-up tables, with naming and agency of the first article."""
    first = made.articles["doc_id"].iloc[0]
    return SimpleNamespace(
        articles=made.articles, statements=made.statements, mentions=made.mentions, exposure=made.exposure,
        naming=NAMING.assign(doc_id=first), agency=AGENCY.assign(doc_id=first),
    )  # fmt: skip


def names(analysis: SimpleNamespace, by: str = "outlet") -> list[str]:
    found = []
    for drawing in gallery(analysis, by=by):
        found.append(drawing.name)
        plt.close(drawing.ax.figure)
    return found


def test_every_figure_comes_with_the_table_that_it_shows():
    made = build(outlets=2, events=4)
    for drawing in gallery(analysis_of(replace(made, articles=made.articles.assign(event=pd.NA)))):
        assert isinstance(drawing.table, pd.DataFrame)
        assert drawing.ax.get_label()
        assert len(drawn_numbers(drawing.ax))


def test_of_one_outlet_nothing_is_compared():
    found = names(analysis_of(build(outlets=1, events=3)))
    assert {"keyness", "side-by-side", "specifications"} & set(found) == set()
    assert {"stances", "naming-tree"} <= set(found)


def test_without_labels_there_is_no_contrast_set_and_the_rest_is_drawn():
    made = build(outlets=2, events=3)
    none = replace(made, mentions=made.mentions.iloc[:0], articles=made.articles.assign(event=pd.NA))
    assert [name for name in names(analysis_of(none)) if name in ALONE] == ALONE
    assert "label-choices" not in names(analysis_of(none))


def test_a_group_that_is_no_column_is_refused():
    with pytest.raises(ChoiceError, match="by='desk'"):
        names(analysis_of(build(outlets=2, events=2)), by="desk")


def test_marks_are_read_back_as_they_stand():
    ax = Figure().subplots()
    ax.barh([0], [0.5], left=0.25)
    ax.hlines([1], [0.1], [0.4])
    ax.vlines([0.3], 0, 1)
    ax.scatter([0.7], [1])
    ax.plot([0.1, 0.4], [1, 1], "|", linestyle="")
    ax.set_yticks([0, 1], ["a", "b\nc"])
    marks = drawn_numbers(ax)
    assert marks[["kind", "line", "row", "x"]].values.tolist() == [
        ["bar", 0.0, "a", 0.25], ["interval", 1.0, "b c", 0.1], ["point", 1.0, "b c", 0.7],
    ]  # fmt: skip
    assert marks["end"].fillna(-1).tolist() == [0.75, 0.4, -1]
