"""The contract as pages beside the report, made from the models and never written by hand."""

from support.documentation.pages import DOCUMENTS, document_files
from support.documentation.reporter import DocumentationReporter, write_documents

__all__ = ["DOCUMENTS", "DocumentationReporter", "document_files", "write_documents"]
