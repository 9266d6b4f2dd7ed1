"""The unit of work: some dozens of consecutive articles in, the rows of each table out, as Arrow tables.

A part needs nothing of any other, so that parts can be read in any process, on any machine, and again. Its actors have
the names that their article gives them; `framing.analysis.actors` calls them alike in the whole corpus.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.analysis.actors import COLUMNS
from framing.analysis.kept import IN_MEMORY, KeptParts, close_kept
from framing.analysis.reading import NUMBERS, Reader, Readings, picked
from framing.analysis.reading import TABLES as READ
from framing.analysis.settings import Settings
from framing.analysis.touched import touched, untouched
from framing.collector import collector_off
from framing.find.mentions import find_mentions_in
from framing.frames import arrow_schema, joined
from framing.lexicon.limits import forget_blocks
from framing.parse import Tokens, parse_columns
from framing.parse.block import CODED, SEEN, Block
from framing.parse.corpus import BATCH

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Part:
    """The rows of consecutive articles, in their order, with the columns of `framing.tables`.

    Text columns may be of any of Arrow's types for strings, dictionaries included.
    """

    statements: pa.Table
    mentions: pa.Table
    exposure: pa.Table
    naming: pa.Table
    agency: pa.Table


TOGETHER = 50_000  # tokens that are read together: what is worked out of them is in memory at a time
LEAST, CUT = 20, 6  # articles of a part; one text in so many ends it
AGAIN = (*COLUMNS, "actor_kind")  # columns whose values are counted and changed as those of a dictionary
TABLES = ("statements", "mentions", "exposure", "naming", "agency")


def parts_of(articles: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The articles in consecutive parts of at most 32, which is also the size of a batch of the parse.

    From 20 articles on a part ends after one whose text says so by its checksum. So an article that is put in or taken
    out changes its own part and perhaps the next few, and what is kept of the others holds.

    >>> import pandas as pd
    >>> articles = pd.DataFrame({"text": [f"Rain fell on day {day}." for day in range(100)]})
    >>> sizes = [len(part) for part in parts_of(articles)]
    >>> sum(sizes), max(sizes) <= 32, len(list(parts_of(articles.head(20))))
    (100, True, 1)
    """
    first = 0
    for number, text in enumerate(articles["text"].tolist(), 1):
        size = number - first
        if size == BATCH or (size >= LEAST and not zlib.crc32(text.encode("utf-8", "surrogatepass")) % CUT):
            yield articles.iloc[first:number]
            first = number
    if first < len(articles):
        yield articles.iloc[first:]


def read_part(articles: pd.DataFrame, settings: Settings, *, advance: Callable[[], object] | None = None) -> Part:
    """The rows of a part; `advance` is called after each article.

    What does not depend on the lexicons of terms is taken from the cache where it is kept, and kept where it is not.
    """
    found = [_read(some, settings, advance or _nothing) for some in parts_of(articles)]
    if len(found) == 1:
        return found[0]
    return Part(*(joined(name, [getattr(part, name) for part in found]) for name in TABLES))


def _read(articles: pd.DataFrame, settings: Settings, advance: Callable[[], object]) -> Part:
    kept = KeptParts.of(settings)
    block = kept.block(tuple(articles["text"].tolist())) if kept else None
    lists: list[Tokens] = []
    if block is None:
        lists += parse_columns(articles, model=settings.model, cache=settings.cache, progress=False)
    with collector_off():
        if block is None:
            block = Block.of(lists, coded=CODED if kept else SEEN)
            if kept:
                kept.keep_block(block)
        readings = _readings(block, lists, kept, settings, advance)
        return _part(readings, settings, tuple(articles["doc_id"].tolist()))


def _nothing() -> None:
    """To be called after an article when nobody counts."""


def _readings(
    block: Block, lists: list[Tokens], kept: KeptParts | None, settings: Settings, advance: Callable[[], object]
) -> Readings:
    """The readings of a block; its columns as lists, where they are at hand, are taken out of ``lists``."""
    found = kept.found(block) if kept else None
    if found is not None:
        for _ in range(len(block)):
            advance()
        return found
    digests = touched(block, settings.cues) if kept else untouched(block)  # by which readings that are kept are told
    known, rows = kept.partly(block, digests) if kept else (None, [-1] * len(block))
    reader, read = Reader(settings, block), [number for number, row in enumerate(rows) if row < 0]
    for few in _together(read, block):
        reader.read(few, [lists[number] if lists else block.tokens(number) for number in few])
        for _ in few:
            advance()
    for _ in range(len(block) - len(read)):
        advance()
    lists.clear()  # or the collector looks through them once it is on again
    table = reader.table(block.of_articles(read), digests[read])
    if known is not None:
        places = iter(range(len(known), len(known) + len(read)))
        table = picked([known, table], [row if row >= 0 else next(places) for row in rows])
    readings = Readings(block, table)
    if kept:
        kept.keep_readings(readings)
    return readings


def _together(numbers: Sequence[int], block: Block) -> Iterator[list[int]]:
    """Articles of a block, by their numbers, as many at a time as have `TOGETHER` tokens, or one."""
    few: list[int] = []
    size = 0
    for number in numbers:
        own = int(block.bounds[number + 1] - block.bounds[number])
        if few and size + own > TOGETHER:
            yield few
            few, size = [], 0
        few.append(number)
        size += own
    if few:
        yield few


def _part(readings: Readings, settings: Settings, doc_ids: tuple[str, ...]) -> Part:
    """The tables of a part: the readings with the names of their articles, and the mentions."""
    told = _told(readings, doc_ids)
    found = find_mentions_in(readings.block, lexicon=settings.matcher, voices=readings.voices, scope=readings.scope)
    article = found["article"].combine_chunks()
    place = _place(told.base, article, found["statement"].combine_chunks())
    columns = {column: found[column] for column in found.column_names}
    columns["statement_id"], columns["actor"] = told.ids.take(place), told.actors.take(place)
    return Part(mentions=_in_order("mentions", {**columns, "doc_id": told.doc_ids.take(article)}), **told.tables)


@dataclass(frozen=True, eq=False)
class _Told:
    """The tables of a part without mentions, and what these are made with: where the statements of each article begin
    among those of the part, and the identifiers and the actors of all."""

    tables: dict[str, pa.Table]
    doc_ids: pa.Array
    base: NDArray[np.intp]
    ids: pa.Array
    actors: pa.Array


@lru_cache(maxsize=IN_MEMORY)
def _told(readings: Readings, doc_ids: tuple[str, ...]) -> _Told:
    docs = pa.array(doc_ids, pa.large_string())
    article, statements = readings.rows("statements")
    numbers = statements["statement_id"].combine_chunks().cast(pa.large_string())
    ids = pc.binary_join_element_wise(docs.take(article), numbers, pa.scalar("#", pa.large_string()))
    # the statements of an article are numbered from 0 in their order, so that its first is where the count begins
    base = np.searchsorted(article.to_numpy(), np.arange(len(docs)))
    tables = {}
    for name in READ:
        article, rows = readings.rows(name)
        columns = {column: rows[column] for column in rows.column_names}
        for column in set(NUMBERS).intersection(columns):
            columns[column] = ids.take(_place(base, article, columns[column].combine_chunks()))
        for column in set(AGAIN).intersection(columns):
            columns[column] = columns[column].combine_chunks().dictionary_encode()
        columns["doc_id"] = pa.DictionaryArray.from_arrays(article.cast(pa.int32()), docs)
        tables[name] = _in_order(name, columns)
    return _Told(tables, docs, base, ids, tables["statements"]["actor"].combine_chunks())


def _place(base: NDArray[np.intp], article: pa.Array, number: pa.Array) -> pa.Array:
    """Where statements stand among those of the part, null for none."""
    return pc.add(pa.array(base).take(article), number.cast(pa.int64()))


def _in_order(table: str, columns: Mapping[str, Any]) -> pa.Table:
    """The columns in the order of the table."""
    return pa.table({name: columns[name] for name in arrow_schema(table).names})


def forget_parts() -> None:
    """Let go of the parts that are held in memory for a next analysis of the same articles.

    Who reads a corpus but once, part after part, calls it after each: what is in memory then does not grow.
    """
    _told.cache_clear()
    close_kept()
    forget_blocks()
