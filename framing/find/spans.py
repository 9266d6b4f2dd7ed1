"""Sets of tokens as runs, trimmed and joined: how a content or a source becomes character spans."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from framing.find.layout import Layout

BRACKETS = {")": "(", "]": "["}
Run = tuple[int, int]  # first and last token, both inclusive


def runs_of(layout: Layout, members: Iterable[int]) -> tuple[Run, ...]:
    """Runs of neighbouring tokens; gaps of punctuation alone are bridged, runs without a word dropped."""
    chosen = sorted(set(members))
    if not chosen:
        return ()
    firsts, lasts, words = chosen[:1], chosen[-1:], layout.words
    if lasts[0] - firsts[0] + 1 > len(chosen):
        gaps = [pair for pair in pairwise(chosen) if pair[1] - pair[0] > 1 and any(words[pair[0] + 1 : pair[1]])]
        firsts += [after for _, after in gaps]
        lasts = [*(before for before, _ in gaps), *lasts]
    trimmed = [trim(layout, first, last) for first, last in zip(firsts, lasts)]
    return tuple([run for run in trimmed if run is not None])


def trim(layout: Layout, first: int, last: int) -> Run | None:
    """The run without punctuation and space at its ends, save quotation marks with their quotation; None if empty."""
    words = layout.words
    if first > last or not words[first] or not words[last]:
        quoted, outer = layout.quoted, layout.outer
        while first <= last and not words[first] and (quoted[first] < 0 or outer[quoted[first]].first != first):
            first += 1
        while last >= first and not words[last] and (quoted[last] < 0 or outer[quoted[last]].stop != last + 1):
            last -= 1
        if last < first or not any(words[first : last + 1]):
            return None
    forms = layout.tokens.lower
    if last + 1 < len(forms) and forms[last + 1] in BRACKETS:
        last = _close_brackets(forms, first, last)
    return first, last


def _close_brackets(forms: list[str], first: int, last: int) -> int:
    """The last token, moved by one where it leaves a bracket open that the next token closes."""
    inside, closing = forms[first : last + 1], forms[last + 1]
    return last + 1 if inside.count(BRACKETS[closing]) > inside.count(closing) else last


def words_in(layout: Layout, runs: Iterable[Run]) -> int:
    """How many word tokens the runs hold."""
    return counted(layout.words_before, runs)


def counted(before: list[int], runs: Iterable[Run]) -> int:
    """How many of something the runs hold, of which so many come before each token."""
    number = 0
    for first, last in runs:
        number += before[last + 1] - before[first]
    return number
