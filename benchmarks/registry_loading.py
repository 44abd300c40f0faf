"""Put made-up records into the tables in bulk, past walls and indexes, as a restore would."""

import time
from collections.abc import Iterable

import numpy as np
import psycopg
from django.conf import settings
from django.db import connection

from benchmarks.registry_records import RECORD, Chunk

_SQLITE = {
    "records": f"INSERT INTO registry_record ({RECORD}) VALUES ({', '.join('?' * 24)})",
    "entries": "INSERT INTO registry_entry (record, change, packed, states) VALUES (?, ?, ?, ?)",
    "words": "INSERT INTO registry_search (rowid, words) VALUES (?, ?)",
    "meanings": "INSERT INTO registry_meaning (record, vector) VALUES (?, ?)",
}
_COPY = {
    "records": f"COPY registry_record ({RECORD}) FROM STDIN",
    "entries": "COPY registry_entry (record, change, packed, states) FROM STDIN",
    "words": "COPY registry_words (record, words) FROM STDIN",
    "meanings": "COPY registry_meaning (record, vector) FROM STDIN",
}
_GIN = "array_to_tsvector(string_to_array(words, ' '))"


def load(chunks: Iterable[Chunk]) -> dict[str, float]:
    """Load everything; return the seconds that each part took."""
    fill = _sqlite if connection.vendor == "sqlite" else _postgresql
    spent = {"making records": 0.0, "rows": 0.0, "keys of likes": 0.0}
    fill(_timed(chunks, spent), spent)
    return spent


def _timed(chunks: Iterable[Chunk], spent: dict[str, float]) -> Iterable[Chunk]:
    began = time.perf_counter()
    for chunk in chunks:
        spent["making records"] += time.perf_counter() - began
        yield chunk
        began = time.perf_counter()


def _sorted(filed: list[Chunk]) -> tuple[np.ndarray, np.ndarray]:
    keys = np.concatenate([one[0] for one in filed])
    owners = np.concatenate([one[1] for one in filed])
    order = np.lexsort((owners, keys))
    return keys[order], owners[order]


def _sqlite(chunks: Iterable[Chunk], spent: dict[str, float]) -> None:
    filed = []
    connection.ensure_connection()
    raw = connection.connection.cursor()
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("BEGIN IMMEDIATE")
    for chunk in chunks:
        began = time.perf_counter()
        for name, statement in _SQLITE.items():
            rows = getattr(chunk, name)
            if name == "records":
                rows = [(*row[:-2], str(row[-2]), str(row[-1])) for row in rows]
            raw.executemany(statement, rows)
        filed.append((chunk.keys, chunk.owners))
        spent["rows"] += time.perf_counter() - began
    began = time.perf_counter()
    raw.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name = 'registry_block' "
                "AND type = 'index' AND sql IS NOT NULL")
    indexes = raw.fetchall()
    for name, _ in indexes:
        raw.execute(f'DROP INDEX "{name}"')
    keys, owners = _sorted(filed)
    for at in range(0, len(keys), 500_000):
        some = slice(at, at + 500_000)
        raw.executemany("INSERT OR IGNORE INTO registry_block (key, record) VALUES (?, ?)",
                        zip(keys[some].tolist(), owners[some].tolist(), strict=True))
    for _, statement in indexes:
        raw.execute(statement)
    raw.execute("INSERT INTO registry_counter (name, value) VALUES ('shared', 1)")
    raw.execute("COMMIT")
    raw.execute("ANALYZE")
    spent["keys of likes"] += time.perf_counter() - began


def _postgresql(chunks: Iterable[Chunk], spent: dict[str, float]) -> None:
    where = settings.DATABASES["default"]
    filed = []
    address = {"host": where["HOST"], "port": where["PORT"] or None, "dbname": where["NAME"]}
    with psycopg.connect(user="postgres", **address) as server, server.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("DROP INDEX registry_words_each")
        for chunk in chunks:
            began = time.perf_counter()
            for name, statement in _COPY.items():
                with cursor.copy(statement) as copy:
                    for row in getattr(chunk, name):
                        copy.write_row(row)
            filed.append((chunk.keys, chunk.owners))
            spent["rows"] += time.perf_counter() - began
        began = time.perf_counter()
        cursor.execute(f"CREATE INDEX registry_words_each ON registry_words USING gin ({_GIN}) "
                       "WITH (fastupdate = off)")
        spent["rows"] += time.perf_counter() - began
        began = time.perf_counter()
        _copy_keys(cursor, *_sorted(filed))
        cursor.execute("INSERT INTO registry_counter (name, value) VALUES ('shared', 1)")
        server.commit()
        server.autocommit = True
        cursor.execute("VACUUM ANALYZE")
        spent["keys of likes"] += time.perf_counter() - began


def _copy_keys(cursor: psycopg.Cursor, keys: np.ndarray, owners: np.ndarray) -> None:
    """Copy in the binary form, which NumPy writes at once; equal rows are left out."""
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'registry_block' "
                   "AND indexname <> 'registry_block_pkey'")
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    cursor.execute("ALTER TABLE registry_block DROP CONSTRAINT registry_block_pkey")
    fresh = np.ones(len(keys), dtype=np.bool_)
    fresh[1:] = (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])
    row = np.dtype([("n", ">i2"), ("a", ">i4"), ("key", ">i8"), ("b", ">i4"), ("record", ">i8")])
    rows = np.zeros(int(fresh.sum()), dtype=row)
    rows["n"], rows["a"], rows["b"] = 2, 8, 8
    rows["key"], rows["record"] = keys[fresh], owners[fresh]
    with cursor.copy("COPY registry_block (key, record) FROM STDIN (FORMAT binary)") as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for at in range(0, len(rows), 1_000_000):
            copy.write(rows[at : at + 1_000_000].tobytes())
        copy.write(b"\xff\xff")
    cursor.execute("ALTER TABLE registry_block ADD CONSTRAINT registry_block_pkey "
                   "PRIMARY KEY (key, record)")
    for _, statement in indexes:
        cursor.execute(statement)
