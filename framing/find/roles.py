"""Offices and relations that an article says somebody holds, as they stand beside the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.find.nouns import FEMININE, MASCULINE, canonical_nouns, genders, nouns_of_actors, words_of
from framing.find.runs import NameRun
from framing.parse.tokens import Tokens

BEFORE = frozenset(("compound", "amod", "nmod", "poss"))  # dependencies of words that narrow a noun down
BESIDE = frozenset(("appos", "nsubj"))  # dependencies of a name that has its office above it
NOTHING: frozenset[str] = frozenset()


class Role(NamedTuple):
    """An office or relation that somebody is said to hold: its noun, and the words that narrow it down."""

    noun: str
    narrowing: frozenset[str]


def roles_beside(tokens: Tokens, run: NameRun) -> Sequence[Role]:
    """The offices that stand beside a name: before it, in apposition, or after "is"."""
    head, deps = run.head, tokens.dep
    beside: list[int] = []
    for child in tokens.children[head]:
        dep = deps[child]
        if dep == "appos" or (dep == "compound" and child < run.first):
            beside.append(child)
    above = tokens.head[head]
    if deps[head] == "appos":
        if tokens.entity[above] != "PERSON":
            beside.append(above)
    elif deps[head] == "nsubj" and tokens.lemma[above] == "be":
        beside += [c for c in tokens.children[above] if deps[c] == "attr"]
    if not beside and not run.titles:
        return ()
    found: list[Role] = []
    for title in run.titles:
        if title not in genders() or nouns_of_actors().get(title) in (MASCULINE, FEMININE):
            before = set(tokens.lower[run.titled : run.first])
            before.discard(title)
            found.append(Role(title, narrowing(tokens, head).union(before)))
    for noun in beside:
        _add(tokens, noun, found)
        for child in tokens.children[noun]:
            if deps[child] == "conj":
                _add(tokens, child, found)
    return found


def _add(tokens: Tokens, noun: int, roles: list[Role]) -> None:
    """Put what the noun says that somebody is with the roles, when it is a noun in the singular."""
    if tokens.pos[noun] in ("NOUN", "PROPN") and tokens.tag[noun] not in ("NNS", "NNPS"):
        lemma = tokens.lemma[noun]
        roles.append(Role(canonical_nouns().get(lemma, lemma), narrowing(tokens, noun)))


def narrowing(tokens: Tokens, noun: int) -> frozenset[str]:
    """The words that narrow a role down: those before it, its owner, and what follows "of"."""
    children, deps, lower = tokens.children, tokens.dep, tokens.lower
    words: list[str] = []
    for child in children[noun]:
        dep = deps[child]
        if dep == "prep":
            if lower[child] in words_of("link"):
                words += [lower[t] for t in tokens.subtree(child) if tokens.pos[t] in ("PROPN", "NOUN", "ADJ")]
        elif child < noun and dep in BEFORE:
            words.append(lower[child])
            if children[child]:
                words += [lower[token] for token in children[child]]
    return frozenset([word for word in words if word[:1].isalpha()]) if words else NOTHING
