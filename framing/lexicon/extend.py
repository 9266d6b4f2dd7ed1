"""From checked data to a Lexicon, alone or on top of the lexicon that it extends."""

from __future__ import annotations

from collections.abc import Iterator

from framing.lexicon.keys import Scope
from framing.lexicon.model import Examples, Lexicon, Term
from framing.lexicon.read import RawLexicon
from framing.lexicon.validate import category_scopes, term_scopes
from framing.lexicon.words import phrase_words

DEFAULT_ACT = "speech"


def build_lexicon(raw: RawLexicon, base: Lexicon | None) -> Lexicon:
    """The lexicon of a file that has no problems, joined with the base that it extends.

    An entry with the id of a base's entry takes its place; new entries come before the base's, so that at the
    same words the user's entry is tried first; removed ids are gone. Sources and categories are those of both.
    """
    head = Scope(raw, "", None, raw.data)
    kind = head.string("kind") or (base.kind if base else "terms")
    terms = tuple(_term(scope, cues=kind == "cues") for scope in term_scopes(raw))
    own_sources = {name: data["cite"].strip() for name, data in raw.data.get("sources", {}).items()}
    own_categories = {name: data["means"].strip() for name, data in raw.data.get("categories", {}).items()}
    return Lexicon(
        name=head.string("name") or "",
        version=head.string("version") or "",
        title=head.string("title") or (base.title if base else ""),
        kind=kind,
        categories={**(base.categories if base else {}), **own_categories},
        sources={**(base.sources if base else {}), **own_sources},
        terms=tuple(_joined(terms, base, head.strings("remove"))) if base else terms,
        extends=f"{base.name} {base.version}" if base else None,
        examples=head.string("examples") or (base.examples if base else "term"),
        omitted={**(base.omitted if base else {}), **raw.data.get("omitted", {})},
        category_examples={**(base.category_examples if base else {}), **_category_examples(raw)},
        groups={**(base.groups if base else {}), **_groups(raw)},
        file=raw.file,
    )


def _joined(own: tuple[Term, ...], base: Lexicon, removed: tuple[str, ...]) -> Iterator[Term]:
    replacing = {term.id: term for term in own if term.id in base}
    yield from (term for term in own if term.id not in base)
    yield from (replacing.get(term.id, term) for term in base if term.id not in removed)


def _category_examples(raw: RawLexicon) -> dict[str, Examples]:
    return {
        scope.table.removeprefix("categories."): Examples(
            scope.strings("hits"), scope.strings("misses"), raw.file, raw.line(scope.table)
        )
        for scope in category_scopes(raw)
        if scope.strings("hits")
    }


def _groups(raw: RawLexicon) -> dict[str, str]:
    return {
        scope.table.removeprefix("categories."): group
        for scope in category_scopes(raw)
        if (group := scope.string("group"))
    }


def _term(scope: Scope, *, cues: bool) -> Term:
    return Term(
        id=scope.string("id") or "",
        category=scope.string("category") or "",
        lemma=_phrases(scope, "lemma"),
        text=_phrases(scope, "text"),
        pos=scope.strings("pos"),
        governs=scope.strings("governs"),
        not_before=_phrases(scope, "not_before"),
        not_after=_phrases(scope, "not_after"),
        act=scope.string("act") or (DEFAULT_ACT if cues else None),
        field=scope.string("field"),
        referent=scope.string("referent"),
        source=scope.string("source"),
        note=scope.string("note"),
        hits=scope.strings("hits"),
        misses=scope.strings("misses"),
        file=scope.raw.file,
        line=scope.raw.line(scope.table),
    )


def _phrases(scope: Scope, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(phrase_words(form)) for form in scope.strings(key)))
