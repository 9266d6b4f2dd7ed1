"""How alike two reported contents are: what the alignment of statements goes by, one number a feature.

Everything is read off the words themselves; nothing is downloaded. A word weighs between 0 and 1: a function word next
to nothing, another one the less, the more statements of the corpus, or of the same event, have it ("harbour" tells
nothing apart where all talk about the harbour). Of what two contents share, the words that stand in the same order
count most, and of these the ones that both have in quotation marks. Words quoted by both that are not the same
speak against one utterance, as do numbers, a negation or an actor that the other one has not, and a content so short
that it would fit anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

import numpy as np
from rapidfuzz.distance import Indel
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from framing.compare.word_forms import function_words, negations, spelled_numbers, stem
from framing.corpus.words import WORD

FEATURES = (
    "overlap", "likeness", "quoted", "apart", "same_actor", "other_actor", "numbers", "negation", "brief",
)  # fmt: skip
NEIGHBOURS = 25
LEAST_LIKENESS = 0.05
PLAINLY_ALIKE = 0.5
LEAST_SHARED = 0.75
FEWEST_IN_A_RUN = 3
FEWEST_QUOTED = 3
# A run goes on after so many words of which the other has none, or others: a misspelling, a bracket.
LONGEST_GAP = 2
QUOTED_ALONE = 0.5
FUNCTION_WORD = 0.05
# Words around a run in which a number, and before it in which a negation, belongs to it.
REACH = 2
# A content of this weight is no longer brief.
ENOUGH = 4.0
# Added to the weight of a content, so that all of "the harbour" is little.
SHRINKAGE = 1.0
Block = tuple[int, int, int]
_QUOTED = re.compile('\u201c[^\u201c\u201d]*(?:\u201d|$)|"[^"]*(?:"|$)')


@dataclass(frozen=True)
class Content:
    """A reported content: its words, which of them stand in quotation marks, and who said it."""

    text: str
    kind: str = "indirect"
    actor: str | None = None
    event: str = ""
    words: tuple[str, ...] = field(init=False)
    quoted: np.ndarray = field(init=False, compare=False)
    numbers: frozenset[str] = field(init=False)
    negative: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        found = list(WORD.finditer(self.text))
        words = tuple(match.group().lower().replace("\u2019", "'") for match in found)
        inside = [match.span() for match in _QUOTED.finditer(self.text)] if self.kind == "mixed" else []
        direct = self.kind == "direct"
        quoted = [direct or any(start <= match.start() < end for start, end in inside) for match in found]
        put = object.__setattr__
        put(self, "words", words)
        put(self, "quoted", np.array(quoted, dtype=bool))
        digits = frozenset(word for word in words if word[0].isdigit())
        put(self, "numbers", digits or frozenset(spelled_numbers(words)))
        denying = (place for place, word in enumerate(words) if word in negations() or word.endswith("n't"))
        put(self, "negative", tuple(denying))

    def numbers_in(self, places: np.ndarray) -> frozenset[str]:
        """The numbers within reach of these words, of all when there are none."""
        if not len(places):
            return self.numbers
        return self.numbers.intersection(self.words[max(0, places[0] - REACH) : places[-1] + 1 + REACH])

    def negative_in(self, places: np.ndarray) -> bool:
        """Whether a negation stands among or shortly before these words, or anywhere when there are none."""
        first, last = (places[0], places[-1]) if len(places) else (0, len(self.words))
        return any(first - REACH <= place <= last for place in self.negative)


@dataclass(frozen=True)
class Run:
    """The words that two contents share in the same order, in stretches: their places in each."""

    one: np.ndarray
    other: np.ndarray

    def __len__(self) -> int:
        return len(self.one)


NO_RUN = Run(np.empty(0, dtype=int), np.empty(0, dtype=int))


class Wording:
    """Contents, ready to be compared with others of the same event; how rare a word is, is taken from them all.

    >>> wording = Wording([Content("the doors were locked"), Content("that the doors were locked"), Content("rain")])
    >>> features = dict(zip(FEATURES, wording.features([0, 0], [1, 2]).T.round(2).tolist()))
    >>> features["overlap"], len(wording.run(0, 1))
    ([0.68, 0.0], 4)
    """

    def __init__(self, contents: Sequence[Content]) -> None:
        self.contents = list(contents)
        self._stems = [[stem(word) for word in content.words] for content in self.contents]
        self._bigrams = [frozenset(pairwise(content.words)) for content in self.contents]
        self._weights = _weights(self._stems, [content.event for content in self.contents])
        self._rows = self._by_stem()
        self._total = np.asarray(self._rows.multiply(self._rows).sum(axis=1)).ravel()
        self._vectors = _vectors([content.text for content in self.contents])

    def neighbours(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pairs among these contents that are worth a comparison, each once: the nearest by character n-grams."""
        own = self._vectors[rows]
        near = sp_matmul_topn(own, own.T.tocsr(), top_n=NEIGHBOURS + 1, threshold=LEAST_LIKENESS)
        pairs = sparse.triu(near.maximum(near.T), k=1).tocoo()
        first, second = rows[pairs.row], rows[pairs.col]
        kept = (pairs.data >= PLAINLY_ALIKE) | (_products(self._rows, first, second) >= LEAST_SHARED)
        return first[kept], second[kept]

    def features(self, first: Sequence[int] | np.ndarray, second: Sequence[int] | np.ndarray) -> np.ndarray:
        """Pairs × `FEATURES`.

        ``overlap`` is the share of the shorter content's weight that the other has too, ``likeness`` that of both
        contents together (Dice), ``quoted`` the number of words in the same order that both quote, as log(1 + x),
        ``apart`` the share of the shorter quotation that the other content lacks, ``same_actor`` and ``other_actor``
        (both named) 1 or 0. ``numbers`` and ``negation`` are above 0 where numbers contradict, or one of the two
        denies, the more so the more alike they are otherwise. ``brief`` is 1 for a content of no weight, 0 from a
        weight of 4.
        """
        one, other = np.asarray(first, dtype=int), np.asarray(second, dtype=int)
        shared = _products(self._rows, one, other)
        least = np.minimum(self._total[one], self._total[other])
        likeness = 2 * shared / (self._total[one] + self._total[other] + 2 * SHRINKAGE)
        overlap = shared / (least + SHRINKAGE)
        by_pair = np.array([self._by_pair(i, j) for i, j in zip(one.tolist(), other.tolist())]).reshape(-1, 7)
        quoted, apart, same, another, numbers, negation, cover = by_pair.T
        alike = overlap + cover
        brief = np.maximum(0, 1 - least / ENOUGH)
        return np.column_stack(
            (overlap, likeness, np.log1p(quoted), apart, same, another, numbers * alike, negation * alike, brief)
        )

    def run(self, one: int, other: int) -> Run:
        """The words that both have in the same order, in stretches that are long enough, or quoted by both."""
        a, b = self.contents[one], self.contents[other]
        both_quote = a.quoted.any() and b.quoted.any()
        if not both_quote and self._bigrams[one].isdisjoint(self._bigrams[other]):
            return NO_RUN
        blocks = [block for block in Indel.opcodes(a.words, b.words).as_matching_blocks() if block.size]
        kept: list[Block] = []
        chain: list[Block] = []
        for at, block in enumerate(blocks):
            chain.append((block.a, block.b, block.size))
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            ends = block.a + block.size, block.b + block.size
            if after is not None and max(after.a - ends[0], after.b - ends[1]) <= LONGEST_GAP:
                continue
            if self._counts(chain, one, other):
                kept += chain
            chain = []
        if not kept:
            return NO_RUN
        return Run(
            np.concatenate([np.arange(start, start + size) for start, _, size in kept]),
            np.concatenate([np.arange(start, start + size) for _, start, size in kept]),
        )

    def _counts(self, chain: Sequence[Block], one: int, other: int) -> bool:
        """Whether a stretch is more than chance: some words with two in a row, or words of weight quoted by both."""
        if sum(size for _, _, size in chain) >= FEWEST_IN_A_RUN and max(size for _, _, size in chain) > 1:
            return True
        a, b = self.contents[one].quoted, self.contents[other].quoted
        both = [x + k for x, y, size in chain for k in range(size) if a[x + k] and b[y + k]]
        return sum(self._weight(one, place) for place in both) >= QUOTED_ALONE

    def _by_pair(self, one: int, other: int) -> tuple[float, ...]:
        """Words that both quote, apart, same actor, another, contradiction of numbers, of negation, cover of the run.

        Where they share a run, only numbers and negations in its reach can contradict: the rest may have been cut.
        """
        a, b, run = self.contents[one], self.contents[other], self.run(one, other)
        quoted, apart = min(int(a.quoted.sum()), int(b.quoted.sum())), 0.0
        if quoted >= FEWEST_QUOTED:
            found = a.quoted[run.one] if a.quoted.sum() <= b.quoted.sum() else b.quoted[run.other]
            apart = 1 - float(found.sum()) / quoted
        numbers = [content.numbers_in(places) for content, places in ((a, run.one), (b, run.other))]
        negative = [content.negative_in(places) for content, places in ((a, run.one), (b, run.other))]
        return (
            float((a.quoted[run.one] & b.quoted[run.other]).sum()),
            apart,
            *_actors(a.actor, b.actor),
            not (numbers[0] <= b.numbers or numbers[1] <= a.numbers),
            negative[0] != negative[1],
            len(run) / (1 + min(len(a.words), len(b.words))),
        )

    def _weight(self, row: int, place: int) -> float:
        return self._weights[self.contents[row].event][self._stems[row][place]]

    def _by_stem(self) -> sparse.csr_matrix:
        """Contents × stems, the square root of each weight: a product of two rows is what both share."""
        number = {word: place for place, word in enumerate(sorted({one for own in self._stems for one in own}))}
        cells = [
            (row, number[one], self._weights[content.event][one] ** 0.5)
            for row, content in enumerate(self.contents)
            for one in sorted(set(self._stems[row]))
        ]
        rows, columns, values = zip(*cells) if cells else ((), (), ())
        return sparse.csr_matrix((values, (rows, columns)), shape=(len(self.contents), max(1, len(number))))


def _actors(one: str | None, other: str | None) -> tuple[bool, bool]:
    """Whether they are the same, by the last word; and whether they differ, both being named ("a spokesman" is not)."""
    last = [WORD.findall(actor)[-1:] for actor in (one, other) if actor is not None]
    if len(last) < 2 or not all(last):
        return False, False
    same = last[0][0].lower() == last[1][0].lower()
    return same, not same and last[0][0][0].isupper() and last[1][0][0].isupper()


def _products(rows: sparse.csr_matrix, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.asarray(rows[one].multiply(rows[other]).sum(axis=1)).ravel()


def _weights(stems: Sequence[Sequence[str]], events: Sequence[str]) -> dict[str, dict[str, float]]:
    """For each event, the weight of each stem: the less of its two rarities, in all contents and in the event's."""
    everywhere = Counter(word for own in stems for word in set(own))
    inside: dict[str, Counter[str]] = {}
    for own, event in zip(stems, events):
        inside.setdefault(event, Counter()).update(set(own))
    sizes = Counter(events)
    common = function_words()
    return {
        event: {
            word: (FUNCTION_WORD if word in common else 1)
            * min(_rarity(count, sizes[event]), _rarity(everywhere[word], len(stems)))
            for word, count in found.items()
        }
        for event, found in inside.items()
    }


def _rarity(count: int, among: int) -> float:
    """1 for a word that at most two contents have, 0 for one that all have."""
    return 1 - log(max(1, count - 1)) / log(max(2, among))


def _vectors(contents: Sequence[str]) -> sparse.csr_matrix:
    """One row a content: tf-idf of its character n-grams within words, of length 1 (0 where it has no word)."""
    if not any(WORD.search(content) for content in contents):
        return sparse.csr_matrix((len(contents), 1))
    from sklearn.feature_extraction.text import TfidfVectorizer  # slow to import

    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(contents).tocsr()
