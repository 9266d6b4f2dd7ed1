"""`analyze`: a corpus's parts read one after another, or by workers, and put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.analysis.actors import ActorNames, renamed
from framing.analysis.part import TABLES, Part, parts_of, read_part
from framing.analysis.result import Analysis
from framing.analysis.settings import Settings
from framing.collector import collector_off
from framing.corpus import excluded_articles
from framing.errors import CorpusError
from framing.find.actors import resolve_actors
from framing.frames import frame_of, joined
from framing.lexicon import Lexicon
from framing.parse.corpus import check_texts, progress_bar
from framing.tables import validate

if TYPE_CHECKING:
    import pyarrow as pa
    from distributed import Client


def analyze(
    articles: pd.DataFrame,
    *,
    lexicons: Sequence[Lexicon | str | Path] = (),
    model: str | None = None,
    cache: bool | Path = True,
    progress: bool = True,
    workers: int = 1,
    client: Client | None = None,
) -> Analysis:
    """All the tables of a corpus; ``articles`` are those that `load_corpus` gave.

    `lexicons` come on top of the built-in ``reporting-verbs`` and those that ``TERMS`` names: one that extends a
    built-in (or has its name) takes its place, a cue lexicon takes the place of ``reporting-verbs``. `model` names
    a spaCy pipeline, `cache` keeps parses as in `parse_corpus`. A lexicon that extends ``violence`` gives the
    categories of ``agency``. With `workers` above 1 so many processes of this machine do the work, with `client` those
    of a Dask cluster (``distributed.Client(address)``); the tables are the same. For a corpus larger than memory there
    is `framing.scale.analyze_to`. Raises CorpusError, LexiconError, ModelError, ScaleError.

    ``progress`` shows a bar on stderr.

    >>> from framing import load_corpus
    >>> articles = load_corpus("data/constructed/mine", near_duplicates=False).head(1)
    >>> analysis = analyze(articles, cache=False, progress=False)
    >>> analysis.statements[["actor", "cue", "stance"]].head(1).values.tolist()
    [['Rolf Tannik', 'said', 'neutral']]
    """
    _refuse_path(articles)
    articles = validate("articles", articles)
    settings = Settings.of(lexicons, model=model, cache=cache)
    check_texts(articles)
    with progress_bar(len(articles), progress) as bar:
        if workers == 1 and client is None:
            parts: Iterator[Part] = (read_part(part, settings, advance=bar.update) for part in parts_of(bare(articles)))
        else:
            parts = _spread(articles, settings, bar, workers, client)
        return assemble(articles, parts, settings)


def assemble(articles: pd.DataFrame, parts: Iterable[Part], settings: Settings) -> Analysis:
    """The analysis that the parts of a corpus make, in their order, with every actor under one name in all of it.

    With settings of one's own (another resolver of actors, say) this is what `analyze` does:

    >>> from framing.analysis import Settings, assemble, parts_of, read_part
    >>> articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["The Lantern"], "text": ["Keller said that it rained."]})
    >>> settings = Settings.of(["labels"], cache=False)
    >>> assemble(articles, [read_part(part, settings) for part in parts_of(articles)], settings)
    <Analysis of 1 articles, 1 statements, 0 mentions from 1 outlets>
    """
    read = list(parts)
    with collector_off():
        tables = {name: joined(name, [getattr(part, name) for part in read]) for name in TABLES}
        names = ActorNames()
        names.add(tables["statements"], tables["naming"])
        unified = names.unified()
        frames = {name: finished(name, [rows], unified, settings) for name, rows in tables.items()}
    return Analysis(articles=articles, excluded=excluded_articles(articles), meta=settings.meta, **frames)


def finished(table: str, parts: Sequence[pa.Table], names: dict[str, str], settings: Settings) -> pd.DataFrame:
    """The rows of a table that parts have, with every actor under its name in the corpus."""
    frame = frame_of(table, renamed(joined(table, parts), names))
    # the suite's own rows are checked by its tests, those of a user's resolver here
    return frame if settings.resolver is resolve_actors else validate(table, frame)


def _refuse_path(articles: object) -> None:
    """Raise CorpusError for a path instead of the articles that stand there."""
    if isinstance(articles, (str, Path)):
        path = str(articles)
        raise CorpusError(f"articles={path!r} is a path; read it first: analyze(load_corpus({path!r}))")


def bare(articles: pd.DataFrame) -> pd.DataFrame:
    """The columns of the articles that rows are read from."""
    return pd.DataFrame({"doc_id": articles["doc_id"], "text": articles["text"]})


def _spread(
    articles: pd.DataFrame, settings: Settings, bar: Any, workers: int, client: Client | None
) -> Iterator[Part]:
    """The parts, read by processes or by a cluster."""
    from framing.scale.mapping import Reading, mapped  # right of here; only who asks for it has it loaded

    sizes = map(len, parts_of(bare(articles)))
    read = mapped(Reading(settings), parts_of(bare(articles)), workers=workers, client=client)
    for size, part in zip(sizes, read):
        bar.update(size)
        yield part
