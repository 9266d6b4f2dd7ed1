"""Which terms a group prefers: log-odds under a named prior, with intervals by article."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from framing.compare import Prior, Resampling, keyness
from framing.compare.log_odds import weighted_log_odds
from framing.errors import ChoiceError, TableError


def articles_of(*outlets: str) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": [f"a{number}" for number in range(len(outlets))], "outlet": list(outlets)})


def hits_of(*terms: str) -> pd.DataFrame:
    """One string an article, its hits joined by blanks."""
    rows = [(f"a{number}", term) for number, words in enumerate(terms) for term in words.split()]
    return pd.DataFrame(rows, columns=["doc_id", "term"])


ARTICLES = articles_of("Post", "Post", "Wire", "Wire")
HITS = hits_of("rebel rebel army", "rebel army", "army army", "army army rebel")


class TestNumbers:
    def test_log_odds_of_the_equation(self) -> None:
        """Monroe, Colaresi and Quinn (2008), equation 16, by hand: pseudo-counts 2 and 3."""
        odds, variance = weighted_log_odds(np.array([6.0, 4]), np.array([1.0, 9]), np.array([2.0, 3]))
        assert odds[0] == pytest.approx(math.log(8 / 7) - math.log(3 / 12))
        assert variance[0] == pytest.approx(1 / 8 + 1 / 3)

    def test_counts_of_both_sides_stand_beside_it(self) -> None:
        row = keyness(HITS, ARTICLES).query("outlet == 'Post' and term == 'rebel'").iloc[0]
        counts = ["n_hits", "n_group", "n_rest_hits", "n_rest", "n_articles"]
        assert row[counts].tolist() == [3, 5, 1, 5, 2]
        assert row["low"] < row["log_odds"] < row["high"]

    def test_two_groups_mirror_each_other(self) -> None:
        table = keyness(HITS, ARTICLES).set_index(["outlet", "term"])["log_odds"]
        assert table["Post", "rebel"] == pytest.approx(-table["Wire", "rebel"])

    def test_every_term_has_a_row_in_every_group(self) -> None:
        table = keyness(hits_of("rebel", "army", "", ""), ARTICLES)
        assert sorted(zip(table["outlet"], table["term"])) == [
            ("Post", "army"), ("Post", "rebel"), ("Wire", "army"), ("Wire", "rebel"),
        ]  # fmt: skip

    def test_the_most_preferred_come_first_in_each_group(self) -> None:
        for _, part in keyness(HITS, ARTICLES).groupby("outlet"):
            assert part["log_odds"].is_monotonic_decreasing

    def test_statements_by_their_cue(self) -> None:
        statements = pd.DataFrame({"doc_id": ["a0", "a2"], "cue_lemma": ["claim", "say"]})
        table = keyness(statements, ARTICLES, key="cue_lemma")
        assert table.query("outlet == 'Post'")["cue_lemma"].tolist() == ["claim", "say"]


class TestIntervals:
    def test_one_article_that_repeats_a_term_does_not_make_it_typical(self) -> None:
        """The same counts, in one article or in all."""
        outlets = articles_of(*["Post"] * 8, *["Wire"] * 8)
        spread = keyness(hits_of(*["rebel army"] * 8, *["army army"] * 8), outlets)
        heaped = keyness(hits_of("rebel " * 8, *["army"] * 6, "army army", *["army army"] * 8), outlets)
        low = [one.query("outlet == 'Post' and term == 'rebel'")["low"].iloc[0] for one in (spread, heaped)]
        assert low[0] > 2 * low[1]

    def test_missing_where_a_side_is_one_article(self) -> None:
        assert keyness(hits_of("rebel", "army"), articles_of("Post", "Wire"))["low"].isna().all()

    def test_the_seed_fixes_them(self) -> None:
        outlets = articles_of(*["Post"] * 6, *["Wire"] * 6)
        hits = hits_of(*["rebel " * number + "army" for number in range(12)])
        draws = [keyness(hits, outlets, resampling=Resampling(draws=50, seed=seed)) for seed in (1, 1, 2)]
        pd.testing.assert_frame_equal(draws[0], draws[1])
        assert not draws[0].equals(draws[2])


class TestPrior:
    def test_its_name_stands_in_every_row(self) -> None:
        table = keyness(HITS, ARTICLES, prior=Prior("ten years of wire copy", {"rebel": 5, "army": 95}))
        assert set(table["prior"]) == {"ten years of wire copy"}

    def test_a_heavy_prior_draws_to_zero(self) -> None:
        light, heavy = (
            keyness(HITS, ARTICLES, prior=Prior("own", {"rebel": 1, "army": 1}, weight=weight))["log_odds"].abs().max()
            for weight in (1, 1000)
        )
        assert heavy < 0.1 < light

    def test_a_term_that_it_lacks_gets_the_least_count(self) -> None:
        pseudo = Prior("own", {"army": 9.5}, weight=100).pseudo(["army", "rebel"])
        assert pseudo.tolist() == [95.0, 5.0]

    @pytest.mark.parametrize(
        ("options", "message"),
        [({"counts": {"army": -1}}, "count of 'army'"), ({"counts": {}, "weight": 0}, "weight and least")],
    )
    def test_a_bad_one_is_told(self, options: dict, message: str) -> None:
        with pytest.raises(ChoiceError, match=message):
            Prior("own", **options)


class TestBadInput:
    def test_an_unknown_key(self) -> None:
        with pytest.raises(ChoiceError, match="key='word'"):
            keyness(HITS, ARTICLES, key="word")

    def test_one_group(self) -> None:
        with pytest.raises(TableError, match="one group only"):
            keyness(HITS, articles_of("Post", "Post", "Post", "Post"))

    def test_no_hit(self) -> None:
        with pytest.raises(TableError, match="no row of the articles has a term"):
            keyness(HITS.head(0), ARTICLES)
