"""An article with its statements, cues, sources and labels marked in the text, coloured by voice, as escaped HTML.

Statements nest and labels overlap quotations, so no element is opened per row. The text is cut at every boundary of
any row, and each piece becomes one flat ``<span>`` that carries all that holds there. Styles are inline attributes:
Jupyter keeps them in untrusted notebooks, and translucent backgrounds work on light and dark pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from framing.errors import TableError
from framing.show.style import STANCE_COLOURS, VOICE_NAMES

QUOTED = re.compile(r"“[^”“]*”?|\"[^\"]*\"?|«[^»]*»?")
VOICE_STYLES = {
    "direct": "background-color:rgba(86,180,233,0.30)",
    "indirect": "background-color:rgba(86,180,233,0.11)",
}
LABEL_STYLES = {
    "outlet": "border-bottom:3px solid #0072b2",
    "scare_quoted": "border-bottom:3px double #d55e00",
    "direct": "border-bottom:3px dotted #56b4e9",
    "indirect": "border-bottom:3px dashed #7f9aa8",
}
SOURCE_STYLE = "font-style:italic;border-bottom:1px solid rgba(127,133,138,0.9)"
BOX_STYLE = "max-width:46em;line-height:1.7;font-family:Georgia,serif;white-space:pre-wrap;overflow-wrap:anywhere"
LEGEND_STYLE = "font-family:sans-serif;font-size:0.8em;line-height:2;margin:0 0 0.8em 0;white-space:normal"


@dataclass(frozen=True)
class Mark:
    """A stretch of the text and what holds there; ``what`` is voice, cue, source or label."""

    start: int
    end: int
    what: str
    value: str
    title: str


@dataclass(frozen=True)
class Annotated:
    """An annotated article: ``str()`` and Jupyter both give its HTML.

    >>> str(Annotated("<p>It rained.</p>"))
    '<p>It rained.</p>'
    """

    html: str

    def __str__(self) -> str:
        return self.html

    def _repr_html_(self) -> str:
        return self.html


def annotate(
    text: str, statements: pd.DataFrame, mentions: pd.DataFrame, *, title: str | None = None, legend: bool = True
) -> Annotated:
    """Mark one article's statements and mentions in its text.

    Reported content has a tinted background (stronger inside quotation marks), cues are bold in the colour of their
    stance, sources italic, labels underlined by whose voice they are in; hovering tells cue stance, actor and term.
    Every character of the text appears once, escaped. Raises TableError when rows belong to several articles, or
    an offset lies outside the text.

    ``title`` stands above the article, ``legend`` says whether the marks are explained below it.

    >>> nothing = pd.DataFrame({"doc_id": []})
    >>> "&lt;script&gt;" in str(annotate("<script>", nothing, nothing))
    True
    """
    marks = marks_of(text, statements, mentions)
    heading = f'<div style="font-weight:bold;font-size:1.15em">{escape(title)}</div>' if title else ""
    key = _legend() if legend else ""
    body = "".join(_piece(text[start:end], held) for start, end, held in sweep(len(text), marks))
    return Annotated(f'<div class="framing-text" style="{BOX_STYLE}">{heading}{key}<div>{body}</div></div>')


def marks_of(text: str, statements: pd.DataFrame, mentions: pd.DataFrame) -> list[Mark]:
    """What is to be marked in the text of one article; raises TableError as ``annotate`` does."""
    articles = {*statements["doc_id"], *mentions["doc_id"]}
    if len(articles) > 1:
        listed = ", ".join(sorted(map(repr, articles))[:3])
        raise TableError(f"rows of {len(articles)} articles ({listed} ...); select one: frame[frame.doc_id == ...]")
    marks = [*_statement_marks(text, statements), *_label_marks(mentions)]
    for mark in marks:
        if not 0 <= mark.start <= mark.end <= len(text):
            raise TableError(
                f"{mark.what} {mark.title!r} stands at {mark.start}-{mark.end}, "
                f"but the text has {len(text)} characters; pass the text that was analysed"
            )
    return marks


def _statement_marks(text: str, statements: pd.DataFrame) -> Iterator[Mark]:
    for row in statements.to_dict("records"):
        who = _known(row["actor"]) or _known(row["source"]) or "nobody named"
        title = f"{row['kind']} statement of {who}"
        for part in str(row["content_spans"]).split():
            start, end = (int(offset) for offset in part.split("-"))
            yield Mark(start, end, "voice", "direct" if row["kind"] == "direct" else "indirect", title)
            if row["kind"] == "mixed":
                for quoted in QUOTED.finditer(text, max(start, 0), min(end, len(text))):
                    yield Mark(quoted.start(), quoted.end(), "voice", "direct", "")
        if pd.notna(row["cue_start"]):
            flags = [name for name in ("negated", "hedged") if row[name]]
            cue = f"cue {row['cue_lemma']}: {', '.join([row['stance'], *flags])}"
            yield Mark(int(row["cue_start"]), int(row["cue_end"]), "cue", row["stance"], cue)
        if pd.notna(row["source_start"]):
            yield Mark(int(row["source_start"]), int(row["source_end"]), "source", "source", f"source: {who}")


def _label_marks(mentions: pd.DataFrame) -> Iterator[Mark]:
    for row in mentions.to_dict("records"):
        place = "scare_quoted" if row["scare_quoted"] else row["voice"]
        title = f"{row['lexicon']}: {row['term']} ({row['category']}), {VOICE_NAMES[place]}"
        yield Mark(int(row["start"]), int(row["end"]), "label", place, title)


def sweep(length: int, marks: list[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """Yield (start, end, marks that hold there) for the whole text, cut at every boundary."""
    opens: dict[int, list[Mark]] = {}
    closes: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.start < mark.end:
            opens.setdefault(mark.start, []).append(mark)
            closes.setdefault(mark.end, []).append(mark)
    held: dict[int, Mark] = {}
    before = 0
    for place in sorted({*opens, *closes, length}):
        if place > before:
            yield before, place, list(held.values())
        for mark in closes.get(place, ()):
            held.pop(id(mark), None)
        for mark in opens.get(place, ()):
            held[id(mark)] = mark
        before = place


def _piece(text: str, held: list[Mark]) -> str:
    if not held:
        return escape(text)
    by_kind: dict[str, Mark] = {}
    for mark in held:
        stronger = mark.what == "voice" and mark.value == "direct"
        if mark.what not in by_kind or mark.what != "voice" or stronger:
            by_kind[mark.what] = mark
    styles, names = [], []
    for what, mark in by_kind.items():
        names.append(f"{what}-{mark.value}".replace("_", "-"))
        styles.append(_style(what, mark.value))
    order = ("label", "cue", "source", "voice")
    titles = dict.fromkeys(mark.title for what in order for mark in held if mark.what == what and mark.title)
    return (
        f'<span class="{escape(" ".join(sorted(names)))}" style="{escape(";".join(styles))}" '
        f'title="{escape("; ".join(titles))}">{escape(text)}</span>'
    )


def _style(what: str, value: str) -> str:
    if what == "voice":
        return VOICE_STYLES[value]
    if what == "label":
        return LABEL_STYLES[value]
    if what == "cue":
        return f"font-weight:bold;color:{STANCE_COLOURS[value]}"
    return SOURCE_STYLE


def _legend() -> str:
    shown = [
        (VOICE_STYLES["direct"], "quoted words"),
        (VOICE_STYLES["indirect"], "paraphrased words"),
        (f"font-weight:bold;color:{STANCE_COLOURS['doubting']}", "reporting cue, coloured by stance"),
        (SOURCE_STYLE, "source"),
        *((LABEL_STYLES[place], f"term: {VOICE_NAMES[place]}") for place in LABEL_STYLES),
    ]
    keys = "".join(
        f'<span style="{style};margin-right:1.2em;display:inline-block;line-height:1.5">{name}</span> '
        for style, name in shown
    )
    return f'<div class="framing-legend" style="{LEGEND_STYLE}">{keys}</div>'


def _known(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)
