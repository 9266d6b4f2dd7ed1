"""Which of the rival names for one thing a group chooses: in its own voice, beside the words of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.compare.choices import OTHERS, OWN
from framing.errors import ChoiceError
from framing.show.alt import alt_text
from framing.show.bar_grid import Frame, bar_grid
from framing.show.forest import NO_VALUE
from framing.show.marks import need_columns, need_group, nothing_drawn
from framing.show.style import VOICE_COLOURS, house_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

VOICES = {OWN: ("own voice", VOICE_COLOURS["outlet"]), OTHERS: ("words of others", VOICE_COLOURS["direct"])}
COLUMNS = ["referent", "voice", "category", "term", "n_hits", "n_set", "share", "low", "high"]


def plot_label_choices(data: pd.DataFrame, *, by: str = "outlet", ax: Axes | None = None) -> Axes:
    """The labels of one contrast set across, each group's own voice and the words of others down.

    ``data`` comes from ``label_choices``. A bar is the share of the label among those of its set in that voice, its
    line the interval, the number its hits; a row says of how many labels. A voice without any label of the set has
    "none" in its cells. The figure is as wide as its labels need. Raises ChoiceError for ``by`` not in data, or when
    data holds several sets.

    ``ax`` is where to draw; by default a new figure is made.

    >>> import pandas as pd
    >>> from framing import label_choices
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> mentions = pd.DataFrame({"doc_id": ["a", "a", "b"], "referent": "fighter", "category": "descriptive",
    ...     "term": ["rebel", "militant", "rebel"], "voice": ["outlet", "direct", "outlet"], "scare_quoted": False})
    >>> ax = plot_label_choices(label_choices(mentions, articles, referent="fighter"))
    >>> ax.figure.clear()
    """
    need_group(data, by)
    need_columns(data, COLUMNS, "label_choices")
    sets = list(dict.fromkeys(data["referent"]))
    if len(sets) > 1:
        raise ChoiceError(f"data holds the sets {', '.join(map(repr, sets))}; draw one, data[data.referent == ...]")
    label = f"share of the labels for: {sets[0]}" if sets else "share of the labels"
    with house_style():
        if data.empty:
            ax = nothing_drawn(ax)
            ax.set_xlabel(label)
            ax.set_label(alt_text(data, "label_choices", by=by))
            return ax
        terms, groups = list(dict.fromkeys(data["term"])), list(dict.fromkeys(data[by]))
        order = {(name, voice): 3 * number + place + 1
                 for number, name in enumerate(groups) for place, voice in enumerate(VOICES)}  # fmt: skip
        cells = data.assign(
            row=[order[key] for key in zip(data[by], data["voice"])],
            column=data["term"].map({name: number for number, name in enumerate(terms)}).astype(int),
            text=[f"{hits:,}" if base else NO_VALUE for hits, base in zip(data["n_hits"], data["n_set"])],
            colour=[VOICES[voice][1] for voice in data["voice"]],
        )
        ax = bar_grid(cells, Frame(_rows(data, by, groups), _heads(data, terms), _bold(groups), label), ax=ax)
        ax.set_label(alt_text(data[data["voice"] == OWN], "label_choices", by=by))
    return ax


def _rows(data: pd.DataFrame, by: str, groups: list[str]) -> list[str]:
    """The group, then a row for each voice with the number of labels of the set in it."""
    sizes = data.drop_duplicates([by, "voice"]).set_index([by, "voice"])["n_set"].to_dict()
    rows = []
    for name in groups:
        rows.append(str(name))
        rows += [f"\u2003{VOICES[voice][0]}, n = {sizes[name, voice]:,}" for voice in VOICES]
    return rows


def _bold(groups: list[str]) -> frozenset[int]:
    return frozenset(3 * number for number in range(len(groups)))


def _heads(data: pd.DataFrame, terms: list[str]) -> list[str]:
    categories = dict(zip(data["term"], data["category"]))
    return [f"{name}\n({categories[name]})" for name in terms]
