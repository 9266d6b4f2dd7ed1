"""The features that a fact about a cue or a content stands for, spelt as in ``weights.tsv``.

A fact is a tuple: its kind, then what the features of that kind are made of (`framing.find.features` makes them).
"""

from __future__ import annotations

from collections.abc import Callable

Fact = tuple[object, ...]


def features_of(fact: Fact) -> list[str]:
    """The features of one fact.

    >>> features_of(("governor", "VERB", "ccomp"))
    ['governor=VERB|ccomp']
    """
    return _SPELLINGS[fact[0]](*fact[1:])


# Those of a cue


def _term(term: str, relation: str, where: str, stance: str, act: str | None) -> list[str]:
    own = [f"term={term}", f"term={term}|{relation}"]
    return [*own, f"relation={relation}|{where}", f"stance={stance}|{relation}", f"act={act}|{relation}"]


def _place(tag: str, dep: str, pos: str, relation: str) -> list[str]:
    return [f"tag={tag}", f"dep={dep}", f"dep={dep}|{pos}|{relation}"]


def _extent(quotes: str, length: str, relation: str) -> list[str]:
    return [f"quotes={quotes}", f"quotes={quotes}|{relation}", f"length={length}|{relation}"]


def _source(source: str, relation: str, act: str | None) -> list[str]:
    return [f"source={source}", f"source={source}|{relation}", f"source={source}|act={act}"]


def _opening(form: str, relation: str) -> list[str]:
    return [f"first={form}|{relation}"]


def _aux(form: str, act: str | None) -> list[str]:
    return [f"aux={form}", f"aux={form}|act={act}"]


def _infinitive(act: str | None) -> list[str]:
    return ["infinitive", f"infinitive|act={act}"]


def _nested(subject: str, relation: str, act: str | None) -> list[str]:
    return [f"nested={subject}|{relation}", f"nested={subject}|{relation}|act={act}"]


def _governor(pos: str, dep: str) -> list[str]:
    return [f"governor={pos}|{dep}"]


def _hanging(pos: str, dep: str, lemma: str) -> list[str]:
    return [f"governor={pos}|{dep}", f"{dep}-of={lemma}"]


def _mark(form: str) -> list[str]:
    return [f"mark={form}"]


def _headline() -> list[str]:
    return ["headline"]


def _question() -> list[str]:
    return ["question"]


def _subordinate() -> list[str]:
    return ["subordinate"]


# Those of a content


def _move(move: str, relation: str, term: str) -> list[str]:
    return [f"move={move}", f"move={move}|{relation}", f"move={move}|term={term}", f"relation={relation}|term={term}"]


def _shape(move: str, relation: str, side: str, runs: int, quotes: str, ends: bool, length: str) -> list[str]:
    shape = [f"move={move}|{relation}|{side}", f"runs={runs}|{relation}", f"length={length}|{relation}"]
    return [*shape, f"quotes={quotes}|move={move}", f"sentence-end={ends}|{move}"]


def _first(form: str, relation: str) -> list[str]:
    return [f"first={form}", f"first={form}|{relation}"]


def _before(form: str, side: str) -> list[str]:
    return [f"before={form}|{side}"]


def _last(form: str, part: str, follows: str) -> list[str]:
    return [f"last={form}", f"ends={part}-{follows}"]


def _after(form: str, side: str) -> list[str]:
    return [f"after={form}|{side}"]


def _moved(move: str, dep: str, comma: bool, to_cue: bool, length: str, pos: str) -> list[str]:
    return [
        f"moved={move}|{dep}",
        f"moved={move}|{dep}|comma={comma}",
        f"moved={move}|comma={comma}|to-cue={to_cue}",
        f"moved={move}|length={length}",
        f"moved={move}|under={pos}|{dep}",
    ]


def _moved_ends(move: str, first: str, comma: bool, entity: str) -> list[str]:
    return [f"moved={move}|{first}", f"moved={move}|{first}|comma={comma}", f"moved={move}|entity={entity}"]


def _moved_quoted(move: str) -> list[str]:
    return [f"moved={move}|quoted"]


def _moved_clause(move: str) -> list[str]:
    return [f"moved={move}|clause"]


# The features of each kind of fact. Code, not templates: it spells three times as fast, and what is new is spelt.
_SPELLINGS: dict[object, Callable[..., list[str]]] = {
    "term": _term,
    "place": _place,
    "extent": _extent,
    "source": _source,
    "opening": _opening,
    "aux": _aux,
    "infinitive": _infinitive,
    "nested": _nested,
    "governor": _governor,
    "hanging": _hanging,
    "mark": _mark,
    "headline": _headline,
    "question": _question,
    "subordinate": _subordinate,
    "move": _move,
    "shape": _shape,
    "first": _first,
    "before": _before,
    "last": _last,
    "after": _after,
    "moved": _moved,
    "moved-ends": _moved_ends,
    "moved-quoted": _moved_quoted,
    "moved-clause": _moved_clause,
}
