"""Comparing groups of articles: frames in, frames out; every rate carries numerator, denominator and interval."""

from __future__ import annotations

from framing.compare.agency import agency_rates
from framing.compare.agreement import coder_agreement
from framing.compare.align import align_statements
from framing.compare.bootstrap import Resampling, ratio_interval
from framing.compare.by_article import stances_by_article
from framing.compare.cells import neutral_cells, plain_cells, write_cells
from framing.compare.choices import label_choices
from framing.compare.coding import coded_precision, load_coding, sample_hits
from framing.compare.coding_formats import coding_problems, read_coding, write_coding
from framing.compare.concordance import kwic, lexicon_hits, sample_lines, select_lines
from framing.compare.context import with_context
from framing.compare.corrected import corrected_rates
from framing.compare.diversity import first_speakers, source_diversity
from framing.compare.events import find_events
from framing.compare.key_terms import Prior, keyness
from framing.compare.lexicon_diff import LexiconDiff, diff_lexicons, mention_changes, rate_changes
from framing.compare.name_tree import naming_tree
from framing.compare.naming import naming_shares
from framing.compare.omission import (
    actors_side_by_side,
    omission_differences,
    omission_rates,
    omitted_actors,
    omitted_utterances,
)
from framing.compare.overview import measures
from framing.compare.pairs import paired_differences
from framing.compare.rates import label_voices, mention_rates, quoted_share
from framing.compare.reporting import reporting_matrix, side_by_side
from framing.compare.sensitivity import Comparison, specification_curve
from framing.compare.shares import actor_shares, source_positions, stance_shares
from framing.compare.shuffled import shuffled_findings
from framing.compare.suggestions import suggest, suggest_from

__all__ = [
    "Comparison",
    "specification_curve",
    "LexiconDiff",
    "Prior",
    "Resampling",
    "actor_shares",
    "actors_side_by_side",
    "agency_rates",
    "align_statements",
    "coded_precision",
    "coder_agreement",
    "coding_problems",
    "corrected_rates",
    "diff_lexicons",
    "find_events",
    "first_speakers",
    "keyness",
    "kwic",
    "label_choices",
    "label_voices",
    "lexicon_hits",
    "load_coding",
    "measures",
    "mention_changes",
    "mention_rates",
    "naming_shares",
    "naming_tree",
    "neutral_cells",
    "omission_differences",
    "omission_rates",
    "omitted_actors",
    "omitted_utterances",
    "paired_differences",
    "plain_cells",
    "quoted_share",
    "rate_changes",
    "ratio_interval",
    "read_coding",
    "reporting_matrix",
    "sample_hits",
    "sample_lines",
    "select_lines",
    "shuffled_findings",
    "side_by_side",
    "source_diversity",
    "source_positions",
    "stance_shares",
    "stances_by_article",
    "suggest",
    "suggest_from",
    "with_context",
    "write_cells",
    "write_coding",
]
