"""Sentiment of a stretch of text by TextBlob's pattern lexicon: a weak signal, never a headline.

It scores words, not claims: "Terrorists massacred innocent civilians" comes out at +0.5, for "innocent".

Lexicon, tokenizer and rules are TextBlob's own (De Smedt & Daelemans 2012, pattern.en). Most of what its public call
spends goes to cutting up the same words again; here each word is cut up once, and texts that may hold an emoticon,
which needs the whole sentence, go to TextBlob as they are.
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
EXCLAMATION = "!"
CLAUSE_MARKS = ",;:!?"
WORD_ENDS = r"(?![^\W_n])"  # "n" for "n't"
PARAGRAPH = "END-OF-SENTENCE"  # TextBlob's own sign for a blank line
NEGATED = -0.5  # times, for "not good"
EXCLAIMED = 1.25  # times, for "good!"
SHORT, SHORTEST = 2, 1  # letters of words that stand between "very" or "not" and what they modify


def sentiment(text: str) -> tuple[float, float]:
    """Polarity (-1 to 1) and subjectivity (0 to 1) as ``TextBlob(text).sentiment`` gives them.

    >>> sentiment("a very good day")[0] > 0
    True
    """
    polarity, subjectivity = _scorer()(text)
    return max(-1.0, min(1.0, float(polarity))), max(0.0, min(1.0, float(subjectivity)))


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
    are the words and marks that do more.
    """

    tokenizer: Callable[[str], Iterable[str]]
    telling: frozenset[str]

    def __call__(self, stretch: str) -> tuple[str, ...] | None:
        if _is_whole(stretch):
            words: tuple[str, ...] = (stretch.lower(),)
        elif stretch[-1] in CLAUSE_MARKS and _is_whole(stretch[:-1]):
            words = stretch[:-1].lower(), stretch[-1]
        else:
            words = tuple(word.lower() for word in " ".join(self.tokenizer(stretch)).split())
        parts = bool(words) and len(words[0]) > SHORT and len(words[0].strip("'")) > SHORTEST
        return None if parts and self.telling.isdisjoint(words) else words


class Scorer:
    """TextBlob's analyzer with its lexicon as a plain dict."""

    def __init__(self) -> None:
        from textblob._text import EMOTICONS
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
        self._pieces = Remembered(Cutter(analyzer.tokenizer, telling), most=MOST_PIECES)
        self._needs_sentence = _faces(chain.from_iterable(EMOTICONS.values()))

    def __call__(self, text: str) -> tuple[float, float]:
        """Polarity and subjectivity: the means over what is assessed in the text, 0 where nothing is."""
        if self._needs_sentence.search(text.lower()) or PARAGRAPH in text:
            polarity, subjectivity = self._analyzer(text)
            return polarity, subjectivity
        apart = text.replace("n't", " n't")
        for mark, spaced in MARKS.items():
            if mark in apart:
                apart = apart.replace(mark, spaced)
        assessed = self._assess(apart.split())
        if not assessed:
            return 0.0, 0.0
        polarity = subjectivity = 0.0
        for one in assessed:
            polarity += one[0] * one[3]
            subjectivity += one[1]
        return polarity / len(assessed), subjectivity / len(assessed)

    def _assess(self, stretches: list[str]) -> list[list[float]]:
        """Each known word, taken together with its modifiers: polarity, subjectivity, intensity, times for "not"."""
        known, negations = self._known, self._negations
        assessed: list[list[float]] = []
        modifier = negation = ""
        for words in map(self._pieces.__getitem__, stretches):
            if words is None:
                modifier = negation = ""
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


def _faces(emoticons: Iterable[str]) -> re.Pattern[str]:
    """What may make an emoticon in lower-cased text, or the "(!)" that tells irony; white space does not count."""
    rest: dict[str, set[str]] = {}  # by the first character, so that most places of a text are passed over at once
    for face in (*emoticons, "(!)"):
        first, *others = map(re.escape, face.lower())
        ends = WORD_ENDS if face[-1].isalnum() else ""
        rest.setdefault(first, set()).add("".join(rf"\s*{other}" for other in others) + ends)
    return re.compile("|".join(f"{first}(?:{'|'.join(sorted(others))})" for first, others in rest.items()))


@lru_cache(maxsize=1)
def _scorer() -> Scorer:
    return Scorer()
