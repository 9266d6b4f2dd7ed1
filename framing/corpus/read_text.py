"""Readers of files that hold one article each: plain text and web pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from framing.corpus.frontmatter import split_metadata
from framing.corpus.records import (
    LARGEST_PAGE,
    ArticleProblem,
    Excluded,
    Item,
    Record,
    Source,
    decode,
    read_bytes,
    renamed,
)

_BYTES_READ_FOR_CHARSET = 1024
_CHARSET = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_LATIN = ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252")
_DECLARED_IN_VAIN = ("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "unicode")
_DATES = {"extensive_search": False, "original_date": True}


def read_txt(source: Source, columns: Mapping[str, str]) -> Iterator[Item]:
    """A plain text file: metadata at its head (see `split_metadata`), then the article."""
    file = source.file
    try:
        metadata, text = split_metadata(_unix_lines(decode(read_bytes(source.path, most=LARGEST_PAGE))))
        values = renamed({**metadata, "text": text}, columns)
    except ArticleProblem as problem:
        yield Excluded(file, None, source.name, str(problem))
        return
    yield Record(file, None, source.name, values)


def read_html(source: Source, columns: Mapping[str, str]) -> Iterator[Item]:
    """A saved web page: its article by trafilatura, a blank line between paragraphs.

    Title, date, address and the site's name come from the page's own metadata; a date is taken only
    where the page states it. A first paragraph that repeats the title is left out of the text. The encoding is
    the one that the page declares, else UTF-8.
    """
    file = source.file
    try:
        page = _extract(_decode_page(read_bytes(source.path, most=LARGEST_PAGE)))
    except ArticleProblem as problem:
        yield Excluded(file, None, source.name, str(problem))
        return
    site = page.pop("site")
    yield Record(file, None, source.name, renamed(page, columns), site)


def _extract(page: str) -> dict[str, Any]:
    import trafilatura

    found = None
    if page.strip():
        try:
            found = trafilatura.bare_extraction(
                page,
                with_metadata=True,
                include_comments=False,
                include_tables=False,
                date_extraction_params=dict(_DATES),
            )
        except Exception as error:  # any web page may come in, and one must not cost the others
            raise ArticleProblem(f"trafilatura could not read the page: {error!r}") from error
    paragraphs = [line.strip() for line in (getattr(found, "text", None) or "").split("\n") if line.strip()]
    title = getattr(found, "title", None)
    if title and len(paragraphs) > 1 and paragraphs[0] == title.strip():
        del paragraphs[0]
    if not paragraphs:
        raise ArticleProblem("no article text was found in the page; is it a menu, or built by a script?")
    return {
        "site": getattr(found, "sitename", None),
        "date": getattr(found, "date", None),
        "title": title,
        "url": getattr(found, "url", None),
        "text": "\n\n".join(paragraphs),
    }


def _decode_page(data: bytes) -> str:
    declared = _CHARSET.search(data[:_BYTES_READ_FOR_CHARSET])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name in _DECLARED_IN_VAIN or data.startswith(b"\xef\xbb\xbf"):
        return _unix_lines(decode(data))
    try:
        return _unix_lines(data.decode("cp1252" if name in _LATIN else name))
    except LookupError as error:
        raise ArticleProblem(f"the page declares the encoding {name!r}, which is not known") from error
    except UnicodeDecodeError as error:
        reason = f"byte 0x{data[error.start]:02x} at offset {error.start} is not {name}, which the page declares"
        raise ArticleProblem(reason) from error
    except (UnicodeError, ValueError) as error:
        raise ArticleProblem(f"the page is not {name}, which it declares: {error}") from error


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
