"""Measure how much the lexicons, and transparent models over the suite's features, see of what people judge biased.

    python benchmarks/bias.py FILE.jsonl [--part check] [--bootstrap 1000] [--cache DIR] [--explain "A sentence."]

FILE.jsonl has one JSON object a line: ``id``, ``text`` (a sentence), ``label`` (1 when annotators judged it biased),
``spans`` (biased words, lists that begin with start and end in characters), ``outlet`` and ``group`` (the article).
Biased is what these annotators called so; no figure says who is right. Prints one JSON object:

``words``        biased words (see bias_metric.py), found by each lexicon, by all (``lexicons``), by the ``model``
``sentences``    biased sentences, macro-F1: any hit of the lexicon subjective (``list``), regression on the hits
                 of each category (``counts``), on words and pairs of words (``tfidf``), on the suite's features
                 (``model``), and on the outlet's name alone (``outlet``)
``left_out``     the same for outlets that the models learnt nothing from, together and each by itself
``weights``      the strongest weights of the model each way, in log-odds (``outlet:`` is the voice, nobody's name)
``meta``         versions, data set, part, and how the models were held from what they are scored on

The parts go by a hash of the article's name (split.py). For ``check`` the models learn from ``develop``; for
``develop`` and ``all`` the figures are cross-validated over articles in that part. With ``--explain``, a model that has
learnt from the part (for ``check``: from ``develop``) says why it finds a sentence biased or not; nothing is scored.

BABE (Spinde et al. 2021) is not part of this repository.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from attribution import read_gold
from bias_explain import explain, strongest
from bias_metric import sentence_scores, word_scores
from bias_models import (
    BiasModel,
    Example,
    Examples,
    Names,
    counts_model,
    counts_of,
    fold_of,
    outlet_model,
    outlet_of,
    text_of,
    tfidf_model,
)
from bias_sentences import Instruments, Sentence
from command_line import add_cache, parsed, parser_of
from publish import Row, metrics_of, publish, row_of, rows_of_scores
from split import part_of

from framing import __version__
from framing.lexicon import load_lexicon
from framing.parse import model_identity, parse_columns, parse_text

LEXICONS = (
    "hedges", "boosters", "presupposition", "subjective", "labels", "frames", "moral-foundations", "reporting-verbs",
)  # fmt: skip
LIST = "subjective"
SENTENCES = ("list", "counts", "tfidf", "model", "outlet")
LEARNT = ("counts", "tfidf", "model")  # scored on outlets left out too
DETECTORS = {"words": "biased words", "sentences": "biased sentences"}
LEFT_OUT = " (outlet left out)"
MEANS = {
    **{f"words.{name}": f"words judged biased that the lexicon {name} alone hits" for name in LEXICONS},
    "words.lexicons": "words judged biased that any of the lexicons hits",
    "words.model": "words judged biased, by a transparent model over the suite's features",
    "sentences.list": f"sentences judged biased or not, by whether the lexicon {LIST} hits a word",
    "sentences.counts": "sentences judged biased or not, by how often each category of the lexicons is hit",
    "sentences.tfidf": "sentences judged biased or not, by their words and pairs of words (tf-idf)",
    "sentences.model": "sentences judged biased or not, by a transparent model over the suite's features",
    "sentences.outlet": "sentences judged biased or not, by the name of the outlet alone",
}
METRICS = (
    *metrics_of([f"words.{name}" for name in (*LEXICONS, "lexicons", "model")]),
    *(f"sentences.{name}.macro_f1" for name in SENTENCES),
)


@dataclass
class Found:
    """What was found in examples: for each way of finding, the words of each sentence, and whether it is biased."""

    examples: list[Example] = field(default_factory=list)
    words: dict[str, list[list[bool]]] = field(default_factory=dict)
    sentences: dict[str, list[bool]] = field(default_factory=dict)

    def add(self, examples: Examples, words: Mapping[str, Any], sentences: Mapping[str, Any]) -> None:
        """Put in what was found in some more examples."""
        self.examples += examples
        for own, more in ((self.words, words), (self.sentences, sentences)):
            for name, found in more.items():
                own.setdefault(name, []).extend(found)

    def scores(self, bootstrap: int) -> dict[str, Any]:
        """The scores of each way of finding."""
        groups = [example.group for example in self.examples]
        marks, labels = [example.marks for example in self.examples], [example.label for example in self.examples]
        return {
            "words": word_scores(marks, self.words, groups, bootstrap),
            "sentences": sentence_scores(labels, self.sentences, groups, bootstrap),
        }


def in_part(records: Iterable[dict[str, Any]], part: str) -> list[dict[str, Any]]:
    """The records of ``develop``, of ``check``, or of ``all``, by the article: its sentences are never parted."""
    return [record for record in records if part in ("all", part_of(record["group"]))]


def read_examples(records: Sequence[dict[str, Any]], *, cache: Path | None) -> tuple[Names, list[Example]]:
    """The records with what the suite sees of them."""
    instruments = Instruments.of(*map(load_lexicon, LEXICONS))
    texts = pd.DataFrame({"doc_id": map(str, range(len(records))), "text": [one["text"] for one in records]})
    sentences = [Sentence.of(tokens, instruments) for tokens in parse_columns(texts, cache=cache or True)]
    names = Names.of(sentences)
    return names, [names.example(record, sentence) for record, sentence in zip(records, sentences)]


def splits(examples: Examples, part: str) -> list[tuple[list[Example], list[Example]]]:
    """What to learn from and what to score: develop and check, or each fold in turn; no article is in both."""
    if part == "check":
        parts = {name: [one for one in examples if part_of(one.group) == name] for name in ("develop", "check")}
        return [(parts["develop"], parts["check"])]
    folds = [fold_of(example.group) for example in examples]
    return [
        (
            [example for example, own in zip(examples, folds) if own != fold],
            [example for example, own in zip(examples, folds) if own == fold],
        )
        for fold in sorted(set(folds))
    ]


def by_lexicons(test: Examples) -> dict[str, list[list[bool]]]:
    """The words that each lexicon hits, and those that any does: nothing is learnt."""
    found = {name: [example.sentence.found_by(name) for example in test] for name in LEXICONS}
    return {**found, "lexicons": [example.sentence.found_by() for example in test]}


def learnt_labels(train: Examples, test: Examples) -> dict[str, list[bool]]:
    """The sentences that the models beside the suite's own find."""
    labels = [example.label for example in train]
    ways = {
        "counts": (counts_model(), counts_of),
        "tfidf": (tfidf_model(), text_of),
        "outlet": (outlet_model(), outlet_of),
    }
    return {
        name: model.fit(list(map(seen, train)), labels).predict(list(map(seen, test))).tolist()
        for name, (model, seen) in ways.items()
    }


def held_out(names: Names, pairs: Iterable[tuple[Examples, Examples]]) -> Found:
    """What every way of finding finds in the sentences to score."""
    found = Found()
    for train, test in pairs:
        model = BiasModel.fit(names, train)
        words = by_lexicons(test)
        labels = {
            "list": [any(marks) for marks in words[LIST]],
            **learnt_labels(train, test),
            "model": model.labels(test),
        }
        found.add(test, {**words, "model": model.marks(test)}, {name: labels[name] for name in SENTENCES})
    return found


def outlets_left_out(names: Names, examples: Examples, part: str) -> dict[str, Found]:
    """For each outlet, what models find in its sentences that learnt from all other outlets."""
    learn, score = splits(examples, part)[0] if part == "check" else (examples, examples)
    found: dict[str, Found] = {}
    for outlet in sorted({example.record["outlet"] for example in score}):
        train = [example for example in learn if example.record["outlet"] != outlet]
        test = [example for example in score if example.record["outlet"] == outlet]
        model = BiasModel.fit(names, train)
        labels = {**learnt_labels(train, test), "model": model.labels(test)}
        found[outlet] = Found()
        found[outlet].add(test, {"model": model.marks(test)}, {name: labels[name] for name in LEARNT})
    return found


def left_out_scores(found: Mapping[str, Found], bootstrap: int) -> dict[str, Any]:
    """The scores over all outlets that were left out, and of each by itself (no intervals there)."""
    together = Found()
    for one in found.values():
        together.add(one.examples, one.words, one.sentences)
    by_outlet = {
        outlet: {
            "sentences": len(one.examples),
            "biased": sum(example.label for example in one.examples),
            "words_f1": scores["words"]["model"]["f1"],
            "macro_f1": {name: values["macro_f1"] for name, values in scores["sentences"].items()},
        }
        for outlet, one in found.items()
        for scores in [one.scores(0)]
    }
    return {**together.scores(bootstrap), "by_outlet": by_outlet}


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = parser_of(
        "Measure how well words and sentences judged biased are found.", items="articles", file="FILE.jsonl"
    )
    add_cache(parser)
    parser.add_argument(
        "--explain", metavar="SENTENCE", help="say why the model finds this sentence biased or not; score nothing"
    )
    return parsed(parser, arguments)


def rows_of(result: Mapping[str, Any], command: str) -> list[Row]:
    """The rows to publish: words and sentences, then the same for outlets left out."""
    meta = {**result["meta"], "means": MEANS}
    rows: list[Row] = []
    for scores, suffix in ((result, ""), (result["left_out"], LEFT_OUT)):
        words = {f"words.{name}": values for name, values in scores["words"].items()}
        rows += rows_of_scores(DETECTORS["words"] + suffix, words, meta, command)
        rows += [
            row_of(DETECTORS["sentences"] + suffix, f"sentences.{name}.macro_f1", values, meta, command)
            for name, values in scores["sentences"].items()
        ]
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    chosen = options(arguments)
    records = in_part(read_gold(chosen.gold), "all" if chosen.part == "check" else chosen.part)
    names, examples = read_examples(records, cache=chosen.cache)
    pairs = splits(examples, chosen.part)
    learnt = BiasModel.fit(names, pairs[0][0] if chosen.part == "check" else examples)
    if chosen.explain is not None:
        sentence = Sentence.of(parse_text(chosen.explain), examples[0].sentence.instruments)
        result = explain(learnt, names.example({"text": chosen.explain, "spans": []}, sentence))
    else:
        found = held_out(names, pairs)
        model, version = model_identity()
        result = {
            "articles": len({example.group for example in found.examples}),
            **found.scores(chosen.bootstrap),
            "left_out": left_out_scores(outlets_left_out(names, examples, chosen.part), chosen.bootstrap),
            "weights": strongest(learnt),
            "meta": {
                "framing": __version__,
                "model": model,
                "model_version": version,
                "lexicons": {name: load_lexicon(name).version for name in LEXICONS},
                "data_set": chosen.gold.stem,
                "split": chosen.part,
                "learnt_from": "develop" if chosen.part == "check" else "the other folds, by article",
            },
        }
        if chosen.publish:
            command = (
                f"python benchmarks/bias.py {chosen.gold.name} --part {chosen.part} --bootstrap {chosen.bootstrap}"
            )
            publish(rows_of(result, command))
    json.dump(result, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
