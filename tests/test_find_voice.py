"""Whose words: outlet, direct or indirect for every token, the innermost statement, and how much of each there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus import count_words
from framing.find import Layout, Statement, Voices, exposure_of

O, D, I = "outlet", "direct", "indirect"  # noqa: E741
TEXT = "Lund said that Moss claimed the road was “ closed for good ” and left ."
#        0    1    2    3    4      5   6    7  8 9     10  11  12 13  14  15


def statement(text: str, *contents: str, number: int = 0, cue: str = "said", kind: str = "indirect") -> Statement:
    """A statement with these contents and this cue; what voices do not read is bland."""
    spans = tuple((text.index(content), text.index(content) + len(content)) for content in contents)
    at = text.index(cue) if cue else None
    return Statement(
        number=number, within=None, sentence=0, position=0.0, kind=kind, act="speech", cue=cue or None, cue_lemma=None,
        cue_start=at, cue_end=None if at is None else at + len(cue), stance="neutral", source=None, source_start=None,
        source_end=None, source_head=None, addressee=None, channel=None, content=" ".join(contents),
        content_start=spans[0][0], content_end=spans[-1][1], content_spans=spans,
        n_words=sum(count_words(content) for content in contents), negated=False, hedged=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def layout(make_tokens) -> Layout:
    return Layout.of(make_tokens(TEXT.split()))


OUTER = statement(TEXT, "that Moss claimed the road was “ closed for good ”")
INNER = statement(TEXT, "the road was “ closed for good ”", number=1, cue="claimed")


@pytest.mark.parametrize(
    ("statements", "voice", "inside"),
    [
        pytest.param([], [O] * 8 + [D] * 5 + [O] * 3, [None] * 16, id="quoted words are direct even unclaimed"),
        pytest.param([OUTER], [O] * 2 + [I] * 6 + [D] * 5 + [O] * 3, [None] * 2 + [0] * 11 + [None] * 3, id="one"),
        pytest.param(
            [OUTER, INNER],
            [O] * 2 + [I] * 6 + [D] * 5 + [O] * 3,
            [None] * 2 + [0] * 3 + [1] * 8 + [None] * 3,
            id="nested: the inner one has its words",
        ),
        pytest.param(
            [statement(TEXT, "that Moss", "was")],
            [O] * 2 + [I] * 2 + [O] * 3 + [I] + [D] * 5 + [O] * 3,
            [None] * 2 + [0] * 2 + [None] * 3 + [0] + [None] * 8,
            id="content in parts",
        ),
    ],
)
def test_voice_and_statement_of_every_token(layout: Layout, statements, voice: list[str], inside: list) -> None:
    voices = Voices.of(layout, statements)
    assert voices.voice == voice
    assert voices.statement == inside


def test_the_order_of_statements_does_not_matter(layout: Layout) -> None:
    assert Voices.of(layout, [INNER, OUTER]) == Voices.of(layout, [OUTER, INNER])


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(0, 0, (O, None), id="outside"),
        pytest.param(6, 6, (I, 1), id="inside"),
        pytest.param(9, 10, (D, 1), id="quoted"),
        pytest.param(1, 3, (I, 0), id="across the edge: where it ends"),
    ],
)
def test_voice_of_a_span(layout: Layout, first: int, last: int, expected: tuple) -> None:
    assert Voices.of(layout, [OUTER, INNER]).of_span(first, last) == expected


@pytest.mark.parametrize(
    ("kind", "scare"),
    [pytest.param("mixed", True, id="mixed: a phrase lifted out"), pytest.param("direct", False, id="direct: speech")],
)
def test_short_quotations_are_scare_quotes_unless_all_was_quoted(layout: Layout, kind: str, scare: bool) -> None:
    assert Voices.of(layout, [statement(TEXT, "“ closed for good ”", kind=kind)]).scare[10] is scare


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param([], {O: (10, 1, 0), D: (3, 1, 0), I: (0, 0, 0)}, id="no statement: zeros stand"),
        pytest.param([OUTER], {O: (4, 1, 1), D: (3, 1, 0), I: (6, 1, 0)}, id="one, cue in the outlet's voice"),
        pytest.param([OUTER, INNER], {O: (4, 1, 1), D: (3, 1, 0), I: (6, 1, 1)}, id="nested, cue in the source's"),
        pytest.param(
            [statement(TEXT, "“ closed for good ”", cue="", kind="direct")],
            {O: (10, 1, 1), D: (3, 1, 0), I: (0, 0, 0)},
            id="without a cue: the outlet reports",
        ),
    ],
)
def test_exposure_has_three_rows(layout: Layout, statements, expected: dict[str, tuple[int, int, int]]) -> None:
    rows = exposure_of(layout, Voices.of(layout, statements), statements)
    assert {row.voice: (row.n_words, row.n_sentences, row.n_statements) for row in rows} == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("It rained .", (0, 0), id="none"),
        pytest.param("The “ rebels ” left .", (1, 1), id="a short one in a clause"),
        pytest.param("“ The rebels have all left us now , ” she said .", (1, 0), id="a long one"),
        pytest.param("“ Go away ! ” she said .", (1, 0), id="short, but a sentence"),
        pytest.param("The “ so ‘ called ’ ” rebels left .", (1, 1), id="one inside another counts once"),
    ],
)
def test_quotations_and_the_short_ones_are_counted_in_the_row_of_direct(make_tokens, words, expected) -> None:
    layout = Layout.of(make_tokens(words.split()))
    rows = exposure_of(layout, Voices.of(layout, []), [])
    found = {row.voice: (row.n_quotations, row.n_short_quotations) for row in rows}
    assert found == {O: (0, 0), D: expected, I: (0, 0)}


def test_sentences_count_in_every_voice_that_they_hold(make_tokens) -> None:
    words = ["Rain", "fell", ".", "“", "No", ",", "”", "she", "said", "."]
    layout = Layout.of(make_tokens(words, sentence=[0] * 3 + [1] * 7))
    rows = exposure_of(layout, Voices.of(layout, []), [])
    assert [(row.voice, row.n_sentences) for row in rows] == [(O, 2), (D, 1), (I, 0)]


@given(words=st.lists(st.sampled_from(["a", "b-c", "“", "”", "‘", "’", "don't", ".", "😀", "\n", "_"]), max_size=25))
def test_the_voices_share_out_every_word(make_tokens, words: list[str]) -> None:
    layout = Layout.of(make_tokens(words))
    rows = exposure_of(layout, Voices.of(layout, []), [])
    assert sum(row.n_words for row in rows) == count_words(" ".join(words))
