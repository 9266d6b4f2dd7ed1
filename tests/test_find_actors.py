"""Sources to actors on the trained model: who is one, who is another, and who stays unnamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from framing.find import Layout, find_statements
from framing.find.actors import find_actors, resolve_actors
from framing.parse import Tokens, parse_text

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model
P, ORGANISATION, GROUP, DOCUMENT, UNNAMED = "person", "organisation", "group", "document", "unnamed"

KELLER, MOSS = ("Anna Keller", P), ("Paul Moss", P)


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
        'The so-called "inspectors" said the dam was safe.',
        [("so-called inspectors", UNNAMED)],
        id="no mark of a quotation that ends with the description",
    ),
    pytest.param(
        'His "best" friend said the dam was safe.',
        [('His "best" friend', UNNAMED)],
        id="a quotation inside keeps its marks",
    ),
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


NAMES = [
    pytest.param(
        "Sen. Anna Keller said the dam was safe. Keller said nobody should leave.", [KELLER, KELLER], id="Sen."
    ),
    pytest.param("Dr Paul Moss said the dam was safe. Dr. Moss said it held.", [MOSS, MOSS], id="Dr"),
    pytest.param("Lord Moss said the dam was safe. Paul Moss said it held.", [MOSS, MOSS], id="Lord"),
    pytest.param(
        "Labor Secretary Paul Moss said the dam was safe. The secretary said it held.", [MOSS, MOSS], id="a long title"
    ),
    pytest.param(
        "Former senator Paul Moss said the dam was safe. Mr. Moss said it held.",
        [MOSS, MOSS],
        id="a title in small letters",
    ),
    pytest.param(
        "Bashar al-Brook said the dam was safe. Mr. Brook said it held.",
        [("Bashar al-Brook", P), ("Bashar al-Brook", P)],
        id="a particle left out",
    ),
    pytest.param(
        "Bashar Al-Brook said the dam was safe. Al-Brook said it held.",
        [("Bashar Al-Brook", P), ("Bashar Al-Brook", P)],
        id="a particle kept",
    ),
    pytest.param(
        "Carla de Blas said the dam was safe. De Blas said it held.",
        [("Carla de Blas", P), ("Carla de Blas", P)],
        id="a particle that takes a capital",
    ),
    pytest.param(
        "Jane T. Moss said the dam was safe. Jane Moss said it held. J. Moss said nobody should leave.",
        [("Jane T. Moss", P)] * 3,
        id="middle names and initials",
    ),
    pytest.param(
        "Thomas Brown said the dam was safe. Tom Brown said it held.",
        [("Thomas Brown", P), ("Thomas Brown", P)],
        id="a short given name",
    ),
    pytest.param(
        "Anna Smith-Keller said the dam was safe. Ms. Smith-Keller said it held.",
        [("Anna Smith-Keller", P), ("Anna Smith-Keller", P)],
        id="a hyphenated family name",
    ),
    pytest.param("ANNA KELLER said the dam was safe. Keller said it held.", [KELLER, KELLER], id="a name in capitals"),
    pytest.param("Anna Keller's office is shut. Keller said the dam was safe.", [KELLER], id="a possessive before"),
    pytest.param(
        "Paul Moss Jr. said the dam was cracked. Moss said it would break.",
        [("Paul Moss Jr.", P), ("Paul Moss Jr.", P)],
        id="Jr.",
    ),
    pytest.param(
        "Mayor Anna Keller spoke. Varneth Keller listened. Anna said the dam was safe.",
        [KELLER],
        id="a given name alone",
    ),
    pytest.param(
        "Paul O\u2019Moss said the dam was safe. O\u2019Moss said it held.",
        [("Paul O'Moss", P), ("Paul O'Moss", P)],
        id="an apostrophe in the name",
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_spellings_of_a_name_are_one_actor(docs: dict[str, Doc], text: str, expected: list) -> None:
    assert actors(docs[text]) == expected


NAMESAKES = [
    pytest.param(
        "Anna Keller said the dam was safe. Paul Keller said the dam was cracked.",
        [KELLER, ("Paul Keller", P)],
        id="two of one surname",
    ),
    pytest.param(
        "Anna Keller said the dam was safe. Paul Keller said it was cracked. Ms. Keller said it held.",
        [KELLER, ("Paul Keller", P), KELLER],
        id="told apart by Ms.",
    ),
    pytest.param(
        "Anna Keller said the dam was safe. Paul Keller said it was cracked. Keller said it would break.",
        [KELLER, ("Paul Keller", P), ("Paul Keller", P)],
        id="the last who bore it",
    ),
    pytest.param(
        "Anna Keller said the dam was safe. Her husband, Paul Keller, said it was cracked.",
        [KELLER, ("Paul Keller", P)],
        id="husband and wife",
    ),
    pytest.param(
        "Paul Moss Sr. said the dam was safe. Paul Moss Jr. said it was cracked.",
        [("Paul Moss Sr.", P), ("Paul Moss Jr.", P)],
        id="father and son",
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMESAKES)
def test_namesakes_stay_apart(docs: dict[str, Doc], text: str, expected: list) -> None:
    assert actors(docs[text]) == expected


PRONOUNS = [
    pytest.param(
        "Anna Keller said the dam was safe. Paul Moss said it was cracked. She said nobody should leave. "
        "He said everybody should.",
        [KELLER, MOSS, KELLER, MOSS],
        id="she and he after both",
    ),
    pytest.param(
        "Anna Keller told Paul Moss that she had seen the dam. He said that it was cracked.",
        [KELLER, MOSS],
        id="the hearer answers",
    ),
    pytest.param(
        "Mr. Varneth said the dam was safe. Mrs. Ostin said it was cracked. He said it held.",
        [("Varneth", P), ("Ostin", P), ("Varneth", P)],
        id="gender by title",
    ),
    pytest.param("Paul Moss visited Tom Brown. He said the dam was safe.", [MOSS], id="the subject before the object"),
    pytest.param("Paul Moss burned the report on the dam. He said it was wrong.", [MOSS], id="he is no report"),
    pytest.param(
        'Anna Keller fed the crews. "Paul Moss is a hero," she said.', [KELLER], id="not the one named in the quotation"
    ),
    pytest.param(
        "Anna Keller and Paul Moss met on Monday. They said the dam was safe.",
        [("they", UNNAMED)],
        id="they, with no group that spoke",
    ),
    pytest.param(
        "Critics met in Ostrel. Anna Keller left. They said the dam was cracked.", [("Critics", UNNAMED)], id="they"
    ),
    pytest.param(
        "Russians said the dam was safe. They said it held.", [("Russians", GROUP), ("Russians", GROUP)], id="a people"
    ),
    pytest.param(
        'Anna Keller objected. "I believe that the dam is safe," she said.', [KELLER], id="she, whose I it is"
    ),
    pytest.param(
        "A spokeswoman said the dam was safe. Paul Moss left. She said it held.",
        [("spokeswoman", UNNAMED), ("spokeswoman", UNNAMED)],
        id="an unnamed woman",
    ),
    pytest.param(
        "The deal was signed on Monday. He said the dam was safe.", [("he", UNNAMED)], id="a deal is never he"
    ),
    pytest.param("Tom Brown, who said the dam was safe, left.", [("Tom Brown", P)], id="who"),
    pytest.param(
        "The Ostrel Company said the dam was safe. Its workers left. It said nobody should stay.",
        [("Ostrel Company", ORGANISATION), ("Ostrel Company", ORGANISATION)],
        id="it",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PRONOUNS)
def test_pronouns(docs: dict[str, Doc], text: str, expected: list) -> None:
    assert actors(docs[text]) == expected


ROLES = [
    pytest.param(
        "The president said the dam was safe. President Anna Keller said nobody should leave.",
        [KELLER, KELLER],
        id="the office before the name",
    ),
    pytest.param(
        "President Anna Keller of Carvenia spoke. The Carvenian leader said the dam was safe.",
        [KELLER],
        id="the leader of the country",
    ),
    pytest.param(
        "Carvenian President Anna Keller met Ostrelian President Paul Moss. The Carvenian president said the dam was "
        "safe. The Ostrelian president said it was cracked.",
        [KELLER, MOSS],
        id="two presidents",
    ),
    pytest.param(
        "President Anna Keller met Vice President Paul Moss. The vice president said the dam was safe. "
        "The president said nobody should leave.",
        [MOSS, KELLER],
        id="the vice president is not the president",
    ),
    pytest.param(
        "Former President Paul Moss left. The president said the dam was safe.",
        [("president", UNNAMED)],
        id="a former president is not the president",
    ),
    pytest.param(
        "Anna Keller is the director of the museum. The director said the dam was safe.",
        [KELLER],
        id="she is the director",
    ),
    pytest.param(
        "Paul Moss, head of the Carvenian Red Cross, left. Its head said the dam was safe.", [MOSS], id="its head"
    ),
    pytest.param(
        "The agency shut the dam. Its head said it was cracked.", [("agency's head", UNNAMED)], id="its unnamed head"
    ),
    pytest.param("Paul Moss said the dam was safe. The 57-year-old said it held.", [MOSS, MOSS], id="by age"),
    pytest.param(
        "Paul Moss left with his adviser Anna Keller. His adviser said the dam was safe.",
        [KELLER],
        id="a named adviser",
    ),
    pytest.param(
        "Anna Keller left on Monday. A spokesman for Keller said the dam was safe.",
        [("spokesman for Keller", UNNAMED)],
        id="a spokesman is not the person",
    ),
    pytest.param(
        "Anna Keller left. Keller's spokesman said the dam was safe. He said it held.",
        [("Anna Keller's spokesman", UNNAMED), ("Anna Keller's spokesman", UNNAMED)],
        id="nor is hers",
    ),
    pytest.param(
        "Anna Keller left. Her campaign said the dam was safe.", [("Anna Keller's campaign", GROUP)], id="her campaign"
    ),
    pytest.param("His wife, Anna Keller, said the dam was safe.", [KELLER], id="a wife with a name"),
    pytest.param(
        "A senior official said the dam was safe. The official said it held.",
        [("senior official", UNNAMED), ("senior official", UNNAMED)],
        id="the official told of before",
    ),
    pytest.param(
        "A new poll showed that the mayor would lose. The poll suggested that few cared.",
        [("new poll", DOCUMENT), ("new poll", DOCUMENT)],
        id="a document taken up",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_offices_relations_and_descriptions(docs: dict[str, Doc], text: str, expected: list) -> None:
    assert actors(docs[text]) == expected


BODIES = [
    pytest.param(
        "The Carvenian Red Cross (CRC) said the dam was cracked. The CRC said nobody should stay.",
        [("Carvenian Red Cross", ORGANISATION)] * 2,
        id="an abbreviation in brackets",
    ),
    pytest.param(
        "The United Nations said the dam was cracked. The U.N. said it leaked. The UN said it would break.",
        [("United Nations", ORGANISATION)] * 3,
        id="initials",
    ),
    pytest.param(
        "The Justice Department said the dam was safe. The Department of Justice said it held. The department said "
        "nobody should leave.",
        [("Justice Department", ORGANISATION)] * 3,
        id="a department in other order and alone",
    ),
    pytest.param(
        "Ostrel Steel Corp. said the dam was safe. The company said it held.",
        [("Ostrel Steel Corp.", ORGANISATION)] * 2,
        id="the company",
    ),
    pytest.param(
        "The Ministry of Dams said the dam was safe. The ministry said it held.",
        [("Ministry of Dams", ORGANISATION)] * 2,
        id="the ministry",
    ),
    pytest.param(
        "The Red Cross left. The ministry said the dam was safe.",
        [("ministry", ORGANISATION)],
        id="the ministry is not any body",
    ),
    pytest.param("Washington said the dam was safe.", [("Washington", ORGANISATION)], id="a capital that speaks"),
    pytest.param("The White House said the dam was safe.", [("White House", ORGANISATION)], id="a house that speaks"),
    pytest.param("Russia said the dam was safe.", [("Russia", ORGANISATION)], id="a country that speaks"),
    pytest.param("Democrats said the dam was safe.", [("Democrats", GROUP)], id="a party's people"),
    pytest.param(
        "Anna Keller and Paul Moss said the dam was safe. They said it held.",
        [("Anna Keller and Paul Moss", GROUP), ("Anna Keller and Paul Moss", GROUP)],
        id="two named together",
    ),
    pytest.param(
        "Residents and shopkeepers said the dam was cracked.",
        [("Residents and shopkeepers", UNNAMED)],
        id="two unnamed together",
    ),
    pytest.param("Some experts said the dam was safe.", [("experts", UNNAMED)], id="some experts"),
    pytest.param("One witness said the dam broke at noon.", [("One witness", UNNAMED)], id="one witness"),
    pytest.param("People familiar with the talks said the dam was safe.", [("People", UNNAMED)], id="people"),
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies_abbreviations_places_and_pairs(docs: dict[str, Doc], text: str, expected: list) -> None:
    assert actors(docs[text]) == expected


CHAINS = [
    pytest.param(
        "President Anna Keller met Paul Moss. Keller said that she would stay. The president left.",
        "Anna Keller",
        [
            ("President Anna Keller", "title"),
            ("Keller", "bare name"),
            ("she", "pronoun"),
            ("The president", "role"),
        ],
        id="name, title, pronoun, role",
    ),
    pytest.param(
        "Paul Moss said the dam was safe. The 57-year-old said it held.",
        "Paul Moss",
        [("Paul Moss", "bare name"), ("The 57-year-old", "epithet")],
        id="an epithet",
    ),
    pytest.param(
        'Paul Moss left. "I believe in the dam," he said.',
        "Paul Moss",
        [("Paul Moss", "bare name"), ("I", "pronoun"), ("he", "pronoun")],
        id="I in a quotation",
    ),
    pytest.param("Paul Moss slept.", "Paul Moss", [("Paul Moss", "bare name")], id="somebody who says nothing"),
]


@pytest.mark.parametrize(("text", "name", "expected"), CHAINS)
def test_chains_hold_every_mention(docs: dict[str, Doc], text: str, name: str, expected: list) -> None:
    tokens = Tokens.of(docs[text])
    found = find_actors(Layout.of(tokens), list(find_statements(docs[text])))
    chain = next(chain for chain in found.chains if chain.actor.name == name)
    assert [(tokens.span(mention.first, mention.last), mention.form) for mention in chain.mentions] == expected


@pytest.mark.parametrize("text", [str(case.values[0]) for case in (*PRONOUNS, *ROLES, *BODIES)])
def test_actors_of_statements_are_those_of_the_chains(docs: dict[str, Doc], text: str) -> None:
    doc = docs[text]
    layout, statements = Layout.of(Tokens.of(doc)), list(find_statements(doc))
    found = find_actors(layout, statements)
    assert resolve_actors(layout, statements) == [found.actor_of(place) for place in range(len(statements))]
    for number, row in zip(found.of_statements, statements):
        if number is not None:
            assert any(m.first <= row.source_head <= m.last for m in found.chains[number].mentions)


def test_an_article_without_names_has_no_chains(nlp: Language) -> None:
    layout = Layout.of(Tokens.of(nlp("Rain fell on the harbour.")))
    assert find_actors(layout, []).chains == ()


CASES = [*ONE_PERSON, *SEVERAL_PEOPLE, *OTHER_ACTORS, *NAMES, *NAMESAKES, *PRONOUNS, *ROLES, *BODIES, *CHAINS]


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    """Every text of this module, parsed in one go."""
    texts = [str(case.values[0]) for case in CASES]
    return dict(zip(texts, nlp.pipe(texts)))


def test_a_first_person_source_inside_a_quotation_is_its_speaker() -> None:
    """Also where a statement of that source stands beside the quotation and not within it."""
    tokens = parse_text('"The dam is old and we say that it leaks," Paul Moss said. Nobody else did.')
    layout = Layout.of(tokens)
    spoken = next(row for row in find_statements(tokens, layout=layout) if row.source == "Paul Moss")
    we = tokens.lower.index("we")
    beside = spoken._replace(
        number=1, within=None, source="we", source_head=we, source_start=tokens.start[we],
        source_end=tokens.end[we], content_spans=((tokens.start[-4], tokens.end[-1]),),
    )  # fmt: skip
    found = resolve_actors(layout, [spoken, beside])
    assert [actor and actor.name for actor in found] == ["Paul Moss", "Paul Moss"]
