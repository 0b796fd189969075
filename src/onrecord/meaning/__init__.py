"""Texts as terms, vectors and signatures: what statements are found and compared by."""

from .embedder import Embedder, Signatures, Vectors, shipped_embedder
from .words import terms

__all__ = ["Embedder", "Signatures", "Vectors", "shipped_embedder", "terms"]
