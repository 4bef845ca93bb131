"""A line of the bench says what was measured, how far it spread, and whether that is enough."""

from bench.table import Goal, as_markdown, as_text, compared

OURS, PLAIN = [30.0, 20.0, 50.0], [100.0, 100.0, 100.0]


def test_a_ratio_is_the_median_of_pairs_with_its_spread():
    line = compared("list / bare view", on="sqlite", ours=OURS, anchor=PLAIN, unit="a second")
    assert (line.figure, line.spread) == ("0.3", "0.2 – 0.5")
    assert (line.ours, line.anchor) == ("30 a second", "100 a second")
    assert (line.goal, line.verdict) == ("", "")


def test_a_goal_is_met_at_its_bound_and_not_beyond():
    def verdict(goal: Goal) -> str:
        return compared("x", on="any", ours=OURS, anchor=PLAIN, unit="ms", goal=goal).verdict

    assert verdict(Goal(at_least=0.3)) == verdict(Goal(at_most=0.3)) == "met"
    assert verdict(Goal(at_least=0.31)) == verdict(Goal(at_most=0.29)) == "not met"


def test_both_tables_show_every_line():
    line = compared("one | other", on="any", ours=OURS, anchor=PLAIN, unit="ms", floor="0.1", goal=Goal(at_least=0.3))
    assert "one | other" in as_text([line])
    assert as_markdown([line]).splitlines()[-1].count(" | ") == 8
    assert "one \\| other" in as_markdown([line])
