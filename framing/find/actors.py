"""Actors: every source of an article resolved to one name, by rules.

The steps: who is named (`framing.find.cast`), who is meant by pronouns and descriptions (`framing.find.follow`),
then each statement's source. What was decided where usage leaves a choice:

* unnamed stays unnamed: "officials", "a senior aide", "she" with nobody before;
* "a spokesman for Keller" and "Keller's adviser" are actors of their own and never Keller; the complement stays as it
  is written, an owner gets the full name ("Anna Keller's adviser");
* "Keller and Moss said" is one group, "Anna Keller and Paul Moss", which a later "they" takes up; joined sources that
  nobody names stay unnamed;
* places that speak ("Washington said") are organisations; peoples and parties in the plural ("Russians") are groups;
* "I" and "we" in a statement are its speaker; outside any they stay unnamed.

`Resolver` says what another resolver has to offer to take this one's place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple, Protocol

from framing.find.cast import (
    DOCUMENT,
    GROUP,
    ORGANISATION,
    PERSON,
    PRONOUN,
    UNNAMED,
    ActorMention,
    Member,
    cast_of,
)  # fmt: skip
from framing.find.follow import Reader
from framing.find.layout import Layout
from framing.find.places import places_among
from framing.find.rows import Statement

__all__ = [
    "DOCUMENT", "GROUP", "ORGANISATION", "PERSON", "UNNAMED", "Actor", "ActorMention", "Chain", "Chains", "Resolver",
    "find_actors", "resolve_actors",
]  # fmt: skip

_place = attrgetter("first", "last")
FIRST_PERSON = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))


class Actor(NamedTuple):
    """Whom a source stands for: one name in the article, and what sort of actor."""

    name: str
    kind: str


class Resolver(Protocol):
    """Anything that gives each statement of an article its actor (None where it has no source)."""

    def __call__(self, layout: Layout, statements: Sequence[Statement]) -> list[Actor | None]: ...


class Chain(NamedTuple):
    """One actor of an article with all its mentions, in text order."""

    actor: Actor
    mentions: tuple[ActorMention, ...]


# of a tuple, in the order of the fields: half the time of a call with them
_actor = Actor._make
_chain = Chain._make


@dataclass(frozen=True, slots=True)
class Chains:
    """The actors of an article, by first mention, and for each statement the number of its source's chain."""

    chains: tuple[Chain, ...]
    of_statements: tuple[int | None, ...]

    def actor_of(self, statement: int) -> Actor | None:
        """The actor of a statement by its place among the statements; None when it has no source."""
        number = self.of_statements[statement]
        return None if number is None else self.chains[number].actor


def find_actors(layout: Layout, statements: Sequence[Statement]) -> Chains:
    """Every actor of an article and each place where it is meant, by name, title, role, epithet or pronoun.

    Actors are all people and bodies that the article names, whether they speak or not, and every unnamed source.
    Mentions are spans of tokens (`ActorMention`), one a head; nested ones ("his" in "his adviser") are kept both.
    No text raises; an article with neither names nor statements has no chains.

    >>> from framing.find import Layout, find_statements
    >>> from framing.parse import parse_text
    >>> layout = Layout.of(parse_text("President Ada Brook left. She said that the dam was safe."))
    >>> found = find_actors(layout, list(find_statements(layout.tokens, layout=layout)))
    >>> found.actor_of(0), [mention.form for mention in found.chains[0].mentions]
    (Actor(name='Ada Brook', kind='person'), ['title', 'pronoun'])
    """
    cast = cast_of(layout)
    reader = Reader(layout, cast, statements)
    reader.read()
    speakers = _speakers(layout, reader, statements)
    _first_person(layout, reader, statements, speakers)
    speaking = set(speakers)
    shown: list[tuple[int, int, int, Member]] = []  # by first mention, then in the order of the cast
    for member in cast.members:
        mentions = member.mentions
        if mentions and ((member.kind != UNNAMED and not member.noun) or member in speaking):
            if len(mentions) > 1:
                mentions.sort(key=_place)
            shown.append((mentions[0].first, mentions[0].last, len(shown), member))
    shown.sort()
    number: dict[Member | None, int | None] = {member: place for place, (_, _, _, member) in enumerate(shown)}
    return Chains(
        tuple([_chain((_actor((m.name, m.kind)), tuple(m.mentions))) for _, _, _, m in shown]),
        tuple(map(number.get, speakers)),
    )


def resolve_actors(layout: Layout, statements: Sequence[Statement]) -> list[Actor | None]:
    """One actor a statement, in their order; None where a statement has no source.

    >>> from framing.find import Layout, find_statements
    >>> from framing.parse import parse_text
    >>> layout = Layout.of(parse_text("Officials said that the dam was safe."))
    >>> resolve_actors(layout, list(find_statements(layout.tokens, layout=layout)))
    [Actor(name='Officials', kind='unnamed')]
    """
    found = find_actors(layout, statements)
    return [found.actor_of(place) for place in range(len(statements))]


def _speakers(layout: Layout, reader: Reader, statements: Sequence[Statement]) -> list[Member | None]:
    """The member behind each statement's source; a first person is whoever makes the statement around it."""
    speakers: list[Member | None] = []
    for row in statements:
        head = row.source_head
        if head is None:
            speakers.append(None)
            continue
        member, around = reader.at.get(head), row.within
        if around is not None and around < len(speakers) and layout.tokens.lower[head] in FIRST_PERSON:
            member = speakers[around] or member
        speakers.append(member)
    return speakers


def _first_person(
    layout: Layout, reader: Reader, statements: Sequence[Statement], speakers: list[Member | None]
) -> None:
    """Give each "I" and "we" inside a quotation to the speaker of the innermost statement around it.

    Where it is a source itself, `speakers` follows.
    """
    around = _innermost(layout, _quoted_first_person(layout), statements)
    for token, number in around.items():
        speaker, old = speakers[number], reader.at.get(token)
        if speaker is None or old is speaker:
            continue
        if old is not None:
            old.mentions = [mention for mention in old.mentions if mention.head != token]
        reader.at[token] = speaker
        if token in reader.sources:
            for place, row in enumerate(statements):
                if row.source_head == token:
                    speakers[place] = speaker
        speaker.mentions.append(ActorMention(token, token, token, PRONOUN))


def _quoted_first_person(layout: Layout) -> list[int]:
    """The tokens inside a quotation that are "I" or "we", in text order."""
    if not layout.outer:
        return []
    quoted = layout.quoted
    return [token for token in places_among(layout.tokens, FIRST_PERSON) if quoted[token] >= 0]


def _innermost(layout: Layout, places: list[int], statements: Sequence[Statement]) -> dict[int, int]:
    """For each of these tokens (in text order) with a statement around it, the place of the one with fewest words."""
    starts = [layout.tokens.start[token] for token in places]
    found: dict[int, tuple[int, int]] = {}
    for place, row in enumerate(statements if places else ()):
        for start, end in row.content_spans:
            first = bisect_left(starts, start)
            for token in places[first : bisect_left(starts, end, first)]:
                size = row.n_words, place
                if token not in found or size < found[token]:
                    found[token] = size
    return {token: found[token][1] for token in places if token in found}
