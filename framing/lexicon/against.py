"""A lexicon against a corpus and against other lexicons: what is allowed in the file but may not be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from framing.lexicon.examples import Find
from framing.lexicon.match import Matcher, head_of
from framing.lexicon.model import Lexicon, Problem, Term
from framing.parse.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

WARNING = "warning"
FILE = ".toml"
SHOWN = 3  # tags or terms that a message names
# Tags that taggers confuse: a name or a noun before a noun comes out as an adjective, a participle as either.
NEIGHBOURS = {
    "NOUN": ("PROPN", "ADJ"), "PROPN": ("NOUN", "ADJ"), "ADJ": ("NOUN", "PROPN", "VERB", "ADV"),
    "VERB": ("AUX", "ADJ"), "AUX": ("VERB",), "ADV": ("ADJ", "ADP", "SCONJ"), "ADP": ("ADV", "SCONJ"),
    "SCONJ": ("ADP", "ADV"), "DET": ("PRON", "ADJ"), "PRON": ("DET",),
}  # fmt: skip


@dataclass
class _Counts:
    """What a corpus shows of a lexicon; forms are told apart by the number of the entry and the form."""

    articles: int = 0
    words: int = 0
    found: Counter[str] = field(default_factory=Counter)
    fitting: Counter[str] = field(default_factory=Counter)
    tags: dict[str, Counter[str]] = field(default_factory=dict)
    as_lemma: Counter[tuple[int, str]] = field(default_factory=Counter)
    as_form: Counter[tuple[int, str]] = field(default_factory=Counter)
    lemma_of: dict[tuple[int, str], Counter[str]] = field(default_factory=dict)
    winners: dict[str, Counter[str]] = field(default_factory=dict)


def check_against(lexicon: Lexicon, parsed: Iterable[Doc | Tokens], *, find: Find | None = None) -> tuple[Problem, ...]:
    """Warnings of entries that do not do in this corpus what they seem to be meant for, in the lexicon's order.

    An entry is told of that matches nothing; to none of whose occurrences the tagger gives the part of speech that it
    asks for, or to a quarter or more a neighbouring one (ADJ for NOUN); of which a ``lemma`` form is no lemma that the
    parser makes ("protesters"); or all of whose matches go to a longer or an earlier entry. ``find`` is as in
    `check_examples`: for a lexicon of cues pass ``framing.find.check.cue_finder(lexicon)``. Absence in a small corpus
    says little: the counts are in the message.

    ``parsed`` are the articles, as `parse_corpus` or `framing.parse.parse_columns` give them. Nothing is raised for a
    lexicon that is sound.

    >>> from framing.lexicon import Lexicon, Term
    >>> from framing.parse import parse_text
    >>> cat = Term("cats", "animal", lemma=("cats",), file="pets.toml", line=8)
    >>> text = parse_text("Two cats slept. The cats woke.")
    >>> print(*check_against(Lexicon("pets", "1.0.0", "Pets", terms=(cat,)), [text]))
    pets.toml:8: warning: cats: the lemma `cats` never occurs, as a surface form it does 2 times with the lemma
    `cat`; write lemma = "cat", or `text` for this very form
    """
    counts = _count(lexicon, parsed, find)
    return tuple(problem for number, term in enumerate(lexicon) for problem in _judge(number, term, counts))


def check_overlap(lexicon: Lexicon, others: Iterable[Lexicon]) -> tuple[Problem, ...]:
    """Warnings of entries with a form that another lexicon has too, so that both count the same words.

    The base that ``lexicon`` extends, a lexicon of the same name, and those of another kind are passed over: an
    analysis uses one of these, or uses them for different things. So are the entries of the base: what they share was
    there before. Forms whose parts of speech exclude each other do not overlap. One warning an entry and lexicon.

    ``others`` are compared with it one by one. Nothing is raised.

    >>> from framing.lexicon import Lexicon, Term, load_lexicon
    >>> mine = Lexicon("mine", "1.0.0", "Mine", terms=(Term("maybe", "doubt", text=("maybe",), file="m.toml"),))
    >>> print(*check_overlap(mine, [load_lexicon("hedges")]))
    m.toml: warning: maybe: `maybe` is also in hedges (maybe); analyse with one of the two, or drop one form
    """
    base = (lexicon.extends or "").split(" ")[0]
    beside = [one for one in others if one.kind == lexicon.kind and one.name not in (base, lexicon.name)]
    indexes = [(one, _by_form(one)) for one in beside]
    problems = []
    for term in lexicon:
        if lexicon.extends and term.file.endswith(FILE) and term.file != lexicon.file:
            continue
        for other, index in indexes:
            shared = {form: rivals for form in term.forms if (rivals := _rivals(term, index.get(form, ())))}
            if shared:
                listed = ", ".join(f"`{form}`" for form in shared)
                ids = ", ".join(dict.fromkeys(one.id for rivals in shared.values() for one in rivals))
                be = "is" if len(shared) == 1 else "are"
                message = f"{listed} {be} also in {other.name} ({ids})"
                problems.append(_warning(term, message, "analyse with one of the two, or drop one form"))
    return tuple(problems)


def _by_form(lexicon: Lexicon) -> dict[str, list[Term]]:
    index: dict[str, list[Term]] = {}
    for term in lexicon:
        for form in term.forms:
            index.setdefault(form, []).append(term)
    return index


def _rivals(term: Term, others: Sequence[Term]) -> list[Term]:
    return [one for one in others if not (one.pos and term.pos) or set(one.pos) & set(term.pos)]


def _count(lexicon: Lexicon, parsed: Iterable[Doc | Tokens], find: Find | None) -> _Counts:
    counts = _Counts()
    strict = Matcher(lexicon)
    loose = Matcher(replace(lexicon, terms=tuple(replace(term, pos=(), governs=()) for term in lexicon)))
    lemmas, surfaces = Matcher(_forms(lexicon, by_lemma=True)), Matcher(_forms(lexicon, by_lemma=False))
    forms = [(number, form) for number, term in enumerate(lexicon) for form in term.lemma]
    for doc in parsed:
        tokens = Tokens.of(doc)
        counts.articles += 1
        counts.words += len(tokens)
        hits = list(strict.find(tokens))
        counts.found.update((one for one, _, _ in find(tokens)) if find else (hit.term.id for hit in hits))
        taken = [(hit.first, hit.last, hit.term.id) for hit in hits]
        for hit in strict.candidates(tokens):
            counts.fitting[hit.term.id] += 1
            over = (one for first, last, one in taken if first <= hit.last and hit.first <= last and one != hit.term.id)
            counts.winners.setdefault(hit.term.id, Counter()).update(over)
        for hit in loose.candidates(tokens):
            tag = tokens.pos[head_of(tokens, hit.first, hit.last)]
            counts.tags.setdefault(hit.term.id, Counter())[tag] += 1
        counts.as_lemma.update(forms[int(hit.term.id)] for hit in lemmas.candidates(tokens))
        for hit in surfaces.candidates(tokens):
            form = forms[int(hit.term.id)]
            counts.as_form[form] += 1
            lemma = " ".join(tokens.lemma[hit.first : hit.last + 1])
            counts.lemma_of.setdefault(form, Counter())[lemma] += 1
    return counts


def _forms(lexicon: Lexicon, *, by_lemma: bool) -> Lexicon:
    """Each lemma form as an entry of its own without constraints, looked for among lemmas or among surface forms."""
    forms = [form for term in lexicon for form in term.lemma]
    terms = tuple(
        Term(str(number), "", lemma=(form,)) if by_lemma else Term(str(number), "", text=(form,))
        for number, form in enumerate(forms)
    )
    return Lexicon("forms", "0.0.0", "", terms=terms)


def _judge(number: int, term: Term, counts: _Counts) -> Iterator[Problem]:
    unmade = [form for form in term.lemma if not counts.as_lemma[(number, form)] and counts.as_form[(number, form)]]
    for form in unmade:
        seen = counts.lemma_of[(number, form)]
        if not seen.keys() <= set(term.lemma):
            message = (
                f"the lemma `{form}` never occurs, as a surface form it does {_times(seen.total())} with the lemma "
                f"{_listed(seen)}"
            )
            yield _warning(term, message, f'write lemma = "{seen.most_common(1)[0][0]}", or `text` for this very form')
    tags = counts.tags.get(term.id, Counter())
    other = Counter({tag: times for tag, times in tags.items() if tag not in term.pos}) if term.pos else Counter()
    if _defeated(term, tags, other):
        message = (
            f"occurs {_times(tags.total())}, {other.total():,} of them tagged otherwise than {' or '.join(term.pos)}: "
            f"{_listed(other, counted=True)}"
        )
        yield _warning(term, message, "look at these with `kwic`; add the tag to `pos` where they are meant")
    elif counts.fitting[term.id] and not counts.found[term.id]:
        yield _unfound(term, counts)
    elif not counts.found[term.id] and len(unmade) < max(1, len(term.lemma)):
        message = f"matches nothing in {counts.articles:,} articles ({counts.words:,} tokens)"
        yield _warning(term, message, "look at the form and its constraints, or keep it for a larger corpus")


def _defeated(term: Term, tags: Counter[str], other: Counter[str]) -> bool:
    """Whether the tagger leaves the entry nothing, or gives a quarter of its words a tag next to the one asked for."""
    near = {tag for asked in term.pos for tag in NEIGHBOURS.get(asked, ())}
    confused = sum(times for tag, times in other.items() if tag in near)
    return bool(other) and (other.total() == tags.total() or 4 * confused >= tags.total())


def _unfound(term: Term, counts: _Counts) -> Problem:
    fitting, winners = counts.fitting[term.id], counts.winners[term.id]
    if winners:
        its = "its one match goes" if fitting == 1 else f"all of its {fitting:,} matches go"
        message = f"{its} to a longer or an earlier entry"
        return _warning(term, f"{message}: {_listed(winners)}", "take it out, or constrain the other")
    message = f"stands in the corpus {_times(fitting)}, but introduces no statement there"
    return _warning(term, message, "look at what it `governs`")


def _listed(counter: Counter[str], *, counted: bool = False) -> str:
    shown = [f"{one} ({times})" if counted else f"`{one}`" for one, times in counter.most_common(SHOWN)]
    return ", ".join(shown) + (", ..." if len(counter) > SHOWN else "")


def _times(number: int) -> str:
    return f"{number:,} {'time' if number == 1 else 'times'}"


def _warning(term: Term, message: str, mend: str) -> Problem:
    return Problem(term.file, term.line, term.id, message, mend, WARNING)
