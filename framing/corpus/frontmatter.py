"""Metadata at the head of a plain text file."""

from __future__ import annotations

import re

from framing.corpus.records import ArticleProblem

_FENCE = "---"
_PAIR = re.compile(r"(?P<key>[^\W\d][\w .\t-]*):(?:[ \t]+(?P<value>.*))?")
_DATE_LINE = re.compile(r"\s*date[ \t]+(\d{4}-\d{2}-\d{2})(?!\S)")


def split_metadata(text: str) -> tuple[dict[str, str], str]:
    """Metadata and the text that follows it; no metadata means the text unchanged.

    Two forms are known. Front matter stands between two lines `---`, the first of them the first line of the
    file, as `key: value` lines; keys are lower-cased, values stay the words they are (`no` is "no"), one pair of
    quotation marks around a value is taken off, blank lines and lines that start with `#` are passed over. Or
    the first line starts with `date YYYY-MM-DD`, and the article follows, on the same line or the next. Blanks
    between metadata and text are dropped. An opening `---` that is never closed, or that no `key: value`
    follows, belongs to the text. Raises ArticleProblem for front matter with a line that is not `key: value`,
    or with a key twice.

    >>> split_metadata("---\\noutlet: The Lantern\\nfree: no\\n---\\nRain fell.")
    ({'outlet': 'The Lantern', 'free': 'no'}, 'Rain fell.')
    >>> split_metadata("date 2021-03-04 Rain fell.")
    ({'date': '2021-03-04'}, 'Rain fell.')
    """
    dated = _DATE_LINE.match(text)
    if dated:
        return {"date": dated[1]}, text[dated.end() :].lstrip()
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return {}, text
    closing = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == _FENCE), None)
    content = [] if closing is None else [line for line in lines[1:closing] if not _passed_over(line)]
    if closing is None or not content or not _PAIR.fullmatch(content[0].strip()):
        return {}, text
    return _pairs(lines[1:closing]), "\n".join(lines[closing + 1 :]).lstrip()


def _pairs(lines: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for number, line in enumerate(lines, start=2):
        if _passed_over(line):
            continue
        pair = None if line[:1].isspace() else _PAIR.fullmatch(line.rstrip())
        if pair is None:
            raise ArticleProblem(f"line {number} of the front matter is not `key: value`: {line.strip()[:60]!r}")
        key = pair["key"].strip().lower()
        if key in pairs:
            raise ArticleProblem(f"line {number} of the front matter gives `{key}` a second time")
        if key == "text":
            raise ArticleProblem(f"line {number} of the front matter is `text`; the text stands below the second `---`")
        pairs[key] = _unquoted((pair["value"] or "").strip())
    return pairs


def _passed_over(line: str) -> bool:
    return not line.strip() or line.startswith("#")


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
