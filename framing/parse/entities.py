"""spaCy's entity recogniser, several times faster: decides on all tokens of some articles at a time.

spaCy goes from token to token and asks each of its moves (begin, go on with, end or make up an entity of some type, or
stay outside) whether it is allowed there; most of its time passes so, not with the vectors. But outside of entities
the score of a move depends on the token alone, and inside of one on the token, the one before it and the first. So
all tokens are decided on as if they stood outside, then all that may begin an entity are followed to its end, and
then it is told which of them are reached. The model, its moves and the annotation are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import Model

NAME = "framing_ner"
BEGIN, IN, LAST, UNIT, OUT = "BILUO"  # what the names of moves begin with
BLOCKED = "U-"  # allowed only where somebody has marked a token before
AT_ONCE = 4096  # tokens: larger arrays leave the processor's cache
# Steps that all entities are taken on together, reached or not; then only those that are, or noise would take forever.
TOGETHER = 16
FEATURES = 3  # of a move inside of an entity: its token, the first one of the entity, and the one before
STRINGS = ("strings",)  # those of the vocabulary, which both share
LOOKED_AT = ("SENT_START", "IS_SPACE", "ENT_IOB")
Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]
Entity = tuple[int, int, str]  # first token, the one after the last, type


class QuickRecognizer(EntityRecognizer):  # type: ignore[misc]
    """An EntityRecognizer that is quick; on Docs that have entities already, or with another decoder, spaCy's own."""

    as_shipped = False  # True lets spaCy decide everywhere

    def predict(self, docs: Any) -> Any:
        """The entities of each Doc, for `set_annotations`."""
        several: list[Doc] = [docs] if isinstance(docs, Doc) else list(docs)
        columns = np.concatenate([doc.to_array([*LOOKED_AT]).reshape(len(doc), len(LOOKED_AT)) for doc in several]).T
        moves = None if self.as_shipped or not columns.size or columns[2].any() else Moves.of(self)
        if moves is None:
            return super().predict(docs)
        bounds = np.cumsum([0, *map(len, several)])
        last = np.zeros(bounds[-1], bool)
        last[bounds[1:] - 1] = True
        # where an entity has to end: with a sentence or an article
        ends = last | np.append(columns[0, 1:] == 1, True)
        scores = _Scores(self.model, self.model.layers[0].predict(several))
        return _by_doc(_entities(scores, moves, ends, columns[1] == 1), bounds.tolist())

    def set_annotations(self, docs: Any, found: Any) -> None:
        """Put the entities into the Docs; every other token is outside."""
        if len(found) and not isinstance(found[0], list):
            super().set_annotations(docs, found)
            return
        for doc, entities in zip(docs, found):
            doc.set_ents([Span(doc, first, stop, label) for first, stop, label in entities], default="outside")


@dataclass(frozen=True)
class Moves:
    """The numbers of the moves that begin, go on with, end and make up an entity, in the order of the ``types``.

    Of the ``n`` in all, ``never`` has those that are not allowed where no entity is open.
    """

    n: int
    types: tuple[str, ...]
    begin: Numbers
    inside: Numbers
    last: Numbers
    unit: Numbers
    never: Numbers

    @classmethod
    def of(cls, recognizer: EntityRecognizer) -> Moves | None:
        """The moves of a recogniser, or None where it does not decode as this module does."""
        model = recognizer.model
        greedy = recognizer.cfg["beam_width"] == 1 and not recognizer.postprocesses
        if not greedy or model.name != "parser_model" or model.attrs["unseen_classes"] or not model.attrs["has_upper"]:
            return None
        if model.layers[1].get_dim("nF") != FEATURES:
            return None
        moves = recognizer.moves
        numbers = {moves.get_class_name(number): number for number in range(moves.n_moves)}
        types = tuple(name[2:] for name in numbers if name.startswith(f"{BEGIN}-"))
        names = [[f"{move}-{kind}" for kind in types] for move in (BEGIN, IN, LAST, UNIT)]
        if {OUT, *(name for of_move in names for name in of_move)} != numbers.keys() - {BLOCKED}:
            return None
        begin, inside, last, unit = (np.array([numbers[name] for name in of_move], np.intp) for of_move in names)
        never = np.setdiff1d(np.arange(len(numbers)), [*begin, *unit, numbers[OUT]])
        return cls(len(numbers), types, begin, inside, last, unit, never)


class _Scores:
    """The scores of the moves at the tokens of some Docs, in the floats and by the sums of spaCy's parser model."""

    def __init__(self, model: Any, vectors: Floats) -> None:
        self.vectors = vectors
        _, lower, self._upper = model.layers
        self._gemm, self._pieces = lower.ops.gemm, lower.get_dim("nP")
        # a row a feature: what a token's vector is multiplied by, and what stands for no token
        self._weights = lower.get_param("W").reshape(FEATURES, -1, lower.get_dim("nI"))
        self._nothing, self._bias = lower.get_param("pad").reshape(FEATURES, -1), lower.get_param("b").ravel()

    def outside(self, first: int, stop: int) -> Floats:
        """Of every move (columns) at the tokens from the first on, with no entity open there."""
        return self._of(self._feature(0, self.vectors[first:stop]), self._nothing[1], self._nothing[2])

    def inside(self, tokens: Numbers, firsts: Numbers) -> Floats:
        """Of every move at these tokens, each in an entity that begins with the other."""
        vectors = self.vectors
        first, before = self._feature(1, vectors[firsts]), self._feature(2, vectors[tokens - 1])
        return self._of(self._feature(0, vectors[tokens]), first, before)

    def _feature(self, which: int, vectors: Floats) -> Floats:
        found: Floats = self._gemm(vectors, self._weights[which], trans2=True)
        return found

    def _of(self, token: Floats, first: Floats, before: Floats) -> Floats:
        token += first
        token += before
        token += self._bias
        hidden = reduce(np.maximum, [token[:, piece :: self._pieces] for piece in range(self._pieces)])
        scores: Floats = self._upper.predict(hidden)
        return scores


def _entities(scores: _Scores, moves: Moves, ends: Flags, space: Flags) -> Iterator[Entity]:
    """The entities in all tokens, in text order."""
    blocks = [slice(first, first + AT_ONCE) for first in range(0, len(ends), AT_ONCE)]
    chosen = np.concatenate([_chosen(scores.outside(at.start, at.stop), moves, ends[at], space[at]) for at in blocks])
    kinds = np.full(moves.n, -1)
    kinds[moves.begin] = kinds[moves.unit] = np.arange(len(moves.types))
    kind = kinds[chosen]
    firsts = np.flatnonzero(kind >= 0)
    begins = firsts[np.isin(chosen[firsts], moves.begin)]
    stops = np.arange(len(ends)) + 1
    stops[begins] = _stops(scores, moves, ends, begins, kind[begins], TOGETHER)
    reached = 0
    for first, stop, of_type in zip(firsts.tolist(), stops[firsts].tolist(), kind[firsts].tolist()):
        if first >= reached:
            alone = np.array([first]), np.array([of_type])
            reached = stop or int(_stops(scores, moves, ends, *alone, len(ends))[0])
            yield first, reached, moves.types[of_type]


def _chosen(outside: Floats, moves: Moves, ends: Flags, space: Flags) -> Numbers:
    """The best move at each token that is allowed there with no entity open."""
    outside[:, moves.never] = -np.inf
    outside[np.ix_(space, moves.unit)] = outside[np.ix_(space | ends, moves.begin)] = -np.inf
    chosen: Numbers = outside.argmax(axis=1)
    return chosen


def _stops(scores: _Scores, moves: Moves, ends: Flags, firsts: Numbers, kinds: Numbers, most: int) -> Numbers:
    """Before which token the entities end that begin here, all taken on step by step; 0 after the most steps."""
    stops = firsts + 1
    going = np.arange(len(firsts))
    for _ in range(most):
        if not len(going):
            break
        tokens = stops[going]
        stops[going] += 1
        at = scores.inside(tokens, firsts[going])
        row = np.arange(len(going))
        goes_on = at[row, moves.inside[kinds[going]]] >= at[row, moves.last[kinds[going]]]
        going = going[goes_on & ~ends[tokens]]
    stops[going] = 0
    return stops


def _by_doc(entities: Iterator[Entity], bounds: Sequence[int]) -> list[list[Entity]]:
    """The entities of each Doc, by its own tokens; `bounds` has where the Docs begin and end among all tokens."""
    found: list[list[Entity]] = [[] for _ in bounds[1:]]
    number = 0
    for first, stop, kind in entities:
        while first >= bounds[number + 1]:
            number += 1
        found[number].append((first - bounds[number], stop - bounds[number], kind))
    return found


@Language.factory(NAME)
def make_recognizer(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Callable[..., Any] | None,
) -> QuickRecognizer:
    """The factory, with what spaCy's own takes: a recogniser that is not trained."""
    return QuickRecognizer(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )


def decide_together(nlp: Language) -> QuickRecognizer | None:
    """Let a pipeline's entity recogniser, if it has spaCy's that decodes greedily, decide on many tokens at a time."""
    at = "ner"
    if at not in nlp.pipe_names or type(nlp.get_pipe(at)) is not EntityRecognizer:
        return None
    if Moves.of(nlp.get_pipe(at)) is None:
        return None
    config = {name: value for name, value in nlp.get_pipe_config(at).items() if name != "factory"}
    place, shipped = nlp.pipe_names.index(at), nlp.remove_pipe(at)[1]
    before = nlp.pipe_names[place] if place < len(nlp.pipe_names) else None
    made: Any = nlp.add_pipe(NAME, name=at, before=before, config=config)
    made.moves.from_bytes(shipped.moves.to_bytes(exclude=STRINGS), exclude=STRINGS)  # type: ignore[attr-defined]
    made.model = shipped.model  # type: ignore[attr-defined]
    return cast(QuickRecognizer, made)
