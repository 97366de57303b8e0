"""A language model that fails on cue, over real HTTP: OpenAI, Anthropic and Gemini formats."""

from support.targets.real_server.llm.endpoint import LlmEndpoint

__all__ = ["LlmEndpoint"]
