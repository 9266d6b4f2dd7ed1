"""The schemas: what each table holds, what it refuses, and what the refusal says."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest

from framing.errors import ChoiceError, FramingError, TableError
from framing.tables import SCHEMAS, describe, schema_of, to_frame, validate
from framing.values import KINDS, STANCES, VOICES

ARTICLE: dict[str, Any] = {
    "doc_id": "a1", "outlet": "Coast", "date": "2024-05-01", "title": None, "url": None, "event": None, "lang": "en",
    "n_words": 9, "text_sha256": "00", "near_duplicate_of": None,
}  # fmt: skip
STATEMENT: dict[str, Any] = {
    "doc_id": "a1", "statement_id": "a1#0", "within": None, "sentence": 0, "position": 0.0, "kind": "indirect",
    "act": "speech", "cue": "said", "cue_lemma": "say", "cue_start": 4, "cue_end": 8, "stance": "neutral",
    "source": "She", "source_start": 0, "source_end": 3, "actor": None, "actor_kind": "unnamed", "addressee": None,
    "channel": None, "content": "it rained", "content_start": 9, "content_end": 18, "content_spans": "9-18",
    "n_words": 2, "negated": False, "hedged": False, "polarity": 0.0, "subjectivity": 0.0,
}  # fmt: skip
MENTION: dict[str, Any] = {
    "doc_id": "a1", "lexicon": "labels", "lexicon_version": "1.0.0", "term": "rebel", "category": "fighters",
    "text": "rebels", "start": 0, "end": 6, "sentence": 0, "voice": "outlet", "statement_id": None, "actor": None,
    "scare_quoted": False, "negated": False, "referent": None,
}  # fmt: skip
EXPOSURE: dict[str, Any] = {
    "doc_id": "a1", "voice": "outlet", "n_words": 9, "n_sentences": 1, "n_statements": 1, "n_quotations": 0,
    "n_short_quotations": 0,
}  # fmt: skip
NAMING: dict[str, Any] = {
    "doc_id": "a1", "actor": "Ada Moss", "actor_kind": "person", "text": "She", "form": "pronoun", "modifiers": None,
    "sentence": 0, "voice": "outlet", "statement_id": None, "start": 0, "end": 3,
}  # fmt: skip
EVENT: dict[str, Any] = {
    "doc_id": "a1", "verb": "kill", "text": "killed", "construction": "passive", "agent": None, "agent_actor": None,
    "patient": "two guards", "patient_actor": None, "passive": True, "agent_deleted": True, "negated": False,
    "category": "killing", "term": "kill", "sentence": 0, "voice": "outlet", "statement_id": None, "start": 0, "end": 6,
}  # fmt: skip
ROWS = {
    "articles": ARTICLE, "statements": STATEMENT, "mentions": MENTION, "exposure": EXPOSURE, "naming": NAMING,
    "agency": EVENT,
}  # fmt: skip


@pytest.mark.parametrize("table", SCHEMAS)
def test_a_good_row_passes_with_the_columns_in_order(table: str) -> None:
    frame = to_frame(table, [dict(reversed(ROWS[table].items()))])
    assert list(frame.columns) == list(ROWS[table])
    assert len(frame) == 1


@pytest.mark.parametrize("table", SCHEMAS)
def test_no_rows_give_an_empty_table_with_all_columns_and_types(table: str) -> None:
    empty, full = to_frame(table, []), to_frame(table, [ROWS[table]])
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize("table", SCHEMAS)
def test_validation_changes_nothing_the_second_time(table: str) -> None:
    frame = to_frame(table, [ROWS[table]])
    pd.testing.assert_frame_equal(validate(table, frame), frame)


@pytest.mark.parametrize("table", SCHEMAS)
def test_every_column_is_described(table: str) -> None:
    described = describe(table)
    assert set(described["column"]) >= set(ROWS[table])
    assert described["meaning"].str.len().min() > 4


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        pytest.param("articles", "doc_id", None, id="an article without a name"),
        pytest.param("articles", "n_words", -1, id="a negative count"),
        pytest.param("statements", "kind", "Direct", id="a kind that is none"),
        pytest.param("statements", "act", "writing", id="an act that is none"),
        pytest.param("statements", "stance", "lying", id="a stance that passes a verdict"),
        pytest.param("statements", "actor_kind", "robot", id="an actor that is none"),
        pytest.param("statements", "position", 1.5, id="a position beyond the end"),
        pytest.param("statements", "polarity", -1.1, id="a polarity below the scale"),
        pytest.param("statements", "content", None, id="a statement of nothing"),
        pytest.param("statements", "content_start", -3, id="an offset before the text"),
        pytest.param("mentions", "voice", "mixed", id="a voice that is none"),
        pytest.param("mentions", "term", None, id="a mention of no term"),
        pytest.param("naming", "form", "slur", id="a form that is none"),
        pytest.param("naming", "actor", None, id="a mention of nobody"),
        pytest.param("agency", "construction", "middle", id="a construction that is none"),
        pytest.param("exposure", "voice", None, id="words in no voice"),
        pytest.param("exposure", "n_words", None, id="a missing denominator"),
    ],
)
def test_a_bad_value_is_refused_by_table_and_column(table: str, column: str, value: object) -> None:
    with pytest.raises(TableError, match=rf"`{table}` breaks its schema:\n.*{column}"):
        to_frame(table, [{**ROWS[table], column: value}])


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("articles", name) for name in ("title", "date", "url", "event", "near_duplicate_of")),
        *(("statements", name) for name in ("within", "cue", "cue_start", "source", "actor", "addressee", "channel")),
        *(("mentions", name) for name in ("statement_id", "actor", "referent")),
        *(("naming", name) for name in ("modifiers", "statement_id")),
        *(("agency", name) for name in ("agent", "agent_actor", "patient", "patient_actor", "category", "term")),
    ],
)
def test_what_an_article_may_lack_may_be_missing(table: str, column: str) -> None:
    assert to_frame(table, [{**ROWS[table], column: None}])[column].isna().all()


@pytest.mark.parametrize("table", ["articles", "statements"])
def test_two_rows_of_one_name_are_refused(table: str) -> None:
    with pytest.raises(TableError, match=r"doc_id|statement_id"):
        to_frame(table, [ROWS[table], ROWS[table]])


def test_an_article_has_one_row_a_voice() -> None:
    assert len(to_frame("exposure", [{**EXPOSURE, "voice": voice} for voice in VOICES])) == 3
    with pytest.raises(TableError, match="exposure"):
        to_frame("exposure", [EXPOSURE, EXPOSURE])


@pytest.mark.parametrize("table", SCHEMAS)
def test_a_lacking_column_is_named(table: str) -> None:
    lacking = to_frame(table, [ROWS[table]]).drop(columns="doc_id")
    with pytest.raises(TableError, match="doc_id"):
        validate(table, lacking)


def test_articles_keep_the_columns_of_the_user_after_their_own() -> None:
    frame = validate("articles", pd.DataFrame([{"desk": "city", **ARTICLE, "text": "It rained."}]))
    assert list(frame.columns) == [*ARTICLE, "text", "desk"]


@pytest.mark.parametrize("table", ["statements", "mentions", "exposure"])
def test_other_tables_have_no_columns_beside_their_own(table: str) -> None:
    with pytest.raises(TableError, match="desk"):
        validate(table, pd.DataFrame([{**ROWS[table], "desk": "city"}]))


@pytest.mark.parametrize("stance", STANCES)
def test_every_stance_is_taken(stance: str) -> None:
    assert to_frame("statements", [{**STATEMENT, "stance": stance}])["stance"].tolist() == [stance]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_taken(kind: str) -> None:
    assert to_frame("statements", [{**STATEMENT, "kind": kind}])["kind"].tolist() == [kind]


@dataclass(frozen=True, slots=True)
class Row:
    doc_id: str
    voice: str
    n_words: int
    n_sentences: int
    n_statements: int
    n_quotations: int
    n_short_quotations: int


def test_rows_may_be_dataclasses() -> None:
    assert to_frame("exposure", [Row(**EXPOSURE)]).to_dict("records") == [EXPOSURE]


@pytest.mark.parametrize("call", [schema_of, describe], ids=lambda call: call.__name__)
def test_an_unknown_table_is_refused_with_the_choices(call: Any) -> None:
    with pytest.raises(ChoiceError, match=r"table='namings' is not known.*'statements'") as caught:
        call("namings")
    assert isinstance(caught.value, FramingError)


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ("spacy", "pandera", "seaborn", "matplotlib", "trafilatura", "datasketch", "pandas")
    code = f"import sys, framing; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
