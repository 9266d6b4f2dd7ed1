"""What the statistical model sees: yes-or-no features of a possible cue and of a possible content.

All are grammatical or lexical (the entry, relations, parts of speech, ends of the content); none names a person, a
topic or an outlet, so that the weights carry over to other years and papers.

What is observed comes as facts: tuples of a kind and of what the features of that kind are made of. The same facts
come again and again, so that their weights are added up once (`Sums`), and the features are spelt only for that and
for training.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from framing.find.candidates import Candidate
from framing.find.cues import Cue
from framing.find.layout import Layout
from framing.find.nouns import nouns_of_actors
from framing.find.sources import Phrase
from framing.find.spelling import Fact, features_of
from framing.parse.tokens import Tokens

LONGEST = (1, 2, 4, 8, 16, 32)  # the longest length of each name but the last
LENGTHS = ("1", "2", "3-4", "5-8", "9-16", "17-32", "33+")
FUNCTION_WORDS = frozenset(("ADP", "DET", "PRON", "SCONJ", "CCONJ", "PART", "PUNCT", "AUX"))
HANGING = ("xcomp", "conj", "advcl", "acl", "relcl", "pcomp")
MOST_SUMS = 100_000  # kept at a time


class Sums(dict[Fact, float]):
    """For each fact, the sum of the weights of its features; worked out when it is first asked for."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, fact: Fact) -> float:
        if len(self) >= MOST_SUMS:
            self.clear()
        weights = self._weights
        total = self[fact] = sum(weights.get(feature, 0.0) for feature in features_of(fact))
        return total


def cue_features(layout: Layout, cue: Cue, best: Candidate, source: Phrase | None) -> list[str]:
    """Features of a cue in its context: does it introduce a statement at all?"""
    return [feature for fact in cue_facts(layout, cue, best, source) for feature in features_of(fact)]


def content_features(layout: Layout, cue: Cue, candidate: Candidate) -> list[str]:
    """Features of one content for a cue: is it the right one, word for word?"""
    return [feature for fact in content_facts(layout, cue, candidate) for feature in features_of(fact)]


def cue_facts(layout: Layout, cue: Cue, best: Candidate, source: Phrase | None) -> list[Fact]:
    """What `cue_features` are spelt from."""
    tokens, head, term = layout.tokens, cue.head, cue.term
    relation, first, act = best.content.relation, best.content.runs[0][0], cue.term.act
    where = "own" if relation in cue.relations or relation == "around" else "other"
    dep, governor = tokens.dep[head], tokens.head[head]
    lower, deps, tags = tokens.lower, tokens.dep, tokens.tag
    facts: list[Fact] = [
        ("term", term.id, relation, where, term.category, act),
        ("place", tags[head], dep, tokens.pos[head], relation),
        ("extent", _quotes(layout, best), _length(best), relation),
        ("source", _who(tokens, source), relation, act),
        ("opening", _word(tokens, first), relation),
    ]
    infinitive = False
    for child in tokens.children[head]:
        link = deps[child]
        if tags[child] == "TO":
            infinitive = True
        if link in ("aux", "auxpass", "neg"):
            facts.append(("aux", tokens.lemma[child] if tags[child] != "TO" else "to", act))
        elif link in ("mark", "advmod") and lower[child] in ("if", "when", "as"):
            facts.append(("subordinate",))
        if lower[child] == "?":
            facts.append(("question",))
    if infinitive:
        facts.append(("infinitive", act))
    if dep == "ccomp":
        facts.append(("nested", _own_subject(tokens, head), relation, act))
    if governor != head:
        pos = tokens.pos[governor]
        if dep in HANGING:
            facts.append(("hanging", pos, dep, tokens.lemma[governor] if pos == "VERB" else pos))
        else:
            facts.append(("governor", pos, dep))
    if layout.headline(tokens.sentence[head]):
        facts.append(("headline",))
    mark = tokens.child(first, "mark")
    if mark is not None:
        facts.append(("mark", lower[mark]))
    return facts


def content_facts(layout: Layout, cue: Cue, candidate: Candidate) -> list[Fact]:
    """What `content_features` are spelt from."""
    tokens, content, move = layout.tokens, candidate.content, candidate.move
    relation, runs, pos = content.relation, content.runs, tokens.pos
    first, last = runs[0][0], runs[-1][1]
    side = "after" if first > cue.head else "before" if last < cue.head else "round"
    to_end = _to_sentence_end(layout, last)
    facts: list[Fact] = [
        ("move", move, relation, cue.term.id),
        ("shape", move, relation, side, min(len(runs), 3), _quotes(layout, candidate), to_end),
        ("length", _length(candidate), relation),
        ("first", _word(tokens, first), relation),
        ("before", _word(tokens, first - 1), side),
        ("last", _word(tokens, last)),
        ("after", _word(tokens, last + 1), side),
        ("ends", pos[last], pos[last + 1] if last + 1 < len(pos) else ""),
    ]
    if candidate.moved:
        _add_moved(facts, layout, cue, candidate)
    return facts


def _add_moved(facts: list[Fact], layout: Layout, cue: Cue, candidate: Candidate) -> None:
    tokens, move, moved = layout.tokens, candidate.move, candidate.moved
    is_word, heads, lower, quoted, deps = layout.words, tokens.head, tokens.lower, layout.quoted, tokens.dep
    words = [token for token in moved if is_word[token]]
    if not words:
        return
    start, stop = moved.start, moved.stop
    for head in words:
        if not start <= heads[head] < stop:
            break
    else:
        head = words[0]
    comma = lower[start][:1] in (",", "-", "—") or (start > 0 and lower[start - 1][:1] in (",", "-", "—"))
    governor = heads[head]
    clause = marked = False
    for token in words:
        if quoted[token] >= 0:
            marked = True
        if tokens.pos[token] in ("VERB", "AUX") and deps[token] in ("ccomp", "conj", "ROOT"):
            clause = True
    facts += (
        ("moved", move, deps[head], comma, governor == cue.head, _bucket(len(words)), tokens.pos[governor]),
        ("moved-first", move, _word(tokens, words[0]), comma),
        ("moved-entity", move, tokens.entity[words[-1]]),
    )
    if marked:
        facts.append(("moved-quoted", move))
    if clause:
        facts.append(("moved-clause", move))


def _word(tokens: Tokens, token: int) -> str:
    """Function words and marks as they are, others by tag."""
    tags = tokens.tag
    if not 0 <= token < len(tags):
        return "edge"
    return tokens.lower[token] if tokens.pos[token] in FUNCTION_WORDS else tags[token]


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


def _quotes(layout: Layout, candidate: Candidate) -> str:
    if not layout.outer:
        return "none"
    all_before, quoted_before, quoted, words = layout.words_before, layout.quoted_before, 0, 0
    for first, last in candidate.content.runs:
        words += all_before[last + 1] - all_before[first]
        quoted += quoted_before[last + 1] - quoted_before[first]
    return "none" if not quoted else "all" if quoted == words else "most" if 2 * quoted > words else "some"


def _length(candidate: Candidate) -> str:
    return _bucket(sum([last - first + 1 for first, last in candidate.content.runs]))


def _bucket(number: int) -> str:
    return LENGTHS[bisect_left(LONGEST, number)]


def _to_sentence_end(layout: Layout, last: int) -> bool:
    stop = layout.tokens.sentences[layout.tokens.sentence[last]][1]
    return layout.words_before[stop] == layout.words_before[last + 1]
