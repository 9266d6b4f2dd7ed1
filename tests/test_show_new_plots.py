"""Keyness, contrast sets, stance ridges, naming trees and printed articles draw the numbers of their frames."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from figure_text import clipped_texts, overlapping_texts
from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle
from test_compare_frames import build, mentions_of, statements_of
from test_compare_naming import ARTICLES, FEW, NAMING
from test_show_figures import drawn, heads, labels_of, lines, texts

from framing.compare import keyness, label_choices, naming_tree, stances_by_article
from framing.errors import ChoiceError, TableError
from framing.show import (
    describe_figure,
    house_style,
    plot_annotated,
    plot_keyness,
    plot_label_choices,
    plot_naming_tree,
    plot_stance_ridges,
)
from framing.show.bar_grid import BARS
from framing.show.drawn import drawn_numbers
from framing.show.ridges import density
from framing.show.style import COLUMN

MADE = build(outlets=3, events=24)
LABELS = MADE.mentions[MADE.mentions["lexicon"] == "labels"]
FRAMES = {
    "keyness": keyness(LABELS, MADE.articles, resampling=FEW),
    "choices": label_choices(LABELS, MADE.articles, referent="attackers", resampling=FEW),
    "ridges": stances_by_article(MADE.statements, MADE.articles, resampling=FEW),
    "tree": naming_tree(NAMING, ARTICLES, resampling=FEW),
}
PLOTS = {
    "keyness": plot_keyness, "choices": plot_label_choices, "ridges": plot_stance_ridges, "tree": plot_naming_tree,
}  # fmt: skip
every_plot = pytest.mark.parametrize("name", list(PLOTS))


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


@every_plot
def test_it_draws_into_the_axes_that_it_is_given(name):
    _, ax = plt.subplots()
    assert PLOTS[name](FRAMES[name], ax=ax) is ax


@every_plot
def test_a_frame_of_another_kind_is_refused(name):
    with pytest.raises(TableError, match="data lacks the columns"):
        PLOTS[name](pd.DataFrame({"outlet": ["Post"]}))


@every_plot
def test_a_group_that_is_no_column_is_refused_with_the_choices(name):
    with pytest.raises(ChoiceError, match=r"by='desk'.*'outlet'"):
        PLOTS[name](FRAMES[name], by="desk")


@every_plot
def test_a_frame_without_rows_gives_axes_that_say_so(name):
    ax = PLOTS[name](FRAMES[name].iloc[:0])
    assert texts(ax) == ["no hits"]
    assert ax.get_xlabel()
    assert describe_figure(ax).endswith("No hits.") or name == "keyness"


@every_plot
@pytest.mark.parametrize("width", [None, COLUMN], ids=["page", "column"])
def test_no_text_runs_into_another_or_out_of_the_figure(name, width):
    with house_style(width=width):
        ax = PLOTS[name](FRAMES[name])
    assert overlapping_texts(ax) == []
    assert clipped_texts(ax) == []


def test_keyness_draws_log_odds_and_intervals_of_each_group():
    ax, data = plot_keyness(FRAMES["keyness"]), FRAMES["keyness"]
    assert drawn(ax) == sorted(data["log_odds"].round(9))
    assert lines(ax) == sorted(zip(data["low"].round(9), data["high"].round(9)))
    assert heads(ax) == list(dict.fromkeys(data["outlet"]))
    row = data.iloc[0]
    assert f"{row['n_hits']} of {row['n_group']} | {row['n_rest_hits']} of {row['n_rest']}" in texts(ax)


def test_keyness_picks_the_largest_z_on_either_side_and_puts_the_highest_on_top():
    data = FRAMES["keyness"]
    ax = plot_keyness(data, group="Evening Wire", top=2)
    own = data[data["outlet"] == "Evening Wire"]
    kept = own.loc[own["z"].abs().sort_values(ascending=False).index[:2]].sort_values("log_odds", ascending=False)
    assert labels_of(ax) == kept["term"].tolist()


def test_of_two_groups_one_is_drawn_against_the_other():
    two = MADE.articles[MADE.articles["outlet"] != "Evening Wire"]
    data = keyness(LABELS[LABELS["doc_id"].isin(two["doc_id"])], two, resampling=FEW)
    ax = plot_keyness(data)
    assert ax.get_xlabel().startswith("log-odds: Harbour Post against Inland Courier")
    assert len(labels_of(ax)) == data["term"].nunique()


@pytest.mark.parametrize(
    ("options", "says"), [({"group": "Moon"}, r"group='Moon'.*'Evening Wire'"), ({"top": 0}, "top=0")]
)
def test_a_bad_option_of_keyness_is_named(options, says):
    with pytest.raises(ChoiceError, match=says):
        plot_keyness(FRAMES["keyness"], **options)


def scale_of(data):
    return max(0.05, np.nanmax(data[["share", "high"]].to_numpy(float)))


@pytest.mark.parametrize("name", ["choices", "tree"])
def test_each_cell_has_a_bar_of_its_share_and_its_interval_on_one_scale(name):
    ax, data = PLOTS[name](FRAMES[name]), FRAMES[name]
    marks = drawn_numbers(ax)
    bars, scale = marks[marks["kind"] == "bar"], BARS / scale_of(data)
    shares = data["share"].dropna().astype(float)
    assert sorted((bars["end"] - bars["x"]).round(4)) == pytest.approx(sorted((shares * scale).round(4)), abs=2e-4)
    intervals = marks[marks["kind"] == "interval"]
    spans = (data["high"] - data["low"]).dropna().astype(float) * scale
    assert sorted((intervals["end"] - intervals["x"]).round(4)) == pytest.approx(sorted(spans.round(4)), abs=2e-4)


def test_a_contrast_set_has_both_voices_of_every_outlet_with_their_sizes():
    ax, data = plot_label_choices(FRAMES["choices"]), FRAMES["choices"]
    silent = data[(data["outlet"] == "Evening Wire") & (data["voice"] == "outlet")]
    assert silent["n_set"].tolist() == [0, 0]
    assert labels_of(ax)[:3] == ["Evening Wire", "\u2003own voice, n = 0", labels_of(ax)[2]]
    row = labels_of(ax).index("\u2003own voice, n = 0")
    assert [text.get_text() for text in ax.texts if text.get_position()[1] == row] == ["none", "none"]
    assert "militant (militancy)" in [" ".join(text.split()) for text in texts(ax)]


@pytest.mark.parametrize(("most", "named"), [(1.0, "100%"), (0.83, "75%"), (0.3, "30%"), (0.05, "4%")])
def test_the_scale_of_a_column_is_named_to_its_end(most, named):
    data = FRAMES["choices"].assign(share=most, low=0.0, high=most)
    names = [label.get_text() for label in plot_label_choices(data).get_xticklabels()]
    assert names == ["0%", "", named] * 2


def test_an_actor_that_a_group_never_mentions_has_none_in_its_rows():
    data = FRAMES["tree"]
    group = data["outlet"].iloc[0]
    silent = data["outlet"] == group
    numbers = {"n_hits": 0, "n_mentions": 0, "share": np.nan, "low": np.nan, "high": np.nan}
    ax = plot_naming_tree(pd.concat([data[silent].assign(**numbers), data[~silent]]))
    first = [text.get_text() for text in ax.texts if int(text.get_position()[0]) == 0]
    assert set(first) >= {"none", "n = 0"}
    assert "0" not in first


def test_two_contrast_sets_at_once_are_refused():
    with pytest.raises(ChoiceError, match="'attackers', 'state'"):
        plot_label_choices(pd.concat([FRAMES["choices"], FRAMES["choices"].assign(referent="state")]))


def test_ridges_draw_every_article_and_the_share_of_all():
    ax, data = plot_stance_ridges(FRAMES["ridges"]), FRAMES["ridges"]
    whole = data.drop_duplicates(["stance", "outlet"])
    marks = [marks for marks in ax.collections if isinstance(marks, PathCollection)]
    at = {round(float(x), 9) for mark in marks for x, _ in mark.get_offsets()}
    assert set(whole["group_share"].astype(float).round(9)) <= at
    assert set((data["share"].dropna().astype(float) * 100).round() / 100) <= {round(x, 2) for x in at}
    same = {"share": 0.375, "group_share": 0.375}
    ax = plot_stance_ridges(data.assign(**same))
    marks = [marks for marks in ax.collections if isinstance(marks, PathCollection)]
    assert {round(float(x), 9) for mark in marks for x, _ in mark.get_offsets()} == {0.375}
    assert lines(ax) == sorted(zip(whole["low"].astype(float).round(9), whole["high"].astype(float).round(9)))
    articles = data[(data["n_hits"] > 0) & (data["stance"] == "doubting") & (data["outlet"] == "Evening Wire")]
    assert any(text.endswith(f"| {len(articles)} of 24") for text in texts(ax))


@pytest.mark.parametrize(("events", "ridges"), [(24, 6), (8, 0)])
def test_a_density_needs_twenty_articles(events, ridges):
    made = build(outlets=3, events=events)
    ax = plot_stance_ridges(stances_by_article(made.statements, made.articles, resampling=FEW))
    assert len([line for line in ax.lines if len(line.get_xdata()) > 2 and line.get_marker() == "None"]) == ridges


def test_a_density_has_the_area_one_also_at_the_ends():
    steps = np.linspace(0, 1, 401)
    for shares in ([0.0, 0.0, 0.1], [0.9, 1.0, 1.0], [0.5, 0.5]):
        assert np.trapezoid(density(np.array(shares), steps), steps) == pytest.approx(1, abs=0.01)


def test_the_tree_goes_from_the_actor_over_forms_to_modifiers():
    ax, data = plot_naming_tree(FRAMES["tree"]), FRAMES["tree"]
    assert len(labels_of(ax)) == data["path"].nunique()
    first = data.iloc[0]
    assert labels_of(ax)[0] == first["actor"]
    assert labels_of(ax)[1][:2] in ("├ ", "└ ")
    assert f"n = {first['n_hits']}" in texts(ax)


PARTS_OF_A_WORD = 4  # pixels: what stands for one letter may lean over the next
TEXT = "Moss claimed it rained. “The mob ran,” said Orr.\n\nNothing else."
SAID = statements_of(
    {"doc_id": "a", "cue_start": 5, "cue_end": 12, "cue_lemma": "claim", "stance": "doubting", "source_start": 0,
     "source_end": 4, "content_start": 13, "content_end": 22, "content_spans": "13-22"},
    {"doc_id": "a", "kind": "direct", "cue_start": 39, "cue_end": 43, "source_start": 44, "source_end": 47,
     "content_start": 24, "content_end": 38, "content_spans": "24-38"},
)  # fmt: skip
TERMS = mentions_of({"doc_id": "a", "term": "mob", "text": "mob", "voice": "direct", "start": 29, "end": 32})


def test_a_printed_article_has_every_word_once_in_order():
    ax = plot_annotated(TEXT, SAID, TERMS, title="Rain")
    words = [text for text in ax.texts if text.get_fontfamily() == ["DejaVu Serif"]]
    written = " ".join(" ".join(text.get_text() for text in words).split())
    assert written.replace(" ", "").endswith("".join(TEXT.split()))
    assert texts(ax)[0] == "Rain"
    lines_down = [text.get_position()[1] for text in words]
    assert lines_down == sorted(lines_down)


def test_a_printed_article_marks_voice_cue_source_and_term():
    ax = plot_annotated(TEXT, SAID, TERMS)
    by_word = {text.get_text(): text for text in ax.texts if text.get_fontfamily() == ["DejaVu Serif"]}
    assert by_word["claimed"].get_fontweight() == "bold"
    assert by_word["Orr"].get_fontstyle() == "italic"
    assert by_word["Nothing"].get_fontweight() == "normal"
    assert "doubting" in texts(ax)
    assert len([patch for patch in ax.patches if isinstance(patch, Rectangle)]) >= 5
    assert "1 marked term: source, quoted 1" in describe_figure(ax)


@pytest.mark.parametrize("width", [None, COLUMN], ids=["page", "column"])
def test_a_printed_article_fits_its_width(width):
    with house_style(width=width):
        ax = plot_annotated(" ".join([TEXT.split("\n")[0]] * 1 + ["More words follow here."] * 30), SAID, TERMS,
                            title="A long headline that does not fit in one line of a column")  # fmt: skip
    assert overlapping_texts(ax, slack=PARTS_OF_A_WORD) == []
    assert clipped_texts(ax) == []


def test_rows_of_two_articles_and_empty_texts_are_refused():
    with pytest.raises(TableError, match="2 articles"):
        plot_annotated(TEXT, SAID, TERMS.assign(doc_id="b"))
    with pytest.raises(TableError, match="empty"):
        plot_annotated(" ", SAID.iloc[:0], TERMS.iloc[:0])
