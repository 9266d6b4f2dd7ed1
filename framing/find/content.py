"""Contents: for a possible cue, the tokens that it reports, by what the cue governs and by quotation marks.

Three ways lead to a content. *Governed*: a clause, infinitive, object or prepositional object of the cue.
*Around*: the cue is a parenthesis in its own content ("The plan, she said, is dead"; "as he put it").
*Quoted*: a quotation that adjoins the cue's clause, before it or after it. A governed clause that a quotation
overlaps is widened to the whole quotation, since parses cross marks and quotations cross sentences.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from itertools import compress

from framing.find.adjoining import NONE, adjoining
from framing.find.cues import Cue
from framing.find.governed import adverbial_of, roots_of
from framing.find.layout import Layout
from framing.find.lines import line_of
from framing.find.sources import PASSIVE_SUBJECTS, SUBJECTS, Phrase, apposition_end, source_of
from framing.find.spans import Run, runs_of, trim
from framing.parse.tokens import Tokens

DASHES = ("\u2014", "\u2013", "--", "-")
AROUND = ("parataxis", "advcl", "relcl", "ccomp", "acl")
Members = set[int] | range  # of what is governed: a range where nothing is left out
CLAUSAL = ("", "ccomp", "around", "quote")  # relations that a quotation beside the cue can add to, or stand in for


@dataclass(slots=True)
class Content:
    """The runs of tokens of a content, the relation that found it, and the outer quotations in it."""

    runs: tuple[Run, ...]
    relation: str
    quotes: frozenset[int]
    _members: set[int] | None = field(default=None, init=False, repr=False, compare=False)
    _source: tuple[Cue, Phrase | None] | None = field(default=None, init=False, repr=False, compare=False)

    def tokens(self) -> set[int]:
        """Every token of every run; one set, however often it is asked for."""
        if self._members is None:
            (first, last), *others = self.runs
            self._members = set(range(first, last + 1))
            for first, last in others:
                self._members.update(range(first, last + 1))
        return self._members

    def source(self, layout: Layout, cue: Cue) -> Phrase | None:
        """Who says it with this cue; both judge and rows ask."""
        if self._source is None or self._source[0] is not cue:
            self._source = cue, source_of(layout, cue, self.tokens())
        return self._source[1]


def content_of(layout: Layout, cue: Cue, relations: tuple[str, ...] | None = None) -> Content | None:
    """What this cue reports, or None when it governs nothing in these relations, those of its entry by default."""
    if relations is None:
        relations = cue.relations
    members, relation = _governed(layout, cue, relations)
    before = after = NONE
    if layout.outer and relation in CLAUSAL and ("ccomp" in relations or "quote" in relations):
        before, after = adjoining(layout, cue)
    if not (members or before or after):
        return None
    if before and relation == "ccomp" and min(members) > cue.last and not after:
        before = {number for number in before if not _ended(layout, number)}
    quotes = _overlapping(layout, cue, members)
    if after and not before:
        clause = _clause_from(layout, after)
        if clause:
            members = {*members, *clause} if members else clause
            relation, quotes, after = relation or "ccomp", quotes | after, NONE
    if before or after:
        members = _direct(layout, members, before, after)
        relation = relation or "quote"
        quotes = before | after
    elif quotes and relation != "line":
        members = set(members)
        _widen(layout, cue, members, quotes)
        if relation == "ccomp" and len(quotes) == 1:
            members = _without_tail(layout, cue, members, min(quotes))
    if relation == "ccomp" and "ccomp" not in relations and not quotes:
        return None
    runs = _without_cue(layout, cue, members)
    return Content(runs, relation, frozenset(quotes)) if runs else None


def _without_cue(layout: Layout, cue: Cue, members: Members) -> tuple[Run, ...]:
    """The members as runs, without the cue and without a conjunction at the end (`"It is safe," or so Keller said`)."""
    words, quoted, deps = layout.words, layout.quoted, layout.tokens.dep
    if isinstance(members, range):
        first, stop = members.start, members.stop
        if (stop <= cue.first or cue.last < first) and not first <= cue.head < stop:
            while stop > first and (not words[stop - 1] or deps[stop - 1] == "cc") and quoted[stop - 1] < 0:
                stop -= 1
            run = trim(layout, first, stop - 1)
            return () if run is None else (run,)
    kept = sorted(set(members).difference(range(cue.first, cue.last + 1), (cue.head,)))
    while kept and (not words[kept[-1]] or deps[kept[-1]] == "cc") and quoted[kept[-1]] < 0:
        kept.pop()
    return runs_of(layout, kept)


def _ended(layout: Layout, number: int) -> bool:
    """Whether the quotation is a sentence of its own: what reports after it begins the next one."""
    return layout.tokens.lower[layout.outer[number].stop - 2] == "."


def _clause_from(layout: Layout, after: Set[int]) -> range:
    """The clause that begins with a quoted fragment, to its sentence's end: `said "these thugs" had cut the brakes`."""
    tokens = layout.tokens
    quote = layout.outer[min(after)]
    if not quote.quote.short or tokens.lower[quote.first - 1] == ":" or quote.stop >= len(tokens):
        return range(0)
    stop = tokens.sentences[tokens.sentence[quote.first]][1]
    if quote.stop >= stop or not layout.words[quote.stop] or tokens.lower[quote.stop - 2] == ",":
        return range(0)
    return range(quote.first, stop)


def _direct(layout: Layout, members: Members, before: Set[int], after: Set[int]) -> Members:
    """The adjoining quotations, with the unquoted words of their own clause: those that lead up to the first one."""
    numbers = before | after
    quotes = [layout.outer[number] for number in sorted(numbers)]
    start = layout.outer[min(before)].first if before else quotes[0].first
    while before and start - 1 in members and not _parts(layout, start - 1):
        start -= 1
    if len(quotes) == 1:
        return range(start, quotes[0].stop)
    chosen = set(range(start, layout.outer[min(before)].first)) if before else set()
    return chosen.union(*(range(quote.first, quote.stop) for quote in quotes))


def _parts(layout: Layout, token: int) -> bool:
    """Whether a quotation after this token stands by itself: a full stop or a dash."""
    return layout.ends_sentence(token) or layout.tokens.lower[token] in DASHES


def _governed(layout: Layout, cue: Cue, relations: tuple[str, ...]) -> tuple[Members, str]:
    """Tokens below the cue in the first relation that holds, or around it; and that relation."""
    tokens = layout.tokens
    for relation in relations:
        if relation == "line":
            line = line_of(layout, cue.head)
            if line:
                return line[1], relation
        elif roots := roots_of(tokens, cue, relation):
            members = _below(tokens, roots)
            if relation == "acl":
                members = _without_predicate(tokens, cue.head, roots[0], members)
            if cue.head in members:
                members = set(members).difference(tokens.subtree(cue.head))
            return members, relation
    around = "around" in relations
    if around or ("ccomp" in relations and (tokens.dep[cue.head] in AROUND or tokens.lower[cue.first] == "according")):
        members = _around(layout, cue, adverbial_of(tokens, cue, around=around))
        if members:
            return members, "around"
    return range(0), ""


def _below(tokens: Tokens, roots: list[int]) -> Members:
    """The subtrees of the roots; a range where there is but one, and no gap in it."""
    root = roots[0]
    members = tokens.subtree(root)
    if len(roots) == 1:
        first, stop = tokens.left[root], tokens.right[root] + 1
        if stop - first == len(members):
            return range(first, stop)
    for root in roots[1:]:
        members += tokens.subtree(root)
    return set(members)


def _without_predicate(tokens: Tokens, noun: int, clause: int, members: Members) -> Members:
    """The clause without the predicate of its noun where the parser took that in: "The claim that he lied angered us".

    A noun that begins its sentence has a predicate; if the parse has none, it is the "-ed" form in the clause that
    the parse takes for an adjective before a noun.
    """
    if tokens.head[noun] != noun or tokens.left[noun] != tokens.sentences[tokens.sentence[noun]][0]:
        return members
    for token in sorted(members):
        past = token > clause and tokens.dep[token] == "amod" and tokens.lower[token].endswith("ed")
        if past and tokens.pos[token - 1] not in ("DET", "ADV", "ADP", "PUNCT", "CCONJ", "NUM"):
            return {member for member in members if member < token}
    return members


def _around(layout: Layout, cue: Cue, adverbial: int | None) -> set[int]:
    """The clause in which the cue, or the phrase that it heads, is a parenthesis, without the parenthesis."""
    tokens, head = layout.tokens, cue.head
    if adverbial is not None:
        return _around_phrase(layout, adverbial)
    link, governor = tokens.dep[head], tokens.head[head]
    if governor == head or link not in AROUND:
        return set()
    first, last = tokens.left[head], tokens.right[head]
    if link in ("advcl", "relcl", "acl", "ccomp"):
        subordinate = tokens.lower[first] == "as"
        enclosed = link in ("ccomp", "advcl") and _commas(layout, first, last)
        if not subordinate and not enclosed:
            return set()
    top = _verb_of(layout, governor)
    if tokens.child(head, "nsubj", "nsubjpass") is None and link != "advcl":
        return set()
    return set(tokens.subtree(top)) - set(range(first, last + 1))


def _around_phrase(layout: Layout, adverbial: int) -> set[int]:
    """The clause that "according to X" vouches for: the nearest verb above it with a subject, and all it governs."""
    tokens = layout.tokens
    first, last = tokens.left[adverbial], tokens.right[adverbial]
    last = next((t - 1 for t in range(first + 1, last + 1) if _opens_after_comma(layout, t)), last)
    top = tokens.head[adverbial]
    while tokens.head[top] != top and not (
        tokens.pos[top] in ("VERB", "AUX") and tokens.child(top, "nsubj", "nsubjpass", "expl") is not None
    ):
        top = tokens.head[top]
    top = _verb_of(layout, top)
    if top == adverbial:
        return set()
    members = set(tokens.subtree(top)) - set(range(first, last + 1))
    apposition = apposition_end(layout, last + 1)
    has_subject = apposition is not None and any(
        tokens.dep[t] in ("nsubj", "nsubjpass", "expl") for t in tokens.children[top] if t > apposition
    )
    return {token for token in members if token >= apposition} if apposition and has_subject else members


def _opens_after_comma(layout: Layout, token: int) -> bool:
    """`in the words of Lund, "a disgrace"`: what the parse takes for an apposition is quoted."""
    number = layout.quoted[token]
    return number >= 0 and layout.outer[number].first == token and layout.tokens.lower[token - 1] == ","


def _verb_of(layout: Layout, token: int) -> int:
    """The verb that an auxiliary belongs to: parsers hang parentheses on either."""
    return layout.tokens.head[token] if layout.tokens.dep[token] in ("aux", "auxpass") else token


def _commas(layout: Layout, first: int, last: int) -> bool:
    tokens = layout.tokens
    before = first > 0 and tokens.lower[first - 1] in (",", "\u2014", "--", "-")
    after = last + 1 < len(tokens) and tokens.lower[last + 1][:1] in (",", ".", "\u2014", "-")
    return before and after


def _overlapping(layout: Layout, cue: Cue, members: Members) -> Set[int]:
    """The quotations that share words with the members and do not hold the cue."""
    if not layout.outer or not members:
        return NONE
    counts, quoted, words = layout.quoted_before, layout.quoted, layout.words
    whole = isinstance(members, range)
    first, stop = (members.start, members.stop) if isinstance(members, range) else (min(members), max(members) + 1)
    if counts[stop] == counts[first]:
        return NONE  # no quoted word anywhere near
    if whole:
        found = set(compress(quoted[first:stop], words[first:stop]))
    else:
        found = {quoted[token] for token in members if words[token]}
    return found - {-1, quoted[cue.head]}


def _widen(layout: Layout, cue: Cue, members: set[int], quotes: Set[int]) -> None:
    """Take quotations whole, unless the cue's clause only ends in one that another sentence owns."""
    low, high = min(members), max(members)
    for number in sorted(quotes):
        quote = layout.outer[number]
        if cue.head not in quote and (quote.first >= low - 1 or quote.stop <= high + 2 or len(quotes) == 1):
            members |= set(range(quote.first, quote.stop))


def _without_tail(layout: Layout, cue: Cue, members: set[int], number: int) -> set[int]:
    """A content that begins with a quoted clause ends with it: "said 'the road is closed' on Monday"."""
    quote = layout.outer[number]
    follows = [token for token in members if token >= quote.stop and layout.words[token]]
    if not cue.last < quote.first or not follows:
        return members
    tokens = layout.tokens
    whole = any(
        tokens.dep[t] in (*SUBJECTS, *PASSIVE_SUBJECTS) and tokens.head[t] in quote
        for t in range(quote.first, quote.stop)
    )
    leads = any(token < quote.first and layout.words[token] for token in members)
    return members if leads or not whole else {token for token in members if token < quote.stop}
