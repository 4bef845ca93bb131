"""The status page, for those whose role lets them see it."""

from django.http import HttpRequest, HttpResponse

from college import health
from courses.permissions import Permission, require


def status(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.SEE_STATUS)
    return health.status(request)
