"""Where the quotations and paragraphs of a parsed article lie, by token: what several detectors look up."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import compress
from typing import cast

import numpy as np
import numpy.typing as npt

from framing.find.quotes import Quote, find_quotes, token_range
from framing.kept import Remembered, kept
from framing.parse.tokens import Tokens

OPEN_END = ".!?\u2026"
PARTLY = 2  # besides True and False
MOST_FORMS = 65536  # that are remembered
FEWEST_IN_CAPITALS = 4  # words of a headline


@dataclass(slots=True)
class QuotedTokens:
    """An outermost quotation, its marks included, as tokens: the first, and the one after the last."""

    first: int
    stop: int
    quote: Quote

    def __contains__(self, token: object) -> bool:
        return isinstance(token, int) and self.first <= token < self.stop


@dataclass(frozen=True)
class Layout:
    """A parsed article with its quotations.

    >>> from framing.parse import parse_text
    >>> layout = Layout.of(parse_text('Moss called it a "sham".'))
    >>> [quote.text for quote in layout.quotes]
    ['"sham"']
    """

    tokens: Tokens
    quotes: tuple[Quote, ...]

    @classmethod
    def of(cls, tokens: Tokens) -> Layout:
        """Find the quotations and lay them over the tokens."""
        return cls(tokens, tuple(find_quotes(tokens)))

    @kept
    def outer(self) -> tuple[QuotedTokens, ...]:
        """The quotations that stand in no other and hold a word, in text order."""
        found = []
        for quote in self.quotes:
            if quote.depth == 0 and quote.n_words:
                first, stop = token_range(self.tokens, quote)
                found.append(QuotedTokens(first, stop, quote))
        return tuple(found)

    @kept
    def _outer_stops(self) -> list[int]:
        """Where the outer quotations stop."""
        return [quote.stop for quote in self.outer]

    def ending_from(self, first: int) -> range:
        """The numbers of the outer quotations whose last token is this one or a later one."""
        return range(bisect_right(self._outer_stops, first), len(self.outer))

    @kept
    def quoted(self) -> list[int]:
        """For each token, the number in ``outer`` of the quotation around it, or -1."""
        number = [-1] * len(self.tokens)
        for index, quote in enumerate(self.outer):
            number[quote.first : quote.stop] = [index] * (quote.stop - quote.first)
        return number

    @kept
    def in_speech(self) -> list[bool]:
        """For each token, whether it is in a quotation too long for a scare quote: what a source is quoted with."""
        flags = [False] * len(self.tokens)
        for quote in self.outer:
            if not quote.quote.short:
                flags[quote.first : quote.stop] = [True] * (quote.stop - quote.first)
        return flags

    @kept
    def scare(self) -> list[bool]:
        """For each token, whether it stands in a short quotation that is no sentence."""
        flags = [False] * len(self.tokens)
        for quote in self.quotes:
            if quote.short:
                first, stop = token_range(self.tokens, quote)
                if not self._own_sentence(first, stop):
                    flags[first:stop] = [True] * (stop - first)
        return flags

    @kept
    def paragraph(self) -> list[int]:
        """For each token, the number of its paragraph."""
        text, start, end = self.tokens.text, self.tokens.start, self.tokens.end
        firsts: dict[int, int] = {}  # of paragraphs, each with the token or the gap before it that breaks the line
        at = text.find("\n")
        while at >= 0:
            token = bisect_right(end, at)
            inside = token < len(start) and start[token] <= at
            firsts[2 * token + inside] = token + inside
            at = text.find("\n", end[token] if inside else at + 1)
        number: list[int] = []
        for current, first in enumerate([*firsts.values(), len(start)]):
            number += [current] * (first - len(number))
        return number

    @kept
    def _words(self) -> npt.NDArray[np.uint8]:
        """For each token, 1 where it holds a letter or digit, else 0."""
        tokens, told = self.tokens, self.tokens.numbered
        if told is None:
            flags = np.frombuffer(bytearray(list(map(_LETTERS.__getitem__, tokens.lower))), np.uint8)
        else:
            flags = told.told("lower", _letters, np.uint8)
        for token in (flags == PARTLY).nonzero()[0].tolist():
            flags[token] = tokens.pos[token] not in ("PUNCT", "SPACE")
        return flags

    @kept
    def words(self) -> list[bool]:
        """For each token, whether it holds a letter or digit."""
        return cast(list[bool], self._words.view(bool).tolist())

    @kept
    def words_before(self) -> list[int]:
        """Before each token (and at the end), how many words came: for counting in runs."""
        return _before(self._words)

    @kept
    def quoted_before(self) -> list[int]:
        """Before each token (and at the end), how many quoted words came."""
        words, flags = self._words, np.zeros(len(self.tokens), np.uint8)
        for quote in self.outer:
            flags[quote.first : quote.stop] = words[quote.first : quote.stop]
        return _before(flags)

    @kept
    def _headlines(self) -> dict[int, bool]:
        """The sentences that `headline` was asked about."""
        return {}

    def headline(self, sentence: int) -> bool:
        """Whether most words of the sentence begin with a capital."""
        known = self._headlines.get(sentence)
        if known is None:
            known = self._headlines[sentence] = self._in_capitals(*self.tokens.sentences[sentence])
        return known

    def _in_capitals(self, first: int, stop: int) -> bool:
        text, counts = self.tokens.text, self.words_before
        n_words = counts[stop] - counts[first]
        if n_words < FEWEST_IN_CAPITALS:
            return False
        small = 0
        for start in compress(self.tokens.start[first:stop], self.words[first:stop]):
            small += not text[start].isupper()
            if 3 * small >= n_words:
                return False
        return True

    def ends_sentence(self, token: int) -> bool:
        """Whether the token is a full stop or the like, or stands at the end of a paragraph."""
        return _ENDS[self.tokens.lower[token]]

    def _own_sentence(self, first: int, stop: int) -> bool:
        """Whether the quotation is all that its paragraph or sentence holds."""
        before, after = first - 1, stop
        starts = before < 0 or self.ends_sentence(before)
        ends = after >= len(self.tokens) or self.ends_sentence(after) or self.ends_sentence(stop - 1)
        return starts and ends


def _before(flags: npt.NDArray[np.uint8]) -> list[int]:
    """Before each flag and at the end, how many came that are 1."""
    found = np.zeros(len(flags) + 1, np.intp)
    flags.cumsum(out=found[1:])
    return found.tolist()


def _letters(form: str) -> int:
    """Whether the form is made up of letters and digits; PARTLY when only partly so."""
    return form.isalnum() or (PARTLY if any(map(str.isalnum, form)) else False)


def _ends(form: str) -> bool:
    """Whether the form ends a sentence or a line."""
    return form[-1:] in OPEN_END or "\n" in form


# Like caches: what they say of a form never changes.
_LETTERS = Remembered(_letters, most=MOST_FORMS)
_ENDS = Remembered(_ends, most=MOST_FORMS)
