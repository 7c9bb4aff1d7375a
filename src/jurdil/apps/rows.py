"""Rows by the value of their columns, with SQL that is made once a process: for the requests in which a witness waits.

Django's query builder is made for questions of any shape, and costs several times what SQLite needs to answer them. On
the way from a photo to a receipt this was half of the work (`make bench intake`). Values still pass through the fields
of the model, both ways. Elsewhere the builder is worth its price: lists, searches and pages of the desk use it.
"""

# ruff: noqa: S608 - names of tables and columns come from the models, values are parameters

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import AutoField, Field, Model

M = TypeVar("M", bound=Model)
SIGNS = {"": "= %s", "gt": "> %s"}


def fetch(model: type[M], *, lock: bool = False, **where: Any) -> list[M]:
    """The rows whose columns have these values (`expires_at__gt`: more than), by primary key; `lock`: until the commit."""
    select, names, convert = _select(model, connection.vendor)
    condition, fields = _condition(model, tuple(where))
    sql = f"{select}{condition} ORDER BY {connection.ops.quote_name(model._meta.pk.column)}"
    if lock and connection.features.has_select_for_update:
        sql += " FOR UPDATE"
    with connection.cursor() as cursor:
        cursor.execute(sql, _values(fields, where))
        found = cursor.fetchall()
    return [model.from_db(connection.alias, names, convert(row)) for row in found]


def first(model: type[M], *, lock: bool = False, **where: Any) -> M | None:
    """The first of these rows, if there is one."""
    return next(iter(fetch(model, lock=lock, **where)), None)


def insert(row: Model) -> None:
    """Writes a new row. A key that the database counts up is not read back."""
    sql, fields = _insert(type(row))
    with connection.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields])
    row._state.adding, row._state.db = False, connection.alias


def change(model: type[Model], values: dict[str, Any], **where: Any) -> int:
    """Sets columns of the rows that have these values; how many there were."""
    sql, fields = _update(model, tuple(values))
    condition, asked = _condition(model, tuple(where))
    written = [field.get_db_prep_save(value, connection) for field, value in zip(fields, values.values(), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(sql + condition, [*written, *_values(asked, where)])
        return int(cursor.rowcount)


def remove(model: type[Model], **where: Any) -> int:
    """Deletes the rows that have these values, and nothing that refers to them; how many there were."""
    condition, fields = _condition(model, tuple(where))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}{condition}", _values(fields, where))
        return int(cursor.rowcount)


def _values(fields: list[Field[Any, Any]], where: dict[str, Any]) -> list[Any]:
    return [field.get_db_prep_value(value, connection) for field, value in zip(fields, where.values(), strict=True)]


@lru_cache
def _columns(model: type[Model]) -> dict[str, Field[Any, Any]]:
    """The fields by the name of their attribute: `draft_id`, not `draft`."""
    return {field.attname: field for field in model._meta.concrete_fields}


@lru_cache
def _condition(model: type[Model], keys: tuple[str, ...]) -> tuple[str, list[Field[Any, Any]]]:
    parts, fields = [], []
    for key in keys:
        name, _, sign = key.partition("__")
        fields.append(_columns(model)[name])
        parts.append(f"{connection.ops.quote_name(fields[-1].column)} {SIGNS[sign]}")
    return f" WHERE {' AND '.join(parts)}", fields


@lru_cache
def _select(model: type[Model], vendor: str) -> tuple[str, list[str], Callable[[tuple[Any, ...]], list[Any]]]:
    """The start of the query, the attributes in its order, and what turns a row of this kind of database into values."""
    fields = _columns(model)
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields.values())
    converters = []
    for at, field in enumerate(fields.values()):
        expression = field.get_col(model._meta.db_table)
        for converter in (*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection)):
            converters.append((at, converter, expression))

    def convert(row: tuple[Any, ...]) -> list[Any]:
        values = list(row)
        for at, converter, expression in converters:
            values[at] = converter(values[at], expression, connection)
        return values

    return f"SELECT {columns} FROM {table}", list(fields), convert


@lru_cache
def _insert(model: type[Model]) -> tuple[str, list[Field[Any, Any]]]:
    fields = [field for field in _columns(model).values() if not isinstance(field, AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})", fields


@lru_cache
def _update(model: type[Model], names: tuple[str, ...]) -> tuple[str, list[Field[Any, Any]]]:
    fields = [_columns(model)[name] for name in names]
    quote = connection.ops.quote_name
    return f"UPDATE {quote(model._meta.db_table)} SET {', '.join(f'{quote(field.column)} = %s' for field in fields)}", fields
