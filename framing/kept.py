"""What is worked out once, when it is first asked for, and kept: with its object, or by what it was worked out of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Key = TypeVar("Key")
Value = TypeVar("Value")


class kept(Generic[Value]):
    """Like ``functools.cached_property``, for objects whose attributes are read a million times.

    Python 3.11 reads the other attributes of an object several times as fast as long as nobody asks for its
    ``__dict__``, which ``cached_property`` does. Frozen dataclasses may have it as well.

    >>> class Square:
    ...     def __init__(self, side): self.side = side
    ...     @kept
    ...     def area(self): return self.side * self.side
    >>> Square(3).area
    9
    """

    def __init__(self, func: Callable[[Any], Value]) -> None:
        self.func = func
        self.__doc__ = func.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> kept[Value]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: object | None, owner: type) -> kept[Value] | Value:
        if instance is None:
            return self
        value = self.func(instance)
        object.__setattr__(instance, self.name, value)
        return value


class Remembered(dict[Key, Value]):
    """For each key what a function makes of it, worked out at the first look-up; at most so many at a time.

    A look-up takes three fifths of the time of ``functools.lru_cache``, which also counts and orders; here all are
    forgotten when there are too many.

    >>> squares = Remembered(lambda side: side * side, most=2)
    >>> [squares[side] for side in (1, 2, 2, 3)], len(squares)
    ([1, 4, 4, 9], 1)
    """

    def __init__(self, work_out: Callable[[Key], Value], *, most: int) -> None:
        super().__init__()
        self._work_out, self._most = work_out, most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._most:
            self.clear()
        found = self[key] = self._work_out(key)
        return found
