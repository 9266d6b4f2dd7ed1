"""Parsed articles on disk, one Arrow file each, keyed by the text's hash, the model, spaCy, mended lemmas and format.

The text itself is not kept: whoever asks for a parse has it. A file that cannot be read, holds another checksum than
its columns give, or is of a newer format counts as absent, with a warning, and is written anew.
"""

from __future__ import annotations

import hashlib
import os
import warnings
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from framing.files import write_whole
from framing.fingerprint import of_values, release_of
from framing.parse.numbered import MENDED_LEMMAS
from framing.parse.tokens import Tokens

FORMAT = "1"  # raise it when the columns change: older files are then not looked at
WORDS = ("lemma", "pos", "tag", "dep", "entity", "morph")
NUMBERS = ("start", "end", "head", "sentence")
_FORMAT, _CHECKSUM = b"format", b"checksum"
# what reading a damaged file of columns raises
UNREADABLE = (OSError, pa.ArrowException, KeyError, IndexError, ValueError, TypeError)


class CacheWarning(UserWarning):
    """A kept parse could not be read, or a parse not be kept; the analysis goes on without."""


def default_cache() -> Path:
    """``$FRAMING_CACHE``, or the user's cache folder for the suite."""
    from platformdirs import user_cache_path

    chosen = os.environ.get("FRAMING_CACHE")
    return Path(chosen) if chosen else user_cache_path("framing-suite")


@cache
def made_by() -> str:
    """What a kept parse depends on beside the text and the model: the mended lemmas and the release of spaCy.

    >>> made_by() == made_by(), len(made_by())
    (True, 8)
    """
    return of_values([MENDED_LEMMAS, release_of("spacy")])[:8]


@dataclass(frozen=True)
class ParseCache:
    """The parses of one model in one folder; several processes may share it."""

    folder: Path
    model: str
    version: str

    def path(self, text: str) -> Path:
        """Where the parse of this text is or would be."""
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        made = self.folder / f"parse-{FORMAT}" / f"{self.model}-{self.version}-{made_by()}"
        return made / key[:2] / f"{key}.arrow"

    def get(self, text: str) -> Tokens | None:
        """The kept parse of this text, or None."""
        path = self.path(text)
        try:
            with pa.memory_map(str(path)) as source:
                return _from_table(text, pa.ipc.open_file(source).read_all())
        except FileNotFoundError:
            return None
        except UNREADABLE as error:
            message = f"cached parse {path} is unreadable ({error}); the article is parsed again"
            warnings.warn(message, CacheWarning, stacklevel=2)
            return None

    def put(self, tokens: Tokens) -> bool:
        """Keep a parse, whole or not at all; False, with a warning, where it cannot be written (a full disk)."""
        table = _to_table(tokens)
        sink = pa.BufferOutputStream()
        # with numbers as small as they can be: compressed it is seven tenths as large and takes ten times as long
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        path = self.path(tokens.text)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, sink.getvalue().to_pybytes())
        except OSError as error:
            message = f"parses cannot be kept in {self.folder} ({error.strerror}); a second run will parse again"
            warnings.warn(message, CacheWarning, stacklevel=2)
            return False
        return True


def _to_table(tokens: Tokens) -> pa.Table:
    numbers = {name: np.fromiter(getattr(tokens, name), np.int32, len(tokens)) for name in NUMBERS}
    columns: dict[str, pa.Array] = {name: pa.array(_small(column)) for name, column in numbers.items()}
    for name in WORDS:
        coded = pa.array(getattr(tokens, name), pa.string()).dictionary_encode()
        columns[name] = pa.DictionaryArray.from_arrays(pa.array(_small(coded.indices.to_numpy())), coded.dictionary)
    columns["entity_begins"] = pa.array(tokens.entity_begins, pa.bool_())
    table = pa.table(columns)
    return table.replace_schema_metadata({_FORMAT: FORMAT, _CHECKSUM: _checksum(table)})


def _small(column: npt.NDArray[np.int32]) -> npt.NDArray[Any]:
    """The same numbers, none below 0, in fewer bytes where that will do."""
    high = int(column.max(initial=0))
    return column.astype(np.uint8) if high < 1 << 8 else column.astype(np.uint16) if high < 1 << 16 else column


def _from_table(text: str, table: pa.Table) -> Tokens:
    table.validate(full=True)  # so that no offset leads out of the file
    told = table.schema.metadata or {}
    format = told.get(_FORMAT, FORMAT.encode()).decode()
    if format != FORMAT:
        raise ValueError(f"it is of format {format}, this suite reads {FORMAT}")
    if told.get(_CHECKSUM, b"") not in (b"", _checksum(table).encode()):
        raise ValueError("its checksum is wrong")
    columns: dict[str, Any] = {name: table[name].to_numpy().tolist() for name in NUMBERS}
    for name in WORDS:
        column = table[name].combine_chunks()
        columns[name] = list(map(column.dictionary.to_pylist().__getitem__, column.indices.to_numpy().tolist()))
    if columns["end"] and columns["end"][-1] > len(text):
        raise ValueError("offsets beyond the text")
    return Tokens(
        text=text,
        lower=[text[start:end].lower() for start, end in zip(columns["start"], columns["end"])],
        entity_begins=table["entity_begins"].to_numpy().tolist(),
        **columns,
    )


def _checksum(table: pa.Table) -> str:
    """The CRC-32 of the columns' values."""
    found = 0
    for name in (*NUMBERS, "entity_begins", *WORDS):
        column = table[name].combine_chunks()
        if name in WORDS:
            found = zlib.crc32("\0".join(column.dictionary.to_pylist()).encode("utf-8", "surrogatepass"), found)
            column = column.indices
        found = zlib.crc32(column.to_numpy(zero_copy_only=False).tobytes(), found)
    return f"{found:08x}"
