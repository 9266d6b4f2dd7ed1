"""Where the quotations and paragraphs of a parsed article lie, by token: what several detectors look up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress

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
    """A parsed article with its quotations."""

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
        mixed = {form for form in self.forms if not form.isalnum() and any(map(str.isalnum, form))}
        whole = {form for form in self.forms if form.isalnum()}
        return [
            form in whole or (form in mixed and pos not in ("PUNCT", "SPACE"))
            for form, pos in zip(self.tokens.lower, self.tokens.pos)
        ]

    @cached_property
    def words_before(self) -> list[int]:
        """Before each token (and at the end), how many words came: for counting in runs."""
        return list(accumulate(self.words, initial=0))

    @cached_property
    def quoted_before(self) -> list[int]:
        """Before each token (and at the end), how many quoted words came."""
        if not self.outer:
            return [0] * (len(self.tokens) + 1)
        quoted = [is_word and quote >= 0 for is_word, quote in zip(self.words, self.quoted)]
        return list(accumulate(quoted, initial=0))

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
            begins = [text[start] for start in compress(starts[first:stop], self.words[first:stop])]
            capitals = sum(map(str.isupper, begins))
            known = self._headlines[sentence] = len(begins) >= 4 and 3 * capitals > 2 * len(begins)
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
