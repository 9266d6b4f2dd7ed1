"""What the transparent models of benchmarks/bias.py go by: features of a word in its sentence, and of a sentence.

All are lexical by category (hits of the lexicons, TextBlob's polarity), grammatical (part of speech, relation,
neighbours, voice) or of the form of a word (its ends, length, capitals). None is a word, topic, person or outlet,
so that the weights can carry over to other topics and papers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from bias_sentences import CONTENT, Sentence, stem_of

POLARITY = (-0.6, -0.3, -0.05, 0.05, 0.3, 0.6)
SUBJECTIVITY = (0.05, 0.4, 0.65, 0.9)
LENGTHS = (2, 4, 6, 8, 10, 12)
WORDS_OF_SENTENCE = (8, 14, 20, 28, 38)
FEW = (0, 1, 2, 4)
ARTICLES = (0, 1, 2, 4, 8, 16)
AFFIXES = (2, 3, 4)  # letters
POLAR = 0.3
MOST = 3.0  # more of a kind in one sentence count as so many
TEN = 10  # parts of speech are counted per ten words
GOVERNED = ("amod", "advmod", "compound", "poss", "dobj", "nsubj")
COUNTED = ("neg", "auxpass", "appos", "relcl", "nsubjpass", "advcl", "ccomp")
MARKS = frozenset("?!:;\u2014\u2013-()")
LETTERS = re.compile(r"[^\W\d_]+")
PERSON = re.compile(r"Person=(\d)")


def bucket(value: float, steps: Sequence[float]) -> str:
    """Where a value lies among steps, readable: ``<=4``, or ``>12`` beyond the last.

    >>> bucket(3, (2, 4)), bucket(9, (2, 4))
    ('<=4', '>4')
    """
    at = bisect_left(steps, value)
    return f"<={steps[at]:g}" if at < len(steps) else f">{steps[-1]:g}"


def word_features(sentence: Sentence) -> list[dict[str, float]]:
    """For each word of a sentence, its features, each 1; those not there are 0."""
    return [dict.fromkeys(_word(sentence, word), 1.0) for word in range(len(sentence.words))]


def is_affix(name: str) -> bool:
    """Whether a feature is of the first or last letters of a word."""
    return name.startswith(("ends -", "begins "))


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """The words of the dictionary that TextBlob tags by (from newspapers of the 1980s and a corpus of the 1960s)."""
    lines = files("textblob.en").joinpath("en-lexicon.txt").read_text("utf-8").splitlines()
    return frozenset(line.split(maxsplit=1)[0] for line in lines if line.strip() and not line.startswith(";;;"))


def rarity_features(lemma: str, pos: str, articles: int) -> list[str]:
    """How common a content word is: by the articles of the training corpus with it, and by TextBlob's dictionary."""
    seen, listed = bucket(articles, ARTICLES), f"listed={lemma in dictionary()}"
    return [f"articles{seen}", f"articles{seen}|{pos}", f"{listed}|{pos}", f"{listed}|articles={min(articles, 1)}"]


def _word(sentence: Sentence, word: int) -> Iterator[str]:
    tokens, token = sentence.layout.tokens, sentence.heads[word]
    pos, voice = tokens.pos[token], sentence.voices.voice[token]
    yield from _hits(sentence, word)
    yield f"pos={pos}"
    yield f"tag={tokens.tag[token]}"
    yield f"relation={tokens.dep[token]}|{pos}"
    yield f"voice={voice}"
    if sentence.voices.scare[token]:
        yield "scare quotes"
    if tokens.entity[token]:
        yield f"entity={tokens.entity[token]}"
    if pos in CONTENT:
        yield from _shape(sentence, token, sentence.text_of(word))
        yield from _moods(sentence, token)
        yield from _neighbours(sentence, word)
        yield from _governed(sentence, token)


def _hits(sentence: Sentence, word: int) -> Iterator[str]:
    """What the lexicons say of a word, or of words that it is derived from."""
    tokens, place = sentence.layout.tokens, sentence.places[word]
    pos = tokens.pos[sentence.heads[word]]
    own = set().union(*(sentence.categories(token) for token in place))
    for name in own:
        yield f"in {name}"
        yield f"in {name}|{pos}"
    mentions = [mention for token in place for mention in sentence.hits[token]]
    for mention in mentions:
        if mention.end - mention.start > tokens.end[place[-1]] - tokens.start[place[0]] + 1:
            yield f"in a phrase of {mention.lexicon}"
            if pos not in CONTENT:
                yield "function word in a phrase"
        if mention.negated:
            yield f"negated in {mention.lexicon}"
    yield f"lexicons={bucket(len({mention.lexicon for mention in mentions}), FEW)}"
    for token in place:
        if sentence.content[token]:
            stem = stem_of(tokens.lower[token])
            for name in sentence.instruments.families.get(stem, frozenset()) - own:
                yield f"derived, {name}"
            if sentence.moods[token] == (0.0, 0.0) and stem in sentence.instruments.moods:
                polarity, subjectivity = sentence.instruments.moods[stem]
                yield f"derived, polarity{bucket(polarity, POLARITY)}"
                yield f"derived, subjectivity{bucket(subjectivity, SUBJECTIVITY)}"


def _shape(sentence: Sentence, token: int, form: str) -> Iterator[str]:
    """The form of a word: its first and last letters (prefix and suffix), length, capitals."""
    tokens = sentence.layout.tokens
    pos, lemma = tokens.pos[token], tokens.lemma[token]
    base = form.lower() if pos in ("ADV", "ADJ", "PROPN") else lemma
    if LETTERS.fullmatch(base) and len(base) > 4 and sentence.content[token]:
        for size in AFFIXES:
            if len(base) > size + 1:
                yield f"ends -{base[-size:]}"
                yield f"ends -{base[-size:]}|{pos}"
            yield f"begins {base[:size]}-"
    yield f"letters{bucket(len(lemma), LENGTHS)}|{pos}"
    if form.isupper() and len(form) > 1:
        yield "all capitals"
    elif form[0].isupper() and token:
        yield f"capital|{pos}"
    if "-" in form:
        yield f"hyphen|{pos}"
    if any(map(str.isdigit, form)):
        yield "digit"


def _moods(sentence: Sentence, token: int) -> Iterator[str]:
    polarity, subjectivity = sentence.moods[token]
    pos = sentence.layout.tokens.pos[token]
    if subjectivity or polarity:
        for name in (f"polarity{bucket(polarity, POLARITY)}", f"subjectivity{bucket(subjectivity, SUBJECTIVITY)}"):
            yield name
            yield f"{name}|{pos}"
    else:
        yield f"no polarity|{pos}"


def _neighbours(sentence: Sentence, word: int) -> Iterator[str]:
    """The classes of the words before and after."""
    tokens = sentence.layout.tokens
    pos = tokens.pos[sentence.heads[word]]
    for side, other in (("before", word - 1), ("after", word + 1)):
        if not 0 <= other < len(sentence.words):
            yield f"{side}: edge"
            continue
        near = sentence.heads[other]
        yield f"{side}: {tokens.pos[near]}|{pos}"
        for name in sentence.categories(near):
            yield f"{side}: {name}"
        if abs(sentence.moods[near][0]) > POLAR:
            yield f"{side}: polar"


def _governed(sentence: Sentence, token: int) -> Iterator[str]:
    """What the word hangs on, and what hangs on it."""
    tokens = sentence.layout.tokens
    pos, head = tokens.pos[token], tokens.head[token]
    children = tokens.children[token]
    if head != token:
        yield f"under {tokens.pos[head]}|{tokens.dep[token]}"
        if tokens.entity[head]:
            yield f"under a name, {tokens.entity[head]}|{tokens.dep[token]}"
        for name in sentence.categories(head):
            yield f"under {name}"
    for child in children:
        if tokens.dep[child] in GOVERNED:
            for name in sentence.categories(child):
                yield f"over {name}"
            if tokens.entity[child]:
                yield f"over a name|{tokens.dep[child]}|{pos}"
            yield f"over {tokens.dep[child]}|{pos}"
    if tokens.dep[token] == "conj" or any(tokens.dep[child] == "conj" for child in children):
        yield f"joined|{pos}"


def sentence_features(sentence: Sentence) -> dict[str, float]:
    """The features of a sentence as a whole: square roots of counts (at most 3), shares, and yes or no."""
    counts: Counter[str] = Counter()
    for mention in sentence.mentions:
        counts[f"has {mention.lexicon}:{mention.category}"] += 1
        counts[f"{mention.voice}: {mention.lexicon}"] += 1
    for name, amount in _grammar(sentence):
        counts[name] += amount
    features = {name: min(value, MOST) ** 0.5 for name, value in counts.items()}
    return features | dict.fromkeys(_whole(sentence), 1.0) | {"quoted share": _quoted_share(sentence)}


def _grammar(sentence: Sentence) -> Iterator[tuple[str, float]]:
    tokens, words = sentence.layout.tokens, max(len(sentence.words), 1)
    for token, (polarity, subjectivity) in enumerate(sentence.moods):
        yield f"pos {tokens.pos[token]}", TEN / words
        yield f"tag {tokens.tag[token]}", TEN / words
        if tokens.entity_begins[token]:
            yield f"names {tokens.entity[token]}", 1
        if sentence.content[token]:
            yield "subjectivity", subjectivity
            yield "negative words" if polarity < 0 else "positive words", abs(polarity)
        person = PERSON.findall(tokens.morph[token]) if tokens.pos[token] in ("PRON", "DET") else []
        if person:
            yield f"person {person[0]}", 1
        if tokens.dep[token] in COUNTED:
            yield f"relation {tokens.dep[token]}", 1
        if tokens.lower[token] in MARKS:
            yield f"mark {tokens.lower[token]}", 1


def _whole(sentence: Sentence) -> Iterator[str]:
    tokens = sentence.layout.tokens
    if any(sentence.voices.scare):
        yield "scare quotes"
    yield f"statements={min(sentence.statements, 2)}"
    yield f"words{bucket(len(sentence.words), WORDS_OF_SENTENCE)}"
    if "ROOT" in tokens.dep:
        yield f"root={tokens.tag[tokens.dep.index('ROOT')]}"
    if len(tokens) and sentence.layout.headline(0):
        yield "headline"


def _quoted_share(sentence: Sentence) -> float:
    quoted = sentence.layout.quoted
    return sum(number >= 0 for number in quoted) / max(len(quoted), 1)
