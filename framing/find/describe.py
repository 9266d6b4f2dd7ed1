"""A noun that stands for an actor ("senior officials", "his adviser", "a spokesman for Keller"), read off the parse."""

from __future__ import annotations

from dataclasses import dataclass

from framing.find.cast import PERSON, Cast, Member
from framing.find.layout import Layout
from framing.find.nouns import is_person, nouns_of_actors
from framing.find.rows import Statement
from framing.parse.tokens import Tokens

DEFINITE = frozenset(("the", "this", "that", "these", "those"))
COMPLEMENTS = frozenset(("for", "of", "at", "with", "from"))
APART = frozenset(("DET", "PUNCT", "SPACE"))  # parts of speech before a description that are none of its words
LONGEST_COMPLEMENT = 8  # tokens
STRAIGHT = '"'
MARKS = f"{STRAIGHT}\u201c\u201d"
ROUND = f" ,;:'\u2018\u2019{MARKS}"  # what stands round words and is none of them
SINGULAR = frozenset(("NN", "NNP", "JJ"))  # an adjective for "the 57-year-old"


@dataclass(eq=False, slots=True)
class Description:
    """A described actor: head and first token, its words, and whose it is.

    ``text`` is the description without article and with a short complement ("spokesman for Keller"); ``rest`` is
    that without the owner; ``owner`` is the token of a possessive ("his", "Keller" in "Keller's"), or None;
    ``name_inside`` is the person whom the phrase itself names ("his wife, Ada Brook"), or None.
    """

    head: int
    first: int
    text: str
    rest: str
    definite: bool
    plural: bool
    owner: int | None
    name_inside: Member | None


def described(layout: Layout, head: int, row: Statement | None, cast: Cast) -> Description:
    """The description around a noun; ``row`` is the statement whose source it is, when it is one."""
    tokens = layout.tokens
    pos, deps, lower = tokens.pos, tokens.dep, tokens.lower
    first, name_inside = tokens.left[head], None
    stop = len(pos)
    if row is not None:
        bound = 0
        if row.source_start is not None and row.source_end is not None:
            bound, stop = tokens.within(row.source_start, row.source_end)
        first = max(first, min(bound, head))
        name_inside = _name_inside(tokens, head, bound, stop, cast)
    if "SPACE" in pos[first:head]:
        first = head - pos[first:head][::-1].index("SPACE")
    begins = first
    while begins < head and pos[begins] in APART:
        begins += 1
    after, owner = head, None
    for child in tokens.children[head]:
        dep = deps[child]
        if dep == "prep":
            if child == after + 1 and lower[child] in COMPLEMENTS:
                end = tokens.right[child]
                if end - head <= LONGEST_COMPLEMENT and end < stop and _wants_complement(tokens.lemma[head]):
                    after = end
        elif dep == "poss" and owner is None:
            owner = child
    text = tokens.text[tokens.start[begins] : tokens.end[after]]
    if not text.isalnum():
        text = _stripped(text)
    rest = text
    if owner is not None:
        begins = _after_owner(tokens, owner, head)
        rest = _stripped(tokens.span(begins, after)) if begins <= after else ""
    definite = owner is not None or lower[first] in DEFINITE
    plural = tokens.tag[head] not in SINGULAR or lower[first] in ("these", "those")
    return Description(head, first, text, rest, definite, plural, owner, name_inside)


def _after_owner(tokens: Tokens, owner: int, head: int) -> int:
    """The first token after a possessive and its mark."""
    begins = owner + 1
    while begins < head and tokens.tag[begins] in ("POS", "HYPH", "''", "``"):
        begins += 1
    return begins


def _wants_complement(noun: str) -> bool:
    return is_person(noun) or nouns_of_actors().get(noun) in ("organisation", "group")


def _stripped(text: str) -> str:
    """The words without what stands round them; a quotation mark goes too when its other half is not among them."""
    words = " ".join(text.split()).strip(ROUND)
    if words.isascii() and STRAIGHT not in words:
        return words
    return words if sum(map(words.count, MARKS)) % 2 == 0 else "".join(one for one in words if one not in MARKS)


def _name_inside(tokens: Tokens, head: int, bound: int, stop: int, cast: Cast) -> Member | None:
    """A person in apposition, at the end of a joined title, or before a dash: "Ada Brook - the mayor and owner"."""
    if tokens.tag[head] not in SINGULAR:
        return None
    for child in tokens.children[head]:
        if child in cast.named and bound <= child < stop and cast.named[child][0].kind == PERSON:
            joined = tokens.dep[child] == "conj" and tokens.child(child, "compound") is not None
            beside = tokens.dep[child] == "appos" or (joined and tokens.child(child, "det", "poss") is None)
            if beside:
                return cast.named[child][0]
    last = cast.named.get(stop - 1)
    if last is not None and last[0].kind == PERSON and last[1].first > head:
        apart = tokens.pos[last[1].first - 1] in ("CCONJ", "PUNCT", "ADP", "PART", "DET")
        if not apart and tokens.dep[stop - 1] not in ("pobj", "poss"):
            return last[0]  # "the owner and coach Tom Lund"
    for token in range(bound, min(head, bound + 5)):
        if token in cast.named and cast.named[token][0].kind == PERSON and cast.named[token][1].first == bound:
            follows = tokens.lower[token + 1]
            return cast.named[token][0] if follows in ("-", "\u2013", "\u2014", ",", "(") else None
    return None
