"""`analyze_to`: tables written as they come, part after part; what is done stands when a run is killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing.analysis.actors import ActorNames
from framing.analysis.part import TABLES
from framing.analysis.run import finished
from framing.analysis.settings import Settings
from framing.errors import ChoiceError
from framing.parse.corpus import progress_bar
from framing.scale.articles import corpus_of
from framing.scale.mapping import mapped
from framing.scale.parts import Job, PartFolder
from framing.scale.remote import folder_at
from framing.writer import EXCLUDED, FORMATS, Tables, spare_articles, writing_tables

if TYPE_CHECKING:
    import pyarrow as pa
    from distributed import Client

WORK = ".framing-parts"  # the folder, in that of the tables, where the rows of parts wait for the rest of the corpus
AT_ONCE = 4096  # rows that are checked and handed on at once


def analyze_to(
    articles: pd.DataFrame | str | Path,
    folder: str | Path,
    settings: Settings | None = None,
    *,
    format: str = "parquet",
    keep_formulas: bool = False,
    workers: int = 1,
    client: Client | None = None,
    progress: bool = True,
) -> dict[str, int]:
    """What ``analyze(articles).save(folder)`` writes, byte for byte, with no more than a few parts in memory.

    `articles` is what `load_corpus` gave, or a folder of Parquet files of such articles: a path or an address that
    fsspec knows ("s3://..."), which workers then read by themselves. `folder` is a path or an address too; what other
    machines write to has to be one that they share. `workers` and `client` are as in `analyze`, `format` and
    `keep_formulas` as in `Analysis.save`. Each part's rows stand in `folder` as soon as it is read: the same call after
    a run that was killed, or ran out of disk, goes on where that ended. Returns the number of rows of each table.
    Raises CorpusError, ModelError, ScaleError, StoreError.

    `settings` hold lexicons, model and cache (`framing.analysis.Settings.of`); `progress` shows a bar on stderr.

    >>> import tempfile
    >>> from framing.analysis import Settings, load_analysis
    >>> articles = pd.DataFrame({
    ...     "doc_id": ["a"], "outlet": ["The Lantern"], "date": [None], "title": [None], "url": [None], "event": [None],
    ...     "lang": ["en"], "n_words": [5], "text_sha256": [""], "near_duplicate_of": [None],
    ...     "text": ["Keller said that it rained."]})
    >>> folder = tempfile.mkdtemp()
    >>> analyze_to(articles, folder, Settings.of(cache=False), progress=False)["statements"]
    1
    >>> load_analysis(folder).statements["source"].tolist()
    ['Keller']
    """
    if format not in FORMATS:
        raise ChoiceError.of("format", format, FORMATS)
    chosen = settings or Settings.of()
    corpus = corpus_of(articles, chosen)
    out = folder_at(folder)
    spare_articles(out)  # before the work, not after it
    work = out.below(WORK)
    parts = PartFolder(work, chosen)
    done = set(work.names())
    names = ActorNames()
    with progress_bar(len(corpus), progress) as bar:
        for job in corpus.jobs():
            if job.name in done:
                names.update(parts.count(job).names)
                bar.update(job.size)
        missing = (job for job in corpus.jobs() if job.name not in done)
        if workers == 1 and client is None:
            here = PartFolder(work, chosen, advance=bar.update)
            for job in missing:
                names.update(here(job).names)
        else:
            for told in mapped(parts, missing, workers=workers, client=client):
                names.update(told.names)
                bar.update(told.size)
    with writing_tables(out, chosen.meta, format=format, keep_formulas=keep_formulas) as tables:
        for frame in corpus.frames():
            tables.add("articles", frame)
        _write(tables, corpus.jobs(), parts, names.unified())
        tables.add(EXCLUDED, corpus.excluded)
    work.clear()
    return tables.rows


def _write(tables: Tables, jobs: Iterator[Job], parts: PartFolder, names: dict[str, str]) -> None:
    """The rows of all parts, with every actor under its name, some thousands at once."""
    waiting: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
    for part in map(parts.read, jobs):
        for name, collected in waiting.items():
            collected.append(getattr(part, name))
            if sum(map(len, collected)) >= AT_ONCE:
                tables.add(name, finished(name, collected, names, parts.settings))
                collected.clear()
    for name, collected in waiting.items():
        tables.add(name, finished(name, collected, names, parts.settings))
