"""Means and rates corrected for the detector's own errors, by what people coded in a random sample.

A detector that misses some statements and invents others gives a rate that is off in a way no interval over articles
shows. Prediction-powered inference (Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023) takes the mean of the
detector over all units and adds the mean difference between people and detector over the coded ones; with its power
tuning (PPI++, Angelopoulos, Duchi and Zrnic 2023) it is never worse, in large samples, than the coded sample alone.
It needs no model of the errors, but two things: the coded units must be a random sample of the group's units, and
people must have coded what is to be measured, misses of the detector included.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.errors import ChoiceError, TableError

FEW_CODED = 30
_NEEDED = ("doc_id", "detected", "coded")
_COUNTS = ("n_units", "n_articles", "n_coded", "n_coded_articles")


class Estimate(NamedTuple):
    """A prediction-powered mean: its value, its standard error, and the weight (0 to 1) that the detector got."""

    mean: float
    error: float
    power: float


def corrected_rates(
    units: pd.DataFrame, *, by: str = "outlet", size: str | None = None, per: float = 1, level: float = 0.95
) -> pd.DataFrame:
    """The rate that the detector gives beside the one corrected by a coded sample; one row a group.

    ``units`` has one row a unit (an article, a sentence, a statement): its ``doc_id``, its group (the column ``by``),
    ``detected`` (what the detector found in it: 0 or 1, or a count) and ``coded`` (what people found; missing where
    nobody coded it). Without ``size`` the rate is ``per`` times the mean of the units; with it, the sum over the
    units for ``per`` of the sum of that column (say ``n_words``, and 1000).

    Columns: the group, ``n_units``, ``n_articles``, ``n_coded``, ``n_coded_articles``, ``raw`` with ``raw_low`` and
    ``raw_high``, ``corrected`` with ``low`` and ``high``, ``power`` (the weight of the detector: near 0 it agrees so
    little with people that only the coded units count) and ``reading``. Intervals take units of one article as hanging
    together (sums over articles, Student's t with one degree less than there are articles); those of ``raw`` know
    nothing of the detector's errors. Missing where fewer than two articles are coded.

    Raises TableError for missing columns, for values that are no numbers and for an empty table, ChoiceError for a
    ``level`` outside 0 to 1.

    >>> units = pd.DataFrame({"doc_id": list("abcdef"), "outlet": "Post", "detected": [1, 1, 0, 1, 1, 0],
    ...                       "coded": [1, 0, 0, None, None, None]})
    >>> corrected_rates(units)[["n_units", "n_coded", "raw", "corrected"]].round(2).values.tolist()
    [[6, 3, 0.67, 0.33]]
    """
    if not 0 < level < 1:
        raise ChoiceError(f"level={level!r}: give a number between 0 and 1 (0.95 is usual)")
    table = _read(units, by, size)
    rows = []
    for name, group in table.groupby(by, sort=True):
        scale = per if size is None else per * len(group) / group[size].sum()
        rows.append({by: str(name), **_row(group, scale, level)})
    result = pd.DataFrame(rows)
    for count in _COUNTS:
        result[count] = result[count].astype("Int64")
    for text in (by, "reading"):
        result[text] = result[text].astype("string")
    return result


def prediction_powered_mean(
    coded: np.ndarray, detected: np.ndarray, rest: np.ndarray, *, articles: tuple[np.ndarray, np.ndarray] | None = None
) -> Estimate:
    """The power-tuned prediction-powered mean; `rest` is what the detector found in the units that nobody coded.

    `articles` names the article of each coded unit and of each of the rest; by default every unit is its own. The
    standard error sums what each article adds to the estimate, which for single units is that of the literature.

    >>> prediction_powered_mean(np.array([1.0, 0, 1, 0]), np.array([1.0, 0, 1, 0]), np.array([1.0, 1, 0, 0])).mean
    0.5
    """
    n, more = len(coded), len(rest)
    if not more:
        power = 0.0
    else:
        spread = np.var(np.concatenate([detected, rest]), ddof=1)
        shared = np.mean((coded - coded.mean()) * (detected - detected.mean()))
        power = float(np.clip(shared / ((1 + n / more) * spread), 0, 1)) if spread > 0 else 0.0
    rectifier = coded - power * detected
    imputed = power * rest
    mean = rectifier.mean() + (imputed.mean() if more else 0.0)
    adds = np.concatenate([(rectifier - rectifier.mean()) / n, (imputed - imputed.mean()) / more if more else rest])
    return Estimate(float(mean), float(np.sqrt(_squares(adds, articles))), power)


def _squares(adds: np.ndarray, articles: tuple[np.ndarray, np.ndarray] | None) -> float:
    """The sum of squares of what the articles add up to."""
    if articles is None:
        return float((adds**2).sum())
    _, numbers = np.unique(np.concatenate(articles), return_inverse=True)
    return float((np.bincount(numbers, weights=adds) ** 2).sum())


def _read(units: pd.DataFrame, by: str, size: str | None) -> pd.DataFrame:
    needed = [*_NEEDED, by, *([size] if size else [])]
    missing = [name for name in needed if name not in units.columns]
    if missing:
        raise TableError(f"`units` lacks {', '.join(missing)}; it needs one row a unit with {', '.join(needed)}")
    if units.empty:
        raise TableError("`units` is empty: there is nothing to estimate; give one row a unit")
    table = units[needed].copy()
    for name in ("detected", "coded", *([size] if size else [])):
        numbers = pd.to_numeric(table[name], errors="coerce").astype("float64")
        bad = numbers.isna() & (table[name].notna() if name == "coded" else True)
        if bad.any():
            place = int(bad.to_numpy().argmax())
            row, found = table.index[place], table[name].iloc[place]
            raise TableError(f"`units`, row {row}: {name} is {found!r}, no number ({int(bad.sum())} such rows)")
        table[name] = numbers
    return table


def _row(group: pd.DataFrame, scale: float, level: float) -> dict[str, object]:
    has = group["coded"].notna().to_numpy()
    detected, coded = group["detected"].to_numpy(), group["coded"].to_numpy()[has]
    docs = group["doc_id"].astype(str).to_numpy()
    n_articles, n_coded_articles = len(set(docs)), len(set(docs[has]))
    raw = float(detected.mean())
    raw_error = float(np.sqrt(_squares((detected - raw) / len(detected), (docs, docs[:0]))))
    raw_low, raw_high = _bounds(raw, raw_error, n_articles, level, scale)
    corrected = power = low = high = np.nan
    if len(coded):
        found = prediction_powered_mean(coded, detected[has], detected[~has], articles=(docs[has], docs[~has]))
        corrected, power = scale * found.mean, found.power
        low, high = _bounds(found.mean, found.error, n_coded_articles, level, scale)
    return {
        "n_units": len(group), "n_articles": n_articles, "n_coded": len(coded), "n_coded_articles": n_coded_articles,
        "raw": scale * raw, "raw_low": raw_low, "raw_high": raw_high,
        "corrected": corrected, "low": low, "high": high, "power": power,
        "reading": _reading(len(coded), scale * raw, low, high, level),
    }  # fmt: skip


def _bounds(mean: float, error: float, articles: int, level: float, scale: float) -> tuple[float, float]:
    from scipy import stats  # slow to import

    if articles < 2:
        return np.nan, np.nan
    reach = stats.t.ppf((1 + level) / 2, articles - 1) * error
    return scale * (mean - reach), scale * (mean + reach)


def _reading(coded: int, raw: float, low: float, high: float, level: float) -> str:
    """What the correction says of the raw rate."""
    if np.isnan(low):
        return f"{coded} coded units, of fewer than two articles, are too few to correct; code units of more articles."
    few = f" With {coded} coded units take the interval as rough." if coded < FEW_CODED else ""
    interval = f"the {100 * level:.0f} % interval of the corrected rate"
    if low <= raw <= high:
        return f"The raw rate lies within {interval}: no error of the detector in this rate is shown.{few}"
    way = "high" if raw > high else "low"
    return f"The raw rate is too {way}: it lies outside {interval}. Report the corrected one.{few}"
