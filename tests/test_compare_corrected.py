"""Rates corrected by a coded sample: against ppi-python, on simulated detectors, and on bad input."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ppi_py import ppi_mean_ci, ppi_mean_pointestimate
from scipy.stats import norm

from framing.compare import corrected_rates
from framing.compare.corrected import prediction_powered_mean
from framing.errors import ChoiceError, TableError


class TestAgainstTheReference:
    @settings(max_examples=60, deadline=None)
    @given(seed=st.integers(0, 10**6), coded=st.integers(5, 60), rest=st.integers(5, 400), noise=st.floats(0, 0.5))
    def test_estimate_and_interval_are_those_of_ppi_python(
        self, seed: int, coded: int, rest: int, noise: float
    ) -> None:
        rng = np.random.default_rng(seed)
        truth = rng.poisson(2, coded + rest).astype(float)
        guess = truth + rng.normal(0, 0.1 + noise, coded + rest)
        own = prediction_powered_mean(truth[:coded], guess[:coded], guess[coded:])
        assert own.mean == pytest.approx(ppi_mean_pointestimate(truth[:coded], guess[:coded], guess[coded:]).item())
        low, high = ppi_mean_ci(truth[:coded], guess[:coded], guess[coded:], alpha=0.05)
        assert 2 * norm.ppf(0.975) * own.error == pytest.approx((high - low).item())

    def test_a_detector_without_any_relation_to_the_truth_gets_no_weight(self) -> None:
        found = prediction_powered_mean(np.array([1.0, 0, 1, 0]), np.array([0.0, 1, 0, 1]), np.array([1.0, 1, 1, 0]))
        assert found.power == 0
        assert found.mean == 0.5

    def test_when_all_is_coded_the_estimate_is_what_people_say(self) -> None:
        found = prediction_powered_mean(np.array([1.0, 0, 1, 1]), np.array([1.0, 1, 1, 1]), np.array([]))
        assert found.mean == 0.75


def simulated(rng: np.random.Generator, *, articles: int, coded: int, misses: float, inventions: float) -> pd.DataFrame:
    """Articles of five sentences with an own rate each; a detector that errs; a random sample of articles coded."""
    rate = rng.beta(4, 6, articles)
    truth = (rng.random((articles, 5)) < rate[:, None]).astype(float)
    luck = rng.random(truth.shape)
    detected = np.where(truth == 1, luck >= misses, luck < inventions).astype(float)
    shown = np.zeros(articles, dtype=bool)
    shown[rng.choice(articles, coded, replace=False)] = True
    return pd.DataFrame(
        {
            "doc_id": np.repeat([f"a{number}" for number in range(articles)], 5),
            "outlet": "Post",
            "detected": detected.ravel(),
            "coded": np.where(np.repeat(shown, 5), truth.ravel(), np.nan),
        }
    )


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    """300 corpora from a detector that misses a fifth and invents a quarter; the true rate is 0.4."""
    rng = np.random.default_rng(1)
    draws = [simulated(rng, articles=200, coded=40, misses=0.2, inventions=0.25) for _ in range(300)]
    return pd.concat([corrected_rates(units) for units in draws], ignore_index=True)


class TestCoverage:
    def test_the_corrected_interval_covers_the_truth_as_often_as_it_says(self, found: pd.DataFrame) -> None:
        covered = ((found["low"] <= 0.4) & (found["high"] >= 0.4)).mean()
        assert 0.92 <= covered <= 0.98

    def test_the_raw_interval_does_not(self, found: pd.DataFrame) -> None:
        assert ((found["raw_low"] <= 0.4) & (found["raw_high"] >= 0.4)).mean() < 0.3

    def test_it_is_narrower_than_what_the_coded_articles_alone_allow(self, found: pd.DataFrame) -> None:
        rng = np.random.default_rng(1)
        units = simulated(rng, articles=200, coded=40, misses=0.2, inventions=0.25)
        alone = corrected_rates(units[units["coded"].notna()]).iloc[0]
        assert (found["high"] - found["low"]).median() < alone["high"] - alone["low"]


class TestTable:
    UNITS = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c", "d", "e", "f"],
            "outlet": ["Post", "Post", "Post", "Post", "Wire", "Wire"],
            "detected": [4, 2, 4, 2, 1, 1],
            "coded": [2, 1, None, None, None, None],
            "n_words": [400, 200, 300, 100, 500, 500],
        }
    )

    def test_a_row_a_group_with_what_it_stands_on(self) -> None:
        table = corrected_rates(self.UNITS)
        assert table[["outlet", "n_units", "n_articles", "n_coded", "n_coded_articles"]].values.tolist() == [
            ["Post", 4, 4, 2, 2],
            ["Wire", 2, 2, 0, 0],
        ]

    def test_a_rate_for_the_words(self) -> None:
        table = corrected_rates(self.UNITS, size="n_words", per=1000).set_index("outlet")
        assert table["raw"].tolist() == [12.0, 2.0]

    def test_a_group_that_nobody_coded_keeps_its_raw_rate_and_says_so(self) -> None:
        wire = corrected_rates(self.UNITS).set_index("outlet").loc["Wire"]
        assert wire["raw"] == 1.0
        assert np.isnan([wire["corrected"], wire["low"], wire["power"]]).all()
        assert "too few to correct" in wire["reading"]

    def test_the_reading_says_which_way_the_raw_rate_errs(self) -> None:
        rng = np.random.default_rng(0)
        units = simulated(rng, articles=300, coded=100, misses=0.0, inventions=0.6)
        assert "too high" in corrected_rates(units)["reading"].iloc[0]
        units = simulated(rng, articles=300, coded=100, misses=0.0, inventions=0.0)
        assert "no error of the detector in this rate is shown" in corrected_rates(units)["reading"].iloc[0]

    def test_sentences_of_one_article_count_as_one_piece_of_evidence(self) -> None:
        rng = np.random.default_rng(0)
        truth = rng.integers(0, 2, 40).astype(float)
        apart = pd.DataFrame({"doc_id": range(40), "outlet": "Post", "detected": 0.0, "coded": truth})
        copied = pd.concat([apart] * 5, ignore_index=True)
        widths = [row["high"] - row["low"] for row in (corrected_rates(one).iloc[0] for one in (apart, copied))]
        assert widths[0] == pytest.approx(widths[1])


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"drop": "coded"}, "lacks coded"),
            ({"drop": "n_words"}, "lacks n_words"),
            ({"detected": [1, None, 1, 1, 1, 1]}, "row 1: detected"),
            ({"coded": ["yes", 1, 1, 1, 1, 1]}, "row 0: coded is 'yes'"),
        ],
    )
    def test_it_is_named(self, change: dict[str, object], message: str) -> None:
        dropped = change.pop("drop", None)
        units = TestTable.UNITS.assign(**change).drop(columns=[dropped] if dropped else [])
        with pytest.raises(TableError, match=message):
            corrected_rates(units, size="n_words")

    def test_nothing_at_all(self) -> None:
        with pytest.raises(TableError, match="is empty"):
            corrected_rates(TestTable.UNITS.head(0))

    def test_a_level_that_is_none(self) -> None:
        with pytest.raises(ChoiceError, match="level=95"):
            corrected_rates(TestTable.UNITS, level=95)
