"""Offices and relations that an article says somebody holds, as they stand beside the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.find.nouns import FEMININE, MASCULINE, canonical_nouns, genders, nouns_of_actors, words_of
from framing.find.runs import NameRun
from framing.parse.tokens import Tokens

BEFORE = frozenset(("compound", "amod", "nmod", "poss"))  # dependencies of words that narrow a noun down
NOTHING: frozenset[str] = frozenset()


class Role(NamedTuple):
    """An office or relation that somebody is said to hold: its noun, and the words that narrow it down."""

    noun: str
    narrowing: frozenset[str]


_role = Role._make


def roles_beside(tokens: Tokens, run: NameRun, *, narrowed: bool = True) -> Sequence[Role]:
    """The offices that stand beside a name: before it, in apposition, or after "is".

    Without ``narrowed`` the words that narrow them down are left out, for who does not need them.
    """
    head, deps = run.head, tokens.dep
    above, dep = tokens.head[head], deps[head]
    beside: list[int] = []
    for child in run.beside:
        if deps[child] == "appos" or (deps[child] == "compound" and child < run.first):
            beside.append(child)
    if dep == "appos":
        if tokens.entity[above] != "PERSON":
            beside.append(above)
    elif dep == "nsubj" and tokens.lemma[above] == "be":
        beside += [c for c in tokens.children[above] if deps[c] == "attr"]
    if not beside and not run.titles:
        return ()
    found: list[Role] = []
    for title in run.titles:
        if title not in genders() or nouns_of_actors().get(title) in (MASCULINE, FEMININE):
            before = set(tokens.lower[run.titled : run.first])
            before.discard(title)
            found.append(_role((title, narrowing(tokens, head).union(before) if narrowed else NOTHING)))
    for noun in beside:
        nouns = [noun]
        for child in tokens.children[noun]:
            if deps[child] == "conj":
                nouns.append(child)
        for one in nouns:
            if tokens.pos[one] in ("NOUN", "PROPN") and tokens.tag[one] not in ("NNS", "NNPS"):
                lemma = tokens.lemma[one]
                words = narrowing(tokens, one) if narrowed else NOTHING
                found.append(_role((canonical_nouns().get(lemma, lemma), words)))
    return found


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
