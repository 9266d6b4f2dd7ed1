"""The attribute ruler that remembers gives what spaCy's gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from framing.parse.ruler import NAME, RememberingRuler, remember_rules

if TYPE_CHECKING:
    from spacy.language import Language

WRITTEN = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]
RULES: list[dict[str, Any]] = [
    {"patterns": [[{"TAG": "VB"}]], "attrs": {"POS": "VERB", "MORPH": "VerbForm=Inf"}},
    {"patterns": [[{"TAG": "VB", "LOWER": {"IN": ["be", "have"]}}]], "attrs": {"POS": "AUX"}},
    {"patterns": [[{"TAG": "NN"}], [{"TAG": {"IN": ["NNS", "NNP"]}}]], "attrs": {"POS": "NOUN"}},
    {"patterns": [[{"LOWER": "it", "DEP": "dobj"}]], "attrs": {"MORPH": "Case=Acc", "LEMMA": "it"}},
    {"patterns": [[{"LOWER": "gon"}, {"LOWER": "na"}]], "attrs": {"LEMMA": "go"}, "index": 0},
    {"patterns": [[{"LOWER": "gon"}, {"LOWER": "na"}]], "attrs": {"LEMMA": "to"}, "index": -1},
    {"patterns": [[{"LOWER": {"REGEX": "^n[ou]thin'$"}}]], "attrs": {"LEMMA": "nothing"}},
    {"patterns": [[{"LOWER": "be", "TAG": "NN"}]], "attrs": {"LEMMA": "be", "TAG": "VB", "DEP": "dep"}},
    {"patterns": [[{"TAG": "XX", "LOWER": "na"}]], "attrs": {"LEMMA": "later-rule"}},
]
FORMS = st.sampled_from(["be", "Have", "it", "gon", "na", "nuthin'", "dam", "Dams", "rains", "\n\n"])
TAGS = st.sampled_from(["VB", "NN", "NNS", "NNP", "XX", "ZZ"])
WORDS = st.lists(st.tuples(FORMS, TAGS, st.sampled_from(["dobj", "nsubj", "dep"])), min_size=1, max_size=12)


def pair(rules: list[dict[str, Any]]) -> tuple[AttributeRuler, RememberingRuler]:
    """spaCy's ruler and ours with these rules."""
    vocab = English().vocab
    plain, ours = AttributeRuler(vocab), RememberingRuler(vocab)
    for ruler in (plain, ours):
        ruler.add_patterns(rules)
    return plain, ours


def tagged(ruler: AttributeRuler, words: list[tuple[str, str, str]]) -> Doc:
    forms, tags, deps = zip(*words)
    return Doc(ruler.vocab, words=forms, tags=tags, deps=deps, heads=[0] * len(forms))


PAIR = pair(RULES)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_every_token_has_what_spacys_ruler_gives_it(docs: list[list[tuple[str, str, str]]]) -> None:
    for words in docs:
        expected, found = (ruler(tagged(ruler, words)).to_array(WRITTEN).tolist() for ruler in PAIR)
        assert found == expected


def test_a_kind_that_is_known_goes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    _, ours = pair(RULES)
    words = [("Dams", "NNS", "nsubj"), ("have", "VB", "dep"), ("it", "ZZ", "dobj")]
    first = ours(tagged(ours, words))
    monkeypatch.setattr(ours, "match", lambda doc: pytest.fail("asked again"))
    again = ours(tagged(ours, [*words[::-1], ("Rains", "NNS", "nsubj")]))
    assert [token.pos_ for token in first] == ["NOUN", "AUX", ""]
    assert [token.pos_ for token in again] == ["", "AUX", "NOUN", "NOUN"]
    assert again[0].lemma_ == "it"


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param({"patterns": [[{"TAG": "NN"}]], "attrs": {"NORM": "x"}}, id="another attribute is written"),
        pytest.param({"patterns": [[{"SHAPE": "xxx"}]], "attrs": {"POS": "X"}}, id="another attribute is asked"),
        pytest.param({"patterns": [[{"TAG": "NN", "OP": "+"}]], "attrs": {"POS": "X"}}, id="an operator"),
        pytest.param({"patterns": [[{"LOWER": {"NOT_IN": ["dam"]}}]], "attrs": {"POS": "X"}}, id="all forms but one"),
    ],
)
def test_rules_of_another_sort_hold_too(rule: dict[str, Any]) -> None:
    plain, ours = pair([*RULES, rule])
    words = [("dam", "NN", "nsubj"), ("be", "VB", "dep"), ("dam", "NN", "nsubj"), ("Has", "VB", "dep")]
    for _ in range(2):
        expected, found = (ruler(tagged(ruler, words)).to_array([*WRITTEN, "NORM"]).tolist() for ruler in (plain, ours))
        assert found == expected


def test_a_rule_added_later_is_seen() -> None:
    plain, ours = pair(RULES)
    words = [("dam", "ZZ", "nsubj")]
    ours(tagged(ours, words))
    for ruler in (plain, ours):
        ruler.add([[{"TAG": "ZZ"}]], {"POS": "INTJ"})
    assert ours(tagged(ours, words))[0].pos_ == plain(tagged(plain, words))[0].pos_ == "INTJ"


def test_an_empty_doc_and_a_pipeline_without_a_ruler() -> None:
    _, ours = pair(RULES)
    assert len(ours(Doc(ours.vocab))) == 0
    blank = English()
    remember_rules(blank)
    assert blank.pipe_names == []


@pytest.mark.model
def test_the_loaded_pipeline_remembers_and_agrees(nlp: Language) -> None:
    ours = nlp.get_pipe("attribute_ruler")
    assert nlp.get_pipe_meta("attribute_ruler").factory == NAME
    plain = AttributeRuler(nlp.vocab).from_bytes(ours.to_bytes())
    texts = [
        "I'm gonna go. Let's see; y'all gotta leave. It ain't so, there's nothin' to it.",
        "“We might have been warned,” Keller said, and they themselves weren't.\n\nIts dams would've held, she's sure.",
    ]
    for text in [*texts, *texts]:
        doc = nlp(text)
        bare = Doc(nlp.vocab, words=[t.text for t in doc], tags=[t.tag_ for t in doc],
                   deps=[t.dep_ for t in doc], heads=[t.head.i for t in doc])  # fmt: skip
        expected = plain(bare)
        assert [(t.pos_, str(t.morph)) for t in doc] == [(t.pos_, str(t.morph)) for t in expected]
        assert all(t.lemma_ == e.lemma_ for t, e in zip(doc, expected) if e.lemma_)
