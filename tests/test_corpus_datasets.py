"""Public corpora: fetched over loopback, held to their checksums, written as articles."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing import load_corpus
from framing.cli import app
from framing.corpus.datasets import BASIL, Dataset, fetch_dataset, list_datasets
from framing.errors import ChoiceError, CorpusError

ARTICLES = {
    "articles/2020/a_1.json": {
        "source": "FOX", "date": "2020-03-04", "title": "Rain", "url": "http://a.invalid/1", "triplet-uuid": "a",
        "uuid": "a", "body-paragraphs": [["Rain fell.", "It was wet."], ["Nobody came."]],
    },
    "articles/2020/a_2.json": {
        "source": "nyt", "date": "2020-03-05", "title": "Sun", "url": "http://b.invalid/2", "triplet-uuid": "a",
        "uuid": "a", "body-paragraphs": [["The sun shone on the café."]],
    },
}  # fmt: skip


class Site:
    """A folder served on loopback; ``asked`` has the paths that were asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.asked = folder, []
        asked = self.asked

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                super().do_GET()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    folder = tmp_path / "site"
    for path, article in ARTICLES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(json.dumps(article), encoding="utf-8")
    served = Site(folder)
    yield served
    served.close()


@pytest.fixture
def dataset(site: Site, tmp_path: Path) -> Dataset:
    manifest = tmp_path / "manifest.csv"
    with manifest.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "sha256", "doc_id", "part"])
        for number, path in enumerate(ARTICLES):
            digest = hashlib.sha256((site.folder / path).read_bytes()).hexdigest()
            writer.writerow([path, digest, f"own-{number}", "dev"])
    return Dataset("own", "Own", "Nobody (2020)", "none", site.url, manifest)


class TestFetch:
    def test_an_article_a_line_in_the_order_of_the_manifest(self, dataset: Dataset, tmp_path: Path) -> None:
        out = fetch_dataset(dataset, out=tmp_path / "new" / "own.jsonl", downloads=tmp_path / "kept")
        first, second = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert first == {
            "doc_id": "own-0", "outlet": "fox", "date": "2020-03-04", "title": "Rain", "url": "http://a.invalid/1",
            "event": "a", "text": "Rain fell. It was wet.\n\nNobody came.", "part": "dev",
        }  # fmt: skip
        assert (second["doc_id"], second["text"]) == ("own-1", "The sun shone on the café.")

    def test_load_corpus_reads_it(self, dataset: Dataset, tmp_path: Path) -> None:
        articles = load_corpus(fetch_dataset(dataset, out=tmp_path / "own.jsonl", downloads=tmp_path / "kept"))
        assert articles[["doc_id", "outlet", "event", "part"]].values.tolist() == [
            ["own-0", "fox", "a", "dev"],
            ["own-1", "nyt", "a", "dev"],
        ]

    def test_what_has_come_is_not_fetched_again(self, dataset: Dataset, site: Site, tmp_path: Path) -> None:
        for name in ("once.jsonl", "twice.jsonl"):
            fetch_dataset(dataset, out=tmp_path / name, downloads=tmp_path / "kept")
        assert len(site.asked) == len(ARTICLES)
        assert (tmp_path / "once.jsonl").read_bytes() == (tmp_path / "twice.jsonl").read_bytes()

    def test_a_mirror(self, dataset: Dataset, site: Site, tmp_path: Path) -> None:
        elsewhere = Dataset("own", "Own", "", "", "http://127.0.0.1:9/", dataset.manifest)
        out = fetch_dataset(elsewhere, out=tmp_path / "own.jsonl", url=site.url.rstrip("/"), downloads=tmp_path / "k")
        assert len(out.read_text("utf-8").splitlines()) == 2


class TestFailures:
    @pytest.fixture
    def files(self, tmp_path: Path) -> dict[str, Path]:
        return {"out": tmp_path / "own.jsonl", "downloads": tmp_path / "kept"}

    def test_a_file_with_other_bytes_is_named_and_not_kept(
        self, dataset: Dataset, site: Site, files: dict[str, Path]
    ) -> None:
        bad = "articles/2020/a_2.json"
        (site.folder / bad).write_text("{}")
        with pytest.raises(CorpusError, match=rf"{bad} is not the file that it should be"):
            fetch_dataset(dataset, **files)
        assert not files["out"].exists()
        assert [path.name for path in files["downloads"].rglob("*") if path.is_file()] == ["a_1.json"]

    def test_a_damaged_file_in_the_folder_of_downloads_is_fetched_anew(
        self, dataset: Dataset, files: dict[str, Path]
    ) -> None:
        fetch_dataset(dataset, **files)
        (files["downloads"] / "articles/2020/a_1.json").write_text("{}")
        text = fetch_dataset(dataset, **files).read_text("utf-8")
        assert "Rain fell." in text

    def test_a_file_that_is_not_there(self, dataset: Dataset, site: Site, files: dict[str, Path]) -> None:
        (site.folder / "articles/2020/a_2.json").unlink()
        with pytest.raises(CorpusError, match=r"a_2\.json could not be fetched .*404"):
            fetch_dataset(dataset, **files)
        assert not files["out"].exists()

    def test_nobody_there(self, dataset: Dataset, site: Site, files: dict[str, Path]) -> None:
        site.close()
        with pytest.raises(CorpusError, match=r"could not be fetched .* run it again"):
            fetch_dataset(dataset, **files)

    def test_a_file_of_another_form(self, dataset: Dataset, site: Site, files: dict[str, Path]) -> None:
        path = "articles/2020/a_1.json"
        old = hashlib.sha256((site.folder / path).read_bytes()).hexdigest()
        (site.folder / path).write_text('{"source": "fox"}')
        new = hashlib.sha256((site.folder / path).read_bytes()).hexdigest()
        dataset.manifest.write_text(dataset.manifest.read_text().replace(old, new))
        with pytest.raises(CorpusError, match=r"a_1\.json has not the form of an article: KeyError\('date'\)"):
            fetch_dataset(dataset, **files)

    def test_an_unknown_name(self, files: dict[str, Path]) -> None:
        with pytest.raises(ChoiceError, match="'basel' is not known; choose one of: 'basil'"):
            fetch_dataset("basel", **files)


class TestBasil:
    def test_the_manifest_lists_three_hundred_files_with_checksums(self) -> None:
        files = BASIL.files()
        assert len(files) == len({row["doc_id"] for row in files}) == len({row["path"] for row in files}) == 300
        assert all(re.fullmatch(r"[0-9a-f]{64}", row["sha256"]) for row in files)
        assert all(re.fullmatch(r"articles/\d{4}/[0-9a-f-]{36}_\d\.json", row["path"]) for row in files)

    def test_the_address_is_that_of_one_commit(self) -> None:
        assert re.search(r"/launchnlp/BASIL/[0-9a-f]{40}/$", BASIL.url)

    def test_it_is_listed_with_what_to_cite(self) -> None:
        (row,) = list_datasets().to_dict("records")
        assert (row["name"], row["files"], row["licence"]) == ("basil", 300, "none stated")
        assert "Fan, L." in row["cite"]


class TestCommandLine:
    def test_list(self) -> None:
        result = CliRunner().invoke(app, ["datasets", "list"])
        assert result.exit_code == 0
        assert "basil  300 files" in result.stdout

    def test_fetch_says_what_to_do_next(
        self, dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("framing.corpus.datasets._KNOWN", {"own": dataset})
        out, kept = str(tmp_path / "own.jsonl"), str(tmp_path / "kept")
        result = CliRunner().invoke(app, ["datasets", "fetch", "own", "--out", out, "--downloads", kept])
        assert result.exit_code == 0
        assert f"framing analyze {out}" in result.stderr

    def test_failure_is_one_message_and_status_1(self, tmp_path: Path) -> None:
        result = CliRunner().invoke(
            app, ["datasets", "fetch", "basil", "--url", "http://127.0.0.1:9/", "--downloads", str(tmp_path)]
        )
        assert result.exit_code == 1
        assert "could not be fetched" in result.stderr
        assert "Traceback" not in result.output
