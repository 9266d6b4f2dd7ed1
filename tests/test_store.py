"""A folder of tables: what is written comes back equal, texts stay out, and a broken folder is named."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from test_tables import ARTICLE, EVENT, EXPOSURE, MENTION, NAMING, STATEMENT

from framing.analysis import Analysis, load_analysis
from framing.errors import ChoiceError, StoreError
from framing.store import FORMATS, METADATA, write_table
from framing.tables import SCHEMAS, to_frame, validate

META = {"framing": "0.1.0", "model": "some_model", "model_version": "1.2", "lexicons": {"labels": "1.0.0"}}
TEXT = "She said it rained, and the rebels left it at that."
AWKWARD = 'a "b", ‘c’\nd;\tNA NULL, é 😀'


@pytest.fixture
def analysis() -> Analysis:
    articles = pd.DataFrame(
        [
            {**ARTICLE, "text": TEXT, "desk": "city", "words": 3},
            {**ARTICLE, "doc_id": "a2", "date": None, "title": AWKWARD, "text": TEXT, "desk": None, "words": 4},
        ]
    )
    statement = {**STATEMENT, "doc_id": "a2", "statement_id": "a2#1", "within": "a2#0", "content": AWKWARD}
    excluded = {"file": ["x.csv"], "row": [3], "doc_id": [None], "reason": ["no text"]}
    types = {"file": "string", "row": "Int64", "doc_id": "string", "reason": "string"}
    return Analysis(
        articles=validate("articles", articles),
        statements=to_frame("statements", [STATEMENT, {**statement, "cue_start": None, "negated": True}]),
        mentions=to_frame("mentions", [{**MENTION, "scare_quoted": True}]),
        exposure=to_frame("exposure", [EXPOSURE]),
        excluded=pd.DataFrame(excluded).astype(types),
        meta=META,
        naming=to_frame("naming", [NAMING, {**NAMING, "modifiers": "hardline; embattled"}]),
        agency=to_frame("agency", [EVENT]),
    )


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("table", ["statements", "mentions", "exposure", "naming", "agency"])
def test_a_table_comes_back_equal(analysis: Analysis, tmp_path: Path, format: str, table: str) -> None:
    analysis.save(tmp_path, format=format)
    pd.testing.assert_frame_equal(getattr(load_analysis(tmp_path), table), getattr(analysis, table))


@pytest.mark.parametrize("format", FORMATS)
def test_articles_come_back_without_their_texts(analysis: Analysis, tmp_path: Path, format: str) -> None:
    analysis.save(tmp_path, format=format)
    back, own = load_analysis(tmp_path).articles, [name for name in SCHEMAS["articles"].columns if name != "text"]
    pd.testing.assert_frame_equal(back[own], analysis.articles[own])
    assert list(back.columns) == [*own, "desk", "words"]


def test_parquet_keeps_the_types_of_the_users_columns(analysis: Analysis, tmp_path: Path) -> None:
    analysis.save(tmp_path)
    back = load_analysis(tmp_path).articles
    pd.testing.assert_frame_equal(back[["desk", "words"]], analysis.articles[["desk", "words"]])


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_left_out_comes_back(analysis: Analysis, tmp_path: Path, format: str) -> None:
    analysis.save(tmp_path, format=format)
    assert load_analysis(tmp_path).excluded["reason"].tolist() == ["no text"]


@pytest.mark.parametrize("format", FORMATS)
def test_the_metadata_comes_back(analysis: Analysis, tmp_path: Path, format: str) -> None:
    analysis.save(tmp_path, format=format)
    assert load_analysis(tmp_path).meta == META


def test_parquet_files_carry_the_metadata_themselves(analysis: Analysis, tmp_path: Path) -> None:
    analysis.save(tmp_path)
    carried = pq.read_schema(tmp_path / "statements.parquet").metadata[b"framing"]
    assert json.loads(carried)["lexicons"] == {"labels": "1.0.0"}


@pytest.mark.parametrize("format", FORMATS)
def test_no_text_is_written(analysis: Analysis, tmp_path: Path, format: str) -> None:
    analysis.save(tmp_path, format=format)
    assert not [path for path in tmp_path.iterdir() if TEXT.encode() in path.read_bytes()]


@pytest.mark.parametrize("format", FORMATS)
def test_only_the_tables_and_the_metadata_are_written(analysis: Analysis, tmp_path: Path, format: str) -> None:
    folder = analysis.save(tmp_path / "new" / "folder", format=format)
    expected = {f"{name}.{format}" for name in (*SCHEMAS, "excluded")} | {METADATA}
    assert {path.name for path in folder.iterdir()} == expected


@pytest.mark.parametrize("format", FORMATS)
def test_a_folder_of_an_older_suite_loads_with_the_later_tables_empty(analysis, tmp_path: Path, format: str) -> None:
    analysis.save(tmp_path, format=format)
    meta = json.loads((tmp_path / METADATA).read_text())
    (tmp_path / METADATA).write_text(json.dumps({key: value for key, value in meta.items() if key != "tables"}))
    for table in ("naming", "agency"):
        (tmp_path / f"{table}.{format}").unlink()
    back = load_analysis(tmp_path)
    pd.testing.assert_frame_equal(back.naming, to_frame("naming", []))
    pd.testing.assert_frame_equal(back.agency, to_frame("agency", []))
    assert len(back.statements) == 2


def test_another_format_takes_the_place_of_the_first(analysis: Analysis, tmp_path: Path) -> None:
    analysis.save(tmp_path, format="parquet")
    analysis.save(tmp_path, format="csv")
    assert not list(tmp_path.glob("*.parquet"))
    assert len(load_analysis(tmp_path).statements) == 2


@pytest.mark.parametrize("format", FORMATS)
def test_an_analysis_without_rows_comes_back(analysis: Analysis, tmp_path: Path, format: str) -> None:
    empty = Analysis(
        articles=to_frame("articles", []),
        statements=to_frame("statements", []),
        mentions=to_frame("mentions", []),
        exposure=to_frame("exposure", []),
        excluded=analysis.excluded.iloc[:0],
    )
    empty.save(tmp_path, format=format)
    back = load_analysis(tmp_path)
    for table in SCHEMAS:
        pd.testing.assert_frame_equal(getattr(back, table), getattr(empty, table))


def test_two_saves_write_the_same_bytes(analysis: Analysis, tmp_path: Path) -> None:
    one, two = analysis.save(tmp_path / "1"), analysis.save(tmp_path / "2")
    assert all(path.read_bytes() == (two / path.name).read_bytes() for path in one.iterdir())


def test_saving_leaves_the_frames_as_they_were(analysis: Analysis, tmp_path: Path) -> None:
    analysis.articles.attrs["kept"] = "by the user"
    analysis.save(tmp_path)
    assert (analysis.articles.attrs, "text" in analysis.articles) == ({"kept": "by the user"}, True)


@pytest.mark.parametrize("format", ["xlsx", "", "CSV"])
def test_an_unknown_format_is_refused(analysis: Analysis, tmp_path: Path, format: str) -> None:
    with pytest.raises(ChoiceError, match=r"format=.*'parquet', 'csv'"):
        analysis.save(tmp_path / "out", format=format)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_named(analysis: Analysis, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"cannot write the tables to .*file.*--out"):
        analysis.save(tmp_path / "file")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("name", "header"),
    [("articles.csv", "doc_id,text\n"), ("articles.csv", '\ufeff"id";"text"\n'), ("statements.csv", "text\n")],
)
def test_articles_of_a_tables_name_are_not_replaced(
    analysis: Analysis, tmp_path: Path, format: str, name: str, header: str
) -> None:
    (tmp_path / name).write_text(header + "a,It rained.\n", encoding="utf-8")
    with pytest.raises(StoreError, match=rf"{name} in .* holds articles .* choose another folder with --out"):
        analysis.save(tmp_path, format=format)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert "It rained." in (tmp_path / name).read_text(encoding="utf-8")


def test_articles_in_parquet_are_not_replaced(analysis: Analysis, tmp_path: Path) -> None:
    pd.DataFrame({"text": ["It rained."]}).to_parquet(tmp_path / "articles.parquet")
    with pytest.raises(StoreError, match=r"articles.parquet in .* holds articles"):
        analysis.save(tmp_path)
    assert pd.read_parquet(tmp_path / "articles.parquet")["text"].tolist() == ["It rained."]


@pytest.mark.parametrize("content", [b"", b"text", b"PAR1 text PAR1"])
def test_a_broken_table_is_replaced(analysis: Analysis, tmp_path: Path, content: bytes) -> None:
    analysis.save(tmp_path)
    (tmp_path / "articles.parquet").write_bytes(content)
    analysis.save(tmp_path)
    assert len(load_analysis(tmp_path).articles) == len(analysis.articles)


def test_a_folder_without_an_analysis_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"holds no analysis .*framing analyze PATH --out DIR"):
        load_analysis(tmp_path / "nowhere")


@pytest.mark.parametrize("content", ["", "{", "{}"], ids=["nothing", "cut", "no format"])
def test_broken_metadata_is_named(analysis: Analysis, tmp_path: Path, content: str) -> None:
    analysis.save(tmp_path)
    (tmp_path / METADATA).write_text(content)
    with pytest.raises(StoreError, match=METADATA):
        load_analysis(tmp_path)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("table", [*SCHEMAS, "excluded"])
def test_a_missing_table_is_named(analysis: Analysis, tmp_path: Path, format: str, table: str) -> None:
    analysis.save(tmp_path, format=format)
    (tmp_path / f"{table}.{format}").unlink()
    with pytest.raises(StoreError, match=rf"{table}\.{format}"):
        load_analysis(tmp_path)


@pytest.mark.parametrize(
    ("format", "content"),
    [
        pytest.param("parquet", b"no parquet", id="no parquet"),
        pytest.param("parquet", b"", id="an empty parquet"),
        pytest.param("csv", b"", id="an empty csv"),
        pytest.param("csv", b'a,b\n"open', id="a csv cut short"),
        pytest.param("csv", b"\xff\xfe\x00a", id="a csv that is no UTF-8"),
    ],
)
def test_a_broken_table_is_named(analysis: Analysis, tmp_path: Path, format: str, content: bytes) -> None:
    analysis.save(tmp_path, format=format)
    (tmp_path / f"statements.{format}").write_bytes(content)
    with pytest.raises(StoreError, match=rf"statements\.{format}"):
        load_analysis(tmp_path)


class Unwritable:
    def __str__(self) -> str:
        raise ValueError("no words for it")

    __repr__ = __str__


@pytest.mark.parametrize("name", ["table.csv", "table.parquet"])
def test_a_table_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, name: str) -> None:
    path = write_table(to_frame("exposure", [EXPOSURE]), tmp_path / name)
    before = path.read_bytes()
    with pytest.raises(ValueError, match=r"no words for it|Could not convert"):
        write_table(pd.DataFrame({"x": [Unwritable(), 1]}), path)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == [name]
