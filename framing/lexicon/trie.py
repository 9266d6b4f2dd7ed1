"""Phrases of numbered words, found at all places of a long row of words at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from framing.parse.words import Numbers

Phrase = tuple[int, ...]


class Trie:
    """A trie as a double array (Aoe 1989), walked by numpy: a few calls for each length, however many words there are.

    Words have labels from 1 on (0: in no phrase); those that are a phrase by themselves come last. A node is a place
    of the two arrays: from a node, a label leads to ``base[node] + label`` if ``check`` names the node there. The
    node of a first word is its label. Each phrase has one or more values, numbers from 0 on.

    Aoe, J. (1989). An efficient digital search algorithm by using a double-array structure. IEEE Transactions on
    Software Engineering 15 (9).

    >>> trie = Trie({(4,): [0], (4, 6): [1, 2], (8, 6): [3]})
    >>> begin, value = trie.matches(np.array([4, 10, 8, 6, 4, 6, 0]))
    >>> sorted(zip(begin.tolist(), value.tolist()))
    [(0, 0), (2, 3), (4, 0), (4, 1), (4, 2)]
    """

    def __init__(self, phrases: Mapping[Phrase, Sequence[int]]) -> None:
        single = {phrase[0] for phrase in phrases if len(phrase) == 1}
        words = [*sorted(set(chain.from_iterable(phrases)) - single), *sorted(single)]
        self._single = len(words) - len(single) + 1
        self._longest = max(map(len, phrases), default=0)
        # words that are not in it, those met later included, have the label of the last place, 0
        self._labels = np.zeros(max(words, default=0) + 2, np.intp)
        self._labels[words] = np.arange(1, len(words) + 1)
        labelled = {tuple(self._labels.take(phrase).tolist()): values for phrase, values in phrases.items()}
        base = _bases(labelled, len(words))
        nodes: dict[Phrase, int] = {(): 0}
        for start in sorted({phrase[:size] for phrase in labelled for size in range(1, len(phrase) + 1)}, key=len):
            nodes[start] = base[start[:-1]] + start[-1]
        size = max(chain([0], base.values())) + len(words) + 1
        self._base, self._check = np.zeros(size, np.intp), np.full(size, -1)
        for start, node in nodes.items():
            self._base[node] = base.get(start, 0)
            if len(start) > 1:
                self._check[node] = nodes[start[:-1]]
        # the values of a node stand in a row; nearly always there is but one
        self._values = np.fromiter(chain.from_iterable(labelled.values()), np.intp)
        self._count = np.zeros(size, np.intp)
        ends = [nodes[phrase] for phrase in labelled]
        self._count[ends] = [len(values) for values in labelled.values()]
        self._past = np.zeros(size, np.intp)
        self._past[ends] = np.cumsum(self._count[ends])
        self._value = np.full(size, -1)
        self._value[ends] = self._values.take(self._past[ends] - 1) if ends else 0
        self._several = len(self._values) > len(labelled)

    def matches(self, words: Numbers) -> tuple[Numbers, Numbers]:
        """Every phrase in the words: where it begins, and a value of it; in no particular order.

        The last word must be one that is in no phrase.
        """
        labels = self._labels.take(words, mode="clip")
        begin = (labels >= self._single).nonzero()[0]
        node = labels.take(begin)
        if self._longest > 1:
            begins, nodes = self._longer(labels)
            begin, node = np.concatenate([begin, *begins]), np.concatenate([node, *nodes])
        value = self._value.take(node)
        if self._longest > 2:
            ends = (value >= 0).nonzero()[0]
            if len(ends) < len(value):
                begin, node, value = begin.take(ends), node.take(ends), value.take(ends)
        if not self._several:
            return begin, value
        count = self._count.take(node)
        past = count.cumsum()
        value = (self._past.take(node) - past).repeat(count)
        value += np.arange(len(value))
        return begin.repeat(count), self._values.take(value)

    def _longer(self, labels: Numbers) -> tuple[list[Numbers], list[Numbers]]:
        """For each length from two on, where a phrase or the beginning of one has been followed to, and its node."""
        node = labels[:-1]
        onward = self._base.take(node)
        onward += labels[1:]
        begin = (self._check.take(onward) == node).nonzero()[0]
        node = onward.take(begin)
        begins, nodes = [begin], [node]
        for size in range(2, self._longest):
            onward = self._base.take(node)
            onward += labels.take(begin + size)
            goes = (self._check.take(onward) == node).nonzero()[0]
            if not len(goes):
                break
            begin, node = begin.take(goes), onward.take(goes)
            begins.append(begin)
            nodes.append(node)
        return begins, nodes


def _bases(phrases: Iterable[Phrase], n_labels: int) -> dict[Phrase, int]:
    """For each beginning of a phrase that goes on, a base that gives each of its next labels a place of its own."""
    onward: dict[Phrase, set[int]] = {}
    for phrase in phrases:
        for size in range(1, len(phrase)):
            onward.setdefault(phrase[:size], set()).add(phrase[size])
    base: dict[Phrase, int] = {(): 0}
    taken = set(range(n_labels + 1))
    least = 1
    # those with most labels first, while there is room
    width = {start: len(labels) for start, labels in onward.items()}
    for start in sorted(width, key=width.__getitem__, reverse=True):
        while any(least + label in taken for label in onward[start]):
            least += 1
        base[start] = least
        taken.update(least + label for label in onward[start])
    return base
