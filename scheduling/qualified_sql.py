"""Who may treat on which days, as statements say it that look for time; the same as clinic/credentials.py."""

# By member of staff and place the days on which a licence or insurance has ended with none in its place; and
# every day where somebody has licences, but none for that place.
LAPSED = """
SELECT staff_id, location_id, range_agg(span) AS days FROM (
    SELECT staff_id, location.id AS location_id, unnest(
        datemultirange(daterange(min(expires_on) + 1, NULL))
            - range_agg(daterange(issued_on, expires_on, '[]'))
    ) AS span
    FROM clinic_credential held JOIN scheduling_location location ON {holds}
    WHERE withdrawn_at IS NULL AND kind IN ('licence', 'insurance')
    GROUP BY staff_id, location.id, kind HAVING min(expires_on) IS NOT NULL
    UNION ALL
    SELECT staff_id, location.id, daterange(NULL, NULL)
    FROM clinic_credential held CROSS JOIN scheduling_location location
    WHERE withdrawn_at IS NULL AND kind = 'licence'
    GROUP BY staff_id, location.id HAVING NOT bool_or({holds})
) AS gap GROUP BY staff_id, location_id
""".replace(
    "{holds}",
    "(kind <> 'licence' OR held.jurisdiction = '' OR location.jurisdiction = ''"
    " OR lower(held.jurisdiction) = lower(location.jurisdiction))",
)


def qualified(staff: str, day: str, modality: str, place: str) -> str:
    """That somebody may treat on a day in a place: four expressions, after a CTE lapsed that is LAPSED."""
    return f"""NOT EXISTS (
            SELECT FROM lapsed
            WHERE lapsed.staff_id = {staff} AND lapsed.location_id = {place} AND lapsed.days @> {day}
        )
        AND ({modality} = '' OR EXISTS (
            SELECT FROM clinic_credential
            WHERE staff_id = {staff} AND withdrawn_at IS NULL AND kind = 'modality'
                AND lower(name) = lower({modality}) AND daterange(issued_on, expires_on, '[]') @> {day}
        ))"""  # noqa: S608  made of our own words alone
