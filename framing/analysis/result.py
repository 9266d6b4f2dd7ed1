"""The tables of one corpus, and what made them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.errors import CorpusError
from framing.tables import to_frame

if TYPE_CHECKING:
    from framing.show import Annotated


@dataclass(frozen=True, eq=False)
class Analysis:
    """The tables of one corpus, and what made them.

    ``articles``, ``statements``, ``mentions``, ``exposure``, ``naming`` and ``agency`` are frames as
    `framing.tables.describe` documents them; ``excluded`` names the input that was left out, with reasons; ``meta``
    holds the versions of the suite, the model and every lexicon.

    >>> import tempfile
    >>> from framing import analyze, load_analysis, load_corpus
    >>> articles = load_corpus("data/constructed/mine", near_duplicates=False).head(1)
    >>> analysis = analyze(articles, cache=False, progress=False)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kept = load_analysis(analysis.save(folder))
    >>> kept.statements.equals(analysis.statements), "text" in kept.articles
    (True, False)
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

    def _repr_html_(self) -> str:
        """What Jupyter shows: counts by outlet, what was left out, what made the tables."""
        from framing.show.rich import overview_html

        return overview_html(self)

    def show(self, doc_id: str, *, lexicon: str = "labels") -> Annotated:
        """One article with its statements, cues, sources and the hits of a lexicon marked; see `framing.annotate`."""
        from framing.show.rich import annotated_article

        return annotated_article(self, doc_id, lexicon=lexicon)

    def browse(self, table: str = "statements") -> Annotated:
        """A table to sort and search in Jupyter; see `framing.show.rich.browse`."""
        from framing.show.rich import browse

        return browse(self, table)

    @property
    def lexicons(self) -> tuple[str, ...]:
        """The lexicons whose terms were counted as ``mentions``, also those without a hit: for `framing.measures`."""
        return tuple(dict.fromkeys([*self.meta.get("term_lexicons", ()), *sorted(set(self.mentions["lexicon"]))]))

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

    def save(self, folder: str | Path, *, format: str = "parquet", keep_formulas: bool = False) -> Path:
        """Write every table, without texts, and ``metadata.json`` into a folder; see `framing.store.save`."""
        from framing.store import save

        return save(self, Path(folder), format=format, keep_formulas=keep_formulas)


def load_analysis(folder: str | Path) -> Analysis:
    """Read back what `Analysis.save` wrote; raises StoreError when the folder holds no analysis or lacks a part.

    ``folder`` is what was given to ``save``; texts are not in it.

    >>> from framing import FramingError
    >>> try:
    ...     load_analysis("no-such-folder")
    ... except FramingError as error:
    ...     print(type(error).__name__)
    StoreError
    """
    from framing.store import load

    return load(Path(folder))
