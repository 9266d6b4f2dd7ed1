"""Articles to Docs: order, batches, names, the cache in use, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import framing.parse.corpus as corpus
from framing.errors import CorpusError, ModelError
from framing.parse import Tokens, load_model, parse_columns, parse_corpus, parse_text
from framing.parse.corpus import BATCH

SENTENCES = ["The harbour froze.", "Ada Brook said that it thawed.", "“No,” he said.\n\nShe left."]


def articles(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": [f"a{number}" for number in range(len(texts))], "text": texts})


class Piped:
    """In place of a model: counts what it is given, and gives back bare tokens."""

    def __init__(self, make_tokens) -> None:
        self.make_tokens, self.batches, self.sizes = make_tokens, [], []

    def __call__(self, name: str | None = None) -> Piped:
        return self

    def pipe(self, texts: list[str], batch_size: int, component_cfg: dict[str, dict[str, int]]):
        self.batches.append(list(texts))
        self.sizes.append(batch_size)
        return iter([self.make_tokens(text.split(" ")) for text in texts])


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch, make_tokens) -> Piped:
    stand_in = Piped(make_tokens)
    monkeypatch.setattr(corpus, "load_model", stand_in)
    monkeypatch.setattr(corpus, "model_identity", _identity)
    return stand_in


def _identity(name: str | None = None) -> tuple[str, str]:
    return name or "stand_in", "1.0"


def texts_of(parsed) -> list[str]:
    return [tokens.text for tokens in parsed]


@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH + 1, 2 * BATCH + 5])
def test_whole_articles_in_order_in_batches_of_at_most_32(piped: Piped, count: int) -> None:
    texts = [f"article {number}" for number in range(count)]
    assert texts_of(parse_columns(articles(texts), cache=False, progress=False)) == texts
    assert [text for batch in piped.batches for text in batch] == texts
    assert all(len(batch) <= 32 and size <= 32 for batch, size in zip(piped.batches, piped.sizes))


def test_articles_are_parsed_as_they_are_asked_for(piped: Piped) -> None:
    next(parse_columns(articles([f"a {number}" for number in range(100)]), cache=False, progress=False))
    assert len(piped.batches) == 1


def test_a_second_run_does_not_parse(piped: Piped, tmp_path: Path) -> None:
    table = articles(["one text", "another text"])
    first = list(parse_columns(table, cache=tmp_path, progress=False))
    piped.batches.clear()
    second = list(parse_columns(table, cache=tmp_path, progress=False))
    assert piped.batches == []
    assert [tokens.__getstate__() for tokens in second] == [tokens.__getstate__() for tokens in first]


def test_only_new_articles_are_parsed_and_the_order_holds(piped: Piped, tmp_path: Path) -> None:
    list(parse_columns(articles(["b", "d"]), cache=tmp_path, progress=False))
    piped.batches.clear()
    assert texts_of(parse_columns(articles(["a", "b", "c", "d"]), cache=tmp_path, progress=False)) == list("abcd")
    assert piped.batches == [["a", "c"]]


def test_another_model_parses_anew(piped: Piped, tmp_path: Path) -> None:
    list(parse_columns(articles(["a"]), cache=tmp_path, progress=False))
    list(parse_columns(articles(["a"]), model="another", cache=tmp_path, progress=False))
    assert piped.batches == [["a"], ["a"]]


def test_a_model_named_by_a_path_is_kept_inside_the_folder(piped: Piped, tmp_path: Path) -> None:
    list(parse_columns(articles(["a"]), model="/some/where/model", cache=tmp_path / "cache", progress=False))
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    assert len(list((tmp_path / "cache").rglob("*.arrow"))) == 1


def test_a_broken_file_is_parsed_again_and_mended(piped: Piped, tmp_path: Path) -> None:
    list(parse_columns(articles(["a"]), cache=tmp_path, progress=False))
    (kept,) = tmp_path.rglob("*.arrow")
    kept.write_bytes(b"broken")
    with pytest.warns(UserWarning, match="is unreadable"):
        assert texts_of(parse_columns(articles(["a"]), cache=tmp_path, progress=False)) == ["a"]
    piped.batches.clear()
    list(parse_columns(articles(["a"]), cache=tmp_path, progress=False))
    assert piped.batches == []


def test_no_cache_leaves_no_files(piped: Piped, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path))
    list(parse_columns(articles(["a"]), cache=False, progress=False))
    assert list(tmp_path.iterdir()) == []


def test_the_default_cache_is_the_users(piped: Piped, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path))
    list(parse_columns(articles(["a"]), progress=False))
    assert len(list(tmp_path.rglob("*.arrow"))) == 1


@pytest.mark.parametrize("progress", [True, False])
def test_progress_goes_to_standard_error_or_nowhere(piped: Piped, capsys, progress: bool) -> None:
    list(parse_columns(articles(["a", "b"]), cache=False, progress=progress))
    captured = capsys.readouterr()
    assert (captured.out, "2/2" in captured.err) == ("", progress)


def test_articles_without_texts_are_refused(piped: Piped) -> None:
    with pytest.raises(CorpusError, match=r"no `text`.*load_corpus"):
        list(parse_columns(pd.DataFrame({"doc_id": ["a"]}), cache=False))


def test_an_article_beyond_all_measure_is_named(piped: Piped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "LONGEST_ARTICLE", 10)
    with pytest.raises(CorpusError, match=r"1 articles cannot be parsed \(a1: it has over 10 characters"):
        list(parse_columns(articles(["short", "much too long"]), cache=False))


def test_a_missing_model_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="en_no_such_model"):
        list(parse_columns(articles(["a"]), model="en_no_such_model", cache=tmp_path, progress=False))


@pytest.mark.model
@pytest.mark.parametrize("cache", [True, False], ids=["cached", "not cached"])
def test_docs_come_in_order_with_their_names(nlp, monkeypatch, tmp_path: Path, cache: bool) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path))
    docs = list(parse_corpus(articles(SENTENCES), cache=cache, progress=False))
    assert [doc.user_data["doc_id"] for doc in docs] == ["a0", "a1", "a2"]
    assert [doc.text for doc in docs] == SENTENCES


@pytest.mark.model
def test_a_kept_doc_is_the_same_as_a_fresh_one(nlp, monkeypatch, tmp_path: Path) -> None:
    fresh = list(parse_corpus(articles(SENTENCES), cache=tmp_path, progress=False))
    monkeypatch.setattr(load_model(), "pipe", None)
    kept = list(parse_corpus(articles(SENTENCES), cache=tmp_path, progress=False))
    for one, other in zip(fresh, kept):
        assert one.to_json() == other.to_json()
        assert Tokens.of(one).__getstate__() == Tokens.of(other).__getstate__()


@pytest.mark.model
def test_a_doc_has_the_annotation_of_the_model(nlp) -> None:
    (doc,) = parse_corpus(articles([SENTENCES[1]]), cache=False, progress=False)
    assert [(token.text, token.dep_) for token in doc if token.dep_ in ("nsubj", "ccomp")] == [
        (token.text, token.dep_) for token in nlp(SENTENCES[1]) if token.dep_ in ("nsubj", "ccomp")
    ]


@pytest.mark.model
def test_one_text_parses_as_in_a_corpus(nlp) -> None:
    (tokens,) = parse_columns(articles([SENTENCES[1]]), cache=False, progress=False)
    assert parse_text(SENTENCES[1]).__getstate__() == tokens.__getstate__()
