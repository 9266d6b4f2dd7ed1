"""The framing suite: who is allowed to speak in the news, in which words, and whose the labels are.

The public names, in the order in which data flows. Each is loaded when it is first used, so that
``import framing`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.lazy import loaded_on_use

if TYPE_CHECKING:
    from framing.accuracy import published_accuracy
    from framing.analysis import Analysis, analyze, load_analysis
    from framing.compare import (
        Comparison,
        LexiconDiff,
        Prior,
        actor_shares,
        actors_side_by_side,
        agency_rates,
        align_statements,
        coded_precision,
        coder_agreement,
        coding_problems,
        corrected_rates,
        diff_lexicons,
        find_events,
        first_speakers,
        keyness,
        kwic,
        label_choices,
        label_voices,
        load_coding,
        measures,
        mention_rates,
        naming_shares,
        naming_tree,
        omission_differences,
        omission_rates,
        omitted_actors,
        omitted_utterances,
        paired_differences,
        quoted_share,
        read_coding,
        reporting_matrix,
        sample_hits,
        sample_lines,
        select_lines,
        shuffled_findings,
        side_by_side,
        source_diversity,
        source_positions,
        specification_curve,
        stance_shares,
        stances_by_article,
        suggest,
        write_cells,
        write_coding,
    )
    from framing.corpus import fetch_dataset, list_datasets, load_corpus
    from framing.errors import FramingError
    from framing.find import Voices, find_agency, find_mentions, find_naming, find_quotes, find_statements
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
    from framing.scale import analyze_to
    from framing.show import (
        Trial,
        alt_text,
        annotate,
        plot_actors,
        plot_agency,
        plot_annotated,
        plot_keyness,
        plot_label_choices,
        plot_label_voices,
        plot_measures,
        plot_naming,
        plot_naming_tree,
        plot_positions,
        plot_rates,
        plot_reporting_matrix,
        plot_specifications,
        plot_stance_ridges,
        plot_stances,
        reporting_html,
        save_figure,
        show_figure,
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
    "find_naming",
    "find_agency",
    "Voices",
    "analyze",
    "analyze_to",
    "Analysis",
    "load_analysis",
    "mention_rates",
    "stance_shares",
    "stances_by_article",
    "actor_shares",
    "label_voices",
    "label_choices",
    "source_positions",
    "naming_shares",
    "naming_tree",
    "agency_rates",
    "quoted_share",
    "measures",
    "paired_differences",
    "find_events",
    "align_statements",
    "side_by_side",
    "reporting_matrix",
    "omitted_utterances",
    "omitted_actors",
    "actors_side_by_side",
    "omission_rates",
    "omission_differences",
    "source_diversity",
    "first_speakers",
    "shuffled_findings",
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
    "plot_naming",
    "plot_naming_tree",
    "plot_agency",
    "plot_reporting_matrix",
    "plot_keyness",
    "plot_label_choices",
    "plot_stance_ridges",
    "annotate",
    "plot_annotated",
    "reporting_html",
    "try_lexicon",
    "Trial",
    "plot_measures",
    "plot_specifications",
    "save_figure",
    "show_figure",
    "alt_text",
    "write_report",
    "published_accuracy",
    "FramingError",
]

# Where each name lives, in the order of __all__.
_NAMES = {
    "framing.corpus": "list_datasets fetch_dataset load_corpus",
    "framing.parse": "load_model parse_corpus",
    "framing.lexicon": """
        load_lexicon builtin_lexicons check_lexicon check_against check_overlap extend_lexicon write_lexicon
        contrast_sets Lexicon Matcher
    """,
    "framing.find": "find_quotes find_statements find_mentions find_naming find_agency Voices",
    "framing.analysis": "analyze Analysis load_analysis",
    "framing.scale": "analyze_to",
    "framing.compare": """
        mention_rates stance_shares stances_by_article actor_shares label_voices label_choices
        source_positions naming_shares naming_tree agency_rates quoted_share measures paired_differences
        find_events align_statements side_by_side reporting_matrix omitted_utterances omitted_actors
        actors_side_by_side omission_rates omission_differences source_diversity first_speakers
        shuffled_findings kwic select_lines sample_lines write_cells suggest diff_lexicons LexiconDiff
        sample_hits write_coding read_coding coding_problems coded_precision coder_agreement load_coding
        specification_curve Comparison keyness Prior corrected_rates
    """,
    "framing.show": """
        plot_stances plot_label_voices plot_rates plot_actors plot_positions plot_naming plot_naming_tree
        plot_agency plot_reporting_matrix plot_keyness plot_label_choices plot_stance_ridges annotate
        plot_annotated reporting_html try_lexicon Trial save_figure show_figure alt_text write_report
        plot_measures plot_specifications
    """,
    "framing.accuracy": "published_accuracy",
    "framing.errors": "FramingError",
}
_HOME = {name: home for home, names in _NAMES.items() for name in names.split()}
__getattr__ = loaded_on_use(__name__, _HOME)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
