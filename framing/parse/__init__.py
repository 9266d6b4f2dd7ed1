"""Articles to parsed documents; the only place where a model loads."""

from framing.parse.corpus import parse_columns, parse_corpus, parse_text
from framing.parse.model import load_model, model_identity
from framing.parse.tokens import Tokens

__all__ = ["Tokens", "load_model", "model_identity", "parse_columns", "parse_corpus", "parse_text"]
