"""Quotations beside a cue: those before and after its clause that nothing but the cue's own words sets apart."""

from __future__ import annotations

from framing.find.cues import Cue
from framing.find.layout import Layout

LONGEST_GAP = 25  # tokens between a cue and a quotation that belongs to it


def adjoining(layout: Layout, cue: Cue) -> tuple[set[int], set[int]]:
    """The outer quotations right before and right after the cue's clause, set off from it by a comma or colon."""
    before: set[int] = set()
    after: set[int] = set()
    if layout.quoted[cue.head] >= 0:
        return before, after
    for number in layout.ending_in(cue.first - LONGEST_GAP, cue.first):
        if _gap_before(layout, layout.outer[number].stop, cue):
            before.add(number)
    for number in layout.beginning_in(cue.last + 1, cue.last + LONGEST_GAP):
        if number not in before and _gap_after(layout, cue, layout.outer[number].first):
            after.add(number)
    if after and layout.tokens.lower[layout.outer[min(after)].first - 1] == ":":
        before.clear()  # `"A." He replied: "B."`
    return before, after


def _gap_before(layout: Layout, stop: int, cue: Cue) -> bool:
    """Quotation, then only the cue's own words up to the cue: `"Q," the tired mayor said`."""
    tokens = layout.tokens
    mark = tokens.lower[stop - 2] if stop >= 2 else ""
    follows = tokens.lower[stop] if stop < len(tokens) else ""
    if mark[-1:] not in ",.?!\u2014-\u2026" and follows not in (",", "\u2014", "-", "--"):
        return False
    first = min([cue.first, *(c for c in tokens.children[cue.head] if stop <= c < cue.head)])
    for token in range(stop, cue.first):
        if layout.ends_sentence(token) or layout.quoted[token] >= 0 or tokens.lower[token] in (";", ":"):
            return False
        if layout.words[token] and not _belongs(layout, token, cue.head, first):
            return False
    return True


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
        if layout.words[token] and not _belongs(layout, token, cue.head, cue.first):
            return False
    return True


def _belongs(layout: Layout, token: int, head: int, first: int) -> bool:
    """Whether the token hangs on the cue, below anything but another clause with a subject of its own."""
    tokens = layout.tokens
    current = token
    for _ in range(LONGEST_GAP):
        if current == head:
            return True
        if tokens.dep[current] in ("ccomp", "conj") and tokens.child(current, "nsubj") is not None:
            return False
        if tokens.head[current] == current:
            return False
        current = tokens.head[current]
    return False
