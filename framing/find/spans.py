"""Sets of tokens as runs, trimmed and joined: how a content or a source becomes character spans."""

from __future__ import annotations

from collections.abc import Iterable

from framing.find.layout import Layout

BRACKETS = {")": "(", "]": "["}
Run = tuple[int, int]  # first and last token, both inclusive


def runs_of(layout: Layout, members: Iterable[int]) -> tuple[Run, ...]:
    """Runs of neighbouring tokens; gaps of punctuation alone are bridged, runs without a word dropped."""
    chosen = sorted(set(members))
    runs: list[list[int]] = []
    words, following = layout.words, -1
    for token in chosen:
        if runs and (token == following or not any(words[following:token])):
            runs[-1][1] = token
        else:
            runs.append([token, token])
        following = token + 1
    trimmed = (trim(layout, first, last) for first, last in runs)
    return tuple(run for run in trimmed if run is not None)


def trim(layout: Layout, first: int, last: int) -> Run | None:
    """The run without punctuation and space at its ends, save quotation marks with their quotation; None if empty."""
    words, counts = layout.words, layout.quoted_words
    while first <= last and not words[first] and not _mark_of_quote(layout, first, opening=True):
        first += 1
    while last >= first and not words[last] and not _mark_of_quote(layout, last, opening=False):
        last -= 1
    if last < first or counts[last + 1][0] == counts[first][0]:
        return None
    return first, _close_brackets(layout, first, last)


def _close_brackets(layout: Layout, first: int, last: int) -> int:
    """The last token, moved by one where it leaves a bracket open that the next token closes."""
    forms = layout.tokens.lower
    opening = BRACKETS.get(forms[last + 1]) if last + 1 < len(forms) else None
    if opening is None:
        return last
    inside = forms[first : last + 1]
    return last + 1 if inside.count(opening) > inside.count(forms[last + 1]) else last


def _mark_of_quote(layout: Layout, token: int, *, opening: bool) -> bool:
    number = layout.quoted[token]
    if number < 0:
        return False
    quote = layout.outer[number]
    return token == quote.first if opening else token == quote.stop - 1


def words_in(layout: Layout, runs: Iterable[Run]) -> int:
    """How many word tokens the runs hold."""
    return sum(layout.quoted_words[last + 1][0] - layout.quoted_words[first][0] for first, last in runs)
