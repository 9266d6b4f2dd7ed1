"""Cues: the words that introduce a reported statement, told apart by form, part of speech and construction.

A cue is found by its lemma (or surface form) in a lexicon of ``kind = "cues"``; whether it introduces anything
is decided by what it governs (``framing.find.content``). Phrases hold when their words follow each other or when
their second word is a particle or preposition that the first one governs ("pointed it out").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress
from operator import or_

from framing.lexicon import Lexicon, Term
from framing.parse.tokens import Tokens

DEFAULT_RELATIONS = {"VERB": ("ccomp",), "AUX": ("ccomp",), "NOUN": ("acl",), "ADJ": ("ccomp",)}
OPEN_CLASSES = ("VERB", "NOUN", "ADJ")  # a phrase's head among its words, tried in this order


@dataclass(slots=True)
class Cue:
    """A possible cue: its head token, its first and last token, its lexicon entry, and where its content may stand."""

    head: int
    first: int
    last: int
    term: Term
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of one entry, split in words; ``parts`` are the parts of speech that a single word may have, or ()."""

    words: tuple[str, ...]
    by_lemma: bool
    term: Term
    parts: tuple[str, ...]


Index = dict[str, tuple[Pattern, ...]]


@lru_cache(maxsize=16)
def cue_index(lexicon: Lexicon) -> tuple[Index, Index]:
    """The lexicon's patterns by their first word, longest first: those by lemma, and those by surface form."""
    indexes: tuple[dict[str, list[Pattern]], dict[str, list[Pattern]]] = ({}, {})
    for term in lexicon:
        for form in term.forms:
            words = tuple(form.split())
            parts = term.pos if len(words) == 1 else ()
            indexes[not term.lemma].setdefault(words[0], []).append(Pattern(words, bool(term.lemma), term, parts))
    by_lemma, by_text = (
        {word: tuple(sorted(found, key=_longest_first)) for word, found in index.items()} for index in indexes
    )
    return by_lemma, by_text


def narrowest(lexicon: Lexicon, cue: Cue, relation: str) -> Cue:
    """The cue under the entry of its form that lists the relation among fewest: "asked her to go" is no question."""
    by_lemma, _ = cue_index(lexicon)
    patterns = by_lemma.get(cue.term.lemma[0].split()[0], ()) if cue.term.lemma else ()
    rivals = [one.term for one in patterns if one.term.forms == cue.term.forms and one.term.pos == cue.term.pos]
    fitting = [term for term in rivals if relation in term.governs]
    if len(rivals) < 2 or not fitting:
        return cue
    best = min(fitting, key=_breadth)
    return cue if best is cue.term else replace(cue, term=best, relations=best.governs)


def _breadth(term: Term) -> int:
    return len(term.governs)


def find_cues(tokens: Tokens, lexicon: Lexicon) -> Iterator[Cue]:
    """Every token that may be a cue, with every entry that fits it, longest forms first, in text order."""
    by_lemma, by_text = cue_index(lexicon)
    lemmas, forms, parts = tokens.lemma, tokens.lower, tokens.pos
    begins = map(or_, map(by_lemma.__contains__, lemmas), map(by_text.__contains__, forms))
    children, last = tokens.children, len(forms) - 1
    for token in compress(range(len(forms)), begins):
        part, beside = parts[token], None
        for pattern in by_lemma.get(lemmas[token], ()) + by_text.get(forms[token], ()):
            if len(pattern.words) > 1:
                if beside is None:  # the words that a second word can be
                    beside = {forms[child] for child in children[token]}
                    if token < last:
                        beside |= {forms[token + 1], lemmas[token + 1]}
                if pattern.words[1] not in beside:
                    continue
            elif pattern.parts and part not in pattern.parts:
                continue
            cue = _fit(tokens, token, pattern)
            if cue is not None:
                yield cue


def _longest_first(pattern: Pattern) -> int:
    return -len(pattern.words)


def _fit(tokens: Tokens, token: int, pattern: Pattern) -> Cue | None:
    words, term = pattern.words, pattern.term
    first = last = head = token
    if len(words) > 1:
        column = tokens.lemma if pattern.by_lemma else tokens.lower
        last = token + len(words) - 1
        if tuple(column[first : last + 1]) != words:
            governed = _particle(tokens, token, words) if len(words) == 2 else None
            if governed is None:
                return None
            last = governed if governed == token + 1 else token
        head = _head(tokens, first, last)
    if term.pos and tokens.pos[head] not in term.pos and tokens.pos[token] not in term.pos:
        return None
    if term.not_after and _barred(tokens, first - 1, term.not_after):
        return None
    if term.not_before and _barred(tokens, last + 1, term.not_before):
        return None
    if "prep_as" in term.governs:
        saying = _as_saying(tokens, head)
        if saying is not None:
            together = tokens.head[saying] == last + 1 and saying == last + 2
            return Cue(saying, first, saying if together else last, term, ("ccomp", "quote"))
    relations = term.governs or DEFAULT_RELATIONS.get((*term.pos, tokens.pos[head])[0], ("ccomp",))
    return Cue(head, first, last, term, relations)


def _as_saying(tokens: Tokens, verb: int) -> int | None:
    """The "saying" of "was quoted (by the Post) as saying that": the clause hangs there, and both are one cue."""
    if tokens.tag[verb] != "VBN":
        return None
    for child in tokens.children[verb]:
        if tokens.lower[child] == "as" and tokens.dep[child] == "prep":
            saying = tokens.child(child, "pcomp")
            if saying is not None and tokens.child(saying, "ccomp") is not None:
                return saying
    return None


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
    return 0 <= token < len(tokens) and tokens.lower[token] in words
