"""The same analysis with more hands: worker processes, a Dask cluster, tables written as they come.

A thin layer: `framing.analysis.read_part` does the work, here stands where it is done. The tables are the same byte for
byte wherever that is. Names are loaded when they are first used, so that a worker that needs none of them starts fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.lazy import loaded_on_use

if TYPE_CHECKING:
    from framing.scale.folder import analyze_to
    from framing.scale.mapping import mapped

__all__ = ["analyze_to", "mapped"]

__getattr__ = loaded_on_use(__name__, {"analyze_to": "framing.scale.folder", "mapped": "framing.scale.mapping"})
