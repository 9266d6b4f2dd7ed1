"""Sentiment of a stretch of text by TextBlob's pattern lexicon: a weak signal, never a headline.

It scores words, not claims: "Terrorists massacred innocent civilians" comes out at +0.5, for "innocent".
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65536)
def sentiment(text: str) -> tuple[float, float]:
    """Polarity (-1 to 1) and subjectivity (0 to 1) as TextBlob gives them.

    >>> sentiment("a very good day")[0] > 0
    True
    """
    from textblob import TextBlob

    scored = TextBlob(text).sentiment
    return max(-1.0, min(1.0, float(scored.polarity))), max(0.0, min(1.0, float(scored.subjectivity)))
