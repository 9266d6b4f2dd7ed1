"""The features that a fact about a cue or a content stands for, spelt as in ``weights.tsv``.

A fact is a tuple: its kind, then what the features of that kind are made of (`framing.find.features` makes them).
"""

from __future__ import annotations

Fact = tuple[object, ...]

# the features of each kind of fact; numbers stand for the members of the tuple after the kind
SPELLINGS = {
    # of a cue
    "term": ("term={0}", "term={0}|{1}", "relation={1}|{2}", "stance={3}|{1}", "act={4}|{1}"),
    "place": ("tag={0}", "dep={1}", "dep={1}|{2}|{3}"),
    "extent": ("quotes={0}", "quotes={0}|{2}", "length={1}|{2}"),
    "source": ("source={0}", "source={0}|{1}", "source={0}|act={2}"),
    "opening": ("first={0}|{1}",),
    "aux": ("aux={0}", "aux={0}|act={1}"),
    "infinitive": ("infinitive", "infinitive|act={0}"),
    "nested": ("nested={0}|{1}", "nested={0}|{1}|act={2}"),
    "governor": ("governor={0}|{1}",),
    "hanging": ("governor={0}|{1}", "{1}-of={2}"),
    "mark": ("mark={0}",),
    "headline": ("headline",),
    "question": ("question",),
    "subordinate": ("subordinate",),
    # of a content
    "move": ("move={0}", "move={0}|{1}", "move={0}|term={2}", "relation={1}|term={2}"),
    "shape": ("move={0}|{1}|{2}", "runs={3}|{1}", "quotes={4}|move={0}", "sentence-end={5}|{0}"),
    "length": ("length={0}|{1}",),
    "first": ("first={0}", "first={0}|{1}"),
    "before": ("before={0}|{1}",),
    "last": ("last={0}",),
    "after": ("after={0}|{1}",),
    "ends": ("ends={0}-{1}",),
    "moved": (
        "moved={0}|{1}",
        "moved={0}|{1}|comma={2}",
        "moved={0}|comma={2}|to-cue={3}",
        "moved={0}|length={4}",
        "moved={0}|under={5}|{1}",
    ),
    "moved-first": ("moved={0}|{1}", "moved={0}|{1}|comma={2}"),
    "moved-entity": ("moved={0}|entity={1}",),
    "moved-quoted": ("moved={0}|quoted",),
    "moved-clause": ("moved={0}|clause",),
}


def features_of(fact: Fact) -> list[str]:
    """The features of one fact.

    >>> features_of(("governor", "VERB", "ccomp"))
    ['governor=VERB|ccomp']
    """
    kind, *members = fact
    return [spelling.format(*members) for spelling in SPELLINGS[str(kind)]]
