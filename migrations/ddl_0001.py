"""What SQLAlchemy's tables cannot say, as migration 0001 makes it: triggers, search index."""

APPEND_ONLY = (
    "audit_event", "contact_moment", "deadline_line", "letter_version", "rectification",
    "screening", "setting_version", "step", "submission", "submission_document",
    "submission_outcome",
)  # fmt: skip
"""Tables whose rows are never changed, and removed only with their file."""

FROZEN = {
    "letter": ("OLD.state = 'sent'", "a sent letter never changes"),
    "letter_template": ("OLD.state <> 'proposed'", "a decided template never changes"),
    "grant_proposal": ("OLD.state <> 'proposed'", "a decided proposal never changes"),
    "advice": ("OLD.delivered_on IS NOT NULL", "a delivered advice never changes"),
    "complaint": ("OLD.destroyed_on IS NOT NULL", "what is left of a destroyed file never changes"),
    "destruction": ("OLD.state NOT IN ('proposed', 'approved')", "a certificate never changes"),
    "destruction_item": ("OLD.destroyed_at IS NOT NULL", "a certificate never changes"),
}
"""Rows that stay as they are from a moment on (art. 2:12 and 9:14 lid 2 Awb)."""

OF_FILE = {
    **dict.fromkeys(
        (
            "advice",
            "contact_moment",
            "deadline_line",
            "letter",
            "rectification",
            "step",
            "submission",
        ),
        "OLD.complaint_id",
    ),
    **dict.fromkeys(
        ("enclosure", "letter_version"),
        "(SELECT complaint_id FROM letter WHERE letter.id = OLD.letter_id)",
    ),
    "screening": "(SELECT complaint_id FROM conduct WHERE conduct.id = OLD.conduct_id)",
    **dict.fromkeys(
        ("submission_document", "submission_outcome"),
        "(SELECT complaint_id FROM submission WHERE submission.id = OLD.submission_id)",
    ),
}
"""Of which file a protected row is. With the file such a row is destroyed (art. 5 Archiefwet 1995),
and only then: the file is marked first.
"""


KEPT = "(SELECT complaint.destroyed_on FROM complaint WHERE complaint.id = {}) IS NULL"


def kept(table: str) -> str:
    """Whether the file of the row that would go is still kept."""
    return KEPT.format(OF_FILE[table])


OF_A_SENT_LETTER = "EXISTS (SELECT 1 FROM letter WHERE state = 'sent' AND letter.id IN ({}))"
ENCLOSURE = {
    "INSERT": ("NEW.letter_id",),
    "UPDATE": ("OLD.letter_id", "NEW.letter_id"),
    "DELETE": ("OLD.letter_id",),
}
"""Whose letter is asked when an enclosure changes; what went along with a sent one, stays."""


SEARCHED = {
    "ix_search_text_head": ("head", "id > 0"),
    "ix_search_text_body": ("body", "id > 0"),
    "ix_search_text_beside": ("body", "id < 0"),
}
"""Trigram indexes of PostgreSQL: of the files, and apart from them of what hangs on files."""


def sqlite() -> list[str]:

    def refused(table: str, verb: str, words: str, *when: str) -> str:
        asked = [*when, kept(table)] if verb == "DELETE" and table in OF_FILE else when
        condition = f"WHEN {' AND '.join(asked)} " if asked else ""
        return (
            f"CREATE TRIGGER {table}_{verb.lower()}_refused BEFORE {verb} ON {table} "
            f"{condition}BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )

    statements = [
        refused(table, verb, f"{table} is append-only")
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    ]
    statements += [
        refused(table, verb, words, when)
        for table, (when, words) in FROZEN.items()
        for verb in ("UPDATE", "DELETE")
    ]
    statements += [
        refused(
            "enclosure",
            verb,
            "the enclosures of a sent letter never change",
            OF_A_SENT_LETTER.format(", ".join(whose)),
        )
        for verb, whose in ENCLOSURE.items()
    ]
    forget = (
        "INSERT INTO search_index(search_index, rowid, head, body) "
        "VALUES ('delete', old.id, old.head, old.body);"
    )
    learn = "INSERT INTO search_index(rowid, head, body) VALUES (new.id, new.head, new.body);"
    both = f"{forget} {learn}"
    columns = "head, body, content='search_text', content_rowid='id', tokenize='trigram'"
    return [
        *statements,
        f"CREATE VIRTUAL TABLE search_index USING fts5({columns})",
        f"CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN {learn} END",
        f"CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN {forget} END",
        f"CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text BEGIN {both} END",
    ]


def postgresql() -> list[str]:
    # Without a list of late additions, which every search would have to walk through.
    how = "USING gin ({} gin_trgm_ops) WITH (fastupdate = off)"
    refuse = "BEGIN RAISE EXCEPTION '% refuses this change', TG_TABLE_NAME; END"
    statements = [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        *(
            f"CREATE INDEX {name} ON search_text {how.format(column)} WHERE {rows}"
            for name, (column, rows) in SEARCHED.items()
        ),
        f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ {refuse} $$",
    ]

    def refused(table: str, when: str = "") -> list[str]:
        """What is never changed, and goes only with its file if it is of one."""
        row = f"ON {table} FOR EACH ROW {when}EXECUTE FUNCTION"
        if table not in OF_FILE:
            return [f"CREATE TRIGGER {table}_refused BEFORE UPDATE OR DELETE {row} refuse_change()"]
        body = (
            f"BEGIN IF {kept(table)} THEN RAISE EXCEPTION '% refuses this change', "
            "TG_TABLE_NAME; END IF; RETURN OLD; END"
        )
        removal = f"refuse_{table}_removal"
        return [
            f"CREATE FUNCTION {removal}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            f"CREATE TRIGGER {table}_refused BEFORE UPDATE {row} refuse_change()",
            f"CREATE TRIGGER {removal} BEFORE DELETE {row} {removal}()",
        ]

    for table in APPEND_ONLY:
        statements += refused(table)
    statements += [
        f"CREATE TRIGGER {table}_truncate_refused BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in APPEND_ONLY
    ]
    for table, (when, _words) in FROZEN.items():
        statements += refused(table, f"WHEN ({when}) ")
    # A condition of a trigger cannot look into another table here; its function can.
    for verb, whose in ENCLOSURE.items():
        name, answer = f"refuse_enclosure_{verb.lower()}", "OLD" if verb == "DELETE" else "NEW"
        asked_of = OF_A_SENT_LETTER.format(", ".join(whose))
        condition = f"{asked_of} AND {kept('enclosure')}" if verb == "DELETE" else asked_of
        body = (
            f"BEGIN IF {condition} THEN RAISE EXCEPTION "
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
    removed = [one for one in OF_FILE if one in APPEND_ONLY or one in FROZEN]
    functions = [
        "refuse_change",
        *(f"refuse_enclosure_{verb.lower()}" for verb in ENCLOSURE),
        *(f"refuse_{table}_removal" for table in removed),
    ]
    dropped = [f"DROP FUNCTION {name}() CASCADE" for name in functions]
    return [*(f"DROP INDEX {name}" for name in SEARCHED), *dropped]
