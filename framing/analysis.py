"""From articles to tables: every detector over every article, one progress bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pandas as pd

from framing import __version__
from framing.collector import collector_off
from framing.corpus import excluded_articles
from framing.errors import CorpusError
from framing.find import Layout, Mention, Statement, Voices, exposure_of, find_mentions, find_statements
from framing.find.actors import ORGANISATION, PERSON, Actor, Resolver, find_actors, resolve_actors
from framing.find.agency import VIOLENCE, find_agency
from framing.find.names import unified_bodies, unified_names
from framing.find.naming import find_naming
from framing.find.rows import Event, Naming
from framing.find.sentiment import sentiment
from framing.lexicon import Lexicon, Matcher, load_lexicon
from framing.parse import Tokens, model_identity, parse_columns
from framing.tables import schema_of, to_frame, validate

CUES = "reporting-verbs"
FAR_FIRST = 1000  # a name that speaks counts so many times one that does not, when one of them is to stand for both
TERMS = ("hedges", "boosters", "presupposition", "subjective", "labels", "frames", "moral-foundations")


@dataclass(frozen=True, eq=False)
class Analysis:
    """The tables of one corpus, and what made them.

    ``articles``, ``statements``, ``mentions``, ``exposure``, ``naming`` and ``agency`` are frames as
    `framing.tables.describe` documents them; ``excluded`` names the input that was left out, with reasons; ``meta``
    holds the versions of the suite, the model and every lexicon.
    """

    articles: pd.DataFrame
    statements: pd.DataFrame
    mentions: pd.DataFrame
    exposure: pd.DataFrame
    excluded: pd.DataFrame
    meta: dict[str, Any] = field(default_factory=dict)
    naming: pd.DataFrame = field(default_factory=partial(to_frame, "naming", ()))
    agency: pd.DataFrame = field(default_factory=partial(to_frame, "agency", ()))

    def __repr__(self) -> str:
        counts = f"{len(self.articles)} articles, {len(self.statements)} statements, {len(self.mentions)} mentions"
        return f"<Analysis of {counts} from {self.articles['outlet'].nunique()} outlets>"

    def text_of(self, doc_id: str) -> str:
        """The text of an article; raises CorpusError when these tables hold none or do not know the article."""
        found = self.articles.loc[self.articles["doc_id"] == doc_id]
        if found.empty:
            raise CorpusError(f"no article has doc_id {doc_id!r}; the first is {self.articles['doc_id'].iloc[0]!r}")
        if "text" not in found.columns:
            raise CorpusError("saved tables hold no texts; analyse the articles again to read them")
        return str(found["text"].iloc[0])

    def without_words(self) -> Analysis:
        """These tables with every count, stance, place and identifier, and no text; see `framing.wordless`."""
        from framing.wordless import without_words

        return without_words(self)

    def save(self, folder: str | Path, *, format: str = "parquet") -> Path:
        """Write every table, without texts, and ``metadata.json`` into a folder; see `framing.store.save`."""
        from framing.store import save

        return save(self, Path(folder), format=format)


def load_analysis(folder: str | Path) -> Analysis:
    """Read back what `Analysis.save` wrote; raises StoreError when the folder holds no analysis or lacks a part."""
    from framing.store import load

    return load(Path(folder))


def analyze(
    articles: pd.DataFrame,
    *,
    lexicons: Sequence[Lexicon | str | Path] = (),
    model: str | None = None,
    cache: bool | Path = True,
    progress: bool = True,
    resolver: Resolver = resolve_actors,
) -> Analysis:
    """All the tables of a corpus that `load_corpus` gave.

    `lexicons` come on top of the built-in ``reporting-verbs`` and those that ``TERMS`` names: one that extends a
    built-in (or has its name) takes its place, a cue lexicon takes the place of ``reporting-verbs``. `model` names
    a spaCy pipeline, `cache` keeps parses as in `parse_corpus`, `resolver` finds the actors of statements (``naming``
    and ``agency`` always go by `framing.find.actors.find_actors`). A lexicon that extends ``violence`` gives the
    categories of ``agency``. Raises CorpusError, LexiconError, ModelError.
    """
    articles = validate("articles", articles)
    cues, terms = choose_lexicons(lexicons)
    matcher, harm = Matcher(*terms), Matcher(choose_violence(terms))
    found = _Rows()
    parsed = parse_columns(articles, model=model, cache=cache, progress=progress)
    for doc_id, tokens in zip(articles["doc_id"], parsed):
        with collector_off():
            found.add(doc_id, tokens, cues, (matcher, harm), resolver)
    name, version = model_identity(model)
    meta = {
        "framing": __version__,
        "model": name,
        "model_version": version,
        "lexicons": {lexicon.name: lexicon.version for lexicon in (cues, *terms, *harm.lexicons)},
    }
    return Analysis(
        articles=articles,
        statements=to_frame("statements", found.named("statements")),
        mentions=to_frame("mentions", found.named("mentions")),
        exposure=to_frame("exposure", found.exposure),
        excluded=excluded_articles(articles),
        meta=meta,
        naming=to_frame("naming", found.named("naming")),
        agency=to_frame("agency", found.named("agency")),
    )


def choose_lexicons(given: Iterable[Lexicon | str | Path]) -> tuple[Lexicon, tuple[Lexicon, ...]]:
    """The cue lexicon and the term lexicons that an analysis uses, from the built-ins and what a user adds."""
    cues = load_lexicon(CUES)
    terms = {name: load_lexicon(name) for name in TERMS}
    for item in given:
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


class _Rows:
    """The rows of all articles, as they come."""

    def __init__(self) -> None:
        self.statements: list[dict[str, Any]] = []
        self.mentions: list[dict[str, Any]] = []
        self.exposure: list[dict[str, Any]] = []
        self.naming: list[dict[str, Any]] = []
        self.agency: list[dict[str, Any]] = []

    def add(
        self, doc_id: str, tokens: Tokens, cues: Lexicon, matchers: tuple[Matcher, Matcher], resolver: Resolver
    ) -> None:
        """Run every detector over one article."""
        layout = Layout.of(tokens)
        statements = list(find_statements(tokens, lexicon=cues, layout=layout))
        chains = find_actors(layout, statements)
        known = resolver is resolve_actors  # which reads the same chains
        actors = list(map(chains.actor_of, range(len(statements)))) if known else resolver(layout, statements)
        matcher, harm = matchers
        voices = Voices.of(layout, statements)
        for row, actor in zip(statements, actors):
            self.statements.append(_statement(doc_id, row, actor, tokens.text))
        for mention in find_mentions(tokens, lexicon=matcher, voices=voices, layout=layout):
            self.mentions.append(_mention(doc_id, mention, actors))
        for exposure in exposure_of(layout, voices, statements):
            self.exposure.append({"doc_id": doc_id, **_fields(exposure)})
        self.naming += [_placed(doc_id, row) for row in find_naming(layout, chains, voices)]
        self.agency += [_placed(doc_id, row) for row in find_agency(layout, chains, voices, lexicon=harm)]

    def named(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table with every person and every body under one name in the whole corpus."""
        names: dict[Any, str] = self._names
        columns = [column for column in ("actor", "agent_actor", "patient_actor") if column in schema_of(table).columns]
        rows: list[dict[str, Any]] = getattr(self, table)
        return [{**row, **{column: names.get(row[column], row[column]) for column in columns}} for row in rows]

    @cached_property
    def _names(self) -> dict[str, str]:
        """For each name the one to use; who speaks settles it, those who never do come after."""
        found: dict[str, str] = {}
        for kind, unified in ((ORGANISATION, unified_bodies), (PERSON, unified_names)):
            speaking = Counter(row["actor"] for row in self.statements if row["actor_kind"] == kind)
            met = {(row["doc_id"], row["actor"]) for row in self.naming if row["actor_kind"] == kind}
            weights = Counter({name: FAR_FIRST * count for name, count in speaking.items()})
            weights.update(name for _, name in met)
            found |= {name: best for name, best in unified(weights).items() if name not in found}
            found |= unified(speaking)
        return found


def _statement(doc_id: str, row: Statement, actor: Actor | None, text: str) -> dict[str, Any]:
    polarity, subjectivity = sentiment(" ".join(text[start:end] for start, end in row.content_spans))
    values = _fields(row)
    for private in ("number", "within", "source_head"):
        del values[private]
    return {
        **values,
        "doc_id": doc_id,
        "statement_id": f"{doc_id}#{row.number}",
        "within": None if row.within is None else f"{doc_id}#{row.within}",
        "actor": actor.name if actor else None,
        "actor_kind": actor.kind if actor else "unnamed",
        "content_spans": " ".join(f"{start}-{end}" for start, end in row.content_spans),
        "polarity": polarity,
        "subjectivity": subjectivity,
    }


def _mention(doc_id: str, row: Mention, actors: Sequence[Actor | None]) -> dict[str, Any]:
    values = _fields(row)
    number = values.pop("statement")
    actor = None if number is None else actors[number]
    return {
        **values,
        "doc_id": doc_id,
        "statement_id": None if number is None else f"{doc_id}#{number}",
        "actor": actor.name if actor else None,
    }


def _placed(doc_id: str, row: Naming | Event) -> dict[str, Any]:
    values = _fields(row)
    number = values.pop("statement")
    return {**values, "doc_id": doc_id, "statement_id": None if number is None else f"{doc_id}#{number}"}


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__slots__}
