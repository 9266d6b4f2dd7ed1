"""Paths, folders and globs: which files are read, and what their articles are called."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from framing.corpus.articles import READERS
from framing.corpus.files import find_sources, kind_of
from framing.errors import CorpusError


def _plant(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def _names(paths: str | Path | Iterable[str | Path]) -> list[str]:
    return [source.name for source in find_sources(paths, READERS)]


@pytest.mark.parametrize(
    ("path", "kind"),
    [("a.txt", ".txt"), ("A.CSV", ".csv"), ("a.b.jsonl.gz", ".jsonl"), ("a.JSONL.GZ", ".jsonl"), ("README", "")],
)
def test_the_kind_is_the_suffix_without_gz(path: str, kind: str) -> None:
    assert kind_of(Path(path)) == kind


def test_a_folder_is_walked_by_name_and_names_are_relative_to_it(tmp_path: Path) -> None:
    _plant(tmp_path, "nyt/1.txt", "fox/1.txt", "fox/2.html", "top.csv.gz")
    assert _names(tmp_path) == ["fox/1", "fox/2", "nyt/1", "top"]


def test_in_folders_unknown_suffixes_and_hidden_names_are_passed_over(tmp_path: Path) -> None:
    _plant(tmp_path, "1.txt", "README.md", "LICENSE", ".hidden.txt", ".checkpoints/1.txt", "._1.txt")
    assert _names(tmp_path) == ["1"]


def test_the_tables_of_an_analysis_are_no_articles(tmp_path: Path) -> None:
    tables = ("articles", "statements", "mentions", "exposure", "naming", "agency", "excluded")
    _plant(tmp_path, "1.txt", "news/mentions.csv", "tables/2.txt", "tables/metadata.json")
    _plant(tmp_path, *(f"tables/{name}.csv" for name in tables))
    assert _names(tmp_path) == ["1", "news/mentions", "tables/2"]
    (tmp_path / "tables/2.txt").unlink()
    with pytest.raises(CorpusError, match="holds the tables of an analysis, no articles; give what they"):
        find_sources(tmp_path / "tables", READERS)


def test_a_linked_folder_is_read_and_a_loop_ends(tmp_path: Path) -> None:
    _plant(tmp_path, "corpus/1.txt", "elsewhere/2.txt")
    (tmp_path / "corpus/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/loop").symlink_to(tmp_path / "corpus")
    assert _names(tmp_path / "corpus") == ["1", "linked/2"]


def test_several_files_of_one_stem_take_in_their_folder(tmp_path: Path) -> None:
    _plant(tmp_path, "fox/1.txt", "nyt/1.txt", "nyt/2.txt")
    assert _names([tmp_path / "nyt/1.txt", tmp_path / "fox/1.txt"]) == ["nyt/1", "fox/1"]
    assert _names([tmp_path / "fox", tmp_path / "nyt"]) == ["fox/1", "nyt/1", "nyt/2"]


def test_files_that_differ_in_suffix_alone_keep_it(tmp_path: Path) -> None:
    _plant(tmp_path, "1.txt", "1.html", "2.txt")
    assert _names(tmp_path) == ["1.html", "1.txt", "2"]


def test_a_file_that_two_paths_reach_is_read_once(tmp_path: Path) -> None:
    _plant(tmp_path, "1.txt", "2.txt")
    assert _names([tmp_path, tmp_path / "1.txt", f"{tmp_path}/*.txt"]) == ["1", "2"]


def test_a_glob_names_files_below_its_fixed_part(tmp_path: Path) -> None:
    _plant(tmp_path, "fox/1.txt", "nyt/1.txt", "nyt/notes.md")
    assert _names(f"{tmp_path}/*/*") == ["fox/1", "nyt/1"]
    assert _names(f"{tmp_path}/*") == ["fox/1", "nyt/1"]
    assert _names(f"{tmp_path}/**/*.txt") == ["fox/1", "nyt/1"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path: Path) -> None:
    _plant(tmp_path, "a[1].txt")
    assert _names(str(tmp_path / "a[1].txt")) == ["a[1]"]


def test_only_a_file_that_was_named_counts_as_given(tmp_path: Path) -> None:
    _plant(tmp_path, "1.txt", "2.txt")
    given = [source.given for source in find_sources([tmp_path, tmp_path / "2.txt"], READERS)]
    assert given == [False, True]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere.txt", "nowhere.txt: no such file or folder"),
        ("*.jsonl", "no article file there; known suffixes are: .csv, .htm,"),
        ("empty", "no article file there"),
        ("report.pdf", r"the suffix '.pdf' is not known; known are: .csv, .htm,.*save its text as .txt"),
        ("sheet.XLSX", r"the suffix '.XLSX' is not known; .* Mend it: in the spreadsheet program"),
        ("feed.json", r"write one JSON object a line, and name the file .jsonl"),
        ("notes.log", r"the suffix '.log' is not known; known are: .*\.txt$"),
        ("nul\x00byte.txt", "no such file or folder"),
    ],
)
def test_a_path_that_leads_to_nothing_says_so(tmp_path: Path, path: str, message: str) -> None:
    _plant(tmp_path, "report.pdf", "sheet.XLSX", "feed.json", "notes.log")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match=message):
        find_sources(f"{tmp_path}/{path}", READERS)


@pytest.mark.parametrize("paths", ["", [""], ["a.txt", ""]])
def test_an_empty_path_is_not_the_current_folder(paths: str | list[str]) -> None:
    with pytest.raises(CorpusError, match="no path was given"):
        find_sources(paths, READERS)


def test_no_path_at_all_is_an_error() -> None:
    with pytest.raises(CorpusError, match="no path was given"):
        find_sources([], READERS)
