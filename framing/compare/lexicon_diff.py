"""Two versions of a lexicon on one corpus: which mentions appear and vanish, and which rates move."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling, ratio_table
from framing.compare.concordance import kwic, lexicon_hits
from framing.compare.groups import Groups, choose
from framing.compare.rates import ALL_VOICES, in_voice, words_in
from framing.lexicon import Lexicon, load_lexicon

if TYPE_CHECKING:
    from framing.analysis import Analysis

PLACE = ["doc_id", "start", "end"]
READING = ["term", "category"]
LINE = ("left", "hit", "right", "doc_id", "outlet", "date", "voice", "actor", "scare_quoted", "negated")
PER_WORDS = 1000
SPLITS = ("category", "term")


class LexiconDiff(NamedTuple):
    """What `diff_lexicons` gives: the mentions that differ, and the rates of both versions.

    >>> import pandas as pd
    >>> LexiconDiff(mentions=pd.DataFrame(), rates=pd.DataFrame())._fields
    ('mentions', 'rates')
    """

    mentions: pd.DataFrame
    rates: pd.DataFrame


def diff_lexicons(
    old: Lexicon | str | PathLike[str],
    new: Lexicon | str | PathLike[str],
    articles: pd.DataFrame | Analysis,
    *,
    by: str = "outlet",
    voice: str = "outlet",
    split: str = "category",
    cache: bool | Path = True,
    resampling: Resampling = DEFAULT,
) -> LexiconDiff:
    """Read the articles (or those of an analysis, with their texts) with both lexicons and compare.

    ``mentions`` has one row a stretch of text that the two do not read alike: ``change`` is "appears", "vanishes" or
    "changes" (same words, another term or category), ``term_old``, ``term_new``, ``category_old``, ``category_new``,
    and the line of the concordance. ``rates`` has one row a group (``by``) and category (or ``split="term"``): hits
    and rate per 1,000 words of ``voice`` with its interval, old and new, and ``difference`` with the interval of
    the difference itself: articles are drawn once for both, so that it is narrower than the two intervals suggest.
    Rows with the greatest absolute difference come first. With lexicons of cues, the cues are what is counted, and
    a cue's voice is that of the text in which it stands. Words are divided between voices as the old lexicon has it.

    Raises ChoiceError when one lexicon is of cues and the other of terms, or for an unknown ``by``, ``voice`` or
    ``split``; TableError when the articles hold no texts.

    ``cache`` is as in `analyze`, ``resampling`` how intervals are drawn.

    >>> from framing import extend_lexicon, load_corpus
    >>> fewer = extend_lexicon("hedges", remove=["probably"])
    >>> articles = load_corpus("data/constructed/harbour/the-ledger.txt")
    >>> found = diff_lexicons("hedges", fewer, articles, cache=False)
    >>> found.mentions[["change", "hit", "term_old"]].values.tolist()
    [['vanishes', 'probably', 'probably']]
    """
    from framing.analysis import Analysis, analyze

    choose("voice", voice, ALL_VOICES)
    choose("split", split, SPLITS)
    before, after = (one if isinstance(one, Lexicon) else load_lexicon(one) for one in (old, new))
    choose(f"kind of {after.name} {after.version}", after.kind, (before.kind,))
    texts = articles.articles if isinstance(articles, Analysis) else articles
    made = [analyze(texts, lexicons=[one], cache=cache, progress=False) for one in (before, after)]
    was, now = (lexicon_hits(one, analysis) for one, analysis in zip((before, after), made))
    rates = rate_changes(
        was, now, made[0].exposure, made[0].articles, by=by, voice=voice, split=split, resampling=resampling
    )
    return LexiconDiff(mention_changes(was, now, made[0].articles), rates)


def mention_changes(old: pd.DataFrame, new: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The stretches of text that two tables of mentions read differently, one row each, with their context.

    A stretch is told by article, start and end; one that several terms of a lexicon hit is compared as a whole.

    ``old`` and ``new`` are mentions of the same ``articles``, which hold their texts. Raises TableError when they do
    not.

    >>> articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["Post"], "text": ["A mob of rebels."]})
    >>> mob = pd.DataFrame({"doc_id": ["a"], "term": "mob", "category": "crowd", "text": "mob", "start": 2, "end": 5})
    >>> rebel = mob.assign(term="rebel", text="rebels", start=9, end=15)
    >>> mention_changes(mob, rebel, articles)[["change", "hit", "term_old", "term_new"]].fillna("").values.tolist()
    [['vanishes', 'mob', 'mob', ''], ['appears', 'rebels', '', 'rebel']]
    """
    readings = [_readings(old, "old"), _readings(new, "new")]
    both = readings[0].merge(readings[1], on=PLACE, how="outer")
    alike = pd.Series(True, index=both.index)
    for column in READING:
        alike &= both[f"{column}_old"].fillna("") == both[f"{column}_new"].fillna("")
    change = np.where(both["term_old"].isna(), "appears", np.where(both["term_new"].isna(), "vanishes", "changes"))
    both = both.assign(change=pd.Series(change, index=both.index, dtype="string"))[~alike]
    rows = pd.concat([old, new]).drop_duplicates(PLACE)
    lines = kwic(rows[rows.set_index(PLACE).index.isin(both.set_index(PLACE).index)], articles)
    lines = lines.merge(both, on=PLACE, how="left")
    columns = ["change", *(f"{column}_{version}" for column in READING for version in ("old", "new")), *LINE]
    return lines[[*columns, "start", "end"]]


def rate_changes(
    old: pd.DataFrame,
    new: pd.DataFrame,
    exposure: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    voice: str = "outlet",
    split: str = "category",
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """Rates per 1,000 words from two tables of mentions of the same articles, and by how much they differ.

    One row a group and level of ``split``, levels of either table included; see `diff_lexicons` for the columns.
    The rates are those of `mention_rates`.

    ``old`` and ``new`` are mentions of the same articles, ``exposure`` the words; ``by``, ``voice``, ``split`` and
    ``resampling`` are as in `mention_rates`, and so is what it raises.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": "Post"})
    >>> exposure = pd.DataFrame({"doc_id": ["a", "b"], "voice": "outlet", "n_words": [400, 600]})
    >>> new = pd.DataFrame({"doc_id": ["a", "b"], "category": "crowd", "voice": "outlet", "scare_quoted": False})
    >>> moved = rate_changes(new.head(1), new, exposure, articles)
    >>> moved[["outlet", "category", "rate_old", "rate_new", "difference"]].values.tolist()
    [['Post', 'crowd', 1.0, 2.0, 1.0]]
    """
    choose("split", split, SPLITS)
    groups = Groups.of(articles, by)
    own = [in_voice(groups.rows(mentions, "mentions"), voice) for mentions in (old, new)]
    levels = sorted({str(level) for mentions in (old, new) for level in mentions[split]})
    words, keys = words_in(groups, exposure, voice), [by, split]
    counts = [groups.count(mentions, [split], levels=levels)[levels] for mentions in own]
    table = _differences(groups, counts, words, keys, resampling)
    for side, hits in zip(("old", "new"), counts):
        rates = ratio_table(groups, hits, words, per=PER_WORDS, resampling=resampling)
        rates = rates.rename(columns={"group": by, "level": split, "numerator": "n_hits", "value": "rate"})
        rates = rates.astype({by: "string", split: "string", "n_hits": "Int64"})
        table = table.merge(_side(rates, keys, side), on=keys, how="left")
    sizes = table["difference"].abs()
    order = table.assign(_size=sizes).sort_values(["_size", *keys], ascending=[False, True, True], kind="stable")
    columns = [f"{name}_{side}" for side in ("old", "new") for name in ("n_hits", "rate", "low", "high")]
    ends = ["n_words", "n_articles", *columns, "difference", "difference_low", "difference_high"]
    return order[[*keys, *ends]].reset_index(drop=True)


def _readings(mentions: pd.DataFrame, version: str) -> pd.DataFrame:
    """One row a stretch; the terms and categories of several hits on it joined, in order."""
    rows = mentions[[*PLACE, *READING]].astype({"doc_id": "string", "start": "Int64", "end": "Int64"})
    rows = rows.astype(dict.fromkeys(READING, "string")).sort_values([*PLACE, *READING], kind="stable")
    joined = rows.groupby(PLACE, sort=True)[READING].agg(" + ".join).reset_index()
    joined = joined.astype(dict.fromkeys(READING, "string"))
    return joined.rename(columns={column: f"{column}_{version}" for column in READING})


def _side(rates: pd.DataFrame, keys: list[str], side: str) -> pd.DataFrame:
    kept = rates[[*keys, "n_hits", "rate", "low", "high"]]
    return kept.rename(columns={name: f"{name}_{side}" for name in ("n_hits", "rate", "low", "high")})


def _differences(
    groups: Groups, counts: list[pd.DataFrame], words: pd.DataFrame, keys: list[str], resampling: Resampling
) -> pd.DataFrame:
    """New less old per 1,000 words, with a percentile interval over articles that are drawn once for both."""
    more = (counts[1] - counts[0]).to_numpy(dtype=float)
    base = words.to_numpy(dtype=float)[:, 0]
    parts = []
    for number, name in enumerate(groups.names):
        own = groups.members(number)
        total = base[own].sum()
        value = more[own].sum(axis=0) * (PER_WORDS / total) if total else np.full(more.shape[1], np.nan)
        bounds = _interval(more[own], base[own], resampling) * PER_WORDS
        parts.append(
            pd.DataFrame(
                {
                    keys[0]: pd.Series([name] * more.shape[1], dtype="string"),
                    keys[1]: pd.Series(list(counts[0].columns), dtype="string"),
                    "n_words": pd.array([int(total)] * more.shape[1], dtype="Int64"),
                    "n_articles": pd.array([int((base[own] > 0).sum())] * more.shape[1], dtype="Int64"),
                    "difference": value,
                    "difference_low": bounds[0],
                    "difference_high": bounds[1],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _interval(more: np.ndarray, base: np.ndarray, resampling: Resampling) -> np.ndarray:
    """Low and high of sum(more) / sum(base) for each column; missing with fewer than two articles that have words."""
    if (base > 0).sum() < 2:
        return np.full((2, more.shape[1]), np.nan)
    drawn = resampling.rng().multinomial(len(base), np.full(len(base), 1 / len(base)), size=resampling.draws)
    words = drawn @ base
    usable = words > 0
    tail = (1 - resampling.level) / 2
    found: np.ndarray = np.quantile((drawn[usable] @ more) / words[usable, None], [tail, 1 - tail], axis=0)
    return found
