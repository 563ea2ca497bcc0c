"""Changing a rule: what makes sense is approved by a clinical lead, as a new version beside the old ones."""

import re

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.affects import Block, NotUnderstood, parse
from patients.cautions import BLOCKING, STRICTEST_FIRST, Severity
from patients.models import CautionRule, RuleVersion
from patients.rulebook.models import TEXTS
from patients.screening import FAMILIES
from patients.thresholds import NotANumberHere, as_shipped
from patients.thresholds import parse as parse_numbers

HOURS_A_DAY = 24


class RuleRefused(Refused):
    """Why a text cannot be a rule; field is the one to look at."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class ApprovedMeanwhile(RuleRefused):
    def __init__(self) -> None:
        super().__init__(
            "A newer version of this rule was approved meanwhile. Yours is still on this page; compare."
        )


@verb
def approve(rule: CautionRule, texts: dict[str, str], *, after: int, why: str, by: Staff) -> RuleVersion:
    """Put these texts in force from now on; after: the version they were written on top of."""
    if not by.clinical_lead or not by.is_active:
        raise RuleRefused("Only a clinical lead changes a rule.")
    # One at a time over all rules: degrees of one thing are compared with each other.
    held = {one.slug: one for one in CautionRule.objects.select_for_update().order_by("slug")}[rule.slug]
    if held.version != after:
        raise ApprovedMeanwhile
    if all(getattr(held, name) == texts[name] for name in TEXTS):
        raise RuleRefused("Nothing is different yet. Change the text, then approve it.")
    refuse_nonsense(held, texts)
    _remember_shipped(held)
    version = RuleVersion.objects.create(
        rule=held, version=held.version + 1, why=why, approved_by=by, approved_at=clock.now(), **texts
    )
    for name in TEXTS:
        setattr(held, name, texts[name])
    held.version = version.version
    held.save(update_fields=[*TEXTS, "version"])
    audit.record("approved a rule", version, by=by, fields=[held.slug], reason=why)
    return version


def refuse_nonsense(rule: CautionRule, texts: dict[str, str]) -> None:
    """Raises RuleRefused, in words, for a text that no screening could act on or that would be unsafe."""
    severity = texts["severity"]
    if rule.shipped_severity == Severity.EMERGENCY and severity not in {Severity.EMERGENCY, Severity.URGENT}:
        raise RuleRefused(
            "This is a sign of an emergency. It stays at least urgent: milder ones can be overridden or "
            "lifted, and this one may cost a life.",
            "severity",
        )
    _refuse_effects(severity, texts["affects"])
    _refuse_numbers(rule, texts["thresholds"])
    _refuse_words_of_another_number(rule, texts)
    _refuse_order(rule, severity)


def _refuse_effects(severity: str, affects: str) -> None:
    try:
        effects = parse(affects)
    except NotUnderstood as error:
        raise RuleRefused(
            f"“{error}” is not understood. The words that are stand beside the form.", "affects"
        ) from error
    blocks = [effect for effect in effects if isinstance(effect, Block)]
    if severity in BLOCKING and not any(effect.is_session for effect in blocks):
        raise RuleRefused("What stops a visit says “block session”.", "affects")
    if severity in {Severity.LOCAL, Severity.MODIFY} and blocks:
        raise RuleRefused("Only what stops or needs a letter blocks. Say “avoid” instead.", "affects")


def _refuse_numbers(rule: CautionRule, text: str) -> None:
    try:
        numbers = parse_numbers(text)
    except NotANumberHere as error:
        raise RuleRefused(str(error), "thresholds") from error
    wanted = as_shipped().get(rule.slug, {})
    if numbers.keys() != wanted.keys():
        needs = " and ".join(wanted) or "no number"
        raise RuleRefused(f"This rule has {needs}.", "thresholds")
    if rule.slug in {"bp_severe", "bp_uncontrolled"}:
        others = dict(CautionRule.objects.filter(slug__startswith="bp_").values_list("slug", "thresholds"))
        bands = {slug: parse_numbers(said) for slug, said in others.items() if said} | {rule.slug: numbers}
        severe, uncontrolled = bands["bp_severe"], bands["bp_uncontrolled"]
        if any(severe[name] <= uncontrolled[name] for name in severe):
            raise RuleRefused("The severe band begins above the uncontrolled one.", "thresholds")


def _refuse_words_of_another_number(rule: CautionRule, texts: dict[str, str]) -> None:
    """People read the question, the screening the numbers: where it names one, it names the same."""
    numbers = parse_numbers(texts["thresholds"])
    for name, before in parse_numbers(rule.thresholds).items():
        if _says(rule.trigger, name, before) and not _says(texts["trigger"], name, numbers[name]):
            sentence = f"The question has to say {numbers[name]:g}: that is the number that counts."
            raise RuleRefused(sentence, "trigger")


def _says(text: str, name: str, number: float) -> bool:
    """The number stands in the text by itself; days may be told in hours."""
    ways = {number, number * HOURS_A_DAY} if name == "days" else {number}
    return any(re.search(rf"(?<![\d.]){way:g}(?:\.0)?(?![\d.]*\d)", text) for way in ways)


def _refuse_order(rule: CautionRule, severity: str) -> None:
    """Of the degrees of one thing, none is milder than those after it."""
    family = next((family for family in FAMILIES if rule.slug in family), ())
    severities = dict(CautionRule.objects.filter(slug__in=family).values_list("slug", "severity"))
    severities |= {rule.slug: severity} if family else {}
    ranks = [STRICTEST_FIRST[severities[slug]] for slug in family]
    if ranks != sorted(ranks):
        names = ", ".join(str(Severity(severities[slug]).label).lower() for slug in family)
        raise RuleRefused(
            f"The degrees of one thing go from strict to mild; these would be: {names}.", "severity"
        )


def _remember_shipped(rule: CautionRule) -> None:
    if rule.version == 1:
        RuleVersion.objects.create(rule=rule, version=1, **{name: getattr(rule, name) for name in TEXTS})
