"""Comparing groups of articles: frames in, frames out; every rate carries numerator, denominator and interval."""

from __future__ import annotations

from framing.compare.bootstrap import Resampling, ratio_interval
from framing.compare.overview import measures
from framing.compare.pairs import paired_differences
from framing.compare.rates import label_voices, mention_rates, quoted_share
from framing.compare.shares import actor_shares, source_positions, stance_shares

__all__ = [
    "Resampling",
    "actor_shares",
    "label_voices",
    "measures",
    "mention_rates",
    "paired_differences",
    "quoted_share",
    "ratio_interval",
    "source_positions",
    "stance_shares",
]
