"""How actors are called: the form of each mention and the words that stand with it."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from framing.find import Layout, Voices, find_naming, find_statements
from framing.find.actors import find_actors
from framing.find.rows import Naming
from framing.parse import Tokens
from framing.values import FORMS

pytestmark = pytest.mark.model


def naming(doc: Doc) -> list[Naming]:
    layout = Layout.of(Tokens.of(doc))
    statements = list(find_statements(doc))
    return list(find_naming(layout, find_actors(layout, statements), Voices.of(layout, statements)))


FORMS_OF = [
    pytest.param(
        "President Anna Keller met Paul Moss. Keller said that she would stay. The president left.",
        "Anna Keller",
        [("President Anna Keller", "title"), ("Keller", "bare name"), ("she", "pronoun"), ("The president", "role")],
        id="title, name, pronoun, role",
    ),
    pytest.param(
        "Paul Moss said the dam was safe. The 57-year-old said it held.",
        "Paul Moss",
        [("Paul Moss", "bare name"), ("The 57-year-old", "epithet")],
        id="epithet",
    ),
    pytest.param(
        "Anna Keller and Paul Moss said the dam was safe.",
        "Anna Keller",
        [("Anna Keller", "bare name")],
        id="two who speak together are named one by one",
    ),
    pytest.param("Far-right leader Anna Keller left.", "Anna Keller", [("Far-right leader Anna Keller", "title")],
                 id="a word with a hyphen is not cut"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "expected"), FORMS_OF)
def test_the_form_of_each_mention(docs: dict[str, Doc], text: str, actor: str, expected: list) -> None:
    rows = naming(docs[text])
    assert [(row.text, row.form) for row in rows if row.actor == actor] == expected
    assert not [row for row in rows if " and " in row.actor]


MODIFIERS = [
    ("The embattled president, Ada Brook, left.", "The embattled president", "embattled"),
    ("Brook, a former miner, wept. Ada Brook left.", "Brook", "former miner"),
    ("They met hardline cleric Paul Moss.", "Paul Moss", "hardline cleric"),
    ("Far-right leader Anna Keller left.", "Far-right leader Anna Keller", "far-right"),
    ("Vice President Paul Moss left.", "Vice President Paul Moss", None),
    ("President Paul Moss left.", "President Paul Moss", None),
    ("Paul Moss left.", "Paul Moss", None),
    ("Paul Moss left. He wept.", "He", None),
    ("Paul Moss, who wept, left.", "Paul Moss", None),
]


@pytest.mark.parametrize(("text", "mention", "expected"), MODIFIERS)
def test_the_words_that_stand_with_it(docs: dict[str, Doc], text: str, mention: str, expected: str | None) -> None:
    assert [row.modifiers for row in naming(docs[text]) if row.text == mention] == [expected]


def test_a_mention_in_a_quotation_is_in_the_voice_of_its_source(docs: dict[str, Doc]) -> None:
    found = [(row.text, row.voice, row.statement) for row in naming(docs[VOICED])]
    assert ("The crooked president", "direct", 0) in found
    assert ("Paul Moss", "outlet", None) in found
    assert ("Keller", "indirect", 1) in found


def test_it_names_nobody(nlp: Language) -> None:
    rows = naming(nlp("The Carvenian Red Cross met. It said that the dam was safe."))
    assert [row.text for row in rows if row.actor == "Carvenian Red Cross"] == ["Carvenian Red Cross"]


@pytest.mark.parametrize("text", ["", "Rain fell on the harbour.", "“”", "\u200f😀 Ann", "(Moss", "- - Moss -"])
def test_any_text_comes_through(nlp: Language, text: str) -> None:
    for row in naming(nlp(text)):
        assert text[row.start : row.end] == row.text
        assert row.form in FORMS


def test_rows_stand_in_text_order(docs: dict[str, Doc]) -> None:
    starts = [row.start for row in naming(docs[VOICED])]
    assert starts == sorted(starts)
    assert len(starts) > 3


VOICED = (
    "President Anna Keller left. “The crooked president is gone,” said Paul Moss. Tom Lund said that Keller would stay."
)


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    """Every text of this module, parsed in one go."""
    texts = [VOICED, *(str(case.values[0]) for case in FORMS_OF), *(text for text, _, _ in MODIFIERS)]
    return dict(zip(texts, nlp.pipe(texts)))
