"""How the parser multiplies: faster, with the same annotation, or as spaCy ships it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy
from thinc.api import NumpyOps
from threadpoolctl import threadpool_info, threadpool_limits

from framing.parse import kernel
from framing.parse.model import installed_model

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "“We can't swim,” Paul Moss told the Ostrel Times in May. He'd have said more if 300 people hadn't left."


def uses_blis(nlp: Language) -> set[bool]:
    return {node.ops.use_blis for _, pipe in nlp.pipeline for node in kernel.layers_of(pipe)}


class Wrong(NumpyOps):
    """Operations that multiply wrongly."""

    def gemm(self, *args: Any, **options: Any) -> Any:
        return -super().gemm(*args, **options)


@pytest.mark.model
def test_the_loaded_pipeline_multiplies_with_numpy(nlp: Language) -> None:
    assert uses_blis(nlp) == {False}


@pytest.mark.model
@pytest.mark.parametrize("text", [TEXT, kernel.PROBE])
def test_its_annotation_is_that_of_spacys_own_set_up(nlp: Language, text: str) -> None:
    plain = spacy.load(installed_model() or "")
    assert uses_blis(plain) == {True}
    assert kernel._annotation(nlp(text)) == kernel._annotation(plain(text))


@pytest.mark.model
def test_a_pipeline_that_would_annotate_otherwise_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thinc.api.NumpyOps", Wrong)
    with pytest.warns(UserWarning, match="runs as spaCy ships it"):
        nlp = kernel.quicken(spacy.load(installed_model() or ""))
    assert uses_blis(nlp) == {True}
    assert [token.dep_ for token in nlp("Keller left.")] == ["nsubj", "ROOT", "punct"]


def test_one_thread_inside_the_block_only() -> None:
    def threads() -> set[int]:
        np.ones((2, 2)) @ np.ones((2, 2))
        return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}

    with threadpool_limits(2, user_api="blas"):
        before = threads()
        with kernel.one_thread():
            assert threads() == {1}
        assert threads() == before


@pytest.mark.model
def test_articles_come_back_in_their_order_however_they_are_cut(nlp: Language) -> None:
    texts = [f"Moss left at {hour}." + " Rain fell." * (hour % 3) for hour in range(2 * kernel.AT_ONCE + 1)]
    docs = list(kernel.docs_of(nlp, texts))
    assert [doc.text for doc in docs] == texts
    assert [kernel._annotation(doc) for doc in docs] == [kernel._annotation(nlp(text)) for text in texts]
    assert list(kernel.docs_of(nlp, [])) == []
