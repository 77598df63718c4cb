"""Lexicon: rules and gazetteers as data, with their examples beside them."""
