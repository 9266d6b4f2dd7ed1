"""Quotations beside a cue: those before and after its clause that nothing but the cue's own words sets apart."""

from __future__ import annotations

from collections.abc import Set
from itertools import compress

from framing.find.cues import Cue
from framing.find.layout import Layout

NONE: Set[int] = frozenset()
LONGEST_GAP = 25  # tokens between a cue and a quotation that belongs to it


def adjoining(layout: Layout, cue: Cue) -> tuple[Set[int], Set[int]]:
    """The outer quotations right before and right after the cue's clause, set off from it by a comma or colon."""
    if layout.quoted[cue.head] >= 0:
        return NONE, NONE
    outer, beyond = layout.outer, cue.last + LONGEST_GAP
    before, after = set(), set()
    for number in layout.ending_from(cue.first - LONGEST_GAP):
        quote = outer[number]
        if quote.first >= beyond:
            break
        if quote.stop <= cue.first:
            if _gap_before(layout, quote.stop, cue):
                before.add(number)
        elif quote.first > cue.last and _gap_after(layout, cue, quote.first):
            after.add(number)
    if after and layout.tokens.lower[outer[min(after)].first - 1] == ":":
        return NONE, after  # `"A." He replied: "B."`
    return before, after


def _gap_before(layout: Layout, stop: int, cue: Cue) -> bool:
    """Quotation, then only the cue's own words up to the cue: `"Q," the tired mayor said`."""
    tokens = layout.tokens
    mark = tokens.lower[stop - 2] if stop >= 2 else ""
    follows = tokens.lower[stop] if stop < len(tokens) else ""
    if mark[-1:] not in ",.?!\u2014-\u2026" and follows not in (",", "\u2014", "-", "--"):
        return False
    for token in range(stop, cue.first):
        if layout.ends_sentence(token) or layout.quoted[token] >= 0 or tokens.lower[token] in (";", ":"):
            return False
    return _own_words(layout, cue, stop, cue.first)


def _gap_after(layout: Layout, cue: Cue, start: int) -> bool:
    """The cue, then only its own words up to a comma or colon and the quotation; or the quotation at once."""
    tokens = layout.tokens
    last = tokens.lower[start - 1]
    if last not in (",", ":") and start != cue.last + 1 and not last.startswith("\n"):
        return False
    for token in range(cue.last + 1, start):
        if layout.quoted[token] >= 0 or tokens.lower[token] == ";":
            return False
        if layout.ends_sentence(token) and not (tokens.lower[token].isspace() and tokens.lower[token - 1] == ":"):
            return False
    return _own_words(layout, cue, cue.last + 1, start)


def _own_words(layout: Layout, cue: Cue, first: int, stop: int) -> bool:
    """Whether the words of the gap hang on the cue, below anything but another clause with a subject of its own."""
    tokens, head = layout.tokens, cue.head
    heads, deps = tokens.head, tokens.dep
    for token in compress(range(first, stop), layout.words[first:stop]):
        for _ in range(LONGEST_GAP):
            if token == head:
                break
            if deps[token] in ("ccomp", "conj") and tokens.child(token, "nsubj") is not None:
                return False
            if heads[token] == token:
                return False
            token = heads[token]
        else:
            return False
    return True
