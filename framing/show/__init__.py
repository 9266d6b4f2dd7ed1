"""Showing what was found: plots that return Axes, annotated text, the report."""

from __future__ import annotations

from framing.show.alt import alt_text
from framing.show.annotated import Annotated, annotate
from framing.show.context import with_context
from framing.show.figures import describe_figure, figure_svg, save_figure, show_figure
from framing.show.keyness import plot_keyness
from framing.show.label_choices import plot_label_choices
from framing.show.measures import plot_measures
from framing.show.naming import plot_agency, plot_naming
from framing.show.naming_tree import plot_naming_tree
from framing.show.plots import plot_actors, plot_label_voices, plot_positions, plot_rates, plot_stances
from framing.show.printed import plot_annotated
from framing.show.report import write_report
from framing.show.ridges import plot_stance_ridges
from framing.show.side_by_side import plot_reporting_matrix, reporting_html
from framing.show.specifications import plot_specifications
from framing.show.style import house_style
from framing.show.trial import Trial, try_lexicon

__all__ = [
    "Annotated",
    "Trial",
    "alt_text",
    "annotate",
    "describe_figure",
    "figure_svg",
    "house_style",
    "plot_actors",
    "plot_agency",
    "plot_annotated",
    "plot_keyness",
    "plot_label_choices",
    "plot_label_voices",
    "plot_measures",
    "plot_naming",
    "plot_naming_tree",
    "plot_positions",
    "plot_rates",
    "plot_reporting_matrix",
    "plot_specifications",
    "plot_stance_ridges",
    "plot_stances",
    "reporting_html",
    "save_figure",
    "show_figure",
    "try_lexicon",
    "with_context",
    "write_report",
]
