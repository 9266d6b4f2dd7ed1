"""Words are embedded once for each kind, and come out as spaCy's own models embed them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc
from thinc.api import Linear

from framing.parse.embedding import NAME, embed_each, embed_once

if TYPE_CHECKING:
    from spacy.language import Language

WORDS = st.lists(
    st.sampled_from(["Keller", "keller", "said", "the", ",", "\n\n", "Ostrel", "2019", "isn't"]), max_size=12
)


def blank(seed: int) -> Language:
    """A pipeline with a model that embeds words, with weights drawn at random."""
    nlp = English()
    nlp.add_pipe("tok2vec")
    nlp.initialize()
    random = np.random.default_rng(seed)
    for layer in model_of(nlp).walk():
        for name in layer.param_names:
            layer.set_param(name, random.normal(size=layer.get_param(name).shape).astype("f"))
    return nlp


def model_of(nlp: Language) -> Any:
    return nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]


def names_in(nlp: Language) -> list[str]:
    return [node.name for node in model_of(nlp).walk()]


PLAIN, ONCE = blank(1), blank(1)
embed_once(ONCE)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_every_token_has_the_vector_that_spacy_gives_it(texts: list[list[str]]) -> None:
    expected, found = (model_of(nlp).predict([Doc(nlp.vocab, words=words) for words in texts]) for nlp in (PLAIN, ONCE))
    assert [one.shape for one in found] == [one.shape for one in expected]
    for one, other in zip(expected, found):
        np.testing.assert_allclose(other, one, rtol=1e-4, atol=1e-4)


def test_each_kind_of_word_is_embedded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    (once,) = (node for node in model_of(ONCE).walk() if node.name == NAME)
    embed = next(node for node in once.walk() if node.name == "hashembed")
    before = embed._func
    monkeypatch.setattr(
        embed, "_func", lambda model, ids, is_train: (seen.append(len(ids)), before(model, ids, is_train))[1]
    )
    model_of(ONCE).predict([Doc(ONCE.vocab, words=["Moss", "said", "Moss", "said"]), Doc(ONCE.vocab, words=["said"])])
    assert seen == [2]


def test_a_model_that_learns_sees_every_token() -> None:
    docs = [Doc(ONCE.vocab, words=["Moss", "said", "Moss"])]
    vectors, back = model_of(ONCE).begin_update(docs)
    assert [one.shape[0] for one in vectors] == [3]
    assert callable(back)


def test_it_can_be_undone() -> None:
    nlp = blank(2)
    before = names_in(nlp)
    embed_once(nlp)
    assert names_in(nlp) != before
    embed_each(nlp)
    assert names_in(nlp) == before


def test_layers_of_another_sort_are_left_alone() -> None:
    nlp = blank(3)
    embeds = next(node for node in model_of(nlp).walk() if node.layers and node.layers[-1].name == "ragged2list")
    embeds.layers.insert(3, Linear(96, 96))  # which looks at nothing but one row either, but nobody has said so
    embed_once(nlp)
    assert NAME not in names_in(nlp)


@pytest.mark.model
def test_both_models_of_the_loaded_pipeline_embed_once(nlp: Language) -> None:
    models = {name: getattr(pipe, "model", None) for name, pipe in nlp.pipeline}
    once = {
        name for name, model in models.items() if model is not None and NAME in [node.name for node in model.walk()]
    }
    assert once >= {"tok2vec", "ner"}
