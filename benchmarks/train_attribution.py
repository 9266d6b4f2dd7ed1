"""Train the two regressions of framing/find/weights.tsv on annotated articles.

    python benchmarks/train_attribution.py GOLD.jsonl [--out framing/find/weights.tsv] [--cache DIR] [--threshold 0.0]

GOLD.jsonl has the form of ../shared/data/polnear-train.jsonl. Only the development part is read (see split.py).
One row of the first regression is a possible cue, its class whether annotators marked it and its content; one row of
the second is a possible content of a marked cue, its class whether it is theirs word for word. Both are logistic, with
an L2 penalty chosen by five-fold cross-validation over articles; features seen in fewer than three rows are left
out, as are weights under 0.02. The hits and misses of the reporting lexicon are rows of the first regression too, each
worth several annotated ones: an entry's own examples hold wherever the corpus does not speak against them loudly. The
file names what made it. Prints cross-validated figures (articles alone) as JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from split import in_part

from framing import __version__
from framing.find import Layout
from framing.find.candidates import Candidate, candidates_of
from framing.find.cues import Cue, find_cues
from framing.find.features import content_features, cue_features
from framing.find.sources import source_of
from framing.lexicon import Lexicon, load_lexicon
from framing.lexicon.marks import unmark
from framing.parse import Tokens, load_model, parse_columns

FOLDS = 5
PENALTIES = {"cue": (0.15, 0.5), "content": (0.1, 0.3, 1.0)}
FEWEST_ROWS = 3
LEAST_WEIGHT = 0.02
HIT_WEIGHT, MISS_WEIGHT = 3.0, 6.0  # of an example of the lexicon, against 1 for an annotated cue
NEAR = 0.5  # Dice of words: a cue whose best content is further off teaches nothing about contents
WORD = re.compile(r"\w+")
Words = frozenset[int]


@dataclass
class Rows:
    """Rows of one regression: their features, classes, folds, and the group (cue) that they belong to."""

    features: list[list[str]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    fold: list[int] = field(default_factory=list)
    group: list[int] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)

    def add(self, features: Iterator[str], right: bool, fold: int, group: int, *, weight: float = 1.0) -> None:
        self.features.append(list(features))
        self.right.append(right)
        self.fold.append(fold)
        self.group.append(group)
        self.weight.append(weight)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=Path("framing/find/weights.tsv"))
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--threshold", type=float, default=0.0, help="log-odds that a cue must reach")
    options = parser.parse_args()
    lines = options.gold.read_text("utf-8").splitlines()
    records = in_part(map(json.loads, lines), "develop")
    lexicon = load_lexicon("reporting-verbs")
    cues, contents = collect(records, lexicon, cache=options.cache or True)
    examples = collect_examples(lexicon)
    report: dict[str, Any] = {"articles": len(records)}
    written = [
        f"# made by benchmarks/train_attribution.py, framing {__version__}",
        f"# from {options.gold.name}, development part: {len(records)} articles",
        f"threshold\tcue\t{options.threshold}",
    ]
    for name, rows in (("cue", cues), ("content", contents)):
        penalty, figures = choose_penalty(name, rows)
        weights = fit(rows, penalty, examples if name == "cue" else Rows())
        written += [f"{name}\t{feature}\t{weight:.3f}" for feature, weight in weights]
        report[name] = {"rows": len(rows.right), "right": sum(rows.right), "weights": len(weights), **figures}
    options.out.write_text("\n".join(written) + "\n", "utf-8")
    json.dump(report, sys.stdout, indent=1)
    print()


def collect(records: list[dict[str, Any]], lexicon: Lexicon, *, cache: bool | Path) -> tuple[Rows, Rows]:
    """The rows of both regressions over annotated articles."""
    cues, contents = Rows(), Rows()
    group = 0
    articles = pd.DataFrame(records)[["doc_id", "text"]]
    for record, tokens in zip(records, parse_columns(articles, cache=cache)):
        fold = int(hashlib.sha256(("fold " + record["doc_id"]).encode()).hexdigest(), 16) % FOLDS
        layout = Layout.of(tokens)
        gold = gold_contents(record, tokens)
        for cue, candidates in possible_cues(layout, lexicon):
            group += 1
            wanted = gold.get(cue.head, gold.get(cue.first, frozenset()))
            near = [dice(wanted, words_of(tokens, candidate)) for candidate in candidates]
            first = candidates[0]
            source = source_of(layout, cue, first.content.tokens())
            cues.add(cue_features(layout, cue, first, source), max(near) > 0, fold, group)
            if max(near) >= NEAR:
                for candidate, closeness in zip(candidates, near):
                    right = closeness == max(near) and closeness >= 0.8
                    contents.add(content_features(layout, cue, candidate), right, fold, group)
    return cues, contents


def collect_examples(lexicon: Lexicon) -> Rows:
    """The lexicon's hits and misses as rows of the first regression."""
    rows = Rows()
    marked = [(term, unmark(hit), True) for term in lexicon for hit in term.hits]
    marked += [(term, (miss, ()), False) for term in lexicon for miss in term.misses]
    for (term, (_, spans), hit), doc in zip(marked, load_model().pipe([text for _, (text, _), _ in marked])):
        layout = Layout.of(Tokens.of(doc))
        tokens = layout.tokens
        for cue, candidates in possible_cues(layout, lexicon):
            covers = any(start < tokens.end[cue.last] and tokens.start[cue.first] < end for start, end in spans)
            if cue.term.id == term.id and (covers or not hit):
                source = source_of(layout, cue, candidates[0].content.tokens())
                weight = HIT_WEIGHT if hit else MISS_WEIGHT
                rows.add(cue_features(layout, cue, candidates[0], source), hit, -1, -1, weight=weight)
    return rows


def possible_cues(layout: Layout, lexicon: Lexicon) -> Iterator[tuple[Cue, list[Candidate]]]:
    """Each possible cue with its possible contents, as find_statements goes through them."""
    taken: set[int] = set()
    for cue in find_cues(layout.tokens, lexicon):
        if cue.head in taken or cue.first in taken or layout.in_speech[cue.head]:
            continue
        candidates = candidates_of(layout, cue)
        if candidates:
            taken.update(range(cue.first, cue.last + 1), (cue.head,))
            yield cue, candidates


def gold_contents(record: dict[str, Any], tokens: Tokens) -> dict[int, Words]:
    """For each token of an annotated cue, the characters at which the words of its content begin."""
    found: dict[int, Words] = {}
    for attribution in record["attributions"]:
        words = words_in(record["text"], attribution["content"])
        for start, end in attribution["cue"]:
            for token in range(*tokens.within(start, end)):
                found.setdefault(token, words)
    return found


def words_of(tokens: Tokens, candidate: Candidate) -> Words:
    """The characters at which the words of a candidate begin."""
    spans = [(tokens.start[first], tokens.end[last]) for first, last in candidate.content.runs]
    return words_in(tokens.text, spans)


def words_in(text: str, spans: list[Any]) -> Words:
    return frozenset(match.start() for start, end in spans for match in WORD.finditer(text, start, end))


def dice(a: Words, b: Words) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def choose_penalty(name: str, rows: Rows) -> tuple[float, dict[str, float]]:
    """The penalty with the best cross-validated figure, and that figure."""
    best: tuple[float, float] = (-1.0, 0.0)
    label = "f1_at_even_odds" if name == "cue" else "right_content_chosen"
    for penalty in PENALTIES[name]:
        odds = np.zeros(len(rows.right))
        folds = np.array(rows.fold)
        for fold in range(FOLDS):
            model, names = _regression(rows, penalty, folds != fold)
            held = [feature for feature, out in zip(rows.features, folds == fold) if out]
            odds[folds == fold] = model.decision_function(names.transform(held))
        best = max(best, (cue_f1(rows, odds) if name == "cue" else content_choice(rows, odds), penalty))
    return best[1], {label: round(best[0], 4), "penalty": best[1]}


def cue_f1(rows: Rows, odds: np.ndarray) -> float:
    right, taken = np.array(rows.right), odds > 0
    return float(2 * (right & taken).sum() / (right.sum() + taken.sum()))


def content_choice(rows: Rows, odds: np.ndarray) -> float:
    frame = pd.DataFrame({"group": rows.group, "right": rows.right, "odds": odds})
    chosen = frame.loc[frame.groupby("group")["odds"].idxmax()]
    return float(chosen["right"].mean())


def fit(rows: Rows, penalty: float, more: Rows) -> list[tuple[str, float]]:
    """Feature and weight, the intercept first as ``(bias)``, learnt from the rows and from some more."""
    joined = Rows(*(getattr(rows, one.name) + getattr(more, one.name) for one in fields(Rows)))
    model, names = _regression(joined, penalty, np.ones(len(joined.right), bool))
    pairs = zip(names.get_feature_names_out(), model.coef_[0])
    kept = [(str(name), float(weight)) for name, weight in pairs if abs(weight) >= LEAST_WEIGHT]
    return [("(bias)", float(model.intercept_[0])), *kept]


def _regression(rows: Rows, penalty: float, chosen: np.ndarray) -> tuple[LogisticRegression, CountVectorizer]:
    names = CountVectorizer(analyzer=_same, binary=True, min_df=FEWEST_ROWS)
    matrix = names.fit_transform([features for features, use in zip(rows.features, chosen) if use])
    model = LogisticRegression(C=penalty, solver="liblinear", max_iter=500)
    return model.fit(matrix, np.array(rows.right)[chosen], np.array(rows.weight)[chosen]), names


def _same(features: list[str]) -> list[str]:
    return features


if __name__ == "__main__":
    main()
