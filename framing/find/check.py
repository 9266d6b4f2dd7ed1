"""How the examples of a cue lexicon are judged: by the rules alone, so that an entry stands or falls by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from framing.find.judge import by_rules
from framing.find.statements import find_statements
from framing.lexicon import Lexicon
from framing.parse.tokens import Tokens

CueSpan = tuple[str, int, int]  # id of the term, first character, end


def cue_finder(lexicon: Lexicon) -> Callable[[Tokens], Iterator[CueSpan]]:
    """The `find` that ``framing.lexicon.check_examples`` asks for, for a lexicon of cues."""

    def find(tokens: Tokens) -> Iterator[CueSpan]:
        for row in find_statements(tokens, lexicon=lexicon, judge=by_rules):
            if row.cue_lemma is not None and row.cue_start is not None and row.cue_end is not None:
                yield row.cue_lemma, row.cue_start, row.cue_end

    return find
