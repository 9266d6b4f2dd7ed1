"""Balance of sources: how many voices an outlet has, how much room the loudest takes, and who speaks first.

Diversity is Shannon's entropy H of the named sources' statements, and exp(H), the effective number of sources: that
many, all speaking equally often, would give the same entropy (the Hill number of order 1; Jost 2006, Oikos 113,
363-375). As counted it is never above the number of sources seen.

It grows with the sample, so that groups of different size are compared at an equal number of statements: the expected
entropy of so many drawn without replacement from a group's own (rarefaction; Chao et al. 2014, Ecological Monographs
84, 45-67, whose estimator for order 1 this is). That only ever goes down from what was seen.

Estimates of what was not seen go up. Those from the counts alone (Chao and Shen 2003, Environmental and Ecological
Statistics 10, 429-443; Miller 1955) take statements as independent, which they are not in news: an article's few
speakers speak several times each. The jackknife over articles (Zahl 1977, Ecology 58, 907-913) takes the article as
what is drawn. Where each article has sources of its own, none of them can know how many there are: the jackknife
then adds the same again, whatever the truth. They are for those who ask, and only where the sample's coverage, here
over articles (1 - the share of sources × articles that are a source's only one; Chao and Jost 2012, Ecology 93,
2533-2547), is at least one half.

Intervals are the jackknife's over articles, around the estimate: for what as many other articles like these would
give. A bootstrap would not do here: a resample repeats articles, which lowers the entropy of every draw, so that
its percentiles leave out the estimate itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from framing.compare.bootstrap import CELLS_AT_ONCE, DEFAULT, Resampling, ratio_interval, ratio_table
from framing.compare.entropy import CORRECTIONS, PLAIN, rarefied, shannon
from framing.compare.groups import Groups, choose
from framing.compare.shares import UNNAMED, speakers, with_speaker
from framing.values import ACTOR_KINDS

JACKKNIFE = "jackknife"
LEAST_ARTICLES = 5  # with fewer, leaving one out says too little of how articles vary
LEAST_COVERAGE = 0.5
NO_WIDTH = 1e-9
LEVELS = ("actor", "actor_kind")


def source_diversity(
    statements: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    correction: str = PLAIN,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Diversity and balance of each group's sources; one row a group × measure.

    The measures: ``entropy of sources`` (in nats) and ``effective number of sources``, over statements of named
    sources; ``effective number at equal size``, that in ``size`` statements, as many as each group has left without
    the article that has most of them (groups below five articles aside); ``share of the top source`` among the
    statements; ``share unnamed`` among all statements. Columns: group, ``measure``, ``value``, ``low``, ``high``,
    ``numerator`` and ``denominator`` (for the first three: different sources seen, and their statements),
    ``n_articles`` (with such a statement), ``size`` (of the third measure) and ``source``, the name of the top source
    (of several, the first by name).

    The first two are as counted, so that the effective number is at most that of the sources seen. It grows with the
    number of statements: compare groups of different size by the third. ``correction`` gives the first two as
    estimates for all sources, seen or not (``jackknife``, ``chao-shen``, ``miller-madow``); they are missing where
    more than half of the sources of articles stand in no other article, for then nothing tells how many others are.

    Shares have the interval of ``ratio_interval``. That of the others is the jackknife's over articles: what as many
    other articles like these would give, by the correction chosen; so it may reach above the number of sources seen
    here. It is missing below five articles, and where it makes no difference which article is left out. The third
    measure is missing below five articles. Raises ChoiceError for a bad ``by`` or ``correction``.

    ``resampling`` is how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": "Post"})
    >>> statements = pd.DataFrame({"doc_id": ["a", "a", "b", "b"], "actor": ["Ada Moss", "Ben Orr", "Ada Moss", None],
    ...                            "actor_kind": ["person", "person", "person", "unnamed"]})
    >>> table = source_diversity(statements, articles)
    >>> table[["measure", "value", "numerator", "denominator"]].round(2).values.tolist()
    [['entropy of sources', 0.64, 2, 3], ['effective number of sources', 1.89, 2, 3],
     ['effective number at equal size', nan, 2, 3], ['share of the top source', 0.67, 2, 3],
     ['share unnamed', 0.25, 1, 4]]
    """
    choose("correction", correction, (JACKKNIFE, *CORRECTIONS))
    groups = Groups.of(articles, by)
    rows = groups.rows(statements, "statements")
    rows = rows.assign(speaker=speakers(rows))
    parts = [rows[rows["doc_id"].isin(groups.docs[groups.members(number)])] for number in range(len(groups))]
    size = _equal_size(parts)
    table = pd.DataFrame(
        [
            {by: name, **measured}
            for name, part in zip(groups.names, parts)
            for measured in _measured(part, correction, size, resampling)
        ]
    )
    counts = ("numerator", "denominator", "n_articles", "size")
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


def coverage(counts: csr_array) -> float:
    """How well articles × sources know the sources: 1 - the share of filled cells that are a source's only one.

    >>> coverage(csr_array(np.array([[3, 1, 0], [2, 0, 1]]))), coverage(csr_array(np.array([[1, 0], [0, 1]])))
    (0.5, 0.0)
    """
    articles = np.asarray((counts > 0).sum(axis=0)).ravel()
    return 1 - int((articles == 1).sum()) / int(articles.sum()) if articles.any() else 0.0


def jackknifed(
    counts: csr_array, correction: str, level: float, *, size: int | None = None
) -> tuple[float, float, float]:
    """The entropy of articles × sources summed over articles, with its jackknife interval; missing where there is none.

    Each article with statements is left out once; the interval is the estimate ± t · standard error. With ``size``
    it is the rarefied entropy, whatever the correction.
    """
    from scipy.stats import t  # slow to import

    estimate = CORRECTIONS.get(correction, shannon) if size is None else partial(rarefied, size=size)
    estimated = size is None and correction != PLAIN
    total, articles = np.asarray(counts.sum(axis=0)).reshape(1, -1), counts.shape[0]
    if not total.sum() or (estimated and coverage(counts) < LEAST_COVERAGE):
        return np.nan, np.nan, np.nan
    whole = float(estimate(total)[0])
    if articles < 2:
        return whole, np.nan, np.nan
    step = max(1, CELLS_AT_ONCE // counts.shape[1])
    without = np.concatenate(
        [estimate(total - counts[first : first + step].toarray()) for first in range(0, articles, step)]
    )
    error = np.sqrt((articles - 1) / articles * ((without - without.mean()) ** 2).sum())
    jackknife = estimated and correction == JACKKNIFE
    value = articles * whole - (articles - 1) * float(without.mean()) if jackknife else whole
    if articles < LEAST_ARTICLES or not error > NO_WIDTH:
        return value, np.nan, np.nan
    reach = float(t.ppf((1 + level) / 2, articles - 1)) * error
    return value, max(0.0, value - reach), value + reach


def _equal_size(parts: Iterable[pd.DataFrame]) -> int | None:
    """The statements of named sources that each group has whichever article is left out; None where none has enough."""
    per_article = (part[part["speaker"] != UNNAMED].groupby("doc_id").size() for part in parts)
    left = [int(sizes.sum() - sizes.max()) for sizes in per_article if len(sizes) >= LEAST_ARTICLES]
    return min(left, default=None)


def _measured(own: pd.DataFrame, correction: str, size: int | None, resampling: Resampling) -> Iterator[dict[str, Any]]:
    """The measures of one group, whose statements are ``own``."""
    named = own[own["speaker"] != UNNAMED]
    counts, sources = _counts(named)
    total = np.asarray(counts.sum(axis=0)).ravel()
    base = {
        "numerator": len(sources), "denominator": len(named), "n_articles": counts.shape[0], "size": None,
        "source": None,
    }  # fmt: skip
    found = jackknifed(counts, correction, resampling.level)
    yield {"measure": "entropy of sources", **_bounded(np.array(found)), **base}
    yield {"measure": "effective number of sources", **_bounded(np.exp(found)), **base}
    compared = size is not None and counts.shape[0] >= LEAST_ARTICLES
    found = jackknifed(counts, PLAIN, resampling.level, size=size) if compared else (np.nan,) * 3
    yield {
        "measure": "effective number at equal size", **_bounded(np.exp(found)), **base,
        "size": size if compared else None,
    }  # fmt: skip
    top = int(total.argmax()) if len(total) else 0
    loudest = counts[:, [top]].toarray() if len(total) else np.zeros((0, 1))
    yield {
        **_share("share of the top source", loudest, np.asarray(counts.sum(axis=1)).reshape(-1, 1), resampling),
        "source": sources[top] if len(total) else None,
    }
    per_article = own.assign(nameless=own["speaker"] == UNNAMED).groupby("doc_id")["nameless"].agg(["sum", "count"])
    hidden, said = per_article[["sum"]].to_numpy(float), per_article[["count"]].to_numpy(float)
    yield {**_share("share unnamed", hidden, said, resampling), "source": None}


def _bounded(found: np.ndarray) -> dict[str, float]:
    return dict(zip(("value", "low", "high"), found.tolist()))


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
        "numerator": int(top), "denominator": int(bottom), "n_articles": len(base), "size": None,
    }  # fmt: skip
