"""Fuzz targets of files: articles of every format, and tables written and read back."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
from fuzz_input import Choices, must, whole

from framing.cells import neutral_cells, plain_cells
from framing.corpus import CorpusWarning, count_words, excluded_articles, load_corpus
from framing.corpus.articles import READERS, gather
from framing.corpus.files import find_sources
from framing.store import read_table, write_table

GOOD = "It rained in the town, the mayor said."
COLUMNS = ("doc_id", "outlet", "date", "title", "url", "event", "lang", "text", "n_words", "extra", "=x")
SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".txt", ".html", ".parquet", ".jsonl.gz", ".csv.gz")
HEADS = ("", "---\noutlet: The Lantern\n---\n", "date 2021-03-04 ")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def fuzz_corpus(data: bytes) -> None:
    """A folder with one odd file and a good one is read: the good article stays, all others are kept or named."""
    choices = Choices(data)
    suffix = choices.pick(SUFFIXES)
    content = _file(suffix, choices)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", CorpusWarning)
        (Path(folder) / "good.txt").write_text(GOOD, encoding="utf-8")
        (Path(folder) / f"odd{suffix}").write_bytes(content)
        rows, left = gather(find_sources(folder, READERS), {})
        must(GOOD in [row["text"] for row in rows], "a bad file cost the good article")
        for row in rows:
            must(row["text"].strip() and not set(row["text"]) & {"\r", "\0"}, "a text that should have been excluded")
            must(row["n_words"] == count_words(row["text"]), "words are miscounted")
            row["text"].encode("utf-8")
        must(all(one.file and one.reason for one in left), "an exclusion without a reason")
        if choices.chance(64):  # the table that is made of them costs fifty times as much
            frame = load_corpus(folder, near_duplicates=choices.chance(4))
            must(len(frame) == len(rows) and len(excluded_articles(frame)) == len(left), "articles are lost")
            for kind in (".parquet", ".csv"):
                write_table(frame.drop(columns="text"), Path(folder) / f"articles{kind}")


def _file(suffix: str, choices: Choices) -> bytes:
    if choices.chance(6):
        return choices.rest()
    packed = suffix.endswith(".gz")
    kind = suffix.removesuffix(".gz")
    if kind in (".csv", ".tsv"):
        valid = _csv(choices, choices.pick((",", ";", "\t")))
    elif kind in (".jsonl", ".ndjson"):
        valid = _jsonl(choices)
    elif kind == ".txt":
        head = choices.pick((*HEADS, "---\n" + choices.text(6) + "\n---\n"))
        valid = (head + choices.text()).encode("utf-8", "surrogatepass")
    elif kind == ".html":
        title, body = choices.text(8), choices.text()
        article = f"<article><p>{GOOD} {GOOD}</p><p>{body}</p></article>"
        page = f"<html><head><title>{title}</title></head><body>{article}</body></html>"
        valid = page.encode(choices.pick(("utf-8", "utf-16")), "surrogatepass")
    else:
        valid = _parquet(choices)
    mutated = choices.mutated(valid)
    return choices.mutated(gzip.compress(mutated, 1)) if packed else mutated


def _rows(choices: Choices) -> list[dict[str, Any]]:
    names = [name for name in COLUMNS if name == "text" or choices.chance(3)]
    return [{name: _cell(choices) for name in names} for _ in range(1 + choices.number(4))]


def _cell(choices: Choices) -> Any:
    odd = (None, True, 7, -1.5, float("nan"), float("inf"), 10**30, "", " ", "NA", "2021-03-04", "14 October 2016", "a")
    return choices.pick(odd) if choices.chance(4) else choices.text(8)


def _csv(choices: Choices, delimiter: str) -> bytes:
    rows, sink = _rows(choices), io.StringIO()
    writer = csv.DictWriter(sink, list(rows[0]), delimiter=delimiter, lineterminator=choices.pick(("\n", "\r\n")))
    writer.writeheader()
    writer.writerows(rows)
    return sink.getvalue().encode("utf-8", "surrogatepass")


def _jsonl(choices: Choices) -> bytes:
    ascii_only = choices.chance(2)
    lines = [json.dumps(row, ensure_ascii=ascii_only) for row in _rows(choices)]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _parquet(choices: Choices) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    rows = [{name: whole(str(cell)) for name, cell in row.items()} for row in _rows(choices)]
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(rows), sink)
    return bytes(sink.getvalue().to_pybytes())


def fuzz_tables(data: bytes) -> None:
    """What is written to a table is read back the same, and no cell of the file is a formula."""
    choices = Choices(data)
    cells = [whole(choices.text(4)) or None for _ in range(1 + choices.number(5))]
    ids = [str(place) for place in range(len(cells))]
    frame = pd.DataFrame({"doc_id": ids, "text": pd.Series(cells, dtype="string")})
    must(plain_cells(neutral_cells(frame)).equals(frame), "cells are not as they were")
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".csv", ".parquet") if choices.chance(8) else (".csv",):
            path = Path(folder) / f"t{suffix}"
            write_table(frame, path)
            again = read_table(path)
            must(again["text"].fillna("").tolist() == frame["text"].fillna("").tolist(), "a table reads back otherwise")
        with (Path(folder) / "t.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                must(not any(cell.startswith(FORMULAS) for cell in row), "a formula stands in a file")
