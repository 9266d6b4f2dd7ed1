"""Articles in, Docs or columns out: whole articles, in batches, with a cache and a progress bar."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.collector import collector_off
from framing.errors import CorpusError
from framing.parse.cache import ParseCache, default_cache
from framing.parse.model import LONGEST_ARTICLE, load_model, model_identity
from framing.parse.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

BATCH = 32  # articles; one large batch took four times the memory and 1.4 times the time


def parse_corpus(
    articles: pd.DataFrame,
    *,
    model: str | None = None,
    cache: bool | Path = True,
    progress: bool = True,
) -> Iterator[Doc]:
    """One Doc an article, in the order of the table; ``doc.user_data["doc_id"]`` names it.

    Whole articles are parsed, in batches of at most 32, with one load of the model. `cache` keeps parses on disk
    (``True``: in the user's cache folder; a path: there; ``False``: nowhere), keyed by text, model and version,
    so that a second run does not parse. A Doc is the same whether it was kept or not. Raises CorpusError when
    the table has no texts, ModelError when there is no model.
    """
    vocab = load_model(model).vocab
    for doc_id, tokens in zip(articles["doc_id"], parse_columns(articles, model=model, cache=cache, progress=progress)):
        doc = tokens.to_doc(vocab)
        doc.user_data["doc_id"] = doc_id
        yield doc


def parse_columns(
    articles: pd.DataFrame,
    *,
    model: str | None = None,
    cache: bool | Path = True,
    progress: bool = True,
) -> Iterator[Tokens]:
    """What ``parse_corpus`` gives, as columns; where every parse is kept, spaCy is not even imported."""
    texts = _texts(articles)
    kept = open_cache(cache, model)
    with _bar(len(texts), progress) as bar:
        for first in range(0, len(texts), BATCH):
            batch = texts[first : first + BATCH]
            known = [kept.get(text) if kept else None for text in batch]
            fresh = _parse([text for text, tokens in zip(batch, known) if tokens is None], model)
            for tokens in known:
                if tokens is None:
                    tokens = next(fresh)
                    if kept:
                        kept.put(tokens)
                bar.update()
                yield tokens


def parse_text(text: str, *, model: str | None = None) -> Tokens:
    """One text parsed on its own, not cached: for trying things out."""
    return Tokens.of(load_model(model)(text))


def open_cache(cache: bool | Path, model: str | None) -> ParseCache | None:
    """The cache that an option `cache` means, for this model."""
    if cache is False:
        return None
    name, version = model_identity(model)
    return ParseCache(default_cache() if cache is True else Path(cache), name.replace("/", "_"), version)


def _bar(total: int, progress: bool) -> Any:
    """A progress bar; tqdm.auto picks a notebook's own, and warns where ipywidgets is missing, so only when wanted."""
    from tqdm import auto, std

    bar: Any = auto.tqdm if progress else std.tqdm
    return bar(total=total, desc="parse", unit="article", disable=not progress)


def _parse(texts: list[str], model: str | None) -> Iterator[Tokens]:
    if texts:
        yield from map(_columns, load_model(model).pipe(texts, batch_size=BATCH), texts)


def _columns(doc: Doc, text: str) -> Tokens:
    with collector_off():
        return Tokens.of(doc, text=text)


def _texts(articles: pd.DataFrame) -> list[str]:
    if "text" not in articles.columns:
        raise CorpusError("these articles have no `text` (saved tables never hold it); load them with load_corpus")
    too_long = [i for i, text in zip(articles["doc_id"], articles["text"]) if len(text) > LONGEST_ARTICLE]
    if too_long:
        named = ", ".join(too_long[:3])
        raise CorpusError(f"{len(too_long)} articles have over {LONGEST_ARTICLE:,} characters ({named} …); split them")
    return articles["text"].tolist()
