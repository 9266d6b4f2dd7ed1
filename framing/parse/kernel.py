"""How a pipeline is made faster, where the annotation stays the same: matrices, rules, entities and embeddings.

Matrices are multiplied by numpy's BLAS instead of spaCy's blis, which may pick a slow kernel for a processor that it
does not know; they are too small for several threads to gain: one is faster by the clock too, and leaves the others to
workers. `framing.parse.ruler`, `framing.parse.entities` and `framing.parse.embedding` stand in for parts of spaCy's.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Names, numbers, quotations, contractions and a subordinate clause, so that every component has something to say.
PROBE = (
    "On Tuesday President Anna Keller of Carvenia claimed that the “rebels” who'd taken Port Ostrel in 2019 aren't "
    "backed by 1,200 fighters. “It wasn't us,” said Mr Moss, whose ministry had denied the $3 million deal.\n\n"
    "According to the Harbour Post, nobody was hurt when the dam burst; its engineers hoped otherwise."
)
AT_ONCE = 8  # articles: larger arrays leave the processor's cache
# The parser goes step by step through a quarter of what it is given at once: so through all eight, not two.
IN_STEP = {"parser": {"batch_size": 4 * AT_ONCE}}
ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB")


def quicken(nlp: Language) -> Language:
    """The pipeline, faster, with the annotation that spaCy's own set-up gives.

    A short text is annotated both ways; where they differ, the pipeline is left as spaCy sets it up, with a warning.
    """
    from thinc.api import NumpyOps

    from framing.parse.embedding import embed_each, embed_once
    from framing.parse.entities import decide_together
    from framing.parse.ruler import remember_rules

    expected = _annotation(nlp(PROBE))
    remember_rules(nlp)
    recognizer = decide_together(nlp)
    embed_once(nlp)
    before = _multiply_with(nlp, NumpyOps(use_blis=False))
    for _ in range(2):  # rules are remembered from the first time on
        if _annotation(nlp(PROBE)) != expected:
            for node, ops in before:
                node.ops = ops
            embed_each(nlp)
            if recognizer is not None:
                recognizer.as_shipped = True
            name = nlp.meta["name"]
            warnings.warn(f"{name} annotates otherwise when it is made faster: it runs as spaCy ships it", stacklevel=2)
            break
    return nlp


def docs_of(nlp: Language, texts: Sequence[str]) -> Iterator[Doc]:
    """A Doc a text, in their order, in one thread and so many at once as is fastest."""
    for first in range(0, len(texts), AT_ONCE):
        with one_thread():
            docs = list(nlp.pipe(texts[first : first + AT_ONCE], batch_size=AT_ONCE, component_cfg=IN_STEP))
        yield from docs


@contextmanager
def one_thread() -> Iterator[None]:
    """Matrices are multiplied in one thread inside the block."""
    with _libraries().limit(limits=1, user_api="blas"):
        yield


@lru_cache(maxsize=1)
def _libraries() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _multiply_with(nlp: Language, ops: Any) -> list[tuple[Any, Any]]:
    """Give the layers of all components these operations; what each had comes back."""
    nodes = [node for _, pipe in nlp.pipeline for node in layers_of(pipe)]
    before = [(node, node.ops) for node in nodes]
    for node in nodes:
        node.ops = ops
    return before


def layers_of(pipe: Any) -> list[Any]:
    """All layers of a component's model, inner ones too; rule-based components have none."""
    walk = getattr(getattr(pipe, "model", None), "walk", None)
    return list(walk()) if walk else []


def _annotation(doc: Doc) -> list[Any]:
    return list(doc.to_array([*ATTRIBUTES]).tolist())
