"""The models of benchmarks/bias.py: transparent logistic regressions over the suite's features, and what to beat.

A sentence is judged by its own features and by two figures from the model of words: how many of its words are expected
to be marked, and the log-odds that any is. The model of words is fitted on articles other than those whose
figures the model of sentences learns from, so that these are no better than those of a new text.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from bias_features import is_affix, rarity_features, sentence_features, word_features
from bias_metric import best_cut, marked
from bias_sentences import Sentence
from counting import Floats
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

FOLDS = 5
FEWEST = 3  # words of the training sentences that a feature must have
FEWEST_LEMMAS = 5  # that must share first or last letters: those of one or two are these words in disguise
WORDS, SENTENCES, COUNTS, TFIDF, OUTLETS = 0.15, 0.05, 0.3, 3.0, 10.0  # inverse strength of the L2 penalties
ROUNDS = 1000
EXPECTED, ANY = "expected biased words", "log-odds of any biased word"
CERTAIN = 1e-6

Rare = list["tuple[str, str] | None"]


@dataclass(frozen=True)
class Example:
    """An annotated sentence with its features: ``rows`` has a row a word, ``rare`` the lemma and part of speech."""

    record: dict[str, Any]
    sentence: Sentence
    rows: csr_matrix
    rare: Rare
    whole: dict[str, float]
    marks: list[bool]

    @property
    def group(self) -> str:
        """The article."""
        return str(self.record["group"])

    @property
    def label(self) -> bool:
        """Whether the annotators judged it biased."""
        return bool(self.record["label"])


Examples = Sequence[Example]


def fold_of(group: str) -> int:
    """The fold of an article, by a hash of its name: the sentences of an article are never parted."""
    return int(hashlib.sha256(f"fold {group}".encode()).hexdigest(), 16) % FOLDS


@dataclass(frozen=True)
class Names:
    """The columns of the tables of word features, with the names that were seen when it was made."""

    vectorizer: DictVectorizer

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Names:
        """All features of the words of these sentences, first and last letters if several lemmas have them; it sees
        no annotation."""
        lemmas: dict[str, set[str]] = {}
        for sentence in sentences:
            for features, token in zip(word_features(sentence), sentence.heads):
                for name in features:
                    lemmas.setdefault(name, set()).add(sentence.layout.tokens.lemma[token])
        kept = (name for name, found in lemmas.items() if not is_affix(name) or len(found) >= FEWEST_LEMMAS)
        return cls(DictVectorizer().fit([dict.fromkeys(kept, 1.0)]))

    def example(self, record: dict[str, Any], sentence: Sentence) -> Example:
        """A record (its text parsed as the sentence) with its features."""
        rows = self.vectorizer.transform(word_features(sentence)) if sentence.words else self._none()
        marks = marked(sentence.words, record["spans"])
        return Example(record, sentence, rows, sentence.lemmas(), sentence_features(sentence), marks)

    def columns(self) -> list[str]:
        """The features, in the order of the columns."""
        return [str(name) for name in self.vectorizer.get_feature_names_out()]

    def _none(self) -> csr_matrix:
        return csr_matrix((0, len(self.vectorizer.vocabulary_)))


@dataclass
class WordModel:
    """Log-odds that a word is marked; ``cut`` is what they must reach, the best on articles that were held out."""

    names: Names
    cut: float = 0.0
    kept: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    articles: Counter[str] = field(default_factory=Counter)
    rarity: DictVectorizer = field(default_factory=DictVectorizer)
    regression: LogisticRegression = field(
        default_factory=lambda: LogisticRegression(C=WORDS, solver="liblinear", random_state=0, max_iter=ROUNDS)
    )

    def fit(self, examples: Examples) -> WordModel:
        """Learn from annotated sentences."""
        of_article: dict[str, set[str]] = {}
        for example in examples:
            of_article.setdefault(example.group, set()).update(lemma for lemma, _ in filter(None, example.rare))
        self.articles = Counter(lemma for lemmas in of_article.values() for lemma in lemmas)
        table = vstack([example.rows for example in examples]).tocsr()
        self.kept = np.flatnonzero(np.diff(table.tocsc().indptr) >= FEWEST)
        rare = self.rarity.fit_transform(self._rarity(examples, own=1))
        marks = np.array([mark for example in examples for mark in example.marks])
        self.regression.fit(hstack([table[:, self.kept], rare]).tocsr(), marks)
        return self

    def odds(self, examples: Examples) -> list[Floats]:
        """For each sentence, the log-odds of each of its words."""
        if not any(len(example.marks) for example in examples):
            return [np.zeros(0) for _ in examples]
        odds = self.regression.decision_function(self.table(examples))
        return np.split(odds, np.cumsum([len(example.marks) for example in examples])[:-1])

    def table(self, examples: Examples) -> csr_matrix:
        """The features of the words of new sentences."""
        rare = self.rarity.transform(self._rarity(examples, own=0))
        return hstack([vstack([example.rows for example in examples]).tocsr()[:, self.kept], rare]).tocsr()

    def columns(self) -> list[str]:
        """The features that it weighs, in the order of the weights."""
        names = self.names.columns()
        return [*(names[at] for at in self.kept), *map(str, self.rarity.get_feature_names_out())]

    def _rarity(self, examples: Examples, *, own: int) -> list[dict[str, float]]:
        """How common each word is in the training articles; its own, if it is one of them, does not count."""
        return [
            dict.fromkeys(rarity_features(*known, self.articles[known[0]] - own), 1.0) if known else {}
            for example in examples
            for known in example.rare
        ]


@dataclass
class BiasModel:
    """Both transparent models: which words are marked, and which sentences are judged biased."""

    words: WordModel
    whole: Pipeline = field(
        default_factory=lambda: make_pipeline(DictVectorizer(), LogisticRegression(C=SENTENCES, max_iter=ROUNDS))
    )

    @classmethod
    def fit(cls, names: Names, examples: Examples) -> BiasModel:
        """Learn from annotated sentences."""
        held_out = odds_of_held_out(names, examples)
        model = cls(WordModel(names).fit(examples))
        marks = [mark for example in examples for mark in example.marks]
        model.words.cut = best_cut(marks, np.concatenate(held_out))
        model.whole.fit(_with_words(examples, held_out), [example.label for example in examples])
        return model

    def marks(self, examples: Examples) -> list[list[bool]]:
        """For each sentence, whether each of its words is found."""
        return [(odds >= self.words.cut).tolist() for odds in self.words.odds(examples)]

    def labels(self, examples: Examples) -> list[bool]:
        """Whether each sentence is found to be biased."""
        return [bool(one) for one in self.whole.predict(_with_words(examples, self.words.odds(examples)))]

    def features(self, examples: Examples) -> list[dict[str, float]]:
        """What the model of sentences sees."""
        return _with_words(examples, self.words.odds(examples))


def odds_of_held_out(names: Names, examples: Examples) -> list[Floats]:
    """The log-odds of the words of each sentence by a model that learnt from other articles."""
    found: dict[int, Floats] = {}
    folds = [fold_of(example.group) for example in examples]
    for fold in sorted(set(folds)):
        inside = [at for at, own in enumerate(folds) if own == fold]
        model = WordModel(names).fit([example for example, own in zip(examples, folds) if own != fold])
        found.update(zip(inside, model.odds([examples[at] for at in inside])))
    return [found[at] for at in range(len(examples))]


def counts_model() -> Pipeline:
    """Logistic regression on how often each category of the lexicons is hit, and on nothing else."""
    return make_pipeline(DictVectorizer(), LogisticRegression(C=COUNTS, max_iter=ROUNDS))


def counts_of(example: Example) -> dict[str, float]:
    """The hits of each category of the lexicons in a sentence."""
    return {name: value for name, value in example.whole.items() if name.startswith("has ")}


def tfidf_model() -> Pipeline:
    """The usual baseline: logistic regression on the words themselves and on pairs of neighbours."""
    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2)
    return make_pipeline(words, LogisticRegression(C=TFIDF, max_iter=ROUNDS))


def text_of(example: Example) -> str:
    """The text of a sentence."""
    return str(example.record["text"])


def outlet_model() -> Pipeline:
    """Who published it, and nothing else: what a model could reach that reads no word."""
    return make_pipeline(DictVectorizer(), LogisticRegression(C=OUTLETS, max_iter=ROUNDS))


def outlet_of(example: Example) -> dict[str, str]:
    """The outlet of a sentence."""
    return {"outlet": str(example.record["outlet"])}


def _with_words(examples: Examples, odds: Sequence[Floats]) -> list[dict[str, float]]:
    """The features of each sentence with the two figures from its words."""
    return [{**example.whole, **_from_words(own)} for example, own in zip(examples, odds)]


def _from_words(odds: Floats) -> dict[str, float]:
    none = float(np.clip(np.prod(1 - 1 / (1 + np.exp(-odds))), CERTAIN, 1 - CERTAIN))
    return {EXPECTED: float((1 / (1 + np.exp(-odds))).sum()), ANY: float(np.log((1 - none) / none))}
