"""How far coders agree, beyond chance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling
from framing.compare.coding import ALL, PER, coded_items
from framing.compare.groups import choose

NOBODY_TWICE = "no hit was coded by two coders"
ONE_VALUE = "all answers are the same: agreement cannot be told from chance"
LEAST_HITS = 10
EQUAL = 1e-9  # alphas that differ by less are the same but for rounding
FEW_HITS = f"fewer than {LEAST_HITS} hits coded by two: no interval"
ALWAYS_EQUAL = "alpha is the same in every resample: no interval"
NO_DRAW = "no resample has both answers: no interval"


def coder_agreement(coded: pd.DataFrame, *, by: str = "category", resampling: Resampling = DEFAULT) -> pd.DataFrame:
    """Krippendorff's alpha between coders (nominal): one row a category (or another ``by``) of each lexicon, and "all".

    Columns: ``lexicon``, ``lexicon_version``, the one of ``by``, ``n_items`` (hits coded by two or more, which alone
    count), ``n_coders``, ``agreement`` (share of pairs of answers to the same hit that are equal, each hit weighing
    alike), ``alpha``, ``low``, ``high`` (percentile bootstrap over hits; draws in which all answers are the same have
    no alpha and are left out) and ``reason``, which says why alpha or its interval is missing. There is no interval
    below ten such hits, nor where alpha is the same in every draw, as it is when coders never differ: no resample of
    hits without a difference shows one, so that the interval would be 1 to 1 for three hits as for three thousand.
    Alpha is 1 for full agreement, 0 for that of chance; Krippendorff asks for .800, and .667 for tentative conclusions.
    Where nearly all hits are right it is low even if coders hardly differ: read it with ``agreement``. Hits are not
    weighted by stratum.

    Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. Zapf, A., Castell, S., Morawietz, L. and
    Karch, A. (2016). Measuring inter-rater reliability for nominal data. BMC Medical Research Methodology 16:93.
    Raises ChoiceError for a bad ``by``, TableError for a frame that is no coded sample.

    ``resampling`` is how intervals are drawn.

    >>> hits = pd.DataFrame({"item": list("abcd"), "lexicon": "labels", "lexicon_version": "1.0.0",
    ...     "category": "crowd", "stratum": "crowd", "n_stratum": 9})
    >>> coded = pd.concat([hits.assign(coder="Moss", correct=["yes", "no", "yes", "no"]),
    ...     hits.assign(coder="Lund", correct=["yes", "no", "yes", "yes"])], ignore_index=True)
    >>> coder_agreement(coded).round(2)[["category", "n_items", "n_coders", "agreement", "alpha"]].values.tolist()
    [['crowd', 4, 2, 0.75, 0.53], ['all', 4, 2, 0.75, 0.53]]
    """
    choose("by", by, PER)
    items = coded_items(coded, by)
    rows = []
    for (name, version), part in items.groupby(["lexicon", "lexicon_version"], sort=True):
        for value, own in [*part.groupby(by, sort=True), (ALL, part)]:
            rows.append({"lexicon": name, "lexicon_version": version, by: value, **_agreement(own, resampling)})
    columns = ["lexicon", "lexicon_version", by, "n_items", "n_coders", "agreement", "alpha", "low", "high", "reason"]
    types = {"n_items": "Int64", "n_coders": "Int64", **dict.fromkeys(("lexicon", "lexicon_version", by), "string")}
    return pd.DataFrame(rows, columns=columns).astype({**types, "reason": "string"})


def _agreement(items: pd.DataFrame, resampling: Resampling) -> dict[str, object]:
    pairable = items[items["answers"] >= 2]
    counts = np.column_stack([pairable["answers"] - pairable["yes"], pairable["yes"]]).astype(float)
    found: dict[str, object] = {
        "n_items": len(pairable), "n_coders": len(frozenset().union(*pairable["coders"])), "agreement": np.nan,
        "alpha": np.nan, "low": np.nan, "high": np.nan, "reason": None,
    }  # fmt: skip
    if not len(pairable):
        return {**found, "reason": NOBODY_TWICE}
    total = counts.sum(axis=1)
    found["agreement"] = float(np.mean((counts * (counts - 1)).sum(axis=1) / (total * (total - 1))))
    if not counts.sum(axis=0).all():
        return {**found, "reason": ONE_VALUE}
    found["alpha"] = nominal_alpha(counts)
    if len(counts) < LEAST_HITS:
        return {**found, "reason": FEW_HITS}
    drawn = _drawn_alphas(counts, resampling)
    if not len(drawn):
        return {**found, "reason": NO_DRAW}
    if np.ptp(drawn) < EQUAL:
        return {**found, "reason": ALWAYS_EQUAL}
    tail = (1 - resampling.level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return {**found, "low": float(low), "high": float(high)}


def nominal_alpha(counts: np.ndarray) -> float:
    """Alpha of hits × values, each cell how many coders gave the value; both values must occur.

    >>> round(nominal_alpha(np.array([[2, 0], [0, 2], [1, 1]])), 3)
    0.444
    """
    import krippendorff

    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def _drawn_alphas(counts: np.ndarray, resampling: Resampling) -> np.ndarray:
    """Alpha of each resample of hits that has both values."""
    rng = resampling.rng()
    alphas = []
    for _ in range(resampling.draws):
        own = counts[rng.integers(len(counts), size=len(counts))]
        if own.sum(axis=0).all():
            alphas.append(nominal_alpha(own))
    return np.array(alphas)
