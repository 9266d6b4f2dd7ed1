"""How like the known terms a word is used, by the syntactic slots that both fill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from framing.compare.gather import Seen

SMOOTHING = 0.75  # exponent of slot counts, against the pull of PMI towards rare slots (Levy, Goldberg, Dagan 2015)
NEAREST = 3  # known terms that a candidate is compared with
FEWEST_SHARED = 2  # slots below which likeness is chance
CAUTION = 5.0  # pseudo-count for what is seen few times
SHOWN = 2  # slots that are named


@dataclass(frozen=True)
class Likeness:
    """For each candidate the mean cosine to the nearest known terms, the nearest of them, the slots they share most."""

    score: np.ndarray
    nearest: list[str | None]
    shared: list[str]


def likeness(candidates: Sequence[Seen], known: Mapping[str, Seen]) -> Likeness:
    """Cosines of slot vectors weighted by positive pointwise mutual information (Lin 1998; Pantel and Lin 2002).

    Slots that only one row fills are left out; known terms with few occurrences count for less, and a cosine that rests
    on one shared slot for nothing.
    """
    names = list(known)
    counts, slots = _counts([*candidates, *known.values()])
    if not names or not candidates or not slots:
        return Likeness(np.zeros(len(candidates)), [None] * len(candidates), [""] * len(candidates))
    weights = _unit_length(_weighted(counts))
    ours, theirs = weights[: len(candidates)], weights[len(candidates) :]
    filled = (counts > 0).astype(float)
    both = filled[: len(candidates)] @ filled[len(candidates) :].T
    trust = np.array([seen.n / (seen.n + CAUTION) for seen in known.values()])
    close = (ours @ theirs.T).toarray() * trust * (both.toarray() >= FEWEST_SHARED)
    order = np.argsort(-close, axis=1, kind="stable")[:, :NEAREST]
    top = np.take_along_axis(close, order, axis=1)
    shared = ours.multiply(theirs[order[:, 0]]).tocsr()
    nearest = [names[best] if value > 0 else None for best, value in zip(order[:, 0], top[:, 0])]
    named = [_named(shared, row, slots) if nearest[row] else "" for row in range(len(candidates))]
    return Likeness(top.mean(axis=1), nearest, named)


def slot_fit(candidates: Sequence[Seen], known: Mapping[str, Seen]) -> np.ndarray:
    """The mean, over the slots that a candidate fills, of how much more often than chance known terms fill them.

    In natural logarithms, 0 for a slot that no known term fills; drawn towards 0 for candidates with few slots.
    """
    ours, theirs = Counter[str](), Counter[str]()
    for seen in candidates:
        ours.update(seen.slots)
    for seen in known.values():
        theirs.update(seen.slots)
    share = theirs.total() / max(1, theirs.total() + ours.total())
    value = {
        slot: np.log((number + CAUTION * share) / (share * (number + ours[slot] + CAUTION)))
        for slot, number in theirs.items()
    }
    return np.array(
        [
            sum(number * value.get(slot, 0.0) for slot, number in seen.slots.items()) / (seen.slots.total() + CAUTION)
            for seen in candidates
        ]
    )


def _counts(rows: Sequence[Seen]) -> tuple[sparse.csr_matrix, list[str]]:
    spread = Counter(slot for seen in rows for slot in seen.slots)
    slots = [slot for slot, number in spread.items() if number > 1]
    place = {slot: number for number, slot in enumerate(slots)}
    i, j, n = [], [], []
    for row, seen in enumerate(rows):
        for slot, number in seen.slots.items():
            if slot in place:
                i.append(row)
                j.append(place[slot])
                n.append(float(number))
    return sparse.csr_matrix((n, (i, j)), shape=(len(rows), len(slots))), slots


def _weighted(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Positive PMI with smoothed slots, discounted where few counts carry it."""
    found = counts.tocoo()
    rows, slots = (np.asarray(counts.sum(axis=axis)).ravel() for axis in (1, 0))
    smooth = slots**SMOOTHING
    mutual = np.log(found.data * smooth.sum() / (rows[found.row] * smooth[found.col]))
    least = np.minimum(rows[found.row], slots[found.col])
    values = np.maximum(mutual, 0) * found.data / (found.data + 1) * least / (least + 1)
    weights = sparse.csr_matrix((values, (found.row, found.col)), shape=counts.shape)
    weights.eliminate_zeros()
    return weights


def _unit_length(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)) @ rows)


def _named(shared: sparse.csr_matrix, row: int, slots: list[str]) -> str:
    begin, end = shared.indptr[row : row + 2]
    best = np.argsort(-shared.data[begin:end], kind="stable")[:SHOWN]
    return ", ".join(slots[shared.indices[begin + one]] for one in best)
