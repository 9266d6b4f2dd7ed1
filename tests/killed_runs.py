"""Analyses that end by SIGKILL at the n-th thing they do to a file, each in a process of its own; prints how many.

``python killed_runs.py ARTICLES CACHE OUT POINTS``: one undisturbed run to ``OUT/whole``, then for each of POINTS
random points a run to ``OUT/<point>`` that is killed there and one that finishes it.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path

from framing.analysis import Settings
from framing.scale import analyze_to

EVENTS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree")


class Counter:
    """Counts what is done below a folder; kills the process at the point."""

    def __init__(self, folder: Path, point: int | None) -> None:
        self.folder, self.point, self.count = str(folder), point, 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in EVENTS and arguments and str(arguments[0]).startswith(self.folder):
            self.count += 1
            if self.count == self.point:
                os.kill(os.getpid(), signal.SIGKILL)


def run(articles: str, settings: Settings, folder: Path, *, point: int | None = None) -> int:
    """Analyse in a child process; returns the number of events, or minus the signal that ended it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        counter = Counter(folder, point)
        sys.addaudithook(counter)
        status = 1
        try:
            analyze_to(articles, folder, settings, progress=False)
            os.write(writer, str(counter.count).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with os.fdopen(reader) as told:
        text = told.read()
    return int(text) if status == 0 else -abs(status)


def main(articles: str, cache: str, out: str, points: str) -> int:
    settings = Settings.of(cache=Path(cache))
    analyze_to(articles, Path(out) / "warm", settings, progress=False)  # so that no child has to import and load
    total = run(articles, settings, Path(out) / "whole")
    chosen = random.Random(6).sample(range(1, total + 1), int(points))
    for point in chosen:
        folder = Path(out) / str(point)
        killed = run(articles, settings, folder, point=point)
        again = run(articles, settings, folder)
        sys.stdout.write(f"{point} {killed == -signal.SIGKILL} {again > 0}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
