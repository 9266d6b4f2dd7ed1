"""Hits in their context: the words before and after, as a concordance shows them."""

from __future__ import annotations

import pandas as pd

from framing.errors import ChoiceError, TableError

CUT = "…"


def with_context(rows: pd.DataFrame, articles: pd.DataFrame, *, width: int = 40) -> pd.DataFrame:
    """``rows`` with `doc_id`, `start` and `end` (mentions, say) with two more columns, `before` and `after`.

    These are the text around each hit, on one line.

    Each holds at most `width` characters of the article, cut between words, with an ellipsis where it is cut.
    `articles` must have the texts, as those of a fresh analysis do. Raises ChoiceError for a width below 1,
    TableError when texts are lacking or a row's article is not there.

    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["Police said the mob had left before dawn."]})
    >>> mob = pd.DataFrame({"doc_id": ["a"], "text": ["mob"], "start": [16], "end": [19]})
    >>> with_context(mob, articles, width=12)[["before", "text", "after"]].values.tolist()
    [['… said the', 'mob', 'had left …']]
    """
    if width < 1:
        raise ChoiceError(f"width={width!r}: give the number of characters on each side, at least 1")
    if "text" not in articles.columns:
        raise TableError("`articles` has no column `text`: saved tables hold no texts; analyse the articles again")
    texts = dict(zip(articles["doc_id"], articles["text"]))
    unknown = [doc_id for doc_id in rows["doc_id"] if doc_id not in texts]
    if unknown:
        raise TableError(f"no article has doc_id {unknown[0]!r}; pass articles and rows of the same analysis")
    before, after = [], []
    for doc_id, start, end in zip(rows["doc_id"], rows["start"], rows["end"]):
        text = str(texts[doc_id])
        before.append(_before(text[: int(start)], width))
        after.append(_after(text[int(end) :], width))
    return rows.assign(
        before=pd.Series(before, index=rows.index, dtype="string"),
        after=pd.Series(after, index=rows.index, dtype="string"),
    )


def _before(text: str, width: int) -> str:
    line = " ".join(text[-4 * width :].split())
    if len(line) <= width:
        return line
    whole = line[-width:] if line[-width - 1] == " " else line[-width:].partition(" ")[2]
    return f"{CUT} {whole.strip()}".strip()


def _after(text: str, width: int) -> str:
    line = " ".join(text[: 4 * width].split())
    if len(line) <= width:
        return line
    whole = line[:width] if line[width] == " " else line[:width].rpartition(" ")[0]
    return f"{whole.strip()} {CUT}".strip()
