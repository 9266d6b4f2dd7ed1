"""Counts per article and group: every row of a known article and level, once; no other."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.compare.groups import Groups, levels_of
from framing.errors import TableError

ARTICLES = pd.DataFrame({"doc_id": ["c", "a", "b"], "outlet": ["Wire", "Post", None]})
ROWS = pd.DataFrame(
    {
        "doc_id": ["a", "c", "a", "a", "unknown", "c"],
        "term": ["rebel", "thug", "thug", "rebel", "rebel", None],
        "voice": ["outlet", "outlet", "direct", "outlet", "outlet", "outlet"],
        "n": [1, 2, 3, 4, 5, 6],
    }
)


@pytest.fixture
def groups():
    return Groups.of(ARTICLES)


@pytest.mark.parametrize(
    ("keys", "options", "expected"),
    [
        ([], {}, {"": [3, 0, 2]}),
        ([], {"weight": "n"}, {"": [8, 0, 8]}),
        (["term"], {"levels": ["thug", "rebel", "never"]}, {"thug": [1, 0, 1], "rebel": [2, 0, 0], "never": [0, 0, 0]}),
        (["term"], {"levels": ["rebel"], "weight": "n"}, {"rebel": [5, 0, 0]}),
        (["voice"], {}, {"direct": [1, 0, 0], "outlet": [2, 0, 2]}),
        (["term", "voice"], {"levels": [("thug", "direct"), ("thug", "outlet")]},
         {("thug", "direct"): [1, 0, 0], ("thug", "outlet"): [0, 0, 1]}),
    ],
)  # fmt: skip
def test_rows_are_counted_by_article_and_level(groups, keys, options, expected):
    found = groups.count(ROWS, keys, **options)
    assert list(found.index) == ["a", "b", "c"]
    assert list(found.columns) == list(expected)
    assert found.to_numpy().T.tolist() == list(expected.values())


def test_totals_are_the_counts_of_a_groups_articles(groups):
    articles = pd.concat([ARTICLES, pd.DataFrame({"doc_id": ["unknown"], "outlet": ["Post"]})])
    wider, levels = Groups.of(articles), ["rebel", "thug"]
    counts = wider.count(ROWS, ["term"], levels=levels).to_numpy()
    by_group = [counts[wider.members(number)].sum(axis=0).tolist() for number in range(len(wider))]
    assert wider.totals(ROWS, ["term"], levels=levels).tolist() == by_group == [[0, 0], [3, 1], [0, 1]]
    assert groups.totals(ROWS[:0], ["term"], levels=levels).tolist() == [[0, 0]] * 3


@pytest.mark.parametrize("kind", ["object", "string", "category"])
def test_levels_are_the_values_of_the_columns_whatever_their_type(kind):
    numbers, levels = levels_of(ROWS[["term", "voice"]].iloc[:5].astype(kind), ["term", "voice"])
    found = [levels[number] for number in numbers]
    assert found == list(zip(ROWS["term"].iloc[:5], ROWS["voice"].iloc[:5]))
    assert len(set(levels)) == len(levels) == 3


def test_no_columns_no_rows_no_levels():
    assert levels_of(ROWS, [])[1] == [""]
    assert [list(part) for part in levels_of(ROWS[:0], ["term", "voice"])] == [[], []]


def test_rows_of_other_articles_are_left_out_and_a_mix_up_is_told(groups):
    assert groups.rows(ROWS, "mentions")["doc_id"].tolist() == ["a", "c", "a", "a", "c"]
    with pytest.raises(TableError, match="no row belongs to one of the articles"):
        groups.rows(ROWS[ROWS["doc_id"] == "unknown"], "mentions")


def test_a_column_added_to_the_rows_does_not_come_into_the_table(groups):
    known = ROWS[ROWS["doc_id"] != "unknown"].reset_index(drop=True)
    own = groups.rows(known, "mentions")
    own["extra"] = 1
    assert "extra" not in known.columns
