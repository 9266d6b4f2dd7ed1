"""What a million and a billion articles cost, from measured rates: writes docs/capacity.md.

``python benchmarks/capacity.py out/growth.json``: the rates are those between the smallest and the largest size that
``benchmarks/growth.py`` measured, so that what a run costs but once (imports, the model) is not in them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[1] / "docs" / "capacity.md"
CORPORA = {"a million": 1_000_000, "a billion": 1_000_000_000}
CORES = (2, 64, 1000)
HOUR, DAY = 3600, 24
UNITS = ("B", "kB", "MB", "GB", "TB", "PB")

HEAD = """# Capacity

What a corpus costs in processor time and storage, worked out from rates that were measured; `benchmarks/capacity.py`
writes this page from what `benchmarks/growth.py` prints. Every article is analysed on its own but for one pass over the
names of actors, so that the cost grows in proportion to the number of articles, and cores share it.

"""


def rate(runs: Sequence[Mapping[str, Any]], figure: str) -> float:
    """What one more article adds, between the smallest and the largest of these runs.

    >>> rate([{"articles": 10, "seconds": 7.0}, {"articles": 30, "seconds": 11.0}], "seconds")
    0.2
    """
    ordered = sorted(runs, key=size_of)
    first, last = ordered[0], ordered[-1]
    return float((last[figure] - first[figure]) / (last["articles"] - first["articles"]))


def size_of(run: Mapping[str, Any]) -> int:
    return int(run["articles"])


def sized(number: float) -> str:
    """A number of bytes with its unit.

    >>> sized(1234567)
    '1.2 MB'
    """
    unit = 0
    while number >= 1000 and unit < len(UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return f"{number:,.0f} {UNITS[unit]}" if number >= 10 else f"{number:,.1f} {UNITS[unit]}"


def lasting(hours: float) -> str:
    """A time with the unit that reads best.

    >>> lasting(0.5), lasting(30), lasting(2400)
    ('30 minutes', '30 hours', '100 days')
    """
    if hours < 2:
        return f"{60 * hours:,.0f} minutes"
    return f"{hours:,.0f} hours" if hours < 2 * DAY else f"{hours / DAY:,.0f} days"


def page(told: Mapping[str, Any]) -> str:
    """The page from the figures of growth.py."""
    kept = [run for run in told["runs"] if not run["real_parse"]]
    real = [run for run in told["runs"] if run["real_parse"]]
    parse, rest = rate(real, "seconds"), rate(kept, "seconds")
    tables, texts = rate(real, "table_bytes"), rate(real, "text_bytes")
    words = rate(real, "words")
    parses = told["cache_bytes"] / told["cached_articles"]
    sizes = " and ".join(f"{size_of(run):,}" for run in sorted(real, key=size_of))
    many = " and ".join(f"{size_of(run):,}" for run in sorted(kept, key=size_of))
    largest = max(kept, key=size_of)
    before = [run for run in kept if 10 * size_of(run) == size_of(largest)]
    lines = [
        f"Measured: {sizes} articles parsed anew, {words:,.0f} words an article on average, and {many} articles whose",
        "parses are kept (84 articles again and again with changed text).", "",
        "| an article more costs | |", "| --- | ---: |",
        f"| parse and all tables | {parse:.3f} s of one core |",
        f"| all tables from a kept parse | {rest:.3f} s of one core |",
        f"| its text | {sized(texts)} |",
        f"| its rows in the tables (Parquet) | {sized(tables)} |",
        f"| its kept parse | {sized(parses)} |", "",
        f"The highest memory of a process was {largest['peak_mb']:,.0f} MB at {size_of(largest):,} articles"
        + (f", {largest['peak_mb'] / before[0]['peak_mb']:.2f} times that at a tenth of them." if before else "."), "",
    ]  # fmt: skip
    lines += [f"| | {' | '.join(f'{name} articles' for name in CORPORA)} |", "| --- |" + " ---: |" * len(CORPORA)]
    lines.append(f"| core hours, parse and tables | {_each(parse / HOUR, '{:,.0f}')} |")
    lines.append(f"| core hours, tables from kept parses | {_each(rest / HOUR, '{:,.0f}')} |")
    for cores in CORES:
        spans = " | ".join(lasting(count * parse / HOUR / cores) for count in CORPORA.values())
        lines.append(f"| on {cores:,} cores | {spans} |")
    for name, size in (("texts", texts), ("tables", tables), ("kept parses", parses)):
        lines.append(f"| {name} | {' | '.join(sized(count * size) for count in CORPORA.values())} |")
    return HEAD + "\n".join(lines) + "\n" + TAIL


def _each(share: float, form: str) -> str:
    return " | ".join(form.format(count * share) for count in CORPORA.values())


TAIL = """
What the figures leave out:

- Time on many cores is core hours divided by cores: workers share nothing while they read. `benchmarks/workers.py`
  measures what two processes of one machine reach of that.
- The names of actors are unified in one process. Its memory grows with the number of *distinct* names, not with the
  articles; a billion articles are best analysed a year or an outlet at a time, as names mean one person within a corpus
  only.
- The tables are written by one process, at the end: a few milliseconds an article. For a billion articles analyse
  shards, each with a folder of tables of its own.
- The time of a slow disk or network. A part's rows are written as one file of some ten kilobytes for every 32 articles.

[How to use many machines](howto/many-machines.md).
"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("measured", type=Path, metavar="GROWTH.json")
    parser.add_argument("--out", type=Path, default=PAGE, metavar="FILE.md")
    options = parser.parse_args(arguments)
    options.out.write_text(page(json.loads(options.measured.read_text("utf-8"))), encoding="utf-8")
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
