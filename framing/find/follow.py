"""Who is meant by a pronoun or a description: one pass over the article, with those present kept by weight.

A mention adds to the weight of its actor, by its place in the clause, and each sentence halves it (Lappin & Leass
1994, much reduced; Hobbs 1978 for the order of speakers). A pronoun goes to the heaviest that agrees in gender and
number and does not stand beside it under the same verb; a description to whoever holds the office, to the body
whose name holds the noun, or to the last that was described alike. What fits nobody is an actor of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.find.cast import BODIES, EPITHET, GROUP, PERSON, PRONOUN, ROLE, UNNAMED, ActorMention, Cast, Member
from framing.find.describe import Description, described
from framing.find.layout import Layout
from framing.find.nouns import (
    FEMININE,
    MASCULINE,
    canonical_nouns,
    genders,
    is_person,
    is_title,
    nouns_of_actors,
    nouns_of_anybody,
)
from framing.find.offices import GENDERED, NEUTER, body_of, holder_of, related_to
from framing.find.places import places_in
from framing.find.presence import Presence, feminine, many, masculine, neuter, person
from framing.find.roles import narrowing
from framing.find.rows import Statement
from framing.kept import Remembered

FITS = {MASCULINE: masculine, FEMININE: feminine}
NUMBERED = {
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), many),
    **dict.fromkeys(NEUTER, neuter),
}
MEANT = frozenset((*GENDERED, *NUMBERED))  # pronouns that can take somebody up
REFLEXIVE = frozenset(word for word in MEANT if word.endswith(("self", "selves")))
BESIDE = frozenset(("nsubj", "dobj", "iobj", "dative", "pobj"))  # of pronouns that have somebody beside them
RELATIVE = frozenset(("WP", "WDT", "WP$"))
PLACES = {"nsubj": 1.0, "nsubjpass": 1.0, "agent": 1.0, "dobj": 0.6, "compound": 0.15, "poss": 0.4, "appos": 0.3}
ELSEWHERE = 0.4
SOURCE, QUOTED, DESCRIBED = 0.8, 0.3, 0.7  # added for a source; times, inside a quotation; times, when unnamed
CLEAR = 0.5  # what a person has to weigh for a new epithet to take it up
AGAIN = 1.6  # times, for the last speaker as the source of the next statement
MOST_NOUNS = 4096  # that are remembered
NO_HEADS = frozenset(("compound", "npadvmod", "attr"))  # nouns that stand for nobody by themselves


class Reader:
    """Reads an article from its first token to its last and lets every mention find its actor."""

    def __init__(self, layout: Layout, cast: Cast, statements: Sequence[Statement]) -> None:
        self.layout, self.tokens, self.cast = layout, layout.tokens, cast
        self.children, self.quoted, self.sentences = layout.tokens.children, layout.quoted, layout.tokens.sentence
        self.heads, self.deps = layout.tokens.head, layout.tokens.dep
        self.at: dict[int, Member] = {}
        self.present = Presence()
        self.sources: dict[int, Statement] = {}
        for row in statements:
            if row.source_head is not None:
                self.sources.setdefault(row.source_head, row)
        self.parts: set[int] = set()
        self.speaker: Member | None = None
        self.introduced: dict[str, Member] = {}
        self.held = {role.noun for member in cast.members for role in member.roles}

    def read(self) -> None:
        """Every token that may mean somebody, in text order."""
        pairs, named = self._pairs(), self.cast.named
        self.parts = {one for heads in pairs.values() for head in heads for one in self._joined(head)}
        pos, inside = self.tokens.pos, self.cast.covered.intersection(self.sources)
        for token in sorted([*named, *self._unnamed()]):
            if token in named:
                member, mention = named[token]
                self._meet(member, mention)
            elif inside and token in inside:
                self.at[token] = self._covering(token)  # the parse heads the source at another word of the name
            elif pos[token] == "PRON":
                self._pronoun(token)
            else:
                self._description(token)
            if pairs and token in pairs:
                for source in pairs[token]:
                    self._pair(source)

    def _unnamed(self) -> set[int]:
        """The tokens that may mean somebody without being the head of a name."""
        tokens, deps, covered, held = self.tokens, self.deps, self.cast.covered, self.held
        lemmas, lower, tags, nouns = tokens.lemma, tokens.lower, tokens.tag, nouns_of_anybody()
        described = [
            token
            for token in places_in(tokens, "pos", "NOUN")
            if (lemmas[token] in nouns or lemmas[token] in held)
            and deps[token] not in NO_HEADS
            and token not in covered
        ]
        pronouns = [
            token
            for token in places_in(tokens, "pos", "PRON")
            if lower[token] in MEANT or (tags[token] in RELATIVE and deps[self.heads[token]] == "relcl")
        ]
        return {*described, *pronouns, *self.sources, *self.parts}.difference(self.cast.named)

    def _covering(self, source: int) -> Member:
        """Who has the name of several words around the head of a source."""
        named = self.cast.named.values()
        return [member for member, mention in named if mention.first <= source <= mention.last][-1]

    def _meet(self, member: Member, mention: ActorMention) -> None:
        head, deps = mention.head, self.deps
        self.at[head] = member
        member.mentions.append(mention)
        dep = deps[head]
        if dep == "pobj" and deps[self.heads[head]] == "agent":
            dep = "agent"
        weight = PLACES.get(dep, ELSEWHERE)
        if head in self.sources:
            weight += SOURCE
            self.speaker = member
        elif self.quoted[head] >= 0:
            weight *= QUOTED
        if member.kind == UNNAMED:
            weight *= DESCRIBED
        self.present.meet(member, self.sentences[head], weight)

    def _heaviest(self, token: int, gender: str) -> Member | None:
        """Whom "he" or "she" takes up; the source of a statement is rather the speaker of the one before."""
        fits = FITS[gender]
        speaker = self.speaker if token in self.sources else None
        sentence, beside = self.sentences[token], self._beside(token)
        best = self.present.heaviest(sentence, fits, beside)
        if speaker is None or best is None or not speaker.human or speaker in beside:
            return best
        if best.sentence > speaker.sentence and self.quoted[best.mentions[-1].head] < 0:
            return best  # the outlet has told of somebody else since
        again = self.present.weight(speaker, sentence) * fits(speaker) * AGAIN
        return speaker if again >= self.present.weight(best, sentence) * fits(best) else best

    def _beside(self, token: int) -> Sequence[Member]:
        """Those whom a pronoun here cannot mean: the subject of the verb whose object it is."""
        tokens, deps = self.tokens, self.deps
        dep = deps[token]
        if dep not in BESIDE or tokens.tag[token] == "PRP$" or tokens.lower[token] in REFLEXIVE:
            return ()
        found: list[Member] = []
        verb = self.heads[token]
        if dep == "nsubj":
            for child in self.children[verb]:
                if deps[child] == "dobj" and child in self.cast.named:
                    found.append(self.cast.named[child][0])
            return found
        for child in self.children[self.heads[verb] if dep == "pobj" else verb]:
            if deps[child] in ("nsubj", "nsubjpass") and child in self.at:
                found.append(self.at[child])
        return found

    def _pronoun(self, token: int) -> None:
        tokens, word = self.tokens, self.tokens.lower[token]
        gender, number = GENDERED.get(word), NUMBERED.get(word)
        member: Member | None = None
        if gender is not None:
            member = self._heaviest(token, gender)
            if member is not None and member.gender is None:
                member.gender = gender
        elif number is not None:
            if number is many or tokens.dep[token] != "expl":
                member = self.present.heaviest(self.sentences[token], number, self._beside(token))
        elif tokens.tag[token] in RELATIVE:
            verb = tokens.head[token]
            member = self.at.get(tokens.head[verb]) if tokens.dep[verb] == "relcl" else None
        if member is None and token in self.sources:
            if self.children[token] and gender is None:
                self._description(token)
                return
            member = self.cast.add(Member(word, UNNAMED, gender, number is many))
        if member is not None:
            self._meet(member, ActorMention(token, token, token, PRONOUN))

    def _description(self, head: int) -> None:
        tokens, row = self.tokens, self.sources.get(head)
        noun, category, human, office, gender = _NOUNS[tokens.lemma[head]]
        office = office or noun in self.held
        part = row is None and head in self.parts
        dep = self.deps[head]
        if row is None and not part and (dep in NO_HEADS or not (category or human or office)):
            return
        found = described(self.layout, head, row, self.cast)
        member = found.name_inside or (self._apposed(head, noun) if dep == "appos" else None)
        if member is None and found.definite:
            owner = self.at.get(found.owner) if found.owner is not None else None
            if found.owner is None:
                member = self._taken_up(found, noun, category)
            elif owner is not None and not found.plural and noun in self.held:
                member = related_to(self.cast, owner, noun, narrowing(tokens, head))
        if member is None and (row is not None or part or human or category):
            member = self._introduce(found, noun, category, gender)
        if member is not None:
            self._meet(member, ActorMention(found.first, head, head, ROLE if office else EPITHET))

    def _apposed(self, head: int, noun: str) -> Member | None:
        """The person whom the noun is in apposition to: "Anna Keller, a delegate who …"."""
        tokens = self.tokens
        member = self.at.get(tokens.head[head])
        return member if member is not None and member.kind == PERSON and is_person(noun) else None

    def _taken_up(self, found: Description, noun: str, category: str | None) -> Member | None:
        """Who is meant by "the …", or None for a description that names its own."""
        sentence, narrow = self.tokens.sentence[found.head], narrowing(self.tokens, found.head)
        if not found.plural:
            member = holder_of(self.cast, self.present, sentence, noun, narrow)
            if member is None and category in ("organisation", "group"):
                member = body_of(self.present, sentence, noun, narrow)
            if member is not None:
                return member
            if "year-old" in found.text or "-year-old" in found.text:
                return self.present.heaviest(sentence, person)
        for member in reversed(self.present.described(noun)):
            if member.plural == found.plural and all(word in member.name.lower() for word in narrow):
                return member
        return self._epithet(found, noun) if narrow else None

    def _epithet(self, found: Description, noun: str) -> Member | None:
        """ "The democratic socialist", told of nobody before: the person most present in this sentence or the last."""
        tokens = self.tokens
        inside = range(found.first, found.head)
        if found.plural or found.owner is not None or is_title(noun) or not is_person(noun):
            return None
        if found.head not in self.sources or any(tokens.entity[t] in ("ORG", "PERSON") for t in inside):
            return None
        member = self.present.heaviest(tokens.sentence[found.head], person)
        return member if member and self.present.weight(member, tokens.sentence[found.head]) >= CLEAR else None

    def _introduce(self, found: Description, noun: str, category: str | None, gender: str | None) -> Member:
        name = found.text
        if found.owner is not None:
            owner = self.at.get(found.owner)
            if owner is not None and (owner.kind != UNNAMED or self.tokens.tag[found.owner] == "PRP$"):
                name = f"{owner.name}'s {found.rest}"
        lowered = name.lower()
        known = self.introduced.get(lowered) if found.plural or found.definite else None
        if known is not None:
            return known
        kind = str(category) if category in BODIES and not found.plural else UNNAMED
        member = self.introduced[lowered] = self.cast.add(Member(name, kind, gender, found.plural))
        member.noun = noun
        return member

    def _pairs(self) -> dict[int, list[int]]:
        """Sources of several joined by "and", under the last of them."""
        tokens = self.tokens
        found: dict[int, list[int]] = {}
        for head in self.sources:
            last = self._joined(head)[-1] if self.children[head] else head
            if last != head and any(tokens.lower[c] == "and" for c in self.children[head]):
                found.setdefault(last, []).append(head)
        return found

    def _joined(self, head: int) -> list[int]:
        tokens, row, deps = self.tokens, self.sources[head], self.tokens.dep
        joined = [head]
        for one in joined:
            for child in self.children[one]:
                if deps[child] != "conj" or row.source_end is None or tokens.start[child] >= row.source_end:
                    continue
                if tokens.pos[child] in ("NOUN", "PROPN", "PRON"):
                    own = (
                        tokens.pos[child] != "NOUN" or tokens.tag[child] == "NNS" or tokens.child(child, "det", "poss")
                    )
                    if own is not None and own is not False:
                        joined.append(child)
        return joined

    def _pair(self, head: int) -> None:
        """ "Keller and Moss said": a group of its own that names its members; of unnamed ones it stays unnamed."""
        members = [self.at[one] for one in self._joined(head) if one in self.at]
        if len(members) < 2 or len({id(member) for member in members}) < 2:
            return
        name = f"{', '.join(member.name for member in members[:-1])} and {members[-1].name}"
        known = [member for member in self.present.members if member.name == name]
        kind = UNNAMED if all(member.kind == UNNAMED for member in members) else GROUP
        group = known[0] if known else self.cast.add(Member(name, kind, None, True))
        joined = self._joined(head)
        self._meet(group, ActorMention(min(joined), max(joined), head, EPITHET))


def _noun(lemma: str) -> tuple[str, str | None, bool, bool, str | None]:
    """The noun as its entry has it, its category, whether it is for people and a title, and its gender."""
    noun = canonical_nouns().get(lemma, lemma)
    return noun, nouns_of_actors().get(noun), is_person(noun), is_title(noun), genders().get(noun)


# Like a cache: what it says of a noun never changes.
_NOUNS = Remembered(_noun, most=MOST_NOUNS)
