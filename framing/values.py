"""The values that columns of the tables take; apart from the schemas, so that naming them costs no import."""

from __future__ import annotations

KINDS = ("direct", "indirect", "mixed")
ACTS = ("speech", "thought", "intention")
STANCES = (
    "neutral", "doubting", "endorsing", "conceding", "asserting", "denying", "accusing",
    "warning", "committing", "directing", "asking", "thinking", "emoting",
)  # fmt: skip
VOICES = ("outlet", "direct", "indirect")
ACTOR_KINDS = ("person", "organisation", "group", "document", "unnamed")
FORMS = ("bare name", "title", "role", "epithet", "pronoun")
CONSTRUCTIONS = ("active", "passive", "nominal", "intransitive")
