"""Prints below the tests' summary how many messages of each kind are read rightly."""

import pytest

HERE = __name__.rpartition(".")[0].replace(".", "/")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line a kind: how many are right, how many wrong ones would be taken silently. Counted here,
    where the reports of all workers arrive, and only when the reading was tested."""
    passed = terminalreporter.stats.get("passed", ())
    if not any(report.nodeid.startswith(HERE) for report in passed):
        return
    from tests.bot.reading.measure import TABLES, measured

    terminalreporter.section("messages read rightly")
    for kind in TABLES:
        cases = list(measured(kind))
        right = sum(case.right for case in cases)
        silent = sum(case.silently_wrong for case in cases)
        share = right / len(cases)
        terminalreporter.line(
            f"{kind:12}{right:4} of {len(cases)} ({share:.1%}), {silent} silently wrong"
        )
