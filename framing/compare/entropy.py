"""Shannon's entropy of counts: as it is, of a smaller sample, and as an estimate for what was not seen.

Each function takes samples × kinds, a row of counts for each sample, and gives one entropy in nats for each. The
literature is that of ``framing.compare.diversity``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

PLAIN = "none"


def shannon(counts: np.ndarray) -> np.ndarray:
    """The entropy of each row of counts in nats, uncorrected; missing for a row of zeros.

    >>> shannon(np.array([[5, 5], [3, 0]])).round(3).tolist()
    [0.693, 0.0]
    """
    totals = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, totals, out=np.full(counts.shape, np.nan), where=totals > 0)
    return np.asarray(0.0 - (shares * np.log(np.where(counts > 0, shares, 1))).sum(axis=1))


def miller_madow(counts: np.ndarray) -> np.ndarray:
    """The entropy of each row of counts plus (S - 1) / 2n: S sources in n statements.

    >>> miller_madow(np.array([[5, 5]])).round(3).tolist()
    [0.743]
    """
    totals = counts.sum(axis=1)
    seen = (counts > 0).sum(axis=1)
    return np.asarray(shannon(counts) + np.divide(seen - 1, 2 * totals, out=np.zeros(len(counts)), where=totals > 0))


def chao_shen(counts: np.ndarray) -> np.ndarray:
    """The entropy of each row of counts by Chao and Shen: shares times the sample's coverage, inversely weighted.

    The coverage is 1 - f / n with f sources of a single statement; where all are single, f is taken as n - 1.

    >>> chao_shen(np.array([[5, 5], [1, 1]])).round(3).tolist()
    [0.694, 1.584]
    """
    totals = counts.sum(axis=1, keepdims=True).astype(float)
    single = (counts == 1).sum(axis=1, keepdims=True)
    single = np.where(single == totals, totals - 1, single)
    known = np.where(counts > 0, counts, 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = (1 - single / totals) * known / totals
        terms = -shares * np.log(shares) / (1 - (1 - shares) ** totals)
    return np.asarray(np.where(totals[:, 0] > 0, np.where(counts > 0, terms, 0).sum(axis=1), np.nan))


def rarefied(counts: np.ndarray, size: int) -> np.ndarray:
    """The expected entropy of ``size`` statements drawn from each row of counts; missing for a row with fewer.

    >>> rarefied(np.array([[5, 5], [2, 1]]), 2).round(3).tolist()
    [0.385, 0.462]
    """
    from scipy.special import gammaln  # slow to import

    found, whole = np.full(len(counts), np.nan), np.asarray(counts).astype(int)
    totals = whole.sum(axis=1)
    for total in np.unique(totals[totals >= max(size, 1)]):
        rows = whole[totals == total]
        factorial = gammaln(np.arange(total + 1) + 1.0)  # logarithms; scipy's hypergeom is twenty times slower
        terms = np.zeros(rows.max() + 1)  # what a source of so many statements adds
        for said in np.unique(rows[rows > 0]):
            drawn = np.arange(max(1, size - total + said), min(said, size) + 1)
            ways = _choices(factorial, said, drawn) + _choices(factorial, total - said, size - drawn)
            chance = np.exp(ways - _choices(factorial, total, size))
            terms[said] = 0.0 - chance @ (drawn / size * np.log(drawn / size))
        found[totals == total] = terms[rows].sum(axis=1)
    return found


def _choices(factorial: np.ndarray, whole: int, part: int | np.ndarray) -> np.ndarray:
    """The logarithm of the number of ways to choose ``part`` of ``whole``."""
    return np.asarray(factorial[whole] - factorial[part] - factorial[whole - part])


CORRECTIONS: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    "chao-shen": chao_shen,
    "miller-madow": miller_madow,
    PLAIN: shannon,
}
