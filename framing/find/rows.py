"""The rows that detectors yield."""

from __future__ import annotations

from typing import NamedTuple

Span = tuple[int, int]  # characters, end exclusive


class Statement(NamedTuple):
    """A reported statement; all offsets are characters of the article's text, end exclusive.

    ``number`` counts from 0 in text order; ``within`` is the number of the statement in whose content the cue
    stands, or None. ``content_spans`` are the parts of the content in text order, ``content_start`` and
    ``content_end`` its bounds. ``source_head`` is the token that heads the source. Columns as in
    ``framing.tables.STATEMENTS``.

    >>> from framing.find import find_statements
    >>> from framing.parse import parse_text
    >>> row = next(find_statements(parse_text("Keller claimed that it rained.")))
    >>> row.number, row.source, row.cue, row.stance, row.content_start, row.content_end
    (0, 'Keller', 'claimed', 'doubting', 15, 29)
    """

    number: int
    within: int | None
    sentence: int
    position: float
    kind: str
    act: str
    cue: str | None
    cue_lemma: str | None
    cue_start: int | None
    cue_end: int | None
    stance: str
    source: str | None
    source_start: int | None
    source_end: int | None
    source_head: int | None
    addressee: str | None
    channel: str | None
    content: str
    content_start: int
    content_end: int
    content_spans: tuple[Span, ...]
    n_words: int
    negated: bool
    hedged: bool

    @property
    def start(self) -> int:
        """The first character of the cue, the source or the content."""
        return min(x for x in (self.cue_start, self.source_start, self.content_start) if x is not None)

    @property
    def end(self) -> int:
        """The character after the last of the cue, the source or the content."""
        return max(x for x in (self.cue_end, self.source_end, self.content_end) if x is not None)


class Mention(NamedTuple):
    """A hit of a lexicon term, in somebody's voice; columns as in ``framing.tables.MENTIONS``.

    ``statement`` is the number of the innermost statement whose content holds it, or None.

    `framing.find_mentions` yields these.

    >>> Mention("labels", "1.0.0", "mob", "condemning", "mob", 4, 7, 0, "outlet", None, False, False, None).voice
    'outlet'
    """

    lexicon: str
    lexicon_version: str
    term: str
    category: str
    text: str
    start: int
    end: int
    sentence: int
    voice: str
    statement: int | None
    scare_quoted: bool
    negated: bool
    referent: str | None


class Naming(NamedTuple):
    """A place where an article means an actor, and how it calls it; columns as in ``framing.tables.NAMING``.

    ``statement`` is the number of the innermost statement whose content holds it, or None.

    `framing.find_naming` yields these.

    >>> Naming("Ada Moss", "person", "Mayor Moss", "title", None, 0, "outlet", None, 0, 10).form
    'title'
    """

    actor: str
    actor_kind: str
    text: str
    form: str
    modifiers: str | None
    sentence: int
    voice: str
    statement: int | None
    start: int
    end: int


class Event(NamedTuple):
    """Something done to somebody, as a clause or a noun tells it; columns as in ``framing.tables.AGENCY``.

    ``statement`` is the number of the innermost statement whose content holds it, or None.

    `framing.find_agency` yields these.

    >>> event = Event("shoot", "shot", "passive", None, None, "Two miners", None, True, True, False, "killing", "shoot",
    ...               0, "outlet", None, 16, 20)
    >>> event.passive, event.agent_deleted
    (True, True)
    """

    verb: str
    text: str
    construction: str
    agent: str | None
    agent_actor: str | None
    patient: str | None
    patient_actor: str | None
    passive: bool
    agent_deleted: bool
    negated: bool
    category: str | None
    term: str | None
    sentence: int
    voice: str
    statement: int | None
    start: int
    end: int
