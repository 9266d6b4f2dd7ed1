"""Near-duplicates: wire copy that several outlets print, and corrected versions of one article."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.corpus.words import WORD
from framing.errors import ChoiceError, CorpusError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE = 5
_PERMUTATIONS = 128
_SEED = 1
_RATHER_TOO_MANY = (0.02, 0.98)
_LOOSER = 0.8
_FACTOR = 0x9E3779B97F4A7C15


def flag_near_duplicates(articles: pd.DataFrame, *, threshold: float = 0.8) -> pd.Series:
    """For each article the doc_id of the earliest article above it with nearly the same text, else missing.

    Texts are compared as sets of five-word shingles, case ignored (Broder 1997). Candidates come from MinHash
    signatures in an LSH index that is set to err towards too many; a candidate counts when the Jaccard
    coefficient of the two sets themselves reaches `threshold`. The index can miss a pair that lies right at the
    threshold (fewer than 1 in 1,000), hardly one well above it. The result depends on the texts and their
    order alone. A text without words is nobody's duplicate. The frame needs the columns `doc_id` and `text`;
    CorpusError without them, ChoiceError for a threshold outside 0 to 1.

    Raises these for bad ``articles`` only, never for a text.

    >>> words = " ".join(str(number) for number in range(100))
    >>> frame = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": [words, "Rain fell.", words + " updated"]})
    >>> [flag if isinstance(flag, str) else None for flag in flag_near_duplicates(frame)]
    [None, None, 'a']
    """
    if not 0 < threshold <= 1:
        raise ChoiceError(f"threshold={threshold!r} is not known; choose a number above 0, up to 1")
    missing = [name for name in ("doc_id", "text") if name not in articles.columns]
    if missing:
        raise CorpusError(
            f"near-duplicates need the column {' and '.join(missing)}; take the articles from load_corpus "
            "(a saved analysis keeps no text)"
        )
    from datasketch import MinHash, MinHashLSH

    shingles = _Shingles([str(text) for text in articles["text"]])
    index = MinHashLSH(threshold=threshold * _LOOSER, num_perm=_PERMUTATIONS, weights=_RATHER_TOO_MANY)
    ids = [str(doc_id) for doc_id in articles["doc_id"]]
    blank = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int)
    flags: list[str | None] = []
    for number in range(len(ids)):
        own = shingles.of(number)
        flag = None
        if own.size:
            signature = blank.copy()
            signature.update_batch((own >> 32).tolist())
            candidates = sorted(index.query(signature))
            same = (ids[at] for at in candidates if _jaccard(own, shingles.of(at)) >= threshold)
            flag = next(same, None)
            index.insert(number, signature, check_duplication=False)
        flags.append(flag)
    return pd.Series(flags, index=articles.index, dtype="string", name="near_duplicate_of")


class _Shingles:
    """The shingles of texts as sorted 64-bit hashes, made when asked for."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._hashes = _Hashes()

    def of(self, number: int) -> NDArray[np.uint64]:
        import numpy as np

        words = list(map(self._hashes.__getitem__, WORD.findall(self._texts[number])))
        size = min(SHINGLE, len(words))
        hashes = np.array(words, dtype=np.uint64)
        rows = len(words) - size + 1 if words else 0
        total = np.zeros(rows, dtype=np.uint64)
        for at in range(size):
            total = total * np.uint64(_FACTOR) + hashes[at : at + rows]
        total ^= total >> np.uint64(29)
        total *= np.uint64(0xBF58476D1CE4E5B9)
        total ^= total >> np.uint64(32)
        return np.unique(total)


class _Hashes(dict[str, int]):
    """The hashes of words, case ignored, each made when it is first asked for."""

    def __missing__(self, word: str) -> int:
        digest = hashlib.blake2b(word.casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest()
        known = self[word] = int.from_bytes(digest, "big")
        return known


def _jaccard(one: NDArray[Any], other: NDArray[Any]) -> float:
    import numpy as np

    shared = np.intersect1d(one, other, assume_unique=True).size
    return float(shared / (one.size + other.size - shared))
