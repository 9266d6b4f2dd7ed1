"""Hooks of mkdocs: what pages of docs/ say with ``<!-- generated: NAME -->`` is made from the code when they are built.
``<!-- figure: DETECTOR/METRIC -->`` stands for one published figure.

The tables come from their schemas, the command line from its own help, the lexicons from their files, the accuracy from
data/accuracy.csv, so that none of these pages can fall behind.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from typer.main import get_command

from framing import builtin_lexicons, coded_precision, load_coding, load_lexicon, published_accuracy
from framing.cli import app
from framing.lexicon import Lexicon
from framing.tables import SCHEMAS, describe

FIGURE = re.compile(r"<!-- figure: ([^/]+)/([\w.-]+) -->")
MARK = re.compile(r"^<!-- generated: ([\w-]+) -->$", flags=re.MULTILINE)
FIGURES = {"p": "precision", "r": "recall", "f1": "F1", "macro_f1": "macro F1"}
SPLITS = {
    "check": "a part that nothing was tuned on",
    "develop": "the part that it was developed on",
    "all": "all of it",
}
TYPES = {"string": "text", "Int64": "whole number", "float64": "number", "bool": "true or false", "datetime64": "day"}
MOST_TOLD = 5  # values that the meaning of a column tells by itself
WIDE = 500  # no line of the help is broken
# Pages that stand in the navigation when somebody has written them.
FURTHER = ("performance.md", "capacity.md")


def on_config(config: Any) -> Any:
    """Put the further pages that there are under what the suite measures."""
    for name in FURTHER:
        if (Path(config.docs_dir) / name).is_file():
            section = next(part["What it measures"] for part in config.nav if "What it measures" in part)
            if name not in section:
                section.append(name)
    return config


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page with its generated parts; KeyError for a mark that nothing here makes."""
    return FIGURE.sub(_figure, MARK.sub(lambda found: GENERATED[found[1]](), markdown))


def _figure(found: re.Match[str]) -> str:
    measure, _, figure = found[2].rpartition(".")
    published = published_accuracy(found[1]).set_index(["measure", "figure"])["value"]
    return f"{100 * published[measure, figure]:.0f} %"


def tables() -> str:
    """Every table with its columns."""
    return "\n".join(f"## {name}\n\n{_columns(name)}\n" for name in SCHEMAS)


def _columns(table: str) -> str:
    rows = []
    for one in describe(table).itertuples():
        kind = f"{_type(one.type)}{', may be missing' if one.may_be_missing else ''}"
        choices = [check.statistics["allowed_values"] for check in SCHEMAS[table].columns[one.column].checks
                   if check.name == "isin"]  # fmt: skip
        listed = f"; one of {', '.join(map(str, choices[0]))}" if choices and len(choices[0]) > MOST_TOLD else ""
        rows.append((f"`{one.column}`", kind, f"{one.meaning}{listed}"))
    return markdown_table(("column", "type", "meaning"), rows)


def _type(name: str) -> str:
    return TYPES[name.split("[")[0]]


def command_line() -> str:
    """Every command with its help, arguments, options and examples."""
    return "\n".join(_command(words, command) for words, command in commands())


def commands() -> Iterator[tuple[str, Any]]:
    """Each command that does something, and the words that call it, in the order of ``framing --help``."""
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        if inner is None:
            yield f"framing {name}", command
        else:
            yield from ((f"framing {name} {word}", one) for word, one in inner.items())


def options_of(command: Any) -> list[tuple[str, str, str]]:
    """Each argument and option as its help names it, with default (or "required") and meaning."""
    context = command.context_class(command, max_content_width=WIDE, terminal_width=WIDE)
    rows = []
    for one in command.get_params(context):
        name, said = one.get_help_record(context)
        meaning, _, extra = said.removesuffix("]").partition("  [")
        name = name.split(" ")[0] if one.param_type_name == "argument" else name
        name = re.sub(r"[<>]", "", name).replace("|", "/")
        if name != "--help":
            rows.append((f"`{name}`", extra.removeprefix("default: ").replace("x>=", "at least "), meaning))
    return rows


def _command(words: str, command: Any) -> str:
    text, _, examples = (command.help or "").partition("\b\n")
    parts = [f"## {words}", text.strip()]
    rows = options_of(command)
    if rows:
        parts.append(markdown_table(("argument or option", "default", "meaning"), rows))
    if examples:
        body = examples.split("\n", 1)[1]
        parts.append(f"```sh\n{textwrap.dedent(body).strip()}\n```")
    return "\n\n".join(parts) + "\n"


def lexicons() -> str:
    """Every built-in lexicon with its categories, numbers and sources."""
    return "\n".join(_lexicon(load_lexicon(name)) for name in builtin_lexicons())


def _lexicon(lexicon: Lexicon) -> str:
    per = Counter(term.category for term in lexicon)
    rows = [(f"`{name}`", f"{per[name]:,}", means) for name, means in lexicon.categories.items()]
    given = [*lexicon, *lexicon.category_examples.values()]
    hits, misses = (sum(len(getattr(one, kind)) for one in given) for kind in ("hits", "misses"))
    parts = [
        f"## {lexicon.name}",
        f"{lexicon.title}. Version {lexicon.version}: {len(lexicon):,} {lexicon.kind} in {len(rows)} categories, "
        f"held to {hits:,} sentences that must be hit and {misses:,} that must not.",
    ]
    coded = load_coding(lexicon.name)
    if coded is not None:
        found = coded_precision(coded).iloc[-1]
        parts.append(
            f"Of {found['n_coded']} hits in the constructed corpus that were drawn at random and coded, "
            f"{found['n_correct']} are used as the entry means; weighed by category a precision of "
            f"{found['precision']:.0%} (95 % interval {found['low']:.0%} to {found['high']:.0%})."
        )
    parts.append(markdown_table(("category", "entries", "meaning"), rows))
    if lexicon.sources:
        used = Counter(term.source for term in lexicon)
        cites = [f"* {escape(cite)} ({used[key]:,})" for key, cite in lexicon.sources.items()]
        parts.append("Sources, with the number of entries that name them:\n\n" + "\n".join(cites))
    return "\n\n".join(parts) + "\n"


def accuracy() -> str:
    """The published figures, one table a detector and data set."""
    published = published_accuracy()
    runs = published.groupby(["detector", "data_set", "split"], sort=False)
    return "\n".join(_run(detector, data_set, SPLITS[split], part) for (detector, data_set, split), part in runs)


def _run(detector: str, data_set: str, split: str, part: pd.DataFrame) -> str:
    figures = list(part["figure"].unique())
    rows = []
    for _, one in part.groupby("measure", sort=False):
        value = {row.figure: f"{100 * row.value:.1f}" for row in one.itertuples()}
        last = one.iloc[-1]
        interval = f"{100 * last['low']:.1f} to {100 * last['high']:.1f}"
        rows.append((last["means"], *(value.get(name, "") for name in figures), interval, f"{last['n']:,}"))
    names = [FIGURES.get(name, name) for name in figures]
    first = part.iloc[0]
    return (
        f"### {detector[0].upper()}{detector[1:]}\n\n"
        f"In per cent, on {data_set} ({split}); version {first['version']}, {first['date']}.\n\n"
        f"{markdown_table(('what is counted', *names, f'95 % interval ({names[-1]})', 'of'), rows)}\n\n"
        f"```sh\n{first['command']}\n```\n"
    )


def markdown_table(header: tuple[str, ...], rows: Any) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


GENERATED: dict[str, Callable[[], str]] = {
    "tables": tables,
    "command-line": command_line,
    "lexicons": lexicons,
    "accuracy": accuracy,
}
