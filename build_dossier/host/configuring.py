"""The configuration of MkDocs, and what MkDocs says while it works."""

from __future__ import annotations

import contextlib
import logging
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# Material prints a banner about MkDocs 2 when it is imported, which is not for readers of a build.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.utils.yaml import yaml_load
from yaml import YAMLError

from build_dossier.host.errors import BadConfigError
from build_dossier.host.offline import for_disk
from build_dossier.host.plugin import DossierPlugin, swallows_data
from build_dossier.project import Project


class Said(NamedTuple):
    """A message of MkDocs."""

    level: str
    """'warning' or 'error'."""
    text: str


class Listener(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[Said] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note a message."""
        self.said.append(Said(record.levelname.lower(), record.getMessage()))

    def taken(self) -> list[Said]:
        """What was said since this was last asked."""
        said, self.said = self.said, []
        return said


def configured(project: Project, *, strict: bool = False, offline: bool = False) -> MkDocsConfig:
    """The configuration of a project, or a `BadConfigError`."""
    path = project.root / "mkdocs.yml"
    with listening() as listener:
        try:
            _make_docs_folder(path)
            config = load_config(str(path), strict=strict)
        except (Abort, MkDocsException) as error:
            why = in_lines(listener.said) or str(error)
            raise BadConfigError(f"mkdocs.yml cannot be used:\n{why}") from None
    if offline and config.theme.name != "material":
        raise BadConfigError("mkdocs.yml names another theme than 'material', whose search works without a server.")
    if offline:
        for_disk(config)
    if swallows_data(config):
        raise BadConfigError("mkdocs.yml cannot be used: its site_dir and the data folder overlap.")
    return config


def plugin_of(config: MkDocsConfig) -> DossierPlugin | None:
    """Our plugin, where `mkdocs.yml` names it."""
    return next((each for each in config.plugins.values() if isinstance(each, DossierPlugin)), None)


def configured_by_plugins(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration after the plugins have changed it, before any file is looked at."""
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    return config


def stop_at_warnings(listener: Listener) -> None:
    """Abort as MkDocs does in strict mode."""
    if listener.said:
        levels = Counter(each.level for each in listener.said)
        counts = ", ".join(f"{levels[level]} {level}s" for level in ("critical", "error", "warning") if levels[level])
        raise Abort(f"Aborted with {counts} in strict mode!")


def in_lines(said: list[Said], *more: str) -> str:
    """The texts of messages, one after another."""
    return "\n".join((*(each.text for each in said), *more))


@contextlib.contextmanager
def listening() -> Iterator[Listener]:
    """Collect what MkDocs warns of while the block runs."""
    listener = Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        yield listener
    finally:
        logger.removeHandler(listener)


def _make_docs_folder(path: Path) -> None:
    """All of the documentation folder is generated, so a fresh clone has none; MkDocs asks for one."""
    with path.open("rb") as file, contextlib.suppress(YAMLError, AttributeError, TypeError, FileExistsError):
        (path.parent / yaml_load(file).get("docs_dir", "docs")).mkdir(exist_ok=True)
