"""Why the transparent models of benchmarks/bias.py decide as they do: their weights, and what each feature adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from bias_models import BiasModel, Example

STRONGEST = 20
REASONS = 8

Weighed = list[tuple[str, float]]


def strongest(model: BiasModel, number: int = STRONGEST) -> dict[str, dict[str, Weighed]]:
    """The features with the largest weights each way, of both models, in log-odds."""
    vectorizer, regression = model.whole[0], model.whole[-1]
    columns = [str(name) for name in vectorizer.get_feature_names_out()]
    return {
        "words": _both_ways(model.words.columns(), model.words.regression.coef_[0], number),
        "sentences": _both_ways(columns, regression.coef_[0], number),
    }


def explain(model: BiasModel, example: Example) -> dict[str, Any]:
    """What made a sentence biased or not in the eyes of the models.

    ``log_odds`` is the sum of ``intercept`` and of what all features add; ``because`` lists those that add most,
    either way. ``words`` are the words found, each with its own log-odds and reasons. Log-odds of a sentence count
    from 0, those of a word from ``cut``.
    """
    (odds,) = model.words.odds([example])
    vectorizer, regression = model.whole[0], model.whole[-1]
    values = vectorizer.transform(model.features([example])).toarray()[0] * regression.coef_[0]
    total = float(values.sum() + regression.intercept_[0])
    return {
        "text": example.record["text"],
        "biased": total > 0,
        "log_odds": round(total, 3),
        "intercept": round(float(regression.intercept_[0]), 3),
        "because": _reasons(vectorizer.get_feature_names_out(), values),
        "cut": round(model.words.cut, 3),
        "words": _words(model, example, odds) if len(odds) else [],
    }


def _words(model: BiasModel, example: Example, odds: np.ndarray) -> list[dict[str, Any]]:
    columns, weights = model.words.columns(), model.words.regression.coef_[0]
    table = model.words.table([example])
    return [
        {
            "word": example.sentence.text_of(word),
            "log_odds": round(float(value), 3),
            "because": _reasons(columns, table[word].toarray()[0] * weights),
        }
        for word, value in enumerate(odds)
        if value >= model.words.cut
    ]


def _reasons(columns: Sequence[str], values: np.ndarray) -> Weighed:
    order = np.argsort(-np.abs(values), kind="stable")[:REASONS]
    return [(str(columns[at]), round(float(values[at]), 3)) for at in order if values[at]]


def _both_ways(columns: Sequence[str], weights: np.ndarray, number: int) -> dict[str, Weighed]:
    order = np.argsort(weights, kind="stable")
    weighed = [(columns[at], round(float(weights[at]), 3)) for at in order]
    return {
        "towards": [one for one in reversed(weighed[-number:]) if one[1] > 0],
        "away": [one for one in weighed[:number] if one[1] < 0],
    }
