"""spaCy's AttributeRuler, several times faster: what its rules give for a kind of word is worked out once.

Parts of speech and morphology come from rules over a word's tag, dependency and form. Nearly all rules look at one
word, and the words of a language are of few kinds as far as the rules can tell them apart, so the rules are asked once
for each kind. Rules over several words are asked every time. The annotation is the same, token for token.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

NAME = "framing_attribute_ruler"
WRITABLE = frozenset(("POS", "MORPH", "LEMMA", "TAG", "DEP"))
ASKED = frozenset(("TAG", "LOWER", "DEP", "IS_SPACE"))
Kind = tuple[int, ...]


class RememberingRuler(AttributeRuler):
    """An AttributeRuler that remembers what its rules gave for each kind of word."""

    def __call__(self, doc: Doc) -> Doc:
        """Set what the rules say of every token; a Doc with a new kind of word goes the long way."""
        rules = self._rules
        if rules is None or not len(doc):
            return super().__call__(doc)
        kinds = rules.kinds_of(doc)
        if not rules.known.keys() >= set(kinds):
            matches: list[tuple[int, Any, int, int]] = self.match(doc)
            rules.learn(kinds, [match for match in matches if match[1] not in rules.always])
            self.set_annotations(doc, matches)  # type: ignore[no-untyped-call]
            return doc
        applied = list(map(rules.known.__getitem__, kinds))
        for at, added in rules.asked_always(doc, self):
            applied[at] = tuple(sorted((*applied[at], *added)))
        doc.from_array(rules.written, rules.values(doc, applied, self.attrs))
        return doc

    @property
    def _rules(self) -> _Rules | None:
        """What the rules look at and write; None when they are of a sort that is not remembered."""
        if getattr(self, "_read_for", None) != len(self.attrs):
            self._read_for, self._read = len(self.attrs), _Rules.of(self)
        return self._read


class _Rules:
    """The rules of a ruler, sorted by what they need, and what is known of each kind of word.

    ``known`` has for a kind the numbers of the rules that hold for it, in their order; ``asked`` are the attributes
    that rules over kinds look at, ``forms`` the lower-cased forms that they name; ``always`` has the other rules.
    """

    def __init__(self, ruler: AttributeRuler, asked: list[int | str], forms: set[int], always: Matcher) -> None:
        self.asked, self.always = asked, always
        self.forms = np.array(sorted(forms), np.uint64)
        self.written = sorted({name for attrs in ruler.attrs for name in attrs})
        self.known: dict[Kind, tuple[int, ...]] = {}
        self._values: dict[tuple[int, ...], tuple[int | None, ...]] = {}

    @classmethod
    def of(cls, ruler: AttributeRuler) -> _Rules | None:
        asked: set[int | str] = set()
        forms: set[int] = set()
        always = Matcher(ruler.vocab)
        for number, rule in enumerate(ruler.patterns):
            patterns: Any = rule["patterns"]
            if not WRITABLE.issuperset(cast(Any, rule["attrs"])):
                return None
            named = [_forms_of_kind(pattern) for pattern in patterns]
            if None in named:
                always.add(str(number), patterns)
                continue
            asked.update(name for pattern in patterns for name in pattern[0])
            forms.update(ruler.vocab.strings.add(form) for of_one in named for form in of_one or ())
        return cls(ruler, sorted(asked, key=str), forms, always) if asked else None

    def kinds_of(self, doc: Doc) -> list[Kind]:
        """For each token its kind: what the rules ask of it, forms that no rule names being all one."""
        columns = doc.to_array([*self.asked]).reshape(len(doc), len(self.asked))
        if "LOWER" in self.asked:
            at = self.asked.index("LOWER")
            columns[~np.isin(columns[:, at], self.forms), at] = 0
        rows: Any = columns.tolist()
        return list(map(tuple, rows))

    def learn(self, kinds: list[Kind], matches: list[tuple[int, Any, int, int]]) -> None:
        """Remember which rules over kinds held where."""
        held: list[list[int]] = [[] for _ in kinds]
        for number, _, start, _ in matches:
            held[start].append(number)
        self.known.update((kind, tuple(rules)) for kind, rules in zip(kinds, held))

    def asked_always(self, doc: Doc, ruler: AttributeRuler) -> list[tuple[int, list[int]]]:
        """The other rules that hold: for each token that they are about, their numbers."""
        found: dict[int, list[int]] = {}
        for name, start, end in self.always(doc, allow_missing=True):
            number = int(ruler.vocab.strings[name])
            index = ruler.indices[number]
            found.setdefault(end + index if index < 0 else start + index, []).append(number)
        return list(found.items())

    def values(self, doc: Doc, applied: list[tuple[int, ...]], attrs: list[dict[int, int]]) -> Any:
        """What stands in the written attributes afterwards: a later rule has its way, and none leaves what is there."""
        before = doc.to_array(self.written).reshape(len(doc), len(self.written))
        for rules in set(applied) - self._values.keys():
            merged = {name: value for number in rules for name, value in attrs[number].items()}
            self._values[rules] = tuple(merged.get(name) for name in self.written)
        rows = list(map(self._values.__getitem__, applied))
        for at, column in enumerate(zip(*rows)):
            if None in column:
                kept = before[:, at].tolist()
                column = tuple(old if new is None else new for old, new in zip(kept, column))
            before[:, at] = column
        return before


def _forms_of_kind(pattern: list[dict[str, Any]]) -> list[str] | None:
    """The forms that a pattern names, which may be none; None for a pattern that looks at more than a kind of word."""
    if len(pattern) != 1 or not pattern[0].keys() <= ASKED:
        return None
    form = pattern[0].get("LOWER", [])
    if isinstance(form, dict):
        return form["IN"] if form.keys() == {"IN"} else None
    return [form] if isinstance(form, str) else form


@Language.factory(NAME)
def make_ruler(nlp: Language, name: str) -> RememberingRuler:
    """The factory: a ruler without rules."""
    return RememberingRuler(nlp.vocab, name)


def remember_rules(nlp: Language) -> None:
    """Let a pipeline's attribute ruler, if it has one, remember."""
    at = "attribute_ruler"
    if at not in nlp.pipe_names or type(nlp.get_pipe(at)) is not AttributeRuler:
        return
    place, (_, ruler) = nlp.pipe_names.index(at), nlp.remove_pipe(at)
    made = nlp.add_pipe(NAME, name=at, before=nlp.pipe_names[place] if place < len(nlp.pipe_names) else None)
    made.from_bytes(ruler.to_bytes())  # type: ignore[attr-defined]
