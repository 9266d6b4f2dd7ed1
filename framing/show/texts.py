"""Texts brought back to saved tables, which hold none: matched by what they say, not by what they are called."""

from __future__ import annotations

import pandas as pd

from framing.errors import CorpusError

DIGEST = "text_sha256"


def with_texts(articles: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """The articles of an analysis with the column ``text``, from ``given`` articles of the same SHA-256.

    A text that is not among them is missing. Raises CorpusError when none is: these are other articles.

    >>> saved = pd.DataFrame({"doc_id": ["a", "b"], "text_sha256": ["1", "2"]})
    >>> given = pd.DataFrame({"doc_id": ["x"], "text_sha256": ["2"], "text": ["It rained."]})
    >>> with_texts(saved, given)["text"].fillna("-").tolist()
    ['-', 'It rained.']
    """
    texts = dict(zip(given[DIGEST], given["text"]))
    found = articles[DIGEST].map(texts).astype("string")
    if len(articles) and found.isna().all():
        raise CorpusError(
            f"none of the {len(given):,} articles given is one of the {len(articles):,} analysed (texts are matched by "
            "their SHA-256): give the files that `framing analyze` has read, unchanged, or analyse these again"
        )
    return articles.assign(text=found)
