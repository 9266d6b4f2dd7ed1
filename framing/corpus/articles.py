"""From files to the validated `articles` table."""

from __future__ import annotations

import hashlib
import os
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from framing.corpus.columns import as_json, given, settled, whole
from framing.corpus.dates import read_date
from framing.corpus.duplicates import flag_near_duplicates
from framing.corpus.files import find_sources, kind_of
from framing.corpus.read_csv import read_csv
from framing.corpus.read_tables import read_jsonl, read_parquet
from framing.corpus.read_text import read_html, read_txt
from framing.corpus.records import (
    LONGEST_ARTICLE,
    ArticleProblem,
    Excluded,
    FileProblem,
    Item,
    Reader,
    Record,
    Source,
)
from framing.corpus.words import count_words
from framing.errors import ChoiceError, CorpusError

READERS: Mapping[str, Reader] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
    ".txt": read_txt,
    ".html": read_html,
    ".htm": read_html,
}
ON_BAD = ("exclude", "error")
_METADATA = ("doc_id", "outlet", "title", "url", "event", "lang")
_COMPUTED = ("n_words", "text_sha256", "near_duplicate_of")
_EXCLUDED = "excluded"
_SHOWN = 3
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


class CorpusWarning(UserWarning):
    """Articles were left out of a corpus; the message counts them and names the first.

    >>> import pathlib, tempfile, warnings
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.csv").write_text("doc_id,text\\na,Rain fell.\\nb,\\n")
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     articles = load_corpus(folder)
    >>> len(articles), [one.category.__name__ for one in caught]
    (1, ['CorpusWarning'])
    """


def load_corpus(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    outlet: str | None = None,
    on_bad: str = "exclude",
    near_duplicates: bool = True,
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """The articles that paths hold, one a row, as the `articles` table with its `text`.

    A path is a file, a folder (walked to its end) or a glob; `paths` is one or a list of them. Formats go by
    suffix: .csv and .tsv, .jsonl and .ndjson, .txt (see `split_metadata` for metadata at its head) and .html
    and .htm, each also with .gz, and .parquet. Tables need only the column `text`; `columns` renames, as in
    ``{"body": "text"}``. An id that is not given is the file's path below the folder without its suffix, in a
    table with `-` and the row's number. `outlet` names the outlet of articles that name none; without it a web
    page is of its site, anything else of `unknown`. The language is `en` if not given. Further
    columns are kept. Ends of lines become ``\\n``; offsets of the suite count in that text. `n_words`,
    `text_sha256` and `near_duplicate_of` (missing when `near_duplicates` is false) are made anew.

    An article is bad when its text is empty, no string, not UTF-8, over 2,000,000 characters long, or holds a NUL or
    half of a surrogate pair; when its file (.txt, .html) or line (.jsonl) is over 32 MiB long; when its date cannot
    be read (so that no date is lost unseen); when its `doc_id` stands above already; when its row or page cannot be
    read. By default it is left out, with one CorpusWarning in all, and named in `excluded_articles(frame)`;
    with ``on_bad="error"`` the first one raises. CorpusError also comes from a path that leads to nothing, a
    file that was named and cannot be read as a whole (a table without `text`), and from no article left.

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "rain.txt").write_text("date 2021-03-04 Rain fell on the town.")
    >>> load_corpus(folder, outlet="The Lantern")[["doc_id", "outlet", "date", "text"]].iloc[0].tolist()
    ['rain', 'The Lantern', Timestamp('2021-03-04 00:00:00'), 'Rain fell on the town.']
    """
    from framing.tables import validate

    if on_bad not in ON_BAD:
        raise ChoiceError.of("on_bad", on_bad, ON_BAD)
    renames = dict(columns or {})
    names: dict[str, None] = {}
    sources = find_sources(paths, READERS)
    rows, excluded = gather(sources, renames, outlet=outlet, on_bad=on_bad, names=names)
    if not rows:
        raise CorpusError("no article is left." + _first_of(excluded, " The files hold none."))
    _check_renames(renames, names)
    frame = _frame(rows)
    frame["near_duplicate_of"] = flag_near_duplicates(frame) if near_duplicates else _missing(len(frame))
    frame = validate("articles", frame)
    frame.attrs[_EXCLUDED] = [asdict(one) for one in excluded]
    if excluded:
        count = f"left out: {len(excluded)}, kept: {len(rows)}; excluded_articles(frame) has all that was left out."
        warnings.warn(count + _first_of(excluded, ""), CorpusWarning, stacklevel=2)
    return frame


def gather(
    sources: Iterable[Source],
    columns: Mapping[str, str],
    *,
    outlet: str | None = None,
    on_bad: str = "exclude",
    names: dict[str, None] | None = None,
) -> tuple[list[dict[str, Any]], list[Excluded]]:
    """The articles of the sources as rows of the table, and those that were left out; errors as `load_corpus`.

    `names` is given the columns that stand in the files, after renaming.
    """
    rows: list[dict[str, Any]] = []
    excluded: list[Excluded] = []
    seen: dict[str, tuple[Record, str]] = {}
    for item in _read(sources, columns, on_bad):
        if names is not None and isinstance(item, Record):
            names.update(dict.fromkeys(item.values))
        outcome = _article(item, outlet, seen) if isinstance(item, Record) else item
        if not isinstance(outcome, Excluded):
            rows.append(outcome)
        elif on_bad == "error":
            raise CorpusError(f'{outcome}\nMend it, or leave such articles out with on_bad="exclude".')
        else:
            excluded.append(outcome)
    return rows, excluded


def excluded_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles that load_corpus left out: file, row, doc_id (missing where none is known) and reason.

    They travel in ``articles.attrs["excluded"]`` as plain mappings, since pandas can neither join nor write
    frames that carry a frame in their attributes.

    Raises nothing; a frame that `load_corpus` did not make gives no rows.

    >>> list(excluded_articles(pd.DataFrame()).columns)
    ['file', 'row', 'doc_id', 'reason']
    """
    types = {"file": "string", "row": "Int64", "doc_id": "string", "reason": "string"}
    rows = articles.attrs.get(_EXCLUDED, [])
    return pd.DataFrame({name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, kind in types.items()})


def _read(sources: Iterable[Source], columns: Mapping[str, str], on_bad: str) -> Iterable[Item]:
    for source in sources:
        try:
            yield from READERS[kind_of(source.path)](source, columns)
        except FileProblem as problem:
            if source.given or on_bad == "error":
                raise CorpusError(f"{source.file}: {problem}") from problem
            yield Excluded(source.file, None, None, f"the whole file: {problem}")


def _article(record: Record, outlet: str | None, seen: dict[str, tuple[Record, str]]) -> dict[str, Any] | Excluded:
    doc_id: str | None = None
    try:
        doc_id = _metadata("doc_id", record.values.get("doc_id")) or record.default_id
        row = _checked(record, doc_id, outlet)
        if doc_id in seen:
            first, digest = seen[doc_id]
            place = first.file if first.row is None else f"{first.file}, row {first.row}"
            text = "the same text" if digest == row["text_sha256"] else "another text"
            raise ArticleProblem(f"its doc_id stands above already, with {text}: {place}")
    except ArticleProblem as problem:
        return Excluded(record.file, record.row, doc_id or record.default_id, str(problem))
    seen[doc_id] = (record, row["text_sha256"])
    return row


def _checked(record: Record, doc_id: str, outlet: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {name: _metadata(name, record.values.get(name)) for name in _METADATA}
    row["doc_id"] = doc_id
    row["outlet"] = row["outlet"] or outlet or _metadata("outlet", record.site) or "unknown"
    row["lang"] = row["lang"] or "en"
    day = record.values.get("date")
    row["date"] = read_date(whole(day)) if given(day) else None
    text = _text(record.values.get("text"))
    row["n_words"] = count_words(text)
    row["text_sha256"] = hashlib.sha256(text.encode("utf-8")).hexdigest()
    row["text"] = text
    for name, value in record.values.items():
        if name not in row and name not in _COMPUTED:
            row[_readable("a column's name", name)] = _extra(name, value)
    return row


def _text(value: Any) -> str:
    if not given(value):
        raise ArticleProblem("the text is empty")
    if not isinstance(value, str):
        raise ArticleProblem(f"the text is of type {type(value).__name__}, not a string")
    if len(value) > LONGEST_ARTICLE:
        limit = f"over the {LONGEST_ARTICLE:,} of an article (LONGEST_ARTICLE)"
        raise ArticleProblem(f"the text has {len(value):,} characters, {limit}; split it")
    return _readable("the text", value.replace("\r\n", "\n").replace("\r", "\n"))


def _metadata(name: str, value: Any) -> str | None:
    if not given(value):
        return None
    if isinstance(value, (list, dict, bytes)):
        raise ArticleProblem(f"`{name}` is of type {type(value).__name__}, not a string")
    return _readable(f"`{name}`", str(whole(value)).strip())


def _extra(name: str, value: Any) -> Any:
    if not given(value):
        return None
    if isinstance(value, str):
        return _readable(f"`{name}`", value)
    if isinstance(value, (list, dict)):
        _readable(f"`{name}`", as_json(value))
    return value


def _readable(what: str, text: str) -> str:
    bad = _UNREADABLE.search(text)
    if bad:
        flaw = "a NUL character" if bad[0] == "\x00" else f"half of a surrogate pair (U+{ord(bad[0]):04X})"
        raise ArticleProblem(f"{what} holds {flaw} at character {bad.start()}; is it binary or UTF-16?")
    return text


def _check_renames(columns: Mapping[str, str], found: Mapping[str, None]) -> None:
    for old, new in columns.items():
        if new not in found:
            raise CorpusError(f"columns: {old!r} is in no file; the columns are {', '.join(found)}")


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    types = {
        **dict.fromkeys((*_METADATA, "text_sha256", "text"), "string"),
        "date": "datetime64[ns]",
        "n_words": "Int64",
    }
    names = dict.fromkeys([*types, *(name for row in rows for name in row)])
    columns = {}
    for name in names:
        cells = [row.get(name) for row in rows]
        columns[name] = pd.Series(cells, dtype=types[name]) if name in types else settled(cells)
    return pd.DataFrame(columns)


def _missing(rows: int) -> pd.Series:
    return pd.Series([None] * rows, dtype="string")


def _first_of(excluded: list[Excluded], otherwise: str) -> str:
    if not excluded:
        return otherwise
    more = f"\n  and {len(excluded) - _SHOWN} more." if len(excluded) > _SHOWN else ""
    return " First:\n" + "\n".join(f"  {one}" for one in excluded[:_SHOWN]) + more
