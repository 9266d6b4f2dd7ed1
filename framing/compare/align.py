"""Which statements report the same utterance: the same words quoted, a part of them, or a paraphrase.

Outlets quote the same speech in full, cut it, or put it into their own words. Statements of one event are paired by
how alike their contents are (see ``framing.compare.wording``), each pair gets the probability that it is one
utterance, and utterances are clusters by average linkage: one that is close to some members but not to most stays out.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.compare.groups import choose
from framing.compare.wording import FEATURES, Content, Wording
from framing.errors import ChoiceError, TableError

WEIGHTS = Path(__file__).with_name("alignment.tsv")
LARGEST_EVENT = 8000
INTERCEPT = "intercept"
# A content is in another's words when so much of it (of what it quotes, if it quotes) stands there in the same order.
TAKEN_OVER = 0.7
HOW = ("only", "fullest", "same words", "part of the words", "paraphrase")
_NEEDED = (
    "doc_id",
    "statement_id",
    "content",
    "content_start",
    "content_end",
    "content_spans",
    "kind",
    "actor",
    "n_words",
)


def align_statements(
    statements: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    pair: str = "event",
    threshold: float = 0.5,
    weights: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Group the statements of each event by the utterance that they report; one row a statement.

    Columns: ``doc_id``, ``statement_id``, the event (named as ``pair``), ``utterance`` (the event, ``~`` and a number,
    by first appearance), ``n_statements`` and ``n_articles`` of the utterance (copies of wire copy not counted),
    ``probability`` (that it reports the same utterance as the other members, in the mean; missing when alone), ``how``
    and ``copy_of``. ``how`` compares with the member that quotes most: ``fullest`` is that one, ``same words`` as it
    has, ``part of the words`` (truncated on one side) or a ``paraphrase``; ``only`` when alone. ``copy_of`` is the
    article of which this one is a near duplicate (``near_duplicate_of``), so that wire copy can be counted once.

    ``threshold`` is the least mean probability within an utterance: a higher one splits more. ``weights`` are those of
    a logistic regression over `FEATURES` and the intercept, by default the published ones
    (``benchmarks/alignment.py``). Statements of articles without an event take no part. A statement is never aligned
    with one that stands inside it.

    Raises ChoiceError for an unknown ``pair`` or a threshold outside 0 to 1, TableError when a column lacks or an event
    has more statements than can be compared with each other (8,000).

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "event": "harbour"})
    >>> said = pd.DataFrame({"doc_id": ["a", "b", "b"], "statement_id": ["a#0", "b#0", "b#1"], "kind": "direct",
    ...     "content": ['"The doors were locked at noon,"', 'the doors were "locked at noon"', "it rained"],
    ...     "content_start": [0, 0, 50], "content_end": [32, 31, 59], "content_spans": ["0-32", "0-31", "50-59"],
    ...     "actor": ["Moss", "Moss", None], "n_words": [6, 6, 2]})
    >>> align_statements(said, articles)[["statement_id", "utterance", "how"]].values.tolist()
    [['a#0', 'harbour~0', 'fullest'], ['b#0', 'harbour~0', 'same words'], ['b#1', 'harbour~1', 'only']]
    """
    choose("pair", pair, [name for name in articles.columns if name not in ("doc_id", "text")])
    if not 0 <= threshold <= 1:
        raise ChoiceError(f"threshold={threshold!r}: give a number from 0 to 1 (0.5 is usual)")
    missing = [name for name in _NEEDED if name not in statements.columns]
    if missing:
        raise TableError(f"table `statements` lacks {', '.join(missing)}")
    event = articles.set_index("doc_id")[pair].astype("string")
    rows = statements[list(_NEEDED)].assign(event=statements["doc_id"].map(event))
    rows = rows.dropna(subset="event").reset_index(drop=True)
    wording = Wording([content_of(row) for row in rows.to_dict("records")])
    chosen = dict(weights or published_weights())
    parts = [_event(part, wording, chosen, threshold) for _, part in rows.groupby("event", sort=False)]
    columns = ["utterance", "probability", "how"]
    found = pd.concat(parts).sort_index() if parts else pd.DataFrame(columns=columns)
    return _table(rows.join(found), articles, pair)


def content_of(row: dict[Hashable, Any]) -> Content:
    """What a statement reports: the parts of its content, without what stands between them."""
    spans = (span.split("-") for span in str(row["content_spans"]).split())
    first = row["content_start"]
    text = " ".join(row["content"][int(start) - first : int(end) - first] for start, end in spans)
    actor = None if pd.isna(row["actor"]) else str(row["actor"])
    return Content(text, str(row["kind"]), actor, str(row["event"]))


@cache
def published_weights() -> Mapping[str, float]:
    """The weights of the features, as `benchmarks/alignment.py` has trained them."""
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines if not line.startswith("#"))}


def probability(features: np.ndarray, weights: Mapping[str, float]) -> np.ndarray:
    """Of each row of features (pairs × `FEATURES`), the probability that the two contents report one utterance."""
    sums = weights[INTERCEPT] + features @ np.array([weights[name] for name in FEATURES])
    return np.asarray(1 / (1 + np.exp(-sums)))


def _event(part: pd.DataFrame, wording: Wording, weights: Mapping[str, float], threshold: float) -> pd.DataFrame:
    """The utterances of one event; the index is that of the part."""
    name, rows = part["event"].iloc[0], part.index.to_numpy()
    if len(rows) > LARGEST_EVENT:
        raise TableError(
            f"event {name!r} has {len(rows):,} statements, more than the {LARGEST_EVENT:,} that can be compared with "
            "each other; give narrower events (by day, say)"
        )
    likely = _pairwise(part, wording, weights)
    labels = _clusters(likely, threshold)
    utterance, how = np.full(len(rows), "", dtype=object), np.full(len(rows), HOW[0], dtype=object)
    mean = np.full(len(rows), np.nan)
    for number, label in enumerate(pd.unique(labels)):
        members = np.flatnonzero(labels == label)
        utterance[members] = f"{name}~{number}"
        if len(members) > 1:
            mean[members] = likely[np.ix_(members, members)].sum(axis=1) / (len(members) - 1)
            how[members] = _how(part.iloc[members], wording)
    return pd.DataFrame({"utterance": utterance, "probability": mean, "how": how}, index=part.index)


def _pairwise(part: pd.DataFrame, wording: Wording, weights: Mapping[str, float]) -> np.ndarray:
    """Statements × statements: the probability that two report one utterance; 0 on the diagonal."""
    rows = part.index.to_numpy()
    docs = part["doc_id"].to_numpy()
    starts, ends = part["content_start"].to_numpy(dtype=int), part["content_end"].to_numpy(dtype=int)
    first, second = wording.neighbours(rows)
    i, j = np.searchsorted(rows, first), np.searchsorted(rows, second)
    apart = (docs[i] != docs[j]) | (starts[i] >= ends[j]) | (starts[j] >= ends[i])
    i, j = i[apart], j[apart]
    likely = np.zeros((len(rows), len(rows)))
    likely[i, j] = likely[j, i] = probability(wording.features(rows[i], rows[j]), weights)
    return likely


def _clusters(likely: np.ndarray, threshold: float) -> np.ndarray:
    from sklearn.cluster import AgglomerativeClustering  # slow to import

    if len(likely) == 1:
        return np.zeros(1, dtype=int)
    distances = 1 - likely
    np.fill_diagonal(distances, 0)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - threshold
    )
    return np.asarray(model.fit_predict(distances))


def _how(members: pd.DataFrame, wording: Wording) -> list[str]:
    """Each member beside the one that quotes most words, the longest of these, the first by article and place."""
    rows = members.index.to_numpy()
    contents = [wording.contents[row] for row in rows]
    order = zip(members["doc_id"].astype(str), members["content_start"].astype(int))
    sizes = [(-int(one.quoted.sum()), -len(one.words), place) for one, place in zip(contents, order)]
    fullest = sizes.index(min(sizes))
    result = []
    for number, row in enumerate(rows):
        if number == fullest:
            result.append(HOW[1])
            continue
        run = wording.run(row, rows[fullest])
        own, whole = _taken_over(contents[number], run.one), _taken_over(contents[fullest], run.other)
        result.append(HOW[4] if own < TAKEN_OVER else HOW[2] if whole >= TAKEN_OVER else HOW[3])
    return result


def _taken_over(content: Content, places: np.ndarray) -> float:
    """The share of a content that stands at these places: of the words that it quotes, else of all."""
    if content.quoted.any():
        return float(content.quoted[places].sum() / content.quoted.sum())
    return len(places) / max(1, len(content.words))


def _table(rows: pd.DataFrame, articles: pd.DataFrame, pair: str) -> pd.DataFrame:
    copies = articles.set_index("doc_id")["near_duplicate_of"] if "near_duplicate_of" in articles.columns else None
    copy_of = rows["doc_id"].map(copies) if copies is not None else pd.Series(pd.NA, index=rows.index)
    own = rows[copy_of.isna().to_numpy()].groupby("utterance")
    return pd.DataFrame(
        {
            "doc_id": rows["doc_id"].astype("string"),
            "statement_id": rows["statement_id"].astype("string"),
            pair: rows["event"].astype("string"),
            "utterance": rows["utterance"].astype("string"),
            "n_statements": rows["utterance"].map(own.size()).fillna(0).astype("Int64"),
            "n_articles": rows["utterance"].map(own["doc_id"].nunique()).fillna(0).astype("Int64"),
            "probability": rows["probability"].astype("float64"),
            "how": rows["how"].astype("string"),
            "copy_of": copy_of.astype("string"),
        }
    )
