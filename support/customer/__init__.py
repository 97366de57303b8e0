"""The customer's side: a real WebSocket client, and a log of every frame it received."""

from support.customer.client import Customer
from support.customer.log import EventLog, Received
from support.customer.own_faults import faults_of
from support.customer.reaching import AnswersNoPing, LineIsOver, NotConnected, TurnedAway
from support.customer.speech import Heard, Speech, WayIn

__all__ = [
    "AnswersNoPing",
    "Customer",
    "EventLog",
    "Heard",
    "LineIsOver",
    "NotConnected",
    "Received",
    "Speech",
    "TurnedAway",
    "WayIn",
    "faults_of",
]
