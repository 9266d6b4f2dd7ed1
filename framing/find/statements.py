"""Reported statements: cue, source and content put together, quotations shared out, rows made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from framing.find.cues import Cue, find_cues, narrowest
from framing.find.judge import Judge, learnt_weights
from framing.find.layout import Layout
from framing.find.nouns import nouns_of_actors
from framing.find.rows import Statement
from framing.find.sharing import Draft, continue_quotations, share_quotations, tokens_of
from framing.find.sources import Phrase, addressee_of, channel_of, source_of
from framing.find.spans import words_in
from framing.lexicon import Lexicon, load_lexicon
from framing.parse.tokens import Tokens

ADVERBS = ("adverb", "allegation", "evidential", "viewpoint")  # categories of the hedge lexicon that can modify a cue
NOBODY = ("no", "nobody", "none", "neither")


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
    drafts = share_quotations(laid, list(_drafts(laid, cues, judge or learnt_weights())))
    _free_denied(laid, drafts)
    continue_quotations(laid, drafts)
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
        cue = narrowest(lexicon, cue, _construction(layout.tokens, cue, content.relation))
        members = content.tokens()
        source = source_of(layout, cue, members)
        if source is not None and _no_speaker(layout, cue, source):
            continue
        taken.update(range(cue.first, cue.last + 1), (cue.head,))
        yield Draft(
            cue=cue,
            runs=content.runs,
            relation=content.relation,
            quotes=set(content.quotes),
            source=source,
            addressee=addressee_of(layout, cue, members | tokens_of(source)),
            channel=channel_of(layout, cue, members),
            members=members,
        )


def _construction(tokens: Tokens, cue: Cue, relation: str) -> str:
    """The relation, or xcomp for the infinitive of a passive: "was asked to leave"."""
    infinitive = relation == "ccomp" and tokens.child(cue.head, "ccomp", "advcl") is None
    return "xcomp" if infinitive and tokens.child(cue.head, "xcomp") is not None else relation


def _no_speaker(layout: Layout, cue: Cue, source: Phrase) -> bool:
    """ "The law states" lays down a rule; "set according to income" names a measure: a bare noun that is no actor."""
    tokens, head = layout.tokens, source.head
    kind = nouns_of_actors().get(tokens.lemma[head])
    bare = tokens.tag[head] == "NN" and not tokens.children[head] and not tokens.entity[head]
    return kind == "norm" or (bare and kind is None and tokens.lower[cue.first] == "according")


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


def _enclosing(drafts: list[Draft]) -> list[int | None]:
    """For each draft, the number of the smallest other one whose content holds its cue."""
    holders: dict[int, list[tuple[int, int]]] = {draft.cue.head: [] for draft in drafts}
    for number, draft in enumerate(drafts):
        for head in draft.members & holders.keys():
            holders[head].append((len(draft.members), number))
    found: list[int | None] = []
    for number, draft in enumerate(drafts):
        around = [holder for holder in holders[draft.cue.head] if holder[1] != number]
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
        cue=tokens.span(cue.first, cue.last) if draft.has_cue else None,
        cue_lemma=cue.term.id if draft.has_cue else None,
        cue_start=tokens.start[cue.first] if draft.has_cue else None,
        cue_end=tokens.end[cue.last] if draft.has_cue else None,
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
    around_cue = layout.quoted[draft.cue.head] if draft.has_cue else -1
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
