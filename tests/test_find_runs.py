"""Stretches of tokens that are names."""

from __future__ import annotations

import pytest
from hand_parsed import parsed

from framing.find import Layout
from framing.find.runs import NameRun, name_runs
from framing.parse import Tokens


def runs(sketch: str) -> list[NameRun]:
    """The names of a sketch."""
    return list(name_runs(Layout.of(Tokens.of(parsed(sketch)))))


@pytest.mark.parametrize(
    ("sketch", "names"),
    [
        pytest.param("Ada/compound/1/PROPN Moss/nsubj/2/PROPN left/ROOT/2/VERB", ["Ada Moss"], id="two words"),
        pytest.param("Moss/nsubj/1/PROPN left/ROOT/1/VERB early/advmod/1/ADV", ["Moss"], id="a verb ends it"),
        pytest.param(
            "Bashar/compound/2/PROPN al/compound/2/X Brook/nsubj/3/PROPN left/ROOT/3/VERB", ["Bashar al Brook"],
            id="a particle inside",
        ),
        pytest.param("al/compound/1/X Brook/nsubj/2/PROPN left/ROOT/2/VERB", ["al Brook"], id="a particle first"),
        pytest.param("al/compound/1/X dente/nsubj/2/NOUN is/ROOT/2/VERB", [], id="a particle without a name"),
        pytest.param(
            "Department/nsubj/4/PROPN/department/ORG of/prep/0/ADP/of/ORG Water/pobj/1/PROPN/water/ORG and/cc/2/CCONJ "
            "left/ROOT/4/VERB",
            ["Department of Water"], id="of inside a label",
        ),
        pytest.param("rain/nsubj/1/NOUN fell/ROOT/1/VERB", [], id="none"),
        pytest.param(
            "Moss/nsubj/1/PROPN left/ROOT/1/VERB and/cc/1/CCONJ Moss/nsubj/4/NOUN sang/conj/1/VERB", ["Moss", "Moss"],
            id="again, taken for a common word",
        ),
        pytest.param(
            "Moss/nsubj/1/PROPN left/ROOT/1/VERB moss/dobj/1/NOUN", ["Moss"], id="not where it is a common word"
        ),
        pytest.param(
            "Moss/nsubj/1/PROPN left/ROOT/1/VERB Moss’s/poss/3/NOUN hall/dobj/1/NOUN", ["Moss", "Moss"],
            id="again, with a possessive mark in the token",
        ),
        pytest.param(
            "O'Moss/nsubj/1/PROPN left/ROOT/1/VERB O’Moss/dobj/1/NOUN", ["O'Moss", "O'Moss"],
            id="again, with another apostrophe",
        ),
    ],
)  # fmt: skip
def test_names(sketch: str, names: list[str]) -> None:
    assert [run.name for run in runs(sketch)] == names


@pytest.mark.parametrize(
    ("sketch", "expected"),
    [
        ("Mayor/compound/2/PROPN Ada/compound/2/PROPN Moss/nsubj/3/PROPN left/ROOT/3/VERB", (0, 1, 2, ("mayor",))),
        ("former/amod/2/ADJ mayor/compound/2/NOUN Moss/nsubj/3/PROPN left/ROOT/3/VERB", (0, 2, 2, ("mayor",))),
        ("the/det/1/DET Moss/nsubj/2/PROPN left/ROOT/2/VERB", (1, 1, 1, ())),
    ],
)  # fmt: skip
def test_titles_stand_apart(sketch: str, expected: tuple[int, int, int, tuple[str, ...]]) -> None:
    (run,) = runs(sketch)
    assert (run.titled, run.first, run.last, run.titles) == expected


def test_what_stands_around_a_name_is_told() -> None:
    (run,) = runs(
        "the/det/3/DET Carvenian/compound/3/PROPN//ORG Red/compound/3/PROPN//ORG Cross/nsubj/7/PROPN//ORG (/punct/3 "
        "CRC/appos/3/NOUN )/punct/3 left/ROOT/7/VERB"
    )
    assert (run.name, run.head, run.article, run.abbreviation, run.acronym) == (
        "Carvenian Red Cross", 3, True, "crc", False
    )  # fmt: skip
    assert (run.parsed.family, run.family) == ("cross", "cross")
