"""Files of one article: plain text with metadata at its head, and web pages."""

from __future__ import annotations

import gzip
import warnings
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from framing.corpus import excluded_articles, load_corpus
from framing.corpus.frontmatter import split_metadata
from framing.corpus.records import ArticleProblem
from framing.errors import CorpusError


@pytest.mark.parametrize(
    ("text", "metadata", "body"),
    [
        ("Rain fell.", {}, "Rain fell."),
        ("", {}, ""),
        (" date 2021-03-04 Rain fell.\n\nIt stopped.", {"date": "2021-03-04"}, "Rain fell.\n\nIt stopped."),
        ("date 2021-03-04\n\nRain fell.", {"date": "2021-03-04"}, "Rain fell."),
        ("date 2021-99-99 Rain fell.", {"date": "2021-99-99"}, "Rain fell."),
        ("date 2021-03-041 Rain fell.", {}, "date 2021-03-041 Rain fell."),
        ("dated 2021-03-04 Rain fell.", {}, "dated 2021-03-04 Rain fell."),
        ("Rain fell.\ndate 2021-03-04 It stopped.", {}, "Rain fell.\ndate 2021-03-04 It stopped."),
        ("---\noutlet: The Lantern\n---\nRain fell.\n", {"outlet": "The Lantern"}, "Rain fell.\n"),
        ("---\nfree: no\nnumber: 007\n---\nRain.", {"free": "no", "number": "007"}, "Rain."),
        ("---\nTitle: Rain: a story\n---\n\n\nRain.", {"title": "Rain: a story"}, "Rain."),
        ("---\ntitle: \"So 'it' rains\"\n---\nRain.", {"title": "So 'it' rains"}, "Rain."),
        ("---\n# noted by hand\n\ntitle:\n---  \nRain.", {"title": ""}, "Rain."),
        ("---\nurl: https://lantern.example/a\n---\n", {"url": "https://lantern.example/a"}, ""),
        ("---\noutlet: never closed\nRain.", {}, "---\noutlet: never closed\nRain."),
        ("---\nRain fell.\n---\nIt stopped.", {}, "---\nRain fell.\n---\nIt stopped."),
        ("---\n---\nRain.", {}, "---\n---\nRain."),
        ("Rain.\n---\noutlet: late\n---\n", {}, "Rain.\n---\noutlet: late\n---\n"),
    ],
)
def test_metadata_is_taken_off_the_text(text: str, metadata: dict[str, str], body: str) -> None:
    assert split_metadata(text) == (metadata, body)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: Rain\ntags:\n  - a\n---\nRain.", "line 4 of the front matter is not `key: value`: '- a'"),
        ("---\ntitle: Rain\nno pair\n---\nRain.", "line 3"),
        ("---\ntitle: Rain\nTitle: Sun\n---\nRain.", "line 3 of the front matter gives `title` a second time"),
        ("---\ntitle: Rain\ntext: Sun\n---\nRain.", "line 3 of the front matter is `text`"),
    ],
)
def test_front_matter_that_would_lose_something_is_refused(text: str, message: str) -> None:
    with pytest.raises(ArticleProblem, match=message):
        split_metadata(text)


def _load_one(path: Path, data: bytes, **options: object) -> pd.Series:
    path.write_bytes(data)
    frame = load_corpus(path, **options)  # type: ignore[arg-type]
    assert len(frame) == 1
    return frame.iloc[0]


def test_a_text_file_with_front_matter_fills_the_table(tmp_path: Path) -> None:
    head = b"---\noutlet: The Lantern\ndate: 4 March 2021\ndoc_id: 007\ndesk: no\nevent: rain\n---\n"
    article = _load_one(tmp_path / "a.txt", head + b"Rain fell on the town.\n")
    assert article["doc_id"] == "007"
    assert article["outlet"] == "The Lantern"
    assert article["date"] == pd.Timestamp("2021-03-04")
    assert article["event"] == "rain"
    assert article["desk"] == "no"
    assert article["n_words"] == 5
    assert article["text"] == "Rain fell on the town.\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfRain fell.", "Rain fell."),
        (b"Rain\r\nfell\ron us\n", "Rain\nfell\non us\n"),
        (b"  Rain fell.  ", "  Rain fell.  "),
        (b"\xef\xbb\xbf---\r\ntitle: Rain\r\n---\r\nRain\r\nfell.", "Rain\nfell."),
        ("\u201cRain\u201d \U0001f327 \u200frtl\x01".encode(), "\u201cRain\u201d \U0001f327 \u200frtl\x01"),
    ],
)
def test_the_text_stays_as_it_is_but_for_line_ends(tmp_path: Path, data: bytes, text: str) -> None:
    assert _load_one(tmp_path / "a.txt", data)["text"] == text


def test_a_packed_text_file_is_read(tmp_path: Path) -> None:
    article = _load_one(tmp_path / "a.txt.gz", gzip.compress(b"Rain fell."))
    assert (article["doc_id"], article["text"]) == ("a", "Rain fell.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the text is empty"),
        (b" \n\t", "the text is empty"),
        (b"---\ntitle: Rain\n---\n", "the text is empty"),
        (b"date 2021-03-04", "the text is empty"),
        (b"Rain caf\xe9 fell", "byte 0xe9 at offset 8 is not UTF-8"),
        (b"\xef\xbb\xbfRain \xff", "byte 0xff at offset 8 is not UTF-8"),
        ("Rain".encode("utf-16"), "byte offset 0 holds the mark of UTF-16"),
        (b"Rain\x00fell", "the text holds a NUL character at character 4"),
        (b"date 2021-02-30 Rain fell.", "the date '2021-02-30' is not a day; write it as YYYY-MM-DD"),
        (b"---\ndate: soon\n---\nRain", "the date 'soon' is not a day"),
    ],
)
def test_a_bad_file_is_left_out_by_name_and_costs_no_other(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_bytes(b"Rain fell.")
    with pytest.warns(UserWarning, match="left out: 1, kept: 1"):
        frame = load_corpus(tmp_path)
    assert frame["doc_id"].tolist() == ["good"]
    (left_out,) = excluded_articles(frame).to_dict("records")
    assert left_out["doc_id"] == "bad"
    assert left_out["file"].endswith("bad.txt")
    assert reason in left_out["reason"]
    with pytest.raises(CorpusError, match=r"bad\.txt"):
        load_corpus(tmp_path, on_bad="error")
    with pytest.raises(CorpusError, match="no article is left"):
        load_corpus(tmp_path / "bad.txt")


def _text_or_error(path: Path) -> str:
    """The article's text, or a message that names the file."""
    try:
        return str(load_corpus(path, near_duplicates=False)["text"].iloc[0])
    except CorpusError as error:
        return str(error) if path.name in str(error) else ""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
@example(b"---\n")
@example(b"date 2021-03-04 \x00")
def test_any_bytes_are_an_article_or_a_corpus_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        said = _text_or_error(path)
    assert said.strip()


PAGE = """<!DOCTYPE html><html><head><meta charset="CHARSET"><title>Bridge opens | The Lantern</title>
<meta property="og:title" content="Bridge opens"><meta property="og:site_name" content="The Lantern">
<meta property="article:published_time" content="2021-03-04T09:00:00Z">
<link rel="canonical" href="https://lantern.example/bridge"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Bridge opens</h1>
<p>The mayor opened the bridge in the caf\u00e9 quarter on Monday, after three years of work
that cost <b>twice</b> what was planned.</p>
<p>She claimed that the \u201cso-called delays\u201d had been invented &amp; that nobody was to blame for them.</p>
</article><footer>Copyright 2019 The Lantern. All rights reserved.</footer></body></html>
"""


def test_a_page_gives_text_in_paragraphs_and_its_own_metadata(tmp_path: Path) -> None:
    article = _load_one(tmp_path / "page.html", PAGE.replace("CHARSET", "utf-8").encode())
    first, second = article["text"].split("\n\n")
    assert first.startswith("The mayor opened the bridge in the caf\u00e9 quarter")
    assert first.endswith("of work that cost twice what was planned.")
    assert second.startswith("She claimed that the \u201cso-called delays\u201d had been invented & that")
    assert article["title"] == "Bridge opens"
    assert article["outlet"] == "The Lantern"
    assert article["date"] == pd.Timestamp("2021-03-04")
    assert article["url"] == "https://lantern.example/bridge"
    assert article["doc_id"] == "page"


def test_the_outlet_that_the_user_names_goes_before_the_site(tmp_path: Path) -> None:
    assert (
        _load_one(tmp_path / "page.htm", PAGE.replace("CHARSET", "utf-8").encode(), outlet="Lantern Group")["outlet"]
        == "Lantern Group"
    )


def test_a_year_in_the_footer_is_no_date_of_publication(tmp_path: Path) -> None:
    page = PAGE.replace("CHARSET", "utf-8").replace("2021-03-04T09:00:00Z", "")
    assert pd.isna(_load_one(tmp_path / "page.html", page.encode())["date"])


@pytest.mark.parametrize("charset", ["windows-1252", "ISO-8859-1", "cp1250"])
def test_the_encoding_that_a_page_declares_is_used(tmp_path: Path, charset: str) -> None:
    page = PAGE.replace("CHARSET", charset).encode("cp1252")
    assert "caf\u00e9 quarter" in _load_one(tmp_path / "page.html", page)["text"]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "no article text was found"),
        ("<html><body><div id='app'></div><script>start()</script></body></html>", "no article text was found"),
        (PAGE.replace("CHARSET", "utf-8"), "byte 0xe9 at offset ... is not UTF-8"),
        (PAGE.replace("CHARSET", "hex"), "declares the encoding 'hex', which is not known"),
        (PAGE.replace("CHARSET", "shift_jis"), "byte 0x.. at offset ... is not shift_jis, which the page declares"),
    ],
)
def test_a_page_without_an_article_is_left_out_by_name(tmp_path: Path, page: str, reason: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page.encode("cp1252"))
    with pytest.raises(CorpusError, match=reason):
        load_corpus(path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=80), st.text(alphabet='<>/pab "=&;!-\n\x00', max_size=80).map(str.encode)))
def test_any_page_is_an_article_or_a_corpus_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(data)
    assert _text_or_error(path).strip()
