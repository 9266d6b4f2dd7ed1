"""Negation of many stretches at once is what `is_negated` says of each."""

from __future__ import annotations

import numpy as np
import pytest
from hand_parsed import parsed
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.find.negation import is_negated
from framing.find.scope import Scope
from framing.parse import Tokens
from framing.parse.block import Block

WORDS = (
    "not",
    "no",
    "longer",
    "hardly",
    "nobody",
    "never",
    "only",
    "or",
    "and",
    "of",
    "without",
    "rebel",
    "n’t",
    "in",
    "way",
)
DEPS = (
    "neg", "det", "advmod", "preconj", "nsubj", "nsubjpass", "amod", "compound", "attr", "dobj", "xcomp", "npadvmod",
    "conj", "cc", "pobj", "pcomp", "prep", "ccomp",
)  # fmt: skip


@st.composite
def trees(draw):
    """The columns of an article whose tokens all hang on one root, in no particular order."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    head = list(range(size))
    for place, token in enumerate(order[1:], 1):
        head[token] = order[draw(st.integers(0, place - 1))]
    column = [draw(st.lists(st.sampled_from(values), min_size=size, max_size=size)) for values in (WORDS, DEPS)]
    return {"words": column[0], "dep": column[1], "head": head}


@settings(max_examples=500, deadline=None)
@given(columns=st.lists(trees(), min_size=1, max_size=3))
def test_it_says_of_every_stretch_what_is_negated_says(make_tokens, columns) -> None:
    articles = [make_tokens(**one) for one in columns]
    block = Block.of(articles)
    told = [
        (int(block.bounds[number]), first, last, is_negated(tokens, first, last))
        for number, tokens in enumerate(articles)
        for first in range(len(tokens))
        for last in range(first, min(len(tokens), first + 4))
    ]
    base, first, last = (np.array([one[place] for one in told]) for place in range(3))
    negated = Scope.of(block).negated(block.head, base + first, base + last)
    assert negated.tolist() == [one[3] for one in told]


@pytest.mark.parametrize(
    ("sketch", "negated"),
    [
        ("They/nsubj/3 did/aux/3 not/neg/3 back/ROOT/3 the/det/5 regime/dobj/3/NOUN", [3, 5]),
        ("It/nsubj/1 is/ROOT/1 not/neg/1 only/advmod/4 a/det/5 regime/attr/1/NOUN", []),
        ("None/nsubj/3 of/prep/0 rebels/pobj/1 left/ROOT/3", [2, 3]),
        ("without/prep/0 a/det/2 regime/pobj/0", [2]),
    ],
)
def test_words_in_the_scope_of_a_negation(sketch: str, negated: list[int]) -> None:
    tokens = Tokens.of(parsed(sketch))
    block, words = Block.of([tokens]), np.arange(len(tokens))
    found = Scope.of(block).negated(block.head, words, words).nonzero()[0].tolist()
    assert [word for word in found if tokens.dep[word] not in ("neg", "aux", "det", "advmod")] == negated


def test_no_tokens(make_tokens) -> None:
    block, none = Block.of([make_tokens([])]), np.zeros(0, np.intp)
    assert Scope.of(block).negated(block.head, none, none).tolist() == []
