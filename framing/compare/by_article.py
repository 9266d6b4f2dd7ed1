"""Stances article by article: how a group's share comes about, and whether a few articles make it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling, ratio_table
from framing.compare.groups import Groups, choose
from framing.errors import ChoiceError
from framing.values import STANCES


def stances_by_article(
    statements: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    stances: Sequence[str] = ("doubting", "endorsing"),
    by: str = "outlet",
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """The share of some ``stances`` in each article, beside that of its group; one row a stance × article.

    Columns: the group, ``stance``, ``doc_id``, ``n_hits`` of the article's ``n_statements``, ``share`` (missing
    for an article without statements), then for the whole group ``n_group_hits`` of ``n_group`` statements in
    ``n_articles`` that have any, ``group_share``, ``low`` and ``high`` (bootstrap over articles). Rows stand by stance
    in the order given, group and ``doc_id``. Raises ChoiceError for an unknown ``by`` or stance, or for none.

    ``resampling`` is how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Post"]})
    >>> statements = pd.DataFrame({"doc_id": ["a", "a", "b"], "stance": ["doubting", "neutral", "neutral"]})
    >>> found = stances_by_article(statements, articles, stances=["doubting"])
    >>> found[["doc_id", "n_hits", "n_statements", "share", "group_share"]].round(2).values.tolist()
    [['a', 1, 2, 0.5, 0.33], ['b', 0, 1, 0.0, 0.33]]
    """
    if not stances:
        raise ChoiceError("stances=[]: name at least one stance")
    for stance in stances:
        choose("stances", stance, STANCES)
    groups = Groups.of(articles, by)
    rows = groups.rows(statements, "statements")
    hits, base = groups.count(rows, ["stance"], levels=list(stances)), groups.count(rows)
    table = ratio_table(groups, hits, base, share=True, resampling=resampling)
    wholes = table.set_index(["level", "group"]).to_dict("index")
    parts = []
    for stance in stances:
        for number, name in enumerate(groups.names):
            own = groups.members(number)
            whole = wholes[stance, name]
            part = pd.DataFrame(
                {
                    by: name, "stance": stance, "doc_id": groups.docs[own],
                    "n_hits": hits[stance].to_numpy()[own], "n_statements": base.iloc[own, 0].to_numpy(),
                    "n_group_hits": whole["numerator"], "n_group": whole["denominator"],
                    "n_articles": whole["n_articles"], "group_share": whole["value"],
                    "low": whole["low"], "high": whole["high"],
                }
            )  # fmt: skip
            parts.append(part)
    found = pd.concat(parts, ignore_index=True)
    share = (found["n_hits"] / found["n_statements"]).where(found["n_statements"] > 0)
    found.insert(5, "share", share)
    texts, counts = (by, "stance", "doc_id"), ("n_hits", "n_statements", "n_group_hits", "n_group", "n_articles")
    return found.astype({**dict.fromkeys(texts, "string"), **dict.fromkeys(counts, "Int64")})
