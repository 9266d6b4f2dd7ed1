"""Who is present to a reader at each point of an article: weights that mentions raise and every sentence halves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from framing.find.cast import BODIES, GROUP, ORGANISATION, PERSON, Member
from framing.find.nouns import FEMININE, MASCULINE

MEMORY = 12  # sentences after which nobody is taken up by a pronoun any more
HALVES = tuple(0.5**sentences for sentences in range(MEMORY + 1))
UNSURE = 0.7  # times, where the gender is not known
COLLECTIVE = 0.5  # times, for "they" of a single body


@dataclass
class Presence:
    """The members met lately, each with the weight that it had in the sentence of its last mention."""

    members: list[Member] = field(default_factory=list)

    def meet(self, member: Member, sentence: int, weight: float) -> None:
        """Add the weight of a mention in this sentence."""
        if not member.weight:
            self.members.append(member)
        member.weight = self.weight(member, sentence) + weight
        member.sentence = sentence

    def weight(self, member: Member, sentence: int) -> float:
        """What the member weighs in this sentence."""
        gap = sentence - member.sentence
        return 0.0 if gap > MEMORY else member.weight * HALVES[gap]

    def heaviest(self, sentence: int, fits: Callable[[Member], float], beside: Sequence[Member] = ()) -> Member | None:
        """The member that weighs most in this sentence, each times what ``fits`` says of it, without those beside."""
        best, most, forgotten = None, 0.0, False
        for member in self.members:
            gap = sentence - member.sentence
            if gap > MEMORY:
                forgotten = True
                continue
            weight = member.weight * HALVES[gap]
            if weight > most:
                weight *= fits(member)
                if weight > most and not any(member is other for other in beside):
                    best, most = member, weight
        if forgotten:
            self._forget(sentence)
        return best

    def _forget(self, sentence: int) -> None:
        kept = []
        for member in self.members:
            if sentence - member.sentence > MEMORY:
                member.weight = 0.0
            else:
                kept.append(member)
        self.members = kept


def masculine(member: Member) -> float:
    """How well "he" takes up the member."""
    return _of_gender(member, MASCULINE)


def feminine(member: Member) -> float:
    """How well "she" takes up the member."""
    return _of_gender(member, FEMININE)


def _of_gender(member: Member, gender: str) -> float:
    if member.gender is None:
        return UNSURE if member.human else 0.0
    return 1.0 if member.gender == gender and member.human else 0.0


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
