"""Reported statements: cue, source and content put together, quotations shared out, rows made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from typing import Any

from framing.find.cues import Cue, find_cues, narrowest, terms_sharing_forms
from framing.find.judge import Judge, learnt_weights
from framing.find.layout import Layout
from framing.find.negation import is_negated
from framing.find.nouns import nouns_of_actors
from framing.find.rows import Statement
from framing.find.sharing import Draft, continue_quotations, share_quotations, tokens_of
from framing.find.sources import TOWARDS, Phrase, addressee_of, channel_of
from framing.find.spans import counted, words_in
from framing.lexicon import Lexicon, load_lexicon
from framing.parse.tokens import Tokens

ADVERBS = ("adverb", "allegation", "evidential", "viewpoint")  # categories of the hedge lexicon that can modify a cue
# Arcs from a cue up to the root of its sentence (no word of 400 articles has over 64). Without a limit clauses in
# clauses, thousands deep, would be gone through anew for each of them.
DEEPEST = 100
MISSING: tuple[Any, ...] = (None,) * 4  # for a cue, or a source, with its place
_statement = Statement._make  # of a tuple, in the order of the fields: a third of the time of a call with their names


def find_statements(
    doc: object,
    *,
    lexicon: Lexicon | None = None,
    layout: Layout | None = None,
    judge: Judge | None = None,
) -> Iterator[Statement]:
    """The reported statements of a parsed article, in text order; one row (`framing.find.Statement`) a statement.

    ``doc`` is a Doc or Tokens. A statement is a content ("that Israel supports them"), the cue that introduces it
    ("claimed"), and its source ("Assad"), after Pareti (2015) and Newell et al. (2018); speech, thought and
    intention alike, told apart by ``act``. Cues inside a quotation ("I think", said by the source) are not
    followed: there the source reports, not the outlet. Those inside an indirect content are ("X said that Y had
    claimed"); ``within`` tells. `lexicon` names the cues (the built-in ``reporting-verbs`` by default) and the
    stance each lends; `layout` spares finding the quotations again; `judge` decides on each possible cue
    (``framing.find.judge``: the learnt weights by default, ``by_rules`` for grammar alone). Offsets are characters
    of the text, end exclusive. Nothing found yields nothing; no text raises; ModelError and LexiconError come from
    loading alone.

    Pareti, S. (2015). Attribution: A computational approach. PhD thesis, University of Edinburgh. Newell, E.,
    Margolin, D. and Ruths, D. (2018). An attribution relations corpus for political news. LREC. How accurate it is:
    `published_accuracy`.

    >>> from framing.parse import parse_text
    >>> rows = find_statements(parse_text('Keller claimed that the mine is safe. "It is not," a guard said.'))
    >>> [(row.source, row.cue, row.stance, row.kind, row.content) for row in rows]
    [('Keller', 'claimed', 'doubting', 'indirect', 'that the mine is safe'),
     ('a guard', 'said', 'neutral', 'direct', '"It is not,"')]
    """
    cues = load_lexicon("reporting-verbs") if lexicon is None else lexicon
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
    in_speech, sharing = layout.in_speech, terms_sharing_forms(lexicon)
    # a word has its governors in its sentence
    may_be_deep = any(stop - first > DEEPEST for first, stop in layout.tokens.sentences)
    for cue in find_cues(layout.tokens, lexicon, layout=layout):
        if in_speech[cue.head] or cue.head in taken or cue.first in taken:
            continue
        if may_be_deep and _too_deep(layout.tokens, cue.head):
            continue
        content = judge(layout, cue)
        if content is None:
            continue
        rivals = sharing.get((cue.term.lemma, cue.term.pos))
        if rivals:
            cue = narrowest(rivals, cue, _construction(layout.tokens, cue, content.relation))
        members, source = content.tokens(), content.source(layout, cue)
        if source is not None and _no_speaker(layout, cue, source):
            continue
        taken.update(range(cue.first, cue.last + 1), (cue.head,))
        addressee, channel = _addressee(layout, cue, members, source), channel_of(layout, cue, members)
        quotes, last = set(content.quotes), max(content.runs[-1][1], cue.last)
        yield Draft(cue, content.runs, content.relation, quotes, source, addressee, channel, members, last)


def _addressee(layout: Layout, cue: Cue, content: set[int], source: Phrase | None) -> Phrase | None:
    """Whom it was told, who is neither in the content nor the source."""
    deps = layout.tokens.dep
    for child in layout.tokens.children[cue.head]:
        if deps[child] in TOWARDS:
            return addressee_of(layout, cue, content | tokens_of(source))
    return None


def _too_deep(tokens: Tokens, token: int) -> bool:
    """Whether so many words govern the token, one above the other, that this is no sentence but noise."""
    heads = tokens.head
    for _ in range(DEEPEST):
        if heads[token] == token:
            return False
        token = heads[token]
    return True


def _construction(tokens: Tokens, cue: Cue, relation: str) -> str:
    """The relation, or xcomp for the infinitive of a passive: "was asked to leave"."""
    infinitive = relation == "ccomp" and tokens.child(cue.head, "ccomp", "advcl") is None
    return "xcomp" if infinitive and tokens.child(cue.head, "xcomp") is not None else relation


def _no_speaker(layout: Layout, cue: Cue, source: Phrase) -> bool:
    """ "The law states" lays down a rule; "set according to income" names a measure: a bare noun that is no actor."""
    tokens, head = layout.tokens, source.head
    kind = nouns_of_actors().get(tokens.lemma[head])
    if kind is not None or tokens.lower[cue.first] != "according":
        return kind == "norm"
    return tokens.tag[head] == "NN" and not tokens.children[head] and not tokens.entity[head]


def _free_denied(layout: Layout, drafts: list[Draft]) -> None:
    """ "Lund rejected claims that …": whoever denies a claim did not make it."""
    tokens = layout.tokens
    denials = {draft.cue.head for draft in drafts if draft.cue.term.category == "denying"}
    for draft in drafts:
        head = draft.cue.head
        if tokens.pos[head] == "NOUN" and tokens.dep[head] == "dobj" and tokens.head[head] in denials:
            draft.source = draft.source if tokens.child(head, "poss", "prep") is not None else None


def _enclosing(drafts: list[Draft]) -> list[int | None]:
    """For each draft, the number of the smallest other one whose content holds its cue."""
    holders: dict[int, list[tuple[int, int]]] = {draft.cue.head: [] for draft in drafts}
    heads = set(holders)
    for number, draft in enumerate(drafts):
        for head in heads & draft.members:
            holders[head].append((len(draft.members), number))
    found: list[int | None] = []
    for number, draft in enumerate(drafts):
        around = holders[draft.cue.head]
        if around:
            around = [holder for holder in around if holder[1] != number]
        found.append(min(around)[1] if around else None)
    return found


def _row(layout: Layout, draft: Draft, number: int, within: int | None) -> Statement:
    tokens, cue, source, has_cue = layout.tokens, draft.cue, draft.source, draft.has_cue
    text, starts, ends = tokens.text, tokens.start, tokens.end
    spans = tuple([(starts[first], ends[last]) for first, last in draft.runs])
    start, end = spans[0][0], spans[-1][1]
    n_words, quoted = words_in(layout, draft.runs), counted(layout.quoted_before, draft.runs)
    before, after = starts[cue.first], ends[cue.last]
    introduced = (text[before:after], cue.term.id, before, after) if has_cue else MISSING
    named = MISSING
    if source is not None:
        named = (_text(tokens, source), starts[source.first], ends[source.last], source.head)
    return _statement(
        (
            number,
            within,
            tokens.sentence[cue.head],
            min(start, before) / len(text),
            _kind(layout, draft, whole=quoted == n_words) if quoted else "indirect",
            cue.term.act or "speech",
            *introduced,
            cue.term.category,
            *named,
            draft.addressee and _text(tokens, draft.addressee),
            draft.channel and _text(tokens, draft.channel),
            text[start:end],
            start,
            end,
            spans,
            n_words,
            has_cue and is_negated(tokens, cue.first, cue.last),
            _hedged(tokens, cue),
        )
    )


def _text(tokens: Tokens, phrase: Phrase) -> str:
    return tokens.span(phrase.first, phrase.last)


def _kind(layout: Layout, draft: Draft, *, whole: bool) -> str:
    """Direct, indirect or mixed, by the words in quotation marks that do not also hold the cue.

    Some words are in quotation marks, and all of them where they are so on the `whole`.
    """
    words, quoted, deps = layout.words, layout.quoted, layout.tokens.dep
    outside = (-1, quoted[draft.cue.head] if draft.has_cue else -1)
    if whole and outside == (-1, -1) and deps[words.index(True, draft.runs[0][0])] != "mark":
        return "direct"
    told = [t for first, last in draft.runs for t in compress(range(first, last + 1), words[first : last + 1])]
    kinds = {quoted[token] in outside for token in told if deps[token] != "mark"}
    return "mixed" if len(kinds) > 1 else "direct" if False in kinds else "indirect"


def _hedged(tokens: Tokens, cue: Cue) -> bool:
    """A modal or future auxiliary, "going to" or "expected to", or an adverb of the hedge lexicon ("reportedly")."""
    governor, tags, deps = tokens.head[cue.head], tokens.tag, tokens.dep
    if deps[cue.head] == "xcomp" and (tokens.lower[governor] == "going" or tokens.child(governor, "auxpass")):
        return True
    for child in tokens.children[cue.head]:
        if tags[child] == "MD" or (deps[child] == "advmod" and tokens.lower[child] in _hedging_adverbs()):
            return True
    return False


@lru_cache(maxsize=1)
def _hedging_adverbs() -> frozenset[str]:
    return frozenset(form for term in load_lexicon("hedges") if term.category in ADVERBS for form in term.forms)
