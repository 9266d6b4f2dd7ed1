"""What an outlet leaves out: utterances and actors that others report of an event that it covers too.

Nobody knows all that could have been reported. What is known is what the other outlets reported of the same event, so
that is the measure: of the utterances (or actors) that at least one other outlet has, the share that this one lacks.
It depends on who the others are, and is compared between outlets on the same events only. Leaving out is no fault in
itself: articles differ in length, and so do desks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling, ratio_interval
from framing.compare.groups import Groups, choose
from framing.compare.overview import Measure
from framing.compare.pairs import compare_measures, events_of
from framing.compare.reporting import covering, groups_of, need, origins
from framing.compare.shares import UNNAMED, speakers
from framing.errors import ChoiceError

ITEMS = {"utterance": "utterances", "actor": "actors"}
LISTED = "; "


def omitted_utterances(side: pd.DataFrame, *, by: str = "outlet", pair: str = "event", others: int = 1) -> pd.DataFrame:
    """Each utterance that an outlet leaves out of an event that it covers; one row an utterance × outlet.

    ``side`` is that of ``side_by_side``. Columns: the event, ``utterance``, ``words``, ``actor``, the outlet that lacks
    it, ``n_others`` (outlets that report it; wire copy and its original are one) and ``reported_by``, their names.
    Utterances that fewer than ``others`` report are no omission. The most reported stand first. Raises ChoiceError for
    a bad option, TableError when ``side`` is something else.

    ``by`` and ``pair`` are the columns of outlet and event, as they were given to ``side_by_side``.

    >>> side = pd.DataFrame({"event": "harbour", "utterance": "harbour~0", "words": "it rained", "actor": "Moss",
    ...     "outlet": ["Bell", "Post", "Wire"], "reported": [True, True, False], "origin": ["Bell", "Post", None]})
    >>> omitted_utterances(side)[["outlet", "words", "n_others", "reported_by"]].values.tolist()
    [['Wire', 'it rained', 2, 'Bell; Post']]
    """
    need(side, ("utterance", "words", "actor", "reported", "origin"), "side", "side_by_side")
    return _listed(side, ["utterance", "words", "actor"], by, pair, others)


def omitted_actors(
    statements: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", pair: str = "event", others: int = 1
) -> pd.DataFrame:
    """Each named actor that an outlet leaves out of an event that it covers; one row an event × actor × outlet.

    An actor is left out when no statement of the outlet's articles on the event is resolved to that name. No alignment
    is needed. Columns: the event, ``actor``, ``actor_kind``, the outlet, ``n_others`` and ``reported_by`` as in
    ``omitted_utterances``.

    The options ``by``, ``pair`` and ``others`` are as in ``omitted_utterances``. Raises ChoiceError for a bad one.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"], "event": "harbour"})
    >>> statements = pd.DataFrame({"doc_id": ["a"], "actor": "Moss", "actor_kind": "person", "position": [0.1]})
    >>> omitted_actors(statements, articles)[["actor", "outlet", "reported_by"]].values.tolist()
    [['Moss', 'Wire', 'Post']]
    """
    return _listed(
        actors_side_by_side(statements, articles, by=by, pair=pair), ["actor", "actor_kind"], by, pair, others
    )


def actors_side_by_side(
    statements: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", pair: str = "event"
) -> pd.DataFrame:
    """Each named actor of an event beside each outlet that covers it; one row an event × actor × outlet.

    Columns: the event, ``actor``, ``actor_kind`` (the commonest), the outlet, ``reported``, ``n_statements``,
    ``position`` (of the actor's first statement there, 0 to 1) and ``origin``, as in ``side_by_side``. Raises
    ChoiceError for an unknown ``by`` or ``pair``.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"], "event": "harbour"})
    >>> statements = pd.DataFrame({"doc_id": ["a"], "actor": "Moss", "actor_kind": "person", "position": [0.1]})
    >>> actors_side_by_side(statements, articles)[["actor", "outlet", "reported"]].values.tolist()
    [['Moss', 'Post', True], ['Moss', 'Wire', False]]
    """
    groups = Groups.of(articles, by)
    choose("pair", pair, [name for name in articles.columns if name not in ("doc_id", "text", by)])
    group_of = groups_of(groups)
    rows = groups.rows(statements, "statements")
    rows = rows[(speakers(rows) != UNNAMED).to_numpy()]
    known = articles.set_index("doc_id")
    rows = pd.DataFrame(
        {
            pair: rows["doc_id"].map(known[pair]).astype("string"),
            "actor": rows["actor"].astype("string"),
            "actor_kind": rows["actor_kind"].astype("string"),
            by: rows["doc_id"].map(group_of).astype("string"),
            "position": rows["position"].astype(float),
            "copy_of": rows["doc_id"].map(known.get("near_duplicate_of", pd.Series(dtype="string"))).astype("string"),
        }
    ).dropna(subset=[pair])
    keys = [pair, "actor", by]
    rows["copied"] = rows["copy_of"].notna()
    rows = rows[rows["copied"] == rows.groupby(keys)["copied"].transform("min")].sort_values("position", kind="stable")
    counts = rows.groupby(keys).size().rename("n_statements").reset_index()
    heads = rows.groupby([pair, "actor"])["actor_kind"].agg(_commonest).reset_index()
    cells = heads.merge(covering(articles, group_of, by, pair), on=pair, how="inner")
    firsts = rows.drop_duplicates(keys)[[*keys, "position", "copy_of"]].merge(counts, on=keys)
    side = cells.merge(firsts, on=keys, how="left").sort_values(keys, kind="stable", ignore_index=True)
    side["reported"] = side["n_statements"].notna()
    side["n_statements"] = side["n_statements"].fillna(0).astype("Int64")
    side["origin"] = origins(side, group_of, by)
    return side[[pair, "actor", "actor_kind", by, "reported", "n_statements", "position", "origin"]]


def omission_rates(
    side: pd.DataFrame,
    *,
    by: str = "outlet",
    pair: str = "event",
    of: str = "utterance",
    others: int = 1,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """The share that each outlet leaves out of what others report of the events that it covers; one row an outlet.

    ``side`` is that of ``side_by_side``, or with ``of="actor"`` that of ``actors_side_by_side``; narrow it
    beforehand to ask about some (``side[side["actor"] == "Ada Moss"]``). Columns: the outlet, ``n_omitted``,
    ``n_elsewhere`` (what at least ``others`` others report), ``n_events`` (with any), ``share``, ``low``, ``high``
    (bootstrap over events, with the rules of ``framing.compare.bootstrap``). Raises ChoiceError for a bad option,
    TableError when a column lacks.

    ``by`` and ``pair`` are the columns of outlet and event; ``resampling`` is how intervals are drawn.

    >>> side = pd.DataFrame({"event": "harbour", "utterance": ["h~0", "h~0", "h~1", "h~1"],
    ...     "outlet": ["Post", "Wire"] * 2, "reported": [True, True, True, False],
    ...     "origin": ["Post", "Wire", "Post", None]})
    >>> omission_rates(side)[["outlet", "n_omitted", "n_elsewhere", "share"]].values.tolist()
    [['Post', 0, 1, 0.0], ['Wire', 1, 2, 0.5]]
    """
    found = _omissions(side, of, by, pair, others)
    rows = []
    for name in sorted(side[by].dropna().astype(str).unique()):
        events = found[found[by] == name].groupby(pair)["omitted"].agg(["sum", "count"]).to_numpy(dtype=float)
        top, base = events.sum(axis=0)
        low, high = ratio_interval(events[:, :1], events[:, 1:], share=True, resampling=resampling)[0]
        rows.append((name, top, base, len(events), top / base if base else np.nan, low, high))
    columns = [by, "n_omitted", "n_elsewhere", "n_events", "share", "low", "high"]
    types = {by: "string", **dict.fromkeys(("n_omitted", "n_elsewhere", "n_events"), "Int64")}
    return pd.DataFrame(rows, columns=columns).astype(types)


def omission_differences(
    side: pd.DataFrame,
    *,
    by: str = "outlet",
    pair: str = "event",
    of: str = "utterance",
    others: int = 1,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Whether two outlets differ in what they leave out of the same events; one row a pair of outlets.

    The columns, the sign-flip test and the corrections are those of ``paired_differences``; the options those of
    ``omission_rates``.

    ``side``, ``by``, ``pair``, ``of``, ``others`` and ``resampling`` are as there. Raises ChoiceError for a bad
    option, TableError when a column lacks or there are fewer than two outlets.

    >>> import pandas as pd
    >>> side = pd.DataFrame({"event": ["x", "x", "y", "y"], "utterance": ["x~0", "x~0", "y~0", "y~0"],
    ...     "outlet": ["Post", "Wire"] * 2, "reported": [True, False, True, True],
    ...     "origin": ["Post", None, "Post", "Wire"]})
    >>> table = omission_differences(side)
    >>> table[["group_a", "group_b", "n_events"]].values.tolist()
    [['Post', 'Wire', 1]]
    """
    found = _omissions(side, of, by, pair, others)
    cells = found.groupby([pair, by])["omitted"].agg(["sum", "count"]).reset_index()
    cells["doc_id"] = [f"{number:09d}" for number in range(len(cells))]
    groups = Groups.of(cells, by)
    counts = cells.set_index("doc_id").reindex(groups.docs).astype({"sum": float, "count": float})
    measure = Measure(f"{ITEMS[of]} left out", "share of what others report", 1, counts[["sum"]], counts[["count"]])
    return compare_measures([measure], groups, events_of(cells, groups, pair), resampling=resampling)


def _omissions(side: pd.DataFrame, of: str, by: str, pair: str, others: int) -> pd.DataFrame:
    """The rows whose item at least ``others`` others report, with ``omitted`` and ``n_others``."""
    choose("of", of, list(ITEMS))
    made_by = "side_by_side" if of == "utterance" else "actors_side_by_side"
    need(side, (of, "reported", "origin"), "side", made_by)
    choose("by", by, list(side.columns))
    choose("pair", pair, list(side.columns))
    if others < 1:
        raise ChoiceError(f"others={others!r}: give how many other outlets must report it, at least 1")
    keys = [pair, of]
    known = side.loc[side["reported"], [*keys, "origin"]].drop_duplicates()
    counts = known.groupby(keys).size().rename("n_origins").reset_index()
    own = known.rename(columns={"origin": by}).assign(own=1)
    found = side.merge(counts, on=keys, how="inner").merge(own, on=[*keys, by], how="left")
    found["n_others"] = (found["n_origins"] - found["own"].fillna(0)).astype("Int64")
    found["omitted"] = ~found["reported"].astype(bool)
    return found[found["n_others"] >= others]


def _listed(side: pd.DataFrame, heads: list[str], by: str, pair: str, others: int) -> pd.DataFrame:
    of = heads[0]
    found = _omissions(side, of, by, pair, others)
    found = found[found["omitted"]].reset_index(drop=True)
    keys = [pair, of]
    known = side[side["reported"]].drop_duplicates([*keys, "origin"])
    names = known.groupby(keys)["origin"].agg(_joined).rename("reported_by").reset_index()
    found = found.merge(names, on=keys, how="left").sort_values("n_others", ascending=False, kind="stable")
    return found[[pair, *heads, by, "n_others", "reported_by"]].reset_index(drop=True)


def _joined(names: pd.Series) -> str:
    return LISTED.join(sorted(names.astype(str)))


def _commonest(values: pd.Series) -> Any:
    return values.mode().iloc[0]
