"""Whose words: for every token the voice (outlet, direct, indirect) and the innermost statement it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framing.corpus.words import word_ends
from framing.find.layout import Layout
from framing.find.rows import Statement
from framing.kept import kept
from framing.values import VOICES

OUTLET, DIRECT, INDIRECT = VOICES
NUMBERS = {voice: number for number, voice in enumerate(VOICES)}


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
        tokens = layout.tokens
        voice = [OUTLET] * len(tokens)
        scare = list(layout.scare)
        inside: list[int | None] = [None] * len(tokens)
        for row in sorted(statements, key=_longest_first):
            for start, end in row.content_spans:
                first, stop = tokens.within(start, end)
                inside[first:stop] = [row.number] * (stop - first)
                voice[first:stop] = [INDIRECT] * (stop - first)
                if row.kind == "direct":
                    scare[first:stop] = [False] * (stop - first)
        for quote in layout.outer:
            voice[quote.first : quote.stop] = [DIRECT] * (quote.stop - quote.first)
        return cls(voice, inside, scare)

    @kept
    def numbers(self) -> npt.NDArray[np.uint8]:
        """For each token, the place of its voice in ``framing.values.VOICES``."""
        return np.frombuffer(bytes(map(NUMBERS.__getitem__, self.voice)), np.uint8)

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
    last_tokens = np.fromiter(tokens.start, np.intp, size).searchsorted(word_ends(tokens.text)) - 1  # of the words
    whose = voices.numbers.astype(np.intp)
    whose += len(VOICES) * np.fromiter(tokens.sentence, np.intp, size)
    n_cells = len(VOICES) * (tokens.sentence[-1] + 1) if size else 0
    counts = np.bincount(whose.take(last_tokens), minlength=n_cells).reshape(-1, len(VOICES))  # by sentence
    words = dict(zip(VOICES, counts.sum(axis=0).tolist()))
    sentences = dict(zip(VOICES, (counts > 0).sum(axis=0).tolist()))
    cues = dict.fromkeys(VOICES, 0)
    for row in statements:
        at = row.cue_start if row.cue_start is not None else max(0, row.content_start - 1)
        cues[voices.voice[tokens.within(at, at + 1)[0]] if row.cue_start is not None else OUTLET] += 1
    quotations = dict.fromkeys(VOICES, 0)
    short = dict.fromkeys(VOICES, 0)
    quotations[DIRECT] = len(layout.outer)
    short[DIRECT] = sum(layout.scare[quotation.first] for quotation in layout.outer)
    return [
        Exposure(voice, words[voice], sentences[voice], cues[voice], quotations[voice], short[voice])
        for voice in VOICES
    ]


def _longest_first(row: Statement) -> int:
    return -row.n_words
