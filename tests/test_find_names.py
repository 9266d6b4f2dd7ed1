"""One name for one person: which short names go to which full one, and which stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.find.names import body_key, initials, parse_name, surname, unified_bodies, unified_names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Brook", "brook"),
        ("Brook", "brook"),
        ("Ada Al-Brook", "brook"),
        ("President Ada Brook", "brook"),
        (" Ada  Brook ", "brook"),
        ("BROOK", "brook"),
        ("Bashar al-Brook", "brook"),
        ("Carla de Brook", "brook"),
        ("Ada Brook Jr.", "brook"),
        ("Ada Brook's", "brook"),
        ("Ada Lund-Brook", "lund-brook"),
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
            ["Barack Obama", "Barack Obama", "President Obama", "Mr. Obama", "Obama"],
            dict.fromkeys(["President Obama", "Mr. Obama", "Obama"], "Barack Obama"),
            id="titles with the surname alone",
        ),
        pytest.param(
            ["Ada Brook", "Tom Brook", "Mr. Brook", "Brook", "Brook"],
            {"Mr. Brook": "Brook", "Brook": "Brook", "Tom Brook": "Tom Brook"},
            id="short names of nobody in particular stay together",
        ),
        pytest.param(
            ["A. Brook", "Ada Brook", "Tom Brook"], {"A. Brook": "Ada Brook", "Tom Brook": "Tom Brook"}, id="an initial"
        ),
        pytest.param(["J. Brook", "Jane Brook", "John Brook"], {"J. Brook": "J. Brook"}, id="an initial of two"),
        pytest.param(["Joe Brook", "Joseph Brook"], {"Joe Brook": "Joe Brook", "Joseph Brook": "Joe Brook"}, id="Joe"),
        pytest.param(["Tom H. Brook", "Tom W. Brook"], {"Tom H. Brook": "Tom H. Brook"}, id="two middle names"),
        pytest.param(["Tom Brook Jr.", "Tom Brook Sr."], {"Tom Brook Jr.": "Tom Brook Jr."}, id="father and son"),
        pytest.param(
            ["Ada al-Brook", "Ada Al-Brook", "Ada Al-Brook"], {"Ada al-Brook": "Ada Al-Brook"}, id="a particle's case"
        ),
        pytest.param(
            ["President Ada Brook", "Ada Brook"], {"President Ada Brook": "Ada Brook"}, id="a tie goes to the shorter"
        ),
    ],
)
def test_unified_names(names: list[str], expected: dict[str, str]) -> None:
    found = unified_names(names)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], "Ada Brook", id="the only one"),
        pytest.param(["Tom Brook"], "Ada Brook", id="one of twenty-one is another"),
        pytest.param(["Tom Brook"] * 3, "Brook", id="one in eight is another"),
    ],
)
def test_a_bare_family_name_goes_to_whom_nearly_all_full_names_mean(others: list[str], expected: str) -> None:
    assert unified_names(["Ada Brook"] * 20 + ["Brook"] * 30 + others)["Brook"] == expected


def test_few_full_names_do_not_settle_whom_the_family_name_means() -> None:
    assert unified_names(["Ada Brook"] * 9 + ["Brook", "Tom Brook"])["Brook"] == "Brook"


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


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Ada Brook", "Ada T. Brook", True),
        ("Ada Brook", "Brook", True),
        ("Dr. Ada Brook", "A. Brook", True),
        ("Tom Brook", "Thomas Brook", True),
        ("Paul Brook", "Paula Brook", False),
        ("Ada Brook", "Ada Lund", False),
        ("Tom Brook Jr.", "Tom Brook", True),
        ("Tom Brook Jr.", "Tom Brook III", False),
    ],
)
def test_names_that_can_be_one_persons(one: str, other: str, agree: bool) -> None:
    assert parse_name(one).agrees(parse_name(other)) is agree
    assert parse_name(other).agrees(parse_name(one)) is agree


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Department of Dams", "Dams Department", True),
        ("U.N.", "UN", True),
        ("Red Cross", "Red Crescent", False),
    ],
)
def test_spellings_of_a_body(one: str, other: str, same: bool) -> None:
    assert (body_key(one) == body_key(other)) is same


@pytest.mark.parametrize(
    ("name", "expected"), [("Carvenian Red Cross", "crc"), ("the United Nations", "un"), ("Ostrel", ""), ("", "")]
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["UN", "United Nations"], {"UN": "United Nations"}, id="an abbreviation"),
        pytest.param(["CRC", "Carvenian Red Cross", "Carvenian Rail Company"], {"CRC": "CRC"}, id="of two bodies"),
        pytest.param(["Ostrel", "Carvenia"], {"Ostrel": "Ostrel", "Carvenia": "Carvenia"}, id="two places"),
        pytest.param(
            ["Department of Dams", "Dams Department", "Dams Department"],
            {"Department of Dams": "Dams Department"},
            id="the commonest spelling",
        ),
    ],
)
def test_unified_bodies(names: list[str], expected: dict[str, str]) -> None:
    found = unified_bodies(names)
    assert {name: found[name] for name in expected} == expected
