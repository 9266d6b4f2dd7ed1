"""A hit in context: the article's own words on both sides, cut between words."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.compare import with_context
from framing.errors import ChoiceError, TableError

TEXT = "The harbour was quiet.\n\nThen the rebels came ashore, and the town shut its doors for the night."


def mention(word, text=TEXT, doc_id="a"):
    start = text.index(word)
    return pd.DataFrame({"doc_id": [doc_id], "text": [word], "start": [start], "end": [start + len(word)]})


def articles(text=TEXT):
    return pd.DataFrame({"doc_id": ["a"], "text": [text]})


@pytest.mark.parametrize(
    ("word", "width", "before", "after"),
    [
        ("rebels", 100, "The harbour was quiet. Then the", "came ashore, and the town shut its doors for the night."),
        ("rebels", 16, "… quiet. Then the", "came ashore, and …"),
        ("rebels", 8, "… Then the", "came …"),
        ("The", 10, "", "harbour …"),
        ("night.", 10, "… for the", ""),
        ("rebels", 2, "…", "…"),
    ],
)
def test_context_is_cut_between_words_on_one_line(word, width, before, after):
    row = with_context(mention(word), articles(), width=width).iloc[0]
    assert (row["before"], row["after"]) == (before, after)


def test_the_rows_keep_their_columns_order_and_index():
    rows = pd.concat([mention("town"), mention("rebels")]).set_index(pd.Index([7, 3]))
    found = with_context(rows, articles())
    assert list(found.index) == [7, 3]
    assert list(found.columns) == ["doc_id", "text", "start", "end", "before", "after"]
    assert found.loc[3, "before"].endswith("Then the")


def test_no_rows_give_no_rows():
    found = with_context(mention("town").head(0), articles())
    assert found.empty
    assert {"before", "after"} <= set(found.columns)


@given(text=st.text(min_size=1, max_size=200), start=st.integers(0, 199), width=st.integers(1, 60))
def test_no_text_raises_and_no_side_is_longer_than_the_width(text, start, width):
    start = min(start, len(text) - 1)
    rows = pd.DataFrame({"doc_id": ["a"], "text": [text[start]], "start": [start], "end": [start + 1]})
    row = with_context(rows, articles(text), width=width).iloc[0]
    for side in ("before", "after"):
        assert len(row[side].strip("… ")) <= width
        assert row[side] == " ".join(row[side].split())


@pytest.mark.parametrize(
    ("rows", "frame", "width", "error", "says"),
    [
        (mention("town"), articles(), 0, ChoiceError, "width=0"),
        (mention("town"), articles().drop(columns="text"), 40, TableError, "saved tables hold no texts"),
        (mention("town", doc_id="b"), articles(), 40, TableError, "'b'"),
    ],
)
def test_what_cannot_be_shown_is_said(rows, frame, width, error, says):
    with pytest.raises(error, match=says):
        with_context(rows, frame, width=width)
