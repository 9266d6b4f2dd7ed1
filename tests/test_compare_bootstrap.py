"""Intervals: drawn over articles, the same every time, honest about single articles and about zero."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

import framing.compare.bootstrap as bootstrap_module
from framing.compare.bootstrap import Resampling, ratio_interval
from framing.errors import ChoiceError


def interval(hits, words, **options):
    return ratio_interval(np.array(hits)[:, None], np.array(words)[:, None], **options)[0]


def test_agrees_with_scipy_on_a_ratio_of_sums():
    rng = np.random.default_rng(3)
    words = rng.integers(100, 900, 40)
    hits = rng.poisson(words * 0.01)

    def ratio(hits, words, axis):
        return hits.sum(axis=axis) / words.sum(axis=axis)

    expected = bootstrap(
        (hits, words), ratio, paired=True, vectorized=True, method="percentile", n_resamples=20_000, rng=rng
    ).confidence_interval
    assert interval(hits, words, resampling=Resampling(draws=20_000)) == pytest.approx(expected, rel=0.02)


def test_an_article_is_drawn_whole_so_hits_that_clump_widen_the_interval():
    spread = interval([2] * 10, [500] * 10)
    clumped = interval([20] + [0] * 9, [500] * 10)
    assert spread[1] - spread[0] == pytest.approx(0)
    assert clumped[1] - clumped[0] > 0.008


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    hits, words = list(range(1, 31)), [310 + 17 * (n % 7) for n in range(30)]
    assert interval(hits, words).tolist() == interval(hits, words).tolist()
    assert interval(hits, words).tolist() != interval(hits, words, resampling=Resampling(seed=1)).tolist()


@pytest.mark.parametrize(("hits", "words"), [([3], [500]), ([0], [500]), ([3, 0], [500, 0]), ([], [])])
def test_fewer_than_two_articles_with_words_have_no_interval(hits, words):
    assert np.isnan(interval(hits, words)).all()


@pytest.mark.parametrize(
    ("share", "total", "expected"),
    [(False, 1000, -np.log(0.05) / 1000), (True, 10, 1 - 0.05**0.1), (True, 1, 0.95)],
)
def test_zero_hits_are_not_certain(share, total, expected):
    low, high = interval([0, 0], [total - total // 2, total // 2] if total > 1 else [0.5, 0.5], share=share)
    assert (low, high) == (0, pytest.approx(expected))


def test_nothing_but_hits_is_not_certain_either():
    assert interval([4, 6], [4, 6], share=True) == pytest.approx([0.05**0.1, 1])


@pytest.mark.parametrize(("options", "named"), [({"draws": 0}, "draws=0"), ({"level": 1.5}, "level=1.5")])
def test_bad_resampling_is_named(options, named):
    with pytest.raises(ChoiceError, match=named):
        Resampling(**options)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 500)), min_size=2, max_size=12))
def test_the_interval_holds_the_shares_in_order(counts):
    hits, rest = (np.array(column) for column in zip(*counts))
    low, high = interval(hits, hits + rest, share=True, resampling=Resampling(draws=200))
    shares = hits / (hits + rest)
    assert 0 <= low <= high <= 1
    if hits.any():
        assert shares.min() - 1e-9 <= low
        assert high <= shares.max() + 1e-9


def test_coverage_is_near_nominal_with_thirty_articles():
    rng = np.random.default_rng(0)
    covered = 0
    for _ in range(200):
        words = rng.integers(200, 800, 30)
        rate = rng.gamma(4, 0.01 / 4, 30)
        low, high = interval(rng.poisson(rate * words), words, resampling=Resampling(draws=400))
        covered += low <= 0.01 <= high
    assert 0.88 <= covered / 200 <= 0.99


def test_columns_are_independent_of_each_other():
    hits = pd.DataFrame({"a": [1, 2, 3], "b": [0, 5, 9]}).to_numpy()
    words = np.array([[100], [200], [300]])
    both = ratio_interval(hits, words)
    assert both[1].tolist() == ratio_interval(hits[:, [1]], words)[0].tolist()


def by_definition(hits, words, draws):
    """Each column's percentiles over drawn articles, one column after the other; draws without words left out."""
    weights = np.random.default_rng(0).multinomial(len(hits), np.full(len(hits), 1 / len(hits)), size=draws)
    with np.errstate(invalid="ignore"):
        return np.nanquantile((weights @ hits) / (weights @ words), [0.025, 0.975], axis=0).T


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from([0, 0, 1, 5])), min_size=3, max_size=8))
def test_draws_without_a_denominator_are_left_out(counts):
    hits = np.array([[first, min(first, second)] for first, second in counts])
    words = np.array([[7 + first, second] for first, second in counts])
    if (words > 0).sum(axis=0).min() > 1:
        found = ratio_interval(hits, words, resampling=Resampling(draws=99))
        assert found == pytest.approx(by_definition(hits, words, 99), rel=1e-12, abs=1e-12)


def test_draws_that_do_not_fit_at_once_give_the_same_interval(monkeypatch):
    hits, words = np.arange(1, 31), 300 + np.arange(30)[::-1]
    whole = interval(hits, words)
    monkeypatch.setattr(bootstrap_module, "CELLS_KEPT", 0)
    monkeypatch.setattr(bootstrap_module, "CELLS_AT_ONCE", 30 * 7)
    assert interval(hits, words).tolist() == whole.tolist()
    assert whole == pytest.approx(by_definition(hits[:, None], words[:, None], 2000)[0], rel=1e-12)


def test_groups_of_a_size_share_their_draws_and_nothing_else():
    hits, words = np.arange(1, 11), np.full(10, 400)
    first = interval(hits, words)
    assert interval(hits * 2, words).tolist() == (2 * first).tolist()
    assert interval(hits, words).tolist() == first.tolist()
