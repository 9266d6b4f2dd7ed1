"""The report: one HTML file that needs no network, figures inline, every number with its denominator."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd
from markupsafe import Markup

from framing.accuracy import published_accuracy
from framing.compare import (
    actor_shares,
    label_voices,
    measures,
    mention_rates,
    paired_differences,
    source_positions,
    stance_shares,
)  # fmt: skip
from framing.compare.groups import Groups, Tables
from framing.errors import StoreError, TableError
from framing.show.coded import coded_samples, coding_table
from framing.show.events import shared_events
from framing.show.figures import figure_svg
from framing.show.plots import plot_actors, plot_label_voices, plot_positions, plot_rates, plot_stances
from framing.show.tables import (
    Table,
    accuracy_tables,
    actor_table,
    difference_table,
    label_table,
    overview_table,
    position_table,
    rate_table,
    stance_table,
    statement_rows,
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
TEMPLATES = Path(__file__).parent / "templates"


class AnalysisLike(Tables, Protocol):
    """What a report is made of: the tables, and the record of what made them."""

    @property
    def meta(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Shown:
    """A figure with its table."""

    title: str
    note: str
    svg: Markup
    table: Table


def write_report(analysis: AnalysisLike, path: str | Path, *, by: str = "outlet", title: str | None = None) -> Path:
    """Write the report of an analysis to one HTML file and return its path; folders on the way are made.

    Sections: overview, differences within events and their statements side by side (where articles have events), who
    speaks, how they are reported, labels by voice, hedges and other wordings, every statement with filters, how
    accurate the detectors are, and what made the tables.
    ``by`` names the column of the articles that is compared.

    Raises ChoiceError for an unknown ``by``, TableError when there are no articles, StoreError when the file cannot
    be written.
    """
    page = render_report(analysis, by=by, title=title)
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(page, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"the report cannot be written to {path}: {error.strerror or error}") from error
    return Path(path)


def render_report(analysis: AnalysisLike, *, by: str = "outlet", title: str | None = None) -> str:
    """The report as a string; see ``write_report``."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    groups = Groups.of(analysis.articles, by)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    template = environment.get_template("report.html.j2")
    return template.render(
        title=title or "Who speaks, in which words, and whose labels",
        by=by,
        groups=groups.names,
        facts=_facts(analysis, groups, by),
        overview=overview_table(measures(*_tables(analysis), by=by)),
        differences=_differences(analysis, by),
        side=shared_events(analysis, by=by),
        speakers=_speakers(analysis, by),
        stances=_stances(analysis, by),
        labels=list(_labels(analysis, by)),
        wordings=list(_wordings(analysis, by)),
        statements=statement_rows(analysis.statements, groups),
        accuracy=accuracy_tables(published_accuracy()),
        coded=coding_table(coded_samples(analysis.meta.get("lexicons", {}))),
        made_by=_made_by(analysis.meta),
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _tables(analysis: AnalysisLike) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return analysis.articles, analysis.statements, analysis.mentions, analysis.exposure


def _draw(title: str, note: str, ax: Axes, table: Table) -> Shown:
    import matplotlib.pyplot as plt

    name = "".join(letter if letter.isalnum() else "-" for letter in title.lower())
    svg = Markup(figure_svg(ax, ids=name))  # matplotlib escapes every text in its SVG
    plt.close(ax.get_figure(root=True))
    return Shown(title, note, svg, table)


def _facts(analysis: AnalysisLike, groups: Groups, by: str) -> list[tuple[str, str]]:
    dates = analysis.articles["date"].dropna() if "date" in analysis.articles else pd.Series(dtype="datetime64[ns]")
    facts = [
        ("articles", f"{len(analysis.articles):,}"),
        (f"{by}s", f"{len(groups):,}"),
        ("words", f"{int(analysis.exposure['n_words'].sum()):,}"),
        ("statements", f"{len(analysis.statements):,}"),
        ("terms found", f"{len(analysis.mentions):,}"),
    ]
    if "event" in analysis.articles and analysis.articles["event"].notna().any():
        facts.insert(2, ("events", f"{analysis.articles['event'].nunique():,}"))
    if len(dates):
        first, last = dates.min().date(), dates.max().date()
        facts.append(("published", str(first) if first == last else f"{first} to {last}"))
    return facts


def _differences(analysis: AnalysisLike, by: str) -> Table | None:
    if "event" not in analysis.articles or by == "event":
        return None
    try:
        table = paired_differences(*_tables(analysis), by=by)
    except TableError:
        return None
    return difference_table(table) if (table["n_events"] >= 2).any() else None


def _speakers(analysis: AnalysisLike, by: str) -> list[Shown]:
    if analysis.statements.empty:
        return []
    shares = actor_shares(analysis.statements, analysis.articles, by=by, top=TOP_ACTORS)
    places = source_positions(analysis.statements, analysis.articles, by=by, top=TOP_ACTORS)
    note = (
        f"The {TOP_ACTORS} actors with most statements; all others together, and sources without a name, have own rows."
    )
    where = "The mean place of an actor's statements between the first and the last word of the article."
    return [
        _draw("Whose statements are reported", note, plot_actors(shares, by=by), actor_table(shares, by)),
        _draw("Where in the article they speak", where, plot_positions(places, by=by), position_table(places, by)),
    ]


def _stances(analysis: AnalysisLike, by: str) -> Shown | None:
    if analysis.statements.empty:
        return None
    shares = stance_shares(analysis.statements, analysis.articles, by=by)
    note = (
        "The stance is that of the reporting cue (say, claim, admit ...): a fact of usage, no verdict on who is right."
    )
    return _draw("Stance of the reporting cues", note, plot_stances(shares, by=by), stance_table(shares, by))


def _labels(analysis: AnalysisLike, by: str) -> Iterator[Shown]:
    for name in _lexicons(analysis):
        hits = analysis.mentions[analysis.mentions["lexicon"] == name]
        voices = label_voices(hits, analysis.articles, by=by)
        note = "The five commonest terms; the table has all. The first part of a bar is the outlet's own voice."
        yield _draw(f"Terms of the lexicon {name}", note, plot_label_voices(voices, by=by), label_table(voices, by))


def _wordings(analysis: AnalysisLike, by: str) -> Iterator[Shown]:
    for name, title in WORDINGS.items():
        hits = analysis.mentions[analysis.mentions["lexicon"] == name]
        if hits.empty:
            continue
        split = "category" if name in SPLIT else None
        rates = mention_rates(hits, analysis.exposure, analysis.articles, by=by, split=split)
        note = f"Terms of the lexicon {name} in the outlet's own voice, per 1,000 words of that voice."
        yield _draw(title, note, plot_rates(rates, by=by, split=split), rate_table(rates, by, split=split))


def _lexicons(analysis: AnalysisLike) -> list[str]:
    """Lexicons of terms that hit, those of wording aside."""
    return sorted(set(analysis.mentions["lexicon"]) - set(WORDINGS))


def _made_by(meta: Mapping[str, Any]) -> list[tuple[str, str]]:
    rows = []
    for key, value in meta.items():
        if isinstance(value, Mapping):
            value = ", ".join(f"{name} {version}" for name, version in value.items())
        rows.append((str(key).replace("_", " "), str(value)))
    return rows
