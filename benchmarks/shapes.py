"""How the time of each detector grows with the length of articles that are made to be slow.

    python benchmarks/shapes.py [--size 1000] [--only WORD]

Each shape is made in four lengths, each twice the one before. The power is the one by which the time grew over the
last two doublings: 1 is linear, 2 quadratic. Times are processor time, the least of two.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import cycle, islice

from framing.analysis import TERMS
from framing.find import (
    Layout,
    Voices,
    exposure_of,
    find_agency,
    find_mentions,
    find_naming,
    find_quotes,
    find_statements,
)
from framing.find.actors import find_actors
from framing.lexicon import Lexicon, Matcher, load_lexicon
from framing.parse import Tokens

STEPS, TRIES = 4, 2
TOO_FAST = 0.02  # seconds under which a power says nothing
TOO_SLOW = 20  # seconds after which a longer article is not tried
TEXTS = {
    "opening marks": "“", "opening marks before words": "“a ", "straight marks": '"',
    "straight marks before words": '"a ', "alternating marks": '“a” "b" ', "crossing marks": "“‘a” b’ ",
    "single marks": "'a ", "closing singles": "a' ", "closing marks": "a” ", "low marks": "„a", "guillemets": "»a ",
    "inches": '6" a ', "spaced marks": '" a ', "full stops in open marks": "“A b. ",
    "quotations": '"It rained," he said. ', "paragraphs": '"It rained.\n\n', "backticks": "`a ", "dots": ". ",
}  # fmt: skip
# Lemma, part of speech and tag of each word.
WORDS = {
    "said": ("say", "VERB", "VBD"), "Keller": ("keller", "PROPN", "NNP"), "killed": ("kill", "VERB", "VBN"),
    "he": ("he", "PRON", "PRP"), ",": (",", "PUNCT", ","), '"': ('"', "PUNCT", "``"), "that": ("that", "SCONJ", "IN"),
    "who": ("who", "PRON", "WP"), ".": (".", "PUNCT", "."), "mayor": ("mayor", "NOUN", "NN"), ":": (":", "PUNCT", ":"),
    "I": ("i", "PRON", "PRP"), "by": ("by", "ADP", "IN"), "rained": ("rain", "VERB", "VBD"),
    "according": ("according", "VERB", "VBG"), "to": ("to", "ADP", "IN"),
}  # fmt: skip
TO_FIRST = None  # the head is the first word of the article
# The words of a shape, the dependency of each, and how far its head is (0: itself); repeated.
PARSES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[int | None, ...]]] = {
    "a chain of ccomp": (("said",), ("ccomp",), (-1,)),
    "a chain of ccomp to the right": (("said",), ("ccomp",), (1,)),
    "said that he said": (("he", "said", "that"), ("nsubj", "ccomp", "mark"), (1, -3, 2)),
    "verbs joined": (("killed",), ("conj",), (-1,)),
    "names joined": (("Keller",), ("conj",), (-1,)),
    "names joined by commas": (("Keller", ","), ("conj", "punct"), (-2, -1)),
    "relative clauses": (("who",), ("relcl",), (-1,)),
    "who killed": (("who", "killed"), ("nsubj", "relcl"), (1, -2)),
    "xcomp": (("killed",), ("xcomp",), (-1,)),
    "prepositions": (("by",), ("prep",), (-1,)),
    "appositions": (("mayor",), ("appos",), (-1,)),
    "compounds": (("Keller",), ("compound",), (1,)),
    "a flat sentence": (("said",), ("ccomp",), (TO_FIRST,)),
    "flat names": (("Keller", ","), ("conj", "punct"), (TO_FIRST, TO_FIRST)),
    "flat commas": ((",",), ("punct",), (TO_FIRST,)),
    "quoted and said": (
        ('"', "rained", ",", '"', "he", "said"), ("punct", "ccomp", "punct", "punct", "nsubj", "conj"),
        (1, 4, -1, -1, 1, -6),
    ),
    "said said said": (("said",), ("ROOT",), (0,)),
    "sentences": (
        ("he", "said", "that", "Keller", "rained", "."), ("nsubj", "ROOT", "mark", "nsubj", "ccomp", "punct"),
        (1, 0, 2, 1, -3, -4),
    ),
    "names": (("Keller", "."), ("ROOT", "punct"), (0, -1)),
    "he and he": (("he", "."), ("ROOT", "punct"), (0, -1)),
    "I said": (
        ("I", "said", '"', "rained", '"', "."), ("nsubj", "ROOT", "punct", "ccomp", "punct", "punct"),
        (1, 0, 1, -2, -1, -4),
    ),
    "colons": ((":",), ("ROOT",), (0,)),
    "according to": (("according", "to", "Keller"), ("prep", "prep", "pobj"), (-3, -1, -1)),
}  # fmt: skip
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def parsed(shape: str, size: int, *, distinct: bool = False) -> Tokens:
    """An article of so many tokens in this shape; ``distinct`` gives each name a word of its own."""
    pattern, deps, heads = PARSES[shape]
    words = list(islice(cycle(pattern), size))
    forms = [f"{word}{_letters(at)}" if distinct and word == "Keller" else word for at, word in enumerate(words)]
    head, sentence = [], []
    for at in range(size):
        step = heads[at % len(heads)]
        wanted = 0 if step is None else at + step
        head.append(wanted if 0 <= wanted < size else at)
        begins = 0 in heads and at and at % len(heads) == 0
        sentence.append(sentence[-1] + bool(begins) if sentence else 0)
    starts, place = [], 0
    for form in forms:
        starts.append(place)
        place += len(form) + 1
    named = [word == "Keller" for word in words]
    return Tokens(
        text=" ".join(forms), start=starts, end=[start + len(form) for start, form in zip(starts, forms)],
        lower=[form.lower() for form in forms], lemma=[WORDS[word][0] for word in words],
        pos=[WORDS[word][1] for word in words], tag=[WORDS[word][2] for word in words],
        dep=["ROOT" if head[at] == at else deps[at % len(deps)] for at in range(size)], head=head, sentence=sentence,
        entity=["PERSON" if one else "" for one in named], entity_begins=named, morph=[""] * size,
    )  # fmt: skip


def _letters(number: int) -> str:
    return "".join(ALPHABET[number // 26**place % 26] for place in range(4))


def detectors(tokens: Tokens) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each detector as a call that does its own work alone; those before it have run."""
    cues, terms, harm = _lexicons()
    layout = Layout.of(tokens)
    yield "layout", partial(_lay, tokens)
    statements = list(find_statements(tokens, lexicon=cues, layout=layout))
    yield "statements", lambda: list(find_statements(tokens, lexicon=cues, layout=layout))
    chains = find_actors(layout, statements)
    yield "actors", lambda: find_actors(layout, statements)
    voices = Voices.of(layout, statements)
    yield "voices", lambda: exposure_of(layout, Voices.of(layout, statements), statements)
    yield "mentions", lambda: list(find_mentions(tokens, lexicon=terms, voices=voices, layout=layout))
    yield "naming", lambda: list(find_naming(layout, chains, voices))
    yield "agency", lambda: list(find_agency(layout, chains, voices, lexicon=harm))


@cache
def _lexicons() -> tuple[Lexicon, Matcher, Matcher]:
    return load_lexicon("reporting-verbs"), Matcher(*map(load_lexicon, TERMS)), Matcher(load_lexicon("violence"))


def _lay(tokens: Tokens) -> object:
    layout = Layout.of(tokens)
    return layout.paragraph, layout.scare, layout.quoted, layout.words_before, layout.quoted_before


def _quotations(text: str) -> object:
    return list(find_quotes(text))


def seconds(call: Callable[[], object]) -> float:
    """Processor time of a call, the least of some tries; one that takes over a second is tried once."""
    least = math.inf
    for _ in range(TRIES):
        begun = time.process_time()
        call()
        least = min(least, time.process_time() - begun)
        if least > 1:
            break
    return least


def main() -> None:
    """Print a line for each shape and detector whose time grows faster than its length; all with --all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--size", type=int, default=1000, help="tokens of the shortest article")
    parser.add_argument("--only", default="", help="shapes whose name holds this")
    parser.add_argument("--all", action="store_true", help="print what is linear too")
    options = parser.parse_args()
    sizes = [options.size * 2**step for step in range(STEPS)]
    print("shape | detector | " + " | ".join(f"{size:,}" for size in sizes) + " | power", flush=True)
    for shape, unit in TEXTS.items():
        if options.only in shape:
            taken = [seconds(partial(_quotations, (unit * size)[: 4 * size])) for size in sizes]
            _tell(shape, "quotes", taken, everything=options.all)
    for shape in PARSES:
        for distinct in (False, True) if "Keller" in PARSES[shape][0] else (False,):
            if options.only in shape:
                _run(shape, sizes, distinct=distinct, everything=options.all)


def _run(shape: str, sizes: list[int], *, distinct: bool, everything: bool) -> None:
    name = f"{shape}, all distinct" if distinct else shape
    times: dict[str, list[float]] = {}
    for size in sizes:
        try:
            for detector, call in detectors(parsed(shape, size, distinct=distinct)):
                times.setdefault(detector, []).append(seconds(call))
        except RecursionError:
            print(f"{name} | RecursionError at {size:,}", flush=True)
            break
        if max(taken[-1] for taken in times.values()) > TOO_SLOW:
            break
    for detector, taken in times.items():
        _tell(name, detector, taken, everything=everything)


def _tell(shape: str, detector: str, taken: list[float], *, everything: bool) -> None:
    power = math.log2(max(taken[-1], 1e-9) / max(taken[-3], 1e-9)) / 2 if len(taken) > 2 else math.nan
    if everything or (power > 1.3 and taken[-1] > TOO_FAST) or len(taken) < STEPS:
        print(f"{shape} | {detector} | " + " | ".join(f"{one:.3f}" for one in taken) + f" | {power:.2f}", flush=True)


if __name__ == "__main__":
    main()
