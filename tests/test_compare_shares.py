"""Shares of statements by stance and actor, and the place of sources in the article."""

from __future__ import annotations

import numpy as np
import pytest
from test_compare_frames import articles_of, build, statements_of

from framing.compare import actor_shares, source_positions, stance_shares
from framing.errors import ChoiceError
from framing.values import STANCES

ARTICLES = articles_of(("a", "Post"), ("b", "Post"), ("c", "Wire"), ("d", "Quiet"))
STATEMENTS = statements_of(
    {"doc_id": "a", "stance": "doubting", "actor": "Ada Moss", "position": 0.1},
    {"doc_id": "a", "stance": "neutral", "actor": "Ada Moss", "position": 0.5},
    {"doc_id": "b", "stance": "doubting", "actor": "Ben Orr", "position": 0.9},
    {"doc_id": "b", "stance": "denying", "actor": None, "actor_kind": "unnamed", "position": 0.3},
    {"doc_id": "c", "stance": "neutral", "actor": "Ada Moss", "position": 0.2},
    {"doc_id": "c", "stance": "neutral", "actor": "an official", "actor_kind": "unnamed", "position": 0.4},
)


def row_of(frame, **where):
    for column, value in where.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def test_every_group_has_every_stance():
    shares = stance_shares(STATEMENTS, ARTICLES)
    assert len(shares) == 3 * len(STANCES)
    row = row_of(shares, outlet="Post", stance="doubting")
    assert (row["n_hits"], row["n_statements"], row["n_articles"], row["share"]) == (2, 4, 2, 0.5)


def test_a_group_without_statements_stays_with_zero_of_zero():
    row = row_of(stance_shares(STATEMENTS, ARTICLES), outlet="Quiet", stance="doubting")
    assert (row["n_hits"], row["n_statements"]) == (0, 0)
    assert np.isnan(row["share"])


def test_stances_add_up_to_one_in_each_group():
    made = build()
    totals = stance_shares(made.statements, made.articles).groupby("outlet")["share"].sum()
    assert totals.tolist() == pytest.approx([1, 1, 1])


@pytest.mark.parametrize(
    ("outlet", "actor", "hits"),
    [
        ("Post", "Ada Moss", 2),
        ("Post", "other", 1),
        ("Post", "unnamed", 1),
        ("Wire", "unnamed", 1),
        ("Quiet", "Ada Moss", 0),
    ],
)
def test_actors_beyond_the_top_are_other_and_the_nameless_are_unnamed(outlet, actor, hits):
    assert row_of(actor_shares(STATEMENTS, ARTICLES, top=1), outlet=outlet, actor=actor)["n_hits"] == hits


def test_actors_stand_in_order_of_their_statements_then_other_then_unnamed():
    shares = actor_shares(STATEMENTS, ARTICLES)
    assert shares["actor"].unique().tolist() == ["Ada Moss", "Ben Orr", "other", "unnamed"]


def test_top_below_one_is_refused():
    with pytest.raises(ChoiceError, match="top=0"):
        actor_shares(STATEMENTS, ARTICLES, top=0)


def test_positions_are_means_over_statements_and_first_over_articles():
    row = row_of(source_positions(STATEMENTS, ARTICLES), outlet="Post", actor="Ada Moss")
    assert (row["n_statements"], row["n_articles"]) == (2, 1)
    assert row["position"] == pytest.approx(0.3)
    assert row["first"] == pytest.approx(0.1)
    assert np.isnan(row["low"])


def test_an_actor_left_out_by_a_group_has_no_position_but_a_row():
    row = row_of(source_positions(STATEMENTS, ARTICLES), outlet="Wire", actor="Ben Orr")
    assert row["n_statements"] == 0
    assert np.isnan(row["position"])


def test_statements_in_the_very_first_words_keep_position_zero_without_an_interval():
    articles = articles_of(("a", "Post"), ("b", "Post"))
    statements = statements_of({"doc_id": "a", "position": 0.0}, {"doc_id": "b", "position": 0.0})
    row = row_of(source_positions(statements, articles), actor="Ada Moss")
    assert row["position"] == 0
    assert np.isnan(row["high"])
