"""``framing lexicon``: look at lexicons, check one's own, try it on a text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.columns import Column
from framing.cli.output import STDOUT, counted, say, write_table
from framing.errors import ChoiceError

if TYPE_CHECKING:
    import pandas as pd

    from framing.lexicon import Lexicon, Problem

app = typer.Typer(help="List, show, check and try lexicons.", no_args_is_help=True, rich_markup_mode=None)

WIDTH = 100
Row = tuple[str, ...]
Which = Annotated[str, typer.Argument(metavar="NAME|FILE", help="A built-in lexicon or a .toml file.")]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="A spaCy English pipeline other than en_core_web_sm.")
]


@app.command("list")
def list_lexicons() -> None:
    """List the built-in lexicons.

    One line each: name, version, kind, number of terms, title.

    \b
    Example:
      framing lexicon list
    """
    from framing.lexicon import builtin_lexicons, load_lexicon

    rows: list[Row] = [
        (found.name, found.version, found.kind, str(len(found)), found.title)
        for found in map(load_lexicon, builtin_lexicons())
    ]
    for line in _columns(rows):
        typer.echo(line)


@app.command()
def show(
    name: Which,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the terms as CSV to FILE; `-` is stdout.")
    ] = None,
) -> None:
    """Show a lexicon.

    Its categories with their group (if any), what they mean, their terms, the contrast sets that they form (rival
    names for one referent, by field), and the literature they come from.

    \b
    Examples:
      framing lexicon show reporting-verbs
      framing lexicon show mine.toml --out terms.csv
    """
    from framing.lexicon import lexicon_frame, load_lexicon

    lexicon = load_lexicon(name)
    if out is not None:
        write_table(lexicon_frame(lexicon), out)
        return
    typer.echo(f"{lexicon.name} {lexicon.version}: {lexicon.title} ({counted(len(lexicon), 'term')})")
    for category, meaning in _categories(lexicon):
        terms = [term.id for term in lexicon if term.category == category]
        group = f", {lexicon.groups[category]}" if category in lexicon.groups else ""
        typer.echo(f"\n{category} ({len(terms)}{group})" + (f": {meaning}" if meaning else ""))
        typer.echo(fill(", ".join(terms), WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))
    for line in _contrasts(lexicon):
        typer.echo(line)
    if lexicon.sources:
        typer.echo("\nSources")
    for key, cite in lexicon.sources.items():
        typer.echo(f"  {key}: {cite}")


@app.command()
def check(
    file: Which,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Articles to hold the entries against. Repeatable."),
    ] = None,
    column: Column = None,
    model: Model = None,
) -> None:
    """Check a lexicon and run its examples.

    Its form first; when that is sound, every hit and miss on the model. Each problem is one line that says
    where it is and how to mend it. Warnings do not fail: forms that a built-in lexicon has too and, with --corpus,
    entries that match nothing there, that the tagger or the lemmatiser defeats, or that a longer entry swallows. Of
    the entries of a base that the file extends, warnings are only counted: check the base to see them.

    \b
    Examples:
      framing lexicon check mine.toml
      framing lexicon check mine.toml --corpus news/
    Exit status 1 when there is a problem.
    """
    from framing.cli.corpus import load_articles
    from framing.lexicon import check_lexicon, load_lexicon

    if column and not corpus:
        raise ChoiceError("--column goes with --corpus: it names columns of the articles")
    problems, warned = check_lexicon(file), 0
    if not problems:
        lexicon = load_lexicon(file)
        examples = [*lexicon, *lexicon.category_examples.values()]
        number = sum(len(one.hits) + len(one.misses) for one in examples)
        say(f"{file}: the form is sound; running {counted(number, 'example')}")
        problems = _run_examples(lexicon, model)
        found = list(_warnings(lexicon, load_articles(corpus, column=column) if corpus else None, model))
        own = [one for one in found if not lexicon.extends or one.file == lexicon.file]
        for warning in own:
            typer.echo(str(warning))
        warned = len(own)
        if inherited := len(found) - warned:
            say(f"{file}: {counted(inherited, 'warning')} of entries of its base, {lexicon.extends}, not shown")
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        say(f"{file}: {counted(len(problems), 'problem')}")
        raise typer.Exit(1)
    told = f", {counted(warned, 'warning')}" if warned else ""
    typer.echo(f"{file}: no problems{told}, {counted(len(lexicon), 'term')}, {counted(number, 'example')}")


@app.command("try")
def try_out(
    file: Which,
    text: Annotated[str, typer.Argument(help="The text; `-` reads stdin.")],
    model: Model = None,
) -> None:
    """Show what a lexicon finds in a text.

    The text with its hits in [brackets], then one line each. With a lexicon of cues, each line is a statement:
    source, cue, stance, kind, content.

    \b
    Examples:
      framing lexicon try reporting-verbs 'The minister claimed that the plan works.'
      framing lexicon try mine.toml - < article.txt
    """
    from framing.show import try_lexicon

    words = typer.get_text_stream("stdin").read() if text == str(STDOUT) else text
    trial = try_lexicon(file, words, model=model)
    cues = trial.lexicon.kind == "cues"
    shown = ("source", "text", "category", "kind", "content") if cues else ("text", "term", "category")
    typer.echo(str(trial).strip())
    typer.echo("")
    rows = [tuple(str(row[name] or "(no source)") for name in shown) for row in trial.frame.to_dict("records")]
    for line in _columns(rows):
        typer.echo(line)
    say(f"{counted(len(trial.frame), 'statement' if cues else 'hit')}")


def _run_examples(lexicon: Lexicon, model: str | None) -> tuple[Problem, ...]:
    from framing.find.check import cue_finder
    from framing.lexicon import check_examples
    from framing.parse import load_model

    return check_examples(lexicon, load_model(model), find=cue_finder(lexicon) if lexicon.kind == "cues" else None)


def _warnings(lexicon: Lexicon, articles: pd.DataFrame | None, model: str | None) -> Iterator[Problem]:
    """Overlap with what an analysis counts, then what a corpus shows; of a built-in lexicon, only with a corpus."""
    from framing.analysis.settings import CUES, TERMS
    from framing.find.check import cue_finder
    from framing.lexicon import builtin_lexicons, check_against, check_overlap, load_lexicon
    from framing.parse import parse_columns

    if articles is not None or not (lexicon.name in builtin_lexicons() and lexicon == load_lexicon(lexicon.name)):
        yield from check_overlap(lexicon, map(load_lexicon, (CUES, *TERMS)))
    if articles is not None:
        parsed = parse_columns(articles, model=model)
        yield from check_against(lexicon, parsed, find=cue_finder(lexicon) if lexicon.kind == "cues" else None)


def _categories(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The categories with their meaning, declared ones first."""
    used = dict.fromkeys(term.category for term in lexicon)
    for category in dict.fromkeys([*lexicon.categories, *used]):
        if category in used:
            yield category, lexicon.categories.get(category, "")


def _contrasts(lexicon: Lexicon) -> Iterator[str]:
    """The contrast sets, one to a paragraph, under their fields: each term with its category."""
    from framing.lexicon import contrast_sets

    sets = contrast_sets(lexicon)
    for field, rows in sets.groupby(sets["field"].fillna("no field"), sort=False):
        yield f"\nContrast sets: {field} ({counted(len(rows), 'term')})"
        for referent, rivals in rows.groupby("referent", sort=False):
            named = ", ".join(f"{term} ({category})" for term, category in zip(rivals["term"], rivals["category"]))
            yield fill(f"{referent}: {named}", WIDTH, initial_indent="  ", subsequent_indent="    ",
                       break_on_hyphens=False)  # fmt: skip


def _columns(rows: list[Row]) -> Iterator[str]:
    """The rows with their cells aligned, two spaces apart, each cell on one line."""
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
