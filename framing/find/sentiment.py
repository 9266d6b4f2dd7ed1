"""Sentiment of a stretch of text by TextBlob's pattern lexicon: a weak signal, never a headline.

It scores words, not claims: "Terrorists massacred innocent civilians" comes out at +0.5, for "innocent".

Lexicon, tokenizer and rules are TextBlob's own (De Smedt & Daelemans 2012, pattern.en). Most of what its public call
spends goes to cutting up the same words again; here each stretch between white space is cut up once, and texts that
may hold an emoticon, which needs the whole sentence, go to TextBlob as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from framing.kept import Remembered

MOST_PIECES = 100_000  # kept at a time
MARKS = {mark: f" {mark} " for mark in "\u201c\u201d\u2018\u2019'\""}  # that TextBlob sets apart wherever they stand
NOT = "n't"
EXCLAMATION = "!"
CLAUSE_MARKS = ",;:!?"
FULL_STOP = "."
WORD_OR_MARK = re.compile(f"[^\\W_]+|[{''.join(MARKS)}]")
# words with marks at them or between them, and a clause mark after the last
PLAIN = re.compile("((?:[^\\W_]|[{0}])*[^\\W_])([{1}]?)([{0}]*)".format("".join(MARKS), CLAUSE_MARKS + FULL_STOP))
WORD_ENDS = r"(?![^\W_n])"  # "n" for "n't"
IRONY = "(!)"
PARAGRAPH = "END-OF-SENTENCE"  # TextBlob's own sign for a blank line
NEGATED = -0.5  # times, for "not good"
EXCLAIMED = 1.25  # times, for "good!"
SHORT, SHORTEST = 2, 1  # letters of words that stand between "very" or "not" and what they modify
SMALL = ("of",)  # for all stretches that do as much: end a negation
FACE = ""  # before the words of a stretch in which an emoticon may begin
COMMON = "o"  # with which some emoticons begin: they are looked for from the next character on, which is rarer


def sentiment(text: str) -> tuple[float, float]:
    """Polarity (-1 to 1) and subjectivity (0 to 1) as ``TextBlob(text).sentiment`` gives them.

    >>> sentiment("a very good day")[0] > 0
    True
    """
    return _scorer()(text)


class Known(NamedTuple):
    """A word of TextBlob's lexicon; ``modifies`` says whether it can modify the next known word ("very")."""

    polarity: float
    subjectivity: float
    intensity: float
    modifies: bool


@dataclass(frozen=True)
class Cutter:
    """Cuts a stretch between white space into the lower-cased words and marks that TextBlob cuts it into.

    None for a stretch that does no more than part what is before it from what comes after, as most do. ``telling``
    are the words and marks that do more; others do nothing but end a negation or a modifier, by their length, as
    TextBlob scores no word of negation. ``abbreviations`` are the known ones, ``titles`` finds those like "Mr.", and
    ``signs`` where an emoticon may begin.
    """

    tokenizer: Callable[[str], Iterable[str]]
    abbreviations: frozenset[str]
    titles: re.Pattern[str]
    telling: frozenset[str]
    signs: re.Pattern[str]

    def __call__(self, stretch: str) -> tuple[str, ...] | None:
        words = (stretch.lower(),) if stretch.isalnum() else self._plain(stretch) or self._parts(stretch)
        longest = max(map(len, words)) if words else 0
        if self.signs.search(stretch.lower()) or PARAGRAPH in stretch:
            return FACE, *words
        if not self.telling.isdisjoint(words):
            return words
        return None if longest > SHORT else SMALL if longest > SHORTEST else ()

    def _plain(self, stretch: str) -> tuple[str, ...] | None:
        """The words of words and marks, as nearly all stretches are made of."""
        found = PLAIN.fullmatch(stretch)
        if found is None or NOT in stretch:
            return None
        body, stop, closing = found.groups()
        words = WORD_OR_MARK.findall(body)
        if stop == FULL_STOP and not self._ends(words[-1]):
            return None
        return *map(str.lower, words), *stop, *closing

    def _parts(self, stretch: str) -> tuple[str, ...]:
        """The words of what `MARKS` and "n't" part."""
        apart = stretch.replace(NOT, f" {NOT}")
        for mark, spaced in MARKS.items():
            apart = apart.replace(mark, spaced)
        return tuple([word for part in apart.split() for word in self._cut(part)])

    def _cut(self, part: str) -> Iterable[str]:
        """The words of what stands between white space and `MARKS`; most of it need not be shown to TextBlob."""
        if part in MARKS or _is_whole(part):
            return (part.lower(),)
        word, mark = part[:-1], part[-1]
        if (mark in CLAUSE_MARKS and _is_whole(word)) or (mark == FULL_STOP and self._ends(word)):
            return word.lower(), mark
        return " ".join(self.tokenizer(part)).lower().split()

    def _ends(self, word: str) -> bool:
        """Whether a full stop after the word is none of an abbreviation: of one letter, like "Mr", or a known one."""
        stopped = word + FULL_STOP
        return len(word) > 1 and word.isalnum() and stopped not in self.abbreviations and not self.titles.match(stopped)


class Scorer:
    """TextBlob's analyzer with its lexicon as a plain dict."""

    def __init__(self) -> None:
        from textblob._text import ABBREVIATIONS, EMOTICONS, RE_ABBR3
        from textblob.en import sentiment as analyzer

        self._analyzer = analyzer
        self._known: dict[str, Known] = {}
        for word, parts in analyzer.items():
            if None in parts:
                polarity, subjectivity, intensity = parts[None]
                modifies = any(map(parts.__contains__, analyzer.modifiers))
                self._known[word] = Known(polarity, subjectivity, intensity, modifies)
        self._negations = frozenset(analyzer.negations)
        telling = self._negations.union(self._known, EXCLAMATION)
        faces = [face.lower() for face in chain(*EMOTICONS.values(), (IRONY,))]
        self._faces = _faces(face.lstrip(COMMON) for face in faces)
        cutter = Cutter(analyzer.tokenizer, frozenset(ABBREVIATIONS), RE_ABBR3, telling, _signs(faces))
        self._pieces = Remembered(cutter, most=MOST_PIECES)

    def __call__(self, text: str) -> tuple[float, float]:
        """Polarity and subjectivity: the means over what is assessed in the text, 0 where nothing is."""
        assessed = self._assess(text)
        if assessed is None:
            polarity, subjectivity = self._analyzer(text)
            return max(-1.0, min(1.0, float(polarity))), max(0.0, min(1.0, float(subjectivity)))
        if not assessed:
            return 0.0, 0.0
        polarity = subjectivity = 0.0
        for one in assessed:
            polarity += one[0] * one[3]
            subjectivity += one[1]
        return polarity / len(assessed), subjectivity / len(assessed)

    def _assess(self, text: str) -> list[list[float]] | None:
        """Each known word, taken together with its modifiers: polarity, subjectivity, intensity, times for "not".

        None where an emoticon may stand, or the "(!)" that tells irony.
        """
        known, negations = self._known, self._negations
        assessed: list[list[float]] = []
        looked = False
        modifier = negation = ""
        for words in map(self._pieces.__getitem__, text.split()):
            if words is None:
                modifier = negation = ""
                continue
            if words is SMALL:
                negation = ""
                continue
            for word in words:
                entry = known.get(word)
                if entry is not None:
                    polarity, subjectivity, intensity, modifies = entry
                    if modifier:
                        last = assessed[-1]
                        last[0] = max(-1.0, min(polarity * last[2], 1.0))
                        last[1] = max(-1.0, min(subjectivity * last[2], 1.0))
                        last[2] = intensity
                    else:
                        last = [polarity, subjectivity, intensity, 1.0]
                        assessed.append(last)
                    if negation:
                        last[2] = 1.0 / last[2]
                        last[3] = NEGATED
                    modifier = word if modifies else ""
                    negation = word if word in negations else ""
                    continue
                if word == FACE:
                    if not looked and (self._faces.search(text.lower()) or PARAGRAPH in text):
                        return None
                    looked = True
                    continue
                if word in negations:
                    negation = word
                elif negation and len(word.strip("'")) > SHORTEST:
                    negation = ""
                if negation and modifier and self._analyzer.modifier(modifier):
                    assessed[-1][3] = NEGATED  # "hardly not good"
                    negation = ""
                elif modifier and len(word) > SHORT:
                    modifier = ""
                if word == EXCLAMATION and assessed:
                    assessed[-1][0] = max(-1.0, min(assessed[-1][0] * EXCLAIMED, 1.0))
        return assessed


def _is_whole(stretch: str) -> bool:
    """Whether TextBlob leaves the stretch as it is: it splits marks off the ends only, save `MARKS`."""
    return stretch[:1].isalnum() and stretch[-1:].isalnum()


def _signs(faces: Iterable[str]) -> re.Pattern[str]:
    """What finds the first characters of faces in a lower-cased stretch between white space."""
    rare = "".join(sorted({face.lstrip(COMMON)[0] for face in faces}))
    second = "".join(sorted({face[1] for face in faces if face[0] == COMMON}))
    # what comes second is after the first in the stretch, or begins it
    return re.compile(f"[{re.escape(rare)}](?<![^{COMMON}][{re.escape(second)}])")


def _faces(faces: Iterable[str]) -> re.Pattern[str]:
    """What may make an emoticon in lower-cased text; white space does not count."""
    rest: dict[str, set[str]] = {}  # by the first character, so that most places of a text are passed over at once
    for face in faces:
        first, *others = map(re.escape, face)
        ends = WORD_ENDS if face[-1].isalnum() else ""
        rest.setdefault(first, set()).add("".join(rf"\s*{other}" for other in others) + ends)
    return re.compile("|".join(f"{first}(?:{'|'.join(sorted(others))})" for first, others in rest.items()))


@lru_cache(maxsize=1)
def _scorer() -> Scorer:
    return Scorer()
