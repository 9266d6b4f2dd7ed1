"""Cues: the words that introduce a reported statement, told apart by form, part of speech and construction.

A cue is found by its lemma (or surface form) in a lexicon of ``kind = "cues"``; whether it introduces anything
is decided by what it governs (``framing.find.content``). Phrases hold when their words follow each other or when
their second word is a particle or preposition that the first one governs ("pointed it out").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from framing.lexicon import Lexicon, Term
from framing.parse.tokens import Tokens

DEFAULT_RELATIONS = {"VERB": ("ccomp",), "AUX": ("ccomp",), "NOUN": ("acl",), "ADJ": ("ccomp",)}
OPEN_CLASSES = ("VERB", "NOUN", "ADJ")  # a phrase's head among its words, tried in this order


@dataclass(frozen=True, slots=True)
class Cue:
    """A possible cue: its head token, its first and last token, its lexicon entry, and where its content may stand."""

    head: int
    first: int
    last: int
    term: Term
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of one entry, split in words."""

    words: tuple[str, ...]
    by_lemma: bool
    term: Term


Index = dict[str, tuple[Pattern, ...]]


@lru_cache(maxsize=16)
def cue_index(lexicon: Lexicon) -> tuple[Index, Index]:
    """The lexicon's patterns by their first word, longest first: those by lemma, and those by surface form."""
    indexes: tuple[dict[str, list[Pattern]], dict[str, list[Pattern]]] = ({}, {})
    for term in lexicon:
        for form in term.forms:
            words = tuple(form.split())
            indexes[not term.lemma].setdefault(words[0], []).append(Pattern(words, bool(term.lemma), term))
    by_lemma, by_text = (
        {word: tuple(sorted(found, key=_longest_first)) for word, found in index.items()} for index in indexes
    )
    return by_lemma, by_text


def find_cues(tokens: Tokens, lexicon: Lexicon) -> Iterator[Cue]:
    """Every token that may be a cue, with every entry that fits it, longest forms first, in text order."""
    by_lemma, by_text = cue_index(lexicon)
    for token, (lemma, form) in enumerate(zip(tokens.lemma, tokens.lower)):
        if lemma in by_lemma:
            for pattern in by_lemma[lemma]:
                yield from _fit(tokens, token, pattern)
        if form in by_text:
            for pattern in by_text[form]:
                yield from _fit(tokens, token, pattern)


def _longest_first(pattern: Pattern) -> int:
    return -len(pattern.words)


def _fit(tokens: Tokens, token: int, pattern: Pattern) -> Iterator[Cue]:
    words, term = pattern.words, pattern.term
    column = tokens.lemma if pattern.by_lemma else tokens.lower
    first, last = token, token + len(words) - 1
    if len(words) > 1 and tuple(column[first : last + 1]) != words:
        governed = _particle(tokens, token, words) if len(words) == 2 else None
        if governed is None:
            return
        last = governed if governed == token + 1 else token
    head = token if len(words) == 1 else _head(tokens, first, last)
    if term.pos and tokens.pos[head] not in term.pos and tokens.pos[token] not in term.pos:
        return
    if _barred(tokens, first - 1, term.not_after) or _barred(tokens, last + 1, term.not_before):
        return
    relations = term.governs or DEFAULT_RELATIONS.get((*term.pos, tokens.pos[head])[0], ("ccomp",))
    yield Cue(head, first, last, term, relations)


def _particle(tokens: Tokens, token: int, words: tuple[str, ...]) -> int | None:
    for child in tokens.children[token]:
        if tokens.lower[child] == words[1] and tokens.dep[child] in ("prt", "prep", "advmod", "agent"):
            return child
    return None


def _head(tokens: Tokens, first: int, last: int) -> int:
    """The word of a phrase that its clause or phrase hangs on."""
    inside = range(first, last + 1)
    tops = [t for t in inside if not first <= tokens.head[t] <= last or tokens.head[t] == t]
    for part in OPEN_CLASSES:
        for token in tops:
            if tokens.pos[token] == part:
                return token
    return tops[0] if tops else first


def _barred(tokens: Tokens, token: int, words: tuple[str, ...]) -> bool:
    return bool(words) and 0 <= token < len(tokens) and tokens.lower[token] in words
