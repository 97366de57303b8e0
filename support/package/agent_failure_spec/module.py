"""`python -m agent_failure_spec.module NAME …`: a module of the bundle, in a process of its own."""

import runpy
import sys

from agent_failure_spec import put_on_path

put_on_path()
del sys.argv[0]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
