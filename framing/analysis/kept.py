"""What was read is kept on disk: the tokens of a part in one file, its readings under each cue lexicon in another.

Files are keyed by the texts of the part, the model, the code that reads and the lexicons that reading depends on; names
of articles, and the other columns of a user's table, are no part of that. A damaged file gives a warning and is made
anew, one that cannot be written a warning and no more; formats of other releases lie in other folders.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from framing import fingerprint
from framing.analysis.reading import DIGEST, Readings, picked
from framing.analysis.settings import Settings
from framing.analysis.touched import Digests
from framing.find.actors import resolve_actors
from framing.lexicon import Lexicon
from framing.parse.block import Block
from framing.parse.cache import UNREADABLE, CacheWarning, default_cache, made_by
from framing.parse.packed import read_packed, write_packed

FORMAT = "2"  # raise it when the columns change: older files are then not looked at
IN_MEMORY = 48  # parts whose files stay open
VARIANTS = 4  # readings of a part that are kept, under as many cue lexicons
_KEY = 20  # characters of a hash in a file's name; the whole of it is in the name of the folder
Kept = TypeVar("Kept")
Stamp = tuple[int, int]  # of a file: when it was written, and its length


@dataclass(frozen=True)
class KeptParts:
    """The kept parts under some settings; several processes may share the folder."""

    folder: Path
    readings: str | None

    @classmethod
    def of(cls, settings: Settings) -> KeptParts | None:
        """Where these settings keep parts; None when they keep nothing.

        Readings with another resolver of actors are not kept: nobody can tell from a function what it does.
        """
        if settings.cache is False:
            return None
        name, version = settings.identity
        folder = default_cache() if settings.cache is True else settings.cache
        folder = folder / f"parts-{FORMAT}" / f"{name.replace('/', '_')}-{version}-{made_by()}"
        known = settings.resolver is resolve_actors
        return cls(folder, _named(settings.cues, settings.violence) if known else None)

    def block(self, texts: Sequence[str]) -> Block | None:
        """The tokens of these articles, if they are kept."""
        return _read(self._tokens(texts), "tokens", tuple(texts), _open_block)

    def keep_block(self, block: Block) -> None:
        """Keep the tokens of a part."""
        self._write(self._tokens(block.texts), block.to_table(), None)

    def found(self, block: Block) -> Readings | None:
        """The readings of a part under just these lexicons, if they are kept."""
        if self.readings is None:
            return None
        return _read(self._part(block.texts) / f"{self.readings}.arrow", "readings", block, _open_readings)

    def partly(self, block: Block, digests: Digests) -> tuple[pa.Table | None, list[int]]:
        """The readings of these articles under another cue lexicon that say the same under this one.

        The table has a row for each article that is known; the list has for each article its row, or -1.
        """
        known: dict[bytes, int] = {}
        if self.readings is None:
            return None, [-1] * len(block)
        tables: list[pa.Table] = []
        wanted = [number.to_bytes(4, "little") + one.tobytes() for number, one in enumerate(digests)]
        for path in self._variants(block.texts):
            other = _read(path, "readings", block, _open_readings)
            if other is None:
                _remove(path)  # nobody would write it again
            else:
                told = other.table[DIGEST].to_pylist()
                for number, digest in enumerate(told):
                    known.setdefault(number.to_bytes(4, "little") + digest, len(tables) * len(block) + number)
                tables.append(other.table)
                if known.keys() >= set(wanted):
                    break
        rows = [known.get(one, -1) for one in wanted]
        taken = [row for row in rows if row >= 0]
        if not taken:
            return None, rows
        places = {row: place for place, row in enumerate(taken)}
        return picked(tables, taken), [places.get(row, -1) for row in rows]

    def keep_readings(self, readings: Readings) -> None:
        """Keep the readings of a part, and of those under other lexicons the last few."""
        if self.readings is None:
            return
        texts = readings.block.texts
        self._write(self._part(texts) / f"{self.readings}.arrow", readings.table, "zstd")
        for path in self._variants(texts, every=True)[VARIANTS:]:
            _remove(path)

    def _variants(self, texts: Sequence[str], *, every: bool = False) -> list[Path]:
        """The files with readings of a part, the latest first: those of this code, or every one."""
        made = "" if every or self.readings is None else self.readings.split("-")[0]
        stamped = [(_stamp(path), path) for path in self._part(texts).glob(f"{made}*-*.arrow")]
        return [path for stamp, path in sorted(stamped, key=_latest_first) if stamp is not None]

    def _part(self, texts: Sequence[str]) -> Path:
        key = _key(tuple(texts))
        return self.folder / key[:2] / key

    def _tokens(self, texts: Sequence[str]) -> Path:
        return self._part(texts) / "tokens.arrow"

    def _write(self, path: Path, table: pa.Table, compression: str | None) -> None:
        try:
            write_packed(path, table, compression=compression)
        except OSError as error:
            message = f"{path.name} cannot be kept in {path.parent} ({error.strerror}); a second run will make it again"
            warnings.warn(message, CacheWarning, stacklevel=2)


@lru_cache(maxsize=16)
def _named(cues: Lexicon, violence: Lexicon) -> str:
    """The name of readings: what they may share with those under other cues, and the cues."""
    harm = fingerprint.of_lexicon(violence)
    made = fingerprint.of_values([fingerprint.of_code(), harm])
    return f"{made[:_KEY]}-{fingerprint.of_lexicon(cues)[:_KEY]}"


def _read(path: Path, what: str, given: object, opened: Callable[[Path, Stamp, object], Kept]) -> Kept | None:
    """What a file holds; None where there is none, or where it is damaged, with a warning."""
    stamp = _stamp(path)
    if stamp is None:
        return None
    try:
        return opened(path, stamp, given)
    except FileNotFoundError:
        return None
    except UNREADABLE as error:
        message = f"kept {what} {path} are unreadable ({error}); they are made again"
        warnings.warn(message, CacheWarning, stacklevel=2)
        return None


@lru_cache(maxsize=IN_MEMORY)
def _open_block(path: Path, stamp: Stamp, texts: tuple[str, ...]) -> Block:
    return Block.of_table(read_packed(path), texts)


@lru_cache(maxsize=IN_MEMORY)
def _open_readings(path: Path, stamp: Stamp, block: Block) -> Readings:
    readings = Readings(block, read_packed(path))
    readings.check()
    return readings


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _latest_first(told: tuple[Stamp | None, Path]) -> tuple[int, str]:
    return -(told[0] or (0, 0))[0], told[1].name


@lru_cache(maxsize=IN_MEMORY)
def _key(texts: tuple[str, ...]) -> str:
    """The hash of the texts of a part, one by one."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()


def close_kept() -> None:
    """Close the files of parts that are open, and let go of what was read from them."""
    for known in (_open_block, _open_readings, _key):
        known.cache_clear()
