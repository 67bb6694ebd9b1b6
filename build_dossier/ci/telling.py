"""The comment and the issue as they are written: the mark by which they are found again, and who says this."""

from __future__ import annotations

from build_dossier.ci.report import Report
from build_dossier.ci.report_told import LARGEST_COMMENT, as_markdown
from build_dossier.hosted import hosted

REPORT_MARK = "<!-- build-dossier: report -->"
LINKS_MARK = "<!-- build-dossier: links -->"
LINKS_TITLE = "Sources whose address no longer answers"


def comment(report: Report | None, *, head: str, run: str, why: str = "") -> str:
    """The comment of a pull request: its report, or why there is none; the run's address comes from the host."""
    foot = f"Of commit {head[:12]}. [The run]({run}) holds every problem, and the site to look at." if run else ""
    # Whoever can change the code of the change can change what its run says.
    doubt = "<sub>Told by the run of the change itself. This comment is kept up to date.</sub>"
    told = as_markdown(report, LARGEST_COMMENT) if report else f"## The dossier\n\n{hosted(why, 500)}\n"
    return "\n\n".join(part for part in (REPORT_MARK, told.strip(), foot, doubt) if part) + "\n"


def links_issue(markdown: str) -> str:
    """The issue about links; longer than an issue may be, it is cut between two lines."""
    foot = "\n<sub>`dossier links` asks once a week. This issue is kept up to date, and closed when all answer.</sub>\n"
    lines, size = [LINKS_MARK, ""], 0
    for line in markdown.splitlines():
        size += len(line) + 1
        if size > LARGEST_COMMENT:
            lines.append("- and more, which are too many to be told here")
            break
        lines.append(line)
    return "\n".join(lines) + "\n" + foot
