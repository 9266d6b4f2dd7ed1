"""Measure the suite's reported statements on annotated articles.

    python benchmarks/attribution.py GOLD.jsonl [--predictions OUT.jsonl] [--part check] [--bootstrap 1000]

GOLD.jsonl has one JSON object a line: ``doc_id``, ``text``, ``attributions`` (each with ``source``, ``cue`` and
``content``, lists of ``[start, end)`` in characters of the text) and, optionally, ``outlet`` and ``discard``. Prints
one JSON object: ``scores`` of the suite as it is by default, ``rules`` with those of its purely rule-based mode, and
``meta``. What each figure counts is told in ``attribution_metric.py``; the parts are those of ``split.py``.

PolNeAR (Newell, Margolin and Ruths 2018), on which the published figures are measured, states no licence and is not
part of this repository.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from attribution_metric import MEANS, MEASURES, score
from command_line import add_cache, parsed, parser_of
from publish import metrics_of, publish, rows_of_scores
from split import in_part

from framing import __version__
from framing.find import Layout, Statement, find_statements
from framing.find.judge import Judge, by_rules, learnt_weights
from framing.lexicon import load_lexicon
from framing.parse import Tokens, model_identity, parse_columns

CUES = "reporting-verbs"
DETECTOR, RULES = "statements", "statements (rules only)"
METRICS = metrics_of(MEASURES)


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The records of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def parses(records: Sequence[dict[str, Any]], cache: Path | None) -> Iterable[Tokens]:
    """The parse of each article, from the cache where it is kept; progress goes to stderr."""
    articles = pd.DataFrame({name: [record[name] for record in records] for name in ("doc_id", "text")})
    return parse_columns(articles, cache=cache or True)


def attributions(statements: Iterable[Statement]) -> list[dict[str, list[list[int]]]]:
    """Statements in the form of the annotation: source, cue and content, each a list of [start, end)."""
    return [
        {
            "source": _spans(row.source_start, row.source_end),
            "cue": _spans(row.cue_start, row.cue_end),
            "content": [[start, end] for start, end in row.content_spans],
        }
        for row in statements
    ]


def _spans(start: int | None, end: int | None) -> list[list[int]]:
    return [] if start is None or end is None else [[start, end]]


def predict(
    records: Sequence[dict[str, Any]], judges: Sequence[Judge], *, cache: Path | None
) -> list[list[dict[str, Any]]]:
    """For each judge, what the suite finds in each article: its ``doc_id`` and ``attributions``."""
    cues = load_lexicon(CUES)
    found: list[list[dict[str, Any]]] = [[] for _ in judges]
    for record, tokens in zip(records, parses(records, cache)):
        layout = Layout.of(tokens)
        for judge, rows in zip(judges, found):
            statements = find_statements(tokens, lexicon=cues, layout=layout, judge=judge)
            rows.append({"doc_id": record["doc_id"], "attributions": attributions(statements)})
    return found


def meta_of(gold: Path, part: str) -> dict[str, Any]:
    """What was measured on what."""
    model, version = model_identity()
    return {
        "framing": __version__,
        "model": model,
        "model_version": version,
        "lexicons": {CUES: load_lexicon(CUES).version},
        "data_set": gold.stem,
        "split": part,
    }


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = parser_of("Measure the suite's reported statements on annotated articles.", items="articles")
    add_cache(parser)
    parser.add_argument(
        "--predictions", type=Path, metavar="OUT.jsonl", help="write there what the suite finds, in the gold's form"
    )
    parser.add_argument("--rules", action="store_true", help="measure the rule-based mode alone")
    parser.add_argument("--by-outlet", action="store_true", help="also the scores of each outlet")
    return parsed(parser, arguments)


def command_of(chosen: argparse.Namespace) -> str:
    """The command that prints the same figures again, in a folder that holds the gold."""
    rules = " --rules" if chosen.rules else ""
    options = f"--part {chosen.part} --bootstrap {chosen.bootstrap}"
    return f"python benchmarks/attribution.py {chosen.gold.name} {options}{rules}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run, write and print."""
    chosen = options(arguments)
    gold = in_part(read_gold(chosen.gold), chosen.part)
    judges: list[Judge] = [by_rules] if chosen.rules else [learnt_weights(), by_rules]
    found = predict(gold, judges, cache=chosen.cache)
    if chosen.predictions:
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in found[0])
        chosen.predictions.write_text("".join(lines), encoding="utf-8")
    measured = [score(gold, rows, by_outlet=chosen.by_outlet, bootstrap=chosen.bootstrap) for rows in found]
    result = {**measured[0], "rules": measured[-1]["scores"], "meta": meta_of(chosen.gold, chosen.part)}
    if chosen.publish:
        for name, one in zip([RULES] if chosen.rules else [DETECTOR, RULES], measured):
            publish(rows_of_scores(name, one["scores"], {**result["meta"], "means": MEANS}, command_of(chosen)))
    json.dump(result, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
