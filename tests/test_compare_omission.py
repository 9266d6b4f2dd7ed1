"""Omission: of what other outlets report of the same event, what this one lacks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_compare_frames import articles_of, statements_of

from framing.compare import (
    actors_side_by_side,
    omission_differences,
    omission_rates,
    omitted_actors,
    omitted_utterances,
)
from framing.errors import ChoiceError, TableError


def side_of(*rows):
    """Rows of (event, utterance, outlet, origin or None when left out)."""
    frame = pd.DataFrame(rows, columns=["event", "utterance", "outlet", "origin"])
    return frame.assign(reported=frame["origin"].notna(), words="it rained", actor="Moss")


SIDE = side_of(
    ("fire", "f~0", "Bell", "Bell"), ("fire", "f~0", "Post", "Post"), ("fire", "f~0", "Wire", None),
    ("fire", "f~1", "Bell", "Bell"), ("fire", "f~1", "Post", None), ("fire", "f~1", "Wire", None),
    ("vote", "v~0", "Post", "Post"), ("vote", "v~0", "Wire", "Wire"),
)  # fmt: skip


def rates(side, **options):
    table = omission_rates(side, **options).set_index("outlet")
    return {name: (row["n_omitted"], row["n_elsewhere"], row["n_events"]) for name, row in table.iterrows()}


def test_only_what_others_report_of_a_covered_event_can_be_left_out():
    assert rates(SIDE) == {"Bell": (0, 1, 1), "Post": (1, 3, 2), "Wire": (2, 3, 2)}


def test_more_others_can_be_asked_for():
    assert rates(SIDE, others=2) == {"Bell": (0, 0, 0), "Post": (0, 0, 0), "Wire": (1, 1, 1)}


def test_without_anything_to_leave_out_the_share_is_missing():
    table = omission_rates(SIDE, others=2).set_index("outlet")
    assert np.isnan(table.loc["Bell", "share"])


def test_wire_copy_and_its_original_are_one_reporter():
    copied = side_of(("fire", "f~0", "Bell", "Post"), ("fire", "f~0", "Post", "Post"), ("fire", "f~0", "Wire", None))
    assert rates(copied) == {"Bell": (0, 1, 1), "Post": (0, 0, 0), "Wire": (1, 1, 1)}
    assert rates(copied, others=2)["Wire"] == (0, 0, 0)


def test_what_is_left_out_is_listed_with_who_reports_it_the_most_reported_first():
    listed = omitted_utterances(SIDE)
    assert listed[["utterance", "outlet", "n_others", "reported_by"]].values.tolist() == [
        ["f~0", "Wire", 2, "Bell; Post"],
        ["f~1", "Post", 1, "Bell"],
        ["f~1", "Wire", 1, "Bell"],
    ]


def test_the_interval_is_drawn_over_events():
    rows = [(f"e{n}", f"e{n}~{m}", outlet, outlet if outlet == "Post" or n % 2 else None)
            for n in range(8) for m in range(3) for outlet in ("Post", "Wire")]  # fmt: skip
    row = omission_rates(side_of(*rows)).set_index("outlet").loc["Wire"]
    assert (row["share"], row["n_events"]) == (0.5, 8)
    assert row["low"] < 0.3
    assert row["high"] > 0.7


def test_outlets_are_compared_on_the_events_that_both_cover():
    rows = [(f"e{n}", f"e{n}~0", outlet, None if outlet == "Wire" else outlet)
            for n in range(7) for outlet in ("Bell", "Post", "Wire")]  # fmt: skip
    table = omission_differences(side_of(*rows)).set_index(["group_a", "group_b"])
    assert table.loc[("Post", "Wire"), ["n_events", "difference", "p"]].tolist() == [7, -1, 2 / 128]
    assert np.isnan(table.loc[("Bell", "Post"), "p"])
    assert "utterances left out" in table.loc[("Post", "Wire"), "reading"]


ARTICLES = articles_of(("a", "Post", "fire"), ("b", "Wire", "fire"), ("c", "Wire", "vote"), ("d", "Bell"))
STATEMENTS = statements_of(
    {"doc_id": "a", "actor": "Ada Moss", "position": 0.4},
    {"doc_id": "a", "actor": "Ada Moss", "position": 0.2},
    {"doc_id": "a", "actor": None, "actor_kind": "unnamed"},
    {"doc_id": "b", "actor": "Ben Orr"},
    {"doc_id": "c", "actor": "Ada Moss"},
    {"doc_id": "d", "actor": "Ada Moss"},
)


def test_named_actors_stand_beside_the_outlets_that_cover_the_event():
    actors = actors_side_by_side(STATEMENTS, ARTICLES)
    assert actors[["event", "actor", "outlet", "n_statements"]].values.tolist() == [
        ["fire", "Ada Moss", "Post", 2],
        ["fire", "Ada Moss", "Wire", 0],
        ["fire", "Ben Orr", "Post", 0],
        ["fire", "Ben Orr", "Wire", 1],
        ["vote", "Ada Moss", "Wire", 1],
    ]
    assert actors["position"].iloc[0] == 0.2


def test_omitted_actors_are_listed_and_counted():
    listed = omitted_actors(STATEMENTS, ARTICLES)
    assert listed[["actor", "outlet"]].values.tolist() == [["Ada Moss", "Wire"], ["Ben Orr", "Post"]]
    assert rates(actors_side_by_side(STATEMENTS, ARTICLES), of="actor") == {"Post": (1, 1, 1), "Wire": (1, 1, 1)}


@pytest.mark.parametrize("option", [{"others": 0}, {"of": "word"}, {"by": "paper"}, {"pair": "topic"}])
def test_bad_options_are_named(option):
    with pytest.raises(ChoiceError, match=next(iter(option))):
        omission_rates(SIDE, **option)


def test_another_frame_is_an_error():
    with pytest.raises(TableError, match="made by actors_side_by_side"):
        omission_rates(SIDE.drop(columns="actor"), of="actor")
