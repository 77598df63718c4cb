"""How one actor of a sentence stands to another: the event coder's acts, a small trained model behind them."""

from pourparler.coders.relations.coder import Relation, relation
from pourparler.coders.relations.pairs import Pair, from_marks, from_words

__all__ = ["Pair", "Relation", "from_marks", "from_words", "relation"]
