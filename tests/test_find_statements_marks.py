"""Statements on the trained model: quotation marks of all kinds, whole and in part, and longer sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from statement_rows import Row, read, said

from framing.find import find_statements

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model

MIXED = [
    pytest.param(
        'Keller said the road was "closed for good".',
        [said("said", "Keller", 'the road was "closed for good"', kind="mixed")],
        id="a quoted end",
    ),
    pytest.param(
        'Keller said the road was "closed for good" on Monday.',
        [said("said", "Keller", 'the road was "closed for good" on Monday', kind="mixed")],
        id="a quoted middle",
    ),
    pytest.param(
        'Keller said that the road "will be closed for good. We are sorry."',
        [said("said", "Keller", 'that the road "will be closed for good. We are sorry."', kind="mixed")],
        id="a quoted end over a sentence mark",
    ),
    pytest.param(
        'The road "will be closed for good," Keller said.',
        [said("said", "Keller", 'The road "will be closed for good,"', kind="mixed")],
        id="a quoted verb phrase first",
    ),
    pytest.param(
        'Keller said the road was "closed" and the bridge "unsafe".',
        [said("said", "Keller", 'the road was "closed" and the bridge "unsafe"', kind="mixed")],
        id="two quoted parts",
    ),
    pytest.param(
        'Keller said that the "experts" had closed the road.',
        [said("said", "Keller", 'that the "experts" had closed the road', kind="mixed")],
        id="a scare quote in a content",
    ),
    pytest.param(
        'Keller called the road "a disgrace".',
        [said("called", "Keller", 'the road "a disgrace"', kind="mixed")],
        id="called it a name",
    ),
    pytest.param(
        'Keller described the road as "a disgrace".',
        [said("described", "Keller", 'the road as "a disgrace"')],
        id="described as",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MIXED)
def test_quotations_of_part_of_the_content(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


QUOTED_NOTHING = [
    pytest.param('The so-called "experts" closed the road.', [], id="a scare quote"),
    pytest.param('Her novel "The Closed Road" won a prize.', [], id="a title"),
    pytest.param('Thousands saw "The Closed Road" on Monday.', [], id="a film"),
    pytest.param('Paul "Lucky" Moss paid the fine.', [], id="a nickname"),
    pytest.param('The word "road" has four letters.', [], id="a word as a word"),
    pytest.param('The crowd sang "Roll On, River" at noon.', [], id="a song"),
    pytest.param('The ferry "Northern Star" sank on Monday.', [], id="a ship"),
    pytest.param(
        'Paul "Lucky" Moss said the road was closed.',
        [said("said", 'Paul "Lucky" Moss', "the road was closed", kind="indirect")],
        id="a nickname beside a cue",
    ),
    pytest.param(
        'Keller said that "The Closed Road" had won a prize.',
        [said("said", "Keller", 'that "The Closed Road" had won a prize')],
        id="a title beside a cue",
    ),
    pytest.param(
        'The "expert" said the road was closed.',
        [said("said", 'The "expert"', "the road was closed", kind="indirect")],
        id="a scare quote beside a cue",
    ),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED_NOTHING)
def test_titles_nicknames_and_scare_quotes_are_no_statements(
    docs: dict[str, Doc], text: str, expected: list[Row]
) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


BRITISH = [
    pytest.param(
        "‘The dam,’ said Moss, ‘is cracked.’",
        [said("said", "Moss", "‘The dam,’", "‘is cracked.’", kind="direct")],
        id="split",
    ),
    pytest.param(
        "‘It isn’t safe,’ Moss said.",
        [said("said", "Moss", "‘It isn’t safe,’", kind="direct")],
        id="with a contraction",
    ),
    pytest.param(
        "‘The engineers’ report is late,’ Moss said.",
        [said("said", "Moss", "‘The engineers’ report is late,’", kind="direct")],
        id="with a possessive",
    ),
    pytest.param(
        "‘She told me “run” and I ran,’ Moss said.",
        [said("said", "Moss", "‘She told me “run” and I ran,’", kind="direct")],
        id="a quotation in it",
    ),
    pytest.param(
        "Moss called the dam ‘a time bomb’.",
        [said("called", "Moss", "the dam ‘a time bomb’", kind="mixed")],
        id="a full stop outside",
    ),
]


@pytest.mark.parametrize(("text", "expected"), BRITISH)
def test_British_marks(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


TANGLES = [
    pytest.param(
        'Keller said: "The road is closed.\n\nMoss left early.\n\n"It is open," Orr said.',
        [said("said", "Keller", '"The road is closed.'), said("said", "Orr", '"It is open,"')],
        id="an unclosed quotation",
    ),
    pytest.param(
        "Rain fell.\n\nKeller said the road was closed.\n\nRain fell again.",
        [said("said", "Keller", "the road was closed", sentence=1)],
        id="a cue after a paragraph break",
    ),
    pytest.param(
        '"The road is closed" — Keller said on Monday.', [said("said", "Keller", '"The road is closed"')], id="a dash"
    ),
    pytest.param(
        "Keller said that\nthe road was closed.",
        [said("said", "Keller", "that\nthe road was closed")],
        id="a line break in a sentence",
    ),
    pytest.param(
        '"The road … is closed," Keller said.', [said("said", "Keller", '"The road … is closed,"')], id="an ellipsis"
    ),
]


@pytest.mark.parametrize(("text", "expected"), TANGLES)
def test_marks_that_do_not_fit_and_breaks(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


NEWS = [
    pytest.param(
        "The port of Varna will close for six weeks from Monday, its director, Paul Moss, said on Friday.",
        [said("said", "its director, Paul Moss", "The port of Varna will close for six weeks from Monday")],
        id="the day, the place, the source",
    ),
    pytest.param(
        "When the bridge fell, Anna Keller said that nobody had been warned.",
        [said("said", "Anna Keller", "that nobody had been warned")],
        id="a clause before",
    ),
    pytest.param(
        "The minister said that if the rain continued the dam would have to be opened.",
        [said("said", "The minister", "that if the rain continued the dam would have to be opened")],
        id="a clause inside the content",
    ),
    pytest.param(
        "Keller said the road was closed after protesters blocked it.",
        [said("said", "Keller", "the road was closed after protesters blocked it")],
        id="a cause outside the content",
    ),
    pytest.param(
        "Keller said the road was closed, but buses ran as usual.",
        [said("said", "Keller", "the road was closed")],
        id="but after the content",
    ),
    pytest.param(
        "Keller said the road was closed, while Moss insisted it was open.",
        [said("said", "Keller", "the road was closed"), said("insisted", "Moss", "it was open", stance="asserting")],
        id="while after the content",
    ),
    pytest.param(
        "Although the ministry denies that the dam is cracked, engineers warn that it could break.",
        [
            said("denies", "the ministry", "that the dam is cracked", stance="denying"),
            said("warn", "engineers", "that it could break", stance="warning"),
        ],
        id="although before",
    ),
    pytest.param(
        '"Yes, we knew, and we said nothing," Moss admitted.',
        [said("admitted", "Moss", '"Yes, we knew, and we said nothing,"', stance="conceding", kind="direct")],
        id="a quotation with its own comma",
    ),
    pytest.param(
        '"We knew nothing," Moss later told the court.',
        [said("told", "Moss", '"We knew nothing,"', addressee="the court")],
        id="quotation, adverb, cue",
    ),
    pytest.param(
        '"We knew nothing," Moss said, shaking his head.',
        [said("said", "Moss", '"We knew nothing,"', kind="direct")],
        id="quotation, participle",
    ),
    pytest.param(
        '"We knew nothing," Moss said on Monday. "Nobody told us about the cracks."',
        [said("said", "Moss", '"We knew nothing,"', '"Nobody told us about the cracks."', kind="direct")],
        id="quotation, cue, time, quotation",
    ),
    pytest.param(
        '"We knew nothing," the company said in a statement.',
        [said("said", "the company", '"We knew nothing,"', kind="direct")],
        id="a statement posted",
    ),
    pytest.param(
        "The agency said 4,200 people had left their homes.",
        [said("said", "The agency", "4,200 people had left their homes")],
        id="a number in the content",
    ),
    pytest.param(
        "A man of 40 was arrested on Sunday, police said.",
        [said("said", "police", "A man of 40 was arrested on Sunday")],
        id="police said",
    ),
    pytest.param(
        "The dam, which engineers say is cracked, holds back a lake.",
        [said("say", "engineers", "which", "is cracked")],
        id="a cue in a relative clause on the content",
    ),
    pytest.param(
        'The delay was described by Moss as "shameful".', [said("described", "Moss", '"shameful"')], id="described by"
    ),
    pytest.param(
        'Keller visited the dam. "It is safe," she said.',
        [said("said", "she", '"It is safe,"', kind="direct")],
        id="she in the next sentence",
    ),
    pytest.param(
        'Moss accused the ministry of "lying to everyone".',
        [said("accused", "Moss", 'the ministry of "lying to everyone"', stance="accusing", kind="mixed")],
        id="accused, with a quotation",
    ),
    pytest.param(
        "Keller thanked the crews for their work.",
        [said("thanked", "Keller", "the crews for their work")],
        id="thanked",
    ),
    pytest.param(
        "Keller called on the ministry to repair the dam.",
        [said("called on", "Keller", "the ministry to repair the dam", stance="directing")],
        id="called on",
    ),
    pytest.param(
        "The ministry promised that it would repair the dam by May.",
        [said("promised", "The ministry", "that it would repair the dam by May", stance="committing")],
        id="gave a promise",
    ),
    pytest.param(
        "A poll found that most voters oppose the dam.",
        [said("found", "A poll", "that most voters oppose the dam")],
        id="a poll",
    ),
    pytest.param(
        "The Evening Post reported that the dam was cracked.",
        [said("reported", "The Evening Post", "that the dam was cracked")],
        id="a newspaper",
    ),
    pytest.param("The dam was built in 1962 and holds back a lake of nine square miles.", [], id="no cue at all"),
    pytest.param(
        "Keller said that the dam was safe, that the crews were ready and that nobody should leave.",
        [said("said", "Keller", "that the dam was safe, that the crews were ready and that nobody should leave")],
        id="cue before a list",
    ),
    pytest.param(
        "Nobody knows who closed the sluice, Moss said.",
        [said("said", "Moss", "Nobody knows who closed the sluice")],
        id="a question in the content",
    ),
    pytest.param(
        '"Leave now," police told residents.',
        [said("told", "police", '"Leave now,"', addressee="residents")],
        id="a command",
    ),
]


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_longer_sentences(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


CASES = [*MIXED, *QUOTED_NOTHING, *BRITISH, *TANGLES, *NEWS]


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    """Every text of this module, parsed in one go."""
    texts = [str(case.values[0]) for case in CASES]
    return dict(zip(texts, nlp.pipe(texts)))
