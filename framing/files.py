"""Files written whole or not at all, in a folder of this machine; `framing.scale.remote` has the same for addresses."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

UNFINISHED = ".tmp"


class Folder(Protocol):
    """Where files are kept; names have no folder in them. Errors are OSErrors."""

    @property
    def address(self) -> str:
        """What a user calls it."""

    def below(self, name: str) -> Folder:
        """A folder in it, made when something is written."""

    def names(self) -> list[str]:
        """The files in it, sorted; none where there is no folder."""

    def read(self, name: str) -> bytes:
        """All of a file."""

    def opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file to read from, in any place."""

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file to write to, which has its name when the block ends without an error, and leaves nothing otherwise."""

    def remove(self, name: str) -> None:
        """Remove a file; it need not be there."""

    def clear(self) -> None:
        """Remove the folder and all that is in it; it need not be there."""


class LocalFolder:
    """A folder of this machine, or one that it shares with others; picklable.

    >>> import tempfile
    >>> folder = LocalFolder(tempfile.mkdtemp()).below("rain")
    >>> with folder.writing("a.txt") as file:
    ...     _ = file.write(b"It rained.")
    >>> folder.names(), folder.read("a.txt")
    (['a.txt'], b'It rained.')
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    @property
    def address(self) -> str:
        return str(self.path)

    def below(self, name: str) -> LocalFolder:
        return LocalFolder(self.path / name)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.path.iterdir() if path.is_file()) if self.path.is_dir() else []

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        return (self.path / name).open("rb")

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        self.path.mkdir(parents=True, exist_ok=True)
        with whole_file(self.path / name) as file:
            yield file

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)

    def clear(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file under a temporary name beside it, sync it to the disk and rename it; raises OSError.

    Whoever reads `path` sees what was there before or all of `data`, also after a loss of power, and several processes
    may write it at once.

    >>> import pathlib, tempfile
    >>> path = write_whole(pathlib.Path(tempfile.mkdtemp()) / "rain.txt", b"It rained.")
    >>> path.read_bytes(), [found.name for found in path.parent.iterdir()]
    (b'It rained.', ['rain.txt'])
    """
    with whole_file(path) as file:
        file.write(data)
    return path


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A temporary file to write to; when the block ends without an error it takes the place of `path`."""
    temporary = path.with_name(temporary_name(path.name))
    try:
        with temporary.open("wb") as file:
            yield cast(BinaryIO, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def temporary_name(name: str) -> str:
    """A name that no other process takes, which tells what it is going to be.

    >>> temporary_name("rain.txt").startswith("rain.txt."), temporary_name("rain.txt").endswith(".tmp")
    (True, True)
    """
    return f"{name}.{uuid.uuid4().hex}{UNFINISHED}"
