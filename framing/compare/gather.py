"""What a parsed corpus shows of the words beside a lexicon's hits: counts, slots and places, ready to be ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from framing.compare.units import Unit, linked_to, slots_of, units_of
from framing.find.layout import Layout
from framing.lexicon import Lexicon, Matcher
from framing.lexicon.match import head_of
from framing.parse.tokens import Tokens

Key = tuple[str, str]  # lemmas of the words, class of the head
Place = tuple[str, int, int]  # doc_id, first character, end
NOMINAL = ("NOUN", "PROPN", "ADJ")  # one class: taggers give one word all three tags
SUBJECTS = ("nsubj", "nsubjpass")
MOST_PLACES = 3
PHRASE_OF_VERB = "prt"


@dataclass
class Seen:
    """One word or phrase in the corpus.

    ``n`` counts it, ``near`` those in a sentence with a known hit. ``links`` counts known terms that it is coordinated
    or equated with, ``reporting`` the constructions in which it introduces what is said; ``telling`` are the places
    of these two, ``places`` the first ones of all.
    """

    n: int = 0
    near: int = 0
    docs: set[int] = field(default_factory=set)
    tags: Counter[str] = field(default_factory=Counter)
    slots: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    reporting: Counter[str] = field(default_factory=Counter)
    places: list[Place] = field(default_factory=list)
    telling: list[Place] = field(default_factory=list)


@dataclass
class Gathered:
    """All words and phrases beside the known terms, and the known terms (by id) with the phrases that were hit.

    ``heads`` counts the classes of the words that head a hit; ``texts`` are the articles by their doc_id.
    """

    units: dict[Key, Seen] = field(default_factory=dict)
    known: dict[str, Seen] = field(default_factory=dict)
    phrases: dict[str, Counter[str]] = field(default_factory=dict)
    heads: Counter[str] = field(default_factory=Counter)
    texts: dict[str, str] = field(default_factory=dict)


def gather(lexicon: Lexicon, parsed: Iterable[tuple[str, Tokens]]) -> Gathered:
    """Read each article (its name and its parse) once."""
    matcher, found = Matcher(lexicon), Gathered()
    for doc_id, tokens in parsed:
        _read(doc_id, tokens, matcher, found, cues=lexicon.kind == "cues")
        found.texts[doc_id] = tokens.text
    return found


def class_of(tag: str) -> str:
    """The class under which words of this tag are counted: nouns, names and adjectives are one.

    >>> class_of("PROPN"), class_of("VERB")
    ('NOUN', 'VERB')
    """
    return NOMINAL[0] if tag in NOMINAL else tag


def _read(doc_id: str, tokens: Tokens, matcher: Matcher, found: Gathered, *, cues: bool) -> None:
    taken: dict[int, str] = {}
    stretch: dict[int, tuple[int, int]] = {}
    for hit in matcher.find(tokens):
        head, term = head_of(tokens, hit.first, hit.last), hit.term.id
        taken |= dict.fromkeys(range(hit.first, hit.last + 1), term)
        stretch |= dict.fromkeys(range(hit.first, hit.last + 1), (hit.first, hit.last))
        seen = found.known.setdefault(term, Seen())
        _add(seen, Unit(hit.first, hit.last, head, "", ""), tokens, doc_id, len(found.texts))
        seen.slots.update(slots_of(tokens, hit.first, hit.last, head))
        phrase = " ".join(tokens.lemma[hit.first : hit.last + 1])
        found.phrases.setdefault(term, Counter())[phrase] += 1
        found.heads[class_of(tokens.pos[head])] += 1
    near = {tokens.sentence[token] for token in taken}
    layout = Layout.of(tokens) if cues else None
    for unit in (*units_of(tokens), *(_with_particle(tokens) if cues else ())):
        if unit.head in taken and stretch[unit.head][0] <= unit.first and unit.last <= stretch[unit.head][1]:
            continue
        seen = found.units.setdefault((unit.phrase, class_of(unit.pos)), Seen())
        _add(seen, unit, tokens, doc_id, len(found.texts))
        seen.near += tokens.sentence[unit.head] in near
        seen.slots.update(slots_of(tokens, unit.first, unit.last, unit.head))
        for other in linked_to(tokens, unit.head):
            if other in taken and unit.head not in taken:
                seen.links[taken[other]] += 1
                _place(seen.telling, doc_id, tokens, unit)
        construction = reports(layout, unit.head) if layout and unit.pos == "VERB" else None
        if construction:
            seen.reporting[construction] += 1
            _place(seen.telling, doc_id, tokens, unit)


def reports(layout: Layout, verb: int) -> str | None:
    """How a verb with a subject introduces what is said: "quotation", "clause", or not at all (None).

    The content is a clausal complement with a subject of its own, or one of which a part stands in quotation marks
    that the verb does not stand in.
    """
    tokens = layout.tokens
    if not any(tokens.dep[child] in SUBJECTS for child in tokens.children[verb]):
        return None
    for child in tokens.children[verb]:
        if tokens.dep[child] not in ("ccomp", "parataxis"):
            continue
        first, last = tokens.edges[child]
        quoted = any(layout.quoted[token] >= 0 for token in range(first, last + 1))
        if quoted and layout.quoted[verb] < 0:
            return "quotation"
        if any(tokens.dep[one] in (*SUBJECTS, "expl") for one in tokens.children[child]):
            return "clause"
    return None


def _with_particle(tokens: Tokens) -> Iterator[Unit]:
    """Verbs with the particle right after them ("fired back"), as phrases."""
    for verb, pos in enumerate(tokens.pos):
        after = verb + 1
        if pos == "VERB" and after < len(tokens) and tokens.head[after] == verb and tokens.dep[after] == PHRASE_OF_VERB:
            yield Unit(verb, after, verb, f"{tokens.lemma[verb]} {tokens.lower[after]}", pos)


def _add(seen: Seen, unit: Unit, tokens: Tokens, doc_id: str, article: int) -> None:
    seen.n += 1
    seen.tags[tokens.pos[unit.head]] += 1
    seen.docs.add(article)
    _place(seen.places, doc_id, tokens, unit)


def _place(places: list[Place], doc_id: str, tokens: Tokens, unit: Unit) -> None:
    if len(places) < MOST_PLACES:
        places.append((doc_id, tokens.start[unit.first], tokens.end[unit.last]))
