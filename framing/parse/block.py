"""The parses of several articles as one set of columns of numbers: what is kept on disk and read by numpy.

A block is written as one Arrow file and mapped into memory when it is read: no list is made, and a column that nobody
looks at is not even loaded. Words, lemmas, tags and the like stand as numbers of a small table (`Coded`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from framing.parse.coded import Coded, Column, narrow
from framing.parse.numbered import Numbered
from framing.parse.tokens import Tokens
from framing.parse.words import FORM, SPACE, VOCABULARY, Numbers, Words

TOLD = ("lower", "lemma", "pos", "tag", "dep", "entity", "morph")
FORM_AS_WRITTEN = "form"
CODED = (FORM_AS_WRITTEN, *TOLD)
SEEN = ("lower", "pos", "dep")  # of these, what the limits of terms and negation are told by
SOUGHT = ("lemma", "lower")  # of these, what phrases are looked for in
# start and length are of characters; governor is how far away the head is; sentence counts in its article
PLAIN = ("start", "length", "governor", "sentence")
BEGINS = "entity_begins"
BOUNDS = b"framing.bounds"
_number = VOCABULARY.__getitem__  # of a word


@dataclass(frozen=True, eq=False)
class Block:
    """The columns of some articles, one after the other; tokens are numbered through all of them.

    ``texts`` are the articles; article i has the tokens from ``bounds[i]`` up to ``bounds[i + 1]``. ``start`` and
    ``length`` are characters of its text, ``head`` the number of a token of the block, ``sentence`` counts in the
    article, ``form`` is a token as it stands in the text. The rest is as in `Tokens`. Of the columns of strings a block
    that is neither kept nor taken apart again needs no more than ``SEEN``.
    """

    texts: tuple[str, ...]
    bounds: Numbers
    plain: Mapping[str, Column]
    coded: Mapping[str, Coded]
    entity_begins: Column

    @classmethod
    def of(cls, articles: Sequence[Tokens], *, coded: Sequence[str] = CODED) -> Block:
        """The block of these articles, with these columns of strings.

        >>> from framing.parse import Tokens
        >>> one = Tokens(text="Rebels won", start=[0, 7], end=[6, 10], lower=["rebels", "won"],
        ...     lemma=["rebel", "win"], pos=["NOUN", "VERB"], tag=["NNS", "VBD"], dep=["nsubj", "ROOT"], head=[1, 1],
        ...     sentence=[0, 0], entity=["", ""], entity_begins=[False, False], morph=["", ""])
        >>> block = Block.of([one, one])
        >>> block.bounds.tolist(), block.head.tolist(), block.tokens(1).lemma
        ([0, 2, 4], [1, 1, 3, 3], ['rebel', 'win'])
        """
        bounds = np.cumsum([0, *map(len, articles)])
        told = _numbered(articles)
        if told is None:
            starts, ends, heads, sentences = (
                _joined([getattr(tokens, name) for tokens in articles]) for name in ("start", "end", "head", "sentence")
            )
            own = np.arange(len(starts)) - bounds[:-1].repeat(np.diff(bounds))
            places: Sequence[Column] = (starts, ends - starts, heads - own, sentences)
            begins = np.frombuffer(b"".join([bytes(one.entity_begins) for one in articles]), bool)
        else:
            places = tuple(told.table[: len(PLAIN)])
            begins = told.entity_begins
        block = cls(
            texts=tuple(tokens.text for tokens in articles),
            bounds=bounds,
            plain={name: narrow(column) for name, column in zip(PLAIN, places)},
            coded={
                name: Coded.of(_strings(articles, name))
                if told is None or name == FORM_AS_WRITTEN
                else Coded.of_numbers(told.column(name), told.strings)
                for name in coded
            },
            entity_begins=begins,
        )
        if told is not None:
            block.__dict__["words"] = block._phrased(*(told.told(name, _number, np.intp) for name in SOUGHT))
        elif not block.coded.keys() >= set(SOUGHT):
            strings = (_strings(articles, name) for name in SOUGHT)
            block.__dict__["words"] = block._phrased(*(np.fromiter(map(_number, own), np.intp) for own in strings))
        return block

    @classmethod
    def of_table(cls, table: pa.Table, texts: Sequence[str]) -> Block:
        """The block that `to_table` made of these texts; raises ValueError or KeyError where it is not one of them."""
        bounds = np.frombuffer(bytes.fromhex(table.schema.metadata[BOUNDS].decode()), "<i8").astype(np.intp)
        if len(bounds) != len(texts) + 1 or bounds[-1] != table.num_rows:
            raise ValueError(f"{len(bounds) - 1} articles with {bounds[-1]} tokens in a table of {table.num_rows}")
        plain = {name: _array(table, name).to_numpy() for name in PLAIN}
        for text, stop, begin in zip(texts, bounds[1:], bounds):
            if stop > begin and int(plain["start"][stop - 1]) + int(plain["length"][stop - 1]) > len(text):
                raise ValueError("offsets beyond the text")
        coded = {name: _array(table, name) for name in CODED}
        return cls(
            texts=tuple(texts),
            bounds=bounds,
            plain=plain,
            coded={name: Coded(column.indices.to_numpy(), column.dictionary) for name, column in coded.items()},
            entity_begins=_array(table, BEGINS).to_numpy(zero_copy_only=False),
        )

    def to_table(self) -> pa.Table:
        """The columns as an Arrow table, without the texts."""
        columns: dict[str, pa.Array] = {name: pa.array(column) for name, column in self.plain.items()}
        for name, one in self.coded.items():
            columns[name] = pa.DictionaryArray.from_arrays(pa.array(one.codes), one.table)
        columns[BEGINS] = pa.array(self.entity_begins)
        bounds = self.bounds.astype("<i8").tobytes().hex()
        return pa.table(columns).replace_schema_metadata({BOUNDS: bounds})

    def __getstate__(self) -> dict[str, Any]:
        """The columns alone: what was worked out from them need not travel, and keys of words must not."""
        return {column.name: getattr(self, column.name) for column in fields(self)}

    def __len__(self) -> int:
        return len(self.texts)

    def of_articles(self, articles: Sequence[int]) -> Block:
        """The block of some of its articles, in the order given."""
        if list(articles) == list(range(len(self))):
            return self
        spans = [np.arange(self.bounds[one], self.bounds[one + 1]) for one in articles]
        token = np.concatenate([np.zeros(0, np.intp), *spans])
        return Block(
            texts=tuple(self.texts[one] for one in articles),
            bounds=np.cumsum([0, *map(len, spans)]),
            plain={name: column.take(token) for name, column in self.plain.items()},
            coded={name: Coded(one.codes.take(token), one.distinct) for name, one in self.coded.items()},
            entity_begins=self.entity_begins.take(token),
        )

    @property
    def size(self) -> int:
        """How many tokens it has."""
        return int(self.bounds[-1])

    def article_of(self, token: Numbers) -> Numbers:
        """The articles in which tokens stand."""
        return self.bounds.searchsorted(token, side="right") - 1

    @cached_property
    def head(self) -> Numbers:
        """For each token the one that governs it, itself for a root."""
        return np.arange(self.size) + self.plain["governor"]

    @cached_property
    def words(self) -> Words:
        """The articles as phrases are looked for in them; places are tokens of the block."""
        return self._phrased(*(self.coded[name].numbers(_number) for name in SOUGHT))

    def _phrased(self, lemma: Numbers, form: Numbers) -> Words:
        solid = (form != SPACE).nonzero()[0]
        # after each article one column that matches nothing
        ends = solid.searchsorted(self.bounds[1:])
        word = np.ones(len(solid) + len(self), bool)
        word[ends + np.arange(len(self))] = False
        keys = np.zeros((2, len(word)), np.intp)
        keys[0, word], keys[1, word] = lemma.take(solid), form.take(solid)
        keys[1] += FORM
        place = np.empty(len(word), np.intp)
        place[word], place[~word] = solid, self.bounds[1:]
        return Words(keys, place)

    def tokens(self, article: int) -> Tokens:
        """One article as lists, as the detectors read it."""
        first, stop = int(self.bounds[article]), int(self.bounds[article + 1])
        start, length, governor, sentence = (self.plain[name][first:stop].astype(np.intp) for name in PLAIN)
        strings = {name: self.coded[name].listed(first, stop) for name in TOLD}
        return Tokens(
            text=self.texts[article],
            start=start.tolist(),
            end=(start + length).tolist(),
            head=(governor + np.arange(stop - first)).tolist(),
            sentence=sentence.tolist(),
            entity_begins=self.entity_begins[first:stop].tolist(),
            **strings,
        )

    def end(self, token: Numbers) -> npt.NDArray[np.int64]:
        """The characters after tokens."""
        end: npt.NDArray[np.int64] = self.plain["start"].take(token).astype(np.int64)
        end += self.plain["length"].take(token)
        return end

    def spans(self, first: Numbers, last: Numbers) -> pa.Array:
        """The texts of stretches of tokens, both ends inclusive."""
        form = self.coded.get(FORM_AS_WRITTEN)
        if form is None:
            return pa.array(self._texts(first, last), pa.large_string())
        found = pa.DictionaryArray.from_arrays(pa.array(form.codes.take(first)), form.table).cast(pa.large_string())
        long = (last > first).nonzero()[0]
        if not len(long):
            return found
        several = np.zeros(len(found), bool)
        several[long] = True
        texts = self._texts(first.take(long), last.take(long))
        return pc.replace_with_mask(found, pa.array(several), pa.array(texts, pa.large_string()))

    def _texts(self, first: Numbers, last: Numbers) -> list[str]:
        places = zip(self.article_of(first).tolist(), self.plain["start"].take(first).tolist(), self.end(last).tolist())
        return [self.texts[article][start:stop] for article, start, stop in places]

    def heads_of(self, first: Numbers, last: Numbers) -> Numbers:
        """The first token of each stretch (both ends inclusive) whose governor lies outside it, or that has none."""
        found, head = first.copy(), self.head
        open_ = (last > first).nonzero()[0]
        while len(open_):
            token = found.take(open_)
            above = head.take(token)
            inside = (above >= first.take(open_)) & (above <= last.take(open_)) & (above != token)
            open_, token = open_.compress(inside), token.compress(inside) + 1
            over = token > last.take(open_)
            found[open_] = np.where(over, first.take(open_), token)  # where all governors are inside: the first
            open_ = open_.compress(~over)
        return found

    def governing(self, children: Numbers) -> npt.NDArray[np.bool_]:
        """For each token, whether it governs one of these."""
        found = np.zeros(self.size, bool)
        above = self.head.take(children)
        found[above.compress(above != children)] = True
        return found


def _joined(lists: Iterable[list[int]]) -> Numbers:
    return np.fromiter(chain.from_iterable(lists), np.intp)


def _strings(articles: Sequence[Tokens], name: str) -> list[str]:
    """A column of strings of all articles."""
    if name == FORM_AS_WRITTEN:
        return [one.text[start:end] for one in articles for start, end in zip(one.start, one.end)]
    return list(chain.from_iterable([getattr(one, name) for one in articles]))


def _numbered(articles: Sequence[Tokens]) -> Numbered | None:
    """The columns of all as numbers, where one pipeline has just told them of every one."""
    told = [one.numbered for one in articles]
    first = told[0] if told else None
    if first is None or any(one is None or one.strings is not first.strings for one in told):
        return None
    return first._replace(table=np.concatenate([one.table for one in told if one is not None], axis=1))


def _array(table: pa.Table, name: str) -> pa.Array:
    column = table[name]
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
