"""What every command shares: where output goes, and how failures are told."""

from __future__ import annotations

from pathlib import Path
from traceback import clear_frames
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from framing.errors import FramingError

if TYPE_CHECKING:
    import pandas as pd

STDOUT = Path("-")
DIGITS = "%.6g"


class CleanErrors(TyperGroup):
    """A group of commands whose expected failures end as one message on stderr and exit status 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # the reader of a pipe has gone; typer ends quietly
        except (FramingError, OSError) as error:
            clear_frames(error.__traceback__)  # ends what still stands in them: a progress bar leaves its line
            say(f"framing: {error}")
            raise typer.Exit(1) from error


def say(message: str) -> None:
    """Tell the user something on stderr, where it does not mix with data."""
    typer.echo(message, err=True)


def write_table(frame: pd.DataFrame, out: Path) -> None:
    """The frame as CSV in the file `out`, or on stdout for ``-``; formulas are neutralised."""
    from framing.cells import csv_text, neutral_cells

    written = csv_text(neutral_cells(frame), float_format=DIGITS)
    if out == STDOUT:
        typer.echo(written, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(written, encoding="utf-8", newline="")
    say(f"{counted(len(frame), 'row')} -> {out}")


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
