"""Attacks on another organisation's rows. Each answers something true when it got through."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.db import connection, transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery

from tests.storage.walled.models import Case, House, Note, Shared, Tag
from tutela.storage.wall import acting_for


@dataclass(frozen=True, kw_only=True)
class Scene:
    a: House
    b: House
    case_a: Case
    case_b: Case
    note_b: Note
    tag: Tag
    shared: dict[str, Shared]


class _Undo(Exception):
    pass


def set_scene() -> Scene:
    a, b = House.objects.create(name="A"), House.objects.create(name="B")
    tag = Tag.objects.create()
    with acting_for(a.pk):
        case_a = Case.objects.create(house=a, n="A-case")
        Note.objects.create(house=a, case=case_a, t="na")
        tag.cases.add(case_a)
    with acting_for(b.pk):
        case_b = Case.objects.create(house=b, n="B-SECRET")
        note_b = Note.objects.create(house=b, case=case_b, t="nb-SECRET")
        tag.cases.add(case_b)
        shared = {
            "own": Shared.objects.create(owner=b, n="own-SECRET"),
            "lent": Shared.objects.create(owner=b, guest=a, n="lent"),
            "open": Shared.objects.create(owner=b, is_open=True, n="open"),
        }
    return Scene(a=a, b=b, case_a=case_a, case_b=case_b, note_b=note_b, tag=tag, shared=shared)


def attack(scene: Scene) -> dict[str, bool]:
    """Run every attack in the present context, each undone; True where it got through."""
    return {name: _got_through(attack) for name, attack in _attacks(scene).items()}


def _got_through(attempt: Callable[[], Any]) -> bool:
    got: Any = None
    try:
        with transaction.atomic():
            got = attempt()
            raise _Undo
    except _Undo:
        return bool(got)
    except Exception:
        return False


def _attacks(scene: Scene) -> dict[str, Callable[[], Any]]:
    return {**_reads(scene), **_joins(scene), **_writes(scene), **_raw(scene)}


def _secret(found: Any) -> bool:
    return any("SECRET" in str(x) for x in found)


def _reads(s: Scene) -> dict[str, Callable[[], Any]]:
    m, pk = Case.objects, s.case_b.pk
    return {
        "all": lambda: _secret(m.all()),
        "get": lambda: m.get(pk=pk),
        "first": lambda: m.filter(pk=pk).first(),
        "exists": lambda: m.filter(pk=pk).exists(),
        "count": lambda: m.filter(pk=pk).count(),
        "in_bulk": lambda: m.in_bulk([pk]),
        "values": lambda: m.filter(pk=pk).values("n"),
        "values_list": lambda: _secret(m.values_list("n", flat=True)),
        "distinct": lambda: _secret(m.order_by("n").distinct("n")),
        "dates": lambda: m.filter(pk=pk).annotate(x=F("n")).values_list("x"),
        "aggregate": lambda: m.filter(pk=pk).aggregate(x=Max("n"))["x"],
        "annotate": lambda: House.objects.filter(pk=s.b.pk, case__isnull=False).count(),
        "group": lambda: House.objects.annotate(x=Count("case")).get(pk=s.b.pk).x,
        "exclude": lambda: _secret(m.exclude(pk=0)),
        "q or": lambda: _secret(m.filter(Q(pk=0) | Q(n__startswith="B"))),
        "union": lambda: _secret(m.filter(pk=0).union(m.all())),
        "intersection": lambda: _secret(m.all().intersection(m.filter(pk=pk))),
        "iterator": lambda: _secret(m.iterator()),
        "base manager": lambda: Case._base_manager.filter(pk=pk),
        "refresh": lambda: Case(pk=pk).refresh_from_db() is None,
        "lock": lambda: m.select_for_update().filter(pk=pk).first(),
        "serializers": lambda: "SECRET" in serializers.serialize("json", m.all()),
        "exists subquery": lambda: House.objects.filter(
            Exists(Case.objects.filter(house=OuterRef("pk"), n="B-SECRET"))
        ),
        "subquery column": lambda: _secret(
            House.objects.annotate(
                x=Subquery(Case.objects.filter(house=OuterRef("pk")).values("n")[:1])
            ).values_list("x", flat=True)
        ),
    }


def _joins(s: Scene) -> dict[str, Callable[[], Any]]:
    pk = s.case_b.pk
    through = Tag.cases.through.objects
    return {
        "key attribute": lambda: Note(house=s.b, case_id=pk).case.n,
        "reverse key": lambda: s.b.case_set.all(),
        "reverse of reverse": lambda: s.case_b.notes.all(),
        "many to many": lambda: _secret(s.tag.cases.all()),
        "many to many, link table": lambda: through.filter(case_id=pk),
        "join filter": lambda: Tag.objects.filter(cases__n="B-SECRET"),
        "join values": lambda: _secret(Tag.objects.values_list("cases__n", flat=True)),
        "join oracle": lambda: Tag.objects.filter(cases__n__startswith="B-S").count(),
        "join order": lambda: _secret(
            House.objects.order_by("case__n").values_list("case__n", flat=True)
        ),
        "double join": lambda: House.objects.filter(case__notes__t__contains="SECRET"),
        "subquery in": lambda: Tag.objects.filter(
            pk__in=through.filter(case_id__in=Case.objects.filter(n="B-SECRET")).values("tag_id")
        ),
        "prefetch": lambda: _secret(
            c for t in Tag.objects.prefetch_related("cases") for c in t.cases.all()
        ),
        "prefetch object": lambda: _secret(
            c
            for h in House.objects.prefetch_related(Prefetch("case_set", to_attr="found"))
            for c in h.found
        ),
        "select related": lambda: _secret(n.case for n in Note.objects.select_related("case")),
    }


def _writes(s: Scene) -> dict[str, Callable[[], Any]]:
    m, pk, a, b = Case.objects, s.case_b.pk, s.a, s.b
    return {
        "create": lambda: m.create(house=b, n="evil"),
        "bulk create": lambda: m.bulk_create([Case(house=b, n="x")]),
        "upsert": lambda: m.bulk_create(
            [Case(pk=pk, house=a, n="x")], update_conflicts=True,
            unique_fields=["id"], update_fields=["n", "house"],
        ),
        "get or create": lambda: m.get_or_create(n="zz", defaults={"house": b}),
        "update or create": lambda: m.update_or_create(pk=pk, defaults={"n": "zz", "house": b}),
        "save over": lambda: Case(pk=pk, house=b, n="over").save() is None,
        "save over, forced": lambda: Case(pk=pk, house=b, n="o").save(force_update=True) is None,
        "bulk update": lambda: m.bulk_update([Case(pk=pk, house=b, n="over")], ["n"]),
        "update": lambda: m.filter(pk=pk).update(n="over"),
        "update by text": lambda: m.filter(n__contains="B-").update(n="over"),
        "update by join": lambda: m.filter(house__name="B").update(n="over"),
        "steal": lambda: m.filter(pk=pk).update(house=a),
        "give away": lambda: m.filter(pk=s.case_a.pk).update(house=b),
        "delete": lambda: m.filter(pk=pk).delete()[0],
        "delete instance": lambda: m.get(pk=pk).delete()[0],
        "raw delete": lambda: m.filter(pk=pk)._raw_delete("default"),
        "link to foreign row": lambda: Note.objects.create(house=a, case_id=pk, t="cross"),
        "move a link": lambda: Note.objects.filter(house=a).update(case=pk)
        or Note.objects.bulk_create([Note(house=a, case_id=pk, t="moved")]),
        "tag foreign row": lambda: Tag.objects.create().cases.add(pk) is None,
        "untag foreign row": lambda: Tag.cases.through.objects.filter(case_id=pk).delete()[0],
    }


def _raw(s: Scene) -> dict[str, Callable[[], Any]]:
    b = s.b.pk
    table = Case._meta.db_table
    return {
        "raw": lambda: list(Case.objects.raw(f"SELECT * FROM {table} WHERE house_id = {b}")),
        "cursor select": lambda: _rows(f"SELECT n FROM {table} WHERE house_id = {b}"),
        "cursor comma join": lambda: _rows(
            f"SELECT 1 FROM {table} c, {table} d WHERE c.id={s.case_b.pk}"
        ),
        "cursor with": lambda: _rows(
            f"WITH x AS (SELECT * FROM {table}) SELECT * FROM x WHERE house_id={b}"
        ),
        "cursor update": lambda: _count(f"UPDATE {table} SET n = 'o' WHERE house_id = {b}"),
        "cursor quoted update": lambda: _count(
            f'UPDATE "public"."{table}" SET n=\'o\' WHERE house_id={b}'
        ),
        "cursor delete": lambda: _count(f"DELETE FROM {Note._meta.db_table} WHERE house_id = {b}"),
        "cursor insert": lambda: _count(f"INSERT INTO {table} (house_id, n) VALUES ({b}, 'x')"),
        "cursor insert select": lambda: _count(
            f"INSERT INTO {Tag.cases.through._meta.db_table} (tag_id, case_id) "
            f"SELECT id, {s.case_b.pk} FROM {Tag._meta.db_table} ORDER BY id DESC LIMIT 1 "
            "ON CONFLICT (tag_id, case_id) DO UPDATE SET tag_id = excluded.tag_id"
        ),
        "copy out": lambda: _copied(table),
    }


def attack_shared(s: Scene) -> dict[str, bool]:
    """What a guest must not do; and, as False, whether he is wrongly kept from what he may."""
    rows, shared = Shared.objects, s.shared
    with acting_for(s.a.pk):
        found = {
            "see unlent": _got_through(lambda: rows.filter(pk=shared["own"].pk)),
            "write lent": _got_through(lambda: rows.filter(pk=shared["lent"].pk).update(n="x")),
            "write open": _got_through(lambda: rows.filter(pk=shared["open"].pk).update(n="x")),
            "delete lent": _got_through(lambda: rows.filter(pk=shared["lent"].pk).delete()[0]),
            "create as other": _got_through(lambda: rows.create(owner=s.b, guest=s.a, n="x")),
        }
        may = {row.n for row in rows.all()} >= {"lent", "open"}
    return {**found, "guest sees too little": not may} if not may else found


def _rows(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _count(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def _copied(table: str) -> bool:
    with connection.cursor() as cursor, cursor.copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as c:
        return _secret(bytes(part).decode() for part in c)
