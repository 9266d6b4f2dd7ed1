"""Who holds an office or a relation, and which body a general noun means: what "the …" and "its …" take up."""

from __future__ import annotations

from collections.abc import Sequence

from framing.find.cast import BODIES, DOCUMENT, ORGANISATION, Cast, Member
from framing.find.nouns import FEMININE, MASCULINE, nouns_of_actors, words_of
from framing.find.presence import Presence
from framing.find.roles import Role
from framing.find.runs import MOST_NAMES
from framing.kept import Remembered

GENDERED = {
    **dict.fromkeys(("he", "him", "himself", "his"), MASCULINE),
    **dict.fromkeys(("she", "her", "herself", "hers"), FEMININE),
}
NEUTER = frozenset(("it", "its", "itself"))
FELT = 0.1  # what a body has to weigh for "the company" to take it up
STEM = 4  # letters that a country and its adjective share


def holder_of(cast: Cast, present: Presence, sentence: int, noun: str, narrow: frozenset[str]) -> Member | None:
    """Who holds the office: somebody met before, else whoever the article later says does; or None.

    ``narrow`` are the words that narrow the description down: a vice president is no president, and "the Carvenian
    president" is the one of Carvenia when the article tells of one.
    """
    holders = cast.titled if noun in words_of("generic-title") else cast.offices.get(noun)
    if not holders:
        return None
    best: tuple[bool, bool, float] = (False, False, -1.0)
    holder = None
    qualifiers = narrow & words_of("qualifier")
    for member, role in holders:
        fit = _fit(role, noun, narrow, qualifiers)
        rank = (fit > 0, bool(member.mentions), present.weight(member, sentence))
        if fit >= 0 and rank > best:
            best, holder = rank, member
    return holder


def body_of(present: Presence, sentence: int, noun: str, narrow: frozenset[str]) -> Member | None:
    """The body whose name holds the noun ("the department"), or for a general noun ("the company") the last one."""
    best, most = None, -1.0
    generic = not narrow and noun in words_of("generic-organisation")
    for member in present.bodies:
        if member.kind == DOCUMENT:
            continue
        words = _WORDS[member.name]
        held = noun in words or (bool(member.roles) and any(role.noun == noun for role in member.roles))
        if held and narrow:
            held = all(any(_alike(word, other) for other in words) for word in narrow)
        if not held and not (generic and member.kind == ORGANISATION):
            continue
        weight = present.weight(member, sentence)
        if weight + held > most and (held or (weight > FELT and not _of_its_kind(words))):
            best, most = member, weight + held
    return best


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, in lower case."""
    return tuple(name.lower().replace("-", " ").split())


def related_to(cast: Cast, owner: Member, noun: str, narrow: frozenset[str]) -> Member | None:
    """The person who is said to be that to the owner ("its head", "Keller's adviser"), or None."""
    holders = [(member, role) for member, role in cast.offices.get(noun, ()) if member is not owner]
    if not holders:
        return None
    words = set(owner.name.lower().split())
    rest = {word for word in narrow - words if word not in GENDERED and word not in NEUTER}
    for member, role in holders:
        owned = role.narrowing & words or any(word in GENDERED or word in NEUTER for word in role.narrowing)
        if owned and rest <= role.narrowing:
            return member
    return None


def _fit(role: Role, noun: str, narrow: frozenset[str], qualifiers: frozenset[str]) -> int:
    """How well a role fits a description: below 0 not at all, above it by the words that they share."""
    if role.narrowing & words_of("qualifier") != qualifiers:
        return -1
    if not narrow:
        return 0
    shared = sum(any(_alike(word, other) for other in role.narrowing) for word in narrow)
    return shared or (-1 if role.noun != noun or role.narrowing else 0)


def _alike(word: str, other: str) -> bool:
    """The same word, or a country and its adjective ("Carvenia", "Carvenian")."""
    return word == other or (len(word) > STEM and len(other) > STEM and word[:STEM] == other[:STEM])


def _of_its_kind(words: Sequence[str]) -> bool:
    return any(nouns_of_actors().get(word) in BODIES and word not in words_of("generic-organisation") for word in words)


# Like a cache: what it says of a name never changes.
_WORDS = Remembered(_words, most=MOST_NAMES)
