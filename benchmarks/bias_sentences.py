"""A sentence as the suite sees it: its words with what the detectors and lexicons find, for benchmarks/bias.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from statistics import fmean

from bias_metric import words_of
from nltk.stem import SnowballStemmer

from framing.find import Layout, Mention, Voices, find_mentions, find_statements
from framing.find.sentiment import sentiment
from framing.lexicon import Lexicon, Matcher
from framing.parse import Tokens

CONTENT = ("NOUN", "VERB", "ADJ", "ADV", "PROPN", "INTJ")


@lru_cache(maxsize=65536)
def stem_of(form: str) -> str:
    """What a word shares with those derived from it (Snowball; Porter 2001): "ignorance" and "ignorant"."""
    return str(SnowballStemmer("english").stem(form))


@dataclass(frozen=True)
class Instruments:
    """The lexicons, ready to be matched, and what derived words inherit from them.

    ``families`` has, for a stem, the categories of the terms with this stem; ``moods`` the mean polarity and
    subjectivity of the words of TextBlob's lexicon with this stem.
    """

    matcher: Matcher
    families: Mapping[str, frozenset[str]]
    moods: Mapping[str, tuple[float, float]]

    @classmethod
    def of(cls, *lexicons: Lexicon) -> Instruments:
        """Stem all single words of the lexicons and of TextBlob's."""
        from textblob.en import sentiment as known

        families: dict[str, set[str]] = {}
        for lexicon in lexicons:
            for term in lexicon:
                for form in term.forms:
                    if " " not in form:
                        families.setdefault(stem_of(form), set()).add(f"{lexicon.name}:{term.category}")
        moods: dict[str, list[tuple[float, float]]] = {}
        for form in known.keys():  # noqa: SIM118 (it is read at the first call of a method)
            moods.setdefault(stem_of(form), []).append(sentiment(form))
        return cls(
            Matcher(*lexicons),
            {stem: frozenset(found) for stem, found in families.items()},
            {stem: (fmean(p for p, _ in found), fmean(s for _, s in found)) for stem, found in moods.items()},
        )


@dataclass(frozen=True)
class Sentence:
    """One annotated text as the suite sees it; ``words`` are spans of characters, as the metric counts them."""

    layout: Layout
    voices: Voices
    mentions: tuple[Mention, ...]
    statements: int
    instruments: Instruments

    @classmethod
    def of(cls, tokens: Tokens, instruments: Instruments) -> Sentence:
        """Run the detectors over one parsed text."""
        layout = Layout.of(tokens)
        statements = list(find_statements(tokens, layout=layout))
        voices = Voices.of(layout, statements)
        mentions = tuple(find_mentions(tokens, lexicon=instruments.matcher, voices=voices, layout=layout))
        return cls(layout, voices, mentions, len(statements), instruments)

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """The spans of the words that the metric counts."""
        return words_of(self.layout.tokens.text)

    @cached_property
    def places(self) -> list[range]:
        """For each word, the tokens that it holds ("far-right" is three)."""
        return [range(*self.layout.tokens.within(start, end)) for start, end in self.words]

    @cached_property
    def heads(self) -> list[int]:
        """For each word, the token that speaks for it: the first whose governor lies outside the word."""
        head = self.layout.tokens.head
        return [
            next((token for token in place if head[token] not in place or head[token] == token), place[0])
            for place in self.places
        ]

    @cached_property
    def hits(self) -> list[list[Mention]]:
        """For each token, the mentions over it."""
        found: list[list[Mention]] = [[] for _ in range(len(self.layout.tokens))]
        for mention in self.mentions:
            for token in range(*self.layout.tokens.within(mention.start, mention.end)):
                found[token].append(mention)
        return found

    @cached_property
    def content(self) -> list[bool]:
        """For each token, whether it is a content word that names nobody."""
        tokens = self.layout.tokens
        return [pos in CONTENT and not entity for pos, entity in zip(tokens.pos, tokens.entity)]

    @cached_property
    def moods(self) -> list[tuple[float, float]]:
        """For each token, polarity and subjectivity of its form, or else of its lemma; each word by itself."""
        tokens = self.layout.tokens
        return [
            _mood(form, lemma) if pos in CONTENT else (0.0, 0.0)
            for form, lemma, pos in zip(tokens.lower, tokens.lemma, tokens.pos)
        ]

    def found_by(self, lexicon: str | None = None) -> list[bool]:
        """For each word, whether a lexicon (or any, without a name) hits a part of it."""
        return [
            any(lexicon in (None, mention.lexicon) for token in place for mention in self.hits[token])
            for place in self.places
        ]

    def categories(self, token: int) -> set[str]:
        """The categories of the mentions over a token, each with its lexicon."""
        return {f"{mention.lexicon}:{mention.category}" for mention in self.hits[token]}

    def text_of(self, word: int) -> str:
        """A word as it stands."""
        start, end = self.words[word]
        return self.layout.tokens.text[start:end]

    def lemmas(self) -> list[tuple[str, str] | None]:
        """For each word, lemma and part of speech of the token that speaks for it; None where it names somebody."""
        tokens = self.layout.tokens
        return [(tokens.lemma[token], tokens.pos[token]) if self.content[token] else None for token in self.heads]


def _mood(form: str, lemma: str) -> tuple[float, float]:
    found = sentiment(form)
    return found if found != (0.0, 0.0) else sentiment(lemma)
