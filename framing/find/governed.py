"""What a cue governs: the roots of the phrases that one relation of its lexicon entry allows as a content."""

from __future__ import annotations

from framing.find.cues import Cue
from framing.parse.tokens import Tokens

CLAUSE_MARKS = ("that", "to", "if", "whether")
COMPLEMENTS = ("pobj", "pcomp", "amod", "acomp")  # taggers call the adjective in "described as shameful" many things
OBJECTS = frozenset(("dobj", "dative", "iobj"))
LEADING = OBJECTS | {"advcl", "auxpass", "conj"}  # what a clause may be, hang on, or come with


def roots_of(tokens: Tokens, cue: Cue, relation: str) -> list[int]:
    """The tokens whose subtrees make up the content in this relation, in text order; none when it does not hold.

    With an infinitive or a preposition the object before it belongs to the content: "called the tax a disgrace",
    "accused him of lying", "urged her to go".
    """
    head, deps = cue.head, tokens.dep
    if relation == "ccomp":
        return _clause(tokens, head)
    if relation == "xcomp":
        for child in tokens.children[head]:
            if child > head and deps[child] in ("xcomp", "oprd"):
                return _with_object(tokens, cue, [child])
        return []
    if relation == "dobj":
        passive, active = [], []
        for child in tokens.children[head]:
            if deps[child] == "nsubjpass":
                passive.append(child)
            elif child > head and deps[child] in ("dobj", "oprd"):
                active.append(child)
        return passive or active[:1]
    if relation == "acl":
        return _noun_clause(tokens, head)
    if relation.startswith("prep_"):
        return _prepositional(tokens, cue, relation.removeprefix("prep_"))
    return []


def adverbial_of(tokens: Tokens, cue: Cue, *, around: bool) -> int | None:
    """The head of the phrase that a cue heads or stands in: "according to Lund", "in Lund's view"; else None.

    All but "according to" only `around` their content.
    """
    head, above = cue.head, tokens.head[cue.head]
    if tokens.lower[cue.first] == "according":
        return head
    if not around:
        return None
    if tokens.pos[head] != "ADP":
        owned = tokens.dep[head] == "pobj" and tokens.lower[above] == "in" and tokens.child(head, "poss") is not None
        if not owned:
            return None
        head = above
    return head if tokens.pos[tokens.head[head]] in ("VERB", "AUX", "ADJ") else None


def _clause(tokens: Tokens, head: int) -> list[int]:
    deps, joined = tokens.dep, False
    places = [head]
    if deps[head] in ("acomp", "attr"):  # "was adamant that": the clause may hang on the copula
        places.append(tokens.head[head])
    for place in places:
        children = tokens.children[place]
        found, below = [], set()  # clauses, and what else can lead to one
        for child in children:
            link = deps[child]
            if link == "ccomp":
                if child > head or (place == head != child):
                    found.append(child)
            elif link in LEADING:
                below.add(link)
        if found:
            return found[:1] if found[0] > head else found[-1:]
        if not below:
            continue
        joined = joined or (place == head and "conj" in below)
        if "advcl" in below:
            found = [c for c in children if deps[c] == "advcl" and c > head and _marked(tokens, c)]
        if not found and not OBJECTS.isdisjoint(below):  # "assured voters that": the clause may hang on the object
            objects = [c for c in children if deps[c] in OBJECTS and c > head]
            clauses = [c for o in objects for c in tokens.children[o] if deps[c] == "acl"]
            found = [c for c in clauses if tokens.lower[tokens.left[c]] == "that"]
        if not found and "auxpass" in below:  # "is said to have", "was reported killed"
            found = [c for c in children if deps[c] in ("xcomp", "oprd")]
            if found:
                return [*(c for c in children if deps[c] == "nsubjpass"), found[0]]
        if found:
            return found[:1] if found[0] > head else found[-1:]
    return _shared_clause(tokens, head) if joined else []


def _shared_clause(tokens: Tokens, head: int) -> list[int]:
    """The clause of a verb joined to this one in brackets or commas: "said (and Moss agreed) that …"."""
    joined = tokens.child(head, "conj")
    if joined is None or tokens.child(head, "dobj", "xcomp", "ccomp") is not None:
        return []
    clause = tokens.child(joined, "ccomp")
    apart = tokens.lower[joined + 1] in (")", ",") if joined + 1 < len(tokens) else False
    marked = clause is not None and tokens.lower[tokens.left[clause]] == "that"
    return [clause] if clause is not None and marked and apart and tokens.left[clause] == joined + 2 else []


def _noun_clause(tokens: Tokens, head: int) -> list[int]:
    for child in tokens.children[head]:
        if tokens.dep[child] in ("acl", "ccomp", "relcl") and child > head and _marked(tokens, child):
            return [] if _relative(tokens, child) else [child]
    verb = tokens.head[head]
    if tokens.dep[head] in ("dobj", "attr"):  # "denied the allegation that he had lied"
        clause = tokens.child(verb, "ccomp")
        if clause is not None and tokens.left[clause] == tokens.right[head] + 1 and _marked(tokens, clause):
            return [clause]
    return []


def _marked(tokens: Tokens, clause: int) -> bool:
    """Whether the clause begins with a word that can introduce a content."""
    first = tokens.left[clause]
    return tokens.lower[first] in CLAUSE_MARKS or any(tokens.lower[c] in CLAUSE_MARKS for c in tokens.children[clause])


def _relative(tokens: Tokens, clause: int) -> bool:
    """ "a report that showed": the "that" is the clause's own subject or object."""
    roles = ("nsubj", "nsubjpass", "dobj")
    return any(
        tokens.lower[c] == "that" and tokens.dep[c] in roles and tokens.tag[c] != "IN" for c in tokens.children[clause]
    )


def _prepositional(tokens: Tokens, cue: Cue, wanted: str) -> list[int]:
    head, children, deps, lower = cue.head, tokens.children, tokens.dep, tokens.lower
    single = cue.first == head == cue.last
    inside = [] if single else [token for token in range(cue.first, cue.last + 1) if token != head]
    objects = [c for c in children[head] if deps[c] in OBJECTS and c > head]
    places = [*children[head], *inside]
    for place in (*objects, *inside):
        places += children[place]
    for place in places:
        if lower[place] == wanted and tokens.pos[place] != "VERB" and place > cue.first:
            found = [c for c in children[place] if deps[c] in COMPLEMENTS and c > head]
            if found:
                return _with_object(tokens, cue, [place]) if objects else found[:1]
    return []


def _with_object(tokens: Tokens, cue: Cue, roots: list[int]) -> list[int]:
    """The roots, led by the cue's object where that stands between."""
    if not roots or tokens.pos[cue.head] not in ("VERB", "AUX"):
        return roots
    between = [c for c in tokens.children[cue.head] if tokens.dep[c] in OBJECTS and cue.last < c < roots[0]]
    return [*between[:1], *roots]
