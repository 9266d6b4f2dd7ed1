"""How fast lexicons are matched, beside spaCy's PhraseMatcher on lemmas, on the same parsed articles in one run.

    python benchmarks/matching.py CORPUS.jsonl [--articles 120] [--repeats 7] [--seed 0]

CORPUS.jsonl has one JSON object a line with ``text``. Lexicons of 2,000 and of 10,000 entries are drawn with the seed
from the corpus' own vocabulary, lower-cased: seven in ten one lemma, the others two or three in a row, all of letters
and none of them all stop words. PhraseMatcher(attr="LEMMA") reads the Docs, `Matcher` the columns of `Tokens`; every
article is matched by both in turn, the median of the repeats counts, and a ratio is PhraseMatcher's time over ours, so
that above 1 ours is faster. It is told for columns that are there ("columns"), for columns whose keys of words are
still to be made ("first_look") and for Docs ("docs", which makes the columns too). Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.lexicon import Lexicon, Matcher, Term
from framing.parse import Tokens, load_model
from framing.parse.corpus import BATCH

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SIZES = (2_000, 10_000)
SHARES = {1: 0.7, 2: 0.2, 3: 0.1}  # of the entries, by their number of words
MATCHER, PHRASES = "framing", "PhraseMatcher"


def drawn_phrases(nlp: Language, parsed: Iterable[Tokens], number: int, seed: int) -> list[str]:
    """So many phrases of lemmas from the corpus, fewer where it has not as many."""
    stops = nlp.Defaults.stop_words
    pools: dict[int, set[str]] = {length: set() for length in SHARES}
    for tokens in parsed:
        for length, pool in pools.items():
            for first in range(len(tokens) - length + 1):
                words = tokens.lemma[first : first + length]
                if all(map(str.isalpha, words)) and not stops.issuperset(words):
                    pool.add(" ".join(words))
    chance = random.Random(seed)
    return [
        phrase
        for length, share in SHARES.items()
        for phrase in chance.sample(sorted(pools[length]), min(int(share * number), len(pools[length])))
    ]


def seconds(find: Callable[[Any], object], given: Sequence[Any], repeats: int) -> float:
    """The median time over the repeats, each on an object of its own."""
    times = []
    for repeat in range(repeats):
        start = time.perf_counter()
        find(given[repeat])
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(nlp: Language, docs: Sequence[Doc], phrases: Sequence[str], repeats: int) -> dict[str, Any]:
    """Times an article, ratios and hits of both with one set of phrases."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    terms = tuple(Term(phrase.replace(" ", "-"), "drawn", lemma=(phrase,)) for phrase in phrases)
    ours = Matcher(Lexicon("drawn", "1.0.0", "Drawn from the corpus", terms=terms))
    theirs = PhraseMatcher(nlp.vocab, attr="LEMMA")
    words = [phrase.split() for phrase in phrases]
    theirs.add("drawn", [Doc(nlp.vocab, words=one, lemmas=one) for one in words])

    def find(tokens: Tokens) -> object:
        return list(ours.find(tokens))

    def find_in_doc(doc: Doc) -> object:
        return list(ours.find(Tokens.of(doc)))

    times: dict[str, float] = dict.fromkeys((PHRASES, "columns", "first_look", "docs"), 0.0)
    hits = dict.fromkeys((MATCHER, PHRASES), 0)
    lost = 0
    for doc in docs:
        tokens = Tokens.of(doc)
        found = {(hit.first, hit.last + 1) for hit in ours.find(tokens)}
        others = {(first, stop) for _, first, stop in theirs(doc)}
        hits[MATCHER] += len(found)
        hits[PHRASES] += len(others)
        lost += sum(place not in others and _capital(doc, *place) for place in found)
        fresh = [replace(tokens) for _ in range(repeats)]
        times[PHRASES] += seconds(theirs, [doc] * repeats, repeats)
        times["columns"] += seconds(find, [tokens] * repeats, repeats)
        times["first_look"] += seconds(find, fresh, repeats)
        times["docs"] += seconds(find_in_doc, [doc] * repeats, repeats)
    return {
        "entries": len(phrases),
        "ratio": {name: round(times[PHRASES] / taken, 3) for name, taken in times.items() if name != PHRASES},
        "microseconds_an_article": {name: round(1e6 * taken / len(docs), 1) for name, taken in times.items()},
        "hits": hits,
        "share_of_hits_lost_to_casing": round(lost / max(hits[MATCHER], 1), 4),
    }


def _capital(doc: Doc, first: int, stop: int) -> bool:
    """Whether a lemma has a capital: by this alone PhraseMatcher tells it from the entry."""
    return any(token.lemma_ != token.lemma_.lower() for token in doc[first:stop])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description="How fast lexicons are matched, beside spaCy's PhraseMatcher.")
    parser.add_argument("corpus", type=Path, metavar="CORPUS.jsonl")
    parser.add_argument("--articles", type=int, default=120, metavar="N", help="so many at most, evenly spread")
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
    docs = list(nlp.pipe((texts[number * len(texts) // wanted] for number in range(wanted)), batch_size=BATCH))
    parsed = [Tokens.of(doc) for doc in docs]
    results = [measure(nlp, docs, drawn_phrases(nlp, parsed, size, chosen.seed), chosen.repeats) for size in SIZES]
    found = {"articles": len(docs), "tokens": sum(map(len, parsed)), "repeats": chosen.repeats, "lexicons": results}
    json.dump(found, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
