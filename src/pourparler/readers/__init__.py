"""Readers: from bytes to documents."""

from pourparler.readers.documents import document_from_text
from pourparler.readers.files import read_bytes
from pourparler.readers.inputs import Overrides, read_inputs, read_pasted, read_upload
from pourparler.readers.sniffing import sniff

__all__ = ["Overrides", "document_from_text", "read_bytes", "read_inputs", "read_pasted", "read_upload", "sniff"]
