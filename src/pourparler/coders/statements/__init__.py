"""Statements: who said what, found by a trained model and rules around it."""

from pourparler.coders.statements.coder import code_statements

__all__ = ["code_statements"]
