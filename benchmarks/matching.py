"""How fast lexicons are matched, beside spaCy's PhraseMatcher on lemmas, on the same parsed articles in one run.

    python benchmarks/matching.py CORPUS.jsonl [--articles 200] [--repeats 7] [--seed 0]

CORPUS.jsonl has one JSON object a line with ``text``. All its articles are parsed (the suite's cache keeps them) for
their vocabulary, of which lexicons of 2,000 and of 10,000 entries are drawn with the seed: seven in ten one lemma, two
in ten two in a row, one in ten three, each from all the distinct ones of that length, all of letters, lower-cased and
none of them all stop words. A third lexicon is all the built-in ones at once with their limits on part of speech,
children and neighbours; PhraseMatcher, which knows no limits, has their forms.

PhraseMatcher(attr="LEMMA") reads Docs, as many as --articles, evenly spread, and parsed in this run; `Matcher` reads
the columns of the same Docs. A batch of 32 articles goes through each of these in turn, the median of the repeats
counts, and a ratio is PhraseMatcher's time over ours, so that above 1 ours is faster. Seconds are of processor time,
garbage is not collected meanwhile.

    batches      the columns are there; `Matcher.find_all`, the batch at once
    one_by_one   the columns are there; `Matcher.find`, each article by itself
    hits_read    as batches, and every `Hit` is made
    new_columns  as batches, but the words of the articles have no numbers yet
    docs         as batches, but the columns are made of the Docs first

Both tell where hits are and of what, as numbers; PhraseMatcher gives all overlapping ones, `Matcher` the longest.
A hit of ours that PhraseMatcher does not give is lost to casing when a lemma in it has a capital. Prints JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.lexicon import Lexicon, Matcher, Term, builtin_lexicons, load_lexicon
from framing.parse import Tokens, load_model, parse_columns
from framing.parse.corpus import BATCH

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SIZES = (2_000, 10_000)
SHARES = {1: 0.7, 2: 0.2, 3: 0.1}  # of the entries, by their number of words
PHRASES = "PhraseMatcher"
Stretch = tuple[int, int]


def vocabulary(parsed: Iterable[Tokens], stops: Collection[str]) -> dict[int, list[str]]:
    """By number of words, the distinct runs of lemmas in the articles: of letters, and not all stop words."""
    found: dict[int, set[str]] = {length: set() for length in SHARES}
    unwanted = frozenset(stops)
    for tokens in parsed:
        for length, pool in found.items():
            for words in zip(*(tokens.lemma[first:] for first in range(length))):
                if all(map(str.isalpha, words)) and not unwanted.issuperset(words):
                    pool.add(" ".join(words))
    return {length: sorted(pool) for length, pool in found.items()}


def drawn_phrases(pools: Mapping[int, Sequence[str]], number: int, seed: int) -> list[str]:
    """So many phrases, of each length its share, each as likely as any other; fewer where there are not as many."""
    chance = random.Random(seed)
    return [
        phrase
        for length, share in SHARES.items()
        for phrase in chance.sample(pools[length], min(round(share * number), len(pools[length])))
    ]


def drawn_lexicon(phrases: Sequence[str]) -> Lexicon:
    """A lexicon with an entry without limits for each phrase of lemmas."""
    terms = tuple(Term(phrase.replace(" ", "-"), "drawn", lemma=(phrase,)) for phrase in phrases)
    return Lexicon("drawn", "1.0.0", "Drawn from the corpus", terms=terms)


def times(ways: Mapping[str, Callable[[int], object]], n_batches: int, repeats: int) -> dict[str, float]:
    """Seconds that each way takes for all batches: of each batch the median of the repeats, the ways in turn."""
    taken = dict.fromkeys(ways, 0.0)
    for batch in range(n_batches):
        told: dict[str, list[float]] = {name: [] for name in ways}
        gc.collect()
        gc.disable()
        for _ in range(repeats):
            for name, way in ways.items():
                start = time.process_time()
                way(batch)
                told[name].append(time.process_time() - start)
        gc.enable()
        for name, seconds in told.items():
            taken[name] += statistics.median(seconds)
    return taken


def ratios(taken: Mapping[str, float]) -> dict[str, float]:
    """PhraseMatcher's time over that of every other way."""
    return {name: round(taken[PHRASES] / seconds, 2) for name, seconds in taken.items() if name != PHRASES}


def losses(ours: Collection[Stretch], theirs: Collection[Stretch], lemmas: Sequence[str]) -> tuple[int, int]:
    """How many of our hits in an article are not among theirs, and in how many of these a lemma has a capital."""
    lost = set(ours).difference(theirs)
    capital = [lemma != lemma.lower() for lemma in lemmas]
    return len(lost), sum(any(capital[first:stop]) for first, stop in lost)


def measure(nlp: Language, docs: Sequence[Doc], ours: Matcher, repeats: int) -> dict[str, Any]:
    """Times an article, ratios, hits of both and losses with one set of entries."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    theirs = PhraseMatcher(nlp.vocab, attr="LEMMA")
    forms = dict.fromkeys(form for lexicon in ours.lexicons for term in lexicon for form in term.forms)
    words = [form.split() for form in forms]
    theirs.add("drawn", [Doc(nlp.vocab, words=one, lemmas=one) for one in words])
    parsed = [Tokens.of(doc) for doc in docs]
    bounds = [slice(*ends) for ends in pairwise([*range(0, len(docs), BATCH), len(docs)])]
    fresh = [iter([[replace(one) for one in parsed[batch]] for _ in range(repeats)]) for batch in bounds]
    hits = {"framing": 0, PHRASES: 0}
    lost = lost_to_casing = 0
    for doc, found in zip(docs, ours.find_all(parsed)):
        others = {(first, stop) for _, first, stop in theirs(doc)}
        own = {(hit.first, hit.last + 1) for hit in found}
        hits["framing"] += len(own)
        hits[PHRASES] += len(others)
        missed, by_casing = losses(own, others, [token.lemma_ for token in doc])
        lost, lost_to_casing = lost + missed, lost_to_casing + by_casing

    def phrases(batch: int) -> object:
        return [theirs(doc) for doc in docs[bounds[batch]]]

    def batches(batch: int) -> object:
        return ours.find_all(parsed[bounds[batch]])

    def one_by_one(batch: int) -> object:
        return [ours.find(tokens) for tokens in parsed[bounds[batch]]]

    def hits_read(batch: int) -> object:
        return [list(found) for found in ours.find_all(parsed[bounds[batch]])]

    def new_columns(batch: int) -> object:
        return ours.find_all(next(fresh[batch]))

    def from_docs(batch: int) -> object:
        return ours.find_all([Tokens.of(doc) for doc in docs[bounds[batch]]])

    ways = {
        PHRASES: phrases, "batches": batches, "one_by_one": one_by_one, "hits_read": hits_read,
        "new_columns": new_columns, "docs": from_docs,
    }  # fmt: skip
    taken = times(ways, len(bounds), repeats)
    return {
        "entries": sum(map(len, ours.lexicons)),
        "forms": len(forms),
        "ratio": ratios(taken),
        "microseconds_an_article": {name: round(1e6 * seconds / len(docs), 1) for name, seconds in taken.items()},
        "hits_an_article": {name: round(number / len(docs), 1) for name, number in hits.items()},
        "share_of_hits_lost": round(lost / max(hits["framing"], 1), 4),
        "share_of_hits_lost_to_casing": round(lost_to_casing / max(hits["framing"], 1), 4),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description="How fast lexicons are matched, beside spaCy's PhraseMatcher.")
    parser.add_argument("corpus", type=Path, metavar="CORPUS.jsonl")
    parser.add_argument("--articles", type=int, default=200, metavar="N", help="so many at most, evenly spread")
    parser.add_argument("--repeats", type=int, default=7, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    if not chosen.corpus.is_file():
        parser.error(f"there is no file {chosen.corpus}; the head of this script tells its form")
    if chosen.articles < 1 or chosen.repeats < 1:
        parser.error("at least one article and one repeat")
    with chosen.corpus.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    wanted = min(chosen.articles, len(texts))
    nlp = load_model()
    articles = pd.DataFrame({"doc_id": [str(number) for number in range(len(texts))], "text": texts})
    pools = vocabulary(parse_columns(articles), nlp.Defaults.stop_words)
    docs = list(nlp.pipe((texts[number * len(texts) // wanted] for number in range(wanted)), batch_size=BATCH))
    matchers = {f"drawn {size}": Matcher(drawn_lexicon(drawn_phrases(pools, size, chosen.seed))) for size in SIZES}
    matchers["built in"] = Matcher(*map(load_lexicon, builtin_lexicons()))
    results = {name: measure(nlp, docs, matcher, chosen.repeats) for name, matcher in matchers.items()}
    found = {"articles": len(docs), "tokens": sum(map(len, docs)), "repeats": chosen.repeats, "load": os.getloadavg()}
    json.dump({**found, "lexicons": results}, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
