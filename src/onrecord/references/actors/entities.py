"""An actor in the making: what is gathered about it while an article is gone through."""

from dataclasses import dataclass, field

from onrecord.records import Actor, ActorType, Mention, Role, Span

from .naming import Gender, PersonName

NAMELESS = "?"


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that the article names or lets speak; two of them are never equal."""

    name: str
    type: ActorType
    names: list[PersonName] = field(default_factory=list)
    mentions: dict[Span, float] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    gender: Gender | None = None
    aliases: set[str] = field(default_factory=set)
    members: list["Entity"] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Nobody goes without a name: a stray possessive or mark, taken for one, leaves nothing to call them by."""
        if not self.name.strip():
            self.name = NAMELESS

    def mention(self, span: Span, confidence: float) -> None:
        """Note a span that denotes this entity; the surer of two confidences stays."""
        self.mentions[span] = max(confidence, self.mentions.get(span, 0.0))

    def add_role(self, role: Role) -> None:
        """Note a role once a span."""
        if all(role.span != known.span for known in self.roles):
            self.roles.append(role)

    def record(self, members: tuple[int, ...]) -> Actor:
        """The finished record, mentions and roles in reading order."""
        mentions = tuple(Mention(*span, round(sure, 3)) for span, sure in sorted(self.mentions.items()))
        roles = tuple(sorted(self.roles, key=lambda role: role.span))
        return Actor(self.name, self.type, mentions, roles, members)
