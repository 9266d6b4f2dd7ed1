"""Where the quotations and paragraphs of a parsed article lie, by token: what several detectors look up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from typing import cast

from framing.find.quotes import Quote, find_quotes, token_range
from framing.parse.tokens import Tokens

OPEN_END = ".!?\u2026"


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

    @cached_property
    def outer(self) -> tuple[QuotedTokens, ...]:
        """The quotations that stand in no other and hold a word, in text order."""
        found = []
        for quote in self.quotes:
            if quote.depth == 0 and quote.n_words:
                first, stop = token_range(self.tokens, quote)
                found.append(QuotedTokens(first, stop, quote))
        return tuple(found)

    @cached_property
    def _outer_bounds(self) -> tuple[list[int], list[int]]:
        """Where the outer quotations begin and stop."""
        return [quote.first for quote in self.outer], [quote.stop for quote in self.outer]

    def ending_in(self, first: int, stop: int) -> range:
        """The numbers of the outer quotations whose last token is in this range."""
        stops = self._outer_bounds[1]
        return range(bisect_right(stops, first), bisect_right(stops, stop))

    def beginning_in(self, first: int, stop: int) -> range:
        """The numbers of the outer quotations whose first token is in this range."""
        firsts = self._outer_bounds[0]
        return range(bisect_left(firsts, first), bisect_left(firsts, stop))

    @cached_property
    def quoted(self) -> list[int]:
        """For each token, the number in ``outer`` of the quotation around it, or -1."""
        number = [-1] * len(self.tokens)
        for index, quote in enumerate(self.outer):
            number[quote.first : quote.stop] = [index] * (quote.stop - quote.first)
        return number

    @cached_property
    def in_speech(self) -> list[bool]:
        """For each token, whether it is in a quotation too long for a scare quote: what a source is quoted with."""
        flags = [False] * len(self.tokens)
        for quote in self.outer:
            if not quote.quote.short:
                flags[quote.first : quote.stop] = [True] * (quote.stop - quote.first)
        return flags

    @cached_property
    def scare(self) -> list[bool]:
        """For each token, whether it stands in a short quotation that is no sentence."""
        flags = [False] * len(self.tokens)
        for quote in self.quotes:
            if quote.short:
                first, stop = token_range(self.tokens, quote)
                if not self._own_sentence(first, stop):
                    flags[first:stop] = [True] * (stop - first)
        return flags

    @cached_property
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

    @cached_property
    def forms(self) -> frozenset[str]:
        """The lower-cased forms that the article holds."""
        return frozenset(self.tokens.lower)

    @cached_property
    def words(self) -> list[bool]:
        """For each token, whether it holds a letter or digit."""
        flags = list(map(_holds_letters, self.tokens.lower))
        at = -1
        for _ in range(flags.count(None)):
            at = flags.index(None, at + 1)
            flags[at] = self.tokens.pos[at] not in ("PUNCT", "SPACE")
        return cast(list[bool], flags)

    @cached_property
    def words_before(self) -> list[int]:
        """Before each token (and at the end), how many words came: for counting in runs."""
        return list(accumulate(self.words, initial=0))

    @cached_property
    def quoted_before(self) -> list[int]:
        """Before each token (and at the end), how many quoted words came."""
        counts, words, found = self.words_before, 0, [0]
        for quote in self.outer:
            begin = max(quote.first, len(found) - 1)  # two quotations can share a token
            found += [words] * (begin + 1 - len(found))
            more = words - counts[begin]
            found += [count + more for count in counts[begin + 1 : quote.stop + 1]]
            words = found[-1]
        return found + [words] * (len(counts) - len(found))

    @cached_property
    def _headlines(self) -> dict[int, bool]:
        """The sentences that `headline` was asked about."""
        return {}

    def headline(self, sentence: int) -> bool:
        """Whether most words of the sentence begin with a capital."""
        known = self._headlines.get(sentence)
        if known is None:
            text, starts = self.tokens.text, self.tokens.start
            first, stop = self.tokens.sentences[sentence]
            counts = self.words_before
            begins = map(text.__getitem__, compress(starts[first:stop], self.words[first:stop]))
            capitals, n_words = sum(map(str.isupper, begins)), counts[stop] - counts[first]
            known = self._headlines[sentence] = n_words >= 4 and 3 * capitals > 2 * n_words
        return known

    def ends_sentence(self, token: int) -> bool:
        """Whether the token is a full stop or the like, or stands at the end of a paragraph."""
        return self.tokens.lower[token][-1:] in OPEN_END or "\n" in self.tokens.lower[token]

    def _own_sentence(self, first: int, stop: int) -> bool:
        """Whether the quotation is all that its paragraph or sentence holds."""
        before, after = first - 1, stop
        starts = before < 0 or self.ends_sentence(before)
        ends = after >= len(self.tokens) or self.ends_sentence(after) or self.ends_sentence(stop - 1)
        return starts and ends


@lru_cache(maxsize=65536)
def _holds_letters(form: str) -> bool | None:
    """Whether the form is made up of letters and digits; None when only a part of it is."""
    return form.isalnum() or (None if any(map(str.isalnum, form)) else False)
