"""Tables of the reference that are read from the source: errors, roles."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tutela.foundation import errors
from tutela.needs.engine.forms.problems import ERRORS, WARNINGS
from tutela.people.engine.roles import ALLOWED, ROLES_OF, Action, Kind, Role
from tutela.registry.engine.exchange.faults import TEMPLATES
from tutela.registry.engine.exchange.iati_problems import TEXTS

SOURCE = Path(errors.__file__).parent.parent
_BASES = {name: kind for name, kind in vars(errors).items()
          if isinstance(kind, type) and issubclass(kind, errors.TutelaError)}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Said:
    """One error as the source declares it; ``base`` names its class in foundation.errors."""

    code: str
    text: str
    base: str = ""


def declared() -> list[Said]:
    """Return every error class with a code, by code."""
    bases: dict[str, str] = {}
    classes: list[tuple[str, str, str]] = []  # two capabilities may name an error alike
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.bases:
                base = node.bases[0]
                code, text = _literal(node, "code"), _literal(node, "template")
                if isinstance(base, ast.Name):
                    bases[node.name] = base.id
                    classes.append((node.name, code, text))
    found = set()
    for name, code, text in classes:
        root = name
        while root in bases and root not in _BASES:
            root = bases[root]
        if code and text and root in _BASES:
            found.add(Said(code=code, text=text, base=root))
    return sorted(found)


def problems() -> list[Said]:
    """Return every problem that is made outside the importers' own tables, by code."""
    found: set[Said] = set()
    for tree in _trees():
        for function, call in _places(tree, "Problem"):
            words = {word.arg: word.value for word in call.keywords}
            if any(isinstance(one, ast.Subscript) for one in ast.walk(words["template"])):
                continue  # taken from a table, or read back
            for given in _given(function, tree, words):
                code, text = (_read(words[name], function, tree, given=given, before=call.lineno)
                              for name in ("code", "template"))
                found.add(Said(code=code, text=text))
    return sorted(found)


def _places(tree: ast.Module, name: str) -> list[tuple[ast.FunctionDef, ast.Call]]:
    """Return the calls of a name, each with the function it stands in."""
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    return [(function, call) for function in functions for call in ast.walk(function)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == name]


def _given(
    function: ast.FunctionDef, tree: ast.Module, words: Mapping[str | None, ast.expr]
) -> list[dict[str, str]]:
    """Return what callers give for the arguments that the words depend on; once when none."""
    arguments = [argument.arg for argument in function.args.args]
    used = {one.id for name in ("code", "template") for one in ast.walk(words[name])
            if isinstance(one, ast.Name)}
    if not used & set(arguments):
        return [{}]
    return [{name: _read(value, caller, tree, given={}, before=call.lineno)
             for name, value in zip(arguments, call.args, strict=False) if name in used}
            for caller, call in _places(tree, function.name)]


def _read(
    value: ast.expr, function: ast.FunctionDef, tree: ast.Module, *, given: Mapping[str, str],
    before: int,
) -> str:
    """Return a text: a literal, an argument, what a name was last set to, or parts joined."""
    if isinstance(value, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.FormattedValue) else part
                 for part in value.values)
        return "".join(_read(part, function, tree, given=given, before=before) for part in parts)
    if not isinstance(value, ast.Name):
        return _text(value)
    if value.id in given:
        return given[value.id]
    lines = [line for line in (*tree.body, *ast.walk(function))
             if isinstance(line, ast.Assign) and line.lineno < before
             and any(getattr(target, "id", "") == value.id for target in line.targets)]
    return _text(max(lines, key=lambda line: line.lineno).value) if lines else ""


def _trees() -> Iterator[ast.Module]:
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        if "template" in text:
            yield ast.parse(text)


def _literal(node: ast.ClassDef, name: str) -> str:
    for line in node.body:
        if isinstance(line, ast.Assign):
            targets, value = line.targets, line.value
        elif isinstance(line, ast.AnnAssign) and line.value is not None:
            targets, value = [line.target], line.value
        else:
            continue
        if any(getattr(target, "id", "") == name for target in targets):
            return _text(value)
    return ""


def _text(value: ast.expr) -> str:
    """Return a literal, also one that is marked for translation; "" for anything else."""
    if isinstance(value, ast.Call) and value.args:
        value = value.args[0]
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def errors_page() -> str:
    """Return the tables of errors, problems of files, and hints."""
    rows = [(f"`{said.code}`", said.text, str(_BASES[said.base].exit_code))
            for said in declared()]
    others = [(f"`{said.code}`", said.text) for said in problems()]
    return "\n".join([
        "# Errors\n", _ERRORS_INTRODUCTION,
        "## Errors of the programme\n", _table(("code", "what it says", "exit"), rows),
        "## Problems of files\n", _PROBLEMS_INTRODUCTION,
        _table(("code", "what it says, and what to do"), _coded(ERRORS)),
        "## Problems of files of the registry\n",
        _table(("code", "what it says, and what to do"), _coded({**TEMPLATES, **TEXTS})),
        "## Hints about files\n", "A hint does not keep a file out.\n",
        _table(("code", "what it says"), _coded(WARNINGS)),
        "## Problems of other input\n",
        _table(("code", "what it says, and what to do"), others),
    ])


_ERRORS_INTRODUCTION = """\
Every error has a code that does not change, and words in the six languages. `--json` prints both.
The exit code is that of the verb; [Commands](commands.md) lists what each exit code means. A word
in braces stands for what was found.
"""
_PROBLEMS_INTRODUCTION = """\
A file comes in whole or not at all. Every problem names its place: sheet, row, column or field. So
that one round of correction is enough, all problems are listed together.
"""


def roles_page() -> str:
    """Return the tables of roles."""
    heads = ("what", *(f"{role}" for role in Role))
    rows = [(ACTIONS[action], *("yes" if action in ALLOWED[role] else "" for role in Role))
            for action in Action]
    kinds = [(KINDS[kind], ", ".join(ROLES_OF[kind])) for kind in Kind]
    return "\n".join([
        "# Roles\n", _ROLES_INTRODUCTION, "## What each role may do\n", _table(heads, rows),
        "## Roles in each kind of organisation\n", _table(("organisation", "roles"), kinds),
        _REACH,
    ])


ACTIONS = {
    Action.MANAGE_PEOPLE: "invite people, give and end roles",
    Action.READ_JOURNAL: "read the journal of the own organisation",
    Action.OPEN_ASSESSMENT: "open, close and reopen assessments; invite agencies",
    Action.ANSWER: "answer questions, add evidence, import files",
    Action.SETTLE: "settle where agencies disagree; set targets",
    Action.DISCLOSE: "choose who sees what, and publish",
    Action.READ_ASSESSMENT: "read the assessments of the own organisation",
    Action.READ_AGGREGATE: "read what States share, and the totals made of it",
    Action.VERIFY: "verify answers that a State shares with the programme",
    Action.RUN_COURSE_NEEDS: "ask the trainees of a course, read the summary",
    Action.ANSWER_COURSE_NEEDS: "answer what a course asks of its trainees",
    Action.READ_REGISTRY: "read the registry of training",
    Action.SUGGEST: "suggest corrections to the registry",
    Action.REGISTER: "register own activities, materials and experts; import own files",
    Action.CURATE: "moderate the registry, merge duplicates, issue keys",
    Action.READ_PLAN: "read plans, or the sheet of the own State",
    Action.PLAN: "set up, solve and change plans, enter progress",
    Action.APPROVE_PLAN: "approve plans",
}
KINDS = {
    Kind.PROGRAMME: "programme body", Kind.FOCAL_POINT: "focal point of a State",
    Kind.AGENCY: "agency", Kind.ACADEMY: "academy", Kind.PARTNER: "partner",
}
_ROLES_INTRODUCTION = """\
A person has a role in an organisation, and may have another role in another one. What is allowed
holds inside that organisation only; anything of another organisation answers "not found".
"""
_REACH = """\
## Beyond the own organisation

- The administrator of the programme body adds focal points, agencies, academies and partners, and
  invites the first person who runs each.
- Who manages people at a focal point adds agencies and academies of the same State, and invites
  who runs them.
- Neither can read the members, the answers or the journal of the organisation that was added.
- The last person who manages people of an organisation cannot leave or lose that role.
"""


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines) + "\n"


def _coded(table: Mapping[str, str]) -> list[tuple[str, ...]]:
    return [(f"`{code}`", text) for code, text in table.items()]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("{", "\\{")
