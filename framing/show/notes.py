"""What a notebook says of itself: whose articles it shows, and why a table has no rows."""

from __future__ import annotations

import warnings
from html import escape
from os import PathLike, fspath
from pathlib import Path

import pandas as pd

CONSTRUCTED = "../data/constructed"  # seen from the notebooks' folder
BOX = "border:2px solid #0072b2;border-radius:4px;padding:0.6em 0.9em;max-width:48em"


class Note(str):
    """Sentences that Jupyter shows in a box, and a terminal as they are.

    >>> Note("No label occurs.")
    No label occurs.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f'<div role="note" style="{BOX}">{escape(self)}</div>'


def own_articles(
    corpus: str | PathLike[str], *, outlet: str | None = None, constructed: str | PathLike[str] = CONSTRUCTED
) -> Note | None:
    """What to know when a notebook that was written about the constructed articles runs on others; else nothing.

    ``corpus`` is the path of the articles, ``outlet`` the outlet of those that name none, ``constructed`` where the
    constructed ones are. Raises CorpusError as `load_corpus` does.

    >>> own_articles("data/constructed", constructed="data/../data/constructed")
    >>> print(str(own_articles("data/constructed/mine", constructed="data/constructed"))[:70])
    These are your own articles: 6 articles of 6 outlets, read from data/c
    """
    from framing.corpus import CorpusWarning, load_corpus

    if Path(corpus).resolve() == Path(constructed).resolve():
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CorpusWarning)  # the notebook reads them again, and then it is told
        articles = load_corpus(corpus, outlet=outlet, near_duplicates=False)
    number, outlets = len(articles), articles["outlet"].nunique()
    return Note(
        f"These are your own articles: {number:,} article{'s' * (number != 1)} of {outlets:,} "
        f"outlet{'s' * (outlets != 1)}, read from {fspath(corpus)}. Figures and tables below show them. The texts "
        "do not: the question, the answer and whatever is said of outlets, speakers and counts speak of the "
        "constructed articles of data/constructed, and hold for those alone. (05_three_outlets_one_event takes no "
        "articles: it always shows tables of the corpus BASIL.)"
    )


def table_or_note(table: pd.DataFrame, why: str) -> pd.DataFrame | Note:
    """The table, with the rows that it has; when it has none, the sentence ``why``. Raises nothing.

    >>> table_or_note(pd.DataFrame({"event": []}), "These articles have no event.")
    These articles have no event.
    """
    return table if len(table) else Note(why)
