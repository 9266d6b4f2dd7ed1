"""The constructed corpus as known truth: the suite must recover who was made to doubt and who to endorse."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parent.parent / "data"
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def analysis(constructed):
    return constructed


@pytest.fixture(scope="module")
def truth() -> pd.DataFrame:
    """The statements as they were written, each with the side of its speaker."""
    statements = pd.read_csv(DATA / "design" / "statements.csv", keep_default_na=False)
    sides = pd.read_csv(DATA / "design" / "utterances.csv", keep_default_na=False)[["utterance_id", "side"]]
    reported = statements[statements["kind"] != "omitted"].merge(sides, on="utterance_id")
    return reported.astype({"cue_start": int})


@pytest.fixture(scope="module")
def joined(analysis, truth) -> pd.DataFrame:
    return truth.merge(analysis.statements, on=["doc_id", "cue_start"], how="left", suffixes=("_true", ""))


def test_every_statement_is_found_with_its_cue_and_stance(joined) -> None:
    missed = joined[joined["statement_id"].isna()]
    assert list(missed["doc_id"]) == []
    wrong = joined[(joined["cue_lemma"] != joined["cue_lemma_true"]) | (joined["stance"] != joined["stance_true"])]
    assert list(zip(wrong["doc_id"], wrong["cue_true"])) == []


def test_hardly_anything_else_is_taken_for_a_statement(analysis, truth) -> None:
    assert len(analysis.statements) <= 1.02 * len(truth)


def test_kinds_and_sources(joined) -> None:
    assert (joined["kind"] == joined["kind_true"]).mean() >= 0.97
    contained = [
        isinstance(found, str) and (found in true or true in found)
        for found, true in zip(joined["source"], joined["source_true"])
    ]
    assert sum(contained) >= 0.97 * len(joined)


def test_named_speakers_are_resolved(joined) -> None:
    named = joined[joined["actor_true"] != "unnamed"]
    assert (named["actor"] == named["actor_true"]).mean() >= 0.9


def test_unnamed_speakers_stay_unnamed(joined) -> None:
    assert set(joined.loc[joined["actor_true"] == "unnamed", "actor_kind"]) == {"unnamed"}


@pytest.mark.parametrize("side", ["authority", "challenger", "third"])
def test_each_outlet_lends_each_side_the_stance_of_the_design(joined, side) -> None:
    design = pd.read_csv(DATA / "design" / "outlets.csv", keep_default_na=False)
    rows = joined[joined["side"] == side].assign(outlet=joined["doc_id"].str.split("/").str[1])
    wanted = design[(design["device"] == "stance") & (design["target"] == side)]
    for outlet, setting in zip(wanted["outlet"], wanted["setting"]):
        found = set(rows.loc[rows["outlet"] == outlet, "stance"])
        assert found <= {setting.split(":")[0]}, (outlet, side)


def test_who_is_left_out_is_left_out(joined, analysis) -> None:
    outlets = joined.assign(outlet=joined["doc_id"].str.split("/").str[1])
    reporting = set(outlets.loc[outlets["side"] == "challenger", "outlet"])
    assert set(analysis.articles["outlet"]) - reporting == {"meridian-times"}


def test_labels_are_in_the_voice_of_the_design(analysis) -> None:
    design = pd.read_csv(DATA / "design" / "labels.csv")
    forms = pd.read_csv(DATA / "design" / "terms.csv").set_index("term")["forms"]
    mentions = analysis.mentions[analysis.mentions["lexicon"] == "labels"]
    for row in design.itertuples():
        hits = mentions[
            (mentions["doc_id"] == row.doc_id)
            & mentions["text"].str.fullmatch(f".*(?:{forms[row.term]}).*", case=False)
            & (mentions["voice"] == row.voice)
            & (mentions["scare_quoted"] == row.scare_quoted)
        ]
        assert len(hits) == row.count, (row.doc_id, row.term, row.voice, list(hits["text"]))


def test_hedges_are_counted_as_they_were_written(analysis) -> None:
    design = pd.read_csv(DATA / "design" / "hedges.csv").groupby("doc_id")["count"].sum()
    hedges = analysis.mentions[analysis.mentions["lexicon"] == "hedges"]
    in_own_voice = hedges[hedges["voice"] == "outlet"].groupby("doc_id").size()
    assert in_own_voice.reindex(design.index, fill_value=0).to_dict() == design.to_dict()
