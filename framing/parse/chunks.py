"""Chunks without white space that are too long for spaCy's tokenizer: cut before it sees them.

It takes marks off both ends of a chunk one by one, looking at all the rest each time, so that 20,000 quotation marks
in a row cost 47 s and a megabyte of them days. English has no word of hundreds of characters: what is cut is encoded
data, a rule drawn with marks, or noise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LONGEST_CHUNK = 500  # characters without white space that go to the tokenizer as they are
PIECE = 100  # characters of the pieces that a longer one is cut into


@dataclass(frozen=True)
class ChunkTokenizer:
    """A tokenizer that cuts overlong chunks into pieces; a text without any comes out as from the rules alone.

    A piece without a letter or digit is one token, others are split by the rules. The tokens always spell the text.
    """

    rules: Callable[[str], Doc]
    vocab: Vocab
    longest: int = LONGEST_CHUNK
    piece: int = PIECE

    def __call__(self, text: str) -> Doc:
        """The tokens of the text."""
        from spacy.tokens import Doc

        stretches = list(self._stretches(text))
        if len(stretches) < 2:
            return self.rules(text)
        parts = [self.rules(text[start:end]) if by_rules else self._one(text[start:end])
                 for start, end, by_rules in stretches]  # fmt: skip
        joined: Doc | None = Doc.from_docs(parts, ensure_whitespace=False, attrs=["NORM"])
        return joined if joined is not None else self.rules(text)

    def __getattr__(self, name: str) -> Any:
        """All else (`explain`, `to_bytes` ...) is that of the rules."""
        if name.startswith("__") or name == "rules":
            raise AttributeError(name)
        return getattr(self.rules, name)

    def _stretches(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """The parts of the text that are split on their own, and whether by the rules."""
        done = 0
        for chunk in re.finditer(rf"\S{{{self.longest + 1},}}", text):
            if done < chunk.start():
                yield done, chunk.start(), True
            for start in range(chunk.start(), chunk.end(), self.piece):
                done = min(start + self.piece, chunk.end())
                solid = any(map(str.isalnum, text[start:done]))
                done += done == chunk.end() and text[done : done + 1] == " "  # a space goes with the token before it
                yield start, done, solid
        if done < len(text):
            yield done, len(text), True

    def _one(self, text: str) -> Doc:
        """One token, with the space after it."""
        from spacy.tokens import Doc

        return Doc(self.vocab, words=[text.removesuffix(" ")], spaces=[text.endswith(" ")])


def cut_chunks(nlp: Language) -> None:
    """Let the pipeline cut overlong chunks before it tokenises."""
    if not isinstance(nlp.tokenizer, ChunkTokenizer):
        nlp.tokenizer = ChunkTokenizer(nlp.tokenizer, nlp.vocab)
