"""What brings people to the clinic: each complaint with its muscles and the words of its notes.

Which muscles go with which pain follows their referral zones in sessions/data/muscles.csv.
"""

from typing import NamedTuple


class Site(NamedTuple):
    """other_side: whether the point lies on the side away from the pain."""

    muscle: str
    code: str
    words: str
    other_side: bool = False


class Complaint(NamedTuple):
    """{side} stands for the worse side. test: what is measured, its value at first, when well, and unit."""

    words: str
    weight: int
    began: list[str]
    worse_with: list[str]
    eases_with: list[str]
    improved: list[str]
    unchanged: list[str]
    worse: list[str]
    test: tuple[str, int, int, str]
    home: list[str]
    sites: list[Site]


HEADACHE = Complaint(
    "Headache from the neck, {side} side",
    16,
    [
        "since a house move in spring",
        "for about two years",
        "since longer hours at the screen",
        "after a bad cold",
    ],
    ["long days at the screen", "driving at night", "poor sleep", "holding the phone with the shoulder"],
    ["heat and a walk", "lying down in the dark", "paracetamol, on bad days"],
    [
        "Headache on two days this week, was four.",
        "Sleeps through now. No headache since Friday.",
        "One short headache only, gone after a walk.",
    ],
    [
        "Headache as often as before, most afternoons.",
        "Still wakes with a tight band over the {side} temple.",
    ],
    ["A bad week: headache on five days, {side} side, after a deadline."],
    ("Neck rotation to the {side}", 52, 76, "°"),
    [
        "chin tucks, 10, three times a day",
        "ball release under the skull, 60 s a side",
        "screen at eye height",
    ],
    [
        Site("trapezius_upper", "TrP1", "upper trapezius"),
        Site("suboccipitals", "SO1", "suboccipitals"),
        Site("scm_sternal", "ST2", "sternocleidomastoid"),
        Site("levator_scapulae", "LS1", "levator scapulae"),
        Site("splenius_capitis", "SC1", "splenius capitis"),
        Site("temporalis", "TrP1", "temporalis"),
        Site("trapezius_upper", "TrP1", "upper trapezius", other_side=True),
    ],
)
NECK = Complaint(
    "Stiff neck, worse on the {side}",
    14,
    [
        "since sleeping badly on a train",
        "for a few weeks",
        "on and off for years",
        "since looking after a baby",
    ],
    ["reversing the car", "carrying shopping", "the first hour of the morning", "draughts"],
    ["a hot shower", "keeping it moving", "a scarf and a rest"],
    [
        "Can reverse the car without turning the whole body.",
        "Morning stiffness down to ten minutes.",
        "Two good days after the visit, then a little stiff.",
    ],
    ["Stiff again two days after the visit.", "Turning to the {side} catches as before."],
    ["Slept badly and woke with the neck locked to the {side}."],
    ("Neck rotation to the {side}", 48, 74, "°"),
    ["shoulder rolls each hour", "levator stretch, 30 s, twice a day", "one flat pillow"],
    [
        Site("levator_scapulae", "LS1", "levator scapulae"),
        Site("levator_scapulae", "LS2", "levator scapulae at the shoulder blade"),
        Site("trapezius_upper", "TrP2", "upper trapezius"),
        Site("splenius_capitis", "SC1", "splenius capitis"),
        Site("semispinalis_capitis", "SS2", "semispinalis capitis"),
        Site("scalenus_medius", "SM1", "middle scalene"),
    ],
)
BETWEEN_BLADES = Complaint(
    "Ache between the shoulder blades, {side} more",
    10,
    ["since working from the kitchen table", "for three months", "since a long flight"],
    ["sitting over the laptop", "ironing", "long calls"],
    ["stretching back over the chair", "swimming", "leaning on a wall corner"],
    [
        "Hardly noticed it until Thursday.",
        "Sits through a film again.",
        "The burning is gone, a dull ache is left.",
    ],
    ["Same ache by three in the afternoon.", "No real change; the new chair has not come yet."],
    ["Worse after two days of filing."],
    ("Chest expansion", 4, 6, " cm"),
    ["doorway stretch for the chest, 30 s, three times", "stand up every half hour", "wall slides, 10"],
    [
        Site("rhomboid_major", "RM1", "rhomboid major"),
        Site("trapezius_middle", "TrP5", "middle trapezius"),
        Site("trapezius_lower", "TrP3", "lower trapezius"),
        Site("serratus_posterior_superior", "SPS1", "serratus posterior superior"),
        Site("iliocostalis_thoracis", "ICT1", "iliocostalis"),
        Site("pectoralis_minor", "PMi1", "pectoralis minor"),
    ],
)
SHOULDER = Complaint(
    "Pain at the front of the {side} shoulder",
    13,
    [
        "since painting a ceiling",
        "since returning to tennis",
        "for five months",
        "after a fall on the stairs in May",
    ],
    ["lying on it", "reaching the top shelf", "putting on a coat", "throwing"],
    ["hanging the arm", "ice after sport", "sleeping on the other side"],
    [
        "Slept on the {side} shoulder for the first time.",
        "Reaches the seat belt without a catch.",
        "Back to ten lengths.",
    ],
    ["Still wakes when turning onto the {side}.", "Top shelf no easier than last time."],
    ["Overdid the garden; sharp on lifting to the side."],
    ("Hand behind the back, {side} arm", 31, 14, " cm below C7"),
    ["pendulum swings, 2 minutes", "ball against the wall, 60 s", "sleeper stretch, gently, 30 s"],
    [
        Site("infraspinatus", "IS2", "infraspinatus"),
        Site("subscapularis", "SB1", "subscapularis"),
        Site("supraspinatus", "SSP1", "supraspinatus"),
        Site("teres_minor", "TMi1", "teres minor"),
        Site("deltoid", "DA1", "front of deltoid"),
        Site("pectoralis_minor", "PMi1", "pectoralis minor"),
    ],
)
LOW_BACK = Complaint(
    "Low back pain, {side} side",
    17,
    [
        "since lifting a washing machine",
        "every winter",
        "since the second child",
        "for about a year",
        "since moving flats",
    ],
    ["standing at the sink", "getting out of the car", "turning in bed", "the first steps in the morning"],
    ["walking", "lying with the knees up", "a warm bath"],
    [
        "Puts on socks without sitting down.",
        "Turned in bed without waking.",
        "Walked an hour on Sunday, stiff but no pain.",
    ],
    ["Morning stiffness unchanged, eases by ten.", "Same catch on standing up."],
    ["Lifted a suitcase on Monday; the {side} side has been tight since."],
    ("Fingertips to floor", 34, 12, " cm"),
    [
        "knee to chest, 5 each side, mornings",
        "ball against the wall at the waist, 60 s",
        "walk 20 minutes a day",
    ],
    [
        Site("quadratus_lumborum", "QL1", "quadratus lumborum"),
        Site("quadratus_lumborum", "QL2", "quadratus lumborum above the hip"),
        Site("gluteus_medius", "TrP1", "gluteus medius"),
        Site("piriformis", "TrP1", "piriformis"),
        Site("iliocostalis_lumborum", "ICL1", "iliocostalis"),
        Site("multifidus_lumborum", "ML2", "multifidus"),
        Site("quadratus_lumborum", "QL1", "quadratus lumborum", other_side=True),
    ],
)
BUTTOCK = Complaint(
    "Ache in the {side} buttock, down the back of the thigh",
    9,
    [
        "since training for a half marathon",
        "for six weeks",
        "since a new car",
        "since a long drive in August",
    ],
    ["sitting longer than half an hour", "stairs", "crossing the legs"],
    ["walking about", "lying on the other side with a pillow"],
    [
        "Drove an hour before it began.",
        "Back of the thigh is quiet, only the buttock aches.",
        "Sat through a concert.",
    ],
    ["Half an hour in the chair is still the limit."],
    ["Ran twice; the thigh ached for two days."],
    ("Straight leg raise, {side}", 52, 80, "°"),
    ["figure-four stretch, 30 s, twice", "no wallet in the back pocket", "ball under the buttock, 60 s"],
    [
        Site("piriformis", "TrP1", "piriformis"),
        Site("gluteus_minimus", "GMi2", "gluteus minimus"),
        Site("gluteus_medius", "TrP2", "gluteus medius"),
        Site("gluteus_maximus", "TrP2", "gluteus maximus"),
        Site("biceps_femoris", "BF1", "biceps femoris"),
    ],
)
