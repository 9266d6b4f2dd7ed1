"""``framing analyze``, ``compare`` and ``report``: articles to tables, tables to numbers, tables to a page."""

from __future__ import annotations

import warnings
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.output import STDOUT, counted, say, write_table

if TYPE_CHECKING:
    import pandas as pd

    from framing.analysis import Analysis


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
        list[Path], typer.Argument(metavar="PATH", help="CSV, JSONL, Parquet, .txt, .html, or a folder of them.")
    ],
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Where the tables go; `-` prints the statements as CSV.")
    ] = Path("framing-tables"),
    format: Annotated[Format, typer.Option(help="How the tables are stored.")] = Format.parquet,
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
) -> None:
    """Analyse articles into tables.

    Who is reported, with which cue; which terms of the lexicons stand in whose voice. Writes the tables
    articles, statements, mentions, exposure and excluded, and what made them, to a folder. Every article needs a text;
    outlet, date, title, event and doc_id are used when they are there.

    \b
    Examples:
      framing analyze articles.csv
      framing analyze news/*.txt --outlet 'The Gazette' --out gazette --format csv
      framing analyze article.html --out -
    """
    from framing.analysis import analyze as analyze_articles

    articles = load_articles(paths, outlet)
    analysis = analyze_articles(articles, lexicons=lexicon or (), model=model)
    if out == STDOUT:
        write_table(analysis.statements, out)
    else:
        analysis.save(out, format=format.value)
    say(_summary(analysis) + ("" if out == STDOUT else f" -> {out}"))


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
    frames = (tables.articles, tables.statements, tables.mentions, tables.exposure)
    if pair is None:
        write_table(measures(*frames, by=by, voice=voice.value), out)
    else:
        write_table(paired_differences(*frames, by=by, pair=pair, voice=voice.value), out)


def report(
    folder: Tables,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the page goes.")] = Path("report.html"),
) -> None:
    """Write the report, one HTML page.

    It is self-contained: the figures, the tables behind them, and what made them.

    \b
    Example:
      framing report framing-tables --out report.html
    """
    from framing.analysis import load_analysis
    from framing.show import write_report

    write_report(load_analysis(folder), out)
    say(f"report -> {out}")


def load_articles(paths: list[Path], outlet: str | None) -> pd.DataFrame:
    """The articles; what was left out or flagged is told on stderr, one line each."""
    import pandas as pd

    from framing.corpus import CorpusWarning, excluded_articles, load_corpus

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CorpusWarning)  # its few lines would double those below
        articles = load_corpus(paths, outlet=outlet)
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


def _summary(analysis: Analysis) -> str:
    return ", ".join(
        (
            counted(len(analysis.articles), "article"),
            counted(len(analysis.statements), "statement"),
            counted(len(analysis.mentions), "mention"),
        )
    )
