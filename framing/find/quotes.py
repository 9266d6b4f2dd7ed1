"""Quotations: stretches of text between quotation marks, of any style, paragraph by paragraph.

Handles straight and curly doubles, guillemets, low-high pairs, British singles (with apostrophes told apart),
marks nested in marks, a paragraph-initial opening mark that repeats a quotation still open, and marks that
are never closed. Newell et al. (2018) find that most direct quotations can be had from punctuation alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from framing.corpus.words import WORD
from framing.parse.tokens import Tokens

DEEPEST = 3  # quotations in quotations; more is a slip of the keyboard
STRAIGHT = ('"', "''")
DOUBLE_OPENING = {
    "\u201c": "\u201d\u201c", "\u201e": "\u201c\u201d", "\u00ab": "\u00bb", "\u00bb": "\u00ab", "``": "''",
}  # fmt: skip
SINGLE = "'\u2018\u2019`"
PARAGRAPH = re.compile(r"[^\r\n]+")
MARK = re.compile(r"``|''|[\"\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019'`]")
SENTENCE_END = re.compile(r"[.!?\u2026][\"\u201d\u2019')\]]*$")
BEFORE_OPENING = re.compile(r"(?:^|[\s(\[{\u2014\u2013\-/:,\"\u201c\u201e\u00ab\u2018'])$")
CLOSING_SINGLE = re.compile(r"[.,!?;]['\u2019](?!\w)|(?<=[^\Ws])['\u2019](?!\w)|s['\u2019](?=[.,;:!?)\]]|\s|$)")
AGAIN = re.compile(r"[\r\n]+[ \t]*['\u2018](?=\w)")  # the next paragraph begins with a single mark
TWICE_CLOSED = re.compile(r"[^\u201c\u201d]{1,300}\u201d[^\u201c\u201d]{0,900}\u201d")
SPACED = re.compile(r"\"\s[^\"]{0,300}\w[^\"]{0,300}\s\"(?=[\s.,;:!?]|$)")  # as tokenised corpora have it
INCHES = re.compile(r"\d\"\s[^\"]{1,300}[^\"\s]\"(?!\w)")  # the next mark closes, so this one closes nothing
WORDS_BEGIN = re.compile(r"\S")
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
        inner = self.text[self.inner_start - self.start : self.inner_end - self.start]
        return self.closed and 0 < self.n_words <= LONGEST_SCARE_QUOTE and not SENTENCE_END.search(inner.rstrip(", "))


def find_quotes(doc: object) -> Iterator[Quote]:
    """The quotations of a document, outer before inner, in text order; one row a quotation.

    ``doc`` is a Doc, Tokens or plain text: no parse is needed. A quotation that a paragraph takes up again is a row
    of its own with ``continues``. No text raises. Newell, Margolin and Ruths (2018) find most direct quotations by
    punctuation alone.

    >>> [quote.text for quote in find_quotes('He called it a "sham", then left.')]
    ['"sham"']
    """
    text = doc if isinstance(doc, str) else str(doc.text)  # type: ignore[attr-defined]
    still_open = False  # the paragraph before ended inside a quotation
    for paragraph in PARAGRAPH.finditer(text):
        if not paragraph.group().strip():
            continue
        found, still_open = _in_paragraph(text, paragraph.start(), paragraph.end(), still_open)
        yield from _nested(sorted(found, key=_outer_first))


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


def _in_paragraph(text: str, start: int, end: int, was_open: bool) -> tuple[list[Quote], bool]:
    """The quotations between two offsets, and whether the last is still open there."""
    found: list[Quote] = []
    opened: list[tuple[int, int, str]] = []  # at most DEEPEST of them: offset of the mark, offset after it, the mark
    first_mark, repeats = True, False
    words = WORDS_BEGIN.search(text, start, end)
    begin_of_words = words.start() if words else end
    continues_at: int | None = None
    for match in MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        if len(mark) == 1 and mark in SINGLE:
            begins = at == begin_of_words
            _single(text, at, mark, opened, found, end, begins=begins)
            if begins and opened and opened[-1][0] == at:
                continues_at = at if was_open else None
                repeats = not _closing_later(text, after, end)
            if found and found[-1].end == after and found[-1].start == continues_at:
                found[-1] = replace(found[-1], continues=True)
            first_mark = False
            continue
        if opened and _closes(text, opened[-1][2], mark, at, after, end):
            begin, inner, _ = opened.pop()
            found.append(_quote(text, begin, after, inner, at, depth=len(opened), continues=begin == continues_at))
        elif (
            opened
            and opened[-1][2] == "\u2018"
            and len(opened) > 1
            and _closes(text, opened[-2][2], mark, at, after, end)
        ):
            opened.pop()  # a single that was an apostrophe
            begin, inner, _ = opened.pop()
            found.append(_quote(text, begin, after, inner, at, depth=len(opened), continues=begin == continues_at))
        elif _opens(text, mark, at, after, start, end):
            nested = mark == "\u201c" and bool(TWICE_CLOSED.match(text, after, end))
            if opened and _same_style(opened[-1][2], mark) and not nested:
                _give_up(text, opened, found, at, continues_at)
            if was_open and first_mark and not text[start:at].strip():
                continues_at = at
            if len(opened) < DEEPEST:
                opened.append((at, after, mark))
        elif was_open and first_mark:  # the quotation goes on without a mark of its own
            found.append(_quote(text, start, after, start, at, depth=0, continues=True))
        first_mark = False
    still_open = False
    while opened:
        begin, inner, mark = opened.pop()
        if (mark == "\u2018" and not (repeats and not opened)) or text[inner:end].strip() == "":
            continue  # an apostrophe, or a lone mark at the end
        still_open = still_open or not opened
        found.append(
            _quote(text, begin, end, inner, end, depth=len(opened), closed=False, continues=begin == continues_at)
        )
    return found, still_open


def _quote(text: str, start: int, end: int, inner_start: int, inner_end: int, **flags: int) -> Quote:
    return Quote(
        start=start,
        end=end,
        text=text[start:end],
        inner_start=inner_start,
        inner_end=inner_end,
        n_words=sum(1 for _ in WORD.finditer(text, inner_start, inner_end)),
        depth=flags.get("depth", 0),
        closed=bool(flags.get("closed", True)),
        continues=bool(flags.get("continues", False)),
    )


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
    return after < end and not follows.isspace() and (at == start or bool(BEFORE_OPENING.search(text[at - 1 : at])))


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
        found.append(
            _quote(text, begin, end, inner, end, depth=len(opened), closed=False, continues=begin == continues_at)
        )


def _single(
    text: str, at: int, mark: str, opened: list[tuple[int, int, str]], found: list[Quote], end: int, *, begins: bool
) -> None:
    """Single marks: apostrophes inside and at the end of words are none of ours."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    inside = bool(before) and before.isalnum() and after.isalnum()
    if inside:
        return
    if opened and opened[-1][2] == "\u2018" and mark != "\u2018" and before and not before.isspace():
        doubtful = before in "sS" and after.isspace() and bool(found) and found[-1].start > opened[-1][0]
        if doubtful:  # a mark before a letter, a quotation, and then a possessive: no quotation around it
            opened.pop()
            return
        possessive = before in "sS" and after.isspace() and _closing_later(text, at + 1, end)
        if not possessive:
            begin, inner, _ = opened.pop()
            found.append(_quote(text, begin, at + 1, inner, at, depth=len(opened)))
        return
    starts_word = (not before or bool(BEFORE_OPENING.search(before))) and after.isalnum()
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
