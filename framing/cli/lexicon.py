"""``framing lexicon``: look at lexicons, check one's own, try it on a text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli.output import STDOUT, counted, say, write_table

if TYPE_CHECKING:
    from framing.find import Statement
    from framing.lexicon import Lexicon, Problem
    from framing.parse import Tokens

app = typer.Typer(help="List, show, check and try lexicons.", no_args_is_help=True, rich_markup_mode=None)

WIDTH = 100
Row = tuple[str, ...]
Spans = list[tuple[int, int]]
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

    Its categories, what they mean, their terms, and the literature they come from.

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
        typer.echo(f"\n{category} ({len(terms)})" + (f": {meaning}" if meaning else ""))
        typer.echo(fill(", ".join(terms), WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))
    if lexicon.sources:
        typer.echo("\nSources")
    for key, cite in lexicon.sources.items():
        typer.echo(f"  {key}: {cite}")


@app.command()
def check(file: Which, model: Model = None) -> None:
    """Check a lexicon and run its examples.

    Its form first; when that is sound, every hit and miss on the model. Each problem is one line that says
    where it is and how to mend it.

    \b
    Example:
      framing lexicon check mine.toml
    Exit status 1 when there is a problem.
    """
    from framing.lexicon import check_lexicon, load_lexicon

    problems = check_lexicon(file)
    if not problems:
        lexicon = load_lexicon(file)
        examples = [*lexicon, *lexicon.category_examples.values()]
        number = sum(len(one.hits) + len(one.misses) for one in examples)
        say(f"{file}: the form is sound; running {counted(number, 'example')}")
        problems = _run_examples(lexicon, model)
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        say(f"{file}: {counted(len(problems), 'problem')}")
        raise typer.Exit(1)
    typer.echo(f"{file}: no problems, {counted(len(lexicon), 'term')}, {counted(number, 'example')}")


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
    from framing.lexicon import load_lexicon
    from framing.parse import load_model
    from framing.parse.tokens import Tokens

    lexicon = load_lexicon(file)
    words = typer.get_text_stream("stdin").read() if text == str(STDOUT) else text
    tokens = Tokens.of(load_model(model)(words))
    spans, rows = (_statements if lexicon.kind == "cues" else _hits)(lexicon, tokens)
    typer.echo(_marked(words, spans).strip())
    typer.echo("")
    for line in _columns(rows):
        typer.echo(line)
    say(f"{counted(len(rows), 'statement' if lexicon.kind == 'cues' else 'hit')}")


def _hits(lexicon: Lexicon, tokens: Tokens) -> tuple[Spans, list[Row]]:
    from framing.lexicon import Matcher

    spans: Spans = []
    rows: list[Row] = []
    for hit in Matcher(lexicon).find(tokens):
        spans.append((tokens.start[hit.first], tokens.end[hit.last]))
        rows.append((tokens.span(hit.first, hit.last), hit.term.id, hit.term.category))
    return spans, rows


def _statements(lexicon: Lexicon, tokens: Tokens) -> tuple[Spans, list[Row]]:
    spans: Spans = []
    rows: list[Row] = []
    for (_, start, end), found in _cued(lexicon, tokens):
        spans.append((start, end))
        rows.append((found.source or "(no source)", tokens.text[start:end], found.stance, found.kind, found.content))
    return spans, rows


def _cued(lexicon: Lexicon, tokens: Tokens) -> Iterator[tuple[tuple[str, int, int], Statement]]:
    """The statements that have a cue, each after its cue: the id of the term, its first character, its end."""
    from framing.find import find_statements

    for found in find_statements(tokens, lexicon=lexicon):
        if found.cue_lemma is not None and found.cue_start is not None and found.cue_end is not None:
            yield (found.cue_lemma, found.cue_start, found.cue_end), found


def _run_examples(lexicon: Lexicon, model: str | None) -> tuple[Problem, ...]:
    from framing.find.check import cue_finder
    from framing.lexicon import check_examples
    from framing.parse import load_model

    return check_examples(lexicon, load_model(model), find=cue_finder(lexicon) if lexicon.kind == "cues" else None)


def _categories(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The categories with their meaning, declared ones first."""
    used = dict.fromkeys(term.category for term in lexicon)
    for category in dict.fromkeys([*lexicon.categories, *used]):
        if category in used:
            yield category, lexicon.categories.get(category, "")


def _marked(text: str, spans: Spans) -> str:
    """The text with [brackets] round each span.

    >>> _marked("They claimed it.", [(5, 12)])
    'They [claimed] it.'
    """
    parts, done = [], 0
    for start, end in sorted(set(spans)):
        if start >= done:
            parts += [text[done:start], "[", text[start:end], "]"]
            done = end
    return "".join([*parts, text[done:]])


def _columns(rows: list[Row]) -> Iterator[str]:
    """The rows with their cells aligned, two spaces apart, each cell on one line."""
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
