"""One name for one person: which short names go to which full one, and which stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.find.names import surname, unified_names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Brook", "brook"),
        ("Brook", "brook"),
        ("Ada Al-Brook", "brook"),
        ("President Ada Brook", "brook"),
        (" Ada  Brook ", "brook"),
        ("BROOK", "brook"),
    ],
)
def test_surname(name: str, expected: str) -> None:
    assert surname(name) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["Brook", "Ada Brook"], {"Brook": "Ada Brook"}, id="to the only full name"),
        pytest.param(["Brook", "Ada Brook", "Tom Brook"], {"Brook": "Brook"}, id="two could be meant: it stays"),
        pytest.param(["Lund", "Ada Brook"], {"Lund": "Lund"}, id="no full name: it stays"),
        pytest.param(["Ada Brook", "Tom Brook"], {"Ada Brook": "Ada Brook", "Tom Brook": "Tom Brook"}, id="two people"),
        pytest.param(
            ["President Ada Brook", "Ada Brook", "Ada Brook", "Brook"],
            {"President Ada Brook": "Ada Brook", "Brook": "Ada Brook"},
            id="the commonest of longer and shorter",
        ),
        pytest.param(
            ["President Ada Brook", "Ada Brook"], {"President Ada Brook": "Ada Brook"}, id="a tie goes to the shorter"
        ),
    ],
)
def test_unified_names(names: list[str], expected: dict[str, str]) -> None:
    found = unified_names(names)
    assert {name: found[name] for name in expected} == expected


NAMES = st.lists(st.sampled_from(["Ada Brook", "Brook", "Tom Brook", "Dr Ada Brook", "Lund", "Eva Lund", "Al-Lund"]))


@given(NAMES)
def test_every_name_is_answered_by_one_of_the_names(names: list[str]) -> None:
    found = unified_names(names)
    assert set(found) == set(names)
    assert set(found.values()) <= set(names)


@given(NAMES)
def test_the_name_chosen_is_its_own(names: list[str]) -> None:
    found = unified_names(names)
    assert all(found[chosen] == chosen for chosen in found.values())


@given(NAMES, st.randoms())
def test_the_order_of_names_does_not_matter(names: list[str], random) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)
    assert unified_names(shuffled) == unified_names(names)
