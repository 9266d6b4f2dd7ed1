"""Hits in their context, as the report and notebooks show them; the work is done in `framing.compare.context`."""

from framing.compare.context import with_context

__all__ = ["with_context"]
