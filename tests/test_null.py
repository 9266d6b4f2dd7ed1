"""Nothing is found where nothing was manipulated: with outlets shuffled within events the tests hold their level."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compare_frames import articles_of, build

from framing.compare import paired_differences, shuffled_findings
from framing.compare.pairs import corrected, sign_flip_p
from framing.compare.shuffled import holm_count, sign_flips
from framing.errors import ChoiceError, TableError

RUNS = 200
MADE = build(outlets=4, events=13)
FIELDS = ("articles", "statements", "mentions", "exposure")


@pytest.fixture(scope="module")
def runs():
    return shuffled_findings(*MADE.tables, runs=RUNS)


def standard_error(values) -> float:
    return float(values.std(ddof=1) / np.sqrt(len(values)))


def test_as_many_tests_are_below_the_level_as_chance_gives(runs):
    """Tests of one run share their articles, so the run is the unit: the excess is within three standard errors."""
    excess = runs["n_below"] - runs["n_expected"]
    assert abs(excess.mean()) < 3 * standard_error(excess)


def test_no_more_than_the_nominal_level_is_below_it(runs):
    rates = runs["n_below"] / runs["n_tests"]
    assert rates.mean() < 0.05 + 2 * standard_error(rates)


def test_after_holm_at_most_one_run_in_twenty_has_any_finding(runs):
    assert (runs["n_holm"] > 0).mean() <= 0.05


def test_with_many_events_and_dense_counts_the_level_is_attained():
    """Rates of statements vary in every event, so that nothing ties: the level is 5 %, not below it."""
    made = build(outlets=2, events=60, seed=4)
    dense = shuffled_findings(made.articles, made.statements, made.mentions.iloc[:0], made.exposure, runs=RUNS)
    rates = dense["n_below"] / dense["n_tests"]
    assert rates.mean() == pytest.approx(0.05, abs=3 * standard_error(rates))
    assert (dense["n_expected"] / dense["n_tests"]).mean() > 0.04


@pytest.mark.model
def test_on_the_constructed_corpus_shuffled_outlets_do_not_differ(constructed):
    tables = [getattr(constructed, name) for name in FIELDS]
    found = shuffled_findings(*tables, runs=RUNS)
    excess, rates = found["n_below"] - found["n_expected"], found["n_below"] / found["n_tests"]
    assert len(found) == RUNS
    assert abs(excess.mean()) < 3 * standard_error(excess)
    assert rates.mean() < 0.05
    assert (found["n_holm"] > 0).mean() <= 0.05
    as_written = (paired_differences(*tables)["p"] < 0.05).sum()
    assert as_written > found["n_below"].max()


def test_one_event_is_an_error():
    with pytest.raises(TableError, match="nothing can be shuffled"):
        shuffled_findings(MADE.articles.assign(event="one"), *MADE.tables[1:])


def test_events_of_one_article_each_leave_nothing_to_test():
    alone = shuffled_findings(MADE.articles.assign(event=MADE.articles["doc_id"]), *MADE.tables[1:], runs=1)
    assert alone[["n_tests", "n_below", "n_holm", "n_bh"]].iloc[0].tolist() == [0, 0, 0, 0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-4, 4).map(float), min_size=2, max_size=9))
def test_many_tests_at_once_give_the_p_of_each(gaps):
    gaps = np.array(gaps)
    p, _ = sign_flips(np.column_stack([gaps, 2 * gaps]))
    assert p.tolist() == pytest.approx([sign_flip_p(gaps)] * 2)


@pytest.mark.parametrize(
    ("gaps", "size"),
    [
        ([1, 2, 3, 4, 5, 6], 2 / 64),
        ([1, 2, 3, 4, 5, 0], 0),
        ([1, 1, 1, 1, 1, 1, 1, 1], 2 / 256),
        ([1, 1, 1, 1, 1, 1, 1, 1, 1], 20 / 512),
    ],
)
def test_the_share_of_sign_patterns_below_the_level(gaps, size):
    _, sizes = sign_flips(np.array(gaps, dtype=float)[:, None])
    assert sizes.tolist() == [size]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.floats(0.0001, 1), min_size=1, max_size=30))
def test_holm_counts_what_the_correction_leaves(p):
    assert holm_count(np.array(p), 0.05) == (corrected(pd.Series(p), "holm") < 0.05).sum()


def test_the_same_seed_gives_the_same_runs(runs):
    pd.testing.assert_frame_equal(shuffled_findings(*MADE.tables, runs=3), runs.head(3))


def test_articles_without_an_event_take_no_part(runs):
    alone = articles_of(("lone", "Harbour Post"))
    found = shuffled_findings(pd.concat([MADE.articles, alone]), *MADE.tables[1:], runs=3)
    assert found["n_tests"].tolist() == runs["n_tests"].head(3).tolist()


@pytest.mark.parametrize("option", [{"runs": 0}, {"by": "paper"}, {"pair": "topic"}])
def test_bad_options_are_named(option):
    with pytest.raises(ChoiceError, match=next(iter(option))):
        shuffled_findings(*MADE.tables, **option)
