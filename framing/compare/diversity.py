"""Balance of sources: how many voices an outlet has, how much room the loudest takes, and who speaks first.

Diversity is Shannon's entropy H of the named sources' statements, and exp(H), the effective number of sources: that
many, all speaking equally often, would give the same entropy (Jost 2006, Oikos 113, 363-375).

The entropy of a sample is too low, the more so the smaller the sample, so that outlets of different size can't be
compared by it as it is. Corrections from the counts alone (Chao and Shen 2003, Environmental and Ecological Statistics
10, 429-443; Miller 1955) take statements as independent. In news they are not: an article's few speakers speak several
times each, and hardly anyone is seen only once. The jackknife over articles (Zahl 1977, Ecology 58, 907-913) takes the
article as what is drawn; its interval is the jackknife's too. A bootstrap would not do here: a resample repeats
articles, which lowers the entropy of every draw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from framing.compare.bootstrap import CELLS_AT_ONCE, DEFAULT, Resampling, ratio_interval, ratio_table
from framing.compare.groups import Groups, choose
from framing.compare.shares import UNNAMED, speakers, with_speaker
from framing.values import ACTOR_KINDS

JACKKNIFE = "jackknife"
LEVELS = ("actor", "actor_kind")


def source_diversity(
    statements: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    correction: str = JACKKNIFE,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Diversity and balance of each group's sources; one row a group × measure.

    The measures: ``entropy of sources`` (in nats) and ``effective number of sources``, over statements of named
    sources, corrected as ``correction`` says (``jackknife``, ``chao-shen``, ``miller-madow``, ``none``);
    ``share of the top source`` among these statements; ``share unnamed`` among all statements. Columns: group,
    ``measure``, ``value``, ``low``, ``high``, ``numerator`` and ``denominator`` (for the first two: different sources
    seen, and their statements), ``n_articles`` (with such a statement) and ``source``, the name of the top source (of
    several, the first by name).

    Shares have the interval of ``ratio_interval``. That of the entropy is the jackknife's over articles, whatever the
    correction; with fewer than some thirty articles it is too narrow, for sources never seen can't be counted. It is
    missing below two articles. Raises ChoiceError for a bad ``by`` or ``correction``.

    ``resampling`` is how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": "Post"})
    >>> statements = pd.DataFrame({"doc_id": ["a", "a", "b", "b"], "actor": ["Ada Moss", "Ben Orr", "Ada Moss", None],
    ...                            "actor_kind": ["person", "person", "person", "unnamed"]})
    >>> table = source_diversity(statements, articles, correction="none")
    >>> table[["measure", "value", "numerator", "denominator"]].round(2).values.tolist()
    [['entropy of sources', 0.64, 2, 3], ['effective number of sources', 1.89, 2, 3],
     ['share of the top source', 0.67, 2, 3], ['share unnamed', 0.25, 1, 4]]
    """
    choose("correction", correction, (JACKKNIFE, *CORRECTIONS))
    groups = Groups.of(articles, by)
    rows = groups.rows(statements, "statements")
    rows = rows.assign(speaker=speakers(rows))
    table = pd.DataFrame(
        [
            {by: name, **measured}
            for number, name in enumerate(groups.names)
            for measured in _measured(rows, groups.docs[groups.members(number)], correction, resampling)
        ]
    )
    counts = ("numerator", "denominator", "n_articles")
    types = {by: "string", "measure": "string", "source": "string", **dict.fromkeys(counts, "Int64")}
    return table.astype(types)[[by, "measure", "value", "low", "high", *counts, "source"]]


def first_speakers(
    statements: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    of: str = "actor",
    top: int = 10,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Who speaks first: of a group's articles the share whose first statement is an actor's; one row a group × actor.

    The first statement is that with the least ``position``. ``of="actor"`` has the ``top`` actors by number of
    statements, ``other`` and ``unnamed``, as ``actor_shares``; ``of="actor_kind"`` all kinds of actors. Columns: group,
    ``of``, ``n_first``, ``n_articles`` (with a statement), ``share``, ``low``, ``high``. Raises ChoiceError for a bad
    ``by``, ``of`` or ``top``.

    ``resampling`` is how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": "Post"})
    >>> statements = pd.DataFrame({"doc_id": ["a", "a", "b"], "position": [0.5, 0.1, 0.3], "actor_kind": "person",
    ...                            "actor": ["Ben Orr", "Ada Moss", "Ada Moss"]})
    >>> first_speakers(statements, articles, top=2)[["actor", "n_first", "n_articles"]].values.tolist()
    [['Ada Moss', 2, 2], ['Ben Orr', 0, 2], ['other', 0, 2], ['unnamed', 0, 2]]
    """
    choose("of", of, LEVELS)
    groups = Groups.of(articles, by)
    rows, levels = with_speaker(groups.rows(statements, "statements"), top)
    firsts = rows.sort_values(["doc_id", "position"], kind="stable").drop_duplicates("doc_id")
    hits = (
        groups.count(firsts, ["speaker"], levels=levels)
        if of == "actor"
        else groups.count(firsts, [of], levels=ACTOR_KINDS)
    )
    table = ratio_table(groups, hits, groups.count(firsts), share=True, resampling=resampling)
    table = table.drop(columns="n_articles").rename(
        columns={"group": by, "level": of, "numerator": "n_first", "denominator": "n_articles", "value": "share"}
    )
    table = table.astype({of: "string", "n_first": "Int64", "n_articles": "Int64"})
    return table[[by, of, "n_first", "n_articles", "share", "low", "high"]]


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


CORRECTIONS: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    "chao-shen": chao_shen,
    "miller-madow": miller_madow,
    "none": shannon,
}


def jackknifed(counts: csr_array, correction: str, level: float) -> tuple[float, float, float]:
    """The entropy of articles × sources summed over articles, with its jackknife interval; missing where there is none.

    Each article with statements is left out once; the interval is the estimate ± t · standard error.
    """
    from scipy.stats import t  # slow to import

    total = np.asarray(counts.sum(axis=0)).reshape(1, -1)
    if not total.sum():
        return np.nan, np.nan, np.nan
    estimate = CORRECTIONS.get(correction, shannon)
    whole, size = float(estimate(total)[0]), counts.shape[0]
    if size < 2:
        return whole, np.nan, np.nan
    step = max(1, CELLS_AT_ONCE // counts.shape[1])
    without = np.concatenate(
        [estimate(total - counts[first : first + step].toarray()) for first in range(0, size, step)]
    )
    error = np.sqrt((size - 1) / size * ((without - without.mean()) ** 2).sum())
    value = size * whole - (size - 1) * float(without.mean()) if correction == JACKKNIFE else whole
    reach = float(t.ppf((1 + level) / 2, size - 1)) * error
    return value, max(0.0, value - reach), value + reach


def _measured(
    rows: pd.DataFrame, docs: pd.Index, correction: str, resampling: Resampling
) -> Iterator[Mapping[str, Any]]:
    """The measures of one group, whose articles are ``docs``."""
    own = rows[rows["doc_id"].isin(docs)]
    named = own[own["speaker"] != UNNAMED]
    counts, sources = _counts(named)
    total = np.asarray(counts.sum(axis=0)).ravel()
    value, low, high = jackknifed(counts, correction, resampling.level)
    base = {"numerator": len(sources), "denominator": len(named), "n_articles": counts.shape[0], "source": None}
    yield {"measure": "entropy of sources", "value": value, "low": low, "high": high, **base}
    powers = dict(zip(("value", "low", "high"), np.exp([value, low, high])))
    yield {"measure": "effective number of sources", **powers, **base}
    top = int(total.argmax()) if len(total) else 0
    loudest = counts[:, [top]].toarray() if len(total) else np.zeros((0, 1))
    yield {
        **_share("share of the top source", loudest, np.asarray(counts.sum(axis=1)).reshape(-1, 1), resampling),
        "source": sources[top] if len(total) else None,
    }
    per_article = own.assign(nameless=own["speaker"] == UNNAMED).groupby("doc_id")["nameless"].agg(["sum", "count"])
    hidden, said = per_article[["sum"]].to_numpy(float), per_article[["count"]].to_numpy(float)
    yield {**_share("share unnamed", hidden, said, resampling), "source": None}


def _counts(named: pd.DataFrame) -> tuple[csr_array, list[str]]:
    """Articles × sources: statements, articles with none left out; and the sources by name."""
    docs, doc_names = pd.factorize(named["doc_id"], sort=True)
    sources, source_names = pd.factorize(named["speaker"], sort=True)
    shape = (len(doc_names), len(source_names))
    return csr_array((np.ones(len(named)), (docs, sources)), shape=shape), [str(name) for name in source_names]


def _share(measure: str, hits: np.ndarray, base: np.ndarray, resampling: Resampling) -> dict[str, Any]:
    low, high = ratio_interval(hits, base, share=True, resampling=resampling)[0]
    top, bottom = hits.sum(), base.sum()
    return {
        "measure": measure, "value": top / bottom if bottom else np.nan, "low": low, "high": high,
        "numerator": int(top), "denominator": int(bottom), "n_articles": len(base),
    }  # fmt: skip
