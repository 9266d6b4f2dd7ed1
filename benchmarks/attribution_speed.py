"""What the suite adds to the time of the bare parse, on the same articles in one run.

    python benchmarks/attribution_speed.py GOLD.jsonl [--articles 100] [--repeats 3]

GOLD.jsonl has one JSON object a line with ``doc_id`` and ``text``. Each batch of 32 articles is parsed twice by
spaCy's ``nlp.pipe`` (nothing cached): by the pipeline as the suite parses with it ("parse", see parse_speed.py), and by
the same pipeline as ``spacy.load`` gives it to anybody ("parse as shipped"). Then the batch goes through the suite step
by step; the next one follows, and the whole is repeated. Shares are given of both parses. Times are seconds of
processor time, all threads together; a figure is the median over the repeats. Loading the models, the lexicon and the
weights happens once a run and is told apart. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from attribution import meta_of, read_gold
from timing import Clock

from framing.collector import collector_off
from framing.find import Layout, Voices, find_statements
from framing.find.actors import resolve_actors
from framing.find.judge import by_rules, learnt_weights
from framing.lexicon import Lexicon, load_lexicon
from framing.parse import Tokens, load_model
from framing.parse.corpus import BATCH
from framing.parse.kernel import docs_of
from framing.parse.model import model_identity

if TYPE_CHECKING:
    from spacy.language import Language

PARSE, SHIPPED = "parse", "parse as shipped"
STATEMENTS = ("columns", "statements")
ADDED = (*STATEMENTS, "actors", "voices")
RULES = "statements by rules"
STEPS = (PARSE, SHIPPED, *ADDED, RULES)
SHARES = {**{step: (step,) for step in (*ADDED, RULES)}, "columns and statements": STATEMENTS, "all": ADDED}


def run(nlp: Language, shipped: Language, cues: Lexicon, batch: Sequence[str], clock: Clock) -> int:
    """Parse and read one batch; the number of its tokens."""
    with clock.step(SHIPPED):
        list(shipped.pipe(batch, batch_size=BATCH))
    with clock.step(PARSE):
        docs = list(docs_of(nlp, batch))
    with collector_off():  # step by step, as `analyze` does it
        with clock.step("columns"):
            articles = [Tokens.of(doc, text=text) for doc, text in zip(docs, batch)]
        with clock.step("statements"):
            laid = list(map(Layout.of, articles))
            statements = [list(find_statements(one.tokens, lexicon=cues, layout=one)) for one in laid]
        with clock.step("actors"):
            list(map(resolve_actors, laid, statements))
        with clock.step("voices"):
            list(map(Voices.of, laid, statements))
        again = list(map(Tokens.of, docs))  # what a Tokens works out once must not be had for free
        with clock.step(RULES):
            for tokens in again:
                list(find_statements(tokens, lexicon=cues, layout=Layout.of(tokens), judge=by_rules))
    return sum(map(len, articles))


def measure(texts: Sequence[str], repeats: int) -> dict[str, Any]:
    """Median seconds of every step over the repeats, and shares of the parse."""
    once = Clock()
    with once.step("models"):
        nlp = load_model()
        shipped = spacy.load(model_identity()[0])
    with once.step("lexicon and weights"):
        cues = load_lexicon("reporting-verbs")
        learnt_weights()
    run(nlp, shipped, cues, texts[:1], Clock())  # the first call of each part pays for what it loads
    clocks = []
    n_tokens = 0
    for number in range(repeats):
        print(f"repeat {number + 1} of {repeats}", file=sys.stderr)
        clock = Clock()
        n_tokens = sum(run(nlp, shipped, cues, texts[at : at + BATCH], clock) for at in range(0, len(texts), BATCH))
        clocks.append(clock.seconds)
    seconds = {step: statistics.median(clock[step] for clock in clocks) for step in STEPS}
    shares = {
        parse: {
            name: round(statistics.median(sum(clock[step] for step in steps) / clock[parse] for clock in clocks), 5)
            for name, steps in SHARES.items()
        }
        for parse in (PARSE, SHIPPED)
    }
    return {
        "articles": len(texts),
        "tokens": n_tokens,
        "repeats": repeats,
        "seconds": {step: round(value, 4) for step, value in seconds.items()},
        "share_of_parse": shares[PARSE],
        "share_of_parse_as_shipped": shares[SHIPPED],
        "once": {name: round(value, 4) for name, value in once.seconds.items()},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description="What the suite adds to the time of the bare parse.")
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("--articles", type=int, metavar="N", help="so many, evenly spread (default: all)")
    parser.add_argument("--repeats", type=int, default=3, metavar="N")
    chosen = parser.parse_args(arguments)
    if not chosen.gold.is_file():
        parser.error(f"there is no file {chosen.gold}; the head of this script tells its form")
    texts = [record["text"] for record in read_gold(chosen.gold)]
    wanted = min(chosen.articles or len(texts), len(texts))
    if wanted < 1 or chosen.repeats < 1:
        parser.error("at least one article and one repeat")
    sample = [texts[number * len(texts) // wanted] for number in range(wanted)]
    json.dump({**measure(sample, chosen.repeats), "meta": meta_of(chosen.gold, "all")}, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
