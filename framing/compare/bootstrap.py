"""Intervals for ratios of sums, by resampling articles.

Words and statements of one article hang together (one reporter, one event, one desk), so the article is
what is drawn, not the sentence: a percentile bootstrap over clusters (Davison & Hinkley 1997, ch. 2 and 3.8;
Efron & Tibshirani 1993, ch. 13). The statistic is sum(numerator) / sum(denominator) over the drawn articles.

Rules for what a bootstrap cannot know:

* fewer than two articles with a denominator above 0: the interval is missing, for one cluster says nothing on how
  clusters vary;
* no hit at all: every draw gives 0, which would make absence look certain. Instead low = 0 and high is the exact
  bound at the same level: Poisson for a rate, -ln(0.05) / denominator, the "rule of three" (Hanley & Lippman-Hand
  1983); binomial for a share, 1 - 0.05 ** (1 / denominator). It takes hits as independent, so it is a least bound;
* nothing but hits (a share of 1): the same, mirrored;
* articles that all have the same ratio: the interval has no width; that is agreement between articles, not certainty;
* draws whose denominator is 0 are left out of the percentiles.

With fewer than about ten articles percentile intervals are too narrow; ``n_articles`` stands beside every interval
so that one can see it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.compare.groups import Groups
from framing.errors import ChoiceError

FEW_ARTICLES = 10
CELLS_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Resampling:
    """How intervals and tests are drawn: number of draws, seed, and level of confidence.

    >>> Resampling(draws=500, seed=3).level
    0.95
    """

    draws: int = 2000
    seed: int = 0
    level: float = 0.95

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise ChoiceError(f"draws={self.draws!r}: give at least 1 (2000 is usual)")
        if not 0 < self.level < 1:
            raise ChoiceError(f"level={self.level!r}: give a number between 0 and 1 (0.95 is usual)")

    def rng(self) -> np.random.Generator:
        """A fresh generator: the same seed gives the same draws."""
        return np.random.default_rng(self.seed)


DEFAULT = Resampling()


def ratio_interval(
    numerators: np.ndarray, denominators: np.ndarray, *, share: bool = False, resampling: Resampling = DEFAULT
) -> np.ndarray:
    """Low and high of sum(numerators) / sum(denominators), for each column; shape (columns, 2).

    Both arrays have one row an article; ``denominators`` may have one column for all. ``share`` says that the
    numerator counts some of the denominator's units. The rules for single articles and zero hits are the module's.

    ``resampling`` holds draws, seed and level. Nothing is raised; an interval that cannot be had is NaN.

    >>> hits, words = np.array([[0], [0], [0]]), np.array([[1000], [1000], [1000]])
    >>> ratio_interval(hits, words).round(6).tolist()
    [[0.0, 0.000999]]
    """
    above, below = np.broadcast_arrays(
        np.atleast_2d(np.asarray(numerators, dtype=float).T).T, np.atleast_2d(np.asarray(denominators, dtype=float).T).T
    )
    bounds = np.full((above.shape[1], 2), np.nan)
    if not len(above):
        return bounds
    usable = (below > 0).sum(axis=0) >= 2
    if usable.any():
        bounds[usable] = _percentiles(above[:, usable], below[:, usable], resampling)
    top, base = above.sum(axis=0), below.sum(axis=0)
    alpha = 1 - resampling.level
    for column in np.flatnonzero(usable):
        if top[column] == 0:
            bounds[column] = 0.0, 1 - alpha ** (1 / base[column]) if share else -np.log(alpha) / base[column]
        elif share and top[column] == base[column]:
            bounds[column] = alpha ** (1 / base[column]), 1.0
    return bounds


def ratio_table(
    groups: Groups,
    numerators: pd.DataFrame,
    denominators: pd.DataFrame,
    *,
    share: bool = False,
    per: float = 1,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """One row a group × column of ``numerators``.

    Columns: ``group``, ``level``, ``numerator``, ``denominator``, ``n_articles`` (those with a denominator above 0),
    ``value``, ``low``, ``high``. The frames have one row an article (``groups.docs``); ``denominators`` has the same
    columns or a single one. ``value`` is missing where the denominator is 0.
    """
    above = numerators.to_numpy(dtype=float)
    below = np.broadcast_to(denominators.to_numpy(dtype=float), above.shape)
    parts = []
    for number, name in enumerate(groups.names):
        own = groups.members(number)
        top, base = above[own].sum(axis=0), below[own].sum(axis=0)
        bounds = ratio_interval(above[own], below[own], share=share, resampling=resampling) * per
        with np.errstate(invalid="ignore", divide="ignore"):
            value = np.where(base > 0, per * top / base, np.nan)
        parts.append(
            pd.DataFrame(
                {
                    "group": pd.Series([name] * len(top), dtype="string"),
                    "level": list(numerators.columns),
                    "numerator": top,
                    "denominator": base,
                    "n_articles": (below[own] > 0).sum(axis=0),
                    "value": value,
                    "low": bounds[:, 0],
                    "high": bounds[:, 1],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _percentiles(above: np.ndarray, below: np.ndarray, resampling: Resampling) -> np.ndarray:
    articles = len(above)
    rng = resampling.rng()
    values = np.empty((resampling.draws, above.shape[1]))
    step = max(1, CELLS_AT_ONCE // articles)
    for first in range(0, resampling.draws, step):
        size = min(step, resampling.draws - first)
        weights = rng.multinomial(articles, np.full(articles, 1 / articles), size=size)
        base = weights @ below
        with np.errstate(invalid="ignore", divide="ignore"):
            values[first : first + size] = np.where(base > 0, (weights @ above) / base, np.nan)
    tail = (1 - resampling.level) / 2
    return np.nanquantile(values, [tail, 1 - tail], axis=0).T
