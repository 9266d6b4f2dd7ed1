"""The constructed corpus agrees with its design and its hand truth: no model, only string search and counting."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from framing.corpus import load_corpus
from framing.lexicon import load_lexicon
from framing.values import STANCES, VOICES

DATA = Path(__file__).parent.parent / "data"
DESIGN = DATA / "design"
SIDES = ("authority", "challenger", "third")
HEDGE_ENTRIES = {"likely": ("likely-adverb", "likely-adjective")}


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(DESIGN / name, keep_default_na=False)


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    return load_corpus(DATA / "constructed")


@pytest.fixture(scope="module")
def texts(articles: pd.DataFrame) -> dict[str, str]:
    return dict(zip(articles["doc_id"], articles["text"]))


@pytest.fixture(scope="module")
def utterances() -> pd.DataFrame:
    return read("utterances.csv")


@pytest.fixture(scope="module")
def outlets() -> pd.DataFrame:
    return read("outlets.csv")


@pytest.fixture(scope="module")
def truth(utterances: pd.DataFrame) -> pd.DataFrame:
    """Every utterance of every article, with its side and outlet."""
    rows = read("statements.csv").merge(utterances[["utterance_id", "event", "side"]], on="utterance_id", how="left")
    return rows.assign(outlet=rows["doc_id"].str.split("/").str[1])


@pytest.fixture(scope="module")
def reported(truth: pd.DataFrame) -> pd.DataFrame:
    rows = truth[truth["kind"] != "omitted"]
    return rows.astype({"cue_start": int, "source_start": int})


def counts_per_article(rows: pd.DataFrame, doc_ids: pd.Series) -> pd.Series:
    return rows.groupby("doc_id")["count"].sum().reindex(doc_ids, fill_value=0)


def test_every_outlet_reports_every_event_once(articles: pd.DataFrame) -> None:
    table = pd.crosstab(articles["event"], articles["outlet"])
    assert table.shape == (6, 6)
    assert (table == 1).all(axis=None)


def test_front_matter_is_complete_and_agrees_with_the_file_name(articles: pd.DataFrame) -> None:
    assert articles[["outlet", "date", "title", "event"]].notna().all(axis=None)
    assert (articles["event"] + "/" + articles["outlet"] == articles["doc_id"]).all()
    spread = articles.groupby("event")["date"].agg(lambda days: (days.max() - days.min()).days)
    assert spread.between(0, 1).all()


def test_articles_are_short_and_none_copies_another(articles: pd.DataFrame) -> None:
    assert articles["n_words"].between(150, 300).all()
    assert articles["near_duplicate_of"].isna().all()


def test_an_outlet_keeps_to_one_form_of_quotation_marks(articles: pd.DataFrame) -> None:
    for outlet, group in articles.groupby("outlet"):
        text = " ".join(group["text"])
        straight, curly = bool(re.search("[\"']", text)), bool(re.search("[“”’]", text))
        assert straight != curly, outlet


def test_every_article_has_a_row_for_every_utterance_of_its_event(
    articles: pd.DataFrame, truth: pd.DataFrame, utterances: pd.DataFrame
) -> None:
    expected = articles[["doc_id", "event"]].astype(str).merge(utterances, on="event")
    assert set(zip(expected["doc_id"], expected["utterance_id"])) == set(zip(truth["doc_id"], truth["utterance_id"]))
    assert not truth.duplicated(["doc_id", "utterance_id"]).any()


def test_every_event_has_eight_utterances_by_five_named_actors_and_one_unnamed(utterances: pd.DataFrame) -> None:
    assert utterances["utterance_id"].is_unique
    sides = pd.crosstab(utterances["event"], utterances["side"])[list(SIDES)]
    assert sides.to_numpy().tolist() == [[3, 3, 2]] * 6
    assert (utterances.groupby("event")["actor"].nunique() == 6).all()


def test_five_to_nine_statements_stand_in_an_article(reported: pd.DataFrame) -> None:
    assert reported.groupby("doc_id").size().between(5, 9).all()


def test_cue_source_and_content_stand_where_the_truth_says(reported: pd.DataFrame, texts: dict[str, str]) -> None:
    for row in reported.itertuples():
        text = texts[row.doc_id]
        assert text[row.cue_start : row.cue_start + len(row.cue)] == row.cue, row
        assert text[row.source_start : row.source_start + len(row.source)] == row.source, row
        spans = [tuple(map(int, span.split("-"))) for span in row.content_spans.split()]
        assert " ".join(text[start:end] for start, end in spans) == row.content, row


def test_cues_stand_in_the_text_as_often_as_in_the_truth(reported: pd.DataFrame, texts: dict[str, str]) -> None:
    forms = sorted(set(reported["cue"].str.lower()))
    for doc_id, text in texts.items():
        cues = reported.loc[reported["doc_id"] == doc_id, "cue"].str.lower()
        for form in forms:
            assert len(re.findall(rf"\b{form}\b", text.lower())) == (cues == form).sum(), (doc_id, form)


def test_kind_follows_from_the_quotation_marks_of_the_content(reported: pd.DataFrame, texts: dict[str, str]) -> None:
    for row in reported.itertuples():
        parts = [texts[row.doc_id][slice(*map(int, span.split("-")))] for span in row.content_spans.split()]
        bare = "".join(re.sub('["“][^"“”]*(?:["”]|$)', "", part) for part in parts)
        kind = "indirect" if bare == "".join(parts) else "mixed" if re.search(r"\w", bare) else "direct"
        assert row.kind == kind, row


def test_omitted_utterances_have_no_words(truth: pd.DataFrame, texts: dict[str, str]) -> None:
    omitted = truth[truth["kind"] == "omitted"]
    assert len(omitted) == 18
    for column in ("cue", "cue_lemma", "stance", "source", "content_spans", "content"):
        assert (omitted[column] == "").all()
    for row in omitted.itertuples():
        assert row.actor.split()[-1] not in texts[row.doc_id]


def test_named_sources_name_their_actor(reported: pd.DataFrame, utterances: pd.DataFrame) -> None:
    """A full or last name, or words that only the earlier text resolves (a pronoun or a role)."""
    assert set(reported["actor"]) == set(utterances["actor"])
    resolved = {"he", "she", "the carvenian leader", "the president", "the minister", "the chief", "the general"}
    for row in reported[reported["actor"] != "unnamed"].itertuples():
        assert row.actor.split()[-1] in row.source or row.source.lower() in resolved, row
    for row in reported[reported["actor"] == "unnamed"].itertuples():
        assert row.source.lower().startswith("a "), row


def test_stances_and_cues_are_those_of_the_lexicon(reported: pd.DataFrame) -> None:
    lexicon = load_lexicon("reporting-verbs")
    for lemma, stance in reported[["cue_lemma", "stance"]].drop_duplicates().itertuples(index=False):
        assert stance in STANCES
        assert lexicon[lemma].category == stance, lemma


def test_tracked_words_are_entries_of_the_lexicons() -> None:
    labels, hedges = load_lexicon("labels"), load_lexicon("hedges")
    for term in read("terms.csv")["term"]:
        assert labels[term].id == term
    for term in read("hedges.csv")["term"].unique():
        for entry in HEDGE_ENTRIES.get(term, (term,)):
            assert hedges[entry].id == entry


def test_labels_stand_in_the_text_as_often_as_in_the_truth(texts: dict[str, str]) -> None:
    labels = read("labels.csv")
    assert set(labels["voice"]) <= set(VOICES)
    for term, forms in read("terms.csv")[["term", "forms"]].itertuples(index=False):
        mine = labels[labels["term"] == term]
        for doc_id, text in texts.items():
            found = len(re.findall(rf"\b(?:{forms})\b", text, flags=re.IGNORECASE))
            assert found == mine.loc[mine["doc_id"] == doc_id, "count"].sum(), (doc_id, term)


def test_hedges_stand_in_the_text_as_often_as_in_the_truth(texts: dict[str, str]) -> None:
    hedges = read("hedges.csv")
    assert set(hedges["voice"]) == {"outlet"}
    for term in hedges["term"].unique():
        mine = hedges[hedges["term"] == term]
        for doc_id, text in texts.items():
            found = len(re.findall(rf"\b{term}s?\b", text, flags=re.IGNORECASE))
            assert found == mine.loc[mine["doc_id"] == doc_id, "count"].sum(), (doc_id, term)


def test_every_outlet_keeps_to_its_stances(reported: pd.DataFrame, outlets: pd.DataFrame) -> None:
    rules = outlets[outlets["device"] == "stance"]
    for rule in rules.itertuples():
        stance, cues = rule.setting.split(":")
        rows = reported[(reported["outlet"] == rule.outlet) & (reported["side"] == rule.target)]
        assert len(rows) > 0
        assert set(rows["stance"]) == {stance}, rule
        assert set(rows["cue_lemma"]) <= set(cues.split("|")), rule
        assert rule.manipulated == (stance != "neutral")
    assert set(zip(reported["outlet"], reported["side"])) == set(zip(rules["outlet"], rules["target"]))


def test_every_outlet_leaves_out_what_its_design_says(truth: pd.DataFrame, outlets: pd.DataFrame) -> None:
    rules = outlets[outlets["device"] == "omission"]
    assert len(rules) == 18
    for rule in rules.itertuples():
        rows = truth[(truth["outlet"] == rule.outlet) & (truth["side"] == rule.target)]
        assert (rows["kind"] == "omitted").mean() == float(rule.level), rule


def test_every_article_has_the_kinds_that_its_outlet_s_design_says(
    reported: pd.DataFrame, outlets: pd.DataFrame
) -> None:
    for rule in outlets[outlets["device"] == "kind"].itertuples():
        rows = reported[(reported["outlet"] == rule.outlet) & (reported["side"] == rule.target)]
        for pair in rule.setting.split("|"):
            kind, number = pair.split("=")
            found = rows[rows["kind"] == kind].groupby("event").size().reindex(rows["event"].unique(), fill_value=0)
            assert (found == int(number)).all(), (rule, kind)


def test_where_kinds_are_not_manipulated_the_utterances_take_turns(reported: pd.DataFrame) -> None:
    """Over the six events each of these outlets reports each utterance of a side twice in each kind."""
    rows = reported[(reported["outlet"] != "meridian-times") & (reported["side"] != "third")]
    turn = rows["utterance_id"].str.split("-").str[-1]
    assert (pd.crosstab([rows["outlet"], turn], rows["kind"]) == 2).all(axis=None)


@pytest.mark.parametrize("device", ["label_voice", "scare_quotes"])
def test_every_article_has_as_many_labels_as_its_outlet_s_design_says(
    device: str, articles: pd.DataFrame, outlets: pd.DataFrame
) -> None:
    labels = read("labels.csv").merge(read("terms.csv")[["term", "target", "device"]], on="term")
    for rule in outlets[outlets["device"] == device].itertuples():
        rows = labels[labels["target"] == rule.target]
        for condition in rule.setting.split("|"):
            column, value = condition.split("=")
            rows = rows[rows[column].astype(str).str.lower() == value]
        doc_ids = articles.loc[articles["outlet"] == rule.outlet, "doc_id"]
        assert (counts_per_article(rows, doc_ids) == int(rule.level)).all(), rule


def test_only_the_labelling_outlet_has_tracked_labels_outside_of_quotation_marks() -> None:
    labels = read("labels.csv")
    bare = labels[labels["voice"] != "direct"]
    assert set(bare["doc_id"].str.split("/").str[1]) == {"daily-banner"}


def test_every_article_has_as_many_hedges_as_its_outlet_s_design_says(
    articles: pd.DataFrame, outlets: pd.DataFrame
) -> None:
    hedges = read("hedges.csv")
    for rule in outlets[outlets["device"] == "hedging"].itertuples():
        doc_ids = articles.loc[articles["outlet"] == rule.outlet, "doc_id"]
        assert (counts_per_article(hedges, doc_ids) == int(rule.level)).all(), rule


def test_readme_documents_every_column_of_every_file_of_data() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for path in sorted(DESIGN.glob("*.csv")):
        section = readme.split(f"### design/{path.name}\n")[1].split("\n### ")[0].split("\n## ")[0]
        for column in pd.read_csv(path, nrows=0).columns:
            assert f"| `{column}` |" in section, (path.name, column)
