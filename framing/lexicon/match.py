"""Terms of lexicons in parsed articles, found by the numbers of their words in all places at once.

The cost is a few calls of numpy for each length of phrase, whatever the size of the lexicons; only entries with limits
are looked at one by one. spaCy's PhraseMatcher compares case-sensitive lemma ids and loses what a capital begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framing.lexicon.hits import Entries, Hits
from framing.lexicon.model import Lexicon, Term
from framing.lexicon.trie import Phrase, Trie
from framing.parse.tokens import Tokens
from framing.parse.words import Numbers, Words, form_keys, lemma_keys

# Dependencies of a preposition on what governs it: "accused of", "was hit by", "gave to".
_PREPOSITIONS = ("prep", "agent", "dative")
_BOTH = slice(0, 2)  # the rows of the keys of words: lemmas and forms


class _Row(NamedTuple):
    """An entry in one length of its forms: the number of its lexicon, its length and place there, and its limits.

    ``tags`` are those wanted, when that is all that limits a match of one word. ``not_before`` has what may not follow
    by its first word, ``not_after`` what may not precede by its last.
    """

    number: int
    length: int
    place: int
    term: Term
    tags: tuple[str, ...]
    governs: tuple[str, ...]
    not_before: dict[int, list[Phrase]]
    not_after: dict[int, list[Phrase]]

    @property
    def limited(self) -> bool:
        return bool(self.term.pos or self.governs or self.not_before or self.not_after)


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
        rows: list[tuple[_Row, set[Phrase]]] = []
        for number, lexicon in enumerate(lexicons):
            for place, term in enumerate(lexicon):
                governs = () if lexicon.kind == "cues" else term.governs
                limits = governs, _by_word(term.not_before, 0), _by_word(term.not_after, -1)
                forms = {*map(lemma_keys, term.lemma), *map(form_keys, term.text)}
                for length in set(map(len, forms)):
                    own = {form for form in forms if len(form) == length}
                    tags = term.pos if length == 1 and not any(limits) else ()
                    rows.append((_Row(number, length, place, term, tags, *limits), own))
        # the number of a row is its rank, so that one sort of numbers orders places and rows
        rows.sort(key=_preference)
        self._rows = [row for row, _ in rows]
        phrases: dict[Phrase, list[int]] = {}
        for rank, (_, forms) in enumerate(rows):
            for phrase in forms:
                phrases.setdefault(phrase, []).append(rank)
        self._trie = Trie(phrases)
        self._bits = len(self._rows).bit_length()
        self._mask = (1 << self._bits) - 1
        self._number = np.array([row.number for row in self._rows], np.intp)
        self._length = np.array([row.length for row in self._rows], np.intp)
        self._free = np.array([not row.limited for row in self._rows], bool)
        self._any_limited = not self._free.all()
        self._asks_more = np.array([row.limited and not row.tags for row in self._rows], bool)
        self._entries = Entries([(lexicons[row.number], row.term) for row in self._rows])
        # which rows of the words' keys are looked at
        terms = [row.term for row in self._rows]
        self._columns = slice(int(not any(term.lemma for term in terms)), 1 + any(term.text for term in terms))

    def __reduce__(self) -> tuple[Any, ...]:
        """Made anew from its lexicons in another process, where words have other numbers."""
        return Matcher, self.lexicons

    def find(self, tokens: Tokens) -> Hits:
        """The hits in text order; those of one lexicon never overlap, those of several may.

        Within a lexicon the leftmost match wins, from one place the longest, at one length the first in file
        order. A match whose constraints fail counts for nothing and blocks no other.
        """
        words = tokens.words
        return self._hits(words, *self._winners((tokens,), words))

    def find_all(self, articles: Iterable[Tokens]) -> list[Hits]:
        """The hits of each article, as `find` tells them; some dozens at once take half of the time."""
        given = list(articles)
        if not given:
            return []
        words = Words.joined([tokens.words for tokens in given])
        begin, end, row = self._winners(given, words)
        hits = self._hits(words, begin, end, row)
        bounds = [0, *begin.searchsorted(_ends(given)).tolist()]
        return [hits[start:stop] for start, stop in pairwise(bounds)]

    def candidates(self, tokens: Tokens) -> Hits:
        """Every match whose constraints hold, overlapping ones too: by first token, lexicon, longest, file order."""
        begin, row = self._sorted(*self._matches((tokens,), tokens.words))
        return self._hits(tokens.words, begin, begin + self._length.take(row), row)

    def _hits(self, words: Words, begin: Numbers, end: Numbers, row: Numbers) -> Hits:
        return Hits(self._entries, row, words.place.take(begin), words.place.take(end - 1))

    def _matches(self, articles: Sequence[Tokens], words: Words) -> tuple[Numbers, Numbers]:
        """All matches in the words of these articles whose constraints hold: the word where each begins, its row."""
        begin, row = self._trie.matches(words.keys[self._columns].ravel())
        if self._columns == _BOTH:
            begin %= words.keys.shape[1]
        if self._any_limited:
            fits = self._free.take(row)
            asked = (~fits).nonzero()[0]
            fits[asked] = self._fit(articles, words, begin.take(asked), row.take(asked))
            begin, row = begin.compress(fits), row.compress(fits)
        return begin, row

    def _fit(self, articles: Sequence[Tokens], words: Words, begin: Numbers, row: Numbers) -> npt.NDArray[np.bool_]:
        """Whether each of these matches, whose entries have limits, is what its entry asks for."""
        own = _ends(articles).searchsorted(begin, side="right").tolist()
        first = words.place.take(begin).tolist()
        rows = [self._rows[one] for one in row.tolist()]
        fits = np.array([articles[at].pos[token] in one.tags for at, token, one in zip(own, first, rows)], bool)
        more = self._asks_more.take(row).nonzero()[0]
        begin, end = begin.take(more), (begin + self._length.take(row)).take(more)
        forms = words.keys[1]
        neighbours = zip(begin.tolist(), end.tolist(), forms.take(begin - 1).tolist(), forms.take(end).tolist())
        last = words.place.take(end - 1).tolist()
        for at, (start, stop, before, after), end_token in zip(more.tolist(), neighbours, last):
            one = rows[at]
            fits[at] = (
                (after not in one.not_before or _may_precede(one.not_before[after], forms, stop))
                and (before not in one.not_after or _may_follow(one.not_after[before], forms, start))
                and _head_fits(one, articles[own[at]], first[at], end_token)
            )
        return fits

    def _winners(self, articles: Sequence[Tokens], words: Words) -> tuple[Numbers, Numbers, Numbers]:
        """The matches that are hits, in text order: the word where each begins, the one after its last, its row."""
        begin, row = self._matches(articles, words)
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


def head_of(tokens: Tokens, first: int, last: int) -> int:
    """The first token of the stretch (both ends inclusive) whose governor lies outside it, or that has none."""
    head = tokens.head
    for token in range(first, last + 1):
        if head[token] == token or not first <= head[token] <= last:
            return token
    return first


def governs_relation(tokens: Tokens, token: int, relation: str) -> bool:
    """Whether a child of the token has this relation; ``prep_of`` is the preposition "of"."""
    if relation.startswith("prep_"):
        word = relation.removeprefix("prep_")
        return any(tokens.lower[c] == word and tokens.dep[c] in _PREPOSITIONS for c in tokens.children[token])
    return any(tokens.dep[c] == relation for c in tokens.children[token])


def _preference(told: tuple[_Row, set[Phrase]]) -> tuple[int, int, int]:
    """What orders the matches from one word on: by lexicon, the longest first, then in file order."""
    row = told[0]
    return row.number, -row.length, row.place


def _by_word(phrases: tuple[str, ...], which: int) -> dict[int, list[Phrase]]:
    """Phrases, as forms, by their first (0) or last (-1) word."""
    found: dict[int, list[Phrase]] = {}
    for phrase in map(form_keys, phrases):
        found.setdefault(phrase[which], []).append(phrase)
    return found


def _ends(articles: Sequence[Tokens]) -> Numbers:
    """For each article, the column after its last one among the keys of all."""
    return np.cumsum([len(tokens.words.place) for tokens in articles])


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


def _may_precede(barred: Sequence[Phrase], forms: Numbers, end: int) -> bool:
    """Whether the words from ``end`` on begin with none of these phrases."""
    return not any(tuple(forms[end : end + len(phrase)].tolist()) == phrase for phrase in barred)


def _may_follow(barred: Sequence[Phrase], forms: Numbers, begin: int) -> bool:
    """Whether the words before ``begin`` end with none of these phrases."""
    return not any(
        len(phrase) <= begin and tuple(forms[begin - len(phrase) : begin].tolist()) == phrase for phrase in barred
    )


def _head_fits(row: _Row, tokens: Tokens, first: int, last: int) -> bool:
    """Whether the head of the match has the tag and a child that the entry asks for."""
    wanted = row.term.pos
    if not wanted and not row.governs:
        return True
    head = first if first == last else head_of(tokens, first, last)
    if wanted and tokens.pos[head] not in wanted:
        return False
    return not row.governs or any(governs_relation(tokens, head, relation) for relation in row.governs)
