"""The examples of a lexicon are test cases: a wrong one is a problem, the built-in ones are right."""

from __future__ import annotations

import pytest

from framing.lexicon import (
    Examples,
    Lexicon,
    Term,
    builtin_lexicons,
    check_examples,
    lexicon_frame,
    load_lexicon,
    unmark,
)


def lexicon(*terms: Term, **options) -> Lexicon:
    return Lexicon("pets", "1.0.0", "Pets", terms=terms, **options)


def cat(**options) -> Term:
    return Term("cat", "animal", text=("cat", "tom cat"), file="pets.toml", line=8, **options)


@pytest.fixture
def parse(make_tokens):
    """Splits at spaces; the example sentences here have spaces before their stops."""

    def run(text: str):
        return make_tokens(text.split(" "))

    return run


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        pytest.param(cat(hits=("The [cat] sleeps .",)), None, id="hit"),
        pytest.param(cat(hits=("A [cat] and a [tom cat] .",)), None, id="two hits"),
        pytest.param(cat(misses=("The dog sleeps .",)), None, id="miss"),
        pytest.param(
            cat(hits=("The [dog] sleeps .",)),
            "does not hit 'dog' in 'The [dog] sleeps .': it hits nothing (other terms hit dog 'dog')",
            id="no hit",
        ),
        pytest.param(
            cat(hits=("The tom [cat] sleeps .",)),
            "does not hit 'cat' in 'The tom [cat] sleeps .': it hits 'tom cat'",
            id="hit of other words",
        ),
        pytest.param(
            cat(hits=("A [cat] and a [bird] .",)),
            "does not hit 'bird' in 'A [cat] and a [bird] .': it hits 'cat'",
            id="one of two",
        ),
        pytest.param(
            cat(misses=("The cat sleeps .",)), "hits 'cat' in the miss 'The cat sleeps .'", id="miss that is hit"
        ),
    ],
)
def test_an_example_that_fails_is_a_problem_of_its_term(parse, term: Term, problem: str | None) -> None:
    found = check_examples(lexicon(term, Term("dog", "animal", text=("dog",))), parse)
    assert [one.message for one in found] == ([problem] if problem else [])
    assert {(one.file, one.line, one.term) for one in found} <= {("pets.toml", 8, "cat")}


def test_examples_of_a_category_ask_for_any_of_its_terms(parse) -> None:
    pets = lexicon(
        cat(),
        Term("dog", "animal", text=("dog",)),
        Term("oak", "tree", text=("oak",)),
        examples="category",
        category_examples={
            "animal": Examples(("A [cat] .", "A [dog] .", "An [oak] ."), ("An oak .", "A dog ."), "pets.toml", 3)
        },
    )
    found = check_examples(pets, parse)
    assert [(one.term, one.line, one.message.split(":")[0]) for one in found] == [
        ("category animal", 3, "does not hit 'oak' in 'An [oak] .'"),
        ("category animal", 3, "hits 'dog' in the miss 'A dog .'"),
    ]


@pytest.mark.parametrize(("kind", "count"), [("cues", 0), ("terms", 1)])
def test_a_finder_of_ones_own_and_a_cue_that_covers_more_than_the_brackets(parse, kind: str, count: int) -> None:
    def find(tokens):
        yield "cat", 0, len(tokens.text)

    assert len(check_examples(lexicon(cat(hits=("The [cat] sleeps .",)), kind=kind), parse, find=find)) == count


@pytest.mark.parametrize(
    ("example", "text", "spans"),
    [
        ("A [b] c", "A b c", ((2, 3),)),
        ("[A] b [c d]", "A b c d", ((0, 1), (4, 7))),
        ("no brackets", "no brackets", ()),
    ],
)
def test_brackets_are_taken_out_and_remembered(example: str, text: str, spans) -> None:
    assert unmark(example) == (text, spans)


@pytest.mark.model
@pytest.mark.parametrize("name", [name for name in builtin_lexicons() if name != "reporting-verbs"])
def test_every_example_of_a_built_in_lexicon_of_terms_holds(nlp, name: str) -> None:
    lexicon = load_lexicon(name)
    assert lexicon.kind == "terms"
    assert [str(problem) for problem in check_examples(lexicon, nlp)] == []


def test_a_lexicon_as_a_table() -> None:
    frame = lexicon_frame(lexicon(cat(hits=("A [cat] .",), pos=("NOUN", "ADJ")), Term("dog", "animal", lemma=("dog",))))
    assert list(frame["form"]) == ["cat | tom cat", "dog"]
    assert list(frame["match"]) == ["text", "lemma"]
    assert frame.loc[0, ["id", "pos", "n_hits", "n_misses"]].tolist() == ["cat", "NOUN ADJ", 1, 0]
    assert frame.loc[1, ["pos", "source", "note"]].isna().all()
    assert frame.dtypes.astype(str).to_dict() == {
        name: "Int64" if name.startswith("n_") else "string" for name in frame.columns
    }


def test_a_lexicon_without_terms_is_a_table_without_rows() -> None:
    assert lexicon_frame(lexicon()).shape == (0, 12)
