"""Folders at addresses that fsspec knows: s3, gs, abfs, sftp, memory and more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from framing.errors import ScaleError, install_hint
from framing.files import Folder, LocalFolder, temporary_name

FILE = "file://"


def folder_at(place: str | Path) -> Folder:
    """The folder at a path of this machine, or at an address with a protocol that fsspec knows.

    >>> folder_at("tables").address.endswith("tables"), folder_at("memory://tables").address
    (True, 'memory://tables')
    """
    address = str(place)
    if address.startswith(FILE):
        return LocalFolder(Path(address.removeprefix(FILE)))
    return RemoteFolder(address) if "://" in address else LocalFolder(Path(place).absolute())


class RemoteFolder:
    """A folder at an address; picklable. See `framing.files.Folder`."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._files, self._root = _file_system(self._address)

    def __reduce__(self) -> tuple[Any, ...]:
        return RemoteFolder, (self._address,)

    @property
    def address(self) -> str:
        return self._address

    def below(self, name: str) -> RemoteFolder:
        return RemoteFolder(f"{self._address}/{name}")

    def names(self) -> list[str]:
        with suppress(FileNotFoundError):
            found = self._files.ls(self._root, detail=True, refresh=True)
            return sorted(one["name"].rsplit("/", 1)[-1] for one in found if one["type"] == "file")
        return []

    def read(self, name: str) -> bytes:
        data: bytes = self._files.cat_file(f"{self._root}/{name}")
        return data

    def opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        file: AbstractContextManager[BinaryIO] = self._files.open(f"{self._root}/{name}", "rb")
        return file

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        self._files.makedirs(self._root, exist_ok=True)
        temporary = f"{self._root}/{temporary_name(name)}"
        try:
            with self._files.open(temporary, "wb") as file:
                yield file
            self._files.mv(temporary, f"{self._root}/{name}")
        except BaseException:
            with suppress(FileNotFoundError):
                self._files.rm_file(temporary)
            raise

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{name}")

    def clear(self) -> None:
        with suppress(FileNotFoundError):
            self._files.rm(self._root, recursive=True)


def _file_system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise ScaleError(f"{address} needs fsspec; install it {install_hint('scale')}") from error
    try:
        files, root = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ScaleError(f"{address} cannot be opened: {error}") from error
    return files, str(root)
