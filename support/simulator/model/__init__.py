"""The language model behind the agent: its port, a scripted provider, a client that reads it."""
