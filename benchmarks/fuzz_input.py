"""Bytes as decisions: what the fuzz targets build their input from, so that a fuzzer can steer them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")

MARKS = ('"', "''", "``", "“", "”", "„", "«", "»", "‘", "’", "'", "`", "(", ")", "[", "]", "—", "...", ".", ",",
    ":", "!", "?", ";")  # fmt: skip
SPACES = (" ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\u00a0", "\u2028", "\u0085", "\x0b", "\x0c", "\u200b",
    "\u3000", "\x1c")  # fmt: skip
ODD = (
    "\x00", "\ud800", "\udfff", "\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u200e", "\u061c", "\ufeff",
    "\ufffe",
    "🙂", "👩‍👩‍👧", "🇺🇳", "e\u0301", "\u0301", "İ", "ß", "ǅ", "٣", "²", "\x7f", "\x1b[31m", "\U0010ffff",
)  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style>", "<!--", "]]>", "&lt;", "&#0;",
    "{{7*7}}",
    "=1+1", "+1", "-1", "@SUM(A1)", "'=1", "\t=1", "../../etc/passwd", "/absolute", "(a+)+$", "%s%n", "$HOME",
    "javascript:alert(1)", "'''", '"""', "\\", "\\u0000",
)  # fmt: skip
WORDS = (
    "The", "mayor", "said", "says", "claimed", "according", "to", "that", "it", "rained", "Keller", "Anna", "Moss",
    "he",
    "she", "they", "we", "I", "his", "her", "who", "and", "Carvenia", "president", "President", "officials", "s",
    "so-called",
    "regime", "killed", "was", "by", "not", "no", "told", "admitted", "reportedly", "Mr.", "U.S.", "don't", "3",
    "2021-03-04",
    "spokesman", "for", "as", "saying", "quoted", "pointed", "out", "warned", "of", "the", "a", "denied", "report",
)  # fmt: skip


class Choices:
    """Bytes read from the front,
    one decision after the other; after the last byte every decision is the first option.

    >>> choices = Choices(bytes([1, 2, 0]))
    >>> choices.number(10), choices.pick("abc"), choices.pick("abc"), choices.number(10)
    (1, 'c', 'a', 0)
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, limit: int) -> int:
        """A number from 0 to below the limit."""
        size = 1 if limit <= 256 else 3
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "big") % limit

    def pick(self, options: Sequence[Option]) -> Option:
        """One of the options."""
        return options[self.number(len(options))]

    def chance(self, one_in: int) -> bool:
        """True for about one in so many; false when the bytes are used up."""
        return self.number(one_in) == one_in - 1

    def rest(self) -> bytes:
        """All bytes that are left."""
        taken = self._data[self._at :]
        self._at = len(self._data)
        return taken

    @property
    def left(self) -> int:
        """How many bytes are left."""
        return max(0, len(self._data) - self._at)

    def text(self, most: int = 60) -> str:
        """A text of words, marks and whatever breaks programs; as long as bytes are left, at most so many pieces."""
        parts: list[str] = []
        while self.left and len(parts) < most:
            kind = self.number(16)
            if kind == 0:
                break
            if kind < 6:
                parts += [self.pick(WORDS), " "]
            elif kind < 10:
                parts.append(self.pick(MARKS))
            elif kind < 12:
                parts.append(self.pick(SPACES))
            elif kind == 12:
                parts.append(self.pick(ODD))
            elif kind == 13:
                parts.append(self.pick(HOSTILE))
            elif kind == 14:
                parts.append(self.pick((*MARKS, *WORDS)) * self.number(40))
            else:
                parts.append(chr(self.number(0x110000)))
        return "".join(parts)

    def mutated(self, valid: bytes) -> bytes:
        """The valid bytes with a few of them cut, doubled, changed or replaced by others."""
        found = valid
        for _ in range(self.number(6)):
            at = self.number(len(found) + 1)
            what = self.number(6)
            if what == 0:
                found = found[:at]
            elif what == 1:
                found = found[:at] + found[at + 1 + self.number(64) :]
            elif what == 2:
                found = found[:at] + bytes([self.number(256)]) + found[at:]
            elif what == 3:
                found = found[:at] + bytes([self.number(256)]) + found[at + 1 :]
            elif what == 4:
                found = found[:at] + self.text(8).encode("utf-8", "surrogatepass") + found[at:]
            else:
                found = found[:at] + found[at : at + self.number(64)] * 2 + found[at:]
        return found


def must(holds: object, what: str) -> None:
    """Raise AssertionError that says what is wrong, unless it holds."""
    if not holds:
        raise AssertionError(what)


def whole(text: str) -> str:
    """The text without halves of surrogate pairs, which no file and no column of a frame can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")
