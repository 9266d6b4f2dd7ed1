"""Who does what to whom: events as clauses and nouns tell them, with those who act and those acted upon.

That wording decides who seems to act has been studied since Trew (1979) and Fowler et al. (1979) compared "police shot
dead eleven" with "rioting blacks shot dead" and "the killings": the passive lets the agent go, the noun lets both go.
Henley, Miller and Beazley (1995) showed that readers blame less where violence is told in the passive, Clark (1992) how
blame moves with it, Moreno-Medina et al. (2022) how often the news on police killings uses such forms. What is decided
here, after them and Toolan (2001, ch. 9):

* ``active``: a verb with an object, or a verb of the lexicon of violence with or without one. A subject that grammar
  gives (shared, controlled, antecedent) is the agent; an infinitive or gerund with none has no agent and no deletion;
* ``passive``: "be" or "get" with a participle, and reduced passives ("the man killed by police"), these only where an
  agent stands or the verb is one of violence. A passive without "by ..." is ``agent_deleted``. Participles of state
  ("is located", "was concerned") are no passives unless an agent stands, prenominal ones ("the slain leader") never;
* ``nominal``: a noun of the lexicon of violence: "the killing of X by Y", "Y's killing of X". Without who acts it is
  ``agent_deleted``. As the first part of a compound ("murder trial") it tells no event of the clause;
* ``intransitive``: verbs of dying. They have a patient and no place for an agent, so nothing is deleted; Moreno-Medina
  et al. count them beside the passive, which their rows allow: construction and ``agent_deleted`` are apart. Nouns of
  dying are ``nominal`` and not ``agent_deleted`` for the same reason.

``agent_actor`` and ``patient_actor`` are not told of "it", which mostly means no actor (see `framing.find.naming`).
An agent is whoever stands in its place, things ("a bomb") too: whether that hides a person is for the reader to judge.
Verbs that tell a relation ("have", "cost") and impersonal passives ("it was reported that") give no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from framing.find.actors import Chains
from framing.find.cast import NAME, TITLE
from framing.find.clauses import (
    NOMINAL,
    by_agent,
    is_passive,
    is_reduced,
    object_after,
    object_of,
    phrase_of,
    subject_of,
)  # fmt: skip
from framing.find.layout import Layout
from framing.find.nominals import participants
from framing.find.offices import NEUTER
from framing.find.rows import Event
from framing.find.voice import Voices
from framing.lexicon import Hit, Lexicon, Matcher, load_lexicon
from framing.lexicon.match import head_of
from framing.parse.tokens import Tokens
from framing.values import CONSTRUCTIONS

ACTIVE, PASSIVE, NOMINALISED, INTRANSITIVE = CONSTRUCTIONS
SIGNS = frozenset(("dobj", "auxpass", "agent"))
DEATH, FIGHTING = "death", "fighting"
NEEDS_OBJECT = frozenset(("killing", "wounding", "sexual-violence", "detention", "displacement"))
TARGETS = ("on", "upon", "at", "against", "with")
FILLERS = ("it", "there")
VIOLENCE, EVENTS = "violence", "events"


@lru_cache(maxsize=1)
def violence() -> Matcher:
    """The built-in lexicon of violence, ready to be found."""
    return Matcher(load_lexicon(VIOLENCE))


@lru_cache(maxsize=8)
def event_words(category: str) -> frozenset[str]:
    """The forms of one category of the built-in lexicon ``events``.

    >>> "located" in event_words("state-participle"), "have" in event_words("state-verb")
    (True, True)
    """
    return frozenset(form for term in load_lexicon(EVENTS) if term.category == category for form in term.forms)


def find_agency(
    layout: Layout, chains: Chains, voices: Voices, *, lexicon: Lexicon | Matcher | None = None
) -> Iterator[Event]:
    """The events of an article in text order, one row an event: clauses with an object, passives, and all that tells
    of violence.

    ``lexicon`` is that of violence (by default the built-in one), whose terms give an event its category. No text
    raises; what a voice says is that of the verb or noun.

    ``layout``, ``chains`` and ``voices`` are as in `find_naming`.

    >>> from framing.find import Layout, Voices, find_statements
    >>> from framing.find.actors import find_actors
    >>> from framing.parse import parse_text
    >>> layout = Layout.of(parse_text("Two miners were shot on Monday. The shooting of Ada Brook by police went on."))
    >>> statements = list(find_statements(layout.tokens, layout=layout))
    >>> rows = find_agency(layout, find_actors(layout, statements), Voices.of(layout, statements))
    >>> [(row.verb, row.construction, row.agent, row.patient, row.agent_deleted) for row in rows]
    [('shoot', 'passive', None, 'Two miners', True), ('shooting', 'nominal', 'police', 'Ada Brook', False)]
    """
    tokens = layout.tokens
    matcher = lexicon if isinstance(lexicon, Matcher) else Matcher(lexicon) if lexicon is not None else violence()
    hits = {head_of(tokens, hit.first, hit.last): hit for hit in matcher.find(tokens)}
    heads, pos = tokens.head, tokens.pos
    verbs = {heads[token] for token, dep in enumerate(tokens.dep) if dep in SIGNS}
    verbs.update(
        token
        for token, tag in enumerate(tokens.tag)
        if tag == "VBN" and tokens.dep[token] == "conj" and heads[token] in verbs
    )
    writer = _Writer(tokens, chains, voices)
    for token in sorted(verbs.union(hits)):
        hit = hits.get(token)
        if pos[token] == "VERB":
            event = writer.clause(token, hit)
        elif hit is not None and pos[token] in ("NOUN", "PROPN"):
            event = writer.noun(token, hit)
        else:
            event = None
        if event is not None:
            yield event


class _Writer:
    """Makes rows of verbs and nouns in one article."""

    def __init__(self, tokens: Tokens, chains: Chains, voices: Voices) -> None:
        self.tokens, self.voices = tokens, voices
        self.states = event_words("state-verb")
        self.actor: dict[int, str] = {}
        for chain in chains.chains:
            for mention in chain.mentions:
                if tokens.lower[mention.head] not in NEUTER:
                    self.actor.setdefault(mention.head, chain.actor.name)
                if mention.form in (NAME, TITLE):
                    for token in range(mention.first, mention.last + 1):
                        self.actor.setdefault(token, chain.actor.name)

    def clause(self, verb: int, hit: Hit | None) -> Event | None:
        """The event that a verb tells, or None when it tells none."""
        tokens = self.tokens
        inside = range(hit.first, hit.last + 1) if hit else range(0)
        category = hit.term.category if hit else None
        if category == DEATH:
            patient = subject_of(tokens, verb)
            return self._event(verb, hit, INTRANSITIVE, None, patient) if patient is not None else None
        patient = object_of(tokens, verb)
        patient = None if patient in inside else patient
        subject = subject_of(tokens, verb)
        if is_passive(tokens, verb) or self._headline(verb, category, subject, patient):
            return self._passive(verb, hit, subject)
        if category is None:
            if patient is None or tokens.lemma[verb] in self.states or not tokens.lower[verb][0].isalpha():
                return None
        elif patient is None:
            patient = self._target(verb, inside)
        named = self.tokens.pos[patient] in NOMINAL if patient is not None else hit is not None and subject is not None
        return self._event(verb, hit, ACTIVE, subject, patient) if named else None

    def noun(self, noun: int, hit: Hit) -> Event | None:
        """The event that a noun of violence names; None for the first part of a compound."""
        tokens = self.tokens
        if tokens.dep[noun] in ("compound", "nmod", "amod", "npadvmod"):
            return None
        agent, patient = participants(tokens, noun, hit, event_words("support-verb"))
        return self._event(noun, hit, NOMINALISED, agent, patient)

    def _passive(self, verb: int, hit: Hit | None, patient: int | None) -> Event | None:
        tokens = self.tokens
        agent = by_agent(tokens, verb)
        if agent is None and hit is None and (is_reduced(tokens, verb) or self._state(verb)):
            return None
        if patient is None or self._impersonal(verb, patient):
            return None
        return self._event(verb, hit, PASSIVE, None if agent == patient else agent, patient)

    def _state(self, verb: int) -> bool:
        """ "is located", but not "is being closed" or "got married"."""
        tokens = self.tokens
        if tokens.lower[verb] not in event_words("state-participle"):
            return False
        auxiliary = tokens.child(verb, "auxpass")
        return auxiliary is None or (tokens.lemma[auxiliary] == "be" and tokens.lower[auxiliary] != "being")

    def _impersonal(self, verb: int, patient: int) -> bool:
        """ "It was reported that ...": nobody is acted upon."""
        return self.tokens.lower[patient] in FILLERS and self.tokens.child(verb, "ccomp", "xcomp") is not None

    def _headline(self, verb: int, category: str | None, subject: int | None, patient: int | None) -> bool:
        """ "Two men killed in Ostrel": a participle taken for the past; it shows in that killing needs an object."""
        tokens = self.tokens
        if category not in NEEDS_OBJECT or patient is not None or tokens.tag[verb] not in ("VBN", "VBD"):
            return False
        finite = tokens.child(verb, "aux", "prt", "ccomp", "xcomp", "dative") is not None
        return subject is not None and not finite and tokens.pos[subject] != "PRON"

    def _target(self, verb: int, inside: range) -> int | None:
        """Whom an attack without an object goes at: "fired on the crowd", "clashed with police"."""
        for governor in (verb, *(token for token in inside if token != verb)):
            found = object_after(self.tokens, governor, *TARGETS)
            if found is not None and found not in inside:
                return found
        return None

    def _event(self, head: int, hit: Hit | None, construction: str, agent: int | None, patient: int | None) -> Event:
        tokens = self.tokens
        first, last = (hit.first, hit.last) if hit else (head, head)
        slot = construction == PASSIVE or (construction == NOMINALISED and hit is not None)
        slot = slot and not (hit is not None and hit.term.category == DEATH)
        voice, statement = self.voices.of_span(head, head)
        return Event(
            verb=hit.term.forms[0] if hit else self._lemma(head),
            text=tokens.span(first, last),
            construction=construction,
            agent=self._words(agent),
            agent_actor=self.actor.get(agent) if agent is not None else None,
            patient=self._words(patient),
            patient_actor=self.actor.get(patient) if patient is not None else None,
            passive=construction == PASSIVE,
            agent_deleted=slot and agent is None,
            negated=tokens.child(head, "neg") is not None,
            category=hit.term.category if hit else None,
            term=hit.term.id if hit else None,
            sentence=tokens.sentence[head],
            voice=voice,
            statement=statement,
            start=tokens.start[first],
            end=tokens.end[last],
        )

    def _lemma(self, verb: int) -> str:
        """The lemma with its particle: "carry out"; of an infinitive its form (lemmatisers take "found" for "find")."""
        particle = self.tokens.child(verb, "prt")
        base = self.tokens.lower[verb] if self.tokens.tag[verb] == "VB" else self.tokens.lemma[verb]
        return base + (f" {self.tokens.lower[particle]}" if particle is not None else "")

    def _words(self, head: int | None) -> str | None:
        if head is None or self.tokens.pos[head] not in NOMINAL:
            return None
        first, last = phrase_of(self.tokens, head)
        return " ".join(self.tokens.span(first, last).split())
