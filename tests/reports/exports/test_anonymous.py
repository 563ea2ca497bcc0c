"""Nobody stands in a group of fewer than five, and what that took is said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.exports.anonymous import WITHHELD, Person, anonymised, band, small

CROWD = [Person(key, "40-49", "Female", "Harbour") for key in range(5)]


def test_a_group_that_is_large_enough_keeps_all_it_says():
    found = anonymised(CROWD)
    assert (found.people, found.left_out, found.in_words) == (CROWD, 0, [])


def test_a_small_group_loses_its_area_first():
    found = anonymised([*CROWD, *(Person(key, "40-49", "Male", f"Place {key}") for key in range(5, 10))])

    assert {person.area for person in found.people[5:]} == {WITHHELD}
    assert found.in_words == ["5 people: area withheld"]


def test_then_its_age_but_for_whether_it_is_grown_up():
    people = [Person(key, f"{key}0-{key}9", "Male", "Harbour") for key in range(3, 8)]
    assert {person.age for person in anonymised(people).people} == {"18 and over"}


def test_whoever_still_stands_out_is_left_out():
    found = anonymised([*CROWD, Person(9, "0-17", "Male", "Harbour")])
    assert (found.people, found.left_out) == (CROWD, 1)
    assert found.in_words[-1] == "1 people left out"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["0-17", "18-19", "20-29", "30-39"]),
            st.sampled_from("FM"),
            st.sampled_from("abc"),
        )
    )
)
def test_whoever_comes_nobody_can_be_recognised(quasi):
    people = [Person(key, *each) for key, each in enumerate(quasi)]
    found = anonymised(people)

    assert not small(found.people)
    assert len(found.people) + found.left_out == len(people)


def test_bands_meet_without_gap_or_overlap():
    ages = [None, 0, 17, 18, 19, 20, 29, 79, 80, 101]
    bands = "not known,0-17,0-17,18-19,18-19,20-29,20-29,70-79,80 and over,80 and over"
    assert [band(age) for age in ages] == bands.split(",")
