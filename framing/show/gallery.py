"""The figures that every analysis has, each with the table that it shows: what ``framing figures --tables`` writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pandas as pd

from framing.compare import (
    Comparison,
    actor_shares,
    agency_rates,
    align_statements,
    keyness,
    label_choices,
    label_voices,
    measures,
    mention_rates,
    naming_shares,
    naming_tree,
    side_by_side,
    source_positions,
    specification_curve,
    stance_shares,
    stances_by_article,
)
from framing.compare.groups import Groups, Tables
from framing.show.keyness import plot_keyness
from framing.show.label_choices import plot_label_choices
from framing.show.measures import plot_measures
from framing.show.naming import plot_agency, plot_naming
from framing.show.naming_tree import plot_naming_tree
from framing.show.plots import plot_actors, plot_label_voices, plot_positions, plot_rates, plot_stances
from framing.show.ridges import plot_stance_ridges
from framing.show.side_by_side import plot_reporting_matrix
from framing.show.specifications import plot_specifications

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TOP = 3
MEASURES = ["direct statements", "mixed statements", "unnamed sources"]
COMPARED = "doubting cues"
UTTERANCES = 8


class Analysed(Tables, Protocol):
    """An analysis with its tables of naming and agency."""

    @property
    def naming(self) -> pd.DataFrame: ...
    @property
    def agency(self) -> pd.DataFrame: ...


class Drawing(NamedTuple):
    """A figure: its name as a file, the table that it shows, and its Axes."""

    name: str
    table: pd.DataFrame
    ax: Axes


def gallery(analysis: Analysed, *, by: str = "outlet") -> Iterator[Drawing]:
    """Draw the standard figures of an analysis one after the other; close each when it is saved.

    Stances, actors, positions, how is quoted, rates of hedges and labels, labels by voice, one contrast set by voice,
    naming as shares and as a tree, agency, cues by keyness, stances by article, one event side by side, and a
    specification curve of doubting cues between the first and the last group. Those that a corpus cannot have (of one
    group, without events, without labels) are left out. Raises ChoiceError for an unknown ``by``.
    """
    groups = Groups.of(analysis.articles, by)
    yield from _speaking(analysis, by)
    yield from _labels(analysis, by)
    yield from _naming(analysis, by)
    if len(groups) > 1 and "event" in analysis.articles and analysis.articles["event"].notna().any():
        yield from _compared(analysis, by, groups.names)


def _speaking(analysis: Analysed, by: str) -> Iterator[Drawing]:
    articles, statements = analysis.articles, analysis.statements
    stances = stance_shares(statements, articles, by=by)
    yield Drawing("stances", stances, plot_stances(stances, by=by))
    actors = actor_shares(statements, articles, by=by, top=TOP)
    yield Drawing("actors", actors, plot_actors(actors, by=by))
    positions = source_positions(statements, articles, by=by, top=TOP)
    yield Drawing("positions", positions, plot_positions(positions, by=by))
    everything = measures(articles, statements, analysis.mentions, analysis.exposure, by=by)
    quoted = everything[everything["measure"].isin(MEASURES)]
    yield Drawing("measures", quoted, plot_measures(quoted, MEASURES))
    ridges = stances_by_article(statements, articles, by=by)
    yield Drawing("stance-ridges", ridges, plot_stance_ridges(ridges, by=by))
    if articles[by].nunique() > 1 and statements["cue_lemma"].notna().any():
        cues = keyness(statements.dropna(subset="cue_lemma"), articles, by=by, key="cue_lemma")
        yield Drawing("keyness", cues, plot_keyness(cues, by=by))


def _labels(analysis: Analysed, by: str) -> Iterator[Drawing]:
    articles, mentions = analysis.articles, analysis.mentions
    hedges, labels = (mentions[mentions["lexicon"] == name] for name in ("hedges", "labels"))
    rates = mention_rates(hedges, analysis.exposure, articles, by=by, split=None)
    unit = "hedges per 1,000 words of the outlet's own voice"
    yield Drawing("hedges", rates, plot_rates(rates, by=by, unit=unit))
    rates = mention_rates(labels, analysis.exposure, articles, by=by)
    unit = "labels per 1,000 words of the outlet's own voice"
    yield Drawing("labels", rates, plot_rates(rates, by=by, split="category", unit=unit))
    voices = label_voices(labels, articles, by=by)
    yield Drawing("label-voices", voices, plot_label_voices(voices, by=by, top=TOP))
    rivals = labels.groupby("referent")["term"].agg(["size", "nunique"]).reset_index()
    rivals = rivals.sort_values(["nunique", "size", "referent"], ascending=[False, False, True])
    if len(rivals) and rivals["nunique"].iloc[0] > 1:
        choices = label_choices(labels, articles, referent=str(rivals["referent"].iloc[0]), by=by)
        yield Drawing("label-choices", choices, plot_label_choices(choices, by=by))


def _naming(analysis: Analysed, by: str) -> Iterator[Drawing]:
    articles, naming = analysis.articles, analysis.naming
    forms = naming_shares(naming, articles, by=by)
    yield Drawing("naming", forms, plot_naming(forms, by=by))
    tree = naming_tree(naming, articles, by=by, actors=TOP)
    yield Drawing("naming-tree", tree, plot_naming_tree(tree, by=by))
    rates = agency_rates(analysis.agency, articles, by=by)
    yield Drawing("agency", rates, plot_agency(rates, by=by))


def _compared(analysis: Analysed, by: str, names: tuple[str, ...]) -> Iterator[Drawing]:
    """What is compared within events, where one has several groups and statements."""
    side = side_by_side(align_statements(analysis.statements, analysis.articles), analysis, by=by)
    told = side[side["reported"]].groupby("event")["utterance"].size()
    if len(told):
        example = side[side["event"] == told.idxmax()]
        yield Drawing("side-by-side", example, plot_reporting_matrix(example, by=by, most=UTTERANCES))
    curve = specification_curve(analysis, Comparison(COMPARED, names[0], names[-1], by))
    if curve["difference"].notna().any():
        yield Drawing("specifications", curve, plot_specifications(curve))
