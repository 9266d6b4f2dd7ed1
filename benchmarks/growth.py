"""Time and memory against the number of articles: that both stay in hand when a corpus grows tenfold.

``python benchmarks/growth.py ARTICLES.jsonl [--out FILE.json]``: each size is written to a Parquet file in row groups
of 32 articles, from which `analyze_to` reads it in a process of its own. Large sizes repeat 84 articles with changed
text; what they measure is all that the suite does beside the parse, each parse being read from the cache of the article
that was changed. ``--real-sizes`` are parsed anew and not repeated. Seconds are of the processor, memory is the highest
resident size of the process.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
from split import part_of

from framing import Analysis, analyze_to
from framing.analysis import Settings, part
from framing.corpus import count_words
from framing.parse import Tokens
from framing.parse.corpus import BATCH, open_cache, parse_columns

BASE = 84
SIZES = (84, 840, 8400)
REAL = (84, 420)
MARK = "~"
TABLES = [name for name in Analysis.__dataclass_fields__ if name != "meta"]


def articles_of(path: Path, size: int, *, repeat: bool) -> pd.DataFrame:
    """So many articles of the develop part, the first 84 of them again and again with changed text if `repeat`."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if part_of(row["doc_id"]) == "develop"]
    taken = [rows[number % BASE if repeat else number] for number in range(size)]
    # spaces at the end make another text, whose parse is the same
    texts = [row["text"] + " " * (1 + number // BASE if repeat else 0) for number, row in enumerate(taken)]
    return pd.DataFrame(
        {
            "doc_id": [f"{row['doc_id']}{MARK}{number}" for number, row in enumerate(taken)],
            "outlet": [row["outlet"] for row in taken],
            **dict.fromkeys(("date", "title", "url", "event", "near_duplicate_of"), [None] * size),
            "lang": ["en"] * size,
            "n_words": list(map(count_words, texts)),
            "text_sha256": [hashlib.sha256(text.encode()).hexdigest() for text in texts],
            "text": texts,
        }
    )


class KeptParses:
    """Stands in for the parser: reads the kept parse of the article that a text was made from."""

    def __init__(self, cache: Path) -> None:
        self.cache = open_cache(cache, None)

    def __call__(self, articles: pd.DataFrame, **options: Any) -> Iterator[Tokens]:
        for text in articles["text"]:
            tokens = self.cache.get(text.rstrip(" ")) if self.cache else None
            if tokens is None:
                raise SystemExit(f"the cache lacks the parse of {text[:40]!r}; run without --alone first")
            yield replace(tokens, text=text)


def measure(corpus: Path, cache: Path, *, real: bool) -> dict[str, Any]:
    """Analyse the articles of a folder in this process."""
    settings = Settings.of(cache=False)
    if not real:
        part.parse_columns = KeptParses(cache)
    with tempfile.TemporaryDirectory() as folder:
        started, clock = time.process_time(), time.perf_counter()
        rows = analyze_to(corpus, folder, settings, progress=False)
        seconds, wall = time.process_time() - started, time.perf_counter() - clock
        stored = sum(file.stat().st_size for file in Path(folder).iterdir())
    return {
        "articles": rows["articles"],
        "seconds": round(seconds, 2),
        "wall_seconds": round(wall, 2),
        "peak_mb": round(_peak_kilobytes() / 1024, 1),
        "table_bytes": stored,
        "rows": rows,
        "real_parse": real,
    }


def _peak_kilobytes() -> int:
    """The highest resident size of this program; what getrusage tells, a child has from the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def fill(path: Path, cache: Path) -> int:
    """Have the cache hold the parses of the articles that are repeated; returns its bytes for them."""
    articles = articles_of(path, BASE, repeat=False)
    for _ in parse_columns(articles, cache=cache, progress=False):
        pass
    kept = open_cache(cache, None)
    return sum(kept.path(text).stat().st_size for text in articles["text"]) if kept else 0


def alone(path: Path, size: int, cache: Path, *, real: bool) -> dict[str, Any]:
    """`measure` in a process of its own."""
    articles = articles_of(path, size, repeat=not real)
    with tempfile.TemporaryDirectory() as corpus:
        articles.to_parquet(Path(corpus) / "articles.parquet", row_group_size=BATCH, index=False)
        command = [sys.executable, __file__, corpus, "--alone", "--cache", str(cache), *(["--real"] if real else [])]
        told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    given = {"words": int(articles["n_words"].sum()), "text_bytes": sum(map(len, map(str.encode, articles["text"])))}
    return {**json.loads(told.stdout), **given}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("articles", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--cache", type=Path, default=Path(".framing-cache"), metavar="DIR")
    parser.add_argument("--out", type=Path, default=Path("out/growth.json"), metavar="FILE.json")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="repeated, with kept parses")
    parser.add_argument("--real-sizes", type=int, nargs="*", default=REAL, help="parsed anew")
    parser.add_argument("--alone", action="store_true", help="a folder of articles, in this process")
    parser.add_argument("--real", action="store_true", help="parse anew, with --alone")
    options = parser.parse_args(arguments)
    if options.alone:
        print(json.dumps(measure(options.articles, options.cache, real=options.real)))
        return 0
    kept = fill(options.articles, options.cache)
    runs = [alone(options.articles, size, options.cache, real=False) for size in options.sizes]
    runs += [alone(options.articles, size, options.cache, real=True) for size in options.real_sizes]
    found = {"cache_bytes": kept, "cached_articles": BASE, "runs": runs, "growth": growth(runs)}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found, indent=2))
    return 0


def growth(runs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Between every two sizes of the same kind: the ratio of articles, of time an article, and of peak memory."""
    return [
        {
            "real_parse": run["real_parse"],
            "from": before["articles"],
            "to": run["articles"],
            "articles": round(run["articles"] / before["articles"], 2),
            "seconds_an_article": round(run["seconds"] / run["articles"] / (before["seconds"] / before["articles"]), 3),
            "peak_memory": round(run["peak_mb"] / before["peak_mb"], 3),
        }
        for before, run in pairwise(runs)
        if before["real_parse"] == run["real_parse"]
    ]


if __name__ == "__main__":
    sys.exit(main())
