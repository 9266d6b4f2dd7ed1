"""What goes wrong on disks and in processes: one clear sentence each, no wrong number, and nothing done twice."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from small_corpus import SmallCorpus, bytes_of

from framing import files
from framing.analysis import analyze, load_analysis
from framing.errors import CorpusError, StoreError
from framing.files import LocalFolder
from framing.parse.cache import CacheWarning
from framing.parse.corpus import open_cache
from framing.scale import analyze_to
from framing.scale import parts as parts_module
from framing.scale.folder import WORK
from framing.scale.parts import PartFolder, PartWarning
from framing.tables import SCHEMAS
from framing.writer import METADATA

HERE = Path(__file__).parent
POINTS = 10
TABLES = [*SCHEMAS, "excluded"]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def corpus(nlp, tmp_path_factory: pytest.TempPathFactory) -> SmallCorpus:
    return SmallCorpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def whole(corpus: SmallCorpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The bytes of an undisturbed run."""
    folder = tmp_path_factory.mktemp("whole")
    analyze_to(corpus.folder, folder, corpus.settings, progress=False)
    return bytes_of(folder)


def run(corpus: SmallCorpus, out: Path) -> dict[str, bytes]:
    analyze_to(corpus.folder, out, corpus.settings, progress=False)
    return bytes_of(out)


class FullDisk:
    """`os.fsync` on a disk that has no room after so many files."""

    def __init__(self, room: int) -> None:
        self.room, self.sync = room, os.fsync

    def __call__(self, file: int) -> None:
        self.room -= 1
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.sync(file)


@pytest.fixture
def fill_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def fill(room: int) -> None:
        monkeypatch.setattr(files.os, "fsync", FullDisk(room))

    return fill


def test_killed_at_ten_random_points_a_run_goes_on_and_ends_with_the_same_tables(
    corpus: SmallCorpus, whole: dict[str, bytes], tmp_path: Path
) -> None:
    script = [sys.executable, "killed_runs.py", str(corpus.folder), str(corpus.cache), str(tmp_path), str(POINTS)]
    done = subprocess.run(script, cwd=HERE, capture_output=True, text=True, timeout=300, check=True)
    told = [line.split() for line in done.stdout.splitlines()]
    assert [(killed, again) for _, killed, again in told] == [("True", "True")] * POINTS
    for point in ("whole", *(point for point, _, _ in told)):
        assert bytes_of(tmp_path / point) == whole


@pytest.mark.parametrize("room", [0, 1, 7])
def test_a_disk_that_fills_up_is_said_and_what_is_done_is_kept(
    corpus: SmallCorpus, whole: dict[str, bytes], tmp_path: Path, monkeypatch, room: int
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(files.os, "fsync", FullDisk(room))
        with pytest.raises(StoreError, match=r"^cannot write to .*No space left.*; free some space.*are kept$"):
            run(corpus, tmp_path)
    kept = bytes_of(tmp_path)
    assert len(kept) == room
    assert METADATA not in kept
    assert run(corpus, tmp_path) == whole


def test_a_disk_that_fills_up_under_the_tables_leaves_no_analysis(
    corpus: SmallCorpus, whole: dict[str, bytes], tmp_path: Path, monkeypatch
) -> None:
    analyze_to(corpus.articles.iloc[:2], tmp_path, corpus.settings, progress=False)
    with monkeypatch.context() as patched:
        patched.setattr(files.os, "fsync", FullDisk(14))  # the 12 parts and two tables
        with pytest.raises(StoreError, match=r"^cannot write the tables to .*No space left"):
            run(corpus, tmp_path)
    with pytest.raises(StoreError, match="holds no analysis"):
        load_analysis(tmp_path)
    assert run(corpus, tmp_path) == whole


def test_parses_that_cannot_be_kept_are_said_once_and_the_tables_are_the_same(
    corpus: SmallCorpus, tmp_path: Path, fill_disk
) -> None:
    expected = analyze(corpus.articles.iloc[:3], cache=corpus.cache, progress=False)
    fill_disk(0)
    with pytest.warns(CacheWarning, match="No space left") as told:
        found = analyze(corpus.articles.iloc[:3], cache=tmp_path / "new", progress=False)
    assert len({str(one.message) for one in told if "parses cannot be kept" in str(one.message)}) == 1
    for table in SCHEMAS:
        pd.testing.assert_frame_equal(getattr(found, table), getattr(expected, table))


def cut(share: float) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        return data[: int(len(data) * share)]

    return change


def flipped(share: float) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        place = int(len(data) * share)
        return data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]

    return change


DAMAGES = [
    pytest.param(cut(0), id="emptied"),
    pytest.param(cut(0.5), id="cut in the middle"),
    pytest.param(cut(0.99), id="cut at the end"),
    *(pytest.param(flipped(share), id=f"a byte changed at {share}") for share in (0.01, 0.2, 0.5, 0.8, 0.95)),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_parse_is_said_and_made_again(corpus: SmallCorpus, tmp_path: Path, damage) -> None:
    one = corpus.articles.iloc[:1]
    expected = analyze(one, cache=corpus.cache, progress=False)
    analyze(one, cache=tmp_path, progress=False)
    for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
        path.write_bytes(damage(path.read_bytes()))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = analyze(one, cache=tmp_path, progress=False)
    assert all("unreadable" in str(one.message) for one in told)
    for table in SCHEMAS:
        pd.testing.assert_frame_equal(getattr(found, table), getattr(expected, table))


def test_a_parse_that_may_not_be_read_is_said(corpus: SmallCorpus, tmp_path: Path) -> None:
    kept = open_cache(tmp_path, None)
    assert kept
    kept.path("It rained.").mkdir(parents=True)  # root may read whatever is a file
    with pytest.warns(CacheWarning, match=r"^cached parse .* is unreadable \(.*\); the article is parsed again$"):
        assert kept.get("It rained.") is None


@pytest.fixture(scope="module")
def all_parts(corpus: SmallCorpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which all parts are read, and no table is written."""
    folder = tmp_path_factory.mktemp("parts")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(files.os, "fsync", FullDisk(12))
        with pytest.raises(StoreError):
            run(corpus, folder)
    return folder


@pytest.fixture
def half_done(all_parts: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(all_parts, tmp_path / "out"))


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_part_is_said_and_read_again(corpus: SmallCorpus, whole, half_done: Path, damage) -> None:
    path = sorted((half_done / WORK).iterdir())[3]
    path.write_bytes(damage(path.read_bytes()))
    with pytest.warns(PartWarning, match=r"is unreadable \(.*\); its articles are read again"):
        assert run(corpus, half_done) == whole


def test_a_part_of_a_newer_format_is_said_and_read_again(corpus, whole, half_done: Path, monkeypatch) -> None:
    path = sorted((half_done / WORK).iterdir())[3]
    part = parts_module.from_bytes(path.read_bytes())
    with monkeypatch.context() as patched:
        patched.setattr(parts_module, "FORMAT", "999")
        path.write_bytes(parts_module.to_bytes(part))
    with pytest.warns(PartWarning, match="format 999, this suite reads"):
        assert run(corpus, half_done) == whole


def test_other_settings_take_no_part_of_an_earlier_run(corpus: SmallCorpus, half_done: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'name = "mills"\nversion = "1.0.0"\ntitle = "Mills"\n[categories.buildings]\nmeans = "Names a building."\n'
        '[[term]]\nid = "mill"\nlemma = "mill"\ncategory = "buildings"\nhits = ["The [mill] burned."]\n'
        'misses = ["They milled about."]\n',
        encoding="utf-8",
    )
    settings = type(corpus.settings).of([own], cache=corpus.cache)
    analyze_to(corpus.folder, half_done, settings, progress=False)
    assert "mills" in set(load_analysis(half_done).mentions["lexicon"])


def test_a_part_that_is_gone_is_said(corpus: SmallCorpus, tmp_path: Path) -> None:
    parts = PartFolder(LocalFolder(tmp_path), corpus.settings)
    job = parts_module.Job("00000000-none.parquet", 1, None)
    with pytest.raises(StoreError, match=r"none\.parquet is missing from .*shared with all workers"):
        parts.read(job)


@pytest.mark.parametrize("format", ["parquet", "csv"])
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("share", [0.4, 0.99])
def test_a_table_that_is_cut_short_is_said(
    corpus: SmallCorpus, saved: dict[str, Path], tmp_path: Path, format: str, table: str, share: float
) -> None:
    for path in saved[format].iterdir():
        data = path.read_bytes()
        name = f"{table}.{format}"
        (tmp_path / path.name).write_bytes(data[: int(len(data) * share)] if path.name == name else data)
    with pytest.raises(StoreError, match=rf"{table}\.{format}.*(cannot|cut|edited)?.*run framing analyze again"):
        load_analysis(tmp_path)


@pytest.fixture(scope="module")
def saved(corpus: SmallCorpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    analysis = analyze(corpus.articles, cache=corpus.cache, progress=False)
    return {format: analysis.save(tmp_path_factory.mktemp(format), format=format) for format in ("parquet", "csv")}


def test_a_row_that_is_missing_from_a_csv_is_said(saved: dict[str, Path], tmp_path: Path) -> None:
    for path in saved["csv"].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    path = tmp_path / "exposure.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    with pytest.raises(StoreError, match=r"exposure\.csv has 35 rows where metadata\.json says 36"):
        load_analysis(tmp_path)


def test_a_folder_of_a_newer_layout_is_said(saved: dict[str, Path], tmp_path: Path) -> None:
    for path in saved["parquet"].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    meta = json.loads((tmp_path / METADATA).read_text())
    (tmp_path / METADATA).write_text(json.dumps({**meta, "layout": 999}))
    with pytest.raises(StoreError, match=r"written by a newer suite .*999.*update the suite"):
        load_analysis(tmp_path)


def test_articles_that_cannot_be_read_are_named(corpus: SmallCorpus, tmp_path: Path) -> None:
    for path in corpus.folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes()[:-9])
    with pytest.raises(CorpusError, match=r"0\.parquet cannot be read: .*; write it again"):
        analyze_to(tmp_path, tmp_path / "out", corpus.settings, progress=False)


def test_a_text_that_was_changed_under_its_sum_is_named(corpus: SmallCorpus, tmp_path: Path) -> None:
    changed = corpus.articles.assign(text=corpus.articles["text"] + " So.")
    changed.to_parquet(tmp_path / "0.parquet", row_group_size=4)
    with pytest.raises(CorpusError, match=r"`text_sha256` of 'a00' is not that of its text"):
        analyze_to(tmp_path, tmp_path / "out", corpus.settings, progress=False)


SHARING = """
import sys
from pathlib import Path
from framing.analysis import Settings
from framing.scale import analyze_to
articles, cache, out, ready, other = map(Path, sys.argv[1:])
settings = Settings.of(cache=cache)
ready.touch()
while not other.exists():
    pass
for number in range(4):
    analyze_to(articles, out / str(number), settings, progress=False)
"""


def test_two_processes_share_one_cache(corpus: SmallCorpus, whole: dict[str, bytes], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for path in corpus.cache.rglob("*"):  # the parses alone: what is made from them both processes keep
        if path.is_file() and path.relative_to(corpus.cache).parts[0].startswith("parse-"):
            place = cache / path.relative_to(corpus.cache)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    ready = [tmp_path / "one ready", tmp_path / "two ready"]
    runs = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", SHARING, corpus.folder, cache, tmp_path / f"out {number}",
             ready[number], ready[1 - number]], stderr=subprocess.PIPE,
        )
        for number in range(2)
    ]  # fmt: skip
    for one in runs:
        _, told = one.communicate(timeout=200)
        assert (one.returncode, told) == (0, b"")
    for number in range(2):
        for again in range(4):
            assert bytes_of(tmp_path / f"out {number}" / str(again)) == whole
