"""The words of the contract: closed lists, and every IRI the program may mint.

The vocabulary is closed: a misspelt term is an ``AttributeError`` here, not a new term. A test holds
``PKB`` against ``ontology/policykb.ttl``; they must declare the same terms. Longer than other modules because
it is one list: cut in two, a term could stand in both halves.
"""

from __future__ import annotations

from enum import StrEnum, auto

BASE = "https://w3id.org/policykb/"
DEF = BASE + "def#"
PREFIXES = {
    "pkb": DEF,
    "force": BASE + "force/",
    "role": BASE + "role/",
    "basis": BASE + "basis/",
    "comparator": BASE + "comparator/",
    "kind": BASE + "target-kind/",
    "sector": BASE + "sector/",
    "unit": BASE + "unit/",
    "indicator": BASE + "indicator/",
    "org": BASE + "org/",
    "region": BASE + "region/",
    "level": BASE + "level/",
    "rule": BASE + "rule/",
    "shape": BASE + "shape/",
    "plan": BASE + "plan/",
    "scope": BASE + "scope/",
    "degree": BASE + "degree/",
    "verdict": BASE + "verdict/",
    "reqkind": BASE + "requirement-kind/",
    "figure": BASE + "figure-kind/",
    "comparability": BASE + "comparability/",
    "state": BASE + "target-state/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "sh": "http://www.w3.org/ns/shacl#",
}


class Force(StrEnum):
    """How strictly the text binds, strongest first; the rank orders, it is not legal effect."""

    PROHIBIT = "prohibit"
    MANDATE = "mandate"
    STRICT_CONTROL = "strict_control"
    COMMIT = "commit"
    STRIVE = "strive"
    PROMOTE = "promote"
    PILOT = "pilot"
    EXPLORE = "explore"
    ENCOURAGE = "encourage"


class Role(StrEnum):
    """What a body is to a duty."""

    LEAD = "lead"
    PRESUMPTIVE_LEAD = "presumptive_lead"
    SUPPORT = "support"
    JOINT = "joint"
    IMPLEMENT = "implement"
    SUPERVISE = "supervise"


class Basis(StrEnum):
    """Why a responsibility holds."""

    STATED = "stated"
    DEFAULT = "default"
    SPECIFIC = "specific"
    INHERITED = "inherited"
    CURATED = "curated"
    PRESUMED = "presumed"


class Comparator(StrEnum):
    """How a target's value is to be read."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    ABOUT = "~"
    DECREASE = "decrease"
    INCREASE = "increase"


class TargetKind(StrEnum):
    """What sort of target it is."""

    LEVEL = "level"
    RELATIVE_CHANGE = "relative_change"
    MAINTAIN = "maintain"
    COUNT_PER_DIVISION = "count_per_division"
    UNIVERSAL = "universal"
    MATCH = "match"
    QUALITATIVE = "qualitative"
    LIMIT = "limit"


class MentionKind(StrEnum):
    """What a named thing in an action is."""

    PLACE = "place"
    INDUSTRY = "industry"
    POLLUTANT = "pollutant"
    GREENHOUSE_GAS = "greenhouse_gas"
    TECHNOLOGY = "technology"
    PROGRAMME = "programme"
    PILOT = "pilot"
    PLATFORM = "platform"


class ConditionKind(StrEnum):
    """How a condition binds what it belongs to."""

    PRECONDITION = "precondition"  # 在……前提下
    SCOPE = "scope"  # 黄河沿岸1公里范围内, 65蒸吨及以上, 有条件的地区
    EXCEPTION = "exception"  # 除……外
    NEED = "need"  # 根据需要, 适时


class DocumentAct(StrEnum):
    """What is to happen to a document."""

    DRAW_UP = "draw_up"
    ESTABLISH = "establish"
    REVISE = "revise"


class Precision(StrEnum):
    """How exactly the text states a deadline."""

    YEAR = "year"
    YEAR_END = "year_end"
    MONTH = "month"
    DAY = "day"


class Confidence(StrEnum):
    """How sure the reading is; what is not certain carries its doubt in words."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


class ReviewState(StrEnum):
    """What a person has done with a claim."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ADDED = "added"
    REJECTED = "rejected"  # kept apart in the draft, so that a new reading does not bring it back
    QUESTIONED = "questioned"  # looked at, and left open


class SentenceState(StrEnum):
    """What became of a sentence."""

    ENCODED = "encoded"
    SKIPPED = "skipped"
    UNENCODED = "unencoded"


class BodyKind(StrEnum):
    """What sort of body a name that no vocabulary knows is likely to be."""

    DEPARTMENT = "department"
    GOVERNMENT = "local_government"
    COMMITTEE = "administrative_committee"
    CENTRAL = "central_vertical"
    JUDICIAL = "judicial"
    COMPANY = "company"
    OTHER = "other"


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Category(StrEnum):
    """Whose trouble a finding is: ours, the plan's, or against the level above."""

    ENCODING_DEFECT = "encoding_defect"
    PLAN_GAP = "plan_gap"
    NATIONAL_GAP = "national_gap"
    CONFLICT = "conflict"


class RequirementKind(StrEnum):
    """What sort of thing a document above asks for."""

    SECTION = "section"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    PROHIBITION = "prohibition"
    TASK = "task"  # a duty, dated or not: 时限要求, 工作要求


class Degree(StrEnum):
    """How far a plan covers a requirement."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    EXCEEDS = "exceeds"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"
    NOT_ASSESSED = "not_assessed"


class Verdict(StrEnum):
    """How a plan stands against one requirement; an indicator may earn several at once."""

    COVERED = "covered"
    PARTLY = "partly"
    ABSENT = "absent"
    UNDETERMINED = "undetermined"
    REGIONAL_ONLY = "regional_only"
    EQUAL = "equal"
    STRICTER = "stricter"
    WEAKER = "weaker"
    LATER = "later"
    EARLIER = "earlier"
    SCOPE_DIFFERS = "scope_differs"
    NOT_COMPARABLE = "not_comparable"
    NOT_APPLICABLE = "not_applicable"


class Confirmed(StrEnum):
    """Whether a fact was read in its source; what was not is shown as unconfirmed."""

    SEEN = "seen"
    MEMORY = "memory"


class Relation(StrEnum):
    """What a neighbouring document's value is to a plan of the same region."""

    SAME_NOTICE = "same_notice"  # another attachment of the notice the plan came with
    OWN_PLAN = "own_plan"  # another plan of the same government
    DRAFT = "draft"  # a draft for comment
    STATEMENT = "statement"  # an official's words, no document
    EARLIER_GOAL = "earlier_goal"
    LATER_GOAL = "later_goal"
    LOWER_LEVEL = "lower_level"  # a city or county below


class FigureKind(StrEnum):
    """What a figure beside a plan is; only what was published counts, a sum or an estimate is labelled as one."""

    PUBLISHED = "published"
    LOWER_BOUND = "lower_bound"  # “≥90”, “超过97%”
    FORECAST = "forecast"  # 预计
    ESTIMATE = "estimate"  # put into a number by us, such as 约三分之一
    SUM = "sum"  # added up from published figures, itself not published


class Comparability(StrEnum):
    """What a series of figures is to the indicator that a target is set in."""

    SAME = "same"
    NARROWER = "narrower"  # a part of it: at least so much
    OTHER = "other"  # another definition: says nothing about the target


class TargetState(StrEnum):
    """How a target stands as of a day; what is not known is neither achieved nor missed."""

    ACHIEVED = "achieved"
    MISSED = "missed"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    DUE_UNREPORTED = "due_unreported"
    NOT_DUE = "not_due"
    NOT_COMPARABLE = "not_comparable"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"


class PKB(StrEnum):
    """The ontology's own terms, each member its IRI."""

    @staticmethod
    def _generate_next_value_(name: str, *_: object) -> str:
        return DEF + name

    # documents and places in them
    Plan = auto()
    PolicyDocument = auto()
    UpperDocument = auto()
    Provision = auto()
    DefaultResponsibilityClause = auto()
    TextSpan = auto()
    Sentence = auto()
    # what a plan says
    PlanElement = auto()
    Measure = auto()
    Goal = auto()
    Action = auto()
    Target = auto()
    QuantitativeTarget = auto()
    QualitativeTarget = auto()
    DivisionTarget = auto()
    Condition = auto()
    Mention = auto()
    DraftedDocument = auto()
    QuantifiedMeasure = auto()
    ProhibitiveAction = auto()
    CentralAgencyMeasure = auto()
    # what it is said in: indicators, units, closed lists
    Indicator = auto()
    Unit = auto()
    DeonticForce = auto()
    Role = auto()
    Basis = auto()
    Comparator = auto()
    TargetKind = auto()
    Level = auto()
    Sector = auto()
    # who does it
    Responsibility = auto()
    StatedResponsibility = auto()
    DefaultResponsibility = auto()
    SpecificResponsibility = auto()
    InheritedResponsibility = auto()
    CuratedResponsibility = auto()
    PresumedResponsibility = auto()
    CoordinatedResponsibility = auto()
    Agency = auto()
    RegionalDepartment = auto()
    RegionalGovernment = auto()
    LocalGovernment = auto()
    AdministrativeCommittee = auto()
    CentralVerticalAgency = auto()
    JudicialBody = auto()
    ProposedBody = auto()
    Region = auto()
    NameInterval = auto()
    Succession = auto()
    CurrentBearer = auto()
    # what the documents above ask for, and how a plan stands against it
    Requirement = auto()
    Scope = auto()
    CoverageAssertion = auto()
    Comparison = auto()
    Weakening = auto()
    # what is known of the world beside the plan, and how the targets stand
    Observation = auto()
    PlannedValue = auto()
    Series = auto()
    SeriesBreak = auto()
    Correction = auto()
    TargetStatus = auto()
    # what a person decided, what a rule derives
    InterpretationDecision = auto()
    Rule = auto()
    Derivation = auto()
    CoordinationLoad = auto()
    SharedDuty = auto()
    BottleneckAgency = auto()
    DiffuseMeasure = auto()
    UnquantifiedMeasure = auto()
    OrphanTarget = auto()
    OverlappingActions = auto()
    Finding = auto()
    EncodingDefect = auto()
    PlanGap = auto()
    NationalGap = auto()
    Conflict = auto()
    # document and text
    partOf = auto()
    inPlan = auto()
    embodiedIn = auto()
    issuedUnder = auto()
    followsStructureOf = auto()
    documentNumber = auto()
    issuedOn = auto()
    issuer = auto()
    addressee = auto()
    confirmed = auto()
    source = auto()
    text = auto()
    textSha256 = auto()
    textLength = auto()
    textNormalisation = auto()
    encodingComplete = auto()
    reviewed = auto()
    statedIn = auto()
    inSentence = auto()
    start = auto()
    end = auto()
    exact = auto()
    displayText = auto()
    state = auto()
    reason = auto()
    # elements
    ordinal = auto()
    number = auto()
    sector = auto()
    verb = auto()
    objectText = auto()
    deonticForce = auto()
    deonticMarker = auto()
    forceRank = auto()
    hasCondition = auto()
    conditionKind = auto()
    conditionText = auto()
    hasMention = auto()
    mentionKind = auto()
    refersTo = auto()
    appliesIn = auto()
    concernsIndustry = auto()
    concernsPollutant = auto()
    usesTechnology = auto()
    drawsUp = auto()
    act = auto()
    year = auto()
    # targets
    indicator = auto()
    targetKind = auto()
    comparator = auto()
    comparatorMarker = auto()
    statedValue = auto()
    statedValueMax = auto()
    statedUnit = auto()
    canonicalValue = auto()
    canonicalValueMax = auto()
    canonicalUnit = auto()
    ratioNumerator = auto()
    ratioDenominator = auto()
    baselineYear = auto()
    deadline = auto()
    deadlineYear = auto()
    deadlineStated = auto()
    deadlinePrecision = auto()
    deadlineInherited = auto()
    deadlineSpan = auto()
    scopeText = auto()
    appliesPer = auto()
    expandsTarget = auto()
    readingNote = auto()
    decidedBy = auto()
    # responsibilities
    forElement = auto()
    bearer = auto()
    responsibleAgency = auto()
    role = auto()
    basis = auto()
    listPosition = auto()
    nameAsStated = auto()
    prefixElided = auto()
    speaksFor = auto()
    listReach = auto()
    roleStatedIn = auto()
    withinPlan = auto()
    withinMeasure = auto()
    fromOrdinal = auto()
    assigneeLevel = auto()
    assignee = auto()
    assigneeQualifier = auto()
    hasStatedBearer = auto()
    hasExplicitLead = auto()
    inheritedFrom = auto()
    # agencies and places
    divisionCode = auto()
    level = auto()
    within = auto()
    liesWithin = auto()
    jurisdiction = auto()
    subordinateTo = auto()
    officialOrder = auto()
    proposedClass = auto()
    nearestBody = auto()
    formerBody = auto()
    successorBody = auto()
    onDate = auto()
    nameFrom = auto()
    nameUntil = auto()
    currentBearer = auto()
    asOf = auto()
    # rules and what they derive
    concludesOn = auto()
    derivedByRule = auto()
    premise = auto()
    agency = auto()
    otherAgency = auto()
    measureCount = auto()
    firstListedCount = auto()
    load = auto()
    sharedCount = auto()
    element = auto()
    otherElement = auto()
    sharedConcept = auto()
    isGeneric = auto()
    # decisions
    question = auto()
    decision = auto()
    alternative = auto()
    decidedOn = auto()
    decidedByWhom = auto()
    affects = auto()
    # requirements
    requirementKind = auto()
    inDocument = auto()
    sectionNumber = auto()
    sectionLabel = auto()
    chapter = auto()
    statement = auto()
    scope = auto()
    scopeIncludes = auto()
    scopeIncludesPartly = auto()
    scopeExcludes = auto()
    allocatedTo = auto()
    relation = auto()
    sourceUrl = auto()
    sourceTitle = auto()
    sourceQuality = auto()
    # coverage and comparison
    requirement = auto()
    coveredBy = auto()
    comparedTarget = auto()
    degree = auto()
    verdict = auto()
    justification = auto()
    evidence = auto()
    assessor = auto()
    assessedOn = auto()
    matchScore = auto()
    supersededBy = auto()
    # figures and series
    recordedFor = auto()
    observedIn = auto()
    figureKind = auto()
    figureText = auto()
    measuredAs = auto()
    indicatorAsStated = auto()
    valueText = auto()
    unitAsPrinted = auto()
    period = auto()
    periodYear = auto()
    periodEnd = auto()
    publishedOn = auto()
    knownFrom = auto()
    dataset = auto()
    sourceRank = auto()
    remark = auto()
    inSeries = auto()
    comparability = auto()
    earlierSeries = auto()
    laterSeries = auto()
    sumOf = auto()
    corrects = auto()
    correctedBy = auto()
    # how a target stands
    statusOf = auto()
    assessedIn = auto()
    goal = auto()
    goalUnit = auto()
    direction = auto()
    dueOn = auto()
    knownFigure = auto()
    exactFigure = auto()
    boundFigure = auto()
    otherFigure = auto()
    estimatedFigure = auto()
    latestFigure = auto()
    latestOtherFigure = auto()
    latestEstimate = auto()
    latestValue = auto()
    figureBeforePlan = auto()
    overtakenBy = auto()
    disputedBy = auto()
    reached = auto()
    startFigure = auto()
    linearPathValue = auto()
    plannedFigure = auto()
    plannedPathValue = auto()
    targetState = auto()
    latestObservation = auto()
    valueReliedOn = auto()
    gap = auto()
    requiredPace = auto()
    # findings
    findingKind = auto()


def force(value: Force) -> str:
    """The concept of a deontic force."""
    return f"{BASE}force/{value.value}"


def role(value: Role) -> str:
    """The concept of a role."""
    return f"{BASE}role/{value.value}"


def basis(value: Basis) -> str:
    """The concept of a basis."""
    return f"{BASE}basis/{value.value}"


def comparator(value: Comparator) -> str:
    """The concept of a comparator; the signs have words in IRIs."""
    return f"{BASE}comparator/{value.name.lower()}"


def target_kind(value: TargetKind) -> str:
    """The concept of a kind of target."""
    return f"{BASE}target-kind/{value.value}"


def requirement_kind(value: RequirementKind) -> str:
    """The concept of a kind of requirement."""
    return f"{BASE}requirement-kind/{value.value}"


def degree(value: Degree) -> str:
    """The concept of a degree of coverage."""
    return f"{BASE}degree/{value.value}"


def verdict(value: Verdict) -> str:
    """The concept of a verdict."""
    return f"{BASE}verdict/{value.value}"


def figure_kind(value: FigureKind) -> str:
    """The concept of a kind of figure."""
    return f"{BASE}figure-kind/{value.value}"


def comparability(value: Comparability) -> str:
    """The concept of what a series is to an indicator."""
    return f"{BASE}comparability/{value.value}"


def target_state(value: TargetState) -> str:
    """The concept of a target's state."""
    return f"{BASE}target-state/{value.value}"


def thing(slug: str) -> str:
    """The IRI of a vocabulary's concept from its short form, such as ``region/640100``."""
    return BASE + slug


def short(iri: str) -> str:
    """The short form of one of our IRIs, such as ``plan/ningxia-2022/m03``; others unchanged."""
    return iri.removeprefix(BASE)


def plan_iri(plan: str, *path: str) -> str:
    """A place in a plan, such as ``plan_iri("ningxia-2022", "m03", "t1")``."""
    return BASE + "/".join(("plan", plan, *path))


def graph_iri(plan: str, *path: str) -> str:
    """A named graph of a plan: source, curation, observations, findings, inferred/<rule>."""
    return BASE + "/".join(("graph", plan, *path))
