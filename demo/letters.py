"""Helen's documents and a few others': drawn when the demo is furnished, so that no file need be carried about."""

import hashlib
import uuid
from datetime import date, timedelta
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw

from clinic.paper import compiled
from demo.furnishings import JOAN, MAYA, House, minutes_of, moment
from demo.people import Person
from patients.files import first_pages, papers, pictures, storage
from patients.files.kinds import JPEG, Cleaned
from patients.models import Document

Kind, Audience = Document.Kind, Document.Audience
LETTER = b"""
#let d = json(bytes(sys.inputs.data))
#set document(title: "Letter")
#set page(paper: "a4", margin: 25mm)
#set text(11pt, lang: "en")
*#d.sender*
#v(1em)
#d.day
#v(2em)
Re: #d.about
#v(1em)
#for words in d.words [#words #parbreak()]
#v(1em)
#d.signed
"""


class Paper(NamedTuple):
    """days: from the demo's day to when it was added; dated: days from then back to its own date."""

    whose: str
    title: str
    kind: str
    audience: str
    by: str
    days: int
    dated: int
    words: tuple[str, ...] = ()


PAPERS = (
    Paper(
        "Helen Vasquez", "Referral from Dr Imran Aziz", Kind.LETTER, Audience.CLINICAL, JOAN, -74, 3,
        ("Thank you for seeing this accountant with headaches from the neck since she works longer at the screen.",
         "Neurology found nothing else. X-ray of the neck: normal. She takes no regular medicine.",
         "I should be glad of your opinion on the muscles of the neck and shoulder girdle."),
    ),
    Paper(
        "Helen Vasquez", "Blood test after the check-up", Kind.REPORT, Audience.CLINICAL, MAYA, -13, 4,
        ("Platelets and clotting within the normal range. Aspirin 75 mg daily was begun as a precaution.",),
    ),
    Paper("Helen Vasquez", "The desk before the new chair", Kind.PHOTO, Audience.CLINICAL, MAYA, -28, 1),
    Paper("Helen Vasquez", "Insurance card, front", Kind.INSURANCE, Audience.EVERYONE, JOAN, -70, 0),
    Paper(
        "Karin Holm", "Scan of the left calf", Kind.SCAN, Audience.CLINICAL, JOAN, 0, 33,
        ("Duplex scan, left leg: fresh clot in the calf veins. Anticoagulant for three months.",),
    ),
)  # fmt: skip


def save(house: House, cast: dict[str, Person]) -> int:
    """Draw, clean and keep them; returns how many there are."""
    for paper in PAPERS:
        file = drawn(paper, house.day)
        with storage.kept(file.content, file.thumbnail) as (stored, thumbnail):
            row(paper, file, house, cast[paper.whose], stored, thumbnail).save()
    return len(PAPERS)


def drawn(paper: Paper, day: date) -> Cleaned:
    """A letter where there are words, else a picture; the same path as an upload, without its own process."""
    if not paper.words:
        return pictures.cleaned(picture(paper.kind), JPEG)
    dated = day + timedelta(days=paper.days - paper.dated)
    told = {
        "sender": "Harbour Road Surgery, Port Ellery",
        "day": f"{dated:%-d %B %Y}",
        "about": f"{paper.whose}, {paper.title[0].lower()}{paper.title[1:]}",
        "words": paper.words,
        "signed": "Dr Imran Aziz",
    }
    file = papers.cleaned(compiled(LETTER, told))
    return Cleaned(
        file.content, file.content_type, file.width, file.height, file.pages, first_pages.drawn(file.content)
    )


def picture(kind: str) -> bytes:
    """A desk with its low screen, or a card; a few shapes, and plainly no photograph."""
    image = Image.new("RGB", (1200, 900), "#e9e2d3" if kind == Kind.PHOTO else "#f4f1ea")
    draw = ImageDraw.Draw(image)
    for shape, box, colour in DESK if kind == Kind.PHOTO else CARD:
        getattr(draw, shape)(box, fill=colour)
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


DESK = (
    ("rectangle", (0, 640, 1200, 900), "#c9bda4"),
    ("rectangle", (180, 560, 1020, 600), "#8a6f4d"),
    ("rectangle", (220, 600, 260, 860), "#7a6142"),
    ("rectangle", (940, 600, 980, 860), "#7a6142"),
    ("rectangle", (470, 400, 760, 540), "#2f3b3a"),
    ("rectangle", (600, 540, 630, 560), "#2f3b3a"),
    ("ellipse", (300, 690, 560, 760), "#3f6f6b"),
    ("rectangle", (410, 760, 450, 880), "#3a3a36"),
)
CARD = (
    ("rectangle", (150, 200, 1050, 700), "#0b6b66"),
    ("rectangle", (150, 260, 1050, 340), "#0f4f4b"),
    ("rectangle", (210, 420, 700, 450), "#dcece9"),
    ("rectangle", (210, 490, 560, 520), "#dcece9"),
    ("ellipse", (860, 480, 980, 600), "#e8bd88"),
)


def row(paper: Paper, file: Cleaned, house: House, person: Person, stored: str, thumbnail: str) -> Document:
    added_on = house.day + timedelta(days=paper.days)
    return Document(
        patient=person.patient,
        kind=paper.kind,
        title=paper.title,
        audience=paper.audience,
        taken_on=added_on - timedelta(days=paper.dated),
        added_by=house.staff[paper.by],
        added_at=moment(added_on, minutes_of("09:05")),
        content_type=file.content_type,
        size=len(file.content),
        pages=file.pages,
        width=file.width,
        height=file.height,
        sha256=hashlib.sha256(file.content).hexdigest(),
        stored=stored,
        thumbnail=thumbnail,
        key=uuid.uuid5(uuid.NAMESPACE_URL, paper.title),
    )
