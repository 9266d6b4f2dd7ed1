"""Who is present to a reader: whom a pronoun takes up, and who is forgotten."""

from __future__ import annotations

import pytest

from framing.find.cast import DOCUMENT, GROUP, ORGANISATION, PERSON, UNNAMED, Member
from framing.find.nouns import FEMININE, MASCULINE
from framing.find.presence import MEMORY, Fits, Presence, feminine, many, masculine, neuter, person


def described(noun: str, *, plural: bool = False) -> Member:
    """Somebody whom only a noun tells of."""
    member = Member(noun, UNNAMED, plural=plural)
    member.noun = noun
    return member


@pytest.mark.parametrize(
    ("members", "fits", "expected"),
    [
        pytest.param([Member("Ada Moss", PERSON, FEMININE)], masculine, None, id="he is no woman"),
        pytest.param([Member("Ada Moss", PERSON, FEMININE)], feminine, "Ada Moss", id="she"),
        pytest.param(
            [Member("Keller", PERSON), Member("Tom Lund", PERSON, MASCULINE)], masculine, "Tom Lund", id="the surer one"
        ),
        pytest.param([Member("Carvenia", ORGANISATION, MASCULINE)], masculine, None, id="he is no body"),
        pytest.param([described("adviser")], feminine, "adviser", id="a noun for people"),
        pytest.param([described("lamp")], feminine, None, id="a noun for things"),
        pytest.param([described("adviser")], person, None, id="nobody named"),
        pytest.param(
            [Member("Carvenia", ORGANISATION), described("guards", plural=True)], many, "guards", id="they are several"
        ),
        pytest.param([Member("Carvenia", ORGANISATION)], many, "Carvenia", id="they for a body"),
        pytest.param([Member("the report", DOCUMENT)], many, None, id="a report is not they"),
        pytest.param([Member("the report", DOCUMENT)], neuter, "the report", id="a report is it"),
        pytest.param([Member("Ostrelians", GROUP, plural=True)], neuter, None, id="a people is not it"),
    ],
)
def test_whom_a_pronoun_takes_up(members: list[Member], fits: Fits, expected: str | None) -> None:
    present = Presence()
    for member in members:
        present.meet(member, 0, 1.0)
    best = present.heaviest(0, fits)
    assert (best and best.name) == expected


def test_each_sentence_halves_the_weight_and_a_mention_adds_to_it() -> None:
    present, keller = Presence(), Member("Keller", PERSON)
    present.meet(keller, 0, 1.0)
    present.meet(keller, 2, 1.0)
    assert present.weight(keller, 2) == 1.25
    assert present.weight(keller, 3) == 0.625


def test_of_two_alike_the_first_is_taken_up_unless_it_stands_beside() -> None:
    present, keller, lund = Presence(), Member("Keller", PERSON), Member("Lund", PERSON)
    present.meet(keller, 0, 1.0)
    present.meet(lund, 0, 1.0)
    assert present.heaviest(0, masculine) is keller
    assert present.heaviest(0, masculine, [keller]) is lund


def test_who_has_been_away_too_long_is_forgotten_and_comes_back_as_the_last() -> None:
    present, keller, lund = Presence(), Member("Keller", PERSON), Member("Lund", PERSON)
    present.meet(keller, 0, 1.0)
    present.meet(lund, 1, 1.0)
    assert present.heaviest(MEMORY + 1, masculine) is lund
    assert present.members == [lund]
    present.meet(keller, MEMORY + 1, 1.0)
    assert present.members == [lund, keller]
    assert present.weight(keller, MEMORY + 1) == 1.0


def test_descriptions_and_bodies_are_forgotten_too() -> None:
    present, guard, union = Presence(), described("guard"), Member("Miners' Union", ORGANISATION)
    present.meet(guard, 0, 1.0)
    present.meet(union, 0, 1.0)
    assert (present.described("guard"), present.bodies) == ([guard], [union])
    assert present.described("mayor") == []
    assert present.heaviest(MEMORY + 1, neuter) is None
    assert (present.described("guard"), present.bodies) == ([], [])
