"""Backups: one encrypted file that holds every row of a database, SQLite or PostgreSQL, and goes back
into either.

    sealing.py    bytes, encrypted in chunks           archive.py   rows as lines, with sums
    copying.py    tables as they are, without models   making.py    a backup in a folder
    restoring.py  into an empty database               nightly.py   one every night
"""
