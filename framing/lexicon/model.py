"""What a lexicon is: frozen terms under categories, each with its source and its examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from dataclasses import field as attribute
from types import MappingProxyType

from framing.errors import LexiconError
from framing.lexicon.words import did_you_mean


@dataclass(frozen=True)
class Term:
    """One entry: the forms that it matches, the constraints on a match, and what a match means.

    Exactly one of ``lemma`` and ``text`` holds forms: phrases in lower case, their words separated by one
    space as the parser separates them (``so - called``). ``pos`` is literal: the tag of the match's head must
    be one of these, and taggers differ from grammars (a tagger may call "terrorist" in "terrorist groups" an ADJ).
    ``not_before`` and ``not_after`` are words (or phrases) that may not follow and precede a match.
    ``file`` and ``line`` say where the entry was read; they are no part of its identity.

    >>> Term("cat", "animal", lemma=("cat", "tom cat"), pos=("NOUN",)).forms
    ('cat', 'tom cat')
    """

    id: str
    category: str
    lemma: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()
    governs: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    act: str | None = None
    field: str | None = None
    referent: str | None = None
    source: str | None = None
    note: str | None = None
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    file: str = attribute(default="", compare=False)
    line: int | None = attribute(default=None, compare=False)

    @property
    def forms(self) -> tuple[str, ...]:
        """The spellings that it matches, lemmas or surface forms."""
        return self.lemma or self.text


@dataclass(frozen=True)
class Examples:
    """The hits and misses of a category, in a lexicon whose categories carry the examples; where they stand.

    >>> Examples(hits=("A [cat] slept.",), misses=("It rained.",)).misses
    ('It rained.',)
    """

    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    file: str = attribute(default="", compare=False)
    line: int | None = attribute(default=None, compare=False)


@dataclass(frozen=True)
class Lexicon:
    """Terms with the categories and sources that they name; immutable, hashable, picklable.

    ``kind`` is "terms" (each match is a mention) or "cues" (each term introduces a statement, its category is a
    stance). ``examples`` says who carries hits and misses: each "term", or each "category". ``extends`` names
    the base and its version ("hedges 1.0.0") when there is one; the terms then are those of both. ``groups`` says
    of a category to which group it belongs, where the file says so (in hedges: "uncertainty" or "mitigation").

    >>> from framing.lexicon import Lexicon, Term
    >>> pets = Lexicon("pets", "1.0.0", "Pets", terms=(Term("cat", "animal", lemma=("cat",)),))
    >>> len(pets), pets["cat"].category, "dog" in pets
    (1, 'animal', False)
    """

    name: str
    version: str
    title: str
    kind: str = "terms"
    categories: Mapping[str, str] = attribute(default_factory=dict)
    sources: Mapping[str, str] = attribute(default_factory=dict)
    terms: tuple[Term, ...] = ()
    extends: str | None = None
    examples: str = "term"
    category_examples: Mapping[str, Examples] = attribute(default_factory=dict)
    omitted: Mapping[str, str] = attribute(default_factory=dict)
    groups: Mapping[str, str] = attribute(default_factory=dict)
    file: str = attribute(default="", compare=False)

    def __post_init__(self) -> None:
        for name in ("categories", "sources", "category_examples", "omitted", "groups"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        object.__setattr__(self, "_by_id", {term.id: term for term in self.terms})

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __contains__(self, key: object) -> bool:
        return key in self._by_id

    def __getitem__(self, key: str) -> Term:
        """The term with this id; raises LexiconError (with the nearest ids) when there is none."""
        term = self._by_id.get(key)
        if term is None:
            raise LexiconError(f"lexicon `{self.name}` has no term `{key}`{did_you_mean(key, self._by_id)}")
        return term

    def categories_of(self, group: str) -> tuple[str, ...]:
        """The categories of a group, in file order; raises LexiconError (with the groups there are) when none is in it.

        >>> from framing.lexicon import load_lexicon
        >>> load_lexicon("hedges").categories_of("mitigation")
        ('evidential', 'viewpoint', 'limiter', 'approximator')
        """
        found = tuple(category for category, own in self.groups.items() if own == group)
        if not found:
            known = ", ".join(dict.fromkeys(self.groups.values())) or "none"
            near = did_you_mean(group, set(self.groups.values()))
            raise LexiconError(f"lexicon `{self.name}` has no group `{group}`{near}; its groups are: {known}")
        return found

    def __hash__(self) -> int:
        return hash((self.name, self.version, len(self.terms)))

    def __reduce__(self) -> tuple[object, ...]:
        values = (getattr(self, one.name) for one in fields(self) if one.init)
        return Lexicon, tuple(dict(value) if isinstance(value, MappingProxyType) else value for value in values)

    def __repr__(self) -> str:
        return f"<Lexicon {self.name} {self.version}: {len(self)} {self.kind}>"

    # Set in __post_init__: the terms by their id.
    _by_id: Mapping[str, Term] = attribute(init=False, repr=False, compare=False, default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """Something wrong in a lexicon file: where (as far as it can be known), what, and how to mend it.

    ``severity`` is "error", or "warning" for what is allowed but may not be meant.

    >>> str(Problem("pets.toml", 8, "cat", "matches nothing in 40 articles", "look at the form", "warning"))
    'pets.toml:8: warning: cat: matches nothing in 40 articles; look at the form'
    """

    file: str
    line: int | None
    term: str | None
    message: str
    mend: str
    severity: str = "error"

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        told = f"{self.severity}: " if self.severity != "error" else ""
        return f"{place}: {told}{self.term + ': ' if self.term else ''}{self.message}; {self.mend}"
