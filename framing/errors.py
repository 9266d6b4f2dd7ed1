"""The errors that the suite raises on purpose: each says what was wrong, where, and how to mend it."""

from __future__ import annotations


class FramingError(Exception):
    """Base of all errors that the suite raises on purpose.

    >>> from framing import load_lexicon
    >>> try:
    ...     load_lexicon("label")
    ... except FramingError as error:
    ...     print(type(error).__name__)
    LexiconError
    """


def install_hint(extra: str) -> str:
    """How an extra of the suite is installed, for messages; the suite is installed from a clone of its repository.

    >>> install_hint("scale")
    "in a clone of the repository: pip install '.[scale]'"
    """
    return f"in a clone of the repository: pip install '.[{extra}]'"


class CorpusError(FramingError):
    """Articles could not be read; the message names the file and the row."""


class ModelError(FramingError):
    """No usable spaCy pipeline; the message gives the command that installs one."""


class LexiconError(FramingError):
    """A lexicon file is wrong; `problems` holds every one found in it."""

    def __init__(self, message: str, problems: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class TableError(FramingError):
    """A table breaks its schema; the message names the table, the column and the first bad rows."""


class StoreError(FramingError):
    """A folder of tables could not be written or read back."""


class ChoiceError(FramingError, ValueError):
    """An option has a value outside its choices; the message names the option, the choices and the value."""

    @classmethod
    def of(cls, option: str, value: object, choices: object) -> ChoiceError:
        """Build the message from the option's name, its bad value and what it may be."""
        listed = ", ".join(repr(choice) for choice in choices)  # type: ignore[attr-defined]
        return cls(f"{option}={value!r} is not known; choose one of: {listed}")


class ScaleError(FramingError):
    """Worker processes or a cluster could not be had, or did not come through; what is done is kept."""
