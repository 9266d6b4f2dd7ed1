"""The same statement side by side: one row an utterance and outlet; left out, no article and wire copy told apart."""

from __future__ import annotations

import pandas as pd
import pytest
from test_compare_frames import MadeUp, articles_of, exposure_of, mentions_of, statements_of

from framing.compare import reporting_matrix, side_by_side
from framing.errors import ChoiceError, TableError

ARTICLES = articles_of(
    ("a", "Post", "fire"), ("b", "Wire", "fire"), ("c", "Bell", "fire"), ("d", "Echo", "fire"), ("e", "Post", "vote")
)
ARTICLES.loc[ARTICLES["doc_id"] == "d", "near_duplicate_of"] = "a"
CONTENT = {"content": "the gang set it alight", "content_start": 20, "content_end": 42, "content_spans": "20-42"}
STATEMENTS = statements_of(
    {"doc_id": "a", "stance": "doubting", "cue": "claimed", "position": 0.12, "kind": "mixed", **CONTENT},
    {"doc_id": "a", "position": 0.8},
    {"doc_id": "b", "negated": True, "actor": "Moss", "source": "an official"},
    {"doc_id": "d", "cue": None, "kind": "direct", **CONTENT},
    {"doc_id": "e", "content": "it  went\non", "content_start": 0, "content_spans": "0-2 4-11", "actor": None},
)
MENTIONS = mentions_of(
    {"doc_id": "a", "text": "gang", "start": 24, "end": 28, "voice": "direct", "scare_quoted": True},
    {"doc_id": "a", "text": "alight", "start": 36, "end": 42, "voice": "indirect"},
    {"doc_id": "a", "text": "gang", "start": 2, "end": 6, "voice": "outlet"},
    {"doc_id": "a", "text": "may", "start": 24, "end": 27, "lexicon": "hedges", "voice": "direct"},
)
MADE = MadeUp(ARTICLES, STATEMENTS, MENTIONS, exposure_of(a=(1, 1, 1)))
ALIGNED = pd.DataFrame(
    {
        "doc_id": STATEMENTS["doc_id"],
        "statement_id": STATEMENTS["statement_id"],
        "event": ["fire", "fire", "fire", "fire", "vote"],
        "utterance": ["fire~0", "fire~0", "fire~0", "fire~0", "vote~0"],
        "how": ["fullest", "paraphrase", "paraphrase", "same words", "only"],
        "copy_of": [None, None, None, "a", None],
    }
)


@pytest.fixture
def side():
    return side_by_side(ALIGNED, MADE)


def test_each_outlet_with_an_article_on_the_event_has_a_row(side):
    assert list(zip(side["utterance"], side["outlet"], side["reported"])) == [
        ("fire~0", "Bell", False),
        ("fire~0", "Echo", True),
        ("fire~0", "Post", True),
        ("fire~0", "Wire", True),
        ("vote~0", "Post", True),
    ]


def cell(side, outlet, column, utterance="fire~0"):
    return side.loc[(side["outlet"] == outlet) & (side["utterance"] == utterance), column].iloc[0]


def test_of_several_statements_the_first_is_shown_and_all_are_counted(side):
    assert (cell(side, "Post", "cue"), cell(side, "Post", "n_statements")) == ("claimed", 2)


def test_labels_are_those_in_the_content_with_their_voice(side):
    assert cell(side, "Post", "labels") == "“gang” (scare quotes); alight (indirect)"
    assert pd.isna(cell(side, "Wire", "labels"))


def test_another_lexicon_can_be_looked_for():
    assert cell(side_by_side(ALIGNED, MADE, lexicon="hedges"), "Post", "labels") == "“may” (direct)"


def test_words_are_the_fullest_without_what_stands_between_the_parts_and_actor_the_commonest(side):
    heads = side.drop_duplicates("utterance").set_index("utterance")
    assert heads["words"].to_dict() == {"fire~0": "the gang set it alight", "vote~0": "it went on"}
    assert heads.loc["fire~0", "actor"] == "Ada Moss"
    assert pd.isna(heads.loc["vote~0", "actor"])


def test_wire_copy_is_shown_as_such_and_has_the_origin_of_what_it_copies(side):
    assert (cell(side, "Echo", "copy_of"), cell(side, "Echo", "origin")) == ("a", "Post")
    assert (cell(side, "Wire", "origin"), pd.isna(cell(side, "Wire", "copy_of"))) == ("Wire", True)


def test_an_own_statement_is_shown_before_that_of_a_copy():
    articles = ARTICLES.assign(outlet=ARTICLES["outlet"].replace("Wire", "Echo"))
    own = side_by_side(ALIGNED, MadeUp(articles, *MADE.tables[1:]))
    assert (cell(own, "Echo", "doc_id"), cell(own, "Echo", "n_statements")) == ("b", 1)


def test_the_matrix_reads_as_sentences(side):
    matrix = reporting_matrix(side)
    assert matrix.loc[("fire", "fire~0"), ["Bell", "Echo", "Post", "Wire"]].tolist() == [
        "left out",
        "no cue · neutral · direct · 50 % in · wire copy",
        "claimed · doubting · mixed · “gang” (scare quotes); alight (indirect) · 12 % in · and 1 more",
        "said · neutral, negated · indirect · 50 % in",
    ]
    assert matrix.loc[("vote", "vote~0"), "Bell"] == "no article"


def test_the_order_of_rows_in_the_tables_does_not_matter(side):
    turned = MadeUp(ARTICLES[::-1], STATEMENTS[::-1], MENTIONS[::-1], MADE.exposure)
    pd.testing.assert_frame_equal(side_by_side(ALIGNED, turned), side)


def test_events_and_outlets_may_have_other_names(side):
    articles = ARTICLES.rename(columns={"event": "topic", "outlet": "paper"})
    made = MadeUp(articles, *MADE.tables[1:])
    renamed = side_by_side(ALIGNED.rename(columns={"event": "topic"}), made, by="paper", pair="topic")
    assert renamed.rename(columns={"topic": "event", "paper": "outlet"}).equals(side)


def test_no_alignments_give_no_rows():
    assert side_by_side(ALIGNED.iloc[:0], MADE).empty


def test_mistakes_are_named():
    with pytest.raises(ChoiceError, match="by='paper'"):
        side_by_side(ALIGNED, MADE, by="paper")
    with pytest.raises(TableError, match="`alignments` lacks utterance"):
        side_by_side(ALIGNED.drop(columns="utterance"), MADE)
    with pytest.raises(TableError, match="no statement has statement_id 'x#0'"):
        side_by_side(ALIGNED.assign(statement_id=["x#0", *ALIGNED["statement_id"][1:]]), MADE)
