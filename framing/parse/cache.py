"""Parsed articles on disk, one Arrow file each, keyed by the text's hash, the model and the format.

The text itself is not kept: whoever asks for a parse has it. A file that cannot be read counts as absent, with
a warning, and is written anew.
"""

from __future__ import annotations

import hashlib
import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from framing.parse.tokens import Tokens

FORMAT = "1"  # raise it when the columns change: older files are then not looked at
WORDS = ("lemma", "pos", "tag", "dep", "entity", "morph")
NUMBERS = ("start", "end", "head", "sentence")


def default_cache() -> Path:
    """``$FRAMING_CACHE``, or the user's cache folder for the suite."""
    from platformdirs import user_cache_path

    chosen = os.environ.get("FRAMING_CACHE")
    return Path(chosen) if chosen else user_cache_path("framing-suite")


@dataclass(frozen=True)
class ParseCache:
    """The parses of one model in one folder; several processes may share it."""

    folder: Path
    model: str
    version: str

    def path(self, text: str) -> Path:
        """Where the parse of this text is or would be."""
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / f"parse-{FORMAT}" / f"{self.model}-{self.version}" / key[:2] / f"{key}.arrow"

    def get(self, text: str) -> Tokens | None:
        """The kept parse of this text, or None."""
        path = self.path(text)
        try:
            with pa.memory_map(str(path)) as source:
                return _from_table(text, pa.ipc.open_file(source).read_all())
        except FileNotFoundError:
            return None
        except (OSError, pa.ArrowException, KeyError, IndexError, ValueError) as error:
            warnings.warn(f"cached parse {path} is unreadable ({error}); the article is parsed again", stacklevel=2)
            return None

    def put(self, tokens: Tokens) -> None:
        """Keep a parse: written under a temporary name, then renamed, so that no reader sees half a file."""
        path = self.path(tokens.text)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        table = _to_table(tokens)
        with pa.OSFile(str(temporary), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        temporary.replace(path)


def _to_table(tokens: Tokens) -> pa.Table:
    columns: dict[str, pa.Array] = {name: pa.array(getattr(tokens, name), pa.int32()) for name in NUMBERS}
    columns |= {name: pa.array(getattr(tokens, name), pa.string()).dictionary_encode() for name in WORDS}
    columns["entity_begins"] = pa.array(tokens.entity_begins, pa.bool_())
    return pa.table(columns)


def _from_table(text: str, table: pa.Table) -> Tokens:
    columns: dict[str, Any] = {name: table[name].to_pylist() for name in NUMBERS}
    for name in WORDS:
        column = table[name].combine_chunks()
        known = column.dictionary.to_pylist()
        columns[name] = [known[number] for number in column.indices.to_pylist()]
    if columns["end"] and columns["end"][-1] > len(text):
        raise ValueError("offsets beyond the text")
    return Tokens(
        text=text,
        lower=[text[start:end].lower() for start, end in zip(columns["start"], columns["end"])],
        entity_begins=table["entity_begins"].to_pylist(),
        **columns,
    )
