"""How the parser multiplies: numpy's BLAS instead of spaCy's blis where both give the same annotation.

blis may pick a slow kernel for a processor that it does not know; the BLAS that numpy brings has one for each. The
matrices are too small for several threads to gain: one is faster by the clock too, and leaves the others to workers.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
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
ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB")


def quicken(nlp: Language) -> Language:
    """The pipeline, faster, with the annotation that spaCy's own set-up gives.

    A short text is annotated both ways; where they differ, the pipeline is left as spaCy sets it up, with a warning.
    """
    from thinc.api import NumpyOps

    from framing.parse.ruler import remember_rules

    expected = _annotation(nlp(PROBE))
    before = _multiply_with(nlp, NumpyOps(use_blis=False))
    remember_rules(nlp)
    for _ in range(2):  # rules are remembered from the first time on
        if _annotation(nlp(PROBE)) != expected:
            for node, ops in before:
                node.ops = ops
            name = nlp.meta["name"]
            warnings.warn(f"numpy's BLAS annotates otherwise than blis: {name} runs as spaCy ships it", stacklevel=2)
            break
    return nlp


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
    nodes = [node for _, pipe in nlp.pipeline for node in _layers(pipe)]
    before = [(node, node.ops) for node in nodes]
    for node in nodes:
        node.ops = ops
    return before


def _layers(pipe: Any) -> list[Any]:
    walk = getattr(getattr(pipe, "model", None), "walk", None)  # rule-based components have none
    return list(walk()) if walk else []


def _annotation(doc: Doc) -> list[Any]:
    return list(doc.to_array([*ATTRIBUTES]).tolist())
