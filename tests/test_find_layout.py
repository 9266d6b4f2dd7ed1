"""Where quotations, words and paragraphs lie over the tokens."""

from __future__ import annotations

import pickle

import pytest
from hand_parsed import parsed

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


def test_words_are_the_same_whether_the_parse_is_at_hand_as_numbers_or_not() -> None:
    told = Tokens.of(parsed("Moss/nsubj/1/PROPN hoped/ROOT/1/VERB 's/dep/1/PART '/punct/1/PUNCT $5/dep/1/NUM"))
    kept = pickle.loads(pickle.dumps(told))
    assert (told.numbered is None, kept.numbered is None) == (False, True)
    for layout in (Layout.of(told), Layout.of(kept)):
        assert layout.words == [True, True, True, False, True]
        assert layout.words_before == [0, 1, 2, 3, 3, 4]


@pytest.mark.parametrize(
    ("word", "ends"),
    [(".", True), ("?", True), ("!", True), ("…", True), ("\n\n", True), (",", False), ("”", False), ("end", False)],
)
def test_what_ends_a_sentence(lay, word: str, ends: bool) -> None:
    assert lay(f"x {word}").ends_sentence(1) is ends


@pytest.mark.parametrize(
    "text",
    [
        "no marks",
        "“ A ” and “ B c ” d",
        "She said “ it is late ”",
        "“ He said ‘ no ’ , ” “ then ” left",
        'a"b "c" d " e f"g',
    ],
)
def test_quoted_words_are_counted_up_to_every_token(lay, text: str) -> None:
    layout = lay(text)
    quoted = [word and number >= 0 for word, number in zip(layout.words, layout.quoted)]
    assert layout.quoted_before == [sum(quoted[:place]) for place in range(len(quoted) + 1)]


@pytest.mark.parametrize(
    ("text", "in_speech"),
    [
        pytest.param("The “ experts ” met", [False] * 5, id="a scare quote"),
        pytest.param("“ It is late . ” she said", [True] * 6 + [False] * 2, id="a sentence"),
    ],
)
def test_speech_is_a_quotation_too_long_for_a_scare_quote(lay, text: str, in_speech: list[bool]) -> None:
    assert lay(text).in_speech == in_speech


def test_quotations_that_share_a_token_count_its_words_once() -> None:
    columns = {name: [""] * 3 for name in ("lemma", "pos", "tag", "dep", "entity", "morph")}
    tokens = Tokens(
        '"a b""c d"', [0, 3, 8], [2, 7, 10], lower=['"a', 'b""c', 'd"'], head=[0, 1, 2], sentence=[0, 0, 0],
        entity_begins=[False] * 3, **columns,
    )  # fmt: skip
    layout = Layout.of(tokens)
    assert (len(layout.outer), layout.quoted_before) == (2, [0, 1, 2, 3])


def test_no_tokens_have_no_layout(lay, make_tokens) -> None:
    layout = Layout.of(make_tokens([]))
    assert (layout.outer, layout.quoted, layout.scare, layout.paragraph, layout.words) == ((), [], [], [], [])
