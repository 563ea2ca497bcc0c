"""The rarer half of the complaints, and the list of them all."""

from demo.complaints import BETWEEN_BLADES, BUTTOCK, HEADACHE, LOW_BACK, NECK, SHOULDER, Complaint, Site

ELBOW = Complaint(
    "Pain on the outside of the {side} elbow",
    7,
    ["since a week of hedge cutting", "since autumn, with the mouse", "since taking up padel"],
    ["lifting the kettle", "shaking hands", "the mouse"],
    ["a strap", "a day off the computer", "cold packs"],
    ["Lifts a full kettle again.", "A whole day at the mouse with little ache.", "Grip feels sure again."],
    ["Kettle still hurts.", "Same ache at the end of the working day."],
    ["Assembled shelves at the weekend; the elbow has been hot since."],
    ("Pain-free grip, {side}", 14, 27, " kg"),
    ["slow wrist lowering, 3 times 12", "mouse on the other side", "forearm stretch, 30 s"],
    [
        Site("extensor_carpi_radialis_brevis", "ECRB1", "short wrist extensor"),
        Site("extensor_digitorum", "ED1", "finger extensor"),
        Site("supinator", "SU1", "supinator"),
        Site("brachioradialis", "BRD1", "brachioradialis"),
        Site("triceps_brachii", "TrP2", "triceps"),
    ],
)
JAW = Complaint(
    "Tight jaw on the {side}, with earache",
    6,
    ["since a dental crown", "for a year, worse in exam time", "since grinding at night was noticed"],
    ["chewing bread", "yawning", "clenching over work"],
    ["a warm cloth", "soft food", "the night guard"],
    ["Bit into an apple.", "Ear has been quiet all week.", "Catches the clenching and lets go."],
    ["Still clicks and aches after meals."],
    ["Lost the night guard; woke with a locked jaw twice."],
    ("Jaw opening", 31, 44, " mm"),
    ["tongue up, teeth apart, lips closed", "thumb press on the masseter, 30 s", "no chewing gum"],
    [
        Site("masseter", "TrP-A", "masseter"),
        Site("temporalis", "TrP2", "temporalis"),
        Site("scm_sternal", "ST3", "sternocleidomastoid"),
        Site("trapezius_upper", "TrP1", "upper trapezius"),
    ],
)
HEEL = Complaint(
    "Pain under the {side} heel with a tight calf",
    8,
    ["since new running shoes", "since a summer in sandals", "for four months", "since a job on hard floors"],
    ["the first steps in the morning", "standing behind the counter", "hills"],
    ["rolling the foot", "shoes with a heel", "rest"],
    ["First steps are bearable now.", "A full shift with little pain.", "Ran 3 km on grass."],
    ["First steps no better.", "Calf tightens by noon as before."],
    ["Walked the coast path; sharp under the heel since."],
    ("Knee to wall, {side}", 5, 11, " cm"),
    [
        "calf stretch on the step, 30 s, three times",
        "roll the sole on a bottle, 2 minutes",
        "heel lowers, 3 times 10",
    ],
    [
        Site("soleus", "TrP1", "soleus"),
        Site("gastrocnemius", "TrP1", "inner calf"),
        Site("quadratus_plantae", "QP1", "quadratus plantae"),
        Site("flexor_digitorum_brevis", "FDB1", "short toe flexor"),
        Site("tibialis_posterior", "TP1", "tibialis posterior"),
    ],
)
KNEE = Complaint(
    "Pain at the front of the {side} knee",
    7,
    ["since cycling with a new saddle", "since spring, on stairs", "since a season of football"],
    ["stairs down", "squatting", "sitting with the knee bent"],
    ["stretching the leg out", "cycling gently"],
    ["Stairs down without the rail.", "Squats to the low shelf.", "Cycled 20 km, quiet after."],
    ["Stairs unchanged."],
    ["Kicked about with the children; swollen the day after, settled since."],
    ("Single-leg squat, {side}", 45, 75, "°"),
    ["thigh stretch, 30 s, twice", "foam roller on the outer thigh, 60 s", "step-downs, 2 times 10"],
    [
        Site("rectus_femoris", "RF1", "rectus femoris"),
        Site("vastus_medialis", "TrP1", "vastus medialis"),
        Site("vastus_lateralis", "TrP1", "vastus lateralis"),
        Site("tensor_fasciae_latae", "TFL1", "tensor fasciae latae"),
    ],
)
TENSION = Complaint(
    "Tired, tight shoulders; here to unwind",
    13,
    [
        "through a busy season",
        "with night shifts",
        "since a bereavement in the family",
        "on and off for years",
    ],
    ["deadlines", "night shifts", "cold offices"],
    ["a day by the sea", "massage", "sleep"],
    [
        "Slept well for three nights after the last visit.",
        "Shoulders sit lower.",
        "Lighter, says a colleague too.",
    ],
    ["Tight again by midweek, as expected."],
    ["A heavy fortnight; shoulders up to the ears."],
    ("Neck rotation, both sides", 64, 76, "°"),
    ["shoulder rolls at the kettle", "five slow breaths before sleep", "a walk at lunch"],
    [
        Site("trapezius_upper", "TrP2", "upper trapezius"),
        Site("levator_scapulae", "LS2", "levator scapulae"),
        Site("rhomboid_minor", "RN1", "rhomboid minor"),
    ],
)

COMPLAINTS = [
    HEADACHE,
    NECK,
    BETWEEN_BLADES,
    SHOULDER,
    LOW_BACK,
    BUTTOCK,
    ELBOW,
    JAW,
    HEEL,
    KNEE,
    TENSION,
]
WEIGHTS = [complaint.weight for complaint in COMPLAINTS]
