"""Actors: every source of an article resolved to one name, by rules.

Names are joined by their last word ("Brook", "Ada Brook"), titles by apposition ("the President, Ada Brook"
makes a later "the president" Ada Brook), pronouns by gender and recency with the last speaker first (after
Hobbs 1978 and Lappin & Leass 1994, much reduced). What names nobody stays unnamed. `Resolver` says what another
resolver has to offer to take this one's place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from framing.find.layout import Layout
from framing.find.names import surname
from framing.find.nouns import nouns_of_actors
from framing.find.rows import Statement
from framing.parse.tokens import Tokens

PERSON, ORGANISATION, GROUP, DOCUMENT, UNNAMED = "person", "organisation", "group", "document", "unnamed"
MASCULINE, FEMININE, TITLE = "masculine", "feminine", "title"
GENDERED = {
    **dict.fromkeys(("he", "him", "himself", "his", "mr.", "mr"), MASCULINE),
    **dict.fromkeys(("she", "her", "herself", "hers", "mrs.", "ms.", "mrs", "ms"), FEMININE),
}
FIRST_PERSON = ("i", "we", "me", "us")
COLLECTIVE = ("they", "them", "it")


@dataclass(frozen=True, slots=True)
class Actor:
    """Whom a source stands for: one name in the article, and what sort of actor."""

    name: str
    kind: str


class Resolver(Protocol):
    """Anything that gives each statement of an article its actor (None where it has no source)."""

    def __call__(self, layout: Layout, statements: Sequence[Statement]) -> list[Actor | None]: ...


@dataclass
class _Article:
    """What has been read so far: people by last name, roles taken, genders, and who was met when."""

    full_name: dict[str, str] = field(default_factory=dict)
    role: dict[str, str] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    people: list[tuple[int, str]] = field(default_factory=list)


def resolve_actors(layout: Layout, statements: Sequence[Statement]) -> list[Actor | None]:
    """One actor a statement, in their order; None where a statement has no source."""
    tokens = layout.tokens
    article = _read_people(tokens)
    speakers: list[tuple[int, Actor]] = []
    found: list[Actor | None] = []
    for row in statements:
        actor = None if row.source_head is None else _resolve(layout, article, row, statements, found, speakers)
        if actor is not None and row.source_head is not None:
            speakers.append((row.source_head, actor))
        found.append(actor)
    return found


def _read_people(tokens: Tokens) -> _Article:
    """Every person named in the article, with the roles that stand beside the name."""
    article = _Article()
    runs = list(_proper_runs(tokens))
    alone = {tokens.lower[first] for first, last in runs if first == last and not _after_the(tokens, first)}
    for first, last in runs:
        labelled = any(tokens.entity[token] == PERSON.upper() for token in range(first, last + 1))
        referred = 1 <= last - first <= 3 and tokens.lower[last] in alone and not _after_the(tokens, first)
        if labelled or referred:
            _meet(tokens, article, first, last)
    return article


def _proper_runs(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Stretches of proper nouns that make up one name, hyphens included."""
    token = 0
    while token < len(tokens):
        if tokens.pos[token] != "PROPN":
            token += 1
            continue
        first = token
        while _goes_on(tokens, token):
            token += 1
        last = token if tokens.pos[token] == "PROPN" else token - 1
        yield first, last
        token += 1


def _goes_on(tokens: Tokens, token: int) -> bool:
    follows = token + 1
    if follows >= len(tokens) or tokens.sentence[follows] != tokens.sentence[token]:
        return False
    if tokens.lower[follows] == "-":
        return tokens.start[follows] == tokens.end[token] and tokens.pos[min(follows + 1, len(tokens) - 1)] == "PROPN"
    return tokens.pos[follows] == "PROPN" and not (tokens.entity_begins[follows] and tokens.entity[token] != "")


def _after_the(tokens: Tokens, first: int) -> bool:
    return first > 0 and tokens.pos[first - 1] == "DET"


def _meet(tokens: Tokens, article: _Article, first: int, last: int) -> None:
    titles = []
    while first < last and nouns_of_actors().get(tokens.lemma[first]) in (TITLE, MASCULINE, FEMININE):
        titles.append(tokens.lemma[first])
        first += 1
    name = _name(tokens, first, last)
    if not name:
        return
    family = tokens.lower[last]
    known = article.full_name.get(family)
    if known is None or (len(name.split()) > len(known.split()) and name.endswith(known)):
        for role, holder in article.role.items():
            if holder == known:
                article.role[role] = name
        article.full_name[family] = name
    full = article.full_name[family]
    article.people.append((first, family))
    for title in titles:
        article.role[title] = full
        gender = GENDERED.get(title) or nouns_of_actors().get(title)
        if gender in (MASCULINE, FEMININE):
            article.gender.setdefault(full, gender)
    for child in tokens.children[last]:
        beside = tokens.dep[child] == "compound" and child < first
        if (beside or tokens.dep[child] == "appos") and tokens.pos[child] == "NOUN":
            article.role[tokens.lemma[child]] = full
    above = tokens.head[last]
    if tokens.dep[last] == "appos" and tokens.pos[above] in ("NOUN", "PROPN") and tokens.lower[above] != family:
        article.role[tokens.lemma[above]] = full


def _resolve(
    layout: Layout,
    article: _Article,
    row: Statement,
    statements: Sequence[Statement],
    found: Sequence[Actor | None],
    speakers: list[tuple[int, Actor]],
) -> Actor | None:
    tokens, head = layout.tokens, row.source_head
    if head is None or row.source_start is None or row.source_end is None:
        return None
    first, stop = tokens.within(row.source_start, row.source_end)
    word = tokens.lower[head]
    if word in FIRST_PERSON and row.within is not None:
        return found[row.within] if row.within < len(found) else None
    if word in GENDERED and tokens.pos[head] in ("PRON", "DET"):
        return _by_gender(article, head, GENDERED[word], speakers)
    if word in COLLECTIVE:
        return next((actor for _, actor in reversed(speakers) if actor.kind != PERSON), None) or Actor(word, UNNAMED)
    if tokens.pos[head] == "PRON":
        return Actor(word, UNNAMED)
    return _by_name(tokens, article, head, first, stop) or _by_role(tokens, article, head, first, stop)


def _by_gender(article: _Article, head: int, gender: str, speakers: list[tuple[int, Actor]]) -> Actor:
    """The last speaker of that gender or of none known, else the last person met before."""
    for _, actor in reversed(speakers):
        if actor.kind in (PERSON, UNNAMED) and article.gender.get(actor.name, gender) == gender:
            article.gender.setdefault(actor.name, gender)
            return actor
    for place, family in reversed(article.people):
        name = article.full_name[family]
        if place < head and article.gender.get(name, gender) == gender:
            article.gender.setdefault(name, gender)
            return Actor(name, PERSON)
    return Actor("he" if gender == MASCULINE else "she", UNNAMED)


def _by_name(tokens: Tokens, article: _Article, head: int, first: int, stop: int) -> Actor | None:
    """A person or body named in the source itself: at its head, else beside it in apposition."""
    places = [head, *(c for c in tokens.children[head] if tokens.dep[c] == "appos" and first <= c < stop)]
    for place in places:
        capital = tokens.text[tokens.start[place]].isupper()
        if capital and tokens.lower[place] in article.full_name:
            return Actor(article.full_name[tokens.lower[place]], PERSON)
        if tokens.pos[place] == "PROPN" and tokens.entity[place] == "PERSON":
            begin, last = _entity(tokens, place)
            name = _name(tokens, begin, last)
            return Actor(article.full_name.get(surname(name), name), PERSON) if name else None
    if tokens.pos[head] == "PROPN" and tokens.lower[head] not in article.role:
        begin, last = _entity(tokens, head)
        name = _name(tokens, begin, last)
        known = _kind_of(tokens.lemma[last])
        if name:
            return Actor(name, known if known in (GROUP, DOCUMENT) else ORGANISATION)
    return None


def _by_role(tokens: Tokens, article: _Article, head: int, first: int, stop: int) -> Actor:
    """A role that a named person has taken, else a description that stays as it is."""
    singular = tokens.tag[head] not in ("NNS", "NNPS")
    lemma = tokens.lemma[head]
    definite = (first < head and tokens.lower[first] in ("the", "this", "that")) or tokens.pos[head] == "PROPN"
    holder = article.role.get(lemma)
    if holder and singular and definite:
        return Actor(holder, PERSON)
    name = _description(tokens, article, head, first)
    kind = _kind_of(lemma)
    gender = kind if kind in (MASCULINE, FEMININE) else None
    if gender:
        article.gender.setdefault(name, gender)
    return Actor(name, kind if kind in (ORGANISATION, GROUP, DOCUMENT) and singular else UNNAMED)


def _description(tokens: Tokens, article: _Article, head: int, first: int) -> str:
    """ "the senior officials" → "senior officials"; "his adviser" → "Assad's adviser"."""
    start = first
    while start < head and tokens.pos[start] in ("DET", "PUNCT", "SPACE"):
        start += 1
    text = " ".join(tokens.span(start, head).split())
    if start < head and tokens.tag[start] == "PRP$" and tokens.lower[start] in GENDERED:
        owner = _by_gender(article, start, GENDERED[tokens.lower[start]], [])
        if owner.kind == PERSON:
            return f"{owner.name}'s {text.split(' ', 1)[-1]}"
    return text


def _entity(tokens: Tokens, place: int) -> tuple[int, int]:
    """The named entity around a token, or the proper nouns beside it."""
    kind = tokens.entity[place]
    first = last = place
    if kind:
        while not tokens.entity_begins[first] and first > 0 and tokens.entity[first - 1] == kind:
            first -= 1
        while last + 1 < len(tokens) and tokens.entity[last + 1] == kind and not tokens.entity_begins[last + 1]:
            last += 1
        return first, last
    while first > 0 and tokens.pos[first - 1] == "PROPN" and tokens.head[first - 1] == place:
        first -= 1
    return first, last


def _name(tokens: Tokens, first: int, last: int) -> str:
    """The name without articles, possessive marks, quotation marks and line breaks."""
    while first <= last and tokens.pos[first] not in ("PROPN", "NOUN", "NUM", "ADJ"):
        first += 1
    while last >= first and (
        tokens.tag[last] in ("POS", "''", "``", ":", ",") or tokens.pos[last] in ("PUNCT", "SPACE")
    ):
        last -= 1
    return " ".join(tokens.span(first, last).split()) if first <= last else ""


def _kind_of(lemma: str) -> str | None:
    return nouns_of_actors().get(lemma)
