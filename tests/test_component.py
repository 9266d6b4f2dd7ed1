"""The suite as a component of a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span

from framing import FramingError, Voices, find_mentions, find_statements, load_lexicon
from framing.find import Layout
from framing.parse import Tokens
from framing.parse.model import installed_model

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = (
    "Anna Keller claimed that the “terrorist groups” are backed by Ostrel. "
    "The regime did not answer. “We may leave,” she said."
)
LEXICON = """
name = "harbour"
version = "1.0.0"
title = "Words of the harbour"
[categories.place]
means = "A place of the harbour."
[[term]]
id = "pier"
lemma = "pier"
category = "place"
hits = ["The [pier] fell."]
misses = ["The peer spoke."]
"""


@pytest.fixture(scope="module")
def pipeline() -> Language:
    made = spacy.load(installed_model() or "")
    made.add_pipe("framing")
    return made


@pytest.fixture
def other_extension() -> Iterator[None]:
    before = Doc.get_extension("statements") if Doc.has_extension("statements") else None
    Doc.set_extension("statements", default=(), force=True)
    yield
    Doc.remove_extension("statements")
    if before:
        Doc.set_extension("statements", getter=before[2])


@pytest.mark.model
def test_what_a_doc_holds_is_what_the_functions_find(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    layout = Layout.of(Tokens.of(doc))
    statements = list(find_statements(doc))
    voices = Voices.of(layout, statements)
    assert doc._.statements == statements
    assert [(row.cue, row.stance) for row in statements] == [("claimed", "doubting"), ("said", "neutral")]
    assert [actor.name for actor in doc._.actors] == ["Anna Keller", "Anna Keller"]
    expected = {
        (row.lexicon, row.term, row.start, row.voice, row.scare_quoted)
        for name in ("labels", "hedges")
        for row in find_mentions(doc, lexicon=load_lexicon(name), voices=voices)
    }
    found = [(row.lexicon, row.term, row.start, row.voice, row.scare_quoted) for row in doc._.mentions]
    assert set(found) == expected
    assert len(found) == len(expected) == 3
    assert all(doc.text[row.start : row.end] == row.text for row in doc._.mentions)


@pytest.mark.model
def test_the_same_label_is_the_sources_in_one_sentence_and_the_outlets_in_another(pipeline: Language) -> None:
    doc = pipeline("Keller claimed that the rebels fled. The rebels fled.")
    inside, outside = (Span(doc, token.i, token.i + 1) for token in doc if token.lower_ == "rebels")
    assert (inside._.voice, outside._.voice) == ("indirect", "outlet")
    assert inside._.statement == doc._.statements[0]
    assert outside._.statement is None
    assert [token._.voice for token in doc][:2] == ["outlet", "outlet"]
    assert doc[2:2]._.voice is None
    assert doc[2:2]._.statement is None


@pytest.mark.model
@pytest.mark.parametrize("text", ["", " ", "“", "\n\n"])
def test_a_text_without_words_has_nothing(pipeline: Language, text: str) -> None:
    doc = pipeline(text)
    assert (doc._.statements, doc._.actors, doc._.mentions) == ([], [], [])


@pytest.mark.model
def test_what_was_found_travels_with_the_doc(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    kept = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    binned = next(DocBin(docs=[doc], store_user_data=True).get_docs(pipeline.vocab))
    for other in (kept, binned):
        assert other._.statements == doc._.statements
        assert other._.actors == doc._.actors
        assert other._.mentions == doc._.mentions
        assert other[0:8]._.voice == doc[0:8]._.voice


@pytest.mark.model
def test_a_pipeline_written_to_disk_has_the_component_with_its_lexicons(nlp: Language, tmp_path: Path) -> None:
    file = tmp_path / "harbour.toml"
    file.write_text(LEXICON)
    made = spacy.load(installed_model() or "")
    made.add_pipe("framing", config={"lexicons": [str(file)]})
    made.to_disk(tmp_path / "pipeline")
    doc = spacy.load(tmp_path / "pipeline")("The regime said that the pier fell.")
    assert [(row.lexicon, row.term, row.voice) for row in doc._.mentions] == [("harbour", "pier", "indirect")]


def test_its_place_is_after_the_parser() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("framing")
    with pytest.raises(FramingError, match="after the parser"):
        blank("Keller said that it rained.")
    assert "token.dep" in blank.analyze_pipes()["problems"]["framing"]


def test_a_doc_that_has_not_passed_says_so() -> None:
    spacy.blank("en").add_pipe("framing")
    with pytest.raises(FramingError, match=r"has not passed the component 'framing'.*nlp\.add_pipe"):
        spacy.blank("en")("Keller said that it rained.")._.statements  # noqa: B018


def test_an_unknown_lexicon_is_named() -> None:
    with pytest.raises(FramingError, match="no lexicon `nonsense`"):
        spacy.blank("en").add_pipe("framing", config={"lexicons": ["nonsense"]})


@pytest.mark.usefixtures("other_extension")
def test_a_name_that_another_package_took_is_an_error_and_not_overwritten() -> None:
    with pytest.raises(FramingError, match=r"another package has declared doc\._\.statements"):
        spacy.blank("en").add_pipe("framing")
