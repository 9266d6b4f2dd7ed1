"""The cast of an article: everybody and every body that it names, with each place where the name stands.

A stretch of proper nouns is a person or a body by the whole article's evidence (labels of the entity recogniser,
titles, given names, a person's noun beside it), so that a wrong label splits nobody in two. Names that agree are
one member of the cast; a bare surname is the last one who bears it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.find.layout import Layout
from framing.find.names import body_key, initials, parse_name, plain
from framing.find.nouns import genders, given_names, is_person, is_title, nouns_of_actors
from framing.find.roles import Role, roles_beside
from framing.find.runs import MOST_NAMES, NameRun, name_runs
from framing.kept import Remembered, kept
from framing.parse.tokens import Tokens

PERSON, ORGANISATION, GROUP, DOCUMENT, UNNAMED = "person", "organisation", "group", "document", "unnamed"
NAME, TITLE, ROLE, EPITHET, PRONOUN = "bare name", "title", "role", "epithet", "pronoun"
BODIES = frozenset((ORGANISATION, GROUP, DOCUMENT))
PLACES = frozenset(("GPE", "LOC", "FAC"))
LABELS = {"PERSON": 2.0, "": 0.0}  # how much a label speaks for a person; any other against it
NO_ACTORS = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE"))


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
    roles: tuple[Role, ...] = ()
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


Office = tuple[Member, Role]


@dataclass
class Cast:
    """The members, for the head of each name who bears it, and the tokens of names of several words."""

    members: list[Member] = field(default_factory=list)
    named: dict[int, tuple[Member, ActorMention]] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)

    def add(self, member: Member) -> Member:
        """Take somebody into the cast."""
        self.members.append(member)
        return member

    @kept
    def offices(self) -> dict[str, list[Office]]:
        """Who is said to hold each office; only names come with any, so that this is asked when all are entered."""
        found: dict[str, list[Office]] = {}
        for member in self.members:
            if member.kind == PERSON:
                for role in member.roles:
                    found.setdefault(role.noun, []).append((member, role))
        return found

    @kept
    def titled(self) -> list[Office]:
        """Who holds an office that is a title, in the order of the members."""
        return [
            (member, role)
            for member in self.members
            if member.kind == PERSON
            for role in member.roles
            if is_title(role.noun)
        ]


def cast_of(layout: Layout) -> Cast:
    """Everybody named in the article."""
    tokens = layout.tokens
    runs = name_runs(layout)
    evidence = _evidence(tokens, runs)
    people: list[NameRun] = []
    bodies: list[NameRun] = []
    for run in runs:
        votes = evidence[run.family]
        human = votes > 0 and not run.acronym and _is_person(tokens, run, votes)
        (people if human else bodies).append(run)
    cast = Cast()
    _cast_people(tokens, cast, people)
    _cast_bodies(tokens, cast, bodies)
    return cast


def _evidence(tokens: Tokens, runs: list[NameRun]) -> dict[str, float]:
    """For each family name, how much speaks for a person (above 0) and against."""
    votes: dict[str, float] = {}
    lower, lemma, entity = tokens.lower, tokens.lemma, tokens.entity
    names, nouns = given_names(), nouns_of_actors()
    alone = {lower[run.first] for run in runs if run.first == run.last and not run.article}
    for run in runs:
        first, last, family, article = run.first, run.last, run.family, run.article
        label = entity[last]
        vote = LABELS.get(label, -1.0)
        if first < last:
            vote += 3 * (lower[first] in names)
            vote += label in ("", "ORG") and not article and last - first <= 2 and family in alone
            if nouns.get(lemma[last]):
                vote -= 6
        elif vote < 0 and not article:
            vote *= 0.25  # single words get wrong labels often
        if run.titles:
            vote += 4
        if article:
            vote -= 2
        if run.beside and _beside_a_person(tokens, run):
            vote += 2
        votes[family] = votes.get(family, 0.0) + vote
    return votes


def _beside_a_person(tokens: Tokens, run: NameRun) -> bool:
    """An apposition, a compound or a "who" that only people have."""
    deps = tokens.dep
    for child in run.beside:
        dep = deps[child]
        if dep == "appos" or dep == "compound":
            if tokens.pos[child] == "NOUN" and is_person(tokens.lemma[child]):
                return child < run.first or dep == "appos"
        elif dep == "relcl" and any(tokens.lower[c] == "who" for c in tokens.children[child]):
            return True
    return False


def _is_person(tokens: Tokens, run: NameRun, votes: float) -> bool:
    """Whether a name that is more often a person's is one here: a place's or a body's own label counts against it."""
    label = tokens.entity[run.last]
    if label == "NORP":
        return False
    several, by_label = run.last > run.first, label == "PERSON"
    if several and not by_label and nouns_of_actors().get(tokens.lemma[run.last]):
        return False
    if run.article and not run.titles:
        return by_label
    if run.titles or by_label or (several and tokens.lower[run.first] in given_names()):
        return True
    return label not in PLACES or votes > 4


def _cast_people(tokens: Tokens, cast: Cast, runs: list[NameRun]) -> None:
    """Full names first, so that a surname in the headline finds its bearer further down."""
    families: dict[str, list[Member]] = {}
    bearer: dict[int, Member] = {}
    for run in sorted([run for run in runs if run.parsed.given], key=_shorter_last):  # of one length in text order
        parsed = run.parsed
        family = families.setdefault(parsed.family, [])
        fitting = [member for member in family if parsed.agrees(_PARSED[member.name])]
        if len(fitting) != 1:
            fitting = [cast.add(Member(_cased(run.name), PERSON, _gender(run)))]
            family += fitting
        bearer[run.first] = fitting[0]
    nearest: dict[str, Member] = {}
    found: list[tuple[Member, NameRun]] = []
    for run in runs:
        member = bearer.get(run.first) or _bearer(run, families, nearest, bearer)
        if member is None:
            member = cast.add(Member(_cased(run.name), PERSON, _gender(run)))
            families.setdefault(run.family, []).append(member)
        if member.gender is None and (run.parsed.given or run.titles):
            member.gender = _gender(run)
        nearest[run.family] = member
        found.append((member, run))
    _enter(tokens, cast, found)


def _shorter_last(run: NameRun) -> int:
    return run.first - run.last


def _bearer(
    run: NameRun, families: dict[str, list[Member]], nearest: dict[str, Member], bearer: dict[int, Member]
) -> Member | None:
    """Whose surname (or given name, or first of two family names) a single word is."""
    parsed, gender = run.parsed, _gender(run)
    family, last = families.get(run.family, []), nearest.get(run.family)
    if last in family:
        family = [last, *family]  # who was named last has the first say
    for member in family:
        fits = gender is None or member.gender is None or gender == member.gender
        if fits and parsed.agrees(_PARSED[member.name]):
            return member
    others = {member for member in bearer.values() if run.family in _PARSED[member.name].given}
    return others.pop() if len(others) == 1 else None


def _gender(run: NameRun) -> str | None:
    if run.titles:
        known = genders()
        for title in run.titles:
            if title in known:
                return known[title]
    given = run.parsed.given
    name = given_names().get(given[0]) if given else None
    return None if name is None else name[1]


def _cased(name: str) -> str:
    """The name, in ordinary case where it stood all in capitals."""
    return name.title() if name.isupper() and len(name.split()) > 1 and len(name) > 5 else name


def _enter(tokens: Tokens, cast: Cast, found: list[tuple[Member, NameRun]]) -> None:
    """Where each of these names stands, and which offices stand beside it."""
    deps, heads, lemmas, named = tokens.dep, tokens.head, tokens.lemma, cast.named
    for member, run in found:
        head, last, titles = run.head, run.last, run.titles
        dep = deps[head]
        if titles or run.beside or dep == "appos" or (dep == "nsubj" and lemmas[heads[head]] == "be"):
            for role in roles_beside(tokens, run, narrowed=member.kind == PERSON):  # a body's noun alone is asked for
                if role not in member.roles:
                    member.roles += (role,)
        first = run.titled if titles else run.first
        if first < last:
            cast.covered.update(range(first, last + 1))
        named[head] = member, ActorMention(first, last, head, TITLE if titles else NAME)


def _cast_bodies(tokens: Tokens, cast: Cast, runs: list[NameRun]) -> None:
    """Bodies, places and groups: one for each set of words; abbreviations and first words go to the full name."""
    known: dict[frozenset[str], Member] = {}
    short: dict[str, Member] = {}
    found: list[tuple[Member, NameRun]] = []
    keys = [_KEYS[run.name] for run in runs]
    longest_first = sorted(range(len(runs)), key=list(map(len, keys)).__getitem__, reverse=True)  # alike in text order
    for key, run in [(keys[place], runs[place]) for place in longest_first]:
        label = tokens.entity[run.head]
        if label in NO_ACTORS or not key or (label == "NORP" and _one_of_many(tokens, run.head)):
            continue
        member = known.get(key)
        if member is None and run.first == run.last:
            capitals = run.name.replace(".", "")
            member = short.get(capitals.lower() if capitals.isupper() else f"{run.family} ")
        if member is None:
            member = known[key] = cast.add(Member(plain(run.name), _kind(tokens, run, label)))
            member.plural = member.kind == GROUP and tokens.tag[run.head] in ("NNS", "NNPS")
            short.setdefault(initials(run.name), member)
            if label == "ORG" and run.last > run.first and not run.article:
                short.setdefault(f"{tokens.lower[run.first]} ", member)
            if run.abbreviation:
                short[run.abbreviation] = member
        found.append((member, run))
    _enter(tokens, cast, found)


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


# Like caches: what they say of a name never changes.
_PARSED = Remembered(parse_name, most=MOST_NAMES)
_KEYS = Remembered(body_key, most=MOST_NAMES)
