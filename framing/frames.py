"""Arrow tables and frames of the same rows: one schema, `framing.tables`, told to both."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from framing.tables import schema_of, to_frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TYPES: Mapping[str, pa.DataType] = {
    "Int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "datetime64[ns]": pa.timestamp("ns"),
}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The columns of a table of `framing.tables` as Arrow has them; raises ChoiceError for a name that is none.

    >>> arrow_schema("exposure").field("voice").type
    DataType(large_string)
    """
    columns = schema_of(table).columns.items()
    return pa.schema(
        [(name, _TYPES.get(str(column.dtype), pa.large_string())) for name, column in columns if column.required]
    )


def frame_of(table: str, rows: pa.Table) -> pd.DataFrame:
    """The rows as a frame with the types of `framing.tables.to_frame`; what they hold is not looked at.

    >>> frame_of("exposure", arrow_schema("exposure").empty_table()).dtypes["n_words"]
    Int64Dtype()
    """
    # threads cost the more processor time the smaller the table is, and save next to none
    frame: pd.DataFrame = arrow_rows(table, rows).to_pandas(types_mapper=_pandas_types(table).get, use_threads=False)
    return frame


def joined(table: str, parts: Sequence[pa.Table]) -> pa.Table:
    """The rows of several parts, whose text columns may be of any of Arrow's types for strings, as one table.

    >>> joined("exposure", []).num_rows
    0
    """
    given = [part for part in parts if len(part)] or [arrow_schema(table).empty_table()]
    if any(part.schema != given[0].schema for part in given):
        given = [arrow_rows(table, part) for part in given]
    return pa.concat_tables(given)


def arrow_rows(table: str, rows: pa.Table) -> pa.Table:
    """The rows with the very types of `arrow_schema`: no dictionaries."""
    schema = arrow_schema(table)
    return pa.table([_plain(rows[field.name], field.type) for field in schema], schema=schema)


def _plain(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column if column.type == wanted else column.cast(wanted)


@cache
def _pandas_types(table: str) -> dict[pa.DataType, object]:
    empty = to_frame(table, ())
    fields = [
        field for field in arrow_schema(table) if pa.types.is_large_string(field.type) or field.type == pa.int64()
    ]
    return {field.type: empty[field.name].dtype for field in fields}
