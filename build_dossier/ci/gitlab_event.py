"""A run on GitLab, which tells of itself in variables: https://docs.gitlab.com/ci/variables/predefined_variables/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_dossier.ci.run import Kind, Run, is_repository, is_sha

_BASES = {Kind.CHANGE: "CI_MERGE_REQUEST_DIFF_BASE_SHA", Kind.PUSH: "CI_COMMIT_BEFORE_SHA"}


def gitlab_run(environment: Mapping[str, str]) -> Run:
    """The run that GitLab's variables tell of."""
    kind = {"merge_request_event": Kind.CHANGE, "push": Kind.PUSH}.get(
        environment.get("CI_PIPELINE_SOURCE", ""), Kind.OTHER
    )
    repository, number = environment.get("CI_PROJECT_PATH", ""), environment.get("CI_MERGE_REQUEST_IID", "")
    base = environment.get(_BASES.get(kind, ""), "")
    head = environment.get("CI_COMMIT_SHA", "")
    source, target = (environment.get(f"CI_MERGE_REQUEST_{name}_PROJECT_ID", "") for name in ("SOURCE", "PROJECT"))
    return Run(
        host="gitlab",
        kind=kind,
        repository=repository if is_repository(repository) else "",
        number=int(number) if number.isascii() and number.isdecimal() and len(number) < 12 else 0,
        base=base if is_sha(base) else "",
        head=head if is_sha(head) else "",
        is_fork=kind is Kind.CHANGE and bool(source) and source != environment.get("CI_MERGE_REQUEST_PROJECT_ID", ""),
        notes=tuple(_notes(kind, base, target)),
    )


def _notes(kind: Kind, base: str, _target: str) -> Iterator[str]:
    name = _BASES.get(kind)
    if name and not is_sha(base) and set(base) != {"0"}:
        yield f"GitLab's variable {name} names no commit in a form that is known here."
