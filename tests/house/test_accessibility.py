"""What is said of accessibility is true: each clause is there, each "holds" has its tests, the page is in step."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.accessibility import CLAUSES, Clause, Register, Verdict, WrongRegister, load_register, value_of
from kiosk.commands.accessibility import PAGE, counted, page

ROOT = Path(__file__).parents[2]
REGISTER = load_register()
DOCUMENTS = ROOT / "docs" / "accessibilite"
# Every clause of v3.2.1 that asks something, chapters 5, 8, 11 and 12; those of which none applies, by chapter.
_NUMBERS = """
5.1.2.1 5.1.2.2 5.1.3.1 5.1.3.2 5.1.3.3 5.1.3.4 5.1.3.5 5.1.3.6 5.1.3.7 5.1.3.8 5.1.3.9 5.1.3.10 5.1.3.11 5.1.3.12
5.1.3.13 5.1.3.14 5.1.3.15 5.1.3.16 5.1.4 5.1.5 5.1.6.1 5.1.6.2 5.1.7 5.2 5.3 5.4 5.5.1 5.5.2 5.6.1 5.6.2 5.7 5.8 5.9
6 7 8.1.1 8.1.2 8.1.3 8.2.1.1 8.2.1.2 8.2.2.1 8.2.2.2 8.3.1 8.3.2.1 8.3.2.2 8.3.2.3.1 8.3.2.3.2 8.3.2.3.3 8.3.2.4
8.3.2.5 8.3.2.6 8.3.3.1 8.3.3.2 8.3.3.3.1 8.3.3.3.2 8.3.4.1 8.3.4.2 8.3.4.3.1 8.3.4.3.2 8.3.4.3.3 8.3.5 8.3.6 8.4.1
8.4.2.1 8.4.2.2 8.4.3 8.5 9 10
11.1.1.1.1 11.1.1.1.2 11.1.2.1 11.1.2.2 11.1.2.3 11.1.2.4 11.1.2.5 11.1.3.1.1 11.1.3.1.2 11.1.3.2.1 11.1.3.2.2 11.1.3.3
11.1.3.4 11.1.3.5.1 11.1.3.5.2 11.1.4.1 11.1.4.2 11.1.4.3 11.1.4.4.1 11.1.4.4.2 11.1.4.5.1 11.1.4.5.2 11.1.4.10
11.1.4.11 11.1.4.12 11.1.4.13 11.2.1.1.1 11.2.1.1.2 11.2.1.2 11.2.1.4.1 11.2.1.4.2 11.2.2.1 11.2.2.2 11.2.3.1 11.2.4.3
11.2.4.4 11.2.4.6 11.2.4.7 11.2.5.1 11.2.5.2 11.2.5.3 11.2.5.4 11.3.1.1.1 11.3.1.1.2 11.3.2.1 11.3.2.2 11.3.3.1.1
11.3.3.1.2 11.3.3.2 11.3.3.3 11.3.3.4 11.4.1.1 11.4.1.2 11.4.1.3 11.5.1 11.5.2.1 11.5.2.2 11.5.2.3 11.5.2.4 11.5.2.5
11.5.2.6 11.5.2.7 11.5.2.8 11.5.2.9 11.5.2.10 11.5.2.11 11.5.2.12 11.5.2.13 11.5.2.14 11.5.2.15 11.5.2.16 11.5.2.17
11.6.1 11.6.2 11.7 11.8.1 11.8.2 11.8.3 11.8.4 11.8.5 12.1.1 12.1.2 12.2.2 12.2.3 12.2.4 13
"""
ASKED = _NUMBERS.split()
# What WCAG 2.2 adds at levels A and AA, and what v4.1.1 is said to apply anew to software.
ADDED = ("11.2.4.2", "11.2.4.11", "11.2.5.7", "11.2.5.8", "11.3.2.4", "11.3.2.6", "11.3.3.7", "11.3.3.8")
NEVER_RUN = {"skip", "skipif", "xfail", "long"}


def left_out(register: Register) -> list[str]:
    """Return the clauses that have no entry, nor one of what they are part of that does not apply."""
    told = {(clause.number, clause.edition) for clause in register.clauses}
    whole = [f"{c.number}." for c in register.clauses if c.verdict is Verdict.NOT_APPLICABLE]
    missing = [n for n in ASKED if (n, "v3.2.1") not in told and not n.startswith(tuple(whole))]
    return missing + [n for n in ADDED if (n, "v4.1.1") not in told]


def functions(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def names(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        match part:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name


def proves_nothing(node_id: str) -> str:
    """Say why a test by its node id shows nothing; nothing where it does."""
    path, _, name = node_id.partition("::")
    there = functions(ROOT / path)
    test = there.get(name)
    if test is None or not name.startswith("test_"):
        return f"{node_id} is not there"
    marks = {mark for decorator in test.decorator_list for mark in names(decorator)}
    if marks & NEVER_RUN:
        return f"{node_id} is not in every run of the tests"
    held = [test, *(there[called] for called in set(names(test)) & set(there))]
    if not any(isinstance(part, ast.Assert) for each in held for part in ast.walk(each)):
        return f"{node_id} asserts nothing"
    return ""


def test_no_clause_is_left_out() -> None:
    assert left_out(REGISTER) == []


def test_a_clause_that_is_left_out_is_noticed() -> None:
    without = tuple(c for c in REGISTER.clauses if c.number not in {"5.1.4", "11.2.5.7", "11.5.2", "6"})
    assert left_out(REGISTER.model_copy(update={"clauses": without}))[:3] == ["5.1.4", "6", "11.5.2.1"]


@pytest.mark.parametrize("clause", REGISTER.clauses, ids=lambda clause: f"{clause.number}-{clause.edition}")
def test_every_test_named_is_there_runs_and_asserts(clause: Clause) -> None:
    assert [why for test in clause.tests if (why := proves_nothing(test))] == []


def test_a_test_that_shows_nothing_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.house.test_accessibility.ROOT", tmp_path)
    (tmp_path / "test_it.py").write_text(
        "import pytest\ndef sees(x):\n  assert x\ndef test_right(x):\n  sees(x)\ndef test_idle(x):\n  print(x)\n"
        "@pytest.mark.skip\ndef test_skipped(x):\n  assert x\n@pytest.mark.long\ndef test_rare(x):\n  assert x\n",
        encoding="utf-8",
    )
    assert proves_nothing("test_it.py::test_right") == ""
    assert "asserts nothing" in proves_nothing("test_it.py::test_idle")
    assert "every run" in proves_nothing("test_it.py::test_skipped")
    assert "every run" in proves_nothing("test_it.py::test_rare")
    assert "not there" in proves_nothing("test_it.py::test_gone")
    assert "not there" in proves_nothing("test_gone.py::test_right")


def test_every_constant_is_there() -> None:
    found = {figure.constant: value_of(figure.constant) for c in REGISTER.clauses for figure in c.figures}
    assert found["screens.toolkit.pressing:DEAD_TIME"] == "0.5"
    assert found["screens.board.calls:FLASHES"] == "5"
    assert found["kiosk.settings:Times.answer"] == "45"
    for gone in ("screens.toolkit.pressing:ALIVE_TIME", "screens.toolkit.gone:DEAD_TIME", "kiosk.settings:Times.never"):
        with pytest.raises(WrongRegister, match="there is no such constant"):
            value_of(gone)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('number = "5.9"\ndemand = "It."\nverdict = "holds"\nwhy = "It does."', "expected a test that shows it"),
        ('number = "8.4.1"\ndemand = "It."\nverdict = "needs the hardware"\nwhy = "Of."', "expected what the site"),
        ('number = "5.9"\ndemand = "It."\nverdict = "perhaps"\nwhy = "It may."', "verdict: expected 'holds'"),
        ('number = "5.9"\ndemand = "It."\nverdict = "not yet"\nwhy = "It may"', "a sentence with its full stop"),
        ('number = "5.9"\ndemand = "It."\nverdict = "not yet"\nwhy = "No."\nproof = "?"', "proof"),
        ('number = "5.1.2.2"\ndemand = "It."\nverdict = "not yet"\nwhy = "No."', "each clause once, in order"),
    ],
)
def test_a_verdict_without_what_it_needs_is_refused(wrong: str, told: str, tmp_path: Path) -> None:
    beginning = CLAUSES.read_text(encoding="utf-8").partition('[[clauses]]\nnumber = "5.1.3.1"')[0]
    (tmp_path / "clauses.toml").write_text(f"{beginning}\n[[clauses]]\n{wrong}\n", encoding="utf-8")
    with pytest.raises(WrongRegister) as refusal:
        load_register(tmp_path / "clauses.toml")
    assert told in str(refusal.value)


def test_the_page_is_in_step() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(REGISTER), "run python -m kiosk.commands.accessibility"


def test_a_page_behind_the_code_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.commands.accessibility.value_of", lambda _constant: "0.3")
    assert PAGE.read_text(encoding="utf-8") != page(REGISTER)


def test_the_presses_stated_are_those_that_a_test_counts() -> None:
    for task in REGISTER.tasks:
        path, _, name = task.test.partition("::")
        given = [mark.args[1] for mark in functions_marks(ROOT / path, name)]
        assert {(switches, most) for _, switches, most in given[0]} == {(True, task.switches), (False, task.arrows)}


def functions_marks(path: Path, name: str) -> list[pytest.Mark]:
    module = __import__(".".join(path.relative_to(ROOT).with_suffix("").parts), fromlist=[name])
    return [mark for mark in getattr(module, name).pytestmark if mark.name == "parametrize"]


def test_the_command_prints_every_clause_and_counts_them() -> None:
    printed = CliRunner().invoke(app, ["check", "--accessibility"])
    assert printed.exit_code == 0, printed.output
    assert counted(REGISTER) in printed.output
    assert all(f" {clause.number} " in printed.output for clause in REGISTER.clauses)
    assert "DEAD_TIME = 0.5 s" in re.sub(r"\s+", " ", printed.output.replace("│", " "))


def test_the_command_opens_no_window_and_knows_no_test() -> None:
    script = (
        "import sys; from typer.testing import CliRunner; from kiosk.__main__ import app;"
        "print(CliRunner().invoke(app, ['check', '--accessibility']).exit_code,"
        "[m for m in sys.modules if m.partition('.')[0] in ('kivy', 'screens', 'tests')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "0 []"


def commands_of_the_head() -> list[str]:
    """Return the commands that put right what waits, as the register's head prints them: those of the voice first."""
    return re.findall(r"(?m)^#     (sed -i '.+?' .+)$", CLAUSES.read_text(encoding="utf-8"))


@pytest.fixture
def then(tmp_path: Path) -> Path:
    """A copy of register and papers as they are once what waits is there."""
    for path in (CLAUSES, *DOCUMENTS.glob("*.md")):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for command in commands_of_the_head():
        subprocess.run(["sh", "-c", command], check=True, cwd=tmp_path)
    return tmp_path


def test_what_waits_is_put_right_by_the_commands_of_the_head(then: Path) -> None:
    assert len(commands_of_the_head()) == 4
    told = load_register(then / CLAUSES.relative_to(ROOT))
    assert left_out(told) == []
    assert told.count(Verdict.NOT_YET) <= REGISTER.count(Verdict.NOT_YET)
    # Each entry says what is so now and what will be: nothing of the one is left in the other.
    for path in (*then.rglob("*.md"), then / CLAUSES.relative_to(ROOT)):
        entries = path.read_text(encoding="utf-8").partition('\nread = """')[2] or path.read_text(encoding="utf-8")
        assert not re.search(r"(until|<!--|# )( )?(voice|paper)", entries), path.name


def test_nothing_waits_for_tests_that_are_there(then: Path) -> None:
    """Once the voice's tests are in, whoever brought them runs those commands: the page says no less than is so."""
    told = load_register(then / CLAUSES.relative_to(ROOT))
    better = [
        to_be.number
        for now, to_be in zip(REGISTER.clauses, told.clauses, strict=True)
        if now.verdict is Verdict.NOT_YET is not to_be.verdict and not any(map(proves_nothing, to_be.tests))
    ]
    assert better == [], "run the commands in the head of assets/accessibility/clauses.toml"


def plain(text: str) -> str:
    return " ".join(text.replace("\u2011", "-").split())


@pytest.mark.parametrize("paper", sorted(DOCUMENTS.glob("*.md")), ids=lambda paper: paper.name)
def test_every_file_that_a_paper_cites_is_there(paper: Path) -> None:
    cited = re.findall(r"`([^`\s]+)`", paper.read_text(encoding="utf-8"))
    assert [each for each in cited if "/" in each and not (ROOT / each).exists()] == []


def test_the_register_of_the_place_has_a_blank_for_what_the_site_measures() -> None:
    told = (DOCUMENTS / "REGISTRE.md").read_text(encoding="utf-8")
    measured = [c.number for c in REGISTER.clauses if c.verdict is Verdict.HARDWARE]
    rows = re.findall(r"(?m)^\| ([\d., à]+) \|.*\| à remplir : … \|$", told)
    named = {number for row in rows for number in re.findall(r"\d+(?:\.\d+)+", row)}
    assert [number for number in measured if not any(number == n or number.startswith(f"{n}.") for n in named)] == []


def test_the_declaration_names_every_tool_by_the_words_of_the_screen() -> None:
    told = plain((DOCUMENTS / "DECLARATION.md").read_text(encoding="utf-8"))
    tools = re.findall(r't\("([^"]+)"\)', (ROOT / "screens" / "kiosk" / "comfort_tools.py").read_text(encoding="utf-8"))
    assert len(tools) >= 6
    assert [words for words in tools if f"« {plain(words)} »" not in told and not words.endswith("?")] == []


def test_the_papers_of_the_place_betray_nothing_of_what_the_room_is() -> None:
    for paper in DOCUMENTS.glob("*.md"):
        said = paper.read_text(encoding="utf-8").lower()
        betraying = ("spip", "probation", "judiciaire", "prison", "pénitentiaire", "pénal")
        assert [word for word in betraying if word in said] == [], paper.name
