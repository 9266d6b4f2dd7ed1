"""The house style of every figure: a palette that survives colour blindness and grey print, and quiet axes.

Colours are from Okabe and Ito (2008), ordered so that neighbours also differ in lightness. Nothing is changed on
import: ``with house_style():`` holds for the block only.
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
GROUP_COLOURS = ("#0b3c5d", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7f858a", "#5c3d8a")
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
    "font.size": 9,
    "legend.fontsize": 9,
    "legend.frameon": False,
    "savefig.facecolor": "white",
    "svg.fonttype": "none",
    "svg.hashsalt": "framing",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": RULE,
    "xtick.labelcolor": SOFT_INK,
    "xtick.labelsize": 8.5,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 9,
    "ytick.left": False,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw and save in the house style within the block; every matplotlib setting is as before after it.

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
    with mpl.rc_context(SETTINGS.copy()):
        yield


def group_styles(names: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """A colour and a marker for each group, by its place; both cycle after eight groups.

    >>> group_styles(["Post", "Wire"])[1]
    {'Post': 'o', 'Wire': 's'}
    """
    colours = {name: GROUP_COLOURS[place % len(GROUP_COLOURS)] for place, name in enumerate(names)}
    markers = {name: GROUP_MARKERS[place % len(GROUP_MARKERS)] for place, name in enumerate(names)}
    return colours, markers
