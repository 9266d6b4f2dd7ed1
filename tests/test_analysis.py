"""The whole way from articles to tables, on four tiny articles: what holds between tables, and what a user changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from framing.analysis import (
    CUES,
    TERMS,
    Analysis,
    Settings,
    analyze,
    assemble,
    choose_lexicons,
    load_analysis,
    parts_of,
    read_part,
)
from framing.corpus import count_words, load_corpus
from framing.errors import CorpusError, LexiconError, ModelError, TableError
from framing.find.actors import Actor
from framing.find.eventful import VIOLENCE
from framing.lexicon import load_lexicon
from framing.tables import SCHEMAS, VOICES, validate

TEXTS = {
    "coast-1": (
        "The regime closed the harbour on Monday, Anna Keller claimed.\n\n"
        "“The militants left at noon,” she said. Officials denied that the “terrorists” had left."
    ),
    "coast-2": (
        "Keller insisted that the rebels had not fired. "
        "Paul Moss said that Keller had claimed that the harbour was safe."
    ),
    "valley-1": "Rain fell on the valley all night. The mill stood still.",
    "valley-2": "‘We may stay,’ said Paul Moss, ‘or we may not.’ The so-called regime said nothing of it.",
}
OWN_LABELS = """
name = "mills"
version = "0.3.0"
title = "Mills"
[categories.buildings]
means = "Names a building."
[[term]]
id = "mill"
lemma = "mill"
category = "buildings"
hits = ["The [mill] burned."]
misses = ["They milled about."]
"""
EXTENDING = """
name = "labels-and-mills"
version = "0.4.0"
title = "Labels and mills"
extends = "labels"
remove = ["regime"]
[categories.buildings]
means = "Names a building."
[[term]]
id = "mill"
lemma = "mill"
category = "buildings"
hits = ["The [mill] burned."]
misses = ["They milled about."]
"""
OWN_CUES = """
name = "three-cues"
version = "0.1.0"
title = "Denials alone"
kind = "cues"
[categories.denying]
means = "The cue presents the source as rejecting something."
[[term]]
id = "deny"
lemma = "deny"
pos = "VERB"
category = "denying"
hits = ["Lund [denied] that it rained."]
misses = ["He was denied a seat."]
"""

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    path = tmp_path_factory.mktemp("corpus") / "articles.csv"
    rows = [
        {"doc_id": doc_id, "outlet": doc_id[:-2], "text": text, "desk": f"desk {number}", "pages": number}
        for number, (doc_id, text) in enumerate(TEXTS.items())
    ]
    pd.DataFrame(rows).to_csv(path, index=False)
    return load_corpus(path)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def analysis(nlp, articles: pd.DataFrame, cache: Path) -> Analysis:
    return analyze(articles, cache=cache, progress=False)


def write(folder: Path, content: str) -> Path:
    path = folder / "own.toml"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("table", SCHEMAS)
def test_every_table_passes_its_schema(analysis: Analysis, table: str) -> None:
    frame = getattr(analysis, table)
    pd.testing.assert_frame_equal(validate(table, frame), frame)
    assert len(frame) > 0


@pytest.mark.parametrize("table", SCHEMAS)
def test_two_runs_give_the_same_tables(analysis: Analysis, articles: pd.DataFrame, table: str) -> None:
    again = analyze(articles, cache=False, progress=False)
    pd.testing.assert_frame_equal(getattr(again, table), getattr(analysis, table))


def test_the_articles_come_in_their_order_with_the_users_columns(analysis: Analysis) -> None:
    assert analysis.articles["doc_id"].tolist() == list(TEXTS)
    assert analysis.articles["desk"].tolist() == [f"desk {number}" for number in range(4)]
    assert "pages" in analysis.articles


def test_what_is_said_is_found(analysis: Analysis) -> None:
    found = analysis.statements[["doc_id", "cue_lemma", "source", "kind"]].fillna("")
    assert {tuple(row) for row in found.itertuples(index=False)} >= {
        ("coast-1", "claim", "Anna Keller", "indirect"),
        ("coast-1", "say", "she", "direct"),
        ("coast-1", "deny", "Officials", "mixed"),
        ("coast-2", "insist", "Keller", "indirect"),
        ("valley-2", "say", "Paul Moss", "direct"),
    }


def test_the_voices_of_an_article_add_up_to_its_words(analysis: Analysis) -> None:
    totals = analysis.exposure.groupby("doc_id")["n_words"].sum()
    expected = analysis.articles.set_index("doc_id")["n_words"]
    assert totals.to_dict() == expected.to_dict() == {doc_id: count_words(text) for doc_id, text in TEXTS.items()}


def test_every_article_has_every_voice(analysis: Analysis) -> None:
    pairs = set(zip(analysis.exposure["doc_id"], analysis.exposure["voice"]))
    assert pairs == {(doc_id, voice) for doc_id in TEXTS for voice in VOICES}


def test_every_statement_is_counted_in_one_voice(analysis: Analysis) -> None:
    counted = analysis.exposure.groupby("doc_id")["n_statements"].sum()
    found = analysis.statements.groupby("doc_id").size().reindex(counted.index, fill_value=0)
    assert counted.to_dict() == found.to_dict()


def test_an_article_without_a_statement_has_zeros(analysis: Analysis) -> None:
    rows = analysis.exposure.set_index(["doc_id", "voice"]).loc["valley-1"]
    assert rows["n_words"].to_dict() == {"outlet": 11, "direct": 0, "indirect": 0}
    assert rows["n_statements"].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("table", "column"),
    [("mentions", "text"), ("statements", "cue"), ("statements", "source"), ("statements", "content")],
)
def test_offsets_give_back_the_words(analysis: Analysis, table: str, column: str) -> None:
    first, last = ("start", "end") if column == "text" else (f"{column}_start", f"{column}_end")
    rows = getattr(analysis, table).dropna(subset=[column])
    assert len(rows) > 0
    for row in rows.to_dict("records"):
        assert TEXTS[row["doc_id"]][row[first] : row[last]] == row[column]


def test_the_parts_of_a_content_give_back_its_words(analysis: Analysis) -> None:
    for row in analysis.statements.to_dict("records"):
        spans = [tuple(map(int, span.split("-"))) for span in row["content_spans"].split()]
        assert (spans[0][0], spans[-1][1]) == (row["content_start"], row["content_end"])
        parts = [TEXTS[row["doc_id"]][start:end] for start, end in spans]
        assert sum(map(count_words, parts)) == row["n_words"]


def test_statement_ids_resolve(analysis: Analysis) -> None:
    owners = analysis.statements.set_index("statement_id")["doc_id"].to_dict()
    for table, column in (("mentions", "statement_id"), ("statements", "within")):
        for row in getattr(analysis, table).dropna(subset=[column]).to_dict("records"):
            assert owners[row[column]] == row["doc_id"]
    assert analysis.statements["within"].notna().any()
    assert analysis.mentions["statement_id"].notna().any()


def test_statement_ids_count_in_text_order(analysis: Analysis) -> None:
    for doc_id, rows in analysis.statements.groupby("doc_id"):
        assert rows["statement_id"].tolist() == [f"{doc_id}#{number}" for number in range(len(rows))]
        assert rows["position"].is_monotonic_increasing


def test_a_mention_in_a_statement_has_its_actor(analysis: Analysis) -> None:
    joined = analysis.mentions.dropna(subset=["statement_id"]).merge(
        analysis.statements[["statement_id", "actor"]], on="statement_id", suffixes=("", "_of_statement")
    )
    assert len(joined) > 0
    pd.testing.assert_series_equal(joined["actor"], joined["actor_of_statement"], check_names=False)


def test_one_person_has_one_name_in_the_whole_corpus(analysis: Analysis) -> None:
    said = analysis.statements.set_index(["doc_id", "cue_lemma"])["actor"]
    assert said["coast-2", "insist"] == "Anna Keller"


@pytest.mark.parametrize(
    ("doc_id", "text", "voice", "scare_quoted"),
    [
        pytest.param("coast-1", "regime", "indirect", False, id="reported"),
        pytest.param("coast-1", "militants", "direct", False, id="quoted"),
        pytest.param("coast-1", "terrorists", "direct", True, id="scare quotes in a that-clause"),
        pytest.param("coast-2", "rebels", "indirect", False, id="in a that-clause"),
        pytest.param("valley-2", "regime", "outlet", False, id="the outlet's own"),
        pytest.param("valley-2", "may", "direct", False, id="a hedge that is quoted"),
    ],
)
def test_whose_labels_they_are(analysis: Analysis, doc_id: str, text: str, voice: str, scare_quoted: bool) -> None:
    rows = analysis.mentions[(analysis.mentions["doc_id"] == doc_id) & (analysis.mentions["text"] == text)]
    assert (set(rows["voice"]), set(rows["scare_quoted"])) == ({voice}, {scare_quoted})


def test_the_metadata_name_what_made_the_tables(analysis: Analysis) -> None:
    lexicons = {name: load_lexicon(name).version for name in (CUES, *TERMS, VIOLENCE)}
    assert analysis.meta["lexicons"] == lexicons
    assert analysis.meta["model"].startswith("en_")
    assert analysis.meta["term_lexicons"] == list(TERMS)
    assert set(analysis.meta) >= {"framing", "model", "model_version", "lexicons"}


def test_a_lexicon_of_ones_own_comes_on_top(articles: pd.DataFrame, cache: Path, tmp_path: Path) -> None:
    found = analyze(articles, lexicons=[write(tmp_path, OWN_LABELS)], cache=cache, progress=False)
    assert {"labels", "hedges", "mills"} <= set(found.mentions["lexicon"]) <= {*TERMS, "mills"}
    assert found.meta["lexicons"]["mills"] == "0.3.0"
    own = found.mentions[found.mentions["lexicon"] == "mills"]
    assert own[["doc_id", "text", "category"]].values.tolist() == [["valley-1", "mill", "buildings"]]


def test_a_lexicon_that_extends_a_built_in_takes_its_place(articles: pd.DataFrame, cache: Path, tmp_path: Path) -> None:
    found = analyze(articles, lexicons=[write(tmp_path, EXTENDING)], cache=cache, progress=False)
    assert {"labels-and-mills", "hedges"} <= set(found.mentions["lexicon"])
    assert set(found.meta["lexicons"]) == {CUES, VIOLENCE, "labels-and-mills", *TERMS} - {"labels"}
    words = set(found.mentions["text"])
    assert ("mill" in words, "regime" in words, "rebels" in words) == (True, False, True)


def test_a_lexicon_of_cues_takes_the_place_of_the_built_in(articles: pd.DataFrame, cache: Path, tmp_path: Path) -> None:
    found = analyze(articles, lexicons=[write(tmp_path, OWN_CUES)], cache=cache, progress=False)
    assert set(found.statements["cue_lemma"]) == {"deny"}
    assert set(found.meta["lexicons"]) == {"three-cues", VIOLENCE, *TERMS}


def test_lexicons_may_be_names_paths_or_loaded(tmp_path: Path) -> None:
    path = write(tmp_path, OWN_LABELS)
    assert choose_lexicons([path])[1] == choose_lexicons([load_lexicon(path)])[1] == choose_lexicons([str(path)])[1]
    assert choose_lexicons([path])[1] == choose_lexicons(str(path))[1] == choose_lexicons(load_lexicon(path))[1]


def test_the_lexicons_counted_are_known_also_where_none_is_hit(
    articles: pd.DataFrame, cache: Path, tmp_path: Path
) -> None:
    cues = load_lexicon(write(tmp_path, OWN_CUES))
    own = load_lexicon(write(tmp_path, OWN_LABELS.replace('"mill"', '"quarry"')))
    found = analyze(articles, lexicons=[cues, own], cache=cache, progress=False)
    assert "mills" not in set(found.mentions["lexicon"])
    assert set(found.lexicons) == {*TERMS, "mills"}
    assert load_analysis(found.save(tmp_path / "tables")).lexicons == found.lexicons


def test_violence_is_counted_in_mentions_only_where_it_was_asked_for(articles: pd.DataFrame, cache: Path) -> None:
    killed = articles.assign(text="The militants killed two men.")
    plain, asked = (
        analyze(killed, lexicons=given, cache=cache, progress=False).lexicons for given in ((), (VIOLENCE,))
    )
    assert set(plain) == set(TERMS)
    assert set(asked) == {*TERMS, VIOLENCE}


def test_tables_without_metadata_name_the_lexicons_that_were_hit(analysis: Analysis) -> None:
    assert set(replace(analysis, meta={}).lexicons) == set(analysis.mentions["lexicon"])


def test_an_unknown_lexicon_is_refused_before_parsing(articles: pd.DataFrame) -> None:
    with pytest.raises(LexiconError, match="no-such-lexicon"):
        analyze(articles, lexicons=["no-such-lexicon"], model="no_such_model", progress=False)


def test_naming_and_agency_call_actors_as_statements_do(analysis: Analysis) -> None:
    named = analysis.naming.set_index(["doc_id", "text"])["actor"]
    assert named["coast-2", "Keller"].unique().tolist() == ["Anna Keller"]
    closed = analysis.agency.set_index("verb").loc["close"]
    assert (closed["agent"], closed["patient"], closed["voice"]) == ("The regime", "the harbour", "indirect")


def test_offsets_of_naming_and_agency_give_back_the_words(analysis: Analysis) -> None:
    for table in (analysis.naming, analysis.agency):
        for row in table.to_dict("records"):
            assert TEXTS[row["doc_id"]][row["start"] : row["end"]] == row["text"]


def test_a_lexicon_that_extends_violence_gives_the_categories(articles: pd.DataFrame, cache: Path, tmp_path) -> None:
    extending = EXTENDING.replace('extends = "labels"', 'extends = "violence"\nexamples = "term"')
    extending = extending.replace('remove = ["regime"]', "")
    extending = extending.replace('lemma = "mill"', 'lemma = "close"').replace("The [mill] burned", "They [closed] it")
    path = write(tmp_path, extending.replace("They milled about", "They milled"))
    found = analyze(articles, lexicons=[path], cache=cache, progress=False)
    assert found.agency.set_index("verb").loc["close", "category"] == "buildings"
    assert found.meta["lexicons"]["labels-and-mills"] == "0.4.0"


def test_another_resolver_may_name_the_actors(articles: pd.DataFrame, cache: Path) -> None:
    def nobody(layout, statements):
        return [Actor("somebody", "unnamed") for _ in statements]

    settings = Settings.of(cache=cache, resolver=nobody)
    found = assemble(articles, [read_part(part, settings) for part in parts_of(articles)], settings)
    assert set(found.statements["actor"]) == {"somebody"}


def test_no_articles_give_empty_tables(articles: pd.DataFrame, cache: Path) -> None:
    found = analyze(articles.iloc[:0], cache=cache, progress=False)
    assert [len(getattr(found, table)) for table in SCHEMAS] == [0] * len(SCHEMAS)


@pytest.mark.parametrize("text", ["...", "\u200f😀", "12", "\n\n", "“”", "\x07\x1b"], ids=ascii)
def test_any_article_comes_through(articles: pd.DataFrame, text: str) -> None:
    odd = articles.iloc[:1].assign(text=text, n_words=count_words(text))
    found = analyze(odd, cache=False, progress=False)
    assert found.exposure["n_words"].sum() == count_words(text)


def test_a_missing_model_is_said(articles: pd.DataFrame) -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        analyze(articles, model="no_such_model", progress=False)


def test_a_frame_that_is_no_articles_table_is_refused() -> None:
    with pytest.raises(TableError, match="`articles` breaks its schema"):
        analyze(pd.DataFrame({"text": ["Rain fell."]}))


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_an_analysis_comes_back_from_disk(analysis: Analysis, tmp_path: Path, format: str) -> None:
    back = load_analysis(analysis.save(tmp_path, format=format))
    for table in ("statements", "mentions", "exposure", "naming", "agency"):
        pd.testing.assert_frame_equal(getattr(back, table), getattr(analysis, table))
    assert back.meta == analysis.meta


def test_texts_are_in_memory_alone(analysis: Analysis, tmp_path: Path) -> None:
    assert analysis.text_of("valley-1") == TEXTS["valley-1"]
    with pytest.raises(CorpusError, match="hold no texts"):
        load_analysis(analysis.save(tmp_path)).text_of("valley-1")


def test_the_text_of_an_unknown_article_is_refused(analysis: Analysis) -> None:
    with pytest.raises(CorpusError, match="no article has doc_id 'hill-1'"):
        analysis.text_of("hill-1")


def test_an_analysis_shows_its_size(analysis: Analysis) -> None:
    assert repr(analysis).startswith("<Analysis of 4 articles, ")
    assert repr(analysis).endswith("from 2 outlets>")


@pytest.mark.parametrize("path", ["articles.csv", Path("articles.csv")])
def test_a_path_is_to_be_read_first(path: str | Path) -> None:
    with pytest.raises(CorpusError, match=r"is a path; read it first: analyze\(load_corpus\('articles.csv'\)\)"):
        analyze(path)
