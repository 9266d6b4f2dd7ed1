"""What entries ask of a match besides its words: the tag of its head, a child of it, and the words on both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Protocol

import numpy as np
import numpy.typing as npt

from framing.lexicon.numbered import Barred, Row
from framing.lexicon.trie import Phrase, in_sieve, sieve_of
from framing.parse.block import Block
from framing.parse.tokens import Tokens
from framing.parse.words import Numbers, Words

# Dependencies of a preposition on what governs it: "accused of", "was hit by", "gave to".
PREPOSITIONS = ("prep", "agent", "dative")
Flags = npt.NDArray[np.bool_]
Relations = tuple[str, ...]
KEPT = 48  # blocks of which is known what governs what
_BITS = 64
_MASK = (1 << _BITS) - 1
_PREP = "prep_"  # before a preposition that is to be a child
_SHIFT = 40  # bits for the number of a word in a pair of row and word


class Sight(Protocol):
    """Parsed articles as limits look at them, at many tokens at once; ``own`` are the articles of the tokens."""

    def tags(self, own: Numbers, token: Numbers, known: Mapping[str, int]) -> Numbers:
        """The numbers of their parts of speech, 0 for those not known."""
        ...

    def heads(self, own: Numbers, first: Numbers, last: Numbers) -> Numbers:
        """The heads of stretches, both ends inclusive."""
        ...

    def governing(self, own: Numbers, token: Numbers, which: Numbers, relations: Sequence[Relations]) -> Flags:
        """Which of the tokens have a child in one of the relations that stand at the place given for each."""
        ...


class Limits:
    """The limits of the rows of a matcher, as tables in which many matches are looked up at once."""

    def __init__(self, rows: Sequence[Row], length: Numbers, after: Barred, before: Barred) -> None:
        self._length = length
        wanted: dict[frozenset[str], int] = {frozenset(): 0}
        governs: dict[tuple[str, ...], int] = {(): 0}
        numbers = {pos: wanted.setdefault(frozenset(pos), len(wanted)) for pos in {row.term.pos for row in rows}}
        self._wanted = np.fromiter([numbers[row.term.pos] for row in rows], np.intp, len(rows))
        self._governs = np.fromiter([governs.setdefault(row.governs, len(governs)) for row in rows], np.intp, len(rows))
        tags = sorted(frozenset().union(*wanted))
        self._tags = {tag: number for number, tag in enumerate(tags, 1)}
        self._allowed = np.array([[False, *(tag in own for tag in tags)] for own in wanted])
        self._relations = tuple(governs)
        self._after, self._before = _Neighbours(after, 0), _Neighbours(before, -1)

    def fit(self, sight: Sight, words: Words, own: Numbers, begin: Numbers, row: Numbers) -> Flags:
        """Whether each of these matches is what its entry asks for: the word where it begins, its row, its article."""
        end = begin + self._length.take(row)
        fits = self._after.free(words.keys[1], row, end) & self._before.free(words.keys[1], row, begin - 1)
        wanted, governs = self._wanted.take(row), self._governs.take(row)
        asked = (fits & ((wanted > 0) | (governs > 0))).nonzero()[0]
        own, begin, end, wanted, governs = (column.take(asked) for column in (own, begin, end, wanted, governs))
        head = words.place.take(begin)
        long = (end - begin > 1).nonzero()[0]
        head[long] = sight.heads(own.take(long), head.take(long), words.place.take(end.take(long) - 1))
        tags = sight.tags(own, head, self._tags)
        meets = self._allowed[wanted, tags] | (wanted == 0)
        asked_more = (meets & (governs > 0)).nonzero()[0]
        if len(asked_more):
            own, head, governs = (column.take(asked_more) for column in (own, head, governs))
            meets[asked_more] = sight.governing(own, head, governs, self._relations)
        fits[asked] = meets
        return fits


class _Neighbours:
    """Phrases that bar a match on one side of it: after it (the first word of a phrase is next) or before it (-1)."""

    def __init__(self, barred: Barred, beside: int) -> None:
        self._beside = beside
        pairs = (barred.row << _SHIFT) | barred.word
        self._pairs, places = np.unique(pairs, return_inverse=True)
        self._single = np.zeros(len(self._pairs), bool)
        self._longer: dict[int, list[Phrase]] = {}
        self._sieve = sieve_of(self._pairs)
        for place, phrase in zip(places.tolist(), barred.phrases):
            if len(phrase) == 1:
                self._single[place] = True
            else:
                self._longer.setdefault(place, []).append(phrase)

    def free(self, forms: Numbers, row: Numbers, word: Numbers) -> Flags:
        """Which rows have nothing that bars them at these words."""
        free = np.ones(len(row), bool)
        pairs = (row << _SHIFT) | forms.take(word)  # before the first word stands the last
        asked = self._sieve.take(in_sieve(pairs)).nonzero()[0]
        if not len(asked):
            return free
        pairs = pairs.take(asked)
        place = self._pairs.searchsorted(pairs)
        place[place == len(self._pairs)] = 0
        met = (self._pairs.take(place) == pairs).nonzero()[0]
        asked, place = asked.take(met), place.take(met)
        free[asked] = ~self._single.take(place)
        for at, one in zip(asked.tolist(), place.tolist()):
            if free[at] and any(self._stands(forms, int(word[at]), phrase) for phrase in self._longer.get(one, ())):
                free[at] = False
        return free

    def _stands(self, forms: Numbers, word: int, phrase: Phrase) -> bool:
        first = word if self._beside == 0 else word - len(phrase) + 1
        return first >= 0 and tuple(forms[first : first + len(phrase)].tolist()) == phrase


class InTokens:
    """Articles as lists."""

    def __init__(self, articles: Sequence[Tokens]) -> None:
        self._articles = articles

    def tags(self, own: Numbers, token: Numbers, known: Mapping[str, int]) -> Numbers:
        told = zip(own.tolist(), token.tolist())
        return np.fromiter([known.get(self._articles[at].pos[one], 0) for at, one in told], np.intp, len(own))

    def heads(self, own: Numbers, first: Numbers, last: Numbers) -> Numbers:
        told = zip(own.tolist(), first.tolist(), last.tolist())
        return np.fromiter([head_of(self._articles[at], begin, end) for at, begin, end in told], np.intp, len(own))

    def governing(self, own: Numbers, token: Numbers, which: Numbers, relations: Sequence[Relations]) -> Flags:
        told = zip(own.tolist(), token.tolist(), which.tolist())
        found = [
            any(governs_relation(self._articles[at], one, relation) for relation in relations[place])
            for at, one, place in told
        ]
        return np.fromiter(found, bool, len(found))


class InBlock:
    """Articles as columns of numbers."""

    def __init__(self, block: Block) -> None:
        self._block = block

    def tags(self, own: Numbers, token: Numbers, known: Mapping[str, int]) -> Numbers:
        column = self._block.coded["pos"]
        numbers = np.fromiter([known.get(tag, 0) for tag in column.words], np.intp, len(column.words))
        return numbers.take(column.codes.take(token))

    def heads(self, own: Numbers, first: Numbers, last: Numbers) -> Numbers:
        return self._block.heads_of(first, last)

    def governing(self, own: Numbers, token: Numbers, which: Numbers, relations: Sequence[Relations]) -> Flags:
        distinct = tuple(sorted(frozenset(chain.from_iterable(relations))))
        asks = [sum(1 << distinct.index(one) for one in own_relations) for own_relations in relations]
        found = np.zeros(len(token), bool)
        for word, governed in enumerate(_governed(self._block, distinct)):
            wanted = np.array([(one >> (_BITS * word)) & _MASK for one in asks], np.uint64)
            found |= (governed.take(token) & wanted.take(which)) > 0
        return found


@lru_cache(maxsize=KEPT)
def _governed(block: Block, relations: Relations) -> list[npt.NDArray[np.uint64]]:
    """For each token of a block, which of the relations it has a child in: bits of as many numbers as it takes."""
    lower, dep = block.coded["lower"], block.coded["dep"]
    prepositions = dep.among(PREPOSITIONS).nonzero()[0]
    codes = lower.codes.take(prepositions)
    words = {code: _PREP + lower.words[code] for code in np.bincount(codes).nonzero()[0].tolist()}
    found = []
    for first in range(0, len(relations), _BITS):
        bits = {relation: 1 << place for place, relation in enumerate(relations[first : first + _BITS])}
        by_dep = [0 if name.startswith(_PREP) else bits.get(name, 0) for name in dep.words]
        by_word = np.zeros(len(lower.words), np.uint64)
        by_word[list(words)] = [bits.get(word, 0) for word in words.values()]
        told = np.array(by_dep, np.uint64).take(dep.codes)  # what it means to govern each token
        told[prepositions] |= by_word.take(codes)
        children = told.nonzero()[0]
        above = block.head.take(children)
        governed = above != children
        own = np.zeros(block.size, np.uint64)
        np.bitwise_or.at(own, above.compress(governed), told.take(children).compress(governed))
        found.append(own)
    return found


def head_of(tokens: Tokens, first: int, last: int) -> int:
    """The first token of the stretch (both ends inclusive) whose governor lies outside it, or that has none."""
    head = tokens.head
    for token in range(first, last + 1):
        if head[token] == token or not first <= head[token] <= last:
            return token
    return first


def governs_relation(tokens: Tokens, token: int, relation: str) -> bool:
    """Whether a child of the token has this relation; ``prep_of`` is the preposition "of"."""
    if relation.startswith(_PREP):
        word = relation.removeprefix(_PREP)
        return any(tokens.lower[c] == word and tokens.dep[c] in PREPOSITIONS for c in tokens.children[token])
    return any(tokens.dep[c] == relation for c in tokens.children[token])


def forget_blocks() -> None:
    """Let go of what is known of blocks, and so of the blocks."""
    _governed.cache_clear()
