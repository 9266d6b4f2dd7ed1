"""Who acts and who suffers in a noun of violence: "the army's killing of three men", "a police raid on the mill".

After "of", "on" and "against" stands the patient, after "by" the agent. Who stands before the noun depends on the
category: the owner of an act that leaves its mark on somebody ("Moss's murder", "her arrest") is the patient, save
where "of ..." names another; of an act that goes out from somebody ("the army's attack") the agent (Grimshaw 1990 on
the affected argument; Taylor 1996 on possessives). Places before the noun ("the Ostrel bombing") are neither.
"""

from __future__ import annotations

from framing.find.clauses import by_agent, is_passive, object_after, participant, subject_of
from framing.find.nouns import is_person, nouns_of_actors
from framing.lexicon import Hit
from framing.parse.tokens import Tokens

AFFECTING = frozenset(("killing", "death", "wounding", "sexual-violence", "detention", "displacement"))
AIMED = frozenset(("attack", "coercion"))
MUTUAL = "fighting"
NEAR = 3  # tokens between two joined nouns that share a patient
PLACES = ("GPE", "LOC", "FAC")
MODIFIERS = ("compound", "amod", "nmod")


def participants(tokens: Tokens, noun: int, hit: Hit, support: frozenset[str]) -> tuple[int | None, int | None]:
    """The tokens that head agent and patient; ``support`` are the verbs that lend their subject to such a noun."""
    category = hit.term.category
    agent = object_after(tokens, noun, "by")
    if category == MUTUAL:
        patient = object_after(tokens, noun, "against")
        return agent if agent is not None else _sides(tokens, noun), patient
    patient = object_after(tokens, noun, *(("on", "against", "upon", "at") if category not in AFFECTING else ()))
    if patient is None:
        patient = object_after(tokens, noun, "of", "against", "on" if category in AIMED else "of")
    if patient is None:
        patient = _shared(tokens, noun)
    if agent is None and patient is not None:
        agent = object_after(tokens, patient, "by")  # parsers hang "by ..." on the patient
    if agent is None and category in AIMED:
        agent = _from(tokens, noun)
    owner = _owner(tokens, noun)
    if owner is not None and owner != patient:
        if category in AFFECTING and patient is None:
            patient = owner if tokens.entity[owner] not in PLACES else None
        elif agent is None and category != "death":
            agent = owner
    before = _before(tokens, noun, hit)
    if before is not None:
        acts = category not in AFFECTING or _is_body(tokens, before)
        if acts and agent is None and category != "death":
            agent = before
        elif not acts and patient is None:
            patient = before
    if agent is None:
        agent = _carried_out(tokens, noun, support)
    return agent, patient


def _shared(tokens: Tokens, noun: int) -> int | None:
    """The patient of a noun joined to this one: "the murder and deportation of miners"."""
    joined = tokens.head[noun] if tokens.dep[noun] == "conj" else tokens.child(noun, "conj")
    if joined is None or tokens.pos[joined] != "NOUN" or abs(joined - noun) > NEAR:
        return None
    return object_after(tokens, joined, "of")


def _from(tokens: Tokens, noun: int) -> int | None:
    """Who an attack comes from: "attacks from Jeb Moss", but not "from the air"."""
    found = object_after(tokens, noun, "from")
    if found is None:
        return None
    return found if tokens.entity[found] in ("PERSON", "ORG", "NORP") or is_person(tokens.lemma[found]) else None


def _sides(tokens: Tokens, noun: int) -> int | None:
    """Between whom there is fighting, told after the noun or after its verb ("clashes erupted between ...")."""
    sides = object_after(tokens, noun, "between", "among", "with")
    if sides is None and tokens.dep[noun] == "nsubj":
        sides = object_after(tokens, tokens.head[noun], "between", "among")
    return sides


def _owner(tokens: Tokens, noun: int) -> int | None:
    owner = tokens.child(noun, "poss")
    return participant(tokens, owner) if owner is not None and tokens.tag[owner] != "WP$" else None


def _before(tokens: Tokens, noun: int, hit: Hit) -> int | None:
    """A person or body right before the noun: "police raid", "Russian shelling", "the Moss murder"."""
    for child in tokens.children[noun]:
        if child >= hit.first or tokens.dep[child] not in MODIFIERS or tokens.entity[child] in PLACES:
            continue
        named = tokens.entity[child] in ("PERSON", "ORG", "NORP") and tokens.pos[child] in ("PROPN", "ADJ", "NOUN")
        common = tokens.pos[child] == "NOUN" and (_is_body(tokens, child) or is_person(tokens.lemma[child]))
        if named or common:
            return child
    return None


def _is_body(tokens: Tokens, token: int) -> bool:
    return tokens.entity[token] in ("ORG", "NORP") or nouns_of_actors().get(tokens.lemma[token]) == "organisation"


def _carried_out(tokens: Tokens, noun: int, support: frozenset[str]) -> int | None:
    """Who carries it out by the verb around the noun or the participle after it."""
    verb, link = tokens.head[noun], tokens.dep[noun]
    if link in ("dobj", "nsubjpass") and _lends(tokens, verb, support):
        if is_passive(tokens, verb):
            return by_agent(tokens, verb)
        return subject_of(tokens, verb) if link == "dobj" else None
    for child in tokens.children[noun]:
        if tokens.dep[child] == "acl" and tokens.tag[child] == "VBN" and _lends(tokens, child, support):
            return by_agent(tokens, child)
    return None


def _lends(tokens: Tokens, verb: int, support: frozenset[str]) -> bool:
    particle = tokens.child(verb, "prt")
    lemma = tokens.lemma[verb]
    return (
        lemma in support
        or tokens.lower[verb] in support
        or (particle is not None and f"{lemma} {tokens.lower[particle]}" in support)
    )
