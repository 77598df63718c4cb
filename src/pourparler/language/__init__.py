"""Language: spaCy mapped to the project's own ``Analysis``, and the quotation parser."""
