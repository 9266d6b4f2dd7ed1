"""How well attributions (who said what) are found: the figures, and what each of them counts.

An attribution has a source, a cue and a content, each a list of ``[start, end)`` in characters of the article. They
are compared as sets of tokens, so that marks and blanks at the edges cost nothing: of words (runs of letters,
digits and ``_``) for source and content, of words and single other signs for the cue. Each figure is a count of what
is *right* over the predicted (``system``, giving precision) and the annotated (``gold``, giving recall), summed over
the articles. Pairs are one-to-one in an article, such that the sum of their weights is greatest, and have a weight
above 0; Dice is 2 |A and B| / (|A| + |B|).

``cue``                    pairs of attributions by the Dice of their cues, over those that have a cue
``content_words``          words in any content, whoever's it is
``content_words_aligned``  words shared by pairs of contents (weighed by that number), over the words of all contents
``content_exact``          contents that are the same to the word
``attribution``            pairs by the Dice of their contents plus that of their cues (the former twice where the
                           system gives no cue), over all attributions
``source_given_match``     of these pairs, those that share a word of the source, over those with a source
``full``                   of these pairs, those that share a word of the source or have none on both sides, over all
                           attributions
``full_close``             of those, the ones with a Dice of the contents of at least 0.8
``direct.*``, ``indirect.*``  the same for one kind of content; direct is one with at least five words in one
                           quotation and more than half of its words in quotations. A predicted attribution is of the
                           kind of the gold one that it is paired with, and of its own kind when it has none

Predictions with more than half of their content's words in a stretch marked ``discard`` in the gold are left out.
Where several pairings have the same greatest sum, which of them is counted is not defined.

The definitions are those of the task of Newell, Margolin and Ruths (2018) as the project scores it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from counting import scores
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

KINDS = ("direct", "indirect")
BY_KIND = ("attribution", "full", "full_close", "content_words_aligned")
MEASURES = (
    "cue", "content_words", "content_words_aligned", "content_exact",
    "attribution", "source_given_match", "full", "full_close",
    *(f"{kind}.{name}" for kind in KINDS for name in BY_KIND),
)  # fmt: skip
# In plain words, for those who read the published figures; the head of this file has the definitions.
_MEANS = {
    "cue": "reporting cues found",
    "content_words": "words found that stand in any reported content",
    "content_words_aligned": "words found of the content of the right statement",
    "content_exact": "contents found to the word",
    "attribution": "statements found, by content and cue",
    "source_given_match": "statements with the right source, of those found that have one",
    "full": "statements found with the right source, or rightly with none",
    "full_close": "statements found with the right source and nearly all of the right content",
}
_OF_KIND = {"direct": "direct statements: ", "indirect": "other statements: "}
MEANS = {
    measure: _OF_KIND.get(measure.partition(".")[0], "") + _MEANS[measure.rpartition(".")[2]] for measure in MEASURES
}
CLOSE = 0.8
QUOTED_WORDS = 5

TOKEN = re.compile(r"\w+|[^\w\s]")
MARKS = re.compile("''|``|[\"\u201c\u201d\u201e\u00ab\u00bb]")
ONLY_OPEN = frozenset(("``", "\u201c", "\u201e", "\u00ab"))
ONLY_CLOSE = frozenset("\u201d\u00bb")


@dataclass(frozen=True)
class Article:
    """A text as tokens: where each starts and ends, whether it is a word, and in which quotation it is (-1: none)."""

    text: str

    @cached_property
    def bounds(self) -> Ints:
        """Two rows: the first character of each token, and the one after its last."""
        spans = [match.span() for match in TOKEN.finditer(self.text)]
        return np.array(spans, dtype=np.int64).reshape(-1, 2).T

    @cached_property
    def is_word(self) -> Flags:
        """Whether a token is a word, not another sign."""
        firsts = (self.text[start] for start in self.bounds[0])
        return np.array([first == "_" or first.isalnum() for first in firsts], dtype=np.bool_)

    @cached_property
    def quotation(self) -> Ints:
        """The number of the quotation that a token is in, from 0; -1 outside."""
        number = np.full(self.bounds.shape[1], -1, dtype=np.int64)
        for count, (start, end) in enumerate(quotations(self.text)):
            number[self.touched(start, end)] = count
        return number

    def touched(self, start: int, end: int) -> slice:
        """The tokens of which at least one character lies in a span."""
        if end <= start:
            return slice(0, 0)
        first = np.searchsorted(self.bounds[1], start, side="right")
        return slice(int(first), int(np.searchsorted(self.bounds[0], end, side="left")))

    def members(self, spans: Sequence[Sequence[int]], *, words: bool) -> Flags:
        """For each token whether one of the spans touches it; with `words`, for words alone."""
        inside = np.zeros(self.bounds.shape[1], dtype=np.bool_)
        for start, end in spans:
            inside[self.touched(start, end)] = True
        return inside & self.is_word if words else inside

    def is_direct(self, content: Flags) -> bool:
        """Whether a content is mainly quoted, and not in snippets only."""
        inside = self.quotation[content]
        quoted = inside[inside >= 0]
        return quoted.size > 0 and int(np.bincount(quoted).max()) >= QUOTED_WORDS and 2 * quoted.size > inside.size


def quotations(text: str) -> list[tuple[int, int]]:
    """What stands between double quotation marks, without them; one that is not closed ends with its line.

    >>> quotations('She said "no" and "maybe')
    [(10, 12), (19, 24)]
    """
    found = []
    line_start = 0
    for line in text.splitlines(keepends=True):
        opened: int | None = None
        for mark in MARKS.finditer(line):
            if opened is None and mark[0] not in ONLY_CLOSE:
                opened = line_start + mark.end()
            elif opened is not None and mark[0] not in ONLY_OPEN:
                found.append((opened, line_start + mark.start()))
                opened = None
        line_start += len(line)
        if opened is not None:
            found.append((opened, line_start))
    return found


@dataclass(frozen=True)
class Side:
    """The attributions of one side (gold or system) in one article: a row each, a column for each token."""

    source: Flags
    cue: Flags
    content: Flags
    direct: Flags

    @classmethod
    def of(cls, article: Article, attributions: Sequence[Mapping[str, Any]], *, discard: Flags | None = None) -> Side:
        """Spans to rows; an attribution mostly in `discard` is left out."""
        shape = (len(attributions), article.bounds.shape[1])
        source, cue, content = (
            np.array([article.members(a.get(role) or [], words=role != "cue") for a in attributions], dtype=np.bool_)
            for role in ("source", "cue", "content")
        )
        source, cue, content = source.reshape(shape), cue.reshape(shape), content.reshape(shape)
        if discard is not None:
            kept = 2 * (content & discard).sum(axis=1) <= content.sum(axis=1)
            source, cue, content = source[kept], cue[kept], content[kept]
        direct = np.array([article.is_direct(row) for row in content], dtype=np.bool_)
        return cls(source, cue, content, direct)

    def __len__(self) -> int:
        return len(self.content)


def shared(gold: Flags, system: Flags) -> Floats:
    """How many tokens each row of one has in common with each row of the other."""
    return (gold.astype(np.int32) @ system.astype(np.int32).T).astype(np.float64)


def dice(gold: Flags, system: Flags) -> Floats:
    """The Dice coefficient of each row of one with each row of the other; 0 where both are empty."""
    sizes = gold.sum(axis=1)[:, None] + system.sum(axis=1)[None, :]
    return 2 * shared(gold, system) / np.maximum(sizes, 1)


def pairs_of(weights: Floats) -> tuple[Ints, Ints]:
    """Rows and columns of the one-to-one pairs with the greatest sum of weights, those of weight 0 left out."""
    rows, columns = np.flatnonzero(weights.any(axis=1)), np.flatnonzero(weights.any(axis=0))
    weights = weights[np.ix_(rows, columns)]
    first, second = linear_sum_assignment(weights, maximize=True)
    some = weights[first, second] > 0
    return rows[first[some]], columns[second[some]]


def attribution_weights(gold: Side, system: Side) -> Floats:
    """By what whole attributions are paired."""
    contents = dice(gold.content, system.content)
    return contents + np.where(system.cue.any(axis=1), dice(gold.cue, system.cue), contents)


class Count:
    """The counts of one article: for each measure what is right, predicted and annotated."""

    def __init__(self) -> None:
        self.table = np.zeros((len(MEASURES), 3), dtype=np.int64)

    def put(self, measure: str, right: float, system: float, gold: float) -> None:
        """Fill the row of a measure."""
        self.table[MEASURES.index(measure)] = right, system, gold

    def put_by_kind(self, measure: str, *sides: tuple[Any, Flags]) -> None:
        """Right, system and gold as amounts, each with whether it is of a direct content: sum them by kind."""
        self.put(measure, *(amounts.sum() for amounts, _ in sides))
        self.put(f"direct.{measure}", *(amounts[direct].sum() for amounts, direct in sides))
        self.put(f"indirect.{measure}", *(amounts[~direct].sum() for amounts, direct in sides))


def count_article(record: Mapping[str, Any], predicted: Sequence[Mapping[str, Any]]) -> Ints:
    """The counts of one article: a row for each of MEASURES, with the columns right, system, gold.

    `record` has ``text``, ``attributions`` and maybe ``discard``.
    """
    article = Article(record["text"])
    discard = article.members(record.get("discard") or [], words=True)
    gold = Side.of(article, record["attributions"])
    system = Side.of(article, predicted, discard=discard)
    count = Count()

    cued = pairs_of(dice(gold.cue, system.cue))[0]
    count.put("cue", cued.size, system.cue.any(axis=1).sum(), gold.cue.any(axis=1).sum())

    in_gold, in_system = gold.content.any(axis=0), system.content.any(axis=0)
    count.put("content_words", (in_gold & in_system).sum(), in_system.sum(), in_gold.sum())
    spans_of_gold, spans_of_system = (Counter(row.tobytes() for row in s.content if row.any()) for s in (gold, system))
    same = (spans_of_gold & spans_of_system).total()
    count.put("content_exact", same, spans_of_system.total(), spans_of_gold.total())

    words = shared(gold.content, system.content)
    rows, columns = pairs_of(words)
    count.put_by_kind(
        "content_words_aligned",
        (words[rows, columns], gold.direct[rows]),
        (system.content.sum(axis=1), _kinds(gold, system, rows, columns)),
        (gold.content.sum(axis=1), gold.direct),
    )
    _count_pairs(count, gold, system)
    return count.table


def _count_pairs(count: Count, gold: Side, system: Side) -> None:
    """What stands on the pairs of whole attributions."""
    contents = dice(gold.content, system.content)
    rows, columns = pairs_of(attribution_weights(gold, system))
    sourced_gold, sourced_system = gold.source.any(axis=1)[rows], system.source.any(axis=1)[columns]
    agree = (gold.source[rows] & system.source[columns]).any(axis=1)
    count.put("source_given_match", agree.sum(), sourced_system.sum(), sourced_gold.sum())
    full = agree | ~(sourced_gold | sourced_system)
    close = full & (contents[rows, columns] >= CLOSE)
    kinds = _kinds(gold, system, rows, columns)
    for measure, right in (("attribution", np.ones(len(rows))), ("full", full), ("full_close", close)):
        everything = (np.ones(len(system)), kinds), (np.ones(len(gold)), gold.direct)
        count.put_by_kind(measure, (right, gold.direct[rows]), *everything)


def _kinds(gold: Side, system: Side, rows: Ints, columns: Ints) -> Flags:
    """Whether each prediction is of a direct content: as its partner, or by itself where it has none."""
    direct = system.direct.copy()
    direct[columns] = gold.direct[rows]
    return direct


def score(
    gold: Sequence[Mapping[str, Any]],
    system: Sequence[Mapping[str, Any]],
    *,
    by_outlet: bool = False,
    bootstrap: int = 0,
    seed: int = 0,
) -> dict[str, Any]:
    """Score predictions (``doc_id``, ``attributions``) against gold records, article by article.

    Articles without predictions count as ones in which nothing was found. `by_outlet` adds the scores of each
    ``outlet``.
    """
    predicted = {record["doc_id"]: record["attributions"] for record in system}
    counts = [count_article(record, predicted.get(record["doc_id"], [])) for record in gold]
    result: dict[str, Any] = {
        "articles": len(gold),
        "articles_missing_from_system": sum(record["doc_id"] not in predicted for record in gold),
        "scores": scores(MEASURES, counts, bootstrap=bootstrap, seed=seed),
    }
    if by_outlet:
        outlets = [str(record.get("outlet", "unknown")) for record in gold]
        result["by_outlet"] = {
            outlet: scores(MEASURES, [one for one, where in zip(counts, outlets) if where == outlet])
            for outlet in sorted(set(outlets))
        }
    return result
