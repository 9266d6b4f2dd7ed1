"""Hits of a lexicon as a concordance: keyword in context, with whose words they are and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

import pandas as pd

from framing.compare.context import CUT, with_context
from framing.compare.groups import choose
from framing.errors import ChoiceError, TableError
from framing.lexicon import Lexicon, load_lexicon
from framing.lexicon.words import did_you_mean

if TYPE_CHECKING:
    from framing.analysis import Analysis

SORTS = ("text", "left", "right", "hit")
COLUMNS = (
    "left", "hit", "right", "doc_id", "outlet", "date", "voice", "actor", "lexicon", "term", "category",
    "scare_quoted", "negated", "start", "end",
)  # fmt: skip
TEXTS = ("left", "hit", "right", "doc_id", "outlet", "voice", "actor", "lexicon", "term", "category")
MARKS = "“”‘’\"'()[],.;:!?–—"


def kwic(
    what: Analysis | pd.DataFrame | Lexicon | str | PathLike[str],
    articles: pd.DataFrame | None = None,
    *,
    width: int = 50,
    sort: str = "text",
) -> pd.DataFrame:
    """A concordance, one row a hit: ``left``, ``hit``, ``right``, where it stands, in whose voice, and its term.

    ``what`` is an analysis (its mentions), a frame of mentions with the ``articles`` that it was made from, or a
    lexicon (or its name or path) with ``articles`` to be read with it; the hits of a lexicon of cues are the cues of
    the statements found, and their voice is that in which the cue stands. ``left`` and ``right`` hold at most
    ``width`` characters each. ``sort`` is "text" (by article and place), "right" (by the first word to the right,
    then the second, and so on), "left" (by the first to the left, ...) or "hit" (by the words hit, then the right).

    Narrow the rows with `select_lines`, draw some with `sample_lines`, write them for coding with `write_cells`.
    Raises ChoiceError for an unknown ``sort``, TableError when texts are lacking.

    >>> articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["Post"], "text": ["The mob ran. A mob of boys sang."]})
    >>> mobs = pd.DataFrame({"doc_id": ["a", "a"], "term": "mob", "text": "mob", "start": [4, 15], "end": [7, 18]})
    >>> kwic(mobs, articles, sort="right")[["left", "hit", "right"]].values.tolist()
    [['The mob ran. A', 'mob', 'of boys sang.'], ['The', 'mob', 'ran. A mob of boys sang.']]
    """
    choose("sort", sort, SORTS)
    mentions, texts = _mentions(what, articles)
    own = [name for name in ("outlet", "date") if name in texts.columns]
    rows = mentions.drop(columns=[name for name in own if name in mentions.columns])
    rows = rows.merge(texts[["doc_id", *own]], on="doc_id", how="left", validate="many_to_one")
    lines = with_context(rows, texts, width=width)
    lines = lines.rename(columns={"before": "left", "text": "hit", "after": "right"})
    lines = lines.reindex(columns=list(COLUMNS)).astype(dict.fromkeys(TEXTS, "string"))
    order = {doc_id: number for number, doc_id in enumerate(texts["doc_id"])}
    places = pd.Series([order[doc_id] for doc_id in lines["doc_id"]], index=lines.index, dtype="int64")
    lines = lines.assign(_place=places).sort_values(["_place", "start", "end"], kind="stable").drop(columns="_place")
    return _sorted(lines, sort).reset_index(drop=True)


def select_lines(
    lines: pd.DataFrame,
    *,
    term: str | Sequence[str] | None = None,
    category: str | Sequence[str] | None = None,
    voice: str | Sequence[str] | None = None,
    outlet: str | Sequence[str] | None = None,
) -> pd.DataFrame:
    """The rows of ``lines``, a concordance or any frame with these columns, that have one of the values given for each.

    Raises ChoiceError, with the nearest ones, for a value that no row has.

    ``term``, ``category``, ``voice`` and ``outlet`` take one value or several; what is not given is not asked.

    >>> lines = pd.DataFrame({"term": ["mob", "crowd"], "voice": ["outlet", "direct"]})
    >>> select_lines(lines, voice=["outlet", "direct"], term="crowd")["term"].tolist()
    ['crowd']
    """
    wanted = {"term": term, "category": category, "voice": voice, "outlet": outlet}
    kept = lines
    for column, value in wanted.items():
        if value is None:
            continue
        values = [value] if isinstance(value, str) else list(value)
        known = sorted(lines[column].dropna().astype(str).unique())
        for one in values:
            if one not in known:
                near = did_you_mean(one, known)
                raise ChoiceError(f"{column}={one!r} has no row{near}; rows have: {', '.join(known) or 'nothing'}")
        kept = kept[kept[column].isin(values)]
    return kept.reset_index(drop=True)


def sample_lines(lines: pd.DataFrame, n: int, *, seed: int = 0) -> pd.DataFrame:
    """A simple random sample of ``n`` rows of ``lines`` without replacement, in their order; all rows when there are
    no more.

    The same ``seed`` on the same rows draws the same sample. Raises ChoiceError for ``n`` below 1.

    >>> lines = pd.DataFrame({"hit": list("abcdef")})
    >>> sample_lines(lines, 3, seed=1).equals(sample_lines(lines, 3, seed=1)), len(sample_lines(lines, 9))
    (True, 6)
    """
    if n < 1:
        raise ChoiceError(f"n={n!r}: give the number of rows to draw, at least 1")
    return lines.sample(n=min(n, len(lines)), random_state=seed).sort_index().reset_index(drop=True)


def lexicon_hits(lexicon: Lexicon, analysis: Analysis) -> pd.DataFrame:
    """The rows of an analysis that one of its lexicons made, as mentions: of cues, the cues of the statements.

    A cue's ``text`` is the reporting words, its ``category`` the stance; ``actor`` and ``voice`` are those of the
    statement in whose content it stands, else the outlet's.

    One row a hit. ``lexicon`` must be one that the analysis was made with, or there are no rows. Nothing is raised.

    >>> from types import SimpleNamespace
    >>> from framing.lexicon import load_lexicon
    >>> mentions = pd.DataFrame({"lexicon": ["hedges", "labels"], "text": ["may", "mob"]})
    >>> lexicon_hits(load_lexicon("labels"), SimpleNamespace(mentions=mentions))["text"].tolist()
    ['mob']
    """
    if lexicon.kind != "cues":
        found = analysis.mentions
        return found[found["lexicon"] == lexicon.name].reset_index(drop=True)
    statements = analysis.statements
    outer = statements.set_index("statement_id").reindex(statements["within"].astype(object))
    voice = outer["kind"].astype("string").replace("mixed", "indirect").fillna("outlet").array
    rows = statements.assign(
        lexicon=lexicon.name, lexicon_version=lexicon.version, term=statements["cue_lemma"],
        category=statements["stance"], text=statements["cue"], start=statements["cue_start"],
        end=statements["cue_end"], voice=voice, actor=outer["actor"].array, scare_quoted=False,
    )  # fmt: skip
    columns = [name for name in analysis.mentions.columns if name in rows.columns]
    return rows.loc[rows["cue_start"].notna(), columns].reset_index(drop=True)


def _mentions(what: object, articles: pd.DataFrame | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    from framing.analysis import Analysis, analyze

    if isinstance(what, Analysis):
        return what.mentions, what.articles if articles is None else articles
    if articles is None:
        raise TableError("`articles` are needed beside mentions or a lexicon: pass those of load_corpus")
    if isinstance(what, pd.DataFrame):
        return what, articles
    lexicon = what if isinstance(what, Lexicon) else load_lexicon(what)  # type: ignore[arg-type]
    analysis = analyze(articles, lexicons=[lexicon], progress=False)
    return lexicon_hits(lexicon, analysis), analysis.articles


def _sorted(lines: pd.DataFrame, sort: str) -> pd.DataFrame:
    if sort == "text":
        return lines
    right = [tuple(_words(text)) for text in lines["right"]]
    if sort == "left":
        keys = [tuple(reversed(_words(text))) for text in lines["left"]]
    elif sort == "right":
        keys = right
    else:
        keys = [(*_words(hit), *after) for hit, after in zip(lines["hit"], right)]
    order = sorted(range(len(lines)), key=keys.__getitem__)
    return lines.iloc[order]


def _words(text: str) -> list[str]:
    """The words of a context as they are sorted: lower case, without marks at their edges."""
    bare = (word.strip(MARKS).casefold() for word in str(text).replace(CUT, " ").split())
    return [word for word in bare if word]
