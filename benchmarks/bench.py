"""Run every benchmark of speed on one corpus and write what they measured to docs/performance.md.

    python benchmarks/bench.py CORPUS.jsonl [--only NAME]... [--out docs/performance.md] [--kept DIR]

CORPUS.jsonl has one JSON object a line with ``doc_id`` and ``text``. Each script prints JSON, which is kept in a folder
(``--kept``), so that a page can be written again from what was measured when one script was run anew with ``--only``.
The page has the claims first, each with its goal and what was measured, then everything that each script prints.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from operator import ge, le
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
KEPT = HERE.parent / "out" / "bench"
PACKAGES = ("spacy", "thinc", "numpy", "pandas", "pyarrow")
WAYS = {"at least": ge, "at most": le}


@dataclass(frozen=True)
class Claim:
    """What is claimed, and where in the JSON of a script it is measured; `unit` is ×, % (of a share) or s."""

    says: str
    script: str
    path: tuple[str | int, ...]
    way: str
    goal: float
    unit: str = "×"

    def measured(self, figures: Mapping[str, Any]) -> float:
        found: Any = figures
        for key in self.path:
            found = found[key]
        return float(found)

    def written(self, value: float) -> str:
        return f"{100 * value:.2f} %" if self.unit == "%" else f"{value:,.4g} {self.unit}"

    def row(self, figures: Mapping[str, Any]) -> tuple[str, str, str, str]:
        value = self.measured(figures)
        met = "reached" if WAYS[self.way](value, self.goal) else "not reached"
        return self.says, f"{self.way} {self.written(self.goal)}", self.written(value), met


# The script, and what it is called with after the corpus.
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "parse_speed": ("--articles", "840"),
    "overhead": ("--articles", "840", "--repeats", "1"),
    "attribution_speed": ("--repeats", "1"),
    "loop": ("--repeats", "9"),
    "workers": ("--articles", "420"),
    "growth": ("--sizes", "84", "840", "8400", "--real-sizes", "84", "420"),
    "peers": ("--articles", "100"),
    "matching": ("--articles", "100"),
}
CLAIMS = (
    Claim("the parse is faster than spaCy's own set-up", "parse_speed", ("ratio, processor time",), "at least", 1.25),
    Claim("everything beside the parse, sentiment included, costs little of it", "overhead",
          ("share of spaCy's own parse", "all"), "at most", 0.05, "%"),
    Claim("the suite's parse and everything beside it, against spaCy's own parse alone", "overhead",
          ("share of spaCy's own parse", "with the suite's parse"), "at most", 1.05, "%"),
    Claim("columns, statements, actors and voices", "attribution_speed", ("share_of_parse_as_shipped", "all"),
          "at most", 0.04, "%"),
    Claim("warm, the mentions of 2,000 entries against the parse", "loop", ("ratio", "mentions"), "at least", 500),
    Claim("warm, all tables after an edit of a lexicon", "loop", ("ratio", "all_tables"), "at least", 500),
    Claim("the same and two figures", "loop", ("ratio", "two_figures"), "at least", 200),
    Claim("warm, in a fresh process", "loop", ("ratio", "fresh_process"), "at least", 20),
    Claim("another stance for a reporting verb", "loop", ("ratio", "cue_changed"), "at least", 50),
    Claim("a reporting verb more", "loop", ("ratio", "cue_added"), "at least", 50),
    Claim("`import framing`", "loop", ("import_seconds",), "at most", 0.3, "s"),
    Claim("two workers against one process", "workers", ("times_as_fast",), "at least", 1.4),
    Claim("peak memory at ten times the articles", "growth", ("growth", 1, "peak_memory"), "at most", 1.25),
    Claim("time an article at ten times the articles", "growth", ("growth", 1, "seconds_an_article"), "at most", 1.1),
    Claim("TextBlob's scores of every sentence", "peers", ("share of the bare parse", "sentiment"),
          "at most", 0.016, "%"),
)  # fmt: skip


def run(script: str, corpus: Path, kept: Path) -> None:
    """Run a script and keep what it prints."""
    command = [sys.executable, str(HERE / f"{script}.py"), str(corpus), *SCRIPTS[script]]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{script}.py ended with exit status {done.returncode}; its message is above")
    kept.mkdir(parents=True, exist_ok=True)
    (kept / f"{script}.json").write_text(done.stdout, encoding="utf-8")


def page(kept: Path) -> str:
    """The page, from what is kept."""
    measured = {name: json.loads((kept / f"{name}.json").read_text("utf-8")) for name in SCRIPTS if _has(kept, name)}
    claims = [claim.row(measured[claim.script]) for claim in CLAIMS if claim.script in measured]
    parts = [
        "# Performance",
        "Written by `make bench` from what the scripts in `benchmarks/` measured; every ratio is of two times taken in "
        "one run, in turns, on the same articles. Nothing here is typed by hand.",
        machine(),
        table(("claim", "goal", "measured", ""), claims),
    ]
    for name, figures in measured.items():
        parts += [f"## {name}.py", head_of(name), table(("figure", "value"), flat(figures))]
    return "\n\n".join(parts) + "\n"


def machine() -> str:
    """The machine and the packages, in a sentence."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Measured on {os.cpu_count()} cores ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, {packages}."
    )


def head_of(script: str) -> str:
    """What a script says of itself, its usage left out."""
    told = ast.get_docstring(ast.parse((HERE / f"{script}.py").read_text(encoding="utf-8"))) or ""
    usage = ("    python", "python ", "``python")
    return "\n\n".join(part for part in told.split("\n\n") if not part.startswith(usage))


def flat(figures: Any, *above: str) -> Iterator[tuple[str, str]]:
    """Each figure with its path; what is not a number, a word or a list of these is gone into."""
    if isinstance(figures, dict):
        for name, value in figures.items():
            yield from flat(value, *above, str(name))
    elif isinstance(figures, list) and any(isinstance(value, dict | list) for value in figures):
        for number, value in enumerate(figures, start=1):
            yield from flat(value, *above, str(number))
    else:
        value = ", ".join(map(str, figures)) if isinstance(figures, list) else figures
        yield ": ".join(above), str(value) if isinstance(value, bool | str | None) else f"{value:,}"


def table(head: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _has(kept: Path, script: str) -> bool:
    return (kept / f"{script}.json").is_file()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what is asked for, and write the page."""
    parser = argparse.ArgumentParser(description="Run every benchmark of speed and write docs/performance.md.")
    parser.add_argument("corpus", type=Path, metavar="CORPUS.jsonl")
    parser.add_argument("--only", action="append", choices=SCRIPTS, metavar="NAME", help="this script; repeatable")
    parser.add_argument("--out", type=Path, default=PAGE, metavar="FILE")
    parser.add_argument("--kept", type=Path, default=KEPT, metavar="DIR", help="where what is measured is kept")
    chosen = parser.parse_args(arguments)
    if not chosen.corpus.is_file():
        parser.error(f"there is no file {chosen.corpus}")
    for script in chosen.only or SCRIPTS:
        print(f"== {script}.py", file=sys.stderr)
        run(script, chosen.corpus, chosen.kept)
    chosen.out.write_text(page(chosen.kept), encoding="utf-8")


if __name__ == "__main__":
    main()
