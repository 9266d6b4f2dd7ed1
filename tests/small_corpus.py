"""A small corpus in many parts whose parses are kept: what the tests of scale and of faults analyse."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd

from framing.analysis import Settings
from framing.corpus import count_words
from framing.parse import parse_columns
from framing.tables import validate

PEOPLE = ("Anna Keller", "Paul Moss", "Ada Brook", "Tom Lund")
VERBS = ("claimed", "said", "insisted", "denied")
PLACES = ("harbour", "mill", "dam", "bridge", "tower")
ROWS = 12


def text_of(number: int) -> str:
    """An article; the bare family name in the second sentence shows whether names are unified over the corpus."""
    name, verb, place = PEOPLE[number % 4], VERBS[number // 4 % 4], PLACES[number % 5]
    short = PEOPLE[(number + 1) % 4].split()[1]
    return (
        f"The regime closed the {place} on day {number}, {name} {verb}.\n\n"
        f"“The militants left the {place},” {short} said. Officials denied that the “terrorists” had left."
    )


def make_articles(rows: int = ROWS) -> pd.DataFrame:
    texts = [text_of(number) for number in range(rows)]
    columns = {
        "doc_id": [f"a{number:02d}" for number in range(rows)],
        "outlet": [f"outlet {number % 2}" for number in range(rows)],
        "date": pd.to_datetime(["2021-03-04"] * rows),
        **dict.fromkeys(("title", "url", "event", "near_duplicate_of"), [None] * rows),
        "lang": ["en"] * rows,
        "n_words": list(map(count_words, texts)),
        "text_sha256": [hashlib.sha256(text.encode()).hexdigest() for text in texts],
        "text": texts,
        "desk": ["city", None] * (rows // 2),
    }
    return validate("articles", pd.DataFrame(columns))


class SmallCorpus:
    """The articles in a frame and, one a row group, in a folder; the cache that has their parses; their settings."""

    def __init__(self, folder: Path) -> None:
        self.articles = make_articles()
        self.folder, self.cache = folder / "articles", folder / "cache"
        self.folder.mkdir(parents=True)
        for number, first in enumerate((0, ROWS // 2)):
            half = self.articles.iloc[first : first + ROWS // 2]
            half.to_parquet(self.folder / f"{number}.parquet", row_group_size=1, index=False)
        for _ in parse_columns(self.articles, cache=self.cache, progress=False):
            pass

    @property
    def settings(self) -> Settings:
        return Settings.of(cache=self.cache)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder of tables, folders in it included."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
