"""Language: spaCy mapped to the project's own ``Analysis``, and the quotation parser."""

from pourparler.language.analyser import Analyser, load

__all__ = ["Analyser", "load"]
