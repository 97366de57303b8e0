"""A real language model behind the agent, over an OpenAI-compatible endpoint."""

from support.real_model.endpoint import Endpoint, EndpointError
from support.real_model.in_use import RealModelInUse

__all__ = ["Endpoint", "EndpointError", "RealModelInUse"]
