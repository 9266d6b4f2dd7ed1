"""The sections of the report: for each the figures, the tables behind them, and their numbers' evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import pandas as pd

from framing.compare import (
    actor_shares,
    agency_rates,
    label_voices,
    mention_rates,
    naming_shares,
    source_diversity,
    source_positions,
    stance_shares,
)  # fmt: skip
from framing.compare.agency import VIOLENT
from framing.compare.groups import Tables
from framing.compare.shares import OTHER, UNNAMED
from framing.show.behind import add_agency, add_naming, violent
from framing.show.evidence import Evidence
from framing.show.figures import describe_figure, figure_svg
from framing.show.naming import plot_agency, plot_naming
from framing.show.plots import plot_actors, plot_label_voices, plot_positions, plot_rates, plot_stances
from framing.show.tables import (
    Table,
    actor_table,
    diversity_table,
    event_table,
    label_table,
    naming_table,
    position_table,
    rate_table,
    stance_table,
)  # fmt: skip

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Lexicons of how something is put, not of what it is called: shown as rates, a heading each.
WORDINGS = {
    "hedges": "Hedges",
    "boosters": "Boosters",
    "presupposition": "Words that take something for granted",
    "subjective": "Subjective words",
    "frames": "Indicators of generic news frames",
    "moral-foundations": "Words of moral foundations",
}
# Of these a rate over all categories says nothing.
SPLIT = ("frames", "moral-foundations")
TOP_ACTORS = 8
# What needs no escape in the address of an image, so that it stays short.
PLAIN = " !$()*+,/:;=?@[]<>{}|^"
TOP_NAMED, TOP_WORDINGS = 4, 8


@dataclass(frozen=True)
class Shown:
    """A heading with its note, a figure (as the address of an image, with its alternative text), and tables."""

    title: str
    note: str
    tables: tuple[Table, ...]
    image: str = ""
    alt: str = ""


def speakers_section(analysis: Tables, evidence: Evidence, by: str) -> Iterator[Shown]:
    """Who is reported, how many voices there are, and where in the article they speak."""
    said, articles = analysis.statements, analysis.articles
    if said.empty:
        return
    shares = actor_shares(said, articles, by=by, top=TOP_ACTORS)
    note = actors_note(shares)
    yield _drawn("Whose statements are reported", note, plot_actors(shares, by=by), actor_table(shares, by, evidence))
    voices = diversity_table(source_diversity(said, articles, by=by), by, evidence)
    yield Shown("How many voices, and how many without a name", "Few loud sources, or many.", (voices,))
    places = source_positions(said, articles, by=by, top=TOP_ACTORS)
    note = "The mean place of an actor's statements between the first and the last word of the article."
    table = position_table(places, by, evidence)
    yield _drawn("Where in the article they speak", note, plot_positions(places, by=by), table)


def stances_section(analysis: Tables, evidence: Evidence, by: str) -> Iterator[Shown]:
    """The stances of the reporting cues."""
    if analysis.statements.empty:
        return
    shares = stance_shares(analysis.statements, analysis.articles, by=by)
    note = (
        "The stance is that of the reporting cue (say, claim, admit ...): a fact of usage, no verdict on who is right."
    )
    yield _drawn("Stance of the reporting cues", note, plot_stances(shares, by=by), stance_table(shares, by, evidence))


def labels_section(analysis: Tables, evidence: Evidence, by: str) -> Iterator[Shown]:
    """Terms of the lexicons by the voice that they stand in, lexicons of wording aside."""
    for name in sorted(set(analysis.mentions["lexicon"]) - set(WORDINGS)):
        hits = analysis.mentions[analysis.mentions["lexicon"] == name]
        voices = label_voices(hits, analysis.articles, by=by)
        note = "The five commonest terms; the table has all. The first part of a bar is the outlet's own voice."
        table = label_table(voices, by, evidence)
        yield _drawn(f"Terms of the lexicon {name}", note, plot_label_voices(voices, by=by), table)


def wordings_section(analysis: Tables, evidence: Evidence, by: str) -> Iterator[Shown]:
    """Rates of the lexicons of wording."""
    for name, title in WORDINGS.items():
        hits = analysis.mentions[analysis.mentions["lexicon"] == name]
        if hits.empty:
            continue
        split = "category" if name in SPLIT else None
        rates = mention_rates(hits, analysis.exposure, analysis.articles, by=by, split=split)
        note = f"Terms of the lexicon {name} in the outlet's own voice, per 1,000 words of that voice."
        table = rate_table(rates, by, name, evidence, split=split)
        yield _drawn(title, note, plot_rates(rates, by=by, split=split), table)


def naming_section(naming: pd.DataFrame, articles: pd.DataFrame, evidence: Evidence, by: str) -> Iterator[Shown]:
    """How the actors with most mentions are called: in which form, in which words, with which modifiers."""
    own = naming[naming["doc_id"].isin(articles["doc_id"].tolist())]
    named = own.loc[own["actor_kind"] != UNNAMED, "actor"].value_counts().rename_axis("actor").reset_index(name="n")
    actors = named.sort_values(["n", "actor"], ascending=[False, True])["actor"].head(TOP_NAMED).tolist()
    frames = {
        actor: {
            split: naming_shares(own, articles, by=by, actor=actor, split=split, top=TOP_WORDINGS)
            for split in ("form", "text", "modifiers")
        }
        for actor in actors
    }
    add_naming(evidence, own, {actor: list(found["text"]["text"]) for actor, found in frames.items()})
    for actor, found in frames.items():
        tables = tuple(naming_table(found[split], by, actor, evidence) for split in found)
        note = "Bare name, title, role, epithet or pronoun; then the commonest wordings and modifiers, pronouns aside."
        yield _drawn(actor, note, plot_naming(found["form"], by=by), *tables)


def agency_section(agency: pd.DataFrame, articles: pd.DataFrame, evidence: Evidence, by: str) -> Iterator[Shown]:
    """How events of violence are told: as passives, without who acts, as nouns, as dying."""
    own = agency[agency["doc_id"].isin(articles["doc_id"].tolist())]
    if violent(own).empty:
        return
    add_agency(evidence, own)
    rates = agency_rates(own, articles, by=by, category=VIOLENT)
    note = "Passives, events without who acts, nouns (“the killing of”) and verbs of dying, of events with a patient."
    yield _drawn("Events of violence", note, plot_agency(rates, by=by), event_table(rates, by, evidence))


def actors_note(shares: pd.DataFrame) -> str:
    """What the rows of ``actor_shares`` are: how many actors with names, and whether all others follow in one row.

    >>> actors_note(pd.DataFrame({"actor": ["Moss", "Orr"], "n_hits": [2, 1]}))
    'Every actor with a name who is reported (2).'
    """
    hits = shares.groupby("actor")["n_hits"].sum()
    said = set(hits.index[hits > 0])
    named = len(said - {OTHER, UNNAMED})
    unnamed = ", and sources without a name." if UNNAMED in said else "."
    if OTHER not in said:
        return f"Every actor with a name who is reported ({named}){unnamed}"
    others = "All other actors together stand in the note above the figure and in the table."
    return f"The {named} actors with most statements{unnamed} {others}"


def _drawn(title: str, note: str, ax: Axes, *tables: Table) -> Shown:
    import matplotlib.pyplot as plt

    svg, alt = figure_svg(ax), describe_figure(ax)
    plt.close(ax.get_figure(root=True))
    return Shown(title, note, tables, f"data:image/svg+xml,{quote(' '.join(svg.split()), safe=PLAIN)}", alt)
