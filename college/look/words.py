"""The words that colleges choose for themselves, and what they are until one does.

Code and addresses always say learner, course, term; what people read is set in
Wording.words, and in Locality.words where a place says it otherwise. English has
word forms, put in by `vocabulary`; other languages hold whole sentences.
"""

DEFAULT_WORDS = {
    "learner": "learner",
    "learners": "learners",
    "peer_trainer": "peer trainer",
    "peer_trainers": "peer trainers",
    "professional_trainer": "professional trainer",
    "professional_trainers": "professional trainers",
    "trainer": "trainer",
    "trainers": "trainers",
    "course": "course",
    "courses": "courses",
    "session": "session",
    "sessions": "sessions",
    "term": "term",
    "terms": "terms",
    "prospectus": "prospectus",
}


def default_words() -> dict[str, str]:
    return dict(DEFAULT_WORDS)
