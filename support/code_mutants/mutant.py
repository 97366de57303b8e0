"""One mutant: what reads and judges mutants needs nothing that makes them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """`name` stays as it is while its line does, wherever that line moves to."""

    name: str
    file: str
    line: int
    start: int
    end: int
    put: str

    def of(self, source: str) -> str:
        return source[: self.start] + self.put + source[self.end :]
