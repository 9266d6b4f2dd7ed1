"""One function over many items: here, in worker processes, or on a cluster; the results in the order of the items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from framing.errors import ChoiceError

if TYPE_CHECKING:
    from distributed import Client

    from framing.analysis import Part, Settings

Item = TypeVar("Item")
Result = TypeVar("Result")


def mapped(
    function: Callable[[Item], Result], items: Iterable[Item], *, workers: int = 1, client: Client | None = None
) -> Iterator[Result]:
    """What the function gives for each item, in their order, with no more than a few at once in memory.

    `workers` are processes of this machine (1: none but this one), `client` is that of a Dask cluster. Function, items
    and results have to be picklable for either. A worker that dies loses nothing: its items are done again, twice at
    most. Raises ChoiceError for both at once or fewer workers than one, ScaleError when workers do not come through.

    >>> list(mapped(len, ["rain", "fell"]))
    [4, 4]
    """
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise ChoiceError(f"workers={workers!r} is no number of processes; give 1 or more")
    if client is not None:
        if workers > 1:
            raise ChoiceError("workers and client exclude each other: a cluster has its own workers")
        from framing.scale.cluster import map_cluster

        return map_cluster(function, items, client)
    if workers > 1:
        from framing.scale.processes import map_processes

        return map_processes(function, items, workers)
    return map(function, items)


class Reading:
    """`framing.analysis.read_part` with its settings, to be sent to workers."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, articles: Any) -> Part:
        from framing.analysis import read_part

        return read_part(articles, self.settings)
