"""The quick entity recogniser finds what spaCy's finds, with any weights and any text."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from framing.parse import entities
from framing.parse.entities import NAME, Moves, QuickRecognizer, decide_together
from framing.parse.model import installed_model

if TYPE_CHECKING:
    from spacy.language import Language

TYPES = ("PERSON", "ORG", "GPE")
FORMS = ["Keller", "Moss", "Ostrel", "Harbour", "Post", "said", "the", "of", ",", ".", "\n\n", " "]
WORDS = st.lists(st.tuples(st.sampled_from(FORMS), st.sampled_from([1, 0, 0, 0])), max_size=25)
DOCS = st.lists(WORDS, min_size=1, max_size=6)


def blank(seed: int, *, types: tuple[str, ...] = TYPES, **config: Any) -> Language:
    """A pipeline whose recogniser has weights drawn at random: it begins, goes on with and ends entities everywhere."""
    nlp = English()
    recognizer: Any = nlp.add_pipe("beam_ner" if config else "ner", name="ner", config=config)
    for one in types:
        recognizer.add_label(one)
    nlp.initialize()
    random = np.random.default_rng(seed)
    for layer in recognizer.model.walk():
        for name in layer.param_names:
            layer.set_param(name, random.normal(size=layer.get_param(name).shape).astype("f"))
    return nlp


def doc_of(nlp: Language, words: list[tuple[str, int]]) -> Doc:
    return Doc(nlp.vocab, words=[form for form, _ in words], sent_starts=[bool(starts) for _, starts in words])


def annotated(nlp: Language, texts: list[list[tuple[str, int]]]) -> list[tuple[list[tuple[int, int, str]], list[int]]]:
    """The entities of each Doc, and for each token whether it begins one, is in one or outside."""
    docs = nlp.get_pipe("ner").pipe([doc_of(nlp, words) for words in texts], batch_size=3)  # type: ignore[attr-defined]
    return [([(one.start, one.end, one.label_) for one in doc.ents], [token.ent_iob for token in doc]) for doc in docs]


def quick(nlp: Language) -> QuickRecognizer:
    made = decide_together(nlp)
    assert made is not None
    return made


PLAIN = [blank(seed) for seed in range(4)]
QUICK = [blank(seed) for seed in range(4)]
for one in QUICK:
    quick(one)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(range(len(PLAIN))), DOCS)
def test_every_entity_is_the_one_that_spacy_finds(seed: int, texts: list[list[tuple[str, int]]]) -> None:
    assert annotated(QUICK[seed], texts) == annotated(PLAIN[seed], texts)


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_an_entity_may_be_longer_than_what_is_tried_for_all(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "TOGETHER", steps)
    text = [(form, 0) for step in (1, 5, 7, 11) for form in (FORMS * step)[::step]]
    for ours, plain in zip(QUICK, PLAIN):
        assert annotated(ours, [text]) == annotated(plain, [text])


def test_the_weights_of_these_tests_make_entities_of_every_length() -> None:
    text = [(form, 0) for step in (1, 5, 7, 11) for form in (FORMS * step)[::step]]
    lengths = {stop - first for nlp in PLAIN for first, stop, _ in annotated(nlp, [text])[0][0]}
    assert {1, 2, 3, 4} <= lengths


@pytest.mark.parametrize(
    ("words", "longest"),
    [
        pytest.param([("Keller", 1), ("Moss", 1), ("Post", 1)], 1, id="no entity goes on into the next sentence"),
        pytest.param([("\n\n", 1), (" ", 0)], 0, id="none begins with white space"),
        pytest.param([], 0, id="no token"),
    ],
)
def test_what_no_weights_can_do(words: list[tuple[str, int]], longest: int) -> None:
    for nlp in QUICK:
        found, _ = annotated(nlp, [words])[0]
        assert max((stop - first for first, stop, _ in found), default=0) <= longest


def test_entities_that_are_there_already_stay() -> None:
    expected, found = [], []
    for nlp, into in ((PLAIN[0], expected), (QUICK[0], found)):
        doc = doc_of(nlp, [("the", 1), ("Harbour", 0), ("Post", 0), ("said", 0)])
        doc.set_ents([Span(doc, 1, 3, "ORG")], default="missing")
        into += [(one.text, one.label_) for one in nlp.get_pipe("ner")(doc).ents]
    assert found == expected
    assert ("Harbour Post", "ORG") in found


def test_a_recognizer_that_was_told_so_decides_as_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = blank(1)
    quick(nlp).as_shipped = True
    monkeypatch.setattr(Moves, "of", None)  # is not asked
    assert annotated(nlp, [[("Keller", 1)]]) == annotated(PLAIN[1], [[("Keller", 1)]])


class TestWhichRecognizersAreLeftAlone:
    def test_one_that_looks_ahead(self) -> None:
        nlp = blank(1, beam_width=4)
        assert decide_together(nlp) is None

    def test_one_of_another_class(self) -> None:
        class Own(EntityRecognizer):  # type: ignore[misc]
            """A recogniser of the user's own."""

        nlp = English()

        @English.factory("own_recognizer")
        def made(nlp: Language, name: str) -> Own:
            shipped: Any = PLAIN[0].get_pipe("ner")
            return Own(nlp.vocab, shipped.model, name)

        nlp.add_pipe("own_recognizer", name="ner")
        assert decide_together(nlp) is None

    def test_none_at_all(self) -> None:
        assert decide_together(English()) is None

    def test_one_that_has_no_move_to_end_an_entity(self, monkeypatch: pytest.MonkeyPatch) -> None:
        recognizer: Any = PLAIN[0].get_pipe("ner")
        names = [name for name in recognizer.move_names if name != "L-ORG"]
        moves = SimpleNamespace(n_moves=len(names), get_class_name=names.__getitem__)
        of_these = SimpleNamespace(moves=moves, model=recognizer.model, cfg=recognizer.cfg, postprocesses=[])
        assert Moves.of(of_these) is None  # type: ignore[arg-type]


@pytest.mark.model
def test_the_loaded_pipeline_has_it_in_the_place_of_spacys(nlp: Language) -> None:
    shipped = spacy.load(installed_model() or "")
    assert nlp.pipe_names == shipped.pipe_names
    assert nlp.get_pipe_meta("ner").factory == NAME
    text = "Anna Keller of the Ostrel Harbour Post left Carvenia on 3 May 2019.\n\nMr Moss paid $3 million."
    assert [(e.text, e.label_) for e in nlp(text).ents] == [(e.text, e.label_) for e in shipped(text).ents]
