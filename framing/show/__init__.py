"""Showing what was found: plots that return Axes, annotated text, the report."""

from __future__ import annotations

from framing.show.annotated import Annotated, annotate
from framing.show.context import with_context
from framing.show.figures import describe_figure, figure_svg, save_figure
from framing.show.measures import plot_measures
from framing.show.naming import plot_agency, plot_naming
from framing.show.plots import plot_actors, plot_label_voices, plot_positions, plot_rates, plot_stances
from framing.show.report import write_report
from framing.show.side_by_side import plot_reporting_matrix, reporting_html
from framing.show.specifications import plot_specifications
from framing.show.style import house_style
from framing.show.trial import Trial, try_lexicon

__all__ = [
    "Annotated",
    "Trial",
    "annotate",
    "describe_figure",
    "figure_svg",
    "house_style",
    "plot_actors",
    "plot_agency",
    "plot_label_voices",
    "plot_measures",
    "plot_naming",
    "plot_positions",
    "plot_rates",
    "plot_reporting_matrix",
    "plot_specifications",
    "plot_stances",
    "reporting_html",
    "save_figure",
    "try_lexicon",
    "with_context",
    "write_report",
]
