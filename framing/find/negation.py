"""Scope of negation, read off the parse: is a stretch of words denied where it stands?

The words of negation stand in the built-in lexicon ``negations``. In scope are what such a word stands on, what the
negated verb says of its subject (complements, objects, modifiers after the negation), and what hangs on a noun that
is in scope. The subject is outside: "the regime did not fall" denies the fall, not the regime.
"""

from __future__ import annotations

from functools import lru_cache

from framing.lexicon import load_lexicon
from framing.parse.tokens import Tokens

ON_NOUN = ("amod", "compound", "nmod", "poss")  # the noun's negation is theirs
ON_VERB = ("attr", "acomp", "dobj", "oprd", "xcomp", "dative", "aux", "auxpass")  # and the verb's theirs
AFTER_IT = ("advmod", "npadvmod")  # theirs when it comes before them: "certainly did not" is certain
SUBJECTS = ("nsubj", "nsubjpass")
NOBODY = (*SUBJECTS, "det", "preconj")  # as what "nobody" is, or "no" stands on, a subject; in a phrase in it none
NEGATORS = ("neg", "det", "advmod", "preconj", "predet")  # as what a negative word stands on a word
BEARING = frozenset((*SUBJECTS, *NEGATORS))
MOST_STEPS = 6


def is_negated(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the stretch (both ends inclusive) is in the scope of a negation in its own clause.

    >>> from framing.parse.corpus import parse_text
    >>> tokens = parse_text("It is hardly a regime.")
    >>> is_negated(tokens, 4, 4)
    True
    """
    node = last
    while first <= tokens.head[node] <= last and tokens.head[node] != node:
        node = tokens.head[node]
    verbal, before = True, len(tokens)
    for _ in range(MOST_STEPS):
        if _is_denied(tokens, node, (first, last), before, with_subject=verbal):
            return True
        link, above = tokens.dep[node], tokens.head[node]
        if above == node:
            return False
        if link in ON_NOUN or (link == "conj" and _alternative(tokens, above)):
            verbal = False
        elif link in ON_VERB:
            verbal = True
        elif link in AFTER_IT:
            verbal, before = True, min(before, first)
        elif link in ("pobj", "pcomp"):
            return tokens.lower[above] in words_of("preposition") or _of_none(tokens, above)
        else:
            return False
        node = above
    return False


def _is_denied(tokens: Tokens, node: int, own: tuple[int, int], before: int, *, with_subject: bool) -> bool:
    """Whether a word of negation before that place stands on the node, or its subject is nobody."""
    deps, children = tokens.dep, tokens.children
    for child in children[node]:
        dep = deps[child]
        if dep not in BEARING or own[0] <= child <= own[1] or child >= before:
            continue
        if dep not in SUBJECTS:
            if _negates(tokens, child):
                return True
        elif with_subject:
            absolute = words_of("absolute")
            for word in (child, *children[child]):
                if tokens.lower[word] in absolute and deps[word] in NOBODY:
                    return True
    return False


def _negates(tokens: Tokens, token: int) -> bool:
    """Whether the word is one of negation where it stands."""
    before = tokens.lower[token - 1] if token else None
    follows = tokens.lower[token + 1] if token + 1 < len(tokens) else ""
    return negates(before, tokens.lower[token], follows, tokens.dep[token])


def negates(before: str | None, form: str, follows: str, dep: str) -> bool:
    """Whether a word, alone or with the one before it ("no longer"), is one of negation, and not "not only".

    >>> negates("no", "longer", "rules", "advmod"), negates(None, "not", "only", "neg")
    (True, False)
    """
    word = form.replace("’", "'")
    if dep != "neg" and word not in _endings():
        return False
    if f"{word} {follows}" in words_of("additive"):
        return False
    phrase = word if before is None else f"{before} {word}"
    return dep == "neg" or any(
        one in words_of(category) for one in (word, phrase) for category in ("absolute", "approximate")
    )


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    """The words of negation, and the words that end those of several."""
    phrases = (phrase.split() for category in ("absolute", "approximate") for phrase in words_of(category))
    return frozenset(" ".join(words[first:]) for words in phrases for first in range(len(words)))


def _alternative(tokens: Tokens, token: int) -> bool:
    """Whether "or" or "nor" joins what is joined to the word: then its negation is that of all."""
    return any(tokens.dep[c] == "cc" and tokens.lower[c] in ("or", "nor") for c in tokens.children[token])


def _of_none(tokens: Tokens, preposition: int) -> bool:
    """ "None of the rebels"."""
    return tokens.lower[preposition] == "of" and tokens.lower[tokens.head[preposition]] in words_of("absolute")


@lru_cache(maxsize=8)
def words_of(category: str) -> frozenset[str]:
    """The forms of one category of the lexicon of negation."""
    return frozenset(form for term in load_lexicon("negations") if term.category == category for form in term.forms)
