"""What a failure cost and how long it took, computed from records (contract, section 6).

Pure functions of plain values: `incidents_of` and `recovery_of` for recovery time, `impact_of` for
customers, `burn_of` for error budgets. Seconds throughout, on one clock for all of a record.
"""

from support.measures.budget import Burn, burn_of
from support.measures.evidence import Asked, Called, Evidence, Told
from support.measures.figures import Figure, figure_of
from support.measures.impact import Impact, impact_of
from support.measures.incidents import Incident, incidents_of
from support.measures.money import Declared
from support.measures.reading import UnreadableLogError, evidence_in, lines_of
from support.measures.recovery import FORMULAS, Recovery, recovery_of

__all__ = [
    "FORMULAS",
    "Asked",
    "Burn",
    "Called",
    "Declared",
    "Evidence",
    "Figure",
    "Impact",
    "Incident",
    "Recovery",
    "Told",
    "UnreadableLogError",
    "burn_of",
    "evidence_in",
    "figure_of",
    "impact_of",
    "incidents_of",
    "lines_of",
    "recovery_of",
]
