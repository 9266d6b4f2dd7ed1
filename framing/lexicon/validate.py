"""Everything that can be wrong in a lexicon file without parsing a text, all of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from framing.lexicon.entries import check_term
from framing.lexicon.keys import CATEGORY, HEAD, SOURCE, Scope, check_keys
from framing.lexicon.marks import check_marks
from framing.lexicon.model import Lexicon, Problem
from framing.lexicon.read import RawLexicon
from framing.lexicon.words import did_you_mean
from framing.values import STANCES

KINDS = ("terms", "cues")
EXAMPLES = ("term", "category")
PER_CATEGORY = 5
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:[-+.][0-9A-Za-z.-]+)?")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_raw(raw: RawLexicon, base: Lexicon | None) -> Iterator[Problem]:
    """The problems of a file, in the order head, sources, categories, terms.

    ``base`` is the lexicon that the file extends. A file that extends one which could not be read is checked
    without it: names that the base might have declared are then not reported.
    """
    head = Scope(raw, "", None, raw.data)
    blind = "extends" in raw.data and base is None
    kind = head.string("kind") or (base.kind if base else "terms")
    mode = head.string("examples") or (base.examples if base else "term")
    yield from _check_head(head, base, blind=blind)
    yield from _check_sources(raw)
    yield from _check_categories(raw, cues=kind == "cues", exemplary=mode == "category")
    categories = {*_tables(raw, "categories"), *(base.categories if base else ())}
    sources = {*_tables(raw, "sources"), *(base.sources if base else ())}
    ids: dict[str, int | None] = {}
    forms: dict[tuple[object, ...], str] = {}
    for scope in term_scopes(raw):
        yield from check_term(scope, cues=kind == "cues", bare=mode == "category")
        if not blind:
            yield from _check_names(scope, categories, sources, cues=kind == "cues")
        yield from _check_unique(scope, ids, forms)


def term_scopes(raw: RawLexicon) -> Iterator[Scope]:
    """Each entry of the file, named by its id or, lacking one, by its number."""
    terms = raw.data.get("term", [])
    for number, data in enumerate(terms if isinstance(terms, list) else []):
        if isinstance(data, dict):
            label = data.get("id")
            yield Scope(raw, f"term:{number}", label if isinstance(label, str) else f"term {number + 1}", data)


def category_scopes(raw: RawLexicon) -> Iterator[Scope]:
    """Each declared category of the file, named as such."""
    for name, data in _tables(raw, "categories").items():
        yield Scope(raw, f"categories.{name}", f"category {name}", data)


def _check_head(head: Scope, base: Lexicon | None, *, blind: bool) -> Iterator[Problem]:
    extending = "extends" in head.data
    yield from check_keys(head, HEAD, required=("name", "version") if extending else ("name", "version", "title"))
    name, version, kind = head.string("name"), head.string("version"), head.string("kind")
    if name and not _NAME.fullmatch(name):
        yield head.problem(
            "name", f"name `{name}` is not lower-case words joined by hyphens", "write it like `my-terms`"
        )
    if version and not _VERSION.fullmatch(version):
        yield head.problem("version", f"version `{version}` is not three numbers", 'write it like "1.0.0"')
    for key, choices in (("kind", KINDS), ("examples", EXAMPLES)):
        value = head.string(key)
        if value and value not in choices:
            yield head.problem(key, f"`{key}` is `{value}`", f"choose one of: {', '.join(choices)}")
    if base and kind in KINDS and kind != base.kind:
        yield head.problem("kind", f"`kind` is `{kind}`, that of the base `{base.name}` is `{base.kind}`",
                           "leave `kind` out: it is inherited")  # fmt: skip
    if not extending and not head.data.get("term"):
        yield head.problem("", "there is no [[term]]", "add one, or `extends` a lexicon that has some")
    removed = head.strings("remove")
    if removed and not extending:
        yield head.problem("remove", "`remove` without `extends`", "say which lexicon the ids are removed from")
    elif not blind and base:
        for one in removed:
            if one not in base:
                near = did_you_mean(one, (term.id for term in base))
                yield head.problem("remove", f"`remove` names `{one}`, which `{base.name}` does not have{near}",
                                   "correct the id or take it out")  # fmt: skip
    own = {scope.string("id") for scope in term_scopes(head.raw)}
    for one in removed:
        if one in own:
            yield head.problem("remove", f"`{one}` is removed and defined in the same file",
                               "an entry replaces that of the base: take the id out of `remove`")  # fmt: skip


def _check_sources(raw: RawLexicon) -> Iterator[Problem]:
    for name, data in _tables(raw, "sources").items():
        yield from check_keys(Scope(raw, f"sources.{name}", f"source {name}", data), SOURCE, required=("cite",))


def _check_categories(raw: RawLexicon, *, cues: bool, exemplary: bool) -> Iterator[Problem]:
    for scope in category_scopes(raw):
        name = scope.table.removeprefix("categories.")
        yield from check_keys(scope, CATEGORY, required=("means",))
        if cues and name not in STANCES:
            yield scope.problem("", f"`{name}` is not a stance{did_you_mean(name, STANCES)}",
                                f"in a lexicon of cues categories are stances: {', '.join(STANCES)}")  # fmt: skip
        group = scope.string("group")
        if group and not _NAME.fullmatch(group):
            yield scope.problem(
                "group", f"group `{group}` is not lower-case words joined by hyphens", "write it like `uncertainty`"
            )
        yield from check_marks(scope)
        for key in ("hits", "misses"):
            count = len(scope.strings(key))
            if exemplary and count < PER_CATEGORY:
                yield scope.problem(
                    key, f"{count} {key}", f'with examples = "category" each has {PER_CATEGORY} or more'
                )
            elif not exemplary and key in scope.data:
                yield scope.problem(key, f"`{key}` on a category", 'move them to terms, or set examples = "category"')


def _check_names(scope: Scope, categories: set[str], sources: set[str], *, cues: bool) -> Iterator[Problem]:
    for key, known, table in (("category", categories, "categories"), ("source", sources, "sources")):
        value = scope.string(key)
        if cues and key == "category" and value not in STANCES:
            continue  # reported by check_term
        if value and value not in known:
            yield scope.problem(key, f"unknown {key} `{value}`{did_you_mean(value, known)}",
                                f"correct it or declare [{table}.{value}]")  # fmt: skip


def _check_unique(scope: Scope, ids: dict[str, int | None], forms: dict[tuple[object, ...], str]) -> Iterator[Problem]:
    own = scope.string("id")
    line = scope.raw.line(scope.table)
    if own and own in ids:
        yield scope.problem("id", f"the id is taken (line {ids[own]})", "ids are unique in a file: give it another")
    ids.setdefault(own or "", line)
    limits = tuple(frozenset(scope.strings(key)) for key in ("pos", "governs", "not_before", "not_after"))
    for key in ("lemma", "text"):
        for form in scope.strings(key):
            first = forms.setdefault((key, form.lower(), limits), own or "")
            if own and first and first != own:
                yield scope.problem(key, f"`{form}` under the same constraints is in `{first}`: it can never match",
                                    "take it out of one of the two, or constrain it")  # fmt: skip


def _tables(raw: RawLexicon, key: str) -> Mapping[str, Mapping[str, Any]]:
    value = raw.data.get(key, {})
    return {name: one for name, one in value.items() if isinstance(one, dict)} if isinstance(value, dict) else {}
