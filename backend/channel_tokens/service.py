"""Keeps the token pair of a channel for all processes: short transactions, nothing external in them.

The call that trades a refresh token for a new pair happens between `claim` and `save`. A claim ends
by itself, so that a process that died with it does not keep the others waiting for ever.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from backend import clock
from backend.channel_tokens.models import ChannelToken
from backend.db import Database, locked, table

_tokens = table(ChannelToken)


@dataclass(frozen=True)
class TokenPair:
    """What is kept of a channel. `access` is empty while nothing was traded; from `renew_at` on it
    should be replaced, from `expires_at` on it is no good."""

    access: str
    refresh: str
    renew_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class ChannelTokens:
    """The pairs in one database. Every method raises `ConnectionError` while that is away."""

    database: Database

    def load(self, channel: str, first_refresh_token: str) -> TokenPair:
        """The newest pair. It begins with the refresh token of the settings, and begins again with
        one that was never set before: so an operator mends a chain that was lost."""
        seed = hashlib.sha256(first_refresh_token.encode()).hexdigest()
        with self._reading() as session:
            row = session.get(ChannelToken, channel)
        if row is None or seed not in row.seeds:
            with self._writing() as session:
                row = self._begin(session, channel, first_refresh_token, seed)
        return TokenPair(row.access_token, row.refresh_token, row.renew_at, row.expires_at)

    def claim(self, channel: str, refresh_token: str, lease: timedelta) -> bool:
        """Takes the right to use this refresh token for a while. False when another has it, or when
        it was used already."""
        now = clock.now()
        free = or_(_tokens.c.claimed_until.is_(None), _tokens.c.claimed_until < now)
        return self._change(channel, refresh_token, free, {"claimed_until": now + lease})

    def save(
        self,
        channel: str,
        used: str,
        *,
        access: str,
        refresh: str,
        renew_at: datetime,
        expires_at: datetime,
    ) -> bool:
        """Keeps what the refresh token `used` was traded for, durably, and ends the claim. False
        when the settings have begun another chain meanwhile."""
        values = {
            "access_token": access,
            "refresh_token": refresh,
            "refresh_hash": refresh,
            "renew_at": renew_at,
            "expires_at": expires_at,
            "claimed_until": None,
        }
        return self._change(channel, used, None, values)

    def release(self, channel: str, refresh_token: str) -> None:
        """Ends the claim on a token that was certainly not used up."""
        self._change(channel, refresh_token, None, {"claimed_until": None})

    def _begin(self, session: Session, channel: str, refresh_token: str, seed: str) -> ChannelToken:
        now = clock.now()
        chain = {
            "access_token": "",
            "refresh_token": refresh_token,
            "refresh_hash": refresh_token,
            "renew_at": now,
            "expires_at": now,
            "claimed_until": None,
        }
        # Two processes may come here at once: the second finds what the first has begun.
        new = insert(_tokens).values(channel=channel, seeds=[seed], **chain)
        session.execute(new.on_conflict_do_nothing())
        query = locked(select(ChannelToken).where(ChannelToken.channel == channel))
        row = session.scalars(query).one()
        if seed not in row.seeds:
            for name, value in chain.items():
                setattr(row, name, value)
            row.seeds = [*row.seeds, seed]
            session.flush()
        return row

    def _change(
        self,
        channel: str,
        refresh_token: str,
        also: ColumnElement[bool] | None,
        values: dict[str, object],
    ) -> bool:
        conditions = [_tokens.c.channel == channel, _tokens.c.refresh_hash == refresh_token]
        conditions += [also] if also is not None else []
        with self._writing() as session:
            changed = session.execute(
                update(_tokens).where(*conditions).values(values).returning(_tokens.c.channel)
            )
            return changed.first() is not None

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with _away_said_plainly(), self.database.transaction() as session:
            yield session

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with _away_said_plainly(), self.database.reading() as session:
            yield session


@contextmanager
def _away_said_plainly() -> Iterator[None]:
    """Channels know nothing of databases. Every fault counts: a pair that Zalo has handed out is
    tried to be kept whatever is wrong, and the database's own words would spell out the tokens."""
    try:
        yield
    except SQLAlchemyError:
        raise ConnectionError("tokens_away") from None
