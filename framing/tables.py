"""The tables of the suite: every column declared once, with its meaning, as a pandera schema.

All tables are tidy and keyed by ``doc_id``. Character offsets count Unicode code points of the article's
text, end exclusive, so ``text[start:end]`` gives back the words that a row counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from framing.errors import ChoiceError, TableError
from framing.values import ACTOR_KINDS, ACTS, CONSTRUCTIONS, FORMS, KINDS, STANCES, VOICES


def _column(dtype: str, meaning: str, *, missing: bool = False, **options: Any) -> pa.Column:
    return pa.Column(dtype, nullable=missing, coerce=True, description=meaning, **options)


def _text(meaning: str, *, missing: bool = False, among: tuple[str, ...] | None = None, **options: Any) -> pa.Column:
    checks = [pa.Check.isin(among)] if among else []
    return _column("string", meaning, missing=missing, checks=checks, **options)


def _count(meaning: str, *, missing: bool = False, **options: Any) -> pa.Column:
    return _column("Int64", meaning, missing=missing, checks=[pa.Check.ge(0)], **options)


def _flag(meaning: str) -> pa.Column:
    return _column("bool", meaning)


def _number(meaning: str, low: float, high: float, *, missing: bool = False) -> pa.Column:
    return _column("float64", meaning, missing=missing, checks=[pa.Check.in_range(low, high)])


ARTICLES = pa.DataFrameSchema(
    {
        "doc_id": _text("name of the article, unique in the corpus", unique=True),
        "outlet": _text("who published it; `unknown` when not given"),
        "date": _column("datetime64[ns]", "day of publication", missing=True),
        "title": _text("headline", missing=True),
        "url": _text("address of the article", missing=True),
        "event": _text("what it reports; articles that share an event are compared with each other", missing=True),
        "lang": _text("language, ISO 639-1; the suite analyses `en`"),
        "n_words": _count("words of the text: runs of letters and digits, inner apostrophes and hyphens included"),
        "text_sha256": _text("SHA-256 of the text in UTF-8: two rows that share it hold the same words"),
        "near_duplicate_of": _text(
            "doc_id of an earlier article with nearly the same text (wire copy), by MinHash", missing=True
        ),
        "text": _text("the article; in memory only, never written beside the tables", required=False),
    },
    name="articles",
    strict=False,
)

STATEMENTS = pa.DataFrameSchema(
    {
        "doc_id": _text("the article"),
        "statement_id": _text("`doc_id`#number, in text order, unique in the corpus", unique=True),
        "within": _text(
            "statement_id of the statement in whose content the cue stands; missing at the top", missing=True
        ),
        "sentence": _count("number of the sentence with the cue (or the content, if there is no cue), from 0"),
        "position": _number("where in the article it stands: its first character over all characters", 0, 1),
        "kind": _text("direct (all content in quotation marks), indirect (none) or mixed", among=KINDS),
        "act": _text("speech, thought or intention, by the cue", among=ACTS),
        "cue": _text("the reporting words as they stand", missing=True),
        "cue_lemma": _text("id of the cue in the reporting lexicon", missing=True),
        "cue_start": _count("offset", missing=True),
        "cue_end": _count("offset", missing=True),
        "stance": _text("what the cue lends to the statement; named for usage, never a verdict", among=STANCES),
        "source": _text("the words that name who is reported, as they stand", missing=True),
        "source_start": _count("offset", missing=True),
        "source_end": _count("offset", missing=True),
        "actor": _text("the source, resolved to one name in the corpus; missing when nobody is named", missing=True),
        "actor_kind": _text("what sort of actor; `unnamed` when the source stays anonymous", among=ACTOR_KINDS),
        "addressee": _text("whom it was told", missing=True),
        "channel": _text("the go-between through which the outlet has it", missing=True),
        "content": _text("what is reported, from its first to its last character"),
        "content_start": _count("offset"),
        "content_end": _count("offset"),
        "content_spans": _text("the parts of the content, as `start-end` joined by a space"),
        "n_words": _count("words in the parts of the content"),
        "negated": _flag("the cue is negated (did not say)"),
        "hedged": _flag("the cue is hedged or set in the future or conditional (may say, reportedly said)"),
        "polarity": _number("TextBlob polarity of the content; a weak signal, see docs", -1, 1),
        "subjectivity": _number("TextBlob subjectivity of the content", 0, 1),
    },
    name="statements",
    strict=True,
    ordered=True,
)

MENTIONS = pa.DataFrameSchema(
    {
        "doc_id": _text("the article"),
        "lexicon": _text("name of the lexicon"),
        "lexicon_version": _text("its version"),
        "term": _text("id of the term in the lexicon"),
        "category": _text("category of the term"),
        "text": _text("the words that were hit"),
        "start": _count("offset"),
        "end": _count("offset"),
        "sentence": _count("number of the sentence, from 0"),
        "voice": _text("whose words they are: the outlet's own, or a source's (direct or indirect)", among=VOICES),
        "statement_id": _text("the statement they stand in", missing=True),
        "actor": _text("whose statement it is", missing=True),
        "scare_quoted": _flag("in a short quoted phrase, not a sentence, inside an otherwise unquoted clause"),
        "negated": _flag("in the scope of a negation"),
        "referent": _text("what the term refers to: terms that share it are rivals", missing=True),
    },
    name="mentions",
    strict=True,
    ordered=True,
)

NAMING = pa.DataFrameSchema(
    {
        "doc_id": _text("the article"),
        "actor": _text("who is meant, under one name in the corpus"),
        "actor_kind": _text("what sort of actor; `unnamed` for sources that nobody names", among=ACTOR_KINDS),
        "text": _text("the words that mean the actor"),
        "form": _text("bare name, title (before the name), role, epithet or pronoun", among=FORMS),
        "modifiers": _text("adjectives, nouns and appositions that stand with it, joined by `; `", missing=True),
        "sentence": _count("number of the sentence, from 0"),
        "voice": _text("whose words they are: the outlet's own, or a source's (direct or indirect)", among=VOICES),
        "statement_id": _text("the statement they stand in", missing=True),
        "start": _count("offset"),
        "end": _count("offset"),
    },
    name="naming",
    strict=True,
    ordered=True,
)

AGENCY = pa.DataFrameSchema(
    {
        "doc_id": _text("the article"),
        "verb": _text("lemma of the verb (with its particle), or of the noun of violence"),
        "text": _text("the verb or noun as it stands"),
        "construction": _text("active, passive, nominal (the killing of), or intransitive (died)", among=CONSTRUCTIONS),
        "agent": _text("the words for who or what does it; a shared or controlled subject as well", missing=True),
        "agent_actor": _text("the agent as an actor of the corpus, where it is one", missing=True),
        "patient": _text("the words for whom or what it is done to", missing=True),
        "patient_actor": _text("the patient as an actor of the corpus, where it is one", missing=True),
        "passive": _flag("the construction is passive"),
        "agent_deleted": _flag("a passive without `by ...`, or a noun of violence without who acts"),
        "negated": _flag("the verb is negated"),
        "category": _text("category of the verb or noun in the lexicon of violence", missing=True),
        "term": _text("id of its term in that lexicon", missing=True),
        "sentence": _count("number of the sentence, from 0"),
        "voice": _text("whose words they are: the outlet's own, or a source's (direct or indirect)", among=VOICES),
        "statement_id": _text("the statement they stand in", missing=True),
        "start": _count("offset of the verb or noun"),
        "end": _count("offset"),
    },
    name="agency",
    strict=True,
    ordered=True,
)

EXPOSURE = pa.DataFrameSchema(
    {
        "doc_id": _text("the article"),
        "voice": _text("outlet, direct or indirect", among=VOICES),
        "n_words": _count("words in that voice; the three voices add up to the article's n_words"),
        "n_sentences": _count("sentences with at least one word in that voice"),
        "n_statements": _count("statements whose cue stands in that voice (nested ones: the reporting source's)"),
        "n_quotations": _count("in the row of the voice direct, the quotations (those inside others not counted)"),
        "n_short_quotations": _count("of these, the ones of at most five words that are no sentence of their own"),
    },
    name="exposure",
    strict=True,
    ordered=True,
    unique=["doc_id", "voice"],
)

SCHEMAS: Mapping[str, pa.DataFrameSchema] = {
    schema.name: schema for schema in (ARTICLES, STATEMENTS, MENTIONS, EXPOSURE, NAMING, AGENCY)
}


def schema_of(table: str) -> pa.DataFrameSchema:
    """The schema of a table; raises ChoiceError for a name that is none."""
    if table not in SCHEMAS:
        raise ChoiceError.of("table", table, SCHEMAS)
    return SCHEMAS[table]


def to_frame(table: str, rows: Iterable[Any]) -> pd.DataFrame:
    """Rows (dataclasses, named tuples or mappings, each with the table's columns) as a frame that passes the schema."""
    schema = schema_of(table)
    records = [_as_mapping(row) for row in rows]
    columns = [name for name, column in schema.columns.items() if column.required]
    return validate(table, pd.DataFrame.from_records(records, columns=columns if not records else None))


def validate(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the schema's types and column order; raises TableError that names column and rows."""
    schema = schema_of(table)
    known = [name for name in schema.columns if name in frame.columns]
    extra = [name for name in frame.columns if name not in schema.columns]
    try:
        return schema.validate(frame[known + extra], lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.head(5)
        lines = [f"  column {row.column}: {row.check} fails for {row.failure_case!r} (row {row.index})"
                 for row in cases.itertuples()]  # fmt: skip
        raise TableError(f"table `{table}` breaks its schema:\n" + "\n".join(lines)) from error


def describe(table: str) -> pd.DataFrame:
    """One row a column of the table: its name, type, whether it may be missing, and what it means."""
    return pd.DataFrame(
        [
            {
                "column": name,
                "type": str(column.dtype),
                "may_be_missing": column.nullable,
                "meaning": column.description,
            }
            for name, column in schema_of(table).columns.items()
        ]
    )


def _as_mapping(row: Any) -> Mapping[str, Any]:
    if is_dataclass(row):
        return {field.name: getattr(row, field.name) for field in fields(row)}
    return row._asdict() if hasattr(row, "_asdict") else dict(row)
