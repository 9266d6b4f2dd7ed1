"""How groups call an actor: the share of each form, of each wording, or of each modifier among its mentions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling, ratio_table
from framing.compare.groups import Groups, choose
from framing.compare.shares import OTHER, UNNAMED
from framing.errors import ChoiceError
from framing.find.naming import SEPARATOR
from framing.values import FORMS

SPLITS = ("form", "text", "modifiers")
ANY = "(any)"
PRONOUN = FORMS[-1]
MOST_NAMED = 5  # actors that a message names


def naming_shares(
    naming: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    actor: str | None = None,
    split: str = "form",
    top: int = 10,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """How a group's articles call an actor (or all that they name); one row a group × form, wording or modifier.

    ``split="form"``: all forms, shares of all mentions. ``"text"``: the ``top`` commonest wordings and ``other``, case
    apart, shares of the mentions that are no pronoun. ``"modifiers"``: ``(any)`` and the ``top`` commonest, shares of
    the same mentions; a mention may have several, so that these do not add up to 1. Sources that nobody names count
    only when ``actor`` asks for one. To look at one voice, narrow ``naming``.

    Columns: group, the split, ``n_hits``, ``n_mentions``, ``n_articles`` (with a mention), ``share``, ``low``,
    ``high``; a group that never names the actor stands with zero of zero. Raises ChoiceError for an unknown ``by``,
    ``split`` or ``actor``, and for ``top`` below 1.

    ``resampling`` is how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> naming = pd.DataFrame({"doc_id": ["a", "a", "b"], "actor": "Ada Moss", "actor_kind": "person",
    ...     "text": ["Moss", "the hardline mayor", "Mayor Moss"], "form": ["bare name", "role", "title"],
    ...     "modifiers": [None, "hardline", None]})
    >>> shares = naming_shares(naming, articles, actor="Ada Moss", split="modifiers")
    >>> shares[["outlet", "modifiers", "n_hits", "n_mentions"]].values.tolist()
    [['Post', '(any)', 1, 2], ['Post', 'hardline', 1, 2], ['Wire', '(any)', 0, 1], ['Wire', 'hardline', 0, 1]]
    """
    choose("split", split, SPLITS)
    if top < 1:
        raise ChoiceError(f"top={top!r}: give the number of wordings or modifiers to show, at least 1")
    groups = Groups.of(articles, by)
    rows = _of_actor(groups.rows(naming, "naming"), actor)
    levels: Sequence[str] = FORMS
    hits = rows
    if split != "form":
        rows = rows[rows["form"] != PRONOUN]
        hits, levels = _wordings(rows, top) if split == "text" else _modifiers(rows, top)
    counts = groups.count(hits, [split], levels=levels)
    table = ratio_table(groups, counts, groups.count(rows), share=True, resampling=resampling)
    names = {"group": by, "level": split, "numerator": "n_hits", "denominator": "n_mentions", "value": "share"}
    table = table.rename(columns=names)
    table[split] = table[split].astype("string")
    for count in ("n_hits", "n_mentions", "n_articles"):
        table[count] = table[count].round().astype("Int64")
    return table[[by, split, "n_hits", "n_mentions", "n_articles", "share", "low", "high"]]


def _of_actor(rows: pd.DataFrame, actor: str | None) -> pd.DataFrame:
    if actor is None:
        return rows[rows["actor_kind"] != UNNAMED]
    found = rows[rows["actor"] == actor]
    if found.empty and len(rows):
        named = ", ".join(repr(name) for name in rows["actor"].value_counts().index[:MOST_NAMED])
        raise ChoiceError(f"actor={actor!r} is not in the table `naming`; those with most mentions are: {named}")
    return found


def _wordings(rows: pd.DataFrame, top: int) -> tuple[pd.DataFrame, list[str]]:
    """The rows with each wording in its commonest spelling, and the commonest of them."""
    folded = rows["text"].str.casefold()
    spelling = rows["text"].groupby(folded).agg(_commonest).to_dict()
    text = folded.map(spelling)
    kept = _most(text, top)
    return rows.assign(text=text.where(text.isin(kept), OTHER)), [*kept, OTHER]


def _modifiers(rows: pd.DataFrame, top: int) -> tuple[pd.DataFrame, list[str]]:
    """One row a modifier of a mention, and one for having any; and the commonest modifiers."""
    having = rows[rows["modifiers"].notna()]
    parts = having.assign(modifiers=having["modifiers"].str.split(SEPARATOR)).explode("modifiers")
    return pd.concat([having.assign(modifiers=ANY), parts]), [ANY, *_most(parts["modifiers"], top)]


def _commonest(texts: pd.Series) -> str:
    return str(sorted(texts.value_counts().items(), key=_many_first)[0][0])


def _most(values: pd.Series, top: int) -> list[str]:
    tally = sorted(values.value_counts().items(), key=_many_first)
    return [str(name) for name, _ in tally[:top]]


def _many_first(counted: tuple[object, int]) -> tuple[int, str]:
    return -counted[1], str(counted[0])
