"""Worker processes of this machine: started anew (spawn), with one thread for matrices each."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from framing.errors import ScaleError

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 2  # items a worker that wait for it: it is never idle, and few results wait for a slow one before them
ATTEMPTS = 3  # times that an item is given to new workers when its worker dies


def map_processes(function: Callable[[Item], Result], items: Iterable[Item], workers: int) -> Iterator[Result]:
    """As `framing.scale.mapped` with `workers`; whatever ends the iteration stops all workers."""
    waiting = iter(items)
    todo = deque(islice(waiting, workers * (1 + AHEAD)))
    packed = pickle.dumps(function)
    attempts = 0
    while todo:
        pool = _Pool(packed, workers)
        try:
            running: deque[Future[Any]] = deque(pool.submit(item) for item in todo)
            while running:
                result = running[0].result()
                attempts = 0
                running.popleft()
                todo.popleft()
                yield result  # before more is asked of the pool, which may have broken meanwhile
                for item in islice(waiting, 1):
                    todo.append(item)
                    running.append(pool.submit(item))
        except BrokenProcessPool as error:
            attempts += 1
            if attempts >= ATTEMPTS:
                told = f"a worker process died {ATTEMPTS} times over the same articles ({error})"
                hint = "it may have run out of memory: try fewer workers; parts that are done are kept"
                raise ScaleError(f"{told}; {hint}") from error
        finally:
            pool.stop()


class _Pool:
    def __init__(self, packed: bytes, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        # workers wait for the end of this pipe, which also comes when this process is killed; an Event would hang
        # once a worker that was killed held its lock
        self._ours, self._theirs = context.Pipe(duplex=False)[::-1]
        arguments = (packed, self._theirs)
        self._pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=arguments)

    def submit(self, item: Any) -> Future[Any]:
        return self._pool.submit(_call, item)

    def stop(self) -> None:
        """End the workers at once, in the middle of an item too; those that are idle end by themselves."""
        self._ours.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._theirs.close()


class _Worker:
    """What a worker process holds: the function, unpacked once."""

    function: Callable[[Any], Any]


def _begin(packed: bytes, end: Connection) -> None:
    """Make this process a worker: one thread for matrices, and an end with the process that started it."""
    from threadpoolctl import threadpool_limits

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first one stops the others
    threading.Thread(target=_watch, args=(end,), daemon=True).start()
    _Worker.function = pickle.loads(packed)
    threadpool_limits(1)


def _watch(end: Connection) -> None:
    end.poll(None)
    os._exit(1)


def _call(item: Any) -> Any:
    return _Worker.function(item)
