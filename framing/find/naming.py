"""How actors are called: every place where one is meant, its form, and the words that stand with it.

A paper that writes "the embattled president" and one that writes "President Keller" mean one person and do not name
her alike (van Leeuwen 1996 on the representation of social actors: nomination, categorisation, appraisement). Who is
meant is `framing.find.actors`' work; here each mention becomes a row.

What counts as a modifier: adjectives, participles and nouns before the head, outside the name and the title ("the
*embattled* president", "*far-right* leader Anna Keller"), and appositions after it that are no name ("Keller, *a former
miner*"). An apposition is a modifier of the name and, where it stands for the actor itself, a mention of its own.
"It" and its forms are left out: of nine read in real articles two meant the actor that they were resolved to.
Articles, owners, numbers, negations and relative clauses are none; nor is what makes up an office ("vice", "prime").
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from framing.find.actors import Chains
from framing.find.cast import EPITHET, NAME, PRONOUN, TITLE, ActorMention
from framing.find.layout import Layout
from framing.find.nouns import titles, words_of
from framing.find.offices import NEUTER
from framing.find.rows import Naming
from framing.find.voice import Voices
from framing.parse.tokens import Tokens

SEPARATOR = "; "
BEFORE = frozenset(("amod", "compound", "nmod"))
NAMES = frozenset((NAME, TITLE))
LONGEST = 12  # tokens of an apposition
MOST_BEFORE = 40  # tokens of a modifier before the head, and titles one before the other: more are noise
FAR = 3  # tokens after the mention at which an apposition may begin: a comma, a bracket, a space
Run = tuple[int, int]
_place = itemgetter(0)
_row = Naming._make  # of a tuple, in the order of the fields: half the time of a call with them


def find_naming(layout: Layout, chains: Chains, voices: Voices) -> Iterator[Naming]:
    """One row a mention of an actor, in text order; a mention inside a quotation is in the voice ``direct``.

    The actors are those of `framing.find.actors.find_actors`: all that the article names, and its unnamed sources.
    Two sources that speak together ("Keller and Moss said") have rows of their own and none as a pair. No text raises.

    ``layout`` holds the parsed article and its quotations, ``chains`` the actors and the places where each is meant,
    ``voices`` whose words are whose.

    >>> from framing.find import Layout, Voices, find_statements
    >>> from framing.find.actors import find_actors
    >>> from framing.parse import parse_text
    >>> layout = Layout.of(parse_text("The embattled president, Ada Brook, left. Brook, a former miner, wept."))
    >>> statements = list(find_statements(layout.tokens, layout=layout))
    >>> rows = find_naming(layout, find_actors(layout, statements), Voices.of(layout, statements))
    >>> [(row.text, row.form, row.modifiers) for row in rows][:3]
    [('The embattled president', 'role', 'embattled'), ('Ada Brook', 'bare name', None), \
    ('Brook', 'bare name', 'former miner')]
    """
    tokens = layout.tokens
    text, lower, starts, ends = tokens.text, tokens.lower, tokens.start, tokens.end
    children, sentences, voice, statement = tokens.children, tokens.sentence, voices.voice, voices.statement
    named = {mention.head for chain in chains.chains for mention in chain.mentions if mention.form in NAMES}
    found, size = [], len(lower)
    for chain in chains.chains:
        name, kind = chain.actor
        for mention in chain.mentions:
            head, first, last, form = mention.head, mention.first, mention.last, mention.form
            if lower[head] in NEUTER or (form == EPITHET and (head in named or _joins(tokens, mention))):
                continue
            if lower[first - 1] == "-":
                first = _whole_word(tokens, first)
            found.append((first * size + last, first, last, form, mention, name, kind))
    found.sort(key=_place)
    for _, first, last, form, mention, name, kind in found:
        start, end = starts[first], ends[last]
        modifiers = _modifiers(tokens, mention, named) if form != PRONOUN and children[mention.head] else None
        yield _row(
            (
                name,
                kind,
                text[start:end],
                form,
                modifiers,
                sentences[first],
                voice[last],
                statement[last],
                start,
                end,
            )
        )


def _whole_word(tokens: Tokens, first: int) -> int:
    """The first token of a word with hyphens: mentions of "far-right leader Anna Keller" can begin at "right"."""
    while first > 1 and tokens.lower[first - 1] == "-" and tokens.end[first - 2] == tokens.start[first - 1]:
        if tokens.end[first - 1] != tokens.start[first]:
            break
        first -= 2
    return first


def _joins(tokens: Tokens, mention: ActorMention) -> bool:
    """Whether the mention spans two heads joined by "and"."""
    return any(tokens.dep[t] == "conj" and t <= mention.last for t in tokens.children[mention.head])


def _modifiers(tokens: Tokens, mention: ActorMention, named: set[int]) -> str | None:
    """The modifiers joined by "; ", those before the head first; None without any."""
    head, last, inner = mention.head, mention.last, None
    deps, spans, found = tokens.dep, [], []
    for child in tokens.children[head]:
        dep = deps[child]
        if dep in BEFORE:
            if inner is None:
                form = mention.form
                inner = mention.first if form == NAME else _name_begins(tokens, mention) if form == TITLE else head
            if child < inner and not _broken(tokens, child, head):
                spans += _before(tokens, child)
        elif dep == "appos" and child > last and not (child in named or _broken(tokens, head, child)):
            found += _apposition(tokens, child, last, named)
    if not spans and not found:
        return None
    found = [_written(tokens, first, last) for first, last in _joined(tokens, spans)] + found
    return SEPARATOR.join(dict.fromkeys(found)) or None


def _broken(tokens: Tokens, one: int, other: int) -> bool:
    """Whether a line ends between two tokens: a headline run into the text."""
    return "\n" in (tokens.span(one, other) if one < other else tokens.span(other, one))


def _joined(tokens: Tokens, spans: list[Run]) -> list[Run]:
    """The spans in text order, those joined that make up one word or one name."""
    whole: list[Run] = []
    for first, last in sorted(spans):
        if tokens.lower[first - 1] == "-":
            first = _whole_word(tokens, first)
        if whole and first <= whole[-1][1] + 1:
            inside = first <= whole[-1][1] or tokens.lower[last] == "-"
            if inside or (tokens.entity[first] and not tokens.entity_begins[first]):
                whole[-1] = whole[-1][0], max(last, whole[-1][1])
                continue
        if tokens.pos[last] != "PUNCT":
            whole.append((first, last))
    return whole


def _name_begins(tokens: Tokens, mention: ActorMention) -> int:
    """The first token of the name itself after a title: after the last one, or lower-cased word, of the mention."""
    begins, known = mention.first, titles()
    for token in range(begins, mention.last):
        if tokens.lemma[token] in known or tokens.lower[token] in known or tokens.pos[token] in ("ADJ", "NOUN"):
            begins = token + 1
    return begins


def _before(tokens: Tokens, child: int, *, most: int = MOST_BEFORE) -> list[Run]:
    """A word before the head with what belongs to it; a title is none, but what stands before a title is."""
    known = titles()
    if tokens.lemma[child] in known or tokens.lower[child] in known:
        inside = [one for one in tokens.children[child] if one < child and tokens.dep[one] in BEFORE] if most else []
        return [span for one in inside for span in _before(tokens, one, most=most - 1)]
    if tokens.dep[child] == "compound" and tokens.lower[child] in words_of("qualifier"):
        return []
    first = tokens.left[child]
    if first < child - MOST_BEFORE:
        first = child - MOST_BEFORE
    while first < child and tokens.pos[first] in ("DET", "PUNCT", "SPACE", "NUM", "CCONJ", "ADP"):
        if tokens.lower[first + 1] == "-":
            break
        first += 1
    return [(first, child)]


def _apposition(tokens: Tokens, head: int, after: int, named: set[int]) -> list[str]:
    """The apposition right after a mention, without its article and what follows its first comma."""
    first, stop = tokens.left[head], tokens.right[head] + 1
    if tokens.pos[head] not in ("NOUN", "ADJ") or stop - 1 in named or first - after > FAR:
        return []
    while first < head and tokens.pos[first] in ("DET", "PUNCT", "SPACE"):
        first += 1
    last = head
    for child in tokens.children[head]:
        follows = child == last + 1 and tokens.dep[child] == "prep"
        if follows and tokens.right[child] < min(stop, head + LONGEST):
            last = tokens.right[child]
    for token in range(head + 1, last + 1):
        if tokens.pos[token] == "PUNCT" and tokens.lower[token] != "-":
            last = token - 1
            break
    return [_written(tokens, first, last)]


def _written(tokens: Tokens, first: int, last: int) -> str:
    """The words with single spaces; a capital that only the sentence's beginning asks for is taken away."""
    text = tokens.text[tokens.start[first] : tokens.end[last]]
    if not text.isalnum():
        text = " ".join(text.split())
    begins = first == 0 or tokens.sentence[first - 1] != tokens.sentence[first]
    proper = tokens.pos[first] == "PROPN" or tokens.entity[first] != ""
    return text[:1].lower() + text[1:] if begins and not proper else text
