"""Input that breaks programs: whatever comes, the good articles stay, and what is left out is named."""

from __future__ import annotations

import gzip
import json
import os
import re
import warnings
from pathlib import Path

import pandas as pd
import pytest

from framing.corpus import CorpusWarning, excluded_articles, load_corpus, read_tables, read_text
from framing.corpus.records import LARGEST_PAGE, LONGEST_ARTICLE
from framing.errors import CorpusError
from framing.find import Layout
from framing.parse import Tokens, parse_columns, parse_text
from framing.parse.chunks import ChunkTokenizer
from framing.show import annotate

GOOD = "It rained in the town, the mayor said."
MEGABYTE = 1_000_000
ONE_LINE = {
    "words": "the mayor said that it rained ",
    "no space": "a",
    "no sentence end": "rain ",
    "quotation marks": '"',
    "opening marks": "“",
    "marks of every style": "“\"'«‘„",
    "emoji": "🙂",
    "right-to-left marks": "\u202e\u2066",
    "zero-width spaces": "\u200b",
    "brackets": "(",
    "full stops and marks": '."',
    "combining accents": "e\u0301\u0301",
}


@pytest.fixture(scope="module")
def tokenizer() -> ChunkTokenizer:
    from spacy.lang.en import English

    blank = English()
    return ChunkTokenizer(blank.tokenizer, blank.vocab)


def read(folder: Path, **options: object) -> tuple[list[str], list[str]]:
    """The texts that are kept and the reasons for what is left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CorpusWarning)
        frame = load_corpus(folder, near_duplicates=False, **options)  # type: ignore[arg-type]
    return frame["text"].tolist(), excluded_articles(frame)["reason"].tolist()


@pytest.mark.parametrize("unit", ONE_LINE.values(), ids=ONE_LINE)
def test_a_megabyte_in_one_line_is_read_split_and_searched_for_quotations(
    unit: str, tokenizer: ChunkTokenizer, tmp_path: Path
) -> None:
    text = (unit * MEGABYTE)[:MEGABYTE].strip()
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    assert read(tmp_path) == ([text], [])
    doc = tokenizer(text)
    assert doc.text == text
    tokens = Tokens.of(doc)
    assert tokens.text[tokens.start[-1] : tokens.end[-1]] == text[-(tokens.end[-1] - tokens.start[-1]) :]
    layout = Layout.of(tokens)
    assert all(text[quote.start : quote.end] == quote.text for quote in layout.quotes)
    assert len(layout.quoted) == len(tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\r\nb\rc", "a\nb\nc", id="ends of lines become one"),
        pytest.param("It rained 🙂👩‍👩‍👧.", "It rained 🙂👩‍👩‍👧.", id="emoji"),
        pytest.param("\u202eIt rained\u202c.\u200f", "\u202eIt rained\u202c.\u200f", id="bidirectional marks"),
        pytest.param("a\u2028b\u0085c\x0bd\x1ce", "a\u2028b\u0085c\x0bd\x1ce", id="rare separators"),
        pytest.param("\ufeffIt rained.", "It rained.", id="a byte-order mark"),
    ],
)
def test_a_text_comes_through(text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_bytes(text.encode())
    assert read(tmp_path) == ([expected], [])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.txt", b"a\x00b", "NUL character at character 1", id="a null byte"),
        pytest.param("a.txt", "Café".encode("latin-1"), "byte 0xe9 at offset 3 is not UTF-8", id="Latin-1"),
        pytest.param("a.txt", "It rained.".encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param("a.txt", b"\xed\xa0\x80", "not UTF-8", id="a surrogate in UTF-8"),
        pytest.param("a.jsonl", b'{"text": "a\\ud800b"}', "surrogate pair (U+D800) at character 1", id="JSON"),
        pytest.param("a.jsonl", b'{"text": "a\\u0000b"}', "NUL character", id="a null in JSON"),
        pytest.param("a.jsonl", b'{"text": ' + b"[" * 100_000, "is not JSON that can be read", id="brackets"),
        pytest.param("a.jsonl", b'{"text": ' + b"9" * 5000 + b"}", "is not JSON that can be read", id="a long number"),
        pytest.param("a.csv", b"doc_id,text\n1,Caf\xe9\n", "byte 0xe9", id="Latin-1 in CSV"),
        pytest.param("a.csv", b'doc_id,text\n1,"open\n', "cannot be read as a row", id="an open mark in CSV"),
        pytest.param("a.html", b"<html><script>alert(1)</script></html>", "no article text", id="a script"),
    ],
)
def test_a_bad_article_is_left_out_and_named(name: str, content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    kept, reasons = read(tmp_path)
    assert kept == [GOOD]
    assert len(reasons) == 1
    assert reason in reasons[0]


def test_a_script_in_a_page_is_no_text_and_markup_in_a_text_stays_text(tmp_path: Path) -> None:
    paragraph = "It rained all day in the town of Ostrel, and the river rose by a metre, the mayor said."
    article = f"<article><p>{paragraph}</p><script>alert(1)</script><p>{paragraph[3:]}</p></article>"
    (tmp_path / "page.html").write_text(f"<html><body>{article}</body></html>", encoding="utf-8")
    (tmp_path / "plain.txt").write_text("<script>alert(1)</script>", encoding="utf-8")
    kept, _ = read(tmp_path)
    assert [paragraph in kept[0], "alert" in kept[0], kept[1]] == [True, False, "<script>alert(1)</script>"]
    nothing = pd.DataFrame({"doc_id": []})
    assert "<script" not in str(annotate(kept[1], nothing, nothing, title=kept[1]))


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_a_line_of_json_that_is_too_long_is_left_out_without_being_kept(
    packed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_tables, "LARGEST_PAGE", 1000)
    lines = [json.dumps({"text": text}).encode() for text in (GOOD, "x" * 5_000_000, GOOD + " Twice.")]
    data = b"\n".join(lines)
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    path.write_bytes(gzip.compress(data, 1) if packed else data)
    kept, reasons = read(tmp_path)
    assert kept == [GOOD, GOOD + " Twice."]
    assert reasons == ["the line has over 1,000 bytes (LARGEST_PAGE), too many for one article"]


def test_a_packed_file_cut_short_keeps_the_lines_before_the_cut(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{GOOD} {os.urandom(300).hex()}"}) for _ in range(2000)]
    data = gzip.compress("\n".join(lines).encode(), 1)
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) * 3 // 4])
    kept, reasons = read(tmp_path)
    assert 1000 < len(kept) < 2000
    assert len(reasons) <= 2
    assert "this line and all below it" in reasons[-1]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.txt.gz"])
def test_a_file_that_is_too_large_for_an_article_is_not_read_whole(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_text, "LARGEST_PAGE", 1000)
    data = b"<p>It rained.</p>" * 1000
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    kept, reasons = read(tmp_path)
    assert kept == [GOOD]
    assert "over 1,000 bytes (LARGEST_PAGE)" in reasons[0]


def test_an_article_over_the_limit_is_left_out_instead_of_ending_the_run(tmp_path: Path) -> None:
    rows = [{"text": "a" * (LONGEST_ARTICLE + 1)}, {"text": GOOD}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    kept, reasons = read(tmp_path)
    assert kept == [GOOD]
    assert "2,000,001 characters, over the 2,000,000 of an article (LONGEST_ARTICLE)" in reasons[0]
    assert LONGEST_ARTICLE * 12 < LARGEST_PAGE  # the longest article fits a line, escaped or not


def test_a_name_that_is_not_utf8_is_written_with_escapes(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(GOOD, encoding="utf-8")
    except OSError:
        assert os.name != "posix" or os.uname().sysname == "Darwin"  # there such a name cannot be made
        return
    frame = load_corpus(tmp_path)
    assert frame["doc_id"].tolist() == ["caf\\xe9"]


@pytest.mark.parametrize("given", ["../a/one.txt", "../a", "../a/*.txt"])
def test_a_path_with_dots_names_no_article_after_its_way(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "a" / "one.txt").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "b")
    assert load_corpus(given)["doc_id"].tolist() == ["one"]


def test_the_name_inside_a_packed_file_is_not_looked_at(tmp_path: Path) -> None:
    outside, packed = tmp_path / "outside.txt", tmp_path / "in.txt.gz"
    with packed.open("wb") as file, gzip.GzipFile("name", "wb", fileobj=file) as writer:
        writer.write(GOOD.encode())
    packed.write_bytes(packed.read_bytes().replace(b"name\0", str(outside).encode() + b"\0"))
    assert str(outside).encode() in packed.read_bytes()
    assert load_corpus(tmp_path)["doc_id"].tolist() == ["in"]
    assert not outside.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a\ud800", "half of a surrogate pair (U+D800) at character 1", id="a surrogate"),
        pytest.param("a" * (LONGEST_ARTICLE + 1), "over 2,000,000 characters", id="too long"),
        pytest.param(None, "of type NoneType", id="none"),
    ],
)
@pytest.mark.parametrize("of_frame", [True, False], ids=["frame", "text"])
def test_a_text_made_by_hand_that_cannot_be_parsed_is_named(text: str, message: str, of_frame: bool) -> None:
    frame = pd.DataFrame({"doc_id": ["a"], "text": pd.Series([text], dtype="object")})
    with pytest.raises(CorpusError, match=re.escape(message)):
        _ = list(parse_columns(frame, cache=False, progress=False)) if of_frame else parse_text(text)
