"""Tables written part by part: the bytes that `Analysis.save` writes, from a frame or from files, to any folder."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import fsspec
import pandas as pd
import pytest
from small_corpus import ROWS, SmallCorpus, bytes_of

from framing import writer
from framing.analysis import Settings, analyze, load_analysis, parts_of, read_part
from framing.analysis.part import TABLES
from framing.corpus import excluded_articles
from framing.errors import ChoiceError, CorpusError, ScaleError
from framing.frames import arrow_rows
from framing.lexicon import load_lexicon
from framing.scale import analyze_to, folder, mapped
from framing.scale.parts import from_bytes, to_bytes
from framing.scale.remote import RemoteFolder, folder_at
from framing.tables import SCHEMAS

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def corpus(nlp, tmp_path_factory: pytest.TempPathFactory) -> SmallCorpus:
    return SmallCorpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module", params=["parquet", "csv"])
def saved(request, corpus: SmallCorpus, tmp_path_factory) -> tuple[str, dict[str, bytes]]:
    """A format, and the bytes of an analysis that was saved in it."""
    analysis = analyze(corpus.articles, cache=corpus.cache, progress=False)
    return request.param, bytes_of(analysis.save(tmp_path_factory.mktemp("saved"), format=request.param))


def test_the_bytes_are_those_of_an_analysis_that_is_saved(corpus: SmallCorpus, saved, tmp_path: Path) -> None:
    format, expected = saved
    rows = analyze_to(corpus.articles, tmp_path, corpus.settings, format=format, progress=False)
    assert bytes_of(tmp_path) == expected
    assert rows == {name: len(getattr(load_analysis(tmp_path), name)) for name in (*SCHEMAS, "excluded")}
    assert rows["articles"] == ROWS


def test_from_files_in_parts_of_another_size_the_bytes_are_the_same(corpus: SmallCorpus, saved, tmp_path: Path) -> None:
    format, expected = saved
    analyze_to(corpus.folder, tmp_path, corpus.settings, format=format, progress=False)
    assert bytes_of(tmp_path) == expected


@pytest.mark.parametrize("group", [7, 30])
def test_the_bytes_do_not_hang_on_how_rows_come(corpus: SmallCorpus, tmp_path: Path, monkeypatch, group: int) -> None:
    monkeypatch.setattr(writer, "GROUP", group)
    monkeypatch.setattr(folder, "AT_ONCE", 5)
    for format in ("parquet", "csv"):
        analysis = analyze(corpus.articles, cache=corpus.cache, progress=False)
        analysis.save(tmp_path / "saved", format=format)
        analyze_to(corpus.folder, tmp_path / "streamed", corpus.settings, format=format, progress=False)
        assert bytes_of(tmp_path / "streamed") == bytes_of(tmp_path / "saved")


def test_a_table_in_several_row_groups_comes_back_whole(corpus: SmallCorpus, tmp_path: Path, monkeypatch) -> None:
    expected = analyze(corpus.articles, cache=corpus.cache, progress=False)
    monkeypatch.setattr(writer, "GROUP", 7)
    back = load_analysis(expected.save(tmp_path))
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(back, table), getattr(expected, table))


def test_what_was_left_out_is_written(corpus: SmallCorpus, tmp_path: Path) -> None:
    articles = corpus.articles.copy()
    articles.attrs["excluded"] = [{"file": "x.csv", "row": 3, "doc_id": None, "reason": "no text"}]
    analyze_to(articles, tmp_path, corpus.settings, progress=False)
    assert excluded_articles(articles)["reason"].tolist() == load_analysis(tmp_path).excluded["reason"].tolist()


def test_no_articles_give_empty_tables(corpus: SmallCorpus, tmp_path: Path) -> None:
    assert set(analyze_to(corpus.articles.iloc[:0], tmp_path, corpus.settings, progress=False).values()) == {0}
    assert len(load_analysis(tmp_path).mentions) == 0


@pytest.mark.parametrize("protocol", ["memory", "file"])
def test_an_address_gets_the_same_bytes(corpus: SmallCorpus, saved, tmp_path: Path, protocol: str) -> None:
    format, expected = saved
    place = f"{protocol}://{tmp_path}/tables"
    files = fsspec.filesystem("memory")
    articles = f"memory://{tmp_path}/articles"
    for path in corpus.folder.iterdir():
        files.pipe_file(f"{tmp_path}/articles/{path.name}", path.read_bytes())
    analyze_to(articles, place, corpus.settings, format=format, progress=False)
    found = folder_at(place)
    assert {name: found.read(name) for name in found.names()} == expected
    assert found.below(folder.WORK).names() == []


def write_half(place: RemoteFolder) -> None:
    with place.writing("a.txt") as file:
        file.write(b"half")
        raise ValueError("no more")


def test_a_remote_folder_leaves_nothing_of_a_file_that_failed(tmp_path: Path) -> None:
    place = RemoteFolder(f"memory://{tmp_path}/half")
    with pytest.raises(ValueError, match="no more"):
        write_half(place)
    assert place.names() == []
    place.remove("a.txt")
    place.below("none").clear()


def test_an_unknown_protocol_is_said(tmp_path: Path) -> None:
    with pytest.raises(ScaleError, match=r"nowhere://tables cannot be opened: .*nowhere"):
        folder_at("nowhere://tables")


def test_without_fsspec_an_address_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(ScaleError, match=r"needs fsspec; .* clone .*pip install '\.\[scale\]'"):
        folder_at("s3://tables")


def test_a_part_comes_back_from_its_file(corpus: SmallCorpus) -> None:
    (articles,) = parts_of(corpus.articles)
    part = read_part(articles, corpus.settings)
    back = from_bytes(to_bytes(part))
    for name in TABLES:
        assert getattr(back, name).equals(arrow_rows(name, getattr(part, name)))


def test_files_with_a_doc_id_twice_are_named(corpus: SmallCorpus, tmp_path: Path) -> None:
    corpus.articles.to_parquet(tmp_path / "0.parquet", row_group_size=4)
    corpus.articles.iloc[5:6].to_parquet(tmp_path / "1.parquet")
    with pytest.raises(CorpusError, match=r"1\.parquet: the doc_id 'a05' stands above already"):
        analyze_to(tmp_path, tmp_path / "out", corpus.settings, progress=False)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"columns": "text"}, r"0\.parquet has no column `text`", id="no text"),
        pytest.param({"columns": "text_sha256"}, r"0\.parquet has no column `text_sha256`", id="no sum"),
    ],
)
def test_files_that_lack_a_column_are_named(corpus: SmallCorpus, tmp_path: Path, change, message: str) -> None:
    corpus.articles.drop(**change).to_parquet(tmp_path / "0.parquet")
    with pytest.raises(CorpusError, match=message):
        analyze_to(tmp_path, tmp_path / "out", corpus.settings, progress=False)


def test_a_row_group_too_large_is_refused(corpus: SmallCorpus, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("framing.scale.articles.LARGEST", 3)
    corpus.articles.to_parquet(tmp_path / "0.parquet", row_group_size=4)
    with pytest.raises(CorpusError, match=r"has a row group of 4 articles, 3 at most.*row_group_size=32"):
        analyze_to(tmp_path, tmp_path / "out", corpus.settings, progress=False)


def test_a_folder_without_articles_is_named(corpus: SmallCorpus, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no article there"):
        analyze_to(tmp_path, tmp_path / "out", corpus.settings, progress=False)


def test_an_unknown_format_is_refused_before_any_work(corpus: SmallCorpus, tmp_path: Path) -> None:
    with pytest.raises(ChoiceError, match="'parquet', 'csv'"):
        analyze_to(corpus.articles, tmp_path / "out", corpus.settings, format="xlsx", progress=False)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("workers", [0, -1, 1.5, "2", True])
def test_a_number_of_workers_that_is_none_is_refused(workers) -> None:
    with pytest.raises(ChoiceError, match="is no number of processes"):
        mapped(len, ["a"], workers=workers)


def test_settings_of_other_lexicons_have_another_key(corpus: SmallCorpus) -> None:
    assert corpus.settings.key == Settings.of(cache=False).key
    assert corpus.settings.key != Settings.of([replace(load_lexicon("hedges"), version="9.9.9")], cache=False).key
