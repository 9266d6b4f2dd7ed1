"""Measure how well cues of uncertainty are found on annotated sentences.

    python benchmarks/hedges.py FILE.jsonl [--part check] [--bootstrap 1000] [--lexicon FILE] [--cache DIR]

FILE.jsonl has one JSON object a line: ``id``, ``text`` (a sentence) and ``cues``, a list of ``[start, end, type]`` in
characters of the text. Each text is parsed by itself. What is found are the terms of the lexicon `hedges` (or of
``--lexicon``) whose category is of the group ``uncertainty``; of a lexicon without groups, all terms. Prints one JSON
object: ``sentences``, ``scores``, ``recall_by_type``, ``all_hedges`` (the same scores when every term counts, those of
mitigation too) and ``meta``.

``sentence``  sentences with a cue: those in which both sides have one are right
``cue``       cues, in one-to-one pairs that share a character
by type       annotated cues of a type of uncertainty (Szarvas et al. 2012) that share a character with anything found

The parts go by a hash of the text: ``develop`` is about two thirds, ``check`` the rest, on which nothing is tuned. (In
some files of this form, the Szeged corpus for one, the ids number the sentences of an article and are not unique.)

The Szeged uncertainty corpus (Szarvas et al. 2012) is not part of this repository.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from attribution import read_gold
from command_line import add_cache, parsed, parser_of
from counting import COUNTS, Ints, scores
from publish import metrics_of, publish, row_of, rows_of_scores

from framing import __version__
from framing.lexicon import Lexicon, Matcher, load_lexicon
from framing.parse import Tokens, model_identity, parse_columns

LEXICON, GROUP = "hedges", "uncertainty"
DETECTOR, BY_TYPE = "hedges", "hedges by type"
MEASURES = ("sentence", "cue")
TYPES = ("epistemic", "doxastic", "condition", "investigation")
# How the types are spelt in the Szeged corpus ("speculation_hypo_condition _"), where not by their own names.
SPELT = {"probable": "epistemic"}
MEANS = {
    "sentence": "sentences found that hold a cue of uncertainty",
    "cue": "cues of uncertainty found",
    "epistemic": "epistemic cues found (may, probably)",
    "doxastic": "cues of belief found (believe, is considered)",
    "condition": "cues of condition found (if, unless)",
    "investigation": "cues of investigation found (whether)",
}
METRICS = (*metrics_of(MEASURES), *(f"{name}.r" for name in TYPES))
THIRDS_TO_DEVELOP = 2

Span = tuple[int, int]


def part_of(text: str) -> str:
    """The part of a sentence: ``develop`` for about two in three, else ``check``.

    >>> part_of("It may rain."), part_of("The dam broke.")
    ('develop', 'check')
    """
    number = int(hashlib.sha256(text.encode("utf-8")).hexdigest(), 16)
    return "develop" if number % 3 < THIRDS_TO_DEVELOP else "check"


def in_part(records: Iterable[dict[str, Any]], part: str) -> list[dict[str, Any]]:
    """The records of ``develop``, of ``check``, or of ``all``."""
    return [record for record in records if part in ("all", part_of(record["text"]))]


def type_of(name: str) -> str:
    """The type of uncertainty that an annotation names; its own name when it is none of the four.

    >>> type_of("speculation_modal_probable_"), type_of("doxastic"), type_of("weasel")
    ('epistemic', 'doxastic', 'weasel')
    """
    words = name.lower().replace("_", " ").split()
    return next((SPELT.get(word, word) for word in words if SPELT.get(word, word) in TYPES), name)


def spans_found(tokens: Tokens, matcher: Matcher, categories: frozenset[str]) -> list[Span]:
    """Where terms of these categories stand, in text order."""
    hits = (hit for hit in matcher.find(tokens) if hit.term.category in categories)
    return [(tokens.start[hit.first], tokens.end[hit.last]) for hit in hits]


def touch(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def pairs(gold: Iterable[Span], found: Iterable[Span]) -> int:
    """How many one-to-one pairs share a character; spans of one side do not overlap, so the first that fits is best."""
    left = sorted(found)
    count = 0
    for span in sorted(gold):
        fitting = next((other for other in left if touch(span, other)), None)
        if fitting is not None:
            left.remove(fitting)
            count += 1
    return count


def count_sentence(cues: Sequence[Sequence[Any]], found: Sequence[Span]) -> Ints:
    """The counts of one sentence: a row for each of MEASURES and TYPES, with the columns right, system, gold.

    Only recall is defined for a type: what is found has none.
    """
    gold = {(int(start), int(end)) for start, end, _ in cues}
    rows = [
        (bool(gold) and bool(found), bool(found), bool(gold)),
        (pairs(gold, found), len(found), len(gold)),
    ]
    for name in TYPES:
        own = {(int(start), int(end)) for start, end, kind in cues if type_of(kind) == name}
        right = sum(any(touch(span, other) for other in found) for span in own)
        rows.append((right, right, len(own)))
    return np.array(rows, dtype=np.int64).reshape(-1, len(COUNTS))


def measure(gold: Sequence[dict[str, Any]], found: Sequence[Sequence[Span]], *, bootstrap: int = 0) -> dict[str, Any]:
    """``scores`` of the measures, and ``recall_by_type`` for the types that are annotated."""
    counts = [count_sentence(record["cues"], spans) for record, spans in zip(gold, found)]
    table = scores((*MEASURES, *TYPES), counts, bootstrap=bootstrap)
    kept = ("r", "r_95", "right", "gold")
    return {
        "scores": {name: table[name] for name in MEASURES},
        "recall_by_type": {
            name: {key: table[name][key] for key in kept if key in table[name]} for name in TYPES if table[name]["gold"]
        },
    }


def find(
    records: Sequence[dict[str, Any]], lexicon: Lexicon, *, cache: Path | None
) -> tuple[list[list[Span]], list[list[Span]]]:
    """For each sentence, where its cues of uncertainty are, and where all its hedges."""
    everything = frozenset(term.category for term in lexicon)
    uncertain = frozenset(lexicon.categories_of(GROUP)) if lexicon.groups else everything
    matcher = Matcher(lexicon)
    texts = [record["text"] for record in records]
    sentences = pd.DataFrame({"doc_id": [str(number) for number in range(len(texts))], "text": texts})
    found: tuple[list[list[Span]], list[list[Span]]] = ([], [])
    for tokens in parse_columns(sentences, cache=cache or True):
        for spans, categories in zip(found, (uncertain, everything)):
            spans.append(spans_found(tokens, matcher, categories))
    return found


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = parser_of("Measure how well cues of uncertainty are found.", items="sentences", file="FILE.jsonl")
    add_cache(parser)
    parser.add_argument(
        "--lexicon", default=LEXICON, metavar="FILE", help=f"another lexicon (default: the built-in {LEXICON})"
    )
    chosen = parsed(parser, arguments)
    if chosen.publish and chosen.lexicon != LEXICON:
        parser.error(f"--publish is for the built-in lexicon {LEXICON}: leave --lexicon out")
    return chosen


def publish_all(gold: Path, part: str, bootstrap: int, result: dict[str, Any]) -> None:
    """Put the figures in the published file: the scores, and the recall by type."""
    command = f"python benchmarks/hedges.py {gold.name} --part {part} --bootstrap {bootstrap}"
    meta = {**result["meta"], "means": MEANS}
    publish(rows_of_scores(DETECTOR, result["scores"], meta, command))
    by_type = result["recall_by_type"].items()
    rows = [row_of(BY_TYPE, f"{name}.r", {**values, "of": values["gold"]}, meta, command) for name, values in by_type]
    publish(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    chosen = options(arguments)
    lexicon = load_lexicon(chosen.lexicon)
    gold = in_part(read_gold(chosen.gold), chosen.part)
    uncertain, everything = find(gold, lexicon, cache=chosen.cache)
    model, version = model_identity()
    result = {
        "sentences": len(gold),
        **measure(gold, uncertain, bootstrap=chosen.bootstrap),
        "all_hedges": measure(gold, everything, bootstrap=chosen.bootstrap)["scores"],
        "meta": {
            "framing": __version__,
            "model": model,
            "model_version": version,
            "lexicons": {lexicon.name: lexicon.version},
            "data_set": chosen.gold.stem,
            "split": chosen.part,
        },
    }
    if chosen.publish:
        publish_all(chosen.gold, chosen.part, chosen.bootstrap, result)
    json.dump(result, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
