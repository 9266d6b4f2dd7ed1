"""Which articles are about the same event, where nobody has said so: by their words and their days."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from framing.corpus.words import WORD
from framing.errors import ChoiceError, TableError

# Articles are compared all with all within a group that days hold together: 10,000 take 0.8 GB.
MOST_TOGETHER = 10_000


def find_events(articles: pd.DataFrame, *, window: int = 3, threshold: float = 0.15) -> pd.Series:
    """For each article the name of its event, found from its text and its ``date``; the index is that of ``articles``.

    Articles are alike by the cosine of their words (tf-idf with logarithmic counts, function words left out);
    clusters are made by average linkage: an article joins where it is alike in the mean to all that are there.
    ``threshold`` is the least mean cosine within an event (a higher one splits more), ``window`` the most days
    between two articles of one event. An article without a date may join any event. Events are named ``event-1``,
    ``event-2`` ... by the first article in the order of the frame. An article that is alone gets an event of its own,
    as does one without words. What belongs to one event is a matter of degree: look at what is found.

    Raises TableError when ``doc_id`` or ``text`` lacks (a saved analysis keeps no text) or too many articles would have
    to be compared with each other (10,000), ChoiceError for a ``window`` below 0 or a ``threshold`` outside 0 to 1.

    >>> days = pd.to_datetime(["2024-05-01", "2024-05-02", "2024-05-02"])
    >>> articles = pd.DataFrame({"doc_id": list("abc"), "date": days,
    ...     "text": ["The ferry sank off Ostrel.", "Ferry sank near Ostrel, police say.", "Tax vote delayed again."]})
    >>> find_events(articles).tolist()
    ['event-1', 'event-1', 'event-2']
    """
    missing = [name for name in ("doc_id", "text") if name not in articles.columns]
    if missing:
        raise TableError(
            f"table `articles` lacks {', '.join(missing)}: events are found in the text; take the articles from "
            "load_corpus (a saved analysis keeps no text), or give the events as a column"
        )
    if window < 0:
        raise ChoiceError(f"window={window!r}: give a number of days, 0 or more (3 is usual)")
    if not 0 <= threshold <= 1:
        raise ChoiceError(f"threshold={threshold!r}: give a number from 0 to 1")
    if len(articles) > MOST_TOGETHER:
        raise TableError(
            f"{len(articles):,} articles are more than the {MOST_TOGETHER:,} that can be compared with each other; "
            "find the events of each month by itself"
        )
    # Sorted by name, so that ties fall the same way in whatever order the rows stand.
    order = np.argsort(articles["doc_id"].astype(str).to_numpy(), kind="stable")
    labels = np.empty(len(articles), dtype=int)
    labels[order] = _clusters(_distances(articles.iloc[order], window), threshold)
    names = {label: f"event-{number}" for number, label in enumerate(pd.unique(labels), start=1)}
    return pd.Series([names[label] for label in labels], index=articles.index, dtype="string", name="event")


def _distances(articles: pd.DataFrame, window: int) -> np.ndarray:
    """One minus the cosine; 1 and more for articles that lie too many days apart."""
    texts = [str(text) for text in articles["text"]]
    distances = 1 - _cosines(texts)
    if "date" in articles.columns:
        days = articles["date"].to_numpy(dtype="datetime64[D]")
        with np.errstate(invalid="ignore"):
            gap = np.abs(days[:, None] - days[None, :])
        far = ~np.isnat(gap) & (gap > np.timedelta64(window, "D"))
        # So far that a mean over the members of two clusters cannot make up for it.
        distances[far] = 2.0 * (1 + len(texts))
    np.fill_diagonal(distances, 0)
    return distances


def _cosines(texts: list[str]) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer  # slow to import

    if not any(WORD.search(text) for text in texts):
        return np.zeros((len(texts), len(texts)))
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english", token_pattern=WORD.pattern)
    try:
        vectors = sparse.csr_matrix(words.fit_transform(texts))
    except ValueError:  # nothing but function words
        return np.zeros((len(texts), len(texts)))
    return np.asarray(np.clip((vectors @ vectors.T).toarray(), 0, 1))


def _clusters(distances: np.ndarray, threshold: float) -> np.ndarray:
    from sklearn.cluster import AgglomerativeClustering  # slow to import

    if len(distances) < 2:
        return np.zeros(len(distances), dtype=int)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - threshold
    )
    return np.asarray(model.fit_predict(distances))
