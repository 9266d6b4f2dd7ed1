"""Speaker lines: "Mayor Brook: no new tax", as headlines, summaries and transcripts have them."""

from __future__ import annotations

from framing.find.layout import Layout
from framing.find.nouns import nouns_of_actors

LONGEST_SPEAKER = 8  # tokens before the colon


def line_of(layout: Layout, colon: int) -> tuple[range, range] | None:
    """The tokens of the speaker and those of what is said, when a colon sets the one off from the other.

    The speaker begins a paragraph, holds no verb, and is a name, "Q" or "A", a word in capitals, or a noun that
    speaks for itself ("Poll: …"). What is said is the rest of the paragraph.
    """
    tokens, paragraph = layout.tokens, layout.paragraph
    first = colon
    while first > 0 and paragraph[first - 1] == paragraph[colon] and colon - first <= LONGEST_SPEAKER:
        first -= 1
    while first < colon and tokens.pos[first] == "SPACE":
        first += 1
    speaker = range(first, colon)
    if not 0 < len(speaker) <= LONGEST_SPEAKER or (first > 0 and paragraph[first - 1] == paragraph[colon]):
        return None
    if not all(_nominal(layout, token) for token in speaker) or not _speaks(layout, speaker):
        return None
    stop = colon + 1
    while stop < len(tokens) and paragraph[stop] == paragraph[colon]:
        stop += 1
    said = range(colon + 1, stop)
    return (speaker, said) if any(layout.words[token] for token in said) else None


def _nominal(layout: Layout, token: int) -> bool:
    return layout.tokens.pos[token] not in ("VERB", "AUX", "PUNCT", "NUM", "SYM", "SCONJ") or _capitals(layout, token)


def _speaks(layout: Layout, speaker: range) -> bool:
    tokens = layout.tokens
    last = speaker[-1]
    if len(speaker) == 1 and (_capitals(layout, last) or tokens.lower[last] in ("q", "a")):
        return True
    if tokens.entity[last] in ("PERSON", "ORG") or (tokens.pos[last] == "PROPN" and tokens.entity[last] == ""):
        return any(tokens.entity[token] in ("PERSON", "ORG") for token in speaker)
    return len(speaker) <= 2 and nouns_of_actors().get(tokens.lemma[last]) == "document"


def _capitals(layout: Layout, token: int) -> bool:
    word = layout.tokens.text[layout.tokens.start[token] : layout.tokens.end[token]]
    return word.isupper() and len(word) > 1
