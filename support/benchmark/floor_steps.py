"""The steps of the floor: every sentence of the real ones, whose work the floor's hooks leave out.

Copied into the floor's folder; FLOOR_OF names the folder that holds the real ones.
"""

import os
import sys
from pathlib import Path

from behave.runner_util import load_step_modules

_REAL = Path(os.environ["FLOOR_OF"])
sys.path.insert(0, str(_REAL))

from support import phrases  # noqa: E402 - found by way of the line before

phrases.register()
load_step_modules([str(_REAL / "steps")])
