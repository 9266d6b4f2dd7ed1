"""Sources, addressees and channels of a cue, read off the parse.

The source is the subject of an active cue, the agent of a passive one, the object of "according to", the
possessor of a noun; a participle, infinitive or coordinated cue takes the subject of the verb that it hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass

from framing.find.cues import Cue
from framing.find.layout import Layout
from framing.find.lines import line_of
from framing.find.spans import Run, trim
from framing.parse.tokens import Tokens

SUBJECTS = ("nsubj", "csubj", "expl")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
PASSIVE = ("auxpass", "nsubjpass")  # below a passive verb
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
HEARERS = ("to", "with")
TOWARDS = frozenset(("dobj", "iobj", "dative", "prep"))  # links of what an addressee is, or is named in
OCCASIONS = ("in", "during", "on")
SHARING = ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux", "dep", "attr", "acomp", "oprd")
FINITE = frozenset(("nsubj", "aux", "mark", "advmod"))  # below a participle that is not bare
LOOSE = frozenset(("appos", "advcl", "parataxis"))  # links of what may not belong to a name
HIGHEST = 6  # verbs, one above the other, whose subject may be the source
LONGEST_APPOSITION = 14  # tokens


@dataclass(slots=True)
class Phrase:
    """A noun phrase: its head, first and last token."""

    head: int
    first: int
    last: int


def source_of(layout: Layout, cue: Cue, content: set[int]) -> Phrase | None:
    """Who is reported, or None where nobody is named."""
    tokens = layout.tokens
    if tokens.lower[cue.first] == "according" or ("around" in cue.relations and tokens.pos[cue.head] == "ADP"):
        found = _object(layout, cue.last, content) or _object(layout, cue.first, content)
        return found and _with_apposition(layout, found, content)
    if "line" in cue.relations:
        line = line_of(layout, cue.head)
        return Phrase(line[0][-1], line[0][0], line[0][-1]) if line else None
    if tokens.pos[cue.head] == "NOUN":
        head = _noun_source(tokens, cue.head)
    elif tokens.dep[cue.head] == "amod":
        head = None
    else:
        head = _verb_source(layout, cue.head, content)
        if head is None and tokens.child(cue.head, *PASSIVE) is None:
            head = _neighbour(layout, cue, content)
    if head is None or head in content:
        return None
    if tokens.left[head] <= cue.head <= tokens.right[head]:  # only then can what governs the cue be below the head
        content = {*content, *_ancestors(tokens, cue.head)}
    return phrase(layout, head, content)


def addressee_of(layout: Layout, cue: Cue, content: set[int]) -> Phrase | None:
    """Whom it was told: the object between the cue and its content ("told voters that …"), or that of its "to"."""
    tokens = layout.tokens
    if tokens.pos[cue.head] not in ("VERB", "AUX"):
        return None
    heard = _interviewer(layout, cue.head, content)
    if heard is not None:
        return heard
    directed = tokens.child(cue.head, "xcomp") is not None and cue.term.category in ("directing", "asking", "neutral")
    for child in tokens.children[cue.head]:
        if child <= cue.last or "dobj" in cue.relations or (child in content and not directed):
            continue
        if tokens.dep[child] in ("dobj", "iobj", "dative") and tokens.pos[child] in ("NOUN", "PROPN", "PRON"):
            if directed:
                return phrase(layout, child, set())
            found = phrase(layout, child, content)
            return found if found and _meets_content(layout, found.last + 1, content) else None
        if tokens.dep[child] in ("prep", "dative") and tokens.lower[child] in HEARERS:
            return None if f"prep_{tokens.lower[child]}" in cue.relations else _object(layout, child, content)
    return None


def _interviewer(layout: Layout, verb: int, content: set[int]) -> Phrase | None:
    """The other party of the occasion: "in an interview with the Post", "in a letter to the council"."""
    tokens = layout.tokens
    for child in tokens.children[verb]:
        if tokens.dep[child] == "prep" and tokens.lower[child] in OCCASIONS and child not in content:
            occasion = tokens.child(child, "pobj")
            if occasion is None or tokens.child(occasion, "det", "poss") is None:
                continue  # "in response to", "in addition to"
            for party in tokens.children[occasion]:
                if tokens.dep[party] == "prep" and tokens.lower[party] in HEARERS:
                    return _object(layout, party, content)
    return None


def _meets_content(layout: Layout, token: int, content: set[int]) -> bool:
    """Whether the content follows at once, or there is no content after the token at all."""
    return token in content or token >= max(content, default=-1) or layout.tokens.lower[token] in (":", "in", "on")


def channel_of(layout: Layout, cue: Cue, content: set[int]) -> Phrase | None:
    """The go-between: who quotes ("was quoted by the Post as saying"), or the object of an "according to" on a cue."""
    tokens = layout.tokens
    if cue.first < cue.head and tokens.pos[cue.first] == "VERB" and _quoted_as(tokens, cue.first):
        agent = _agent(tokens, _links(tokens, cue.first))
        return None if agent is None else phrase(layout, agent, content)
    if tokens.lower[cue.first] == "according":
        return None
    if "according" not in tokens.lower[tokens.left[cue.head] : tokens.right[cue.head] + 1]:
        return None
    for child in tokens.subtree(cue.head):
        if tokens.lower[child] == "according" and child not in content:
            to = next((c for c in tokens.children[child] if tokens.lower[c] == "to"), child)
            return _object(layout, to, content)
    return None


def phrase(layout: Layout, head: int, content: set[int]) -> Phrase | None:
    """The noun phrase around a head, without relative clauses, the content, or loose ends."""
    tokens = layout.tokens
    first, last = tokens.left[head], tokens.right[head]
    if first < last:
        members, links = tokens.subtree(head), map(tokens.dep.__getitem__, tokens.children[head])
        if len(members) <= last - first or not content.isdisjoint(members) or not LOOSE.isdisjoint(links):
            first, last = _narrowed(layout, head, content)
    run: Run | None = trim(layout, first, last)
    return None if run is None else Phrase(head, *run)


def _narrowed(layout: Layout, head: int, content: set[int]) -> Run:
    """The tokens around a head that hang on it in an unbroken row, without the content and loose ends."""
    children = layout.tokens.children
    found = [token for token in children[head] if token not in content and not _loose(layout, token, head)]
    for token in found:
        found += [child for child in children[token] if child not in content]
    first = last = head
    members = set(found)
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    return first, last


def _loose(layout: Layout, token: int, head: int) -> bool:
    """Whether what hangs on the head is no part of its name: a clause beside it, or a quotation as an apposition."""
    dep = layout.tokens.dep[token]
    if dep == "appos":
        return layout.quoted[token] >= 0 and layout.quoted[head] < 0
    return dep in ("advcl", "parataxis")


def _ancestors(tokens: Tokens, token: int) -> list[int]:
    """The token and all that governs it: a relative clause around the cue is no part of the source's name."""
    path = [token]
    while tokens.head[path[-1]] != path[-1]:
        path.append(tokens.head[path[-1]])
    return path


def _with_apposition(layout: Layout, found: Phrase, content: set[int]) -> Phrase:
    """ "Ada Brook, the mayor," with the apposition that the parse gave to the clause."""
    stop = apposition_end(layout, found.last + 1)
    if stop is None or any(token in content for token in range(found.last + 1, stop)):
        return found
    return Phrase(found.head, found.first, stop - 1)


def apposition_end(layout: Layout, comma: int) -> int | None:
    """The second comma of ", a noun phrase," when that is what follows, else None."""
    tokens = layout.tokens
    if comma >= len(tokens) or tokens.lower[comma] != ",":
        return None
    for token in range(comma + 1, min(comma + LONGEST_APPOSITION, len(tokens))):
        if tokens.lower[token] == ",":
            inside = range(comma + 1, token)
            nouns = [t for t in inside if tokens.pos[t] in ("NOUN", "PROPN")]
            return token if nouns and tokens.pos[comma + 1] in ("DET", "NOUN", "PROPN", "PRON", "ADJ") else None
        if tokens.pos[token] in ("VERB", "AUX") or layout.quoted[token] >= 0:
            return None
    return None


def _verb_source(layout: Layout, verb: int, content: set[int]) -> int | None:
    tokens = layout.tokens
    before, current, links = "", verb, _links(tokens, verb)
    # "Asked whether he would come, Lund said …": the subject was asked, and does not ask
    asked = tokens.dep[verb] == "advcl" and tokens.tag[verb] in ("VBN", "VBD") and FINITE.isdisjoint(links)
    passive = asked or "auxpass" in links or "nsubjpass" in links
    for _ in range(HIGHEST):
        agent = _agent(tokens, links)
        if agent is not None and agent not in content and before != "as":
            return agent
        quoted = links.get("dobj") if before == "as" and tokens.pos[current] == "VERB" else None
        if quoted is not None and quoted not in content:
            return quoted  # "the Post quoted Lund as saying"
        if passive and current == verb and not _quoted_as(tokens, verb):
            return None
        subject = _first_of(links, SUBJECTS)
        if subject is None and (current != verb or _quoted_as(tokens, current)):
            subject = _first_of(links, PASSIVE_SUBJECTS)
        if subject is not None and subject not in content:
            if tokens.tag[subject] in ("WDT", "WP") and tokens.dep[current] == "relcl":
                return tokens.head[current]
            return None if tokens.dep[subject] == "expl" else subject
        link, parent = tokens.dep[current], tokens.head[current]
        if parent == current:
            return None
        if link in ("acl", "relcl") and tokens.pos[parent] in NOMINAL:
            return parent if tokens.tag[verb] not in ("VBN",) else None
        if link not in SHARING or (link == "ccomp" and parent not in content and current != verb):
            return None
        before, current, links = tokens.lower[current], parent, _links(tokens, parent)
    return None


def _links(tokens: Tokens, token: int) -> dict[str, int]:
    """For each dependency below the token, the first child with it."""
    return {tokens.dep[child]: child for child in reversed(tokens.children[token])}


def _first_of(links: dict[str, int], wanted: tuple[str, ...]) -> int | None:
    """The first child with one of these dependencies."""
    return min([links[dep] for dep in wanted if dep in links], default=None)


def _quoted_as(tokens: Tokens, verb: int) -> bool:
    """ "X was quoted as saying": the subject of the passive is the source."""
    return any(tokens.lower[c] == "as" and tokens.dep[c] == "prep" for c in tokens.children[verb])


def _agent(tokens: Tokens, links: dict[str, int]) -> int | None:
    return tokens.child(links["agent"], "pobj") if "agent" in links else None


def _noun_source(tokens: Tokens, noun: int) -> int | None:
    owner = tokens.child(noun, "poss")
    if owner is not None:
        return owner
    for child in tokens.children[noun]:
        if tokens.dep[child] in ("prep", "agent") and tokens.lower[child] in ("by", "from", "of"):
            found = tokens.child(child, "pobj")
            if found is not None and (tokens.lower[child] != "of" or tokens.entity[found]):
                return found
    verb = tokens.head[noun]
    if tokens.dep[noun] in ("dobj", "attr", "conj") and verb != noun and tokens.child(verb, *PASSIVE) is None:
        return tokens.child(verb, "nsubj")
    return None


def _neighbour(layout: Layout, cue: Cue, content: set[int]) -> int | None:
    """Where the parse gives no subject: a name or pronoun right beside the cue, after it or before it."""
    tokens = layout.tokens
    after = tokens.child(cue.head, "dobj", "npadvmod", "attr", "oprd")
    if after is not None and after == cue.last + 1 and _named(tokens, after) and after not in content:
        return after
    first, stop = tokens.sentences[tokens.sentence[cue.head]]
    for token in (cue.first - 1, cue.last + 1):
        if first <= token < stop and token not in content and (tokens.tag[token] == "PRP" or _named(tokens, token)):
            return _name_head(tokens, token, content)
    return _beside(layout, cue, content) if any(layout.quoted[token] >= 0 for token in content) else None


def _name_head(tokens: Tokens, token: int, content: set[int]) -> int:
    """The head of the compound that the token is a part of; a root is its own, whatever a parser calls it."""
    heads = tokens.head
    while tokens.dep[token] == "compound" and heads[token] != token and heads[token] not in content:
        token = heads[token]
    return token


def _beside(layout: Layout, cue: Cue, content: set[int]) -> int | None:
    """The noun between a quotation and its cue (`"…," the man says`), or right after it (`"…," says the man`)."""
    tokens = layout.tokens
    before = cue.first - 1
    while before >= 0 and tokens.pos[before] in ("ADV", "AUX", "PART"):
        before -= 1
    if before >= 0 and before not in content and tokens.pos[before] in ("NOUN", "PROPN", "PRON"):
        return _name_head(tokens, before, content)
    after = cue.last + 1
    while after < len(tokens) and tokens.pos[after] in ("DET", "ADJ"):
        after += 1
    if after < len(tokens) and after not in content and tokens.pos[after] in ("NOUN", "PROPN"):
        return _name_head(tokens, after, content)
    return None


def _named(tokens: Tokens, token: int) -> bool:
    return tokens.entity[token] in ("PERSON", "ORG") and tokens.pos[token] == "PROPN"


def _object(layout: Layout, preposition: int, content: set[int]) -> Phrase | None:
    found = layout.tokens.child(preposition, "pobj", "pcomp")
    return None if found is None else phrase(layout, found, content)
