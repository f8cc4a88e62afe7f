"""Passwords: argon2id hashes. Both functions take their time on purpose: never call them inside a
transaction that writes."""

from base64 import b64encode
from secrets import token_bytes

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from backend.errors import Invalid
from backend.i18n import _

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 500

_hasher = PasswordHasher()


def _made_up(hasher: PasswordHasher) -> str:
    """A hash that checking takes as long with as with a real one. No password was hashed for it,
    which would take a quarter of a second and 64 MB at every start."""
    salt, tag = (
        b64encode(token_bytes(length)).decode().rstrip("=")
        for length in (hasher.salt_len, hasher.hash_len)
    )
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${tag}"


# Checked when there is none, so that the answer takes as long as for a known one.
_NOBODY = _made_up(_hasher)


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Whether the hash is of this password. The empty hash is of none, after as long a time."""
    try:
        return _hasher.verify(password_hash or _NOBODY, password) and bool(password_hash)
    except (VerifyMismatchError, InvalidHashError):
        return False


def check_new(password: str, again: str, username: str) -> None:
    """Raises `Invalid` beside the field for a new password that is too short, too long, the name of
    the account, or typed differently the second time."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid(
            _("Mật khẩu cần ít nhất {count} ký tự.").format(count=SHORTEST_PASSWORD),
            field="password",
        )
    if len(password) > LONGEST_PASSWORD:
        raise Invalid(
            _("Mật khẩu dài quá {count} ký tự. Anh/chị chọn mật khẩu ngắn hơn.").format(
                count=LONGEST_PASSWORD
            ),
            field="password",
        )
    if username.casefold() in password.casefold() and len(password) < 2 * len(username):
        raise Invalid(
            _("Mật khẩu gần giống tên đăng nhập nên dễ đoán. Anh/chị chọn mật khẩu khác."),
            field="password",
        )
    if len(set(password)) < SHORTEST_PASSWORD // 2:
        raise Invalid(
            _("Mật khẩu lặp lại ít ký tự nên dễ đoán. Anh/chị chọn mật khẩu khác."),
            field="password",
        )
    if password != again:
        raise Invalid(_("Hai lần gõ mật khẩu chưa giống nhau. Anh/chị gõ lại."), field="again")
