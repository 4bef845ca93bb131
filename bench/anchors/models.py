"""Plain things for ours to stand beside: Wagtail pages as a tutorial has them, and a bare place."""

from django.db import models
from wagtail.models import Page


class PlainCourse(Page):
    intro = models.CharField(max_length=250)
    starts_on = models.DateField()


class PlainList(Page):
    template = "anchors/list.html"

    def get_context(self, request, *args, **kwargs):
        courses = PlainCourse.objects.child_of(self).live().order_by("starts_on", "pk")
        return super().get_context(request, *args, **kwargs) | {"courses": courses}

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        response.using = "anchors"
        return response


class BareRun(models.Model):
    places = models.IntegerField()

    def __str__(self) -> str:
        return str(self.pk)


class BarePlace(models.Model):
    run = models.ForeignKey(BareRun, on_delete=models.CASCADE)
    learner = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.learner)
