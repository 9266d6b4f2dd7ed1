"""The framing suite: who is allowed to speak in the news, in which words, and whose the labels are.

The public names, in the order in which data flows. Each is loaded when it is first used, so that
``import framing`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framing.accuracy import published_accuracy
    from framing.analysis import Analysis, analyze, load_analysis
    from framing.compare import (
        Comparison,
        LexiconDiff,
        Prior,
        actor_shares,
        coded_precision,
        coder_agreement,
        coding_problems,
        corrected_rates,
        diff_lexicons,
        keyness,
        kwic,
        label_voices,
        load_coding,
        measures,
        mention_rates,
        paired_differences,
        quoted_share,
        read_coding,
        sample_hits,
        sample_lines,
        select_lines,
        source_positions,
        specification_curve,
        stance_shares,
        suggest,
        write_cells,
        write_coding,
    )
    from framing.corpus import fetch_dataset, list_datasets, load_corpus
    from framing.errors import FramingError
    from framing.find import Voices, find_mentions, find_quotes, find_statements
    from framing.lexicon import (
        Lexicon,
        Matcher,
        builtin_lexicons,
        check_against,
        check_lexicon,
        check_overlap,
        contrast_sets,
        extend_lexicon,
        load_lexicon,
        write_lexicon,
    )
    from framing.parse import load_model, parse_corpus
    from framing.show import (
        Trial,
        annotate,
        plot_actors,
        plot_label_voices,
        plot_measures,
        plot_positions,
        plot_rates,
        plot_stances,
        save_figure,
        try_lexicon,
        write_report,
    )

__version__ = "0.1.0"

__all__ = [
    "list_datasets",
    "fetch_dataset",
    "load_corpus",
    "load_model",
    "parse_corpus",
    "load_lexicon",
    "builtin_lexicons",
    "check_lexicon",
    "check_against",
    "check_overlap",
    "extend_lexicon",
    "write_lexicon",
    "contrast_sets",
    "Lexicon",
    "Matcher",
    "find_quotes",
    "find_statements",
    "find_mentions",
    "Voices",
    "analyze",
    "Analysis",
    "load_analysis",
    "mention_rates",
    "stance_shares",
    "actor_shares",
    "label_voices",
    "source_positions",
    "quoted_share",
    "measures",
    "paired_differences",
    "kwic",
    "select_lines",
    "sample_lines",
    "write_cells",
    "suggest",
    "diff_lexicons",
    "LexiconDiff",
    "sample_hits",
    "write_coding",
    "read_coding",
    "coding_problems",
    "coded_precision",
    "coder_agreement",
    "load_coding",
    "specification_curve",
    "Comparison",
    "keyness",
    "Prior",
    "corrected_rates",
    "plot_stances",
    "plot_label_voices",
    "plot_rates",
    "plot_actors",
    "plot_positions",
    "annotate",
    "try_lexicon",
    "Trial",
    "plot_measures",
    "save_figure",
    "write_report",
    "published_accuracy",
    "FramingError",
]

# Where each name lives, in the order of __all__.
_HOME = {
    "list_datasets": "framing.corpus",
    "fetch_dataset": "framing.corpus",
    "load_corpus": "framing.corpus",
    "load_model": "framing.parse",
    "parse_corpus": "framing.parse",
    "load_lexicon": "framing.lexicon",
    "builtin_lexicons": "framing.lexicon",
    "check_lexicon": "framing.lexicon",
    "check_against": "framing.lexicon",
    "check_overlap": "framing.lexicon",
    "extend_lexicon": "framing.lexicon",
    "write_lexicon": "framing.lexicon",
    "contrast_sets": "framing.lexicon",
    "Lexicon": "framing.lexicon",
    "Matcher": "framing.lexicon",
    "find_quotes": "framing.find",
    "find_statements": "framing.find",
    "find_mentions": "framing.find",
    "Voices": "framing.find",
    "analyze": "framing.analysis",
    "Analysis": "framing.analysis",
    "load_analysis": "framing.analysis",
    "mention_rates": "framing.compare",
    "stance_shares": "framing.compare",
    "actor_shares": "framing.compare",
    "label_voices": "framing.compare",
    "source_positions": "framing.compare",
    "quoted_share": "framing.compare",
    "measures": "framing.compare",
    "paired_differences": "framing.compare",
    "kwic": "framing.compare",
    "select_lines": "framing.compare",
    "sample_lines": "framing.compare",
    "write_cells": "framing.compare",
    "suggest": "framing.compare",
    "diff_lexicons": "framing.compare",
    "LexiconDiff": "framing.compare",
    "sample_hits": "framing.compare",
    "write_coding": "framing.compare",
    "read_coding": "framing.compare",
    "coding_problems": "framing.compare",
    "coded_precision": "framing.compare",
    "coder_agreement": "framing.compare",
    "load_coding": "framing.compare",
    "specification_curve": "framing.compare",
    "Comparison": "framing.compare",
    "keyness": "framing.compare",
    "Prior": "framing.compare",
    "corrected_rates": "framing.compare",
    "plot_stances": "framing.show",
    "plot_label_voices": "framing.show",
    "plot_rates": "framing.show",
    "plot_actors": "framing.show",
    "plot_positions": "framing.show",
    "annotate": "framing.show",
    "try_lexicon": "framing.show",
    "Trial": "framing.show",
    "save_figure": "framing.show",
    "write_report": "framing.show",
    "plot_measures": "framing.show",
    "published_accuracy": "framing.accuracy",
    "FramingError": "framing.errors",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
