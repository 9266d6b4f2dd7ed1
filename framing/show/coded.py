"""The report's table of how precise lexicons are, by the coded samples that travel with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from framing.compare.agreement import coder_agreement
from framing.compare.coding import ALL, coded_precision, load_coding
from framing.lexicon import builtin_lexicons
from framing.show.tables import Table

CORPUS = "corpus"
HEADER = ("lexicon", "category", "hits", "coded", "right", "precision, %", "95 % interval", "coders", "alpha")


def coded_samples(lexicons: Iterable[str]) -> Iterator[pd.DataFrame]:
    """The coded samples of those of the named lexicons that are built in and have one, in order of name.

    >>> len(list(coded_samples(["no-such-lexicon"])))
    0
    """
    for name in sorted(set(lexicons) & set(builtin_lexicons())):
        coded = load_coding(name)
        if coded is not None and coded["correct"].notna().any():
            yield coded


def coding_table(coded: Iterable[pd.DataFrame]) -> Table | None:
    """Precision and agreement of coded samples, one row a lexicon and category; None when there is no sample.

    The column ``corpus`` of a sample, where it has one, says in the caption which texts were coded.

    >>> coding_table([]) is None
    True
    """
    rows: list[tuple[str, ...]] = []
    corpora: list[str] = []
    for sample in coded:
        found = coded_precision(sample).merge(
            coder_agreement(sample)[["lexicon", "lexicon_version", "category", "alpha"]],
            on=["lexicon", "lexicon_version", "category"],
        )
        rows += [_row(row) for row in found.to_dict("records")]
        if CORPUS in sample.columns:
            corpora += sorted(set(sample[CORPUS].dropna().astype(str)))
    if not rows:
        return None
    caption = (
        "A random sample of hits, read one by one: is the word used as its category says? All categories together "
        "weigh as in the corpus. Wilson's interval; Krippendorff's alpha where a hit was coded twice."
    )
    if corpora:
        caption += f" Texts coded: {'; '.join(dict.fromkeys(corpora))}."
    return Table(caption, HEADER, tuple(rows), frozenset(range(2, len(HEADER))))


def _row(row: dict[Any, Any]) -> tuple[str, ...]:
    interval = "–" if pd.isna(row["low"]) else f"{_percent(row['low'])} to {_percent(row['high'])}"
    return (
        f"{row['lexicon']} {row['lexicon_version']}",
        "(all)" if row["category"] == ALL else str(row["category"]),
        *(f"{row[name]:,}" for name in ("n_hits", "n_coded", "n_correct")),
        _percent(row["precision"]),
        interval,
        f"{row['n_coders']:,}",
        "–" if pd.isna(row["alpha"]) else f"{row['alpha']:.2f}",
    )


def _percent(value: float) -> str:
    return "–" if pd.isna(value) else f"{100 * value:.1f}"
