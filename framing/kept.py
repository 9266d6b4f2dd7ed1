"""What is worked out of an object once, when it is first asked for, and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

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
