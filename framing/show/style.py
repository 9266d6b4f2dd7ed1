"""The house style of every figure: palettes that survive colour blindness and grey print, and quiet axes.

Neighbours in a palette differ in lightness, so that they stay apart in grey; every mark has at least three times the
contrast of WCAG 2.2 (1.4.11) with white paper, and each two colours of groups stay apart for protanopes, deuteranopes
and tritanopes (Machado, Oliveira and Fernandes 2009; ``tests/test_show_style.py`` simulates them). Colour never stands
alone: groups are labelled where they stand and have a marker each. Nothing is changed on import: ``with
house_style():`` holds for the block only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

INK = "#222222"
SOFT_INK = "#5f6368"
RULE = "#d0d3d6"
VOICE_COLOURS: Mapping[str, str] = {
    "outlet": "#0b3c5d",
    "scare_quoted": "#d55e00",
    "direct": "#56b4e9",
    "indirect": "#cfd8dc",
}
VOICE_NAMES: Mapping[str, str] = {
    "outlet": "outlet's own voice",
    "scare_quoted": "in scare quotes",
    "direct": "source, quoted",
    "indirect": "source, paraphrased",
}
SHORT_NAMES: Mapping[str, str] = {
    "outlet": "own voice",
    "scare_quoted": "scare quotes",
    "direct": "quoted",
    "indirect": "paraphrased",
}
STANCE_COLOURS: Mapping[str, str] = {
    "neutral": "#7f858a",
    "doubting": "#d55e00",
    "endorsing": "#009e73",
    "conceding": "#a6761d",
    "asserting": "#0072b2",
    "denying": "#b0508a",
    "accusing": "#b5471b",
    "warning": "#c28a00",
    "committing": "#4d8a79",
    "directing": "#5f7f9e",
    "asking": "#4f9bc4",
    "thinking": "#8069a8",
    "emoting": "#b5577d",
}
GROUP_COLOURS = ("#0b3c5d", "#d07c00", "#00695c", "#c2679d", "#5c3d8a", "#3d94cf", "#a33b00", "#9a7b4f")
# Inches: a page, and a column of 85 mm.
PAGE, COLUMN = 7.2, 85 / 25.4
GROUP_MARKERS = ("o", "s", "D", "^", "v", "P", "X", "*")
SETTINGS: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": RULE,
    "axes.grid": False,
    "axes.labelcolor": SOFT_INK,
    "axes.labelsize": 9,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "figure.dpi": 100,
    "figure.facecolor": "white",
    "font.family": ["DejaVu Sans"],
    "figure.constrained_layout.h_pad": 0.05,
    "figure.constrained_layout.w_pad": 0.05,
    "font.size": 9,
    "hatch.linewidth": 0.6,
    "legend.fontsize": 9,
    "legend.frameon": False,
    "savefig.facecolor": "white",
    "svg.fonttype": "none",
    "svg.hashsalt": "framing",
    "text.color": INK,
    # Letters keep their shape at every resolution, and are drawn in two thirds of the time.
    "text.hinting": "no_hinting",
    "text.parse_math": False,
    "xtick.color": RULE,
    "xtick.labelcolor": SOFT_INK,
    "xtick.labelsize": 8.5,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 8.5,
    "ytick.left": False,
}


@contextmanager
def house_style(*, width: float | None = None) -> Iterator[None]:
    """Draw and save in the house style within the block; every matplotlib setting is as before after it.

    ``width`` in inches is that of the figures made in the block (by default 7.2, a page): ``COLUMN``, 85 mm, is a
    column of a journal, for which names break earlier and type is smaller.

    Raises nothing of its own.

    >>> import matplotlib
    >>> before = matplotlib.rcParams["svg.fonttype"]
    >>> with house_style():
    ...     matplotlib.rcParams["svg.fonttype"]
    'none'
    >>> matplotlib.rcParams["svg.fonttype"] == before
    True
    """
    import matplotlib as mpl

    mpl.get_backend()  # settled before the context, which would undo what a backend sets when it first loads
    settings = SETTINGS if width is None else {**SETTINGS, "figure.figsize": (width, 0.75 * width)}
    with mpl.rc_context(dict(settings)):
        yield


def figure_width() -> float:
    """Inches: the width of ``figure.figsize`` where somebody has set it, that of a page otherwise."""
    import matplotlib as mpl

    width, usual = (float(params["figure.figsize"][0]) for params in (mpl.rcParams, mpl.rcParamsDefault))
    return PAGE if width == usual else width


def group_styles(names: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """A colour and a marker for each group, by its place; both cycle after eight groups.

    >>> group_styles(["Post", "Wire"])[1]
    {'Post': 'o', 'Wire': 's'}
    """
    colours = {name: GROUP_COLOURS[place % len(GROUP_COLOURS)] for place, name in enumerate(names)}
    markers = {name: GROUP_MARKERS[place % len(GROUP_MARKERS)] for place, name in enumerate(names)}
    return colours, markers
