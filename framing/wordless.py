"""An analysis without the words of its articles: what can be published where the texts themselves can't.

Kept are numbers, flags, offsets, dates, identifiers, entries of lexicons, and columns that take one of a fixed set of
values. Every other column of text is emptied, also one that a later version of a table adds: what is not known to be
free of the articles' words is taken to hold them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pandera.pandas as pa

from framing.corpus import count_words
from framing.find.actors import ORGANISATION, PERSON
from framing.tables import SCHEMAS, validate

if TYPE_CHECKING:
    from framing.analysis import Analysis

MOST_WORDS = 4
# The longest word of a name that may begin with a small letter ("Ministry of Rivers", "Ludwig van Moss").
LINK = 3
IDENTIFIERS = frozenset((
    "doc_id", "statement_id", "within", "outlet", "event", "lang", "text_sha256", "near_duplicate_of",
    "content_spans", "cue_lemma", "lexicon", "lexicon_version", "term", "category", "referent",
))  # fmt: skip
_ACTOR = "actor"


def without_words(analysis: Analysis) -> Analysis:
    """The analysis with no text of the articles in any table; what `Analysis.without_words` gives.

    Emptied means missing, or an empty string where the schema lets nothing be missing. An actor keeps its name only
    where that is the proper name of a person or an organisation (`is_name`): who is reported is a fact, while a
    description ("a senior aide to the mayor") is the article's wording. It becomes "(actor 7)", the same number in
    every table, so that nothing counted by actor changes. Further columns of the articles stay unless they hold text.
    """
    frames = {
        field.name: frame
        for field in fields(analysis)
        if isinstance(frame := getattr(analysis, field.name), pd.DataFrame)
    }
    names = _names(frames)
    tables = {name: _table(name, frame, names) for name, frame in frames.items()}
    return replace(analysis, **tables, meta={**analysis.meta, "words": "left out"})


def is_name(actor: str) -> bool:
    """Whether an actor is called by a proper name of at most four words; short words in it may be small.

    >>> [is_name(actor) for actor in ("Anna Keller", "Ministry of Rivers", "Keller's aide", "the mayor of Port Venn")]
    [True, True, False, False]
    """
    words = actor.split()
    if not words or count_words(actor) > MOST_WORDS:
        return False
    ends = all(_is_capital(word) for word in (words[0], words[-1]))
    return ends and all(_is_capital(word) or len(word) <= LINK for word in words)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def _names(frames: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """For each actor the name it keeps, or a number by first appearance."""
    known: set[str] = set()
    seen: dict[str, None] = {}
    for frame in frames.values():
        for column in filter(_is_actor, frame.columns):
            seen |= dict.fromkeys(frame[column].dropna())
        if {_ACTOR, "actor_kind"} <= set(frame.columns):
            known.update(frame.loc[frame["actor_kind"].isin((PERSON, ORGANISATION)), _ACTOR].dropna())
    return {
        actor: actor if actor in known and is_name(actor) else f"({_ACTOR} {number})"
        for number, actor in enumerate(seen, start=1)
    }


def _is_actor(column: str) -> bool:
    return column == _ACTOR or column.endswith(f"_{_ACTOR}")


def _table(name: str, frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    schema = SCHEMAS.get(name)
    columns: dict[str, pa.Column] = schema.columns if schema else {}
    kept: dict[str, Any] = {}
    for column, values in frame.items():
        title = str(column)
        if title == "text" and name == "articles":
            continue
        if not _is_text(values) or title in IDENTIFIERS or _is_fixed(columns.get(title)):
            kept[title] = values
        elif _is_actor(title):
            kept[title] = values.map(names).astype("string")
        elif title in columns or not schema:
            empty = None if not schema or columns[title].nullable else ""
            kept[title] = pd.Series(empty, index=values.index, dtype="string")
    wordless = pd.DataFrame(kept, index=frame.index)
    return validate(name, wordless) if schema else wordless


def _is_text(values: pd.Series) -> bool:
    return not (
        pd.api.types.is_numeric_dtype(values)
        or pd.api.types.is_bool_dtype(values)
        or pd.api.types.is_datetime64_any_dtype(values)
    )


def _is_fixed(column: pa.Column | None) -> bool:
    """Whether the schema lets the column take only values of a set."""
    return column is not None and any(check.name == "isin" for check in column.checks)
