"""Statements on the trained model: which words are cues, what they lend, and which words are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from statement_rows import Row, read, said

from framing.find import find_statements

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model

QUESTIONS = [
    pytest.param(
        "Keller asked whether the road was closed.",
        [said("asked", "Keller", "whether the road was closed", stance="asking", act="speech")],
        id="asked whether",
    ),
    pytest.param(
        "Keller asked why the road was closed.",
        [said("asked", "Keller", "why the road was closed", stance="asking")],
        id="asked why",
    ),
    pytest.param(
        "Keller wondered if the road was closed.",
        [said("wondered", "Keller", "if the road was closed", stance="asking")],
        id="wondered",
    ),
    pytest.param(
        "Keller questioned whether the road was safe.",
        [said("questioned", "Keller", "whether the road was safe")],
        id="questioned whether",
    ),
    pytest.param(
        '"Who closed the road?" asked Moss.',
        [said("asked", "Moss", '"Who closed the road?"', stance="asking", kind="direct")],
        id="a rhetorical question quoted",
    ),
    pytest.param(
        "Keller explained how the bridge had fallen.",
        [said("explained", "Keller", "how the bridge had fallen")],
        id="explained how",
    ),
]


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
def test_questions(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


NEGATION = [
    pytest.param(
        "Keller denied that the road was closed.",
        [said("denied", "Keller", "that the road was closed", stance="denying", negated=False)],
        id="denied that",
    ),
    pytest.param(
        "Keller denied closing the road.",
        [said("denied", "Keller", "closing the road", stance="denying")],
        id="denied doing",
    ),
    pytest.param(
        "Keller denied the allegations.",
        [said("denied", "Keller", "the allegations", stance="denying")],
        id="denied a thing",
    ),
    pytest.param(
        "Keller did not say that the road was closed.",
        [said("say", "Keller", "that the road was closed", negated=True)],
        id="did not say",
    ),
    pytest.param(
        "Keller never said that the road was closed.",
        [said("said", "Keller", "that the road was closed", negated=True)],
        id="never said",
    ),
    pytest.param(
        "Keller didn't claim that the road was closed.",
        [said("claim", "Keller", "that the road was closed", negated=True, stance="doubting")],
        id="didn't claim",
    ),
    pytest.param(
        "No officials said that the road was closed.",
        [said("said", "No officials", "that the road was closed", negated=True)],
        id="no one said",
    ),
    pytest.param(
        "Nobody said that the road was closed.",
        [said("said", "Nobody", "that the road was closed", negated=True)],
        id="nobody said",
    ),
    pytest.param(
        "Keller said that the road was not closed.",
        [said("said", "Keller", "that the road was not closed", negated=False)],
        id="negation in the content",
    ),
    pytest.param(
        "Keller refused to say whether the road was closed.",
        [
            said("refused", "Keller", "to say whether the road was closed", stance="denying"),
            said("say", "Keller", "whether the road was closed", within=0),
        ],
        id="refused to say",
    ),
]


@pytest.mark.parametrize(("text", "expected"), NEGATION)
def test_denials_and_negated_cues(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


HEDGES = [
    pytest.param(
        "Keller will say that the road is closed.",
        [said("say", "Keller", "that the road is closed", hedged=True)],
        id="future",
    ),
    pytest.param(
        "Keller would say that the road was closed.",
        [said("say", "Keller", "that the road was closed", hedged=True)],
        id="conditional",
    ),
    pytest.param(
        "Keller may argue that the road is unsafe.",
        [said("argue", "Keller", "that the road is unsafe", hedged=True)],
        id="may",
    ),
    pytest.param(
        "Keller reportedly said that the road was closed.",
        [said("said", "Keller", "that the road was closed", hedged=True)],
        id="reportedly",
    ),
    pytest.param(
        "Keller is expected to say that the road is closed.",
        [
            said("expected", None, "to say that the road is closed", act="thought"),
            said("say", "Keller", "that the road is closed", hedged=True),
        ],
        id="is expected to say",
    ),
    pytest.param(
        "Keller is going to say that the road is closed.",
        [said("say", "Keller", "that the road is closed", hedged=True)],
        id="going to",
    ),
    pytest.param(
        "Keller openly said that the road was closed.",
        [said("said", "Keller", "that the road was closed", hedged=False)],
        id="plain",
    ),
    pytest.param(
        "Keller said that the road may be closed.",
        [said("said", "Keller", "that the road may be closed", hedged=False)],
        id="a hedge in the content",
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEDGES)
def test_future_conditional_and_hedged_cues(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


ACCORDING = [
    pytest.param(
        "According to Keller, the road was closed.",
        [said("According to", "Keller", "the road was closed", kind="indirect")],
        id="first",
    ),
    pytest.param(
        "The road was closed, according to Keller.", [said("according to", "Keller", "The road was closed")], id="last"
    ),
    pytest.param(
        "The road was closed on Monday according to the police.",
        [said("according to", "the police", "The road was closed on Monday")],
        id="last, without a comma",
    ),
    pytest.param(
        "The road, according to Keller, was closed.",
        [said("according to", "Keller", "The road", "was closed")],
        id="in the middle",
    ),
    pytest.param(
        'The road was "closed for good", according to Keller.',
        [said("according to", "Keller", 'The road was "closed for good"', kind="mixed")],
        id="with a quotation",
    ),
    pytest.param(
        "According to the report, the road was unsafe.",
        [said("According to", "the report", "the road was unsafe")],
        id="a document",
    ),
    pytest.param(
        "Keller said the road was closed, according to a transcript by the Evening Post.",
        [
            said("according to", "a transcript by the Evening Post", "Keller said the road was closed", within=None),
            said("said", "Keller", "the road was closed", channel="a transcript by the Evening Post", within=0),
        ],
        id="a channel vouches for the whole",
    ),
    pytest.param(
        "According to the Evening Post, Keller said the road was closed.",
        [
            said("According to", "the Evening Post", "Keller said the road was closed", within=None),
            said("said", "Keller", "the road was closed", channel="the Evening Post", within=0),
        ],
        id="a channel first",
    ),
    pytest.param("The road was built according to plan.", [], id="a plan is no source"),
]


@pytest.mark.parametrize(("text", "expected"), ACCORDING)
def test_according_to(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


NOUNS = [
    pytest.param(
        "Allegations that the road was unsafe have spread.",
        [said("Allegations", None, "that the road was unsafe", stance="doubting")],
        id="allegations that",
    ),
    pytest.param(
        "Allegations by Keller that the road was unsafe have spread.",
        [said("Allegations", "Keller", "that the road was unsafe", stance="doubting")],
        id="allegations by",
    ),
    pytest.param(
        "The ministry issued a warning that the bridge could fall.",
        [said("warning", "The ministry", "that the bridge could fall", stance="warning")],
        id="a warning that",
    ),
    pytest.param(
        "Keller repeated her call for a new bridge.",
        [
            said("repeated", "Keller", "her call for a new bridge"),
            said("call", "her", "a new bridge", stance="directing", within=0),
        ],
        id="a call for",
    ),
    pytest.param(
        "Fears that the bridge could fall have grown.",
        [said("Fears", None, "that the bridge could fall")],
        id="the fear that",
    ),
    pytest.param(
        "It is Keller's belief that the road is safe.",
        [said("belief", "Keller's", "that the road is safe", act="thought")],
        id="the belief that",
    ),
    pytest.param("The insurance claim was paid.", [], id="a claim without content"),
]


@pytest.mark.parametrize(("text", "expected"), NOUNS)
def test_nouns_as_cues(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


NESTED = [
    pytest.param(
        "Keller said that Moss had claimed that the road was unsafe.",
        [
            said("said", "Keller", "that Moss had claimed that the road was unsafe", within=None),
            said("claimed", "Moss", "that the road was unsafe", within=0, stance="doubting"),
        ],
        id="said that claimed",
    ),
    pytest.param(
        '"He said the road was closed," Keller said.',
        [said("said", "Keller", '"He said the road was closed,"', kind="direct", within=None)],
        id="reporting in a quotation is the source's",
    ),
    pytest.param(
        '"I think the road is closed," said Keller.',
        [said("said", "Keller", '"I think the road is closed,"')],
        id="I think, in a quotation",
    ),
    pytest.param(
        '"She told me ‘the road is closed’ and left," Keller said.',
        [said("said", "Keller", '"She told me ‘the road is closed’ and left,"', kind="direct")],
        id="a quotation in a quotation",
    ),
    pytest.param(
        "Moss said he was told by Keller that the road was closed.",
        [
            said("said", "Moss", "he was told by Keller that the road was closed"),
            said("told", "Keller", "that the road was closed", within=0),
        ],
        id="told by",
    ),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_statements_in_statements(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


THOUGHTS = [
    pytest.param(
        "Keller believes that the road is safe.",
        [said("believes", "Keller", "that the road is safe", act="thought", stance="thinking")],
        id="believes",
    ),
    pytest.param(
        "Keller thinks the road is safe.",
        [said("thinks", "Keller", "the road is safe", act="thought", stance="thinking")],
        id="thinks",
    ),
    pytest.param(
        "Keller hopes that the road will open.",
        [said("hopes", "Keller", "that the road will open", act="thought")],
        id="hopes",
    ),
    pytest.param(
        "Keller fears that the bridge will fall.",
        [said("fears", "Keller", "that the bridge will fall", act="thought")],
        id="fears",
    ),
    pytest.param(
        "Keller expects the road to open in May.",
        [said("expects", "Keller", "the road to open in May", act="thought")],
        id="expects to",
    ),
    pytest.param(
        "Keller wants to open the road.", [said("wants", "Keller", "to open the road", act="intention")], id="wants to"
    ),
    pytest.param(
        "Keller plans to open the road.", [said("plans", "Keller", "to open the road", act="intention")], id="plans to"
    ),
    pytest.param("Keller supports the new bridge.", [said("supports", "Keller", "the new bridge")], id="supports"),
    pytest.param(
        "Keller knew that the road was unsafe.",
        [said("knew", "Keller", "that the road was unsafe", act="thought")],
        id="knew",
    ),
]


@pytest.mark.parametrize(("text", "expected"), THOUGHTS)
def test_thoughts_and_intentions(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


STANCES = [
    pytest.param(
        "Keller claimed that the road was closed.",
        [said("claimed", "Keller", "that the road was closed", stance="doubting")],
        id="claimed",
    ),
    pytest.param(
        "Keller alleged that the road was closed.",
        [said("alleged", "Keller", "that the road was closed", stance="doubting")],
        id="alleged",
    ),
    pytest.param(
        "Keller noted that the road was closed.",
        [said("noted", "Keller", "that the road was closed", stance="endorsing")],
        id="noted",
    ),
    pytest.param(
        "Keller confirmed that the road was closed.",
        [said("confirmed", "Keller", "that the road was closed", stance="endorsing")],
        id="confirmed",
    ),
    pytest.param(
        "Keller revealed that the road was closed.",
        [said("revealed", "Keller", "that the road was closed", stance="endorsing")],
        id="revealed",
    ),
    pytest.param(
        "Keller pointed out that the road was closed.",
        [said("pointed out", "Keller", "that the road was closed", stance="endorsing")],
        id="pointed out",
    ),
    pytest.param(
        "Keller admitted that the road was closed.",
        [said("admitted", "Keller", "that the road was closed", stance="conceding")],
        id="admitted",
    ),
    pytest.param(
        "Keller acknowledged that the road was closed.",
        [said("acknowledged", "Keller", "that the road was closed", stance="conceding")],
        id="acknowledged",
    ),
    pytest.param(
        "Keller conceded that the road was closed.",
        [said("conceded", "Keller", "that the road was closed", stance="conceding")],
        id="conceded",
    ),
    pytest.param(
        "Keller insisted that the road was closed.",
        [said("insisted", "Keller", "that the road was closed", stance="asserting")],
        id="insisted",
    ),
    pytest.param(
        "Keller stressed that the road was closed.",
        [said("stressed", "Keller", "that the road was closed", stance="asserting")],
        id="stressed",
    ),
    pytest.param(
        "Keller maintained that the road was closed.",
        [said("maintained", "Keller", "that the road was closed", stance="asserting")],
        id="maintained",
    ),
    pytest.param(
        "Keller argued that the road was closed.",
        [said("argued", "Keller", "that the road was closed", stance="asserting")],
        id="argued",
    ),
    pytest.param(
        "Keller warned that the road was closed.",
        [said("warned", "Keller", "that the road was closed", stance="warning")],
        id="warned",
    ),
    pytest.param(
        "Keller promised that the road was closed.",
        [said("promised", "Keller", "that the road was closed", stance="committing")],
        id="promised",
    ),
    pytest.param(
        "Keller vowed that the road was closed.",
        [said("vowed", "Keller", "that the road was closed", stance="committing")],
        id="vowed",
    ),
    pytest.param(
        "Keller boasted that the road was closed.",
        [said("boasted", "Keller", "that the road was closed", stance="emoting")],
        id="boasted",
    ),
    pytest.param(
        "Keller complained that the road was closed.",
        [said("complained", "Keller", "that the road was closed", stance="emoting")],
        id="complained",
    ),
    pytest.param(
        "Keller lamented that the road was closed.",
        [said("lamented", "Keller", "that the road was closed", stance="emoting")],
        id="lamented",
    ),
    pytest.param(
        "Keller added that the road was closed.",
        [said("added", "Keller", "that the road was closed", stance="neutral")],
        id="added",
    ),
    pytest.param(
        "Keller announced that the road was closed.",
        [said("announced", "Keller", "that the road was closed", stance="neutral")],
        id="announced",
    ),
    pytest.param(
        "Keller stated that the road was closed.",
        [said("stated", "Keller", "that the road was closed", stance="asserting")],
        id="stated",
    ),
    pytest.param(
        "Keller wrote that the road was closed.",
        [said("wrote", "Keller", "that the road was closed", stance="neutral")],
        id="wrote",
    ),
    pytest.param(
        "Keller testified that the road was closed.",
        [said("testified", "Keller", "that the road was closed", stance="asserting")],
        id="testified",
    ),
    pytest.param(
        "Keller declared that the road was closed.",
        [said("declared", "Keller", "that the road was closed", stance="asserting")],
        id="declared",
    ),
    pytest.param(
        "Keller blamed Moss for the closure.",
        [said("blamed", "Keller", "Moss for the closure", stance="accusing")],
        id="blamed for",
    ),
    pytest.param(
        "Keller demanded that the road be closed.",
        [said("demanded", "Keller", "that the road be closed", stance="directing")],
        id="demanded",
    ),
    pytest.param(
        "Keller called for a new bridge.",
        [said("called for", "Keller", "a new bridge", stance="directing")],
        id="called for",
    ),
    pytest.param(
        "Keller threatened to close the road.",
        [said("threatened", "Keller", "to close the road", stance="warning")],
        id="threatened to",
    ),
    pytest.param(
        "Keller promised to open the road.",
        [said("promised", "Keller", "to open the road", stance="committing")],
        id="promised to",
    ),
    pytest.param(
        "Keller vowed to open the road.",
        [said("vowed", "Keller", "to open the road", stance="committing")],
        id="vowed to",
    ),
    pytest.param("Keller agreed to open the road.", [said("agreed", "Keller", "to open the road")], id="agreed to"),
    pytest.param('"The road is open," Keller smiled.', [said("smiled", "Keller", '"The road is open,"')], id="smiled"),
    pytest.param(
        '"The road is open," Keller continued.', [said("continued", "Keller", '"The road is open,"')], id="continued"
    ),
    pytest.param(
        "Keller replied by claiming that the road was closed.",
        [said("claiming", "Keller", "that the road was closed", stance="doubting")],
        id="replied by claiming",
    ),
    pytest.param(
        "Keller made clear that the road was closed.",
        [said("made clear", "Keller", "that the road was closed")],
        id="made clear",
    ),
    pytest.param(
        "Keller criticised the closure.",
        [said("criticised", "Keller", "the closure", stance="accusing")],
        id="criticised",
    ),
    pytest.param(
        '"The road is open," Keller tweeted.',
        [said("tweeted", "Keller", '"The road is open,"', stance="neutral")],
        id="tweeted",
    ),
]


@pytest.mark.parametrize(("text", "expected"), STANCES)
def test_what_the_cue_lends(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


NO_CUES = [
    pytest.param("The blast claimed twelve lives.", [], id="the blast claimed lives"),
    pytest.param("They claimed a narrow victory in the north.", [], id="claimed a victory"),
    pytest.param("The noted author lives in Lisbon.", [], id="noted author"),
    pytest.param("The stated aims of the plan were met.", [], id="stated aims"),
    pytest.param("The alleged thief was held overnight.", [], id="alleged thief"),
    pytest.param("Tenants have a say in the design.", [], id="a say"),
    pytest.param("Few can tell the twins apart.", [], id="tell apart"),
    pytest.param("The baker added sugar to the dough.", [], id="added sugar"),
    pytest.param("A warning light came on.", [], id="a warning light"),
    pytest.param("The council held a meeting on Monday.", [], id="held a meeting"),
    pytest.param("Keller found a coin on the road.", [], id="found a coin"),
    pytest.param("The cinema showed a film.", [], id="showed a film"),
    pytest.param("The curtain rose and revealed a statue.", [], id="revealed a statue"),
    pytest.param("The council maintained the road for years.", [], id="maintained a road"),
    pytest.param("The gun pointed out of the window.", [], id="pointed out of"),
    pytest.param("Stressed workers left early.", [], id="stressed workers"),
    pytest.param("Moss was admitted to hospital on Monday.", [], id="admitted to hospital"),
    pytest.param("Nobody asked.", [], id="asked, with no content"),
    pytest.param("Moss volunteered at the shelter.", [], id="volunteered at"),
    pytest.param("The crowd observed a minute's silence.", [], id="observed a minute's silence"),
    pytest.param("Both teams contended for the title.", [], id="contended for the title"),
    pytest.param("The law states that fines are due in May.", [], id="the law states"),
]


@pytest.mark.parametrize(("text", "expected"), NO_CUES)
def test_words_that_are_no_cues_here(docs: dict[str, Doc], text: str, expected: list[Row]) -> None:
    assert read(find_statements(docs[text]), text, expected) == expected


CASES = [*QUESTIONS, *NEGATION, *HEDGES, *ACCORDING, *NOUNS, *NESTED, *THOUGHTS, *STANCES, *NO_CUES]


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    """Every text of this module, parsed in one go."""
    texts = [str(case.values[0]) for case in CASES]
    return dict(zip(texts, nlp.pipe(texts)))
