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

from collections.abc import Iterable, Iterator

from framing.find.actors import Chains
from framing.find.cast import NAME, TITLE
from framing.find.clauses import (
    NOMINAL,
    antecedent,
    by_agent,
    is_passive,
    is_reduced,
    object_after,
    object_of,
    phrase_of,
    subject_of,
)  # fmt: skip
from framing.find.eventful import event_words, violence
from framing.find.layout import Layout
from framing.find.nominals import participants
from framing.find.offices import NEUTER
from framing.find.places import places_among, places_in
from framing.find.rows import Event
from framing.find.voice import Voices
from framing.lexicon import Hit, Lexicon, Matcher
from framing.lexicon.match import head_of
from framing.parse.tokens import Tokens
from framing.values import CONSTRUCTIONS

ACTIVE, PASSIVE, NOMINALISED, INTRANSITIVE = CONSTRUCTIONS
SIGNS = frozenset(("dobj", "auxpass", "agent"))
PARTICIPLE = "VBN"
PAST = frozenset((PARTICIPLE, "VBD"))
DEATH, FIGHTING = "death", "fighting"
NEEDS_OBJECT = frozenset(("killing", "wounding", "sexual-violence", "detention", "displacement"))
TARGETS = ("on", "upon", "at", "against", "with")
FILLERS = ("it", "there")
NAMES = frozenset((NAME, TITLE))
_row = Event._make  # of a tuple, in the order of the fields: half the time of a call with them
Sides = tuple[int | None, int | None]
Below = dict[str, int]


def find_agency(
    layout: Layout,
    chains: Chains,
    voices: Voices,
    *,
    lexicon: Lexicon | Matcher | None = None,
    hits: Iterable[Hit] | None = None,
) -> Iterator[Event]:
    """The events of an article in text order, one row an event: clauses with an object, passives, and all that tells
    of violence.

    ``lexicon`` is that of violence (by default the built-in one), whose terms give an event its category; ``hits`` are
    what its matcher finds in the article, for who has them at hand. No text raises; what a voice says is that of the
    verb or noun.

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
    if hits is None:
        matcher = lexicon if isinstance(lexicon, Matcher) else Matcher(lexicon) if lexicon is not None else violence()
        hits = matcher.find(tokens)
    harm = {head_of(tokens, hit.first, hit.last): hit for hit in hits}
    heads, pos, deps = tokens.head, tokens.pos, tokens.dep
    verbs = {heads[token] for token in places_among(tokens, SIGNS, column="dep")}
    for token in places_in(tokens, "tag", PARTICIPLE):
        if deps[token] == "conj" and heads[token] in verbs:
            verbs.add(token)
    writer = _Writer(tokens, chains, voices)
    for token in sorted(verbs.union(harm)):
        hit = harm.get(token)
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
        self.tokens, self.voice, self.statement = tokens, voices.voice, voices.statement
        self.states = event_words("state-verb")
        # of two mentions with a token the first counts: it is written last
        actor: dict[int | None, str] = {}
        self.actor, lower = actor, tokens.lower
        for (name, _), mentions in reversed(chains.chains):
            for mention in reversed(mentions):
                if mention.form in NAMES:
                    first, last = mention.first, mention.last
                    actor[first] = name
                    if first < last:
                        for token in range(first + 1, last + 1):
                            actor[token] = name
                elif lower[mention.head] not in NEUTER:
                    actor[mention.head] = name

    def clause(self, verb: int, hit: Hit | None) -> Event | None:
        """The event that a verb tells, or None when it tells none."""
        tokens, below = self.tokens, self._below(verb)
        passive = self._in_passive(verb, below)
        if hit is not None:
            return self._violent(verb, hit, below, passive=passive)
        if passive:
            return self._passive(verb, None, below)
        patient = self._object(verb, below)
        if patient is None or tokens.pos[patient] not in NOMINAL:
            return None
        if tokens.lemma[verb] in self.states or not tokens.lower[verb][0].isalpha():
            return None
        return self._event(verb, None, ACTIVE, (self._subject(verb, below), patient), below)

    def _violent(self, verb: int, hit: Hit, below: Below, *, passive: bool) -> Event | None:
        """The event that a verb of the lexicon of violence tells."""
        category, subject = hit.term.category, self._subject(verb, below)
        if category == DEATH:
            return self._event(verb, hit, INTRANSITIVE, (None, subject), below) if subject is not None else None
        if passive:
            return self._passive(verb, hit, below)
        inside = range(hit.first, hit.last + 1)
        patient = self._object(verb, below)
        if patient is None or patient in inside:
            if category in NEEDS_OBJECT and self._headline(verb, subject):
                return self._passive(verb, hit, below)
            patient = self._target(verb, inside)
        named = subject is not None if patient is None else self.tokens.pos[patient] in NOMINAL
        return self._event(verb, hit, ACTIVE, (subject, patient), below) if named else None

    def noun(self, noun: int, hit: Hit) -> Event | None:
        """The event that a noun of violence names; None for the first part of a compound."""
        tokens = self.tokens
        if tokens.dep[noun] in ("compound", "nmod", "amod", "npadvmod"):
            return None
        sides = participants(tokens, noun, hit, event_words("support-verb"))
        return self._event(noun, hit, NOMINALISED, sides, self._below(noun))

    def _in_passive(self, verb: int, below: Below) -> bool:
        """Whether the verb is in the passive, as `is_passive` says; most verbs are not by what stands below them."""
        if "auxpass" in below:
            return True
        tag = self.tokens.tag[verb]
        if tag not in PAST:
            return False
        if "agent" in below and "dobj" not in below:
            return True
        return tag == PARTICIPLE and "aux" not in below and is_passive(self.tokens, verb)

    def _below(self, token: int) -> Below:
        """The first child in each relation that the token has children in."""
        dep, below = self.tokens.dep, {}
        for child in reversed(self.tokens.children[token]):
            below[dep[child]] = child
        return below

    def _subject(self, verb: int, below: Below) -> int | None:
        """The token that heads the subject, own or inferred."""
        own, passive = below.get("nsubj"), below.get("nsubjpass")
        if passive is not None:
            own = passive if own is None else min(own, passive)
        return antecedent(self.tokens, own) if own is not None else subject_of(self.tokens, verb)

    def _object(self, verb: int, below: Below) -> int | None:
        """The token that heads the object, own or shared."""
        own = below.get("dobj")
        if own is not None:
            return antecedent(self.tokens, own)
        return object_of(self.tokens, verb) if "conj" in below else None

    def _passive(self, verb: int, hit: Hit | None, below: Below) -> Event | None:
        tokens = self.tokens
        agent = by_agent(tokens, verb)
        if agent is None and hit is None and (is_reduced(tokens, verb) or self._state(verb)):
            return None
        patient = self._subject(verb, below)
        if patient is None or self._impersonal(verb, patient):
            return None
        return self._event(verb, hit, PASSIVE, (None if agent == patient else agent, patient), below)

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

    def _headline(self, verb: int, subject: int | None) -> bool:
        """ "Two men killed in Ostrel": a participle taken for the past; it shows in that killing needs an object."""
        tokens = self.tokens
        if tokens.tag[verb] not in PAST:
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

    def _event(self, head: int, hit: Hit | None, construction: str, sides: Sides, below: Below) -> Event:
        """The row of an event; the sides are the tokens that head agent and patient."""
        tokens, (agent, patient) = self.tokens, sides
        if hit is not None:
            first, last, term = hit.first, hit.last, hit.term
            verb, category, name = term.forms[0], term.category, term.id
        else:
            first = last = head
            verb, category, name = self._lemma(head, below.get("prt")), None, None
        passive = construction == PASSIVE
        deleted = agent is None and (passive or construction == NOMINALISED) and category != DEATH
        start, end = tokens.start[first], tokens.end[last]
        return _row(
            (
                verb,
                tokens.text[start:end],
                construction,
                None if agent is None else self._words(agent),
                self.actor.get(agent),
                None if patient is None else self._words(patient),
                self.actor.get(patient),
                passive,
                deleted,
                "neg" in below,
                category,
                name,
                tokens.sentence[head],
                self.voice[head],
                self.statement[head],
                start,
                end,
            )
        )

    def _lemma(self, verb: int, particle: int | None) -> str:
        """The lemma with its particle: "carry out"; of an infinitive its form (lemmatisers take "found" for "find")."""
        tokens = self.tokens
        base = tokens.lower[verb] if tokens.tag[verb] == "VB" else tokens.lemma[verb]
        return base if particle is None else f"{base} {tokens.lower[particle]}"

    def _words(self, head: int) -> str | None:
        tokens = self.tokens
        if tokens.pos[head] not in NOMINAL:
            return None
        first = last = head
        if tokens.children[head] or tokens.entity[head]:
            first, last = phrase_of(tokens, head)
        text = tokens.text[tokens.start[first] : tokens.end[last]]
        return text if text.isalnum() else " ".join(text.split())
