"""`python -m agent_failure_spec`: the same as `agent-failure-spec`."""

from agent_failure_spec import main

main()
