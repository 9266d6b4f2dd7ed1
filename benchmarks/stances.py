"""Measure how many annotated cues the reporting lexicon knows, and so can give a stance.

    python benchmarks/stances.py GOLD.jsonl [--part develop] [--least 3] [--bootstrap 1000]

GOLD.jsonl is in the form that ``attribution.py`` reads. Prints one JSON object: ``cues``, the annotated cues that
hold an entry of ``reporting-verbs`` (form and part of speech; whether it is a cue *there* is for ``attribution.py``);
``lemmas``, the lemmas of cues with at least ``--least`` of them that the lexicon has, or leaves out and says why;
``missing``, the lemmas that it does neither; each share with what it is a share of. A cue's lemma is that of its
syntactic head.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from attribution import CUES, meta_of, parses, read_gold
from command_line import add_cache, parsed, parser_of
from publish import publish, row_of
from split import in_part

from framing.lexicon import Lexicon, Matcher, load_lexicon
from framing.parse import Tokens

DETECTOR = "stances"
MEANS = {"cues": "annotated cues that have an entry, and so a stance, in reporting-verbs"}
CONTENT = ("VERB", "NOUN", "ADJ", "ADV", "ADP", "SCONJ")
METRICS = tuple(f"{measure}.share" for measure in MEANS)


class Cue(NamedTuple):
    """An annotated cue: the lemma of its head, and whether an entry of the lexicon stands in it."""

    lemma: str
    known: bool


def cues_of(tokens: Tokens, attributions: Sequence[Mapping[str, Any]], matcher: Matcher) -> Iterator[Cue]:
    """The annotated cues of one article; attributions without a cue have none."""
    found = [(hit.first, hit.last) for hit in matcher.candidates(tokens)]
    for attribution in attributions:
        inside = [token for start, end in attribution["cue"] for token in range(*tokens.within(start, end))]
        if not inside:
            continue
        held = set(inside)
        known = any(first in held and last in held for first, last in found)
        yield Cue(tokens.lemma[_head(tokens, inside)], known)


def _head(tokens: Tokens, cue: Sequence[int]) -> int:
    """The first content word whose governor lies outside the cue; where there is none, the first such token."""
    tops = [token for token in cue if tokens.head[token] == token or tokens.head[token] not in cue] or list(cue)
    return next((token for token in tops if tokens.pos[token] in CONTENT), tops[0])


def measure(articles: Sequence[Sequence[Cue]], lexicon: Lexicon, *, least: int, bootstrap: int) -> dict[str, Any]:
    """The shares, over the cues of some articles; the interval draws articles."""
    known = np.array([[sum(cue.known for cue in cues), len(cues)] for cues in articles])
    right, total = known.sum(axis=0)
    counts = Counter(cue.lemma for cues in articles for cue in cues)
    often = {lemma: number for lemma, number in counts.items() if number >= least}
    words = {word for term in lexicon for form in term.forms for word in form.split()}
    words |= {key.removesuffix("-noun") for key in lexicon.omitted}
    missing = {lemma: number for lemma, number in often.items() if lemma not in words}
    result: dict[str, Any] = {"share": float(right / total), "right": int(right), "of": int(total)}
    if bootstrap:
        draws = np.random.default_rng(0).integers(len(known), size=(bootstrap, len(known)))
        sums = known[draws].sum(axis=1)
        result["share_95"] = [float(bound) for bound in np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])]
    lemmas = {"least": least, "right": len(often) - len(missing), "of": len(often)}
    return {"cues": result, "lemmas": lemmas, "missing": dict(sorted(missing.items(), key=_by_number))}


def _by_number(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = parser_of("Measure how many annotated cues the reporting lexicon knows.", items="articles")
    add_cache(parser)
    parser.add_argument(
        "--least", type=int, default=3, metavar="N", help="lemmas with fewer cues are not listed (default: 3)"
    )
    return parsed(parser, arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    chosen = options(arguments)
    gold = in_part(read_gold(chosen.gold), chosen.part)
    lexicon = load_lexicon(CUES)
    matcher = Matcher(lexicon)
    parsed = parses(gold, chosen.cache)
    articles = [list(cues_of(tokens, record["attributions"], matcher)) for record, tokens in zip(gold, parsed)]
    result = measure(articles, lexicon, least=chosen.least, bootstrap=chosen.bootstrap)
    meta = {**meta_of(chosen.gold, chosen.part), "means": MEANS}
    if chosen.publish:
        command = f"python benchmarks/stances.py {chosen.gold.name} --part {chosen.part} --bootstrap {chosen.bootstrap}"
        publish([row_of(DETECTOR, "cues.share", result["cues"], meta, command)])
    json.dump({**result, "meta": meta_of(chosen.gold, chosen.part)}, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
