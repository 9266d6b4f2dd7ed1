"""The figures of benchmarks/matching.py, on articles made by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from matching import PHRASES, drawn_lexicon, drawn_phrases, losses, ratios, times, vocabulary

POOLS = {1: [f"w{n}" for n in range(50)], 2: [f"w{n} x" for n in range(50)], 3: ["a b c"]}


def test_the_vocabulary_has_runs_of_letters_that_are_not_all_stop_words(make_tokens) -> None:
    articles = [make_tokens(["the", "mob", "of", "the", "7"]), make_tokens(["mob", "of"])]
    assert vocabulary(articles, {"the", "of"}) == {
        1: ["mob"],
        2: ["mob of", "the mob"],
        3: ["mob of the", "the mob of"],
    }


def test_each_length_has_its_share_of_the_entries() -> None:
    drawn = drawn_phrases(POOLS, 20, seed=1)
    assert [sum(len(phrase.split()) == length for phrase in drawn) for length in (1, 2, 3)] == [14, 4, 1]
    assert len(set(drawn)) == len(drawn)
    assert drawn == drawn_phrases(POOLS, 20, seed=1)
    assert drawn != drawn_phrases(POOLS, 20, seed=2)


def test_an_entry_for_each_phrase() -> None:
    assert [(term.id, term.lemma) for term in drawn_lexicon(["mob", "the mob"])] == [
        ("mob", ("mob",)),
        ("the-mob", ("the mob",)),
    ]


@pytest.mark.parametrize(
    ("theirs", "lost"),
    [
        pytest.param({(0, 1), (2, 4)}, (0, 0), id="none"),
        pytest.param({(0, 1)}, (1, 1), id="for a capital in it"),
        pytest.param({(2, 4), (1, 3)}, (1, 0), id="for another reason"),
        pytest.param(set(), (2, 1), id="all"),
    ],
)
def test_losses_and_those_to_casing(theirs, lost) -> None:
    assert losses([(0, 1), (2, 4)], theirs, ["mob", "the", "big", "Mob"]) == lost


def test_every_way_takes_every_batch_in_every_repeat() -> None:
    done: list[tuple[str, int]] = []
    taken = times({name: lambda batch, name=name: done.append((name, batch)) for name in ("a", "b")}, 2, 3)
    assert done == [("a", 0), ("b", 0)] * 3 + [("a", 1), ("b", 1)] * 3
    assert set(taken) == {"a", "b"}
    assert min(taken.values()) > 0


def test_a_ratio_above_one_is_in_our_favour() -> None:
    assert ratios({PHRASES: 3.0, "batches": 1.5, "docs": 6.0}) == {"batches": 2.0, "docs": 0.5}
