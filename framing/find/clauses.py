"""Who stands as subject, object and "by ..." of a verb, as far as the parse tells or grammar lets one infer it.

Inferred are shared subjects and objects ("killed two men and left"), subjects under control ("accused of killing him",
"tried to flee", "fired on the crowd, killing ten") and antecedents of relative pronouns. What would be a guess stays
None: the subject of "the plan to kill him" or of an imperative.
"""

from __future__ import annotations

from framing.find.nouns import is_person
from framing.parse.tokens import Tokens

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
CLAUSES = frozenset(("csubj", "csubjpass", "expl"))  # dependencies of what stands in the place of a subject
INFERRED = frozenset(("conj", "acl", "pcomp", "xcomp", "advcl", "ccomp"))  # of verbs whose subject is another's
VERBAL = frozenset(("VERB", "AUX"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"))
JOINING = frozenset(("CCONJ", "PUNCT", "SPACE"))
RELATIVE = frozenset(("WDT", "WP", "WP$"))
MEASURES = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))
ANIMATE = frozenset(("PERSON", "ORG", "NORP", "GPE"))
OBJECT_CONTROL = frozenset(("of", "for", "with", "from", "into"))
PHRASAL = frozenset(("advcl", "oprd", "acomp", "prep", "advmod"))
HIGHEST = 5  # steps up the tree after which a subject is not looked for
MOST_JOINED = 50  # words joined one to the next, relative clauses in relative clauses: more are noise, and not followed


def subject_of(tokens: Tokens, verb: int, *, steps: int = HIGHEST) -> int | None:
    """The token that heads the subject, own or inferred; None when there is none, or only "it" or "there" as filler."""
    children, deps = tokens.children[verb], tokens.dep
    above, link = tokens.head[verb], deps[verb]
    for child in children:
        if deps[child] in SUBJECTS:
            return antecedent(tokens, child)
    if above == verb or steps == 0 or link not in INFERRED:
        return None
    for child in children:
        if deps[child] in CLAUSES:
            return None
    if link == "conj":
        return subject_of(tokens, above, steps=steps - 1) if tokens.pos[above] in VERBAL else None
    if link == "acl":
        return None if tokens.tag[verb] == "VB" else above
    if link == "pcomp":
        return _of_gerund(tokens, tokens.head[above], above, steps)
    bare = tokens.tag[verb] in ("VBG", "VBN", "VB")
    if link == "xcomp" or (bare and link in ("advcl", "ccomp")):
        return _controller(tokens, above, link, steps)
    return None


def _controller(tokens: Tokens, above: int, link: str, steps: int) -> int | None:
    """Who does what an infinitive or participle under this word says."""
    if tokens.pos[above] == "ADJ":
        if tokens.dep[above] == "amod" and tokens.head[above] < above:
            return antecedent(tokens, tokens.head[above])  # "those willing to attack him"
        return subject_of(tokens, tokens.head[above], steps=steps - 1) if tokens.dep[above] == "acomp" else None
    if tokens.pos[above] not in VERBAL or tokens.lemma[above] == "be":
        return None  # "their priority is choosing a mayor"
    told = tokens.child(above, "dobj") if link == "xcomp" else None
    if told is not None and _is_animate(tokens, told):
        return antecedent(tokens, told)
    return subject_of(tokens, above, steps=steps - 1)


def _of_gerund(tokens: Tokens, governor: int, preposition: int, steps: int) -> int | None:
    """Who does what a gerund after a preposition says: "accused him of killing", "guilty of killing", "died after"."""
    if governor == preposition:
        return None
    if tokens.lemma[governor] == "be" and tokens.dep[governor] not in ("aux", "auxpass"):
        return None  # "the way to win is by ..." says nothing of who wins
    if tokens.pos[governor] in VERBAL:
        told = tokens.child(governor, "dobj") if tokens.lower[preposition] in OBJECT_CONTROL else None
        if told is not None and _is_animate(tokens, told):
            return antecedent(tokens, told)
        return subject_of(tokens, governor, steps=steps - 1)
    if tokens.pos[governor] == "ADJ":
        return subject_of(tokens, tokens.head[governor], steps=steps - 1)
    if tokens.dep[governor] == "dobj" and tokens.lower[preposition] == "of" and _is_animate(tokens, governor):
        return governor  # "accused the mayor of lying", where "of" hangs on the mayor
    owner = tokens.child(governor, "poss")
    if owner is None and tokens.dep[governor] == "dobj":
        return subject_of(tokens, tokens.head[governor], steps=steps - 1)  # "made no apologies for accusing them"
    return owner


def _is_animate(tokens: Tokens, token: int) -> bool:
    return tokens.pos[token] == "PRON" or tokens.entity[token] in ANIMATE or is_person(tokens.lemma[token])


def antecedent(tokens: Tokens, token: int, *, most: int = MOST_JOINED) -> int:
    """What a relative pronoun stands for; any other word itself."""
    if tokens.tag[token] not in RELATIVE and not (tokens.pos[token] == "SCONJ" and tokens.lower[token] == "that"):
        return token
    verb = tokens.head[token]
    for _ in range(HIGHEST):
        if tokens.dep[verb] == "relcl":
            return antecedent(tokens, tokens.head[verb], most=most - 1) if most else tokens.head[verb]
        if tokens.dep[verb] not in ("conj", "xcomp", "ccomp", "aux", "auxpass"):
            break
        verb = tokens.head[verb]
    return token


def object_of(tokens: Tokens, verb: int, *, most: int = MOST_JOINED) -> int | None:
    """The token that heads the object, own or shared with a verb joined to it ("killed and wounded ten"); or None."""
    own = tokens.child(verb, "dobj")
    if own is not None:
        return antecedent(tokens, own)
    joined = tokens.child(verb, "conj")
    if joined is None or tokens.pos[joined] != "VERB" or joined - verb > 3 or not most:
        return None
    if tokens.child(joined, *SUBJECTS, "auxpass") is not None or tokens.child(joined, "agent") is not None:
        return None
    return object_of(tokens, joined, most=most - 1)


def is_passive(tokens: Tokens, verb: int, *, most: int = MOST_JOINED) -> bool:
    """Whether the verb is a participle with an auxiliary of the passive (its own or a shared one), or a reduced one."""
    if tokens.child(verb, "auxpass") is not None:
        return True
    if tokens.tag[verb] not in ("VBN", "VBD"):
        return False
    if tokens.child(verb, "agent") is not None and tokens.child(verb, "dobj") is None:
        return True
    if tokens.tag[verb] == "VBD" or tokens.child(verb, "aux") is not None:
        return False
    link = tokens.dep[verb]
    if link == "conj":
        shared = most and tokens.child(verb, *SUBJECTS) is None
        return bool(shared) and is_passive(tokens, tokens.head[verb], most=most - 1)
    return link in ("acl", "advcl") and tokens.child(verb, *SUBJECTS) is None


def is_reduced(tokens: Tokens, verb: int, *, most: int = MOST_JOINED) -> bool:
    """Whether a passive has no auxiliary, its own or shared: "the man killed by police"."""
    if tokens.child(verb, "auxpass") is not None:
        return False
    return tokens.dep[verb] != "conj" or not most or is_reduced(tokens, tokens.head[verb], most=most - 1)


def by_agent(tokens: Tokens, verb: int) -> int | None:
    """Who acts in a passive: "by ..." or "at the hands of ..."; a measure, a day or a way ("by 5 points") is nobody."""
    for child in tokens.children[verb]:
        found = _after_by(tokens, child)
        if found is None and tokens.dep[child] in PHRASAL and tokens.pos[child] in ("ADJ", "ADV", "ADP"):
            for inner in tokens.children[child]:
                found = found if found is not None else _after_by(tokens, inner)
        if found is not None:
            return antecedent(tokens, found)
    return None


def _after_by(tokens: Tokens, preposition: int) -> int | None:
    word = tokens.lower[preposition]
    if word == "by" and tokens.dep[preposition] in ("agent", "prep"):
        return participant(tokens, tokens.child(preposition, "pobj"))
    if word == "at" and tokens.dep[preposition] == "prep":
        hands = tokens.child(preposition, "pobj")
        if hands is not None and tokens.lower[hands] == "hands":
            return object_after(tokens, hands, "of")
    return None


def object_after(tokens: Tokens, governor: int, *prepositions: str) -> int | None:
    """What stands after the first of these prepositions under a word, if it is no day, number or measure."""
    for child in tokens.children[governor]:
        if tokens.lower[child] in prepositions and tokens.dep[child] in ("prep", "agent"):
            return participant(tokens, tokens.child(child, "pobj"))
    return None


def participant(tokens: Tokens, token: int | None) -> int | None:
    """The token, if it can take part in something: a noun or pronoun that is no measure of time or amount."""
    if token is None or tokens.pos[token] not in NOMINAL:
        return None
    numbered = tokens.entity[token] == "CARDINAL" and tokens.child(token, "prep") is None
    return None if tokens.entity[token] in MEASURES and (tokens.entity[token] != "CARDINAL" or numbered) else token


def phrase_of(tokens: Tokens, head: int, *, most: int = MOST_JOINED) -> tuple[int, int]:
    """First and last token of the noun phrase around a head: words before it, "of ..." right after it, joined nouns.

    Relative clauses, appositions and further prepositions are left out: "three men" of "three men from Ostrel, who".
    """
    pos, entity, deps = tokens.pos, tokens.entity, tokens.dep
    first, last = tokens.left[head], head
    while first < head and pos[first] in JOINING:
        first += 1
    if entity[head]:
        stop = len(entity)
        while last + 1 < stop and entity[last + 1] == entity[head] and not tokens.entity_begins[last + 1]:
            last += 1
    children = tokens.children[head]
    if not most or not children or children[-1] <= last:
        return first, last
    for child in children:
        if child <= last:
            continue
        if child == last + 1 and deps[child] == "prep" and tokens.lower[child] == "of":
            inner = tokens.child(child, "pobj")
            last = phrase_of(tokens, inner, most=most - 1)[1] if inner is not None else last
        elif deps[child] == "conj" and pos[child] in NOMINAL:
            if any(pos[token] not in JOINING for token in range(last + 1, tokens.left[child])):
                break
            last = phrase_of(tokens, child, most=most - 1)[1]
    return first, last
