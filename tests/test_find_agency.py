"""Who does what to whom: texts with the events that they tell, and what tells none."""

from __future__ import annotations

import pytest
from hand_parsed import parsed
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from framing.find import Layout, Voices, find_agency, find_statements
from framing.find.actors import find_actors
from framing.find.rows import Event
from framing.lexicon import Lexicon, Matcher, Term, load_lexicon
from framing.parse import Tokens
from framing.values import CONSTRUCTIONS

Told = tuple[str, str, str | None, str | None, bool]
DELETED, TOLD = True, False


def events(doc: Doc, **options: object) -> list[Event]:
    layout = Layout.of(Tokens.of(doc))
    statements = list(find_statements(doc))
    return list(find_agency(layout, find_actors(layout, statements), Voices.of(layout, statements), **options))


def told(doc: Doc) -> list[Told]:
    return [(row.verb, row.construction, row.agent, row.patient, row.agent_deleted) for row in events(doc)]


BY_HAND = [
    pytest.param(
        "Rebels/nsubj/1/NOUN/rebel shot/ROOT/1/VERB/shoot two/nummod/3/NUM guards/dobj/1/NOUN/guard ./punct/1",
        [("shoot", "active", "Rebels", "two guards", TOLD)],
        id="active",
    ),
    pytest.param(
        "Two/nummod/1/NUM guards/nsubjpass/3/NOUN/guard were/auxpass/3/AUX/be shot/ROOT/3/VERB/shoot by/agent/3/ADP "
        "rebels/pobj/4/NOUN/rebel ./punct/3",
        [("shoot", "passive", "rebels", "Two guards", TOLD)],
        id="passive with an agent",
    ),
    pytest.param(
        "Two/nummod/1/NUM guards/nsubjpass/3/NOUN/guard got/auxpass/3/AUX/get shot/ROOT/3/VERB/shoot ./punct/3",
        [("shoot", "passive", None, "Two guards", DELETED)],
        id="passive without",
    ),
    pytest.param(
        "Guards/nsubjpass/2/NOUN/guard were/auxpass/2/AUX/be shot/ROOT/2/VERB/shoot by/agent/2/ADP "
        "Monday/pobj/3/PROPN/monday/DATE ./punct/2",
        [("shoot", "passive", None, "Guards", DELETED)],
        id="a day is no agent",
    ),
    pytest.param(
        "the/det/1/DET murder/nsubj/6/NOUN of/prep/1/ADP guards/pobj/2/NOUN/guard by/prep/1/ADP "
        "rebels/pobj/4/NOUN/rebel went/ROOT/6/VERB/go on/prt/6/ADP",
        [("murder", "nominal", "rebels", "guards", TOLD)],
        id="a noun with both",
    ),
    pytest.param(
        "murder/compound/1/NOUN trials/nsubj/2/NOUN/trial began/ROOT/2/VERB/begin ./punct/2",
        [],
        id="the first part of a compound",
    ),
    pytest.param(
        "Guards/nsubj/1/NOUN/guard died/ROOT/1/VERB/die ./punct/1",
        [("die", "intransitive", None, "Guards", TOLD)],
        id="dying has no place for an agent",
    ),
    pytest.param(
        "Guards/nsubj/1/NOUN/guard have/ROOT/1/VERB/have dogs/dobj/1/NOUN/dog ./punct/1", [], id="having is no event"
    ),
    pytest.param(
        "Mills/nsubjpass/2/NOUN/mill are/auxpass/2/AUX/be located/ROOT/2/VERB/locate there/advmod/2/ADV",
        [],
        id="a participle of state",
    ),
]


@pytest.mark.parametrize(("sketch", "expected"), BY_HAND)
def test_events_of_parses_by_hand(sketch: str, expected: list[Told]) -> None:
    assert told(parsed(sketch)) == expected


CLAUSES = [
    ("Three men were killed by police.", [("kill", "passive", "police", "Three men", TOLD)]),
    ("A man got shot in Ostrel.", [("shoot", "passive", None, "A man", DELETED)]),
    ("Ten people were left dead.", [("leave dead", "passive", None, "Ten people", DELETED)]),
    ("The man killed by police was a baker.", [("kill", "passive", "police", "The man", TOLD)]),
    ("The man who was killed slept.", [("kill", "passive", None, "The man", DELETED)]),
    ("The guards whom rebels killed slept.", [("kill", "active", "rebels", "The guards", TOLD)]),
    ("Police officers shot dead by rebels slept.", [("shoot dead", "passive", "rebels", "Police officers", TOLD)]),
    ("Two guards were killed at the hands of rebels.", [("kill", "passive", "rebels", "Two guards", TOLD)]),
    ("Man killed in Ostrel", [("kill", "passive", None, "Man", DELETED)]),
    (
        "Rebels killed or wounded ten guards.",
        [("kill", "active", "Rebels", "ten guards", TOLD), ("wound", "active", "Rebels", "ten guards", TOLD)],
    ),
    (
        "Rebels fired on the crowd, killing ten.",
        [("fire on", "active", "Rebels", "the crowd", TOLD), ("kill", "active", "Rebels", "ten", TOLD)],
    ),
    (
        "Moss is accused of killing his brother.",
        [("accuse", "passive", None, "Moss", DELETED), ("kill", "active", "Moss", "his brother", TOLD)],
    ),
    (
        "Keller was arrested and charged.",
        [("arrest", "passive", None, "Keller", DELETED), ("charge", "passive", None, "Keller", DELETED)],
    ),
    (
        "Moss died after being struck by a tram.",
        [("die", "intransitive", None, "Moss", TOLD), ("strike", "passive", "a tram", "Moss", TOLD)],
    ),
    ("Police clashed with miners.", [("clash", "active", "Police", "miners", TOLD)]),
    ("They carried it out on Monday.", [("carry out", "active", "They", "it", TOLD)]),
    ("Anna was interested in the mill.", []),
    ("It was reported that the dam broke.", []),
    ("The slain leader slept.", []),
    ("Rain fell.", []),
]

NOUNS = [
    ("The killing of three bakers by the army went on.", ("killing", "the army", "three bakers", TOLD)),
    ("The army's killing of Moss went on.", ("killing", "The army", "Moss", TOLD)),
    ("The killing of Moss went on.", ("killing", None, "Moss", DELETED)),
    ("Moss's murder made news.", ("murder", None, "Moss", DELETED)),
    ("The army's attack on the mill failed.", ("attack", "The army", "the mill", TOLD)),
    ("The bombing of the mill went on.", ("bombing", None, "the mill", DELETED)),
    ("A police shooting left two dead.", ("shooting", "police", None, TOLD)),
    ("Clashes erupted.", ("clash", None, None, DELETED)),
    ("Clashes erupted between police and miners.", ("clash", "police and miners", None, TOLD)),
    ("The attack was carried out by rebels.", ("attack", "rebels", None, TOLD)),
    ("Rebels carried out the attack on the mill.", ("attack", "Rebels", "the mill", TOLD)),
    ("Attacks from Paul Moss made news.", ("attack", "Paul Moss", None, TOLD)),
    ("The death of Moss made news.", ("death", None, "Moss", TOLD)),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses(docs: dict[str, Doc], text: str, expected: list[Told]) -> None:
    assert told(docs[text]) == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), NOUNS)
def test_nouns_of_violence(docs: dict[str, Doc], text: str, expected: tuple) -> None:
    found = [(row.verb, row.agent, row.patient, row.agent_deleted) for row in events(docs[text]) if row.category
             and row.construction == "nominal"]  # fmt: skip
    assert found == [expected]


@pytest.mark.model
def test_joined_nouns_share_their_patient(nlp: Language) -> None:
    doc = nlp("The murder and deportation of miners went on.")
    assert [(row.verb, row.patient) for row in events(doc)] == [("murder", "miners"), ("deportation", "miners")]


@pytest.mark.model
def test_an_event_has_its_actors_its_category_and_its_words(nlp: Language) -> None:
    text = "Anna Keller met Paul Moss. Police did not arrest him."
    row = events(nlp(text))[-1]
    assert (row.category, row.term, row.negated) == ("detention", "arrest", True)
    assert (row.patient, row.patient_actor) == ("him", "Paul Moss")
    assert text[row.start : row.end] == row.text == "arrest"


@pytest.mark.model
def test_an_event_is_in_the_voice_of_whoever_tells_it(nlp: Language) -> None:
    doc = nlp('Rebels shot Moss. "Police killed two men," Keller said. Lund said that a guard was shot.')
    voices = [(row.verb, row.voice, row.statement) for row in events(doc) if row.category]
    assert voices == [("shoot", "outlet", None), ("kill", "direct", 0), ("shoot", "indirect", 1)]


def test_a_lexicon_of_ones_own_gives_the_categories() -> None:
    own = Lexicon("own", "1.0.0", "Own", terms=(Term("paint", "colouring", lemma=("paint",)),))
    doc = parsed("Boys/nsubj/1/NOUN/boy painted/ROOT/1/VERB/paint guards/dobj/1/NOUN/guard ./punct/1")
    assert [(row.category, row.term) for row in events(doc, lexicon=own)] == [("colouring", "paint")]
    found = Matcher(own).find(Tokens.of(doc))
    assert events(doc, hits=found) == events(doc, lexicon=own)
    assert [row.category for row in events(doc, hits=[])] == [None]


def test_nouns_and_verbs_of_each_kind_of_violence_are_in_the_lexicon() -> None:
    lexicon = load_lexicon("violence")
    for category in lexicon.categories:
        tags = {term.pos for term in lexicon if term.category == category}
        assert ("VERB",) in tags or category == "fighting"
        assert ("NOUN",) in tags


WORDS = st.lists(
    st.tuples(
        st.sampled_from(["Rebels", "killed", "murder", "who", "by", "and", "died", "“", "”", "it", "hands", "\n\n"]),
        st.sampled_from(["nsubj", "nsubjpass", "dobj", "auxpass", "agent", "pobj", "conj", "acl", "xcomp", "prep"]),
        st.integers(0, 11),
        st.sampled_from(["VERB", "NOUN", "PRON", "ADP", "AUX", "ADJ", "PROPN"]),
    ),
    max_size=12,
)  # fmt: skip


@given(WORDS)
def test_any_parse_comes_through_with_words_that_stand_there(make_tokens, words: list) -> None:
    forms, deps, heads, poses = zip(*words) if words else ((), (), (), ())
    heads = [head % len(words) for head in heads]
    tags = [{"VERB": "VBN", "NOUN": "NN", "PRON": "WP", "PROPN": "NNP"}.get(pos, pos) for pos in poses]
    tokens = make_tokens(forms, dep=deps, head=heads, pos=poses, tag=tags, lemma=[form.lower() for form in forms])
    layout = Layout.of(tokens)
    for row in find_agency(layout, find_actors(layout, []), Voices.of(layout, [])):
        assert tokens.text[row.start : row.end] == row.text
        assert row.construction in CONSTRUCTIONS
        assert row.agent_deleted <= (row.agent is None)
        assert row.passive == (row.construction == "passive")


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    """Every text of this module, parsed in one go."""
    texts = [text for text, _ in (*CLAUSES, *NOUNS)]
    return dict(zip(texts, nlp.pipe(texts)))
