"""Suggestions: words of a corpus made by hand that behave like the entries of a lexicon come first, with the reason."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hand_parsed import parsed

from framing.compare.gather import Seen, gather
from framing.compare.likeness import likeness, slot_fit
from framing.compare.log_odds import log_odds
from framing.compare.suggestions import suggest_from
from framing.compare.units import linked_to, slots_of, units_of
from framing.errors import ChoiceError, LexiconError
from framing.lexicon import Lexicon, Term
from framing.parse import Tokens

REBEL = Lexicon("mine", "1.0.0", "Mine", terms=(Term("rebel", "fighters", lemma=("rebel",)),))
CLAIM = Lexicon("cues", "1.0.0", "Cues", kind="cues", terms=(Term("claim", "doubting", lemma=("claim",)),))


def tokens(sketch: str) -> Tokens:
    return Tokens.of(parsed(sketch))


def fought(noun: str, verb: str) -> str:
    """A sentence: armed NOUNs VERB the army."""
    return f"Armed/amod/1/ADJ {noun}s/nsubj/2/NOUN/{noun} {verb}/ROOT/2/VERB the/det/4/DET army/dobj/2/NOUN ./punct/2"


def ate(noun: str) -> str:
    return f"Small/amod/1/ADJ {noun}s/nsubj/2/NOUN/{noun} eat/ROOT/2/VERB soft/amod/4/ADJ grass/dobj/2/NOUN ./punct/2"


SENTENCES = [
    *(fought(noun, verb) for noun in ("rebel", "militant") for verb in ("attack", "shell", "fight")),
    *(ate(noun) for noun in ("cow", "goat", "sheep", "horse") for _ in range(3)),
    "Rebels/nsubj/3/NOUN/rebel and/cc/0/CCONJ gunmen/conj/0/NOUN/gunman fled/ROOT/3/VERB/flee ./punct/3",
    *("Gunmen/nsubj/1/NOUN/gunman fled/ROOT/1/VERB/flee ./punct/1" for _ in range(2)),
]
CORPUS = [(f"doc{number}", tokens(sentence)) for number, sentence in enumerate(SENTENCES)]


def test_a_word_in_the_slots_of_an_entry_comes_before_one_in_others() -> None:
    table = suggest_from(REBEL, CORPUS)
    order = table["candidate"].tolist()
    assert order.index("militant") < min(order.index(animal) for animal in ("cow", "goat", "horse"))
    row = table.set_index("candidate").loc["militant"]
    assert (row["n"], row["n_docs"], row["pos"], row["nearest"], row["category"]) == (3, 3, "NOUN", "rebel", "fighters")
    assert row["why"].startswith("used like `rebel`: ")
    assert any(slot in row["why"] for slot in ("subject of attack", "subject of shell", "subject of fight"))


def test_a_word_that_is_coordinated_with_an_entry_says_so() -> None:
    row = suggest_from(REBEL, CORPUS).set_index("candidate").loc["gunman"]
    assert row["links"] == 1
    assert "coordinated or equated with `rebel` (1)" in row["why"]
    assert row["examples"].startswith("doc18:11-17 Rebels and [gunmen] fled."), "the telling place first"


def test_an_entry_and_what_is_rare_are_not_suggested() -> None:
    found = set(suggest_from(REBEL, CORPUS, fewest=3)["candidate"])
    assert "rebel" not in found
    assert "militant" in found
    assert "gunman" in found
    assert "militant" not in set(suggest_from(REBEL, CORPUS, fewest=4)["candidate"])


def test_phrases_that_share_a_word_with_an_entry() -> None:
    wing = "Armed/amod/1/ADJ wings/nsubj/2/NOUN/wing fled/ROOT/2/VERB/flee ./punct/2"
    lexicon = Lexicon("m", "1.0.0", "M", terms=(Term("armed-group", "x", lemma=("armed group",)),))
    known = wing.replace("wings", "groups").replace("/wing", "/group")
    row = suggest_from(lexicon, [("a", tokens(wing)), ("b", tokens(known))], fewest=1).set_index("candidate")
    assert row.loc["armed wing", "family"] == 1
    assert "armed group" not in row.index


def test_names_are_passed_over() -> None:
    text = "Rebels/nsubj/1/NOUN/rebel fled/ROOT/1/VERB/flee to/prep/1/ADP Ostrel/pobj/2/PROPN/ostrel/GPE ./punct/1"
    assert "ostrel" not in set(suggest_from(REBEL, [("a", tokens(text))], fewest=1)["candidate"])


def reported(verb: str) -> str:
    return (
        f"Keller/nsubj/1/PROPN/keller/PERSON {verb}ed/ROOT/1/VERB/{verb} that/mark/4/SCONJ rain/nsubj/4/NOUN "
        "fell/ccomp/1/VERB/fall ./punct/1"
    )


def test_for_cues_verbs_that_introduce_a_clause_come_first() -> None:
    plain = "Cows/nsubj/1/NOUN/cow graze/ROOT/1/VERB here/advmod/1/ADV ./punct/1"
    corpus = [(str(n), tokens(s)) for n, s in enumerate([reported("claim")] + [reported("bellow")] * 3 + [plain] * 5)]
    table = suggest_from(CLAIM, corpus)
    assert table["candidate"].tolist()[0] == "bellow"
    row = table.iloc[0]
    assert (row["reporting"], row["n"]) == (3, 3)
    assert row["reporting_low"] == pytest.approx(0.438, abs=0.001), "Wilson, 3 of 3"
    assert row["why"].startswith("reports in 3 of 3 (3 clause)")
    assert table.set_index("candidate").loc["graze", "reporting"] == 0


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [({"top": 0}, ChoiceError, "top=0"), ({"fewest": 0}, ChoiceError, "fewest=0")],
)
def test_bad_options_are_named(options, error, message) -> None:
    with pytest.raises(error, match=message):
        suggest_from(REBEL, CORPUS, **options)


@pytest.mark.parametrize("corpus", [[], [("a", tokens(ate("cow")))]])
def test_a_corpus_without_any_entry_teaches_nothing(corpus) -> None:
    with pytest.raises(LexiconError, match="no entry of `mine` occurs"):
        suggest_from(REBEL, corpus)


def test_no_candidate_gives_an_empty_table_with_its_columns() -> None:
    table = suggest_from(REBEL, CORPUS, fewest=1000)
    assert table.empty
    assert {"candidate", "score", "why", "examples"} <= set(table.columns)


def test_the_same_corpus_gives_the_same_table() -> None:
    pd.testing.assert_frame_equal(suggest_from(REBEL, CORPUS), suggest_from(REBEL, CORPUS))


@pytest.mark.parametrize(
    ("sketch", "phrases"),
    [
        ("armed/amod/1/ADJ groups/ROOT/1/NOUN/group", ["armed", "group", "armed group"]),
        (
            "right/amod/2/ADJ -/punct/2 wing/amod/3/ADJ voters/ROOT/3/NOUN/voter",
            ["right", "wing", "right - wing", "voter", "right - wing voter"],
        ),
        ("wave/ROOT/0/NOUN of/prep/0/ADP migrants/pobj/1/NOUN/migrant", ["wave", "wave of migrant", "migrant"]),
        ("he/nsubj/1/PRON 's/ROOT/1/AUX 12/attr/1/NUM", []),
        ("the/det/1/DET Ostrel/ROOT/1/PROPN/ostrel/GPE", []),
    ],
)
def test_words_and_phrases_of_a_text(sketch: str, phrases: list[str]) -> None:
    assert sorted(unit.phrase for unit in units_of(tokens(sketch))) == sorted(phrases)


def test_slots_are_told_in_words() -> None:
    text = tokens(
        "armed/amod/1/ADJ rebels/nsubj/4/NOUN/rebel and/cc/1/CCONJ thieves/conj/1/NOUN/thief "
        "fled/ROOT/4/VERB/flee to/prep/4/ADP town/pobj/5/NOUN"
    )
    assert set(slots_of(text, 1, 1, 1)) == {"subject of flee", "with armed", "and thief"}
    assert set(slots_of(text, 0, 1, 1)) == {"subject of flee", "and thief"}, "what lies inside is no slot"
    assert set(slots_of(text, 6, 6, 6)) == {"flee to"}
    assert list(linked_to(text, 3)) == [1]
    assert list(linked_to(text, 1)) == [3]


def test_the_known_terms_are_gathered_apart() -> None:
    found = gather(REBEL, CORPUS)
    assert found.known["rebel"].n == 4
    assert found.phrases["rebel"] == {"rebel": 4}
    assert ("rebel", "NOUN") not in found.units
    assert found.units["army", "NOUN"].near == 3


def slots(**counts: int) -> Seen:
    seen = Seen(n=sum(counts.values()))
    seen.slots.update(counts)
    return seen


def test_likeness_is_highest_for_the_same_slots() -> None:
    known = {"rebel": slots(a=5, b=5), "cow": slots(x=5, y=5)}
    found = likeness([slots(a=4, b=4), slots(x=4, y=4), slots(p=4, q=4), slots(a=4, q=4)], known)
    assert found.nearest[:2] == ["rebel", "cow"]
    assert found.score[2] == found.score[3] == 0, "no slot, or one alone, is shared"
    assert set(found.shared[0].split(", ")) == {"a", "b"}


def test_slot_fit_is_above_0_only_where_known_terms_are() -> None:
    fit = slot_fit([slots(a=4), slots(z=9)], {"rebel": slots(a=5)})
    assert fit[0] > 0
    assert fit[1] == 0


def test_log_odds_prefer_what_is_more_frequent_and_trust_what_is_seen_often() -> None:
    scores = log_odds(np.array([50, 5, 20, 0]), np.array([10, 1, 20, 0]), prior=10)
    assert scores[0] > scores[1] > 0
    assert scores[3] == 0
    assert log_odds(np.array([1, 2]), np.array([2, 1])) == pytest.approx(-log_odds(np.array([2, 1]), np.array([1, 2])))


def test_log_odds_are_those_of_the_equations() -> None:
    here, there, prior = np.array([8.0, 2.0]), np.array([3.0, 7.0]), 4.0
    pseudo = prior * (here + there) / 20
    own = [np.log((one[0] + pseudo[0]) / (10 + prior - one[0] - pseudo[0])) for one in (here, there)]
    expected = (own[0] - own[1]) / np.sqrt(1 / (8 + pseudo[0]) + 1 / (3 + pseudo[0]))
    assert log_odds(here, there, prior=prior)[0] == pytest.approx(expected)
