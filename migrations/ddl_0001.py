"""What SQLAlchemy's tables cannot say, as migration 0001 makes it: triggers, search index."""

APPEND_ONLY = (
    "audit_event", "contact_moment", "deadline_line", "letter_version", "screening",
    "setting_version", "step", "submission", "submission_document", "submission_outcome",
)  # fmt: skip
"""Tables whose rows are never changed and never removed by the panel."""

FROZEN = {
    "letter": ("OLD.state = 'sent'", "a sent letter never changes"),
    "letter_template": ("OLD.state <> 'proposed'", "a decided template never changes"),
    "grant_proposal": ("OLD.state <> 'proposed'", "a decided proposal never changes"),
    "advice": ("OLD.delivered_on IS NOT NULL", "a delivered advice never changes"),
}
"""Rows that stay as they are from a moment on (art. 2:12 and 9:14 lid 2 Awb)."""

OF_A_SENT_LETTER = "EXISTS (SELECT 1 FROM letter WHERE state = 'sent' AND letter.id IN ({}))"
ENCLOSURE = {
    "INSERT": ("NEW.letter_id",),
    "UPDATE": ("OLD.letter_id", "NEW.letter_id"),
    "DELETE": ("OLD.letter_id",),
}
"""Whose letter is asked when an enclosure changes; what went along with a sent one, stays."""


def sqlite() -> list[str]:
    statements = [
        f"CREATE TRIGGER {table}_{verb.lower()}_refused BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    ]
    statements += [
        f"CREATE TRIGGER {table}_{verb.lower()}_refused BEFORE {verb} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        for table, (when, words) in FROZEN.items()
        for verb in ("UPDATE", "DELETE")
    ]
    statements += [
        f"CREATE TRIGGER enclosure_{verb.lower()}_refused BEFORE {verb} ON enclosure "
        f"WHEN {OF_A_SENT_LETTER.format(', '.join(whose))} "
        "BEGIN SELECT RAISE(ABORT, 'the enclosures of a sent letter never change'); END"
        for verb, whose in ENCLOSURE.items()
    ]
    forget = (
        "INSERT INTO search_index(search_index, rowid, body) "
        "VALUES ('delete', old.complaint_id, old.body);"
    )
    learn = "INSERT INTO search_index(rowid, body) VALUES (new.complaint_id, new.body);"
    both = f"{forget} {learn}"
    columns = "body, content='search_text', content_rowid='complaint_id', tokenize='trigram'"
    return [
        *statements,
        f"CREATE VIRTUAL TABLE search_index USING fts5({columns})",
        f"CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN {learn} END",
        f"CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN {forget} END",
        f"CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text BEGIN {both} END",
    ]


def postgresql() -> list[str]:
    # Without a list of late additions, which every search would have to walk through.
    how = "USING gin (body gin_trgm_ops) WITH (fastupdate = off)"
    refuse = "BEGIN RAISE EXCEPTION '% refuses this change', TG_TABLE_NAME; END"
    statements = [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        f"CREATE INDEX ix_search_text_body ON search_text {how}",
        f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ {refuse} $$",
    ]
    statements += [
        f"CREATE TRIGGER {table}_refused BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for table in APPEND_ONLY
    ]
    statements += [
        f"CREATE TRIGGER {table}_truncate_refused BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in APPEND_ONLY
    ]
    statements += [
        f"CREATE TRIGGER {table}_refused BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION refuse_change()"
        for table, (when, _words) in FROZEN.items()
    ]
    # A condition of a trigger cannot look into another table here; its function can.
    for verb, whose in ENCLOSURE.items():
        name, answer = f"refuse_enclosure_{verb.lower()}", "OLD" if verb == "DELETE" else "NEW"
        body = (
            f"BEGIN IF {OF_A_SENT_LETTER.format(', '.join(whose))} THEN RAISE EXCEPTION "
            f"'the enclosures of a sent letter never change'; END IF; RETURN {answer}; END"
        )
        asked = f"CREATE TRIGGER {name} BEFORE {verb} ON enclosure FOR EACH ROW"
        statements += [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            f"{asked} EXECUTE FUNCTION {name}()",
        ]
    return statements


def statements(dialect: str) -> list[str]:
    return {"sqlite": sqlite, "postgresql": postgresql}[dialect]()


def removals(dialect: str) -> list[str]:
    """What has to go before the tables can."""
    if dialect == "sqlite":
        return ["DROP TABLE search_index"]
    functions = ["refuse_change", *(f"refuse_enclosure_{verb.lower()}" for verb in ENCLOSURE)]
    dropped = [f"DROP FUNCTION {name}() CASCADE" for name in functions]
    return ["DROP INDEX ix_search_text_body", *dropped]
