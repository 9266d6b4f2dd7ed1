"""What the command lines of the accuracy benchmarks share."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from publish import ACCURACY
from split import PARTS


def parser_of(
    description: str, *, items: str, drawn: str | None = None, file: str = "GOLD.jsonl"
) -> argparse.ArgumentParser:
    """A parser with the annotated file, the part of its `items`, the intervals over what is `drawn`, and --publish."""
    parser = argparse.ArgumentParser(description=description)
    add = parser.add_argument
    add("gold", type=Path, metavar=file)
    add("--part", choices=PARTS, default="all", help=f"which {items}; see split.py (default: all)")
    add("--bootstrap", type=int, default=0, metavar="N", help=f"95%% intervals from N draws of {drawn or items}")
    add("--publish", action="store_true", help=f"put the figures in {ACCURACY.parent.name}/{ACCURACY.name}")
    return parser


def add_cache(parser: argparse.ArgumentParser) -> None:
    """The option --cache, of the benchmarks that parse."""
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where parses are kept (default: the user's cache)")


def parsed(parser: argparse.ArgumentParser, arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options, once the file is there and --publish has its intervals; else a message and exit status 2."""
    chosen = parser.parse_args(arguments)
    if not chosen.gold.is_file():
        parser.error(f"there is no file {chosen.gold}; the head of the script tells its form")
    if chosen.publish and not chosen.bootstrap:
        parser.error("--publish needs intervals: add --bootstrap 1000")
    return chosen
