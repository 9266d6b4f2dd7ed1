"""Writing a figure beside the table that it shows: PNG, SVG and CSV with one name, the same bytes every time."""

from __future__ import annotations

import io
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing.errors import StoreError
from framing.show.style import house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DPI = 150
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def save_figure(
    figure: Axes | Figure, table: pd.DataFrame, name: str, folder: str | Path, *, alt: str | None = None
) -> dict[str, Path]:
    """Write ``name.png`` (150 dpi), ``name.svg`` and ``name.csv`` (the table shown); returns the paths by suffix.

    The files hold no date and no random ids, so that the same figure gives the same bytes. ``alt`` is the
    alternative text, in the SVG (``role="img"``) and in the PNG's Description; by default made from the axes.
    The folder is made when it is missing. Raises StoreError for a name that is no plain file name, or when a file
    cannot be written.
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
        table.to_csv(paths["csv"], index=False, encoding="utf-8", lineterminator="\n")
    except OSError as error:
        raise StoreError(f"figure {name!r} cannot be written to {folder}: {error.strerror or error}") from error
    return paths


def figure_svg(figure: Axes | Figure, *, alt: str | None = None, ids: str | None = None) -> str:
    """The figure as an ``<svg>`` element without prologue; ``ids`` is set before every id, for several in one page."""
    drawn = _figure_of(figure)
    stream = io.StringIO()
    with house_style():
        drawn.savefig(stream, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = stream.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"
    svg = svg.replace("'DejaVu Sans'", "'DejaVu Sans', Verdana, sans-serif")
    if ids:
        svg = re.sub(r'(\bid="|\bhref="#|url\(#)', rf"\g<1>{escape(ids)}-", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt or describe_figure(drawn))}" ', 1)


def describe_figure(figure: Axes | Figure) -> str:
    """Alternative text from what is written on the axes: title, x axis, and the labels of the rows.

    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> _ = ax.set(xlabel="hits per 1,000 words", yticks=[0, 1], yticklabels=["Post", "Wire"])
    >>> describe_figure(ax)
    'Chart of hits per 1,000 words. Rows: Post; Wire.'
    """
    sentences = []
    for ax in _figure_of(figure).axes:
        title = f"{ax.get_title(loc='left') or ax.get_title()}. ".lstrip(". ")
        rows = [" ".join(label.get_text().split()) for label in ax.get_yticklabels() if label.get_text()]
        legend = ax.get_legend()
        groups = [" ".join(label.get_text().split()) for label in legend.get_texts()] if legend else []
        sentences.append(f"{title}Chart of {ax.get_xlabel() or 'values'}.")
        sentences.extend([f"Rows: {'; '.join(rows)}."] if rows else [])
        sentences.extend([f"Groups: {'; '.join(groups)}."] if groups else [])
    return " ".join(sentences)


def _figure_of(figure: Axes | Figure) -> Figure:
    from matplotlib.axes import Axes

    if not isinstance(figure, Axes):
        return figure
    whole = figure.get_figure(root=True)
    if whole is None:
        raise StoreError("the Axes belong to no figure any more; draw them again before saving")
    return whole
