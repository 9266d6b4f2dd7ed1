"""All headline measures at once, and differences within events with a sentence that says what they allow."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_compare_frames import articles_of, build, exposure_of, mentions_of, statements_of

from framing.compare import measures, paired_differences, stance_shares
from framing.compare.pairs import _reading, sign_flip_p
from framing.errors import ChoiceError, TableError


@pytest.fixture(scope="module")
def made():
    return build(outlets=3, events=10)


def test_every_measure_has_every_group_and_its_own_fraction(made):
    table = measures(*made.tables)
    assert list(table.columns) == [
        "measure", "group", "numerator", "denominator", "unit", "n_articles", "value", "low", "high",
    ]  # fmt: skip
    assert (table.groupby("measure").size() == 3).all()
    per = np.where(table["unit"].str.startswith("per 1,000"), 1000, 1)
    assert table["value"].tolist() == pytest.approx((per * table["numerator"] / table["denominator"]).tolist())


def test_measures_agree_with_the_tables_they_sum_up(made):
    table = measures(*made.tables).query("measure == 'doubting cues'")
    stances = stance_shares(made.statements, made.articles).query("stance == 'doubting'")
    assert table["value"].tolist() == stances["share"].tolist()
    assert table["high"].tolist() == stances["high"].tolist()


def test_there_is_no_composite_score(made):
    assert not measures(*made.tables)["measure"].str.contains("bias|score|index").any()


def test_split_adds_the_categories(made):
    plain, split = (set(measures(*made.tables, split=split)["measure"]) for split in (None, "category"))
    assert split - plain == {
        "labels: militancy, outlet voice", "labels: rule, outlet voice",
        "hedges: modal, outlet voice", "hedges: approximator, outlet voice",
    }  # fmt: skip


@pytest.mark.parametrize("voice", ["outlet", "all"])
def test_a_lexicon_that_was_counted_and_never_hit_stands_there_with_zero(made, voice):
    table = measures(*made.tables, ["labels", "nohit"], voice=voice)
    plain = measures(*made.tables, voice=voice)
    pd.testing.assert_frame_equal(table[~table["measure"].str.startswith("nohit")].reset_index(drop=True), plain)
    rates = table[table["unit"].str.startswith("per 1,000 words") & table["measure"].str.startswith("nohit")]
    words = made.exposure if voice == "all" else made.exposure[made.exposure["voice"] == voice]
    total = words.merge(made.articles[["doc_id", "outlet"]]).groupby("outlet")["n_words"].sum()
    assert rates["denominator"].tolist() == total.tolist()
    assert rates[["numerator", "value", "low"]].sum().tolist() == [0, 0, 0]
    assert rates["high"].tolist() == pytest.approx((-1000 * np.log(0.05) / total).tolist())
    shares = table[table["unit"] == "share of nohit"]
    assert len(shares) == 6
    assert shares["value"].isna().all()


def test_a_lexicon_is_there_even_if_nothing_at_all_was_hit(made):
    frames = (made.articles, made.statements, made.mentions.iloc[:0], made.exposure)
    assert not measures(*frames)["measure"].str.startswith("labels").any()
    assert measures(*frames, ["labels"])["measure"].str.startswith("labels").sum() == 9


def test_a_lexicon_that_was_never_hit_is_told_of_every_pair_and_not_tested(made):
    table = paired_differences(*made.tables, ["nohit"], split="category")
    rows = table.query("measure == 'nohit, outlet voice'")
    assert rows[["numerator_a", "numerator_b"]].sum().tolist() == [0, 0]
    assert (rows["denominator_a"] > 0).all()
    assert rows["p"].isna().all()
    assert rows["reading"].str.contains("there is nothing to compare").all()


def test_a_planted_difference_is_found_and_said_with_its_limits(made):
    table = paired_differences(*made.tables)
    row = table.query("measure == 'doubting cues' and group_a == 'Harbour Post' and group_b == 'Inland Courier'").iloc[
        0
    ]
    assert row["difference"] < 0
    assert row["high"] < 0
    assert row["p"] < 0.05
    assert row["p_holm"] >= row["p"]
    assert row["n_events"] == 10


def test_every_pair_and_measure_has_one_reading(made):
    table = paired_differences(*made.tables)
    count = measures(*made.tables)["measure"].nunique()
    assert len(table) == 3 * count
    assert table["reading"].notna().all()
    tested = table.dropna(subset="p")
    assert (tested["p_bh"] >= tested["p"]).all()
    assert (tested["p_holm"] >= tested["p_bh"]).all()


def test_every_comparison_carries_its_fractions_over_the_events_compared(made):
    table = paired_differences(*made.tables).query("measure == 'doubting cues'")
    shares = stance_shares(made.statements, made.articles).query("stance == 'doubting'").set_index("outlet")
    for row in table.to_dict("records"):
        for side in "ab":
            whole = shares.loc[row[f"group_{side}"]]
            assert (row[f"numerator_{side}"], row[f"denominator_{side}"]) == (whole["n_hits"], whole["n_statements"])


def test_the_effect_size_is_the_mean_difference_over_its_spread_between_events():
    articles = articles_of(("a1", "Post", "x"), ("b1", "Wire", "x"), ("a2", "Post", "y"), ("b2", "Wire", "y"))
    exposure = exposure_of(a1=(60, 40, 0), b1=(80, 20, 0), a2=(70, 30, 0), b2=(70, 30, 0))
    table = paired_differences(articles, statements_of(), mentions_of(), exposure)
    row = table.query("measure == 'words in quotation marks'").iloc[0]
    assert row["effect_size"] == pytest.approx(0.1 / np.std([0.2, 0.0], ddof=1))
    assert [row[f"{part}_{side}"] for side in "ab" for part in ("numerator", "denominator")] == [70, 200, 50, 200]


def test_a_finding_that_only_passes_the_weaker_correction_is_called_a_lead():
    row = {
        "measure": "hedges", "unit": "share of words", "group_a": "Post", "group_b": "Wire", "n_events": 20,
        "difference": 0.1, "low": 0.05, "high": 0.15, "p": 0.004, "p_holm": 0.12, "p_bh": 0.03,
    }  # fmt: skip
    assert "lead to be tested on other events" in _reading(row, 30, 0.05)
    assert "may be chance" in _reading({**row, "p_bh": 0.12}, 30, 0.05)


def test_what_neither_group_ever_has_is_not_tested(made):
    row = paired_differences(*made.tables).query("measure == 'emoting cues'").iloc[0]
    assert np.isnan(row["p"])
    assert "there is nothing to compare" in row["reading"]


def test_values_are_taken_only_from_events_that_both_report():
    articles = articles_of(("a1", "Post", "x"), ("b1", "Wire", "x"), ("a2", "Post", "y"), ("b2", "Wire", None))
    exposure = exposure_of(a1=(80, 20, 0), b1=(60, 40, 0), a2=(0, 100, 0), b2=(0, 100, 0))
    table = paired_differences(articles, statements_of(), mentions_of(), exposure)
    row = table.query("measure == 'words in quotation marks'").iloc[0]
    assert (row["n_events"], row["value_a"], row["value_b"]) == (1, 0.2, 0.4)
    assert row["difference"] == pytest.approx(-0.2)
    assert np.isnan([row["low"], row["p"], row["p_holm"]]).all()
    assert "only one event" in row["reading"]


@pytest.mark.parametrize(
    ("events", "quoted_a", "quoted_b", "expected"),
    [
        (4, 0.4, 0.1, "as a description, not as evidence"),
        (14, 0.4, 0.1, "higher in Post than in Wire"),
        (14, 0.1, 0.4, "lower in Post than in Wire"),
        (14, 0.2, 0.2, "not evidence that they are equal"),
    ],
)
def test_the_reading_says_what_can_be_concluded(events, quoted_a, quoted_b, expected):
    rows, words = [], {}
    for event in range(events):
        for doc, outlet, quoted in ((f"a{event}", "Post", quoted_a), (f"b{event}", "Wire", quoted_b)):
            rows.append((doc, outlet, str(event)))
            direct = round(100 * quoted) + event % 3
            words[doc] = (100 - direct, direct, 0)
    table = paired_differences(articles_of(*rows), statements_of(), mentions_of(), exposure_of(**words))
    assert expected in table.query("measure == 'words in quotation marks'")["reading"].iloc[0]


def test_no_verdict_in_any_reading(made):
    assert not paired_differences(*made.tables)["reading"].str.contains("biased|unfair|propaganda|better|worse").any()


def test_nothing_is_found_where_labels_are_shuffled():
    made = build(outlets=3, events=7)
    rng = np.random.default_rng(5)
    tests = hits = 0
    for _ in range(10):
        shuffled = made.articles.assign(
            outlet=made.articles.groupby("event")["outlet"].transform(rng.permutation).astype("string")
        )
        p = paired_differences(shuffled, made.statements, made.mentions, made.exposure)["p"].dropna()
        tests, hits = tests + len(p), hits + (p < 0.05).sum()
    assert hits / tests < 0.07


@pytest.mark.parametrize(
    ("gaps", "p"), [([1.0, 1.0, 1.0], 0.25), ([0.0, 0.0], 1.0), ([1.0, -1.0], 1.0), ([2.0] * 10, 2 / 1024)]
)
def test_sign_flip_is_exact_for_few_events(gaps, p):
    assert sign_flip_p(np.array(gaps)) == pytest.approx(p)


def test_the_same_input_gives_the_same_output(made):
    pd.testing.assert_frame_equal(paired_differences(*made.tables), paired_differences(*made.tables))


def test_a_bad_pair_is_named(made):
    with pytest.raises(ChoiceError, match=r"pair='story'.*'event'"):
        paired_differences(*made.tables, pair="story")


def test_one_group_cannot_be_paired():
    one = build(outlets=1, events=2)
    with pytest.raises(TableError, match=r"one group only .*'Harbour Post'"):
        paired_differences(*one.tables)
