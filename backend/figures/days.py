"""Days in SQL, as the calendar on a wall in Việt Nam has them, on both databases."""

from typing import Any

from sqlalchemy import Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class local_day(FunctionElement[Any]):
    """The day of a stored moment: `local_day(Ticket.created_at)`."""

    type = Date()
    inherit_cache = True


class days_between(FunctionElement[Any]):
    """How many days after its first day the second one is."""

    type = Integer()
    inherit_cache = True


@compiles(local_day, "sqlite")
def _(element: local_day, compiler: SQLCompiler, **how: Any) -> str:
    return f"date({compiler.process(element.clauses, **how)}, '+7 hours')"


@compiles(local_day, "postgresql")
def _(element: local_day, compiler: SQLCompiler, **how: Any) -> str:
    moment = compiler.process(element.clauses, **how)
    return f"(({moment} AT TIME ZONE INTERVAL '07:00')::date)"


@compiles(days_between, "sqlite")
def _(element: days_between, compiler: SQLCompiler, **how: Any) -> str:
    first, last = (compiler.process(clause, **how) for clause in element.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _(element: days_between, compiler: SQLCompiler, **how: Any) -> str:
    first, last = (compiler.process(clause, **how) for clause in element.clauses)
    return f"({last} - {first})"
