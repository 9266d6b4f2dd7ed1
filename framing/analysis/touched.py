"""Which of a lexicon's entries can say anything in an article: what of the lexicon its statements depend on.

Cues are found by the first word of their forms among the lemmas, or the surface forms, of an article
(`framing.find.cues`), and an entry is weighed only against others with the same first word. An article without that
word therefore reads the same whatever the entry says, and after an edit only the others have to be read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from framing.fingerprint import of_values
from framing.lexicon import Lexicon, Term
from framing.parse.block import Block
from framing.parse.coded import Coded

Digests = npt.NDArray[np.uint64]
_READ = ("id", "category", "lemma", "text", "pos", "governs", "not_before", "not_after", "act")
_COLUMNS = {"lemma": "lemma", "lower": "text"}  # of tokens, and what a term calls it


def touched(block: Block, lexicon: Lexicon) -> Digests:
    """Two numbers an article, which change when an entry does that has its first word in the article.

    They are sums of hashes of the entries of each such word: of 128 bits, so that two different lexicons get the same
    numbers by chance in no run that anybody will see.
    """
    found = untouched(block)
    for column, words in _by_first_word(lexicon).items():
        _add(found, block, block.coded[column], words)
    return found


def untouched(block: Block) -> Digests:
    """What `touched` says where an article holds no such word."""
    return np.zeros((len(block), 2), np.uint64)


def _add(found: Digests, block: Block, column: Coded, words: Mapping[str, tuple[int, int]]) -> None:
    known = [number for number, word in enumerate(column.words) if word in words]
    if not known:
        return
    size = len(column.words)
    hashes = np.zeros((size, 2), np.uint64)
    hashes[known] = np.array([words[column.words[number]] for number in known], np.uint64)
    token = hashes.any(axis=1).take(column.codes).nonzero()[0]
    met = np.unique(block.article_of(token) * size + column.codes.take(token))
    np.add.at(found, met // size, hashes[met % size])


@lru_cache(maxsize=16)
def _by_first_word(lexicon: Lexicon) -> Mapping[str, Mapping[str, tuple[int, int]]]:
    """For each column of tokens the first words that are looked for in it, each with the hash of its entries."""
    entries: dict[str, dict[str, list[Term]]] = {column: {} for column in _COLUMNS}
    for term in lexicon:
        for column, own in _COLUMNS.items():
            for word in dict.fromkeys(form.split()[0] for form in getattr(term, own) if form):
                entries[column].setdefault(word, []).append(term)
    return {
        column: {word: _hash(column, word, terms) for word, terms in words.items()} for column, words in entries.items()
    }


def _hash(column: str, word: str, terms: Sequence[Term]) -> tuple[int, int]:
    told = of_values([column, word, *([getattr(term, name) for name in _READ] for term in terms)])
    digest = hashlib.sha256(told.encode()).digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:16], "little")
