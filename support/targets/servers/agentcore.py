"""A Strands agent behind AgentCore's own AG-UI server; it runs in that server's environment.

What fails is left to the packages: no error is caught here, and nothing is retried.
"""

import argparse
import os

from ag_ui_strands import StrandsAgent
from bedrock_agentcore.runtime import serve_ag_ui
from strands import Agent
from strands.models.openai import OpenAIModel

wanted = argparse.ArgumentParser()
wanted.add_argument("--port", type=int, required=True)
model = OpenAIModel(
    client_args={
        "base_url": os.environ["OPENAI_BASE_URL"],
        "api_key": "none",
        "timeout": float(os.environ["MODEL_TIMEOUT"]),
    },
    model_id="gpt-4o-mini",
)
agent = Agent(model=model, system_prompt="You help customers.", callback_handler=None)
serve_ag_ui(StrandsAgent(agent=agent, name="help"), host="127.0.0.1", port=wanted.parse_args().port)
