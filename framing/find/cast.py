"""The cast of an article: everybody and every body that it names, with each place where the name stands.

A stretch of proper nouns is a person or a body by the whole article's evidence (labels of the entity recogniser,
titles, given names, a person's noun beside it), so that a wrong label splits nobody in two. Names that agree are
one member of the cast; a bare surname is the last one who bears it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from framing.find.layout import Layout
from framing.find.names import body_key, initials, parse_name, plain
from framing.find.nouns import (
    genders,
    given_names,
    is_person,
    nouns_of_actors,
)
from framing.find.roles import Role, roles_beside
from framing.find.runs import NameRun, name_runs
from framing.parse.tokens import Tokens

PERSON, ORGANISATION, GROUP, DOCUMENT, UNNAMED = "person", "organisation", "group", "document", "unnamed"
NAME, TITLE, ROLE, EPITHET, PRONOUN = "bare name", "title", "role", "epithet", "pronoun"
BODIES = (ORGANISATION, GROUP, DOCUMENT)
PLACES = ("GPE", "LOC", "FAC")
NO_ACTORS = ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE")


@dataclass(slots=True)
class ActorMention:
    """One place where an actor is meant: its first and last token (inclusive), its head, and its form.

    ``form`` is "bare name" ("Keller", "Anna Keller", "the UN"), "title" (a title before the name: "President
    Keller", "Mr. Moss"; the span holds it), "role" (an office for the person: "the president"), "epithet" (any
    other description: "the 57-year-old", "senior officials") or "pronoun".
    """

    first: int
    last: int
    head: int
    form: str


@dataclass(eq=False, slots=True)
class Member:
    """One actor of an article, as far as it has been read."""

    name: str
    kind: str
    gender: str | None = None
    plural: bool = False
    roles: list[Role] = field(default_factory=list)
    mentions: list[ActorMention] = field(default_factory=list)
    noun: str = ""  # the head of a description
    weight: float = 0.0  # how present it is, halved by every sentence
    sentence: int = 0  # the sentence for which the weight holds

    @property
    def human(self) -> bool:
        """Whether "he" or "she" can take it up."""
        if self.plural or self.kind in BODIES:
            return False
        return self.kind == PERSON or self.gender is not None or is_person(self.noun)


@dataclass
class Cast:
    """The members, and for the head of each name who bears it."""

    members: list[Member] = field(default_factory=list)
    named: dict[int, tuple[Member, ActorMention]] = field(default_factory=dict)

    def add(self, member: Member) -> Member:
        """Take somebody into the cast."""
        self.members.append(member)
        return member

    @cached_property
    def offices(self) -> list[tuple[Member, Role]]:
        """Who is said to hold which office; only names come with any, so that this is asked when all are entered."""
        return [(member, role) for member in self.members if member.kind == PERSON for role in member.roles]


def cast_of(layout: Layout) -> Cast:
    """Everybody named in the article."""
    tokens = layout.tokens
    runs = sorted(name_runs(tokens), key=_in_text_order)
    evidence = _evidence(tokens, runs)
    people: list[NameRun] = []
    bodies: list[NameRun] = []
    for run in runs:
        (people if _is_person(tokens, run, evidence) else bodies).append(run)
    cast = Cast()
    _cast_people(tokens, cast, people)
    _cast_bodies(tokens, cast, bodies)
    return cast


def _evidence(tokens: Tokens, runs: list[NameRun]) -> dict[str, float]:
    """For each family name, how much speaks for a person (above 0) and against."""
    votes: dict[str, float] = {}
    alone = {tokens.lower[run.first] for run in runs if run.first == run.last and not run.article}
    for run in runs:
        label = tokens.entity[run.last]
        vote = {"PERSON": 2.0, "": 0.0}.get(label, -1.0)
        if run.first == run.last and vote < 0 and not run.article:
            vote *= 0.25  # single words get wrong labels often
        vote += 4 * bool(run.titles) - 2 * run.article
        if run.last > run.first:
            vote += 3 * (tokens.lower[run.first] in given_names())
            vote += label in ("", "ORG") and not run.article and run.last - run.first <= 2 and run.family in alone
        vote += 2 * _beside_a_person(tokens, run)
        if nouns_of_actors().get(tokens.lemma[run.last]) and run.last > run.first:
            vote -= 6
        votes[run.family] = votes.get(run.family, 0.0) + vote
    return votes


def _beside_a_person(tokens: Tokens, run: NameRun) -> bool:
    """An apposition, a compound or a "who" that only people have."""
    for child in tokens.children[run.head]:
        if (
            tokens.dep[child] in ("appos", "compound")
            and tokens.pos[child] == "NOUN"
            and is_person(tokens.lemma[child])
        ):
            return child < run.first or tokens.dep[child] == "appos"
        if tokens.dep[child] == "relcl" and any(tokens.lower[c] == "who" for c in tokens.children[child]):
            return True
    return False


def _is_person(tokens: Tokens, run: NameRun, evidence: dict[str, float]) -> bool:
    """By all the evidence on the family name; a place's or a body's own label counts against a namesake."""
    if evidence[run.family] <= 0 or run.acronym or tokens.entity[run.last] == "NORP":
        return False
    several = run.last > run.first
    if several and nouns_of_actors().get(tokens.lemma[run.last]) and tokens.entity[run.last] != "PERSON":
        return False
    if run.article and not run.titles:
        return tokens.entity[run.last] == "PERSON"
    if run.titles or tokens.entity[run.last] == "PERSON" or (several and tokens.lower[run.first] in given_names()):
        return True
    return tokens.entity[run.last] not in PLACES or evidence[run.family] > 4


def _cast_people(tokens: Tokens, cast: Cast, runs: list[NameRun]) -> None:
    """Full names first, so that a surname in the headline finds its bearer further down."""
    families: dict[str, list[Member]] = {}
    bearer: dict[int, Member] = {}
    for run in sorted(runs, key=_shorter_last):
        parsed = parse_name(run.name)
        if not parsed.given:
            continue
        family = families.setdefault(parsed.family, [])
        fitting = [member for member in family if parsed.agrees(parse_name(member.name))]
        if len(fitting) != 1:
            fitting = [cast.add(Member(_cased(run.name), PERSON, gender=_gender(run)))]
            family += fitting
        bearer[run.first] = fitting[0]
    nearest: dict[str, Member] = {}
    for run in runs:
        member = bearer.get(run.first) or _bearer(run, families, nearest, bearer)
        if member is None:
            member = cast.add(Member(_cased(run.name), PERSON, gender=_gender(run)))
            families.setdefault(run.family, []).append(member)
        nearest[run.family] = member
        _enter(tokens, cast, member, run)


def _in_text_order(run: NameRun) -> int:
    return run.first


def _shorter_last(run: NameRun) -> tuple[int, int]:
    return run.first - run.last, run.first


def _fewer_words_last(run: NameRun) -> tuple[int, int]:
    return -len(body_key(run.name)), run.first


def _bearer(
    run: NameRun, families: dict[str, list[Member]], nearest: dict[str, Member], bearer: dict[int, Member]
) -> Member | None:
    """Whose surname (or given name, or first of two family names) a single word is."""
    parsed = parse_name(run.name)
    gender = _gender(run)
    family = [
        member
        for member in families.get(run.family, [])
        if gender in (None, member.gender) or member.gender is None
        if parsed.agrees(parse_name(member.name))
    ]
    last = nearest.get(run.family)
    if family:
        return last if last in family else family[0]
    others = {id(member): member for member in bearer.values() if run.family in parse_name(member.name).given}
    return next(iter(others.values())) if len(others) == 1 else None


def _gender(run: NameRun) -> str | None:
    for title in run.titles:
        if title in genders():
            return genders()[title]
    given = parse_name(run.name).given
    return given_names()[given[0]][1] if given and given[0] in given_names() else None


def _cased(name: str) -> str:
    """The name, in ordinary case where it stood all in capitals."""
    return name.title() if name.isupper() and len(name.split()) > 1 and len(name) > 5 else name


def _enter(tokens: Tokens, cast: Cast, member: Member, run: NameRun) -> None:
    member.gender = member.gender or _gender(run)
    for role in roles_beside(tokens, run):
        if role not in member.roles:
            member.roles.append(role)
    form = TITLE if run.titles else NAME
    mention = ActorMention(run.titled if run.titles else run.first, run.last, run.head, form)
    cast.named[run.head] = (member, mention)


def _cast_bodies(tokens: Tokens, cast: Cast, runs: list[NameRun]) -> None:
    """Bodies, places and groups: one for each set of words; abbreviations and first words go to the full name."""
    known: dict[frozenset[str], Member] = {}
    short: dict[str, Member] = {}
    for run in sorted(runs, key=_fewer_words_last):
        label, key = tokens.entity[run.head], body_key(run.name)
        if label in NO_ACTORS or not key or (label == "NORP" and _one_of_many(tokens, run.head)):
            continue
        capitals = run.name.replace(".", "")
        member = known.get(key)
        if member is None and run.first == run.last:
            member = short.get(capitals.lower() if capitals.isupper() else f"{run.family} ")
        if member is None:
            member = known[key] = cast.add(Member(plain(run.name), _kind(tokens, run, label)))
            member.plural = member.kind == GROUP and tokens.tag[run.head] in ("NNS", "NNPS")
            short.setdefault(initials(run.name), member)
            if label == "ORG" and run.last > run.first and not run.article:
                short.setdefault(f"{tokens.lower[run.first]} ", member)
            if run.abbreviation:
                short[run.abbreviation] = member
        _enter(tokens, cast, member, run)


def _one_of_many(tokens: Tokens, head: int) -> bool:
    """ "Another Muslim", "one senior Democrat": a person whom nobody names."""
    if tokens.tag[head] not in ("NN", "NNP"):
        return False
    return any(
        tokens.dep[c] in ("det", "nummod") and "Definite=Def" not in tokens.morph[c] for c in tokens.children[head]
    )


def _kind(tokens: Tokens, run: NameRun, label: str) -> str:
    known = nouns_of_actors().get(tokens.lemma[run.last])
    if label == "NORP" or known == GROUP:
        return GROUP
    return DOCUMENT if known == DOCUMENT else ORGANISATION
