"""Whose words: for every token the voice (outlet, direct, indirect) and the innermost statement it stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framing.find.layout import Layout
from framing.find.places import numbers_of
from framing.find.rows import Statement
from framing.kept import kept
from framing.values import VOICES

OUTLET, DIRECT, INDIRECT = VOICES
NUMBERS = {voice: number for number, voice in enumerate(VOICES)}
_length = attrgetter("n_words")
_DIRECT, _INDIRECT = bytes([NUMBERS[DIRECT]]), bytes([NUMBERS[INDIRECT]])


@dataclass(frozen=True)
class Voices:
    """Parallel to the tokens: ``voice[i]`` is whose words token i is, ``statement[i]`` the number of the innermost
    statement whose content holds it, or None; ``scare[i]`` whether it stands in a scare quote: a short quotation
    that is neither a sentence nor part of a direct statement. Quoted words are *direct* even where no statement
    claims them.

    >>> from framing.find import find_statements
    >>> from framing.parse import parse_text
    >>> tokens = parse_text("Keller said it rained.")
    >>> Voices.of(Layout.of(tokens), list(find_statements(tokens))).voice
    ['outlet', 'outlet', 'indirect', 'indirect', 'outlet']
    """

    voice: list[str]
    statement: list[int | None]
    scare: list[bool]

    @classmethod
    def of(cls, layout: Layout, statements: Sequence[Statement]) -> Voices:
        """Lay the contents over the tokens, the longest first, so that nested ones win."""
        starts, ends, size = layout.tokens.start, layout.tokens.end, len(layout.tokens)
        voice, numbers = [OUTLET] * size, bytearray(size)
        scare = list(layout.scare)
        inside: list[int | None] = [None] * size
        around = np.full(size, -1, np.int32)
        for row in sorted(statements, key=_length, reverse=True):
            for start, end in row.content_spans:
                first, stop = bisect_right(ends, start), bisect_left(starts, end)  # the tokens that touch it
                length = stop - first
                inside[first:stop], around[first:stop] = [row.number] * length, row.number
                voice[first:stop], numbers[first:stop] = [INDIRECT] * length, _INDIRECT * length
                if row.kind == "direct":
                    scare[first:stop] = [False] * length
        for quote in layout.outer:
            length = quote.stop - quote.first
            voice[quote.first : quote.stop], numbers[quote.first : quote.stop] = [DIRECT] * length, _DIRECT * length
        found = cls(voice, inside, scare)
        object.__setattr__(found, "numbers", np.frombuffer(bytes(numbers), np.uint8))
        object.__setattr__(found, "statement_numbers", around)
        return found

    @kept
    def numbers(self) -> npt.NDArray[np.uint8]:
        """For each token, the place of its voice in ``framing.values.VOICES``."""
        return np.frombuffer(bytes(map(NUMBERS.__getitem__, self.voice)), np.uint8)

    @kept
    def statement_numbers(self) -> npt.NDArray[np.int32]:
        """For each token, the number of the statement, -1 for none."""
        return np.array([-1 if number is None else number for number in self.statement], np.int32)

    def of_span(self, first: int, last: int) -> tuple[str, int | None]:
        """Voice and statement of a stretch of tokens (both inclusive): those of its last token."""
        return self.voice[last], self.statement[last]


class Exposure(NamedTuple):
    """How much of an article is in one voice; columns as in ``framing.tables.EXPOSURE``."""

    voice: str
    n_words: int
    n_sentences: int
    n_statements: int
    n_quotations: int
    n_short_quotations: int


def exposure_of(layout: Layout, voices: Voices, statements: Sequence[Statement]) -> list[Exposure]:
    """Three rows, one a voice, zeros included. Words are counted as ``framing.corpus.count_words`` counts them.

    ``layout``, ``voices`` and ``statements`` are those of one article. These are the denominators of every rate.
    Nothing is raised.

    >>> from framing.find import find_statements
    >>> from framing.parse import parse_text
    >>> layout = Layout.of(parse_text('Keller said: "It rained."'))
    >>> said = list(find_statements(layout.tokens, layout=layout))
    >>> [(row.voice, row.n_words) for row in exposure_of(layout, Voices.of(layout, said), said)]
    [('outlet', 2), ('direct', 2), ('indirect', 0)]
    """
    tokens = layout.tokens
    size = len(tokens)
    last_tokens = numbers_of(tokens, "start").searchsorted(tokens.word_ends) - 1  # of the words
    whose = len(VOICES) * numbers_of(tokens, "sentence")
    whose += voices.numbers
    n_cells = len(VOICES) * (tokens.sentence[-1] + 1) if size else 0
    counts = np.bincount(whose.take(last_tokens), minlength=n_cells).reshape(-1, len(VOICES))  # by sentence
    words = dict(zip(VOICES, counts.sum(axis=0).tolist()))
    sentences = dict(zip(VOICES, (counts > 0).sum(axis=0).tolist()))
    cues = dict.fromkeys(VOICES, 0)
    for row in statements:
        at = row.cue_start if row.cue_start is not None else max(0, row.content_start - 1)
        cues[voices.voice[bisect_right(tokens.end, at)] if row.cue_start is not None else OUTLET] += 1
    quotations = dict.fromkeys(VOICES, 0)
    short = dict.fromkeys(VOICES, 0)
    quotations[DIRECT] = len(layout.outer)
    short[DIRECT] = sum(layout.scare[quotation.first] for quotation in layout.outer)
    return [
        Exposure(voice, words[voice], sentences[voice], cues[voice], quotations[voice], short[voice])
        for voice in VOICES
    ]
