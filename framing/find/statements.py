"""Reported statements: cue, source and content put together, quotations shared out, rows made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from framing.find.cues import Cue, find_cues
from framing.find.judge import Judge, learnt_weights
from framing.find.layout import Layout
from framing.find.nouns import nouns_of_actors
from framing.find.rows import Statement
from framing.find.sources import Phrase, addressee_of, channel_of, source_of
from framing.find.spans import Run, runs_of, words_in
from framing.lexicon import Lexicon, load_lexicon
from framing.parse.tokens import Tokens

ADVERBS = ("adverb", "evidential")  # categories of the hedge lexicon that can modify a cue
NOBODY = ("no", "nobody", "none", "neither")
NEXT = 3  # tokens at most between a content and the quotation that goes on with it
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


def find_statements(
    doc: object,
    *,
    lexicon: Lexicon | None = None,
    layout: Layout | None = None,
    judge: Judge | None = None,
) -> Iterator[Statement]:
    """The reported statements of a parsed article (Doc or Tokens), in text order.

    A statement is a content ("that Israel supports them"), the cue that introduces it ("claimed"), and its source
    ("Assad"), after Pareti (2015) and Newell et al. (2018); speech, thought and intention alike, told apart by
    ``act``. Cues inside a quotation ("I think", said by the source) are not followed: there the source reports, not
    the outlet. Those inside an indirect content are ("X said that Y had claimed"); ``within`` tells. `lexicon` names
    the cues (the built-in ``reporting-verbs`` by default) and the stance each lends; `layout` spares finding the
    quotations again; `judge` decides on each possible cue (``framing.find.judge``: the learnt weights by default,
    ``by_rules`` for grammar alone). Nothing found yields nothing; no text raises.
    """
    cues = lexicon or load_lexicon("reporting-verbs")
    laid = layout or Layout.of(Tokens.of(doc))  # type: ignore[arg-type]
    drafts = _share_quotations(laid, list(_drafts(laid, cues, judge or learnt_weights())))
    _free_denied(laid, drafts)
    _continue_quotations(laid, drafts)
    drafts.sort(key=_in_text_order)
    enclosing = _enclosing(drafts)
    for number, draft in enumerate(drafts):
        yield _row(laid, draft, number, enclosing[number])


def _in_text_order(draft: Draft) -> tuple[int, int]:
    return min(draft.runs[0][0], draft.cue.first), draft.cue.first


def _drafts(layout: Layout, lexicon: Lexicon, judge: Judge) -> Iterator[Draft]:
    """One draft for each cue that has a content: the longest form, and its first entry that fits."""
    taken: set[int] = set()
    for cue in find_cues(layout.tokens, lexicon):
        if cue.head in taken or cue.first in taken or in_speech(layout, cue.head):
            continue
        content = judge(layout, cue)
        if content is None:
            continue
        members = content.tokens()
        source = source_of(layout, cue, members)
        if source is not None and nouns_of_actors().get(layout.tokens.lemma[source.head]) == "norm":
            continue  # "the law states": what a rule lays down is no statement of a source
        taken.update(range(cue.first, cue.last + 1), (cue.head,))
        yield Draft(
            cue=cue,
            runs=content.runs,
            relation=content.relation,
            quotes=set(content.quotes),
            source=source,
            addressee=addressee_of(layout, cue, members | _tokens(source)),
            channel=channel_of(layout, cue, members),
            members=members,
        )


def _free_denied(layout: Layout, drafts: list[Draft]) -> None:
    """ "Lund rejected claims that …": whoever denies a claim did not make it."""
    tokens = layout.tokens
    denials = {draft.cue.head for draft in drafts if draft.cue.term.category == "denying"}
    for draft in drafts:
        head = draft.cue.head
        if tokens.pos[head] == "NOUN" and tokens.dep[head] == "dobj" and tokens.head[head] in denials:
            draft.source = draft.source if tokens.child(head, "poss", "prep") is not None else None


def in_speech(layout: Layout, token: int) -> bool:
    """Whether the token is part of what a source is quoted with: its reporting is not the outlet's."""
    number = layout.quoted[token]
    return number >= 0 and not layout.outer[number].quote.short


def _tokens(phrase: Phrase | None) -> set[int]:
    return set() if phrase is None else set(range(phrase.first, phrase.last + 1))


def _share_quotations(layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """A quotation is one speaker's: where several cues outside it lay claim to it, the closest keeps it."""
    claims: dict[int, list[Draft]] = {}
    for draft in drafts:
        for number in draft.quotes:
            claims.setdefault(number, []).append(draft)
    lost: set[int] = set()
    for number, rivals in claims.items():
        outside = [draft for draft in rivals if not _holds(rivals, draft)]
        if len(outside) > 1:
            best = min(outside, key=lambda draft: _distance(layout, draft, number))
            lost.update(id(draft) for draft in outside if draft is not best and draft.relation in ("quote", "around"))
    channels = {token for draft in drafts for token in _tokens(draft.channel)}
    kept = []
    for draft in drafts:
        vouched = layout.tokens.lower[draft.cue.first] == "according" and draft.cue.last + 1 in channels
        if id(draft) not in lost and not vouched:
            kept.append(draft)
    return kept


def _holds(rivals: list[Draft], draft: Draft) -> bool:
    """Whether a rival's content holds this draft's cue: then it is nested, not a rival."""
    return any(draft.cue.head in rival.members for rival in rivals if rival is not draft)


def _distance(layout: Layout, draft: Draft, number: int) -> tuple[int, int]:
    quote = layout.outer[number]
    gap = draft.cue.first - quote.stop if draft.cue.first >= quote.stop else quote.first - draft.cue.last
    return (draft.relation == "around", abs(gap))


def _continue_quotations(layout: Layout, drafts: list[Draft]) -> None:
    """Quoted sentences that no cue claims go on with the statement before them.

    That is the one whose quotation an opening mark repeats, the last of the same paragraph, or the last of the
    paragraph before when it ended in a quotation and this one is nothing else.
    """
    owner: dict[int, Draft] = {number: draft for draft in drafts for number in draft.quotes}
    for number, quote in enumerate(layout.outer):
        if number in owner or not _free(quote.first, quote.stop, drafts):
            continue
        before = owner.get(number - 1) if quote.quote.continues else _speaking_before(layout, drafts, number)
        if before is not None:
            before.quotes.add(number)
            before.members |= set(range(quote.first, quote.stop))
            before.runs = runs_of(layout, before.members)
            owner[number] = before


def _speaking_before(layout: Layout, drafts: list[Draft], number: int) -> Draft | None:
    """The statement that a quoted sentence goes on with, or None when the quotation is no sentence or none fits."""
    quote, paragraph = layout.outer[number], layout.paragraph
    begins = quote.first == 0 or layout.ends_sentence(quote.first - 1)
    new_paragraph = quote.first == 0 or paragraph[quote.first - 1] != paragraph[quote.first]
    begins = begins or new_paragraph or layout.quoted[quote.first - 1] == number - 1
    ends = layout.ends_sentence(quote.stop - 2) or layout.ends_sentence(quote.stop - 1)
    if not (begins and ends) or quote.quote.n_words < SPEECH_WORDS:
        return None
    earlier = [draft for draft in drafts if draft.cue.last < quote.first and max(draft.members) < quote.first]
    last = max(earlier, key=_where, default=None)
    if last is None:
        return None
    end = max(max(last.members), last.cue.last)
    if paragraph[end] == paragraph[quote.first]:
        return last if last.quotes or end >= quote.first - NEXT else None
    between = range(end + 1, quote.first)
    follows = all(paragraph[token] in (paragraph[end], paragraph[quote.first]) for token in between)
    return last if new_paragraph and follows and last.quotes else None


def _where(draft: Draft) -> int:
    return max(max(draft.members), draft.cue.last)


def _free(first: int, stop: int, drafts: list[Draft]) -> bool:
    return not any(token in draft.members for draft in drafts for token in (first, stop - 1))


def _enclosing(drafts: list[Draft]) -> list[int | None]:
    """For each draft, the number of the smallest other one whose content holds its cue."""
    found: list[int | None] = []
    for draft in drafts:
        around = [
            (len(other.members), number)
            for number, other in enumerate(drafts)
            if other is not draft and draft.cue.head in other.members
        ]
        found.append(min(around)[1] if around else None)
    return found


def _row(layout: Layout, draft: Draft, number: int, within: int | None) -> Statement:
    tokens, cue = layout.tokens, draft.cue
    spans = tuple((tokens.start[first], tokens.end[last]) for first, last in draft.runs)
    start, end = spans[0][0], spans[-1][1]
    source = draft.source
    first_character = min(start, tokens.start[cue.first])
    return Statement(
        number=number,
        within=within,
        sentence=tokens.sentence[cue.head],
        position=first_character / len(tokens.text),
        kind=_kind(layout, draft),
        act=cue.term.act or "speech",
        cue=tokens.span(cue.first, cue.last),
        cue_lemma=cue.term.id,
        cue_start=tokens.start[cue.first],
        cue_end=tokens.end[cue.last],
        stance=cue.term.category,
        source=_text(tokens, source),
        source_start=None if source is None else tokens.start[source.first],
        source_end=None if source is None else tokens.end[source.last],
        source_head=None if source is None else source.head,
        addressee=_text(tokens, draft.addressee),
        channel=_text(tokens, draft.channel),
        content=tokens.text[start:end],
        content_start=start,
        content_end=end,
        content_spans=spans,
        n_words=words_in(layout, draft.runs),
        negated=_negated(tokens, cue),
        hedged=_hedged(tokens, cue),
    )


def _text(tokens: Tokens, phrase: Phrase | None) -> str | None:
    return None if phrase is None else tokens.span(phrase.first, phrase.last)


def _kind(layout: Layout, draft: Draft) -> str:
    """Direct, indirect or mixed, by the words in quotation marks that do not also hold the cue."""
    around_cue = layout.quoted[draft.cue.head]
    quoted = unquoted = 0
    for first, last in draft.runs:
        for token in range(first, last + 1):
            if layout.words[token] and layout.tokens.dep[token] != "mark":
                if layout.quoted[token] in (-1, around_cue):
                    unquoted += 1
                else:
                    quoted += 1
    if not quoted:
        return "indirect"
    return "mixed" if unquoted else "direct"


def _negated(tokens: Tokens, cue: Cue) -> bool:
    children = tokens.children[cue.head]
    if any(tokens.dep[c] == "neg" or (tokens.dep[c] == "det" and tokens.lower[c] == "no") for c in children):
        return True
    subject = tokens.child(cue.head, "nsubj")
    return subject is not None and any(tokens.lower[c] in NOBODY for c in (subject, *tokens.children[subject]))


def _hedged(tokens: Tokens, cue: Cue) -> bool:
    """A modal or future auxiliary, "going to" or "expected to", or an adverb of the hedge lexicon ("reportedly")."""
    governor = tokens.head[cue.head]
    if tokens.dep[cue.head] == "xcomp" and (tokens.lower[governor] == "going" or tokens.child(governor, "auxpass")):
        return True
    for child in tokens.children[cue.head]:
        if tokens.tag[child] == "MD" or (tokens.dep[child] == "advmod" and tokens.lower[child] in _hedging_adverbs()):
            return True
    return False


@lru_cache(maxsize=1)
def _hedging_adverbs() -> frozenset[str]:
    return frozenset(form for term in load_lexicon("hedges") if term.category in ADVERBS for form in term.forms)
