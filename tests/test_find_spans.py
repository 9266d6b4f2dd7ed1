"""Sets of tokens as runs: what is joined, what is trimmed, what is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.find import Layout
from framing.find.spans import runs_of, trim, words_in

TEXT = "He said , “ it is ( very late ) ” , but left ."
#        0    1  2 3  4  5  6  7    8   9 10 11 12  13  14


@pytest.fixture(scope="module")
def layout(make_tokens) -> Layout:
    return Layout.of(make_tokens(TEXT.split()))


@pytest.mark.parametrize(
    ("members", "runs"),
    [
        pytest.param([0, 1], [(0, 1)], id="neighbours"),
        pytest.param([1, 0, 1], [(0, 1)], id="in any order, twice"),
        pytest.param([0, 12], [(0, 0), (12, 12)], id="a gap of words parts"),
        pytest.param([1, 4, 5], [(1, 5)], id="a gap of punctuation does not"),
        pytest.param([2, 12, 13], [(12, 13)], id="a run without a word is dropped"),
        pytest.param([], [], id="nothing"),
        pytest.param([2, 14], [], id="punctuation alone"),
    ],
)
def test_runs(layout: Layout, members: list[int], runs: list[tuple[int, int]]) -> None:
    assert list(runs_of(layout, members)) == runs


@pytest.mark.parametrize(
    ("first", "last", "trimmed"),
    [
        pytest.param(1, 2, (1, 1), id="a comma at the end"),
        pytest.param(11, 14, (12, 13), id="punctuation at both ends"),
        pytest.param(2, 11, (3, 10), id="marks stay with their quotation"),
        pytest.param(4, 8, (4, 9), id="a bracket is closed"),
        pytest.param(7, 9, (7, 8), id="a bracket that was not opened is none"),
        pytest.param(14, 14, None, id="a full stop"),
        pytest.param(3, 3, None, id="a mark alone"),
    ],
)
def test_trim(layout: Layout, first: int, last: int, trimmed: tuple[int, int] | None) -> None:
    assert trim(layout, first, last) == trimmed


@pytest.mark.parametrize(("runs", "count"), [([(0, 1)], 2), ([(2, 3)], 0), ([(0, 0), (12, 14)], 3), ([], 0)], ids=str)
def test_words_in_runs(layout: Layout, runs: list[tuple[int, int]], count: int) -> None:
    assert words_in(layout, runs) == count


@given(members=st.sets(st.integers(0, 14)))
def test_runs_are_in_order_apart_and_hold_every_word(layout: Layout, members: set[int]) -> None:
    runs = runs_of(layout, members)
    held = [token for first, last in runs for token in range(first, last + 1)]
    assert held == sorted(set(held))
    assert {token for token in held if layout.words[token]} == {token for token in members if layout.words[token]}
