"""Terms of lexicons in a parsed article: two tries over the token columns, one on lemmas, one on surface forms.

Walking plain dicts over lists of interned strings costs a few hundred nanoseconds a token, whatever the size
of the lexicons; spaCy's PhraseMatcher compares case-sensitive lemma ids and loses what a capital begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from framing.lexicon.model import Lexicon, Term
from framing.parse.tokens import Tokens

# A node maps a word to the next node; under END it keeps the entries whose phrase ends there.
_Node = dict[str, Any]


class _Entry(NamedTuple):
    """A term in the tries: the number of its lexicon, its place in it, and whether anything limits a match."""

    number: int
    place: int
    term: Term
    limited: bool
    governs: tuple[str, ...]


_END = ""
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
        self._by_lemma: _Node = {}
        self._by_text: _Node = {}
        for number, lexicon in enumerate(lexicons):
            for place, term in enumerate(lexicon):
                governs = () if lexicon.kind == "cues" else term.governs
                limited = bool(term.pos or governs or term.not_before or term.not_after)
                entry = _Entry(number, place, term, limited, governs)
                _plant(self._by_lemma, term.lemma, entry)
                _plant(self._by_text, term.text, entry)

    def find(self, tokens: Tokens) -> Iterator[Hit]:
        """The hits in text order; those of one lexicon never overlap, those of several may.

        Within a lexicon the leftmost match wins, from one place the longest, at one length the first in file
        order. A match whose constraints fail counts for nothing and blocks no other.
        """
        free = [0] * len(self.lexicons)
        for number, hit in self._candidates(tokens):
            if hit.first >= free[number]:
                free[number] = hit.last + 1
                yield hit

    def candidates(self, tokens: Tokens) -> Iterator[Hit]:
        """Every match whose constraints hold, overlapping ones too: by first token, lexicon, longest, file order."""
        for _, hit in self._candidates(tokens):
            yield hit

    def _candidates(self, tokens: Tokens) -> Iterator[tuple[int, Hit]]:
        places, lemmas, forms = _columns(tokens)
        by_lemma, by_text, lexicons = self._by_lemma, self._by_text, self.lexicons
        found: list[tuple[int, _Entry]] = []
        for place in sorted(_starts(by_lemma, lemmas) | _starts(by_text, forms)):
            _walk(by_lemma, lemmas, place, found)
            _walk(by_text, forms, place, found)
            if len(found) > 1:
                found.sort(key=_preference)
            for length, entry in found:
                first, last = places[place], places[place + length - 1]
                if not entry.limited or (
                    _may_stand(entry.term, forms, place, place + length) and _head_fits(entry, tokens, first, last)
                ):
                    yield entry.number, Hit(lexicons[entry.number], entry.term, first, last)
            found.clear()


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


def _plant(root: _Node, forms: tuple[str, ...], entry: _Entry) -> None:
    for form in forms:
        node = root
        for word in form.split():
            node = node.setdefault(word, {})
        entries = node.setdefault(_END, [])
        if entry not in entries:
            entries.append(entry)


def _columns(tokens: Tokens) -> tuple[range | list[int], list[str], list[str]]:
    """Token numbers, lemmas and forms without mere white space (blank lines stay); apostrophes made straight."""
    lemmas, forms = tokens.lemma, tokens.lower
    places: range | list[int] = range(len(forms))
    distinct = set(forms)
    skipped = {form for form in distinct if form.isspace() and form.count("\n") < 2}
    if skipped:
        places = [place for place, form in enumerate(forms) if form not in skipped]
        lemmas = [lemmas[place] for place in places]
        forms = [forms[place] for place in places]
    if "’" in tokens.text:
        straight = {word: word.replace("’", "'") for word in distinct.union(lemmas) if "’" in word}
        lemmas = [straight.get(word, word) for word in lemmas]
        forms = [straight.get(word, word) for word in forms]
    return places, lemmas, forms


def _starts(root: _Node, words: list[str]) -> set[int]:
    """Where a phrase may begin."""
    return {place for place, word in enumerate(words) if word in root} if root else set()


def _walk(root: _Node, words: list[str], place: int, found: list[tuple[int, _Entry]]) -> None:
    """Add to ``found`` the entries whose phrase begins at the place, each with its length."""
    node: _Node | None = root.get(words[place])
    begin, end = place, len(words)
    while node:
        place += 1
        if _END in node:
            found += [(place - begin, entry) for entry in node[_END]]
        if place == end:
            return
        node = node.get(words[place])


def _preference(found: tuple[int, _Entry]) -> tuple[int, int, int]:
    length, entry = found
    return entry.number, -length, entry.place


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


def _head_fits(entry: _Entry, tokens: Tokens, first: int, last: int) -> bool:
    """Whether the head of the match has the tag and a child that the entry asks for."""
    wanted = entry.term.pos
    if not wanted and not entry.governs:
        return True
    head = first if first == last else head_of(tokens, first, last)
    if wanted and tokens.pos[head] not in wanted:
        return False
    return not entry.governs or any(governs_relation(tokens, head, relation) for relation in entry.governs)
