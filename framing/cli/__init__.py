"""The command ``framing``: arguments in, library calls, files and messages out.

Data goes to files or stdout, progress and messages to stderr. Exit status 0, 1 when the work failed (one
message, no traceback), 2 for wrong usage. Heavy imports stand inside the commands, so that ``--help`` is quick.
"""

from __future__ import annotations

from typing import Annotated

import typer

from framing.cli.coding import sample, score
from framing.cli.corpus import analyze, compare, report
from framing.cli.datasets import app as datasets_app
from framing.cli.figures import figures
from framing.cli.lexicon import app as lexicon_app
from framing.cli.output import CleanErrors
from framing.cli.workbench import diff, kwic, suggest

app = typer.Typer(
    name="framing",
    cls=CleanErrors,
    help="Who is allowed to speak in the news, in which words they are reported, and whose the labels are.",
    epilog="Every command has its own help with examples: framing analyze --help",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from framing import __version__

        typer.echo(f"framing {__version__}")
        raise typer.Exit


@app.callback()
def _framing(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


app.command()(analyze)
app.command()(compare)
app.command()(report)
lexicon_app.command()(kwic)
lexicon_app.command()(suggest)
lexicon_app.command()(diff)
lexicon_app.command()(sample)
lexicon_app.command()(score)
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(datasets_app, name="datasets")
app.command()(figures)
