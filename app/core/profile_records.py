"""What an organisation's profile holds: the facts of its client service document, each with its clause.

A profile is picked at the first run and edited afterwards; it is data (``resources/profiles``), never the
document's sentences. Every fact is a :class:`Rule`: its value and where the document says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

T_co = TypeVar("T_co", covariant=True)

ProfileKey = Literal["vs", "aad", "akn", "vpv", "gks"]
ChannelCode = Literal["phone", "in_person", "email", "post", "instant_message", "e_address", "web_form", "hotline"]
OutcomeCode = Literal[
    "answered",
    "callback",
    "referred",
    "complaint",
    "other_institution",
    "advised_in_writing",
    "offered_channel",
    "call_ended",
]
RoleCode = Literal[
    "employee",
    "line_manager",
    "unit_head",
    "head_of_organization",
    "board",
    "board_member",
    "members",
    "executive_director",
    "council_chair",
    "director",
    "higher_institution",
    "ethics_commission",
]
TermKind = Literal[
    "question",
    "callback",
    "submission",
    "submission_extended",
    "forwarding",
    "information_request",
    "information_request_extended",
    "claim",
]
SpanUnit = Literal["working_days", "calendar_days", "months"]
Ground = Literal["document_content", "service", "restricted_information", "long_call"]
Subject = Literal["service", "employee", "head", "ethics"]
CaseKind = Literal["complaint", "suggestion", "feedback", "claim", "compliment"]
Step = Literal["warn", "call_colleague", "ask_to_leave", "call_police", "end_call", "send_reason"]
CardKind = Literal["name_card", "staff_id", "door_plate"]
Audience = Literal["counter", "field", "all"]
Method = Literal["self_check", "observation", "interviews", "client_survey", "employee_survey", "report"]
Frequency = Literal[
    "working_day", "working_day_if_possible", "monthly", "monthly_at_least", "quarterly",
    "yearly_at_least", "as_needed",
]  # fmt: skip
ForeignByPhone = Literal["written_if_not_spoken"]
ForeignByEmail = Literal["inform_if_not_spoken", "document_rules"]
OrganizationKind = Literal["company", "joint_service_centre", "institution"]
DocumentKind = Literal["service_standard", "service_rules", "service_policy"]


@dataclass(frozen=True)
class Rule(Generic[T_co]):
    """A fact and its place: ``basis`` is the document's clause, None where the document sets nothing.

    ``law`` names the statute a default comes from.
    """

    value: T_co
    basis: str | None
    law: str | None = None


@dataclass(frozen=True)
class Document:
    """The client service document itself; ``issued_under`` are the acts it names as its ground."""

    title: str
    kind: DocumentKind
    approver: Rule[RoleCode]
    approved_on: Rule[date | None]
    in_force_from: Rule[date | None]
    issued_under: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    """A decision maker or manager, by the name this organisation uses."""

    code: RoleCode
    label: str


@dataclass(frozen=True)
class Channel:
    """A channel in its place in the order; ``named`` is the document's own word for it, if it has one."""

    code: ChannelCode
    label: str
    named: str | None
    enabled: Rule[bool]


@dataclass(frozen=True)
class Span:
    """A length of time."""

    amount: int
    unit: SpanUnit


@dataclass(frozen=True)
class Term:
    """How long something may take at most; ``proposals`` are the lengths offered, in the same unit."""

    kind: TermKind
    label: str
    span: Rule[Span]
    proposals: tuple[int, ...] = ()


@dataclass(frozen=True)
class OutcomeHint:
    """What to do or say when a contact ends this way (AAD 2.1.2, 4.1-4.3 and their like)."""

    code: OutcomeCode
    hint: Rule[str]


@dataclass(frozen=True)
class PhoneRules:
    """Calls: limit in minutes (None: no limit), callbacks, holding the line, recording (AAD 4.2.4, 4.3, 4.13)."""

    call_limit_minutes: Rule[int | None]
    callback_exempt_from_limit: Rule[bool]
    callback: Rule[bool]
    hold: Rule[bool]
    foreign_number_channel: Rule[ChannelCode]
    email_request_becomes_callback: Rule[bool]
    email_request_abroad_channel: Rule[ChannelCode]
    recording_notice: Rule[bool]


@dataclass(frozen=True)
class LanguageRules:
    """Languages of consultation, ISO 639-1, and what happens in another one (AAD 4.4-4.6, VPV 7)."""

    consultation: Rule[tuple[str, ...]]
    foreign_by_phone: Rule[ForeignByPhone]
    foreign_by_email: Rule[ForeignByEmail]


@dataclass(frozen=True)
class OtherChannelGround:
    """A reason to offer another channel than the telephone (AAD 4.2)."""

    code: Ground
    label: str
    applies: Rule[bool]


@dataclass(frozen=True)
class ConsultationRules:
    """What is told, what is not, and whom to ask or to tell (AAD 4.1, 4.8-4.10)."""

    within_competence_only: Rule[bool]
    name_competent_institution: Rule[bool]
    public_extent_only: Rule[bool]
    restricted_information: Rule[bool]
    assess_client_documents: Rule[bool]
    advise_written_form: Rule[bool]
    refer_with_contacts: Rule[bool]
    ask_contact_person: Rule[bool]
    report_nonconformity_to: Rule[RoleCode]


@dataclass(frozen=True)
class PrivacyRules:
    """Confidentiality, disclosure to third persons, identity and contact checks."""

    confidential: Rule[bool]
    disclose_to_third_persons: Rule[bool]
    service_purposes_only: Rule[bool]
    client_identity_document: Rule[bool]
    check_contact_details: Rule[bool]


@dataclass(frozen=True)
class CounterRules:
    """What clients see and are told on the premises, and before holidays."""

    staff_names_displayed: Rule[bool]
    staff_introduce_themselves: Rule[bool]
    services_notice: Rule[bool]
    service_procedure_on_request: Rule[bool]
    holiday_hours_notice: Rule[bool]
    entry_help: Rule[bool]
    client_extract: Rule[bool]


@dataclass(frozen=True)
class LargeRequestRules:
    """Disproportionately large information requests (VPV 11-13)."""

    assess: Rule[bool]
    inform: Rule[tuple[RoleCode, ...]]
    read_on_premises: Rule[bool]


@dataclass(frozen=True)
class OwnErrorRules:
    """After an error of our own (AAD 2.1.1.2)."""

    admit_and_mend: Rule[bool]
    tell_right_to_complain: Rule[bool]


@dataclass(frozen=True)
class Route:
    """Who examines a case about ``about``, and who does ``instead`` where the case is about the examiner."""

    about: Subject
    label: str
    examiner: Rule[RoleCode]
    instead: Rule[RoleCode]


@dataclass(frozen=True)
class ComplaintRules:
    """The register of complaints and suggestions: kinds, notices, routing (AAD 4.11, 7-8, AKN 13, GKS 13)."""

    kinds: Rule[tuple[CaseKind, ...]]
    inform_head_at_once: Rule[bool]
    inform_ethics_commission: Rule[bool]
    suggestions_to: Rule[RoleCode]
    routing: tuple[Route, ...]


@dataclass(frozen=True)
class ConductRules:
    """The conflict guide and the steps towards an offensive client (AAD 4.12 and annex 1, VPV 8 and 14.6)."""

    guide: Rule[bool]
    in_person: Rule[tuple[Step, ...]]
    by_phone: Rule[tuple[Step, ...]]
    by_email: Rule[tuple[Step, ...]]


@dataclass(frozen=True)
class CardRule:
    """A card or plate, and who must have it (AAD 2.2, 2.3, 3.3)."""

    kind: CardKind
    audience: Audience
    required: Rule[bool]


@dataclass(frozen=True)
class SignoffRules:
    """How staff are made familiar with the document; ``columns`` are the sheet's headings (AKN annex)."""

    introduced_by: Rule[RoleCode]
    explained_in_post: Rule[bool]
    signature_required: Rule[bool]
    columns: Rule[tuple[str, ...]]


@dataclass(frozen=True)
class ReviewRules:
    """How often the document is reviewed, in months, and by whom (GKS 15-16)."""

    months: Rule[int]
    owner: Rule[RoleCode]


@dataclass(frozen=True)
class SurveyRules:
    """Which surveys the document asks for (AAD 3.5, AKN 10)."""

    clients: Rule[bool]
    employees: Rule[bool]


@dataclass(frozen=True)
class QualityRow:
    """One row of the quality plan: criterion, method, how often, by whom (VPV annex 1)."""

    criterion: str
    method: Method
    frequency: Rule[Frequency]
    responsible: tuple[RoleCode, ...]


@dataclass(frozen=True)
class Topic:
    """A usual topic with its reply term in working days and the unit that knows about it."""

    label: str
    days: int
    unit: str


@dataclass(frozen=True)
class Snippet:
    """A text that ``//key`` writes out."""

    key: str
    text: str


@dataclass(frozen=True)
class Institution:
    """Another body with its public contacts; an empty one is left to the office to fill in."""

    code: str
    name: str
    about: str
    phone: str
    web: str


@dataclass(frozen=True)
class Profile:
    """Everything one organisation's document sets, and usual lists to begin with."""

    key: ProfileKey
    label: str
    kind: OrganizationKind
    document: Document
    roles: tuple[Role, ...]
    channels: tuple[Channel, ...]
    terms: tuple[Term, ...]
    outcomes: tuple[OutcomeHint, ...]
    phone: PhoneRules
    language: LanguageRules
    other_channel: tuple[OtherChannelGround, ...]
    consultation: ConsultationRules
    privacy: PrivacyRules
    counter: CounterRules
    large_requests: LargeRequestRules
    own_error: OwnErrorRules
    complaints: ComplaintRules
    conduct: ConductRules
    cards: tuple[CardRule, ...]
    signoff: SignoffRules
    review: ReviewRules
    surveys: SurveyRules
    quality: tuple[QualityRow, ...]
    units: tuple[str, ...]
    topics: tuple[Topic, ...]
    snippets: tuple[Snippet, ...]
    institutions: tuple[str, ...]
