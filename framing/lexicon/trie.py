"""The phrases of lexicons by their words, and how they are found in an article's words by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framing.lexicon.model import Lexicon, Term
from framing.parse.words import LONGEST, Numbers, hashes_of, key_of

SPARSE = 32  # places of the table for each key in it: one other word in so many is looked up in vain
SHARED = 1  # the number of a place of the table that several keys have


class Entry(NamedTuple):
    """A term in a trie: the number of its lexicon, its place in it, and whether anything limits a match."""

    number: int
    place: int
    lexicon: Lexicon
    term: Term
    limited: bool
    governs: tuple[str, ...]


class Node:
    """Where a trie has got to: the next nodes by word, and the entries whose phrase ends here, in file order."""

    __slots__ = ("entries", "then")

    def __init__(self) -> None:
        self.then: dict[str, Node] = {}
        self.entries: list[Entry] = []


class Trie:
    """The phrases of all lexicons, by lemma or by surface form, from their first words on."""

    def __init__(self) -> None:
        self.roots: dict[str, Node] = {}

    def plant(self, forms: tuple[str, ...], entry: Entry) -> None:
        """Add the phrases of one entry."""
        for form in forms:
            first, *others = form.split()
            node = self.roots.setdefault(first, Node())
            for word in others:
                node = node.then.setdefault(word, Node())
            if entry not in node.entries:
                node.entries.append(entry)

    def walk(self, words: Sequence[str], begin: int) -> list[tuple[int, Entry]]:
        """The entries whose phrase begins at the word, each with the word after its last, shorter phrases first."""
        found = []
        node, end = self.roots.get(words[begin]), begin
        while node is not None:
            end += 1
            found += [(end, entry) for entry in node.entries]
            node = node.then.get(words[end])
        return found


class Glance(NamedTuple):
    """What one look at an article tells.

    At the words ``starts`` these terms of these lexicons are hit unless a longer phrase is; only at the words
    ``close`` can anything else be hit.
    """

    starts: list[int]
    lexicons: list[Lexicon]
    terms: list[Term]
    close: list[int]


class Index:
    """The keys of a trie's words and phrases (of their first three words), numbered, in a table to look them up.

    A word is *sure* when its first entry has no limits and no other lexicon has the word. Number 0 stands for no
    key, 1 for several that share a place of the table.
    """

    def __init__(self, trie: Trie) -> None:
        entries: dict[tuple[str, ...], Entry | None] = {}
        for word, node in trie.roots.items():
            if node.entries:
                first = node.entries[0]
                several = any(entry.number != first.number for entry in node.entries)
                entries[word,] = None if first.limited or several else first
            for second, after in node.then.items():
                if after.entries:
                    entries[word, second] = None
                entries.update(((word, second, third), None) for third in after.then)
        self.empty = not entries
        self._keys = np.array([0, 0, *(int(key_of(*map(hashes_of, zip(words)))[0]) for words in entries)], np.int64)
        sure = [None, None, *entries.values()]
        self._sure = np.array([entry is not None for entry in sure])
        self._lexicons = _column([entry and entry.lexicon for entry in sure])
        self._terms = _column([entry and entry.term for entry in sure])
        self._mask = np.int64((1 << (SPARSE * len(entries)).bit_length()) - 1)
        places = self._keys[2:] & self._mask
        self._table = np.zeros(int(self._mask) + 1, np.int32)
        self._table[places] = np.arange(2, len(sure))
        self._table[places[self._table[places] != np.arange(2, len(sure))]] = SHARED

    def look(self, keys: Numbers) -> Glance:
        """Look at an article, of whose words these are the keys."""
        number = self._table.take(keys & self._mask)
        at = (number != 0).nonzero()[0]
        number = number.take(at)
        known = self._keys.take(number) == keys.take(at)
        known |= number == SHARED
        at, number = at.compress(known), number.compress(known)
        sure = self._sure.take(number)
        close = at.compress(~sure)
        number = number.compress(sure)
        return Glance(
            at.compress(sure).tolist(),
            self._lexicons.take(number).tolist(),
            self._terms.take(number).tolist(),
            (close % max(len(keys) // LONGEST, 1)).tolist(),
        )


def _column(values: Sequence[object]) -> npt.NDArray[Any]:
    column = np.empty(len(values), object)
    column[:] = values
    return column
