"""The derived tables: made from articles by one command, the same every time, and without their words."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from derive_basil import ALIGNMENTS, OUT, derive, lines_of, main
from test_corpus_datasets import Site

from framing import Analysis, fetch_dataset, load_analysis, load_corpus, measures
from framing.corpus.datasets import BASIL, Dataset
from framing.errors import CorpusError
from framing.tables import SCHEMAS

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "basil-dev-articles.jsonl"
MOST_BYTES = 1_000_000
RUN = 5
WORD = re.compile(r"\w+")
BODIES = {
    ("one", "LEDGER", "dev"): [
        ["The regime closed the harbour at noon, the mayor of Port Venn, Anna Keller, claimed on Monday."],
        ['"The doors were locked at noon," she said.', "Senior aides to the mayor denied that it rained."],
    ],
    ("two", "BANNER", "dev"): [
        ['Anna Keller said that the doors were "locked at noon" and that nobody had left.', "Rain fell all night."],
    ],
    ("three", "WIRE", "unseen"): [["Paul Moss said that the mill by the river burned down on Sunday."]],
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    """Three articles of one event, served on loopback; one is not of the part."""
    folder = tmp_path_factory.mktemp("site")
    rows = []
    for (name, outlet, part), body in BODIES.items():
        article = {"source": outlet, "date": "2020-03-04", "title": "Harbour", "url": f"http://{name}.invalid/",
                   "triplet-uuid": "harbour", "uuid": name, "body-paragraphs": body}  # fmt: skip
        (folder / f"{name}.json").write_text(json.dumps(article), encoding="utf-8")
        digest = hashlib.sha256((folder / f"{name}.json").read_bytes()).hexdigest()
        rows.append([f"{name}.json", digest, f"own-{name}", part])
    manifest = folder / "manifest.csv"
    with manifest.open("w", newline="") as file:
        csv.writer(file).writerows([["path", "sha256", "doc_id", "part"], *rows])
    site = Site(folder)
    yield Dataset("own", "Own articles", "Nobody (2020)", "none", site.url, manifest)
    site.close()


@pytest.fixture(scope="module")
def fetched(corpus: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fetched")
    return fetch_dataset(corpus, out=folder / "own.jsonl", downloads=folder / "kept")


@pytest.fixture(scope="module")
def derived(nlp, corpus: Dataset, fetched: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return derive(fetched, tmp_path_factory.mktemp("derived"), dataset=corpus, cache=False)


def runs(text: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def values_of(folder: Path) -> list[str]:
    """Every value of every column of text in a folder of derived tables, and its metadata."""
    analysis = load_analysis(folder)
    frames = [getattr(analysis, field.name) for field in fields(analysis) if field.name != "meta"]
    frames.append(pd.read_parquet(folder / ALIGNMENTS))
    # A referent is the lexicon's own wording, which an article may share by chance.
    columns = [frame[name] for frame in frames for name in frame.columns if name != "referent"]
    found = {value for column in columns for value in column.dropna() if isinstance(value, str)}
    return [*found, (folder / "metadata.json").read_text("utf-8")]


def left(folder: Path, texts: list[str]) -> list[str]:
    """The values that share a run of five words with a text."""
    known = set().union(*map(runs, texts))
    return [value for value in values_of(folder) if runs(value) & known]


@pytest.mark.model
class TestDeriving:
    def test_the_part_alone_is_taken(self, derived: Path) -> None:
        assert load_analysis(derived).articles["doc_id"].tolist() == ["own-one", "own-two"]

    def test_it_reads_back_as_an_analysis_with_counts(self, derived: Path) -> None:
        back = load_analysis(derived)
        assert isinstance(back, Analysis)
        assert back.statements["cue_lemma"].dropna().tolist() == ["claim", "say", "deny", "say"]
        table = measures(back.articles, back.statements, back.mentions, back.exposure)
        assert table.query("measure == 'words in quotation marks'")["numerator"].tolist() == [3, 6]

    def test_statements_of_one_utterance_are_aligned_before_the_words_go(self, derived: Path) -> None:
        alignments = pd.read_parquet(derived / ALIGNMENTS)
        assert set(alignments["statement_id"]) == set(load_analysis(derived).statements["statement_id"])
        shared = alignments[alignments["n_articles"] == 2]
        assert set(shared["doc_id"]) == {"own-one", "own-two"}

    def test_no_five_words_of_an_article_in_a_row(self, derived: Path) -> None:
        texts = [" ".join(" ".join(sentences) for sentences in body) for body in BODIES.values()]
        assert left(derived, texts) == []

    def test_who_speaks_is_known_by_name_only(self, derived: Path) -> None:
        actors = load_analysis(derived).statements["actor"].dropna()
        assert "Anna Keller" in set(actors)
        assert not actors.str.contains("aides").any()

    def test_the_metadata_say_what_made_it(self, derived: Path) -> None:
        meta = json.loads((derived / "metadata.json").read_text("utf-8"))
        assert {"framing", "model", "model_version", "lexicons", "texts_sha256"} <= set(meta)
        assert (meta["corpus"], meta["cite"], meta["part"]) == ("Own articles", "Nobody (2020)", "dev")

    def test_a_second_time_gives_the_same_bytes(
        self, derived: Path, corpus: Dataset, fetched: Path, tmp_path: Path
    ) -> None:
        again = derive(fetched, tmp_path, dataset=corpus, cache=False)
        assert {path.name: path.read_bytes() for path in again.iterdir()} == {
            path.name: path.read_bytes() for path in derived.iterdir()
        }


def test_a_lacking_article_is_named(corpus: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "few.jsonl"
    path.write_text(json.dumps({"doc_id": "own-one", "text": "Rain fell."}) + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"few\.jsonl lacks own-two; fetch it with"):
        list(lines_of(path, corpus))


class TestBasil:
    def test_it_is_in_the_repository_and_small(self) -> None:
        names = {path.name for path in OUT.iterdir()}
        assert names == {*(f"{name}.parquet" for name in (*SCHEMAS, "excluded")), ALIGNMENTS, "metadata.json"}
        assert sum(path.stat().st_size for path in OUT.iterdir()) < MOST_BYTES

    def test_it_is_the_part_of_the_manifest(self) -> None:
        part = {row["doc_id"] for row in BASIL.files() if row["part"] == "dev"}
        articles = load_analysis(OUT).articles
        assert set(articles["doc_id"]) == part
        assert articles.groupby("event")["outlet"].nunique().tolist() == [3] * 53

    def test_the_columns_of_words_are_empty(self) -> None:
        back = load_analysis(OUT)
        for table, columns in {
            "articles": ["title", "url"],
            "statements": ["cue", "source", "content", "addressee", "channel"],
            "mentions": ["text"],
            "naming": ["text", "modifiers"],
            "agency": ["verb", "text", "agent", "patient"],
        }.items():
            for column in columns:
                assert set(getattr(back, table)[column].fillna("")) == {""}, f"{table}.{column}"

    @pytest.mark.skipif(not REAL.exists(), reason="the articles of BASIL are not here: nothing to compare with")
    def test_no_five_words_of_an_article_in_a_row(self) -> None:
        assert left(OUT, load_corpus(REAL)["text"].tolist()) == []

    @pytest.mark.model
    @pytest.mark.skipif(not REAL.exists(), reason="the articles of BASIL are not here: nothing to rebuild from")
    def test_rebuilt_from_the_articles_it_is_the_same(self, tmp_path: Path) -> None:
        assert main([str(REAL), "--out", str(tmp_path)]) == 0
        rebuilt, kept = load_analysis(tmp_path), load_analysis(OUT)
        assert rebuilt.meta == kept.meta
        for table in SCHEMAS:
            pd.testing.assert_frame_equal(getattr(rebuilt, table), getattr(kept, table))
        pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / ALIGNMENTS), pd.read_parquet(OUT / ALIGNMENTS))
