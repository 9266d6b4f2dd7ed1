"""Mentions: hits of lexicon terms, each in somebody's voice."""

from __future__ import annotations

from collections.abc import Iterator

from framing.find.layout import Layout
from framing.find.negation import is_negated
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
            negated=is_negated(tokens, hit.first, hit.last),
            referent=hit.term.referent,
        )
