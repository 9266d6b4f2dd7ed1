"""Hits of lexicon terms: their words, their voice, their statement, and what is said about them."""

from __future__ import annotations

import pytest
from hand_parsed import parsed
from test_find_voice import statement

from framing.find import Layout, Mention, Voices, find_mentions
from framing.lexicon import Lexicon, Matcher, Term
from framing.parse import Tokens

LABELS = Lexicon(
    "labels",
    "2.1.0",
    "Labels",
    terms=(
        Term("rebel", "fighters", lemma=("rebel",), referent="armed-opposition"),
        Term("freedom-fighter", "fighters", lemma=("freedom fighter",), referent="armed-opposition"),
        Term("regime", "rule", lemma=("regime",)),
    ),
)
DOUBTS = Lexicon("doubts", "1.0.0", "Doubts", terms=(Term("so-called", "doubt", text=("so - called",)),))
PLAIN = "The/det/1 rebels/nsubj/2/NOUN/rebel left/ROOT/2/VERB/leave ./punct/2"


def mentions(sketch: str, *statements: object, lexicon: Lexicon | Matcher = LABELS) -> list[Mention]:
    doc = parsed(sketch)
    voices = Voices.of(Layout.of(Tokens.of(doc)), statements)  # type: ignore[arg-type]
    return list(find_mentions(doc, lexicon=lexicon, voices=voices))


def test_a_mention_carries_the_term_the_place_and_the_voice() -> None:
    assert mentions(PLAIN) == [
        Mention(
            lexicon="labels",
            lexicon_version="2.1.0",
            term="rebel",
            category="fighters",
            text="rebels",
            start=4,
            end=10,
            sentence=0,
            voice="outlet",
            statement=None,
            scare_quoted=False,
            negated=False,
            referent="armed-opposition",
        )
    ]


@pytest.mark.parametrize(
    ("sketch", "texts"),
    [
        pytest.param(
            "freedom//1 fighters/nsubj/2/NOUN/fighter left/ROOT/2", ["freedom fighters"], id="a phrase is one"
        ),
        pytest.param("REBELS/nsubj/1/NOUN/rebel left/ROOT/1 rebels//1/NOUN/rebel", ["REBELS", "rebels"], id="each hit"),
        pytest.param("rebellious/amod/1/ADJ men/ROOT/1", [], id="part of a word is none"),
        pytest.param("nobody/nsubj/1 left/ROOT/1", [], id="none"),
    ],
)
def test_which_words_are_hit(sketch: str, texts: list[str]) -> None:
    assert [mention.text for mention in mentions(sketch)] == texts


SAID = "Lund/nsubj/1 said/ROOT/1/VERB/say rebels/nsubj/3/NOUN/rebel left/ccomp/1/VERB/leave the/det/5 regime/dobj/3"
SAID_TEXT = "Lund said rebels left the regime"


@pytest.mark.parametrize(
    ("sketch", "statements", "expected"),
    [
        pytest.param(SAID, [], [("outlet", None)] * 2, id="the outlet's own"),
        pytest.param(SAID, [statement(SAID_TEXT, "rebels left")], [("indirect", 0), ("outlet", None)], id="reported"),
        pytest.param(
            "The/det/2 “/punct/2 rebels/ROOT/2/NOUN/rebel ”/punct/2", [], [("direct", None)], id="quoted, by nobody"
        ),
        pytest.param(
            SAID,
            [statement(SAID_TEXT, "rebels left the regime"), statement(SAID_TEXT, "the regime", number=1)],
            [("indirect", 0), ("indirect", 1)],
            id="the innermost statement",
        ),
    ],
)
def test_whose_words_they_are(sketch: str, statements: list, expected: list) -> None:
    assert [(mention.voice, mention.statement) for mention in mentions(sketch, *statements)] == expected


@pytest.mark.parametrize(
    ("sketch", "scare"),
    [
        pytest.param("The/det/2 “/punct/2 rebels/nsubj/4/NOUN/rebel ”/punct/2 left/ROOT/4", True, id="quoted alone"),
        pytest.param("The “ brave rebels///NOUN/rebel ” left", True, id="quoted with another word"),
        pytest.param("The “ freedom///NOUN fighters///NOUN/fighter ” left", True, id="all of a phrase"),
        pytest.param("“ The rebels///NOUN/rebel left the town at noon , ” she said", False, id="in a sentence quoted"),
        pytest.param("The rebels///NOUN/rebel “ left ”", False, id="beside a quotation"),
    ],
)
def test_scare_quoted(sketch: str, scare: bool) -> None:
    assert [mention.scare_quoted for mention in mentions(sketch)] == [scare]


@pytest.mark.parametrize(
    ("sketch", "negated"),
    [
        pytest.param("It/nsubj/1 is/ROOT/1 a/det/3 regime/attr/1/NOUN", False, id="plain"),
        pytest.param("It/nsubj/1 is/ROOT/1 not/neg/1 a/det/4 regime/attr/1/NOUN", True, id="is not a"),
        pytest.param("It/nsubj/1 is/ROOT/1 no/det/3 regime/attr/1/NOUN", True, id="is no"),
        pytest.param("Not/neg/1 regime/ROOT/1/NOUN", True, id="on the word itself"),
        pytest.param("They/nsubj/3 did/aux/3 not/neg/3 back/ROOT/3 the/det/5 regime/dobj/3/NOUN", True, id="object"),
        pytest.param("The/det/1 regime/nsubj/4/NOUN did/aux/4 not/neg/4 fall/ROOT/4", False, id="subject"),
        pytest.param(
            "not/neg/2 freedom/compound/2/NOUN fighters/ROOT/2/NOUN/fighter", True, id="on the head of a phrase"
        ),
    ],
)  # fmt: skip
def test_negated(sketch: str, negated: bool) -> None:
    assert [mention.negated for mention in mentions(sketch)] == [negated]


def test_several_lexicons_come_in_text_order() -> None:
    sketch = "so/advmod/2 -/punct/2 called/amod/3 rebels/nsubj/4/NOUN/rebel left/ROOT/4"
    found = mentions(sketch, lexicon=Matcher(LABELS, DOUBTS))
    assert [(one.lexicon, one.lexicon_version, one.text) for one in found] == [
        ("doubts", "1.0.0", "so - called"),
        ("labels", "2.1.0", "rebels"),
    ]


def test_a_phrase_does_not_cross_paragraphs() -> None:
    assert mentions("freedom/ROOT/0/NOUN ¶ fighters/ROOT/2/NOUN/fighter") == []


def test_the_text_is_that_of_the_article() -> None:
    doc = parsed("“ Old/amod/3 freedom/compound/3/NOUN fighters/ROOT/3/NOUN/fighter ” ¶ regime/ROOT/6/NOUN")
    for mention in find_mentions(doc, lexicon=LABELS, voices=Voices.of(Layout.of(Tokens.of(doc)), [])):
        assert doc.text[mention.start : mention.end] == mention.text


def test_no_tokens_no_mentions() -> None:
    assert mentions("") == []
