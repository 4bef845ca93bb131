"""Names in addresses."""

from django.db import models
from django.utils.text import slugify

LONGEST = 40


def free_slug(model: type[models.Model], name: str) -> str:
    """`name` as it stands in an address, numbered where another row of `model` has it already."""
    plain = slugify(name)[:LONGEST] or model._meta.model_name or "row"
    slug, number = plain, 1
    while model._default_manager.filter(slug=slug).exists():
        number += 1
        slug = f"{plain}-{number}"
    return slug
