"""An annotated article as a figure for print: the text set in lines, with the marks that ``annotate`` gives a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.errors import TableError
from framing.show.annotated import Mark, marks_of, sweep
from framing.show.marks import counted, letters_in, wrap
from framing.show.style import INK, SHORT_NAMES, SOFT_INK, STANCE_COLOURS, VOICE_NAMES, figure_width, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Points: type, small type below a word, the distance of lines and of paragraphs, margins.
SIZE, SMALL, LEADING, PARAGRAPH, MARGIN = 9.0, 6.5, 21.0, 9.0, 6.0
TITLE, TITLE_SIZE, KEY_GAP = 16.0, 11.0, 12.0
BLANK = 0.318  # width of a blank, in sizes of the type
TINTS = {"direct": 0.34, "indirect": 0.13}
TINT = "#56b4e9"
LINES: dict[str, Any] = {"outlet": "-", "scare_quoted": (0, (4, 1.4)), "direct": (0, (1, 1.2)), "indirect": (0, (2, 2))}
WORDS = re.compile(r"[^ \n\t]+[ \n\t]*|[ \n\t]+")
NEUTRAL = "neutral"


@dataclass(frozen=True)
class Word:
    """A word or a part of one with the blank behind it; places in points from the top left; what holds there."""

    text: str
    x: float
    y: float
    width: float
    held: dict[str, Mark]


def plot_annotated(
    text: str, statements: pd.DataFrame, mentions: pd.DataFrame, *, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """One article with its statements and terms marked, for print.

    Reported words are tinted (darker where they are quoted), cues are bold with the stance below where it is not
    neutral, sources italic, terms underlined by whose voice they are in, which stands below when it is not the
    outlet's. Takes what ``annotate`` takes; raises TableError likewise, and for a text without words.

    ``ax`` is where to draw; by default a new figure is made. ``title`` stands above the article.

    >>> from framing.tables import to_frame
    >>> ax = plot_annotated("It rained.", to_frame("statements", []), to_frame("mentions", []))
    >>> ax.figure.clear()
    """
    marks = marks_of(text, statements, mentions)
    if not text.strip():
        raise TableError("the text is empty: there is nothing to draw")
    with house_style():
        width = 72 * (figure_width() if ax is None else _inches(ax))
        head = wrap(title or "", letters_in((width - 2 * MARGIN) / 72, 1.1 * TITLE_SIZE))
        top = MARGIN + TITLE * (head.count("\n") + 1 if title else 0)
        key, below = _set("".join(name for name, _ in _key()), list(_key_marks()), width, top + SIZE)
        words, bottom = _set(text, marks, width, below + LEADING + KEY_GAP)
        ax = ax or _new(width / 72, (bottom + LEADING) / 72)
        ax.set(xlim=(0, width), ylim=(bottom + LEADING, 0))
        ax.set_axis_off()
        if title:
            ax.text(MARGIN, MARGIN, head, va="top", fontsize=TITLE_SIZE, fontweight="bold", color=INK, linespacing=1.15)
        for word in [*key, *words]:
            _draw(ax, word)
        _draw_below(ax, [word for word in [*key, *words] if word not in key or "cue" in word.held])
        ax.set_label(_alt(text, statements, mentions, title))
    return ax


def _inches(ax: Axes) -> float:
    """The width of given Axes, without the room for labels that it does not need."""
    figure = ax.get_figure(root=True)
    return figure_width() if figure is None else float(ax.get_window_extent().width / figure.dpi)


def _new(width: float, height: float) -> Axes:
    import matplotlib.pyplot as plt

    figure = plt.figure(figsize=(width, height))
    return figure.add_axes((0.0, 0.0, 1.0, 1.0))


def _set(text: str, marks: list[Mark], width: float, first: float) -> tuple[list[Word], float]:
    """Break a text into lines of a width; the words with their places, and the last base line."""
    words: list[Word] = []
    x, y, glued = MARGIN, first, False
    for piece, held in _words(text, marks):
        if "\n" in piece and not piece.strip():
            x, y, glued = MARGIN, y + LEADING + (PARAGRAPH if piece.count("\n") > 1 else 0), False
            continue
        long = _width(piece.rstrip(), held)
        if x + long > width - MARGIN and not glued and x > MARGIN:
            x, y = MARGIN, y + LEADING
        full = _width(piece.replace("\n", " "), held)
        words.append(Word(piece.rstrip(), x, y, full, held))
        x += full
        glued = not piece[-1:].isspace()
        if "\n" in piece:
            x, y, glued = MARGIN, y + LEADING + (PARAGRAPH if piece.count("\n") > 1 else 0), False
    return words, y


def _words(text: str, marks: list[Mark]) -> Iterator[tuple[str, dict[str, Mark]]]:
    """The words of a text, cut where marks begin and end, each with what holds there: the innermost of each kind."""
    for start, end, held in sweep(len(text), marks):
        kinds: dict[str, Mark] = {}
        for mark in held:
            if mark.what != "voice" or mark.what not in kinds or mark.value == "direct":
                kinds[mark.what] = mark
        for piece in WORDS.findall(text[start:end]):
            yield piece, kinds


def _font(held: dict[str, Mark]) -> dict[str, Any]:
    return {
        "family": "DejaVu Serif", "size": SIZE, "weight": "bold" if "cue" in held else "normal",
        "style": "italic" if "source" in held else "normal",
    }  # fmt: skip


def _width(text: str, held: dict[str, Mark]) -> float:
    """Points that a text takes."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    blanks = len(text) - len(text.rstrip(" "))
    words = text.rstrip(" ")
    blank = BLANK * SIZE * blanks
    if not words:
        return blank
    return blank + float(text_to_path.get_text_width_height_descent(words, FontProperties(**_font(held)), False)[0])


def _draw(ax: Axes, word: Word) -> None:
    from matplotlib.patches import Rectangle

    held = word.held
    if "voice" in held:
        ax.add_patch(Rectangle((word.x, word.y - 0.95 * SIZE), word.width, 1.3 * SIZE, facecolor=TINT,
                               alpha=TINTS[held["voice"].value], edgecolor="none", zorder=1))  # fmt: skip
    stance = held["cue"].value if "cue" in held else NEUTRAL
    colour = INK if stance == NEUTRAL else STANCE_COLOURS[stance]
    ax.text(word.x, word.y, word.text, va="baseline", color=colour, fontdict=_font(held), zorder=3)
    if "label" in held and word.text:
        end = word.x + _width(word.text, held)
        ax.plot([word.x, end], [word.y + 0.32 * SIZE] * 2, color=INK, linewidth=1.3,
                linestyle=LINES[held["label"].value], solid_capstyle="butt", zorder=3)  # fmt: skip


def _draw_below(ax: Axes, words: list[Word]) -> None:
    """What small type says below words: once a mark, moved right where it would run into the one before."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    ends: dict[float, float] = {}
    told: set[int] = set()
    for word in words:
        for what in ("cue", "label"):
            mark = word.held.get(what)
            if mark is None or id(mark) in told:
                continue
            told.add(id(mark))
            if mark.value in (NEUTRAL, "outlet"):
                continue
            note = SHORT_NAMES.get(mark.value, mark.value)
            x = max(word.x, ends.get(word.y, 0.0))
            size = text_to_path.get_text_width_height_descent(note, FontProperties(size=SMALL), False)[0]
            ends[word.y] = x + float(size) + 3
            ax.text(x, word.y + 0.42 * SIZE, note, va="top", fontsize=SMALL, zorder=3,
                    color=STANCE_COLOURS.get(mark.value, SOFT_INK))  # fmt: skip


def _key() -> list[tuple[str, tuple[str, str] | None]]:
    """Samples of every mark."""
    return [
        ("quoted words", ("voice", "direct")), ("   ", None),
        ("paraphrased words", ("voice", "indirect")), ("   ", None), ("cue", ("cue", "doubting")), ("   ", None),
        ("source", ("source", "source")), ("   ", None),
        *(item for name in ("outlet", "scare_quoted", "direct", "indirect")
          for item in ((f"term: {SHORT_NAMES[name]}".replace(" ", "\u00a0"), ("label", name)), ("   ", None))),
    ]  # fmt: skip


def _key_marks() -> Iterator[Mark]:
    place = 0
    for name, mark in _key():
        if mark:
            yield Mark(place, place + len(name), *mark, name)
        place += len(name)


def _alt(text: str, statements: pd.DataFrame, mentions: pd.DataFrame, title: str | None) -> str:
    stances = ", ".join(f"{name} {count:,}" for name, count in statements["stance"].value_counts().items())
    kinds = ", ".join(f"{name} {count:,}" for name, count in statements["kind"].value_counts().items())
    voices = mentions["voice"].astype(object).where(~mentions["scare_quoted"].astype(bool), "scare_quoted")
    listed = ", ".join(f"{VOICE_NAMES[str(name)]} {count:,}" for name, count in voices.value_counts().items())
    named = f"“{title}”, " if title else ""
    parts = [
        f"Annotated article: {named}{counted(len(text.split()), 'word')}.",
        f"{counted(len(statements), 'reported statement')}" + (f" ({kinds}); stances: {stances}." if kinds else "."),
        f"{counted(len(mentions), 'marked term')}" + (f": {listed}." if listed else "."),
    ]
    return " ".join(parts)
