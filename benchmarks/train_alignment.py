"""Train the weights of framing/compare/alignment.tsv; `python benchmarks/alignment.py PAIRS.jsonl --train` does so.

A logistic regression with an L2 penalty whose signs are held to what a feature means: what two contents share can only
speak for one utterance, what contradicts can only speak against it, so that every weight can be read. A wrong merge
costs as much as four missed ones: in real news pairs of one utterance are rarer among the candidates than in the
training data, and one utterance made of two misleads more than one told twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from framing.compare.align import INTERCEPT
from framing.compare.wording import FEATURES

AGAINST = ("apart", "other_actor", "numbers", "negation", "brief")
PENALTY = 1.0
# Of a labelled pair, beside 1 for a pair of the constructed corpus, of which there are many more.
LABELLED = 5.0
WRONG_MERGE = 4.0

Weights = dict[str, float]


def fit(features: np.ndarray, same: np.ndarray, importance: np.ndarray) -> Weights:
    """The weights of the features (pairs × `FEATURES`) and the intercept."""
    sign = np.where(same, 1.0, -1.0)
    weight = importance * np.where(same, 1.0, WRONG_MERGE)

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (features @ values[1:] + values[0])
        slope = -weight * sign * expit(-margin)
        gradient = np.r_[slope.sum(), features.T @ slope + values[1:] / PENALTY]
        return float(weight @ np.logaddexp(0, -margin) + values[1:] @ values[1:] / (2 * PENALTY)), gradient

    bounds = [(None, None), *((None, 0) if name in AGAINST else (0, None) for name in FEATURES)]
    found = minimize(loss, np.zeros(1 + len(FEATURES)), jac=True, bounds=bounds, method="L-BFGS-B")
    return dict(zip((INTERCEPT, *FEATURES), (round(float(value), 3) for value in found.x)))


def fit_both(labelled: tuple[np.ndarray, np.ndarray], constructed: tuple[np.ndarray, np.ndarray]) -> Weights:
    """The weights from labelled pairs and those of the constructed corpus, each features and whether they are one."""
    features = np.vstack([labelled[0], constructed[0]])
    importance = np.r_[np.full(len(labelled[1]), LABELLED), np.ones(len(constructed[1]))]
    return fit(features, np.r_[labelled[1], constructed[1]], importance)


def write(weights: Weights, made_from: Sequence[str], path: Path) -> None:
    """The file that `framing.compare.align` reads: tab-separated, with a head that says what made it."""
    lines = [*(f"# {line}" for line in made_from), *(f"{name}\t{value}" for name, value in weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
