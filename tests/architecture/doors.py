"""Who may open which address: the one declared table that tests/architecture/test_doors.py holds the site to.

A door lets in the people it names, on their side and on the other, and answers them as it says. Everybody
else gets 404, or is led to sign in. An address that has no door here fails the build.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Side(StrEnum):
    """The same rows twice, in two localities."""

    HERE = "Here"
    THERE = "There"


class Who(Enum):
    """Every kind of person. Those without "elsewhere" in the name belong HERE, or to the whole college."""

    VISITOR = "a visitor"
    LEARNER = "a learner, of HERE"
    OTHER_LEARNER = "another learner, of THERE"
    TRAINER = "a trainer of the run HERE"
    OTHER_TRAINER = "a trainer of the run THERE"
    ASKED = "a trainer only asked to teach HERE"
    ASKED_ELSEWHERE = "a trainer only asked to teach THERE"
    RELEASED = "a trainer released from the run HERE"
    LAST_TERMS = "a trainer of the same course HERE last term"
    COORDINATOR = "a coordinator of HERE"
    COORDINATOR_ELSEWHERE = "a coordinator of THERE"
    MANAGER = "a manager of the whole college"
    MANAGER_ELSEWHERE = "a manager of THERE"
    ADMINISTRATOR = "an administrator"
    PARTNER = "someone of the partner of HERE"
    OTHER_PARTNER = "someone of the partner of THERE"
    SAFEGUARDING = "a safeguarding lead"
    ANALYST = "an analyst"
    BOARD_READER = "a board reader"
    DATA_PROTECTION = "data protection"
    SUPPORTER = "somebody who helps the learner HERE"
    OTHER_SUPPORTER = "somebody who helps the learner THERE"
    LEAVER = "a manager whose account was closed while signed in"


W = Who
EVERYONE = frozenset(Who)
NOBODY: frozenset[Who] = frozenset()
# Whoever is not signed in, or no longer: they are led to sign in wherever a door is not everyone's.
OUTSIDE = frozenset({W.VISITOR, W.LEAVER})
SIGNED_IN = EVERYONE - OUTSIDE
TRAINERS = frozenset({W.TRAINER, W.OTHER_TRAINER, W.ASKED, W.ASKED_ELSEWHERE, W.RELEASED, W.LAST_TERMS})
PAYERS = frozenset({W.MANAGER, W.MANAGER_ELSEWHERE})
COORDINATION = frozenset({W.COORDINATOR, W.COORDINATOR_ELSEWHERE, W.MANAGER, W.MANAGER_ELSEWHERE})
KEEPERS = frozenset({W.MANAGER, W.MANAGER_ELSEWHERE, W.ADMINISTRATOR})
LEARNERS = frozenset({W.LEARNER, W.OTHER_LEARNER})

# What a POST without a single field may write, for those whom the door lets in.
NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True)
class Door:
    """`get` and `post` are what those let in are answered: a status, and for 302 the beginning of where to.

    Several answers stand with " or " between them: the door tells people apart, each in a good way.
    `writes`: the tables that a POST without fields may write to, and `get_writes` a GET. `sends`: fields
    without which a POST means nothing, filled with a row of that side.
    """

    here: frozenset[Who]
    there: frozenset[Who]
    get: str = "200"
    post: str = "405"
    writes: tuple[str, ...] = NOTHING
    get_writes: tuple[str, ...] = NOTHING
    sends: tuple[str, ...] = ()
    # Whoever has no e-mail to sign in with comes in by the code that was sent to them (its own tests say who).
    opens_by_code: bool = False

    @property
    def is_public(self) -> bool:
        """Whether it asks for no sign-in; a row that isn't public is then a 404 for visitors, too."""
        return bool((self.here | self.there) & OUTSIDE)

    def lets_in(self, side: Side) -> frozenset[Who]:
        return self.here if side is Side.HERE else self.there


def everyone(get: str = "200", post: str = "405", **more) -> Door:
    return Door(EVERYONE, EVERYONE, get, post, **more)


def signed_in(get: str = "200", post: str = "405", **more) -> Door:
    return Door(SIGNED_IN, SIGNED_IN, get, post, **more)


def the_college_s(people: frozenset[Who], get: str = "200", post: str = "405", **more) -> Door:
    """Rows that belong to no locality: the same people on both sides."""
    return Door(people, people, get, post, **more)


def the_learner_s(get: str = "200", post: str = "405", **more) -> Door:
    return Door(frozenset({W.LEARNER}), frozenset({W.OTHER_LEARNER}), get, post, **more)


def the_locality_s(get: str = "200", post: str = "405", *, trainers: bool = False, **more) -> Door:
    here, there = {W.COORDINATOR, W.MANAGER}, {W.COORDINATOR_ELSEWHERE, W.MANAGER_ELSEWHERE, W.MANAGER}
    if trainers:
        here, there = here | {W.TRAINER}, there | {W.OTHER_TRAINER}
    return Door(frozenset(here), frozenset(there), get, post, **more)


def the_supporter_s(get: str = "200", post: str = "405", **more) -> Door:
    return Door(frozenset({W.SUPPORTER}), frozenset({W.OTHER_SUPPORTER}), get, post, **more)


def nobody(get: str = "404", post: str = "405") -> Door:
    """Not there for anybody, or not so."""
    return Door(EVERYONE, EVERYONE, get, post)


def whose_sheet(get: str = "200", post: str = "405", **more) -> Door:
    here, there = {W.COORDINATOR, W.MANAGER}, {W.COORDINATOR_ELSEWHERE, W.MANAGER}
    return Door(frozenset(here), frozenset(there), get, post, **more)


def the_partner_s(get: str = "200", post: str = "405", **more) -> Door:
    return Door(frozenset({W.PARTNER}), frozenset({W.OTHER_PARTNER}), get, post, **more)


PARTNERS = frozenset({W.PARTNER, W.OTHER_PARTNER})
ADMINISTRATORS = frozenset({W.ADMINISTRATOR})
DATA_PROTECTION = frozenset({W.DATA_PROTECTION})
ANALYSTS = frozenset({W.ANALYST})
SAFEGUARDING = frozenset({W.SAFEGUARDING})

# Led on: whoever is signed in already, and whoever comes to a second step without a first.
WELCOME = "302 /accounts/welcome/"
LED_ON = f"302 /accounts/login/ or {WELCOME}"
# A second step is asked for again, or there is none yet to ask for.
AGAIN = "302 /accounts/2fa/webauthn/reauthenticate/ or 403"

# Words, look or rules: whoever changes one stamps them anew (college.one_row).
WORDING = ("college_wording", "college_stamp", "college_languageevent")
A_PLACE = ("college_message", "enrolment_enrolment", "enrolment_enrolmentevent")
A_GAP = ("enrolment_gap", "enrolment_standin", "college_message")
ASKED_TO_TEACH = ("enrolment_allocation", "enrolment_allocationevent")
A_FACTOR = ("mfa_authenticator", "college_message")
# A picture is drawn to size when it is first shown.
A_SIZE = ("wagtailimages_rendition",)
UNDONE = ("enrolment_merge", "enrolment_learner", "college_message")
A_JOB = "django_tasks_database_dbtaskresult"
A_NEWCOMER = ("college_user", "enrolment_learner", "enrolment_referraldraft", *A_PLACE)

DOORS: dict[str, Door] = {
    # The machine.
    "health_live": everyone(),
    "health_ready": everyone(),
    "health_alarm": everyone("200 or 503"),
    "status": the_college_s(ADMINISTRATORS),
    # The demonstration's alone: no college has them.
    "shown_messages": nobody(),
    "shown_message": nobody(),
    "shown_html": nobody(),
    # Called by the services that carry messages, where a college has set one up.
    "text_reported": nobody("405", "404"),
    "text_received": nobody("405", "404"),
    "mail_reported": nobody("405", "404"),
    "mail_received": nobody("405", "404"),
    # Files.
    "picture": everyone(),
    "look_css": everyone(),
    "wagtaildocs_serve": everyone(),
    # Signing in and out.
    "after_sign_in": signed_in("302 /", "302 /"),
    "account_login": everyone(f"200 or {WELCOME}", f"200 or {WELCOME}"),
    "account_request_login_code": everyone("302 /accounts/login/", "302 /accounts/login/"),
    "account_confirm_login_code": everyone(LED_ON, LED_ON),
    "one_time_code": everyone(f"200 or {WELCOME}", f"200 or {WELCOME}"),
    "text_me": everyone(f"200 or {WELCOME}", f"200 or {WELCOME}"),
    "account_logout": everyone("200 or 302 /", "302 /"),
    "still_here": signed_in(),
    "account_inactive": everyone(),
    "account_signup": everyone("302 /courses/", "302 /courses/"),
    "account_reauthenticate": signed_in(AGAIN, AGAIN),
    "usersessions_list": signed_in("200", "302 /accounts/sessions/"),
    # Second factors.
    "mfa_index": signed_in(),
    "mfa_authenticate": everyone(LED_ON, LED_ON),
    "mfa_reauthenticate": signed_in(AGAIN, AGAIN),
    "mfa_trust": everyone(LED_ON, LED_ON),
    "mfa_activate_totp": signed_in("200", "200"),
    "mfa_deactivate_totp": signed_in("404", "404"),
    "mfa_view_recovery_codes": signed_in("404"),
    # By a press alone, and only for whoever has a second factor to be spared from.
    "mfa_generate_recovery_codes": signed_in("200", "200 or 302 /accounts/2fa/recovery-codes/", writes=A_FACTOR),
    "mfa_download_recovery_codes": signed_in("404", "404"),
    "mfa_list_webauthn": signed_in(),
    "mfa_add_webauthn": signed_in("200", "200"),
    "mfa_reauthenticate_webauthn": signed_in("200 or 403", "302 /accounts/login/ or 403"),
    "mfa_edit_webauthn": the_learner_s("200", "200"),
    "mfa_remove_webauthn": the_learner_s("200", "302 /accounts/2fa/webauthn/", writes=A_FACTOR),
    "mfa_login_webauthn": everyone(LED_ON, LED_ON),
    # An organisation's own sign-in, which this college has not set up.
    "socialaccount_connections": signed_in("200", "200"),
    "socialaccount_login_cancelled": everyone(),
    "socialaccount_login_error": signed_in("401"),
    "socialaccount_signup": everyone("302 /accounts/login/", "302 /accounts/login/"),
    "openid_connect_login": nobody(post="404"),
    "openid_connect_callback": nobody(post="404"),
    # Referring oneself. Whoever holds the long code of a draft is the person.
    "join:go_on": everyone("200", "200 or 302 /join/"),
    "join:start": everyone("200 or 302 /my/places/", "200 or 302 /my/places/", writes=A_PLACE),
    "join:step": everyone("200", "200"),
    "join:check": everyone("200", "302 /join/", writes=A_NEWCOMER),
    "join:done": everyone(),
    "join:talk": everyone("200", "200"),
    "join:calendar": everyone(),
    "ring_me": everyone("200", "200"),
    # A learner's own.
    "my:home": signed_in("200 or 302 /courses/ or 302 /my/helping/"),
    "my:details": the_college_s(LEARNERS),
    "my:change": the_college_s(LEARNERS, "200", "200 or 302 /my/details/"),
    "my:needs": the_college_s(LEARNERS, "200", "302 /my/details/", writes=("enrolment_need", "enrolment_learner")),
    "my:needs_still_right": the_college_s(LEARNERS, "405", "302 /my/", writes=("enrolment_learner",)),
    "my:agreement": the_college_s(LEARNERS, "200", "302 /my/details/"),
    "my:privacy": the_college_s(LEARNERS),
    "my:equality": the_college_s(LEARNERS, "200", "302 /my/", writes=("enrolment_learner", "enrolment_equalitycount")),
    "my:supporters": the_college_s(LEARNERS, "200", "200"),
    "my:end_supporter": the_learner_s(
        "405", "302 /my/supporters/", writes=("enrolment_support", "enrolment_supportevent")
    ),
    "my:helping": signed_in(),
    "my:helped": the_supporter_s(),
    "my:help_answer": the_supporter_s("405", "302 /my/helping/"),
    "my:help_place": the_supporter_s("200", "302 /my/helping/"),
    "my:help_book": the_supporter_s("200", "302 /my/helping/", writes=(*A_PLACE, "enrolment_supportevent")),
    "my:told": the_college_s(LEARNERS),
    "my:delete_old": the_college_s(LEARNERS, "405", "302 /my/privacy/", writes=("enrolment_learner",)),
    "my:messages": the_college_s(LEARNERS),
    "my:certificate": the_learner_s(),
    "my:graduation": the_learner_s("200", "200"),
    "my:offer": the_learner_s("200", "302 /my/offers/", opens_by_code=True),
    "my:talk": the_college_s(LEARNERS, "200", "200"),
    "my:place": the_learner_s(),
    "my:calendar": the_learner_s(),
    "my:letter": the_learner_s(),
    "my:withdraw": the_learner_s("200", "302 /my/places/", writes=A_PLACE),
    "my:cant_come": the_learner_s(
        "405", "302 /my/places/", writes=("enrolment_mark", "enrolment_markevent", "enrolment_register")
    ),
    "my:feed_page": the_college_s(LEARNERS, "200", "302 /my/calendar/", writes=("enrolment_learner",)),
    "my:feed": everyone(),  # whoever knows the secret in its address
    "my:reminders": the_college_s(LEARNERS, "405", "302 /my/messages/", writes=("enrolment_noreminders",)),
    "my:share_what_helps": the_learner_s("405", "302 /my/places/"),
    "my:rest": the_learner_s("405", "302 /my/places/"),
    "my:together": the_learner_s("200", "200"),
    # A trainer's own.
    "teaching:today": the_college_s(TRAINERS),
    "teaching:availability": the_college_s(TRAINERS, "200", "302 /teaching/availability/"),
    "teaching:pathway": the_college_s(TRAINERS),
    "teaching:about_me": the_college_s(TRAINERS, "200", "200"),
    "teaching:own_count": the_college_s(TRAINERS, "200", "200"),
    "teaching:claims": the_college_s(TRAINERS),
    "teaching:claim": Door(frozenset({W.TRAINER}), frozenset({W.OTHER_TRAINER}), "200", "200"),
    "teaching:receipt": Door(frozenset({W.TRAINER}), frozenset({W.OTHER_TRAINER})),
    "teaching:registers": the_college_s(TRAINERS),
    "teaching:phone": everyone(),
    "teaching:signed_out": everyone(),
    "teaching:worker": everyone(),
    "teaching:manifest": everyone(),
    "teaching:pack": the_college_s(TRAINERS | COORDINATION),
    "teaching:send": the_college_s(TRAINERS | COORDINATION, "405", "400"),
    "teaching:check": the_locality_s("200", "302 /teaching/registers/", trainers=True),
    "teaching:new_face": the_locality_s("200", "200", trainers=True),
    "teaching:raise_concern": the_locality_s("200", "200", trainers=True),
    "teaching:concern": Door(frozenset({W.TRAINER}), frozenset({W.OTHER_TRAINER})),
    "teaching:find_paper": the_college_s(TRAINERS | COORDINATION, "200", "200"),
    "teaching:key": the_locality_s("200", "200", trainers=True),
    "teaching:tell": the_locality_s("200", "200", trainers=True),
    "teaching:debrief": the_locality_s("200", "200", trainers=True),
    "teaching:said": the_locality_s(trainers=True),
    "teaching:what_helps": the_locality_s(trainers=True, get_writes=("college_recordopening",)),
    "teaching:register": the_locality_s(
        "200", "200", trainers=True, get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "teaching:run": Door(frozenset({W.TRAINER}), frozenset({W.OTHER_TRAINER})),
    "teaching:cant_come": Door(
        frozenset({W.TRAINER}), frozenset({W.OTHER_TRAINER}), "200", "302 /teaching/runs/", writes=A_GAP
    ),
    # Whoever holds the code that was sent to a trainer may answer.
    "teaching:stand_in": everyone("200", "302 /teaching/stand-in/"),
    "teaching:offer": everyone("200", "302 /teaching/offers/"),
    # The office: what belongs to no locality.
    "office:today": the_college_s(COORDINATION),
    "office:mail_check": the_college_s(KEEPERS),
    "office:test_message": the_college_s(
        KEEPERS, "405", "302 /office/college/messages/", writes=("college_message", "college_limit")
    ),
    "office:announce": the_college_s(COORDINATION, "200", "200"),
    "office:announcement": the_locality_s(),
    "office:take_back": the_locality_s("405", "302 /office/announcements/", writes=("enrolment_announcement",)),
    "office:replies": the_college_s(COORDINATION),
    "office:wording": the_college_s(COORDINATION),
    "office:sentences": the_college_s(COORDINATION, "200", "302 /office/wording/", writes=WORDING),
    "office:words_of": the_college_s(COORDINATION, "200", "302 /office/wording/", writes=("enrolment_messagewords",)),
    "office:easy_words_of": the_college_s(COORDINATION, "200", "200"),
    "office:reply": the_locality_s(
        "200", "302 /office/replies/", get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "office:ring": the_college_s(COORDINATION),
    "office:found_sheet": the_college_s(COORDINATION),
    "office:twice_sheet": the_college_s(COORDINATION, get_writes=("college_recordopening",)),
    "office:replies_sheet": the_college_s(COORDINATION, get_writes=("college_recordopening",)),
    "office:talks_sheet": the_college_s(COORDINATION, get_writes=("college_recordopening",)),
    "office:ring_sheet": the_college_s(COORDINATION, get_writes=("college_recordopening",)),
    "office:ring_caller": the_college_s(COORDINATION, "200", "200"),
    "office:messages": the_college_s(COORDINATION),
    "office:messages_sheet": the_college_s(COORDINATION, get_writes=("college_recordopening",)),
    "office:letters": the_college_s(COORDINATION, "200 or 302 /office/messages/"),
    "office:letters_posted": the_college_s(COORDINATION, "405", "302 /office/messages/"),
    "office:terms": the_college_s(COORDINATION),
    "office:terms_sheet": the_college_s(COORDINATION),
    "office:new_term": the_college_s(COORDINATION, "200", "200"),
    "office:term": the_college_s(COORDINATION, "200", "302 /office/terms/"),
    "office:edit_term": the_college_s(COORDINATION, "200", "200"),
    "office:add_run": the_college_s(COORDINATION, "200", "200"),
    "office:rehearsal": the_college_s(COORDINATION),
    "office:board": the_college_s(COORDINATION, "200", "302 /office/terms/"),
    "office:plan_term": the_college_s(
        COORDINATION, "405", "302 /office/plans/ or 302 /office/terms/", writes=("enrolment_termplan", A_JOB)
    ),
    "office:plan": Door(frozenset({W.COORDINATOR}), frozenset({W.COORDINATOR_ELSEWHERE}), "200", "302 /office/plans/"),
    "office:compare_plans": Door(frozenset({W.COORDINATOR}), frozenset({W.COORDINATOR_ELSEWHERE})),
    "office:term_sheet": the_college_s(COORDINATION),
    "office:demand": the_college_s(COORDINATION),
    "office:demand_sheet": the_college_s(COORDINATION),
    "office:trainers_sheet": the_college_s(COORDINATION),
    "office:copy_runs": the_college_s(COORDINATION, "200", "302 /office/terms/"),
    "office:course": the_college_s(COORDINATION, "200", "200"),
    "office:people": the_college_s(COORDINATION),
    "office:claims": the_college_s(COORDINATION),
    "office:claims_sheet": the_college_s(PAYERS),
    "office:pay_claims": the_college_s(PAYERS, "405", "200"),
    "office:rates": the_college_s(PAYERS, "200", "200"),
    "office:appreciations": the_college_s(PAYERS, "200", "200"),
    "office:appreciations_sheet": the_college_s(PAYERS),
    "office:take_back_appreciation": the_college_s(
        PAYERS, "405", "302 /office/claims/thanks/", writes=("enrolment_appreciation",)
    ),
    "office:trainers": the_college_s(COORDINATION),
    "office:trainer": the_college_s(COORDINATION, "200", "200 or 404"),  # changed by the office of its locality
    "office:enrol": the_college_s(COORDINATION, "200", "200"),
    "office:needs": the_college_s(COORDINATION),
    "office:needs_sheet": the_college_s(COORDINATION, get_writes=("college_recordopening",)),
    "office:follow_ups": the_college_s(COORDINATION),
    "office:follow_ups_sheet": the_college_s(COORDINATION, get_writes=("college_recordopening",)),
    "office:new_faces": the_college_s(COORDINATION),
    "office:new_faces_sheet": the_college_s(COORDINATION, get_writes=("college_recordopening",)),
    # Beyond one's locality only how to reach them shows, and that is written down.
    "office:enrol_known": the_college_s(
        COORDINATION, "200", "200", get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "office:claim": the_locality_s("200", "302 /office/claims/"),
    "office:receipt": Door(frozenset({W.MANAGER}), frozenset({W.MANAGER, W.MANAGER_ELSEWHERE})),
    "office:pathway": the_locality_s("200", "302 /office/trainers/"),
    "office:releases": the_locality_s("200", "200"),
    "office:trainer_pay": the_locality_s("200", "200"),
    "office:trainer_reach": the_locality_s("200", "200"),
    "office:trainer_limits": the_locality_s("200", "302 /office/trainers/", writes=("enrolment_trainer",)),
    "office:trainer_code": the_locality_s(
        "405", "200", writes=("college_user", "college_onetimecode", "enrolment_trainer")
    ),
    # The office: what belongs to one.
    "office:run": the_locality_s(),
    "office:edit_run": the_locality_s("200", "200"),
    "office:run_certificates": the_locality_s(),
    "office:make_run_certificates": the_locality_s(
        "405", "302 /office/runs/", writes=("enrolment_certificateprintrun", A_JOB)
    ),
    "office:graduations": the_college_s(COORDINATION, "302 /office/terms/"),
    "office:graduation": the_locality_s("200", "302 /office/terms/", sends=("learner",)),
    "office:graduation_names": the_locality_s(),
    "office:graduation_sheet": the_locality_s(get_writes=("college_recordopening",)),
    "office:graduation_certificates": the_locality_s(),
    "office:make_graduation": the_locality_s(
        "405", "302 /office/terms/", writes=("enrolment_certificateprintrun", A_JOB)
    ),
    "office:run_list_of_certificates": the_locality_s(),
    "office:certificates_sheet": the_locality_s(get_writes=("college_recordopening",)),
    "office:certificate": the_locality_s(
        "200", "200", get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "office:certificate_paper": the_locality_s(get_writes=("college_recordopening",)),
    "office:give_certificate": the_locality_s("405", "302 /office/runs/"),
    "office:attendance_letter": the_locality_s(get_writes=("college_recordopening",)),
    "office:people_sheet": the_locality_s(get_writes=("college_recordopening",)),
    "office:ask_trainer": the_locality_s("405", "302 /office/runs/", sends=("trainer",), writes=ASKED_TO_TEACH),
    "office:try_trainers": the_locality_s("200", "200"),
    "office:allocation": the_locality_s("200", "302 /office/runs/"),
    "office:note_gap": the_locality_s("405", "302 /office/gaps/", sends=("session",), writes=A_GAP),
    "office:gap": the_locality_s("200", "302 /office/gaps/"),
    "office:call_off": the_locality_s("200", "200"),
    "office:move_session": the_locality_s("200", "200"),
    "office:call_off_session": the_locality_s(
        "200", "302 /office/runs/", writes=("courses_session", "courses_runevent", "college_message")
    ),
    "office:printed_register": the_locality_s(),
    "office:supporters": the_locality_s(
        "200", "200", get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "office:end_supporter": the_locality_s(
        "405", "302 /office/people/", writes=("college_recordopening", "enrolment_support", "enrolment_supportevent")
    ),
    "office:guardian": Door(
        frozenset({W.COORDINATOR, W.MANAGER, W.SAFEGUARDING}),
        frozenset({W.COORDINATOR_ELSEWHERE, W.MANAGER_ELSEWHERE, W.MANAGER, W.SAFEGUARDING}),
        "200",
        "200",
        get_writes=("college_recordopening",),
        writes=("college_recordopening",),
    ),
    "office:edit_person": the_locality_s(
        "200", "200", get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "office:talks": the_college_s(COORDINATION, "200", "200"),
    "office:talk": the_locality_s("200", "302 /office/talks/", writes=("enrolment_welcometalk",)),
    "office:talk_with": the_locality_s(
        "200", "200", writes=("college_recordopening",), get_writes=("college_recordopening",)
    ),
    "office:debrief": the_locality_s("200", "302 /office/", writes=("enrolment_debrief",)),
    "office:follow_up": the_locality_s(
        "200", "200", get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "office:agreed": the_locality_s(
        "405", "302 /office/people/", writes=("college_recordopening", "enrolment_learner")
    ),
    "office:line": the_locality_s("200", "302 /office/people/"),
    "office:exchange": the_locality_s("200", "200", writes=A_PLACE),
    "office:twice": the_college_s(COORDINATION),
    "office:compare": the_locality_s(
        "200", "302 /office/people/", get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "office:notes": the_locality_s(
        "200", "200", get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "office:take_away_note": the_locality_s(
        "405", "302 /office/people/", writes=("college_recordopening", "enrolment_note")
    ),
    "office:undo_merge": the_locality_s("405", "302 /office/people/", writes=UNDONE),
    "office:act_on_place": the_locality_s("405", "302 /office/people/"),
    "office:need": the_locality_s(
        "200", "200", get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "office:letter": the_locality_s(),
    "office:message_done": the_locality_s("405", "302 /office/messages/", writes=("college_message",)),
    "office:venue": the_locality_s("200", "200"),
    "venue_pictures": the_locality_s("200", "200", get_writes=A_SIZE, writes=A_SIZE),
    "venue_picture": the_locality_s("200", "200", get_writes=A_SIZE, writes=A_SIZE),
    "office:person": the_locality_s(get_writes=("college_recordopening",)),
    "office:ring_learner": the_locality_s(
        "200", "200", get_writes=("college_recordopening",), writes=("college_recordopening",)
    ),
    "office:tell_another_way": the_locality_s("405", "302 /office/ring/", writes=("college_recordopening",)),
    "office:sign_in_code": the_locality_s(
        "405", "200", writes=("college_recordopening", "college_user", "college_onetimecode")
    ),
    "office:start_unpaired": Door(frozenset({W.MANAGER}), frozenset({W.MANAGER, W.MANAGER_ELSEWHERE}), "200", "200"),
    # The office: sheets, each of whoever brought it.
    "imports:list": the_college_s(COORDINATION),
    "imports:upload": the_college_s(COORDINATION, "200", "200"),
    "imports:blank": the_college_s(COORDINATION),
    "imports:sheet": whose_sheet(),
    "imports:line": whose_sheet("200", "200"),
    "imports:apply": whose_sheet("405", "302 /office/imports/"),
    "imports:put_away": whose_sheet("405", "302 /office/imports/", writes=("courses_sheetimport", "courses_sheetline")),
    "imports:tell": whose_sheet("405", "302 /office/imports/"),
    "imports:drafts": whose_sheet("405", "302 /office/imports/"),
    # The office: what only some roles do.
    "office:college": the_college_s(KEEPERS, "200", "200"),
    # A partner's own.
    "partners:home": the_college_s(PARTNERS),
    "partners:runs_sheet": the_college_s(PARTNERS),
    "partners:new_course": the_college_s(PARTNERS, "200", "200"),
    "partners:new_venue": the_college_s(PARTNERS, "200", "200"),
    "partners:add_run": the_college_s(PARTNERS, "200", "200"),
    "partners:course": the_partner_s("200", "200"),
    "partners:venue": the_partner_s("200", "200"),
    "partners:run": the_partner_s("200", "200"),
    "partners:move_session": the_partner_s("200", "200"),
    "partners:call_off_session": the_partner_s(
        "200", "302 /partner/runs/", writes=("courses_session", "courses_runevent", "college_message")
    ),
    "partner_words": the_partner_s("200", "200"),
    "partner_picture": the_partner_s("200", "200"),
    "partner_easy_read": the_partner_s("200", "200"),
    "partner_sign": the_partner_s("200", "200"),
    "opening:start": the_college_s(KEEPERS),
    "opening:question": the_college_s(KEEPERS, "200", "200 or 302 /office/first/"),
    "office:local_words": Door(
        frozenset({W.MANAGER, W.ADMINISTRATOR}), KEEPERS, "200", "302 /office/college/", writes=("courses_locality",)
    ),
    "office:words_for": the_college_s(
        KEEPERS - {W.MANAGER_ELSEWHERE}, "200", "302 /office/college/", writes=("courses_audience",)
    ),
    "office:team": the_college_s(ADMINISTRATORS, "200", "200"),
    "office:team_sheet": the_college_s(ADMINISTRATORS),
    "office:end_role": the_college_s(
        ADMINISTRATORS, "405", "302 /office/team/", writes=("courses_role", "courses_roleevent")
    ),
    "office:concerns": the_college_s(SAFEGUARDING),
    "office:concern": the_college_s(SAFEGUARDING, "200", "200"),
    "office:whom_we_reach": the_college_s(ANALYSTS),
    "office:openings": the_college_s(DATA_PROTECTION),
    "office:openings_sheet": the_college_s(DATA_PROTECTION),
    # Is this certificate real?
    "checking:form": everyone(),
    "checking:certificate": everyone(),
    # Public pages; THERE the words are not public. And the door to a course's words.
    "wagtail_serve": Door(EVERYONE, NOBODY),
    "cms_course_words": the_college_s(COORDINATION, "302 /cms/pages/"),
    "cms_course_languages": the_college_s(COORDINATION, "200", "200"),
    # What search engines and calendars fetch.
    "robots": everyone(),
    "sitemap": everyone(),
    "locality_calendar": everyone(),
    "venue": everyone(get_writes=A_SIZE),
    # The prospectus on paper: for everyone, and for those who plan a term.
    "prospectus_plain": everyone(),
    "prospectus_edition": everyone(),
    "prospectus_printing": the_college_s(COORDINATION),
    "prospectus_anew": the_college_s(
        COORDINATION, "405", "302 /prospectus-print/", sends=("edition",), writes=("cms_printedprospectus", A_JOB)
    ),
    "prospectus_preview": the_college_s(COORDINATION),
    "prospectus_planner": the_college_s(COORDINATION),
    "prospectus_flyer": the_college_s(COORDINATION),
    # Signing words: whoever was asked, here a learner; and those who ask.
    "signoff:list": signed_in(),
    "signoff:words": the_learner_s("200", "200"),
    "signoff:ask": the_college_s(COORDINATION, "200", "200"),
    "signoff:ask_many": the_college_s(COORDINATION, "200", "200"),
    "signoff:reviews": the_college_s(COORDINATION),
    "signoff:reviews_sheet": the_college_s(COORDINATION),
    "signoff:emergency": the_college_s(frozenset({W.MANAGER, W.MANAGER_ELSEWHERE}), "200", "200"),
}

# Two arguments that name two things, neither the other's child; a document's second is its file's own name.
# And two records, each of which has its own gate, are compared.
SIDE_BY_SIDE = {
    "my:help_book",
    "office:compare",
    "prospectus_edition",
    "prospectus_planner",
    "prospectus_preview",
    "wagtaildocs_serve",
}
# Those few that are the same file for everyone, and so may be kept by browsers.
SAME_FOR_EVERYONE = {"look_css", "picture", "teaching:worker", "teaching:manifest"}
