"""Statements on the trained model: orders, splits, sources, hearers, passives, headlines, interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from statement_rows import Row, read, said

from framing.find import find_statements

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model

ORDERS = [
    pytest.param(
        "Anna Keller said that the road was closed.",
        [said("said", "Anna Keller", "that the road was closed", kind="indirect", act="speech", stance="neutral")],
        id="subject, cue, that-clause",
    ),
    pytest.param(
        "Keller said the road was closed.",
        [said("said", "Keller", "the road was closed", kind="indirect")],
        id="without that",
    ),
    pytest.param(
        '"The road is closed," Keller said.',
        [said("said", "Keller", '"The road is closed,"', kind="direct")],
        id="quotation first",
    ),
    pytest.param(
        '"The road is closed," said Anna Keller.',
        [said("said", "Anna Keller", '"The road is closed,"', kind="direct")],
        id="quotation, cue, subject",
    ),
    pytest.param(
        '"The road is closed," she said.',
        [said("said", "she", '"The road is closed,"', kind="direct")],
        id="quotation, pronoun, cue",
    ),
    pytest.param(
        'Keller said, "The road is closed."',
        [said("said", "Keller", '"The road is closed."', kind="direct")],
        id="quotation last, after a comma",
    ),
    pytest.param(
        'Keller said: "The road is closed."',
        [said("said", "Keller", '"The road is closed."', kind="direct")],
        id="quotation last, after a colon",
    ),
    pytest.param(
        "“The road is closed,” Keller said.",
        [said("said", "Keller", "“The road is closed,”", kind="direct")],
        id="curly marks",
    ),
    pytest.param(
        "‘The road is closed,’ Keller said.",
        [said("said", "Keller", "‘The road is closed,’", kind="direct")],
        id="British marks",
    ),
    pytest.param(
        "'The road is closed,' Keller said.",
        [said("said", "Keller", "'The road is closed,'", kind="direct")],
        id="British marks, straight",
    ),
    pytest.param(
        "«The road is closed», Keller said.",
        [said("said", "Keller", "«The road is closed»", kind="direct")],
        id="guillemets",
    ),
    pytest.param(
        '"Is the road closed?" Keller asked.',
        [said("asked", "Keller", '"Is the road closed?"', kind="direct", stance="asking")],
        id="a question quoted",
    ),
    pytest.param(
        '"Close the road!" shouted Keller.',
        [said("shouted", "Keller", '"Close the road!"', kind="direct")],
        id="an exclamation quoted",
    ),
    pytest.param(
        "The road, Keller said, was closed on Monday.",
        [said("said", "Keller", "The road", "was closed on Monday", kind="indirect")],
        id="cue in the middle, indirect",
    ),
    pytest.param(
        "The road was closed on Monday, Keller said.",
        [said("said", "Keller", "The road was closed on Monday", kind="indirect")],
        id="cue last, indirect",
    ),
    pytest.param(
        "The road was closed on Monday, said Keller.",
        [said("said", "Keller", "The road was closed on Monday", kind="indirect")],
        id="cue and subject last, indirect",
    ),
    pytest.param(
        "As Keller put it, the road was a disgrace.", [said("put it", "Keller", "the road was a disgrace")], id="as"
    ),
    pytest.param(
        "Keller said the road was closed, but Moss said it was open.",
        [said("said", "Keller", "the road was closed"), said("said", "Moss", "it was open")],
        id="two cues, two sources",
    ),
    pytest.param(
        "Keller said the road was closed and warned that the bridge could fall.",
        [
            said("said", "Keller", "the road was closed"),
            said("warned", "Keller", "that the bridge could fall", stance="warning"),
        ],
        id="one subject, two cues",
    ),
    pytest.param(
        "Keller said that the road was closed and that the bridge was safe.",
        [said("said", "Keller", "that the road was closed and that the bridge was safe")],
        id="two clauses of one cue",
    ),
    pytest.param(
        "Keller left the room, saying that the road was closed.",
        [said("saying", "Keller", "that the road was closed")],
        id="participle",
    ),
    pytest.param(
        'Keller left the room, saying: "The road is closed."',
        [said("saying", "Keller", '"The road is closed."', kind="direct")],
        id="participle with a quotation",
    ),
    pytest.param(
        "Keller declined to say whether the road was closed.",
        [
            said("declined", "Keller", "to say whether the road was closed", stance="denying"),
            said("say", "Keller", "whether the road was closed"),
        ],
        id="infinitive",
    ),
    pytest.param(
        "Keller has said that the road is closed.", [said("said", "Keller", "that the road is closed")], id="perfect"
    ),
    pytest.param("Keller says the road is closed.", [said("says", "Keller", "the road is closed")], id="present"),
    pytest.param(
        "Keller repeatedly said that the road was closed.",
        [said("said", "Keller", "that the road was closed", hedged=False)],
        id="adverb between",
    ),
    pytest.param(
        "Keller said on Monday that the road was closed.",
        [said("said", "Keller", "that the road was closed")],
        id="time between",
    ),
    pytest.param(
        "Keller said at a news conference in Lisbon on Monday that the road was closed.",
        [said("said", "Keller", "that the road was closed")],
        id="place and time between",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ORDERS)
def test_the_order_of_source_cue_and_content(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


SPLITS = [
    pytest.param(
        '"The road," said Keller, "is closed."',
        [said("said", "Keller", '"The road,"', '"is closed."', kind="direct")],
        id="a sentence in two",
    ),
    pytest.param(
        '"The road," she said, "is closed."',
        [said("said", "she", '"The road,"', '"is closed."', kind="direct")],
        id="a sentence in two, pronoun",
    ),
    pytest.param(
        '"The road is closed," said Keller. "It will stay so for weeks."',
        [said("said", "Keller", '"The road is closed,"', '"It will stay so for weeks."', kind="direct")],
        id="two sentences around the cue",
    ),
    pytest.param(
        "“The road is closed,” Keller said. “It will stay so for weeks.”",
        [said("said", "Keller", "“The road is closed,”", "“It will stay so for weeks.”", kind="direct")],
        id="curly, two sentences around the cue",
    ),
    pytest.param(
        "‘The road is closed,’ Keller said. ‘It will stay so for weeks.’",
        [said("said", "Keller", "‘The road is closed,’", "‘It will stay so for weeks.’", kind="direct")],
        id="British, two sentences around the cue",
    ),
    pytest.param(
        '"The road is closed. It will stay so for weeks," Keller said.',
        [said("said", "Keller", '"The road is closed. It will stay so for weeks,"', kind="direct")],
        id="cue after a quotation of two sentences",
    ),
    pytest.param(
        '"The road is closed. It is a pity. We will open it in May," said the mayor.',
        [said("said", "the mayor", '"The road is closed. It is a pity. We will open it in May,"', kind="direct")],
        id="cue after a quotation of three sentences",
    ),
    pytest.param(
        'Keller said: "The road is closed. It will stay so for weeks."',
        [said("said", "Keller", '"The road is closed. It will stay so for weeks."', kind="direct")],
        id="cue before a quotation of two sentences",
    ),
    pytest.param(
        '"The road is closed," Keller said. "It will stay so.\n\n"We are sorry for that."',
        [
            said(
                "said",
                "Keller",
                '"The road is closed,"',
                '"It will stay so.\n\n"We are sorry for that."',
                kind="direct",
            )
        ],
        id="a paragraph that opens again",
    ),
    pytest.param(
        'Keller said that the road was closed. "It will stay so for many weeks."',
        [said("said", "Keller", 'that the road was closed. "It will stay so for many weeks."', kind="mixed")],
        id="a quotation in the next sentence with no cue",
    ),
    pytest.param(
        '"The road is closed," Keller said.\n\n"It is open to buses," said Moss.',
        [said("said", "Keller", '"The road is closed,"'), said("said", "Moss", '"It is open to buses,"')],
        id="another paragraph, another speaker",
    ),
    pytest.param(
        'Keller said: "The road is closed." Moss replied: "It is open to all."',
        [said("said", "Keller", '"The road is closed."'), said("replied", "Moss", '"It is open to all."')],
        id="each cue keeps its own quotation",
    ),
    pytest.param(
        'Keller said the road was closed, adding: "It will stay so."',
        [said("said", "Keller", "the road was closed"), said("adding", "Keller", '"It will stay so."', kind="direct")],
        id="indirect, then a quotation in the sentence",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_contents_over_cues_sentences_and_paragraphs(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


SOURCES = [
    pytest.param(
        "Anna Keller, the mayor of Lisbon, said the road was closed.",
        [said("said", "Anna Keller, the mayor of Lisbon", "the road was closed")],
        id="an apposition",
    ),
    pytest.param(
        "Anna Keller, a doctor who lives nearby, said the road was closed.",
        [said("said", "Anna Keller, a doctor who lives nearby", "the road was closed")],
        id="an apposition with a relative clause",
    ),
    pytest.param(
        "Keller, who lives nearby, said the road was closed.",
        [said("said", "Keller, who lives nearby", "the road was closed")],
        id="a relative clause on the name",
    ),
    pytest.param(
        "Prime Minister Anna Keller said the road was closed.",
        [said("said", "Prime Minister Anna Keller", "the road was closed")],
        id="a title",
    ),
    pytest.param(
        "Anna Keller, 54, said the road was closed.",
        [said("said", "Anna Keller, 54", "the road was closed")],
        id="an age",
    ),
    pytest.param(
        '"The road is closed," said police spokesman Paul Moss.',
        [said("said", "police spokesman Paul Moss", '"The road is closed,"')],
        id="a title after the verb",
    ),
    pytest.param(
        '"The road is closed," said Paul Moss, a spokesman for the police.',
        [said("said", "Paul Moss, a spokesman for the police", '"The road is closed,"')],
        id="an apposition after the verb",
    ),
    pytest.param(
        "Two senior officials said the road was closed.",
        [said("said", "Two senior officials", "the road was closed")],
        id="unnamed officials",
    ),
    pytest.param(
        "Critics say the road was never safe.", [said("say", "Critics", "the road was never safe")], id="critics"
    ),
    pytest.param(
        "The report said the road was unsafe.", [said("said", "The report", "the road was unsafe")], id="a document"
    ),
    pytest.param(
        "The ministry said the road was unsafe.",
        [said("said", "The ministry", "the road was unsafe")],
        id="an organisation",
    ),
    pytest.param(
        "Keller and Moss said the road was closed.",
        [said("said", "Keller and Moss", "the road was closed")],
        id="two speakers",
    ),
    pytest.param(
        "A spokesman for the city council said the road was closed.",
        [said("said", "A spokesman for the city council", "the road was closed")],
        id="a prepositional phrase",
    ),
    pytest.param(
        "The mayor's adviser said the road was closed.",
        [said("said", "The mayor's adviser", "the road was closed")],
        id="a possessive",
    ),
    pytest.param(
        "One of the residents said the road was closed.",
        [said("said", "One of the residents", "the road was closed")],
        id="one of",
    ),
    pytest.param(
        "Some of those present said the road was closed.",
        [said("said", "Some of those present", "the road was closed")],
        id="a quantifier",
    ),
    pytest.param(
        "Keller, who said the road was closed, left on Monday.",
        [said("said", "Keller", "the road was closed")],
        id="who in a relative clause",
    ),
    pytest.param(
        "Keller smiled and said that the road was closed.",
        [said("said", "Keller", "that the road was closed")],
        id="subject of a coordinated verb",
    ),
    pytest.param(
        "Keller went on to say that the road was closed.",
        [said("say", "Keller", "that the road was closed")],
        id="subject of a governing verb",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SOURCES)
def test_who_is_reported(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


ADDRESSEES = [
    pytest.param(
        "Keller told reporters that the road was closed.",
        [said("told", "Keller", "that the road was closed", addressee="reporters")],
        id="told",
    ),
    pytest.param(
        "Keller told the council the road was closed.",
        [said("told", "Keller", "the road was closed", addressee="the council")],
        id="told, without that",
    ),
    pytest.param(
        '"The road is closed," Keller told the Evening Post.',
        [said("told", "Keller", '"The road is closed,"', addressee="the Evening Post", kind="direct")],
        id="told, after a quotation",
    ),
    pytest.param(
        'Keller told the Evening Post: "The road is closed."',
        [said("told", "Keller", '"The road is closed."', addressee="the Evening Post")],
        id="told, before a quotation",
    ),
    pytest.param(
        "Keller said to the council that the road was closed.",
        [said("said", "Keller", "that the road was closed", addressee="the council")],
        id="said to",
    ),
    pytest.param(
        "Keller told residents to stay at home.",
        [said("told", "Keller", "residents to stay at home", addressee="residents")],
        id="an infinitive content",
    ),
    pytest.param(
        "Keller warned residents that the bridge could fall.",
        [said("warned", "Keller", "that the bridge could fall", addressee="residents", stance="warning")],
        id="warned",
    ),
    pytest.param(
        "Keller urged drivers to stay at home.",
        [said("urged", "Keller", "drivers to stay at home", addressee="drivers", stance="directing")],
        id="urged",
    ),
    pytest.param(
        "Keller assured residents that the bridge was safe.",
        [said("assured", "Keller", "that the bridge was safe", addressee="residents")],
        id="assured",
    ),
    pytest.param(
        "Keller said that the road was closed.",
        [said("said", "Keller", "that the road was closed", addressee=None, channel=None)],
        id="none",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSEES)
def test_whom_it_was_told(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


PASSIVES = [
    pytest.param(
        "Keller is said to have closed the road.",
        [said("said", None, "Keller", "to have closed the road")],
        id="said to have",
    ),
    pytest.param(
        "The bridge is believed to be unsafe.",
        [said("believed", None, "The bridge", "to be unsafe", act="thought")],
        id="believed to be",
    ),
    pytest.param(
        "It was alleged by Keller that the road was unsafe.",
        [said("alleged", "Keller", "that the road was unsafe", stance="doubting")],
        id="it was alleged by",
    ),
    pytest.param(
        "It was alleged that the road was unsafe.",
        [said("alleged", None, "that the road was unsafe", stance="doubting")],
        id="it was alleged by nobody",
    ),
    pytest.param(
        "It is claimed that the road was unsafe.",
        [said("claimed", None, "that the road was unsafe", stance="doubting")],
        id="it is claimed",
    ),
    pytest.param(
        "Keller was accused of closing the road.",
        [said("accused", None, "closing the road", stance="accusing")],
        id="accused by nobody",
    ),
    pytest.param(
        "Keller was accused by Moss of closing the road.",
        [said("accused", "Moss", "closing the road", stance="accusing")],
        id="accused by somebody",
    ),
    pytest.param(
        "Moss accused Keller of closing the road.",
        [said("accused", "Moss", "Keller of closing the road", stance="accusing")],
        id="accused, active",
    ),
    pytest.param(
        "Residents were told that the road was closed.", [said("told", None, "that the road was closed")], id="was told"
    ),
    pytest.param(
        "Residents were told by Keller that the road was closed.",
        [said("told", "Keller", "that the road was closed")],
        id="was told by",
    ),
    pytest.param(
        "Drivers were warned that the bridge could fall.",
        [said("warned", None, "that the bridge could fall", stance="warning")],
        id="was warned",
    ),
    pytest.param(
        "Drivers were urged to stay at home.",
        [said("urged", None, "to stay at home", stance="directing")],
        id="was urged to",
    ),
    pytest.param(
        "It was reported that the road was closed.",
        [said("reported", None, "that the road was closed")],
        id="reportedly",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PASSIVES)
def test_passives(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


HEADLINES = [
    pytest.param(
        'Keller: "The road is closed."',
        [said(":", "Keller", '"The road is closed."', kind="direct")],
        id="name: quotation",
    ),
    pytest.param(
        "Anna Keller: “The road is closed.”",
        [said(":", "Anna Keller", "“The road is closed.”", kind="direct")],
        id="name: curly quotation",
    ),
    pytest.param(
        "Keller: Road will stay closed",
        [said(":", "Keller", "Road will stay closed", kind="indirect")],
        id="name: without marks",
    ),
    pytest.param(
        "Keller says road will stay closed", [said("says", "Keller", "road will stay closed")], id="headline says"
    ),
    pytest.param(
        "Road will stay closed, says Keller",
        [said("says", "Keller", "Road will stay closed")],
        id="headline, comma, says",
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADLINES)
def test_headlines(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


TRANSCRIPTS = [
    pytest.param(
        "Q: Is the road closed?\n\nA: It is closed for weeks.",
        [said(":", "Q", "Is the road closed"), said(":", "A", "It is closed for weeks")],
        id="Q and A",
    ),
    pytest.param(
        "POST: Is the road closed?\n\nKELLER: It is closed for weeks.",
        [said(":", "POST", "Is the road closed"), said(":", "KELLER", "It is closed for weeks")],
        id="names in capitals",
    ),
    pytest.param(
        'Post: "Is the road closed?"\n\nKeller: "It is closed for weeks."',
        [said(":", "Post", '"Is the road closed?"'), said(":", "Keller", '"It is closed for weeks."')],
        id="names and quotation marks",
    ),
    pytest.param(
        'The reporter asked: "Is the road closed?" Keller replied: "It is closed for weeks."',
        [
            said("asked", "The reporter", '"Is the road closed?"', stance="asking"),
            said("replied", "Keller", '"It is closed for weeks."'),
        ],
        id="the interviewer asks",
    ),
    pytest.param(
        "Asked by a reporter if the road was closed, Keller said that it was.",
        [said("Asked", "a reporter", "if the road was closed"), said("said", "Keller", "that it was")],
        id="asked by a reporter",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TRANSCRIPTS)
def test_interviews(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


CASES = [*ORDERS, *SPLITS, *SOURCES, *ADDRESSEES, *PASSIVES, *HEADLINES, *TRANSCRIPTS]


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    """Every text of this module, parsed in one go."""
    texts = [str(case.values[0]) for case in CASES]
    return dict(zip(texts, nlp.pipe(texts)))


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        pytest.param("Lund rejected claims that the bridge was unsafe.", "claims", None, id="denied by another"),
        pytest.param("Lund repeated his claim that the bridge was unsafe.", "claim", "his", id="repeated by its owner"),
        pytest.param('Asked whether the bridge was safe, Lund said: "It is."', "Asked", None, id="he was asked"),
        pytest.param('Lund said: "It is."', "said", "Lund", id="he says"),
    ],
)
def test_whose_claim_it_is(nlp: Language, text: str, cue: str, source: str | None) -> None:
    found = {row.cue: row.source for row in find_statements(nlp(text))}
    assert found[cue] == source
