"""Who may enter the editor's screens, and who must not know that they exist."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from cms.groups import EDITORS, KEEPERS, keep_in_step, lay_out_groups, out_of_step
from cms.models import CoursePage
from courses.models import Role
from tests.factories import CourseFactory, LocalityFactory, UserFactory

pytestmark = pytest.mark.django_db

EDIT = {"manager", "coordinator"}
KEEP = {"manager", "administrator"}
SCREENS = {
    "wagtailadmin_home": EDIT | KEEP,
    "wagtailadmin_explore_root": EDIT,
    "wagtailimages:index": EDIT,
    "wagtaildocs:index": EDIT,
    "wording:index": KEEP,
    "look:index": KEEP,
    "rules:index": KEEP,
}


@pytest.mark.parametrize("kind", [*Role.Kind.values, None])
def test_each_role_reaches_its_screens_and_no_other(sign_in, site, kind):
    client = sign_in(UserFactory(role=kind))
    for name, who in SCREENS.items():
        answer = client.get(reverse(name), follow=True)
        landed = answer.redirect_chain[-1][0] if answer.redirect_chain else reverse(name)
        if kind in who:
            assert answer.status_code == 200, name
            assert landed.startswith(reverse(name)), name
        elif kind in EDIT | KEEP:
            assert landed == reverse("wagtailadmin_home"), name
        else:
            assert answer.status_code == 404, name


def test_a_visitor_is_asked_to_sign_in(client, site):
    for name in SCREENS:
        assert client.get(reverse(name)).headers["Location"].startswith("/accounts/login/"), name


def test_wagtails_own_lists_of_sites_users_and_flows_are_closed(sign_in, site):
    client = sign_in(UserFactory(role="manager"))
    for path in ("sites/", "collections/", "workflows/list/", "locales/", "users/", "groups/"):
        answer = client.get(f"/cms/{path}", follow=True)
        assert answer.status_code == 404 or answer.redirect_chain[-1][0] == reverse("wagtailadmin_home"), path


def test_the_menu_holds_what_editors_need(sign_in, site):
    page = sign_in(UserFactory(role="manager")).get(reverse("wagtailadmin_home")).content.decode()
    for name in ("wording", "look", "rules", "images", "documents"):
        assert f'"{name}"' in page, name
    for name in ("reports", "help", "sites", "workflows", "users", "groups", "redirects"):
        assert f'"{name}"' not in page, name


# Groups ----------------------------------------------------------------------------------


def groups_of(user):
    return set(user.groups.values_list("name", flat=True))


def test_roles_given_and_taken_put_people_in_groups_and_out_of_them(site):
    user = UserFactory()
    role = Role.objects.create(user=user, kind="manager", locality=LocalityFactory())
    assert groups_of(user) == {EDITORS, KEEPERS}
    role.kind = "coordinator"
    role.save()
    assert groups_of(user) == {EDITORS}
    role.delete()
    assert groups_of(user) == set()


def test_with_two_roles_one_may_go(site):
    user = UserFactory(role="coordinator", role__locality=LocalityFactory())
    second = Role.objects.create(user=user, kind="coordinator", locality=LocalityFactory())
    second.delete()
    assert groups_of(user) == {EDITORS}


def test_the_sweep_finds_who_is_out_of_step(site):
    lost, slipped_in = UserFactory(role="coordinator"), UserFactory()
    lost.groups.clear()
    slipped_in.groups.add(Group.objects.get(name=KEEPERS), Group.objects.create(name="Own group"))
    assert out_of_step() == sorted([lost, slipped_in], key=lambda user: user.pk)
    for user in out_of_step():
        keep_in_step(user)
    assert (groups_of(lost), groups_of(slipped_in)) == ({EDITORS}, set())
    assert out_of_step() == []


def test_groups_hold_these_permissions_and_a_slipped_in_one_goes(site):
    editors = Group.objects.get(name=EDITORS)
    editors.permissions.add(Permission.objects.get(codename="change_user"))
    lay_out_groups()
    assert {p.codename for p in editors.permissions.all()} == {"access_admin"}
    assert {p.codename for p in Group.objects.get(name=KEEPERS).permissions.all()} == {
        "access_admin",
        "change_wording",
        "change_theme",
        "change_policy",
    }
    assert set(GroupPagePermission.objects.values_list("group__name", "permission__codename")) == {
        (EDITORS, "add_page"),
        (EDITORS, "change_page"),
        (EDITORS, "publish_page"),
    }
    assert set(GroupCollectionPermission.objects.values_list("group__name", flat=True)) == {EDITORS}
    assert set(Group.objects.values_list("name", flat=True)) == {EDITORS, KEEPERS}


# The one door from facts to words ----------------------------------------------------------


@pytest.mark.parametrize("kind", [*Role.Kind.values, None])
def test_the_door_to_a_courses_words(sign_in, course_page, kind):
    answer = sign_in(UserFactory(role=kind)).get(reverse("cms_course_words", args=["WEL01"]))
    if kind in EDIT:
        assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[course_page.pk])
    else:
        assert answer.status_code == 404


def test_the_door_opens_for_a_course_whose_page_is_still_to_be_drafted(sign_in, site, editor):
    course = CourseFactory(code="NEW01")
    answer = sign_in(editor).get(reverse("cms_course_words", args=["NEW01"]))
    page = CoursePage.objects.get(course=course)
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_no_course_no_door_and_a_visitor_signs_in_first(client, sign_in, site, editor):
    door = reverse("cms_course_words", args=["NONE"])
    assert client.get(door).headers["Location"].startswith("/accounts/login/")
    assert sign_in(editor).get(door).status_code == 404


def test_the_editor_leads_back_to_the_facts(sign_in, course_page, editor):
    page = sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[course_page.pk])).content.decode()
    assert 'href="/office/courses/WEL01/"' in page
    assert "go_live_at" not in page
