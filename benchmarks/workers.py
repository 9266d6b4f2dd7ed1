"""Worker processes against one process, on a full parse: the ratio of wall-clock times, and whether the bytes agree.

``python benchmarks/workers.py ARTICLES.jsonl [--articles 420] [--workers 2] [--times 1]``: both ways alternately, each
in a process of its own that starts anew, so that loading the model and starting the workers are in the time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from growth import articles_of

from framing import analyze_to
from framing.analysis import Settings


def measure(path: Path, size: int, workers: int) -> dict[str, object]:
    """Analyse so many articles of the develop part, parsed anew."""
    articles = articles_of(path, size, repeat=False)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        analyze_to(articles, folder, Settings.of(cache=False), workers=workers, progress=False)
        seconds = time.perf_counter() - started
        bytes_of = b"".join(file.read_bytes() for file in sorted(Path(folder).iterdir()))
    return {"workers": workers, "seconds": seconds, "sha256": hashlib.sha256(bytes_of).hexdigest()}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--articles", type=int, default=420)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--times", type=int, default=1, help="of each; the fastest counts")
    parser.add_argument("--alone", action="store_true", help="one measurement, in this process")
    options = parser.parse_args(arguments)
    if options.alone:
        print(json.dumps(measure(options.gold, options.articles, options.workers)))
        return 0
    found = []
    for workers in (1, options.workers) * options.times:
        command = [sys.executable, __file__, str(options.gold), "--alone", "--workers", str(workers)]
        told = subprocess.run(
            [*command, "--articles", str(options.articles)], capture_output=True, text=True, check=True
        )
        found.append(json.loads(told.stdout))
        print(f"{workers}: {found[-1]['seconds']:.1f} s", file=sys.stderr, flush=True)
    fastest = {n: min(one["seconds"] for one in found if one["workers"] == n) for n in (1, options.workers)}
    same = len({one["sha256"] for one in found}) == 1
    ratio = fastest[1] / fastest[options.workers]
    figures = {"articles": options.articles, "workers": options.workers, "seconds": fastest}
    print(json.dumps({**figures, "times_as_fast": ratio, "same_bytes": same}, indent=2))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
