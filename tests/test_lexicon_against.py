"""Warnings: what a lexicon does in a corpus and beside other lexicons that may not be meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from framing.lexicon import Lexicon, Term, check_against, check_overlap


def lexicon(*terms: Term, name: str = "mine", **options) -> Lexicon:
    placed = tuple(replace(term, file="m.toml", line=9) for term in terms)
    return Lexicon(name, "1.0.0", "Mine", terms=placed, **options)


@pytest.fixture
def tokens(make_tokens):
    """Six words with lemmas and tags as a tagger might give them."""
    words = ["Terrorist", "groups", "fled", "car", "bombs", "protesters"]
    tags = ["ADJ", "NOUN", "VERB", "NOUN", "NOUN", "NOUN"]
    lemmas = ["terrorist", "group", "flee", "car", "bomb", "protester"]
    return make_tokens(words, pos=tags, lemma=lemmas, head=[1, 2, 2, 4, 4, 4])


@pytest.mark.parametrize(
    ("term", "message"),
    [
        (Term("mob", "x", lemma=("mob",)), "matches nothing in 1 articles (6 tokens)"),
        (Term("group", "x", lemma=("group",), not_after=("terrorist",)), "matches nothing in 1 articles (6 tokens)"),
        (
            Term("terrorist", "x", lemma=("terrorist",), pos=("NOUN",)),
            "occurs 1 time, 1 of them tagged otherwise than NOUN: ADJ (1)",
        ),
        (
            Term("protest", "x", lemma=("protesters",)),
            "the lemma `protesters` never occurs, as a surface form it does 1 time with the lemma `protester`",
        ),
    ],
)
def test_an_entry_that_does_not_do_what_it_seems_to(term: Term, message: str, tokens) -> None:
    (problem,) = check_against(lexicon(term), [tokens])
    assert (problem.file, problem.line, problem.term, problem.severity) == ("m.toml", 9, term.id, "warning")
    assert problem.message == message
    assert str(problem).startswith(f"m.toml:9: warning: {term.id}: ")


@pytest.mark.parametrize("word", ["car", "bomb"])
def test_an_entry_that_a_longer_one_swallows(word: str, tokens) -> None:
    terms = Term(word, "x", lemma=(word,)), Term("car-bomb", "x", lemma=("car bomb",))
    (problem,) = check_against(lexicon(*terms), [tokens, tokens])
    assert problem.term == word
    assert problem.message == "all of its 2 matches go to a longer or an earlier entry: `car-bomb`"


def test_an_entry_that_is_swallowed_now_and_then_is_well(tokens, make_tokens) -> None:
    terms = Term("bomb", "x", lemma=("bomb",)), Term("car-bomb", "x", lemma=("car bomb",))
    assert check_against(lexicon(*terms), [tokens, make_tokens(["bombs"], lemma=["bomb"])]) == ()


@pytest.mark.parametrize(
    "term",
    [
        Term("group", "x", lemma=("group",)),
        Term("terrorist", "x", lemma=("terrorist",), pos=("NOUN", "ADJ")),
        Term("protester", "x", lemma=("protester", "protesters")),
        Term("protesters", "x", text=("protesters",)),
        Term("flee", "x", lemma=("flee",), pos=("VERB",)),
    ],
)
def test_an_entry_that_is_well_gives_no_warning(term: Term, tokens) -> None:
    assert check_against(lexicon(term), [tokens]) == ()


def test_a_tag_that_the_tagger_confuses_now_and_then(make_tokens) -> None:
    often = [make_tokens(["rebels"], lemma=["rebel"], pos=["NOUN"])] * 4
    wrong = make_tokens(["Rebels"], lemma=["rebel"], pos=["PROPN"])
    term = lexicon(Term("rebel", "x", lemma=("rebel",), pos=("NOUN",)))
    assert check_against(term, [*often, wrong]) == (), "one in five"
    (problem,) = check_against(term, [*often, wrong, wrong])
    assert problem.message == "occurs 6 times, 2 of them tagged otherwise than NOUN: PROPN (2)"


def test_another_word_of_the_same_form_is_no_confusion(make_tokens) -> None:
    verbs = [make_tokens(["claims"], lemma=["claim"], pos=["VERB"])] * 2
    nouns = [make_tokens(["claims"], lemma=["claim"], pos=["NOUN"])] * 3
    assert check_against(lexicon(Term("claim", "x", lemma=("claim",), pos=("VERB",))), [*verbs, *nouns]) == ()


def test_a_cue_that_introduces_nothing(make_tokens) -> None:
    def nothing(tokens):
        return iter(())

    said = make_tokens(["They", "claimed"], lemma=["they", "claim"], pos=["PRON", "VERB"])
    (problem,) = check_against(lexicon(Term("claim", "doubting", lemma=("claim",)), kind="cues"), [said], find=nothing)
    assert problem.message == "stands in the corpus 1 time, but introduces no statement there"


OTHER = lexicon(Term("crowd", "x", lemma=("mob", "crowd")), Term("riot", "x", lemma=("riot",), pos=("NOUN",)), name="o")


@pytest.mark.parametrize(
    ("mine", "messages"),
    [
        (lexicon(Term("mob", "x", lemma=("mob",))), ["`mob` is also in o (crowd)"]),
        (lexicon(Term("mob", "x", text=("mob", "crowd"))), ["`mob`, `crowd` are also in o (crowd)"]),
        (lexicon(Term("riot", "x", lemma=("riot",))), ["`riot` is also in o (riot)"]),
        (lexicon(Term("riot", "x", lemma=("riot",), pos=("VERB",))), []),
        (lexicon(Term("throng", "x", lemma=("throng",))), []),
        (lexicon(Term("mob", "x", lemma=("mob",)), extends="o 1.0.0"), []),
        (lexicon(Term("mob", "x", lemma=("mob",)), name="o"), []),
        (lexicon(Term("mob", "x", lemma=("mob",)), extends="b 1.0.0", file="m.toml"), ["`mob` is also in o (crowd)"]),
        (lexicon(Term("mob", "x", lemma=("mob",)), extends="b 1.0.0", file="mine.toml"), []),  # an entry of the base
        (lexicon(Term("mob", "neutral", lemma=("mob",)), kind="cues"), []),
    ],
)
def test_overlap_with_another_lexicon(mine: Lexicon, messages: list[str]) -> None:
    found = check_overlap(mine, [OTHER])
    assert [problem.message for problem in found] == messages
    assert {problem.severity for problem in found} <= {"warning"}
