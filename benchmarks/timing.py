"""What the benchmarks of speed share: a clock of processor and wall time by step, articles evenly spread, a printer."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Clock:
    """Seconds summed by step: of processor time (all threads of this process), and by the wall."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.wall: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count what runs inside for this step."""
        start, start_wall = time.process_time(), time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start
            self.wall[name] = self.wall.get(name, 0.0) + time.perf_counter() - start_wall


def spread(items: Sequence[str], wanted: int | None) -> list[str]:
    """So many of the items, evenly spread; all of them where fewer are there or none is named."""
    number = min(wanted or len(items), len(items))
    return [items[place * len(items) // number] for place in range(number)]


def texts_of(parser: argparse.ArgumentParser, chosen: argparse.Namespace) -> list[str]:
    """The texts of ``chosen.corpus``, a JSON object with ``text`` a line; ``chosen.articles`` of them."""
    if not chosen.corpus.is_file():
        parser.error(f"there is no file {chosen.corpus}; it has one JSON object a line, each with `text`")
    with chosen.corpus.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    if not texts or (chosen.articles is not None and chosen.articles < 1):
        parser.error("at least one article")
    return spread(texts, chosen.articles)


def parser_of_speed(description: str, *, articles: int) -> argparse.ArgumentParser:
    """A parser with the corpus and how many of its articles."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("corpus", type=Path, metavar="CORPUS.jsonl")
    parser.add_argument("--articles", type=int, default=articles, metavar="N", help=f"evenly spread ({articles})")
    return parser


def print_json(figures: dict[str, Any]) -> None:
    """The figures on stdout."""
    json.dump(figures, sys.stdout, indent=1)
    sys.stdout.write("\n")
