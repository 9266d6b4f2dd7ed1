"""Who is present to a reader at each point of an article: weights that mentions raise and every sentence halves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from framing.find.cast import BODIES, DOCUMENT, GROUP, ORGANISATION, PERSON, UNNAMED, Member
from framing.find.nouns import FEMININE, MASCULINE

MEMORY = 12  # sentences after which nobody is taken up by a pronoun any more
HALVES = tuple(0.5**sentences for sentences in range(MEMORY + 1))
UNSURE = 0.7  # times, where the gender is not known
MOST_FORGOTTEN = 8  # that are passed over each time before they are taken out
COLLECTIVE = 0.5  # times, for "they" of a single body
PLURAL = "plural"  # members of any kind that are several


Fits = Callable[[Member], float]


class Presence:
    """The members met lately, each with the weight that it had in the sentence of its last mention."""

    def __init__(self) -> None:
        self._all: list[Member] = []  # this and the other lists in the order in which they came
        self._bodies: list[Member] = []
        self._described: dict[str, list[Member]] = {}
        self._several: list[Member] = []
        self._people: list[Member] = []
        self._among: dict[Fits, list[Member]] = {
            masculine: self._people, feminine: self._people, person: self._people,
            many: self._several, neuter: self._bodies,
        }  # fmt: skip
        self._lists = {
            PERSON: [self._all, self._people], UNNAMED: [self._all], DOCUMENT: [self._all, self._bodies],
            ORGANISATION: [self._all, self._bodies, self._several],
            GROUP: [self._all, self._bodies, self._several],
            PLURAL: [self._all, self._several],
        }  # fmt: skip
        self._since = -MEMORY  # who was met last before this sentence is forgotten

    @property
    def members(self) -> list[Member]:
        """All of them, in the order in which they came."""
        return self._remembered(self._all)

    @property
    def bodies(self) -> list[Member]:
        """Those whom "it" can take up."""
        return self._remembered(self._bodies)

    def described(self, noun: str) -> list[Member]:
        """Those who were described with this noun."""
        return self._remembered(self._described[noun]) if noun in self._described else []

    def meet(self, member: Member, sentence: int, weight: float) -> None:
        """Add the weight of a mention in this sentence."""
        if not member.weight or member.sentence < self._since:
            self._enter(member)
        elif (gap := sentence - member.sentence) <= MEMORY:
            weight += member.weight * HALVES[gap]
        member.weight = weight
        member.sentence = sentence

    def weight(self, member: Member, sentence: int) -> float:
        """What the member weighs in this sentence."""
        gap = sentence - member.sentence
        return 0.0 if gap > MEMORY else member.weight * HALVES[gap]

    def heaviest(self, sentence: int, fits: Fits, beside: Sequence[Member] = ()) -> Member | None:
        """The member that weighs most in this sentence, each times what ``fits`` says of it, without those beside.

        ``fits`` is one of the functions below. Who was met last too long ago is forgotten.
        """
        self._since = since = sentence - MEMORY
        best, most, forgotten = None, 0.0, 0
        for member in self._among[fits]:
            if member.sentence < since:
                forgotten += 1
                continue
            weight = member.weight * HALVES[sentence - member.sentence]
            if weight > most:
                weight *= fits(member)
                if weight > most and member not in beside:
                    best, most = member, weight
        if forgotten > MOST_FORGOTTEN:
            self._remembered(self._among[fits])
        return best

    def _enter(self, member: Member) -> None:
        """Put a member at the end of the lists: a new one, or one who was forgotten and may still be in them."""
        kind = member.kind
        if member.plural:
            kind = PLURAL
        elif kind == UNNAMED and member.human:
            kind = PERSON
        noun, lists = member.noun, self._lists[kind]
        if member.weight:
            for members in (*lists, self._described.get(noun, [])):
                self._remembered(members)
        for members in lists:
            members.append(member)
        if noun:
            self._described.setdefault(noun, []).append(member)

    def _remembered(self, members: list[Member]) -> list[Member]:
        """The list, without those who are forgotten."""
        since = self._since
        members[:] = [member for member in members if member.sentence >= since]
        return members


def masculine(member: Member) -> float:
    """How well "he" takes up the human member."""
    return UNSURE if member.gender is None else 1.0 if member.gender == MASCULINE else 0.0


def feminine(member: Member) -> float:
    """How well "she" takes up the human member."""
    return UNSURE if member.gender is None else 1.0 if member.gender == FEMININE else 0.0


def many(member: Member) -> float:
    """How well "they" takes up the member."""
    if member.plural:
        return 1.0
    return COLLECTIVE if member.kind in (GROUP, ORGANISATION) else 0.0


def neuter(member: Member) -> float:
    """How well "it" takes up the member."""
    return 1.0 if member.kind in BODIES and not member.plural else 0.0


def person(member: Member) -> float:
    """How well a description of a person takes up the member."""
    return 1.0 if member.kind == PERSON else 0.0
