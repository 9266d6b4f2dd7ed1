"""Parts on disk: the rows of each as one Parquet file, whole or absent, named by all that they depend on."""

from __future__ import annotations

import warnings
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from framing.analysis import Part, Settings, read_part
from framing.analysis.actors import ActorNames
from framing.analysis.part import TABLES, forget_parts
from framing.errors import StoreError
from framing.fingerprint import of_values
from framing.frames import arrow_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from framing.files import Folder

FORMAT = "1"  # of the files of parts
_FORMAT, _SUM = b"framing-part", b"framing-sum"
_MARK = b"crc-32 of this file with zeros here: "  # then eight digits; Parquet itself sums up data, not its own account


class PartWarning(UserWarning):
    """The file of a part could not be read; its articles are read again."""


class Source(Protocol):
    """Where the articles of a part are; picklable."""

    def load(self) -> pd.DataFrame:
        """The articles, with `doc_id` and `text`."""


@dataclass(frozen=True, eq=False)
class Job:
    """A part to be read: where its articles are, how many, and the name of its file."""

    name: str
    size: int
    source: Source


@dataclass(frozen=True, eq=False)
class Done:
    """What is told of a part that is done: how many articles it has, and who speaks in them."""

    size: int
    names: ActorNames

    @classmethod
    def of(cls, job: Job, part: Part) -> Done:
        names = ActorNames()
        names.add(part.statements, part.naming)
        return cls(job.size, names)


def part_name(number: int, doc_ids: Iterable[str], digests: Iterable[str], settings: Settings) -> str:
    """The name of a part's file: its place in the corpus, and a hash of its articles and of the settings."""
    key = of_values([FORMAT, settings.key, list(doc_ids), list(digests)])
    return f"{number:08d}-{key[:32]}.parquet"


class PartFolder:
    """Reads parts and writes their rows to a folder: the function that workers are given."""

    def __init__(self, folder: Folder, settings: Settings, *, advance: Callable[[], object] | None = None) -> None:
        self.folder, self.settings, self._advance = folder, settings, advance

    def __call__(self, job: Job) -> Done:
        """Read the articles of a part and write its rows."""
        part = read_part(job.source.load(), self.settings, advance=self._advance)
        forget_parts()
        try:
            with self.folder.writing(job.name) as file:
                file.write(to_bytes(part))
        except OSError as error:
            hint = "free some space and run the same again: the parts that are done are kept"
            raise StoreError(f"cannot write to {self.folder.address}: {error}; {hint}") from error
        return Done.of(job, part)

    def count(self, job: Job) -> Done:
        """What `__call__` returns, from the rows of a part that is there."""
        return Done.of(job, self.read(job))

    def read(self, job: Job) -> Part:
        """The rows of a part; a file that cannot be read is written anew, with a warning."""
        try:
            return from_bytes(self.folder.read(job.name))
        except FileNotFoundError as error:
            hint = "is the folder shared with all workers, and no other run using it?"
            raise StoreError(f"{job.name} is missing from {self.folder.address}; {hint}") from error
        except (OSError, pa.ArrowException, ValueError, KeyError) as error:
            message = f"{self.folder.address}/{job.name} is unreadable ({error}); its articles are read again"
            warnings.warn(message, PartWarning, stacklevel=2)
        self(job)
        return from_bytes(self.folder.read(job.name))


def to_bytes(part: Part) -> bytes:
    """A Parquet file of one row: for each table of the part the list of its rows.

    >>> from framing.frames import arrow_schema
    >>> empty = Part(*(arrow_schema(name).empty_table() for name in TABLES))
    >>> len(from_bytes(to_bytes(empty)).statements)
    0
    """
    columns = {}
    for name in TABLES:
        rows = arrow_rows(name, getattr(part, name))
        structs = pa.StructArray.from_arrays(
            [column.combine_chunks() for column in rows.columns], fields=list(rows.schema)
        )
        columns[name] = pa.ListArray.from_arrays(pa.array([0, len(rows)], pa.int32()), structs)
    sink = pa.BufferOutputStream()
    table = pa.table(columns).replace_schema_metadata({_FORMAT: FORMAT, _SUM: _MARK + b"0" * 8})
    pq.write_table(table, sink, compression="zstd", write_page_checksum=True)
    data: bytes = sink.getvalue().to_pybytes()
    place = data.rindex(_MARK) + len(_MARK)
    return data[:place] + _sum(data) + data[place + 8 :]


def from_bytes(data: bytes) -> Part:
    """What `to_bytes` was given; raises ValueError where the file is cut, damaged or of another format."""
    place = data.rfind(_MARK) + len(_MARK)
    if place < len(_MARK) or _sum(data[:place] + b"0" * 8 + data[place + 8 :]) != data[place : place + 8]:
        raise ValueError("it is cut short or damaged: its checksum is wrong")
    table = pq.read_table(pa.BufferReader(data))
    format = (table.schema.metadata or {}).get(_FORMAT, b"none").decode()
    if format != FORMAT:
        raise ValueError(f"it is of format {format}, this suite reads {FORMAT}")
    if len(table) != 1:
        raise ValueError(f"it has {len(table)} rows in place of one")
    parts = {name: table[name].combine_chunks() for name in TABLES}
    return Part(**{name: pa.Table.from_struct_array(column.flatten()) for name, column in parts.items()})


def _sum(data: bytes) -> bytes:
    return b"%08x" % zlib.crc32(data)
