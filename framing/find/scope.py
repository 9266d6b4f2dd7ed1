"""Which of many stretches of words are negated: what `framing.find.negation.is_negated` says of one, by numpy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from framing.find import negation
from framing.kept import Remembered
from framing.parse.block import Block
from framing.parse.coded import Coded, Column
from framing.parse.words import Numbers

Flags = npt.NDArray[np.bool_]
Small = npt.NDArray[np.uint8]

DENIES, NOBODY = 1, 2  # flags: a word of negation on what governs it; a subject that is nobody
END, ON_NOUN, ON_VERB, AFTER_IT, DENIED = range(5)  # where a negation may be looked for next
MOST_FORMS = 65536  # that are remembered
# what a form, or the relation of a token, is in a negation: flags
_ABSOLUTE, _PREPOSITION, _OR, _OF, _LAST = (1 << bit for bit in range(5))
_STEPS = 7  # the bits that the step of a relation takes
_SUBJECT, _DETERMINER, _CONJUNCT, _CONJUNCTION, _OBJECT, _NEGATION, _NEGATOR = (8 << bit for bit in range(7))


@dataclass(frozen=True, eq=False)
class Scope:
    """What decides on negation, for each token of a block.

    ``denies`` holds the flags DENIES and NOBODY of the token as a child of another; ``step`` says what a stretch with
    the token at its top has to do with the word that governs it: ON_NOUN, ON_VERB and AFTER_IT lead on to that word,
    END does not, DENIED says that it is negated.
    """

    denies: Small
    step: Small

    @classmethod
    def of(cls, block: Block) -> Scope:
        """The scope of every token, worked out for the block at once.

        >>> from framing.parse.corpus import parse_text
        >>> block = Block.of([parse_text("It is hardly a regime.")])
        >>> scope = Scope.of(block)
        >>> scope.negated(block.head, np.array([1, 4]), np.array([1, 4])).tolist()
        [True, True]
        """
        lower, size = block.coded["lower"], block.size
        word, relation = lower.numbers(_WORDS.__getitem__, np.uint8), block.coded["dep"].numbers(_relation, np.uint16)
        denies = np.zeros(size, np.uint8)
        denies[_negating(block, word, relation)] = DENIES
        absolute = _has(word, _ABSOLUTE)
        subject = _has(relation, _SUBJECT)
        nobody = absolute & _has(relation, _SUBJECT | _DETERMINER)
        nobody |= block.governing(nobody.nonzero()[0])
        denies[subject & nobody] |= NOBODY
        step = (relation & _STEPS).astype(np.uint8)
        joined = _has(relation, _CONJUNCT).nonzero()[0]
        alternative = block.governing((_has(relation, _CONJUNCTION) & _has(word, _OR)).nonzero()[0])
        step[joined[alternative.take(block.head.take(joined))]] = ON_NOUN
        below = _has(relation, _OBJECT).nonzero()[0]
        above = block.head.take(below)
        denied = _has(word, _PREPOSITION).take(above)
        denied |= _has(word, _OF).take(above) & absolute.take(block.head.take(above))
        step[below[denied]] = DENIED
        roots = block.head == np.arange(size)
        denies[roots], step[roots] = 0, END
        return cls(denies, step)

    def negated(self, head: Numbers, first: Numbers, last: Numbers) -> Flags:
        """Whether each stretch (both ends inclusive) is negated; `head` has what governs each token."""
        node, open_ = last.copy(), np.arange(len(last))
        while len(open_):
            at = node.take(open_)
            above = head.take(at)
            open_ = open_[(above >= first.take(open_)) & (above <= last.take(open_)) & (above != at)]
            node[open_] = head.take(node.take(open_))
        denying = self.denies.nonzero()[0]
        denying = denying.take(head.take(denying).argsort(kind="stable"))
        governors = head.take(denying)
        found = np.zeros(len(node), bool)
        places = np.arange(len(node))
        verbal, before = np.ones(len(node), bool), np.full(len(node), len(head))
        for _ in range(negation.MOST_STEPS):
            here = node.take(places)
            begin, end = governors.searchsorted(here), governors.searchsorted(here, side="right")
            hit = np.zeros(len(places), bool)
            for nth in range(int((end - begin).max(initial=0))):
                some = (begin + nth < end).nonzero()[0]
                child = denying.take(begin.take(some) + nth)
                flags = self.denies.take(child)
                counts = ((flags & DENIES) > 0) | (((flags & NOBODY) > 0) & verbal.take(some))
                counts &= (child < first.take(places[some])) | (child > last.take(places[some]))
                hit[some] |= counts & (child < before.take(some))
            step = self.step.take(here)
            hit |= step == DENIED
            found[places[hit]] = True
            on = (~hit & (step != END)).nonzero()[0]
            places, step, before = places.take(on), step.take(on), before.take(on)
            if not len(places):
                break
            node[places] = head.take(node.take(places))
            verbal = step != ON_NOUN
            after = step == AFTER_IT
            before[after] = np.minimum(before[after], first.take(places[after]))
        return found


def _negating(block: Block, word: Small, relation: Column) -> Numbers:
    """The tokens that negate what governs them; the few that may are asked one by one."""
    dep, lower = block.coded["dep"], block.coded["lower"]
    may = (_has(word, _LAST) | _has(relation, _NEGATION)) & _has(relation, _NEGATOR)
    asked = may.nonzero()[0]
    articles = block.article_of(asked)
    inside = asked > block.bounds.take(articles)
    before = [None if code < 0 else lower.words[code] for code in _codes(lower, asked - 1, inside)]
    inside = asked + 1 < block.bounds.take(articles + 1)
    follows = ["" if code < 0 else lower.words[code] for code in _codes(lower, asked + 1, inside)]
    form, relations = ([column.words[code] for code in column.codes.take(asked).tolist()] for column in (lower, dep))
    return asked.compress(list(map(negation.negates, before, form, follows, relations)))


def _codes(column: Coded, token: Numbers, inside: Flags) -> list[int]:
    """The codes of tokens, -1 for one that is not inside its article."""
    found: list[int] = np.where(inside, column.codes.take(token, mode="clip"), np.int64(-1)).tolist()
    return found


def _has(flags: Column, wanted: int) -> Flags:
    """Where one of these flags is set."""
    found: Flags = (flags & flags.dtype.type(wanted)) > 0
    return found


def _word(form: str) -> int:
    """What a form can be in a negation."""
    found = _ABSOLUTE * (form in negation.words_of("absolute")) + _PREPOSITION * (
        form in negation.words_of("preposition")
    )
    found += _OR * (form in ("or", "nor")) + _OF * (form == "of")
    return found + _LAST * (form in _last_words() or form.replace("\u2019", "'") in _last_words())


@cache
def _last_words() -> frozenset[str]:
    """The last words of the phrases that negate."""
    return frozenset(phrase.split()[-1] for name in ("absolute", "approximate") for phrase in negation.words_of(name))


@cache
def _relation(name: str) -> int:
    """What a relation is in a negation, and what it leads to by itself."""
    told = {
        _SUBJECT: negation.SUBJECTS, _DETERMINER: ("det", "preconj"), _CONJUNCT: ("conj",), _CONJUNCTION: ("cc",),
        _OBJECT: ("pobj", "pcomp"), _NEGATION: ("neg",), _NEGATOR: negation.NEGATORS,
    }  # fmt: skip
    return _step(name) + sum(flag for flag, names in told.items() if name in names)


def _step(relation: str) -> int:
    """What a relation leads to by itself."""
    for relations, step in ((negation.ON_NOUN, ON_NOUN), (negation.ON_VERB, ON_VERB), (negation.AFTER_IT, AFTER_IT)):
        if relation in relations:
            return step
    return END


# Like a cache: what it says of a form never changes.
_WORDS = Remembered(_word, most=MOST_FORMS)
