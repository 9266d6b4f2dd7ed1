"""Other contents that a cue could have: each relation in turn, and each content with its ends moved.

In PolNeAR some parse subtree or quotation is the right content for nine statements in ten, while one fixed rule
picks it for six; these are the subtrees and quotations to pick from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framing.find.content import Content, content_of
from framing.find.cues import Cue
from framing.find.governed import roots_of
from framing.find.layout import Layout
from framing.find.spans import Run, trim

MOST_STEPS = 4  # moves of one end that are looked at
CLAUSAL = ("ccomp", "quote", "line")  # nothing else is weighed against a whole clause or a quotation
SIGNS = {"xcomp": ("xcomp", "oprd"), "dobj": ("nsubjpass", "dobj", "oprd")}  # a relation holds with one of these below
NOUN_CLAUSES = ("acl", "ccomp", "relcl")
PREPOSITIONS = ("of", "for", "about", "on", "to", "as", "with", "against", "in", "over", "from", "at")


@dataclass(slots=True)
class Candidate:
    """A content and how it came about: the move of an end ("" for none) and the tokens taken in or left out."""

    content: Content
    move: str
    moved: range


def candidates_of(layout: Layout, cue: Cue) -> list[Candidate]:
    """Every content worth weighing for this cue, the rules' own first; none when it governs nothing at all."""
    return moved_too(layout, cue, list(unmoved(layout, cue)))


def unmoved(layout: Layout, cue: Cue) -> Iterator[Candidate]:
    """The contents as the relations give them: the first is the rules' own where these find one."""
    for number, relation in enumerate(_relations(layout, cue)):
        if number and relation != ("ccomp",) and not roots_of(layout.tokens, cue, *relation):
            continue  # only a clause can have a content without roots
        content = content_of(layout, Cue(cue.head, cue.first, cue.last, cue.term, relation) if number else cue)
        if content is not None:
            yield Candidate(content, "" if number == 0 else "other", range(0))
            if content.relation in CLAUSAL:
                return


def moved_too(layout: Layout, cue: Cue, given: list[Candidate]) -> list[Candidate]:
    """The contents given and those with an end moved, each set of words once."""
    found: dict[tuple[Run, ...], Candidate] = {}
    for candidate in given:
        found.setdefault(candidate.content.runs, candidate)
        for moved in _moved(layout, cue, candidate.content):
            found.setdefault(moved.content.runs, moved)
    return list(found.values())


def _relations(layout: Layout, cue: Cue) -> Iterator[tuple[str, ...]]:
    """The entry's own relations together, then every other that the parse may show, one by one."""
    yield cue.relations
    tokens = layout.tokens
    if cue.term.lemma and tokens.pos[cue.head] in ("VERB", "AUX", "NOUN", "ADJ"):
        own, children = cue.relations, tokens.children[cue.head]
        below = {tokens.dep[c] for c in children}
        if "ccomp" not in own:
            yield ("ccomp",)
        for relation, signs in SIGNS.items():
            if relation not in own and not below.isdisjoint(signs):
                yield (relation,)
        if "acl" not in own and (not below.isdisjoint(NOUN_CLAUSES) or tokens.dep[cue.head] in ("dobj", "attr")):
            yield ("acl",)
        if "prep" in below:
            for child in children:
                if tokens.dep[child] == "prep" and tokens.lower[child] in PREPOSITIONS:
                    yield (f"prep_{tokens.lower[child]}",)


def _moved(layout: Layout, cue: Cue, content: Content) -> Iterator[Candidate]:
    """The content with its right end or its left end moved."""
    first, last = content.runs[-1]
    for end in _right_ends(layout, cue, first, last):
        run = trim(layout, first, end)
        if run and run[1] != last and not first <= cue.head <= end:
            move = "right-out" if end > last else "right-in"
            yield _with(content, (*content.runs[:-1], run), move, range(min(end, last) + 1, max(end, last) + 1))
    first, last = content.runs[0]
    for start in _left_starts(layout, cue, first, last):
        run = trim(layout, start, last)
        if run and run[0] != first and not start <= cue.head <= last:
            move = "left-out" if start < first else "left-in"
            yield _with(content, (run, *content.runs[1:]), move, range(min(start, first), max(start, first)))


def _with(content: Content, runs: tuple[Run, ...], move: str, moved: range) -> Candidate:
    return Candidate(Content(runs, content.relation, content.quotes), move, moved)


def _right_ends(layout: Layout, cue: Cue, first: int, last: int) -> Iterator[int]:
    """Before each constituent that the content ends with; after each that follows it; the end of the sentence."""
    tokens = layout.tokens
    if layout.quoted[last] >= 0 and layout.quoted[last] != layout.quoted[cue.head]:
        return
    seen, node, starts = 0, last, set()
    governor = tokens.head[cue.head]
    while seen < MOST_STEPS and first < node:
        left, right = tokens.left[node], tokens.right[node]
        if right == last and left > first and left not in starts:
            starts.add(left)
            seen += 1
            yield left - 1
        if tokens.head[node] == node:
            break
        node = tokens.head[node]
    _, stop = tokens.sentences[tokens.sentence[last]]
    if tokens.pos[cue.head] == "NOUN" and last < governor < stop:
        stop = governor  # the predicate of "her promise to open the road was kept"
    elif (
        tokens.pos[cue.head] == "NOUN"
        and governor == cue.head
        and tokens.left[governor] == tokens.sentences[tokens.sentence[last]][0]
    ):
        stop = last + 1
    end, steps = last, 0
    while end + 1 < stop and steps < 2 and not end < cue.head <= stop:
        follows = end + 1
        while follows < stop and not layout.words[follows]:
            follows += 1
        if follows >= stop:
            break
        node = follows
        while tokens.head[node] != node and tokens.left[tokens.head[node]] == follows:
            node = tokens.head[node]
        end = max(follows, min(tokens.right[node], stop - 1))
        steps += 1
        yield end
    if last < stop - 1 and not last < cue.head < stop and end < stop - 1:
        yield stop - 1


def _left_starts(layout: Layout, cue: Cue, first: int, last: int) -> Iterator[int]:
    """After the first comma; the beginning of the sentence, or right after the cue."""
    tokens = layout.tokens
    if layout.quoted[first] >= 0 and layout.quoted[first] != layout.quoted[cue.head]:
        return
    begin, _ = tokens.sentences[tokens.sentence[first]]
    if cue.last < first and cue.last + 1 != first and cue.last >= begin:
        yield cue.last + 1
    elif cue.first > last and begin < first:
        yield begin
    for token in range(first + 1, min(last, first + 14)):
        if tokens.lower[token] in (",", "that"):
            yield token + (tokens.lower[token] == ",")
            break
