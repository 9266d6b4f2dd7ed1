"""``python -m framing`` does what the command ``framing`` does."""

from __future__ import annotations

from framing.cli import app

if __name__ == "__main__":
    app(prog_name="framing")
