"""Writing a figure beside the table that it shows: PNG, SVG and CSV with one name, the same bytes every time."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing.cells import csv_text, neutral_cells
from framing.errors import StoreError
from framing.show.style import house_style

if TYPE_CHECKING:
    from IPython.display import Image
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DPI, SCREEN_DPI = 150, 110
COLOURS = 128  # of a picture in a notebook
HASHED_ID = re.compile(r"""(?<=[#"])([a-z][0-9a-f]{10})(?=[")])""")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def save_figure(
    figure: Axes | Figure, table: pd.DataFrame, name: str, folder: str | Path, *, alt: str | None = None
) -> dict[str, Path]:
    """Write ``name.png`` (150 dpi), ``name.svg`` and ``name.csv`` (the table shown); returns the paths by suffix.

    The files hold no date and no random ids, so that the same figure gives the same bytes. ``alt`` is the
    alternative text, in the SVG (``role="img"``) and in the PNG's Description; by default made from the axes.
    The folder is made when it is missing. Raises StoreError for a name that is no plain file name, or when a file
    cannot be written.

    >>> import tempfile
    >>> from matplotlib.figure import Figure
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = save_figure(Figure().subplots(), pd.DataFrame({"share": [0.5]}), "shares", folder)
    ...     sorted(path.name for path in written.values())
    ['shares.csv', 'shares.png', 'shares.svg']
    """
    if not NAME.fullmatch(name):
        raise StoreError(f"name={name!r} is no plain file name; use letters, digits, '-', '_' and '.'")
    drawn = _figure_of(figure)
    alt = alt or describe_figure(drawn)
    paths = {suffix: Path(folder) / f"{name}.{suffix}" for suffix in ("png", "svg", "csv")}
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        with house_style():
            drawn.savefig(paths["png"], dpi=DPI, metadata={"Software": None, "Title": name, "Description": alt})
        paths["svg"].write_text(figure_svg(drawn, alt=alt), encoding="utf-8")
        paths["csv"].write_text(csv_text(neutral_cells(table)), encoding="utf-8", newline="")
    except OSError as error:
        raise StoreError(f"figure {name!r} cannot be written to {folder}: {error.strerror or error}") from error
    return paths


def figure_svg(figure: Axes | Figure, *, alt: str | None = None, ids: str | None = None) -> str:
    """The figure as an ``<svg>`` element without prologue; ``ids`` is set before every id, for several in one page.

    It is an image to assistive technology: ``role="img"``, named by a ``<title>`` (the first sentence of the
    alternative text, which browsers show as a tip) and a ``<desc>`` (all of it).

    ``alt`` is its alternative text, by default made from the axes. Raises StoreError for Axes that belong to no
    figure.

    >>> from matplotlib.figure import Figure
    >>> svg = figure_svg(Figure().subplots(), alt="An empty chart.")
    >>> svg.startswith('<svg role="img"'), "An empty chart." in svg
    (True, True)
    """
    drawn = _figure_of(figure)
    stream = io.StringIO()
    with house_style():
        drawn.savefig(stream, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = stream.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"
    svg = _numbered(svg)
    svg = svg.replace("'DejaVu Sans'", "'DejaVu Sans', Verdana, sans-serif")
    text = alt or describe_figure(drawn)
    title = re.split(r"(?<=\.)\s", text, maxsplit=1)[0]
    svg = svg.replace("<svg ", '<svg role="img" aria-labelledby="alt-title alt-desc" ', 1)
    head = f'<title id="alt-title">{escape(title)}</title>\n <desc id="alt-desc">{escape(text)}</desc>\n '
    start = svg.index(">") + 1
    svg = f"{svg[:start]}\n {head}{svg[start:].lstrip()}"
    if ids:
        svg = re.sub(r'(\bid="|\bhref="#|url\(#|\blabelledby="|(?<= )(?=alt-desc"))', rf"\g<1>{escape(ids)}-", svg)
    return svg


def describe_figure(figure: Axes | Figure) -> str:
    """Alternative text: what the plot gave its Axes (see ``alt_text``), or else what is written on them.

    ``figure`` is a Figure or Axes. Raises StoreError for Axes that belong to no figure.

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> _ = ax.set(xlabel="hits per 1,000 words", yticks=[0, 1], yticklabels=["Post", "Wire"])
    >>> describe_figure(ax)
    'Chart of hits per 1,000 words. Rows: Post; Wire.'
    """
    return " ".join(_described(ax) for ax in _figure_of(figure).axes)


def show_figure(figure: Axes | Figure, *, alt: str | None = None) -> Image:
    """The figure as a picture for the end of a notebook's cell, with its alternative text; closes the figure.

    Jupyter writes the text as ``alt`` of the picture, so that a page made from the notebook has it. The picture has
    at most 128 colours, which makes it, and the notebook, a third of the size.

    ``alt`` is as in ``save_figure``. Raises StoreError for Axes that belong to no figure, ImportError without
    IPython.

    >>> from matplotlib.figure import Figure
    >>> picture = show_figure(Figure().subplots(), alt="An empty chart.")
    >>> type(picture).__name__
    'Image'
    """
    import matplotlib.pyplot as plt
    from IPython.display import Image
    from PIL import Image as Pixels

    drawn = _figure_of(figure)
    stream, small = io.BytesIO(), io.BytesIO()
    with house_style():
        drawn.savefig(stream, format="png", dpi=SCREEN_DPI, metadata={"Software": None})
    text = alt or describe_figure(drawn)
    plt.close(drawn)
    pixels = Pixels.open(stream).convert("RGB").quantize(COLOURS, dither=Pixels.Dither.NONE)
    pixels.save(small, format="PNG", optimize=True)
    picture: Image = Image(data=small.getvalue(), format="png", alt=text)  # type: ignore[no-untyped-call]
    return picture


def _numbered(svg: str) -> str:
    """The SVG with ids by order and content: matplotlib's hold the last digit of a place, which a layout may turn."""
    order: dict[str, str] = {}
    for name in HASHED_ID.findall(svg):
        order.setdefault(name, f"{name[0]}{len(order) + 1}")
    plain = HASHED_ID.sub(partial(_by_order, order, ""), svg)
    return HASHED_ID.sub(partial(_by_order, order, f"-{sha256(plain.encode()).hexdigest()[:10]}"), svg)


def _by_order(order: Mapping[str, str], suffix: str, found: re.Match[str]) -> str:
    return order[found[1]] + suffix


def _described(ax: Axes) -> str:
    if ax.get_label():
        return str(ax.get_label())
    title = f"{ax.get_title(loc='left') or ax.get_title()}. ".lstrip(". ")
    rows = [" ".join(label.get_text().split()) for label in ax.get_yticklabels() if label.get_text()]
    named = f" Rows: {'; '.join(rows)}." if rows else ""
    return f"{title}Chart of {ax.get_xlabel() or 'values'}.{named}"


def _figure_of(figure: Axes | Figure) -> Figure:
    from matplotlib.axes import Axes

    if not isinstance(figure, Axes):
        return figure
    whole = figure.get_figure(root=True)
    if whole is None:
        raise StoreError("the Axes belong to no figure any more; draw them again before saving")
    return whole
