"""Which content a possible cue has, if any: by the rules alone, or by rules weighed with what annotation taught.

The weights are those of two logistic regressions: one asks whether a cue introduces a statement in its context, the
other which of its possible contents is right to the word. They stand in ``weights.tsv``, a line a feature, and
``benchmarks/train_attribution.py`` makes them from a corpus in PolNeAR's form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Protocol

from framing.find.candidates import Candidate, moved_too, unmoved
from framing.find.content import Content, content_of
from framing.find.cues import Cue
from framing.find.features import Sums, content_facts, cue_facts
from framing.find.layout import Layout

BIAS = "(bias)"
ANYWHERE = ("around", "quote", "ccomp")  # relations that need no entry
BEYOND = 0.4  # more log-odds for a relation that the entry does not list


class Judge(Protocol):
    """Decides on one possible cue: its content, or None when it introduces nothing."""

    def __call__(self, layout: Layout, cue: Cue) -> Content | None: ...


@dataclass(frozen=True)
class Weights:
    """The weights of both regressions, in log-odds a feature; ``threshold`` is the log-odds that a cue must reach."""

    cue: Mapping[str, float]
    content: Mapping[str, float]
    threshold: float

    def __call__(self, layout: Layout, cue: Cue) -> Content | None:
        """The likeliest content of a cue that is likely enough."""
        if "line" in cue.relations:  # annotators leave most transcripts out, readers do not
            return content_of(layout, cue)
        contents = unmoved(layout, cue)
        first = next(contents, None)
        if first is None or not self._introduces(layout, cue, first):
            return None
        candidates = moved_too(layout, cue, [first, *contents])
        if len(candidates) == 1:
            return first.content
        scores = [self._score(layout, cue, candidate) for candidate in candidates]
        return candidates[scores.index(max(scores))].content

    def _introduces(self, layout: Layout, cue: Cue, first: Candidate) -> bool:
        """Whether the cue is likely enough to introduce something; more so where its entry lists no such relation."""
        source = first.content.source(layout, cue)
        odds = sum(map(self._cue_sums.__getitem__, cue_facts(layout, cue, first, source)))
        beyond = first.content.relation not in (*cue.relations, *ANYWHERE)
        return self.cue.get(BIAS, 0.0) + odds >= self.threshold + (BEYOND if beyond else 0.0)

    def _score(self, layout: Layout, cue: Cue, candidate: Candidate) -> float:
        return sum(map(self._content_sums.__getitem__, content_facts(layout, cue, candidate)))

    @cached_property
    def _cue_sums(self) -> Sums:
        return Sums(self.cue)

    @cached_property
    def _content_sums(self) -> Sums:
        return Sums(self.content)


def by_rules(layout: Layout, cue: Cue) -> Content | None:
    """The content that the cue's entry allows, whatever the context: no weights, nothing learnt."""
    return content_of(layout, cue)


@lru_cache(maxsize=1)
def learnt_weights() -> Weights:
    """The weights that the package carries."""
    return read_weights(files("framing.find").joinpath("weights.tsv").read_text("utf-8"))


def read_weights(text: str) -> Weights:
    """Weights from their file: lines of table, feature and weight with tabs between; ``#`` begins a remark."""
    tables: dict[str, dict[str, float]] = {"cue": {}, "content": {}, "threshold": {}}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            table, feature, weight = line.split("\t")
            tables[table][feature] = float(weight)
    return Weights(tables["cue"], tables["content"], tables["threshold"]["cue"])
