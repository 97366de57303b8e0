"""Judges what one customer received: schema, order, agreement, leaks. Imports the contract only."""

from support.validator.findings import Finding
from support.validator.validator import WebSocketEventValidator

__all__ = ["Finding", "WebSocketEventValidator"]
