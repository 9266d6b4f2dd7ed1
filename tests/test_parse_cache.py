"""The cache of parses: what is kept, under which key, and what becomes of a file that cannot be read."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.parse import Tokens
from framing.parse.cache import ParseCache, default_cache, made_by

TEXT = "Ada Brook left ."


@pytest.fixture
def cache(tmp_path: Path) -> ParseCache:
    return ParseCache(tmp_path, "some_model", "1.0")


@pytest.fixture
def tokens(make_tokens) -> Tokens:
    return make_tokens(
        TEXT.split(), head=[1, 2, 2, 2], dep=["compound", "nsubj", "ROOT", "punct"], tag=["NNP", "NNP", "VBD", "."],
        pos=["PROPN", "PROPN", "VERB", "PUNCT"], entity=["PERSON", "PERSON", "", ""],
        entity_begins=[True, False, False, False], morph=["_", "Number=Sing", "Tense=Past", "_"],
        lemma=["ada", "brook", "leave", "."],
    )  # fmt: skip


def columns_of(tokens: Tokens | None) -> dict[str, object]:
    return {field.name: getattr(tokens, field.name) for field in fields(Tokens)}


def test_what_is_kept_comes_back_equal(cache: ParseCache, tokens: Tokens) -> None:
    cache.put(tokens)
    assert columns_of(cache.get(TEXT)) == columns_of(tokens)


def test_an_empty_article_comes_back(cache: ParseCache, make_tokens) -> None:
    cache.put(make_tokens([]))
    assert columns_of(cache.get("")) == columns_of(make_tokens([]))


@given(words=st.lists(st.text(min_size=1, max_size=6), max_size=8))
def test_any_words_come_back(tmp_path_factory: pytest.TempPathFactory, make_tokens, words: list[str]) -> None:
    cache = ParseCache(tmp_path_factory.mktemp("cache"), "some_model", "1.0")
    kept = make_tokens(words)
    kept.lemma[:] = ["lemma"] * len(words)
    cache.put(kept)
    assert columns_of(cache.get(kept.text)) == columns_of(kept)


def test_what_was_never_kept_is_absent(cache: ParseCache) -> None:
    assert cache.get(TEXT) is None


def test_a_second_cache_in_the_folder_finds_it(cache: ParseCache, tokens: Tokens) -> None:
    cache.put(tokens)
    assert columns_of(ParseCache(cache.folder, "some_model", "1.0").get(TEXT)) == columns_of(tokens)


@pytest.mark.parametrize(
    ("model", "version", "text"),
    [
        pytest.param("some_model", "1.0", TEXT + " ", id="another text"),
        pytest.param("some_model", "1.1", TEXT, id="another version"),
        pytest.param("other_model", "1.0", TEXT, id="another model"),
    ],
)
def test_the_key_is_text_model_and_version(
    cache: ParseCache, tokens: Tokens, model: str, version: str, text: str
) -> None:
    cache.put(tokens)
    other = ParseCache(cache.folder, model, version)
    assert other.path(text) != cache.path(TEXT)
    assert other.get(text) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("MENDED_LEMMAS", {"hopes": "hope"}, id="other mended lemmas"),
        pytest.param("release_of", "0.0".format, id="another spaCy"),
    ],
)
def test_a_parse_made_otherwise_is_not_taken(
    cache: ParseCache, tokens: Tokens, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    cache.put(tokens)
    monkeypatch.setattr(f"framing.parse.cache.{name}", value)
    made_by.cache_clear()
    other = cache.get(TEXT)
    monkeypatch.undo()
    made_by.cache_clear()
    assert other is None
    assert cache.get(TEXT) is not None


def test_one_text_has_one_path(cache: ParseCache) -> None:
    assert cache.path(TEXT) == ParseCache(cache.folder, "some_model", "1.0").path(TEXT)


def test_a_text_with_a_lone_surrogate_has_a_path(cache: ParseCache) -> None:
    assert cache.path("\ud800").suffix == ".arrow"


def test_the_text_itself_is_not_kept(cache: ParseCache, tokens: Tokens) -> None:
    cache.put(tokens)
    assert TEXT.encode() not in cache.path(TEXT).read_bytes()


@pytest.mark.parametrize("kept", [0, 0.5, 0.99], ids=["emptied", "cut in the middle", "cut at the end"])
def test_a_file_that_cannot_be_read_is_absent_with_a_warning(cache: ParseCache, tokens: Tokens, kept: float) -> None:
    cache.put(tokens)
    path = cache.path(TEXT)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.warns(UserWarning, match=r"is unreadable .*; the article is parsed again"):
        assert cache.get(TEXT) is None
    cache.put(tokens)
    assert columns_of(cache.get(TEXT)) == columns_of(tokens)


def test_a_file_of_another_kind_is_absent_with_a_warning(cache: ParseCache) -> None:
    cache.path(TEXT).parent.mkdir(parents=True)
    cache.path(TEXT).write_bytes(b"no arrow at all")
    with pytest.warns(UserWarning, match="is unreadable"):
        assert cache.get(TEXT) is None


def test_a_parse_of_another_text_is_not_taken(cache: ParseCache, tokens: Tokens) -> None:
    cache.put(tokens)
    wrong = cache.path("Ada")
    wrong.parent.mkdir(parents=True)
    wrong.write_bytes(cache.path(TEXT).read_bytes())
    with pytest.warns(UserWarning, match="offsets beyond the text"):
        assert cache.get("Ada") is None


def test_no_unfinished_files_are_left(cache: ParseCache, tokens: Tokens) -> None:
    cache.put(tokens)
    assert not list(cache.folder.rglob("*.tmp"))


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path))
    assert default_cache() == tmp_path


def test_without_a_choice_it_is_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRAMING_CACHE", raising=False)
    assert "framing-suite" in default_cache().parts
