"""How the report opens: what was analysed, when it appeared, what was left out, and what made the tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import pandas as pd

from framing.compare.groups import Groups, Tables
from framing.show.evidence import Count, Evidence
from framing.show.tables import Table

BRING_BACK = "`framing report DIR --articles PATH` with the articles that were analysed brings whole sentences back."
LISTED = 50


def facts(analysis: Tables, groups: Groups, evidence: Evidence) -> list[tuple[str, Count]]:
    """The counts of a corpus, each by its name."""
    articles = analysis.articles
    found = [
        ("articles", evidence.count(len(articles), "articles")),
        (f"{groups.by}s", Count(f"{len(groups):,}")),
        ("words", Count(f"{int(analysis.exposure['n_words'].sum()):,}")),
        ("statements", evidence.count(len(groups.rows(analysis.statements, "statements")), "statements")),
        ("terms found", evidence.count(len(groups.rows(analysis.mentions, "mentions")), "mentions")),
    ]
    if "event" in articles and articles["event"].notna().any():
        found.insert(2, ("events", Count(f"{articles['event'].nunique():,}")))
    days = _days(articles)
    return [*found, ("published", Count(days))] if days else found


def group_table(analysis: Tables, groups: Groups, evidence: Evidence) -> Table:
    """One row a group: its articles, words and statements, and when they appeared."""
    articles = analysis.articles.set_index("doc_id")
    words = analysis.exposure.groupby("doc_id")["n_words"].sum()
    said = analysis.statements.groupby("doc_id").size()
    rows = []
    for number, name in enumerate(groups.names):
        docs = list(groups.docs[groups.members(number)])
        rows.append(
            (
                name,
                evidence.count(len(docs), "articles", group=name),
                f"{int(words.reindex(docs).sum()):,}",
                evidence.count(int(said.reindex(docs).sum()), "statements", group=name),
                _days(articles.loc[docs]) or "–",
            )
        )
    copies = int(articles["near_duplicate_of"].notna().sum()) if "near_duplicate_of" in articles else 0
    caption = f"What was analysed, by {groups.by}."
    if copies:
        repeat, kept = ("repeats", "it is") if copies == 1 else ("repeat", "they are")
        caption += f" {copies:,} of the articles nearly {repeat} an earlier one (wire copy); {kept} kept."
    header = (groups.by, "articles", "words", "statements", "published")
    return Table(caption, header, tuple(rows), frozenset((1, 2, 3)))


def excluded_table(excluded: pd.DataFrame) -> Table | None:
    """What was left out and why, files without their folders; None when nothing was."""
    if excluded.empty:
        return None
    rows = tuple(
        (PurePath(str(row["file"])).name, "–" if pd.isna(row["row"]) else f"{int(row['row']):,}", str(row["reason"]))
        for row in excluded.head(LISTED).to_dict("records")
    )
    more = f" The first {LISTED} are listed." if len(excluded) > LISTED else ""
    return Table(f"Left out: {len(excluded):,}.{more}", ("file", "row", "reason"), rows, frozenset((1,)))


def missing_words(articles: pd.DataFrame, meta: Mapping[str, Any]) -> str:
    """One line on what evidence cannot show; empty when every text is at hand."""
    lacking = int(articles["text"].isna().sum()) if "text" in articles else len(articles)
    if not lacking:
        return ""
    if lacking < len(articles):
        return f"The texts of {lacking:,} of {len(articles):,} articles are not at hand: their saved words show."
    if meta.get("words"):
        return f"These tables hold no words of the articles, so that numbers open only lists of places. {BRING_BACK}"
    return f"The tables hold no texts: a number opens the words of statements and hits that were saved. {BRING_BACK}"


def made_by(meta: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What made the tables, each by its name."""
    rows = []
    for key, value in meta.items():
        if isinstance(value, Mapping):
            value = ", ".join(f"{name} {version}" for name, version in value.items())
        elif isinstance(value, (list, tuple)):
            value = ", ".join(map(str, value))
        rows.append((str(key).replace("_", " "), str(value)))
    return rows


def _days(articles: pd.DataFrame) -> str:
    dates = articles["date"].dropna() if "date" in articles else pd.Series(dtype="datetime64[ns]")
    if dates.empty:
        return ""
    first, last = dates.min().date(), dates.max().date()
    return str(first) if first == last else f"{first} to {last}"
