"""Annotated text: every character once, escaped, with the marks that hold there, however spans overlap."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_compare_frames import mentions_of, statements_of

from framing.errors import TableError
from framing.show import annotate
from framing.show.annotated import Mark, sweep

TEXT = 'Moss claimed that "the regime" had lied, Orr said.'
NO_STATEMENTS, NO_MENTIONS = statements_of(), mentions_of()


def statement(**given):
    return {"doc_id": "a", "cue_start": None, "cue_end": None, "source_start": None, "source_end": None, **given}


def body_of(annotated):
    return re.search(r"</div><div>(.*)</div></div>$", str(annotated), re.DOTALL).group(1)


def pieces(annotated):
    """(classes, title, text) of every span in the body."""
    found = re.findall(r'<span class="([^"]*)" style="[^"]*" title="([^"]*)">([^<]*)</span>', body_of(annotated))
    return [(set(classes.split()), unescape(title), unescape(text)) for classes, title, text in found]


class Balanced(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.tags = [], set()

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_cue_source_content_and_label_are_marked_with_what_they_are():
    said = statements_of(
        statement(
            kind="mixed", stance="doubting", cue_lemma="claim", cue_start=5, cue_end=12, source_start=0, source_end=4,
            content_spans="13-39", hedged=True,
        )
    )  # fmt: skip
    hits = mentions_of(
        {"doc_id": "a", "term": "regime", "start": 23, "end": 29, "voice": "direct", "scare_quoted": True}
    )
    marked = pieces(annotate(TEXT, said, hits))
    assert ({"source-source"}, "source: Ada Moss", "Moss") in marked
    assert ({"cue-doubting"}, "cue claim: doubting, hedged", "claimed") in marked
    assert ({"voice-indirect"}, "mixed statement of Ada Moss", "that ") in marked
    label = next(piece for piece in marked if piece[2] == "regime")
    assert label[0] == {"voice-direct", "label-scare-quoted"}
    assert label[1] == "labels: regime (militancy), in scare quotes; mixed statement of Ada Moss"


def test_nested_statements_keep_both_titles_and_the_quoted_voice_wins():
    said = statements_of(
        statement(kind="indirect", actor="Orr", content_spans="0-39"),
        statement(kind="direct", actor="Moss", content_spans="18-30"),
    )
    inner = next(piece for piece in pieces(annotate(TEXT, said, NO_MENTIONS)) if piece[2] == '"the regime"')
    assert inner == ({"voice-direct"}, "indirect statement of Orr; direct statement of Moss", '"the regime"')


def test_crossing_spans_are_cut_at_every_boundary():
    hits = mentions_of({"doc_id": "a", "start": 0, "end": 12}, {"doc_id": "a", "start": 5, "end": 17, "term": "other"})
    assert [piece[2] for piece in pieces(annotate(TEXT, NO_STATEMENTS, hits))] == ["Moss ", "claimed", " that"]


def test_discontinuous_content_leaves_the_gap_unmarked():
    said = statements_of(statement(content_spans="0-4 41-44"))
    assert [piece[2] for piece in pieces(annotate(TEXT, said, NO_MENTIONS))] == ["Moss", "Orr"]


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "\"><img src=x onerror='y'>", "&lt;b&gt; & 'q'"])
def test_markup_in_text_title_and_names_is_inert(evil):
    said = statements_of(
        statement(actor=evil, source=evil, cue_lemma=evil, cue_start=0, cue_end=2, content_spans="0-5")
    )
    hits = mentions_of({"doc_id": "a", "term": evil, "category": evil, "start": 1, "end": 3})
    html = str(annotate(evil, said, hits, title=evil))
    parser = Balanced()
    parser.feed(html)
    assert not parser.open
    assert parser.tags == {"div", "span"}
    assert unescape(re.sub(r"<[^>]*>", "", html)).count(evil) == 2


def test_jupyter_and_str_give_the_same_html():
    annotated = annotate(TEXT, NO_STATEMENTS, NO_MENTIONS, title="A <title>")
    assert annotated._repr_html_() == str(annotated)
    assert "A &lt;title&gt;" in str(annotated)


def test_the_legend_can_be_left_out():
    assert "framing-legend" in str(annotate(TEXT, NO_STATEMENTS, NO_MENTIONS))
    assert "framing-legend" not in str(annotate(TEXT, NO_STATEMENTS, NO_MENTIONS, legend=False))


def test_rows_of_several_articles_are_refused():
    with pytest.raises(TableError, match=r"rows of 2 articles \('a', 'b'"):
        annotate(TEXT, statements_of(statement(content_spans="0-4")), mentions_of({"doc_id": "b"}))


def test_offsets_outside_the_text_are_refused():
    with pytest.raises(TableError, match="0-9, but the text has 3 characters"):
        annotate("abc", NO_STATEMENTS, mentions_of({"doc_id": "a"}))


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted), max_size=8)


@given(st.text(min_size=40, max_size=40), spans)
def test_every_character_stands_once_whatever_the_spans(text, found):
    marks = [Mark(start, end, "label", "outlet", "t") for start, end in found]
    cut = list(sweep(len(text), marks))
    assert "".join(text[start:end] for start, end, _ in cut) == text
    for start, end, held in cut:
        covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
        assert len(held) == len(covering)


def test_an_empty_text_is_fine():
    assert body_of(annotate("", pd.DataFrame({"doc_id": []}), pd.DataFrame({"doc_id": []}))) == ""
