"""What rules/models/python/orm.yaml says of Django: statements that reach the database."""

import django
from django.conf import settings
from django.db import connection, models
from proof import Proof

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
)
django.setup()
proof = Proof(f"django {django.__version__}")


class Book(models.Model):
    title = models.CharField(max_length=100)

    class Meta:
        app_label = "library"


with connection.schema_editor() as editor:
    editor.create_model(Book)
Book.objects.bulk_create(Book(title=str(number)) for number in range(10))

MAKE = {
    "all": Book.objects.all,
    "filter": lambda: Book.objects.filter(title="1"),
    "exclude": lambda: Book.objects.exclude(title="1"),
    "order_by": lambda: Book.objects.order_by("title"),
    "values": lambda: Book.objects.values("title"),
    "annotate": lambda: Book.objects.annotate(n=models.Count("id")),
    "slice": lambda: Book.objects.all()[2:4],
    "iterator": lambda: Book.objects.all().iterator(),
}
WORK = {
    "list": list,
    "len": len,
    "bool": bool,
    "count": lambda made: made.count(),
    "exists": lambda made: made.exists(),
    "first": lambda made: made.first(),
    "aggregate": lambda made: made.aggregate(n=models.Count("id")),
    "repr": repr,
}


def counting(counter, make):
    def wrapper(execute, sql, params, many, context):
        counter(None)
        return execute(sql, params, many, context)

    connection.execute_wrappers[:] = [wrapper]
    return make()


for name, make in MAKE.items():
    proof.deferred(name, lambda counter, make=make: counting(counter, make), list)
for name, work in WORK.items():
    proof.deferred(name, lambda counter: counting(counter, Book.objects.all), work)
proof.end()
