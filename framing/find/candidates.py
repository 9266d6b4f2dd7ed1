"""Other contents that a cue could have: each relation in turn, and each content with its ends moved.

In PolNeAR some parse subtree or quotation is the right content for nine statements in ten, while one fixed rule
picks it for six; these are the subtrees and quotations to pick from. None ends before what its relation gives: such
contents, nearly as many as all others together, were the likeliest for one cue in three hundred, and without them the
model was as accurate on two held-out parts of the developing articles, within a third of a point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framing.find.content import Content, content_of
from framing.find.cues import Cue
from framing.find.layout import Layout
from framing.find.spans import Run, trim

MOST_STEPS = 2  # constituents that may be taken in at the right end
CLAUSAL = ("ccomp", "quote", "line")  # nothing else is weighed against a whole clause or a quotation
SIGNS = {"xcomp": ("xcomp", "oprd"), "dobj": ("nsubjpass", "dobj", "oprd")}  # a relation holds with one of these below
NOUN_CLAUSES = ("acl", "ccomp", "relcl")
PREPOSITIONS = ("of", "for", "about", "on", "to", "as", "with", "against", "in", "over", "from", "at")
BREAKS = frozenset((",", "that"))
NEAR_COMMA = 14  # tokens from the first one in which one of them is looked for
NOWHERE = range(0)


@dataclass(slots=True)
class Candidate:
    """A possible content and how it came about.

    ``given`` is the content as a relation gives it and ``runs`` the words of this one, which differ where an end was
    moved; ``move`` names the move ("" for none) and ``moved`` the tokens taken in or left out.
    """

    given: Content
    runs: tuple[Run, ...]
    move: str
    moved: range

    @property
    def content(self) -> Content:
        """The content that this is."""
        given = self.given
        return given if self.runs is given.runs else Content(self.runs, given.relation, given.quotes)


def candidates_of(layout: Layout, cue: Cue) -> list[Candidate]:
    """Every content worth weighing for this cue, the rules' own first; none when it governs nothing at all."""
    return moved_too(layout, cue, list(unmoved(layout, cue)))


def unmoved(layout: Layout, cue: Cue) -> Iterator[Candidate]:
    """The contents as the relations give them: the first is the rules' own where these find one."""
    own = content_of(layout, cue)
    if own is not None:
        yield Candidate(own, own.runs, "", NOWHERE)
        if own.relation in CLAUSAL:
            return
    for relation in _others(layout, cue):
        if own is not None and own.relation == relation:
            continue
        content = content_of(layout, cue, (relation,))
        if content is not None:
            yield Candidate(content, content.runs, "other", NOWHERE)
            if content.relation in CLAUSAL:
                return


def moved_too(layout: Layout, cue: Cue, given: list[Candidate]) -> list[Candidate]:
    """The contents given and those with an end moved, each set of words once."""
    found: dict[tuple[Run, ...], Candidate] = {}
    for candidate in given:
        found.setdefault(candidate.runs, candidate)
        _move_right_end(found, layout, cue, candidate)
        _move_left_end(found, layout, cue, candidate)
    return list(found.values())


def _others(layout: Layout, cue: Cue) -> Iterator[str]:
    """The relations that the entry does not list and the parse may show."""
    tokens, head = layout.tokens, cue.head
    if cue.term.lemma and tokens.pos[head] in ("VERB", "AUX", "NOUN", "ADJ"):
        own, children, deps = cue.relations, tokens.children[head], tokens.dep
        below = {deps[c] for c in children}
        if "ccomp" not in own:
            yield "ccomp"
        for relation, signs in SIGNS.items():
            if relation not in own and not below.isdisjoint(signs):
                yield relation
        if "acl" not in own and (not below.isdisjoint(NOUN_CLAUSES) or deps[head] in ("dobj", "attr")):
            yield "acl"
        if "prep" in below:
            for child in children:
                if deps[child] == "prep" and tokens.lower[child] in PREPOSITIONS:
                    yield f"prep_{tokens.lower[child]}"


def _move_right_end(found: dict[tuple[Run, ...], Candidate], layout: Layout, cue: Cue, candidate: Candidate) -> None:
    """Add the candidate with its right end further on, where nothing has those words yet."""
    *others, (first, last) = candidate.runs
    head = cue.head
    for end in _right_ends(layout, cue, last):
        if not first <= head <= end:
            run = trim(layout, first, end)
            if run and run[1] != last and (runs := (*others, run)) not in found:
                found[runs] = Candidate(candidate.given, runs, "right-out", range(last + 1, end + 1))


def _move_left_end(found: dict[tuple[Run, ...], Candidate], layout: Layout, cue: Cue, candidate: Candidate) -> None:
    """Add the candidate with its left end elsewhere, where nothing has those words yet."""
    (first, last), *others = candidate.runs
    head = cue.head
    for start in _left_starts(layout, cue, first, last):
        if not start <= head <= last:
            run = trim(layout, start, last)
            if run and run[0] != first and (runs := (run, *others)) not in found:
                if start < first:
                    found[runs] = Candidate(candidate.given, runs, "left-out", range(start, first))
                else:
                    found[runs] = Candidate(candidate.given, runs, "left-in", range(first, start))


def _right_ends(layout: Layout, cue: Cue, last: int) -> list[int]:
    """After each constituent that follows the content, two at most; the end of the sentence."""
    tokens, head, quoted = layout.tokens, cue.head, layout.quoted
    if quoted[last] >= 0 and quoted[last] != quoted[head]:
        return []
    heads, left, right = tokens.head, tokens.left, tokens.right
    begin, stop = tokens.sentences[tokens.sentence[last]]
    governor = heads[head]
    if tokens.pos[head] == "NOUN":
        if last < governor < stop:
            stop = governor  # the predicate of "her promise to open the road was kept"
        elif governor == head and left[governor] == begin:
            stop = last + 1
    if last + 1 >= stop or last < head < stop:
        return []
    ends: list[int] = []
    end, words, counts = last, layout.words, layout.words_before
    while end + 1 < stop and len(ends) < MOST_STEPS and head != stop:
        follows = end + 1
        while follows < stop and not words[follows]:
            follows += 1
        if follows >= stop:
            break
        node = follows
        while heads[node] != node and left[heads[node]] == follows:
            node = heads[node]
        end = max(follows, min(right[node], stop - 1))
        ends.append(end)
    # marks outside quotations are trimmed off again
    if end < stop - 1 and (counts[end + 1] < counts[stop] or max(quoted[end + 1 : stop]) >= 0):
        ends.append(stop - 1)
    return ends


def _left_starts(layout: Layout, cue: Cue, first: int, last: int) -> list[int]:
    """After the first comma; the beginning of the sentence, or right after the cue."""
    tokens = layout.tokens
    if layout.quoted[first] >= 0 and layout.quoted[first] != layout.quoted[cue.head]:
        return []
    begin, _ = tokens.sentences[tokens.sentence[first]]
    starts = []
    if cue.last < first and cue.last + 1 != first and cue.last >= begin:
        starts.append(cue.last + 1)
    elif cue.head > last and begin < first:
        starts.append(begin)
    near = tokens.lower[first + 1 : min(last, first + NEAR_COMMA)]
    if not BREAKS.isdisjoint(near):
        token = next(token for token, form in enumerate(near, first + 1) if form in BREAKS)
        starts.append(token + (tokens.lower[token] == ","))
    return starts
