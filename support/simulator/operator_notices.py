"""Tells operators of failures, under the failure_id that the customer is told."""

from support.simulator.incident import Incident
from support.simulator.notices import Notices
from support.simulator.operator_log import Level


def tell_operators(  # noqa: PLR0913 - what an entry is about
    notices: Notices,
    what: str,
    problem: BaseException,
    incident: Incident,
    *,
    run_id: str | None,
    attempt: int | None = None,
) -> None:
    """Writes an entry with the whole cause, and with what is done about it."""
    notices.announcer.operators.tell(
        what,
        problem,
        level=Level.WARNING if incident.will_retry else Level.ERROR,
        user_id=notices.session.user_id,
        session_id=notices.session.session_id,
        run_id=run_id,
        agent=notices.announcer.agent_name,
        attempt=attempt,
        **_of_incident(notices, incident),
    )


def _of_incident(notices: Notices, incident: Incident) -> dict[str, str | None]:
    return {
        "failure_id": incident.failure_id,
        "root_failure_id": incident.root_failure_id,
        "error_type": incident.failure.error_type,
        "upstream": incident.failure.upstream,
        "decision": _decision(notices, incident),
    }


def _decision(notices: Notices, incident: Incident) -> str:
    if incident.backoff is None:
        return f"final: {notices.adviser.of_failure(incident, kept=False).action}"
    attempt, delay = incident.backoff
    return f"retry {attempt} of {incident.max_attempts} in {delay:g} s"
