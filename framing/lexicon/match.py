"""Terms of lexicons in a parsed article: two tries over its words, one on lemmas, one on surface forms.

A few looks at the keys of all words at once tell where a term may be, whatever the size of the lexicons; a trie is
walked only where a phrase begins or a term has limits. spaCy's PhraseMatcher compares case-sensitive lemma ids and
loses what a capital begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import compress
from operator import itemgetter
from typing import Any, NamedTuple

from framing.lexicon.model import Lexicon, Term
from framing.lexicon.trie import Entry, Glance, Index, Trie
from framing.parse.tokens import Tokens
from framing.parse.words import Words

# Dependencies of a preposition on what governs it: "accused of", "was hit by", "gave to".
_PREPOSITIONS = ("prep", "agent", "dative")


class Hit(NamedTuple):
    """A term found in an article: tokens ``first`` to ``last``, both inclusive."""

    lexicon: Lexicon
    term: Term
    first: int
    last: int


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
        self._by_lemma, self._by_text = Trie(), Trie()
        for number, lexicon in enumerate(lexicons):
            for place, term in enumerate(lexicon):
                governs = () if lexicon.kind == "cues" else term.governs
                limited = bool(term.pos or governs or term.not_before or term.not_after)
                entry = Entry(number, place, lexicon, term, limited, governs)
                self._by_lemma.plant(term.lemma, entry)
                self._by_text.plant(term.text, entry)
        self._lemma_index, self._text_index = Index(self._by_lemma), Index(self._by_text)

    def __reduce__(self) -> tuple[Any, ...]:
        """Made anew from its lexicons in another process, where words have other keys."""
        return Matcher, self.lexicons

    def find(self, tokens: Tokens) -> Iterator[Hit]:
        """The hits in text order; those of one lexicon never overlap, those of several may.

        Within a lexicon the leftmost match wins, from one place the longest, at one length the first in file
        order. A match whose constraints fail counts for nothing and blocks no other.
        """
        # most hits are single words without limits: these are made in bulk, the others one by one
        place = tokens.words.place
        bulk, close = self._look(tokens.words)
        hits, settled = self._one_by_one(tokens, close) if close else ([], close)
        for starts, lexicons, terms, _ in bulk:
            first = list(map(place.__getitem__, starts))
            found: Iterator[tuple[Lexicon, Term, int, int]] = zip(lexicons, terms, first, first)
            if not settled.isdisjoint(starts):
                found = compress(found, [start not in settled for start in starts])
            hits += map(_hit, found)
        if close or len(bulk) > 1:
            hits.sort(key=_FIRST)
        return iter(hits)

    def candidates(self, tokens: Tokens) -> Iterator[Hit]:
        """Every match whose constraints hold, overlapping ones too: by first token, lexicon, longest, file order."""
        bulk, close = self._look(tokens.words)
        for begin in sorted(close.union(*(glance.starts for glance in bulk))):
            for _, entry, first, last in self._fitting(tokens, begin):
                yield Hit(entry.lexicon, entry.term, first, last)

    def _look(self, words: Words) -> tuple[list[Glance], set[int]]:
        """What a look at lemmas and one at forms tell, and the words that must be looked at closely."""
        glances = []
        if not self._lemma_index.empty:
            glances.append(self._lemma_index.look(words.lemma_keys))
        if not self._text_index.empty:
            glances.append(self._text_index.look(words.lower_keys))
        close = {place for glance in glances for place in glance.close}
        if len(glances) > 1:
            close |= set(glances[0].starts).intersection(glances[1].starts)
        return glances, close

    def _one_by_one(self, tokens: Tokens, begins: set[int]) -> tuple[list[Hit], set[int]]:
        """The hits at some words and at every other word of these hits; and the words that need no second look."""
        hits: list[Hit] = []
        settled: set[int] = set()
        free = [0] * len(self.lexicons)
        for begin in sorted(begins):
            if begin in settled:
                continue
            stop = begin + 1
            while begin < stop:
                for end, entry, first, last in self._fitting(tokens, begin):
                    settled.add(begin)
                    if first >= free[entry.number]:
                        free[entry.number] = last + 1
                        hits.append(_hit((entry.lexicon, entry.term, first, last)))
                        stop = max(stop, end)
                begin += 1
                if begin < stop:
                    settled.add(begin)
        return hits, settled

    def _fitting(self, tokens: Tokens, begin: int) -> Iterator[tuple[int, Entry, int, int]]:
        """The matches from a word on whose constraints hold: the word after it, the entry, its first and last token."""
        words = tokens.words
        found = self._by_lemma.walk(words.lemma, begin) + self._by_text.walk(words.lower, begin)
        if len(found) > 1:
            found.sort(key=_preference)
        for end, entry in found:
            first, last = words.place[begin], words.place[end - 1]
            if not entry.limited or (
                _may_stand(entry.term, words.lower, begin, end) and _head_fits(entry, tokens, first, last)
            ):
                yield end, entry, first, last


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


# a Hit of a tuple: half the time that a call with the four fields takes
_hit = partial(tuple.__new__, Hit)
_FIRST = itemgetter(2)


def _preference(found: tuple[int, Entry]) -> tuple[int, int, int]:
    end, entry = found
    return entry.number, -end, entry.place


def _may_stand(term: Term, forms: list[str], begin: int, end: int) -> bool:
    """Whether the words after and before the match (``forms[begin:end]``) are allowed."""
    for phrase in term.not_before:
        words = phrase.split()
        if forms[end : end + len(words)] == words:
            return False
    for phrase in term.not_after:
        words = phrase.split()
        if len(words) <= begin and forms[begin - len(words) : begin] == words:
            return False
    return True


def _head_fits(entry: Entry, tokens: Tokens, first: int, last: int) -> bool:
    """Whether the head of the match has the tag and a child that the entry asks for."""
    wanted = entry.term.pos
    if not wanted and not entry.governs:
        return True
    head = first if first == last else head_of(tokens, first, last)
    if wanted and tokens.pos[head] not in wanted:
        return False
    return not entry.governs or any(governs_relation(tokens, head, relation) for relation in entry.governs)
