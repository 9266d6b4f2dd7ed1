"""A small made-up analysis for the tests of compare and show; the frames pass the suite's schemas."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd
import pytest

from framing.tables import EXPOSURE, MENTIONS, STATEMENTS, to_frame, validate

OUTLETS = ("Harbour Post", "Inland Courier", "Evening Wire", "The Bell", "Ridge Tribune", "North & South Gazette")
ACTORS = ("Ada Moss", "Ben Orr", "Port Authority", "Dockers' Union", "Clara Venn", "Ministry of Rivers", "Dan Pike")
LABELS = (("militant", "militancy", "attackers"), ("terrorist", "militancy", "attackers"), ("regime", "rule", "state"))
STATEMENT_DEFAULTS = {
    "sentence": 0, "position": 0.5, "kind": "indirect", "act": "speech", "cue": "said", "cue_lemma": "say",
    "cue_start": 0, "cue_end": 4, "stance": "neutral", "source": "Moss", "source_start": 0, "source_end": 4,
    "actor": "Ada Moss", "actor_kind": "person", "addressee": None, "channel": None, "content": "it rained",
    "content_start": 5, "content_end": 14, "content_spans": "5-14", "n_words": 2, "negated": False, "hedged": False,
    "polarity": 0.0, "subjectivity": 0.0,
}  # fmt: skip
MENTION_DEFAULTS = {
    "lexicon": "labels", "lexicon_version": "1.0.0", "term": "militant", "category": "militancy", "text": "militants",
    "start": 0, "end": 9, "sentence": 0, "voice": "outlet", "statement_id": None, "actor": None,
    "scare_quoted": False, "negated": False, "referent": None,
}  # fmt: skip


@dataclass
class MadeUp:
    """What the report takes: the tables, those of naming and agency empty, and the record of what made them."""

    articles: pd.DataFrame
    statements: pd.DataFrame
    mentions: pd.DataFrame
    exposure: pd.DataFrame
    meta: dict = field(
        default_factory=lambda: {
            "framing_version": "0.1.0",
            "model": "en_core_web_sm",
            "model_version": "3.8.0",
            "lexicons": {"labels": "1.0.0", "hedges": "1.0.0"},
        }
    )
    naming: pd.DataFrame = field(default_factory=partial(to_frame, "naming", ()))
    agency: pd.DataFrame = field(default_factory=partial(to_frame, "agency", ()))
    excluded: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def tables(self):
        return self.articles, self.statements, self.mentions, self.exposure


def articles_of(*rows):
    """Articles from (doc_id, outlet) or (doc_id, outlet, event)."""
    frame = pd.DataFrame(
        [{"doc_id": row[0], "outlet": row[1], "event": row[2] if len(row) > 2 else None} for row in rows]
    )
    frame = frame.assign(
        date=pd.NaT, title=None, url=None, lang="en", n_words=300, text_sha256="0", near_duplicate_of=None
    )
    return validate("articles", frame)


def statements_of(*rows):
    """Statements from mappings with at least a doc_id; the rest has defaults."""
    full = [{**STATEMENT_DEFAULTS, "statement_id": f"{row['doc_id']}#{n}", **row} for n, row in enumerate(rows)]
    return validate("statements", pd.DataFrame(full, columns=list(STATEMENTS.columns)))


def mentions_of(*rows):
    """Mentions from mappings with at least a doc_id; the rest has defaults."""
    return validate(
        "mentions", pd.DataFrame([{**MENTION_DEFAULTS, **row} for row in rows], columns=list(MENTIONS.columns))
    )


def exposure_of(**words):
    """Exposure from doc_id=(outlet words, direct words, indirect words); 20 words a quotation, none short."""
    rows = [
        {
            "doc_id": doc, "voice": voice, "n_words": count, "n_sentences": 1, "n_statements": 0,
            "n_quotations": count // 20 if voice == "direct" else 0, "n_short_quotations": 0,
        }
        for doc, counts in words.items()
        for voice, count in zip(("outlet", "direct", "indirect"), counts)
    ]  # fmt: skip
    return validate("exposure", pd.DataFrame(rows, columns=list(EXPOSURE.columns)))


def build(outlets=3, events=12, seed=1):
    """A corpus with fixed manners: the second outlet doubts, the third never uses a label in its own voice."""
    rng = np.random.default_rng(seed)
    docs, said, hits, words = [], [], [], {}
    for number, outlet in enumerate(OUTLETS[:outlets]):
        doubt = (0.05, 0.35, 0.1)[number % 3]
        for event in range(events):
            doc = f"o{number}e{event}"
            docs.append((doc, outlet, f"event {event}"))
            words[doc] = tuple(int(count) for count in rng.integers((200, 40, 60), (400, 140, 160)))
            for _ in range(rng.integers(2, 8)):
                stance = rng.choice(
                    ["neutral", "doubting", "endorsing", "asserting", "denying", "warning", "thinking"],
                    p=[0.75 - doubt, doubt, 0.05, 0.05, 0.05, 0.05, 0.05],
                )
                actor = rng.choice([*ACTORS, None], p=[0.3, 0.15, 0.15, 0.1, 0.05, 0.05, 0.05, 0.15])
                kind = rng.choice(["direct", "indirect", "mixed"], p=[0.3, 0.55, 0.15])
                named = {"actor": actor, "actor_kind": "person" if actor else "unnamed"}
                said.append({"doc_id": doc, "stance": stance, "kind": kind, "position": float(rng.random()), **named})
            for _ in range(rng.integers(0, 5)):
                term, category, referent = LABELS[rng.integers(len(LABELS))]
                voice = rng.choice(["outlet", "direct", "indirect"], p=[0.5, 0.3, 0.2])
                scare = bool(voice == "direct" and rng.random() < 0.4)
                if number % 3 == 2 and voice == "outlet":
                    continue
                label = {"term": term, "category": category, "referent": referent, "text": term}
                hits.append({"doc_id": doc, "voice": voice, "scare_quoted": scare, **label})
            if number != 4:
                for _ in range(rng.integers(0, 4)):
                    category = str(rng.choice(["modal", "approximator"]))
                    hits.append(
                        {"doc_id": doc, "lexicon": "hedges", "term": "may", "category": category, "text": "may"}
                    )
    return MadeUp(articles_of(*docs), statements_of(*said), mentions_of(*hits), exposure_of(**words))


@pytest.mark.parametrize("table", ["articles", "statements", "mentions", "exposure"])
def test_the_made_up_tables_pass_their_schemas(table):
    frame = getattr(build(outlets=2, events=2), table)
    pd.testing.assert_frame_equal(validate(table, frame), frame)
