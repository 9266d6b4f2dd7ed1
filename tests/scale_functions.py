"""What the tests of scale have workers do; a module of its own, as workers have to import it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from framing.errors import CorpusError


def double(number: int) -> int:
    return 2 * number


def slow(number: int) -> tuple[int, int]:
    """The number and the process that had it."""
    time.sleep(0.05)
    return number, os.getpid()


def fail(number: int) -> int:
    if number == 3:
        raise CorpusError(f"article {number} is bad; mend it")
    return number


def die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


class DieOnce:
    """Dies at the number 3, unless it has died before: a file tells."""

    def __init__(self, told: Path) -> None:
        self.told = told

    def __call__(self, number: int) -> int:
        if number == 3 and not self.told.exists():
            self.told.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number


class Noted:
    """Writes a file a process into a folder, then sleeps for long."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, number: int) -> int:
        (self.folder / str(os.getpid())).touch()
        time.sleep(600)
        return number
