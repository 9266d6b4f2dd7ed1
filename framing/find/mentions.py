"""Mentions: hits of lexicon terms, each in somebody's voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from framing.find.layout import Layout
from framing.find.negation import is_negated
from framing.find.rows import Mention
from framing.find.voice import Voices
from framing.lexicon import Lexicon, Matcher
from framing.parse.tokens import Tokens
from framing.values import VOICES

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.find.scope import Scope
    from framing.parse.block import Block


_row = Mention._make  # of a tuple, in the order of the fields: half the time of a call with them


def find_mentions(
    doc: object, *, lexicon: Lexicon | Matcher, voices: Voices, layout: Layout | None = None
) -> Iterator[Mention]:
    """The hits of a lexicon (or of a Matcher over several) in a parsed article, in text order; one row a hit.

    ``doc`` is a Doc or Tokens, ``lexicon`` a `Lexicon` or a Matcher, which is the quicker for several. ``voices``
    (see `Voices`) say whose words they are: a hit is in the voice of its last token, so that a label that a source
    uses is never the outlet's. ``layout`` spares finding the quotations again. Hits of one lexicon never overlap.
    No text raises.

    >>> from framing.find import find_statements
    >>> from framing.lexicon import load_lexicon
    >>> from framing.parse import parse_text
    >>> tokens = parse_text('Keller said that the "rebels" had fled. The regime denied it.')
    >>> voices = Voices.of(Layout.of(tokens), list(find_statements(tokens)))
    >>> rows = find_mentions(tokens, lexicon=load_lexicon("labels"), voices=voices)
    >>> [(row.text, row.category, row.voice, row.scare_quoted) for row in rows]
    [('rebels', 'descriptive', 'direct', True), ('regime', 'condemning', 'outlet', False)]
    """
    matcher = lexicon if isinstance(lexicon, Matcher) else Matcher(lexicon)
    laid = layout or Layout.of(Tokens.of(doc))  # type: ignore[arg-type]
    tokens = laid.tokens
    for lexicon_of, term, first, last in matcher.find(tokens):
        voice, statement = voices.of_span(first, last)
        yield _row(
            (
                lexicon_of.name,
                lexicon_of.version,
                term.id,
                term.category,
                tokens.span(first, last),
                tokens.start[first],
                tokens.end[last],
                tokens.sentence[first],
                voice,
                statement,
                voices.scare[first] and voices.scare[last],
                is_negated(tokens, first, last),
                term.referent,
            )
        )


@dataclass(frozen=True, eq=False)
class BlockVoices:
    """Whose words the tokens of a block are: `Voices` as numbers.

    ``voice`` is the place in ``framing.values.VOICES``, ``statement`` the number in the article or -1.
    """

    voice: npt.NDArray[np.uint8]
    statement: npt.NDArray[np.int32]
    scare: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, articles: Sequence[Voices]) -> BlockVoices:
        """The voices of articles, one after the other.

        >>> of = BlockVoices.of([Voices(["outlet", "direct"], [None, 0], [False, True])])
        >>> of.voice.tolist(), of.statement.tolist(), of.scare.tolist()
        ([0, 1], [-1, 0], [False, True])
        """
        return cls(
            np.concatenate([np.zeros(0, np.uint8), *(one.numbers for one in articles)]),
            np.concatenate([np.zeros(0, np.int32), *(one.statement_numbers for one in articles)]),
            np.frombuffer(b"".join([bytes(one.scare) for one in articles]), bool),
        )


def find_mentions_in(block: Block, *, lexicon: Matcher, voices: BlockVoices, scope: Scope) -> pa.Table:
    """The rows of `find_mentions` for all articles of a block at once, as an Arrow table.

    Its columns are those of `Mention` and, first, ``article``: the number of the article in the block.
    """
    import pyarrow as pa

    hits = lexicon.find_in(block)
    first, last, entries = hits.first, hits.last, hits.entries
    article = block.article_of(first)
    start, sentence = (block.plain[name].take(first).astype(np.int64) for name in ("start", "sentence"))
    statement = voices.statement.take(last)
    entry = pa.array(hits.entry)
    columns = {
        "article": pa.array(article),
        **{name: entries.column(name).take(entry) for name in ("lexicon", "lexicon_version", "term", "category")},
        "text": block.spans(first, last),
        "start": pa.array(start),
        "end": pa.array(block.end(last)),
        "sentence": pa.array(sentence),
        "voice": pa.array(VOICES, pa.large_string()).take(pa.array(voices.voice.take(last))),
        "statement": pa.array(statement, pa.int32(), mask=statement < 0),
        "scare_quoted": pa.array(voices.scare.take(first) & voices.scare.take(last)),
        "negated": pa.array(scope.negated(block.head, first, last)),
        "referent": entries.column("referent").take(entry),
    }
    return pa.table(columns)
