"""Forms that strangers send: words only, never a file."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request


async def posted(request: Request) -> dict[str, str]:
    """What was typed, by field. Raises 400 for what is no such form, or breaks off."""
    try:
        async with request.form(max_files=0) as fields:
            return {name: str(value) for name, value in fields.items()}
    except ClientDisconnect:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
