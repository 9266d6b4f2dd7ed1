"""Which of many stretches of words are negated: what `framing.find.negation.is_negated` says of one, by numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.find import negation
from framing.parse.block import Block, Coded
from framing.parse.words import Numbers

Flags = npt.NDArray[np.bool_]
Small = npt.NDArray[np.uint8]

DENIES, NOBODY = 1, 2  # flags: a word of negation on what governs it; a subject that is nobody
END, ON_NOUN, ON_VERB, AFTER_IT, DENIED = range(5)  # where a negation may be looked for next


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
        dep, lower, size = block.coded["dep"], block.coded["lower"], block.size
        denies = np.zeros(size, np.uint8)
        denies[_negating(block)] = DENIES
        absolute = lower.among(negation.words_of("absolute"))
        subject = dep.among(negation.SUBJECTS)
        nobody = absolute & (subject | dep.among(("det", "preconj")))
        nobody |= block.governing(nobody.nonzero()[0])
        denies[subject & nobody] |= NOBODY
        step = dep.numbers(_step, np.uint8)
        joined = (dep.codes == dep.number("conj")).nonzero()[0]
        alternative = block.governing(((dep.codes == dep.number("cc")) & lower.among(("or", "nor"))).nonzero()[0])
        step[joined[alternative.take(block.head.take(joined))]] = ON_NOUN
        below = dep.among(("pobj", "pcomp")).nonzero()[0]
        above = block.head.take(below)
        denied = lower.among(negation.words_of("preposition")).take(above)
        denied |= (lower.codes == lower.number("of")).take(above) & absolute.take(block.head.take(above))
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


def _negating(block: Block) -> Numbers:
    """The tokens that negate what governs them; the few that may are asked one by one."""
    dep, lower = block.coded["dep"], block.coded["lower"]
    last_words = {phrase.split()[-1] for name in ("absolute", "approximate") for phrase in negation.words_of(name)}
    may = lower.where(last_words.__contains__) | _typographic(lower, last_words)
    may |= dep.codes == dep.number("neg")
    asked, found = (may & dep.among(negation.NEGATORS)).nonzero()[0], []
    articles = block.article_of(asked)
    bounds = zip(block.bounds.take(articles).tolist(), block.bounds.take(articles + 1).tolist())
    for token, (first, stop) in zip(asked.tolist(), bounds):
        around = [lower.words[code] for code in lower.codes[max(token - 1, first) : min(token + 2, stop)].tolist()]
        before = around.pop(0) if token > first else None
        follows = around[1] if len(around) > 1 else ""
        if negation.negates(before, around[0], follows, dep.words[dep.codes[token]]):
            found.append(token)
    return np.array(found, np.intp)


def _typographic(lower: Coded, words: set[str]) -> Flags:
    return lower.among([word for word in lower.words if "\u2019" in word and word.replace("\u2019", "'") in words])


def _step(relation: str) -> int:
    """What a relation leads to by itself."""
    for relations, step in ((negation.ON_NOUN, ON_NOUN), (negation.ON_VERB, ON_VERB), (negation.AFTER_IT, AFTER_IT)):
        if relation in relations:
            return step
    return END
