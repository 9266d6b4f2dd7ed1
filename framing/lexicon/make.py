"""A lexicon on top of another one without a file: for those who work in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from os import PathLike
from typing import TYPE_CHECKING, Any, Union

from framing.errors import LexiconError
from framing.lexicon.extend import build_lexicon
from framing.lexicon.keys import STRINGS, TERM
from framing.lexicon.load import load_lexicon
from framing.lexicon.model import Lexicon, Problem, Term
from framing.lexicon.read import RawLexicon
from framing.lexicon.validate import check_raw

if TYPE_CHECKING:
    import pandas as pd

Terms = Union["pd.DataFrame", Iterable[Term | Mapping[str, Any]]]
PLACE = "terms"
SEPARATOR = " | "


def extend_lexicon(
    base: Lexicon | str | PathLike[str],
    terms: Terms = (),
    *,
    remove: Iterable[str] = (),
    name: str | None = None,
    version: str = "0.1.0",
    categories: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
) -> Lexicon:
    """The base with terms added, replaced (same id) and removed: what a file with ``extends`` would give.

    ``terms`` are mappings with the keys of a ``[[term]]`` (or `Term` objects), or a DataFrame with these columns;
    in its cells several forms or examples are joined by " | ", and missing cells count as not given. ``categories``
    (name to meaning) and ``sources`` (key to citation) are declared beside those of the base. ``name`` is
    ``my-`` and the base's when not given. Neither the base nor any file changes; `write_lexicon` makes a file of it.

    Raises LexiconError with every problem at once, each with the number of its row in ``terms``, from 1.

    ``remove`` names ids of the base, ``version`` is that of the new lexicon.

    >>> from framing.lexicon import Term, Lexicon
    >>> pets = Lexicon("pets", "1.0.0", "Pets", categories={"animal": "It is kept."},
    ...                terms=(Term("cat", "animal", lemma=("cat",)),))
    >>> cow = {"id": "cow", "lemma": "cow", "category": "animal", "hits": "A [cow] ate.", "misses": "No coward ate."}
    >>> mine = extend_lexicon(pets, [cow], remove=["cat"])
    >>> mine, mine.extends, [term.id for term in mine]
    (<Lexicon my-pets 0.1.0: 1 terms>, 'pets 1.0.0', ['cow'])
    """
    below = base if isinstance(base, Lexicon) else load_lexicon(base)
    rows = list(_rows(terms))
    data: dict[str, Any] = {"name": name or f"my-{below.name}", "version": version, "extends": below.name}
    data |= {"remove": [remove] if isinstance(remove, str) else list(remove)}
    data |= {"categories": {key: {"means": means} for key, means in (categories or {}).items()}}
    data |= {"sources": {key: {"cite": cite} for key, cite in (sources or {}).items()}, "term": rows}
    lines = {(f"term:{number}", ""): number + 1 for number in range(len(rows))}
    raw = RawLexicon(PLACE, data, lines)
    problems = (*_strangers(rows), *check_raw(raw, below))
    if problems:
        raise LexiconError("\n".join(str(problem) for problem in problems), problems)
    return build_lexicon(raw, below)


def entry_of(term: Term) -> dict[str, Any]:
    """The keys of a ``[[term]]`` table for a term: those that say something, one string where one will do.

    >>> entry_of(Term("cat", "animal", lemma=("cat", "tom cat")))
    {'id': 'cat', 'lemma': ['cat', 'tom cat'], 'category': 'animal'}
    """
    given = {field.name: getattr(term, field.name) for field in fields(term)}
    entry = {key: list(given[key]) if isinstance(given[key], tuple) else given[key] for key in TERM if given[key]}
    return {
        key: value[0] if key in ("lemma", "text", "pos") and len(value) == 1 else value for key, value in entry.items()
    }


def _rows(terms: Terms) -> Iterator[dict[str, Any]]:
    if hasattr(terms, "to_dict") and hasattr(terms, "columns"):
        for row in terms.to_dict("records"):
            given = {str(key): value for key, value in row.items() if _is_given(value)}
            yield {key: _split(value) if TERM.get(key) == STRINGS else value for key, value in given.items()}
        return
    for one in terms:
        yield entry_of(one) if isinstance(one, Term) else {key: _listed(value) for key, value in dict(one).items()}


def _is_given(value: Any) -> bool:
    """Whether a cell holds something; NaN and NA are those that do not equal themselves."""
    if isinstance(value, (str, list, tuple)):
        return len(value) > 0
    import pandas as pd

    return not pd.api.types.is_scalar(value) or not pd.isna(value)


def _split(value: Any) -> Any:
    if isinstance(value, str):
        parts = [part.strip() for part in value.split(SEPARATOR.strip())]
        return parts if len(parts) > 1 else value
    return _listed(value)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, (tuple, set, frozenset)) else value


def _strangers(rows: list[dict[str, Any]]) -> Iterator[Problem]:
    """Columns of `lexicon_frame` that are no keys of an entry: said once, with what to write instead."""
    if any("form" in row and "match" in row for row in rows):
        mend = "name the column `lemma` or `text`"
        yield Problem(PLACE, None, None, "`form` and `match` are columns of lexicon_frame, not keys of an entry", mend)
