"""The hits and misses of a lexicon, run: every one is a test case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

from framing.lexicon.marks import unmark
from framing.lexicon.match import Matcher
from framing.lexicon.model import Lexicon, Problem
from framing.parse.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], Union["Doc", Tokens]]
# What is found in a text: the id of the term, first character, character after the last.
Find = Callable[[Tokens], Iterable[tuple[str, int, int]]]


@dataclass(frozen=True)
class _Case:
    """One example, and the terms that must (or must not) hit in it: one, or all of a category."""

    owner: str
    terms: frozenset[str]
    text: str
    spans: tuple[tuple[int, int], ...]
    example: str
    hit: bool
    file: str
    line: int | None


def check_examples(lexicon: Lexicon, parse: Parse, *, find: Find | None = None) -> tuple[Problem, ...]:
    """Run every hit and miss of the lexicon; one Problem for each that does not come out as it should.

    ``parse`` makes a Doc or Tokens of a text; a spaCy pipeline is used in batches. ``find`` gives what is found
    in a text (default: the matches of the lexicon); for a lexicon of cues pass one that runs `find_statements`
    and gives each statement's cue. A hit is right when each bracketed stretch is hit by the term, exactly (a cue
    may cover more); a miss, when the term hits nowhere. Examples of a category ask the same of any of its terms.

    Nothing is raised for an example that fails; each becomes a Problem.

    >>> from framing.lexicon import Lexicon, Term, check_examples
    >>> from framing.parse import parse_text
    >>> cat = Term("cat", "animal", lemma=("cat",), hits=("Two [cats] slept.",), misses=("A cat slept.",))
    >>> [problem.message for problem in check_examples(Lexicon("pets", "1.0.0", "Pets", terms=(cat,)), parse_text)]
    ["hits 'cat' in the miss 'A cat slept.'"]
    """
    cases = tuple(_cases(lexicon))
    search = find or _by_matching(lexicon)
    problems = (_judge(case, tuple(search(tokens)), covering=lexicon.kind == "cues")
                for case, tokens in zip(cases, _parsed(parse, [case.text for case in cases])))  # fmt: skip
    return tuple(problem for problem in problems if problem)


def _cases(lexicon: Lexicon) -> Iterator[_Case]:
    for term in lexicon:
        for example, hit in (*((one, True) for one in term.hits), *((one, False) for one in term.misses)):
            yield _Case(term.id, frozenset({term.id}), *unmark(example), example, hit, term.file, term.line)
    for name, examples in lexicon.category_examples.items():
        terms = frozenset(term.id for term in lexicon if term.category == name)
        for example, hit in (*((one, True) for one in examples.hits), *((one, False) for one in examples.misses)):
            yield _Case(f"category {name}", terms, *unmark(example), example, hit, examples.file, examples.line)


def _by_matching(lexicon: Lexicon) -> Find:
    matcher = Matcher(lexicon)

    def find(tokens: Tokens) -> Iterator[tuple[str, int, int]]:
        for hit in matcher.find(tokens):
            yield hit.term.id, tokens.start[hit.first], tokens.end[hit.last]

    return find


def _parsed(parse: Parse, texts: list[str]) -> Iterator[Tokens]:
    pipe = getattr(parse, "pipe", None)
    return map(Tokens.of, pipe(texts) if pipe else map(parse, texts))


def _judge(case: _Case, found: tuple[tuple[str, int, int], ...], *, covering: bool) -> Problem | None:
    own = [(start, end) for term, start, end in found if term in case.terms]
    if not case.hit:
        if not own:
            return None
        message = f"hits {_quoted(case.text, own)} in the miss {case.example!r}"
        return Problem(case.file, case.line, case.owner, message, "constrain the term or change the example")
    missed = [span for span in case.spans if not any(_same(span, one, covering=covering) for one in own)]
    if not missed:
        return None
    others = [f"{term} {case.text[start:end]!r}" for term, start, end in found if term not in case.terms]
    seen = f"it hits {_quoted(case.text, own)}" if own else "it hits nothing"
    taken = f" (other terms hit {', '.join(others)})" if others else ""
    message = f"does not hit {_quoted(case.text, missed)} in {case.example!r}: {seen}{taken}"
    return Problem(case.file, case.line, case.owner, message, "look at the parse; change the form, pos or example")


def _same(wanted: tuple[int, int], found: tuple[int, int], *, covering: bool) -> bool:
    return found == wanted or (covering and found[0] <= wanted[0] and wanted[1] <= found[1])


def _quoted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    return ", ".join(repr(text[start:end]) for start, end in spans)
