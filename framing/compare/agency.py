"""How groups tell who does what to whom: shares of passives, of events without an agent, of nouns and of "died"."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling, ratio_table
from framing.compare.groups import Groups, choose
from framing.errors import ChoiceError
from framing.find.eventful import VIOLENCE
from framing.lexicon import load_lexicon

PASSIVE, DELETED, NOMINAL, INTRANSITIVE = "passive", "agent deleted", "nominal", "intransitive"
MEASURES = (PASSIVE, DELETED, NOMINAL, INTRANSITIVE)
VIOLENT = "(violence)"
DEATH = "death"


def agency_rates(
    agency: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    category: str | Sequence[str] | None = None,
    patient: str | None = None,
    measures: Sequence[str] = MEASURES,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """How a group's events with a patient are told; one row a group × measure.

    * ``passive``: passives among active and passive clauses;
    * ``agent deleted``: passives and nouns without who acts among events that have a place for one (all but dying);
    * ``nominal``, ``intransitive``: nouns ("the killing of"), and verbs of dying, among events of violence: other
      events have no such rows.

    ``category`` narrows the events to one or more of the lexicon of violence, ``"(violence)"`` to all of them;
    ``patient`` to those done to one actor. Without them all clauses count, whose passives tell of style more than of
    blame. To look at one voice, narrow ``agency``. Columns: group, ``measure``, ``n_hits``, ``n_events``,
    ``n_articles`` (with such an event), ``share``, ``low``, ``high``. A group without events stands with zero of zero.
    Raises ChoiceError for a name that is none.

    ``measures`` picks some of these. ``by`` is the column of the articles whose values are compared, ``resampling``
    how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> agency = pd.DataFrame({"doc_id": ["a", "a", "b"], "patient": "Moss", "patient_actor": "Moss",
    ...     "construction": ["passive", "active", "active"], "passive": [True, False, False],
    ...     "agent_deleted": [True, False, False], "category": "killing"})
    >>> rates = agency_rates(agency, articles, category="killing", measures=["agent deleted"])
    >>> rates[["outlet", "n_hits", "n_events", "share"]].values.tolist()
    [['Post', 1, 2, 0.5], ['Wire', 0, 1, 0.0]]
    """
    for measure in measures:
        choose("measures", measure, MEASURES)
    if not measures:
        raise ChoiceError("measures=[]: name at least one measure")
    groups = Groups.of(articles, by)
    rows = _narrowed(groups.rows(agency, "agency"), category, patient)
    parts = []
    for measure in measures:
        base = rows[in_base(rows, measure)]
        hits = groups.count(base[is_hit(base, measure)])
        part = ratio_table(groups, hits, groups.count(base), share=True, resampling=resampling)
        parts.append(part.assign(level=measure, order=range(len(part))))
    table = pd.concat(parts).sort_values("order", kind="stable", ignore_index=True)
    names = {"group": by, "level": "measure", "numerator": "n_hits", "denominator": "n_events", "value": "share"}
    table = table.rename(columns=names)
    table["measure"] = table["measure"].astype("string")
    for count in ("n_hits", "n_events", "n_articles"):
        table[count] = table[count].round().astype("Int64")
    return table[[by, "measure", "n_hits", "n_events", "n_articles", "share", "low", "high"]]


def _narrowed(rows: pd.DataFrame, category: str | Sequence[str] | None, patient: str | None) -> pd.DataFrame:
    rows = rows[rows["patient"].notna()]
    if category is not None:
        known = {*load_lexicon(VIOLENCE).categories, *rows["category"].dropna()}
        wanted = [category] if isinstance(category, str) else list(category)
        for one in wanted:
            choose("category", one, (VIOLENT, *sorted(known)))
        rows = rows[rows["category"].notna() if VIOLENT in wanted else rows["category"].isin(wanted)]
    if patient is not None:
        found = rows[rows["patient_actor"] == patient]
        if found.empty and len(rows):
            most = ", ".join(repr(name) for name in rows["patient_actor"].value_counts().index[:5])
            raise ChoiceError(f"patient={patient!r} is no patient in these events; those in most are: {most}")
        rows = found
    return rows


def in_base(rows: pd.DataFrame, measure: str) -> pd.Series:
    """Which events the measure is a share of."""
    if measure == PASSIVE:
        return rows["construction"].isin(["active", "passive"])
    if measure == DELETED:
        return rows["category"].fillna("") != DEATH
    return rows["category"].notna()


def is_hit(rows: pd.DataFrame, measure: str) -> pd.Series:
    if measure in (PASSIVE, DELETED):
        return rows["passive" if measure == PASSIVE else "agent_deleted"].astype(bool)
    return rows["construction"] == measure
