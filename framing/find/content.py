"""Contents: for a possible cue, the tokens that it reports, by what the cue governs and by quotation marks.

Three ways lead to a content. *Governed*: a clause, infinitive, object or prepositional object of the cue.
*Around*: the cue is a parenthesis in its own content ("The plan, she said, is dead"; "as he put it").
*Quoted*: a quotation that adjoins the cue's clause, before it or after it. A governed clause that a quotation
overlaps is widened to the whole quotation, since parses cross marks and quotations cross sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.find.adjoining import adjoining
from framing.find.cues import Cue
from framing.find.governed import adverbial_of, roots_of
from framing.find.layout import Layout
from framing.find.lines import line_of
from framing.find.sources import PASSIVE_SUBJECTS, SUBJECTS, Phrase, apposition_end, source_of
from framing.find.spans import Run, runs_of
from framing.parse.tokens import Tokens

DASHES = ("\u2014", "\u2013", "--", "-")
AROUND = ("parataxis", "advcl", "relcl", "ccomp", "acl")


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


def content_of(layout: Layout, cue: Cue) -> Content | None:
    """What this cue reports, or None when it governs nothing that its entry allows."""
    members, relation = _governed(layout, cue)
    clausal = relation in ("", "ccomp", "around", "quote")
    adjoins = layout.outer and clausal and _takes_quotations(cue)
    before, after = adjoining(layout, cue) if adjoins else (set(), set())
    if before and relation == "ccomp" and min(members) > cue.last and not after:
        before = {number for number in before if not _ended(layout, number)}
    quotes = _overlapping(layout, cue, members)
    if after and not before:
        clause = _clause_from(layout, after)
        if clause:
            members, relation, quotes, after = members | clause, relation or "ccomp", quotes | after, set()
    if before or after:
        members = _direct(layout, cue, members, before, after)
        relation = relation or "quote"
        quotes = before | after
    elif quotes and relation != "line":
        _widen(layout, cue, members, quotes)
        if relation == "ccomp" and len(quotes) == 1:
            members = _without_tail(layout, cue, members, min(quotes))
    members.difference_update(range(cue.first, cue.last + 1))
    members.discard(cue.head)
    last = max(members, default=-1)
    while last >= 0 and (not layout.words[last] or layout.tokens.dep[last] == "cc") and layout.quoted[last] < 0:
        members.discard(last)  # `"It is safe," or so Keller said`: a content does not end in a conjunction
        last = max(members, default=-1)
    if not members or (relation == "ccomp" and "ccomp" not in cue.relations and not quotes):
        return None
    runs = runs_of(layout, members)
    return Content(runs, relation, frozenset(quotes)) if runs else None


def _ended(layout: Layout, number: int) -> bool:
    """Whether the quotation is a sentence of its own: what reports after it begins the next one."""
    return layout.tokens.lower[layout.outer[number].stop - 2] == "."


def _clause_from(layout: Layout, after: set[int]) -> set[int]:
    """The clause that begins with a quoted fragment, to its sentence's end: `said "these thugs" had cut the brakes`."""
    tokens = layout.tokens
    quote = layout.outer[min(after)]
    if not quote.quote.short or tokens.lower[quote.first - 1] == ":" or quote.stop >= len(tokens):
        return set()
    stop = tokens.sentences[tokens.sentence[quote.first]][1]
    if quote.stop >= stop or not layout.words[quote.stop] or tokens.lower[quote.stop - 2] == ",":
        return set()
    return set(range(quote.first, stop))


def _takes_quotations(cue: Cue) -> bool:
    return "ccomp" in cue.relations or "quote" in cue.relations


def _direct(layout: Layout, cue: Cue, members: set[int], before: set[int], after: set[int]) -> set[int]:
    """The adjoining quotations, with the unquoted words of their own clause: those that lead up to the first one."""
    chosen: set[int] = set()
    for number in before | after:
        chosen |= set(range(layout.outer[number].first, layout.outer[number].stop))
    if before:
        start = layout.outer[min(before)].first
        while start - 1 in members and not _parts(layout, start - 1):
            start -= 1
        chosen |= set(range(start, layout.outer[min(before)].first))
    return chosen


def _parts(layout: Layout, token: int) -> bool:
    """Whether a quotation after this token stands by itself: a full stop or a dash."""
    return layout.ends_sentence(token) or layout.tokens.lower[token] in DASHES


def _governed(layout: Layout, cue: Cue) -> tuple[set[int], str]:
    """Tokens below the cue in the first relation that holds, or around it; and that relation."""
    tokens = layout.tokens
    for relation in cue.relations:
        line = line_of(layout, cue.head) if relation == "line" else None
        if line:
            return set(line[1]), relation
        roots = roots_of(tokens, cue, relation)
        if roots:
            members = set(tokens.subtree(roots[0]))
            for root in roots[1:]:
                members.update(tokens.subtree(root))
            if relation == "acl":
                members = _without_predicate(tokens, cue.head, roots[0], members)
            if cue.head in members:
                members -= set(tokens.subtree(cue.head))
            return members, relation
    if "ccomp" in cue.relations or "around" in cue.relations:
        members = _around(layout, cue)
        if members:
            return members, "around"
    return set(), ""


def _without_predicate(tokens: Tokens, noun: int, clause: int, members: set[int]) -> set[int]:
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


def _around(layout: Layout, cue: Cue) -> set[int]:
    """The clause in which the cue is a parenthesis, without the parenthesis."""
    tokens, head = layout.tokens, cue.head
    adverbial = adverbial_of(tokens, cue)
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


def _overlapping(layout: Layout, cue: Cue, members: set[int]) -> set[int]:
    """The quotations that share words with the members and do not hold the cue."""
    if not layout.outer or not members:
        return set()
    counts = layout.quoted_before
    if counts[max(members) + 1] == counts[min(members)]:
        return set()  # no quoted word anywhere near
    quoted, words = layout.quoted, layout.words
    return {quoted[token] for token in members if words[token]} - {-1, quoted[cue.head]}


def _widen(layout: Layout, cue: Cue, members: set[int], quotes: set[int]) -> None:
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
