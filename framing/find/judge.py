"""Which content a possible cue has, if any: by the rules alone, or by rules weighed with what annotation taught.

The weights are those of two logistic regressions: one asks whether a cue introduces a statement in its context, the
other which of its possible contents is right to the word. They stand in ``weights.tsv``, a line a feature, and
``benchmarks/train_attribution.py`` makes them from a corpus in PolNeAR's form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

from framing.find.candidates import Candidate, moved_too, unmoved
from framing.find.content import Content, content_of
from framing.find.cues import Cue
from framing.find.features import HEADLINE, SOURCE_PLACE, content_facts, cue_facts, headline_facts, source_fact, sums
from framing.find.layout import Layout
from framing.find.spelling import Fact
from framing.kept import Remembered, kept

BIAS = "(bias)"
ANYWHERE = ("around", "quote", "ccomp")  # relations that need no entry
BEYOND = 0.4  # more log-odds for a relation that the entry does not list
SOURCE = "source="  # begins the features of sources
ROUNDING = 1e-6  # more than rounding changes a sum of weights by


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
        weight_of = self._content_sums.__getitem__
        scores = [sum(map(weight_of, content_facts(layout, cue, one))) for one in candidates]
        return candidates[scores.index(max(scores))].content

    def _introduces(self, layout: Layout, cue: Cue, first: Candidate) -> bool:
        """Whether the cue is likely enough to introduce something; more so where its entry lists no such relation."""
        relation, weight_of = first.given.relation, self._cue_sums.__getitem__
        beyond = relation not in cue.relations and relation not in ANYWHERE
        needed = self.threshold + (BEYOND if beyond else 0.0)
        weights = list(map(weight_of, cue_facts(layout, cue, first)))
        bias = self.cue.get(BIAS, 0.0)
        known = bias + sum(weights)
        least, most = self.bounds(relation, cue.term.act)
        if known + least > needed + ROUNDING:
            return True
        if known + most < needed - ROUNDING:
            return False  # as for most that are not cues: whoever may be the source
        # always in this order: where a sum comes out at what is needed, the order decides on its last digit
        source = first.given.source(layout, cue)
        weights.insert(SOURCE_PLACE, weight_of(source_fact(layout, cue, first, source)))
        known = bias + sum(weights)
        if abs(known - needed) <= abs(self.cue.get(HEADLINE, 0.0)) + ROUNDING:  # only then a headline decides
            weights += map(weight_of, headline_facts(layout, cue))
            known = bias + sum(weights)
        return known >= needed

    def bounds(self, relation: str, act: str | None) -> tuple[float, float]:
        """What source and headline add at least and at most to the log-odds of a cue with this relation and act."""
        found = self._bounds.get((relation, act))
        if found is None:
            alone, ends = self._sources, (f"|{relation}", f"|act={act}")
            joined = {source.removesuffix(end) for end in ends for source in alone if source.endswith(end)}
            # of a source that nothing is known of, of those known alone, and of those known with relation or act
            weights = [0.0, *(weight for source, weight in alone.items() if source not in joined)]
            weights += [self._cue_sums["source", source, relation, act] for source in joined]
            headline = self.cue.get(HEADLINE, 0.0)
            found = min(weights) + min(headline, 0.0), max(weights) + max(headline, 0.0)
            self._bounds[relation, act] = found
        return found

    @kept
    def _bounds(self) -> dict[tuple[str, str | None], tuple[float, float]]:
        """What `bounds` worked out."""
        return {}

    @kept
    def _sources(self) -> dict[str, float]:
        """What the features of sources name, and their weights: a source, or one and what it is joined to."""
        return {name.removeprefix(SOURCE): weight for name, weight in self.cue.items() if name.startswith(SOURCE)}

    @kept
    def _cue_sums(self) -> Remembered[Fact, float]:
        return sums(self.cue)

    @kept
    def _content_sums(self) -> Remembered[Fact, float]:
        return sums(self.content)


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
