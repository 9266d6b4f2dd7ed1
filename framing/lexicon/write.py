"""A lexicon to a TOML file that reads back as the same lexicon."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import LexiconError
from framing.lexicon.load import SUFFIX, builtin_lexicons, check_lexicon, load_lexicon
from framing.lexicon.make import entry_of
from framing.lexicon.model import Lexicon
from framing.lexicon.words import phrase_words

if TYPE_CHECKING:
    from tomlkit.items import Table

PHRASES = ("lemma", "text", "not_before", "not_after")
LISTS = ("hits", "misses")


def write_lexicon(lexicon: Lexicon, path: str | PathLike[str], *, base: Lexicon | None = None) -> Path:
    """Write a lexicon as TOML; `load_lexicon` gives back an equal one.

    Of a lexicon that extends another, only what it adds, replaces and removes is written, under ``extends``.
    ``base`` is that other lexicon as `load_lexicon` read it from its file; a built-in one need not be given. The
    file at ``path`` is complete or not there. Raises LexiconError, with every problem, for a lexicon that no file
    could hold (an entry without examples, say), and for one that would read back otherwise.

    >>> from tempfile import TemporaryDirectory
    >>> from framing.lexicon import extend_lexicon, load_lexicon
    >>> fewer = extend_lexicon("hedges", remove=["possibly"])
    >>> with TemporaryDirectory() as folder:
    ...     load_lexicon(write_lexicon(fewer, f"{folder}/fewer.toml")) == fewer
    True
    """
    target = Path(path)
    if target.suffix != SUFFIX:
        raise LexiconError(f"{target}: the file of a lexicon must end in {SUFFIX}")
    below = _base_of(lexicon, base)
    data = _data(lexicon, below, _name_of(below, target) if below else None)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.stem}.{os.getpid()}{SUFFIX}")
    try:
        temporary.write_bytes(_encoded(lexicon, _toml(data)))
        _compare(lexicon, temporary, target)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _encoded(lexicon: Lexicon, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        near = text[max(0, error.start - 20) : error.start]
        half = f"U+{ord(text[error.start]):04X}"
        message = f"`{lexicon.name}` holds half of a surrogate pair ({half}), which no file can, after {near!r}"
        raise LexiconError(message) from error


def _base_of(lexicon: Lexicon, base: Lexicon | None) -> Lexicon | None:
    """The lexicon that this one extends; LexiconError when it is not known or is another."""
    if lexicon.extends is None:
        return None
    name = lexicon.extends.split(" ")[0]
    found = base or (load_lexicon(name) if name in builtin_lexicons() else None)
    if found is None or not found.file.endswith(SUFFIX):
        raise LexiconError(
            f"`{lexicon.name}` extends `{lexicon.extends}`, which is no built-in lexicon; write that one first and "
            "pass what load_lexicon reads from its file as `base`"
        )
    if f"{found.name} {found.version}" != lexicon.extends:
        raise LexiconError(
            f"`{lexicon.name}` extends `{lexicon.extends}`, but the base is `{found.name} {found.version}`; "
            "extend that one again, or pass the right one as `base`"
        )
    return found


def _name_of(base: Lexicon, target: Path) -> str:
    """How the file names its base: a built-in one by name, another by its path from the folder of the file."""
    if base.name in builtin_lexicons() and base == load_lexicon(base.name):
        return base.name
    return Path(os.path.relpath(Path(base.file).resolve(), target.resolve().parent)).as_posix()


def _data(lexicon: Lexicon, base: Lexicon | None, extends: str | None) -> dict[str, Any]:
    """What the file says, in the order of the built-in files."""
    head: dict[str, Any] = {"name": lexicon.name, "version": lexicon.version}
    if base is None or lexicon.title != base.title:
        head["title"] = lexicon.title
    if lexicon.kind != (base.kind if base else "terms"):
        head["kind"] = lexicon.kind
    if lexicon.examples != (base.examples if base else "term"):
        head["examples"] = lexicon.examples
    if extends:
        head["extends"] = extends
    removed = [term.id for term in base or () if term.id not in lexicon]
    if removed:
        head["remove"] = removed
    inherited = {term.id: term for term in base or ()}
    tables = {
        "omitted": _own(lexicon.omitted, base.omitted if base else {}),
        "sources": {key: {"cite": cite} for key, cite in _own(lexicon.sources, base.sources if base else {}).items()},
        "categories": _categories(lexicon, base),
    }
    terms = [entry_of(term) for term in lexicon if inherited.get(term.id) != term]
    for entry in terms:
        entry.update({key: _natural(entry[key]) for key in PHRASES if key in entry})
        if lexicon.kind != "cues":
            entry.pop("act", None)
    return head | {key: value for key, value in tables.items() if value} | ({"term": terms} if terms else {})


def _categories(lexicon: Lexicon, base: Lexicon | None) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, means in lexicon.categories.items():
        examples = lexicon.category_examples.get(name)
        group = lexicon.groups.get(name)
        told = (means, examples, group)
        if base is None or told != (base.categories.get(name), base.category_examples.get(name), base.groups.get(name)):
            found[name] = {"means": means} | ({"group": group} if group else {})
            if examples:
                found[name] |= {"hits": list(examples.hits), "misses": list(examples.misses)}
    return found


def _own(mapping: Mapping[str, str], inherited: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in mapping.items() if inherited.get(key) != value}


def _natural(forms: str | list[str]) -> str | list[str]:
    """Forms as one writes them, where the loader splits them into the same words again.

    >>> _natural("so - called"), _natural(["' tis", "do n't"])
    ('so-called', ["' tis", "don't"])
    """
    if isinstance(forms, list):
        return [str(_natural(form)) for form in forms]
    close = forms.replace(" - ", "-").replace(" n't", "n't").replace(" '", "'")
    return close if phrase_words(close) == tuple(forms.split()) else forms


def _toml(data: Mapping[str, Any]) -> str:
    import tomlkit

    document = tomlkit.document()
    for key, value in data.items():
        if key == "term":
            entries = tomlkit.aot()
            for entry in value:
                entries.append(_table(entry))
            document.append(key, entries)
        elif key in ("sources", "categories"):
            tables = tomlkit.table(is_super_table=True)
            for name, table in value.items():
                tables.append(name, _table(table))
            document.append(key, tables)
        else:
            document.append(key, _table(value) if isinstance(value, dict) else tomlkit.item(value))
    return tomlkit.dumps(document)


def _table(values: Mapping[str, Any]) -> Table:
    import tomlkit

    table = tomlkit.table()
    for key, value in values.items():
        item = tomlkit.item(value)
        if key in LISTS and len(value) > 1:
            item.multiline(True)
        table.append(key, item)
    return table


def _compare(lexicon: Lexicon, written: Path, target: Path) -> None:
    """Raise LexiconError when the file has problems or holds another lexicon than the one that was to be written."""
    problems = tuple(replace(problem, file=str(target)) for problem in check_lexicon(written))
    if problems:
        raise LexiconError("\n".join(str(problem) for problem in problems), problems)
    found = load_lexicon(written)
    if found == lexicon:
        return
    other = [term.id for term, again in zip(lexicon, found) if term != again]
    where = f"the entry `{other[0]}`" if other else "its head, categories, sources or number of entries"
    raise LexiconError(
        f"{target}: `{lexicon.name}` would read back otherwise: {where} is not as the loader makes it; forms are lower "
        "case with their words separated by one space, strings have no space at an edge, and the entries of an "
        "extension come before those of its base"
    )
