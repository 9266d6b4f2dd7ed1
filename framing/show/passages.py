"""The words that evidence is shown in: whole sentences where texts are at hand, else what the tables hold.

A passage is a string of the page and stands there once, however many rows point at it. A spot is a flat list: the
number of a passage, how many passages are joined from there on, then three numbers for each mark in them: its kind (a
place in ``MARKS``), its start and its end, counted in UTF-16 units, as browsers count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from spacy.language import Language

Row = Mapping[Hashable, Any]
Mark = tuple[str, int, int]
Stretch = tuple[int, int, str]
MARKS = ("hit", "content", "cue", "source")
GAP = " … "
OPENERS = "“‘«\"'(["
LONGEST = 1500
AROUND = 300
NOTHING: list[int] = [-1, 0]
SAME_AS = -2


class Passages:
    """The passages of a page; ``spot`` gives a row's place in them and adds the passage when it is new.

    ``texts`` has the texts of articles by their doc_id; those that are missing are shown by the words of their
    statements.

    >>> said = {"doc_id": "a", "statement_id": "a#0", "source": "Moss", "source_start": 0, "source_end": 4,
    ...     "cue": "said", "cue_start": 5, "cue_end": 9, "content": "it rained", "content_start": 15,
    ...     "content_end": 24, "content_spans": "15-24"}
    >>> passages = Passages({}, pd.DataFrame([said]))
    >>> passages.statement_spot(said), passages.strings
    ([0, 1, 1, 12, 21, 2, 5, 9, 3, 0, 4], ['Moss said … it rained'])
    """

    def __init__(self, texts: Mapping[str, str], statements: pd.DataFrame) -> None:
        self._strings: list[str] = []
        self._used: set[int] = set()
        self._numbers: dict[str, int] = {}
        self._texts = texts
        self._cuts: dict[str, tuple[int, list[int]]] = {}
        without = statements[~statements["doc_id"].isin(list(texts))]
        self._stretches = {row["statement_id"]: stretches_of(row) for row in without.to_dict("records")}
        self._said: dict[str, int] = {}
        self._cutter = _sentence_cutter() if texts else None

    @property
    def strings(self) -> list[str]:
        """The passages in the order of their numbers; sentences that no row points at are empty."""
        return [string if number in self._used else "" for number, string in enumerate(self._strings)]

    def statement_spot(self, row: Row) -> list[int]:
        """The spot of a statement: its content, cue and source marked."""
        marks: list[Mark] = [("content", *_offsets(part)) for part in str(row["content_spans"]).split()]
        marks += [
            (name, int(row[f"{name}_start"]), int(row[f"{name}_end"]))
            for name in ("cue", "source")
            if pd.notna(row[f"{name}_start"])
        ]
        self._said[row["statement_id"]] = len(self._said)
        return self.spot(row["doc_id"], marks, statement_id=row["statement_id"])

    def spot_of(self, statement_id: str) -> list[int]:
        """A spot that refers to that of a statement, by its number among those given before."""
        return [SAME_AS, self._said[statement_id]]

    def spot(self, doc_id: str, marks: list[Mark], *, statement_id: Any = None, words: str = "") -> list[int]:
        """The spot of these marks, given by offsets of the article.

        Without a text they are shown in the statement that they stand in; without that, ``words`` are all there is.
        """
        if doc_id in self._texts:
            return self._in_text(doc_id, marks)
        stretches = self._stretches.get(statement_id) if isinstance(statement_id, str) else None
        placed = _placed(stretches, marks) if stretches else None
        if placed:
            return self._add(*placed)
        return self._add(words, [("hit", 0, len(words))]) if words.strip() else NOTHING

    def _in_text(self, doc_id: str, marks: list[Mark]) -> list[int]:
        text = self._texts[doc_id]
        number, starts = self._sentences(doc_id, text)
        begin, end = min(start for _, start, _ in marks), max(stop for _, _, stop in marks)
        first = last = min(bisect_right(starts, begin) - 1, len(starts) - 2)
        while last + 2 < len(starts) and starts[last + 1] < end and starts[last + 2] - starts[first] <= LONGEST:
            last += 1
        if starts[last + 1] - starts[first] > LONGEST:
            begin = max(begin - AROUND, starts[first])
            end = min(begin + LONGEST, len(text))
            return self._add(text[begin:end], [(kind, start - begin, stop - begin) for kind, start, stop in marks])
        self._used.update(range(number + first, number + last + 1))
        begin, end = starts[first], starts[last + 1]
        shown = [(kind, start - begin, stop - begin) for kind, start, stop in marks]
        return self._spot(number + first, last + 1 - first, text[begin:end], shown)

    def _sentences(self, doc_id: str, text: str) -> tuple[int, list[int]]:
        """The number of an article's first sentence, and where each begins; last, where the text ends."""
        if doc_id not in self._cuts and self._cutter:
            begins = [_with_opener(text, sentence.start_char) for sentence in self._cutter(text).sents]
            starts = [0, *begins[1:], len(text)]
            self._cuts[doc_id] = len(self._strings), starts
            self._strings += [text[start:end] for start, end in pairwise(starts)]
        return self._cuts[doc_id]

    def _add(self, passage: str, marks: Iterable[Mark]) -> list[int]:
        number = self._numbers.setdefault(passage, len(self._strings))
        if number == len(self._strings):
            self._strings.append(passage)
            self._used.add(number)
        return self._spot(number, 1, passage, marks)

    def _spot(self, number: int, size: int, passage: str, marks: Iterable[Mark]) -> list[int]:
        spot = [number, size]
        for kind, start, end in marks:
            last = min(end, len(passage))
            if start < last:
                spot += [MARKS.index(kind), _units(passage, start), _units(passage, last)]
        return spot


def stretches_of(row: Row) -> list[Stretch]:
    """What a statement's row holds of its article: (start, end, words) in text order, none within another.

    >>> stretches_of({"source": "Moss", "source_start": 12, "source_end": 16, "cue": None, "cue_start": None,
    ...     "cue_end": None, "content": '"It," said Moss, "rained"', "content_start": 0, "content_end": 25})
    [(0, 25, '"It," said Moss, "rained"')]
    """
    found: list[Stretch] = []
    for name in ("content", "cue", "source"):
        start, end, words = row[f"{name}_start"], row[f"{name}_end"], row[name]
        if not isinstance(words, str) or not words.strip() or len(words) != end - start:
            continue
        if not any(begin < end and start < stop for begin, stop, _ in found):
            found.append((int(start), int(end), str(words)[:LONGEST]))
    return sorted(found)


def _placed(stretches: list[Stretch], marks: list[Mark]) -> tuple[str, list[Mark]] | None:
    """The stretches as one string, and those marks that stand in it; None when the first does not."""
    parts, places, length = [], [], 0
    for number, (start, _, words) in enumerate(stretches):
        if number:
            before = stretches[number - 1]
            joint = " " if start - before[1] <= 1 else GAP
            parts.append(joint)
            length += len(joint)
        places.append((start, start + len(words), length - start))
        parts.append(words)
        length += len(words)
    shown = [
        (kind, start + shift, min(end, last) + shift)
        for kind, start, end in marks
        for first, last, shift in places
        if first <= start < last
    ]
    return ("".join(parts), shown) if shown and shown[0][0] == marks[0][0] else None


def _sentence_cutter() -> Language:
    """A pipeline that cuts sentences by their marks; the model's own cut is not saved with the tables."""
    from spacy.lang.en import English

    cutter = English()
    cutter.add_pipe("sentencizer")
    cutter.max_length = 10**9
    return cutter


def _with_opener(text: str, start: int) -> int:
    """Where a sentence begins, with the mark that opens it, which the cutter leaves to the sentence before."""
    opened = start >= 2 and text[start - 1] in OPENERS and text[start - 2].isspace()
    return start - 1 if opened else start


def _units(text: str, place: int) -> int:
    """The place in UTF-16 units: characters beyond the basic plane, such as emoji, are two."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def _offsets(part: str) -> tuple[int, int]:
    start, end = part.split("-")
    return int(start), int(end)
