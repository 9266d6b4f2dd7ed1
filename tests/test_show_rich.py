"""An analysis in Jupyter."""

from __future__ import annotations

import sys
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from framing import Analysis, FramingError
from framing.show.rich import READABLE, browse, counts_by_outlet, readable
from framing.tables import SCHEMAS


class Cells(HTMLParser):
    """The words of each cell of the tables in a piece of HTML, and the tags met."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@pytest.mark.model
def test_the_overview_counts_what_the_tables_hold(constructed: Analysis) -> None:
    counts = counts_by_outlet(constructed)
    assert counts["articles"].sum() == len(constructed.articles)
    assert counts["words"].sum() == constructed.articles["n_words"].sum()
    assert counts["statements"].sum() == len(constructed.statements)
    assert counts["unnamed"].sum() == (constructed.statements["actor_kind"] == "unnamed").sum()
    shown = {row[0]: row[1:4] for row in Cells(constructed._repr_html_()).rows[1:7]}
    assert shown == {
        outlet: [f"{row.articles:,}", f"{row.words:,}", f"{row.statements:,}"]
        for outlet, row in zip(counts.index, counts.itertuples())
    }


@pytest.mark.model
def test_an_outlet_that_reports_no_statement_is_counted_as_zero(constructed: Analysis) -> None:
    first = constructed.articles["outlet"] == "the-ledger"
    of_first = constructed.statements["doc_id"].isin(constructed.articles.loc[first, "doc_id"])
    silent = replace(constructed, statements=constructed.statements[~of_first])
    assert counts_by_outlet(silent).loc["the-ledger", ["statements", "unnamed"]].tolist() == [0, 0]


@pytest.mark.model
def test_names_are_escaped(constructed: Analysis) -> None:
    articles = constructed.articles.assign(outlet="<script>alert(1)</script>", title="<img src=x onerror=alert(1)>")
    named = replace(constructed, articles=articles)
    for html in (named._repr_html_(), str(named.show(articles["doc_id"].iloc[0]))):
        assert {"script", "img"}.isdisjoint(Cells(html).tags)
        assert "&lt;script&gt;" in html


@pytest.mark.model
def test_show_marks_the_statements_and_one_lexicon(constructed: Analysis) -> None:
    doc_id = constructed.statements["doc_id"].iloc[0]
    labels, hedges = str(constructed.show(doc_id)), str(constructed.show(doc_id, lexicon="hedges"))
    assert labels.count("<span") > 5
    assert labels != hedges
    with pytest.raises(FramingError, match=r"lexicon.*'nonsense'.*labels"):
        constructed.show(doc_id, lexicon="nonsense")
    with pytest.raises(FramingError, match="no article has doc_id 'nobody'"):
        constructed.show("nobody")


@pytest.mark.model
@pytest.mark.parametrize("table", SCHEMAS)
def test_readable_tables_have_every_row_and_the_outlet(constructed: Analysis, table: str) -> None:
    shown = readable(constructed, table)
    assert len(shown) == len(getattr(constructed, table))
    assert shown.columns.tolist() == ["doc_id", *READABLE[table]]
    assert shown["outlet"].notna().all()


@pytest.mark.model
def test_browsing_is_interactive_and_needs_no_network(constructed: Analysis) -> None:
    few = replace(constructed, statements=constructed.statements.head(3))
    html = str(browse(few))
    assert few.statements["cue"].iloc[0] in html
    assert "https://" not in html.split("<script")[-1]
    with pytest.raises(FramingError, match="nonsense"):
        browse(few, "nonsense")


@pytest.mark.model
def test_without_itables_the_error_says_how_to_install_it(
    constructed: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "itables", None)
    with pytest.raises(FramingError, match=r"clone .*pip install '\.\[notebooks\]'"):
        constructed.browse()


@pytest.mark.model
def test_an_analysis_of_nothing_has_an_overview(constructed: Analysis) -> None:
    empty = replace(constructed, articles=constructed.articles.head(0), statements=constructed.statements.head(0))
    assert "0 articles" in empty._repr_html_()
    assert isinstance(counts_by_outlet(empty), pd.DataFrame)
