"""Fuzz targets of texts: quotations, and every detector on articles with a made-up parse."""

from __future__ import annotations

from functools import cache
from typing import Any

from fuzz_input import WORDS, Choices, must

from framing.analysis import TERMS
from framing.corpus import count_words
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
from framing.find.judge import by_rules, learnt_weights
from framing.find.quotes import Quote
from framing.lexicon import Matcher, load_lexicon
from framing.lexicon.entries import TERM_RELATIONS
from framing.parse import Tokens
from framing.values import KINDS, VOICES

DEPS = (*TERM_RELATIONS, "ROOT", "punct", "dep", "parataxis", "iobj", "")
POS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SPACE", "VERB", "X", "")  # fmt: skip
TAGS = ("NN", "NNS", "NNP", "NNPS", "VBD", "VBN", "VBZ", "VBG", "VB", "MD", "PRP", "PRP$", "WP", "WDT", "IN", "DT",
    ",", ".", "_SP", "")  # fmt: skip
ENTITIES = ("", "", "", "PERSON", "ORG", "GPE", "NORP", "DATE", "CARDINAL", "WORK_OF_ART")


def fuzz_quotes(data: bytes) -> None:
    """Quotations lie in the text, outer before inner, none across the end of another."""
    choices = Choices(data)
    text = choices.rest().decode("utf-8", "replace") if choices.chance(8) else choices.text(200)
    around: list[Quote] = []
    before = (-1, 0)
    for quote in find_quotes(text):
        must(text[quote.start : quote.end] == quote.text and quote.text, "a quotation is not in the text")
        must(quote.start <= quote.inner_start <= quote.inner_end <= quote.end, "inner offsets are outside")
        must(before <= (quote.start, -quote.end), "not in text order")
        before = quote.start, -quote.end
        while around and around[-1].end <= quote.start:
            around.pop()
        must(all(quote.end <= outer.end for outer in around), "quotations cross")
        must(quote.depth == len(around), "a wrong depth")
        around.append(quote)
        _ = quote.short


def fuzz_statements(data: bytes) -> None:
    """Every detector over an article with a made-up parse: rows lie in the text, statements are numbered in order."""
    choices = Choices(data)
    rules = choices.chance(3)
    tokens = _tokens(choices)
    text, cues, matcher, harm = tokens.text, *_lexicons()
    layout = Layout.of(tokens)
    judge = by_rules if rules else learnt_weights()
    statements = list(find_statements(tokens, lexicon=cues, layout=layout, judge=judge))
    must([row.number for row in statements] == list(range(len(statements))), "numbers are not in order")
    for row in statements:
        must(text[row.content_start : row.content_end] == row.content, "a content is not in the text")
        must(
            all(row.content_start <= start < end <= row.content_end for start, end in row.content_spans),
            "a span is outside its content",
        )
        must(row.cue_start is None or text[row.cue_start : row.cue_end] == row.cue, "a cue is not in the text")
        must(
            row.source_start is None or text[row.source_start : row.source_end] == row.source,
            "a source is not in the text",
        )
        must(row.within is None or 0 <= row.within < len(statements), "an enclosing statement that is none")
        must(0 <= row.position <= 1 and row.n_words >= 0 and row.kind in KINDS, "a value out of range")
    chains = find_actors(layout, statements)
    must(len(chains.of_statements) == len(statements), "a statement without a place for its actor")
    voices = Voices.of(layout, statements)
    must(
        sum(row.n_words for row in exposure_of(layout, voices, statements)) == count_words(text),
        "words are lost between the voices",
    )
    for placed in (
        *find_mentions(tokens, lexicon=matcher, voices=voices, layout=layout),
        *find_naming(layout, chains, voices),
        *find_agency(layout, chains, voices, lexicon=harm),
    ):
        must(text[placed.start : placed.end] == placed.text and placed.text, "a row is not in the text")
        must(placed.voice in VOICES, "a voice that is none")


@cache
def _lexicons() -> tuple[Any, Matcher, Matcher]:
    return load_lexicon("reporting-verbs"), Matcher(*map(load_lexicon, TERMS)), Matcher(load_lexicon("violence"))


@cache
def _tokenizer() -> Any:
    from spacy.lang.en import English

    return English().tokenizer


def _tokens(choices: Choices) -> Tokens:
    """An article split by spaCy's rules for English, or into words at random places; heads make a tree a sentence."""
    text = choices.text(40)
    if choices.chance(2):
        parts = [_word(choices) for _ in range(1 + choices.number(30))]
        starts, at = [], 0
        for part in parts:
            starts.append(at)
            at += len(part) + choices.number(2)
        text = "".join(part.ljust(end - start) for part, start, end in zip(parts, starts, [*starts[1:], at]))
        ends = [start + len(part) for start, part in zip(starts, parts)]
    else:
        doc = _tokenizer()(text.encode("utf-8", "ignore").decode())
        text = doc.text
        starts, ends = [token.idx for token in doc], [token.idx + len(token) for token in doc]
    count = len(starts)
    lower = [text[start:end].lower() for start, end in zip(starts, ends)]
    head, sentence, begin = list(range(count)), [0] * count, 0
    while begin < count:
        stop = min(count, begin + 1 + choices.number(24))
        placed = [begin + choices.number(stop - begin)]
        for token in range(begin, stop):
            if token != placed[0]:
                head[token] = choices.pick(placed)
                placed.append(token)
            sentence[token] = sentence[begin - 1] + 1 if begin else 0
        begin = stop
    kinds = [choices.pick(ENTITIES) for _ in range(count)]
    return Tokens(
        text=text, start=starts, end=ends, lower=lower,
        lemma=[_LEMMAS.get(form, form) for form in lower],
        pos=[choices.pick(POS) for _ in range(count)], tag=[choices.pick(TAGS) for _ in range(count)],
        dep=["ROOT" if head[token] == token else choices.pick(DEPS) for token in range(count)], head=head,
        sentence=sentence,
        entity=kinds, entity_begins=[bool(kind) and choices.chance(2) for kind in kinds], morph=[""] * count,
    )  # fmt: skip


def _word(choices: Choices) -> str:
    return choices.pick(WORDS) if choices.chance(2) else choices.text(2) or "x"


_LEMMAS = {"said": "say", "says": "say", "claimed": "claim", "told": "tell", "admitted": "admit", "killed": "kill",
    "was": "be",
           "quoted": "quote", "pointed": "point", "warned": "warn", "denied": "deny",
           "officials": "official"}  # fmt: skip
