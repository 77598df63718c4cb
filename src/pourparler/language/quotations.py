"""Stand-in until the quotation parser lands."""
from pourparler.records import Diagnostic, Quotation


def find_quotations(text: str, paragraphs: tuple[tuple[int, int], ...]) -> tuple[tuple[Quotation, ...], tuple[Diagnostic, ...]]:
    """Return nothing yet."""
    return (), ()
