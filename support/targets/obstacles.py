"""What gets in the way of a cleanup, from outside: real, and to be taken away again."""

from pathlib import Path


class Obstacles:
    """A file where a folder should be: nothing can remove that folder until it is back."""

    def __init__(self) -> None:
        self._away: dict[Path, Path] = {}

    def put_in_place_of(self, folder: Path) -> None:
        away = folder.rename(folder.with_name(f"away-{folder.name}"))
        folder.touch()
        self._away[folder] = away

    def take_away(self) -> None:
        for folder, away in self._away.items():
            folder.unlink()
            away.rename(folder)
        self._away.clear()
