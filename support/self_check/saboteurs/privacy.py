"""Platforms that tell somebody what is not for them."""

from typing import Any, Final

from support.contract import customer_frames as sent
from support.contract import everyday_events as everyday
from support.self_check.saboteurs.saboteur import Saboteur
from support.self_check.saboteurs.wire import writing
from support.simulator import Parts
from support.simulator.attendance import Attendance
from support.simulator.connection import Connection
from support.simulator.execution import Execution
from support.simulator.failure import AgentFailure
from support.simulator.front_desk import FrontDesk
from support.simulator.plan import Step
from support.simulator.recovery import Recovery
from support.simulator.sanitiser import Sanitiser
from support.simulator.session import Session
from support.simulator.store import Store
from support.simulator.store.kept import StoredResult

KEY: Final = "sk-live-4f9a8b7c6d5e4f3a2b1c"


class TellsEverybody(Session):
    """What one customer is told of a failure, everybody is."""

    everybody: list["TellsEverybody"] = []  # noqa: RUF012 - that is the fault

    def record_in(self, store: Store) -> None:
        super().record_in(store)
        self.everybody[:] = [one for one in self.everybody if one.clock is self.clock] + [self]

    def publish(self, model: type[Any], /, **fields: Any) -> Any:
        told = super().publish(model, **fields)
        if model is everyday.AgentOutput:
            for other in self.everybody:
                if other is not self:
                    Session.publish(other, model, **fields)
        return told


class NamesTheLastOneWhoFailed(Recovery):
    """Owns each failure to whoever failed before."""

    before: dict[Any, str] = {}  # noqa: RUF012 - that is the fault

    def tell(self, ended: Any) -> None:
        session = self.job.session
        mine = session.user_id
        session.user_id = self.before.get(session.clock, mine)
        self.before[session.clock] = mine
        super().tell(ended)
        session.user_id = mine


class GivesWorkToAnybody(Store):
    def __init__(self, *where: Any, **with_what: Any) -> None:
        super().__init__(*where, **with_what)
        self.owners: dict[str, str] = {}

    async def fetch(self, result_id: str, user_id: str) -> StoredResult | None:
        return await super().fetch(result_id, self.owners.get(result_id, user_id))

    async def preserve(self, result_id: str, user_id: str, *rest: Any, **more: Any) -> None:
        self.owners[result_id] = user_id
        await super().preserve(result_id, user_id, *rest, **more)


class StopsAnybodysRun(FrontDesk):
    def cancel(self, session: Session, asked: sent.Cancel) -> None:
        self.under_way.stop(asked.run_id)


class KnowsRequestsByNameAlone(FrontDesk):
    """A request of the same name is the same, whoever sends it."""

    def ask(self, session: Session, asked: sent.Ask) -> None:
        for conversation in self.under_way:
            if conversation.run.request_id == asked.request_id:
                session.runs[asked.request_id] = conversation.run
                started = everyday.RunStarted
                session.publish(
                    started, run_id=conversation.run.run_id, request_id=asked.request_id
                )
        super().ask(session, asked)


class MixesUpWhoComesBack(Attendance):
    """Gives whoever comes back the session that was left first."""

    def resume(self, asked: sent.Resume, fresh: Session, visitor: Any) -> Session:
        left = [one for one in self._sessions.values() if one.session_id not in self._visitors]
        if len(left) < 2:
            return super().resume(asked, fresh, visitor)
        self._forget(fresh)
        self._take(left[0], visitor)
        return left[0]


class LetsAllPass(Sanitiser):
    def for_customers(self, text: str) -> str:
        return text


class SaysTheException(Recovery):
    def understood(self, problem: Exception) -> AgentFailure:
        found = super().understood(problem)
        found.operator_message = str(problem)[:500]
        return found


def a_key_deep_inside(told: dict[str, Any]) -> None:
    if "message_params" in told:
        told["message_params"]["tried"] = KEY


def an_address_in_finished_work(told: dict[str, Any]) -> None:
    told["steps"][0]["text"] += " Written to maya.jones@shop.example.com."


def a_key_in_base64(told: dict[str, Any]) -> None:
    told["message"] = "Tried with c2stbGl2ZS00ZjlhOGI3YzZkNWU0ZjNhMmIxYw== in vain."


def a_path_in_a_name(told: dict[str, Any]) -> None:
    told["resources_cleaned"] = ["/srv/app/orders/lookup.py"]


class KeepsWorkUncleaned(Execution):
    """Keeps the model's own words, as it said them."""

    async def do(self, step: Step, workplace: Any) -> None:
        cleaner, self.job.session.sanitiser = self.job.session.sanitiser, LetsAllPass()
        try:
            await super().do(step, workplace)
        finally:
            self.job.session.sanitiser = cleaner


class RepeatsWhatWasSent(Connection):
    frame = ""

    async def _handle(self, frame: str | bytes) -> None:
        self.frame = str(frame)[:200]
        await super()._handle(frame)

    def _refuse(self, code: Any, message: str) -> None:
        super()._refuse(code, f"{message} You sent: {self.frame}")


_S: Final = Saboteur
SABOTEURS: Final[tuple[Saboteur, ...]] = (
    _S(
        "tells everybody what one is told",
        "SEC-1",
        "what reached somebody else",
        Parts(session=TellsEverybody),
    ),
    _S(
        "owns failures to whoever failed before",
        "SEC-1",
        "is about the user",
        Parts(recovery=NamesTheLastOneWhoFailed),
    ),
    _S(
        "gives finished work to anybody",
        "SEC-1",
        "results that Tom was given",
        Parts(store=GivesWorkToAnybody),
    ),
    _S(
        "stops anybody's run",
        "SEC-1",
        "Tom was not told that the frame was not accepted",
        Parts(front_desk=StopsAnybodysRun),
    ),
    _S(
        "knows requests by name alone",
        "SEC-1",
        "Maya still waits",
        Parts(front_desk=KnowsRequestsByNameAlone),
    ),
    _S(
        "mixes up who comes back",
        "SEC-1",
        "what Tom learnt of Maya",
        Parts(attendance=MixesUpWhoComesBack),
    ),
    _S(
        "says str(exc)",
        "SEC-2",
        "shows the customer a traceback",
        Parts(recovery=SaysTheException, sanitiser=LetsAllPass),
    ),
    _S("a key in a nested field", "SEC-2", "shows the customer a key", writing(a_key_deep_inside)),
    _S(
        "an e-mail address in preserved work",
        "SEC-2",
        "shows the customer an e-mail address",
        writing(an_address_in_finished_work, "result"),
    ),
    _S(
        "a key in disguise",
        "SEC-2",
        "shows the customer a key",
        writing(a_key_in_base64, "agent_error"),
    ),
    _S(
        "a path in a list of names",
        "SEC-2",
        "shows the customer a file path",
        writing(a_path_in_a_name, "resource_cleanup"),
    ),
    _S(
        "keeps secrets with the finished work",
        "SEC-2",
        "shows the customer a key",
        Parts(execution=KeepsWorkUncleaned),
    ),
    _S(
        "repeats what was sent",
        "SEC-2",
        "what Maya sent is repeated",
        Parts(connection=RepeatsWhatWasSent),
    ),
)
