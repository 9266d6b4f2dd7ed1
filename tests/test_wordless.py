"""An analysis without the words of its articles: no run of words survives, and no number changes."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compare_frames import articles_of, build, exposure_of, mentions_of, statements_of
from test_tables import ARTICLE

from framing.analysis import Analysis, load_analysis
from framing.compare import actor_shares, measures
from framing.tables import SCHEMAS, to_frame, validate
from framing.wordless import IDENTIFIERS, is_name

RUN = 5
WORD = re.compile(r"\w+")
TEXT = (
    "The embattled mayor of Port Venn, Anna Keller, said on Monday that all the boats in the harbour had left. "
    "A senior aide to the mayor denied it in an interview with the Ledger of Venn."
)


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of five words."""
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def cells(analysis: Analysis) -> list[str]:
    """Every value of every column of text of every table."""
    frames = [getattr(analysis, field.name) for field in fields(analysis)]
    columns = [frame[name] for frame in frames if isinstance(frame, pd.DataFrame) for name in frame.columns]
    return [value for column in columns for value in column.dropna() if isinstance(value, str)]


def made_of(text: str, actor: str = "Anna Keller") -> Analysis:
    """One article whose every column of free text holds this text; its statement and its namings have the actor."""
    article = {**ARTICLE, "title": text, "url": text, "text": text, "section": text, "pages": 3}
    rows = {}
    for name, schema in SCHEMAS.items():
        row = {
            title: text
            for title, column in schema.columns.items()
            if "string" in str(column.dtype) and title not in IDENTIFIERS and not column.checks
        }
        rows[name] = row
    said = {"doc_id": ARTICLE["doc_id"], **rows["statements"], "actor": actor}
    hit = {"doc_id": ARTICLE["doc_id"], **rows["mentions"], "actor": actor}
    return Analysis(
        articles=validate("articles", pd.DataFrame([article])),
        statements=statements_of(said),
        mentions=mentions_of(hit),
        exposure=exposure_of(**{ARTICLE["doc_id"]: (20, 0, 9)}),
        excluded=pd.DataFrame({"file": [text], "row": [1], "doc_id": [None], "reason": [text]}),
        naming=naming_of(rows["naming"], actor),
        agency=agency_of(rows["agency"], actor),
    )


def naming_of(words: dict[str, str], actor: str) -> pd.DataFrame:
    row = {"doc_id": ARTICLE["doc_id"], "form": "role", "actor_kind": "person", "sentence": 0, "voice": "outlet",
           "statement_id": None, "start": 0, "end": 9}  # fmt: skip
    return to_frame("naming", [{**words, **row, "actor": actor}])


def agency_of(words: dict[str, str], actor: str) -> pd.DataFrame:
    row = {"doc_id": ARTICLE["doc_id"], "construction": "active", "passive": False, "agent_deleted": False,
           "negated": False, "category": None, "term": None, "sentence": 0, "voice": "outlet", "statement_id": None,
           "start": 0, "end": 9}  # fmt: skip
    return to_frame("agency", [{**words, **row, "agent_actor": actor, "patient_actor": actor}])


class TestWords:
    def test_the_text_is_in_every_table_before(self) -> None:
        full = made_of(TEXT)
        for name in ("articles", "statements", "mentions", "naming", "agency", "excluded"):
            assert TEXT in getattr(full, name).to_numpy().ravel().tolist(), name

    def test_no_run_of_five_words_survives(self) -> None:
        left = cells(made_of(TEXT).without_words())
        assert [cell for cell in left if runs(cell) & runs(TEXT)] == []

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.from_regex(r"[A-Za-z][a-z]{0,9}", fullmatch=True), min_size=RUN, max_size=30))
    def test_nor_of_any_text(self, words: list[str]) -> None:
        text = " ".join(words)
        left = cells(made_of(text, actor=" ".join(words[: 2 * RUN])).without_words())
        assert [cell for cell in left if runs(cell) & runs(text)] == []

    def test_a_column_that_the_suite_does_not_know_goes_if_it_holds_text(self) -> None:
        left = made_of(TEXT).without_words().articles
        assert "pages" in left
        assert "section" not in left

    def test_nothing_is_left_to_read_in_the_folder_that_it_saves(self, tmp_path: Path) -> None:
        made_of(TEXT).without_words().save(tmp_path, format="csv")
        written = " ".join(path.read_text("utf-8") for path in tmp_path.iterdir())
        assert not runs(written) & runs(TEXT)


class TestWhatStays:
    @pytest.mark.parametrize("table", SCHEMAS)
    def test_every_table_still_passes_its_schema(self, table: str) -> None:
        frame = getattr(made_of(TEXT).without_words(), table)
        pd.testing.assert_frame_equal(validate(table, frame), frame)

    def test_counts_stances_places_and_identifiers(self) -> None:
        full, left = made_of(TEXT), made_of(TEXT).without_words()
        kept = ["doc_id", "statement_id", "stance", "kind", "cue_lemma", "cue_start", "content_spans", "n_words"]
        pd.testing.assert_frame_equal(left.statements[kept], full.statements[kept])
        pd.testing.assert_frame_equal(left.exposure, full.exposure)
        assert left.statements["content"].tolist() == [""]
        assert left.statements["source"].isna().all()

    def test_no_measure_changes(self) -> None:
        made = build(outlets=3, events=6)
        excluded = pd.DataFrame({"file": pd.Series([], dtype="string")})
        full = Analysis(*made.tables, excluded=excluded, meta={})
        full = replace(full, statements=full.statements.replace({"actor": {"Dan Pike": "the harbour master"}}))
        left = full.without_words()
        tables = [(one.articles, one.statements, one.mentions, one.exposure) for one in (full, left)]
        pd.testing.assert_frame_equal(*(measures(*one) for one in tables))
        shares = [actor_shares(one.statements, one.articles, top=20) for one in (full, left)]
        assert sorted(shares[0]["share"]) == sorted(shares[1]["share"])

    def test_the_analysis_says_so_and_comes_back(self, tmp_path: Path) -> None:
        made_of(TEXT).without_words().save(tmp_path)
        assert load_analysis(tmp_path).meta["words"] == "left out"

    def test_a_second_time_changes_nothing(self) -> None:
        once = made_of(TEXT, actor="the mayor").without_words()
        pd.testing.assert_frame_equal(once.without_words().statements, once.statements)


class TestActors:
    @pytest.mark.parametrize(
        "actor", ["Anna Keller", "Keller", "UN", "Ministry of Rivers", "Ludwig van Moss", "7 Seas", "Port Venn Ledger"]
    )
    def test_a_name(self, actor: str) -> None:
        assert is_name(actor)
        assert made_of(TEXT, actor=actor).without_words().statements["actor"].tolist() == [actor]

    @pytest.mark.parametrize(
        "actor",
        ["the mayor", "Keller's adviser", "officials", "Committee on Rivers and Large Harbours", "a", "Friend of", ""],
    )
    def test_no_name_becomes_a_number_that_is_the_same_in_every_table(self, actor: str) -> None:
        assert not is_name(actor)
        left = made_of(TEXT, actor=actor).without_words()
        assert left.statements["actor"].tolist() == left.mentions["actor"].tolist() == ["(actor 1)"]
        assert left.naming["actor"].tolist() == left.agency["agent_actor"].tolist() == ["(actor 1)"]

    @pytest.mark.parametrize(
        ("kind", "expected"),
        [("person", "Anna Keller"), ("organisation", "Anna Keller"), ("group", "(actor 1)"), ("unnamed", "(actor 1)")],
    )
    def test_only_people_and_organisations_keep_their_names(self, kind: str, expected: str) -> None:
        made = Analysis(
            articles=articles_of(("a", "Post")),
            statements=statements_of({"doc_id": "a", "actor": "Anna Keller", "actor_kind": kind}),
            mentions=mentions_of(),
            exposure=exposure_of(a=(10, 0, 0)),
            excluded=pd.DataFrame({"row": []}),
        )
        assert made.without_words().statements["actor"].tolist() == [expected]

    def test_who_is_not_named_stays_missing(self) -> None:
        full = made_of(TEXT)
        full = replace(full, statements=full.statements.assign(actor=pd.Series([None], dtype="string")))
        assert full.without_words().statements["actor"].isna().all()
