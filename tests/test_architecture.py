"""The shape of the house: imports run one way, hosts stay at the door, and templates loop and print."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError, nodes

import build_dossier
from build_dossier.render.pages import render
from build_dossier.views.site import PageView

PACKAGE = Path(build_dossier.__file__).parent
TEMPLATES = sorted((*(PACKAGE / "render/templates").glob("*.j2"), *(PACKAGE / "render/print").glob("*.j2")))

# From the ground to the door; a room imports from its own line and from those above it in this list, never from below.
# A module stands with the longest name that fits it.
ORDER = (
    ("cache", "collector", "language", "program", "repository"),
    ("chunks", "counted", "network", "problems", "values"),
    ("hosted",),
    ("records",),
    ("circles", "dossier", "publication", "reference"),
    ("load",),
    ("link",),
    ("load.reading",),
    ("evidence", "handling", "languages", "project"),
    ("editions",),
    ("checking",),
    ("citing",),
    ("reads",),
    ("views",),
    ("render",),
    ("making",),
    ("publish",),
    ("found",),
    ("outcome", "products", "data_products", "gate", "left_out"),
    ("reasons",),
    ("pipeline",),
    ("messages",),
    ("capture",),
    ("commands",),
    ("ci",),
    ("host", "progress", "starter"),
    ("console",),
    ("evidence_cli", "export_cli", "links_cli", "print_cli", "ci_site_cli"),
    ("ci_cli",),
    ("cli",),
    ("__main__",),
)

# Libraries that few rooms know of.
KEPT_IN = {
    "mkdocs": {"host"},
    "jinja2": {"render", "host"},  # MkDocs hands its own environment to plugins
    "click": {"console", "evidence_cli", "export_cli", "links_cli", "print_cli", "ci_site_cli", "ci_cli", "cli"},
    "yaml": {"load", "host"},
    "pagefind_bin": {"publish"},
    "vl_convert": {"network", "render"},
    "PIL": {"render"},
}


def _modules() -> dict[str, ast.Module]:
    """Every module by its name below the package; the package itself is ''."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text("utf-8"))
    return found


MODULES = _modules()


def _imports(tree: ast.Module) -> Iterator[str]:
    """The full name of everything that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _ours(imported: str) -> str | None:
    """The module of ours that an imported name is, or is in; None for '__version__' and for others' modules."""
    name = imported.removeprefix("build_dossier.")
    if name == imported:
        return None
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name or None


def _level(module: str) -> int:
    fitting = [
        (len(room), level)
        for level, rooms in enumerate(ORDER)
        for room in rooms
        if module == room or module.startswith(f"{room}.")
    ]
    assert fitting, f"{module} has no place in ORDER yet"
    return max(fitting)[1]


@pytest.mark.parametrize("module", [name for name in MODULES if name])
def test_imports_run_one_way(module: str) -> None:
    own = _level(module)
    below = [used for name in _imports(MODULES[module]) if (used := _ours(name)) and _level(used) > own]
    assert below == []


def test_every_place_in_the_order_is_a_module() -> None:
    assert {room for rooms in ORDER for room in rooms} <= set(MODULES)


@pytest.mark.parametrize("library", KEPT_IN)
def test_a_library_is_known_in_its_rooms_only(library: str) -> None:
    users = {name for name, tree in MODULES.items() for used in _imports(tree) if used.split(".")[0] == library}
    assert users
    assert {name.split(".")[0] for name in users} <= KEPT_IN[library]


# --- templates

_FILTERS = {"attribute", "url", "link_title", "drawn", "code", "capitalize", "picture"}
_WORDS = ("_", "pgettext")


def _template(path: Path) -> nodes.Template:
    return Environment(autoescape=True, trim_blocks=True).parse(path.read_text("utf-8"))


def _named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.name[0] != "_"], ids=_named)
def test_a_template_begins_with_the_type_of_its_view(path: Path) -> None:
    first = path.read_text("utf-8").split("\n")[0]
    assert first.startswith("{# view: views.")
    module, _, name = first.removeprefix("{# view: ").removesuffix(" #}").rpartition(".")
    assert isinstance(getattr(import_module(f"build_dossier.{module}"), name), type)


@pytest.mark.parametrize("path", TEMPLATES, ids=_named)
def test_a_template_uses_no_filter_but_those_that_fit_a_text_to_its_place(path: Path) -> None:
    assert {each.name for each in _template(path).find_all(nodes.Filter)} <= _FILTERS


@pytest.mark.parametrize("path", TEMPLATES, ids=_named)
def test_a_template_computes_nothing(path: Path) -> None:
    tree = _template(path)
    forbidden = (nodes.Assign, nodes.AssignBlock, nodes.Getitem, nodes.BinExpr, nodes.Concat, nodes.FilterBlock)
    allowed = (nodes.And, nodes.Or)
    found = [
        each for each in tree.find_all(nodes.Node) if isinstance(each, forbidden) and not isinstance(each, allowed)
    ]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_named)
def test_a_template_calls_nothing_but_macros(path: Path) -> None:
    tree = _template(path)
    own = {macro.name for macro in tree.find_all(nodes.Macro)}
    imported = {each.target for each in tree.find_all(nodes.Import)}
    for call in tree.find_all(nodes.Call):
        callee = call.node
        is_own = isinstance(callee, nodes.Name) and callee.name in own | {"range", *_WORDS}
        is_shared = (
            isinstance(callee, nodes.Getattr) and isinstance(callee.node, nodes.Name) and callee.node.name in imported
        )
        assert is_own or is_shared, f"line {call.lineno}"


def test_a_view_that_lacks_what_its_template_prints_is_a_bug_and_no_blank() -> None:
    view = PageView("glossary.md", "Terms", "glossary.md", object(), "What terms mean")
    with pytest.raises(UndefinedError):
        render(view)
