"""SQL by which the database takes names apart and keeps the dictionary of their words; migrations run it.

A word is folded: small letters, no accents, marks, apostrophes or fillers, in any script. What stands here is
what the stored words were made with: change it only together with a migration that makes them anew.
"""

from clinic.guards import app_role

# Ranges are written out: what counts as a letter differs between Postgres's providers of text.
DROPPED = (
    r"\u0027\u0060\u00ad\u02b9-\u02bf\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u05f3\u0610-\u061a"
    r"\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2018-\u201b\u2060-\u2064"
    r"\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
BETWEEN = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    r"\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u1680\u2000-\u206f\u3000-\u3004\u3008-\u3020\u30fb"
)
EAST_ASIAN = r"\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"

# The folded text, its words with one space between them. Most names are ASCII and take the short way.
NAME_KEY = rf"""
CREATE FUNCTION name_key(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN $1 ~ '^[ -~]*$'
        THEN trim(regexp_replace(translate(lower($1), '''`', ''), '[^a-z0-9]+', ' ', 'g'))
        ELSE trim(regexp_replace(translate(lower(unaccent('unaccent'::regdictionary,
            normalize(regexp_replace(normalize($1, NFKD), '[{DROPPED}]', '', 'g'), NFC)
        )), 'ςةىیک''', 'σهييك'), '[{BETWEEN}]+', ' ', 'g'))
    END
$$
"""

# Two neighbours are kept joined as well, and all of a field: some write MacDonald and Vanderberg. Where no
# space parts last from first name, every ending of a name is a word, and so is the whole.
NAME_TOKENS = rf"""
CREATE FUNCTION name_tokens(last_name text, first_name text, preferred_name text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT SET search_path = public, pg_temp AS $$
DECLARE
    field text;
    words text[];
    joined text;
    whole text := '';
    found text[] := '{{}}';
BEGIN
    FOREACH field IN ARRAY ARRAY[last_name, first_name, preferred_name] LOOP
        words := string_to_array(name_key(field), ' ');
        joined := array_to_string(words, '');
        found := found || words || joined;
        FOR i IN 1 .. least(cardinality(words), 6) - 1 LOOP
            found := found || (words[i] || words[i + 1]);
        END LOOP;
        IF joined ~ '^[{EAST_ASIAN}]' THEN
            whole := whole || joined;
            FOR i IN 2 .. least(length(joined), 6) LOOP
                found := found || substr(joined, i);
            END LOOP;
        END IF;
    END LOOP;
    RETURN ARRAY(SELECT DISTINCT left(word, 40) FROM unnest(found || whole) AS word WHERE word <> '');
END $$
"""  # noqa: S608  the ranges are ours

# What is left of a word's first 7 letters when none, one or two are missing; two only from 5 letters on. Two
# words within that many slips share one of these, so an index over them finds every word worth comparing.
NAME_SLIPS = """
CREATE FUNCTION name_slips(word text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
SET search_path = public, pg_temp AS $$
DECLARE
    start text := left(word, 7);
    letters int := length(start);
    once text;
    slips text[] := ARRAY[start];
BEGIN
    FOR i IN 1 .. CASE WHEN letters > 1 THEN letters ELSE 0 END LOOP
        once := overlay(start PLACING '' FROM i FOR 1);
        slips := slips || once;
        FOR j IN i .. CASE WHEN letters > 4 THEN letters - 1 ELSE 0 END LOOP
            slips := slips || overlay(once PLACING '' FROM j FOR 1);
        END LOOP;
    END LOOP;
    RETURN slips;
END $$
"""

# A word is added when it is not seen there: two people at once may both add it, and neither waits.
# The shared lock keeps a word from being forgotten before the person who bears it is committed.
LEARN = """
CREATE FUNCTION patients_learn(words text[]) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    held int;
BEGIN
    LOOP
        INSERT INTO patients_nametoken (token)
            SELECT word FROM unnest(words) AS word
            WHERE NOT EXISTS (SELECT FROM patients_nametoken WHERE token = word COLLATE "C");
        SELECT count(DISTINCT token) INTO held FROM (
            SELECT token FROM patients_nametoken WHERE token = ANY (words) ORDER BY id FOR KEY SHARE
        ) AS locked;
        EXIT WHEN held = cardinality(words);
    END LOOP;
END $$
"""

# Only names about to die out are locked: when two people lose the last two Vasquez at once, one of them must
# see that the word is nobody's now. Nobody waits for a common name. The index answers in its own collation,
# and left alone Postgres reads the whole register for every word, in hope of finding it soon.
FORGET = """
CREATE OR REPLACE FUNCTION patients_forget(words text[]) RETURNS void LANGUAGE plpgsql
SET enable_seqscan = off SET search_path = public, pg_temp AS $$
DECLARE
    rare text[] := ARRAY(
        SELECT word FROM unnest(words) AS word
        WHERE NOT EXISTS (SELECT FROM patients_patient WHERE name_tokens @> ARRAY[word] OFFSET 3)
    );
BEGIN
    PERFORM FROM patients_nametoken WHERE token = ANY (rare) ORDER BY id FOR UPDATE;
    DELETE FROM patients_nametoken WHERE token = ANY (rare)
        AND NOT EXISTS (
            SELECT FROM patients_patient WHERE name_tokens @> ARRAY[token::text COLLATE "default"]
        );
END $$
"""

KEPT_RIGHT = """
CREATE FUNCTION patients_words_come() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM patients_learn(ARRAY(SELECT DISTINCT unnest(name_tokens) FROM come));
    RETURN NULL;
END $$;
CREATE FUNCTION patients_words_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM patients_learn(ARRAY(SELECT unnest(NEW.name_tokens) EXCEPT SELECT unnest(OLD.name_tokens)));
    PERFORM patients_forget(ARRAY(SELECT unnest(OLD.name_tokens) EXCEPT SELECT unnest(NEW.name_tokens)));
    RETURN NULL;
END $$;
CREATE FUNCTION patients_words_go() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM patients_forget(ARRAY(SELECT DISTINCT unnest(name_tokens) FROM gone));
    RETURN NULL;
END $$;
CREATE FUNCTION patients_words_end() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM patients_nametoken;
    RETURN NULL;
END $$;
CREATE TRIGGER words_come AFTER INSERT ON patients_patient REFERENCING NEW TABLE AS come
    FOR EACH STATEMENT EXECUTE FUNCTION patients_words_come();
CREATE TRIGGER words_change AFTER UPDATE ON patients_patient FOR EACH ROW
    WHEN (OLD.name_tokens IS DISTINCT FROM NEW.name_tokens) EXECUTE FUNCTION patients_words_change();
CREATE TRIGGER words_go AFTER DELETE ON patients_patient REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION patients_words_go();
CREATE TRIGGER words_end AFTER TRUNCATE ON patients_patient
    FOR EACH STATEMENT EXECUTE FUNCTION patients_words_end();
INSERT INTO patients_nametoken (token) SELECT DISTINCT unnest(name_tokens) FROM patients_patient;
"""

# Those whose name has each word asked for: [{"words": ["smith"], "likes": ["smi%"]}, ...], among the records
# of these standings. When only one is asked for, some bearers of each; of the archive, which is only counted,
# any. It has an index of its own: where hardly anybody is archived, every bearer of a common name would be
# read in vain. Postgres believes overlaps cheap; left alone it reads the whole table.
NAMED = """
CREATE OR REPLACE FUNCTION patients_named(asked jsonb, of_each int, at_most int, among text[])
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET search_path = public, pg_temp AS $$
DECLARE
    ask jsonb;
    has text := format('merged_into_id IS NULL AND standing = ANY (%L)', among);
BEGIN
    IF jsonb_array_length(asked) = 1 AND asked->0->'likes' = '[]' THEN
        IF among = '{archived}' THEN
            RETURN QUERY
                SELECT id FROM patients_patient
                WHERE name_tokens && ARRAY(SELECT jsonb_array_elements_text(asked->0->'words'))
                    AND merged_into_id IS NULL AND standing = 'archived'
                LIMIT at_most;
            RETURN;
        END IF;
        RETURN QUERY
            SELECT bearer.id FROM jsonb_array_elements_text(asked->0->'words') AS word CROSS JOIN LATERAL (
                SELECT id FROM patients_patient
                WHERE name_tokens @> ARRAY[word] AND merged_into_id IS NULL AND standing = ANY (among)
                LIMIT of_each
            ) AS bearer LIMIT at_most;
        RETURN;
    END IF;
    FOR ask IN SELECT * FROM jsonb_array_elements(asked) LOOP
        has := has
            || format(' AND (name_tokens && %L', ARRAY(SELECT jsonb_array_elements_text(ask->'words')))
            || (SELECT coalesce(string_agg(format(' OR search_name LIKE %L', part), ''), '')
                FROM jsonb_array_elements_text(ask->'likes') AS part) || ')';
    END LOOP;
    RETURN QUERY EXECUTE format('SELECT id FROM patients_patient WHERE %s LIMIT %s', has, at_most);
END $$
"""

FOLD = [NAME_KEY, NAME_TOKENS, NAME_SLIPS]
FOLD_BACK = [
    "DROP FUNCTION name_slips(text)",
    "DROP FUNCTION name_tokens(text, text, text)",
    "DROP FUNCTION name_key(text)",
]
DICTIONARY_BACK = [
    *(f"DROP TRIGGER words_{what} ON patients_patient" for what in ("come", "change", "go", "end")),
    *(f"DROP FUNCTION patients_words_{what}()" for what in ("come", "change", "go", "end")),
    "DROP FUNCTION IF EXISTS patients_named(jsonb, int, int, text[])",
    "DROP FUNCTION patients_learn(text[])",
    "DROP FUNCTION patients_forget(text[])",
]


def dictionary() -> list[str]:
    """The triggers that keep it right; the app's role reads it and writes it only through them."""
    closed = f"REVOKE INSERT, UPDATE, DELETE ON patients_nametoken FROM {app_role()}"
    own = "REVOKE ALL ON FUNCTION patients_learn(text[]), patients_forget(text[]) FROM PUBLIC"
    return [NAMED, LEARN, FORGET, KEPT_RIGHT, closed, own]
