"""Blocks: the columns of several articles, and the articles again."""

from __future__ import annotations

import pickle
from dataclasses import fields

import numpy as np
import pytest
from hand_parsed import parsed
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lexicon.limits import head_of
from framing.parse import Tokens
from framing.parse.block import CODED, SEEN, Block
from framing.parse.packed import read_packed, write_packed
from framing.parse.words import Words

SKETCHES = (
    "The/det/1 rebels/nsubj/2/NOUN/rebel left/ROOT/2/VERB/leave ./punct/2",
    "",
    "Keller/nsubj/1/PROPN/Keller/PERSON don’t/ROOT/1 ¶ “/punct/4 Go/ROOT/4 ”/punct/4",
)


def articles() -> list[Tokens]:
    return [Tokens.of(parsed(sketch)) for sketch in SKETCHES]


def columns(tokens: Tokens) -> dict[str, object]:
    return {one.name: getattr(tokens, one.name) for one in fields(Tokens)}


def test_the_articles_come_back() -> None:
    block = Block.of(articles())
    assert [columns(block.tokens(number)) for number in range(len(block))] == [columns(one) for one in articles()]


def test_they_come_back_from_a_file(tmp_path) -> None:
    block = Block.of(articles())
    write_packed(tmp_path / "block.arrow", block.to_table())
    again = Block.of_table(read_packed(tmp_path / "block.arrow"), block.texts)
    assert [columns(again.tokens(number)) for number in range(3)] == [columns(one) for one in articles()]


@pytest.mark.parametrize("coded", [CODED, SEEN], ids=["with all columns", "without forms"])
def test_the_numbers_of_the_parser_make_the_same_block_as_the_lists(coded: tuple[str, ...]) -> None:
    told = [*articles(), Tokens.of(parsed("Moss/nsubj/1/PROPN/Moss/PERSON hoped/ROOT/1/VERB/hop so/advmod/1/ADV"))]
    told.append(Tokens.of(parsed("Hope/ROOT/0/NOUN/Hope hope/dep/0/NOUN/hope Hopes/dep/0/NOUN/")))  # one lemma
    lists = [pickle.loads(pickle.dumps(one)) for one in told]
    assert all(one.numbered for one in told)
    assert not any(one.numbered for one in lists)
    wanted, mixed = Block.of(lists, coded=coded), Block.of([*told[:2], *lists[2:]], coded=coded)
    for block in (Block.of(told, coded=coded), mixed):
        assert {name: (one.dtype, one.tolist()) for name, one in block.plain.items()} == {
            name: (one.dtype, one.tolist()) for name, one in wanted.plain.items()
        }
        for name, one in wanted.coded.items():
            assert (block.coded[name].codes.tolist(), block.coded[name].words) == (one.codes.tolist(), one.words)
            assert block.coded[name].table.equals(one.table)
        assert block.entity_begins.tolist() == wanted.entity_begins.tolist()
        assert block.bounds.tolist() == wanted.bounds.tolist()


@pytest.mark.parametrize(
    "texts", [("The rebels left.",), ("", "", ""), ("The rebels left.", "", "Keller")], ids=["fewer", "empty", "cut"]
)
def test_other_texts_are_told_from_its_own(texts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"articles|beyond"):
        Block.of_table(Block.of(articles()).to_table(), texts)


def test_some_of_its_articles() -> None:
    block = Block.of(articles())
    some = block.of_articles([2, 0])
    assert [columns(some.tokens(number)) for number in range(2)] == [columns(articles()[at]) for at in (2, 0)]
    assert some.head.tolist() == Block.of([articles()[2], articles()[0]]).head.tolist()
    assert block.of_articles([0, 1, 2]) is block
    assert len(block.of_articles([])) == 0


def test_its_words_are_those_of_the_articles() -> None:
    block, joined = Block.of(articles()), Words.joined([one.words for one in articles()])
    assert block.words.keys.tolist() == joined.keys.tolist()
    ends = np.cumsum([len(one.words.place) for one in articles()]) - 1
    assert block.words.place.take(ends).tolist() == block.bounds[1:].tolist()


@pytest.mark.parametrize("coded", [CODED, SEEN], ids=["with all columns", "without forms"])
@pytest.mark.parametrize("known", [True, False], ids=["as numbers", "as strings"])
def test_its_words_are_the_same_whatever_it_is_made_of(coded: tuple[str, ...], known: bool) -> None:
    told = articles() if known else [pickle.loads(pickle.dumps(one)) for one in articles()]
    block, joined = Block.of(told, coded=coded), Words.joined([one.words for one in articles()])
    assert [one.numbered is not None for one in told] == [known] * len(told)
    assert block.words.keys.tolist() == joined.keys.tolist()


def test_keys_of_words_do_not_travel() -> None:
    again = pickle.loads(pickle.dumps(Block.of(articles())))
    assert "words" not in vars(again)
    assert again.words.keys.tolist() == Block.of(articles()).words.keys.tolist()


@pytest.mark.parametrize("coded", [CODED, SEEN], ids=["with all columns", "without forms"])
def test_texts_of_stretches(coded: tuple[str, ...]) -> None:
    block = Block.of(articles(), coded=coded)
    assert tuple(block.coded) == coded
    assert block.spans(np.array([0, 1, 4, 4]), np.array([0, 2, 4, 5])).to_pylist() == [
        "The", "rebels left", "Keller", "Keller don’t",
    ]  # fmt: skip


def test_offsets_that_need_more_bytes_than_the_starts(make_tokens) -> None:
    tokens = make_tokens(["x" * 65_000, "y" * 1_000, "z"])
    block = Block.of([tokens])
    assert block.end(np.array([0, 1, 2])).tolist() == tokens.end
    assert block.spans(np.array([1]), np.array([2])).to_pylist() == [tokens.text[65_001:]]


@settings(max_examples=200, deadline=None)
@given(data=st.data(), size=st.integers(1, 8))
def test_heads_of_stretches(make_tokens, data, size) -> None:
    head = data.draw(st.lists(st.integers(0, size - 1), min_size=size, max_size=size))
    tokens = make_tokens(["x"] * size, head=head)
    block = Block.of([make_tokens(["a", "b"]), tokens])
    told = [(first, last) for first in range(size) for last in range(first, size)]
    first, last = (np.array(column) + 2 for column in zip(*told))
    assert (block.heads_of(first, last) - 2).tolist() == [head_of(tokens, *one) for one in told]


def test_who_governs_some_tokens() -> None:
    block = Block.of(articles())
    assert block.governing(np.array([0, 2])).nonzero()[0].tolist() == [1]  # a root governs itself only on paper
