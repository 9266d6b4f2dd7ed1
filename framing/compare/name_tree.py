"""How actors are called, as a tree: the actor, the forms of the name, and what is put before them, by group."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling, ratio_table
from framing.compare.groups import Groups
from framing.compare.shares import UNNAMED
from framing.errors import ChoiceError
from framing.find.naming import SEPARATOR
from framing.values import FORMS

ARROW = " > "
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
NODE = ["actor", "form", "modifier"]


def naming_tree(
    naming: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    actors: int | Sequence[str] = 3,
    by: str = "outlet",
    top: int = 3,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Each actor's forms, and of each form the commonest modifiers; one row a node of the tree × group.

    ``actors`` are names, or how many of those with most mentions; ``top`` is how many modifiers of a form are listed.
    Columns: ``path`` ("Ada Moss > role > hardline"), ``actor``, ``form`` and ``modifier`` (missing where the node
    stands above them), the group, ``n_hits`` of the group's ``n_mentions`` of the actor, ``n_articles``, ``share``,
    ``low``, ``high``. Modifiers are counted whatever their case and apostrophes; a mention may have several or none,
    so that those of a form do not add up to it. The actor's own row has all its mentions, and no share. Forms that
    nobody uses have no node. Raises ChoiceError for an unknown ``by`` or actor, and for ``actors`` or ``top`` below 1.

    ``resampling`` is how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> naming = pd.DataFrame({"doc_id": ["a", "a", "b"], "actor": "Ada Moss", "actor_kind": "person",
    ...     "form": ["bare name", "role", "role"], "modifiers": [None, "hardline", None]})
    >>> tree = naming_tree(naming, articles)
    >>> tree.loc[tree["outlet"] == "Post", ["path", "n_hits", "n_mentions"]].values.tolist()[2:]
    [['Ada Moss > role', 1, 2], ['Ada Moss > role > hardline', 1, 2]]
    """
    if top < 1:
        raise ChoiceError(f"top={top!r}: give the number of modifiers to list, at least 1")
    groups = Groups.of(articles, by)
    rows = groups.rows(naming, "naming")
    parts = [_of_actor(groups, rows[rows["actor"] == name], name, top, resampling) for name in _chosen(rows, actors)]
    table = pd.concat(parts, ignore_index=True) if parts else _table(groups, rows, {}, resampling)
    table.insert(0, "path", table[NODE].apply(_path, axis=1) if len(table) else pd.Series(dtype="string"))
    table = table.rename(columns={"group": by})
    columns = ["path", *NODE, by, "n_hits", "n_mentions", "n_articles", "share", "low", "high"]
    texts = dict.fromkeys(["path", *NODE, by], "string")
    return table[columns].astype({**texts, **dict.fromkeys(["n_hits", "n_mentions", "n_articles"], "Int64")})


def _chosen(rows: pd.DataFrame, actors: int | Sequence[str]) -> list[str]:
    tally = rows.loc[rows["actor_kind"] != UNNAMED, "actor"].value_counts().rename("n").reset_index()
    ranked = list(tally.sort_values(["n", "actor"], ascending=[False, True])["actor"].astype(str))
    if isinstance(actors, int):
        if actors < 1:
            raise ChoiceError(f"actors={actors!r}: give names, or the number of actors, at least 1")
        return ranked[:actors]
    for name in actors:
        if name not in set(rows["actor"]):
            raise ChoiceError.of("actors", name, ranked[:10])
    return list(actors)


def _of_actor(groups: Groups, rows: pd.DataFrame, actor: str, top: int, resampling: Resampling) -> pd.DataFrame:
    """The nodes of one actor, depth first."""
    nodes: dict[tuple[str, str | None, str | None], pd.DataFrame] = {(actor, None, None): rows}
    for form in FORMS:
        own = rows[rows["form"] == form]
        if own.empty:
            continue
        nodes[actor, form, None] = own
        having = own[own["modifiers"].notna()]
        written = having["modifiers"].str.casefold().str.replace(CURLY, "'")
        parts = having.assign(modifier=written.str.split(SEPARATOR)).explode("modifier")
        tally = parts["modifier"].value_counts().rename("n").reset_index()
        for name in tally.sort_values(["n", "modifier"], ascending=[False, True])["modifier"].head(top):
            nodes[actor, form, str(name)] = parts[parts["modifier"] == name]
    return _table(groups, rows, nodes, resampling)


def _table(
    groups: Groups, rows: pd.DataFrame, nodes: dict[tuple[str, str | None, str | None], pd.DataFrame],
    resampling: Resampling,
) -> pd.DataFrame:  # fmt: skip
    counts = {number: groups.count(own).iloc[:, 0] for number, own in enumerate(nodes.values())}
    table = ratio_table(
        groups, pd.DataFrame(counts, index=groups.docs), groups.count(rows), share=True, resampling=resampling
    )
    keys = list(nodes)
    for place, name in enumerate(NODE):
        table[name] = pd.array([keys[number][place] for number in table["level"]], dtype="string")
    table = table.sort_values("level", kind="stable", ignore_index=True)
    names = {"numerator": "n_hits", "denominator": "n_mentions", "value": "share"}
    table = table.rename(columns=names)
    table.loc[table["form"].isna(), ["share", "low", "high"]] = float("nan")
    return table


def _path(row: pd.Series) -> str:
    return ARROW.join(str(part) for part in row if pd.notna(part))
