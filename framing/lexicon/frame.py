"""A lexicon as a table, to read, sort and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.lexicon.model import Lexicon

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "id", "form", "match", "pos", "category", "act", "field", "referent", "source", "n_hits", "n_misses", "note",
)  # fmt: skip


def lexicon_frame(lexicon: Lexicon) -> pd.DataFrame:
    """One row a term, in file order.

    ``form`` holds its spellings (joined by " | "), ``match`` says whether they are lemmas or text, ``pos`` its
    tags (joined by a space; missing when any will do); the other columns are those of the entry.

    ``lexicon`` is a `Lexicon`; nothing is raised.

    >>> from framing.lexicon import Lexicon, Term
    >>> pets = Lexicon("pets", "1.0.0", "Pets", terms=(Term("cat", "animal", lemma=("cat", "tom cat")),))
    >>> lexicon_frame(pets)[["id", "form", "match", "category"]].to_dict("records")
    [{'id': 'cat', 'form': 'cat | tom cat', 'match': 'lemma', 'category': 'animal'}]
    """
    import pandas as pd

    rows = [
        (term.id, " | ".join(term.forms), "lemma" if term.lemma else "text", " ".join(term.pos) or None, term.category,
         term.act, term.field, term.referent, term.source, len(term.hits), len(term.misses), term.note)
        for term in lexicon
    ]  # fmt: skip
    types = {name: "Int64" if name.startswith("n_") else "string" for name in COLUMNS}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)
