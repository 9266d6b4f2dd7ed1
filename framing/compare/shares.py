"""Shares of statements: their stance, who makes them, and where in the article they stand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling, ratio_table
from framing.compare.groups import Groups
from framing.errors import ChoiceError
from framing.values import STANCES

OTHER = "other"
UNNAMED = "unnamed"


def stance_shares(
    statements: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """The share of each stance among a group's statements; one row a group × stance, all 13 stances.

    Columns: group, ``stance``, ``n_hits`` (statements with it), ``n_statements``, ``n_articles`` (with a statement),
    ``share``, ``low``, ``high``. Negated and hedged reports count like any other.

    ``by`` is the column of the articles whose values are compared, ``resampling`` how intervals are drawn. Raises
    ChoiceError when ``by`` is no column of the articles.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> statements = pd.DataFrame({"doc_id": ["a", "a", "b"], "stance": ["doubting", "neutral", "neutral"]})
    >>> shares = stance_shares(statements, articles)
    >>> shares.query("stance == 'doubting'")[["outlet", "n_hits", "n_statements", "share"]].values.tolist()
    [['Post', 1, 2, 0.5], ['Wire', 0, 1, 0.0]]
    """
    groups = Groups.of(articles, by)
    rows = groups.rows(statements, "statements")
    hits = groups.count(rows, ["stance"], levels=STANCES)
    table = ratio_table(groups, hits, groups.count(rows), share=True, resampling=resampling)
    return _named(table, by, "stance")


def actor_shares(
    statements: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    top: int = 10,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Whose statements a group reports; one row a group × actor.

    The ``top`` actors are those with most statements over all groups; all further ones are ``other``, statements
    whose source is not named are ``unnamed``. Rows stand in that order. Columns: group, ``actor``, ``n_hits``,
    ``n_statements``, ``n_articles``, ``share``, ``low``, ``high``.

    ``by`` is the column of the articles whose values are compared, ``resampling`` how intervals are drawn. Raises
    ChoiceError when ``by`` is no column of the articles.

    >>> articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["Post"]})
    >>> statements = pd.DataFrame({"doc_id": ["a"] * 4, "actor": ["Ada Moss", "Ada Moss", "Ben Orr", None],
    ...                            "actor_kind": ["person", "person", "person", "unnamed"]})
    >>> actor_shares(statements, articles, top=1)[["actor", "n_hits", "share"]].values.tolist()
    [['Ada Moss', 2, 0.5], ['other', 1, 0.25], ['unnamed', 1, 0.25]]
    """
    groups = Groups.of(articles, by)
    rows, levels = with_speaker(groups.rows(statements, "statements"), top)
    hits = groups.count(rows, ["speaker"], levels=levels)
    table = ratio_table(groups, hits, groups.count(rows), share=True, resampling=resampling)
    return _named(table, by, "actor")


def source_positions(
    statements: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    top: int = 10,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Where in the article an actor's statements stand, 0 its first character and 1 its last; one row a group × actor.

    Columns: group, ``actor`` (as in ``actor_shares``), ``n_statements``, ``n_articles`` (in which the actor speaks),
    ``position`` (the mean over statements), ``low``, ``high``, ``first`` (the mean over articles of the actor's first
    statement). Positions are missing where the group never reports the actor.

    ``by`` is the column of the articles whose values are compared, ``resampling`` how intervals are drawn. ``top`` is
    as in ``actor_shares``. Raises ChoiceError when ``by`` is no column of the articles.

    >>> articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["Post"]})
    >>> statements = pd.DataFrame({"doc_id": ["a", "a"], "actor": "Ada Moss", "actor_kind": "person",
    ...                            "position": [0.2, 0.6]})
    >>> positions = source_positions(statements, articles, top=1)
    >>> positions.loc[positions["actor"] == "Ada Moss", ["n_statements", "position", "first"]].values.tolist()
    [[2, 0.4, 0.2]]
    """
    groups = Groups.of(articles, by)
    rows, levels = with_speaker(groups.rows(statements, "statements"), top)
    counts = groups.count(rows, ["speaker"], levels=levels)
    sums = groups.count(rows, ["speaker"], weight="position", levels=levels)
    table = ratio_table(groups, sums, counts, resampling=resampling)
    nothing = table["value"] == 0
    table.loc[nothing, ["low", "high"]] = float("nan")
    first = rows.groupby(["doc_id", "speaker"])["position"].min().to_frame().reset_index()
    sums = groups.count(first, ["speaker"], weight="position", levels=levels)
    spoken = groups.count(first, ["speaker"], levels=levels)
    firsts = [sums.to_numpy()[own].sum(axis=0) / _or_nan(spoken.to_numpy()[own].sum(axis=0))
              for own in map(groups.members, range(len(groups)))]  # fmt: skip
    table["first"] = [value for row in firsts for value in row]
    table = table.rename(columns={"group": by, "level": "actor", "denominator": "n_statements", "value": "position"})
    table["actor"] = table["actor"].astype("string")
    for count in ("n_statements", "n_articles"):
        table[count] = table[count].round().astype("Int64")
    return table[[by, "actor", "n_statements", "n_articles", "position", "low", "high", "first"]]


def speakers(statements: pd.DataFrame) -> pd.Series:
    """The actor of each statement, ``unnamed`` where the source is missing or stays anonymous."""
    unnamed = statements["actor"].isna() | (statements["actor_kind"] == UNNAMED)
    return statements["actor"].astype(object).where(~unnamed, UNNAMED)


def with_speaker(rows: pd.DataFrame, top: int) -> tuple[pd.DataFrame, list[str]]:
    """The rows with the column ``speaker``, and its levels: the ``top`` actors by name, ``other``, ``unnamed``."""
    if top < 1:
        raise ChoiceError(f"top={top!r}: give the number of actors to show by name, at least 1")
    speaker = speakers(rows)
    tally = speaker[speaker != UNNAMED].value_counts().rename_axis("actor").reset_index(name="n")
    kept = list(tally.sort_values(["n", "actor"], ascending=[False, True])["actor"].head(top))
    shown = speaker.where(speaker.isin([*kept, UNNAMED]), OTHER)
    return rows.assign(speaker=shown), [*kept, OTHER, UNNAMED]


def _or_nan(counts: np.ndarray) -> np.ndarray:
    return np.where(counts > 0, counts, np.nan)


def _named(table: pd.DataFrame, by: str, level: str) -> pd.DataFrame:
    names = {"group": by, "level": level, "numerator": "n_hits", "denominator": "n_statements", "value": "share"}
    table = table.rename(columns=names)
    table[level] = table[level].astype("string")
    for count in ("n_hits", "n_statements", "n_articles"):
        table[count] = table[count].round().astype("Int64")
    return table[[by, level, "n_hits", "n_statements", "n_articles", "share", "low", "high"]]
