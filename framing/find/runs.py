"""Stretches of tokens that make up one name: with titles set apart, particles, suffixes and "of" inside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from framing.find.layout import Layout
from framing.find.names import PersonName, parse_name, plain
from framing.find.nouns import canonical_nouns, given_names, is_title, nouns_of_actors, titles, words_of
from framing.find.places import capitals, places_among, places_in
from framing.kept import Remembered
from framing.parse.tokens import Tokens

SHORT = 2  # characters that are too few for a name by themselves
LONGEST_TITLE = 40  # tokens; more words before a name are noise
SUFFIXED = frozenset(("\u2019s", "'s"))
NAMING = frozenset(("NOUN", "ADJ", "PROPN"))  # parts of speech of a title before a name
MODIFYING = frozenset(("compound", "amod", "nmod"))  # its dependencies
TELLING = frozenset(("appos", "compound", "relcl"))  # dependencies of what can tell who is named
LONGEST_ACRONYM = 5  # letters
MOST_NAMES = 16384  # that are remembered
_first = attrgetter("first")


@dataclass(slots=True)
class NameRun:
    """A name in the text: its tokens without titles, its head, and what stands around it.

    ``titled`` is the first token with the titles; ``titles`` are those before the name, abbreviations written out;
    ``parsed`` is the name taken apart as a person's;
    ``article`` says whether "the" or the like stands before; ``abbreviation`` is one in brackets right after it;
    ``beside`` are the tokens under the head that can tell who is named: appositions, relative clauses, common nouns
    and what else stands before the name.
    """

    titled: int
    first: int
    last: int
    head: int
    name: str
    parsed: PersonName
    family: str
    titles: tuple[str, ...]
    article: bool
    acronym: bool
    abbreviation: str
    beside: Sequence[int]


def name_runs(layout: Layout) -> list[NameRun]:
    """Every name of the article, in text order; those that the tagger took for common words too."""
    tokens = layout.tokens
    stretches = _stretches(layout, places_in(tokens, "pos", "PROPN"))
    found = _runs(tokens, stretches)
    singles = _common(tokens, {run.family for run in found})
    if singles:
        found += _runs(tokens, [(token, token + 1) for token in singles if not _inside(token, stretches)])
        found.sort(key=_first)
    return found


def _stretches(layout: Layout, proper: list[int]) -> list[tuple[int, int]]:
    """First token and the one after the last of what belongs together; ``proper`` are the proper nouns."""
    tokens = layout.tokens
    pos, lower, count = tokens.pos, tokens.lower, len(tokens.pos)
    particles = places_among(tokens, words_of("particle"))
    begins = sorted(proper + particles) if particles else proper
    joints, stop, sentences, begins_label = _joints(), 0, tokens.sentence, tokens.entity_begins
    found: list[tuple[int, int]] = []
    for first in begins:
        if first < stop or (pos[first] != "PROPN" and not _particle(tokens, first)):
            continue
        stop = first + 1
        # most names end before a word that can be part of none, and most of the others go on inside their label
        while stop < count and (pos[stop] == "PROPN" or lower[stop] in joints or lower[stop - 1] == "-"):
            inside = not begins_label[stop] and pos[stop] == "PROPN" and sentences[stop - 1] == sentences[stop]
            if not (inside and lower[stop] != "-") and not _goes_on(tokens, stop - 1):
                break
            stop += 1
        found.append((first, stop))
    return found


def _inside(token: int, stretches: list[tuple[int, int]]) -> bool:
    """Whether the token is in one of the stretches."""
    begun = bisect_left(stretches, (token + 1, 0))  # how many begin at the token or before it
    return begun > 0 and token < stretches[begun - 1][1]


def _common(tokens: Tokens, families: set[str]) -> list[int]:
    """What the tagger took for common words, yet has a capital and is spelt like one of these names."""
    starts, ends, pos, lower = tokens.start, tokens.end, tokens.pos, tokens.lower
    found: list[int] = []
    for token in capitals(tokens):
        if pos[token] != "PROPN":
            form = lower[token]
            if (form if form.isalnum() else plain(form)) in families and ends[token] - starts[token] > SHORT:
                found.append(token)
    return found


@lru_cache(maxsize=1)
def _joints() -> frozenset[str]:
    """What a name can go on with that is no proper noun."""
    return (words_of("particle") | words_of("link") | {"-"}) - {"and"}


def _particle(tokens: Tokens, token: int) -> bool:
    """A small word that begins a name: "al-Assad"."""
    if tokens.lower[token] not in words_of("particle") or token + 1 >= len(tokens):
        return False
    follows = token + 2 if tokens.lower[token + 1] == "-" else token + 1
    return follows < len(tokens) and tokens.pos[follows] == "PROPN" and tokens.text[tokens.start[follows]].isupper()


def _goes_on(tokens: Tokens, token: int) -> bool:
    """Whether the next token, which there is, belongs to the same name."""
    follows = token + 1
    if tokens.sentence[follows] != tokens.sentence[token]:
        return False
    word, following = tokens.lower[token], tokens.lower[follows]
    after = follows + 1 if follows + 1 < len(tokens.start) else follows
    if following == "-":
        joined = tokens.start[follows] == tokens.end[token] and tokens.end[follows] == tokens.start[after]
        return joined and (tokens.pos[after] == "PROPN" or tokens.text[tokens.start[after]].isupper())
    if word == "-":
        return True
    if tokens.pos[follows] == "PROPN":
        if not tokens.entity_begins[follows] or tokens.entity[token] == "":
            return True
        given = word in given_names() and tokens.head[token] >= follows
        return given or following.rstrip(".") in words_of("suffix")
    if _particle(tokens, follows) or _particle(tokens, token):
        return tokens.pos[token] == "PROPN" or word in words_of("particle")
    return _of_a_body(tokens, token, follows, after)


def _of_a_body(tokens: Tokens, token: int, follows: int, after: int) -> bool:
    """Inside "Department of the Interior": a body's word before, one label over all, a capital after."""
    if tokens.lower[follows] not in words_of("link") or tokens.lower[follows] == "and" or tokens.entity[follows] == "":
        return tokens.lower[token] in words_of("link") and tokens.pos[follows] == "PROPN"
    body = nouns_of_actors().get(tokens.lemma[token]) in ("organisation", "group") or tokens.lower[token] in words_of(
        "link"
    )
    return body and tokens.entity[after] == tokens.entity[token]


def _runs(tokens: Tokens, stretches: list[tuple[int, int]]) -> list[NameRun]:
    """The stretches with their titles set apart, without those of which nothing of a name is left."""
    text, starts, ends, entity, begins = tokens.text, tokens.start, tokens.end, tokens.entity, tokens.entity_begins
    pos, lower, heads, deps, count = tokens.pos, tokens.lower, tokens.head, tokens.dep, len(tokens.pos)
    children, known = tokens.children, titles()
    found: list[NameRun] = []
    for first, stop in stretches:
        titled, last = first, stop - 1
        while last > first and pos[last] != "PROPN":
            last -= 1
        ranks: tuple[str, ...] = ()
        if lower[last] in SUFFIXED and tokens.span(last, last) in SUFFIXED:  # not in capitals
            last -= 1
        if first < last:
            if last - first > 1 or lower[first] in known:  # else the name is both words
                first = _name_begins(tokens, first, last)
        elif first > last:
            continue
        if first > titled:
            ranks = _titles(lower[titled:first])
        elif entity[first] == "ORG" and not begins[first]:
            first, titled = _widened(tokens, first, titled)
        before = pos[titled - 1] if titled else ""
        if before in NAMING and deps[titled - 1] in MODIFYING:
            titled, ranks = _before(tokens, titled, first, ranks)
            before = pos[titled - 1] if titled else ""
        name, parsed, family, acronym = _READ[text[starts[first] : ends[last]]]
        if not family:
            continue
        head = last
        while head > first and first <= heads[head] <= last and heads[head] != head:
            head -= 1
        if acronym:
            acronym = first == last and entity[last] != "PERSON"
        short = _abbreviation(tokens, last) if last + 1 < count and lower[last + 1] == "(" else ""
        own = children[head]
        beside = _beside(tokens, own, first) if own else ()
        # by place: names of arguments would take half of the time of a run
        found.append(
            NameRun(titled, first, last, head, name, parsed, family, ranks, before == "DET", acronym, short, beside)
        )
    return found


def _beside(tokens: Tokens, children: list[int], first: int) -> list[int]:
    """Those of the tokens under the head of a name that can tell who is named."""
    deps, found = tokens.dep, []
    for child in children:
        dep = deps[child]
        if dep in TELLING and (child < first or dep != "compound" or tokens.pos[child] == "NOUN"):
            found.append(child)
    return found


def _titles(forms: list[str]) -> tuple[str, ...]:
    """The titles among the words before a name, written out; the last word where none is one."""
    known, canonical = titles(), canonical_nouns()
    return tuple([canonical.get(form, form) for form in forms if form in known]) or (forms[-1],)


def _read(text: str) -> tuple[str, PersonName, str, bool]:
    """A name as the text has it: without mark and odd space, taken apart, its family, and whether it is an acronym."""
    spaced = " ".join(text.split())
    if spaced.replace(" ", "").isalnum():  # neither mark nor full stop
        parsed = parse_name(spaced)
        return spaced, parsed, parsed.family, spaced.isupper() and 1 < len(spaced) <= LONGEST_ACRONYM
    name, letters = plain(spaced), spaced.replace(".", "")
    acronym = letters.isupper() and 1 < len(letters) <= LONGEST_ACRONYM
    parsed = parse_name(name)
    family = parsed.family if name == plain(name) else parse_name(spaced).family  # of two marks one is left
    return name, parsed, family, acronym


def _name_begins(tokens: Tokens, first: int, last: int) -> int:
    """The first token of the name proper: after the last title, or where a person's label or given name begins."""
    if nouns_of_actors().get(tokens.lemma[last]) in ("organisation", "group", "document"):
        return first
    begins, lower, known = first, tokens.lower, titles()
    for token in range(first, last):
        if lower[token] in known and lower[token + 1] != "-" and lower[token + 1] not in words_of("link"):
            begins = token + 1
    if last < begins + 2:
        return begins
    names = given_names()
    for token in range(begins + 1, last):
        starts = tokens.entity_begins[token] and tokens.entity[token] == "PERSON"
        if starts or (begins == first and lower[token] in names and lower[begins] not in names):
            person = tokens.entity[last] in ("PERSON", "", "ORG")
            initial = len(lower[begins].rstrip(".")) == 1
            return token if person and not initial and lower[token - 1] != "-" else begins
    return begins


def _widened(tokens: Tokens, first: int, titled: int) -> tuple[int, int]:
    """A body's name begins where its label does: "Carvenian" is an adjective and yet part of "Carvenian Red Cross"."""
    begins = first
    while (
        begins > 0 and tokens.entity[begins] == "ORG" == tokens.entity[begins - 1] and not tokens.entity_begins[begins]
    ):
        if tokens.pos[begins - 1] not in ("ADJ", "NOUN") or not tokens.text[tokens.start[begins - 1]].isupper():
            break
        begins -= 1
    return begins, min(begins, titled)


def _before(tokens: Tokens, titled: int, first: int, titles: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Titles in lower case before the name: "former senator Tom Lund"; the article is no part of it."""
    token = titled - 1
    while (
        token >= 0
        and token >= titled - 4
        and tokens.pos[token] in NAMING
        and (tokens.dep[token] in MODIFYING and titled <= tokens.head[token] + 4)
    ):
        if is_title(tokens.lemma[token]) and tokens.head[token] >= first:
            noun = canonical_nouns().get(tokens.lemma[token], tokens.lemma[token])
            return _narrowed(tokens, token), (*titles, noun)
        token -= 1
    return titled, titles


def _narrowed(tokens: Tokens, title: int) -> int:
    farthest = max(0, title - LONGEST_TITLE)
    heads, deps = tokens.head, tokens.dep
    while title > farthest and heads[title - 1] >= title and deps[title - 1] in MODIFYING:
        title -= 1
    return title


def _abbreviation(tokens: Tokens, last: int) -> str:
    """The letters of "(CRC)" right after a name, when a bracket opens there, lower-cased; else empty."""
    if last + 3 >= len(tokens) or tokens.lower[last + 3] != ")":
        return ""
    inside = tokens.text[tokens.start[last + 2] : tokens.end[last + 2]].replace(".", "")
    return inside.lower() if inside.isupper() and len(inside) > 1 else ""


# Like caches: what they say of a name never changes.
_READ = Remembered(_read, most=MOST_NAMES)
