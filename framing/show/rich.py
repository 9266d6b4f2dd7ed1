"""An analysis as Jupyter shows it: an overview, one article with its marks, a table to sort and search."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import ChoiceError, FramingError, install_hint
from framing.show.annotated import Annotated, annotate
from framing.tables import SCHEMAS

if TYPE_CHECKING:
    from framing.analysis import Analysis

# What a reader wants to see first of each table; the offsets and numbers that machines read stay in the frame.
READABLE: Mapping[str, tuple[str, ...]] = {
    "articles": ("outlet", "date", "title", "event", "n_words"),
    "statements": ("outlet", "actor", "cue", "stance", "kind", "content"),
    "mentions": ("outlet", "lexicon", "term", "category", "text", "voice", "actor", "scare_quoted", "negated"),
    "exposure": ("outlet", "voice", "n_words", "n_sentences", "n_statements"),
    "naming": ("outlet", "actor", "text", "form", "modifiers", "voice"),
    "agency": ("outlet", "text", "agent", "patient", "passive", "agent_deleted", "category", "voice"),
}
COUNTED = {"articles": "articles", "words": "words", "statements": "statements", "unnamed": "from unnamed sources"}
CELL = "padding:0.15em 0.9em 0.15em 0;border-bottom:1px solid rgba(127,133,138,0.35)"


def counts_by_outlet(analysis: Analysis) -> pd.DataFrame:
    """One row an outlet: how many articles, words, statements, and statements from sources that nobody names.

    Shape: outlets x (``articles``, ``words``, ``statements``, ``unnamed``), all counts, outlets in order of name.

    >>> from framing import analyze, load_corpus
    >>> articles = load_corpus("data/constructed/mine", near_duplicates=False)
    >>> counts_by_outlet(analyze(articles, cache=False, progress=False)).loc["the-ledger"].tolist()
    [1, 166, 8, 1]
    """
    articles = analysis.articles[["doc_id", "outlet", "n_words"]]
    spoken = analysis.statements.merge(articles[["doc_id", "outlet"]], on="doc_id")
    unnamed = spoken[spoken["actor_kind"] == "unnamed"]
    grouped = articles.groupby("outlet", observed=True)
    return pd.DataFrame(
        {
            "articles": grouped.size(),
            "words": grouped["n_words"].sum(),
            "statements": spoken.groupby("outlet", observed=True).size(),
            "unnamed": unnamed.groupby("outlet", observed=True).size(),
        }
    ).fillna(0).astype(int)  # fmt: skip


def overview_html(analysis: Analysis) -> str:
    """The counts by outlet, what was left out, and the versions that made the tables, as escaped HTML."""
    counts = counts_by_outlet(analysis)
    head = "".join(f'<th scope="col" style="text-align:right;{CELL}">{name}</th>' for name in COUNTED.values())
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;font-weight:normal;{CELL}">{escape(str(outlet))}</th>'
        + "".join(f'<td style="text-align:right;{CELL}">{number:,}</td>' for number in row)
        + "</tr>"
        for outlet, row in zip(counts.index, counts.itertuples(index=False))
    )
    left_out = f"; {len(analysis.excluded)} left out, see <code>.excluded</code>" if len(analysis.excluded) else ""
    mentions = f"{len(analysis.mentions):,} hits of lexicons"
    made = ", ".join(
        f"{name} {version}" for name, version in [
            ("framing", analysis.meta.get("framing", "")),
            (analysis.meta.get("model", ""), analysis.meta.get("model_version", "")),
            *analysis.meta.get("lexicons", {}).items(),
        ]
    )  # fmt: skip
    return (
        f'<div class="framing-analysis"><table><thead><tr><th scope="col" style="text-align:left;{CELL}">outlet</th>'
        f"{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p style="margin:0.5em 0">{len(analysis.articles):,} articles, {mentions}{left_out}. Tables: '
        + ", ".join(f"<code>.{name}</code>" for name in SCHEMAS)
        + '; <code>.show(doc_id)</code> marks one article, <code>.browse("statements")</code> sorts and searches.</p>'
        f'<p style="margin:0;font-size:0.85em;opacity:0.75">{escape(made)}</p></div>'
    )


def annotated_article(analysis: Analysis, doc_id: str, *, lexicon: str = "labels") -> Annotated:
    """One article of an analysis with its statements and the hits of one lexicon marked, and a legend.

    Raises CorpusError when there is no such article, or no text; ChoiceError when the analysis did not use the lexicon.
    """
    text = analysis.text_of(doc_id)
    used = analysis.meta.get("lexicons", {})
    if lexicon not in used:
        raise ChoiceError.of("lexicon", lexicon, used)
    statements, mentions = (table[table["doc_id"] == doc_id] for table in (analysis.statements, analysis.mentions))
    article = analysis.articles.loc[analysis.articles["doc_id"] == doc_id].iloc[0]
    told = [str(article[column]) for column in ("outlet", "title") if pd.notna(article[column])]
    return annotate(text, statements, mentions[mentions["lexicon"] == lexicon], title=": ".join(told))


def readable(analysis: Analysis, table: str) -> pd.DataFrame:
    """A table as a person reads it: the outlet beside each row, offsets and numbers of machines left out."""
    if table not in SCHEMAS:
        raise ChoiceError.of("table", table, SCHEMAS)
    frame: pd.DataFrame = getattr(analysis, table)
    if "outlet" not in frame:
        frame = frame.merge(analysis.articles[["doc_id", "outlet"]], on="doc_id", how="left")
    return frame[["doc_id", *READABLE[table]]]


def browse(analysis: Analysis, table: str = "statements") -> Annotated:
    """A table to sort, search and page through in Jupyter, by itables; no network is used.

    Raises ChoiceError for a table that there is not, FramingError when itables is not installed.
    """
    shown = readable(analysis, table)
    try:
        from itables import to_html_datatable
    except ImportError as error:
        raise FramingError(f"browsing needs itables; install it {install_hint('notebooks')}") from error
    _bundle_once()
    return Annotated(to_html_datatable(shown, showIndex=False, connected=False, maxBytes=0))


@lru_cache(maxsize=1)
def _bundle_once() -> None:
    """Put the library of the tables into this notebook."""
    from itables import init_notebook_mode

    init_notebook_mode(all_interactive=False, connected=False)
