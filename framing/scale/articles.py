"""The articles of a corpus by part: those of a frame, or those of Parquet files that workers read by themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from framing.analysis import Settings, parts_of
from framing.analysis.run import bare
from framing.corpus import excluded_articles
from framing.errors import CorpusError
from framing.files import Folder
from framing.parse.corpus import BATCH, check_texts
from framing.scale.parts import Job, part_name
from framing.scale.remote import folder_at
from framing.tables import validate

SUFFIX = ".parquet"
NEEDED = ("doc_id", "text")
DIGEST = "text_sha256"
LARGEST = 1024  # articles of a row group: those of a part are in a worker's memory together


class Corpus(Protocol):
    """Articles that are read by part."""

    @property
    def excluded(self) -> pd.DataFrame:
        """What was left out of it."""

    def __len__(self) -> int: ...

    def jobs(self) -> Iterator[Job]:
        """Its parts, in order; each time that it is asked."""

    def frames(self) -> Iterator[pd.DataFrame]:
        """Its articles without their texts, some at once; at least one frame."""


def corpus_of(articles: pd.DataFrame | str | Path, settings: Settings) -> Corpus:
    """The corpus in a frame, or in the folder of Parquet files at a path or an address; raises CorpusError."""
    if isinstance(articles, pd.DataFrame):
        return FrameCorpus(articles, settings)
    return FileCorpus(folder_at(articles), settings)


@dataclass(frozen=True, eq=False)
class Given:
    """The articles of a part, by value."""

    articles: pd.DataFrame

    def load(self) -> pd.DataFrame:
        return self.articles


@dataclass(frozen=True, eq=False)
class RowGroup:
    """The articles of a part, as a row group of a Parquet file; read where they are needed."""

    folder: Folder
    file: str
    number: int

    def load(self) -> pd.DataFrame:
        """The articles; raises CorpusError when a text is not the one that its SHA-256 stands for."""
        found = self.columns((*NEEDED, DIGEST))
        wrong = [doc_id for doc_id, text, told in zip(*(found[name] for name in (*NEEDED, DIGEST)))
                 if _digest(text) != told]  # fmt: skip
        if wrong:
            place = f"{self.folder.address}/{self.file}"
            raise CorpusError(f"{place}: `{DIGEST}` of {wrong[0]!r} is not that of its text; load_corpus makes it")
        return found

    def columns(self, names: Iterable[str]) -> pd.DataFrame:
        """These columns of the row group."""
        with self.folder.opened(self.file) as file, _named(self.folder, self.file):
            frame: pd.DataFrame = pq.ParquetFile(file).read_row_group(self.number, columns=list(names)).to_pandas()
            return frame


class FrameCorpus:
    """A corpus in memory, as `load_corpus` gives it."""

    def __init__(self, articles: pd.DataFrame, settings: Settings) -> None:
        self._articles, self._settings = validate("articles", articles), settings
        check_texts(self._articles)

    @property
    def excluded(self) -> pd.DataFrame:
        return excluded_articles(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    @cached_property
    def _names(self) -> list[str]:
        return [
            part_name(number, part["doc_id"], map(_digest, part["text"]), self._settings)
            for number, part in enumerate(parts_of(self._bare))
        ]

    @cached_property
    def _bare(self) -> pd.DataFrame:
        return bare(self._articles)

    def jobs(self) -> Iterator[Job]:
        for name, part in zip(self._names, parts_of(self._bare)):
            yield Job(name, len(part), Given(part))

    def frames(self) -> Iterator[pd.DataFrame]:
        yield self._articles.drop(columns="text")


class FileCorpus:
    """A corpus in Parquet files, written from what `load_corpus` gives: every row group is a part.

    ``articles.to_parquet("corpus/1.parquet", row_group_size=32)`` writes one. The files are taken by name.
    """

    excluded = excluded_articles(pd.DataFrame())

    def __init__(self, folder: Folder, settings: Settings) -> None:
        self._settings = settings
        self._groups: list[tuple[RowGroup, int, list[str]]] = []
        for name in folder.names():
            if name.endswith(SUFFIX):
                with folder.opened(name) as file, _named(folder, name):
                    read = pq.ParquetFile(file)
                    lacking = [column for column in (*NEEDED, DIGEST) if column not in read.schema_arrow.names]
                    if lacking:
                        raise CorpusError(
                            f"{folder.address}/{name} has no column `{lacking[0]}`; write what load_corpus gave"
                        )
                    for number in range(read.num_row_groups):
                        size = read.metadata.row_group(number).num_rows
                        self._groups.append((RowGroup(folder, name, number), size, read.schema_arrow.names))
        if not self._groups:
            raise CorpusError(f"{folder.address}: no article there; write {SUFFIX} files of what load_corpus gave")
        largest, size, _ = max(self._groups, key=itemgetter(1))
        if size > LARGEST:
            told = (
                f"{folder.address}/{largest.file} has a row group of {size:,} articles, {LARGEST:,} at most can be read"
            )
            raise CorpusError(f"{told}; write it with to_parquet(..., row_group_size={BATCH})")

    def __len__(self) -> int:
        return sum(size for _, size, _ in self._groups)

    def jobs(self) -> Iterator[Job]:
        for (group, size, _), name in zip(self._groups, self._names):
            yield Job(name, size, group)

    @cached_property
    def _names(self) -> list[str]:
        names, seen = [], set[str]()
        for number, (group, _, _) in enumerate(self._groups):
            found = group.columns((NEEDED[0], DIGEST))
            twice = seen.intersection(found[NEEDED[0]]) or set(found.loc[found[NEEDED[0]].duplicated(), NEEDED[0]])
            if twice:
                place = f"{group.folder.address}/{group.file}"
                raise CorpusError(
                    f"{place}: the doc_id {min(twice)!r} stands above already; every article needs its own"
                )
            seen.update(found[NEEDED[0]])
            names.append(part_name(number, found[NEEDED[0]], found[DIGEST], self._settings))
        return names

    def frames(self) -> Iterator[pd.DataFrame]:
        waiting: list[pd.DataFrame] = []
        for group, _, columns in self._groups:
            waiting.append(group.columns(name for name in columns if name != NEEDED[1]))
            if sum(map(len, waiting)) >= LARGEST:
                yield _checked(waiting)
                waiting = []
        if waiting:
            yield _checked(waiting)


def _checked(frames: list[pd.DataFrame]) -> pd.DataFrame:
    for frame in frames:
        frame.attrs = {}
    return validate("articles", pd.concat(frames, ignore_index=True))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@contextmanager
def _named(folder: Folder, file: str) -> Iterator[None]:
    """What cannot be read, with the file's name."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise CorpusError(f"{folder.address}/{file} cannot be read: {error}; write it again") from error
