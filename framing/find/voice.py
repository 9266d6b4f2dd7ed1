"""Whose words: for every token the voice (outlet, direct, indirect) and the innermost statement it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.corpus.words import WORD
from framing.find.layout import Layout
from framing.find.rows import Statement
from framing.values import VOICES

OUTLET, DIRECT, INDIRECT = VOICES


@dataclass(frozen=True)
class Voices:
    """Parallel to the tokens: ``voice[i]`` is whose words token i is, ``statement[i]`` the number of the innermost
    statement whose content holds it, or None; ``scare[i]`` whether it stands in a scare quote: a short quotation
    that is neither a sentence nor part of a direct statement. Quoted words are *direct* even where no statement
    claims them."""

    voice: list[str]
    statement: list[int | None]
    scare: list[bool]

    @classmethod
    def of(cls, layout: Layout, statements: Sequence[Statement]) -> Voices:
        """Lay the contents over the tokens, the longest first, so that nested ones win."""
        tokens = layout.tokens
        voice = [OUTLET if number < 0 else DIRECT for number in layout.quoted]
        scare = list(layout.scare)
        inside: list[int | None] = [None] * len(tokens)
        for row in sorted(statements, key=_longest_first):
            for start, end in row.content_spans:
                first, stop = tokens.within(start, end)
                for token in range(first, stop):
                    inside[token] = row.number
                    scare[token] = scare[token] and row.kind != "direct"
                    if voice[token] == OUTLET:
                        voice[token] = INDIRECT
        return cls(voice, inside, scare)

    def of_span(self, first: int, last: int) -> tuple[str, int | None]:
        """Voice and statement of a stretch of tokens (both inclusive): those of its last token."""
        return self.voice[last], self.statement[last]


@dataclass(frozen=True, slots=True)
class Exposure:
    """How much of an article is in one voice; columns as in ``framing.tables.EXPOSURE``."""

    voice: str
    n_words: int
    n_sentences: int
    n_statements: int
    n_quotations: int
    n_short_quotations: int


def exposure_of(layout: Layout, voices: Voices, statements: Sequence[Statement]) -> list[Exposure]:
    """Three rows, one a voice, zeros included. Words are counted as ``framing.corpus.count_words`` counts them."""
    tokens = layout.tokens
    words = dict.fromkeys(VOICES, 0)
    sentences: dict[str, set[int]] = {voice: set() for voice in VOICES}
    for match in WORD.finditer(tokens.text):
        token = tokens.within(match.start(), match.end())[1] - 1
        words[voices.voice[token]] += 1
        sentences[voices.voice[token]].add(tokens.sentence[token])
    cues = dict.fromkeys(VOICES, 0)
    for row in statements:
        at = row.cue_start if row.cue_start is not None else max(0, row.content_start - 1)
        cues[voices.voice[tokens.within(at, at + 1)[0]] if row.cue_start is not None else OUTLET] += 1
    quotations = dict.fromkeys(VOICES, 0)
    short = dict.fromkeys(VOICES, 0)
    quotations[DIRECT] = len(layout.outer)
    short[DIRECT] = sum(layout.scare[quotation.first] for quotation in layout.outer)
    return [
        Exposure(voice, words[voice], len(sentences[voice]), cues[voice], quotations[voice], short[voice])
        for voice in VOICES
    ]


def _longest_first(row: Statement) -> int:
    return -row.n_words
