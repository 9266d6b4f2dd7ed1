"""Alternative text says what is plotted, of how many, and the widest gap in numbers; never a verdict."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.errors import ChoiceError, TableError
from framing.show import alt_text

NONE = float("nan")


def shares(*rows):
    """Shares from (outlet, stance, hits, statements, low, high)."""
    frame = pd.DataFrame(rows, columns=["outlet", "stance", "n_hits", "n_statements", "low", "high"])
    return frame.assign(share=frame["n_hits"] / frame["n_statements"])


def test_the_widest_gap_is_told_with_counts_and_intervals():
    data = shares(
        ("Post", "doubting", 9, 30, 0.2, 0.4), ("Wire", "doubting", 0, 20, 0, 0.14),
        ("Post", "denying", 3, 30, 0.05, 0.2), ("Wire", "denying", 1, 20, 0.0, 0.2),
    )  # fmt: skip
    assert alt_text(data, "stances") == (
        "Points with intervals: share of statements by the stance of their reporting cue, by outlet. "
        "Post (30 statements); Wire (20 statements). "
        "Widest gap between two at stance “doubting”: Wire 0% (0 of 20; interval 0% to 14%), and "
        "Post 30% (9 of 30; interval 20% to 40%). The two intervals do not overlap."
    )


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [(0.1, 0.5, "The two intervals overlap."), (NONE, NONE, "Post 30% (9 of 30).")],
    ids=["overlap", "unknown"],
)
def test_nothing_is_said_of_intervals_that_are_not_known(low, high, says):
    data = shares(("Post", "doubting", 9, 30, low, high), ("Wire", "doubting", 2, 20, low, high))
    assert alt_text(data, "stances").endswith(says)


def test_groups_without_a_hit_are_named():
    data = shares(("Post", "doubting", 9, 30, 0.2, 0.4), ("Wire", "doubting", 0, 20, 0, 0.14))
    assert "No hits at all: Wire." in alt_text(data, "stances")


def test_many_groups_are_counted():
    data = shares(*((f"Paper {number}", "doubting", 1, 10, 0, 0.3) for number in range(12)))
    assert "; and 4 more." in alt_text(data, "stances")


def test_one_group_has_no_gap():
    data = shares(("Post", "doubting", 9, 30, 0.2, 0.4))
    assert "Highest at stance “doubting”: Post 30%" in alt_text(data, "stances")


def test_a_table_without_rows_says_so():
    assert alt_text(shares(), "stances").endswith("by outlet. No hits.")


def test_an_unknown_kind_names_the_choices():
    with pytest.raises(ChoiceError, match=r"kind='pie'.*'stances'"):
        alt_text(shares(), "pie")


def test_a_table_of_another_kind_is_refused():
    with pytest.raises(TableError, match=r"lacks the column 'actor'"):
        alt_text(shares(("Post", "doubting", 9, 30, 0.2, 0.4)), "positions")
