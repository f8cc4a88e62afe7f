"""What is known of each operator: the file that it wants and where families can ask; one TOML each."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from backend.data_packages.models import Operator
from backend.errors import Invalid

FOLDER = Path(__file__).parent / "operators"

OrderField = Literal["number", "phone", "sim_serial", "package", "request", "ordered_on"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OrderColumn(_Strict):
    """One column of the file: what it holds, and its header in the operator's words."""

    field: OrderField
    header: str = Field(min_length=1)


class Carrier(_Strict):
    """One operator. `phone` is how it writes numbers: 84912345678 or 0912345678. `hotline` and
    `price_after` are empty where nothing certain is known: no number and no price is invented."""

    operator: Operator
    file_name: str = Field(pattern=r"\{code\}.*\.xlsx$")
    sheet: str = Field(min_length=1, max_length=31)
    phone: Literal["84", "0"]
    hotline: str = Field(pattern=r"^\d*$")
    price_after: str
    columns: tuple[OrderColumn, ...] = Field(min_length=1)

    @property
    def fields(self) -> list[str]:
        """What leaves the house with an order, for the register of disclosures."""
        return [column.field for column in self.columns if column.field != "number"]


@cache
def carriers() -> Mapping[Operator, Carrier]:
    """Every operator that packages are ordered from."""
    return {found.operator: found for found in map(read_carrier, sorted(FOLDER.glob("*.toml")))}


def read_carrier(path: Path) -> Carrier:
    """One file. Raises `Invalid` with the file, the place in it, and what was expected."""
    try:
        carrier = Carrier.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Invalid(f"{path.name}: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise Invalid(f"{path.name}: {place}: {first['msg']}") from None
    if "phone" not in carrier.fields:
        raise Invalid(f"{path.name}: columns: one of them must be the phone")
    return carrier
