"""Kinds of organisation, roles in them, and what each role may do.

Source: E/CN.15/2014 assessment, paras 12, 21-24, 38 (who takes part in the programme).
"""

from enum import StrEnum


class Kind(StrEnum):
    """What an organisation is in the programme."""

    PROGRAMME = "programme"
    FOCAL_POINT = "focal-point"
    AGENCY = "agency"
    ACADEMY = "academy"
    PARTNER = "partner"


class Role(StrEnum):
    """What a person is in an organisation."""

    ADMINISTRATOR = "administrator"
    PROGRAMME_OFFICER = "programme-officer"
    FOCAL_POINT = "focal-point"
    RESPONDENT = "respondent"
    TRAINER = "trainer"
    TRAINEE = "trainee"
    VIEWER = "viewer"


class Action(StrEnum):
    """Something a role may or may not do inside its own organisation's reach."""

    MANAGE_PEOPLE = "manage-people"
    READ_JOURNAL = "read-journal"
    OPEN_ASSESSMENT = "open-assessment"
    ANSWER = "answer"
    SETTLE = "settle"
    DISCLOSE = "disclose"
    READ_ASSESSMENT = "read-assessment"
    READ_AGGREGATE = "read-aggregate"
    VERIFY = "verify"
    RUN_COURSE_NEEDS = "run-course-needs"
    ANSWER_COURSE_NEEDS = "answer-course-needs"
    READ_REGISTRY = "read-registry"
    SUGGEST = "suggest"
    REGISTER = "register"
    CURATE = "curate"
    READ_PLAN = "read-plan"
    PLAN = "plan"
    APPROVE_PLAN = "approve-plan"


_READING = {Action.READ_ASSESSMENT}
_REGISTRY = {Action.READ_REGISTRY, Action.SUGGEST}
"""Everyone who is signed in looks things up and says what is wrong."""

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            Action.MANAGE_PEOPLE,
            Action.READ_JOURNAL,
            Action.REGISTER,
            Action.READ_PLAN,
            Action.APPROVE_PLAN,
            *_READING,
            *_REGISTRY,
        }
    ),
    Role.PROGRAMME_OFFICER: frozenset(
        {
            Action.READ_AGGREGATE,
            Action.VERIFY,
            Action.RUN_COURSE_NEEDS,
            Action.REGISTER,
            Action.CURATE,
            Action.READ_PLAN,
            Action.PLAN,
            *_READING,
            *_REGISTRY,
        }
    ),
    Role.FOCAL_POINT: frozenset(
        {
            Action.MANAGE_PEOPLE,
            Action.READ_JOURNAL,
            Action.OPEN_ASSESSMENT,
            Action.ANSWER,
            Action.SETTLE,
            Action.DISCLOSE,
            Action.RUN_COURSE_NEEDS,
            Action.REGISTER,
            Action.READ_PLAN,
            *_READING,
            *_REGISTRY,
        }
    ),
    Role.RESPONDENT: frozenset({Action.ANSWER, *_READING, *_REGISTRY}),
    Role.TRAINER: frozenset({Action.RUN_COURSE_NEEDS, Action.REGISTER, *_REGISTRY}),
    Role.TRAINEE: frozenset({Action.ANSWER_COURSE_NEEDS, *_REGISTRY}),
    Role.VIEWER: frozenset({Action.READ_PLAN, *_READING, *_REGISTRY}),
}

ROLES_OF: dict[Kind, tuple[Role, ...]] = {
    Kind.PROGRAMME: (
        Role.ADMINISTRATOR, Role.PROGRAMME_OFFICER, Role.TRAINER, Role.VIEWER,
    ),
    Kind.FOCAL_POINT: (
        Role.ADMINISTRATOR, Role.FOCAL_POINT, Role.RESPONDENT, Role.VIEWER,
    ),
    Kind.AGENCY: (Role.ADMINISTRATOR, Role.RESPONDENT, Role.TRAINEE, Role.VIEWER),
    Kind.ACADEMY: (
        Role.ADMINISTRATOR, Role.RESPONDENT, Role.TRAINER, Role.TRAINEE, Role.VIEWER,
    ),
    Kind.PARTNER: (Role.ADMINISTRATOR, Role.TRAINER, Role.VIEWER),
}
"""Roles that make sense in each kind of organisation, widest first."""
