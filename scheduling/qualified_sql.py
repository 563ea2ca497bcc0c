"""Who may treat on which days, as statements say it that look for time; the same as clinic/credentials.py."""

# By member of staff the days on which a licence or insurance has ended with none in its place.
LAPSED = """
SELECT staff_id, range_agg(span) AS days FROM (
    SELECT staff_id, unnest(
        datemultirange(daterange(min(expires_on) + 1, NULL))
            - range_agg(daterange(issued_on, expires_on, '[]'))
    ) AS span
    FROM clinic_credential WHERE withdrawn_at IS NULL AND kind IN ('licence', 'insurance')
    GROUP BY staff_id, kind HAVING min(expires_on) IS NOT NULL
) AS gap GROUP BY staff_id
"""


def qualified(staff: str, day: str, modality: str) -> str:
    """That somebody may treat on a day: of three expressions, after a CTE lapsed that is LAPSED."""
    return f"""NOT EXISTS (SELECT FROM lapsed WHERE lapsed.staff_id = {staff} AND lapsed.days @> {day})
        AND ({modality} = '' OR EXISTS (
            SELECT FROM clinic_credential
            WHERE staff_id = {staff} AND withdrawn_at IS NULL AND kind = 'modality'
                AND lower(name) = lower({modality}) AND daterange(issued_on, expires_on, '[]') @> {day}
        ))"""  # noqa: S608  made of our own words alone
