"""``framing lexicon sample`` and ``score``: hits drawn to be coded by people, and what their answers say."""

from __future__ import annotations

import warnings
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.columns import Column
from framing.cli.corpus import load_articles
from framing.cli.output import STDOUT, counted, say, write_table

if TYPE_CHECKING:
    import pandas as pd


class CodingFormat(StrEnum):
    """Where people code."""

    csv = "csv"
    label_studio = "label-studio"
    doccano = "doccano"


class Per(StrEnum):
    """What makes a stratum, or a row."""

    category = "category"
    term = "term"
    voice = "voice"
    outlet = "outlet"


def sample(
    lexicon: Annotated[str, typer.Argument(metavar="NAME|FILE", help="A built-in lexicon or a .toml file.")],
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Articles, as for `framing analyze`.")],
    n: Annotated[int, typer.Option("--n", metavar="N", min=1, help="Hits of each stratum.")] = 20,
    per: Annotated[Per, typer.Option(help="What makes a stratum.")] = Per.category,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed draws the same hits.")] = 0,
    column: Column = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the sample goes; `-` is stdout (CSV).")] = Path(
        "coding.csv"
    ),
    format: Annotated[
        CodingFormat | None, typer.Option(help="In which form (default: by the ending .csv, .json, .jsonl).")
    ] = None,
) -> None:
    """Draw a sample of a lexicon's hits for coding.

    A stratified random sample, each hit in its context. Coders answer yes or no in the column `correct` (is the word
    used here as its category says?) and write their name in `coder`. For Label Studio the tasks (JSON) and the
    interface (XML) are written, for doccano JSONL.

    \b
    Examples:
      framing lexicon sample hedges articles.csv --n 20 --seed 1 --out coding.csv
      framing lexicon sample mine.toml news/ --out tasks.json --format label-studio
    """
    from framing.analysis import analyze
    from framing.compare import lexicon_hits, sample_hits, write_coding
    from framing.lexicon import load_lexicon

    loaded = load_lexicon(lexicon)
    analysis = analyze(load_articles(paths, column=column), lexicons=[loaded])
    hits = lexicon_hits(loaded, analysis)
    drawn = sample_hits(hits, analysis.articles, per=per.value, n=n, seed=seed, lexicon=loaded if len(hits) else None)
    strata = drawn["stratum"].nunique()
    say(f"{counted(len(drawn), 'hit')} of {len(hits):,} from {strata} {'stratum' if strata == 1 else 'strata'}")
    if out == STDOUT:
        write_table(drawn, out)
        return
    for path in write_coding(drawn, out, format=format.value if format else None):
        say(f"-> {path}")


def score(
    coded: Annotated[list[Path], typer.Argument(metavar="CODED", help="Coded samples, one file or one a coder.")],
    by: Annotated[Per, typer.Option(help="What makes a row.")] = Per.category,
    format: Annotated[
        CodingFormat | None, typer.Option(help="In which form (default: by the ending .csv, .json, .jsonl).")
    ] = None,
) -> None:
    """Print precision and agreement of coded samples.

    Precision with Wilson's interval, a row a category and one for all, weighted by stratum. Krippendorff's alpha where
    hits were coded by two or more. Rows that cannot be read are named on stderr and left out.

    \b
    Examples:
      framing lexicon score coding.csv
      framing lexicon score moss.csv lund.csv --by term
    """
    from framing.compare import coded_precision, coder_agreement

    answers = _read(coded, format.value if format else None)
    typer.echo(_printed(coded_precision(answers, by=by.value)))
    typer.echo("")
    typer.echo(_printed(coder_agreement(answers, by=by.value)))


def _read(paths: list[Path], format: str | None) -> pd.DataFrame:
    from framing.compare import coding_problems, read_coding
    from framing.compare.coding_formats import CodingWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CodingWarning)  # its few lines would double those below
        answers = read_coding(*paths, format=format)
    for bad in coding_problems(answers).to_dict("records"):
        say(f"left out: {bad['file']}, row {bad['row']}: {bad['problem']}")
    done = answers["correct"].notna()
    say(f"{counted(int(done.sum()), 'answer')} to {counted(answers.loc[done, 'item'].nunique(), 'hit')}")
    return answers


def _printed(table: pd.DataFrame) -> str:
    """The table with its columns aligned; what is missing is a dash."""
    shown = table.dropna(axis="columns", how="all")
    return shown.to_string(index=False, na_rep="–", float_format="{:.3f}".format)
