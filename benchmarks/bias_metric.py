"""How well biased words and biased sentences are found: counts, precision, recall, F1 and macro-F1 by article.

A word is a run of letters and digits, inner apostrophes and hyphens included; it is marked when it shares a character
with a span. Words are counted over all sentences together. Macro-F1 is the mean of the F1 of the biased sentences and
that of the others. Intervals are from a bootstrap over articles: sentences of one article are not independent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from counting import Floats, Ints, resampled, scores

WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")

Span = tuple[int, int]


def words_of(text: str) -> list[Span]:
    """Where the words of a text stand.

    >>> words_of("The far-right's plan.")
    [(0, 3), (4, 15), (16, 20)]
    """
    return [match.span() for match in WORD.finditer(text)]


def marked(words: Sequence[Span], spans: Iterable[Sequence[Any]]) -> list[bool]:
    """For each word, whether it shares a character with a span (start, end, and what else there is)."""
    marks = [(int(span[0]), int(span[1])) for span in spans]
    return [any(start < to and at < end for at, to in marks) for start, end in words]


def word_scores(
    gold: Sequence[Sequence[bool]], found: Mapping[str, Sequence[Sequence[bool]]], groups: Sequence[str], bootstrap: int
) -> dict[str, dict[str, Any]]:
    """For each way of finding: p, r, f1 of its words, their counts, and intervals.

    `gold` has, for each sentence, whether each of its words is marked; each of `found` the same; `groups` the articles.
    """
    table = [[_counts(one, marks[place]) for marks in found.values()] for place, one in enumerate(gold)]
    by_article = _by_article(np.array(table, dtype=np.int64), groups)
    return scores(tuple(found), list(by_article), bootstrap=bootstrap)


def sentence_scores(
    gold: Sequence[bool], found: Mapping[str, Sequence[bool]], groups: Sequence[str], bootstrap: int
) -> dict[str, dict[str, Any]]:
    """For each way of finding: macro_f1, accuracy, the number of sentences behind them (``of``), and intervals."""
    table = np.stack([_cells(gold, marks) for marks in found.values()], axis=1)
    by_article = _by_article(table, groups)
    values = macro_f1(by_article.sum(axis=0))
    right = by_article.sum(axis=0)[:, [0, 3]].sum(axis=1) / max(len(gold), 1)
    result: dict[str, dict[str, Any]] = {
        name: {"macro_f1": round(float(value), 4), "accuracy": round(float(share), 4), "of": len(gold)}
        for name, value, share in zip(found, values, right)
    }
    if bootstrap:
        bounds = np.percentile(macro_f1(resampled(by_article, bootstrap, 0)), [2.5, 97.5], axis=0).round(4)
        for place, name in enumerate(found):
            result[name]["macro_f1_95"] = bounds[:, place].tolist()
    return result


def macro_f1(cells: Ints) -> Floats:
    """The mean of both F1 from the counts along the last axis: rightly not found, invented, missed, rightly found."""
    quiet, invented, missed, right = np.moveaxis(cells, -1, 0).astype(np.float64)
    wrong = invented + missed
    return (right / np.maximum(right + wrong / 2, 0.5) + quiet / np.maximum(quiet + wrong / 2, 0.5)) / 2


def best_cut(gold: Sequence[bool], odds: Floats) -> float:
    """The lowest log-odds to call a word marked that gives the best F1 on these words."""
    order = np.argsort(-odds, kind="stable")
    right = np.cumsum(np.asarray(gold)[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + sum(gold))
    return float(odds[order][int(f1.argmax())])


def _counts(gold: Sequence[bool], found: Sequence[bool]) -> tuple[int, int, int]:
    return sum(one and other for one, other in zip(gold, found)), sum(found), sum(gold)


def _cells(gold: Sequence[bool], found: Sequence[bool]) -> Ints:
    """For each sentence, a one among the four cells of `macro_f1`."""
    return np.eye(4, dtype=np.int64)[2 * np.asarray(gold, dtype=np.int64) + np.asarray(found, dtype=np.int64)]


def _by_article(by_sentence: Ints, groups: Sequence[str]) -> Ints:
    """The counts summed over the sentences (first axis) of each article."""
    names, place = np.unique(np.asarray(groups), return_inverse=True)
    total = np.zeros((len(names), *by_sentence.shape[1:]), dtype=np.int64)
    np.add.at(total, place, by_sentence)
    return total
