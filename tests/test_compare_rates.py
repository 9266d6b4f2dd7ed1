"""Rates of mentions and labels by voice: known counts in, the right numerators and denominators out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from test_compare_frames import articles_of, build, exposure_of, mentions_of

from framing.compare import label_voices, mention_rates, quoted_share
from framing.errors import ChoiceError, TableError
from framing.lexicon import Lexicon, Term

ARTICLES = articles_of(("a", "Post"), ("b", "Post"), ("c", "Wire"), ("d", "Wire"))
EXPOSURE = exposure_of(a=(400, 80, 20), b=(600, 100, 0), c=(500, 0, 0), d=(500, 0, 200))
MENTIONS = mentions_of(
    {"doc_id": "a", "voice": "outlet"},
    {"doc_id": "b", "voice": "outlet", "term": "regime", "category": "rule", "referent": "state"},
    {"doc_id": "a", "voice": "direct"},
    {"doc_id": "a", "voice": "direct", "scare_quoted": True},
    {"doc_id": "a", "voice": "outlet", "scare_quoted": True},
    {"doc_id": "d", "voice": "indirect"},
    {"doc_id": "a", "voice": "outlet", "lexicon": "hedges", "term": "may", "category": "modal"},
)


def only(frame, **where):
    for column, value in where.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


@pytest.mark.parametrize(
    ("voice", "outlet", "hits", "words"),
    [
        ("outlet", "Post", 1, 1000),
        ("direct", "Post", 2, 180),
        ("indirect", "Post", 0, 20),
        ("all", "Post", 4, 1200),
        ("outlet", "Wire", 0, 1000),
        ("direct", "Wire", 0, 0),
        ("indirect", "Wire", 1, 200),
    ],
)
def test_hits_are_divided_by_the_words_of_the_same_voice(voice, outlet, hits, words):
    rates = mention_rates(MENTIONS, EXPOSURE, ARTICLES, voice=voice)
    row = only(rates, outlet=outlet, category="militancy")
    assert (row["n_hits"], row["n_words"]) == (hits, words)
    if words:
        assert row["rate"] == pytest.approx(1000 * hits / words)
    else:
        assert np.isnan(row["rate"])


def test_a_group_without_a_hit_keeps_its_rows_with_a_bound_above_zero():
    row = only(mention_rates(MENTIONS, EXPOSURE, ARTICLES), outlet="Wire", category="rule")
    assert (row["n_hits"], row["rate"], row["low"]) == (0, 0, 0)
    assert row["high"] == pytest.approx(1000 * -np.log(0.05) / 1000)


@pytest.mark.parametrize(
    ("split", "columns", "rows"),
    [
        ("category", ["lexicon", "category"], 6),
        ("term", ["lexicon", "term"], 6),
        ("lexicon", ["lexicon"], 4),
        ("referent", ["referent"], 4),
        (None, [], 2),
    ],
)
def test_one_row_a_group_and_level(split, columns, rows):
    rates = mention_rates(MENTIONS, EXPOSURE, ARTICLES, split=split)
    assert list(rates.columns) == ["outlet", *columns, "n_hits", "n_words", "n_articles", "rate", "low", "high"]
    assert len(rates) == rows
    assert rates["n_hits"].sum() == 3


LABELS = Lexicon(
    "labels", MENTIONS["lexicon_version"].iloc[0], "Labels",
    categories={"unused": "No term has it.", "militancy": "Fighters.", "rule": "Who rules.", "flow": "Water."},
    terms=(
        Term("regime", "rule", lemma=("regime",)), Term("flood", "flow", lemma=("flood",)),
        Term("militant", "militancy", lemma=("militant",)), Term("king", "crown", lemma=("king",)),
    ),
)  # fmt: skip


def test_a_lexicon_as_split_gives_every_category_of_its_terms_in_its_order():
    rates = mention_rates(MENTIONS, EXPOSURE, ARTICLES, split=LABELS)
    assert list(rates.columns[:4]) == ["outlet", "lexicon", "category", "n_hits"]
    for outlet, hits in {"Post": [1, 1, 0, 0], "Wire": [0, 0, 0, 0]}.items():
        own = rates[rates["outlet"] == outlet]
        assert own["category"].tolist() == ["militancy", "rule", "flow", "crown"]
        assert own["n_hits"].tolist() == hits
    absent = only(rates, outlet="Wire", category="flow")
    assert (absent["n_words"], absent["rate"], absent["low"]) == (1000, 0, 0)
    assert absent["high"] == pytest.approx(-np.log(0.05))


def test_the_rows_that_both_have_are_those_of_the_split_by_category():
    both = ["outlet", "lexicon", "category"]
    by_name = mention_rates(MENTIONS, EXPOSURE, ARTICLES).query("lexicon == 'labels'").sort_values(both)
    by_lexicon = mention_rates(MENTIONS, EXPOSURE, ARTICLES, split=LABELS).sort_values(both)
    shared = by_lexicon[by_lexicon["category"].isin(by_name["category"])]
    pd.testing.assert_frame_equal(shared.reset_index(drop=True), by_name.reset_index(drop=True))


def test_a_lexicon_without_any_hit_keeps_its_categories():
    rates = mention_rates(MENTIONS.query("lexicon == 'hedges'"), EXPOSURE, ARTICLES, split=LABELS)
    assert rates["n_hits"].tolist() == [0] * 8


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": "9.9.9"}, "were made with version .* of it"),
        ({"name": "mine", "extends": "labels 1.0.0"}, "`labels`"),
    ],
)
def test_a_lexicon_that_did_not_make_the_mentions_is_refused(change, says):
    with pytest.raises(ChoiceError, match=f"split=<Lexicon .*{says}"):
        mention_rates(MENTIONS, EXPOSURE, ARTICLES, split=replace(LABELS, **change))


def test_no_mentions_at_all_give_zero_for_every_group():
    rates = mention_rates(MENTIONS.iloc[:0], EXPOSURE, ARTICLES, split=None)
    assert rates["n_hits"].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("option", "value", "choice"),
    [("voice", "narrator", "'outlet'"), ("split", "word", "'term'"), ("by", "paper", "'event'")],
)
def test_a_bad_option_names_itself_its_value_and_the_choices(option, value, choice):
    with pytest.raises(ChoiceError, match=f"{option}='{value}'.*{choice}"):
        mention_rates(MENTIONS, EXPOSURE, ARTICLES, **{option: value})


def test_narrowing_the_articles_narrows_the_comparison():
    rates = mention_rates(MENTIONS, EXPOSURE, ARTICLES.query("outlet == 'Post'"), split=None)
    assert rates["outlet"].tolist() == ["Post"]


def test_tables_of_another_analysis_are_refused():
    with pytest.raises(TableError, match=r"`mentions`.*'a'.*same analysis"):
        mention_rates(MENTIONS, EXPOSURE, articles_of(("x", "Post")))


@pytest.mark.parametrize("table", ["mentions", "exposure", "articles"])
def test_the_order_of_rows_changes_nothing(table):
    made = build(outlets=2, events=5)
    frames = {name: getattr(made, name) for name in ("mentions", "exposure", "articles")}
    expected = mention_rates(**frames)
    frames[table] = frames[table].sample(frac=1, random_state=0)
    pd.testing.assert_frame_equal(mention_rates(**frames), expected)


def test_an_article_without_a_group_is_counted_as_missing():
    articles = ARTICLES.assign(desk=pd.array(["home", None, "home", "home"], dtype="string"))
    rates = mention_rates(MENTIONS, EXPOSURE, articles, by="desk", split=None)
    assert dict(zip(rates["desk"], rates["n_words"])) == {"(missing)": 600, "home": 1400}


def test_label_voices_share_out_every_hit():
    row = only(label_voices(MENTIONS, ARTICLES), outlet="Post", term="militant")
    assert row[["n_hits", "n_outlet", "n_scare_quoted", "n_direct", "n_indirect"]].tolist() == [4, 1, 2, 1, 0]
    assert row["share"] == 0.25


def test_a_label_that_a_group_never_uses_has_a_row_without_a_share():
    row = only(label_voices(MENTIONS, ARTICLES), outlet="Wire", term="regime")
    assert row["n_hits"] == 0
    assert np.isnan([row["share"], row["low"], row["high"]]).all()


@pytest.mark.parametrize("split", ["category", "term", "referent", "lexicon", None])
def test_places_add_up_for_every_split(split):
    made = build()
    table = label_voices(made.mentions, made.articles, split=split)
    assert table["n_hits"].sum() == len(made.mentions)
    parts = table[["n_outlet", "n_scare_quoted", "n_direct", "n_indirect"]].sum(axis=1)
    assert parts.tolist() == table["n_hits"].tolist()


def test_quoted_share_counts_words():
    row = only(quoted_share(EXPOSURE, ARTICLES), outlet="Post")
    assert (row["n_quoted"], row["n_words"], row["share"]) == (180, 1200, 0.15)
    assert row["low"] < 0.15 < row["high"]
