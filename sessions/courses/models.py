"""The rows of a course of treatment, by the file that tells about each."""

from sessions.courses.complaint_models import Complaint, ComplaintZone, SessionComplaint
from sessions.courses.home_care_models import HomeCare, HomeCareItem, HomeCareReport
from sessions.courses.outcome_models import Measure, Outcome
from sessions.courses.plan_models import CourseDefault, Goal, Plan, Technique
from sessions.courses.protocol_models import Protocol, ProtocolStep, ProtocolUse

__all__ = [
    "Complaint",
    "ComplaintZone",
    "CourseDefault",
    "Goal",
    "HomeCare",
    "HomeCareItem",
    "HomeCareReport",
    "Measure",
    "Outcome",
    "Plan",
    "Protocol",
    "ProtocolStep",
    "ProtocolUse",
    "SessionComplaint",
    "Technique",
]
