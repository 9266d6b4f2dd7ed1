"""What a user would take instead, side by side on the same parsed articles, in one run.

    python benchmarks/peers.py CORPUS.jsonl [--articles 64]

Each article is parsed once; then each of these reads it in turn. A share is of the bare parse of the same articles by
the pipeline as spaCy ships it, in processor time.

    statements            `find_statements`, from columns that are made for it
    textacy               `textacy.extract.direct_quotations`, direct quotations only, by paragraph as it asks for
    sentiment             TextBlob's scores of every sentence as the suite reckons them
    TextBlob as shipped   `TextBlob(sentence).sentiment`; the scores are compared, sentence by sentence
    VADER                 `SentimentIntensityAnalyzer.polarity_scores` of every sentence
    labels                `find_mentions` of the built-in labels, with voice, negation and scare quotes
    PhraseMatcher         spaCy's, on the lemmas of the same entries, without any of these

textacy and vaderSentiment come with ``pip install '.[bench]'`` in a clone of the repository.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import spacy
from spacy.matcher import PhraseMatcher
from textacy.extract import direct_quotations
from textblob import TextBlob
from timing import Clock, parser_of_speed, print_json, texts_of
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from framing.collector import collector_off
from framing.find import Layout, Voices, find_mentions, find_statements
from framing.find.sentiment import sentiment
from framing.lexicon import Matcher, load_lexicon
from framing.parse import Tokens
from framing.parse.model import model_identity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

PARSE = "bare parse"
SENTIMENT, AS_SHIPPED = "sentiment", "TextBlob as shipped"


class Readers:
    """Each of the readers as a function of one parsed article; ``found`` counts what each gives."""

    def __init__(self, nlp: spacy.Language) -> None:
        labels = load_lexicon("labels")
        self.matcher = Matcher(labels)
        self.phrases = PhraseMatcher(nlp.vocab, attr="LEMMA")
        forms = (form for term in labels for form in term.lemma or term.text)
        self.phrases.add("labels", list(nlp.pipe(forms)))
        self.vader = SentimentIntensityAnalyzer()
        self.refused = 0
        self.scores: dict[str, list[tuple[float, float]]] = {SENTIMENT: [], AS_SHIPPED: []}

    def named(self) -> dict[str, Callable[[Doc], int]]:
        return {
            "statements": self.statements,
            "textacy": self.quotations,
            SENTIMENT: lambda doc: self.scored(doc, SENTIMENT, sentiment),
            AS_SHIPPED: lambda doc: self.scored(doc, AS_SHIPPED, as_shipped),
            "VADER": lambda doc: sum(1 for sent in doc.sents if self.vader.polarity_scores(sent.text)),
            "labels": self.labels,
            "PhraseMatcher": lambda doc: len(self.phrases(doc)),
        }

    def statements(self, doc: Doc) -> int:
        with collector_off():
            layout = Layout.of(Tokens.of(doc))
            return len(list(find_statements(layout.tokens, layout=layout)))

    def quotations(self, doc: Doc) -> int:
        found = 0
        for part in paragraphs(doc):
            try:
                found += len(list(direct_quotations(part.as_doc())))
            except ValueError:  # a mark that nobody closes
                self.refused += 1
        return found

    def labels(self, doc: Doc) -> int:
        layout = Layout.of(Tokens.of(doc))
        voices = Voices.of(layout, [])
        return len(list(find_mentions(layout.tokens, lexicon=self.matcher, voices=voices, layout=layout)))

    def scored(self, doc: Doc, name: str, score: Callable[[str], tuple[float, float]]) -> int:
        found = [score(sent.text) for sent in doc.sents]
        self.scores[name] += found
        return len(found)


def as_shipped(text: str) -> tuple[float, float]:
    """TextBlob's polarity and subjectivity through its public call."""
    scored = TextBlob(text).sentiment
    return float(scored.polarity), float(scored.subjectivity)


def paragraphs(doc: Doc) -> Iterator[Span]:
    """The stretches of an article between blank lines."""
    first = 0
    for token in doc:
        if token.is_space and token.text.count("\n") > 1:
            yield doc[first : token.i]
            first = token.i + 1
    yield doc[first:]


def measure(texts: Sequence[str]) -> dict[str, Any]:
    """Shares of the bare parse, and how much each reader found."""
    nlp = spacy.load(model_identity()[0])
    readers = Readers(nlp)
    named = readers.named()
    warm = nlp(texts[0])
    for read in named.values():
        read(warm)  # the first call pays for what it loads
    for scores in readers.scores.values():
        scores.clear()
    readers.refused = 0
    clock = Clock()
    found = dict.fromkeys(named, 0)
    for text in texts:
        with clock.step(PARSE):
            doc = nlp(text)
        for name, read in named.items():
            with clock.step(name):
                found[name] += read(doc)
    pairs = zip(readers.scores[SENTIMENT], readers.scores[AS_SHIPPED])
    return {
        "articles": len(texts),
        "seconds of the bare parse": round(clock.seconds[PARSE], 3),
        "share of the bare parse": {name: round(clock.seconds[name] / clock.seconds[PARSE], 5) for name in named},
        "found": found,
        "paragraphs that textacy refuses": readers.refused,
        "sentences with another score": sum(one != other for one, other in pairs),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    parser = parser_of_speed("What a user would take instead, on the same articles.", articles=64)
    chosen = parser.parse_args(arguments)
    print_json(measure(texts_of(parser, chosen)))


if __name__ == "__main__":
    main()
