"""Fuzz target of lexicons: files with every fault, and lexicons made in a notebook."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from fuzz_input import Choices, must

from framing.errors import FramingError
from framing.lexicon import Lexicon, Matcher, check_lexicon, extend_lexicon, load_lexicon, write_lexicon
from framing.parse import Tokens

_LEXICON = """
name = "towns"
version = "1.0.0"
title = "Towns"
[sources.moss1990]
cite = "Moss, P. (1990). Towns."
[categories.place]
means = "It is a town."
[[term]]
id = "town"
lemma = ["town", "so-called town"]
pos = "NOUN"
category = "place"
source = "moss1990"
hits = ["The [town] slept."]
misses = "The townsfolk slept."
"""


def fuzz_lexicon(data: bytes) -> None:
    """A lexicon file is read whole or its problems are told; one that is sound can be used,
    written and read again."""
    choices = Choices(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "towns.toml"
        path.write_bytes(choices.rest() if choices.chance(8) else choices.mutated(_toml(choices)))
        problems = check_lexicon(path)
        must(all(str(problem) and problem.mend for problem in problems), "a problem without a mend")
        try:
            lexicon = load_lexicon(path)
        except FramingError as error:
            must(problems and str(error), "an error without a problem")
            lexicon = _small_lexicon()
        else:
            must(not problems, "a lexicon with problems was loaded")
        list(Matcher(lexicon).find(_few_tokens()))
        with suppress(FramingError):
            entry = {choices.pick(_KEYS): _value(choices) for _ in range(choices.number(6))}
            categories = {choices.text(3): choices.text(3)} if choices.chance(3) else {}
            lexicon = extend_lexicon(lexicon, [entry], categories=categories)
            list(Matcher(lexicon).find(_few_tokens()))
        if choices.chance(2):
            return
        with suppress(FramingError):
            again = load_lexicon(write_lexicon(lexicon, Path(folder) / "again.toml"))
            must(again == lexicon, "a lexicon reads back otherwise")


@cache
def _small_lexicon() -> Lexicon:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "towns.toml"
        path.write_text(_LEXICON, encoding="utf-8")
        return load_lexicon(path)


_KEYS = ("id", "lemma", "text", "pos", "category", "source", "note", "hits", "misses", "governs", "not_before",
    "not_after",
         "act", "field", "referent", "odd")  # fmt: skip
_HEAD = ("name", "version", "kind", "examples", "extends", "remove", "omitted")


def _toml(choices: Choices) -> bytes:
    import tomlkit

    if choices.chance(3):
        return _LEXICON.encode()
    data: Any = tomlkit.parse(_LEXICON)
    for _ in range(choices.number(4)):
        target = data["term"][0] if choices.chance(2) else data
        with suppress(UnicodeError, ValueError, TypeError):
            target[choices.pick((*_KEYS, *_HEAD))] = _value(choices)
    return tomlkit.dumps(data).encode("utf-8", "surrogatepass")


def _value(choices: Choices) -> Any:
    ready = ("town", "place", "moss1990", "NOUN", "The [town] slept.", "prep_of", "cues", "category", "labels",
        "towns.toml",
             True, 7, 1.5, {"a": {"b": 1}}, [[]], [1], [], {})  # fmt: skip
    if choices.chance(3):
        return choices.pick(ready)
    return [choices.text(3) for _ in range(choices.number(3))] if choices.chance(3) else choices.text(4)


@cache
def _few_tokens() -> Tokens:
    words = ["The", "so", "-", "called", "town", "slept", ".", "(a+)+$"]
    starts = [sum(len(word) + 1 for word in words[:place]) for place in range(len(words))]
    blank = [""] * len(words)
    lower = [word.lower() for word in words]
    return Tokens(
        text=" ".join(words), start=starts, end=[start + len(word) for start, word in zip(starts, words)],
        lower=lower,
        lemma=lower, pos=["NOUN"] * len(words), tag=blank, dep=blank, head=list(range(len(words))),
        sentence=[0] * len(words),
        entity=blank, entity_begins=[False] * len(words), morph=blank,
    )  # fmt: skip
