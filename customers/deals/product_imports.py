"""Bringing in products; "GTXPro" and "GTX Pro" are one."""

import re

from django.utils.translation import gettext_lazy

from crm.shared.audit.services import record_many
from crm.shared.imports import values
from crm.shared.imports.registry import Context, Field, ImportKind, Outcome, Row, RowResult
from crm.shared.search.text import normalise
from customers.deals.models import Product


def product_key(name: str) -> str:
    """Return a product's name for comparing: letters and digits only."""
    return re.sub(r"[^a-z0-9]+", "", normalise(name)) or normalise(name)


def products_of(context: Context) -> dict[str, Product]:
    """Return every product by its key; read once a run."""
    if "products" not in context.memory:
        found = Product.objects.order_by("-pk")
        context.memory["products"] = {product_key(p.name): p for p in found}
    return context.memory["products"]


def product_of(name: str, context: Context) -> Product:
    """Return the product meant by a name; made when it is new."""
    known = products_of(context)
    key = product_key(name)
    if key not in known:
        known[key] = Product.objects.create(name=name[:120])
        record_many("product.import", [known[key]], by=context.by)
    return known[key]


def apply(rows: list[Row], context: Context) -> list[RowResult]:
    """Bring in products; known ones get the group and price they lack."""
    known, results = products_of(context), []
    for row in rows:
        name = row.values["name"]
        product = known.get(product_key(name))
        if product is None:
            product = Product.objects.create(
                name=name, group=row.get("group", ""), price=row.get("price")
            )
            known[product_key(name)] = product
            results.append(RowResult(row.line, Outcome.ADDED))
        elif _fill(product, row):
            product.save(update_fields=["group", "price"])
            results.append(RowResult(row.line, Outcome.CHANGED))
        else:
            results.append(RowResult(row.line, Outcome.SAME))
            continue
        record_many("product.import", [product], by=context.by)
    return results


def _fill(product: Product, row: Row) -> bool:
    filled = False
    if row.get("group") and not product.group:
        product.group, filled = row.get("group"), True
    if row.get("price") is not None and product.price is None:
        product.price, filled = row.get("price"), True
    return filled


KIND = ImportKind(
    key="products",
    label=gettext_lazy("Products"),
    fields=[
        Field("name", gettext_lazy("name"), required=True, aliases=(
            "product", "product name", "artikel", "productnaam", "omschrijving"),
            parse=values.text(120)),
        Field("group", gettext_lazy("product group"), aliases=(
            "series", "group", "category", "productgroep", "groep", "categorie"), parse=values.text(80)),
        Field("price", gettext_lazy("price"), aliases=(
            "sales price", "list price", "prijs", "verkoopprijs"), parse=values.money),
    ],
    apply_chunk=apply,
)  # fmt: skip
