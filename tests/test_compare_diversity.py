"""Balance of sources: entropy corrected for sample size, the loudest, the unnamed, and who speaks first."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.stats import entropy
from test_compare_frames import articles_of, statements_of

from framing.compare import first_speakers, source_diversity
from framing.compare.diversity import CORRECTIONS, chao_shen, jackknifed, miller_madow, shannon
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
    post = measured("Post", correction="none")
    assert post["value"].tolist() == pytest.approx([entropy([2, 1]), np.exp(entropy([2, 1])), 2 / 3, 1 / 4])
    assert post[["numerator", "denominator", "n_articles"]].values.tolist() == [
        [2, 3, 2],
        [2, 3, 2],
        [2, 3, 2],
        [1, 4, 2],
    ]
    assert post.loc["share of the top source", "source"] == "Ada Moss"


def test_an_outlet_without_named_sources_has_no_diversity():
    wire = measured("Wire")
    assert wire["value"].isna().tolist() == [True, True, True, False]
    assert wire.loc["share unnamed", "value"] == 1
    assert measured("Quiet")["value"].isna().all()


def test_one_article_has_an_estimate_and_no_interval():
    counts = csr_array(np.array([[2, 1]]))
    value, low, high = jackknifed(counts, "miller-madow", 0.95)
    assert value == pytest.approx(entropy([2, 1]) + 1 / 6)
    assert np.isnan([low, high]).all()


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
