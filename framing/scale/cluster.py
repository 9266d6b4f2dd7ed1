"""Workers of a Dask cluster: the function by value, unpacked once a worker, its results in order."""

from __future__ import annotations

import pickle
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from framing.errors import FramingError, ScaleError, install_hint

if TYPE_CHECKING:
    from distributed import Client

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4  # items a thread of a worker that are with the cluster at once
RETRIES = 2
CONNECT = 20  # seconds


def connect(address: str) -> Client:
    """The client of the scheduler at an address; raises ScaleError when Dask is not installed or nobody answers."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ScaleError(f"Dask is not installed ({error}); install it {install_hint('scale')}") from error
    client: Any = Client
    try:
        return cast("Client", client(address, timeout=CONNECT, set_as_default=False))
    except (OSError, ValueError) as error:
        hint = "start one with `dask scheduler`, and workers with `dask worker ADDRESS`"
        raise ScaleError(f"no Dask scheduler answers at {address} ({error}); {hint}") from error


def map_cluster(function: Callable[[Item], Result], items: Iterable[Item], client: Client) -> Iterator[Result]:
    """As `framing.scale.mapped` with `client`.

    The scheduler gives the items of a worker that is lost to another one. Items that failed for want of memory or by a
    fault of the network are tried again; errors of the suite itself are raised as they are.
    """
    packed = zlib.compress(pickle.dumps(function))
    key = _key(function)
    cluster: Any = client
    threads = sum(cluster.nthreads().values())
    if not threads:
        raise ScaleError("the Dask cluster has no worker; start some with: dask worker ADDRESS")
    running: deque[Any] = deque()
    waiting = iter(items)
    try:
        for item in waiting:
            running.append(_submit(cluster, packed, key, item))
            if len(running) > AHEAD * threads:
                yield _result(running.popleft())
        while running:
            yield _result(running.popleft())
    finally:
        cluster.cancel(list(running))


def _submit(client: Any, packed: bytes, key: str | None, item: Any) -> Any:
    return client.submit(_call, packed, key, item, pure=False, retries=RETRIES)


def _result(future: Any) -> Any:
    from distributed.scheduler import KilledWorker

    try:
        return future.result()
    except FramingError:
        raise
    except KilledWorker as error:
        raise ScaleError(f"Dask workers died over the same articles: {error}; give them more memory") from error
    finally:
        future.release()


def _call(packed: bytes, key: str | None, item: Any) -> Any:
    return _unpacked(packed, key)(item)


@lru_cache(maxsize=4)
def _unpacked(packed: bytes, key: str | None) -> Callable[[Any], Any]:
    """The function, once a worker; raises ScaleError where the worker would give other rows than who sent it."""
    function: Callable[[Any], Any] = pickle.loads(zlib.decompress(packed))
    own = _key(function)
    if own != key:
        from socket import gethostname

        told = (
            f"the Dask worker on {gethostname()} has another release of the suite, its model or spaCy than the client"
        )
        raise ScaleError(f"{told}; install the same there (pip install -r requirements.lock)")
    return function


def _key(function: object) -> str | None:
    settings: Any = getattr(function, "settings", None)
    return None if settings is None else str(settings.key)
