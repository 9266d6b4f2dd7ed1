"""Speaker lines: "Mayor Brook: no new tax", as headlines, summaries and transcripts have them."""

from __future__ import annotations

from framing.find.layout import Layout
from framing.find.nouns import nouns_of_actors

LONGEST_SPEAKER = 8  # tokens before the colon
LONGEST_SIGNATURE = 5  # tokens after it
LONGEST_HEADLINE = 30  # tokens
FEWEST_WORDS = 3  # that a signed headline says
VERBS = ("VBD", "VBN", "VBZ", "VBP", "MD", "VB")


def near_edge(layout: Layout, mark: int) -> bool:
    """Whether a paragraph begins or ends so near that the mark can set a speaker off: `line_of` of others is None."""
    paragraph, before, beyond = layout.paragraph, mark - LONGEST_SPEAKER - 1, mark + LONGEST_SIGNATURE + 2
    if beyond >= len(paragraph) or paragraph[beyond] != paragraph[mark]:
        return True
    return layout.tokens.lower[mark] == ":" and (before < 0 or paragraph[before] != paragraph[mark])


def line_of(layout: Layout, colon: int) -> tuple[range, range] | None:
    """The tokens of the speaker and those of what is said, when a colon sets the one off from the other.

    The speaker begins a paragraph, holds no verb, and is a name, "Q" or "A", a word in capitals, or a noun that
    speaks for itself ("Poll: …"). What is said is the rest of the paragraph. In a headline the speaker may end it,
    after a colon or a dash.
    """
    tokens, paragraph = layout.tokens, layout.paragraph
    if tokens.lower[colon] != ":":
        return _signed(layout, colon)
    first = colon
    while first > 0 and paragraph[first - 1] == paragraph[colon] and colon - first <= LONGEST_SPEAKER:
        first -= 1
    while first < colon and tokens.pos[first] == "SPACE":
        first += 1
    speaker = range(first, colon)
    if not 0 < len(speaker) <= LONGEST_SPEAKER or (first > 0 and paragraph[first - 1] == paragraph[colon]):
        return _signed(layout, colon)
    if not all(_nominal(layout, token) for token in speaker) or not _speaks(layout, speaker):
        return _signed(layout, colon)
    stop = colon + 1
    while stop < len(tokens) and paragraph[stop] == paragraph[colon]:
        stop += 1
    said = range(colon + 1, stop)
    if not any(layout.words[token] for token in said):
        return None
    listed = tokens.tag[speaker[-1]] == "NNS" and not _has_verb(layout, said)  # "Directors: Brook, Lund"
    return None if listed else (speaker, said)


def _signed(layout: Layout, mark: int) -> tuple[range, range] | None:
    """The speaker and what is said in "Road will stay closed: Brook": a name ends a headline of one clause."""
    tokens, paragraph = layout.tokens, layout.paragraph
    beyond = mark + LONGEST_SIGNATURE + 2
    if beyond < len(tokens) and paragraph[beyond] == paragraph[mark]:
        return None
    stop = mark + 1
    while stop < len(tokens) and paragraph[stop] == paragraph[mark]:
        stop += 1
    while stop > mark + 1 and tokens.pos[stop - 1] == "SPACE":
        stop -= 1
    speaker = range(mark + 1, stop)
    if not 0 < len(speaker) <= LONGEST_SIGNATURE:
        return None
    unknown = tokens.pos[speaker[-1]] == "PROPN" and not any(tokens.entity[token] for token in speaker)
    if not unknown and not _speaks(layout, speaker):
        return None
    if not all(_nominal(layout, token) for token in speaker) or tokens.end[mark] == tokens.start[mark + 1]:
        return None
    first = mark
    while first > 0 and paragraph[first - 1] == paragraph[mark] and mark - first <= LONGEST_HEADLINE:
        first -= 1
    said = range(first, mark)
    whole = first == 0 or paragraph[first - 1] != paragraph[mark]
    return (speaker, said) if whole and _is_headline(layout, said) else None


def _is_headline(layout: Layout, said: range) -> bool:
    """A clause with a verb or a quotation, without a full stop or a second colon."""
    tokens = layout.tokens
    if any(tokens.lower[t] in (":", ".") for t in said):
        return False
    words = sum(layout.words[token] for token in said)
    return words >= FEWEST_WORDS and _has_verb(layout, said)


def _has_verb(layout: Layout, said: range) -> bool:
    return any(layout.tokens.tag[t] in VERBS or layout.quoted[t] >= 0 for t in said)


def _nominal(layout: Layout, token: int) -> bool:
    return layout.tokens.pos[token] not in ("VERB", "AUX", "PUNCT", "NUM", "SYM", "SCONJ") or _capitals(layout, token)


def _speaks(layout: Layout, speaker: range) -> bool:
    tokens = layout.tokens
    last = speaker[-1]
    if len(speaker) == 1 and (_capitals(layout, last) or tokens.lower[last] in ("q", "a")):
        return True
    if tokens.entity[last] in ("PERSON", "ORG") or (tokens.pos[last] == "PROPN" and tokens.entity[last] == ""):
        return any(tokens.entity[token] in ("PERSON", "ORG") for token in speaker)
    kind = nouns_of_actors().get(tokens.lemma[last])
    several = kind is not None and (tokens.tag[last] == "NNS" or kind in ("group", "organisation"))
    return len(speaker) <= 2 and (kind == "document" or several)


def _capitals(layout: Layout, token: int) -> bool:
    word = layout.tokens.text[layout.tokens.start[token] : layout.tokens.end[token]]
    return word.isupper() and len(word) > 1
