"""The headline measures of a corpus, first counted per article, then put together per group.

There is no composite score: each measure stands for itself, with its numerator and its denominator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling, ratio_table
from framing.compare.groups import Groups, choose
from framing.compare.rates import ALL_VOICES, in_voice, places, words_in
from framing.compare.shares import UNNAMED, speakers
from framing.values import STANCES

PER_WORDS = 1000


@dataclass(frozen=True, eq=False)
class Measure:
    """One measure: a numerator and a denominator for each article (articles × one column).

    ``unit`` says in words what the value is; ``per`` is 1 for a share and 1000 for a rate.
    """

    name: str
    unit: str
    per: float
    numerators: pd.DataFrame
    denominators: pd.DataFrame


def measures(
    articles: pd.DataFrame,
    statements: pd.DataFrame,
    mentions: pd.DataFrame,
    exposure: pd.DataFrame,
    lexicons: Iterable[str] = (),
    *,
    by: str = "outlet",
    voice: str = "outlet",
    split: str | None = None,
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """All headline measures in one tidy frame, one row a measure × group.

    Columns: ``measure``, ``group``, ``numerator``, ``denominator``, ``unit``, ``n_articles``, ``value``, ``low``,
    ``high``. The measures: share of words in quotation marks; share of short quotations (at most five words that are
    no sentence) among quotations; statements per 1,000 words; the share of each stance, of
    direct and mixed statements and of unnamed sources among statements; the rate of each lexicon's terms per 1,000
    words of ``voice`` and the share of them that stand in the outlet's own voice and in scare quotes.
    ``split="category"`` adds the rate of each category that was hit. Mentions can't show a lexicon that no article
    hits: name in ``lexicons`` all that were counted (``Analysis.lexicons``), and such a one stands there with 0 and
    its exact bound. Raises ChoiceError for a bad ``by``, ``voice`` or ``split``.

    ``by`` is the column of the articles whose values are compared, ``resampling`` how intervals are drawn.

    >>> import pandas as pd
    >>> from framing.tables import to_frame
    >>> articles = pd.DataFrame({"doc_id": list("abcd"), "outlet": ["Post", "Wire"] * 2, "event": list("xxyy")})
    >>> statements = pd.DataFrame({"doc_id": list("aabbccdd"), "kind": "indirect", "actor": "Ada Moss",
    ...     "actor_kind": "person", "stance": ["doubting", "neutral", "neutral", "neutral"] * 2})
    >>> exposure = pd.DataFrame({"doc_id": list("abcd"), "voice": "outlet", "n_words": 300, "n_quotations": 0,
    ...                          "n_short_quotations": 0})
    >>> mentions = to_frame("mentions", [])
    >>> table = measures(articles, statements, mentions, exposure)
    >>> doubting = table[table["measure"] == "doubting cues"]
    >>> doubting[["group", "numerator", "denominator", "value"]].values.tolist()
    [['Post', 2, 4, 0.5], ['Wire', 0, 4, 0.0]]
    """
    groups = Groups.of(articles, by)
    parts = []
    for measure in headline_measures(groups, statements, mentions, exposure, lexicons, voice=voice, split=split):
        table = ratio_table(
            groups,
            measure.numerators,
            measure.denominators,
            share=measure.per == 1,
            per=measure.per,
            resampling=resampling,
        )
        parts.append(table.assign(measure=measure.name, unit=measure.unit))
    tidy = pd.concat(parts, ignore_index=True)
    for count in ("numerator", "denominator", "n_articles"):
        tidy[count] = tidy[count].round().astype("Int64")
    for text in ("measure", "unit"):
        tidy[text] = tidy[text].astype("string")
    return tidy[["measure", "group", "numerator", "denominator", "unit", "n_articles", "value", "low", "high"]]


def headline_measures(
    groups: Groups,
    statements: pd.DataFrame,
    mentions: pd.DataFrame,
    exposure: pd.DataFrame,
    lexicons: Iterable[str] = (),
    *,
    voice: str = "outlet",
    split: str | None = None,
) -> Iterator[Measure]:
    """Yield each headline measure as counts per article; what ``measures`` and ``paired_differences`` put together."""
    choose("voice", voice, ALL_VOICES)
    choose("split", split, (None, "category"))
    statements = groups.rows(statements, "statements")
    mentions = groups.rows(mentions, "mentions")
    all_words = words_in(groups, exposure, "all")
    yield Measure("words in quotation marks", "share of words", 1, words_in(groups, exposure, "direct"), all_words)
    rows = groups.rows(exposure, "exposure")
    short, quotations = (groups.count(rows, weight=name) for name in ("n_short_quotations", "n_quotations"))
    yield Measure("short quotations", "share of quotations", 1, short, quotations)
    said = groups.count(statements)
    yield Measure("reported statements", "per 1,000 words", PER_WORDS, said, all_words)
    for kind in ("direct", "mixed"):
        hits = groups.count(statements[statements["kind"] == kind])
        yield Measure(f"{kind} statements", "share of statements", 1, hits, said)
    unnamed = groups.count(statements[speakers(statements) == UNNAMED])
    yield Measure("unnamed sources", "share of statements", 1, unnamed, said)
    stances = groups.count(statements, ["stance"], levels=STANCES)
    for stance in STANCES:
        yield Measure(f"{stance} cues", "share of statements", 1, stances[[stance]], said)
    words = words_in(groups, exposure, voice)
    yield from _lexicon_measures(groups, mentions, {*lexicons, *mentions["lexicon"].unique()}, words, (voice, split))


def _lexicon_measures(
    groups: Groups, mentions: pd.DataFrame, lexicons: set[str], words: pd.DataFrame, how: tuple[str, str | None]
) -> Iterator[Measure]:
    """The measures of each lexicon, hit or not; ``how`` is voice and split, ``words`` are those of the voice."""
    voice, split = how
    whose = "any voice" if voice == "all" else f"{voice} voice"
    unit = "per 1,000 words" if voice == "all" else f"per 1,000 words of {voice} voice"
    for lexicon in sorted(lexicons):
        own = mentions[mentions["lexicon"] == lexicon]
        counted = in_voice(own, voice)
        yield Measure(f"{lexicon}, {whose}", unit, PER_WORDS, groups.count(counted), words)
        place, total = places(own), groups.count(own)
        for name, wording in (("outlet", "in the outlet's voice"), ("scare_quoted", "in scare quotes")):
            yield Measure(f"{lexicon} {wording}", f"share of {lexicon}", 1, groups.count(own[place == name]), total)
        if split is not None:
            categories = sorted(own["category"].unique())
            hits = groups.count(counted, ["category"], levels=categories)
            for category in categories:
                yield Measure(f"{lexicon}: {category}, {whose}", unit, PER_WORDS, hits[[category]], words)
