"""Terms of lexicons in parsed articles, found by the numbers of their words in all places at once.

The cost is a few calls of numpy for each length of phrase, whatever the size of the lexicons; only entries with limits
are looked at one by one. spaCy's PhraseMatcher compares case-sensitive lemma ids and loses what a capital begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any

import numpy as np

from framing.lexicon.hits import Entries, Hits
from framing.lexicon.limits import InBlock, InTokens, Limits, Sight, governs_relation, head_of
from framing.lexicon.model import Lexicon
from framing.lexicon.numbered import joined, numbered
from framing.lexicon.trie import Trie
from framing.parse.block import Block
from framing.parse.tokens import Tokens
from framing.parse.words import Numbers, Words

__all__ = ["Matcher", "governs_relation", "head_of"]

_BOTH = slice(0, 2)  # the rows of the keys of words: lemmas and forms


class Matcher:
    """Finds the terms of one or more lexicons.

    Forms under ``lemma`` are looked for in the lower-cased lemmas, forms under ``text`` in the lower-cased
    surface forms, always whole tokens. Single line breaks and runs of spaces inside a phrase do not matter; a
    phrase never crosses a blank line. The head of a match is its first token whose governor lies outside it;
    ``pos`` and ``governs`` are asked of the head. In a lexicon of cues ``governs`` says where a statement's
    content may stand, which is for `find_statements` to judge: it is ignored here.

    >>> from framing.lexicon import Lexicon, Matcher, Term
    >>> from framing.parse import Tokens
    >>> labels = Lexicon("labels", "1.0.0", "Labels", terms=(Term("rebel", "fighters", lemma=("rebel",)),))
    >>> tokens = Tokens(text="Rebels won", start=[0, 7], end=[6, 10], lower=["rebels", "won"],
    ...     lemma=["rebel", "win"], pos=["NOUN", "VERB"], tag=["NNS", "VBD"], dep=["nsubj", "ROOT"], head=[1, 1],
    ...     sentence=[0, 0], entity=["", ""], entity_begins=[False, False], morph=["", ""])
    >>> [(hit.term.id, hit.first, hit.last) for hit in Matcher(labels).find(tokens)]
    [('rebel', 0, 0)]
    """

    def __init__(self, *lexicons: Lexicon) -> None:
        self.lexicons = lexicons
        parts = [numbered(lexicon) for lexicon in lexicons]
        # the number of a row is its rank, so that one sort of numbers orders places and rows: by lexicon, the longest
        # first, then in file order
        firsts = list(accumulate((len(part.rows) for part in parts), initial=0))
        rows = list(chain.from_iterable(part.rows for part in parts))
        none = np.zeros(0, np.intp)
        self._trie = Trie.of_columns(
            np.concatenate([none, *(part.words for part in parts)]),
            np.concatenate([none, *(part.lengths for part in parts)]),
            np.concatenate([none, *(part.row + first for part, first in zip(parts, firsts))]),
        )
        self._bits = len(rows).bit_length()
        self._mask = (1 << self._bits) - 1
        self._number = np.arange(len(parts)).repeat([len(part.rows) for part in parts])
        self._length = np.concatenate([none, *(part.length for part in parts)])
        self._limited = np.concatenate([none, *(part.limited for part in parts)]).astype(bool)
        self._any_limited = bool(self._limited.any())
        after = joined((first, part.after) for part, first in zip(parts, firsts))
        before = joined((first, part.before) for part, first in zip(parts, firsts))
        self._limits = Limits(rows, self._length, after, before)
        # not the terms of the rows: those are of an equal lexicon, which may have been read from another file
        self._entries = Entries.of([(lexicon, part.place) for lexicon, part in zip(lexicons, parts)])
        # which rows of the words' keys are looked at
        lemmas, forms = (any(getattr(row.term, own) for row in rows) for own in ("lemma", "text"))
        self._columns = slice(int(not lemmas), 1 + forms)

    def __reduce__(self) -> tuple[Any, ...]:
        """Made anew from its lexicons in another process, where words have other numbers."""
        return Matcher, self.lexicons

    def find(self, tokens: Tokens) -> Hits:
        """The hits in text order; those of one lexicon never overlap, those of several may.

        Within a lexicon the leftmost match wins, from one place the longest, at one length the first in file
        order. A match whose constraints fail counts for nothing and blocks no other.
        """
        words = tokens.words
        return self._hits(words, *self._winners(InTokens((tokens,)), words, _ends((tokens,))))

    def find_all(self, articles: Iterable[Tokens]) -> list[Hits]:
        """The hits of each article, as `find` tells them; some dozens at once take half of the time."""
        given = list(articles)
        if not given:
            return []
        words, ends = Words.joined([tokens.words for tokens in given]), _ends(given)
        begin, end, row = self._winners(InTokens(given), words, ends)
        hits = self._hits(words, begin, end, row)
        bounds = [0, *begin.searchsorted(ends).tolist()]
        return [hits[start:stop] for start, stop in pairwise(bounds)]

    def find_in(self, block: Block) -> Hits:
        """The hits in all articles of a block, as `find` tells them, but that tokens are those of the block."""
        words = block.words
        ends = words.place.searchsorted(block.bounds[1:], side="right")
        return self._hits(words, *self._winners(InBlock(block), words, ends))

    def candidates(self, tokens: Tokens) -> Hits:
        """Every match whose constraints hold, overlapping ones too: by first token, lexicon, longest, file order."""
        matches = self._matches(InTokens((tokens,)), tokens.words, _ends((tokens,)))
        begin, row = self._sorted(*matches)
        return self._hits(tokens.words, begin, begin + self._length.take(row), row)

    def _hits(self, words: Words, begin: Numbers, end: Numbers, row: Numbers) -> Hits:
        return Hits(self._entries, row, words.place.take(begin), words.place.take(end - 1))

    def _matches(self, sight: Sight, words: Words, ends: Numbers) -> tuple[Numbers, Numbers]:
        """All matches in the words of some articles whose constraints hold: the word where each begins, its row."""
        begin, row = self._trie.matches(words.keys[self._columns].ravel())
        if self._columns == _BOTH:
            begin %= words.keys.shape[1]
        if self._any_limited and len(row):
            limited = self._limited.take(row)
            asked = limited.nonzero()[0]
            first, rows = begin.take(asked), row.take(asked)
            own = ends.searchsorted(first, side="right")
            fits = ~limited
            fits[asked] = self._limits.fit(sight, words, own, first, rows)
            begin, row = begin.compress(fits), row.compress(fits)
        return begin, row

    def _winners(self, sight: Sight, words: Words, ends: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The matches that are hits, in text order: the word where each begins, the one after its last, its row."""
        begin, row = self._matches(sight, words, ends)
        if not len(row):
            return begin, begin, row
        several, size = len(self.lexicons) > 1, words.keys.shape[1]
        if several:  # each lexicon has a stretch of places of its own, so that those of two never overlap
            begin = self._number.take(row) * size + begin
        begin, row = self._sorted(begin, row)
        end = begin + self._length.take(row)
        lost = _lost(begin, end)
        if lost:
            won = np.ones(len(row), bool)
            won[lost] = False
            begin, end, row = begin.compress(won), end.compress(won), row.compress(won)
        if several:
            begin, row = self._sorted(begin % size, row)
            end = begin + self._length.take(row)
        return begin, end, row

    def _sorted(self, begin: Numbers, row: Numbers) -> tuple[Numbers, Numbers]:
        """By place, from one place by row."""
        both = begin << self._bits
        both |= row
        both.sort()
        return both >> self._bits, both & self._mask


def _ends(articles: Sequence[Tokens]) -> Numbers:
    """For each article, the column after its last one among the keys of all."""
    return np.array([len(tokens.words.place) for tokens in articles]).cumsum()


def _lost(begin: Numbers, end: Numbers) -> list[int]:
    """Which stretches lose, as one that wins overlaps them; they are sorted by where they begin, the preferred first.

    A stretch that begins before one on its left has ended is in a heap with it; the first of a heap wins.
    """
    heaped = (begin[1:] < np.maximum.accumulate(end)[:-1]).nonzero()[0]
    lost: list[int] = []
    if len(heaped):
        rows = heaped + 1
        free, latest = 0, -1
        told = zip(rows.tolist(), end.take(heaped).tolist(), begin.take(rows).tolist(), end.take(rows).tolist())
        for row, end_before, begin_here, end_here in told:
            if latest != row - 1:
                free = end_before
            latest = row
            if begin_here < free:
                lost.append(row)
            else:
                free = end_here
    return lost
