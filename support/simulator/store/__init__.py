"""The record: sessions, events, runs and finished work, in a file that outlives the server."""

from support.simulator.store.faults import STORE, StoreFault
from support.simulator.store.kept import KeptRun, KeptSession, StoredResult
from support.simulator.store.store import Store

__all__ = ["STORE", "KeptRun", "KeptSession", "Store", "StoreFault", "StoredResult"]
