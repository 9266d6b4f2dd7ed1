"""Files of many articles: CSV, JSON lines and Parquet."""

from __future__ import annotations

import gzip
import json
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from framing.corpus import CorpusWarning, excluded_articles, load_corpus
from framing.errors import CorpusError


def _load(path: Path, data: str | bytes, **options: Any) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CorpusWarning)
        frame = load_corpus(path, **options)
    return frame, excluded_articles(frame).to_dict("records")


# ------------------------------------------------------------------------------------------------ CSV


def test_csv_cells_are_strings_as_they_stand(tmp_path: Path) -> None:
    frame, bad = _load(tmp_path / "a.csv", "doc_id,text,desk,page\n007,NA,,1\n008,null,x,\n")
    assert bad == []
    assert frame["doc_id"].tolist() == ["007", "008"]
    assert frame["text"].tolist() == ["NA", "null"]
    assert frame["desk"].isna().tolist() == [True, False]
    assert frame.loc[0, "page"] == "1"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_delimiter_is_the_one_that_gives_a_text(tmp_path: Path, delimiter: str, mark: str) -> None:
    data = mark + f'title{delimiter}text\r\nA{delimiter}"Rain, fell; ""hard""\r\non\tus"\r\n'
    frame, bad = _load(tmp_path / "a.csv", data)
    assert bad == []
    assert frame["text"].tolist() == ['Rain, fell; "hard"\non\tus']
    assert frame["doc_id"].tolist() == ["a-1"]


def test_tsv_and_packed_csv_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("title\ttext\nA\tRain\n")
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b"text\nSun\n"))
    assert load_corpus(tmp_path)["doc_id"].tolist() == ["a-1", "b-1"]


def test_large_fields_are_read_whole_and_the_limit_of_csv_is_left_alone(tmp_path: Path) -> None:
    import csv

    limit = csv.field_size_limit()
    frame, _ = _load(tmp_path / "a.csv", f'text,n\n"{"rain " * 200_000}",1\n')
    assert frame.loc[0, "n_words"] == 200_000
    assert csv.field_size_limit() == limit


def test_blank_rows_are_no_articles_and_a_nameless_column_gets_a_name(tmp_path: Path) -> None:
    frame, bad = _load(tmp_path / "a.csv", "\n,text\n\n1,Rain\n,\n2,Sun\n\n")
    assert bad == []
    assert frame["doc_id"].tolist() == ["a-1", "a-2"]
    assert frame["column_1"].tolist() == ["1", "2"]


@pytest.mark.parametrize(
    ("rows", "kept", "reason"),
    [
        ("a,Rain\nb\nc,Sun\n", ["a", "c"], "line 3: 1 fields where the header names 2"),
        ("a,Rain\nb,Snow,more\nc,Sun\n", ["a", "c"], "line 3: 3 fields where the header names 2"),
        ('a,Rain\nb,"Snow "x" fell\nc,Sun\n', ["a", "c"], "line 3 cannot be read as a row"),
        ('a,Rain\nb,"never closed\nc,Sun\nd,Ice\n', ["a", "c", "d"], "line 3 cannot be read as a row"),
        ('a,Rain\nb,"never closed\nc,"Sun"\n', ["a", "c"], "line 3 cannot be read as a row"),
        ('a,Rain\nb,"Snow "x" fell.\nOn, and on.\nStill"\nc,Sun\n', ["a", "c"], "lines 3 to 5 cannot be read as a row"),
        ("a,Rain\nb,\nc,Sun\n", ["a", "c"], "the text is empty"),
        ("a,Rain\nb,Sn\x00w\nc,Sun\n", ["a", "c"], "NUL"),
        ("a,Rain\na,Rain\nc,Sun\n", ["a", "c"], "its doc_id stands above already, with the same text: "),
        ("a,Rain\na,Hail\nc,Sun\n", ["a", "c"], "its doc_id stands above already, with another text: "),
    ],
)
def test_a_broken_row_costs_no_other(tmp_path: Path, rows: str, kept: list[str], reason: str) -> None:
    frame, bad = _load(tmp_path / "t.csv", "doc_id,text\n" + rows)
    assert frame["doc_id"].tolist() == kept
    assert [one["row"] for one in bad] == [2]
    assert reason in bad[0]["reason"]


def test_in_a_table_of_one_column_nothing_is_made_up_after_a_broken_row(tmp_path: Path) -> None:
    frame, bad = _load(tmp_path / "t.csv", 'text\nRain\n"Snow "x" fell\nSun\n')
    assert frame["text"].tolist() == ["Rain"]
    assert "lines 3 to 4 cannot be read as a row" in bad[0]["reason"]


def test_the_offset_of_a_bad_byte_is_that_in_the_file(tmp_path: Path) -> None:
    data = "\ufeffdoc_id,text\na,Rain \u201cfell\u201d\n".encode() + b'b,"Sn\nw\xe9"\n' + b"c,Sun\nd,\xff\n"
    frame, bad = _load(tmp_path / "t.csv", data)
    assert frame["doc_id"].tolist() == ["a", "c"]
    offsets = [data.index(b"\xe9"), data.index(b"\xff")]
    assert [one["reason"].split(" is not")[0] for one in bad] == [
        f"byte 0xe9 at offset {offsets[0]}",
        f"byte 0xff at offset {offsets[1]}",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "t.csv: is empty; its first line must name the columns"),
        (b"\n \n", "is empty"),
        (b"id,Text\n1,Rain\n", "no column `text`; its columns are 'id', 'Text'. 'Text' looks like it"),
        (b"id;body;day\n1;Rain;x\n", r"its columns are 'id', 'body', 'day'.*columns=\{\"body\": \"text\"\}"),
        (b"id,texts\n1,Rain\n", "'texts' looks like it"),
        (b"id,outlet\n1,Herald\n", "its columns are 'id', 'outlet'. Rename the column"),
        (b"id,day\n1,Monday\n", "rename the column to `text`|Rename the column to `text`"),
        (b"text,a,a\nRain,1,2\n", "names a column twice in its header: text, a, a"),
        (b"text,caf\xe9\nRain,1\n", "byte 0xe9 at offset 8"),
        ("text\nRain\n".encode("utf-16"), "mark of UTF-16"),
        (b"text\n", "no article is left"),
    ],
)
def test_a_table_that_cannot_be_read_as_a_whole_is_an_error(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        _load(tmp_path / "t.csv", data)


CELLS = st.text(alphabet="ab,;\"'\n\t \u00e9", max_size=12).filter(str.strip)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS, min_size=1, max_size=6))
def test_what_pandas_writes_is_read_back(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "t.csv"
    pd.DataFrame({"title": "A", "text": texts}).to_csv(path, index=False, lineterminator="\n")
    assert load_corpus(path)["text"].tolist() == texts


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='ab,;"\n\r\x00\udcff', max_size=60))
def test_any_rows_leave_the_good_one_above_them(tmp_path: Path, rows: str) -> None:
    data = b"doc_id,text\nfirst,Rain\n" + rows.encode("utf-8", "surrogateescape")
    frame, bad = _load(tmp_path / "t.csv", data, near_duplicates=False)
    assert frame.loc[0, "doc_id"] == "first"
    assert frame["doc_id"].is_unique
    assert all(one["reason"] for one in bad)


# ------------------------------------------------------------------------------------------ JSON lines


def test_jsonl_rows_are_lines_and_types_are_kept(tmp_path: Path) -> None:
    lines = [
        '{"text": "Rain", "date": "2021-03-04", "page": 1, "free": true, "tags": ["a"]}',
        "",
        '{"text": "Sun", "doc_id": 7, "page": null, "score": 1.5, "mixed": "x"}',
        '{"text": "Ice", "mixed": 1}',
    ]
    frame, bad = _load(tmp_path / "t.jsonl", "\ufeff" + "\r\n".join(lines))
    assert bad == []
    assert frame["doc_id"].tolist() == ["t-1", "7", "t-4"]
    assert [str(frame[name].dtype) for name in ("page", "free", "score")] == ["Int64", "boolean", "Float64"]
    assert frame.loc[0, "tags"] == ["a"]
    assert frame["mixed"].tolist()[1:] == ["x", "1"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "Snow"', "is not JSON: "),
        (b"Snow", "is not JSON: Expecting value at column 1"),
        (b'["Snow"]', "is a JSON list, not an object"),
        (b'{"doc_id": "x"}', "the text is empty"),
        (b'{"text": null}', "the text is empty"),
        (b'{"text": 5}', "the text is of type int, not a string"),
        (b'{"text": ["Snow"]}', "the text is of type list, not a string"),
        (b'{"text": "Sn\\u0000w"}', "the text holds a NUL character at character 2"),
        (b'{"text": "Sn\\ud800w"}', r"half of a surrogate pair (U+D800) at character 2"),
        (b'{"text": "Snow", "tags": ["\\udc80"]}', "`tags` holds half of a surrogate pair"),
        (b'{"text": "Snow", "\\udc80": 1}', "a column's name holds half of a surrogate pair"),
        (b'{"text": "Snow", "title": ["a"]}', "`title` is of type list, not a string"),
        (b'{"text": "Snow", "date": "soon"}', "the date 'soon' is not a day"),
        (b'{"text": "Snow", "date": 2016}', "the date '2016' is not a day"),
        (b'{"text": "Sn\xe9w"}', "byte 0xe9 at offset 29 is not UTF-8"),
        (b'{"text": "Snow", "doc_id": "t-1"}', "its doc_id stands above already, with another text"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"text": "Snow", "n": ' + b"9" * 5000 + b"}", "is not JSON"),
    ],
)
def test_a_broken_line_costs_no_other(tmp_path: Path, line: bytes, reason: str) -> None:
    frame, bad = _load(tmp_path / "t.jsonl", b'{"text": "Rain"}\n' + line + b'\n{"text": "Sun"}\n')
    assert frame["doc_id"].tolist() == ["t-1", "t-3"]
    assert [one["row"] for one in bad] == [2]
    assert reason in bad[0]["reason"]


def test_lines_without_any_text_are_an_error_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"t.jsonl: has no column `text`; its columns are 'id', 'content'"):
        _load(tmp_path / "t.jsonl", '{"id": 1, "content": "Rain"}\n')


GOOD = st.text(max_size=20).filter(str.strip).filter(str.isprintable)
BAD = st.one_of(
    st.binary(max_size=20).map(bytes.strip).filter(bytes.strip),
    st.sampled_from(
        [b"{", b"[]", b"3", b'{"text": ""}', b'{"text": 1}', b'{"text": "x", "date": "x"}', b"\xff", b"\x00"]
    ),
)


def _is_broken(line: bytes) -> bool:
    try:
        parsed = json.loads(line)
    except ValueError:
        return b"\n" not in line
    return not isinstance(parsed, dict) or "date" in parsed or not str(parsed.get("text", "")).strip("1")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(GOOD, BAD.filter(_is_broken)), max_size=12))
def test_a_mix_of_good_and_bad_lines_keeps_every_good_one(tmp_path: Path, mix: list[str | bytes]) -> None:
    mix = [*mix, "the last line"]
    lines = [json.dumps({"text": line}).encode() if isinstance(line, str) else line for line in mix]
    frame, bad = _load(tmp_path / "t.jsonl", b"\n".join(lines))
    assert frame["text"].tolist() == [line for line in mix if isinstance(line, str)]
    assert [one["row"] for one in bad] == [row for row, line in enumerate(mix, start=1) if isinstance(line, bytes)]


# -------------------------------------------------------------------------------------------- Parquet


def test_parquet_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "outlet=fox" / "t.parquet"
    path.parent.mkdir()
    frame = pd.DataFrame(
        {
            "doc_id": [1.0, None, 3.0],
            "text": ["Rain", "", "Sun"],
            "date": pd.to_datetime(["2021-03-04 10:30", None, None]),
            "page": [1, 2, 3],
        },
        index=[5, 6, 7],
    )
    frame.to_parquet(path)
    loaded, bad = _load(path, path.read_bytes())
    assert loaded["doc_id"].tolist() == ["1", "3"]
    assert loaded["date"].tolist() == [pd.Timestamp("2021-03-04"), pd.NaT]
    assert loaded["outlet"].tolist() == ["unknown", "unknown"]
    assert loaded["page"].tolist() == [1, 3]
    assert [name for name in loaded.columns if "index" in name] == []
    assert [(one["row"], one["doc_id"], one["reason"]) for one in bad] == [(2, "t-2", "the text is empty")]


def test_a_cell_of_parquet_that_is_not_utf_8_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    raw = pa.array([b"Rain", b"Sn\xe9w", b"Sun"])
    text = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    parquet.write_table(pa.table({"text": text}), path)
    loaded, bad = _load(path, path.read_bytes())
    assert loaded["text"].tolist() == ["Rain", "Sun"]
    assert "`text` is not UTF-8 at byte 2" in bad[0]["reason"]


@pytest.mark.parametrize("data", [b"", b"PAR1 is no table", b"text\nRain\n"])
def test_a_broken_parquet_file_is_an_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(CorpusError, match=r"t.parquet: cannot be read as Parquet"):
        _load(tmp_path / "t.parquet", data)


def test_parquet_without_text_names_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pd.DataFrame({"content": ["Rain"]}).to_parquet(path)
    with pytest.raises(CorpusError, match="its columns are 'content'"):
        load_corpus(path)
    assert load_corpus(path, columns={"content": "text"})["text"].tolist() == ["Rain"]
