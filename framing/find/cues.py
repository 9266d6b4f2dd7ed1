"""Cues: the words that introduce a reported statement, told apart by form, part of speech and construction.

A cue is found by its lemma (or surface form) in a lexicon of ``kind = "cues"``; whether it introduces anything
is decided by what it governs (``framing.find.content``). Phrases hold when their words follow each other or when
their second word is a particle or preposition that the first one governs ("pointed it out").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from framing.find.layout import Layout
from framing.find.lines import near_edge
from framing.lexicon import Lexicon, Term
from framing.parse.tokens import Tokens

DEFAULT_RELATIONS = {"VERB": ("ccomp",), "AUX": ("ccomp",), "NOUN": ("acl",), "ADJ": ("ccomp",)}
LINE = ("line",)  # the relations of a mark that sets a speaker off
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
    """One form of one entry, split in words; ``parts`` are the parts of speech that a single word may have, or ().

    ``relations`` are where the content of a single word may stand that fits whatever is around it, else None.
    """

    words: tuple[str, ...]
    by_lemma: bool
    term: Term
    parts: tuple[str, ...]
    relations: tuple[str, ...] | None

    @classmethod
    def of(cls, term: Term, form: str) -> Pattern:
        """The pattern of one form of a term."""
        words = tuple(form.split())
        single = len(words) == 1
        around = term.not_after or term.not_before or "prep_as" in term.governs or not (term.governs or term.pos)
        relations = _relations(term, "") if single and not around else None
        return cls(words, bool(term.lemma), term, term.pos if single else (), relations)


@dataclass(frozen=True, slots=True)
class Beginning:
    """The patterns that begin with a word, longest first: all, and those of that word alone.

    ``pairs`` are the second words of those of two words, ``longer`` the second and third words of longer ones.
    """

    patterns: tuple[Pattern, ...]
    single: tuple[Pattern, ...]
    pairs: frozenset[str]
    longer: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, patterns: list[Pattern]) -> Beginning:
        """Sort the patterns."""
        ordered = tuple(sorted(patterns, key=_longest_first))
        single = tuple(pattern for pattern in ordered if len(pattern.words) == 1)
        pairs = frozenset(pattern.words[1] for pattern in ordered if len(pattern.words) == 2)
        return cls(ordered, single, pairs, frozenset(pattern.words[1:3] for pattern in ordered if pattern.words[2:]))


Index = dict[str, Beginning]
Rivals = dict[tuple[tuple[str, ...], tuple[str, ...]], list[Term]]


@lru_cache(maxsize=16)
def cue_index(lexicon: Lexicon) -> tuple[Index, Index]:
    """The lexicon's patterns by their first word: those by lemma, and those by surface form."""
    indexes: tuple[dict[str, list[Pattern]], dict[str, list[Pattern]]] = ({}, {})
    for term in lexicon:
        for form in term.forms:
            pattern = Pattern.of(term, form)
            indexes[not term.lemma].setdefault(pattern.words[0], []).append(pattern)
    by_lemma, by_text = ({word: Beginning.of(found) for word, found in index.items()} for index in indexes)
    return by_lemma, by_text


@lru_cache(maxsize=16)
def terms_sharing_forms(lexicon: Lexicon) -> Rivals:
    """The entries by lemma that have their forms and parts of speech in common with others, under these two."""
    sharing: Rivals = {}
    for term in lexicon:
        if term.lemma:
            sharing.setdefault((term.lemma, term.pos), []).append(term)
    return {key: terms for key, terms in sharing.items() if len(terms) > 1}


def narrowest(terms: list[Term], cue: Cue, relation: str) -> Cue:
    """The cue under the entry of its form that lists the relation among fewest: "asked her to go" is no question."""
    fitting = [term for term in terms if relation in term.governs]
    if not fitting:
        return cue
    best = min(fitting, key=_breadth)
    return cue if best is cue.term else replace(cue, term=best, relations=best.governs)


def _breadth(term: Term) -> int:
    return len(term.governs)


def find_cues(tokens: Tokens, lexicon: Lexicon, *, layout: Layout | None = None) -> Iterator[Cue]:
    """Every token that may be a cue, with every entry that fits it, longest forms first, in text order.

    With a `layout` without most that introduce nothing where they stand: in speech, and marks amid a paragraph.
    """
    by_lemma, by_text = cue_index(lexicon)
    lemmas, forms, parts = tokens.lemma, tokens.lower, tokens.pos
    speech = layout.in_speech if layout else ()
    for token in _openings(tokens, lexicon):
        for beginning, column in ((by_lemma.get(lemmas[token]), lemmas), (by_text.get(forms[token]), forms)):
            if beginning is None:
                continue
            beside = _beside(tokens, token, beginning.pairs) if beginning.pairs else ()
            follow = bool(beginning.longer) and tuple(column[token + 1 : token + 3]) in beginning.longer
            for pattern in beginning.patterns if beside or follow else beginning.single:
                if pattern.parts and parts[token] not in pattern.parts:
                    continue
                if pattern.relations is not None:
                    if layout is None or not (
                        speech[token] or (pattern.relations == LINE and not near_edge(layout, token))
                    ):
                        yield Cue(token, token, token, pattern.term, pattern.relations)
                    continue
                if len(pattern.words) == 2 and pattern.words[1] not in beside:
                    continue
                cue = _fit(tokens, token, pattern)
                if cue is not None:
                    yield cue


def _openings(tokens: Tokens, lexicon: Lexicon) -> list[int]:
    """The tokens that have a form's first word as lemma or surface form."""
    told, (lemmas, forms) = tokens.numbered, _first_words(lexicon)
    if told is not None:
        begins = told.told("lemma", lemmas.__contains__, bool) | told.told("lower", forms.__contains__, bool)
        found: list[int] = begins.nonzero()[0].tolist()
        return found
    pairs = enumerate(zip(tokens.lemma, tokens.lower))
    return [token for token, (lemma, form) in pairs if lemma in lemmas or form in forms]


@lru_cache(maxsize=16)
def _first_words(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """The first words of the forms by lemma, and of those by surface form."""
    by_lemma, by_text = cue_index(lexicon)
    return frozenset(by_lemma), frozenset(by_text)


def _beside(tokens: Tokens, token: int, words: frozenset[str]) -> frozenset[str]:
    """Which of these words the second word of a pair can be that begins here: the next one, or one governed."""
    forms = tokens.lower
    beside = [forms[child] for child in tokens.children[token]]
    if token + 1 < len(forms):
        beside += (forms[token + 1], tokens.lemma[token + 1])
    return words.intersection(beside)


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
    return Cue(head, first, last, term, _relations(term, tokens.pos[head]))


def _relations(term: Term, part: str) -> tuple[str, ...]:
    """Where the content of a cue may stand whose head is of this part of speech."""
    return term.governs or DEFAULT_RELATIONS.get(term.pos[0] if term.pos else part, ("ccomp",))


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
