"""The reference platform: a simulated agent behind a real WebSocket server."""

from support.simulator.conversation import Conversation
from support.simulator.injection import AgentFailureSimulator, Injection, Receipt
from support.simulator.model.faults import ModelFault
from support.simulator.parts import Parts
from support.simulator.platform import ReferencePlatform

__all__ = [
    "AgentFailureSimulator",
    "Conversation",
    "Injection",
    "ModelFault",
    "Parts",
    "Receipt",
    "ReferencePlatform",
]
