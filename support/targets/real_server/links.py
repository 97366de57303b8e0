"""What stands between a real server and what it depends on: `[[link]]`, a TCP proxy for each.

The proxies are those of the customers' lines (Toxiproxy's toxics), on a loop of their own, for the
server keeps its connections through the whole of a run. A fault is there for connections, which may
carry many calls: those that are open when it begins are cut, and `from_call` and `times` count the
ones that come after.
"""

import asyncio
import threading
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, Final, TypeVar

from support.blame import NotTestable, SuiteAtFault
from support.clock import WallClock
from support.configuration import ConfigurationError
from support.network import NetworkProxy
from support.network.added import AddedToxic
from support.network.pieces import Direction
from support.network.toxics import ResetPeer, Timeout, Toxic
from support.simulator import Injection, Receipt
from support.simulator.model.line_faults import LineFault
from support.simulator.store import StoreFault
from support.targets.real_server.description import LinkTable
from support.targets.real_server.filling import Filling

LOOPBACK: Final = "127.0.0.1"
WITHIN: Final = 5.0
MOST_DROPS: Final = 50
"""Of a line that drops and returns: every other connection, so many times."""
TOXICS: Final[Mapping[str, Toxic]] = {
    LineFault.REFUSED: ResetPeer(),
    LineFault.FLAPS: ResetPeer(),
    LineFault.SILENT: Timeout(),
    StoreFault.GONE: ResetPeer(),
}

T = TypeVar("T")


class Links:
    """All links of one server. `values` are their addresses by name, once they are open."""

    def __init__(self, tables: Sequence[LinkTable]) -> None:
        self._tables = tables
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._proxies: dict[str, NetworkProxy] = {}
        self._added: list[tuple[Injection, list[AddedToxic]]] = []
        self._clock = WallClock()
        self._began = 0.0
        self.values: dict[str, str] = {}

    def open(self, filling: Filling) -> None:
        """Raises SuiteAtFault where a port cannot be had, ConfigurationError for a bad address."""
        if not self._tables:
            return
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="links")
        self._thread.start()
        for table in self._tables:
            host, port = _address(table, filling)
            try:
                self.values[table.name] = self._do(self._open(table.port, host, port))
            except OSError as taken:
                raise SuiteAtFault(f"[[link]] {table.name} cannot listen: {taken}") from taken

    def close(self) -> None:
        """Cuts every connection, and leaves no thread; twice is once."""
        if self._loop is not None and self._thread is not None:
            self._do(self._close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
            self._loop = self._thread = None

    def stand_at(self, port: str, fault: str) -> bool:
        """Whether this can be done by a link."""
        return port in self._proxies and fault in TOXICS

    def inject(self, injection: Injection) -> None:
        """Raises NotTestable for what concerns one step, which no connection shows."""
        if injection.step is not None:
            raise NotTestable("a link does not show which step a connection is for")
        self._do(self._inject(injection))

    def lift(self) -> None:
        if self._added:
            self._do(self._lift())

    def receipts(self) -> list[Receipt]:
        """One for each connection that a fault touched, in this scenario."""
        return self._do(self._receipts()) if self._added else []

    def untouched(self) -> list[Injection]:
        touched = {receipt.fault for receipt in self.receipts()}
        return [injection for injection, _ in self._added if injection.fault not in touched]

    def begin(self) -> None:
        """A new scenario: nothing of an earlier one's faults is left, nor of its receipts."""
        self.lift()
        self._added.clear()
        self._began = self._clock.now()

    async def _open(self, what: str, host: str, port: int) -> str:
        proxy = self._proxies[what] = NetworkProxy(self._clock, host, port)
        await proxy.start()
        return f"{LOOPBACK}:{proxy.port}"

    async def _close(self) -> None:
        for proxy in self._proxies.values():
            await proxy.close()

    async def _inject(self, injection: Injection) -> None:
        proxy, toxic = self._proxies[injection.port], TOXICS[injection.fault]
        first = len(proxy.connections) + injection.from_call
        if injection.fault == LineFault.FLAPS:
            added = [
                proxy.add(toxic, Direction.UPSTREAM, from_connection=first + 2 * number, times=1)
                for number in range(injection.times or MOST_DROPS)
            ]
        else:
            added = [
                proxy.add(toxic, Direction.UPSTREAM, from_connection=first, times=injection.times)
            ]
        self._added.append((injection, added))
        proxy.cut()

    async def _lift(self) -> None:
        for injection, added in self._added:
            injection.lifted = True
            for one in added:
                one.remove()

    async def _receipts(self) -> list[Receipt]:
        return [
            Receipt(injection.fault, injection.port, one.connection, "", one.at - self._began)
            for injection, added in self._added
            for toxic in added
            for one in toxic.receipts
        ]

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        assert self._loop is not None, "no link is open"
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WITHIN)


def _address(table: LinkTable, filling: Filling) -> tuple[str, int]:
    said = filling.text(table.to)
    host, _, port = said.removeprefix("http://").rstrip("/").rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:  # noqa: PLR2004 - TCP's
        raise ConfigurationError(
            (f"[[link]] {table.name}: to = {said!r} is no address. Write host:port.",)
        )
    return host.strip("[]"), int(port)
