"""What an analysis is made with: lexicons by value, the model, the parse cache; picklable, to be sent to workers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from framing import __version__
from framing.find.actors import Resolver, resolve_actors
from framing.find.eventful import VIOLENCE
from framing.fingerprint import of_code, of_lexicon, of_values
from framing.lexicon import Lexicon, Matcher, load_lexicon
from framing.parse import model_identity
from framing.parse.cache import default_cache

CUES = "reporting-verbs"
TERMS = ("hedges", "boosters", "presupposition", "subjective", "labels", "frames", "moral-foundations")


@dataclass(frozen=True, eq=False)
class Settings:
    """Everything that the rows of an article depend on beside its text; `Settings.of` makes it.

    ``model`` is the name that `load_model` takes, ``identity`` the name and the version of what it gives. ``cache`` is
    the folder where parses are kept, or False. Lexicons are held by value, so that another process, on another machine,
    needs none of their files.
    """

    cues: Lexicon
    terms: tuple[Lexicon, ...]
    violence: Lexicon
    model: str | None
    identity: tuple[str, str]
    cache: Path | bool = False
    resolver: Resolver = resolve_actors

    @classmethod
    def of(
        cls,
        lexicons: Iterable[Lexicon | str | Path] = (),
        *,
        model: str | None = None,
        cache: bool | Path = True,
        resolver: Resolver = resolve_actors,
    ) -> Settings:
        """The settings that the options of `analyze` mean; `resolver` finds the actors of statements.

        ``naming`` and ``agency`` always go by `framing.find.actors.find_actors`. Raises LexiconError, ModelError.

        >>> Settings.of(cache=False).cues
        <Lexicon reporting-verbs 1.0.0: ...>
        """
        cues, terms = choose_lexicons(lexicons)
        folder = default_cache() if cache is True else cache
        return cls(cues, terms, choose_violence(terms), model, model_identity(model), folder, resolver)

    @property
    def meta(self) -> dict[str, Any]:
        """What made the tables: the versions of the suite, the model and every lexicon.

        ``term_lexicons`` names those of the lexicons whose terms are looked for as mentions.
        """
        name, version = self.identity
        lexicons = (self.cues, *self.terms, self.violence)
        return {
            "framing": __version__,
            "model": name,
            "model_version": version,
            "lexicons": {lexicon.name: lexicon.version for lexicon in lexicons},
            "term_lexicons": [lexicon.name for lexicon in self.terms],
        }

    @cached_property
    def key(self) -> str:
        """A hash of all that rows depend on beside their texts, the code of the suite included.

        Asked in another process it is that process's own: where it differs, so may the rows.
        """
        lexicons = [of_lexicon(lexicon) for lexicon in (self.cues, *self.terms, self.violence)]
        resolver = f"{self.resolver.__module__}.{getattr(self.resolver, '__qualname__', type(self.resolver))}"
        return of_values([of_code(), *model_identity(self.model), *lexicons, resolver])

    @cached_property
    def matcher(self) -> Matcher:
        """Finds the terms of all lexicons, in one pass."""
        return Matcher(*self.terms)

    @cached_property
    def harm(self) -> Matcher:
        """Finds the terms of the lexicon of violence."""
        return Matcher(self.violence)

    def __getstate__(self) -> dict[str, Any]:
        """The values alone: matchers are made anew in another process."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def choose_lexicons(
    given: Iterable[Lexicon | str | Path] | Lexicon | str | Path,
) -> tuple[Lexicon, tuple[Lexicon, ...]]:
    """The cue lexicon and the term lexicons that an analysis uses, from the built-ins and what a user adds.

    One lexicon may come without a list around it.
    """
    cues = load_lexicon(CUES)
    terms = {name: load_lexicon(name) for name in TERMS}
    for item in [given] if isinstance(given, (str, Path, Lexicon)) else given:
        lexicon = item if isinstance(item, Lexicon) else load_lexicon(item)
        if lexicon.kind == "cues":
            cues = lexicon
            continue
        base = (lexicon.extends or "").split(" ")[0]
        terms.pop(base, None)
        terms[lexicon.name] = lexicon
    return cues, tuple(terms.values())


def choose_violence(terms: Iterable[Lexicon]) -> Lexicon:
    """The lexicon that gives the categories of ``agency``: one of these that extends ``violence``, or the built-in."""
    for lexicon in terms:
        if VIOLENCE in (lexicon.name, (lexicon.extends or "").split(" ")[0]):
            return lexicon
    return load_lexicon(VIOLENCE)
