"""Whether the texts of a figure can be read: none over another, none beyond the edge."""

from __future__ import annotations

from itertools import combinations

SLACK = 1.5  # pixels at 100 dpi that boxes may share, for they include the room of descenders


def shown_texts(ax):
    """The texts that are drawn, each with its box in pixels."""
    figure = ax.figure
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    legend = ax.get_legend()
    around = [*ticks_within(ax.xaxis), *ticks_within(ax.yaxis), ax.xaxis.label, ax.yaxis.label] if ax.axison else []
    found = [*around, ax.title, *ax.texts]
    found += legend.get_texts() if legend else []
    return [(text.get_text(), text.get_window_extent(renderer)) for text in found
            if text.get_visible() and text.get_text().strip()]  # fmt: skip


def ticks_within(axis):
    """The labels of the ticks that are drawn: those within the limits of the axis."""
    low, high = sorted(axis.get_view_interval())
    shown = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [label for tick in shown for label in (tick.label1, tick.label2)]


def overlapping_texts(ax, slack=SLACK):
    """Pairs of texts whose boxes overlap in both directions, by more than some pixels."""
    pairs = []
    for (one, first), (other, second) in combinations(shown_texts(ax), 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        down = min(first.y1, second.y1) - max(first.y0, second.y0)
        if across > slack and down > slack:
            pairs.append((one, other))
    return pairs


def clipped_texts(ax):
    """Texts that reach beyond the edge of the figure."""
    width, height = ax.figure.bbox.width, ax.figure.bbox.height
    return [text for text, box in shown_texts(ax)
            if box.x0 < -SLACK or box.y0 < -SLACK or box.x1 > width + SLACK or box.y1 > height + SLACK]  # fmt: skip
