"""``framing analyze``, ``compare`` and ``report``: articles to tables, tables to numbers, tables to a page."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from framing.cli.columns import Column, columns_of
from framing.cli.output import STDOUT, counted, say, write_table
from framing.errors import ChoiceError, StoreError

if TYPE_CHECKING:
    import pandas as pd
    from distributed import Client

SUMMED = ("articles", "statements", "mentions")


class Format(StrEnum):
    """How tables are stored."""

    parquet = "parquet"
    csv = "csv"


class Voice(StrEnum):
    """Whose words are counted."""

    outlet = "outlet"
    direct = "direct"
    indirect = "indirect"
    all = "all"


Tables = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `framing analyze` has written.")]


def analyze(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="CSV, JSONL, Parquet, .txt, .html, or a folder of them.")
    ],
    out: Annotated[
        str, typer.Option(metavar="DIR", help="Where the tables go; `-` prints the statements as CSV.")
    ] = "framing-tables",
    format: Annotated[
        Format, typer.Option(help="How they are stored; in CSV an apostrophe keeps formulas from running.")
    ] = Format.parquet,
    lexicon: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE", help="Your own, beside the built-in ones; it replaces the one that it extends. Repeatable."
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="A spaCy English pipeline other than en_core_web_sm.")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The outlet of articles that do not name theirs.")
    ] = None,
    column: Column = None,
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="So many processes share the work.")] = 1,
    dask: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The scheduler of a Dask cluster that does the work; DIR is shared."),
    ] = None,
) -> None:
    """Analyse articles into tables.

    Who is reported, with which cue; which terms of the lexicons stand in whose voice. Writes the tables
    articles, statements, mentions, exposure, naming, agency and excluded, and what made them, to a folder. Every
    article needs a text; outlet, date, title, event and doc_id are used when they are there. A run that was stopped
    goes on where it ended when the same command is given again. With --dask, PATH and DIR may be addresses (s3://...).

    \b
    Examples:
      framing analyze articles.csv
      framing analyze news/*.txt --outlet 'The Gazette' --out gazette --format csv
      framing analyze article.html --out -
      framing analyze export.csv --column text=Body --column outlet=Paper
      framing analyze archive.jsonl --workers 4
      framing analyze s3://news/articles --dask tcp://10.0.0.5:8786 --out s3://news/tables
    """
    from framing.analysis import Settings
    from framing.analysis import analyze as analyze_articles
    from framing.scale import analyze_to

    settings = Settings.of(lexicon or (), model=model)  # before any article is read: what is wrong is told at once
    address = len(paths) == 1 and "://" in paths[0]
    if address and column:
        raise StoreError(f"--column renames in files of this machine; rename the columns in {paths[0]} itself")
    articles = paths[0] if address else load_articles(paths, outlet, column)
    with _cluster(dask) as client:
        if out == str(STDOUT):
            if isinstance(articles, str):
                raise StoreError(f"the tables of {articles} are too large to print; give a folder with --out")
            found = analyze_articles(articles, lexicons=lexicon or (), model=model, workers=workers, client=client)
            write_table(found.statements, STDOUT)
            say(_summary({name: len(getattr(found, name)) for name in SUMMED}))
            return
        rows = analyze_to(articles, out, settings, format=format.value, workers=workers, client=client)
    say(f"{_summary(rows)} -> {out}")


@contextmanager
def _cluster(address: str | None) -> Iterator[Client | None]:
    """The client of the cluster, closed afterwards."""
    if address is None:
        yield None
        return
    from framing.scale.cluster import connect

    client: Any = connect(address)
    try:
        yield client
    finally:
        client.close()


def compare(
    folder: Tables,
    by: Annotated[str, typer.Option(metavar="COLUMN", help="The column of the articles that groups them.")] = "outlet",
    pair: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Compare groups within the same value of this column, such as event."),
    ] = None,
    voice: Annotated[Voice, typer.Option(help="In whose words lexicon terms are counted.")] = Voice.outlet,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the CSV goes; `-` is stdout.")] = STDOUT,
) -> None:
    """Compare groups of articles, as CSV.

    One row a measure and group, with numerator, denominator and interval. With --pair, the differences between
    every two groups on the same events, with a permutation test, Holm's correction over all rows, and a
    sentence that says what can be concluded.

    \b
    Examples:
      framing compare framing-tables --by outlet
      framing compare framing-tables --by outlet --pair event --out differences.csv
      framing compare framing-tables --voice direct | column -s, -t | less -S
    """
    from framing.analysis import load_analysis
    from framing.compare import measures, paired_differences

    tables = load_analysis(folder)
    frames = (tables.articles, tables.statements, tables.mentions, tables.exposure, tables.lexicons)
    if pair is None:
        write_table(measures(*frames, by=by, voice=voice.value), out)
    else:
        write_table(paired_differences(*frames, by=by, pair=pair, voice=voice.value), out)


def report(
    folder: Tables,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the page goes.")] = Path("report.html"),
    articles: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="The articles analysed: their sentences go into the page. Repeatable."),
    ] = None,
    column: Column = None,
) -> None:
    """Write the report, one HTML page.

    It is self-contained: the figures, the tables behind them, what made them, and behind each number the list of what
    it counts. Saved tables hold no texts; with --articles (what `framing analyze` has read) the lists show whole
    sentences, so that the page then holds text of the articles.

    \b
    Examples:
      framing report framing-tables --out report.html
      framing report framing-tables --articles articles.csv --out report.html
      framing report framing-tables --articles export.csv --column text=Body
    """
    from framing.analysis import load_analysis
    from framing.show import write_report

    if column and not articles:
        raise ChoiceError("--column goes with --articles: saved tables have the names here already")
    analysis = load_analysis(folder)
    write_report(analysis, out, articles=_texts(articles, column) if articles else None)
    say(f"report -> {out}")


def _texts(paths: list[Path], column: list[str] | None) -> pd.DataFrame:
    """Articles for their texts alone."""
    from framing.corpus import CorpusWarning, load_corpus

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CorpusWarning)  # what `framing analyze` left out is in its tables
        return load_corpus(paths, near_duplicates=False, columns=columns_of(column))


def load_articles(
    paths: Sequence[str | Path], outlet: str | None = None, column: Sequence[str] | None = None
) -> pd.DataFrame:
    """The articles; what was left out or flagged is told on stderr, one line each. `column` holds NAME=THEIRS."""
    import pandas as pd

    from framing.corpus import CorpusWarning, excluded_articles, load_corpus

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CorpusWarning)  # its few lines would double those below
        articles = load_corpus(paths, outlet=outlet, columns=columns_of(column))
    say(f"{counted(len(articles), 'article')} from {counted(articles['outlet'].nunique(), 'outlet')}")
    excluded = excluded_articles(articles)
    for bad in excluded.to_dict("records"):
        place = str(bad["file"]) if pd.isna(bad["row"]) else f"{bad['file']}, row {bad['row']}"
        say(f"left out: {place}: {bad['reason']}")
    if len(excluded):
        say(f"{counted(len(excluded), 'article')} left out")
    copies = int(articles["near_duplicate_of"].notna().sum())
    if copies:
        say(f"{counted(copies, 'near-duplicate')} flagged in the column near_duplicate_of, and kept")
    return articles


def _summary(rows: Mapping[str, int]) -> str:
    return ", ".join(counted(rows[name], name.removesuffix("s")) for name in SUMMED)
