"""Sources to actors on the trained model: who is one, who is another, and who stays unnamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from framing.find import Layout, find_statements
from framing.find.actors import resolve_actors
from framing.parse import Tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model
P, ORGANISATION, GROUP, DOCUMENT, UNNAMED = "person", "organisation", "group", "document", "unnamed"


def actors(doc: Doc) -> list[tuple[str, str] | None]:
    """Name and kind of the actor of each statement."""
    layout = Layout.of(Tokens.of(doc))
    return [found and (found.name, found.kind) for found in resolve_actors(layout, list(find_statements(doc)))]


ONE_PERSON = [
    pytest.param(
        "Anna Keller said the dam was safe. Keller said nobody should leave.",
        [("Anna Keller", P), ("Anna Keller", P)],
        id="surname after full name",
    ),
    pytest.param(
        "Keller said the dam was safe. Anna Keller said nobody should leave.",
        [("Anna Keller", P), ("Anna Keller", P)],
        id="full name after surname",
    ),
    pytest.param(
        "Anna Keller said the dam was safe. She said nobody should leave.",
        [("Anna Keller", P), ("Anna Keller", P)],
        id="she",
    ),
    pytest.param(
        "Paul Moss said the dam was safe. He said nobody should leave.", [("Paul Moss", P), ("Paul Moss", P)], id="he"
    ),
    pytest.param(
        "Paul Moss said the dam was safe. Moss himself said nobody should leave.",
        [("Paul Moss", P), ("Paul Moss", P)],
        id="himself",
    ),
    pytest.param(
        '"The dam is safe," said Anna Keller. "Stay at home," she added.',
        [("Anna Keller", P), ("Anna Keller", P)],
        id="pronoun after a quotation",
    ),
    pytest.param(
        "President Anna Keller said the dam was safe. Keller said nobody should leave.",
        [("Anna Keller", P), ("Anna Keller", P)],
        id="title before the name",
    ),
    pytest.param(
        "President Anna Keller said the dam was safe. The president said nobody should leave.",
        [("Anna Keller", P), ("Anna Keller", P)],
        id="the title alone",
    ),
    pytest.param(
        "Anna Keller, the mayor, said the dam was safe. The mayor said nobody should leave.",
        [("Anna Keller", P), ("Anna Keller", P)],
        id="an apposition",
    ),
    pytest.param(
        "The mayor, Anna Keller, said the dam was safe. The mayor said nobody should leave.",
        [("Anna Keller", P), ("Anna Keller", P)],
        id="the apposition before",
    ),
    pytest.param(
        "Paul Moss said the dam was safe. Mr Moss said nobody should leave.",
        [("Paul Moss", P), ("Paul Moss", P)],
        id="Mr",
    ),
    pytest.param(
        "Anna Keller visited the dam. She said it was safe.", [("Anna Keller", P)], id="named before she speaks"
    ),
    pytest.param(
        "According to Anna Keller, the dam was safe. Keller said nobody should leave.",
        [("Anna Keller", P), ("Anna Keller", P)],
        id="according to",
    ),
    pytest.param(
        "Anna Keller visited the dam. Keller's claim that the dam was safe was false.",
        [("Anna Keller", P)],
        id="possessive of a noun",
    ),
    pytest.param(
        "Anna Keller said the dam was safe.\n\nShe said nobody should leave.",
        [("Anna Keller", P), ("Anna Keller", P)],
        id="in the next paragraph",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE_PERSON)
def test_names_titles_and_pronouns_of_one_person_are_one_actor(docs: dict[str, Doc], text: str, expected: list) -> None:
    assert actors(docs[text]) == expected


SEVERAL_PEOPLE = [
    pytest.param(
        "Paul Moss said the dam was cracked. Tom Brown said the dam was safe. He said nobody should leave.",
        [("Paul Moss", P), ("Tom Brown", P), ("Tom Brown", P)],
        id="the last speaker",
    ),
    pytest.param(
        "Paul Moss said the dam was cracked. His adviser said nobody should leave.",
        [("Paul Moss", P), ("Paul Moss's adviser", UNNAMED)],
        id="an adviser is another",
    ),
    pytest.param(
        "Paul Moss said the dam was cracked. His adviser said nobody should leave. She said the crews were ready.",
        [("Paul Moss", P), ("Paul Moss's adviser", UNNAMED), ("Paul Moss's adviser", UNNAMED)],
        id="the adviser, then she",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL_PEOPLE)
def test_several_people_stay_apart(docs: dict[str, Doc], text: str, expected: list) -> None:
    assert actors(docs[text]) == expected


OTHER_ACTORS = [
    pytest.param(
        "The United Nations said the dam was cracked.", [("United Nations", ORGANISATION)], id="an organisation"
    ),
    pytest.param("The ministry said the dam was safe.", [("ministry", ORGANISATION)], id="a ministry"),
    pytest.param("The report said the dam was cracked.", [("report", DOCUMENT)], id="a document"),
    pytest.param("The opposition said the dam was cracked.", [("opposition", GROUP)], id="a group"),
    pytest.param("Officials said the dam was safe.", [("Officials", UNNAMED)], id="officials"),
    pytest.param("Critics say the dam was never safe.", [("Critics", UNNAMED)], id="critics"),
    pytest.param("Two sources said the dam was cracked.", [("Two sources", UNNAMED)], id="sources"),
    pytest.param("A senior official said the dam was safe.", [("senior official", UNNAMED)], id="a senior official"),
    pytest.param(
        "Anna Keller, the mayor, left. A mayor said the dam was safe.",
        [("mayor", UNNAMED)],
        id="an indefinite role stays unnamed",
    ),
    pytest.param(
        "Anna Keller, the mayor, left. Mayors said the dam was safe.",
        [("Mayors", UNNAMED)],
        id="a plural role stays unnamed",
    ),
    pytest.param(
        "Officials said the dam was safe. They said nobody should leave.",
        [("Officials", UNNAMED), ("Officials", UNNAMED)],
        id="they",
    ),
    pytest.param(
        "The ministry said the dam was safe. It said nobody should leave.",
        [("ministry", ORGANISATION), ("ministry", ORGANISATION)],
        id="it",
    ),
    pytest.param("It was alleged that the dam was cracked.", [None], id="nobody"),
    pytest.param("He said the dam was safe.", [("he", UNNAMED)], id="he, with nobody before"),
    pytest.param(
        "The ministry said the dam was safe. Anna Keller left. She said nobody should stay.",
        [("ministry", ORGANISATION), ("Anna Keller", P)],
        id="an organisation is never she",
    ),
]


@pytest.mark.parametrize(("text", "expected"), OTHER_ACTORS)
def test_bodies_groups_documents_and_the_unnamed(docs: dict[str, Doc], text: str, expected: list) -> None:
    assert actors(docs[text]) == expected


CASES = [*ONE_PERSON, *SEVERAL_PEOPLE, *OTHER_ACTORS]


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    """Every text of this module, parsed in one go."""
    texts = [str(case.values[0]) for case in CASES]
    return dict(zip(texts, nlp.pipe(texts)))
