"""Measure what `framing.suggest` finds again of a lexicon of which a part is held out.

    python benchmarks/suggest.py CORPUS.jsonl [--lexicon labels] [--held-out 0.3] [--repeats 10] [--part develop]

CORPUS.jsonl has one JSON object a line with ``doc_id`` and ``text``. Of the entries that occur ``--fewest`` times or
more, a share is taken out at random (the seed is the number of the repeat); what is left is given to `suggest`. An
entry is found at k when one of its forms, as lemmas, is among the first k candidates. Beside it stand the same
candidates ordered by frequency and at random (the mean that is to be expected), and ``reach``, the share that is among
the candidates at all. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from attribution import meta_of, parses, read_gold
from split import PARTS, in_part

from framing.compare import suggest_from
from framing.compare.gather import gather
from framing.lexicon import Lexicon, load_lexicon
from framing.parse import Tokens

Parsed = Sequence[tuple[str, Tokens]]
DEPTHS = (50, 100, 200)
ALL = 1_000_000


def phrases_of(lexicon: Lexicon, parsed: Parsed, fewest: int) -> dict[str, frozenset[str]]:
    """The entries that occur often enough, each with the lemmas of the words that it hits."""
    found = gather(lexicon, parsed)
    return {name: frozenset(found.phrases[name]) for name, seen in sorted(found.known.items()) if seen.n >= fewest}


def found_at(candidates: Sequence[str], wanted: Sequence[frozenset[str]], depth: int) -> float:
    """The share of entries of which a form is among the first candidates."""
    first = set(candidates[:depth])
    return sum(bool(first & forms) for forms in wanted) / len(wanted)


def one_repeat(
    lexicon: Lexicon, parsed: Parsed, phrases: dict[str, frozenset[str]], share: float, seed: int, fewest: int
) -> dict[str, dict[str, float]]:
    """Recall at each depth of the suggestions and of the baselines, for one part held out."""
    held = random.Random(seed).sample(list(phrases), max(1, round(share * len(phrases))))
    known = replace(lexicon, terms=tuple(term for term in lexicon if term.id not in held))
    table = suggest_from(known, parsed, top=ALL, fewest=fewest)
    wanted = [phrases[name] for name in held]
    orders = {
        "suggest": table["candidate"].tolist(),
        "frequency": table.sort_values("n", ascending=False, kind="stable")["candidate"].tolist(),
    }
    scores = {name: {f"recall@{k}": found_at(order, wanted, k) for k in DEPTHS} for name, order in orders.items()}
    reach = found_at(orders["suggest"], wanted, ALL)
    # a form among n candidates is among the first k of a random order with probability k / n
    scores["random"] = {f"recall@{k}": reach * min(1, k / len(table)) for k in DEPTHS}
    scores["reach"] = {"recall": reach, "candidates": len(table), "held_out": len(held)}
    return scores


def summary(repeats: Sequence[dict[str, dict[str, float]]]) -> dict[str, Any]:
    """Mean over the repeats, with the lowest and the highest."""
    return {
        name: {
            figure: {
                "mean": round(statistics.mean(one[name][figure] for one in repeats), 4),
                "lowest": round(min(one[name][figure] for one in repeats), 4),
                "highest": round(max(one[name][figure] for one in repeats), 4),
            }
            for figure in repeats[0][name]
        }
        for name in repeats[0]
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--lexicon", default="labels")
    parser.add_argument("--held-out", type=float, default=0.3)
    parser.add_argument("--repeats", type=int, default=10)
    parser.add_argument("--fewest", type=int, default=3)
    parser.add_argument("--part", choices=PARTS, default="develop")
    parser.add_argument("--cache", type=Path, help="a folder of parses")
    given = parser.parse_args()
    records = in_part(read_gold(given.corpus), given.part)
    lexicon = load_lexicon(given.lexicon)
    parsed = [(record["doc_id"], tokens) for record, tokens in zip(records, parses(records, given.cache))]
    phrases = phrases_of(lexicon, parsed, given.fewest)
    repeats = [
        one_repeat(lexicon, parsed, phrases, given.held_out, seed, given.fewest) for seed in range(given.repeats)
    ]
    meta = meta_of(given.corpus, given.part) | {
        "lexicons": {lexicon.name: lexicon.version},
        "articles": len(records),
        "entries": len(phrases),
        "repeats": given.repeats,
        "fewest": given.fewest,
    }
    print(json.dumps({"scores": summary(repeats), "meta": meta}, indent=2))


if __name__ == "__main__":
    main()
