"""Balance of sources: entropy as seen and at equal size, the loudest, the unnamed, and who speaks first."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array
from scipy.stats import entropy
from test_compare_frames import articles_of, statements_of

from framing.compare import first_speakers, source_diversity
from framing.compare.diversity import coverage, jackknifed
from framing.compare.entropy import CORRECTIONS, chao_shen, miller_madow, rarefied, shannon
from framing.errors import ChoiceError

ARTICLES = articles_of(("a", "Post"), ("b", "Post"), ("c", "Wire"), ("d", "Quiet"))
NAMELESS = {"actor": None, "actor_kind": "unnamed"}
STATEMENTS = statements_of(
    {"doc_id": "a", "actor": "Ada Moss", "position": 0.3},
    {"doc_id": "a", "actor": "Ben Orr", "position": 0.1},
    {"doc_id": "b", "actor": "Ada Moss", "position": 0.2},
    {"doc_id": "b", "position": 0.4, **NAMELESS},
    {"doc_id": "c", "position": 0.4, **NAMELESS},
)


def measured(outlet, **options):
    table = source_diversity(STATEMENTS, ARTICLES, **options)
    return table[table["outlet"] == outlet].set_index("measure")


def test_measures_carry_their_counts():
    post = measured("Post")
    seen = [entropy([2, 1]), np.exp(entropy([2, 1])), np.nan, 2 / 3, 1 / 4]
    assert post["value"].tolist() == pytest.approx(seen, nan_ok=True)
    assert post[["numerator", "denominator", "n_articles"]].values.tolist() == [
        *[[2, 3, 2]] * 4,
        [1, 4, 2],
    ]
    assert post.loc["share of the top source", "source"] == "Ada Moss"


def test_an_outlet_without_named_sources_has_no_diversity():
    wire = measured("Wire")
    assert wire["value"].isna().tolist() == [True, True, True, True, False]
    assert wire.loc["share unnamed", "value"] == 1
    assert measured("Quiet")["value"].isna().all()


# Articles × sources of a newcomer's walk: everyone speaks in one article only
OWN_SOURCES = {
    "two sources in one article": [[1, 1]],
    "two articles with a source each": [[1, 0], [0, 1]],
    "three sources in two articles": [[1, 1, 0], [0, 0, 1]],
    "six articles with five sources each": np.kron(np.eye(6, dtype=int), [2, 1, 1, 1, 2]).tolist(),
    "six articles of unlike length": np.diag([1, 2, 3, 4, 5, 6]).tolist(),
}


def frames_of(rows, outlet="Post"):
    """Articles and statements of one outlet from articles × sources."""
    docs = [f"{outlet}{number}" for number in range(len(rows))]
    said = [
        {"doc_id": doc, "actor": f"Source {source}", "actor_kind": "person", "position": 0.5}
        for doc, row in zip(docs, rows)
        for source, times in enumerate(row)
        for _ in range(int(times))
    ]
    return articles_of(*((doc, outlet) for doc in docs)), statements_of(*said)


@pytest.mark.parametrize("rows", OWN_SOURCES.values(), ids=OWN_SOURCES)
def test_no_more_voices_are_told_than_were_heard(rows):
    articles, statements = frames_of(rows)
    table = source_diversity(statements, articles).set_index("measure")
    effective = table.loc["effective number of sources"]
    assert effective["value"] == pytest.approx(np.exp(entropy(np.sum(rows, axis=0))))
    assert effective["value"] <= effective["numerator"] + 1e-9
    equal = table.loc["effective number at equal size"]
    assert np.isnan(equal["value"]) or equal["value"] < min(effective["value"], equal["size"])


@pytest.mark.parametrize("correction", ["none", "jackknife", *CORRECTIONS])
@pytest.mark.parametrize("rows", OWN_SOURCES.values(), ids=OWN_SOURCES)
def test_an_interval_has_width_and_its_estimate_inside_or_there_is_none(rows, correction):
    articles, statements = frames_of(rows)
    table = source_diversity(statements, articles, correction=correction).iloc[:3]
    told = table.dropna(subset=["low"])
    assert (told["low"] < told["value"]).all()
    assert (told["value"] < told["high"]).all()
    assert table["low"].isna().tolist() == table["high"].isna().tolist()


def test_where_sources_never_recur_nothing_is_told_of_those_not_seen():
    counts = csr_array(np.array(OWN_SOURCES["six articles with five sources each"]))
    assert coverage(counts) == 0
    for correction in ("jackknife", "chao-shen", "miller-madow"):
        assert np.isnan(jackknifed(counts, correction, 0.95)).all()


def test_below_five_articles_there_is_an_estimate_and_no_interval():
    counts = np.array([[2, 1, 0], [1, 0, 1], [1, 2, 0], [0, 1, 1], [3, 1, 1]])
    for number in range(1, 5):
        value, low, high = jackknifed(csr_array(counts[:number]), "none", 0.95)
        assert value == pytest.approx(entropy(counts[:number].sum(axis=0)))
        assert np.isnan([low, high]).all()
    value, low, high = jackknifed(csr_array(counts), "none", 0.95)
    assert low < value < high


def test_articles_of_which_any_may_be_left_out_give_no_interval():
    counts = csr_array(np.array(OWN_SOURCES["six articles with five sources each"]))
    value, low, high = jackknifed(counts, "none", 0.95)
    assert value > 0
    assert np.isnan([low, high]).all()


def test_the_interval_holds_what_other_articles_would_give():
    """Six articles with sources of their own: the effective number in as many articles, however they are drawn."""
    rng = np.random.default_rng(0)

    def drawn():
        rows = np.zeros((6, 36))
        for number in range(6):
            speakers = 6 * number + np.arange(rng.integers(2, 6))
            np.add.at(rows[number], rng.choice(speakers, size=rng.integers(3, 9)), 1)
        return rows

    expected = np.mean([shannon(drawn().sum(axis=0)[None])[0] for _ in range(2000)])
    intervals = [jackknifed(csr_array(drawn()), "none", 0.95)[1:] for _ in range(200)]
    assert np.mean([low <= expected <= high for low, high in intervals]) > 0.9


@pytest.mark.parametrize("counts", [[4, 1, 1], [10], [3, 3, 3, 2], [1, 2], [1, 1, 1, 1]])
def test_a_smaller_sample_has_the_mean_entropy_of_all_that_can_be_drawn(counts):
    said = np.repeat(np.arange(len(counts)), counts)
    for size in range(1, len(said) + 1):
        draws = [np.bincount(draw) for draw in combinations(said, size)]
        expected = np.mean([entropy(draw[draw > 0]) for draw in draws])
        assert rarefied(np.array([counts]), size) == pytest.approx(expected, abs=1e-12)
    assert rarefied(np.array([counts]), len(said)) == pytest.approx(shannon(np.array([counts])), abs=1e-12)
    assert np.isnan(rarefied(np.array([counts]), len(said) + 1)).all()


def test_groups_of_different_size_are_compared_at_an_equal_number_of_statements():
    """Both draw from the same thirty sources; only one has ten times the articles."""
    rng = np.random.default_rng(1)
    few, many = (rng.multinomial(4, [1 / 30] * 30, size=size) for size in (6, 60))
    frames = [frames_of(few, "Few"), frames_of(many, "Many"), frames_of([[3, 1]], "One")]
    articles, statements = (pd.concat(part, ignore_index=True) for part in zip(*frames))
    table = source_diversity(statements, articles).set_index(["measure", "outlet"])
    seen, equal = table.loc["effective number of sources"], table.loc["effective number at equal size"]
    assert equal["size"].tolist() == [20, 20, pd.NA]
    assert seen.loc["Many", "value"] - seen.loc["Few", "value"] > 5
    assert equal.loc["Few", "low"] < equal.loc["Many", "value"] < equal.loc["Few", "high"]
    assert equal.loc["One", ["value", "low", "high"]].isna().all()


@pytest.mark.parametrize("counts", [[4, 1, 1], [10], [3, 3, 3], [1, 2]])
def test_the_entropy_is_that_of_scipy(counts):
    assert shannon(np.array([counts, counts])) == pytest.approx([entropy(counts)] * 2)


def test_corrections_raise_the_entropy_of_a_small_sample_and_not_that_of_a_large_one():
    small, large = np.array([[3, 1, 1, 1]]), np.array([[3000, 1000, 1000, 1000]])
    for correct in (chao_shen, miller_madow):
        assert correct(small) > shannon(small) + 0.1
        assert correct(large) == pytest.approx(shannon(large), abs=0.001)


def test_a_row_of_zeros_has_no_entropy():
    assert all(np.isnan(correct(np.array([[0, 0]]))).all() for correct in CORRECTIONS.values())


def test_only_the_jackknife_over_articles_comes_near_the_truth_when_few_speak_often_in_each():
    """Articles with three speakers and six statements each, drawn from 60 sources of unequal weight."""
    rng = np.random.default_rng(0)
    weights = 1 / np.arange(1, 61)
    weights /= weights.sum()
    found = {name: [] for name in ("jackknife", *CORRECTIONS)}
    covered = 0
    for _ in range(60):
        speakers = rng.choice(60, size=(40, 3), p=weights)
        said = np.take_along_axis(speakers, rng.integers(0, 3, size=(40, 6)), axis=1)
        counts = csr_array(np.array([np.bincount(row, minlength=60) for row in said]))
        for name, values in found.items():
            value, low, high = jackknifed(counts, name, 0.95)
            values.append(value - entropy(weights))
            covered += name == "jackknife" and low <= entropy(weights) <= high
    bias = {name: abs(np.mean(values)) for name, values in found.items()}
    assert min(bias, key=bias.get) == "jackknife"
    assert bias["jackknife"] < 0.1
    assert min(bias[name] for name in CORRECTIONS) > 0.15
    assert covered >= 50


def test_who_speaks_first_is_counted_by_article():
    firsts = first_speakers(STATEMENTS, ARTICLES, top=1)
    post = firsts[firsts["outlet"] == "Post"]
    assert post[["actor", "n_first", "n_articles"]].values.tolist() == [
        ["Ada Moss", 1, 2],
        ["other", 1, 2],
        ["unnamed", 0, 2],
    ]


def test_kinds_of_actors_can_be_asked_for_and_all_are_listed():
    firsts = first_speakers(STATEMENTS, ARTICLES, of="actor_kind").set_index(["outlet", "actor_kind"])
    assert firsts.loc[("Wire", "unnamed"), ["n_first", "share"]].tolist() == [1, 1]
    assert firsts.loc[("Wire", "document"), "n_first"] == 0
    assert np.isnan(firsts.loc[("Quiet", "person"), "share"])


def test_bad_options_are_named():
    with pytest.raises(ChoiceError, match="correction='best'"):
        source_diversity(STATEMENTS, ARTICLES, correction="best")
    with pytest.raises(ChoiceError, match="of='cue'"):
        first_speakers(STATEMENTS, ARTICLES, of="cue")
