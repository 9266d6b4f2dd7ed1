"""Which terms or cues a group prefers, against all other groups: keyness by log-odds with a named prior."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling
from framing.compare.groups import Groups
from framing.compare.log_odds import weighted_log_odds
from framing.errors import ChoiceError, TableError

CELLS_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Prior:
    """What is believed of the terms before the corpus is read: their counts in a background, and its weight.

    ``counts`` says how often each term stands in the background (only their proportions matter); a term that it does
    not have gets the count ``least``. ``weight`` is the number of pseudo-hits shared out in these proportions: the
    larger, the more hits a rare term needs before it counts as preferred. ``name`` stands in every row.

    >>> Prior("last year", {"rebel": 30, "army": 70}, weight=10).name
    'last year'
    """

    name: str
    counts: Mapping[str, float]
    weight: float = 100.0
    least: float = 0.5

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", MappingProxyType(dict(self.counts)))
        bad = [term for term, count in self.counts.items() if not count >= 0]
        if bad:
            raise ChoiceError(
                f"prior {self.name!r}: the count of {bad[0]!r} is {self.counts[bad[0]]!r}; give 0 or more"
            )
        if not self.weight > 0 or not self.least > 0:
            raise ChoiceError(f"prior {self.name!r}: weight and least must be above 0")

    def pseudo(self, terms: list[str]) -> np.ndarray:
        """The pseudo-hits of each term."""
        counts = np.array([max(self.counts.get(term, 0.0), self.least) for term in terms], dtype=float)
        return np.asarray(self.weight * counts / counts.sum())


def keyness(
    rows: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    key: str = "term",
    prior: Prior | None = None,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Which values of ``key`` a group prefers against all other groups together; one row a group × value.

    ``rows`` is any table with ``doc_id`` and the column ``key``: mentions with ``term``, statements with
    ``cue_lemma`` or ``actor``. Columns: the group, ``key``, ``n_hits`` of ``n_group`` hits in the group,
    ``n_rest_hits`` of ``n_rest`` in the others, ``n_articles`` of the group that have it, ``log_odds`` (natural
    logarithm of the ratio of the odds, above 0 where the group prefers it), ``low`` and ``high`` (percentile bootstrap
    over the articles of each side, so that one article that repeats a word does not make it typical of the outlet),
    ``z`` (log-odds over its approximate standard deviation, which takes hits as independent) and ``prior``. Sorted by
    group, then log-odds. Where a term is rare beside the prior's weight, the sizes of the two sides show through: read
    it with ``n_hits``.

    Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' Words. Political Analysis 16(4), 372-403. The prior
    is by default the whole table, with the weight of 100 hits; give a `Prior` made from a background of your own.
    Raises ChoiceError for an unknown ``by`` or ``key``, TableError when there is one group only or no hit.

    ``resampling`` is how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> hits = pd.DataFrame({"doc_id": ["a"] * 4 + ["b"] * 4, "term": ["rebel"] * 3 + ["army"] + ["army"] * 4})
    >>> found = keyness(hits, articles)
    >>> found[["outlet", "term", "n_hits", "n_rest_hits", "prior"]].values.tolist()[0]
    ['Post', 'rebel', 3, 0, 'all groups']
    """
    groups = Groups.of(articles, by)
    if key not in rows.columns or key == "doc_id":
        raise ChoiceError.of("key", key, [name for name in rows.columns if name != "doc_id"])
    if len(groups) < 2:
        raise TableError(f"`articles` holds one group only ({by}: {groups.names[0]!r}); keyness compares two or more")
    counts = groups.count(groups.rows(rows, "rows").dropna(subset=key), [key])
    if counts.empty or not counts.to_numpy().sum():
        raise TableError(f"no row of the articles has a {key}: there is nothing to compare")
    terms = [str(term) for term in counts.columns]
    table = counts.to_numpy(dtype=float)
    chosen = prior or Prior("all groups", dict(zip(terms, table.sum(axis=0))))
    parts = [_group(groups, number, table, terms, chosen, resampling) for number in range(len(groups))]
    result = pd.concat(parts, ignore_index=True).rename(columns={"group": by, "value": key})
    for text in (by, key, "prior"):
        result[text] = result[text].astype("string")
    return result


def _group(
    groups: Groups, number: int, table: np.ndarray, terms: list[str], prior: Prior, resampling: Resampling
) -> pd.DataFrame:
    own = groups.codes == number
    pseudo = prior.pseudo(terms)
    here, there = table[own].sum(axis=0), table[~own].sum(axis=0)
    odds, variance = weighted_log_odds(here, there, pseudo)
    low, high = _interval(table[own], table[~own], pseudo, resampling)
    frame = pd.DataFrame(
        {
            "group": groups.names[number], "value": terms,
            "n_hits": here.astype(int), "n_group": int(here.sum()),
            "n_rest_hits": there.astype(int), "n_rest": int(there.sum()),
            "n_articles": (table[own] > 0).sum(axis=0),
            "log_odds": odds, "low": low, "high": high, "z": odds / np.sqrt(variance), "prior": prior.name,
        }
    )  # fmt: skip
    counts = [name for name in frame.columns if name.startswith("n_")]
    return frame.astype(dict.fromkeys(counts, "Int64")).sort_values(["log_odds", "value"], ascending=[False, True])


def _interval(
    own: np.ndarray, rest: np.ndarray, pseudo: np.ndarray, resampling: Resampling
) -> tuple[np.ndarray, np.ndarray]:
    """Low and high of each term; missing where a side has fewer than two articles."""
    if len(own) < 2 or len(rest) < 2:
        nothing = np.full(own.shape[1], np.nan)
        return nothing, nothing
    rng = resampling.rng()
    values = np.empty((resampling.draws, own.shape[1]))
    step = max(1, CELLS_AT_ONCE // max(len(own), len(rest), own.shape[1]))
    for first in range(0, resampling.draws, step):
        size = min(step, resampling.draws - first)
        sides = [
            rng.multinomial(len(side), np.full(len(side), 1 / len(side)), size=size) @ side for side in (own, rest)
        ]
        values[first : first + size] = weighted_log_odds(sides[0], sides[1], pseudo)[0]
    tail = (1 - resampling.level) / 2
    low, high = np.quantile(values, [tail, 1 - tail], axis=0)
    return low, high
