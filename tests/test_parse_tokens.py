"""Tokens: the columns of a hand-built Doc, and what is read off its heads."""

from __future__ import annotations

import pickle
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from framing.parse import Tokens

VOCAB = English().vocab
WORDS = ["According", "to", "Ada", "Brook", "it", "Rained", ".", "She", "left", "."]


@pytest.fixture
def doc() -> Doc:
    return Doc(
        VOCAB,
        words=WORDS,
        spaces=[True, True, True, True, True, False, True, True, False, False],
        lemmas=["accord", "to", "Ada", "Brook", "it", "rain", ".", "she", "leave", "."],
        pos=["VERB", "ADP", "PROPN", "PROPN", "PRON", "VERB", "PUNCT", "PRON", "VERB", "PUNCT"],
        tags=["VBG", "IN", "NNP", "NNP", "PRP", "VBD", ".", "PRP", "VBD", "."],
        morphs=["_", "_", "Number=Sing", "Number=Sing", "_", "Tense=Past", "_", "_", "Tense=Past", "_"],
        heads=[5, 0, 3, 1, 5, 5, 5, 8, 8, 8],
        deps=["prep", "prep", "compound", "pobj", "nsubj", "ROOT", "punct", "nsubj", "ROOT", "punct"],
        ents=["O", "O", "B-PERSON", "I-PERSON", "O", "O", "O", "O", "O", "O"],
    )


@pytest.fixture
def tokens(doc: Doc) -> Tokens:
    return Tokens.of(doc)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("text", "According to Ada Brook it Rained. She left."),
        ("start", [0, 10, 13, 17, 23, 26, 32, 34, 38, 42]),
        ("end", [9, 12, 16, 22, 25, 32, 33, 37, 42, 43]),
        ("lower", [word.lower() for word in WORDS]),
        ("pos", ["VERB", "ADP", "PROPN", "PROPN", "PRON", "VERB", "PUNCT", "PRON", "VERB", "PUNCT"]),
        ("tag", ["VBG", "IN", "NNP", "NNP", "PRP", "VBD", ".", "PRP", "VBD", "."]),
        ("dep", ["prep", "prep", "compound", "pobj", "nsubj", "ROOT", "punct", "nsubj", "ROOT", "punct"]),
        ("head", [5, 0, 3, 1, 5, 5, 5, 8, 8, 8]),
        ("sentence", [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]),
        ("entity", ["", "", "PERSON", "PERSON", "", "", "", "", "", ""]),
        ("entity_begins", [False, False, True, False, False, False, False, False, False, False]),
        ("morph", ["_", "_", "Number=Sing", "Number=Sing", "_", "Tense=Past", "_", "_", "Tense=Past", "_"]),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_each_column_of_a_doc(tokens: Tokens, column: str, expected: object) -> None:
    assert getattr(tokens, column) == expected


def test_offsets_give_back_the_words(tokens: Tokens) -> None:
    assert [tokens.text[start:end] for start, end in zip(tokens.start, tokens.end)] == WORDS


def test_lemmas_are_lower_case_and_mended(tokens: Tokens) -> None:
    assert tokens.lemma == ["according", "to", "ada", "brook", "it", "rain", ".", "she", "leave", "."]


@pytest.mark.parametrize(
    ("word", "given", "lemma"), [("Hoped", "hop", "hope"), ("hop", "hop", "hop"), ("It", "", "it")]
)
def test_a_lemma_is_mended_or_falls_back_on_the_form(word: str, given: str, lemma: str) -> None:
    assert Tokens.of(Doc(VOCAB, words=[word], lemmas=[given])).lemma == [lemma]


def test_tokens_of_tokens_are_the_same_object(tokens: Tokens) -> None:
    assert Tokens.of(tokens) is tokens


def test_what_was_worked_out_does_not_travel(tokens: Tokens) -> None:
    assert tokens.words.keys.shape == (2, len(tokens) + 1)
    again = pickle.loads(pickle.dumps(tokens))
    assert columns_of(again) == columns_of(tokens)
    assert set(vars(again)) == set(columns_of(tokens))


def test_an_empty_doc_has_no_tokens() -> None:
    tokens = Tokens.of(Doc(VOCAB, words=[]))
    assert (len(tokens), tokens.text, tokens.sentences, tokens.edges) == (0, "", [], [])


def test_a_doc_without_annotation_is_one_sentence_of_roots() -> None:
    tokens = Tokens.of(Doc(VOCAB, words=["no", "parse", "here"]))
    assert (tokens.head, tokens.sentence, tokens.entity) == ([0, 1, 2], [0, 0, 0], ["", "", ""])


def test_sentence_starts_without_heads_are_kept() -> None:
    doc = Doc(VOCAB, words=["One", ".", "Two", "."], sent_starts=[True, False, True, False])
    assert Tokens.of(doc).sentence == [0, 0, 1, 1]


def columns_of(tokens: Tokens) -> dict[str, object]:
    return {field.name: getattr(tokens, field.name) for field in fields(tokens)}


def test_a_doc_made_again_has_the_same_columns(tokens: Tokens) -> None:
    assert columns_of(Tokens.of(tokens.to_doc(VOCAB))) == columns_of(tokens)


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        pytest.param([], {}, id="empty"),
        pytest.param(["a", "b"], {"spaces": [False, True]}, id="a space at the end"),
        pytest.param(["a", "\n\n", "b"], {"spaces": [False, False, False]}, id="a line break"),
        pytest.param(["😀", "\u200f\u05d0"], {}, id="emoji and right-to-left mark"),
        pytest.param(["a", "b", "c"], {"sent_starts": [True, True, False]}, id="sentences, no heads"),
        pytest.param(["a", "b", "c"], {"ents": ["B-ORG", "B-ORG", "I-ORG"]}, id="two names side by side"),
    ],
)
def test_a_doc_made_again_has_the_same_text_and_columns(words: list[str], columns: dict[str, list[object]]) -> None:
    doc = Doc(VOCAB, words=words, morphs=["_"] * len(words), **columns)
    tokens = Tokens.of(doc)
    again = tokens.to_doc(VOCAB)
    assert again.text == doc.text
    assert columns_of(Tokens.of(again)) == columns_of(tokens)


#      0 ── ROOT is 2; 1 hangs on 2, 0 on 1; 4 on 2, 3 and 5 on 4; 6 is a sentence of its own.
HEADS = [1, 2, 2, 4, 2, 4, 6]


@pytest.fixture
def tree(make_tokens) -> Tokens:
    return make_tokens(
        list("abcdefg"),
        head=HEADS,
        sentence=[0, 0, 0, 0, 0, 0, 1],
        dep=["det", "nsubj", "ROOT", "amod", "dobj", "prep", "ROOT"],
    )


def test_children_stand_in_text_order(tree: Tokens) -> None:
    assert tree.children == [[], [0], [1, 4], [], [3, 5], [], []]


def test_edges_are_the_ends_of_subtrees(tree: Tokens) -> None:
    assert tree.edges == [(0, 0), (0, 1), (0, 5), (3, 3), (3, 5), (5, 5), (6, 6)]


@pytest.mark.parametrize(("token", "below"), [(0, {0}), (1, {0, 1}), (2, {0, 1, 2, 3, 4, 5}), (4, {3, 4, 5}), (6, {6})])
def test_a_subtree_is_the_token_and_all_below(tree: Tokens, token: int, below: set[int]) -> None:
    found = list(tree.subtree(token))
    assert (set(found), len(found)) == (below, len(below))


@pytest.mark.parametrize(
    ("token", "deps", "found"),
    [
        pytest.param(2, ["dobj"], 4, id="one"),
        pytest.param(2, ["dobj", "nsubj"], 1, id="the first in the text, not in the list"),
        pytest.param(4, ["prep"], 5, id="after the token"),
        pytest.param(2, ["prep"], None, id="not a grandchild"),
        pytest.param(2, ["ROOT"], None, id="not itself"),
    ],
)
def test_child(tree: Tokens, token: int, deps: list[str], found: int | None) -> None:
    assert tree.child(token, *deps) == found


def test_sentences_are_half_open_ranges(tree: Tokens) -> None:
    assert tree.sentences == [(0, 6), (6, 7)]


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [
        pytest.param(0, 3, [0], id="one word"),
        pytest.param(1, 2, [0], id="inside a word"),
        pytest.param(0, 4, [0], id="the space after it is in no word"),
        pytest.param(3, 4, [], id="a space alone"),
        pytest.param(2, 5, [0, 1], id="parts of two"),
        pytest.param(0, 11, [0, 1, 2], id="all"),
        pytest.param(4, 100, [1, 2], id="beyond the end"),
        pytest.param(5, 5, [1], id="no characters, in a word"),
        pytest.param(4, 4, [], id="no characters, between words"),
    ],
)
def test_within_gives_the_tokens_that_characters_touch(make_tokens, start: int, end: int, touched: list[int]) -> None:
    tokens = make_tokens(["one", "two", "six"])
    assert list(range(*tokens.within(start, end))) == touched


def test_a_span_keeps_the_spacing(tokens: Tokens) -> None:
    assert tokens.span(5, 8) == "Rained. She left"


@st.composite
def forests(draw: st.DrawFn) -> list[int]:
    """Heads without cycles: token i hangs on itself or on one of those drawn before it, in a shuffled order."""
    order = draw(st.permutations(range(draw(st.integers(1, 15)))))
    heads = list(range(len(order)))
    for place, token in enumerate(order):
        heads[token] = order[draw(st.integers(0, place))]
    return heads


@given(heads=forests())
def test_edges_and_subtrees_agree_on_any_forest(make_tokens, heads: list[int]) -> None:
    tokens = make_tokens(["w"] * len(heads), head=heads)
    for token in range(len(heads)):
        below = set(tokens.subtree(token))
        assert tokens.edges[token] == (min(below), max(below))
        assert token in below


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("Rain fell .", "Rain fell .", id="the text that was parsed"),
        pytest.param("Rain  fell . Then the sun", "Rain fell .", id="another text is not taken"),
        pytest.param(None, "Rain fell .", id="none"),
    ],
)
def test_a_text_at_hand_is_taken_when_it_is_that_of_the_tokens(given: str | None, expected: str) -> None:
    doc = Doc(English().vocab, words=["Rain", "fell", "."], spaces=[True, True, False])
    assert Tokens.of(doc, text=given).text == expected
