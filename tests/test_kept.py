"""What is worked out once and kept: by whom, how often, and for which object."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from framing.kept import kept


@dataclass(frozen=True)
class Field:
    side: int
    asked: list[str] = field(default_factory=list, compare=False)

    @kept
    def area(self) -> int:
        """Its area."""
        self.asked.append("area")
        return self.side * self.side

    @kept
    def hedge(self) -> int:
        self.asked.append("hedge")
        raise ValueError("no hedge")


def test_a_value_is_worked_out_once_for_each_object() -> None:
    one, other = Field(2), Field(3)
    assert (one.area, one.area, other.area) == (4, 4, 9)
    assert (one.asked, other.asked) == (["area"], ["area"])


def test_nothing_is_worked_out_unasked_and_equality_does_not_see_it() -> None:
    one, other = Field(2), Field(2)
    assert one.area == 4
    assert not other.asked
    assert one == other


def test_what_failed_is_tried_again() -> None:
    one = Field(2)
    for _ in range(2):
        with pytest.raises(ValueError, match="no hedge"):
            _ = one.hedge
    assert one.asked == ["hedge", "hedge"]


def test_the_class_has_it_with_its_docstring() -> None:
    assert isinstance(Field.area, kept)
    assert Field.area.__doc__ == "Its area."
