"""Statements on the trained model: who speaks where no plain subject says so; requests, nouns, headlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from statement_rows import Row, read, said

from framing.find import find_statements

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model

ROAD = "the road was closed"
THAT_ROAD = "that the road was closed"

SENTENCE_BEFORE = [
    ('Keller was furious. "This road is a disgrace to the whole town."',
     [said(None, "Keller", '"This road is a disgrace to the whole town."', kind="direct", cue_lemma=None)]),
    ('The mayor shook her head. "Nobody told us about the cracks."',
     [said(None, "The mayor", '"Nobody told us about the cracks."', kind="direct")]),
    ('She was blunt. "We will not pay for this road."', [said(None, "She", '"We will not pay for this road."')]),
    ('Keller opened the letter and laughed. "They want another three years."',
     [said(None, "Keller", '"They want another three years."')]),
    ('Keller was furious. "This road is a disgrace," she said.', [said("said", "she", '"This road is a disgrace,"')]),
    ('Keller looked at the map. "The Closed Road" was on every wall.', []),
    ('The bridge shook. "It was a terrible noise."', []),
    ('Keller was furious. "A disgrace."', []),
    ("‘We are done.\n\n‘We leave now.\n\n‘And that is all,’ Keller said.",
     [said("said", "Keller", "‘We are done.\n\n‘We leave now.\n\n‘And that is all,’")]),
    ("Rain fell.\n\n“We are done.\n\n“And that is all,” Keller said.",
     [said("said", "Keller", "“We are done.\n\n“And that is all,”")]),
    ('Keller said the dam was safe. Moss disagreed: "It is cracked." Engineers have warned that it could break.',
     [said("said", "Keller", "the dam was safe"), said("disagreed", "Moss", '"It is cracked."'),
      said("warned", "Engineers", "that it could break")]),
    ('"It is safe," or so Keller said.', [said("said", "Keller", '"It is safe,"')]),
    ('The dam — "a time bomb", Moss said — is cracked.', [said("said", "Moss", '"a time bomb"', kind="direct")]),
    ("The drivers' leader said 'the road is closed' on Monday.",
     [said("said", "The drivers' leader", "'the road is closed'", kind="direct")]),
    ("Moss said 'the dam is cracked' in May.", [said("said", "Moss", "'the dam is cracked'", kind="direct")]),
    ("»The road is closed«, Keller said.", [said("said", "Keller", "»The road is closed«")]),
    ('"The board is 6" wide," Keller said.', [said("said", "Keller", '"The board is 6" wide,"')]),
    (f"Keller said (and Moss agreed) {THAT_ROAD}.",
     [said("said", "Keller", THAT_ROAD), said("agreed", "Moss", THAT_ROAD)]),
    (f"Keller said, and Moss agreed, {THAT_ROAD}.",
     [said("said", "Keller", THAT_ROAD), said("agreed", "Moss", THAT_ROAD)]),
]  # fmt: skip

QUOTED_AS = [
    (f"Keller was quoted as saying {THAT_ROAD}.",
     [said("quoted as saying", "Keller", THAT_ROAD, cue_lemma="quote", channel=None)]),
    (f"Keller was quoted by the Evening Post as saying {ROAD}.",
     [said("quoted", "Keller", ROAD, channel="the Evening Post")]),
    ("Moss was quoted by aides as saying that the vote was lost.",
     [said("quoted", "Moss", "that the vote was lost", channel="aides")]),
    ("Moss has been quoted as warning that the dam would fail.",
     [said("quoted as warning", "Moss", "that the dam would fail")]),
    (f"Keller was quoted in the Post as saying {ROAD}.", [said("quoted", "Keller", ROAD)]),
    (f"CNN quoted Moss as saying {ROAD}.",
     [said("quoted", "CNN", f"Moss as saying {ROAD}"), said("saying", "Moss", ROAD, within=0)]),
    ("The quoted price was high.", []),
]  # fmt: skip

ASKED = [
    ("Keller asked the council to close the road.",
     [said("asked", "Keller", "the council to close the road", addressee="the council", stance="directing")]),
    ("Keller asked drivers to stay at home.",
     [said("asked", "Keller", "drivers to stay at home", addressee="drivers", stance="directing")]),
    ("Moss asked for more time.", [said("asked", "Moss", "more time", stance="directing", cue_lemma="ask-to")]),
    ("Residents were asked to boil water.",
     [said("asked", None, "Residents", "to boil water", stance="directing")]),
    ("Keller asked the council if the road was open.",
     [said("asked", "Keller", "if the road was open", addressee="the council", stance="asking")]),
    ("Moss asked about the missing car.", [said("asked", "Moss", "the missing car", stance="asking")]),
    ("Residents were asked whether they would leave.",
     [said("asked", None, "whether they would leave", stance="asking")]),
]  # fmt: skip

OCCASIONS = [
    (f"Keller said in an interview with the Evening Post {THAT_ROAD}.",
     [said("said", "Keller", THAT_ROAD, addressee="the Evening Post")]),
    ("In an interview with the Evening Post, Moss said the dam was safe.",
     [said("said", "Moss", "the dam was safe", addressee="the Evening Post")]),
    (f"Keller said in a letter to the council {THAT_ROAD}.",
     [said("said", "Keller", THAT_ROAD, addressee="the council")]),
    ('"The road is closed," Keller said in a speech to farmers.',
     [said("said", "Keller", '"The road is closed,"', addressee="farmers")]),
    (f"Keller said in response to critics {THAT_ROAD}.", [said("said", "Keller", THAT_ROAD, addressee=None)]),
    ("Keller said in contrast to Moss that the road was open.",
     [said("said", "Keller", "that the road was open", addressee=None)]),
]  # fmt: skip

WORDS_OF = [
    ('In the words of Keller, the road was "a disgrace".',
     [said("In the words of", "Keller", 'the road was "a disgrace"', kind="mixed")]),
    ('The dam was, in the words of one engineer, "a time bomb".',
     [said("in the words of", "one engineer", "The dam was", '"a time bomb"')]),
    ("The dam is, in the view of Keller, safe.",
     [said("in the view of", "Keller", "The dam is", "safe", act="thought", stance="thinking")]),
    ("In the opinion of Moss, the dam is safe.", [said("In the opinion of", "Moss", "the dam is safe")]),
    ("In Keller's view, the dam is safe.", [said("view", "Keller's", "the dam is safe", act="thought")]),
    ('In her words, the delay was "shameful".', [said("words", "her", 'the delay was "shameful"', kind="mixed")]),
    ("Mistakes in the words of the song confused the choir.", []),
    ("A gap in the view of the lake pleased the hikers.", []),
    ("The fines were set according to income.", []),
    ("The grants were shared out according to income.", []),
    ("The road was closed, according to police.", [said("according to", "police", "The road was closed")]),
    ("Prices, according to Moss, will rise.", [said("according to", "Moss", "Prices", "will rise")]),
]  # fmt: skip

HEADLINES = [
    ("Road will stay closed: Keller", [said(":", "Keller", "Road will stay closed")]),
    ("Road 'will stay closed' - Keller", [said("-", "Keller", "Road 'will stay closed'", kind="mixed")]),
    ("Ministry hid crack reports – Anna Keller", [said("–", "Anna Keller", "Ministry hid crack reports")]),
    ("Taxes must rise: Finance Minister Moss", [said(":", "Finance Minister Moss", "Taxes must rise")]),
    ("Dam could break within weeks: study", [said(":", "study", "Dam could break within weeks")]),
    ("Keller to face court: police", [said(":", "police", "Keller to face court")]),
    ("Police: Two held after dam protest", [said(":", "Police", "Two held after dam protest")]),
    ("Photograph: Anna Keller", []),
    ("By Anna Keller", []),
    ("Directors: Anna Keller, Paul Moss", []),
    ("PARIS — Anna Keller", []),
    ("The council met on Monday: Keller was absent.", []),
    ("Q: Is the road closed?\n\nA: It is closed for weeks.\n\nQ: For how long?",
     [said(":", "Q", "Is the road closed"), said(":", "A", "It is closed for weeks"),
      said(":", "Q", "For how long")]),
    ("KELLER: The road is closed.\nMOSS: It is not.",
     [said(":", "KELLER", "The road is closed"), said(":", "MOSS", "It is not")]),
]  # fmt: skip

NOUNS = [
    ("The claim that the road was unsafe angered drivers.", [said("claim", None, "that the road was unsafe")]),
    ("Keller's claim that the road was unsafe angered drivers.",
     [said("claim", "Keller's", "that the road was unsafe", stance="doubting")]),
    ("His insistence that the road was safe angered drivers.",
     [said("insistence", "His", "that the road was safe", stance="asserting")]),
    ("The allegation that Moss lied shocked voters.", [said("allegation", None, "that Moss lied")]),
    ("The idea that the road could be closed worried Keller.",
     [said("idea", None, "that the road could be closed")]),
    ("The accusation that she took bribes dogged the minister for years.",
     [said("accusation", None, "that she took bribes")]),
    ("Her promise to open the road was kept.", [said("promise", "Her", "to open the road", stance="committing")]),
    ("Her vow to resign stunned the party.", [said("vow", "Her", "to resign")]),
    ("The fact that the road is closed surprised nobody.", []),
]  # fmt: skip

NO_CUES = [
    ("Keller called her mother at noon.", []),
    ("Keller claimed the prize on Monday.", []),
    ("Keller continued to drive north.", []),
    ("Moss reported to the police station daily.", []),
    ("Keller charged her phone overnight.", []),
    ("The driver thought for a moment.", []),
    ("Keller read a book on the train.", []),
    ("The army asserted control over the port.", []),
    ("The storm claimed two lives on Monday.", []),
    ("They claimed first prize.", []),
    ("The rules state that dogs must be led.", []),
    ("The declared aim of the plan was peace.", []),
    ("The acclaimed author lives in Lisbon.", []),
]

GROUPS = (SENTENCE_BEFORE, QUOTED_AS, ASKED, OCCASIONS, WORDS_OF, HEADLINES, NOUNS, NO_CUES)


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    """Every text of this module, parsed in one go."""
    texts = [text for group in GROUPS for text, _ in group]
    return dict(zip(texts, nlp.pipe(texts)))


@pytest.mark.parametrize(("text", "expected"), SENTENCE_BEFORE)
def test_quotations_find_their_speaker(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


@pytest.mark.parametrize(("text", "expected"), QUOTED_AS)
def test_quoted_as_saying_is_one_cue(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_requests_are_no_questions(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


@pytest.mark.parametrize(("text", "expected"), OCCASIONS)
def test_the_other_party_of_the_occasion_is_told(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


@pytest.mark.parametrize(("text", "expected"), WORDS_OF)
def test_phrases_that_name_a_source(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


@pytest.mark.parametrize(("text", "expected"), HEADLINES)
def test_speaker_lines_and_signed_headlines(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


@pytest.mark.parametrize(("text", "expected"), NOUNS)
def test_noun_clauses_leave_the_predicate_out(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


@pytest.mark.parametrize(("text", "expected"), NO_CUES)
def test_words_that_are_no_cues_here(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected
