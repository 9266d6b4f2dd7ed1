"""Tables in files: whole or not there, and never read wrong."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from framing.parse.packed import read_packed, write_packed

TABLE = pa.table({"word": pa.array(["the", "mob", "the"]).dictionary_encode(), "at": [0, 4, 8]})


@pytest.mark.parametrize("compression", [None, "zstd"])
@pytest.mark.parametrize("table", [TABLE, TABLE.slice(0, 0), pa.concat_tables([TABLE, TABLE])], ids=str)
def test_a_table_comes_back(tmp_path: Path, table: pa.Table, compression: str | None) -> None:
    write_packed(tmp_path / "deep" / "it.arrow", table, compression=compression)
    assert read_packed(tmp_path / "deep" / "it.arrow").to_pydict() == table.to_pydict()
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["it.arrow"]


def test_a_later_one_takes_the_place_and_what_was_read_stays(tmp_path: Path) -> None:
    path = tmp_path / "it.arrow"
    write_packed(path, TABLE)
    before = read_packed(path)
    write_packed(path, TABLE.slice(1))
    assert (before.num_rows, read_packed(path).num_rows) == (3, 2)
    assert before.to_pydict() == TABLE.to_pydict()


def test_every_damage_is_told(tmp_path: Path) -> None:
    path = tmp_path / "it.arrow"
    write_packed(path, TABLE)
    whole = path.read_bytes()
    damaged = [whole[:cut] for cut in (0, 1, 63, 64, len(whole) // 2, len(whole) - 1)]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(64, len(whole), 97)]
    damaged += [whole + b"\0", b"\0" * len(whole)]
    for content in damaged:
        path.write_bytes(content)
        with pytest.raises(ValueError, match=r"damaged|short|empty"):
            read_packed(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_packed(tmp_path / "none.arrow")


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "it.arrow").mkdir()
    with pytest.raises(OSError, match=r"it\.arrow"):
        write_packed(tmp_path / "it.arrow", TABLE)
    assert [path.name for path in tmp_path.iterdir()] == ["it.arrow"]
