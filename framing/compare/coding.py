"""Validating a lexicon against human coding: draw hits to be coded, and count from the answers how many are right.

A coder reads each hit in its context and answers one question: is the word used here as its category says?
The share of yes is the precision of the lexicon on that corpus. What it misses (recall) cannot be seen from hits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import pandas as pd

from framing.compare.answers import answers_of
from framing.compare.concordance import lexicon_hits
from framing.compare.context import with_context
from framing.compare.groups import choose
from framing.errors import ChoiceError, TableError
from framing.lexicon import Lexicon, builtin_lexicons, load_lexicon
from framing.lexicon.words import did_you_mean

if TYPE_CHECKING:
    from framing.analysis import Analysis

PER = ("category", "term", "voice", "outlet")
ALL = "all"
CODED = ".coded.csv"
COLUMNS = (
    "item", "left", "hit", "right", "category", "means", "correct", "coder", "note", "term", "lexicon",
    "lexicon_version", "doc_id", "outlet", "voice", "start", "end", "stratum", "n_stratum", "n_sampled", "inclusion",
)  # fmt: skip
COUNTS = ("start", "end", "n_stratum", "n_sampled")
_INSTRUMENT = ["lexicon", "lexicon_version"]


def sample_hits(
    what: Analysis | pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    per: str = "category",
    n: int = 20,
    seed: int = 0,
    lexicon: Lexicon | str | None = None,
    width: int = 120,
) -> pd.DataFrame:
    """A stratified random sample of hits to be coded by people, one row a hit.

    ``what`` is an analysis whose articles hold their texts, or a frame of mentions with the ``articles`` that it was
    made from. Of each stratum (a lexicon × a value of ``per``: "category", "term", "voice" or "outlet") ``n`` hits are
    drawn without replacement, or all when there are no more; ``lexicon`` narrows to one. Strata stand in alphabetical
    order, hits in each in random order. The same ``seed`` on the same hits draws the same sample, whatever their order,
    and each stratum is drawn apart from the others.

    Columns: ``item`` (name of the hit), ``left``, ``hit``, ``right`` (at most ``width`` characters a side),
    ``category`` and what it ``means`` (where the lexicon is built in or given), ``correct``, ``coder`` and ``note``
    (empty, for the coder), ``term``, ``lexicon``, ``lexicon_version``, ``doc_id``, ``outlet``, ``voice``, ``start``,
    ``end``, ``stratum``, ``n_stratum`` (hits in it), ``n_sampled`` and ``inclusion`` (their ratio: the probability of
    being drawn). Raises ChoiceError for a bad option, TableError when texts are lacking.

    >>> articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["Post"], "text": ["The mob ran. A mob of boys sang."]})
    >>> mobs = pd.DataFrame({"doc_id": "a", "lexicon": "labels", "lexicon_version": "1.0.0", "term": "mob",
    ...     "category": "crowd", "text": "mob", "start": [4, 15], "end": [7, 18], "voice": "outlet"})
    >>> sample_hits(mobs, articles, n=1, seed=3)[["hit", "category", "n_stratum", "inclusion"]].values.tolist()
    [['mob', 'crowd', 2, 0.5]]
    """
    choose("per", per, PER)
    if n < 1:
        raise ChoiceError(f"n={n!r}: give the number of hits to draw from each stratum, at least 1")
    mentions, texts = _mentions(what, articles, lexicon)
    outlets = texts[["doc_id", "outlet"]] if "outlet" in texts.columns else texts[["doc_id"]].assign(outlet="unknown")
    rows = mentions.drop(columns="outlet", errors="ignore").merge(outlets, on="doc_id", how="left")
    rows = rows.sort_values(["lexicon", "doc_id", "start", "end", "term"], kind="stable")
    value = rows[per].astype("string").fillna("(missing)")
    rows = rows.assign(stratum=rows["lexicon"].astype("string") + "/" + value)
    drawn = [_draw(part, n, seed) for _, part in rows.groupby("stratum", sort=True)]
    sample = pd.concat(drawn, ignore_index=True) if drawn else rows.assign(n_stratum=0, n_sampled=0)
    sample = with_context(sample, texts, width=width)
    sample = sample.rename(columns={"before": "left", "text": "hit", "after": "right"})
    sample = sample.assign(
        item=[_item(row) for row in sample.to_dict("records")],
        means=_meanings(sample, lexicon),
        inclusion=sample["n_sampled"] / sample["n_stratum"],
        correct=pd.array([pd.NA] * len(sample), dtype="string"),
        coder=pd.array([pd.NA] * len(sample), dtype="string"),
        note=pd.array([pd.NA] * len(sample), dtype="string"),
    )
    return typed(sample.reindex(columns=list(COLUMNS)))


def coded_precision(coded: pd.DataFrame, *, by: str = "category", level: float = 0.95) -> pd.DataFrame:
    """How many of the coded hits are right: one row a category (or another ``by``) of each lexicon, and one for all.

    ``coded`` is a sample whose ``correct`` has answers (see `read_coding`); rows without one are not counted. A hit
    coded by several is correct when more than half of them say so: a tie counts against the lexicon. Of several answers
    of one coder to one hit the first counts.

    Columns: ``lexicon``, ``lexicon_version``, the one of ``by``, ``n_hits`` (hits in the strata that were coded),
    ``n_coded``, ``n_correct``, ``precision``, ``low``, ``high``, ``n_coders``. A coded hit weighs as much as the hits
    of its stratum that it stands for, so ``precision`` in the row "all" is that of the corpus, not of the sample
    (``n_correct`` / ``n_coded``). The interval is Wilson's, at Kish's effective number where weights differ; a stratum
    of which nothing was coded has no part in "all". Raises ChoiceError for a bad option, TableError when nothing is
    coded.

    Kish, L. (1965). Survey Sampling. Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. JASA 22, 209-212.

    ``level`` is that of the interval.

    >>> coded = pd.DataFrame({"item": ["a", "b", "c"], "lexicon": "labels", "lexicon_version": "1.0.0",
    ...     "category": ["crowd", "crowd", "army"], "stratum": ["crowd", "crowd", "army"], "n_stratum": [8, 8, 2],
    ...     "coder": "Moss", "correct": ["yes", "no", "yes"]})
    >>> coded_precision(coded)[["category", "n_hits", "n_coded", "n_correct", "precision"]].values.tolist()
    [['army', 2, 1, 1, 1.0], ['crowd', 8, 2, 1, 0.5], ['all', 10, 3, 2, 0.6]]
    """
    choose("by", by, PER)
    if not 0 < level < 1:
        raise ChoiceError(f"level={level!r}: give a number between 0 and 1 (0.95 is usual)")
    items = coded_items(coded, by)
    if not items["answers"].any():
        raise TableError("nothing is coded: the column `correct` holds no answer; write yes or no there")
    rows = []
    for (name, version), part in items.groupby(_INSTRUMENT, sort=True):
        for value, own in [*part.groupby(by, sort=True), (ALL, part)]:
            rows.append({"lexicon": name, "lexicon_version": version, by: value, **_precision(own, level)})
    counts = ("n_hits", "n_coded", "n_correct", "n_coders")
    types = {**dict.fromkeys((*_INSTRUMENT, by), "string"), **dict.fromkeys(counts, "Int64")}
    return pd.DataFrame(rows)[[*_INSTRUMENT, by, *counts[:3], "precision", "low", "high", "n_coders"]].astype(types)


def coded_items(coded: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row a hit: ``answers`` and ``yes`` (how many), the names of its ``coders``, its ``weight``.

    The weight is 0 where nobody answered, else the number of hits in its stratum over those of them that were coded.
    Raises TableError for a column that is lacking or an answer that is none.
    """
    needed = ("item", *_INSTRUMENT, by, "stratum", "n_stratum", "correct")
    lacking = [name for name in needed if name not in coded.columns]
    if lacking:
        raise TableError(f"the coded sample lacks the column `{lacking[0]}`; keep the columns that sample_hits gives")
    rows = coded.reset_index(drop=True)
    rows = rows.assign(correct=answers_of(rows), n_stratum=rows["n_stratum"].astype(float), _by=rows[by])
    coders = rows["coder"].astype("string") if "coder" in rows.columns else pd.Series(pd.NA, rows.index, dtype="string")
    rows["coder"] = coders.fillna("").where(rows["correct"].notna())
    answered = rows[rows["correct"].notna()]
    again = answered.index[answered.duplicated([*_INSTRUMENT, "item", "coder"])]
    items = rows.drop(index=again).groupby([*_INSTRUMENT, "item"], sort=False, as_index=False).agg(
        **{by: ("_by", "first")}, stratum=("stratum", "first"), n_stratum=("n_stratum", "max"),
        answers=("correct", "count"), yes=("correct", "sum"), coders=("coder", _names),
    )  # fmt: skip
    done = items["answers"] > 0
    number = done.groupby([items[name] for name in (*_INSTRUMENT, "stratum")]).transform("sum")
    return items.assign(weight=(items["n_stratum"] / number.where(number > 0)).where(done, 0.0).astype(float))


def load_coding(lexicon: Lexicon | str | PathLike[str]) -> pd.DataFrame | None:
    """The coded sample that travels with a lexicon, one row a hit and coder, one row a hit and coder, as `read_coding`
    gives it; None when there is none.

    It stands beside the lexicon's file: ``mine.coded.csv`` beside ``mine.toml``; a lexicon that extends another has its
    own or none. The samples of the built-in lexicons are drawn from the texts in ``data/constructed``, which were
    written for this project: they say that the entries do what they are meant to on plain news prose, not how precise
    they are on other corpora. A sample names the version of the lexicon that it was drawn with. Raises LexiconError
    for a name that is none.

    >>> bool(load_coding("labels")["correct"].notna().all())
    True
    """
    from framing.compare.coding_formats import read_coding

    name = lexicon.file if isinstance(lexicon, Lexicon) else fspath(lexicon)
    if not name.endswith(".toml"):
        if not name:
            return None  # made in memory
        name = load_lexicon(name).file
    beside = Path(name).with_suffix(CODED)
    return read_coding(beside) if beside.is_file() else None


def typed(sample: pd.DataFrame) -> pd.DataFrame:
    """The sample with the types of its columns; columns beyond those of a sample stay as they are."""
    types = {name: "string" for name in COLUMNS if name in sample.columns}
    types |= {name: "Int64" for name in COUNTS if name in sample.columns}
    return sample.astype({**types, **({"inclusion": "float64"} if "inclusion" in sample.columns else {})})


def _mentions(
    what: Analysis | pd.DataFrame, articles: pd.DataFrame | None, lexicon: Lexicon | str | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    name = lexicon.name if isinstance(lexicon, Lexicon) else lexicon
    if isinstance(what, pd.DataFrame):
        if articles is None:
            raise TableError("`articles` are needed beside mentions: pass those that the mentions were made from")
        return _of_lexicon(what, name, sorted(set(what["lexicon"]))), articles
    texts = what.articles if articles is None else articles
    known = what.meta.get("lexicons", {})
    if isinstance(lexicon, Lexicon):
        return lexicon_hits(lexicon, what), texts
    if name in known and name not in set(what.mentions["lexicon"]):
        return lexicon_hits(load_lexicon(str(name)), what), texts
    return _of_lexicon(what.mentions, name, sorted({*known, *what.mentions["lexicon"]})), texts


def _of_lexicon(mentions: pd.DataFrame, name: str | None, known: list[str]) -> pd.DataFrame:
    if name is None:
        return mentions
    if name not in known:
        listed = ", ".join(known) or "nothing"
        raise ChoiceError(f"lexicon={name!r} made no mention here{did_you_mean(name, known)}; these did: {listed}")
    return mentions[mentions["lexicon"] == name]


def _draw(stratum: pd.DataFrame, n: int, seed: int) -> pd.DataFrame:
    """Its own generator for each stratum, so that what is drawn from one does not hang on the others."""
    rng = np.random.default_rng([abs(seed), crc32(str(stratum["stratum"].iloc[0]).encode())])
    chosen = rng.permutation(len(stratum))[:n]
    return stratum.iloc[chosen].assign(n_stratum=len(stratum), n_sampled=len(chosen))


def _item(row: Mapping[Hashable, object]) -> str:
    """A name that no spreadsheet takes for a number, a date or a time."""
    key = "\0".join(str(row[name]) for name in ("doc_id", "lexicon", "term", "start", "end"))
    return "h" + hashlib.sha256(key.encode()).hexdigest()[:12]


def _meanings(sample: pd.DataFrame, given: Lexicon | str | None) -> list[str]:
    known: dict[str, Lexicon] = {given.name: given} if isinstance(given, Lexicon) else {}
    for name in set(sample["lexicon"]) & set(builtin_lexicons()) - set(known):
        known[name] = load_lexicon(name)
    return [
        known[lexicon].categories.get(category, "") if lexicon in known else ""
        for lexicon, category in zip(sample["lexicon"], sample["category"])
    ]


def _names(coders: pd.Series) -> frozenset[str]:
    return frozenset(coders.dropna())


def _precision(items: pd.DataFrame, level: float) -> dict[str, object]:
    from statsmodels.stats.proportion import proportion_confint  # slow to import, as are others that functions import

    done = items[items["answers"] > 0]
    right = done["yes"] > done["answers"] / 2
    weight = done["weight"].to_numpy(dtype=float)
    value = low = high = np.nan
    if len(done):
        value = float(weight @ right.to_numpy(dtype=float) / weight.sum())
        effective = weight.sum() ** 2 / (weight @ weight)
        low, high = proportion_confint(value * effective, effective, alpha=1 - level, method="wilson")
    return {
        "n_hits": round(sum(_hits(items))), "n_coded": len(done), "n_correct": int(right.sum()),
        "precision": value, "low": low, "high": high, "n_coders": len(frozenset().union(*done["coders"])),
    }  # fmt: skip


def _hits(items: pd.DataFrame) -> Iterator[float]:
    """The hits that the items stand for; of strata of which nothing is coded, only where nothing is coded at all."""
    if items["weight"].any():
        yield from items["weight"]
    else:
        yield from items.groupby("stratum")["n_stratum"].max()
