"""What the statistical model sees: yes-or-no features of a possible cue and of a possible content.

All are grammatical or lexical (the entry, relations, parts of speech, ends of the content); none names a person, a
topic or an outlet, so that the weights carry over to other years and papers.

What is observed comes as facts: tuples of a kind and of what the features of that kind are made of. The same facts
come again and again, so that their weights are added up once (`sums`), and the features are spelt only for that and
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
from framing.find.spans import Run, counted, words_in
from framing.find.spelling import Fact, features_of
from framing.kept import Remembered
from framing.parse.tokens import Tokens

# facts have the form of these (and of marks), of any other word the tag
FUNCTION_WORDS = frozenset(("ADP", "DET", "PRON", "SCONJ", "CCONJ", "PART", "PUNCT", "AUX"))
HEADLINE = "headline"
SOURCE_PLACE = 3  # of the fact about the source among those of a cue
EDGE = "edge"  # instead of a word beyond either end of the article
LONGEST = (1, 2, 4, 8, 16, 32)  # the longest length of each name but the last
LENGTHS = ("1", "2", "3-4", "5-8", "9-16", "17-32", "33+")
AUXILIARIES = ("aux", "auxpass", "neg")
SUBORDINATING = ("if", "when", "as")
HANGING = ("xcomp", "conj", "advcl", "acl", "relcl", "pcomp")
JOINED = frozenset(("ccomp", "conj", "ROOT"))
DASHED = (",", "-", "\u2014")
MOST_SUMS = 100_000  # kept at a time


def sums(weights: Mapping[str, float]) -> Remembered[Fact, float]:
    """For each fact, the sum of the weights of its features."""

    weight_of = weights.get

    def added_up(fact: Fact) -> float:
        return sum([weight_of(feature, 0.0) for feature in features_of(fact)])

    return Remembered(added_up, most=MOST_SUMS)


def cue_features(layout: Layout, cue: Cue, best: Candidate, source: Phrase | None) -> list[str]:
    """Features of a cue in its context: does it introduce a statement at all?"""
    facts = cue_facts(layout, cue, best)
    facts.insert(SOURCE_PLACE, source_fact(layout, cue, best, source))
    facts += headline_facts(layout, cue)
    return [feature for fact in facts for feature in features_of(fact)]


def content_features(layout: Layout, cue: Cue, candidate: Candidate) -> list[str]:
    """Features of one content for a cue: is it the right one, word for word?"""
    return [feature for fact in content_facts(layout, cue, candidate) for feature in features_of(fact)]


def source_fact(layout: Layout, cue: Cue, best: Candidate, source: Phrase | None) -> Fact:
    """What the features of the source are spelt from; it takes long to find out and seldom decides."""
    return "source", _who(layout.tokens, source), best.given.relation, cue.term.act


def headline_facts(layout: Layout, cue: Cue) -> list[Fact]:
    """That the cue stands in a headline, if it does; it takes long to find out and seldom decides."""
    return [(HEADLINE,)] if layout.headline(layout.tokens.sentence[cue.head]) else []


def cue_facts(layout: Layout, cue: Cue, best: Candidate) -> list[Fact]:
    """What `cue_features` are spelt from, but for the source and a headline."""
    tokens, head, term = layout.tokens, cue.head, cue.term
    relation, first, act = best.given.relation, best.runs[0][0], cue.term.act
    where = "own" if relation in cue.relations or relation == "around" else "other"
    dep, governor = tokens.dep[head], tokens.head[head]
    lower, deps, tags, parts = tokens.lower, tokens.dep, tokens.tag, tokens.pos
    facts: list[Fact] = [
        ("term", term.id, relation, where, term.category, act),
        ("place", tags[head], dep, parts[head], relation),
        ("extent", _quotes(layout, best.runs), _length(best.runs), relation),
        ("opening", lower[first] if parts[first] in FUNCTION_WORDS else tags[first], relation),
    ]
    infinitive = False
    for child in tokens.children[head]:
        link, form = deps[child], lower[child]
        to = tags[child] == "TO"
        infinitive = infinitive or to
        if link in AUXILIARIES:
            facts.append(("aux", "to" if to else tokens.lemma[child], act))
        elif form in SUBORDINATING and link in ("mark", "advmod"):
            facts.append(("subordinate",))
        if form == "?":
            facts.append(("question",))
    if infinitive:
        facts.append(("infinitive", act))
    if dep == "ccomp":
        facts.append(("nested", _own_subject(tokens, head), relation, act))
    if governor != head:
        part = parts[governor]
        if dep in HANGING:
            facts.append(("hanging", part, dep, tokens.lemma[governor] if part == "VERB" else part))
        else:
            facts.append(("governor", part, dep))
    for child in tokens.children[first]:
        if deps[child] == "mark":
            facts.append(("mark", lower[child]))
            break
    return facts


def content_facts(layout: Layout, cue: Cue, candidate: Candidate) -> list[Fact]:
    """What `content_features` are spelt from."""
    tokens, runs, move, relation = layout.tokens, candidate.runs, candidate.move, candidate.given.relation
    lower, pos, tag, counts, quotes = tokens.lower, tokens.pos, tokens.tag, layout.words_before, layout.quoted_before
    first, last = runs[0][0], runs[-1][1]
    follows, stop = last + 1, tokens.sentences[tokens.sentence[last]][1]
    side = "after" if first > cue.head else "before" if last < cue.head else "round"
    quoted = "none" if quotes[first] == quotes[follows] else _quotes(layout, runs)
    part, beyond, after, previous = pos[last], "", EDGE, first - 1
    if follows < len(pos):
        beyond = pos[follows]
        after = lower[follows] if beyond in FUNCTION_WORDS else tag[follows]
    facts: list[Fact] = [
        ("move", move, relation, cue.term.id),
        ("shape", move, relation, side, min(len(runs), 3), quoted, counts[stop] == counts[follows], _length(runs)),
        ("first", lower[first] if pos[first] in FUNCTION_WORDS else tag[first], relation),
        ("before", EDGE if not first else lower[previous] if pos[previous] in FUNCTION_WORDS else tag[previous], side),
        ("last", lower[last] if part in FUNCTION_WORDS else tag[last], part, beyond),
        ("after", after, side),
    ]
    moved = candidate.moved
    if moved and counts[moved.start] != counts[moved.stop]:
        _add_moved(facts, layout, cue, move, moved)
    return facts


def _add_moved(facts: list[Fact], layout: Layout, cue: Cue, move: str, moved: range) -> None:
    """The facts about the tokens that a move took in or left out, with a word among them."""
    tokens, words, counts, start, stop = layout.tokens, layout.words, layout.words_before, moved.start, moved.stop
    heads, lower, deps, pos = tokens.head, tokens.lower, tokens.dep, tokens.pos
    first, last = start, stop - 1
    while not words[first]:
        first += 1
    while not words[last]:
        last -= 1
    for head in range(first, last + 1):
        if words[head] and not start <= heads[head] < stop:
            break
    else:
        head = first
    comma = lower[start][:1] in DASHED or (start > 0 and lower[start - 1][:1] in DASHED)
    governor, length = heads[head], LENGTHS[bisect_left(LONGEST, counts[stop] - counts[start])]
    form = lower[first] if pos[first] in FUNCTION_WORDS else tokens.tag[first]
    facts += (
        ("moved", move, deps[head], comma, governor == cue.head, length, pos[governor]),
        ("moved-ends", move, form, comma, tokens.entity[last]),
    )
    if layout.quoted_before[start] != layout.quoted_before[stop]:
        facts.append(("moved-quoted", move))
    if not JOINED.isdisjoint(deps[start:stop]):
        for token in range(first, last + 1):
            if deps[token] in JOINED and words[token] and pos[token] in ("VERB", "AUX"):
                facts.append(("moved-clause", move))
                break


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


def _quotes(layout: Layout, runs: tuple[Run, ...]) -> str:
    """How many of the words are quoted."""
    quotes = layout.quoted_before
    if quotes[runs[0][0]] == quotes[runs[-1][1] + 1]:
        return "none"
    quoted, words = counted(quotes, runs), words_in(layout, runs)
    return "none" if not quoted else "all" if quoted == words else "most" if 2 * quoted > words else "some"


def _length(runs: tuple[Run, ...]) -> str:
    """How long they are, in tokens."""
    number = len(runs)
    for first, last in runs:
        number += last - first
    return LENGTHS[bisect_left(LONGEST, number)]
