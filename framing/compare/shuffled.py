"""How much would be found if the outlets were the same: the comparison with labels shuffled within events.

A test at the level of 5 % finds something in 5 % of comparisons where there is nothing. Whether it does so on *these*
articles, with their few events and sparse counts, can be tried: exchange the outlets of the articles of each event at
random, which leaves events, articles and all that was counted as they are, and compare again.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling
from framing.compare.groups import Groups, choose
from framing.compare.overview import Measure, headline_measures
from framing.compare.pairs import FLIPS, events_of
from framing.errors import ChoiceError, TableError

ROUNDING = 1e-9


def shuffled_findings(
    articles: pd.DataFrame,
    statements: pd.DataFrame,
    mentions: pd.DataFrame,
    exposure: pd.DataFrame,
    *,
    by: str = "outlet",
    pair: str = "event",
    runs: int = 200,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """The tests of ``paired_differences`` with the values of ``by`` shuffled within events; one row a run.

    Columns: ``run``, ``n_tests`` (measure × pair of groups that have anything to compare), ``n_below`` (of these with
    p below 1 - ``resampling.level``), ``n_expected`` (the number of these that chance alone gives, below), ``n_holm``
    and ``n_bh`` (after either correction) and ``least_p``.

    With few events or sparse counts a sign-flip test is stricter than its level: of the 64 sign patterns of six events
    at most 2 have a p below 0.05, 3 %, and none if two outlets are alike in one of the events. ``n_expected`` is the
    sum, over the tests of the run, of the share of sign patterns with such a p. Over many runs ``n_below`` must come
    near it; ``n_expected`` over ``n_tests`` tells how strict the tests are on these articles.

    Each article is counted once, so that hundreds of runs take seconds. The p-values are those of
    ``paired_differences``; with more than 13 events, where flips are drawn, they differ from these by chance only.
    Raises ChoiceError for a bad ``by``, ``pair`` or ``runs``, TableError below two groups or two events.

    >>> import pandas as pd
    >>> from framing.tables import to_frame
    >>> articles = pd.DataFrame({"doc_id": list("abcd"), "outlet": ["Post", "Wire"] * 2, "event": list("xxyy")})
    >>> statements = pd.DataFrame({"doc_id": list("aabbccdd"), "kind": "indirect", "actor": "Ada Moss",
    ...     "actor_kind": "person", "stance": ["doubting", "neutral", "neutral", "neutral"] * 2})
    >>> exposure = pd.DataFrame({"doc_id": list("abcd"), "voice": "outlet", "n_words": 300, "n_quotations": 0,
    ...                          "n_short_quotations": 0})
    >>> mentions = to_frame("mentions", [])
    >>> table = shuffled_findings(articles, statements, mentions, exposure, runs=3)
    >>> table[["run", "n_holm"]].values.tolist()
    [[0, 0], [1, 0], [2, 0]]
    """
    from scipy.stats import false_discovery_control  # slow to import

    groups = Groups.of(articles, by)
    choose("pair", pair, [name for name in articles.columns if name not in ("doc_id", "text", by)])
    if runs < 1:
        raise ChoiceError(f"runs={runs!r}: give the number of times to shuffle, at least 1 (200 is usual)")
    events = events_of(articles, groups, pair)
    kept = events.notna().to_numpy()
    numbers = pd.factorize(events[kept])[0]
    if len(groups) < 2 or len(set(numbers)) < 2:
        raise TableError(
            f"nothing can be shuffled: there are {len(groups)} groups ({by}) and {len(set(numbers))} events ({pair}); "
            "give articles of at least two of each"
        )
    counted = _Counts(list(headline_measures(groups, statements, mentions, exposure)), kept, numbers, len(groups))
    rng, alpha = resampling.rng(), 1 - resampling.level
    rows = []
    for run in range(runs):
        gaps = counted.gaps(_shuffled(groups.codes[kept], numbers, rng))
        p, sizes = sign_flips(gaps, resampling=resampling)
        rows.append(
            {
                "run": run,
                "n_tests": len(p),
                "n_below": int((p < alpha).sum()),
                "n_expected": float(sizes.sum()),
                "n_holm": holm_count(p, alpha),
                "n_bh": int((false_discovery_control(p) < alpha).sum()),
                "least_p": float(p.min(initial=1.0)),
            }
        )
    return pd.DataFrame(rows)


def sign_flips(gaps: np.ndarray, *, resampling: Resampling = DEFAULT) -> tuple[np.ndarray, np.ndarray]:
    """Of many tests at once the p of ``sign_flip_p``, and the share of sign patterns with a p below the level.

    ``gaps`` are events × tests, 0 where an event has no value; the level is 1 - ``resampling.level``.

    >>> p, sizes = sign_flips(np.array([[1.0, 1.0], [2.0, -1.0], [1.5, 1.0], [0.5, -1.0], [1.0, 0.0], [3.0, 0.0]]))
    >>> p.tolist(), sizes.tolist()
    ([0.03125, 1.0], [0.03125, 0.0])
    """
    events = len(gaps)
    exact = 2**events <= FLIPS
    if exact:
        signs = 1.0 - 2.0 * ((np.arange(2**events)[:, None] >> np.arange(events)) & 1)
    else:
        signs = resampling.rng().choice([-1.0, 1.0], size=(FLIPS, events))
    sums, slack = np.abs(signs @ gaps), ROUNDING * np.abs(gaps).sum(axis=0)
    as_large = (sums >= np.abs(gaps.sum(axis=0)) - slack).sum(axis=0)
    p = as_large / len(signs) if exact else (as_large + 1) / (len(signs) + 1)
    most = int(np.ceil((1 - resampling.level) * len(signs))) - 1
    limit = -np.partition(-sums, most, axis=0)[most]
    return np.asarray(p), np.asarray((sums > limit + slack).mean(axis=0))


def holm_count(p: np.ndarray, alpha: float) -> int:
    """How many tests stand after Holm's correction (statsmodels' collects garbage at each call)."""
    passed = np.sort(p) * np.arange(len(p), 0, -1) < alpha
    return int(np.append(passed, False).argmin())


class _Counts:
    """The headline measures of each article, and what a test of any way to sort the articles into groups needs."""

    def __init__(self, measures: list[Measure], kept: np.ndarray, events: np.ndarray, groups: int) -> None:
        self.tops = np.hstack([measure.numerators.to_numpy() for measure in measures])[kept]
        self.bases = np.hstack([measure.denominators.to_numpy() for measure in measures])[kept]
        self.events, self.groups = events, groups

    def gaps(self, codes: np.ndarray) -> np.ndarray:
        """Events × tests: the differences for every measure and pair of groups that can be tested."""
        values = self._values(codes)
        parts = []
        for a, b in combinations(range(self.groups), 2):
            gap = values[:, a] - values[:, b]
            shared = ~np.isnan(gap)
            some = (shared & ((values[:, a] != 0) | (values[:, b] != 0))).any(axis=0)
            parts.append(np.nan_to_num(gap[:, some & (shared.sum(axis=0) >= 2)]))
        return np.hstack(parts)

    def _values(self, codes: np.ndarray) -> np.ndarray:
        """Events × groups × measures: the value, missing where there is nothing to divide by."""
        cells = self.events * self.groups + codes
        shape = ((self.events.max() + 1) * self.groups, self.tops.shape[1])
        tops, bases = np.zeros(shape), np.zeros(shape)
        np.add.at(tops, cells, self.tops)
        np.add.at(bases, cells, self.bases)
        values = np.divide(tops, bases, out=np.full(shape, np.nan), where=bases > 0)
        return values.reshape(-1, self.groups, shape[1])


def _shuffled(codes: np.ndarray, events: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The codes, exchanged at random among the articles of each event."""
    result = np.empty_like(codes)
    result[np.lexsort((rng.random(len(codes)), events))] = codes[np.argsort(events, kind="stable")]
    return result
