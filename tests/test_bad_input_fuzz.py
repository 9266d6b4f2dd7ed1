"""A small seeded part of what ``benchmarks/fuzz.py`` runs by the ten thousand, and what that once found."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from fuzz import LONGEST, TARGETS, target
from fuzz_input import Choices

CASES = {"corpus": 60, "tables": 30, "quotes": 800, "statements": 200, "lexicon": 60, "html": 60}


@pytest.mark.parametrize("name", TARGETS)
def test_seeded_bytes_meet_no_error_but_the_suites_own(name: str) -> None:
    run, drawn = target(name), random.Random(6)
    for _ in range(CASES[name]):
        run(drawn.randbytes(drawn.randrange(LONGEST)))


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_quotation_marks_give_quotations_in_order(data: bytes) -> None:
    target("quotes")(data)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_parse_gives_rows_that_lie_in_the_text(data: bytes) -> None:
    target("statements")(data)


@given(st.binary(max_size=64), st.integers(1, 70_000))
def test_bytes_are_decisions_within_their_limits(data: bytes, limit: int) -> None:
    choices = Choices(data)
    assert all(0 <= choices.number(limit) < limit for _ in range(8))
    assert choices.rest() == data[8 * (1 if limit <= 256 else 3) :]
