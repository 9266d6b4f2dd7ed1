"""``framing lexicon kwic``, ``suggest`` and ``diff``: a lexicon on one's own articles."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from framing.cli.columns import Column
from framing.cli.corpus import Voice, load_articles
from framing.cli.lexicon import Model, Which
from framing.cli.output import STDOUT, counted, say, write_table

if TYPE_CHECKING:
    import pandas as pd

Articles = Annotated[list[Path], typer.Argument(metavar="PATH", help="Articles, as for `framing analyze`.")]
SIDE = 46  # characters of a line on the terminal, on each side of the hit
LONGEST_HIT = 24
CHANGES = {"appears": "new", "vanishes": "gone", "changes": "read otherwise"}


class Sort(StrEnum):
    """The order of the lines."""

    text = "text"
    left = "left"
    right = "right"
    hit = "hit"


class Split(StrEnum):
    """What the rates are split by."""

    category = "category"
    term = "term"


def kwic(
    file: Which,
    paths: Articles,
    term: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this term. Repeatable.")] = None,
    category: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only this category. Repeatable.")] = None,
    voice: Annotated[list[str] | None, typer.Option(metavar="VOICE", help="outlet, direct or indirect.")] = None,
    outlet: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only this outlet. Repeatable.")] = None,
    sort: Annotated[Sort, typer.Option(help="By place, by the words to the left or right, or by the hit.")] = Sort.text,
    sample: Annotated[int | None, typer.Option(metavar="N", min=1, help="Draw N lines at random.")] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed draws the same lines.")] = 0,
    column: Column = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write CSV, to be coded, to FILE; `-` is stdout.")
    ] = None,
) -> None:
    """Show the hits of a lexicon in their context.

    A concordance: one line a hit, with its voice and article. As CSV also outlet, date, actor, term, category, scare
    quotes, negation and offsets; cells that a spreadsheet would run as a formula begin with an apostrophe.

    \b
    Examples:
      framing lexicon kwic labels news/ --term rebel --sort right
      framing lexicon kwic mine.toml articles.csv --voice outlet --sample 50 --seed 1 --out lines.csv
    """
    from framing.compare import kwic as concordance
    from framing.compare import sample_lines, select_lines

    lines = concordance(file, load_articles(paths, column=column), width=SIDE, sort=sort.value)
    found = len(lines)
    lines = select_lines(lines, term=term, category=category, voice=voice, outlet=outlet)
    if sample is not None:
        lines = sample_lines(lines, sample, seed=seed)
    if out is None:
        _print_lines(lines)
    else:
        _write(lines, out)
    say(f"{counted(len(lines), 'line')} of {counted(found, 'hit')}")


def suggest(
    file: Which,
    paths: Articles,
    top: Annotated[int, typer.Option(metavar="N", min=1, help="How many candidates.")] = 30,
    fewest: Annotated[int, typer.Option(metavar="N", min=1, help="Occurrences below which a word is passed over.")] = 3,
    model: Model = None,
    column: Column = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write CSV to FILE; `-` is stdout.")] = None,
) -> None:
    """Suggest what a lexicon may lack.

    Words and phrases that the articles use as they use its entries: in sentences with them, in the same syntactic
    slots, coordinated with them; for cues, verbs with a subject that introduce a clause or a quotation. Each with its
    counts and the reason; as CSV also the parts of the score and examples. What comes out is to be read, not added.

    \b
    Examples:
      framing lexicon suggest labels news/
      framing lexicon suggest mine.toml articles.csv --top 200 --out candidates.csv
    """
    from framing.compare import suggest as candidates

    found = candidates(file, load_articles(paths, column=column), top=top, fewest=fewest, model=model)
    if out is not None:
        _write(found, out)
        return
    for row in found.to_dict("records"):
        spread = f"{row['pos']}, {row['n']:,} in {counted(row['n_docs'], 'article')}"
        typer.echo(f"{row['candidate']} ({spread}): {row['why']}")
    say(counted(len(found), "candidate"))


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A built-in lexicon or a .toml file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The version to compare it with.")],
    paths: Articles,
    by: Annotated[str, typer.Option(metavar="COLUMN", help="The column of the articles that groups them.")] = "outlet",
    voice: Annotated[Voice, typer.Option(help="In whose words rates are counted.")] = Voice.outlet,
    split: Annotated[Split, typer.Option(help="What the rates are split by.")] = Split.category,
    column: Column = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write mentions.csv and rates.csv to this folder.")
    ] = None,
) -> None:
    """Compare two versions of a lexicon on the same articles.

    Which mentions appear, vanish or change their term or category, each in its context, and which rates per 1,000
    words move, by how much, with the interval of the difference.

    \b
    Examples:
      framing lexicon diff labels mine.toml news/
      framing lexicon diff v1.toml v2.toml articles.csv --split term --out difference
    """
    from framing.compare import diff_lexicons

    found = diff_lexicons(old, new, load_articles(paths, column=column), by=by, voice=voice.value, split=split.value)
    changes = found.mentions["change"].value_counts()
    if out is not None:
        _write(found.mentions, out / "mentions.csv")
        _write(found.rates, out / "rates.csv")
    else:
        _print_lines(found.mentions, before="change")
        typer.echo("")
        for row in found.rates[found.rates["difference"] != 0].to_dict("records"):
            typer.echo(_moved(row, by, split.value))
    told = ", ".join(f"{changes.get(name, 0):,} {word}" for name, word in CHANGES.items())
    say(f"mentions: {told}")


def _write(frame: pd.DataFrame, out: Path) -> None:
    """As CSV for people: to a file that a spreadsheet opens, or to stdout."""
    from framing.compare import write_cells

    if out == STDOUT:
        write_table(frame, out)
        return
    write_cells(frame, out)
    say(f"{counted(len(frame), 'row')} -> {out}")


def _print_lines(lines: pd.DataFrame, before: str | None = None) -> None:
    widest = min(LONGEST_HIT, int(lines["hit"].str.len().max())) if len(lines) else 0
    for row in lines.to_dict("records"):
        left, hit, right = (" ".join(str(row[name]).split()) for name in ("left", "hit", "right"))
        first = f"{row[before]:<9}" if before else ""
        place = f"{row['voice']:<8}  {row['doc_id']}"
        typer.echo(f"{first}{left:>{SIDE + 2}}  {hit:<{widest}}  {right:<{SIDE + 2}}  {place}")


def _moved(row: Mapping[Any, Any], by: str, split: str) -> str:
    """One rate that moves, in words."""
    return (
        f"{row[by]}, {row[split]}: {row['rate_old']:.2f} -> {row['rate_new']:.2f} per 1,000 words, "
        f"{row['difference']:+.2f} [{row['difference_low']:.2f} to {row['difference_high']:.2f}]; "
        f"{row['n_hits_old']:,} -> {row['n_hits_new']:,} hits in {row['n_words']:,} words, "
        f"{counted(row['n_articles'], 'article')}"
    )
