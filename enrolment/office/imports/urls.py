"""Bringing a coordinator's sheets in. Closed to all who do not plan terms."""

from django.urls import path

from enrolment.office.imports import arrival_views, views

app_name = "imports"
urlpatterns = [
    path("", views.sheets, name="list"),
    path("new/", views.upload, name="upload"),
    path("blank/<str:name>", views.blank, name="blank"),
    path("<slug:code>/", views.sheet, name="sheet"),
    path("<slug:code>/lines/<int:number>/", views.line, name="line"),
    path("<slug:code>/apply/", views.apply, name="apply"),
    path("<slug:code>/put-away/", views.put_sheet_away, name="put_away"),
    path("<slug:code>/tell/", arrival_views.tell, name="tell"),
    path("<slug:code>/drafts/", views.drafts, name="drafts"),
]
