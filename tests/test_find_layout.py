"""Where quotations, words and paragraphs lie over the tokens."""

from __future__ import annotations

import pytest

from framing.find import Layout
from framing.parse import Tokens


@pytest.fixture
def lay(make_tokens):
    def of(text: str, pos: dict[int, str] | None = None) -> Layout:
        words = text.split(" ")
        return Layout.of(make_tokens(words, pos=[(pos or {}).get(place, "") for place in range(len(words))]))

    return of


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("She said “ it is late ” twice", [-1, -1, 0, 0, 0, 0, 0, -1], id="marks included"),
        pytest.param("“ A ” and “ B ”", [0, 0, 0, -1, 1, 1, 1], id="two"),
        pytest.param(
            "“ He said ‘ no ’ , ” she said", [0, 0, 0, 0, 0, 0, 0, 0, -1, -1], id="one in another counts once"
        ),
        pytest.param("a “ ” mark “ B ”", [-1, -1, -1, -1, 0, 0, 0], id="an empty one counts for none"),
        pytest.param("no marks", [-1, -1], id="none"),
    ],
)
def test_quoted_says_which_outermost_quotation_a_token_is_in(lay, text: str, quoted: list[int]) -> None:
    assert lay(text).quoted == quoted


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        pytest.param("The “ experts ” met", "“ experts ”", id="one word"),
        pytest.param("It was a “ free and fair ” vote", "“ free and fair ”", id="three words"),
        pytest.param("“ Experts ” met", "“ Experts ”", id="first in the sentence"),
        pytest.param("“ Never again . ”", "", id="a sentence of its own"),
        pytest.param("He left . “ Never again ”", "", id="a phrase of its own"),
        pytest.param("He left . “ No ” .", "", id="the stop outside"),
        pytest.param("He called “ a very long and very winding road ” his", "", id="too long"),
        pytest.param("“ He said « experts » twice and left , ” she said", "« experts »", id="in a quotation"),
    ],
)
def test_scare_quotes_are_short_and_no_sentence(lay, text: str, scare: str) -> None:
    layout = lay(text)
    flagged = [word for word, flag in zip(text.split(" "), layout.scare) if flag]
    assert " ".join(flagged) == scare


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        pytest.param("one two", [0, 0], id="one"),
        pytest.param("one \n\n two", [0, 0, 1], id="a blank line belongs to the one before"),
        pytest.param("one \n two \n\n three", [0, 0, 1, 1, 2], id="a single line break parts too"),
    ],
)
def test_paragraphs(lay, text: str, paragraph: list[int]) -> None:
    assert lay(text).paragraph == paragraph


def test_paragraphs_part_where_the_break_is_in_no_token() -> None:
    columns = {name: ["", ""] for name in ("lower", "lemma", "pos", "tag", "dep", "entity", "morph")}
    tokens = Tokens("a\nb", [0, 2], [1, 3], head=[0, 1], sentence=[0, 0], entity_begins=[False, False], **columns)
    assert Layout.of(tokens).paragraph == [0, 1]


@pytest.mark.parametrize(
    ("word", "pos", "is_word"),
    [
        ("road", "NOUN", True),
        ("12", "NUM", True),
        ("U.S.", "PROPN", True),
        ("'s", "PART", True),
        ("é", "X", True),
        ("“", "PUNCT", False),
        ("--", "SYM", False),
        ("\n\n", "SPACE", False),
        ("…", "", False),
        ("😀", "X", False),
    ],
)
def test_words_hold_a_letter_or_digit(lay, word: str, pos: str, is_word: bool) -> None:
    assert lay(word, {0: pos}).words == [is_word]


@pytest.mark.parametrize(
    ("word", "ends"),
    [(".", True), ("?", True), ("!", True), ("…", True), ("\n\n", True), (",", False), ("”", False), ("end", False)],
)
def test_what_ends_a_sentence(lay, word: str, ends: bool) -> None:
    assert lay(f"x {word}").ends_sentence(1) is ends


def test_no_tokens_have_no_layout(lay, make_tokens) -> None:
    layout = Layout.of(make_tokens([]))
    assert (layout.outer, layout.quoted, layout.scare, layout.paragraph, layout.words) == ((), [], [], [], [])
