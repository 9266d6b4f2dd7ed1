"""What everything on top of the bare parse costs, step by step, as a share of it.

    python benchmarks/overhead.py CORPUS.jsonl [--articles 100] [--repeats 3]

Batches of at most 32 articles, as the analysis makes them, are parsed by spaCy as ``spacy.load`` gives it ("shipped")
and as the suite parses them ("suite"); nothing is cached. Then the batch goes through the whole analysis, from the
columns to the tables ("analysis"), which thus pays for every name and word that is new, and then through each detector,
one after the other; then comes the next batch, so that load hits all alike. ``tables`` is what the analysis takes
beside the detectors: rows, identifiers, names unified over the corpus, data frames, and what is new. ``all`` is columns
and analysis; ``with the suite's parse`` is these and the parse as the suite does it: what a user waits for. ``kept`` is
no part of these: what a first run takes in addition to keep the parses and the readings for the next one, where it is
not told to keep nothing. Times are seconds of processor time, all threads together; a share is the median over the
repeats.
"""

from __future__ import annotations

import gc
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pandas as pd
import spacy
from spacy.tokens import Doc
from timing import Clock, parser_of_speed, print_json, texts_of

from framing.analysis import part
from framing.analysis.kept import KeptParts
from framing.analysis.part import Part, _part, parts_of, read_part
from framing.analysis.reading import Readings
from framing.analysis.run import assemble
from framing.analysis.settings import Settings
from framing.collector import collector_off
from framing.find import Layout, Voices, exposure_of, find_agency, find_naming, find_statements
from framing.find.actors import find_actors
from framing.find.mentions import BlockVoices, find_mentions_in
from framing.find.scope import Scope
from framing.find.sentiment import sentiment
from framing.parse import Tokens, load_model
from framing.parse.block import SEEN, Block
from framing.parse.corpus import open_cache
from framing.parse.kernel import docs_of
from framing.parse.model import model_identity

SHIPPED, SUITE, ANALYSIS, TABLES, ALL, KEPT = "shipped", "suite", "analysis", "tables", "all", "kept"
WAITED = "with the suite's parse"
DETECTORS = ("statements", "actors", "voices", "exposure", "naming", "agency", "sentiment", "mentions")
ISSUED = ("columns", "statements", "actors", "voices")
STEPS = ("columns", *DETECTORS, TABLES, ALL, WAITED, KEPT, "columns to voices")


def detect(columns: Sequence[Tokens], settings: Settings, clock: Clock) -> None:
    """Every detector over a batch, as the analysis calls them."""
    with clock.step("mentions"):
        block = Block.of(columns, coded=SEEN)
    with clock.step("agency"):
        harm = settings.harm.find_in(block)
    with collector_off():
        with clock.step("statements"):
            layouts = list(map(Layout.of, columns))
            found = [list(find_statements(one.tokens, lexicon=settings.cues, layout=one)) for one in layouts]
        with clock.step("actors"):
            chains = list(map(find_actors, layouts, found))
        with clock.step("voices"):
            voices = list(map(Voices.of, layouts, found))
        with clock.step("exposure"):
            list(map(exposure_of, layouts, voices, found))
        with clock.step("naming"):
            for parts in zip(layouts, chains, voices):
                list(find_naming(*parts))
        with clock.step("agency"):
            for number, parts in enumerate(zip(layouts, chains, voices)):
                list(find_agency(*parts, hits=harm.within(int(block.bounds[number]), int(block.bounds[number + 1]))))
        with clock.step("sentiment"):
            for layout, statements in zip(layouts, found):
                for row in statements:
                    sentiment(" ".join(layout.tokens.text[start:end] for start, end in row.content_spans))
    with clock.step("mentions"):
        find_mentions_in(block, lexicon=settings.matcher, voices=BlockVoices.of(voices), scope=Scope.of(block))


def keep(columns: Sequence[Tokens], readings: Readings, folder: Path, clock: Clock) -> None:
    """Write a batch and what was read in it, as an analysis with a cache does."""
    parses, parts = open_cache(folder, None), KeptParts.of(Settings.of((), cache=folder))
    assert parses is not None
    assert parts is not None
    with clock.step(KEPT):
        for tokens in columns:
            parses.put(tokens)
        parts.keep_block(Block.of(columns))  # with the columns that nobody but the next run needs
        parts.keep_readings(readings)


def run(pipelines: Sequence[Any], settings: Settings, articles: pd.DataFrame, clock: Clock) -> int:
    """Everything once, batch by batch; the number of tokens."""
    ours, shipped = pipelines
    parts: list[Part] = []
    told: list[Readings] = []
    n_tokens = 0

    def heard(readings: Readings, *given: Any) -> Part:
        told.append(readings)
        return _part(readings, *given)

    for batch in parts_of(articles):
        texts = batch["text"].tolist()
        with clock.step(SHIPPED):
            list(shipped.pipe(texts))
        with clock.step(SUITE):
            docs = list(docs_of(ours, texts))
        with clock.step("columns"):
            columns = [_columns(doc, text) for doc, text in zip(docs, texts)]
        n_tokens += sum(map(len, columns))
        handed_out = (columns.pop(0) for _ in texts)  # as the parse does, which holds none of them itself
        with (
            patch.object(part, "parse_columns", return_value=handed_out),
            patch.object(part, "_part", heard),
            clock.step(ANALYSIS),
        ):
            parts.append(read_part(batch, settings))
        again = [_columns(doc, text) for doc, text in zip(docs, texts)]  # nothing worked out before is had for free
        detect(again, settings, clock)
        with TemporaryDirectory() as folder:
            keep(again, told.pop(), Path(folder), clock)
        gc.collect()
    with clock.step(ANALYSIS):
        assemble(articles, parts, settings)
    return n_tokens


def _columns(doc: Doc, text: str) -> Tokens:
    with collector_off():
        return Tokens.of(doc, text=text)


def shares(seconds: dict[str, float]) -> dict[str, dict[str, float]]:
    """Each step as a share of both parses."""
    whole = {
        **seconds,
        TABLES: seconds[ANALYSIS] - sum(seconds[step] for step in DETECTORS),
        ALL: seconds["columns"] + seconds[ANALYSIS],
        WAITED: seconds[SUITE] + seconds["columns"] + seconds[ANALYSIS],
        "columns to voices": sum(seconds[step] for step in ISSUED),
    }
    return {parse: {step: whole[step] / seconds[parse] for step in STEPS} for parse in (SHIPPED, SUITE)}


def measure(texts: Sequence[str], repeats: int) -> dict[str, Any]:
    """Median shares over the repeats, and the seconds of the last one."""
    articles = pd.DataFrame({"doc_id": [str(number) for number in range(len(texts))], "text": texts})
    settings = Settings.of((), cache=False)
    pipelines = load_model(), spacy.load(model_identity()[0])
    run(pipelines, settings, articles.head(2), Clock())  # the first call of each part pays for what it loads
    told = []
    for number in range(repeats):
        print(f"repeat {number + 1} of {repeats}", file=sys.stderr)
        clock = Clock()
        n_tokens = run(pipelines, settings, articles, clock)
        told.append(shares(clock.seconds))
    medians = {
        parse: {step: round(statistics.median(one[parse][step] for one in told), 5) for step in STEPS}
        for parse in (SHIPPED, SUITE)
    }
    return {
        "articles": len(articles),
        "tokens": n_tokens,
        "repeats": repeats,
        "share of spaCy's own parse": medians[SHIPPED],
        "share of the suite's parse": medians[SUITE],
        "seconds of the last repeat, processor time": {step: round(one, 3) for step, one in clock.seconds.items()},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    parser = parser_of_speed("What everything on top of the bare parse costs.", articles=100)
    parser.add_argument("--repeats", type=int, default=3, metavar="N")
    chosen = parser.parse_args(arguments)
    if chosen.repeats < 1:
        parser.error("at least one repeat")
    print_json(measure(texts_of(parser, chosen), chosen.repeats))


if __name__ == "__main__":
    main()
