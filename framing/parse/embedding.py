"""The vectors that spaCy's models make of a word alone, before they look at its neighbours: once for each kind of word.

A model begins with what a token is told apart by (norm, prefix, suffix, shape ...), embeds and mixes that, row by row,
and only then looks left and right. In a few thousand tokens of news every kind of word comes three times. So the
kinds are embedded, and their vectors laid out over the tokens.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, Ragged

from framing.parse.kernel import layers_of

NAME = "once_a_kind"
ENDS = ("extract_features", "list2ragged", "ragged2list")  # the first two and the last layer of what is stood in for
BY_ROW = frozenset(("ints-getitem", "hashembed", "maxout", "layernorm", "dropout"))  # look at nothing but one row


def embed_once(nlp: Language) -> None:
    """Let every model of a pipeline that begins like spaCy's embed each kind of word once a batch."""
    for _, pipe in nlp.pipeline:
        for node in layers_of(pipe):
            if _embeds(node):
                pipe.model.replace_node(node, Model(NAME, _forward, layers=[node]))  # type: ignore[attr-defined]


def embed_each(nlp: Language) -> None:
    """Undo `embed_once`."""
    for _, pipe in nlp.pipeline:
        for node in layers_of(pipe):
            if node.name == NAME:
                pipe.model.replace_node(node, node.layers[0])  # type: ignore[attr-defined]


def _embeds(node: Any) -> bool:
    """Whether a layer embeds words as spaCy's models do, each for itself."""
    layers = node.layers
    if len(layers) < 4 or (layers[0].name, layers[1].name, layers[-1].name) != ENDS:
        return False
    inner = [one for layer in layers[2:-1] for one in layer.walk()]
    return BY_ROW.issuperset(one.name for one in inner if not one.layers)


def _forward(model: Any, docs: Any, is_train: bool) -> tuple[Any, Any]:
    (whole,) = model.layers
    if is_train:
        return whole(docs, is_train)  # type: ignore[no-any-return]
    rows_of = whole.layers[0].predict(docs)
    rows = np.ascontiguousarray(np.concatenate(rows_of)) if rows_of else np.zeros((0, 1))
    if not rows.size or rows.ndim != 2:
        return whole(docs, is_train)  # type: ignore[no-any-return]
    as_one = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()
    _, first, kinds = np.unique(as_one, return_index=True, return_inverse=True)
    of_kinds: Any = rows[first]
    lengths: Any = np.array([len(first)], np.int32)
    found: Any = Ragged(of_kinds, lengths)
    for layer in whole.layers[2:-1]:
        found = layer.predict(found)
    vectors = found.dataXd.take(kinds, axis=0)
    return np.split(vectors, np.cumsum([len(own) for own in rows_of])[:-1]), None
