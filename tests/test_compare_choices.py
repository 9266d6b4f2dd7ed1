"""Which rival label a group chooses, by voice; stances article by article; the tree of names."""

from __future__ import annotations

import pandas as pd
import pytest
from test_compare_frames import articles_of, mentions_of, statements_of
from test_compare_naming import ARTICLES, FEW, NAMING

from framing.compare import label_choices, naming_tree, stances_by_article
from framing.errors import ChoiceError

PAPERS = articles_of(("a", "Post"), ("b", "Post"), ("c", "Wire"))
FIGHTER = {"referent": "fighter", "category": "militancy"}
HITS = mentions_of(
    {"doc_id": "a", "term": "rebel", "voice": "outlet", **FIGHTER},
    {"doc_id": "b", "term": "terrorist", "voice": "outlet", **FIGHTER},
    {"doc_id": "b", "term": "terrorist", "voice": "direct", "scare_quoted": True, **FIGHTER},
    {"doc_id": "b", "term": "terrorist", "voice": "indirect", **FIGHTER},
    {"doc_id": "a", "term": "regime", "voice": "outlet", "referent": "state"},
)


def test_shares_are_of_the_labels_of_the_set_in_the_same_voice():
    found = label_choices(HITS, PAPERS, referent="fighter", resampling=FEW)
    post = found[found["outlet"] == "Post"]
    assert post[["voice", "term", "n_hits", "n_set", "share"]].values.tolist() == [
        ["outlet", "rebel", 1, 2, 0.5], ["outlet", "terrorist", 1, 2, 0.5],
        ["others", "rebel", 0, 2, 0.0], ["others", "terrorist", 2, 2, 1.0],
    ]  # fmt: skip
    assert set(found["referent"]) == {"fighter"}


def test_a_group_without_a_label_of_the_set_keeps_its_rows_without_a_share():
    wire = label_choices(HITS, PAPERS, referent="fighter", resampling=FEW).query("outlet == 'Wire'")
    assert wire["n_set"].tolist() == [0] * 4
    assert wire["share"].isna().all()


def test_a_set_that_is_not_there_names_those_that_are():
    with pytest.raises(ChoiceError, match=r"referent='cat'.*'fighter', 'state'"):
        label_choices(HITS, PAPERS, referent="cat")


SAID = statements_of(
    {"doc_id": "a", "stance": "doubting"}, {"doc_id": "a"}, {"doc_id": "b"}, {"doc_id": "c", "stance": "denying"}
)


def test_every_article_has_its_share_beside_that_of_its_group():
    found = stances_by_article(SAID, PAPERS, stances=["doubting", "denying"], resampling=FEW)
    assert found[["stance", "doc_id", "n_hits", "n_statements", "share"]].values.tolist() == [
        ["doubting", "a", 1, 2, 0.5], ["doubting", "b", 0, 1, 0.0], ["doubting", "c", 0, 1, 0.0],
        ["denying", "a", 0, 2, 0.0], ["denying", "b", 0, 1, 0.0], ["denying", "c", 1, 1, 1.0],
    ]  # fmt: skip
    post = found[(found["outlet"] == "Post") & (found["stance"] == "doubting")].iloc[0]
    assert (post["n_group_hits"], post["n_group"], post["n_articles"]) == (1, 3, 2)
    assert post["group_share"] == pytest.approx(1 / 3)


def test_an_article_without_statements_has_no_share():
    more = articles_of(("a", "Post"), ("b", "Post"), ("c", "Wire"), ("d", "Wire"))
    found = stances_by_article(SAID, more, stances=["denying"], resampling=FEW).set_index("doc_id")
    assert pd.isna(found.loc["d", "share"])
    assert found.loc["d", "n_statements"] == 0
    assert found.loc["d", "n_articles"] == 1


@pytest.mark.parametrize(("stances", "says"), [([], "at least one"), (["angry"], r"stances='angry'.*'doubting'")])
def test_stances_that_there_are_not_are_refused(stances, says):
    with pytest.raises(ChoiceError, match=says):
        stances_by_article(SAID, PAPERS, stances=stances)


def test_the_forms_of_an_actor_add_up_to_its_mentions():
    tree = naming_tree(NAMING, ARTICLES, resampling=FEW)
    forms = tree[tree["form"].notna() & tree["modifier"].isna()]
    roots = tree[tree["form"].isna()].set_index(["actor", "outlet"])["n_hits"]
    assert (forms.groupby(["actor", "outlet"])["n_hits"].sum() == roots).all()
    assert tree.loc[tree["form"].isna(), "share"].isna().all()
    assert (tree["n_hits"] <= tree["n_mentions"]).all()


def test_modifiers_are_counted_whatever_their_case_and_apostrophe():
    rows = NAMING.iloc[[0, 0, 0]].assign(
        actor="Ada Moss", actor_kind="person", form="role",
        modifiers=["city\N{RIGHT SINGLE QUOTATION MARK}s", "City's", "new; city's"],
    )  # fmt: skip
    tree = naming_tree(rows, ARTICLES, resampling=FEW)
    counts = tree[tree["modifier"].notna()].groupby("modifier", sort=False)["n_hits"].sum()
    assert counts.to_dict() == {"city's": 3, "new": 1}


def test_actors_can_be_named_and_come_in_that_order():
    names = list(NAMING.loc[NAMING["actor_kind"] != "unnamed", "actor"].unique())[::-1]
    tree = naming_tree(NAMING, ARTICLES, actors=names, resampling=FEW)
    assert list(dict.fromkeys(tree["actor"])) == names


@pytest.mark.parametrize(
    ("options", "says"),
    [({"actors": 0}, "actors=0"), ({"actors": ["Nobody"]}, "actors=.Nobody."), ({"top": 0}, "top=0")],
)
def test_a_bad_option_of_the_tree_is_named(options, says):
    with pytest.raises(ChoiceError, match=says):
        naming_tree(NAMING, ARTICLES, **options)
