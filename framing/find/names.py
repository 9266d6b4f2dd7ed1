"""Names of people and bodies: taken apart, compared, and brought to one form across a corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from framing.find.nouns import given_names, titles, words_of

SPACES = re.compile(r"\s*[\-\u2010\u2011]\s*|\s+")
SHORTEST_PREFIX = 2  # letters: "Reinc" can be short for "Reince", "Jo" need not be for "Joan"
FOREMOST_SHARE, FOREMOST_COUNT = 0.9, 10  # of a family's full names, for the bare family name to mean this person
HYPHEN = re.compile(r"\s*[\-\u2010\u2011]\s*")


@dataclass(slots=True)
class PersonName:
    """A name taken apart, in lower case: given names, family name (particles dropped), suffix ("jr").

    ``titled`` says whether a title stood before it. "Mr. Brook" and "Al-Brook" have no given name.
    """

    given: tuple[str, ...]
    family: str
    suffix: str
    titled: bool

    def agrees(self, other: PersonName) -> bool:
        """Whether both can be names of one person: "J. Moss", "Jane Moss", "Jane T. Moss", "Moss" with each other.

        >>> parse_name("J. Moss").agrees(parse_name("Jane Moss")), parse_name("Tom Moss").agrees(parse_name("J. Moss"))
        (True, False)
        """
        if self.family != other.family or (self.suffix and other.suffix and self.suffix != other.suffix):
            return False
        if not self.given or not other.given or self.given == other.given:
            return True
        middle = zip(self.given[1:], other.given[1:])
        return _same_given(self.given[0], other.given[0]) and all(_same_given(mine, yours) for mine, yours in middle)


@lru_cache(maxsize=4096)
def parse_name(name: str) -> PersonName:
    """A person's name taken apart; titles, particles, possessive marks and case do not count.

    >>> parse_name("President Bashar al-Assad")
    PersonName(given=('bashar',), family='assad', suffix='', titled=True)
    """
    if name.isalnum():
        return PersonName((), name.lower(), "", False)
    words = name.lower().split()
    if not "".join(words).isalnum():  # else there is no hyphen, and no mark to strip
        straight = HYPHEN.sub("-", plain(name)).lower()
        words = [word for word in [word.strip(",'\u2019") for word in straight.split()] if word]
    count, known, particles, suffix = len(words), titles(), words_of("particle"), ""
    while len(words) > 1 and words[0] in known:
        words = words[1:]
    titled = len(words) < count
    if len(words) > 1 and words[-1].rstrip(".") in words_of("suffix"):
        suffix = words.pop().rstrip(".")
    family = words.pop() if words else ""
    if "-" in family:
        parts = family.split("-")
        while len(parts) > 1 and parts[0] in particles:
            parts = parts[1:]
        family = "-".join(parts)
    return PersonName(tuple([word for word in words if word not in particles]), family, suffix, titled)


def surname(name: str) -> str:
    """The family name, lower-cased, without particles: what short forms share with the full name.

    >>> surname("Bashar Al-Assad"), surname("Assad"), surname("Anna Keller Jr.")
    ('assad', 'assad', 'keller')
    """
    return parse_name(name).family


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The name with straight apostrophes, single spaces and no possessive mark.

    >>> plain("Martin  O\u2019Malley\u2019s")
    "Martin O'Malley"
    """
    straight = " ".join(name.replace("\u2019", "'").split())
    return straight[:-2].rstrip() if straight.lower().endswith("'s") else straight


@lru_cache(maxsize=4096)
def body_key(name: str) -> frozenset[str]:
    """What the spellings of a body's name share: "the Department of Justice", "Justice Department"; "U.N.", "UN".

    >>> body_key("the Department of Justice") == body_key("Justice Department"), body_key("U.N.") == body_key("UN")
    (True, True)
    """
    if name.isalnum():
        return frozenset((name.lower(),))
    straight = plain(name) if "'" in name or "\u2019" in name else name
    words = frozenset(straight.replace(".", "").lower().split())
    return words - words_of("link") or words


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """The first letters of a body's capitalised words, in lower case; empty for a single word.

    >>> initials("Carvenian Red Cross"), initials("the United Nations"), initials("Ostrel")
    ('crc', 'un', '')
    """
    if name.isalnum():
        return ""
    parts = name.split() if name.isascii() and "-" not in name else SPACES.split(name)
    words = [word for word in parts if word.lower() != "the"]
    letters = "".join([word[0] for word in words if word[:1].isupper()])
    return letters.lower() if len(letters) > 1 else ""


def unified_names(names: Iterable[str]) -> dict[str, str]:
    """For each name of a person, the name to use in the whole corpus.

    Full names that agree ("Ada Brook", "Ada T. Brook", "President Ada Brook") go to the commonest of them, ties to
    the shorter. A name without a given name ("Brook", "Mr. Brook") goes to the full name that ends in it when there
    is exactly one such person, or when one of several has nine in ten of their full names and ten at least (a
    president beside a rarely quoted brother); otherwise, with "Ada Brook" and "Tom Brook", the short names stay
    together but apart from both, since they do not say who is meant. An initial goes with the only given name that it
    fits. Within an article names are told apart by the article alone, before this.

    >>> unified_names(["Brook", "Ada Brook", "Lund"])
    {'Brook': 'Ada Brook', 'Ada Brook': 'Ada Brook', 'Lund': 'Lund'}
    """
    counted = Counter(names)
    families: dict[str, list[str]] = {}
    for name in counted:
        families.setdefault(surname(name), []).append(name)
    chosen: dict[str, str] = {}
    for family in families.values():
        if len(family) == 1:
            chosen[family[0]] = family[0]
            continue
        people = _people([name for name in family if parse_name(name).given])
        short = [name for name in family if not parse_name(name).given]
        for members in people:
            chosen.update(dict.fromkeys(members, _commonest(members, counted)))
        meant = _foremost(people, counted) or short
        chosen.update(dict.fromkeys(short, _commonest(meant, counted) if meant else ""))
    return {name: chosen[name] for name in counted}


def unified_bodies(names: Iterable[str]) -> dict[str, str]:
    """For each name of a body, the name to use in the whole corpus: the commonest spelling, ties to the longer.

    An abbreviation goes to the full name with these initials when there is exactly one.

    >>> unified_bodies(["UN", "U.N.", "United Nations"])
    {'UN': 'United Nations', 'U.N.': 'United Nations', 'United Nations': 'United Nations'}
    """
    counted = Counter(names)
    keys = {name: body_key(name) for name in counted}
    spellings: dict[frozenset[str], list[str]] = {}
    for name, key in keys.items():
        spellings.setdefault(key, []).append(name)
    best = {
        key: min((-counted[name], -len(name), name) for name in alike)[2]  # the commonest, then the longest
        for key, alike in spellings.items()
    }
    capitals = {name: name.replace(".", "") for name, key in keys.items() if len(key) == 1}
    short = {name: letters.lower() for name, letters in capitals.items() if letters.isupper()}
    wanted = frozenset(short.values())
    abbreviated: dict[str, set[frozenset[str]]] = {}
    for name, key in keys.items() if wanted else ():
        if not name.isalnum():  # a single word has no initials
            abbreviated.setdefault(initials(name), set()).add(key)
    chosen = {name: best[key] for name, key in keys.items()}
    for name, letters in short.items():
        full = abbreviated.get(letters, set())
        if len(full) == 1:
            chosen[name] = best[next(iter(full))]
    return chosen


def _foremost(people: list[list[str]], counted: Counter[str]) -> list[str] | None:
    """The names of the person whom the bare family name means: the only one, or one far commoner than the rest."""
    if len(people) < 2:
        return people[0] if people else None
    counts = [sum(counted[name] for name in members) for members in people]
    most = max(counts)
    clear = most >= FOREMOST_SHARE * sum(counts) and most >= FOREMOST_COUNT
    return people[counts.index(most)] if clear else None


def _people(full: list[str]) -> list[list[str]]:
    """Full names of one family, by person: each joins the only person with whose names it agrees."""
    people: list[list[str]] = []
    for name in sorted(full, key=_fullest_first):
        parsed = parse_name(name)
        fitting = [members for members in people if all(parsed.agrees(parse_name(other)) for other in members)]
        if len(fitting) == 1:
            fitting[0].append(name)
        else:
            people.append([name])
    return people


def _fullest_first(name: str) -> tuple[bool, int, str]:
    return _abbreviated(name), -len(parse_name(name).given), name


def _same_given(mine: str, yours: str) -> bool:
    """Equal, a nickname, or an initial of the other."""
    one, two = mine.rstrip("."), yours.rstrip(".")
    if one == two or (min(len(one), len(two)) == 1 and one[:1] == two[:1]):
        return True
    known = given_names()
    if one in known and two in known:
        return known[one] == known[two]
    return min(len(one), len(two)) > SHORTEST_PREFIX and (one.startswith(two) or two.startswith(one))


def _commonest(names: list[str], counted: Counter[str]) -> str:
    return min((_abbreviated(name), -counted[name], len(name), name) for name in names)[3]


def _abbreviated(name: str) -> bool:
    given = parse_name(name).given
    return bool(given) and len(given[0].rstrip(".")) == 1
