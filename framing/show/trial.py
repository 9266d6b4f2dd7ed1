"""What a lexicon finds in a text, to look at in a notebook: the text with its hits, and a frame of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from os import PathLike

import pandas as pd

from framing.find import Layout, Statement, Voices, find_mentions, find_statements
from framing.lexicon import Lexicon, load_lexicon
from framing.parse import Tokens, parse_text
from framing.show.annotated import BOX_STYLE, LEGEND_STYLE
from framing.show.style import GROUP_COLOURS

CUES = "reporting-verbs"
TERM_COLUMNS = ("text", "term", "category", "voice", "scare_quoted", "negated", "referent", "start", "end")
CUE_COLUMNS = ("text", "term", "category", "source", "kind", "content", "negated", "hedged", "start", "end")


@dataclass(frozen=True, eq=False)
class Trial:
    """A text read with a lexicon; Jupyter shows it highlighted, ``str()`` gives it with its hits in [brackets].

    ``frame`` has one row a hit: the words hit, the term, its category, whose voice they are in, and their place; with
    a lexicon of cues, one row a statement that has a cue, with its source, kind and content.

    >>> from framing import try_lexicon
    >>> str(try_lexicon("labels", "The regime denied it."))
    'The [regime] denied it.'
    """

    lexicon: Lexicon
    text: str
    frame: pd.DataFrame

    def __str__(self) -> str:
        parts, done = [], 0
        for start, end, _ in self._spans():
            parts += [self.text[done:start], "[", self.text[start:end], "]"]
            done = end
        return "".join([*parts, self.text[done:]])

    def __repr__(self) -> str:
        return f"<Trial of {self.lexicon.name} {self.lexicon.version}: {len(self.frame)} hits>"

    def _repr_html_(self) -> str:
        colours = {name: GROUP_COLOURS[place % len(GROUP_COLOURS)] for place, name in enumerate(self._categories())}
        parts, done = [], 0
        for start, end, row in self._spans():
            title = f"{row['term']}: {row['category']}"
            style = f"border-bottom:3px solid {colours[row['category']]};font-weight:bold"
            parts.append(escape(self.text[done:start]))
            parts.append(f'<span style="{style}" title="{escape(title)}">{escape(self.text[start:end])}</span>')
            done = end
        body = "".join([*parts, escape(self.text[done:])])
        key = "".join(
            f'<span style="border-bottom:3px solid {colour};margin-right:1.2em;display:inline-block" '
            f'title="{escape(self.lexicon.categories.get(name, ""))}">{escape(name)} '
            f"({int((self.frame['category'] == name).sum())})</span> "
            for name, colour in colours.items()
        )
        legend = f'<div style="{LEGEND_STYLE}">{key or "no hits"}</div>'
        return f'<div class="framing-trial" style="{BOX_STYLE}">{legend}<div>{body}</div></div>'

    def _categories(self) -> list[str]:
        """The categories that are hit, in the order in which the lexicon declares them."""
        hit = set(self.frame["category"])
        return [name for name in dict.fromkeys([*self.lexicon.categories, *self.frame["category"]]) if name in hit]

    def _spans(self) -> Iterator[tuple[int, int, dict[str, str]]]:
        """The hits in text order, without those that overlap one before them."""
        done = 0
        for row in self.frame.sort_values(["start", "end"], ascending=[True, False]).to_dict("records"):
            start, end = int(row["start"]), int(row["end"])
            if start >= done:
                done = end
                yield start, end, {str(key): str(value) for key, value in row.items()}


def try_lexicon(lexicon: Lexicon | str | PathLike[str], text: str, *, model: str | None = None) -> Trial:
    """Read a text with a lexicon (or its name or path): what is hit, under which category, in whose voice.

    ``model`` names a spaCy pipeline. Raises LexiconError for a lexicon that is not there or not sound, ModelError
    when there is no model.

    >>> trial = try_lexicon("labels", "“The rebels fled,” the mayor said. The regime denied it.")
    >>> print(trial)
    “The [rebels] fled,” the mayor said. The [regime] denied it.
    >>> trial.frame[["term", "voice"]].values.tolist()
    [['rebel', 'direct'], ['regime', 'outlet']]
    """
    found = lexicon if isinstance(lexicon, Lexicon) else load_lexicon(lexicon)
    tokens = parse_text(text, model=model)
    if found.kind == "cues":
        rows = [_cue(row, tokens) for row in find_statements(tokens, lexicon=found) if row.cue_start is not None]
        return Trial(found, text, pd.DataFrame(rows, columns=list(CUE_COLUMNS)))
    layout = Layout.of(tokens)
    voices = Voices.of(layout, list(find_statements(tokens, lexicon=load_lexicon(CUES), layout=layout)))
    mentions = find_mentions(tokens, lexicon=found, voices=voices, layout=layout)
    hits = [tuple(getattr(mention, name) for name in TERM_COLUMNS) for mention in mentions]
    return Trial(found, text, pd.DataFrame(hits, columns=list(TERM_COLUMNS)))


def _cue(row: Statement, tokens: Tokens) -> tuple[object, ...]:
    words = tokens.text[row.cue_start : row.cue_end]
    return (words, row.cue_lemma, row.stance, row.source, row.kind, row.content, row.negated, row.hedged,
            row.cue_start, row.cue_end)  # fmt: skip
