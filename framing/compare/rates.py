"""Rates of lexicon terms per 1,000 words of the right voice, and in whose voice a label stands.

Every row carries its numerator, its denominator, the number of articles and an interval (see
``framing.compare.bootstrap`` for its rules). A group without a hit keeps its rows, with 0.
"""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling, ratio_table
from framing.compare.groups import Groups, choose, levels_of
from framing.errors import ChoiceError
from framing.lexicon import Lexicon
from framing.values import VOICES

ALL_VOICES = (*VOICES, "all")
SPLITS = ("category", "term", "referent", "lexicon", None)
NO_REFERENT = "(none)"
PLACES = ("outlet", "scare_quoted", "direct", "indirect")


def mention_rates(
    mentions: pd.DataFrame,
    exposure: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    voice: str = "outlet",
    split: str | Lexicon | None = "category",
    per: float = 1000,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """How often the terms stand per ``per`` words of a voice; one row a group × split.

    Columns: the group (named as ``by``), ``lexicon`` (when split by category or term), the split, ``n_hits``,
    ``n_words`` (words of that voice), ``n_articles``, ``rate``, ``low``, ``high``. ``voice`` is ``outlet``
    (its own words, scare quotes left out), ``direct``, ``indirect`` or ``all``. ``split=None`` gives one row a
    group. A level that occurs anywhere in ``mentions``, whatever its voice, has a row in every group. With a
    lexicon as ``split``, so has each of its categories, in its order, found or not: what these articles lack then
    stands there as 0 with its exact bound. Mentions of other lexicons are left out.

    Raises ChoiceError for an unknown ``by``, ``voice`` or ``split``, and for a lexicon of which ``mentions`` hold
    another version, or the base that it extends.

    ``exposure`` holds the words of each article and voice. ``resampling`` is how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b", "c"], "outlet": ["Post", "Post", "Wire"]})
    >>> exposure = pd.DataFrame({"doc_id": ["a", "b", "c"], "voice": "outlet", "n_words": [400, 600, 500]})
    >>> mentions = pd.DataFrame({"doc_id": ["a", "b", "b"], "lexicon": "labels", "category": "militancy",
    ...                          "term": "militant", "voice": "outlet", "scare_quoted": False})
    >>> rates = mention_rates(mentions, exposure, articles, split=None)
    >>> rates[["outlet", "n_hits", "n_words", "rate"]].values.tolist()
    [['Post', 3, 1000, 3.0], ['Wire', 0, 500, 0.0]]
    """
    choose("voice", voice, ALL_VOICES)
    groups = Groups.of(articles, by)
    own = groups.rows(mentions, "mentions")
    levels: list[Hashable]
    if isinstance(split, Lexicon):
        own, keys = _of_lexicon(own, split), ["lexicon", "category"]
        used = {term.category for term in split}
        levels = [(split.name, name) for name in dict.fromkeys([*split.categories, *sorted(used)]) if name in used]
    else:
        keys = _keys(split)
        own = _narrowed(own, keys)
        levels = sorted(levels_of(own, keys)[1])
    hits = groups.count(in_voice(own, voice), keys, levels=levels)
    table = ratio_table(groups, hits, words_in(groups, exposure, voice), per=per, resampling=resampling)
    return _named(table, by, keys, {"numerator": "n_hits", "denominator": "n_words", "value": "rate"})


def label_voices(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    split: str | None = "term",
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """In whose voice the labels stand; one row a group × label (term, or another split).

    ``n_outlet``, ``n_scare_quoted``, ``n_direct`` and ``n_indirect`` share out ``n_hits``: a scare-quoted hit is
    counted only as such. ``share`` is that of the outlet's own voice (``n_outlet`` / ``n_hits``), with ``low`` and
    ``high``; missing where a group never uses the label. Raises ChoiceError for an unknown ``by`` or ``split``.

    ``resampling`` is how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> mentions = pd.DataFrame({"doc_id": ["a", "a"], "lexicon": "labels", "category": "militancy",
    ...     "term": "terrorist", "voice": ["direct", "outlet"], "scare_quoted": [True, False]})
    >>> label_voices(mentions, articles)[["outlet", "term", "n_hits", "n_outlet", "n_scare_quoted"]].values.tolist()
    [['Post', 'terrorist', 2, 1, 1], ['Wire', 'terrorist', 0, 0, 0]]
    """
    groups = Groups.of(articles, by)
    keys = _keys(split)
    own = _narrowed(groups.rows(mentions, "mentions"), keys)
    levels = sorted(levels_of(own, keys)[1])
    place = places(own)
    outlet, total = (groups.count(rows, keys, levels=levels) for rows in (own[place == "outlet"], own))
    table = ratio_table(groups, outlet, total, share=True, resampling=resampling)
    table = _named(table, by, keys, {"numerator": "n_outlet", "denominator": "n_hits", "value": "share"})
    for name in PLACES[1:]:
        table[f"n_{name}"] = pd.array(groups.totals(own[place == name], keys, levels=levels).ravel(), dtype="Int64")
    counted = ["n_hits", *(f"n_{name}" for name in PLACES)]
    return table[[by, *keys, *counted, "n_articles", "share", "low", "high"]]


def quoted_share(
    exposure: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", resampling: Resampling = DEFAULT
) -> pd.DataFrame:
    """The share of words that stand in a source's own words (voice ``direct``); one row a group.

    Columns: group, ``n_quoted`` and ``n_words`` (words), ``n_articles``, ``share``, ``low``, ``high``.

    ``by`` is the column of the articles whose values are compared, ``resampling`` how intervals are drawn. Raises
    ChoiceError when ``by`` is no column of the articles.

    >>> articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["Post"]})
    >>> exposure = pd.DataFrame({"doc_id": "a", "voice": ["outlet", "direct"], "n_words": [300, 100]})
    >>> quoted_share(exposure, articles)[["n_quoted", "n_words", "share"]].values.tolist()
    [[100, 400, 0.25]]
    """
    groups = Groups.of(articles, by)
    quoted, words = words_in(groups, exposure, "direct"), words_in(groups, exposure, "all")
    table = ratio_table(groups, quoted, words, share=True, resampling=resampling)
    return _named(table, by, [], {"numerator": "n_quoted", "denominator": "n_words", "value": "share"})


def words_in(groups: Groups, exposure: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Articles × one column: the words of each article in a voice, or in ``all``."""
    rows = groups.rows(exposure, "exposure")
    return groups.count(rows if voice == "all" else rows[rows["voice"] == voice], weight="n_words")


def places(mentions: pd.DataFrame) -> pd.Series:
    """Where each mention stands: its voice, or ``scare_quoted`` when it is that."""
    return mentions["voice"].astype(object).where(~mentions["scare_quoted"].astype(bool), "scare_quoted")


def in_voice(mentions: pd.DataFrame, voice: str) -> pd.DataFrame:
    """The mentions that stand in a voice; what is in scare quotes is not in the outlet's."""
    if voice == "all":
        return mentions
    if voice == "outlet":
        return mentions[(mentions["voice"] == voice) & ~mentions["scare_quoted"].astype(bool)]
    return mentions[mentions["voice"] == voice]


def _of_lexicon(mentions: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """The mentions of a lexicon, which may be none; ChoiceError when they were made with another version of it."""
    base = (lexicon.extends or "").split(" ")[0]
    if base in set(mentions["lexicon"]):
        raise ChoiceError(
            f"split={lexicon!r}, but these mentions were made with `{base}`, which it extends; "
            f"analyse with lexicons=[...] of `{lexicon.name}`, or split by `{base}`"
        )
    own = mentions[mentions["lexicon"] == lexicon.name]
    versions = sorted(set(own["lexicon_version"]) if "lexicon_version" in own.columns else ())
    if any(version != lexicon.version for version in versions):
        raise ChoiceError(
            f"split={lexicon!r}, but these mentions were made with version {', '.join(versions)} of it; "
            "analyse again, or load that version"
        )
    return own


def _keys(split: str | None) -> list[str]:
    choose("split", split, SPLITS)
    if split is None:
        return []
    return ["lexicon", split] if split in ("category", "term") else [split]


def _narrowed(mentions: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """What is counted of the mentions; those without a referent are told as such."""
    own = mentions[["doc_id", "voice", "scare_quoted", *keys]]
    if "referent" not in keys:
        return own
    return own.assign(referent=own["referent"].astype("string").fillna(NO_REFERENT))


def _named(table: pd.DataFrame, by: str, keys: list[str], names: dict[str, str]) -> pd.DataFrame:
    table = table.rename(columns={**names, "group": by})
    for number, key in enumerate(keys):
        values = table["level"] if len(keys) == 1 else [level[number] for level in table["level"]]
        table[key] = pd.array(list(values), dtype="string")
    for count in (names["numerator"], names["denominator"], "n_articles"):
        table[count] = table[count].round().astype("Int64")
    counts = [names["numerator"], names["denominator"], "n_articles"]
    return table[[by, *keys, *counts, names["value"], "low", "high"]]
