"""The report: one file, no network, everything escaped, every section, numbers beside their denominators."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from test_compare_frames import MadeUp, articles_of, build, exposure_of, mentions_of, statements_of

from framing.errors import ChoiceError, StoreError, TableError
from framing.show import write_report
from framing.show.report import render_report


@pytest.fixture(scope="module")
def made():
    return build(outlets=3, events=7)


@pytest.fixture(scope="module")
def page(made):
    return render_report(made)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.outside = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in ("src", "href", "xlink:href", "action") and not value.startswith("#"):
                self.outside.append(value)


def read(page):
    reader = Reader()
    reader.feed(page)
    return reader


def test_the_page_has_every_section(page):
    for section in ("overview", "events", "speakers", "reported", "labels", "wordings", "statements", "made"):
        assert f'<section id="{section}">' in page


def test_nothing_is_fetched_from_anywhere(page):
    assert read(page).outside == []
    assert re.search(r"@import|url\((?!#)", page) is None


def test_the_policy_allows_the_one_script_and_no_other(page):
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page


def test_figures_are_inline_and_their_ids_do_not_clash(page):
    reader = read(page)
    assert reader.tags.count("svg") == 5
    assert len(reader.ids) == len(set(reader.ids))


def test_every_statement_is_listed(page, made):
    assert page.count("<tr data-g=") == len(made.statements)


def test_numbers_stand_with_their_denominators(page, made):
    doubting = made.statements.query("stance == 'doubting'").merge(made.articles[["doc_id", "outlet"]], on="doc_id")
    count = (doubting["outlet"] == "Inland Courier").sum()
    docs = set(made.articles.query("outlet == 'Inland Courier'")["doc_id"])
    total = made.statements["doc_id"].isin(docs).sum()
    assert f'<span class="more">{count} / {total}</span>' in page


def test_what_made_the_tables_is_recorded(page):
    assert "en_core_web_sm" in page
    assert "labels 1.0.0, hedges 1.0.0" in page


def test_the_same_analysis_gives_the_same_page(page, made):
    assert render_report(made) == page


SMALL = MadeUp(articles_of(("a", "Post")), statements_of(), mentions_of(), exposure_of(a=(100, 0, 0)))


def test_the_file_is_written_where_asked(tmp_path):
    path = write_report(SMALL, tmp_path / "deep" / "report.html")
    assert path.read_text(encoding="utf-8") == render_report(SMALL)


EVIL = "<script>alert(1)</script>"


def test_markup_from_the_tables_is_inert():
    made = MadeUp(
        articles_of(("a", EVIL), ("b", "Wire")),
        statements_of({"doc_id": "a", "content": EVIL, "actor": EVIL, "cue": EVIL, "stance": "doubting"}),
        mentions_of({"doc_id": "a", "term": EVIL, "category": EVIL}),
        exposure_of(a=(100, 0, 0), b=(100, 0, 0)),
        {"model": EVIL},
    )
    page = render_report(made, title=EVIL)
    assert "<script>alert" not in page
    assert read(page).tags.count("script") == 1


@pytest.mark.parametrize("events", [True, False])
def test_an_analysis_in_which_nothing_was_found_still_has_a_report(events):
    rows = [("a", "Post", "x"), ("b", "Wire", "x")] if events else [("a", "unknown")]
    made = MadeUp(articles_of(*rows), statements_of(), mentions_of(), exposure_of(a=(100, 0, 0), b=(100, 0, 0)))
    page = render_report(made)
    for sentence in ("No statement was found", "No term of a lexicon was found", "No hedge was found"):
        assert sentence in page


def test_any_column_of_the_articles_can_be_compared(made):
    articles = made.articles.assign(
        desk=["home", "away"] * (len(made.articles) // 2) + ["home"] * (len(made.articles) % 2)
    )
    page = render_report(MadeUp(articles, *made.tables[1:]), by="desk")
    assert '<th scope="col" class="n">away</th>' in page


def test_a_column_that_is_none_is_named(made):
    with pytest.raises(ChoiceError, match=r"by='paper'"):
        render_report(made, by="paper")


def test_no_articles_are_an_error(made):
    with pytest.raises(TableError, match="is empty"):
        render_report(MadeUp(made.articles.iloc[:0], *made.tables[1:]))


def test_a_path_that_cannot_be_written_is_an_error(tmp_path):
    with pytest.raises(StoreError, match="cannot be written"):
        write_report(SMALL, tmp_path)
