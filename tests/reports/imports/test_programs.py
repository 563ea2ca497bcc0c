"""Each program's lists are known for what they mean, so that nobody has to match a column by hand.

heading > field, as the program writes them in order; nothing behind the sign where a column is left out.
Where they were found, and which are from memory: docs/imports.md.
"""

from functools import partial

import pytest

from patients.models import Patient
from reports.columns.people import of_patients
from reports.exports import tables
from reports.imports.reading import headings

PATIENTS = {
    "acuity": """
        First Name > first_name, Last Name > last_name, Phone > phone, Email > email,
        Notes > desk_note,
        Days Since Last Appointment >, Banned >
    """,
    "clinicsense": """
        Client ID > id, First Name > first_name, Last Name > last_name, Email > email, Cell Phone > mobile,
        Home Phone > home_phone, Birthdate > birth_on, Referred By > referral, Client Since >
    """,
    "cliniko": """
        Id > id, Title >, First name > first_name, Last name > last_name,
        Preferred first name > preferred_name, Date of birth > birth_on, Gender identity > gender,
        Email > email, Patient phone numbers > phone, Address 1 > address, Address 2 > address_2,
        Address 3 > address_3, City > city, State > region, Post code > postcode, Country > country,
        Occupation > occupation, Emergency contact >
    """,
    "fresha": """
        Client ID > id, First Name > first_name, Last Name > last_name, Full Name > full_name, Blocked >,
        Block Reason >, Gender > gender, Mobile Number > mobile, Telephone > phone, Email > email,
        Accepts Marketing >, Accepts SMS Marketing >, Address > address, Apartment Suite > address_2,
        Area > address_3, City > city, State > region, Post Code > postcode, Date of Birth > birth_on,
        Added >, Note > desk_note, Referral Source > referral
    """,
    "jane": """
        Patient Guid > id, First Name > first_name, Preferred First Name > preferred_name, Middle Name >,
        Last Name > last_name, Email > email, Home Phone > home_phone, Mobile Phone > mobile,
        Work Phone > work_phone, Street Address > address, City > city, Province > region,
        Postal > postcode, Country > country, Birth Date > birth_on, Sex > sex, Personal Health Number >,
        Family Doctor > physician
    """,
    "massagebook": """
        Client ID > id, First Name > first_name, Last Name > last_name, Email Address > email,
        Mobile Phone > mobile, Birth Date > birth_on, Street > address, City > city, State > region,
        Zip > postcode, Client Notes > desk_note, Date Added >, Marketing Emails >
    """,
    "mindbody": """
        Barcode ID >, Client ID > id, First Name > first_name, Last Name > last_name, Email > email,
        Mobile Phone > mobile, Home Phone > home_phone, Work Phone > work_phone, Address > address,
        City > city, State > region, Postal Code > postcode, Birth Date > birth_on, Gender > gender,
        Referral Type > referral, Account Balance >, Home Studio >
    """,
    "noterro": """
        Client Number > id, First Name > first_name, Last Name > last_name, DOB > birth_on, Email > email,
        Cell > mobile, Home > home_phone, Work > work_phone, Address 1 > address, City > city,
        Province/State > region, Postal/Zip > postcode, Doctor > physician,
        How did you hear about us? > referral
    """,
    "simplepractice": """
        Client ID > id, First Name > first_name, Middle Name >, Last Name > last_name,
        Preferred Name > preferred_name, Date of Birth > birth_on, Sex > sex, Gender Identity > gender,
        Email Address > email, Mobile Phone > mobile, Street Address > address, City > city, State > region,
        Zip Code > postcode, Client Status > active, Primary Clinician >
    """,
    "square": """
        Reference ID >, First Name > first_name, Last Name > last_name, Email Address > email,
        Phone Number > phone, Nickname > preferred_name, Company Name >, Street Address 1 > address,
        Street Address 2 > address_2, City > city, State > region, Postal Code > postcode,
        Birthday > birth_on, Memo > desk_note, Square Customer ID > id, Creation Source >, First Visit >
    """,
    "vagaro": """
        UserID > id, FirstName > first_name, LastName > last_name, EmailAddress > email, Mobile > mobile,
        DayPhone > work_phone, NightPhone > home_phone, StreetAddress > address, StreetNo > address_2,
        City > city, State > region, Zip > postcode, BirthDate > birth_on, Gender > gender,
        ReferredBy > referral, CustomerSince >, LastVisited >, MembershipName >, OnlineBooking >,
        GeneralTag >
    """,
}
APPOINTMENTS = {
    "acuity": """
        Start Time > starts, End Time > ends, First Name > first_name, Last Name > last_name, Phone >,
        Email >, Type > service, Calendar > therapist, Appointment Price >, Paid? >, Amount Paid Online >,
        Certificate Code >, Notes >, Date Scheduled >, Label > status, Scheduled By >, Date Rescheduled >,
        Appointment ID > id
    """,
    "clinicsense": """
        Appointment ID > id, Client ID > patient_id, Client > full_name, Date > date, Time > time,
        Practitioner > therapist, Primary Service > service, Duration > minutes, Status > status, Location >
    """,
    "cliniko": """
        Id > id, Appointment start > starts, Appointment end > ends, Patient ID > patient_id,
        Patient name > full_name, Practitioner name > therapist, Appointment type > service, Business >,
        Cancelled at > cancelled, Did not arrive > missed, Patient arrived >, Notes >, Created at >
    """,
    "fresha": """
        Appt. ref. > id, Client > full_name, Service > service, Scheduled Date > date,
        Scheduled Time > time, Duration > minutes, Team member > therapist, Status > status, Channel >,
        Created Date >, Created By >, Cancelled Date > cancelled, Cancelled By >, Cancellation Reason >,
        Location >, Price >
    """,
    "jane": """
        id > id, location_name >, start_at > starts, end_at > ends, patient_guid > patient_id,
        patient_number >, patient_prefix >, patient_first_name > first_name, patient_preferred_name >,
        patient_last_name > last_name, treatment_name > service, staff_member_name > therapist, break >,
        insurance_state >, state > status, first_visit >, chart_status >, notes_text >, booked_at >,
        arrived_at >, booked_online >, archived_at >, no_show_at > missed, cancelled_at > cancelled,
        cancelled_reason >, referral_source >
    """,
    "massagebook": """
        Appointment ID > id, Client ID > patient_id, Client Name > full_name, Appointment Date > date,
        Start Time > time, Length > minutes, Therapist > therapist, Service Name > service,
        Appointment Status > status, Price >, Tip >, Payment Method >
    """,
    "mindbody": """
        Date > date, Start Time > time, End Time > ends, Client ID > patient_id, Client > full_name,
        Staff > therapist, Description > service, Visit Status > status, Visit Location >, Pricing Option >,
        Revenue per Visit >, Booking Method >
    """,
    "noterro": """
        Booking Number > id, Client Number > patient_id, Client > full_name, Date > date, Start > time,
        End > ends, Provider > therapist, Service > service, Status > status, Location >, Invoice >, Total >
    """,
    "simplepractice": """
        Date of Service > starts, Client > full_name, Clinician > therapist, Billing Code > service,
        Rate Per Unit >, Units >, Total Fee >, Progress Note Status >, Client Payment Status >, Charge >,
        Uninvoiced >, Paid >, Unpaid >, Insurance Payment Status >
    """,
    "square": """
        Appointment ID > id, Start > starts, End > ends, Square Customer ID > patient_id,
        Client > full_name, Staff > therapist, Services > service, Status > status, Source >, Note >,
        Location >, Date created >
    """,
    "vagaro": """
        Customer Name > full_name, Phone >, Email >, Appointment Date > date, Start Time > time,
        Service > service, Provider > therapist, Duration > minutes, Total >, Status > status
    """,
}
LISTS = [("patients", PATIENTS), ("appointments", APPOINTMENTS)]


def parted(listed):
    return [tuple(part.strip() for part in one.split(">")) for one in listed.split(",")]


@pytest.mark.parametrize(
    ("kind", "system", "listed"),
    [(kind, system, listed) for kind, lists in LISTS for system, listed in lists.items()],
)
def test_the_headings_of_each_program_are_known_for_what_they_mean(kind, system, listed):
    said = [heading for heading, _ in parted(listed)]
    assert headings.system_of(kind, said) == system

    found = headings.match(kind, system, said)

    assert {said[place]: field for place, field in found.items()} == {
        heading: field for heading, field in parted(listed) if field
    }


def test_there_is_a_list_of_each_program():
    programs = set(headings.SYSTEMS) - {headings.PLAIN, "softhold"}
    assert set(PATIENTS) == set(APPOINTMENTS) == programs


def test_what_is_billed_for_is_no_length():
    """Units of SimplePractice count what is billed, mostly one: a visit of a minute would be refused."""
    assert headings.match("appointments", "simplepractice", ["Units"]) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [of_patients, partial(tables.columns, Patient)], ids=["page", "archive"])
def test_our_own_lists_of_people_are_known_as_ours(columns):
    heads = [*columns()]
    fields = set(headings.match("patients", headings.system_of("patients", heads), heads).values())

    assert headings.system_of("patients", heads) == "softhold"
    assert {"number", "birth_on", "phone", "email"} < fields
    assert "full_name" in fields or {"first_name", "last_name"} < fields
