"""What the statistical model sees: yes-or-no features of a possible cue and of a possible content.

All are grammatical or lexical (the entry, relations, parts of speech, ends of the content); none names a person, a
topic or an outlet, so that the weights carry over to other years and papers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from framing.find.candidates import Candidate
from framing.find.cues import Cue
from framing.find.layout import Layout
from framing.find.nouns import nouns_of_actors
from framing.find.sources import Phrase
from framing.parse.tokens import Tokens

LONGEST = (1, 2, 4, 8, 16, 32)  # the longest length of each name but the last
LENGTHS = ("1", "2", "3-4", "5-8", "9-16", "17-32", "33+")


def cue_features(layout: Layout, cue: Cue, best: Candidate, source: Phrase | None) -> Iterator[str]:
    """Features of a cue in its context: does it introduce a statement at all?"""
    tokens, head = layout.tokens, cue.head
    term = cue.term
    relation = best.content.relation
    where = "own" if relation in (*cue.relations, "around") else "other"
    yield f"term={term.id}"
    yield f"term={term.id}|{relation}"
    yield f"relation={relation}|{where}"
    yield f"stance={term.category}|{relation}"
    yield f"act={term.act}|{relation}"
    yield f"tag={tokens.tag[head]}"
    yield f"dep={tokens.dep[head]}"
    yield f"dep={tokens.dep[head]}|{tokens.pos[head]}|{relation}"
    quotes = _quotes(layout, best)
    yield f"quotes={quotes}"
    yield f"quotes={quotes}|{relation}"
    yield f"length={_length(best)}|{relation}"
    who = _who(tokens, source)
    yield f"source={who}"
    yield f"source={who}|{relation}"
    yield f"source={who}|act={term.act}"
    for kind in _auxiliaries(tokens, head):
        yield f"aux={kind}"
        yield f"aux={kind}|act={term.act}"
    governor = tokens.head[head]
    if tokens.dep[head] == "ccomp":
        yield f"nested={_own_subject(tokens, head)}|{relation}"
        yield f"nested={_own_subject(tokens, head)}|{relation}|act={term.act}"
    if governor != head:
        yield f"governor={tokens.pos[governor]}|{tokens.dep[head]}"
        if tokens.dep[head] in ("xcomp", "conj", "advcl", "acl", "relcl", "pcomp"):
            above = tokens.lemma[governor] if tokens.pos[governor] == "VERB" else tokens.pos[governor]
            yield f"{tokens.dep[head]}-of={above}"
    if any(tokens.tag[c] == "TO" for c in tokens.children[head]):
        yield "infinitive"
        yield f"infinitive|act={term.act}"
    if layout.headline(tokens.sentence[head]):
        yield "headline"
    child = tokens.child(best.content.runs[0][0], "mark")
    yield f"first={_word(tokens, best.content.runs[0][0])}|{relation}"
    if child is not None:
        yield f"mark={tokens.lower[child]}"
    for below in tokens.children[head]:
        if tokens.dep[below] in ("mark", "advmod") and tokens.lower[below] in ("if", "when", "as"):
            yield "subordinate"
        if tokens.lower[below] == "?":
            yield "question"


def content_features(layout: Layout, cue: Cue, candidate: Candidate) -> list[str]:
    """Features of one content for a cue: is it the right one, word for word?"""
    tokens = layout.tokens
    content = candidate.content
    relation, move = content.relation, candidate.move
    first, last = content.runs[0][0], content.runs[-1][1]
    side = "after" if first > cue.head else "before" if last < cue.head else "round"
    quotes, length = _quotes(layout, candidate), _length(candidate)
    begin, before, end, after = (_word(tokens, token) for token in (first, first - 1, last, last + 1))
    found = [
        f"move={move}",
        f"move={move}|{relation}",
        f"move={move}|{relation}|{side}",
        f"move={move}|term={cue.term.id}",
        f"relation={relation}|term={cue.term.id}",
        f"runs={min(len(content.runs), 3)}|{relation}",
        f"quotes={quotes}|move={move}",
        f"length={length}|{relation}",
        f"first={begin}",
        f"first={begin}|{relation}",
        f"before={before}|{side}",
        f"last={end}",
        f"after={after}|{side}",
        f"ends={tokens.pos[last]}-{tokens.pos[last + 1] if last + 1 < len(tokens) else ''}",
        f"sentence-end={_to_sentence_end(layout, last)}|{move}",
    ]
    if candidate.moved:
        found += _moved_features(layout, cue, candidate)
    return found


def _moved_features(layout: Layout, cue: Cue, candidate: Candidate) -> Iterator[str]:
    tokens, move, moved = layout.tokens, candidate.move, candidate.moved
    words = [token for token in moved if layout.words[token]]
    if not words:
        return
    head = next((t for t in words if not moved.start <= tokens.head[t] < moved.stop), words[0])
    comma = tokens.lower[moved.start][:1] in (",", "-", "—") or (
        moved.start > 0 and tokens.lower[moved.start - 1][:1] in (",", "-", "—")
    )
    to_cue = tokens.head[head] == cue.head
    yield f"moved={move}|{tokens.dep[head]}"
    yield f"moved={move}|{tokens.dep[head]}|comma={comma}"
    yield f"moved={move}|{_word(tokens, words[0])}"
    yield f"moved={move}|{_word(tokens, words[0])}|comma={comma}"
    yield f"moved={move}|comma={comma}|to-cue={to_cue}"
    yield f"moved={move}|entity={tokens.entity[words[-1]]}"
    yield f"moved={move}|length={_bucket(len(words))}"
    yield f"moved={move}|under={tokens.pos[tokens.head[head]]}|{tokens.dep[head]}"
    if any(layout.quoted[token] >= 0 for token in words):
        yield f"moved={move}|quoted"
    if any(tokens.pos[token] in ("VERB", "AUX") and tokens.dep[token] in ("ccomp", "conj", "ROOT") for token in words):
        yield f"moved={move}|clause"


def _word(tokens: Tokens, token: int) -> str:
    """Function words and marks as they are, others by tag."""
    if not 0 <= token < len(tokens):
        return "edge"
    if tokens.pos[token] in ("ADP", "DET", "PRON", "SCONJ", "CCONJ", "PART", "PUNCT", "AUX"):
        return tokens.lower[token]
    return tokens.tag[token]


def _who(tokens: Tokens, source: Phrase | None) -> str:
    if source is None:
        return "none"
    head = source.head
    if tokens.pos[head] in ("PRON", "DET"):
        return tokens.lower[head]
    return tokens.entity[head] or nouns_of_actors().get(tokens.lemma[head]) or tokens.tag[head]


def _own_subject(tokens: Tokens, head: int) -> str:
    """Of a cue in the clause of another verb: what its subject is; a noun may well be another source."""
    subject = tokens.child(head, "nsubj")
    return "none" if subject is None else "pronoun" if tokens.pos[subject] == "PRON" else "noun"


def _auxiliaries(tokens: Tokens, head: int) -> Iterator[str]:
    for child in tokens.children[head]:
        if tokens.dep[child] in ("aux", "auxpass", "neg"):
            yield tokens.lemma[child] if tokens.tag[child] != "TO" else "to"


def _quotes(layout: Layout, candidate: Candidate) -> str:
    counts, quoted, words = layout.quoted_words, 0, 0
    for first, last in candidate.content.runs:
        words += counts[last + 1][0] - counts[first][0]
        quoted += counts[last + 1][1] - counts[first][1]
    return "none" if not quoted else "all" if quoted == words else "most" if 2 * quoted > words else "some"


def _length(candidate: Candidate) -> str:
    return _bucket(sum(last - first + 1 for first, last in candidate.content.runs))


def _bucket(number: int) -> str:
    return LENGTHS[bisect_left(LONGEST, number)]


def _to_sentence_end(layout: Layout, last: int) -> bool:
    stop = layout.tokens.sentences[layout.tokens.sentence[last]][1]
    return layout.quoted_words[stop][0] == layout.quoted_words[last + 1][0]
