"""The rules that can be forgotten: who imports whom, who commits, sizes, names.

Each rule is a function that lists its breaches below a root; one test asks it about this tree, and
another plants a breach in a copy and expects it to be found.
"""

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 400
LONGEST_FLOW = 80
LONGEST_PAGES = 200
LONGEST_MEDIAN = 80

EDGE = ("backend.errors", "backend.i18n", "backend.office")
# Who may import what of ours. The longest prefix that fits a module counts.
MAY_IMPORT = {
    "bot": ("bot", "backend"),
    "bot.inbox": (
        "bot.conversation",
        "bot.turn",
        "bot.messages",
        "bot.channels",
        "bot.flows",
        "backend",
    ),
    "bot.outbox": ("bot.due", "bot.messages", "bot.channels", "backend"),
    "bot.due": ("backend",),
    "bot.turn": (
        "bot.any_time",
        "bot.conversation",
        "bot.flows",
        "bot.messages",
        "bot.questions",
        "bot.reading",
        *EDGE,
    ),
    "bot.channels": ("bot.channels", "bot.messages", "backend.i18n", "backend.settings"),
    "bot.flows": ("bot.conversation", "bot.questions", "bot.flows", "bot.reading", "backend"),
    "bot.conversation": ("bot.questions", "bot.messages", "bot.reading", *EDGE),
    "bot.questions": (
        "bot.questions",
        "bot.reading",
        "bot.messages",
        "backend.i18n",
        "backend.vietnamese",
    ),
    "bot.messages": (),
    "bot.reading": ("bot.reading", "backend.vietnamese"),
    "backend": ("backend",),
}
# What a flow needs of the core: its office, the commands, and the words of the field.
FLOWS_MAY_IMPORT = re.compile(
    r"backend\.(i18n|office|[a-z_]+\.(commands|fields|models|rules|schema)|administrative_units\.queries)$"
)


Module = tuple[str, Path]
Rule = Callable[[Path], list[str]]


def modules(root: Path, folder: str = "") -> Iterator[Module]:
    """Dotted name and path of our modules, below one folder or in all."""
    for top in (folder,) if folder else ("bot", "backend"):
        for path in sorted((root / top).rglob("*.py")):
            if "versions" not in path.parts:
                name = ".".join(path.relative_to(root).with_suffix("").parts)
                yield name.removesuffix(".__init__"), path


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> set[str]:
    """Every module that a file imports, anywhere in it; `from a import b` counts as a and a.b."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def below(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def above(name: str, prefixes: tuple[str, ...]) -> bool:
    """A package on the way to an allowed module: `from bot import questions` names `bot` too."""
    return any(prefix.startswith(f"{name}.") for prefix in prefixes)


def imports_out_of_place(root: Path) -> list[str]:
    breaches = []
    for module, path in modules(root):
        prefixes = [p for p in MAY_IMPORT if below(module, (p,))]
        may = MAY_IMPORT[max(prefixes, key=len)]
        ours = {name for name in imports(path) if below(name, ("bot", "backend"))}
        breaches += [
            f"{module} imports {name}"
            for name in ours
            if not (below(name, may) or above(name, may))
        ]
    return breaches


def flows_beyond_their_office(root: Path) -> list[str]:
    breaches = []
    for module, path in modules(root, "bot/flows"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and below(node.module or "", ("backend",)):
                names = {alias.name for alias in node.names}
                if not FLOWS_MAY_IMPORT.match(node.module or "") or "carry_out" in names:
                    breaches.append(f"{module} imports {node.module}")
    return breaches


def sdk_outside_channels(root: Path) -> list[str]:
    return [
        f"{module} imports {name}"
        for module, path in modules(root)
        for name in imports(path)
        if below(name, ("telegram", "zalo_bot")) and not below(module, ("bot.channels",))
    ]


def impure_rules(root: Path) -> list[str]:
    impure = (
        "sqlalchemy",
        "backend.db",
        "backend.clock",
        "backend.settings",
        "time",
        "random",
        "os",
    )
    return [
        f"{module} imports {name}"
        for module, path in modules(root)
        if path.name == "rules.py"
        for name in imports(path)
        if below(name, impure)
    ]


def commits_elsewhere(root: Path) -> list[str]:
    return [
        f"{module} calls {node.func.attr}"
        for module, path in modules(root)
        if module != "backend.db"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("commit", "rollback")
    ]


def swallowed_pauses(root: Path) -> list[str]:
    """A bare `except` in a flow would swallow the pause; a task would outlive it."""
    breaches = []
    for module, path in modules(root, "bot/flows"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "BaseException"
                if "BaseException" in caught or "GeneratorExit" in caught:
                    breaches.append(f"{module} catches {caught}")
            if isinstance(node, ast.Name) and node.id in ("asyncio", "anyio", "create_task"):
                breaches.append(f"{module} uses {node.id}")
    return breaches


def unscoped_queries(root: Path) -> list[str]:
    """Every read takes its scope first, without a default: an officer, a contact, a unit (for
    matching on a family's behalf), or a request that was read within one."""
    scopes = (
        "officer",
        "contact_id",
        "unit_id",
        "commune_id",
        "request",
        "request_id",
        "request_ids",
    )
    public = ("backend.administrative_units.queries.communes",)
    breaches = []
    for module, path in modules(root, "backend"):
        if path.name != "queries.py":
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                arguments = node.args.args
                defaulted = len(node.args.defaults) >= len(arguments) - 1
                first = arguments[1].arg if len(arguments) > 1 else ""
                name = f"{module}.{node.name}"
                if (first not in scopes or defaulted) and name not in public:
                    breaches.append(name)
    return breaches


def large_files(root: Path) -> list[str]:
    sizes = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules(root)}
    limits = {name: LONGEST_FILE for name in sizes}
    # Their table grows with them: a line each.
    limits |= {name: LONGEST_FLOW for name in sizes if name.startswith("bot.flows.")}
    limits |= {name: LONGEST_PAGES for name in sizes if name.endswith(".pages")}
    breaches = [f"{name}: {size} lines" for name, size in sizes.items() if size > limits[name]]
    written = sorted(size for size in sizes.values() if size)
    if written[len(written) // 2] >= LONGEST_MEDIAN:
        breaches.append("the median file")
    return breaches


def unexplained_modules(root: Path) -> list[str]:
    return [
        module
        for module, path in modules(root)
        if path.read_text("utf-8").strip() and not ast.get_docstring(tree(path))
    ]


def careless_names(root: Path) -> list[str]:
    """Names of questions are for ever and travel inside 64 bytes of callback data."""
    breaches = []
    for module, path in modules(root, "bot/flows"):
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            name = node.args[0]
            if not (isinstance(name, ast.Constant) and node.func.id in QUESTIONS):
                continue
            ending = "_name" if node.func.id == "PersonName" else ""
            said = str(name.value)
            if not re.fullmatch(rf"[a-z_]{{2,24}}(?<={ending})", said):
                breaches.append(f"{module}: {said}")
    return breaches


QUESTIONS = (
    "Choice",
    "YesNo",
    "Agreement",
    "Text",
    "ShortText",
    "PersonName",
    "Phone",
    "BirthYear",
)

# Each rule, and a breach that it has to find: where to write what.
RULES: dict[Rule, tuple[str, str]] = {
    imports_out_of_place: ("backend/scope.py", "import bot.inbox\n"),
    flows_beyond_their_office: ("bot/flows/menu.py", "from backend.db import Database\n"),
    sdk_outside_channels: ("bot/inbox.py", "import telegram\n"),
    impure_rules: ("backend/programmes/rules.py", "from backend.clock import today\n"),
    commits_elsewhere: ("backend/tickets/service.py", "def f(s):\n    s.commit()\n"),
    swallowed_pauses: ("bot/flows/menu.py", "try:\n    pass\nexcept:\n    pass\n"),
    unscoped_queries: ("backend/tickets/queries.py", "def every(session):\n    return 1\n"),
    large_files: ("bot/flows/menu.py", "x = 1\n" * LONGEST_FLOW),
    unexplained_modules: ("backend/new_module.py", "x = 1\n"),
    careless_names: ("bot/flows/menu.py", 'PersonName("who", "?")\n'),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_the_rule(rule: Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_notices_a_breach(rule: Rule, tmp_path: Path) -> None:
    for top in ("bot", "backend"):
        skip = shutil.ignore_patterns("__pycache__", "static", "templates")
        shutil.copytree(ROOT / top, tmp_path / top, ignore=skip)
    where, breach = RULES[rule]
    before = rule(tmp_path)
    with (tmp_path / where).open("a", encoding="utf-8") as file:
        file.write(f"\n{breach}")
    assert len(rule(tmp_path)) > len(before)
