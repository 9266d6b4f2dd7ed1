"""One name for an actor in the whole corpus: counted part by part, so that no more than the names is ever in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from framing.find.actors import ORGANISATION, PERSON
from framing.find.names import unified_bodies, unified_names

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

COLUMNS = ("actor", "agent_actor", "patient_actor")
FAR_FIRST = 1000  # a name that speaks counts so many times one that does not, when one of them is to stand for both


class ActorNames:
    """How often each person and each body speaks, and in how many articles it is met."""

    def __init__(self) -> None:
        self._speaking: Counter[tuple[str, str]] = Counter()
        self._met: Counter[tuple[str, str]] = Counter()

    def add(self, statements: pa.Table, naming: pa.Table) -> None:
        """Count the rows of whole articles; of an article all rows have to come at once."""
        self._speaking.update(_counted(statements, each_article=False))
        self._met.update(_counted(naming, each_article=True))

    def update(self, others: ActorNames) -> None:
        """Count what another has counted in other articles."""
        self._speaking.update(others._speaking)
        self._met.update(others._met)

    def unified(self) -> dict[str, str]:
        """For each name the one to use; who speaks settles it, those who never do come after."""
        return dict(_unified(frozenset(self._speaking.items()), frozenset(self._met.items())))


Counts = frozenset[tuple[tuple[str, str], int]]


@lru_cache(maxsize=4)
def _unified(speaking: Counts, met: Counts) -> Mapping[str, str]:
    """Kept for the corpora at hand, as the lexicons of terms change nothing of it."""
    found: dict[str, str] = {}
    for kind, unify in ((ORGANISATION, unified_bodies), (PERSON, unified_names)):
        spoken = Counter({name: count for (own, name), count in speaking if own == kind})
        weights = Counter({name: FAR_FIRST * count for name, count in spoken.items()})
        weights.update({name: count for (own, name), count in met if own == kind})
        found |= {name: best for name, best in unify(weights).items() if name not in found}
        found |= unify(spoken)
    return found


def renamed(table: pa.Table, names: dict[str, str]) -> pa.Table:
    """The table with every actor under its name in the corpus; each distinct name is looked up once."""
    import pyarrow as pa

    for column in COLUMNS:
        place = table.schema.get_field_index(column)
        if place < 0 or not len(table):
            continue
        values = table.column(place).combine_chunks()
        encoded = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
        found = pa.array([names.get(name, name) for name in encoded.dictionary.to_pylist()], pa.large_string())
        table = table.set_column(place, column, found.take(encoded.indices))
    return table


def _counted(table: pa.Table, *, each_article: bool) -> dict[tuple[str, str], int]:
    """How many rows, or articles, each pair of kind and name has, of persons and bodies."""
    import numpy as np

    kind, kinds = _numbered(table["actor_kind"])
    name, names = _numbered(table["actor"])
    named = np.array([*(one in (ORGANISATION, PERSON) for one in kinds), False])  # the last for a missing one
    wanted = (named.take(kind) & (name >= 0)).nonzero()[0]
    pairs = name.take(wanted) * len(kinds) + kind.take(wanted)
    if each_article:
        article, articles = _numbered(table["doc_id"])
        pairs = np.unique(pairs * len(articles) + article.take(wanted)) // max(len(articles), 1)
    counts = np.bincount(pairs)
    found = counts.nonzero()[0]
    told = zip((found % len(kinds or [0])).tolist(), (found // len(kinds or [0])).tolist(), counts.take(found).tolist())
    return {(kinds[which], names[own]): count for which, own, count in told}


def _numbered(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], list[str]]:
    """The values of a column as numbers, -1 for a missing one, and what the numbers stand for."""
    import pyarrow as pa

    whole = column.combine_chunks()
    encoded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    numbers = encoded.indices.fill_null(-1).to_numpy().astype("int64")
    return numbers, encoded.dictionary.to_pylist()
