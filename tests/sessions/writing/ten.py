"""Ten sessions as facts, each with the note that it should write beside it in golden/."""

from datetime import date

from sessions.writing.facts import ConductFact, Facts, MotionFact, PointFact, TestFact, TreatmentFact

LAST, EARLIER = date(2026, 11, 12), date(2026, 10, 29)
TRAPEZIUS, LEVATOR = "left upper trapezius TrP1", "left levator scapulae LS1"


def trapezius(**more):
    return PointFact(TRAPEZIUS, place=14, **{"status": "active", "before": 7, "after": 3, **more})


def levator(**more):
    return PointFact(LEVATOR, place=22, **{"status": "latent", "before": 5, "after": 2, **more})


def held(response="released", **more):
    how = {"technique": "pressure_release", "contact": "thumb", "pressure": 3, "hold_seconds": 60, **more}
    return TreatmentFact(response=response, **how)


FIRST_VISIT = Facts(
    pain_before=6,
    pain_after=3,
    posture=("head forward, moderate, 46.5°", "shoulder raised, left, mild"),
    motions=(
        MotionFact("neck rotation, left", 70, 72, "none"),
        MotionFact("neck rotation, right", 50, 65, "end"),
        MotionFact("neck flexion", 40),
    ),
    tests=(TestFact("Cervical distraction test", "unclear"), TestFact("Spurling test, left", "negative")),
    points=(
        trapezius(
            signs={"taut_band": "yes", "spot_tender": "yes", "local_twitch": "yes", "nodule": "no"},
            recognition="yes",
            referral=("left temple", "behind the left ear"),
            quality="ache",
            ppt_before="2.1",
            ppt_after="3.0",
            site_type="central",
            treatments=(held(repetitions=2, adverse="none"),),
        ),
        levator(
            signs={"taut_band": "yes", "spot_tender": "yes"},
            recognition="no",
            treatments=(held(contact="finger", hold_seconds=45, response="partly", adverse="none"),),
        ),
        PointFact(
            "right splenius capitis SC1",
            "tender_spot",
            4,
            4,
            place=15,
            signs={"spot_tender": "yes"},
            recognition="no",
        ),
    ),
    conduct=ConductFact(
        minutes={"trigger point work": 35, "Swedish massage": 15},
        positions=("Prone", "Supine"),
        draping="Draped, only the treated area uncovered",
        products="unscented oil",
        tolerance="Well tolerated",
        home_care="heat to the neck for 10 minutes in the evening, stop if the pain spreads",
        next_visit="in one week; measure rotation again",
    ),
)

FOLLOW_UP = Facts(
    pain_before=4,
    pain_after=2,
    left_with=3,
    left_on=LAST,
    points=(
        trapezius(
            before=5,
            after=2,
            carried=True,
            last=3,
            last_on=LAST,
            recognition="partly",
            treatments=(
                held(technique="stripping", order=1, response="", hold_seconds=None, pressure=2),
                held(order=2, pressure=None, steps=((2, 4, 20), (3, 6, 40))),
            ),
        ),
        levator(before=0, after=0, carried=True, last=2, last_on=LAST, status="resolved"),
        PointFact(
            "left scalenus medius SM2",
            "active",
            6,
            3,
            place=24,
            key_point=TRAPEZIUS,
            recognition="yes",
            treatments=(held(order=3),),
        ),
    ),
    conduct=ConductFact(
        minutes={"trigger point work": 40},
        positions=("Supine",),
        tolerance="Well tolerated",
        next_visit="in two weeks, left side first",
        lines={"plan": ["Soreness for a day or two was explained"]},
    ),
)

NO_POINTS = Facts(
    pain_before=3,
    pain_after=0,
    conduct=ConductFact(
        minutes={"Swedish massage": 45, "chair massage": 0}, positions=("Prone",), tolerance="Well tolerated"
    ),
)

ONLY_LATENT = Facts(
    pain_before=0,
    pain_after=0,
    points=(
        levator(
            before=4, after=4, signs={"taut_band": "yes", "spot_tender": "yes", "referred_sensation": "no"}
        ),
        PointFact("right upper trapezius TrP1", "latent", 3, None, place=14, recognition="no"),
    ),
)

RESOLVED = Facts(
    pain_before=1,
    pain_after=1,
    left_with=0,
    left_on=LAST,
    points=(
        trapezius(before=0, after=None, status="resolved", carried=True, last=3, last_on=LAST),
        levator(before=None, after=None, status="resolved", carried=True, last=0, last_on=LAST),
    ),
)

NOT_SCORED_AGAIN = Facts(
    pain_before=5,
    points=(
        trapezius(before=6, after=None, carried=True, last=3, last_on=LAST),
        levator(before=None, after=None, carried=True, last=2, last_on=LAST),
        PointFact("left infraspinatus IS1", "active", place=33, carried=True, last=None, last_on=LAST),
    ),
)

BILATERAL = Facts(
    points=tuple(
        PointFact(
            f"{side} quadratus lumborum QL1",
            "active",
            before,
            after,
            place=60,
            treatments=(held(contact="knuckle"),),
        )
        for side, before, after in (("right", 4, 1), ("left", 7, 5))
    ),
    motions=(MotionFact("trunk side bending, left", 20, 28, "end"), MotionFact("trunk flexion", None, 0, "")),
)

MIDLINE = Facts(
    pain_before=2,
    pain_after=2,
    points=(
        PointFact(
            "diaphragm DI1",
            "tender_spot",
            3,
            3,
            place=47,
            signs={"spot_tender": "yes", "jump_sign": "no"},
            recognition="no",
            treatments=(held(contact="finger", pressure=1, hold_seconds=30, response="unchanged"),),
        ),
    ),
)

SEVERAL_DAYS = Facts(
    pain_before=3,
    pain_after=3,
    left_with=4,
    left_on=LAST,
    points=(
        levator(
            before=4,
            after=None,
            carried=True,
            last=6,
            last_on=EARLIER,
            site_type="attachment",
            ppt_before="2.4",
            treatments=(
                TreatmentFact("tool_assisted", contact="tool", pressure=2, order=1),
                TreatmentFact("stretch", hold_seconds=30, repetitions=3, order=2, response="unchanged"),
            ),
        ),
        trapezius(
            before=3,
            after=3,
            status="latent",
            carried=True,
            last=5,
            last_on=LAST,
            signs={"jump_sign": "yes", "stretch_pain": "yes", "weakness": "no", "referred_sensation": "no"},
            recognition="no",
            quality="ache",
        ),
    ),
    conduct=ConductFact(lines={"assessment": ["No change since the last two visits"]}),
)

ADVERSE = Facts(
    pain_before=7,
    pain_after=8,
    points=(
        PointFact(
            "left scalenus medius SM2",
            "active",
            8,
            None,
            place=24,
            treatments=(held(response="not_tolerated", adverse="dizziness", hold_seconds=10),),
        ),
        trapezius(
            after=8,
            quality="tingling",
            referral=("left temple",),
            recognition="yes",
            despite="Patient asked for it after the risk was explained.",
            treatments=(
                held(
                    response="worse",
                    adverse="dizziness",
                    pressure=4,
                    over_cap_why="lighter pressure had no effect and the patient agreed",
                ),
            ),
        ),
    ),
    conduct=ConductFact(
        minutes={"trigger point work": 10, "deep tissue massage": 5},
        positions=("Seated",),
        draping="Clothed",
        tolerance="Stopped early on request",
        next_visit="only after a call tomorrow",
        lines={
            "assessment": ["Session stopped, see the plan"],
            "plan": ["Rested seated for 15 minutes", "Left walking steadily"],
        },
    ),
)

SESSIONS = {
    "first_visit": FIRST_VISIT,
    "follow_up": FOLLOW_UP,
    "no_points": NO_POINTS,
    "only_latent": ONLY_LATENT,
    "resolved": RESOLVED,
    "not_scored_again": NOT_SCORED_AGAIN,
    "bilateral": BILATERAL,
    "midline": MIDLINE,
    "several_days": SEVERAL_DAYS,
    "adverse": ADVERSE,
}
