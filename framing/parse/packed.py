"""One Arrow table in one file that is there whole or not at all, mapped when it is read, and told from a damaged one.

The file begins with a head of 64 bytes: a mark, the length of what follows and its CRC-32. Arrow itself would read
wrong numbers from a file with a flipped byte.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pyarrow as pa

from framing.files import write_whole

_HEAD = struct.Struct("<8sQI44x")  # 64 bytes: what follows is aligned as Arrow likes it
_MARK = b"FRAMING1"


def write_packed(path: Path, table: pa.Table, *, compression: str | None = None) -> None:
    """Write the table, whole or not at all (`framing.files.write_whole`); raises OSError.

    Uncompressed columns are not copied when they are read.
    """
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=compression, unify_dictionaries=True)
    with pa.ipc.new_file(sink, table.schema, options=options) as writer:
        writer.write_table(table.combine_chunks())
    body = memoryview(sink.getvalue())
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, _HEAD.pack(_MARK, len(body), zlib.crc32(body)) + body.tobytes())


def read_packed(path: Path) -> pa.Table:
    """The table of a file that `write_packed` wrote.

    Raises FileNotFoundError where there is none, OSError where it cannot be read, ValueError where it is damaged.
    """
    if not path.stat().st_size:
        raise ValueError("it is empty")
    with pa.memory_map(str(path)) as source:
        whole = source.read_buffer()
    body = memoryview(whole)[_HEAD.size :]
    if whole.size < _HEAD.size:
        raise ValueError("it is cut short")
    mark, length, check = _HEAD.unpack_from(whole)
    if mark != _MARK or length != len(body) or zlib.crc32(body) != check:
        raise ValueError("it is cut short or damaged")
    table: pa.Table = pa.ipc.open_file(whole.slice(_HEAD.size)).read_all()
    return table
