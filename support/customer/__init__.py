"""The customer's side: a real WebSocket client, and a log of every frame it received."""

from support.customer.client import Customer
from support.customer.log import EventLog, Received

__all__ = ["Customer", "EventLog", "Received"]
