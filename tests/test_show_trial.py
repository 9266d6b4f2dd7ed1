"""A text tried with a lexicon: what is hit, in whose voice, shown with its hits marked."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.errors import LexiconError
from framing.lexicon import Lexicon, Term
from framing.show import Trial, try_lexicon

CROWDS = Lexicon(
    "crowds", "1.0.0", "Crowds", categories={"crowd": "Many <people>.", "empty": "Nobody."},
    terms=(Term("mob", "crowd", lemma=("mob",)),),
)  # fmt: skip


def trial(text: str, *spans: tuple[int, int, str]) -> Trial:
    rows = [{"term": category, "category": category, "start": start, "end": end} for start, end, category in spans]
    return Trial(CROWDS, text, pd.DataFrame(rows, columns=["term", "category", "start", "end"]))


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("A mob ran.", [(2, 5, "crowd")], "A [mob] ran."),
        ("A mob ran.", [], "A mob ran."),
        ("", [], ""),
        ("mob mob", [(4, 7, "crowd"), (0, 3, "crowd")], "[mob] [mob]"),
        ("A mob ran.", [(2, 5, "crowd"), (2, 9, "crowd")], "A [mob ran]."),
    ],
)
def test_hits_stand_in_brackets(text: str, spans: list[tuple[int, int, str]], shown: str) -> None:
    assert str(trial(text, *spans)) == shown


def test_the_page_marks_hits_by_category_and_escapes_the_text() -> None:
    html = trial("<b>mob</b>", (3, 6, "crowd"))._repr_html_()
    assert "&lt;b&gt;<span" in html
    assert "mob</span>&lt;/b&gt;" in html
    assert "Many &lt;people&gt;." in html, "the category says what it means"
    assert "crowd (1)" in html
    assert "empty" not in html, "only categories that are hit"
    assert "no hits" in trial("A crowd.")._repr_html_()


@pytest.mark.model
def test_hits_with_their_voice() -> None:
    found = try_lexicon(CROWDS, "“The mob ran,” Keller said. No mob came. A “mob” sang.")
    assert found.frame[["text", "term", "category", "voice", "scare_quoted", "negated"]].values.tolist() == [
        ["mob", "mob", "crowd", "direct", False, False],
        ["mob", "mob", "crowd", "outlet", False, True],
        ["mob", "mob", "crowd", "direct", True, False],
    ]
    assert repr(found) == "<Trial of crowds 1.0.0: 3 hits>"


@pytest.mark.model
def test_a_lexicon_of_cues_gives_statements() -> None:
    found = try_lexicon("reporting-verbs", "The mayor claimed that the plan works.")
    assert found.frame[["text", "term", "category", "source", "kind"]].values.tolist() == [
        ["claimed", "claim", "doubting", "The mayor", "indirect"]
    ]
    assert "the plan works" in found.frame["content"].iloc[0]
    assert str(found) == "The mayor [claimed] that the plan works."


def test_a_lexicon_that_is_not_there_is_named() -> None:
    with pytest.raises(LexiconError, match="labels"):
        try_lexicon("labls", "A mob.")
