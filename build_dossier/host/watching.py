"""While serving, an edit costs one build, though each build writes pages into a folder that MkDocs watches."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver, ObservedWatch

from build_dossier.publish.writing import MANIFEST


class _Discreet:
    """An observer that does not tell of what is ours."""

    def __init__(self, observer: BaseObserver, is_ours: Callable[[str], bool]) -> None:
        self._observer = observer
        self._is_ours = is_ours

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> ObservedWatch:
        tell = handler.on_any_event

        def tell_of_others(event: FileSystemEvent) -> None:
            paths = [os.fsdecode(each) for each in (event.src_path, event.dest_path) if each]
            if not all(self._is_ours(each) for each in paths):
                tell(event)

        handler.on_any_event = tell_of_others  # type: ignore[method-assign]  # as MkDocs does with its own
        return self._observer.schedule(handler, path, recursive=recursive)


def watch_others_files(server: LiveReloadServer, docs: Path, generated: Callable[[], frozenset[str]]) -> None:
    """Watch the documentation folder, but for the files `generated` tells, by their paths in it."""

    def is_ours(path: str) -> bool:
        inner = Path(path).relative_to(docs)
        whole = (
            inner.with_name(inner.name.removeprefix(".").removesuffix(".part")) if inner.suffix == ".part" else inner
        )
        return inner.name == MANIFEST or whole.as_posix() in generated()

    server.unwatch(str(docs))
    observer = server.observer
    server.observer = _Discreet(observer, is_ours)  # type: ignore[assignment]  # it has what `watch` asks for
    server.watch(str(docs))
    server.observer = observer
