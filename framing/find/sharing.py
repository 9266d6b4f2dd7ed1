"""Quotations shared out among the statements of an article: one owner each, and those that no cue claims."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from framing.find.cues import Cue
from framing.find.layout import Layout
from framing.find.nouns import nouns_of_actors
from framing.find.sources import Phrase, phrase
from framing.find.spans import Run, runs_of
from framing.lexicon import Term
from framing.parse.tokens import Tokens

NEXT = 3  # tokens at most between a content and the quotation that goes on with it
NO_CUE = Term(id="", category="neutral", act="speech")
PEOPLE = ("feminine", "masculine", "title")
SPEECH_WORDS = 4  # a quotation with fewer is no statement of its own


@dataclass(slots=True)
class Draft:
    """A statement in the making."""

    cue: Cue
    runs: tuple[Run, ...]
    relation: str
    quotes: set[int]
    source: Phrase | None = None
    addressee: Phrase | None = None
    channel: Phrase | None = None
    members: set[int] = field(default_factory=set)
    last: int = -1  # of the members and the cue

    def __post_init__(self) -> None:
        if self.last < 0:
            self.last = max(self.members, default=self.cue.last)

    @property
    def has_cue(self) -> bool:
        """Whether words introduce it; the cue of a statement without one stands at its first token."""
        return self.cue.term is not NO_CUE


def tokens_of(phrase: Phrase | None) -> set[int]:
    return set() if phrase is None else set(range(phrase.first, phrase.last + 1))


def share_quotations(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """A quotation is one speaker's: where several cues outside it lay claim to it, the closest keeps it."""
    claims: dict[int, list[Draft]] = {}
    for draft in drafts:
        for number in draft.quotes:
            claims.setdefault(number, []).append(draft)
    lost: set[int] = set()
    for number, rivals in claims.items():
        if len(rivals) == 1:
            continue
        outside = [draft for draft in rivals if not _holds(rivals, draft)]
        if len(outside) > 1:
            best = min(outside, key=lambda draft: _distance(layout, draft, number))
            lost.update(id(draft) for draft in outside if draft is not best and draft.relation in ("quote", "around"))
    return [draft for draft in drafts if id(draft) not in lost]


def _holds(rivals: list[Draft], draft: Draft) -> bool:
    """Whether a rival's content holds this draft's cue: then it is nested, not a rival."""
    return any(draft.cue.head in rival.members for rival in rivals if rival is not draft)


def _distance(layout: Layout, draft: Draft, number: int) -> tuple[int, int]:
    quote = layout.outer[number]
    gap = draft.cue.first - quote.stop if draft.cue.first >= quote.stop else quote.first - draft.cue.last
    return (draft.relation == "around", abs(gap))


def continue_quotations(layout: Layout, drafts: list[Draft]) -> None:
    """Quoted sentences that no cue claims go on with the statement before them.

    That is the one whose quotation an opening mark repeats, the last of the same paragraph, or the last of the
    paragraph before when it ended in a quotation and this one is nothing else. Where there is none, whoever the
    sentence before is about speaks: `Keller was furious. "This is a disgrace."`
    """
    owner: dict[int, Draft] = {number: draft for draft in drafts for number in draft.quotes}
    unclaimed = [number for number in range(len(layout.outer)) if number not in owner]
    if not unclaimed:
        return
    held: set[int] = set().union(*(draft.members for draft in drafts))
    _join_earlier(layout, owner, held)
    for number in unclaimed:
        quote = layout.outer[number]
        if number in owner or quote.first in held or quote.stop - 1 in held:
            continue
        before = owner.get(number - 1) if quote.quote.continues else _speaking_before(layout, drafts, number)
        if before is not None:
            _take(layout, before, number)
        else:
            before = _spoken_by_subject(layout, number)
            if before is None:
                continue
            drafts.append(before)
        held.update(range(quote.first, quote.stop))
        owner[number] = before


def _join_earlier(layout: Layout, owner: dict[int, Draft], held: set[int]) -> None:
    """Paragraphs that a quotation went through before its cue came: `"A.¶ "B.¶ "C," she said`."""
    for number in range(len(layout.outer) - 2, -1, -1):
        after, quote = layout.outer[number + 1], layout.outer[number]
        speaker = owner.get(number + 1)
        if number in owner or not speaker or not after.quote.continues:
            continue
        if quote.first not in held and quote.stop - 1 not in held:
            _take(layout, speaker, number)
            held.update(range(quote.first, quote.stop))
            owner[number] = speaker


def _take(layout: Layout, draft: Draft, number: int) -> None:
    quote = layout.outer[number]
    draft.quotes.add(number)
    draft.last = max(draft.last, quote.stop - 1)
    draft.members.update(range(quote.first, quote.stop))
    draft.runs = runs_of(layout, draft.members)


def _is_speech(layout: Layout, number: int) -> bool:
    """Whether the quotation is one or more sentences, and the text around it leaves it to itself."""
    quote, paragraph = layout.outer[number], layout.paragraph
    begins = quote.first == 0 or layout.ends_sentence(quote.first - 1)
    begins = begins or paragraph[quote.first - 1] != paragraph[quote.first]
    begins = begins or layout.quoted[quote.first - 1] == number - 1
    ends = layout.ends_sentence(quote.stop - 2) or layout.ends_sentence(quote.stop - 1)
    return begins and ends and quote.quote.n_words >= SPEECH_WORDS


def _spoken_by_subject(layout: Layout, number: int) -> Draft | None:
    """A statement without a cue: a quoted sentence after one, in its paragraph, whose subject is a person."""
    tokens, quote = layout.tokens, layout.outer[number]
    before = quote.first - 1
    if before < 0 or layout.paragraph[before] != layout.paragraph[quote.first] or not _is_speech(layout, number):
        return None
    if layout.quoted[before] >= 0 or tokens.lower[before] == ":":
        return None
    first, stop = tokens.sentences[tokens.sentence[before]]
    root = next((t for t in range(first, stop) if tokens.head[t] == t), first)
    subject = tokens.child(root, "nsubj", "nsubjpass")
    if subject is None or layout.quoted[subject] >= 0 or not _person(tokens, subject):
        return None
    members = set(range(quote.first, quote.stop))
    runs = runs_of(layout, members)
    cue = Cue(quote.first, quote.first, quote.first, NO_CUE, ())
    return Draft(cue, runs, "quote", {number}, source=phrase(layout, subject, members), members=members)


def _person(tokens: Tokens, token: int) -> bool:
    if tokens.pos[token] == "PRON":
        return tokens.lower[token] in ("he", "she")
    return tokens.entity[token] == "PERSON" or nouns_of_actors().get(tokens.lemma[token]) in PEOPLE


def _speaking_before(layout: Layout, drafts: list[Draft], number: int) -> Draft | None:
    """The statement that a quoted sentence goes on with, or None when the quotation is no sentence or none fits."""
    quote, paragraph = layout.outer[number], layout.paragraph
    new_paragraph = quote.first == 0 or paragraph[quote.first - 1] != paragraph[quote.first]
    if not _is_speech(layout, number):
        return None
    last, end = None, -1  # the nearest, and the last token of its content and cue
    for draft in drafts:
        if end < draft.last < quote.first:
            last, end = draft, draft.last
    if last is None:
        return None
    if paragraph[end] == paragraph[quote.first]:
        return last if last.quotes or end >= quote.first - NEXT else None
    follows = paragraph[bisect_right(paragraph, paragraph[end])] == paragraph[quote.first]
    return last if new_paragraph and follows and last.quotes else None
