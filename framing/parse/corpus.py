"""Articles in, Docs or columns out: whole articles, in batches, with a cache and a progress bar."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.collector import collector_off
from framing.corpus.records import LONGEST_ARTICLE
from framing.errors import CorpusError
from framing.parse.cache import ParseCache, default_cache
from framing.parse.kernel import docs_of
from framing.parse.model import load_model, model_identity
from framing.parse.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

BATCH = 32  # articles


def parse_corpus(
    articles: pd.DataFrame,
    *,
    model: str | None = None,
    cache: bool | Path = True,
    progress: bool = True,
) -> Iterator[Doc]:
    """One Doc an article, in the order of the table; ``doc.user_data["doc_id"]`` names it.

    Whole articles are parsed, in small batches, with one load of the model. `cache` keeps parses on disk
    (``True``: in the user's cache folder; a path: there; ``False``: nowhere), keyed by text, model and version,
    so that a second run does not parse. A Doc is the same whether it was kept or not. Raises CorpusError when
    the table has no texts, ModelError when there is no model.

    ``model`` is as in `load_model`; ``progress`` shows a bar on stderr.

    >>> import pandas as pd
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["Rain fell. Keller said so."]})
    >>> [(doc.user_data["doc_id"], len(list(doc.sents))) for doc in parse_corpus(articles, cache=False, progress=False)]
    [('a', 2)]
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
    """What ``parse_corpus`` gives, as columns; where every parse is kept, spaCy is not even imported.

    One `Tokens` an article, in the order of the rows. ``articles``, ``model``, ``cache``, ``progress`` and the errors
    that it raises are those of `parse_corpus`.

    >>> import pandas as pd
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["Keller said so."]})
    >>> [tokens.lemma for tokens in parse_columns(articles, cache=False, progress=False)]
    [['keller', 'say', 'so', '.']]
    """
    texts = check_texts(articles)
    kept = open_cache(cache, model)
    with progress_bar(len(texts), progress) as bar:
        for first in range(0, len(texts), BATCH):
            batch = texts[first : first + BATCH]
            known = [kept.get(text) if kept else None for text in batch]
            fresh = _parse([text for text, tokens in zip(batch, known) if tokens is None], model)
            for tokens in known:
                if tokens is None:
                    tokens = next(fresh)
                    if kept and not kept.put(tokens):
                        kept = None
                bar.update()
                if bar.n == len(texts):
                    bar.close()  # who takes as many as there are articles never comes back for the end
                yield tokens


def parse_text(text: str, *, model: str | None = None) -> Tokens:
    """One text parsed on its own, not cached: for trying things out.

    ``model`` names a spaCy pipeline. Raises ModelError when it is not there, CorpusError for a text that is over
    2,000,000 characters long or holds half of a surrogate pair.

    >>> parse_text("Keller said so.").pos
    ['PROPN', 'VERB', 'ADV', 'PUNCT']
    """
    problem = _unfit(text)
    if problem:
        raise CorpusError(f"the text {problem}")
    return Tokens.of(load_model(model)(text))


def open_cache(cache: bool | Path, model: str | None) -> ParseCache | None:
    """The cache that an option `cache` means, for this model."""
    if cache is False:
        return None
    name, version = model_identity(model)
    return ParseCache(default_cache() if cache is True else Path(cache), name.replace("/", "_"), version)


def progress_bar(total: int, progress: bool) -> Any:
    """A bar of articles; tqdm.auto (a notebook's own) warns where ipywidgets is missing, so only when wanted."""
    bar: Any
    if progress:
        from tqdm.auto import tqdm as bar
    else:
        from tqdm.std import tqdm as bar
    return bar(total=total, desc="parse", unit="article", disable=not progress)


def _parse(texts: list[str], model: str | None) -> Iterator[Tokens]:
    yield from map(_columns, docs_of(load_model(model), texts), texts)


def _columns(doc: Doc, text: str) -> Tokens:
    with collector_off():
        return Tokens.of(doc, text=text)


def check_texts(articles: pd.DataFrame) -> list[str]:
    """The texts of the articles; raises CorpusError where there are none, or one too long for the parser."""
    if "text" not in articles.columns:
        raise CorpusError("these articles have no `text` (saved tables never hold it); load them with load_corpus")
    texts: list[str] = articles["text"].tolist()
    unfit = [(doc_id, problem) for doc_id, text in zip(articles["doc_id"], texts) if (problem := _unfit(text))]
    if unfit:
        named = "; ".join(f"{doc_id}: it {problem}" for doc_id, problem in unfit[:3])
        raise CorpusError(f"{len(unfit)} articles cannot be parsed ({named} …); load_corpus leaves such articles out")
    return texts


def _unfit(text: object) -> str | None:
    """Why a text cannot be parsed, or None."""
    if not isinstance(text, str):
        return f"is of type {type(text).__name__}, not a string"
    if len(text) > LONGEST_ARTICLE:
        return f"has over {LONGEST_ARTICLE:,} characters; split it"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return f"holds half of a surrogate pair (U+{ord(text[error.start]):04X}) at character {error.start}"
    return None
