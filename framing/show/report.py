"""The report: one HTML file that needs no network, every number a button that shows the sentences it counts.

The page carries its evidence once, as JSON that is no script; the one script and the one stylesheet are allowed by
their hashes, images only as data, everything else is forbidden by a Content-Security-Policy. All text is escaped by the
template, put into the page by ``textContent``, or within an image.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
from markupsafe import Markup

from framing.accuracy import published_accuracy
from framing.compare import measures, paired_differences
from framing.compare.groups import Groups, Tables
from framing.errors import StoreError, TableError
from framing.show.behind import evidence_of
from framing.show.coded import coded_samples, coding_table
from framing.show.events import EVENT, aligned_events, shared_events
from framing.show.evidence import Evidence
from framing.show.headlines import difference_table, overview_table
from framing.show.opening import excluded_table, facts, group_table, made_by, missing_words
from framing.show.sections import (
    TOP_ACTORS,
    agency_section,
    labels_section,
    naming_section,
    speakers_section,
    stances_section,
    wordings_section,
)  # fmt: skip
from framing.show.style import STANCE_COLOURS
from framing.show.tables import Table, accuracy_tables
from framing.show.texts import with_texts

TEMPLATES = Path(__file__).parent / "templates"
POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src data:; base-uri 'none'; form-action 'none'"
)


class AnalysisLike(Tables, Protocol):
    """What a report is made of: the tables, and the record of what made them."""

    @property
    def naming(self) -> pd.DataFrame: ...
    @property
    def agency(self) -> pd.DataFrame: ...
    @property
    def excluded(self) -> pd.DataFrame: ...
    @property
    def meta(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, eq=False)
class Compared:
    """The tables that comparisons need, the articles perhaps with their texts."""

    articles: pd.DataFrame
    statements: pd.DataFrame
    mentions: pd.DataFrame
    exposure: pd.DataFrame


def write_report(
    analysis: AnalysisLike,
    path: str | Path,
    *,
    by: str = "outlet",
    title: str | None = None,
    articles: pd.DataFrame | None = None,
) -> Path:
    """Write the report of an analysis to one HTML file and return its path; folders on the way are made.

    Sections: overview, who speaks, how they are reported, labels by voice, the same events side by side (where articles
    have events), how actors are called, who does what to whom, hedges and other wordings, every sentence counted with
    filters, how accurate the detectors are, and the method. Each number is a button that lists what it counts.
    ``by`` names the column of the articles that is compared. Saved tables hold no texts: ``articles`` (as `load_corpus`
    gives them, matched by ``text_sha256``) brings them back, and the page then holds each sentence that is counted.

    Raises ChoiceError for an unknown ``by``, TableError when there are no articles, CorpusError when ``articles`` are
    other ones, StoreError when the file cannot be written.

    ``title`` is that of the page.

    >>> from types import SimpleNamespace
    >>> from framing import FramingError
    >>> from framing.tables import SCHEMAS, to_frame
    >>> try:
    ...     write_report(SimpleNamespace(**{name: to_frame(name, []) for name in SCHEMAS}), "report.html")
    ... except FramingError as error:
    ...     print(type(error).__name__)
    TableError
    """
    page = render_report(analysis, by=by, title=title, articles=articles)
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(page, encoding="utf-8", errors="xmlcharrefreplace")
    except OSError as error:
        raise StoreError(f"the report cannot be written to {path}: {error.strerror or error}") from error
    return Path(path)


def render_report(
    analysis: AnalysisLike, *, by: str = "outlet", title: str | None = None, articles: pd.DataFrame | None = None
) -> str:
    """The report as a string; see ``write_report``."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    known = analysis.articles if articles is None else with_texts(analysis.articles, articles)
    tables = Compared(known, analysis.statements, analysis.mentions, analysis.exposure)
    groups = Groups.of(known, by)
    aligned = aligned_events(tables, by=by)
    evidence = evidence_of(tables, groups, top=TOP_ACTORS, utterances=aligned.utterances if aligned else {})
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8") + _stance_rules()
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    counted = {*analysis.meta.get("term_lexicons", ()), *tables.mentions["lexicon"]}
    sections = {
        "overview": overview_table(
            measures(known, tables.statements, tables.mentions, tables.exposure, counted, by=by),
            sorted(counted),
            evidence,
        ),
        "groups": group_table(tables, groups, evidence),
        "speakers": list(speakers_section(tables, evidence, by)),
        "stances": list(stances_section(tables, evidence, by)),
        "labels": list(labels_section(tables, evidence, by)),
        "wordings": list(wordings_section(tables, evidence, by)),
        "naming": list(naming_section(analysis.naming, known, evidence, by)),
        "agency": list(agency_section(analysis.agency, known, evidence, by)),
        "differences": _differences(tables, groups, evidence, by),
        "side": shared_events(aligned, known, evidence, by=by) if aligned else None,
    }
    return environment.get_template("report.html.j2").render(
        title=title or "Who speaks, in which words, and whose labels",
        by=by,
        facts=facts(tables, groups, evidence),
        missing=missing_words(known, analysis.meta),
        excluded=excluded_table(analysis.excluded),
        accuracy=accuracy_tables(published_accuracy()),
        coded=coding_table(coded_samples(analysis.meta.get("lexicons", {}))),
        made_by=made_by(analysis.meta),
        **sections,
        evidence=Markup(evidence.as_json()),
        style=Markup(style),
        script=Markup(script),
        policy=POLICY.format(style=_hashed(style), script=_hashed(script)),
    )


def _differences(tables: Tables, groups: Groups, evidence: Evidence, by: str) -> Table | None:
    if EVENT not in tables.articles or by == EVENT:
        return None
    try:
        found = paired_differences(tables.articles, tables.statements, tables.mentions, tables.exposure, by=by)
    except TableError:
        return None
    return difference_table(found, tables, groups, evidence) if (found["n_events"] >= 2).any() else None


def _stance_rules() -> str:
    """A rule for each stance, for the page may have no style attributes."""
    return "".join(f".stance-{name} {{ --stance: {colour}; }}\n" for name, colour in STANCE_COLOURS.items())


def _hashed(source: str) -> Markup:
    return Markup(f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'")
