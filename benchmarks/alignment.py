"""Measure how well statements of the same utterance are told from others.

    python benchmarks/alignment.py PAIRS.jsonl [--part check] [--bootstrap 1000] [--train] [--publish]

PAIRS.jsonl (data/pairs/alignment.jsonl) has one JSON object a line: ``id``, ``event``, ``a`` and ``b`` (each with
``content``, ``actor``, ``kind``) and ``label``. The labels "same words", "part of the words" and "paraphrase" are of
one utterance, "different" is not. The parts go by a hash of the event: ``develop`` is about two thirds of the events,
``check`` the rest, on which nothing is tuned. Prints one JSON object:

``scores``       ``pair``: pairs told to be one utterance, at a probability of at least 0.5
``by_label``     of the pairs of each label, the share told to be one utterance
``peers``        average precision, and precision, recall and F1 at the threshold that is best on the develop part, of
                 the suite and of the obvious ways: `token_set_ratio` of rapidfuzz, cosine of tf-idf of words
``constructed``  groups on the constructed corpus beside its design: precision, recall and F1 of pairs of statements
                 in one group (``grouped``) and B-cubed (Bagga and Baldwin 1998), each event grouped with weights
                 trained without it and, as everywhere, without the pairs of the check part
``speed``        seconds for the constructed corpus: finding the candidates and their features, beside `token_set_ratio`
                 of all pairs of statements, copies of it ``times`` over in one event

With ``--train`` the weights are first trained on the develop part and the constructed corpus, and written to
framing/compare/alignment.tsv.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from attribution import read_gold
from command_line import parsed, parser_of
from counting import scores
from publish import ROOT, metrics_of, publish, row_of, rows_of_scores
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score, precision_recall_curve
from train_alignment import fit_both, write

from framing import __version__
from framing.compare.align import WEIGHTS, align_statements, content_of, probability, published_weights
from framing.compare.wording import Content, Wording

DESIGN = ROOT / "data" / "design" / "statements.csv"
DETECTOR, BY_LABEL, GROUPS = "alignment", "alignment by label", "alignment of the constructed corpus"
SAME = ("same words", "part of the words", "paraphrase")
DIFFERENT = "different"
THRESHOLD = 0.5
THIRDS_TO_DEVELOP = 2
COPIES = 8
KEYS = {label: label.replace(" ", "_") for label in SAME}
MEANS = {
    "pair": "pairs of statements told to report one utterance",
    "same_words": "pairs with the same words, misspelt or marked as cut at most, told to be one utterance",
    "part_of_the_words": "pairs of a quotation and a part of it, told to be one utterance",
    "paraphrase": "pairs of an utterance and a paraphrase of it, told to be one utterance",
    "grouped": "pairs of statements put into one group",
}
METRICS = (*metrics_of(("pair", "grouped")), *(f"{key}.r" for key in KEYS.values()))


def part_of(event: str) -> str:
    """The part of an event: ``develop`` for about two in three, else ``check``.

    >>> part_of("ferry-inquiry"), part_of("river-poison")
    ('develop', 'check')
    """
    number = int(hashlib.sha256(event.encode("utf-8")).hexdigest(), 16)
    return "develop" if number % 3 < THIRDS_TO_DEVELOP else "check"


def in_part(records: Iterable[dict[str, Any]], part: str) -> list[dict[str, Any]]:
    """The records of ``develop``, of ``check``, or of ``all``."""
    return [record for record in records if part in ("all", part_of(record["event"]))]


class Pairs:
    """Labelled pairs, with the features of each; a statement that stands in several pairs is one."""

    def __init__(self, records: Sequence[dict[str, Any]]) -> None:
        self.records = list(records)
        numbers: dict[Content, int] = {}
        sides = [
            [Content(one["content"], one["kind"], one["actor"], record["event"]) for one in (record["a"], record["b"])]
            for record in records
        ]
        places = np.array([[numbers.setdefault(one, len(numbers)) for one in pair] for pair in sides]).reshape(-1, 2)
        self.texts = [(a.text, b.text) for a, b in sides]
        self.features = Wording(list(numbers)).features(places[:, 0], places[:, 1])
        self.labels = np.array([record["label"] for record in records])
        self.same = self.labels != DIFFERENT
        self.event = np.array([record["event"] for record in records])


class Constructed:
    """The statements of the constructed corpus as its design has them, and all pairs of an event."""

    def __init__(self, path: Path = DESIGN) -> None:
        table = pd.read_csv(path, keep_default_na=False)
        table = table[table["kind"] != "omitted"].reset_index(drop=True)
        starts = table["content_spans"].str.extract(r"^(\d+)-")[0].astype(int)
        self.statements = table.assign(
            event=table["doc_id"].str.partition("/")[0],
            statement_id=[f"{doc_id}#{number}" for number, doc_id in enumerate(table["doc_id"])],
            actor=table["actor"].astype("string").where(table["actor"] != "unnamed"),
            content_start=starts,
            content_end=starts + table["content"].str.len(),
            n_words=table["content"].str.split().str.len(),
        )
        # The design joins the parts of a content by a space; one part of that text is all of it.
        spans = self.statements["content_start"].astype(str) + "-" + self.statements["content_end"].astype(str)
        self.statements["content_spans"] = spans
        self.articles = self.statements[["doc_id", "event"]].drop_duplicates()
        self.wording = Wording([content_of(row) for row in self.statements.to_dict("records")])
        events = self.statements["event"].to_numpy()
        first, second = np.triu_indices(len(events), k=1)
        kept = events[first] == events[second]
        self.first, self.second, self.event = first[kept], second[kept], events[first[kept]]
        utterances = self.statements["utterance_id"].to_numpy()
        self.same = utterances[self.first] == utterances[self.second]
        self.features = self.wording.features(self.first, self.second)

    def groups(self, labelled: Pairs) -> dict[str, Any]:
        """Pairwise and B-cubed figures, each event with weights that have not seen it; counts for each event."""
        counts, cubes = [], []
        for event in sorted(set(self.event)):
            own = self.event == event
            weights = fit_both((labelled.features, labelled.same), (self.features[~own], self.same[~own]))
            articles = self.articles[self.articles["event"] == event]
            found = align_statements(self.statements, articles, weights=weights).set_index("statement_id")["utterance"]
            gold = self.statements.set_index("statement_id")["utterance_id"][found.index]
            counts.append(pair_counts(gold.to_numpy(), found.to_numpy()))
            cubes.append((len(gold), *b_cubed(gold.to_numpy(), found.to_numpy())))
        size = np.array([row[0] for row in cubes], dtype=float)
        precision, recall = (float(size @ [row[at] for row in cubes] / size.sum()) for at in (1, 2))
        return {"counts": counts, "b_cubed": {**three(precision, recall), "statements": int(size.sum())}}


def three(precision: float, recall: float) -> dict[str, float]:
    """Precision, recall and F1."""
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4)}


def pair_counts(gold: np.ndarray, found: np.ndarray) -> np.ndarray:
    """One row: pairs in one group on both sides, in what was found, and in truth."""
    one, other = np.triu_indices(len(gold), k=1)
    truly, told = gold[one] == gold[other], found[one] == found[other]
    return np.array([[(truly & told).sum(), told.sum(), truly.sum()]], dtype=np.int64)


def b_cubed(gold: np.ndarray, found: np.ndarray) -> tuple[float, float]:
    """Precision and recall in the mean over items: of those in its group, which share is of its kind, and vice versa.

    >>> b_cubed(np.array(["a", "a", "b"]), np.array([1, 1, 1]))
    (0.5555555555555555, 1.0)
    """
    truly, told = gold[:, None] == gold[None, :], found[:, None] == found[None, :]
    both = (truly & told).sum(axis=1)
    return float((both / told.sum(axis=1)).mean()), float((both / truly.sum(axis=1)).mean())


def measure(pairs: Pairs, likely: np.ndarray, *, bootstrap: int = 0) -> dict[str, Any]:
    """``scores`` of all pairs, ``by_label``; intervals are drawn over events, whose pairs hang together."""
    told = likely >= THRESHOLD
    counts = []
    for event in sorted(set(pairs.event)):
        own = pairs.event == event
        same, hit = pairs.same[own], told[own]
        rows = [((same & hit).sum(), hit.sum(), same.sum())]
        for label in KEYS:
            right = (hit & (pairs.labels[own] == label)).sum()
            rows.append((right, right, (pairs.labels[own] == label).sum()))
        counts.append(np.array(rows, dtype=np.int64))
    table = scores(("pair", *KEYS), counts, bootstrap=bootstrap)
    kept = ("r", "r_95", "right", "gold")
    return {
        "scores": {"pair": table["pair"]},
        "by_label": {
            label: {key: table[label][key] for key in kept if key in table[label]}
            for label in KEYS
            if table[label]["gold"]
        },
    }


def peers(develop: Pairs, check: Pairs, likely: tuple[np.ndarray, np.ndarray]) -> dict[str, Any]:
    """Each way to score a pair: average precision, and the figures at the threshold that is best on develop."""
    words = TfidfVectorizer().fit([text for pair in develop.texts for text in pair])
    ways = {
        "framing": likely,
        "rapidfuzz token_set_ratio": tuple(
            np.array([fuzz.token_set_ratio(a.lower(), b.lower()) for a, b in part.texts]) for part in (develop, check)
        ),
        "cosine of tf-idf of words": tuple(_cosines(words, part.texts) for part in (develop, check)),
    }
    return {name: _at_best(develop.same, check.same, *values) for name, values in ways.items()}


def _cosines(words: TfidfVectorizer, texts: Sequence[tuple[str, str]]) -> np.ndarray:
    one, other = (words.transform(side) for side in zip(*texts))
    return np.asarray(one.multiply(other).sum(axis=1)).ravel()


def _at_best(tuned: np.ndarray, same: np.ndarray, tuning: np.ndarray, values: np.ndarray) -> dict[str, float]:
    precision, recall, thresholds = precision_recall_curve(tuned, tuning)
    best = np.argmax((2 * precision * recall / np.maximum(precision + recall, 1e-9))[:-1])
    told = values >= thresholds[best]
    hit = float((told & same).sum())
    average = round(float(average_precision_score(same, values)), 4)
    return {"average_precision": average, **three(hit / max(1, told.sum()), hit / max(1, same.sum()))}


def speed(constructed: Constructed) -> dict[str, float]:
    """Seconds for one large event: ours (without making the contents), and all pairs by rapidfuzz."""
    texts = [row for row in constructed.statements["content"] for _ in range(COPIES)]
    contents = [Content(f"{text} {number}", event="one") for number, text in enumerate(texts)]
    begin = time.perf_counter()
    wording = Wording(contents)
    wording.features(*wording.neighbours(np.arange(len(contents))))
    middle = time.perf_counter()
    process.cdist([one.text for one in contents], [one.text for one in contents], scorer=fuzz.token_set_ratio)
    end = time.perf_counter()
    return {
        "statements": len(contents),
        "ours_s": round(middle - begin, 3),
        "all_pairs_s": round(end - middle, 3),
        "times_faster": round((end - middle) / (middle - begin), 2),
    }


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = parser_of(
        "Measure how well statements of one utterance are found.", items="pairs", drawn="events", file="PAIRS.jsonl"
    )
    parser.add_argument("--train", action="store_true", help=f"first train the weights and write {WEIGHTS.name}")
    return parsed(parser, arguments)


def publish_all(gold: Path, part: str, bootstrap: int, result: dict[str, Any]) -> None:
    """Put the figures in the published file: the pairs, the recall by label, the groups."""
    command = f"python benchmarks/alignment.py {gold.name} --part {part} --bootstrap {bootstrap}"
    meta = {**result["meta"], "means": MEANS}
    publish(rows_of_scores(DETECTOR, result["scores"], meta, command))
    labels = result["by_label"].items()
    publish([row_of(BY_LABEL, f"{KEYS[name]}.r", {**row, "of": row["gold"]}, meta, command) for name, row in labels])
    publish(rows_of_scores(GROUPS, {"grouped": result["constructed"]["grouped"]}, meta, command))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    chosen = options(arguments)
    records = read_gold(chosen.gold)
    develop, pairs = Pairs(in_part(records, "develop")), Pairs(in_part(records, chosen.part))
    constructed = Constructed()
    if chosen.train:
        weights = fit_both((develop.features, develop.same), (constructed.features, constructed.same))
        made_from = (
            "Weights of a logistic regression: does a pair of statements report one utterance? Trained by",
            "python benchmarks/alignment.py data/pairs/alignment.jsonl --train",
            f"on {len(develop.same)} labelled pairs (develop) and {len(constructed.same)} of the constructed corpus.",
        )
        write(weights, made_from, WEIGHTS)
        published_weights.cache_clear()
    weights = dict(published_weights())
    likely = probability(pairs.features, weights)
    groups = constructed.groups(develop)
    grouped = scores(("grouped",), groups["counts"], bootstrap=chosen.bootstrap)["grouped"]
    result = {
        "pairs": len(pairs.same),
        **measure(pairs, likely, bootstrap=chosen.bootstrap),
        "peers": peers(develop, pairs, (probability(develop.features, weights), likely)),
        "constructed": {"grouped": grouped, "b_cubed": groups["b_cubed"]},
        "speed": speed(constructed),
        "weights": weights,
        "meta": {"framing": __version__, "data_set": chosen.gold.stem, "split": chosen.part},
    }
    if chosen.publish:
        publish_all(chosen.gold, chosen.part, chosen.bootstrap, result)
    json.dump(result, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
