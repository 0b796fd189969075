"""The steps of a trace in words, as they stand on a terminal and in a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.export.visible import one_line
from onrecord.records import Step, Trace

DEEPEST = 12
"""Steps that are further in than this are shown at this depth, each with whom it came from."""

_RELATIONS = {"copy": "copied", "wire": "by wire", "cites": "cites it", "same speaker": "says so again"}


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it is shown, in one line's words: nothing that a terminal would obey is left in them.

    `relation` is how it came here, empty where it is from the origin itself; `behind` is whom it came from, where the
    depth doesn't show it; `detail` is empty where the step before it has said the same.
    """

    step: Step
    label: str
    relation: str
    when: str
    reference: str
    behind: str
    detail: str

    @property
    def depth(self) -> int:
        """How far in it is shown."""
        return min(self.step.depth, DEEPEST)


def groups(trace: Trace) -> list[tuple[str, list[Line]]]:
    """The steps in their order, under what they have in common: who says so, and who denies it."""
    found: dict[str, list[Line]] = {"said by": [], "denied by": []}
    group = "said by"
    for step in trace.steps:
        if step.parent is None:
            group = "denied by" if step.denies else "said by"
        found[group].append(_line(step, trace.steps))
    return [(title, lines) for title, lines in found.items() if lines]


def counted(trace: Trace) -> str:
    """How many independent origins the claim has, and why that is a range where it is one."""
    if trace.count is None:
        return "The origins have not been counted yet."
    count = f"{trace.count}" if trace.least == trace.most else f"{trace.count} (from {trace.least} to {trace.most})"
    why = one_line(trace.why or "").rstrip(". ")
    return f"Independent origins: {count}.{f' {why}.' if why else ''}"


def _line(step: Step, steps: Sequence[Step]) -> Line:
    before = None if step.parent is None else steps[step.parent]
    relation = _RELATIONS.get(step.relation, "") if step.kind in ("statement", "more") else ""
    behind = ""
    if before is not None and step.depth > DEEPEST:
        behind = before.reference or before.label
    said_before = before is not None and before.detail == step.detail
    parts = ("" if step.certain else "perhaps one of the others", "" if said_before else step.detail)
    return Line(
        step,
        one_line(step.label),
        relation,
        one_line((step.when or "")[:16].replace("T", " ")),
        step.reference or "",
        one_line(behind),
        one_line("; ".join(part for part in parts if part)),
    )
