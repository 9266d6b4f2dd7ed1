"""One parsed article as columns: what the detectors read, and what the cache keeps.

Reading spaCy's ``Token`` attributes one by one costs more than the detectors themselves; these are plain lists
of shared strings and ints, so that all detectors together take a few per cent of the parse, and a cached parse
needs no spaCy.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from framing.corpus.words import word_ends
from framing.kept import kept
from framing.parse.numbered import LEMMA, Numbered, numbered
from framing.parse.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@dataclass(frozen=True, eq=False)
class Tokens:
    """The columns of one parsed article; row i of every list is token i.

    ``start``/``end`` are character offsets into ``text``; ``lower`` is the lower-cased form; ``lemma`` is
    lower-cased and mended; ``head`` is a token number (its own for a root); ``sentence`` counts from 0;
    ``entity`` is the type of the named entity that the token is in, or ''; ``entity_begins`` marks its first
    token; ``morph`` holds the Universal Dependencies features as spaCy writes them.

    >>> from framing.parse import parse_text
    >>> tokens = parse_text("The mayor left.")
    >>> [(tokens.text[a:b], dep) for a, b, dep in zip(tokens.start, tokens.end, tokens.dep)]
    [('The', 'det'), ('mayor', 'nsubj'), ('left', 'ROOT'), ('.', 'punct')]
    """

    text: str
    start: list[int]
    end: list[int]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    sentence: list[int]
    entity: list[str]
    entity_begins: list[bool]
    morph: list[str]

    def __len__(self) -> int:
        return len(self.start)

    def __getstate__(self) -> dict[str, Any]:
        """The columns alone: what was worked out from them need not travel, and keys of words must not."""
        return {column.name: getattr(self, column.name) for column in fields(self)}

    @classmethod
    def of(cls, doc: Doc | Tokens, *, text: str | None = None) -> Tokens:
        """The columns of a Doc; a Tokens comes back as it is.

        `text` is what was parsed, for who has it at hand; it is not taken where the last token ends elsewhere, as
        under a tokenizer that drops characters.
        """
        if isinstance(doc, Tokens):
            return doc
        told = numbered(doc)
        table, size = told.table, len(doc)
        starts, lengths, heads, sentences = table[:4]
        ends = starts + lengths
        if text is None or not size or len(text) - int(ends[-1]) not in (0, 1):
            text = doc.text
        lemma, lower, pos, tag, dep, entity, morph = map(told.strings.of, table[LEMMA:])
        found = cls(
            text=text,
            start=starts.tolist(),
            end=ends.tolist(),
            lower=lower,
            lemma=lemma,
            pos=pos,
            tag=tag,
            dep=dep,
            head=(heads + np.arange(size)).tolist(),
            sentence=sentences.tolist(),
            entity=entity,
            entity_begins=told.entity_begins.tolist(),
            morph=morph,
        )
        object.__setattr__(found, "numbered", told)
        return found

    @kept
    def numbered(self) -> Numbered | None:
        """The columns as spaCy told them, for an article that it has just parsed."""
        return None

    def to_doc(self, vocab: Vocab) -> Doc:
        """The Doc again, with the same annotation (mended lemmas included, no tensor)."""
        from spacy.tokens import Doc

        words = [self.text[start:end] for start, end in zip(self.start, self.end)]
        follows = [*self.start[1:], len(self.text)]
        starts: list[bool | int | None] = [
            token == 0 or self.sentence[token] != self.sentence[token - 1] for token in range(len(self))
        ]
        entities = [
            f"{'B' if begins else 'I'}-{kind}" if kind else "O" for kind, begins in zip(self.entity, self.entity_begins)
        ]
        return Doc(
            vocab,
            words=words,
            spaces=[end < following for end, following in zip(self.end, follows)],
            lemmas=self.lemma,
            pos=self.pos,
            tags=self.tag,
            morphs=self.morph,
            deps=self.dep,
            heads=self.head,
            sent_starts=starts if not any(self.dep) else None,
            ents=entities,
        )

    @kept
    def words(self) -> Words:
        """The article as phrases are looked for in it."""
        return Words.of(self.lower, self.lemma)

    @kept
    def word_ends(self) -> npt.NDArray[np.intp]:
        """Where the words of the text end, as `framing.corpus.words` counts them."""
        return word_ends(self.text)

    @kept
    def _tree(self) -> tuple[list[list[int]], list[int], list[int]]:
        """For each token, those that it governs, and the ends of its subtree: in as few passes as can be."""
        heads, token = self.head, len(self.head)
        none: list[int] = []  # one for all: a list a token takes time and keeps the garbage collector busy
        governed = [none] * token
        left = list(range(token))
        right = left.copy()
        # the first token to reach a governor is that governor's edge, so each is set once
        for token, governor in enumerate(heads):
            if governor != token:
                own = governed[governor]
                if own:
                    own.append(token)
                else:
                    governed[governor] = [token]
                while left[governor] > token:
                    left[governor] = token
                    governor = heads[governor]
        token = len(heads)
        for governor in reversed(heads):
            token -= 1
            while right[governor] < token:
                right[governor] = token
                governor = heads[governor]
        return governed, left, right

    @kept
    def children(self) -> list[list[int]]:
        """For each token, the tokens that it governs, in text order."""
        return self._tree[0]

    @kept
    def left(self) -> list[int]:
        """For each token, the first token of its subtree."""
        return self._tree[1]

    @kept
    def right(self) -> list[int]:
        """For each token, the last token of its subtree."""
        return self._tree[2]

    @kept
    def edges(self) -> list[tuple[int, int]]:
        """For each token, the first and the last token of its subtree (both inclusive)."""
        return list(zip(self.left, self.right))

    @kept
    def sentences(self) -> list[tuple[int, int]]:
        """For each sentence, its first token and the one after its last."""
        numbers, firsts = self.sentence, [0] if len(self) else []
        if self.numbered is not None:
            column = self.numbered.column("sentence")
            firsts += ((column[1:] != column[:-1]).nonzero()[0] + 1).tolist()
        else:
            while firsts and (stop := bisect_right(numbers, numbers[firsts[-1]], firsts[-1])) < len(numbers):
                firsts.append(stop)
        return list(zip(firsts, [*firsts[1:], len(self)]))

    def subtree(self, token: int) -> list[int]:
        """The token and all that it governs, directly or not, nearer ones first."""
        found, children = [token], self.children
        for current in found:
            found += children[current]
        return found

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these dependencies, or None."""
        dep = self.dep
        for child in self.children[token]:
            if dep[child] in deps:
                return child
        return None

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that touch the characters from start to end: the first, and the one after the last."""
        return bisect_right(self.end, start), bisect_left(self.start, end)

    def span(self, first: int, last: int) -> str:
        """The text from the first token to the last, both inclusive."""
        return self.text[self.start[first] : self.end[last]]
