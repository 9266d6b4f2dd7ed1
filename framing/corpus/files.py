"""Which files a path, folder or glob stands for, and the names that ids are made of."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from framing.corpus.records import Source, printable
from framing.errors import CorpusError

PACKED = ".gz"
_SHEET = "in the spreadsheet program, save the sheet as CSV (UTF-8)"
_DOCUMENT = "save its text as .txt (UTF-8), one article a file"
_SAVE_AS = {
    ".xlsx": _SHEET, ".xls": _SHEET, ".ods": _SHEET, ".numbers": _SHEET,
    ".docx": _DOCUMENT, ".doc": _DOCUMENT, ".odt": _DOCUMENT, ".rtf": _DOCUMENT, ".pdf": _DOCUMENT,
    ".json": "write one JSON object a line, and name the file .jsonl",
}  # fmt: skip


@dataclass(frozen=True)
class _Found:
    path: Path
    base: Path
    given: bool


def kind_of(path: PurePath) -> str:
    """The suffix that tells the format, in lower case and without `.gz`."""
    suffix = path.suffix.lower()
    return PurePath(path.stem).suffix.lower() if suffix == PACKED else suffix


def find_sources(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], known: Collection[str]
) -> list[Source]:
    """The files of known suffix that the paths stand for, in the order of the paths, inside a folder by name.

    A folder is walked to its end; hidden files and folders (`.name`), unknown suffixes in it, and the tables that
    `framing analyze` has written there (whose columns `text` hold words, no articles) are passed over.
    A file that several paths reach is read once. Names are relative to the folder (or the fixed part of the
    glob); where that would name two files alike, all names take in one more parent folder, and files that
    differ in their suffix alone keep it. Raises CorpusError for a path that is not there, a glob or folder
    without a known file, and a file of unknown suffix.
    """
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    if not given or "" in (os.fspath(path) for path in given):
        raise CorpusError("no path was given; name a file, a folder or a glob")
    found: dict[str, _Found] = {}
    for path in given:
        for item in _expand(os.fspath(path), known):
            key = os.path.abspath(item.path)
            earlier = found.setdefault(key, item)
            if item.given and not earlier.given:
                found[key] = _Found(earlier.path, earlier.base, given=True)
    names = _names(list(found.values()))
    return [Source(item.path, printable(name), item.given) for item, name in zip(found.values(), names, strict=True)]


def _expand(given: str, known: Collection[str]) -> Iterator[_Found]:
    path = Path(os.path.expanduser(given))
    if path.is_file():
        if kind_of(path) not in known:
            mend = f". Mend it: {_SAVE_AS[kind_of(path)]}" if kind_of(path) in _SAVE_AS else ""
            raise CorpusError(f"{given}: the suffix {path.suffix!r} is not known; known are: {_listed(known)}{mend}")
        yield _Found(path, path.parent, given=True)
        return
    if path.is_dir():
        found = [_Found(file, path, given=False) for file in _walk(path, known)]
    elif glob.has_magic(given):
        found = list(_matches(path, known))
    elif path.exists():
        raise CorpusError(f"{given}: is neither a file nor a folder; copy the articles into a file first")
    else:
        raise CorpusError(f"{given}: no such file or folder; check the path, it is looked for from {os.getcwd()}")
    if not found and path.is_dir() and _tables_in(os.listdir(path)):
        raise CorpusError(f"{given}: holds the tables of an analysis, no articles; give what they were made from")
    if not found:
        raise CorpusError(f"{given}: no article file there; known suffixes are: {_listed(known)}")
    yield from found


def _walk(folder: Path, known: Collection[str]) -> list[Path]:
    files: list[Path] = []
    visited: set[str] = set()
    for place, folders, names in os.walk(folder, onerror=_refuse, followlinks=True):
        visited.add(os.path.realpath(place))
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.realpath(os.path.join(place, name)) not in visited
        )
        known_here = [name for name in names if not name.startswith(".") and kind_of(PurePath(name)) in known]
        files += [Path(place, name) for name in set(known_here) - _tables_in(names)]
    return sorted(files, key=PurePath.as_posix)


def _tables_in(names: Collection[str]) -> set[str]:
    """Those of a folder's files that are the tables of an analysis; none unless its metadata stand beside them."""
    from framing.tables import SCHEMAS
    from framing.writer import EXCLUDED, METADATA

    if METADATA not in names:
        return set()
    written = {*SCHEMAS, EXCLUDED}
    tables = {name for name in names if PurePath(name).stem in written}
    return tables if {PurePath(name).stem for name in tables} == written else set()


def _refuse(error: OSError) -> None:
    raise CorpusError(f"{error.filename}: the folder cannot be opened: {error.strerror}") from error


def _matches(pattern: Path, known: Collection[str]) -> Iterator[_Found]:
    fixed = []
    for part in pattern.parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    base = Path(*fixed)
    for match in sorted(glob.glob(str(pattern), recursive=True)):
        path = Path(match)
        if path.is_dir():
            yield from (_Found(file, base, given=False) for file in _walk(path, known))
        elif kind_of(path) in known:
            yield _Found(path, base, given=False)


def _names(found: list[_Found]) -> list[str]:
    whole = [PurePath(os.path.abspath(item.path)) for item in found]
    stems = Counter(_stem(path) for path in whole)
    parts = [(path if stems[_stem(path)] > 1 else _stem(path)).parts for path in whole]
    depths = [len(Path(os.path.relpath(item.path, item.base)).parts) for item in found]
    for more in range(max((len(part) for part in parts), default=0) + 1):
        names = ["/".join(part[-(depth + more) :]) for part, depth in zip(parts, depths, strict=True)]
        if len(set(names)) == len(names):
            return names
    return [path.as_posix() for path in whole]


def _stem(path: PurePath) -> PurePath:
    bare = path.with_suffix("")
    return bare.with_suffix("") if path.suffix.lower() == PACKED else bare


def _listed(known: Collection[str]) -> str:
    return ", ".join(sorted(known))
