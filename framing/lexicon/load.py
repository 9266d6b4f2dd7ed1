"""Lexicons by name or path: the built-in ones and the user's, checked before anyone sees them."""

from __future__ import annotations

from functools import cache
from importlib.resources.abc import Traversable
from os import PathLike, fspath
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon.extend import build_lexicon
from framing.lexicon.model import Lexicon, Problem
from framing.lexicon.read import RawLexicon, builtin_files, read_raw
from framing.lexicon.validate import check_raw
from framing.lexicon.words import did_you_mean

SUFFIX = ".toml"


def builtin_lexicons() -> tuple[str, ...]:
    """The names of the lexicons that come with the suite, in alphabetical order.

    Raises nothing.

    >>> from framing.lexicon import builtin_lexicons, load_lexicon
    >>> all(load_lexicon(name).name == name for name in builtin_lexicons())
    True
    """
    return tuple(builtin_files())


def load_lexicon(name_or_path: str | PathLike[str]) -> Lexicon:
    """The built-in lexicon of that name, or the one in that file: ``name_or_path`` is a path when it ends in ``.toml``.

    Built-in lexicons are read once; a file is read at every call. Raises LexiconError with every problem of
    the file, and of those that it extends, one a line.

    >>> from framing.lexicon import load_lexicon
    >>> load_lexicon("hedges")["possibly"].forms
    ('possibly',)
    """
    if _is_name(name_or_path):
        return _builtin(fspath(name_or_path))
    return _sound(Path(name_or_path))


def check_lexicon(name_or_path: str | PathLike[str]) -> tuple[Problem, ...]:
    """Every problem that can be found without parsing a text, in file order; none for a sound lexicon.

    Problems of the lexicons that it extends come first. Raises LexiconError for a name that is none.

    ``name_or_path`` is as in `load_lexicon`. Whether the hits and misses come out is another matter: see
    `framing.lexicon.check_examples`.

    >>> from framing.lexicon import check_lexicon
    >>> check_lexicon("hedges")
    ()
    """
    if _is_name(name_or_path):
        return _resolve(_builtin_file(fspath(name_or_path)), ())[1]
    return _resolve(Path(name_or_path), ())[1]


@cache
def _builtin(name: str) -> Lexicon:
    return _sound(_builtin_file(name))


def _builtin_file(name: str) -> Traversable:
    known = builtin_files()
    if name not in known:
        raise LexiconError(_unknown(name))
    return known[name]


def _unknown(name: str) -> str:
    known = builtin_files()
    return (
        f"no lexicon `{name}`{did_you_mean(name, known)}; built in are: {', '.join(known)}; "
        f"the path of your own lexicon must end in {SUFFIX}"
    )


def _is_name(name_or_path: str | PathLike[str]) -> bool:
    return not fspath(name_or_path).endswith(SUFFIX)


def _sound(path: Path | Traversable) -> Lexicon:
    lexicon, problems = _resolve(path, ())
    if lexicon is None:
        raise LexiconError("\n".join(str(problem) for problem in problems), problems)
    return lexicon


def _resolve(path: Path | Traversable, trail: tuple[str, ...]) -> tuple[Lexicon | None, tuple[Problem, ...]]:
    """The lexicon (None when anything is wrong) and the problems; ``trail`` are the files that extend this one."""
    raw = read_raw(path)
    if isinstance(raw, Problem):
        return None, (raw,)
    base, below = _resolve_base(raw, path, (*trail, _identity(path)))
    problems = (*below, *sorted(check_raw(raw, base), key=_line))
    return (None if problems else build_lexicon(raw, base)), problems


def _resolve_base(
    raw: RawLexicon, path: Path | Traversable, trail: tuple[str, ...]
) -> tuple[Lexicon | None, tuple[Problem, ...]]:
    wanted = raw.data.get("extends")
    if not isinstance(wanted, str) or not wanted.strip():
        return None, ()
    wanted, line = wanted.strip(), raw.line("", "extends")
    target: Path | Traversable
    if wanted.endswith(SUFFIX):
        target = Path(str(path)).parent / wanted
        if not target.is_file():
            return None, (Problem(raw.file, line, None, f"`extends` names {target}, which is no file",
                                  "the path is relative to the folder of this file"),)  # fmt: skip
    else:
        known = builtin_files()
        if wanted not in known:
            return None, (Problem(raw.file, line, None, f"`extends`: {_unknown(wanted)}", "correct the name"),)
        target = known[wanted]
    if _identity(target) in trail:
        circle = " -> ".join((*(Path(one).name for one in trail), Path(_identity(target)).name))
        return None, (Problem(raw.file, line, None, f"`extends` goes in a circle: {circle}",
                              "a lexicon cannot extend itself: take one `extends` out"),)  # fmt: skip
    return _resolve(target, trail)


def _line(problem: Problem) -> int:
    return problem.line or 0


def _identity(path: Path | Traversable) -> str:
    return str(path.resolve()) if isinstance(path, Path) else str(path)
