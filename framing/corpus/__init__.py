"""Articles in: tables, plain text and web pages become the validated `articles` table."""

from __future__ import annotations

from framing.corpus.articles import CorpusWarning, excluded_articles, load_corpus
from framing.corpus.datasets import fetch_dataset, list_datasets
from framing.corpus.duplicates import flag_near_duplicates
from framing.corpus.words import count_words

__all__ = [
    "CorpusWarning",
    "count_words",
    "excluded_articles",
    "fetch_dataset",
    "flag_near_duplicates",
    "list_datasets",
    "load_corpus",
]
