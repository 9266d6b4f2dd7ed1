"""Sentiment: the same scores as TextBlob's public call, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textblob import TextBlob

from framing.find.sentiment import sentiment

PIECES = (
    "good", "bad", "Very", "really", "not", "no", "never", "hardly", "utterly", "n't", "isn't", "can\u2019t", "a", "I",
    "an", "is", "road", "Road", "mayor's", "so-called", "U.S.", "Mr.", "Dr.", "e.g.", "etc.", "great.", "great!",
    "great!!!", "awful?", "(!)", "( !", ")", "(", "8", "18)", "8)", ":", ":)", ": (", "D", ":D", "X", "XD", "x-D", "s",
    "o.O", "<3", "\u2665", "...", "..", ".", ",", ";", "-", "--", "'", '"', "\u201c", "\u201d", "\u2018", "\u2019",
    "\n", "\n\n", "\r\n", "\t", "\u00a0", " ", "\x1c", "END-OF-SENTENCE", "not,", "(good)", "'good'", "3:3", "\u0130",
    "sm\u00f8rrebr\u00f8d", "\U0001f600", "http://ostrel.example/good", "100%", "$5", "#great", "@good", "damn",
    "so.", "o", "O.", "Keller.", "Moss's,", "Moss\u2019s.", "\u201cgood\u201d,", "bad.\u201d", "Med.", "Mm.", "_",
    "on", "don't", "x", "d", "sad.", "No.", "a.m.", "end-of-sentence",
)  # fmt: skip


def by_textblob(text: str) -> tuple[float, float]:
    found = TextBlob(text).sentiment
    return max(-1.0, min(1.0, found.polarity)), max(0.0, min(1.0, found.subjectivity))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "the road to Ostrel",
        "a good road",
        "not a good road",
        "never really good",
        "a very good road",
        "a very, very good road",
        "really not that good",
        "hardly not good",
        "It isn't good. It's great!",
        "It isn\u2019t good, she said.",
        "\u201cThis is awful,\u201d the mayor said: \u201cutterly awful!\u201d",
        "a great plan (!)",
        "a great plan ( ! )",
        "The plan is fine :-) and cheap :(",
        "at the age of 18) he left",
        "a plan:)good",
        "Malcolm X D said it was bad",
        "two\n\ngreat\n\nlines. And\r\nmore",
        "Mr. Keller of the U.S. called it nasty.",
        "END-OF-SENTENCE is a good word",
    ],
)
def test_the_scores_are_those_of_textblob(text: str) -> None:
    assert sentiment(text) == by_textblob(text)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(("", " ", " "))), max_size=20))
def test_the_scores_are_those_of_textblob_however_pieces_meet(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + space for piece, space in pieces)
    assert sentiment(text) == by_textblob(text)


@given(st.text(max_size=60))
def test_the_scores_are_those_of_textblob_for_any_characters(text: str) -> None:
    assert sentiment(text) == by_textblob(text)


@pytest.mark.parametrize(
    ("text", "sign"), [("a good plan", 1), ("an awful plan", -1), ("a plan", 0), ("not a good plan", -1)]
)
def test_words_of_praise_and_blame_are_told_apart(text: str, sign: int) -> None:
    polarity, _ = sentiment(text)
    assert (polarity > 0) - (polarity < 0) == sign
