"""Phrases of numbered words, found at all places of a long row of words at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from framing.parse.words import Numbers

Phrase = tuple[int, ...]
_PHRASE, _BEGINS, _INSIDE = 1, 2, 4  # bits, flags of a word: a phrase by itself, begins a longer one, stands in one
_SIEVE_BITS = 16
_SIEVE = 1 << _SIEVE_BITS  # places of the table that tells of most pairs that they lead nowhere
_GOLDEN = -7046029254386353131  # 2 ** 64 over the golden ratio, as a signed number


class Trie:
    """A trie as tables of numpy, made and walked level by level: a few calls for each length, however many words.

    Words have labels from 1 on (0: in no phrase). The node of a first word is its label; a longer beginning of a
    phrase is a node found by the pair of the node before it and its last label, in a sorted table for each length.
    Each phrase has one or more values, numbers from 0 on.

    >>> trie = Trie({(4,): [0], (4, 6): [1, 2], (8, 6): [3]})
    >>> begin, value = trie.matches(np.array([4, 10, 8, 6, 4, 6, 0]))
    >>> sorted(zip(begin.tolist(), value.tolist()))
    [(0, 0), (2, 3), (4, 0), (4, 1), (4, 2)]
    """

    def __init__(self, phrases: Mapping[Phrase, Sequence[int]]) -> None:
        many = list(map(len, phrases.values()))
        lengths = np.repeat(np.fromiter(map(len, phrases), np.intp, len(phrases)), many)
        words = [word for phrase, values in phrases.items() for _ in values for word in phrase]
        self._make(np.array(words, np.intp), lengths, np.fromiter(chain.from_iterable(phrases.values()), np.intp))

    @classmethod
    def of_columns(cls, words: Numbers, lengths: Numbers, values: Numbers) -> Trie:
        """The trie of phrases that stand one after the other in `words`; one with several values stands there for each.

        >>> trie = Trie.of_columns(np.array([4, 4, 6]), np.array([1, 2]), np.array([5, 7]))
        >>> [found.tolist() for found in trie.matches(np.array([4, 6, 0]))]
        [[0, 0], [5, 7]]
        """
        trie = cls.__new__(cls)
        trie._make(words, lengths, values)
        return trie

    def _make(self, words: Numbers, lengths: Numbers, values: Numbers) -> None:
        begins = lengths.cumsum() - lengths
        single, known = words.take(begins.compress(lengths == 1)), np.unique(words)
        # words that are not in it, those met later included, have the label of the last place, 0
        self._labels = np.zeros(int(words.max(initial=0)) + 2, np.intp)
        self._labels[known] = np.arange(1, len(known) + 1)
        self._longest = int(lengths.max(initial=0))
        self._width = len(known) + 1
        self._levels: list[_Level] = []
        labels = self._labels.take(words)
        node, free = labels.take(begins), self._width
        for size in range(1, self._longest):
            longer = (lengths > size).nonzero()[0]
            level = _Level(node.take(longer) * self._width + labels.take(begins.take(longer) + size), free)
            node[longer] = level.of_all
            free += len(level.pairs)
            self._levels.append(level)
        self._goes_on = np.zeros(free, bool)
        for level in self._levels:
            self._goes_on[level.pairs // self._width] = True
        # what a word can be, in one byte, so that most words are never looked at again
        self._kinds = np.zeros(len(self._labels), np.uint8)
        self._kinds[known] = _INSIDE
        self._kinds[single] |= _PHRASE
        self._kinds[known[self._goes_on[1 : self._width]]] |= _BEGINS
        # the values of a node stand in a row; nearly always there is but one
        order = node.argsort(kind="stable")
        self._values = values.take(order)
        self._count = np.bincount(node, minlength=free)
        self._past = self._count.cumsum()
        self._value = np.full(free, -1)
        self._value[node] = values
        self._several = bool(self._count.max(initial=0) > 1)

    def matches(self, words: Numbers) -> tuple[Numbers, Numbers]:
        """Every phrase in the words: where it begins, and a value of it; in no particular order.

        The last word must be one that is in no phrase.
        """
        kinds = self._kinds.take(words, mode="clip")
        begin = (kinds & _PHRASE).view(bool).nonzero()[0]
        node = self._labels.take(words.take(begin))
        if self._longest > 1:
            begins, nodes = self._longer(words, kinds)
            if begins:
                begin, node = np.concatenate([begin, *begins]), np.concatenate([node, *nodes])
        if not len(begin):
            return begin, node
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

    def _longer(self, words: Numbers, kinds: npt.NDArray[np.uint8]) -> tuple[list[Numbers], list[Numbers]]:
        """For each length from two on, where a phrase or the beginning of one has been followed to, and its node."""
        begin = ((kinds[:-1] >> 1) & (kinds[1:] >> 2) & 1).view(bool).nonzero()[0]
        node = self._labels.take(words.take(begin))
        begins, nodes = [], []
        for size, level in enumerate(self._levels, 1):
            if not len(begin):
                break
            pair = node * self._width
            pair += self._labels.take(words.take(begin + size), mode="clip")
            found, node = level.nodes(pair)
            begin = begin.take(found)
            begins.append(begin)
            nodes.append(node)
            if size < len(self._levels):
                goes = self._goes_on.take(node).nonzero()[0]
                begin, node = begin.take(goes), node.take(goes)
        return begins, nodes


class _Level:
    """The nodes for beginnings of one length: ``pairs``, sorted, of the node before and the label, numbered from on.

    ``of_all`` has the node of each pair given, which may come more than once.
    """

    def __init__(self, pairs: Numbers, free: int) -> None:
        self.pairs, places = np.unique(pairs, return_inverse=True)
        self.of_all = places + free
        self._free = free
        self._sieve = sieve_of(self.pairs)

    def nodes(self, pairs: Numbers) -> tuple[Numbers, Numbers]:
        """Which of these pairs lead on, and to what nodes."""
        likely = self._sieve.take(in_sieve(pairs)).nonzero()[0]
        pairs = pairs.take(likely)
        place = self.pairs.searchsorted(pairs)
        place[place == len(self.pairs)] = 0
        leads = (self.pairs.take(place) == pairs).nonzero()[0]
        return likely.take(leads), place.take(leads) + self._free


def sieve_of(numbers: Numbers) -> npt.NDArray[np.bool_]:
    """A table that holds at the place of every one of these numbers, and at few others."""
    sieve = np.zeros(_SIEVE, bool)
    sieve[in_sieve(numbers)] = True
    return sieve


def in_sieve(numbers: Numbers) -> Numbers:
    """Where numbers stand in a sieve, by Fibonacci hashing (Knuth 1998, The art of computer programming 3, 6.4)."""
    return ((numbers * _GOLDEN) >> (64 - _SIEVE_BITS)) & (_SIEVE - 1)
