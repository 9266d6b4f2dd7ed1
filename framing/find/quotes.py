"""Quotations: stretches of text between quotation marks, of any style, paragraph by paragraph.

Handles straight and curly doubles, guillemets, low-high pairs, British singles (with apostrophes told apart),
marks nested in marks, a paragraph-initial opening mark that repeats a quotation still open, and marks that
are never closed. Newell et al. (2018) find that most direct quotations can be had from punctuation alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from framing.corpus.words import JOINTS, count_words, word_ends
from framing.parse.tokens import Tokens

DEEPEST = 3  # quotations in quotations; more is a slip of the keyboard
STRAIGHT = ('"', "''")
DOUBLE_OPENING = {
    "\u201c": "\u201d\u201c", "\u201e": "\u201c\u201d", "\u00ab": "\u00bb", "\u00bb": "\u00ab", "``": "''",
}  # fmt: skip
SINGLE = "'\u2018\u2019`"
ANY_MARK = re.compile(r"[\"\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019'`]")
# a mark that is no apostrophe between letters; two backticks or straight singles are one mark
MARK = re.compile(ANY_MARK.pattern + r"(?:(?<=`)`|(?<=')'|(?!(?<=[^\W_]['\u2018\u2019`])[^\W_]))")
SENTENCE_END = re.compile(r"[.!?\u2026][\"\u201d\u2019')\]]*$")
BEFORE_OPENING = "([{\u2014\u2013-/:,\"\u201c\u201e\u00ab\u2018'"  # or white space
CLOSING_SINGLE = re.compile(r"[.,!?;]['\u2019](?!\w)|(?<=[^\Ws])['\u2019](?!\w)|s['\u2019](?=[.,;:!?)\]]|\s|$)")
AGAIN = re.compile(r"[\r\n]+[ \t]*['\u2018](?=\w)")  # the next paragraph begins with a single mark
TWICE_CLOSED = re.compile(r"[^\u201c\u201d]{1,300}\u201d[^\u201c\u201d]{0,900}\u201d")
SPACED = re.compile(r"\"\s[^\"]{0,300}\w[^\"]{0,300}\s\"(?=[\s.,;:!?]|$)")  # as tokenised corpora have it
INCHES = re.compile(r"\d\"\s[^\"]{1,300}[^\"\s]\"(?!\w)")  # the next mark closes, so this one closes nothing
FARTHEST_SINGLE = 600  # characters: a single mark without a partner by then is an apostrophe
LONGEST_SCARE_QUOTE = 5  # words


@dataclass(slots=True)
class Quote:
    """A quotation: ``start``/``end`` include its marks, ``inner_start``/``inner_end`` do not.

    ``depth`` counts the quotations around it; ``closed`` is false where the text lacks the closing mark;
    ``continues`` marks a paragraph that goes on with the quotation of the paragraph before.

    >>> from framing.find import find_quotes
    >>> quote = next(find_quotes("Moss called it a “sham”."))
    >>> quote.text, quote.n_words, quote.short
    ('“sham”', 1, True)
    """

    start: int
    end: int
    text: str
    inner_start: int
    inner_end: int
    n_words: int
    depth: int
    closed: bool
    continues: bool

    @property
    def short(self) -> bool:
        """Short enough for a scare quote: a few words that end no sentence."""
        if not self.closed or not 0 < self.n_words <= LONGEST_SCARE_QUOTE:
            return False
        inner = self.text[self.inner_start - self.start : self.inner_end - self.start]
        return not SENTENCE_END.search(inner.rstrip(", "))


def find_quotes(doc: object) -> Iterator[Quote]:
    """The quotations of a document, outer before inner, in text order; one row a quotation.

    ``doc`` is a Doc, Tokens or plain text: no parse is needed. A quotation that a paragraph takes up again is a row
    of its own with ``continues``. No text raises. On punctuation alone see Newell, Margolin and Ruths (2018).

    >>> [quote.text for quote in find_quotes('He called it a "sham", then left.')]
    ['"sham"']
    """
    text = doc if isinstance(doc, str) else str(doc.text)  # type: ignore[attr-defined]
    quotes: list[Quote] = []
    still_open, until = False, 0  # whether the paragraph before ended inside a quotation, and where it ended
    for start, end, marks in _marked(text):
        was_open = still_open and not text[until:start].strip()  # with no other paragraph between them
        found, still_open = _in_paragraph(text, start, end, marks, was_open)
        quotes += found if len(found) == 1 and not found[0].depth else _nested(sorted(found, key=_outer_first))
        until = end
    if quotes:
        _count(quotes, text, doc.word_ends if isinstance(doc, Tokens) else word_ends(text))
    yield from quotes


def _count(quotes: list[Quote], text: str, ends: npt.NDArray[np.intp]) -> None:
    """Count the words of quotations in a text whose words end there; a mark that also joins words may stand in one."""
    before = ends.searchsorted([[quote.inner_start, quote.inner_end] for quote in quotes], side="right")
    for quote, n_words in zip(quotes, (before[:, 1] - before[:, 0]).tolist()):
        start, end = quote.inner_start, quote.inner_end
        joined = text[start - 1 : start] in JOINTS or text[end : end + 1] in JOINTS
        quote.n_words = count_words(text[start:end]) if joined else n_words


def _marked(text: str) -> Iterator[tuple[int, int, list[re.Match[str]]]]:
    """The paragraphs that hold marks: where each begins and ends, and its marks."""
    start, end = 0, -1
    marks: list[re.Match[str]] = []
    for match in MARK.finditer(text):
        at = match.start()
        if at > end:
            if marks:
                yield start, end, marks
            earlier = max(end, 0)
            start = max(text.rfind("\n", earlier, at) + 1, text.rfind("\r", earlier, at) + 1, earlier)
            end, marks = _line_end(text, at), []
        marks.append(match)
    if marks:
        yield start, end, marks


def _line_end(text: str, start: int) -> int:
    newline = text.find("\n", start)
    end = newline if newline >= 0 else len(text)
    carriage_return = text.find("\r", start, end)
    return carriage_return if carriage_return >= 0 else end


def _nested(found: list[Quote]) -> Iterator[Quote]:
    """The quotations with the depth at which they stand; one that crosses the end of another is left out."""
    around: list[Quote] = []
    for quote in found:
        while around and around[-1].end <= quote.start:
            around.pop()
        if around and quote.end > around[-1].end:
            continue
        yield quote if quote.depth == len(around) else replace(quote, depth=len(around))
        around.append(quote)


def _outer_first(quote: Quote) -> tuple[int, int]:
    return quote.start, -quote.end


def _in_paragraph(
    text: str, start: int, end: int, marks: list[re.Match[str]], was_open: bool
) -> tuple[list[Quote], bool]:
    """The quotations between two offsets, and whether the last is still open there."""
    found: list[Quote] = []
    opened: list[tuple[int, int, str]] = []  # at most DEEPEST of them: offset of the mark, offset after it, the mark
    repeats = False
    continues_at: int | None = None
    for match in marks:
        at, after = match.span()
        mark = text[at:after]
        if mark in SINGLE:
            begins = not text[start:at].strip()
            _single(text, at, mark, opened, found, end, begins=begins)
            if begins and opened and opened[-1][0] == at:
                continues_at = at if was_open else None
                repeats = not _closing_later(text, after, end)
            if found and found[-1].end == after and found[-1].start == continues_at:
                found[-1] = replace(found[-1], continues=True)
            continue
        if opened and _closes(text, opened[-1][2], mark, at, after, end):
            begin, inner, _ = opened.pop()
            found.append(_quote(text, begin, after, inner, at, len(opened), continues=begin == continues_at))
        elif (
            opened
            and opened[-1][2] == "\u2018"
            and len(opened) > 1
            and _closes(text, opened[-2][2], mark, at, after, end)
        ):
            opened.pop()  # a single that was an apostrophe
            begin, inner, _ = opened.pop()
            found.append(_quote(text, begin, after, inner, at, len(opened), continues=begin == continues_at))
        elif _opens(text, mark, at, after, start, end):
            nested = mark == "\u201c" and bool(TWICE_CLOSED.match(text, after, end))
            if opened and _same_style(opened[-1][2], mark) and not nested:
                _give_up(text, opened, found, at, continues_at)
            if was_open and not text[start:at].strip():
                continues_at = at
            if len(opened) < DEEPEST:
                opened.append((at, after, mark))
        elif was_open and not ANY_MARK.search(text, start, at):  # the quotation goes on without a mark of its own
            found.append(_quote(text, start, after, start, at, 0, continues=True))
    still_open = False
    while opened:
        begin, inner, mark = opened.pop()
        if (mark == "\u2018" and not (repeats and not opened)) or text[inner:end].strip() == "":
            continue  # an apostrophe, or a lone mark at the end
        still_open = still_open or not opened
        found.append(_quote(text, begin, end, inner, end, len(opened), closed=False, continues=begin == continues_at))
    return found, still_open


def _quote(
    text: str,
    start: int,
    end: int,
    inner_start: int,
    inner_end: int,
    depth: int,
    *,
    closed: bool = True,
    continues: bool = False,
) -> Quote:
    """A quotation whose words are not counted yet."""
    return Quote(start, end, text[start:end], inner_start, inner_end, 0, depth, closed, continues)


def _opens(text: str, mark: str, at: int, after: int, start: int, end: int) -> bool:
    follows = text[after : after + 1]
    if mark == "\u00bb":  # German use, the other way round
        return (
            follows.isalnum()
            and (at == start or text[at - 1].isspace())
            and text.find("\u00ab", after, min(end, after + FARTHEST_SINGLE)) > 0
        )
    if mark in DOUBLE_OPENING:
        return True
    if mark not in STRAIGHT:
        return False
    if follows.isspace() and SPACED.match(text, at, end):
        return at == start or text[at - 1].isspace()
    return after < end and not follows.isspace() and (at == start or _may_open_after(text[at - 1]))


def _may_open_after(before: str) -> bool:
    """Whether a quotation can begin after this character."""
    return before.isspace() or before in BEFORE_OPENING


def _closes(text: str, opening: str, mark: str, at: int, after: int, end: int) -> bool:
    if opening in STRAIGHT:
        # a straight mark after a space and before a letter opens again: the closing one was lost
        lost = text[at - 1].isspace() and after < end and text[after].isalnum()
        inches = mark == opening == '"' and text[at - 1].isdigit() and bool(INCHES.match(text, at - 1, end))
        return mark in (opening, "\u201d") and not lost and not inches
    if opening == "\u2018":
        return False
    if mark in STRAIGHT and opening in "\u201c\u201e":
        return True
    return mark in DOUBLE_OPENING.get(opening, "") and mark != opening


def _same_style(opening: str, mark: str) -> bool:
    return opening == mark or {opening, mark} <= {'"', "\u201c"}


def _give_up(
    text: str, opened: list[tuple[int, int, str]], found: list[Quote], at: int, continues_at: int | None
) -> None:
    """A new mark opens where one is open: the old one lost its closing mark, and ends with its last full sentence."""
    begin, inner, _ = opened.pop()
    ends = [match.end() for match in re.finditer(r"[.!?,](?=\s|$)", text[inner:at])]
    if ends:
        end = inner + ends[-1]
        found.append(_quote(text, begin, end, inner, end, len(opened), closed=False, continues=begin == continues_at))


def _single(
    text: str, at: int, mark: str, opened: list[tuple[int, int, str]], found: list[Quote], end: int, *, begins: bool
) -> None:
    """Single marks: apostrophes at the end of words are none of ours."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if opened and opened[-1][2] == "\u2018" and mark != "\u2018" and before and not before.isspace():
        doubtful = before in "sS" and after.isspace() and bool(found) and found[-1].start > opened[-1][0]
        if doubtful:  # a mark before a letter, a quotation, and then a possessive: no quotation around it
            opened.pop()
            return
        possessive = before in "sS" and after.isspace() and _closing_later(text, at + 1, end)
        if not possessive:
            begin, inner, _ = opened.pop()
            found.append(_quote(text, begin, at + 1, inner, at, len(opened)))
        return
    starts_word = (not before or _may_open_after(before)) and after.isalnum()
    in_single = bool(opened) and opened[-1][2] == "\u2018"
    opens = mark in "'\u2018`" and starts_word and not in_single and not _elided(text, at)
    if mark == "`" and "`" in text[at + 1 : at + FARTHEST_SINGLE]:
        return
    repeats = begins and mark != "`" and bool(AGAIN.match(text, end))
    if opens and (repeats or _closing_later(text, at + 1, end)):
        opened.append((at, at + 1, "\u2018"))


def _elided(text: str, at: int) -> bool:
    """'90s, 'em, 'til: an apostrophe for letters left out."""
    return bool(
        re.match(r"['\u2018](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n\b)", text[at : at + 8], re.IGNORECASE)
    )


def _closing_later(text: str, start: int, end: int) -> bool:
    """Whether a mark that can only close stands later in the paragraph."""
    return bool(CLOSING_SINGLE.search(text, start, min(end, start + FARTHEST_SINGLE)))


def token_range(tokens: Tokens, quote: Quote) -> tuple[int, int]:
    """The tokens of a quotation, marks included: the first, and the one after the last."""
    return tokens.within(quote.start, quote.end)
