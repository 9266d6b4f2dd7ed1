"""``framing datasets``: public corpora, fetched from where they are published."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import Annotated

import typer

from framing.cli.output import say

app = typer.Typer(help="List and fetch public corpora.", no_args_is_help=True, rich_markup_mode=None)

WIDTH = 100


@app.command("list")
def list_all() -> None:
    """List the public corpora that can be fetched.

    Name, number of files, title; the publication to cite; the licence; the address.

    \b
    Example:
      framing datasets list
    """
    from framing.corpus import list_datasets

    for row in list_datasets().to_dict("records"):
        typer.echo(f"{row['name']}  {row['files']} files  {row['title']}")
        for line in (row["cite"], f"licence: {row['licence']}", row["url"]):
            typer.echo(fill(line, WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False))


@app.command()
def fetch(
    name: Annotated[str, typer.Argument(help="One of `framing datasets list`.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the articles go, as JSONL (default: NAME.jsonl).")
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Another address that serves the same files, a mirror.")
    ] = None,
    downloads: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the files are kept (default: the user's cache).")
    ] = None,
) -> None:
    """Fetch a public corpus into one file.

    Each file is held to its SHA-256. What has come is kept, so that the command may be run again after a failure.
    This is the only command that uses the network.

    \b
    Examples:
      framing datasets fetch basil
      framing datasets fetch basil --out corpora/basil.jsonl
    """
    from framing.corpus import fetch_dataset

    written = fetch_dataset(name, out=out or Path(f"{name}.jsonl"), url=url, downloads=downloads)
    say(f"{written}: analyse it with\n  framing analyze {written}")
