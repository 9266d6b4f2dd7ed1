"""The standard figures of the constructed corpus draw the numbers in ``data/expected``, legibly, the same every time.

The numbers are read from the marks of the figures, not from their tables. ``data/README.md`` says how the files are
made; whoever changes what the suite finds makes them anew and reads the difference.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from figure_text import clipped_texts, overlapping_texts

from framing.show import describe_figure, plot_annotated, save_figure
from framing.show.drawn import COLUMNS, drawn_numbers
from framing.show.gallery import gallery

FOLDER = Path(__file__).parent.parent / "data" / "expected"
NAMES = sorted(path.stem for path in FOLDER.glob("*.csv"))
AT_LEAST = {
    "actors", "agency", "hedges", "keyness", "label-choices", "label-voices", "labels", "measures", "naming",
    "naming-tree", "positions", "side-by-side", "specifications", "stance-ridges", "stances",
}  # fmt: skip


@pytest.fixture(scope="module")
def figures(constructed):
    with plt.rc_context({"figure.max_open_warning": 0}):
        found = {drawing.name: drawing for drawing in gallery(constructed)}
    yield found
    plt.close("all")


@pytest.fixture(autouse=True)
def many_figures():
    with plt.rc_context({"figure.max_open_warning": 0}):
        yield


def expected(name):
    types = {"kind": "string", "row": "string"}
    return pd.read_csv(FOLDER / f"{name}.csv", dtype=types, keep_default_na=False, na_values=[""])


def test_every_figure_has_its_file():
    assert set(NAMES) == AT_LEAST


@pytest.mark.parametrize("name", NAMES)
def test_a_file_holds_points_within_their_intervals(name):
    frame = expected(name)
    assert tuple(frame.columns) == COLUMNS
    assert set(frame["kind"]) <= {"point", "interval", "bar"}
    assert (frame.loc[frame["kind"] != "point", "end"] >= frame.loc[frame["kind"] != "point", "x"]).all()


@pytest.mark.model
@pytest.mark.parametrize("name", NAMES)
def test_a_figure_draws_the_numbers_that_are_expected(figures, name):
    drawn = drawn_numbers(figures[name].ax).astype({"kind": "string"})
    pd.testing.assert_frame_equal(drawn, expected(name), rtol=0, atol=2e-6, check_dtype=False)


@pytest.mark.model
def test_no_figure_is_without_expectation(figures):
    assert sorted(figures) == NAMES


@pytest.mark.model
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_figure_runs_into_another_or_out_of_it(figures, name):
    assert overlapping_texts(figures[name].ax) == []
    assert clipped_texts(figures[name].ax) == []


@pytest.mark.model
@pytest.mark.parametrize("name", NAMES)
def test_a_figure_says_what_it_shows_in_words_and_numbers(figures, name):
    text = describe_figure(figures[name].ax)
    assert text.split(":")[0] in ("Points with intervals", "Points with intervals, one line a specification (8)",
                                  "Bars", "Matrix of 13 utterances by 6 outlets")  # fmt: skip
    assert any(sign.isdigit() for sign in text)


@pytest.mark.model
def test_a_figure_is_the_same_bytes_every_time(figures, tmp_path):
    one, two = (save_figure(figures["stance-ridges"].ax, figures["stance-ridges"].table, "ridges", tmp_path / folder)
                for folder in ("one", "two"))  # fmt: skip
    assert [one[kind].read_bytes() for kind in one] == [two[kind].read_bytes() for kind in two]


@pytest.mark.model
def test_an_article_of_the_corpus_can_be_printed(constructed):
    doc = "interview/the-ledger"
    own = (table[table["doc_id"] == doc] for table in (constructed.statements, constructed.mentions))
    ax = plot_annotated(constructed.text_of(doc), *own, title="An interview")
    assert describe_figure(ax).startswith("Annotated article: “An interview”, 216 words. 8 reported statements")
    assert overlapping_texts(ax, slack=4) == []
    assert clipped_texts(ax) == []
