"""Mentions: hits of lexicon terms, each in somebody's voice."""

from __future__ import annotations

from collections.abc import Iterator

from framing.find.layout import Layout
from framing.find.rows import Mention
from framing.find.voice import Voices
from framing.lexicon import Lexicon, Matcher
from framing.parse.tokens import Tokens


def find_mentions(
    doc: object, *, lexicon: Lexicon | Matcher, voices: Voices, layout: Layout | None = None
) -> Iterator[Mention]:
    """The hits of a lexicon (or of a Matcher over several) in a parsed article, in text order, with their voice."""
    matcher = lexicon if isinstance(lexicon, Matcher) else Matcher(lexicon)
    laid = layout or Layout.of(Tokens.of(doc))  # type: ignore[arg-type]
    tokens = laid.tokens
    for hit in matcher.find(tokens):
        voice, statement = voices.of_span(hit.first, hit.last)
        yield Mention(
            lexicon=hit.lexicon.name,
            lexicon_version=hit.lexicon.version,
            term=hit.term.id,
            category=hit.term.category,
            text=tokens.span(hit.first, hit.last),
            start=tokens.start[hit.first],
            end=tokens.end[hit.last],
            sentence=tokens.sentence[hit.first],
            voice=voice,
            statement=statement,
            scare_quoted=voices.scare[hit.first] and voices.scare[hit.last],
            negated=_negated(tokens, hit.first, hit.last),
            referent=hit.term.referent,
        )


def _negated(tokens: Tokens, first: int, last: int) -> bool:
    """A "no" or "not" on the hit's head, or on the verb or copula that governs it ("is not a regime")."""
    head = last
    while first <= tokens.head[head] <= last and tokens.head[head] != head:
        head = tokens.head[head]
    if any(tokens.dep[c] == "neg" or tokens.lower[c] == "no" for c in tokens.children[head]):
        return True
    governor = tokens.head[head]
    if tokens.dep[head] not in ("attr", "acomp", "dobj", "advmod", "aux", "oprd"):
        return False
    return any(tokens.dep[c] == "neg" for c in tokens.children[governor])
