"""Words and short phrases of a parsed article, with the syntactic slots that they fill.

A slot is a relation with the word at its other end, as one would say it: "object of kill", "with armed", "group of".
Two words that fill the same slots are used alike (Lin 1998, Automatic retrieval and clustering of similar words).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from framing.parse.tokens import Tokens

OPEN = ("NOUN", "PROPN", "ADJ", "VERB", "ADV")
FILLERS = ("NOUN", "PROPN", "ADJ", "VERB", "ADV")
MODIFIERS = ("amod", "compound", "nmod", "npadvmod")
LINKS = ("conj", "appos", "attr")
NAMES_ASIDE = ("", "NORP")  # types of entity whose words may be suggested: none, and peoples, creeds and parties
HYPHEN = "-"
LONGEST = 4
# What a token is to its governor, in words.
UP = {
    "nsubj": "subject of", "nsubjpass": "passive subject of", "dobj": "object of", "dative": "given to by",
    "amod": "modifies", "compound": "modifies", "nmod": "modifies", "advmod": "modifies", "acomp": "predicate of",
    "attr": "predicate of", "oprd": "called by", "poss": "owner of", "xcomp": "complement of", "relcl": "clause on",
    "agent": "agent of", "acl": "clause on", "ccomp": "content of", "advcl": "clause of",
}  # fmt: skip
# What a governor has: the other side of the same relations.
DOWN = {
    "amod": "with", "compound": "with", "nmod": "with", "poss": "owned by", "nsubj": "with subject",
    "nsubjpass": "with passive subject", "dobj": "with object", "advmod": "with", "acomp": "is", "attr": "is",
    "agent": "done by", "xcomp": "with complement", "prt": "with",
}  # fmt: skip


class Unit(NamedTuple):
    """A word or phrase: tokens ``first`` to ``last`` (both inclusive), its head among them, its lemmas and tag."""

    first: int
    last: int
    head: int
    phrase: str
    pos: str


def units_of(tokens: Tokens) -> Iterator[Unit]:
    """Every open-class word outside names, and each phrase of a noun with modifiers right before it or with "of"."""
    for head, pos in enumerate(tokens.pos):
        if pos not in OPEN or tokens.entity[head] not in NAMES_ASIDE or not _is_word(tokens, head):
            continue
        yield Unit(head, head, head, tokens.lemma[head], pos)
        hyphenated = _hyphenated(tokens, head)
        if hyphenated < head:
            yield Unit(hyphenated, head, head, _phrase(tokens, hyphenated, head), pos)
        if pos in ("NOUN", "PROPN"):
            for first in _modified_from(tokens, head):
                if first != hyphenated:
                    yield Unit(first, head, head, _phrase(tokens, first, head), pos)
            last = _of_noun(tokens, head)
            if last:
                yield Unit(head, last, head, _phrase(tokens, head, last), pos)


def slots_of(tokens: Tokens, first: int, last: int, head: int) -> Iterator[str]:
    """The slots that the head of a stretch fills, and those that it offers, towards words outside the stretch."""
    above = tokens.head[head]
    if above != head and not first <= above <= last:
        relation = tokens.dep[head]
        if relation in UP and tokens.pos[above] in (*FILLERS, "AUX"):
            yield f"{UP[relation]} {tokens.lemma[above]}"
        elif relation in ("pobj", "pcomp") and tokens.head[above] != above:
            yield f"{tokens.lemma[tokens.head[above]]} {tokens.lower[above]}"
        elif relation == "conj":
            yield f"and {tokens.lemma[above]}"
    for child in tokens.children[head]:
        if first <= child <= last:
            continue
        relation, filler = tokens.dep[child], tokens.lemma[child]
        if relation in DOWN and tokens.pos[child] in (*FILLERS, "ADP"):
            yield f"{DOWN[relation]} {filler}"
        elif relation == "conj":
            yield f"and {filler}"
        elif relation == "prep":
            yield f"followed by {tokens.lower[child]}"
        elif relation == "ccomp":
            yield "with a clause"


def linked_to(tokens: Tokens, head: int) -> Iterator[int]:
    """The tokens that are coordinated with this one, in apposition to it, or equated with it by a copula."""
    above = tokens.head[head]
    if tokens.dep[head] in ("conj", "appos") and above != head:
        yield above
    yield from (child for child in tokens.children[head] if tokens.dep[child] in ("conj", "appos"))
    for side, other in (("attr", "nsubj"), ("nsubj", "attr")):
        if tokens.dep[head] == side:
            yield from (child for child in tokens.children[above] if tokens.dep[child] == other)


def _is_word(tokens: Tokens, token: int) -> bool:
    lemma = tokens.lemma[token]
    return len(lemma) > 2 and lemma[0].isalpha()


def _phrase(tokens: Tokens, first: int, last: int) -> str:
    return " ".join(tokens.lemma[first : last + 1])


def _hyphenated(tokens: Tokens, head: int) -> int:
    """The first token of the hyphenated word that ends here ("right-wing"), or the token itself."""
    first = head
    while first >= 2 and tokens.lower[first - 1] == HYPHEN and head - first < LONGEST and _is_word(tokens, first - 2):
        first -= 2
    return first


def _modified_from(tokens: Tokens, head: int) -> Iterator[int]:
    """Where a phrase may begin that ends in this noun: before each of the modifiers right before it, nearest first."""
    first, seen = head, set()
    for child in reversed(tokens.children[head]):
        if child > head:
            continue
        left = min(tokens.edges[child][0], _hyphenated(tokens, child))
        joined = tokens.edges[child][1] == first - 1 or (tokens.lower[first - 1] == HYPHEN and child == first - 2)
        if tokens.dep[child] not in MODIFIERS or not joined or head - left >= LONGEST:
            return
        if not all(tokens.lower[one] == HYPHEN or tokens.lemma[one][:1].isalpha() for one in range(left, head)):
            return
        first = left
        if first not in seen:
            seen.add(first)
            yield first


def _of_noun(tokens: Tokens, head: int) -> int | None:
    """The noun right after "of" right after this one ("wave of migrants"), when the two belong together."""
    noun = head + 2
    if noun >= len(tokens) or tokens.lower[head + 1] != "of" or tokens.pos[noun] != "NOUN":
        return None
    return noun if tokens.head[noun] == head + 1 and tokens.head[head + 1] == head else None
