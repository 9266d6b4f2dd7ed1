"""Contrast sets: the rival names for one referent, which is where a choice of words shows.

"Terrorist", "militant" and "freedom fighter" can name the same person, and an outlet that writes one has left the
others. Rates of single words compare badly across outlets with different news; shares within a set compare choices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.lexicon.model import Lexicon, Term

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("field", "referent", "term", "category", "forms", "n_rivals")


def contrast_sets(lexicon: Lexicon) -> pd.DataFrame:
    """One row a term that names a referent, the terms of one referent together.

    ``field`` is that of the set: of its first term that gives one (missing when none does). ``term`` is the id,
    ``forms`` are its spellings (joined by " | "), ``n_rivals`` counts the other terms of the set: 0 is a term that
    has no rival. Fields and sets stand in the order of their first terms. A lexicon without referents gives no rows.

    Raises nothing.

    >>> from framing.lexicon import Lexicon, Term
    >>> pets = Lexicon("pets", "1.0.0", "Pets", terms=(
    ...     Term("stray", "condemning", lemma=("stray",), field="animals", referent="cat without an owner"),
    ...     Term("dog", "descriptive", lemma=("dog",)),
    ...     Term("free-cat", "legitimating", text=("free cat",), field="animals", referent="cat without an owner")))
    >>> contrast_sets(pets)[["referent", "term", "n_rivals"]].to_dict("split")["data"]
    [['cat without an owner', 'stray', 1], ['cat without an owner', 'free-cat', 1]]
    """
    import pandas as pd

    sets: dict[str, list[Term]] = {}
    for term in lexicon:
        if term.referent is not None:
            sets.setdefault(term.referent, []).append(term)
    fields: dict[str | None, list[tuple[str | None, str, str, str, str, int]]] = {}
    for referent, terms in sets.items():
        field = next((term.field for term in terms if term.field), None)
        fields.setdefault(field, []).extend(
            (field, referent, term.id, term.category, " | ".join(term.forms), len(terms) - 1) for term in terms
        )
    types = {name: "Int64" if name == "n_rivals" else "string" for name in COLUMNS}
    return pd.DataFrame([row for rows in fields.values() for row in rows], columns=list(COLUMNS)).astype(types)
