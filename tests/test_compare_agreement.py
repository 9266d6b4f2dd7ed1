"""Agreement between coders: Krippendorff's alpha against published examples, and where there is none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.compare import Resampling, coder_agreement
from framing.compare.agreement import nominal_alpha
from framing.errors import ChoiceError

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example A: two observers, ten units
MEG = "0100000010"
OWEN = "1110010000"
QUICK = Resampling(draws=200)


def coded(category="condemning", **answers):
    """One row a hit and coder; each coder's answers as a string, "." for none."""
    rows = [
        {"item": f"{category}{unit}", "category": category, "coder": coder, "correct": "" if one == "." else one}
        for coder, given in answers.items()
        for unit, one in enumerate(given)
    ]
    return pd.DataFrame(rows).assign(lexicon="crowds", lexicon_version="1.0.0", stratum=category, n_stratum=99)


def test_the_textbook_example():
    row = coder_agreement(coded(meg=MEG, owen=OWEN)).iloc[0]
    # 4 units of 10 differ, of 20 values 6 are 1: alpha = 1 - 19 * 4 / (14 * 6)
    assert row["alpha"] == pytest.approx(1 - 19 * 4 / (14 * 6))
    assert round(row["alpha"], 3) == 0.095
    assert (row["n_items"], row["n_coders"], row["agreement"]) == (10, 2, pytest.approx(0.6))
    assert row["low"] < row["alpha"] < row["high"]
    assert row["reason"] is pd.NA


def test_the_textbook_example_with_five_values_and_gaps():
    # the same, example C: four observers, values 1 to 5, unit 12 valued once; published: .743
    units = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"]
    counts = np.array([[unit.count(value) for value in "12345"] for unit in units])
    assert round(nominal_alpha(counts), 3) == 0.743


@pytest.mark.parametrize(
    ("answers", "alpha", "agreement"),
    [
        ({"meg": "1010", "owen": "1010"}, 1.0, 1.0),
        ({"meg": "1111100000", "owen": "0000011111"}, 1 - 19 * 10 / 100, 0.0),
        ({"meg": "1100", "owen": "1100", "ada": "...0"}, 1.0, 1.0),
        ({"meg": "110.", "owen": "1.01"}, 1.0, 1.0),
    ],
)
def test_alpha_and_plain_agreement(answers, alpha, agreement):
    row = coder_agreement(coded(**answers), resampling=QUICK).iloc[0]
    assert (row["alpha"], row["agreement"]) == (pytest.approx(alpha), pytest.approx(agreement))


@pytest.mark.parametrize(
    ("answers", "n_items", "agreement", "reason"),
    [
        ({"meg": "1010"}, 0, np.nan, "no hit was coded by two coders"),
        ({"meg": "10..", "owen": "..10"}, 0, np.nan, "no hit was coded by two coders"),
        ({"meg": "1111", "owen": "1111"}, 4, 1.0, "all answers are the same: agreement cannot be told from chance"),
    ],
)
def test_where_alpha_is_not_defined_it_is_missing_with_a_reason(answers, n_items, agreement, reason):
    row = coder_agreement(coded(**answers), resampling=QUICK).iloc[0]
    assert row[["alpha", "low", "high"]].isna().all()
    assert (row["n_items"], row["reason"]) == (n_items, reason)
    assert row["agreement"] == pytest.approx(agreement, nan_ok=True)


@pytest.mark.parametrize(
    ("answers", "alpha", "reason"),
    [
        ({"meg": "1", "owen": "0"}, 0.0, "fewer than 10 hits coded by two: no interval"),
        ({"meg": "110", "owen": "110"}, 1.0, "fewer than 10 hits coded by two: no interval"),
        ({"meg": MEG[:9], "owen": OWEN[:9]}, 1 - 17 * 4 / (12 * 6), "fewer than 10 hits coded by two: no interval"),
        ({"meg": MEG, "owen": OWEN[:9] + "."}, 1 - 17 * 4 / (12 * 6), "fewer than 10 hits coded by two: no interval"),
        ({"meg": MEG, "owen": MEG}, 1.0, "alpha is the same in every resample: no interval"),
        ({"meg": "10" * 300, "owen": "10" * 300}, 1.0, "alpha is the same in every resample: no interval"),
    ],
)
def test_few_hits_or_full_agreement_have_alpha_but_no_interval(answers, alpha, reason):
    row = coder_agreement(coded(**answers), resampling=QUICK).iloc[0]
    assert row["alpha"] == pytest.approx(alpha)
    assert row[["low", "high"]].isna().all()
    assert row["reason"] == reason


def test_one_difference_in_ten_hits_gives_an_interval_with_width():
    row = coder_agreement(coded(meg=MEG, owen="1" + MEG[1:]), resampling=QUICK).iloc[0]
    assert row["low"] < row["alpha"] < row["high"]
    assert row["reason"] is pd.NA


def test_without_a_resample_of_both_answers_there_is_no_interval():
    answers = {"meg": "1" * 10 + "1", "owen": "1" * 10 + "0"}
    rows = [coder_agreement(coded(**answers), resampling=Resampling(draws=1, seed=seed)).iloc[0] for seed in range(12)]
    assert {row["reason"] for row in rows} == {
        "alpha is the same in every resample: no interval", "no resample has both answers: no interval",
    }  # fmt: skip
    assert all(pd.isna([row["low"], row["high"]]).all() for row in rows)


def test_a_row_a_category_and_one_for_all():
    sample = pd.concat([coded("condemning", meg=MEG, owen=OWEN), coded("descriptive", meg="0101", owen="0101")])
    table = coder_agreement(sample, resampling=QUICK).set_index("category")
    assert list(table.index) == ["condemning", "descriptive", "all"]
    assert table["n_items"].tolist() == [10, 4, 14]
    assert table.loc["descriptive", "alpha"] == 1.0
    assert 0.095 < table.loc["all", "alpha"] < 1


def test_the_same_seed_gives_the_same_interval():
    sample = coded(meg=MEG, owen=OWEN)
    first, second = (coder_agreement(sample, resampling=Resampling(draws=100, seed=3)) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
    other = coder_agreement(sample, resampling=Resampling(draws=100, seed=4))
    assert first[["low", "high"]].values.tolist() != other[["low", "high"]].values.tolist()


def test_an_unknown_split_is_refused():
    with pytest.raises(ChoiceError, match="by='mood'"):
        coder_agreement(coded(meg="10", owen="10"), by="mood")
