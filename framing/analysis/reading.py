"""What is read in an article without the term lexicons: statements, whose words are whose, actors, events.

The readings of a part are one Arrow table, one row an article: per-token columns as lists of numbers, the rows of each
table as lists of structs with the columns of `framing.tables`, but without names of articles: ``statement_id`` and
``within`` are numbers in the article. So an article may be taken from one table and its neighbour from another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.analysis.settings import Settings
from framing.analysis.touched import Digests
from framing.find import Layout, Statement, Voices, exposure_of, find_statements
from framing.find.actors import Actor, find_actors, resolve_actors
from framing.find.agency import find_agency
from framing.find.mentions import BlockVoices
from framing.find.naming import find_naming
from framing.find.rows import Span
from framing.find.scope import Scope
from framing.find.sentiment import sentiment
from framing.frames import arrow_schema
from framing.lexicon.hits import Hits
from framing.parse import Tokens
from framing.parse.block import Block

TABLES = ("statements", "exposure", "naming", "agency")
DIGEST = "digest"
STATEMENT_ID = "statement_id"
NUMBERS = (STATEMENT_ID, "within")
NUMBER = {"statements": "number", "naming": "statement", "agency": "statement"}  # what rows call it in the article
FURTHER = ("actor", "actor_kind", "content_spans", "polarity", "subjectivity")  # columns that statements do not have
TOKENS = {"voice": pa.uint8(), "statement": pa.int32(), "scope": pa.uint8()}
_SCARE, _STEP = 2, 2  # bits that the voice, and what the token denies, take


@cache
def row_type(table: str) -> pa.StructType:
    """The columns of a table in a reading."""
    own = [pa.field(one.name, pa.int32()) if one.name in NUMBERS else one for one in arrow_schema(table)]
    return pa.struct([one for one in own if one.name != "doc_id"])


class Reader:
    """Reads articles of a block and puts together what it found."""

    def __init__(self, settings: Settings, block: Block) -> None:
        self._settings, self._block, self._bounds = settings, block, block.bounds.tolist()
        self._voices: list[Voices] = []
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self._further: dict[str, list[Any]] = {name: [] for name in FURTHER}  # columns of statements
        self._ends: dict[str, list[int]] = {name: [0] for name in TABLES}

    @cached_property
    def _harm(self) -> Hits:
        return self._settings.harm.find_in(self._block)

    def read(self, numbers: Sequence[int], articles: Sequence[Tokens]) -> None:
        """Run every detector over articles, which have these numbers in the block.

        One detector goes through all of them before the next does: its code stays in the caches of the processor,
        which saves about a tenth of the time.
        """
        layouts = list(map(Layout.of, articles))
        found = [list(find_statements(layout.tokens, lexicon=self._settings.cues, layout=layout)) for layout in layouts]
        chains = list(map(find_actors, layouts, found))
        voices = list(map(Voices.of, layouts, found))
        self._voices += voices
        resolver = self._settings.resolver
        for layout, statements, own in zip(layouts, found, chains):
            known = resolver is resolve_actors  # which reads the same chains
            actors = list(map(own.actor_of, range(len(statements)))) if known else resolver(layout, statements)
            self._add("statements", statements)
            for name, values in (_named(actors) | _contents(statements, layout.tokens.text)).items():
                self._further[name] += values
        for layout, statements, whose in zip(layouts, found, voices):
            self._add("exposure", exposure_of(layout, whose, statements))
        for layout, own, whose in zip(layouts, chains, voices):
            self._add("naming", find_naming(layout, own, whose))
        for number, layout, own, whose in zip(numbers, layouts, chains, voices):
            harm = self._harm.within(*self._bounds[number : number + 2])
            self._add("agency", find_agency(layout, own, whose, hits=harm))

    def table(self, block: Block, digests: Digests) -> pa.Table:
        """The readings of the articles, those of this block; the digests say on what of the lexicon they rest.

        Nothing is known of an article any more when this has been called.
        """
        voices, scope = BlockVoices.of(self._voices), Scope.of(block)
        tokens = {
            "voice": voices.voice | (voices.scare.astype(np.uint8) << _SCARE),
            "statement": voices.statement,
            "scope": scope.denies | (scope.step << _STEP),
        }
        columns: dict[str, pa.Array] = {DIGEST: pa.array([one.tobytes() for one in digests], pa.binary(16))}
        for name, kind in TOKENS.items():
            columns[name] = pa.ListArray.from_arrays(pa.array(block.bounds, pa.int32()), pa.array(tokens[name], kind))
        for name in TABLES:
            columns[name] = pa.ListArray.from_arrays(pa.array(self._ends[name], pa.int32()), self._structs(name))
        return pa.table(columns)

    def _add(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Put the named tuples of an article into a table."""
        self._rows[table] += rows
        self._ends[table].append(len(self._rows[table]))

    def _structs(self, table: str) -> pa.StructArray:
        rows, kind = self._rows[table], row_type(table)
        own: dict[str, Sequence[Any]] = dict(zip(rows[0]._fields, zip(*rows))) if rows else {}  # type: ignore[attr-defined]
        if table in NUMBER:
            own[STATEMENT_ID] = own.get(NUMBER[table], ())
        if table == "statements":
            own.update(self._further)
        return pa.StructArray.from_arrays([pa.array(own.get(one.name, ()), one.type) for one in kind], fields=kind)


@dataclass(frozen=True, eq=False)
class Readings:
    """The readings of the articles of a block, as columns."""

    block: Block
    table: pa.Table

    @cached_property
    def voices(self) -> BlockVoices:
        """Whose words the tokens are."""
        voice = self._tokens("voice")
        return BlockVoices(voice & 3, self._tokens("statement"), voice >> _SCARE == 1)

    @cached_property
    def scope(self) -> Scope:
        """What is negated."""
        scope = self._tokens("scope")
        return Scope(scope & 3, scope >> _STEP)

    def rows(self, table: str) -> tuple[pa.Array, pa.Table]:
        """The rows of a table, and for each the number of its article."""
        lists = self._column(table)
        return pc.list_parent_indices(lists), pa.Table.from_struct_array(lists.flatten())

    def check(self) -> None:
        """Raises ValueError where the readings are not those of the block."""
        if len(self.table) != len(self.block) or len(self._tokens("voice")) != self.block.size:
            raise ValueError(f"readings of {len(self.table)} articles for {len(self.block)}")

    def _tokens(self, name: str) -> Any:
        return self._column(name).flatten().to_numpy(zero_copy_only=False)

    def _column(self, name: str) -> pa.Array:
        column = self.table[name]
        return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def picked(tables: Iterable[pa.Table], rows: Sequence[int]) -> pa.Table:
    """These rows of the tables, one after the other, as one table: readings of articles from several."""
    return pa.concat_tables(tables).take(pa.array(rows)).combine_chunks()


def _named(actors: Sequence[Actor | None]) -> dict[str, list[str | None]]:
    return {
        "actor": [actor.name if actor else None for actor in actors],
        "actor_kind": [actor.kind if actor else "unnamed" for actor in actors],
    }


def _contents(statements: Sequence[Statement], text: str) -> dict[str, list[Any]]:
    """The parts of each content as `start-end`, and its sentiment."""
    scores = [sentiment(_whole(row, text)) for row in statements]
    return {
        "content_spans": [_told(row.content_spans) for row in statements],
        "polarity": [polarity for polarity, _ in scores],
        "subjectivity": [subjectivity for _, subjectivity in scores],
    }


def _whole(row: Statement, text: str) -> str:
    """What stands in the parts of a content; most have but one."""
    spans = row.content_spans
    return row.content if len(spans) == 1 else " ".join([text[start:end] for start, end in spans])


def _told(spans: Sequence[Span]) -> str:
    return " ".join([f"{start}-{end}" for start, end in spans])
