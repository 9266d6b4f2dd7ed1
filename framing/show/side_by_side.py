"""The same statement side by side, as a figure and as an HTML table: utterances down, outlets across."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.compare.reporting import LEFT_OUT, NO_ARTICLE, SEPARATOR, cue_of, details_of, need_side, stance_of
from framing.errors import ChoiceError, TableError
from framing.show.alt import alt_text
from framing.show.annotated import Annotated
from framing.show.marks import counted, is_narrow, letters_in, shorten, width_of, wrap
from framing.show.style import INK, RULE, SOFT_INK, STANCE_COLOURS, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 12
# Inches: the least width of a cell, the width of what is reported (a column, a page), the height of a row.
CELL_WIDTH, GIST_WIDTHS, CELL_HEIGHT, HEAD_HEIGHT = 0.72, (1.2, 2.0), 0.66, 1.0
CUE_SIZE, DETAIL_SIZE, GIST_SIZE = 8.0, 7.0, 8.0
SMALL_CUE, BOLD = 7.3, 1.1  # type of a cue in a small cell; how much wider bold letters are
GIST_LINES = 3
WITH_KIND = 1.2  # inches from which a cell tells the kind in words, besides its edge
TINT = 0.16
BORDERS = {"direct": "solid", "mixed": "dashed", "indirect": "dotted"}
DASHES: Mapping[str, Any] = {"direct": "-", "mixed": (0, (2.2, 1.1)), "indirect": (0, (0.6, 0.9))}
KEY = "Edge of a cell: solid, quoted (direct); dashed, quoted in part (mixed); dotted, paraphrased (indirect)."
WORDLESS = "These tables hold no words of the articles: of what is reported, only the speakers can be named."
TABLE_STYLE = "border-collapse:separate;border-spacing:3px;font-family:sans-serif;font-size:0.82em;line-height:1.35"
HEAD_STYLE = "text-align:left;vertical-align:bottom;padding:0.2em 0.5em 0.2em 0;font-weight:bold;background:none"
GIST_STYLE = (
    "text-align:left;vertical-align:top;padding:0.3em 0.6em 0.3em 0;min-width:14em;max-width:22em;"
    "font-weight:normal;overflow-wrap:anywhere;background:none;position:static"
)
CELL_STYLE = "text-align:left;vertical-align:top;padding:0.3em 0.5em;min-width:7.5em;overflow-wrap:anywhere"
EMPTY_STYLE = f"{CELL_STYLE};font-style:italic;opacity:0.75"
NOTE_STYLE = "font-family:sans-serif;font-size:0.8em;opacity:0.85"
SMALL = "display:block;font-size:0.88em;opacity:0.85"


@dataclass(frozen=True)
class Row:
    """An utterance and what each outlet made of it: a row of ``side_by_side`` each, None without an article."""

    words: str
    actor: str
    cells: tuple[dict[Hashable, Any] | None, ...]


@dataclass(frozen=True)
class Block:
    """The utterances of an event that are shown, and how many are not."""

    event: str
    rows: tuple[Row, ...]
    hidden: int


def plot_reporting_matrix(
    side: pd.DataFrame, *, by: str = "outlet", pair: str = "event", most: int = MOST, ax: Axes | None = None
) -> Axes:
    """Utterances down, outlets across; each cell tells cue, stance, kind and labels, or stays empty.

    ``side`` comes from ``side_by_side``; narrow it to the events that are to be seen. Of each event the ``most``
    utterances that most outlets report are drawn, and the rest is counted in a line below. The colour of a cell is the
    stance of its cue, its left edge tells how it is quoted, the dot on its lower edge where in the article it stands.
    Raises ChoiceError for a bad ``by``, ``pair`` or ``most``, TableError when there is nothing to draw.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> side = pd.DataFrame({"event": "harbour", "utterance": "harbour~0", "words": "it rained", "actor": "Moss",
    ...     "outlet": ["Post", "Wire"], "reported": [True, False], "origin": ["Post", None], "cue": ["claimed", None],
    ...     "stance": ["doubting", None], "kind": ["indirect", None], "negated": [False, None], "hedged": [False, None],
    ...     "labels": None, "position": [0.1, None], "n_statements": [1, 0], "copy_of": None, "doc_id": ["a", None],
    ...     "statement_id": ["a#0", None]})
    >>> ax = Figure().subplots()
    >>> plot_reporting_matrix(side, ax=ax) is ax
    True
    """
    columns, blocks = blocks_of(side, by, pair, most)
    heads = len(blocks) if len(blocks) > 1 else 0
    height = CELL_HEIGHT * (sum(len(block.rows) for block in blocks) + 0.6 * heads)
    with house_style():
        gist, wide = _widths(ax, len(columns))
        ax = _matrix_axes(ax, gist + wide * len(columns) + 0.1, height + HEAD_HEIGHT)
        place, ticks, gists = 0.0, [], []
        for block in blocks:
            if heads:
                ax.text(0, place + 0.3, block.event, va="center", fontweight="bold", color=INK)
                place += 0.6
            for row in block.rows:
                for number, cell in enumerate(row.cells):
                    _draw_cell(ax, cell, (number, place), wide)
                ticks.append(place + 0.5)
                gists.append(_gist(row, letters_in(gist, GIST_SIZE)))
                place += 1
        ax.set_yticks(ticks, gists, fontsize=GIST_SIZE - is_narrow(ax))
        named = [wrap(name, letters_in(wide, 8)) for name in columns]
        ax.set_xticks([number + 0.5 for number in range(len(columns))], named)
        ax.xaxis.tick_top()
        ax.tick_params(axis="x", length=0, labelsize=8, labelcolor=INK)
        ax.set(xlim=(-0.03, len(columns)), ylim=(place + 0.02, -0.03))
        ax.spines[:].set_visible(False)
        ax.set_xlabel(f"how each {by} puts it", loc="left", labelpad=7)
        ax.xaxis.set_label_position("top")
        lines = [KEY, f"Dot: place in the article, from its first word (left) to its last. {_hidden(blocks, by)}",
                 _wordless(blocks)]  # fmt: skip
        most = letters_in(wide * len(columns), 7.5)
        ax.annotate(
            "\n".join(textwrap.fill(line.strip(), most) for line in lines if line), (0, 0), color=SOFT_INK, va="top",
            xycoords="axes fraction", xytext=(0, -8), textcoords="offset points", fontsize=7.5,
        )  # fmt: skip
        ax.set_label(alt_text(side, "side_by_side", by=by))
    return ax


def reporting_html(
    side: pd.DataFrame, *, by: str = "outlet", pair: str = "event", most: int = MOST, heading: bool = True
) -> Annotated:
    """The same matrix as an HTML table, every text escaped; Jupyter and ``str()`` both give it.

    The options are those of ``plot_reporting_matrix``; ``heading`` writes the name of each event above its table.

    Options and errors that it raises are those of ``plot_reporting_matrix`` (``side``, ``by``, ``pair``, ``most``).

    >>> cell = {"cue": "claimed", "stance": "doubting", "kind": "direct", "negated": False, "hedged": False,
    ...     "labels": None, "position": 0.1, "n_statements": 1, "copy_of": None, "statement_id": "a#0"}
    >>> side = pd.DataFrame([{"event": "harbour", "utterance": "harbour~0", "words": "<b>it rained", "actor": "Moss",
    ...     "outlet": "Post", "reported": True, "origin": "Post", **cell}])
    >>> "&lt;b&gt;it rained" in str(reporting_html(side))
    True
    """
    columns, blocks = blocks_of(side, by, pair, most)
    parts = []
    for block in blocks:
        if heading:
            parts.append(
                f'<div style="font-weight:bold;font-family:sans-serif;margin-top:1em">{escape(block.event)}</div>'
            )
        head = "".join(f'<th scope="col" style="{HEAD_STYLE}">{escape(name)}</th>' for name in columns)
        body = "".join(_html_row(row) for row in block.rows)
        label = escape(f"The same statements side by side: {block.event}")
        parts.append(
            f'<table aria-label="{label}" style="{TABLE_STYLE}"><thead><tr><th scope="col" style="{HEAD_STYLE}">'
            f"what is reported</th>{head}</tr></thead><tbody>{body}</tbody></table>"
        )
    note = escape(" ".join(filter(None, (KEY, _hidden(blocks, by), _wordless(blocks)))))
    parts.append(f'<div style="{NOTE_STYLE}">{note}</div>')
    return Annotated(f'<div class="framing-side" style="overflow-x:auto">{"".join(parts)}</div>')


def blocks_of(side: pd.DataFrame, by: str, pair: str, most: int) -> tuple[list[str], list[Block]]:
    """The groups as columns, and for each event the utterances that most of them report, at most ``most``."""
    need_side(side, by, pair)
    if side.empty:
        raise TableError("data is empty: there is nothing to draw; give a frame made by side_by_side")
    if most < 1:
        raise ChoiceError(f"most={most!r}: give the number of utterances to show of each event, at least 1")
    columns = sorted(side[by].astype(str).unique())
    return columns, [_block(str(event), part, columns, by, most) for event, part in side.groupby(pair, sort=False)]


def _block(event: str, part: pd.DataFrame, columns: list[str], by: str, most: int) -> Block:
    reporting = part[part["reported"]].groupby("utterance")["origin"].nunique()
    utterances = part["utterance"].drop_duplicates()
    ranked = utterances.to_frame().assign(n=utterances.map(reporting).fillna(0))
    shown = ranked.sort_values("n", ascending=False, kind="stable")["utterance"].head(most)
    rows = []
    for name in shown:
        own = {str(row[by]): row for row in part[part["utterance"] == name].to_dict("records")}
        first = next(iter(own.values()))
        actor = "unnamed" if pd.isna(first["actor"]) else str(first["actor"])
        rows.append(Row(str(first["words"]), actor, tuple(own.get(column) for column in columns)))
    return Block(event, tuple(rows), len(utterances) - len(rows))


def _hidden(blocks: list[Block], by: str) -> str:
    hidden = sum(block.hidden for block in blocks)
    return f"Not shown: {counted(hidden, 'further utterance')}, reported by no more {by}s." if hidden else ""


def _wordless(blocks: list[Block]) -> str:
    return "" if any(row.words for block in blocks for row in block.rows) else WORDLESS


def _matrix_axes(ax: Axes | None, width: float, height: float) -> Axes:
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    _figure, axes = plt.subplots(figsize=(width, height), layout="constrained")
    return axes


def _widths(ax: Axes | None, columns: int) -> tuple[float, float]:
    """Inches: the width of what is reported and of a cell, wider than the figure should be where cells need it."""
    gist = GIST_WIDTHS[0] if is_narrow(ax) else GIST_WIDTHS[1]
    return gist, max((width_of(ax) - gist - 0.1) / columns, CELL_WIDTH)


def _gist(row: Row, most: int) -> str:
    actor = shorten(row.actor, most - 1)
    return "\n".join([f"{actor}:", *_wrapped(row.words, most, GIST_LINES)]) if row.words else actor


def _wrapped(text: str, most: int, lines: int) -> list[str]:
    """The text in at most so many lines; what is missing is told by an ellipsis behind words, never by one alone."""
    found = textwrap.wrap(text, most, max_lines=lines, placeholder=" …")
    if not found or found[-1].strip() != "…":
        return found
    whole = textwrap.wrap(text, most)
    return [*whole[: lines - 1], shorten(" ".join(whole[lines - 1 :]), most)]


def _draw_cell(ax: Axes, cell: dict[Hashable, Any] | None, at: tuple[int, float], wide: float) -> None:
    from matplotlib.patches import Rectangle

    column, place = at
    left, top, width, height = column + 0.03, place + 0.05, 0.94, 0.9
    if cell is None or not cell["reported"]:
        frame = Rectangle((left, top), width, height, facecolor="none" if cell else "#f1f2f3", edgecolor="none")
        if cell:
            frame.set(edgecolor=RULE, linestyle=(0, (3, 3)), linewidth=0.9)
        ax.add_patch(frame)
        text = LEFT_OUT if cell else NO_ARTICLE
        ax.text(column + 0.5, place + 0.5, text, ha="center", va="center", fontsize=7.5, style="italic", color=SOFT_INK)
        return
    colour = STANCE_COLOURS[str(cell["stance"])]
    ax.add_patch(Rectangle((left, top), width, height, facecolor=colour, alpha=TINT, edgecolor="none"))
    ax.vlines(left + 0.012, top, top + height, color=colour, linewidth=3, linestyles=DASHES[str(cell["kind"])])
    lines = list(_cell_lines(cell, 0.88 * wide))
    size = CUE_SIZE if wide > WITH_KIND else SMALL_CUE
    ax.text(left + 0.06, top + 0.06, lines[0], va="top", fontsize=size, fontweight="bold", color=INK)
    ax.text(left + 0.06, top + 0.29, "\n".join(lines[1:]), va="top", fontsize=DETAIL_SIZE, color=INK, linespacing=1.15)
    ax.plot([left + 0.06, left + width - 0.04], [top + height - 0.05] * 2, color=colour, linewidth=0.7, alpha=0.6)
    dot = left + 0.06 + (width - 0.1) * float(cell["position"])
    ax.plot([dot], [top + height - 0.05], marker="o", markersize=3, color=colour)


def _cell_lines(cell: dict[Hashable, Any], wide: float) -> Iterator[str]:
    most = letters_in(0.92 * wide, DETAIL_SIZE)
    roomy = wide > 0.88 * WITH_KIND
    yield shorten(cue_of(cell), letters_in(wide, BOLD * CUE_SIZE if roomy else BOLD * SMALL_CUE))
    yield f"{stance_of(cell)}, {cell['kind']}" if roomy else stance_of(cell)
    if pd.notna(cell["labels"]):
        yield from _wrapped(str(cell["labels"]), most, 2 if roomy else 1)
    elif int(cell["n_statements"]) > 1 or pd.notna(cell["copy_of"]):
        yield ", ".join(details_of(cell)[1:])


def _html_row(row: Row) -> str:
    head = f'<span style="{SMALL};opacity:1;font-weight:bold">{escape(row.actor)}</span>{escape(row.words)}'
    cells = "".join(map(_html_cell, row.cells))
    return f'<tr><th scope="row" style="{GIST_STYLE}">{head}</th>{cells}</tr>'


def _html_cell(cell: dict[Hashable, Any] | None) -> str:
    if cell is None:
        return f'<td style="{EMPTY_STYLE};background:rgba(127,133,138,0.12);border:none">{NO_ARTICLE}</td>'
    if not cell["reported"]:
        return f'<td style="{EMPTY_STYLE};border:1px dashed rgba(127,133,138,0.6)">{LEFT_OUT}</td>'
    colour = STANCE_COLOURS[str(cell["stance"])]
    channels = ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
    style = (
        f"{CELL_STYLE};background:rgba({channels},{TINT});border:none;"
        f"border-left:4px {BORDERS[str(cell['kind'])]} {colour}"
    )
    lines = [f"{stance_of(cell)}{SEPARATOR}{cell['kind']}", *details_of(cell)]
    small = "".join(f'<span style="{SMALL}">{escape(line)}</span>' for line in lines)
    return f'<td style="{style}" title="{escape(str(cell["statement_id"]))}"><b>{escape(cue_of(cell))}</b>{small}</td>'
