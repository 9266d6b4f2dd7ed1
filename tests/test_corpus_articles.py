"""load_corpus: every format becomes one validated table, and nothing is lost unseen."""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path

import pandas as pd
import pytest

from framing.corpus import CorpusWarning, excluded_articles, load_corpus
from framing.errors import ChoiceError, CorpusError
from framing.tables import ARTICLES, validate


def _jsonl(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def test_a_text_alone_makes_a_whole_row(tmp_path: Path) -> None:
    frame = load_corpus(_jsonl(tmp_path / "a.jsonl", {"text": "Rain fell."}))
    assert list(frame.columns) == list(ARTICLES.columns)
    article = frame.iloc[0]
    assert article["doc_id"] == "a-1"
    assert article["outlet"] == "unknown"
    assert article["lang"] == "en"
    assert article["n_words"] == 2
    assert article["text_sha256"] == hashlib.sha256(b"Rain fell.").hexdigest()
    assert article[["date", "title", "url", "event", "near_duplicate_of"]].isna().all()


def test_formats_mix_in_one_corpus(tmp_path: Path) -> None:
    (tmp_path / "fox").mkdir()
    (tmp_path / "fox/1.txt").write_text("date 2021-03-04 Rain fell.")
    (tmp_path / "b.csv").write_text("text,desk\nSun shone.,city\n")
    _jsonl(tmp_path / "c.jsonl", {"text": "Ice melted.", "outlet": "The Lantern"})
    pd.DataFrame({"text": ["Snow lay."], "doc_id": ["snow"]}).to_parquet(tmp_path / "d.parquet")
    frame = load_corpus(tmp_path, outlet="The Mill")
    assert frame["doc_id"].tolist() == ["b-1", "c-1", "snow", "fox/1"]
    assert frame["outlet"].tolist() == ["The Mill", "The Lantern", "The Mill", "The Mill"]
    assert frame["desk"].isna().tolist() == [False, True, True, True]


def test_blank_metadata_is_missing_and_the_rest_is_trimmed(tmp_path: Path) -> None:
    row = {"text": "Rain.", "title": " Rain ", "url": " ", "outlet": "", "lang": None, "doc_id": " "}
    article = load_corpus(_jsonl(tmp_path / "a.jsonl", row)).iloc[0]
    assert article[["doc_id", "title", "outlet", "lang"]].tolist() == ["a-1", "Rain", "unknown", "en"]
    assert pd.isna(article["url"])


def test_computed_columns_of_the_input_are_made_anew(tmp_path: Path) -> None:
    row = {"text": "Rain fell.", "n_words": 99, "text_sha256": "x", "near_duplicate_of": "y"}
    article = load_corpus(_jsonl(tmp_path / "a.jsonl", row)).iloc[0]
    assert article["n_words"] == 2
    assert article["text_sha256"] == hashlib.sha256(b"Rain fell.").hexdigest()
    assert pd.isna(article["near_duplicate_of"])


def test_wire_copy_is_flagged_and_kept_unless_told_not_to_look(tmp_path: Path) -> None:
    path = _jsonl(tmp_path / "a.jsonl", {"text": "Rain fell on us."}, {"text": "RAIN fell on us!"})
    assert load_corpus(path)["near_duplicate_of"].tolist()[1] == "a-1"
    assert load_corpus(path, near_duplicates=False)["near_duplicate_of"].isna().all()


def test_bad_articles_are_counted_and_named_and_warned_of_once(tmp_path: Path) -> None:
    path = _jsonl(tmp_path / "a.jsonl", {"text": "Rain."}, *({"text": "", "doc_id": f"e{n}"} for n in range(5)))
    with pytest.warns(CorpusWarning) as caught:
        frame = load_corpus(path)
    assert len(caught) == 1
    message = str(caught[0].message)
    assert message.startswith("left out: 5, kept: 1")
    assert [f"(e{n})" in message for n in range(5)] == [True, True, True, False, False]
    assert "and 2 more" in message
    assert caught[0].filename == __file__
    excluded = excluded_articles(frame)
    assert excluded["doc_id"].tolist() == [f"e{n}" for n in range(5)]
    assert excluded["row"].tolist() == [2, 3, 4, 5, 6]
    assert set(excluded["file"]) == {str(path)}
    assert set(excluded["reason"]) == {"the text is empty"}


def test_what_was_left_out_goes_along_with_the_frame(tmp_path: Path) -> None:
    path = _jsonl(tmp_path / "a.jsonl", {"text": "Rain."}, {"text": ""})
    with pytest.warns(CorpusWarning):
        frame = load_corpus(path)
    assert len(excluded_articles(validate("articles", frame))) == 1
    assert len(excluded_articles(pd.concat([frame, frame]))) == 1
    frame.to_parquet(tmp_path / "stored.parquet")
    assert len(excluded_articles(pd.read_parquet(tmp_path / "stored.parquet"))) == 1


def test_nothing_left_out_is_an_empty_table_and_no_warning(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        frame = load_corpus(_jsonl(tmp_path / "a.jsonl", {"text": "Rain."}))
    excluded = excluded_articles(frame)
    assert len(excluded) == 0
    assert list(excluded.columns) == ["file", "row", "doc_id", "reason"]


def test_on_demand_the_first_bad_article_is_an_error(tmp_path: Path) -> None:
    path = _jsonl(tmp_path / "a.jsonl", {"text": "Rain."}, {"text": "", "doc_id": "e"})
    with pytest.raises(CorpusError, match=r"a\.jsonl, row 2 \(e\): the text is empty"):
        load_corpus(path, on_bad="error")


def test_an_id_that_two_files_share_names_where_it_stood_first(tmp_path: Path) -> None:
    _jsonl(tmp_path / "a.jsonl", {"text": "Rain.", "doc_id": "x"})
    _jsonl(tmp_path / "b.jsonl", {"text": "Sun.", "doc_id": "x"}, {"text": "Rain.", "doc_id": "x"})
    with pytest.warns(CorpusWarning):
        frame = load_corpus(tmp_path)
    first, second = excluded_articles(frame)["reason"]
    assert frame["text"].tolist() == ["Rain."]
    assert "with another text: " in first
    assert first.endswith("a.jsonl, row 1")
    assert "with the same text: " in second


def test_a_file_without_articles_is_left_out_of_a_folder_but_an_error_when_named(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("Rain.")
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("path,licence\n1.txt,none\n")
    with pytest.warns(CorpusWarning, match=r"manifest\.csv: the whole file: has no column `text`"):
        assert len(load_corpus(tmp_path)) == 1
    with pytest.raises(CorpusError, match=r"manifest\.csv: has no column `text`"):
        load_corpus([tmp_path, manifest])
    with pytest.raises(CorpusError, match=r"manifest\.csv: has no column `text`"):
        load_corpus(tmp_path, on_bad="error")


def test_columns_are_renamed_on_demand(tmp_path: Path) -> None:
    path = _jsonl(tmp_path / "a.jsonl", {"body": "Rain.", "headline": "A"}, {"body": "Sun."})
    frame = load_corpus(path, columns={"body": "text", "headline": "title"})
    assert frame["text"].tolist() == ["Rain.", "Sun."]
    assert frame["title"].tolist()[0] == "A"
    with pytest.raises(CorpusError, match=r"columns: 'headlin' is in no file; the columns are .*headline"):
        load_corpus(path, columns={"body": "text", "headlin": "titles"})
    with pytest.raises(CorpusError, match=r"columns: 'papr' is in no file; the columns are .*headline"):
        load_corpus(path, columns={"body": "text", "papr": "outlet"})


def test_a_new_name_that_is_taken_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("body,text\nRain,Sun\n")
    with pytest.raises(CorpusError, match="column `text` stands there twice"):
        load_corpus(tmp_path / "a.csv", columns={"body": "text"})


def test_an_unknown_manner_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChoiceError, match="on_bad='ignore' is not known; choose one of: 'exclude', 'error'"):
        load_corpus(tmp_path, on_bad="ignore")


def test_a_corpus_of_bad_articles_alone_is_an_error_that_names_them(tmp_path: Path) -> None:
    path = _jsonl(tmp_path / "a.jsonl", {"text": ""})
    with pytest.raises(CorpusError, match=r"no article is left. First:\n.*a\.jsonl, row 1 \(a-1\): the text is empty"):
        load_corpus(path)
