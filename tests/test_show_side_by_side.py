"""The matrix of who reported what, as a figure and as HTML: nothing hidden without a count, nothing unescaped."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from test_compare_frames import MadeUp, articles_of, build, exposure_of, mentions_of, statements_of
from test_compare_side_by_side import ALIGNED, MADE
from test_show_report import read

from framing.compare import side_by_side
from framing.errors import ChoiceError, TableError
from framing.show import describe_figure, plot_reporting_matrix, reporting_html
from framing.show.events import aligned_events
from framing.show.report import render_report

SIDE = side_by_side(ALIGNED, MADE)
EVIL = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_it_draws_into_the_axes_it_is_given():
    _, ax = plt.subplots()
    assert plot_reporting_matrix(SIDE, ax=ax) is ax
    assert isinstance(plot_reporting_matrix(SIDE), Axes)


def test_cells_are_labelled_and_empty_ones_say_why():
    shown = texts(plot_reporting_matrix(SIDE))
    assert "claimed" in shown
    assert any("doubting, mixed" in text for text in shown)
    assert shown.count("left out") == 1
    assert shown.count("no article") == 3


def test_rows_are_utterances_with_their_speaker_and_columns_outlets():
    ax = plot_reporting_matrix(SIDE)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Bell", "Echo", "Post", "Wire"]
    assert ax.get_yticklabels()[0].get_text() == "Ada Moss:\nthe gang set it alight"
    assert describe_figure(ax).startswith("Matrix of 2 utterances by 4 outlets")


def three():
    """Three utterances of one event: reported by one, by two, by one."""
    rows = [
        (n, outlet, outlet if (outlet == "Post" or n == 1) else None) for n in range(3) for outlet in ("Post", "Wire")
    ]
    frame = pd.DataFrame(rows, columns=["n", "outlet", "origin"])
    return SIDE[SIDE["outlet"] == "Post"].iloc[[0] * 6].reset_index(drop=True).assign(
        utterance="fire~" + frame["n"].astype(str), words="words " + frame["n"].astype(str), outlet=frame["outlet"],
        origin=frame["origin"], reported=frame["origin"].notna(),
    )  # fmt: skip


def test_the_most_reported_stand_first_and_those_not_shown_are_counted():
    ax = plot_reporting_matrix(three(), most=2)
    assert [label.get_text().split("\n")[1] for label in ax.get_yticklabels()] == ["words 1", "words 0"]
    assert "Not shown: 1 further utterance" in " ".join(texts(ax)[-1].split())
    page = str(reporting_html(three(), most=1))
    assert "words 1" in page
    assert "words 0" not in page
    assert "2 further utterances" in page


def test_nothing_is_said_of_hidden_ones_where_there_are_none():
    assert "Not shown" not in str(reporting_html(three()))


def test_without_words_figure_table_and_description_say_so():
    ax = plot_reporting_matrix(SIDE.assign(words=""))
    assert "hold no words" in " ".join(texts(ax)[-1].split())
    assert "hold no words" in describe_figure(ax)
    assert "hold no words" in str(reporting_html(SIDE.assign(words="")))
    shown = plot_reporting_matrix(SIDE)
    assert "hold no words" not in " ".join([*texts(shown), describe_figure(shown), str(reporting_html(SIDE))])


@pytest.mark.parametrize("words", ["extraordinarilylongterms (scare quotes)", "a b (scare quotes), c d (direct), e"])
def test_no_line_is_an_ellipsis_alone(words):
    side = SIDE.assign(labels=words, words=f"it {'x' * 90} and {'y' * 90}", actor="The" + "Honourable" * 9)
    ax = plot_reporting_matrix(side)
    gists = [label.get_text() for label in ax.get_yticklabels()]
    shown = [line for text in [*texts(ax), *gists] for line in text.split("\n")]
    assert any("…" in line for line in shown)
    assert not {"…", "…:"} & {line.strip() for line in shown}


def test_the_html_has_a_table_an_event_and_all_cells():
    page = str(reporting_html(SIDE))
    tags = read(page).tags
    assert (tags.count("table"), tags.count("td")) == (2, 8)
    assert page.count("left out") == 1
    assert "“gang” (scare quotes)" in page
    assert "wire copy" in page
    assert reporting_html(SIDE)._repr_html_() == page


def test_markup_from_the_tables_is_inert():
    evil = SIDE.assign(words=EVIL, actor=EVIL, outlet=SIDE["outlet"] + EVIL, cue=EVIL, labels=EVIL, event=EVIL)
    assert "<script>" not in str(reporting_html(evil))


def test_mistakes_are_named():
    with pytest.raises(ChoiceError, match="most=0"):
        reporting_html(SIDE, most=0)
    with pytest.raises(ChoiceError, match="by='paper'"):
        plot_reporting_matrix(SIDE, by="paper")
    with pytest.raises(TableError, match="side_by_side"):
        plot_reporting_matrix(SIDE.drop(columns="words"))
    with pytest.raises(TableError, match="nothing to draw"):
        plot_reporting_matrix(SIDE.iloc[:0])


def test_the_report_has_the_section_where_outlets_share_an_event():
    page = render_report(build(outlets=3, events=12))
    assert '<section id="side">' in page
    assert page.count('<table class="side">') == 10
    assert "2 further events with fewer shared utterances are not shown" in page
    assert "reported elsewhere" in page


@pytest.mark.parametrize("rows", [[("a", "Post"), ("b", "Wire")], [("a", "Post", "fire"), ("b", "Wire", "vote")]])
def test_without_a_shared_event_there_is_no_section(rows):
    made = MadeUp(
        articles_of(*rows), statements_of({"doc_id": "a"}), mentions_of(), exposure_of(a=(1, 0, 0), b=(1, 0, 0))
    )
    assert aligned_events(made) is None
    assert '<section id="side">' not in render_report(made)
