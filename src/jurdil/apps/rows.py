"""Rows by the value of their columns, with SQL that is made once a process: for the requests in which a witness waits.

Django's query builder is made for questions of any shape, and costs several times what SQLite needs to answer them. On
the way from a photo to a receipt this was half of the work (`make bench intake`). Values still pass through the fields
of the model, both ways. Elsewhere the builder is worth its price: lists, searches and pages of the desk use it.
"""

# ruff: noqa: S608 - names of tables and columns come from the models, values are parameters

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, Model

M = TypeVar("M", bound=Model)
Column: TypeAlias = "Field[Any, Any]"
SIGNS = {"": "= %s", "gt": "> %s"}


def fetch(model: type[M], *, lock: bool = False, **where: Any) -> list[M]:
    """The rows whose columns have these values (`expires_at__gt`: more than), by primary key; `lock`: until the commit."""
    names = tuple(_columns(model))
    return [model.from_db(DEFAULT_DB_ALIAS, names, row) for row in values(model, names, lock=lock, **where)]


def first(model: type[M], **where: Any) -> M | None:
    """The first of these rows, if there is one."""
    return next(iter(fetch(model, **where)), None)


def values(model: type[Model], names: tuple[str, ...], *, lock: bool = False, **where: Any) -> list[list[Any]]:
    """Some columns of these rows."""
    database = connections[DEFAULT_DB_ALIAS]
    select, order, converters = _select(model, names, database.vendor)
    condition, fields = _condition(model, tuple(where))
    sql = select + condition + order
    if lock and database.features.has_select_for_update:
        sql += " FOR UPDATE"
    with database.cursor() as cursor:
        cursor.execute(sql, _asked(fields, where, database))
        found = [list(row) for row in cursor.fetchall()]
    for row in found:
        for at, convert, expression in converters:
            row[at] = convert(row[at], expression, database)
    return found


def insert(row: Model) -> None:
    """Writes a new row. A key that the database counts up is not read back."""
    database = connections[DEFAULT_DB_ALIAS]
    sql, fields = _insert(type(row))
    with database.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(getattr(row, field.attname), database) for field in fields])
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def change(model: type[Model], new: dict[str, Any], **where: Any) -> int:
    """Sets columns of the rows that have these values; how many there were."""
    database = connections[DEFAULT_DB_ALIAS]
    sql, fields = _update(model, tuple(new))
    condition, asked = _condition(model, tuple(where))
    written = [field.get_db_prep_save(value, database) for field, value in zip(fields, new.values(), strict=True)]
    with database.cursor() as cursor:
        cursor.execute(sql + condition, [*written, *_asked(asked, where, database)])
        return int(cursor.rowcount)


def remove(model: type[Model], **where: Any) -> int:
    """Deletes the rows that have these values, and nothing that refers to them; how many there were."""
    database = connections[DEFAULT_DB_ALIAS]
    condition, fields = _condition(model, tuple(where))
    with database.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table)}{condition}", _asked(fields, where, database))
        return int(cursor.rowcount)


def _asked(fields: list[Column], where: dict[str, Any], database: BaseDatabaseWrapper) -> list[Any]:
    return [field.get_db_prep_value(value, database) for field, value in zip(fields, where.values(), strict=True)]


def _quoted(name: str) -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(name)


@lru_cache
def _columns(model: type[Model]) -> dict[str, Column]:
    """The fields by the name of their attribute: `draft_id`, not `draft`."""
    return {field.attname: field for field in model._meta.concrete_fields}


@lru_cache
def _condition(model: type[Model], keys: tuple[str, ...]) -> tuple[str, list[Column]]:
    parts, fields = [], []
    for key in keys:
        name, _, sign = key.partition("__")
        fields.append(_columns(model)[name])
        parts.append(f"{_quoted(fields[-1].column)} {SIGNS[sign]}")
    return f" WHERE {' AND '.join(parts)}", fields


@lru_cache
def _select(model: type[Model], names: tuple[str, ...], vendor: str) -> tuple[str, str, list[tuple[int, Any, Any]]]:
    """The start and the end of the query, and what turns the columns of this database into values: (place, how, column)."""
    database = connections[DEFAULT_DB_ALIAS]
    columns = [_columns(model)[name].get_col(model._meta.db_table) for name in names]
    converters = [
        (at, convert, column)
        for at, column in enumerate(columns)
        for convert in (*database.ops.get_db_converters(column), *column.get_db_converters(database))
    ]
    listed = ", ".join(_quoted(column.target.column) for column in columns)
    order = f" ORDER BY {_quoted(model._meta.pk.column)}"
    return f"SELECT {listed} FROM {_quoted(model._meta.db_table)}", order, converters


@lru_cache
def _insert(model: type[Model]) -> tuple[str, list[Column]]:
    fields = [field for field in _columns(model).values() if not isinstance(field, AutoField)]
    columns = ", ".join(_quoted(field.column) for field in fields)
    return f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})", fields


@lru_cache
def _update(model: type[Model], names: tuple[str, ...]) -> tuple[str, list[Column]]:
    fields = [_columns(model)[name] for name in names]
    columns = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    return f"UPDATE {_quoted(model._meta.db_table)} SET {columns}", fields
