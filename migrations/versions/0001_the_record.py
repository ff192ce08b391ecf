"""the record

Revision: 0001, after
"""

import sqlalchemy as sa
from alembic import op

from migrations import ddl_0001


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempt",
        sa.Column("bucket", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_bucket_at"), ["bucket", "at"], unique=False)

    op.create_table(
        "audit_chain",
        sa.Column("chain", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_audit_chain")),
    )
    op.create_table(
        "audit_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chain", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("for_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.BigInteger(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("chain", "seq", name=op.f("uq_audit_event_chain_seq")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_event_actor_id_id"), ["actor_id", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_audit_event_verb_id"), ["verb", "id"], unique=False)

    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("day", name=op.f("uq_calendar_day_day")),
    )
    op.create_table(
        "category",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("name", name=op.f("uq_category_name")),
    )
    op.create_table(
        "committee",
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decision_document", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_committee_period")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
        sa.UniqueConstraint("name", name=op.f("uq_committee_name")),
    )
    op.create_table(
        "counter",
        sa.Column("series", sa.String(length=4), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_counter")),
    )
    op.create_table(
        "job_run",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_run")),
    )
    op.create_table(
        "practice_clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ahead_seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_clock")),
    )
    op.create_table(
        "role",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("permissions", sa.UnicodeText(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
    )
    op.create_table(
        "term_change",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("value > 0", name=op.f("ck_term_change_value")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_change")),
        sa.UniqueConstraint("key", "valid_from", name=op.f("uq_term_change_key_valid_from")),
    )
    op.create_table(
        "text_block",
        sa.Column(
            "ground",
            sa.Enum(
                "9:8-1-a",
                "9:8-1-b",
                "9:8-1-c",
                "9:8-1-d",
                "9:8-1-e",
                "9:8-1-f",
                "9:8-2",
                name="refusalground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_block")),
        sa.UniqueConstraint("title", name=op.f("uq_text_block_title")),
    )
    op.create_table(
        "unit",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
    )
    op.create_table(
        "grant",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column(
            "permission",
            sa.Enum(
                "advice:read",
                "advice:write",
                "audit:read",
                "calculator:use",
                "calendar:manage",
                "calendar:read",
                "category:manage",
                "committee:manage",
                "committee:read",
                "complaint:decide",
                "complaint:edit",
                "complaint:postpone",
                "complaint:read",
                "complaint:refuse",
                "complaint:register",
                "complaint:route",
                "complaint:screen",
                "contact:edit",
                "contact:read",
                "dashboard:read",
                "decision:draft",
                "decision:record",
                "destruction:approve",
                "destruction:hold",
                "destruction:propose",
                "destruction:read",
                "emergency:grant",
                "follow_up:write",
                "hearing:hold",
                "hearing:waive",
                "letter:approve",
                "letter:send",
                "letter:write",
                "ombudsman:write",
                "privacy:read",
                "privacy:write",
                "register:read",
                "register:release",
                "register:write",
                "report:read",
                "report:write",
                "role:manage",
                "role:read",
                "setting:manage",
                "setting:read",
                "substitution:manage",
                "template:manage",
                "template:read",
                "user:manage",
                "user:read",
                name="permission",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "scope",
            sa.Enum(
                "all",
                "unit",
                "own",
                "intake",
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_grant_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant")),
        sa.UniqueConstraint("role_id", "permission", name=op.f("uq_grant_role_id_permission")),
    )
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_role_id"), ["role_id"], unique=False)

    op.create_table(
        "user",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("job_title", sa.String(length=120), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column(
            "duty_mail",
            sa.Enum(
                "both",
                "digest",
                "none",
                name="dutymail",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("shortcuts", sa.Boolean(), nullable=False),
        sa.Column("lists", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_user_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_fs_uniquifier")),
    )
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_user_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "account_link",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "invitation",
                "reset",
                name="accountlinkkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_account_link_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_link_token_hash")),
    )
    with op.batch_alter_table("account_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_link_user_id"), ["user_id"], unique=False)

    op.create_table(
        "authenticator",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_authenticator_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authenticator")),
    )
    with op.batch_alter_table("authenticator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authenticator_user_id"), ["user_id"], unique=False)

    op.create_table(
        "calendar_feed",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_calendar_feed_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
        sa.UniqueConstraint("user_id", name=op.f("uq_calendar_feed_user_id")),
    )
    op.create_table(
        "committee_member",
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "chair",
                "member",
                name="committeerole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("declared_independent_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_committee_member_period")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_committee_member_committee_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_committee_member_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_member")),
    )
    with op.batch_alter_table("committee_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_committee_member_committee_id"), ["committee_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_committee_member_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "uq_committee_member_chair",
            ["committee_id"],
            unique=True,
            sqlite_where=sa.text("role = 'chair' AND until_on IS NULL"),
            postgresql_where=sa.text("role = 'chair' AND until_on IS NULL"),
        )
        batch_op.create_index(
            "uq_committee_member_seat",
            ["committee_id", "user_id"],
            unique=True,
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )

    op.create_table(
        "complaint",
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "formal",
                "report",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "I0",
                "I1",
                "I2",
                "I3",
                "I4",
                "I5",
                "I6",
                "I7",
                "F0",
                "F1",
                "F2",
                "F3",
                "F4",
                "F5",
                "F6",
                "F7",
                "F8",
                "F9",
                "F10",
                "F11",
                "F12",
                "F13",
                "F14",
                "F15",
                "F16",
                "F17",
                "F18",
                "F19",
                "F20",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("about_whom", sa.String(length=200), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "form",
                "post",
                "email",
                "hand",
                "phone",
                "visit",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("channel_designated", sa.Boolean(), nullable=False),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("postmark_on", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_elsewhere_on", sa.Date(), nullable=True),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.Column("sender_told_on", sa.Date(), nullable=True),
        sa.Column("reference_on", sa.Date(), nullable=False),
        sa.Column(
            "reference_basis",
            sa.Enum(
                "received",
                "postmark",
                "sent",
                "elsewhere",
                name="referencebasis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("term_start_on", sa.Date(), nullable=False),
        sa.Column(
            "term_basis",
            sa.Enum(
                "received",
                "2:24",
                name="termbasis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("letter_dated_on", sa.Date(), nullable=True),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("signature_method", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("informal_tried", sa.Boolean(), nullable=True),
        sa.Column("intake_help_given", sa.Boolean(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("special_data", sa.Boolean(), nullable=False),
        sa.Column(
            "track",
            sa.Enum(
                "own",
                "adviser",
                "committee",
                name="track",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("supplement_items", sa.Text(), nullable=False),
        sa.Column("supplement_due_on", sa.Date(), nullable=True),
        sa.Column("supplement_received_on", sa.Date(), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("late_cause", sa.Text(), nullable=False),
        sa.Column(
            "late_kind",
            sa.Enum(
                "advice",
                "hearing",
                "inquiry",
                "complainant",
                "absence",
                "capacity",
                "letter",
                "other",
                name="latekind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("legal_hold", sa.Boolean(), nullable=False),
        sa.Column("retention_from", sa.Date(), nullable=True),
        sa.Column("retention_rule", sa.String(length=60), nullable=False),
        sa.Column("destroyed_on", sa.Date(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("taken_up_on", sa.Date(), nullable=True),
        sa.Column("solution", sa.Text(), nullable=False),
        sa.Column("satisfaction", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("clock_reason", sa.Text(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settlement", sa.Text(), nullable=False),
        sa.Column("settlement_confirmed", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_how", sa.String(length=200), nullable=False),
        sa.Column("forwarded_to", sa.Text(), nullable=False),
        sa.Column("resumed_on", sa.Date(), nullable=True),
        sa.Column("own_term_on", sa.Date(), nullable=True),
        sa.Column("extension_until", sa.Date(), nullable=True),
        sa.Column("extension_reason", sa.Text(), nullable=False),
        sa.Column("extension_answer_by", sa.Date(), nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("legal_end", sa.Date(), nullable=True),
        sa.Column("notice_due_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("take_up_due_on", sa.Date(), nullable=True),
        sa.Column("with_ombudsman", sa.Boolean(), nullable=False),
        sa.Column("complainant_names", sa.String(length=300), nullable=False),
        sa.Column("subject_names", sa.String(length=300), nullable=False),
        sa.Column("form_token", sa.String(length=64), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'formal') = (state LIKE 'F%')", name=op.f("ck_complaint_state_fits_kind")
        ),
        sa.CheckConstraint(
            "destroyed_on IS NULL OR (subject = '' AND description = '' AND about_whom = '' AND wish = '' AND complainant_names = '' AND subject_names = '')",
            name=op.f("ck_complaint_destroyed"),
        ),
        sa.CheckConstraint(
            "state <> 'F12' OR concluded_on IS NOT NULL", name=op.f("ck_complaint_concluded")
        ),
        sa.CheckConstraint(
            "reference_on <= received_on", name=op.f("ck_complaint_lodged_before_received")
        ),
        sa.CheckConstraint(
            "term_start_on >= received_on", name=op.f("ck_complaint_term_after_receipt")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_complaint_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_complaint_committee_id")
        ),
        sa.ForeignKeyConstraint(["handler_id"], ["user.id"], name=op.f("fk_complaint_handler_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_complaint_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["complaint.id"], name=op.f("fk_complaint_source_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_complaint_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("form_token", name=op.f("uq_complaint_form_token")),
        sa.UniqueConstraint("reference", name=op.f("uq_complaint_reference")),
    )
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_complaint_category_id_id"), ["category_id", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_complaint_committee_id"), ["committee_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_complaint_ended_on_id"), ["ended_on", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_complaint_handler_id_id"), ["handler_id", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_complaint_kind_id"), ["kind", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_complaint_kind_state_id"), ["kind", "state", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_complaint_kind_take_up_due_on_id"),
            ["kind", "take_up_due_on", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_complaint_legal_end_id"), ["legal_end", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_complaint_open_due_on_id"), ["open", "due_on", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_complaint_received_on_id"), ["received_on", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_complaint_recorded_by_id"), ["recorded_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_complaint_retention_from_id"), ["retention_from", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_complaint_source_id"), ["source_id"], unique=False)
        batch_op.create_index(
            "ix_complaint_still_open",
            ["kind", "state", "handler_id"],
            unique=False,
            sqlite_where=sa.text("open = 1"),
            postgresql_where=sa.text("open"),
        )
        batch_op.create_index(
            batch_op.f("ix_complaint_target_on_id"), ["target_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_complaint_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column(
            "kind",
            sa.Enum(
                "natural",
                "legal",
                "unit",
                name="contactkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("infix", sa.String(length=30), nullable=False),
        sa.Column("family_name", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=160), nullable=False),
        sa.Column("sort_name", sa.String(length=300), nullable=False),
        sa.Column("family_key", sa.String(length=160), nullable=False),
        sa.Column("initial", sa.String(length=1), nullable=False),
        sa.Column("salutation", sa.String(length=40), nullable=False),
        sa.Column("street", sa.String(length=160), nullable=False),
        sa.Column("house_number", sa.String(length=20), nullable=False),
        sa.Column("postcode", sa.String(length=12), nullable=False),
        sa.Column("town", sa.String(length=120), nullable=False),
        sa.Column("foreign_address", sa.String(length=400), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("relation", sa.String(length=80), nullable=False),
        sa.Column("email_consent_on", sa.Date(), nullable=True),
        sa.Column("email_consent_until", sa.Date(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(family_name) + length(organisation) > 0", name=op.f("ck_contact_named")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_contact_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_contact_unit_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_contact_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("user_id", name=op.f("uq_contact_user_id")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_family_key_initial"), ["family_key", "initial"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_contact_recorded_by_id"), ["recorded_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_contact_sort_name_id"), ["sort_name", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contact_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "destruction",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "approved",
                "done",
                "rejected",
                "withdrawn",
                name="destructionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'done') = (done_at IS NOT NULL)", name=op.f("ck_destruction_done")
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)", name=op.f("ck_destruction_decided")
        ),
        sa.CheckConstraint(
            "state <> 'rejected' OR answer <> ''", name=op.f("ck_destruction_rejected")
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'withdrawn') OR decided_by_id <> recorded_by_id",
            name=op.f("ck_destruction_second"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_destruction_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_destruction_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction")),
        sa.UniqueConstraint("number", name=op.f("uq_destruction_number")),
    )
    with op.batch_alter_table("destruction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_destruction_state_recorded_at"), ["state", "recorded_at"], unique=False
        )

    op.create_table(
        "grant_proposal",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "approved",
                "rejected",
                "withdrawn",
                name="proposalstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)", name=op.f("ck_grant_proposal_decided")
        ),
        sa.CheckConstraint(
            "state <> 'rejected' OR answer <> ''", name=op.f("ck_grant_proposal_rejected")
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'rejected') OR decided_by_id <> recorded_by_id",
            name=op.f("ck_grant_proposal_second"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_grant_proposal_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_grant_proposal_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_grant_proposal_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_proposal")),
    )
    with op.batch_alter_table("grant_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant_proposal_role_id"), ["role_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_grant_proposal_state_recorded_at"),
            ["state", "recorded_at"],
            unique=False,
        )

    op.create_table(
        "letter_template",
        sa.Column(
            "kind",
            sa.Enum(
                "L01",
                "L01b",
                "L01c",
                "L02a",
                "L02b",
                "L02c",
                "L03",
                "L05a",
                "L05b",
                "L05c",
                "L06a",
                "L06b",
                "L06c",
                "L07",
                "L08a",
                "L08b",
                "L09",
                "L10",
                "L11",
                "L12a",
                "L12b",
                "L13",
                "L13a",
                "L14",
                "L15",
                "L15b",
                "L16",
                "L16b",
                "L17",
                "L18",
                "L19",
                "L20",
                "L21",
                "L22",
                "L23",
                "L24",
                "L25",
                "L26",
                "L27",
                name="letterkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "activated",
                "rejected",
                "withdrawn",
                name="templatestate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'activated') = (valid_from IS NOT NULL)",
            name=op.f("ck_letter_template_activated"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)", name=op.f("ck_letter_template_decided")
        ),
        sa.CheckConstraint(
            "state <> 'rejected' OR reason <> ''", name=op.f("ck_letter_template_rejected")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_letter_template_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_letter_template_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_template")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_letter_template_kind_number")),
    )
    with op.batch_alter_table("letter_template", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_letter_template_kind_valid_from"), ["kind", "valid_from"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_letter_template_state_kind"), ["state", "kind"], unique=False
        )

    op.create_table(
        "linked_identity",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_linked_identity_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linked_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_linked_identity_issuer_subject")),
        sa.UniqueConstraint("user_id", "issuer", name=op.f("uq_linked_identity_user_id_issuer")),
    )
    op.create_table(
        "mandate",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "letter_kind",
            sa.Enum(
                "L01",
                "L01b",
                "L01c",
                "L02a",
                "L02b",
                "L02c",
                "L03",
                "L05a",
                "L05b",
                "L05c",
                "L06a",
                "L06b",
                "L06c",
                "L07",
                "L08a",
                "L08b",
                "L09",
                "L10",
                "L11",
                "L12a",
                "L12b",
                "L13",
                "L13a",
                "L14",
                "L15",
                "L15b",
                "L16",
                "L16b",
                "L17",
                "L18",
                "L19",
                "L20",
                "L21",
                "L22",
                "L23",
                "L24",
                "L25",
                "L26",
                "L27",
                name="letterkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("signature_block", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_mandate_period")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_mandate_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
    )
    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mandate_user_id"), ["user_id"], unique=False)

    op.create_table(
        "passkey",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_passkey_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_user_id"), ["user_id"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_recovery_code_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_recovery_code_code_hash")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_user_id"), ["user_id"], unique=False)

    op.create_table(
        "saved_view",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("screen", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_saved_view_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint(
            "user_id", "screen", "name", name=op.f("uq_saved_view_user_id_screen_name")
        ),
    )
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_saved_view_screen_shared"), ["screen", "shared"], unique=False
        )

    op.create_table(
        "setting_version",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_setting_version_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_version")),
        sa.UniqueConstraint("key", "number", name=op.f("uq_setting_version_key_number")),
    )
    op.create_table(
        "substitution",
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "formal",
                "report",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("absent_id <> substitute_id", name=op.f("ck_substitution_another")),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_substitution_period")),
        sa.ForeignKeyConstraint(["absent_id"], ["user.id"], name=op.f("fk_substitution_absent_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_substitution_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["user.id"], name=op.f("fk_substitution_substitute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
    )
    with op.batch_alter_table("substitution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_substitution_absent_id"), ["absent_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_substitution_substitute_id"), ["substitute_id"], unique=False
        )

    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_user_role_role_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_user_role_user_id")),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_user_role")),
    )
    op.create_table(
        "web_session",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_web_session_user_id")),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_web_session")),
    )
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_session_seen_at"), ["seen_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_web_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "advice",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("delivered_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "delivered_on IS NULL OR report <> ''", name=op.f("ck_advice_delivered")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_advice_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["delivered_by_id"], ["user.id"], name=op.f("fk_advice_delivered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
    )
    with op.batch_alter_table("advice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advice_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_advice_delivered_by_id"), ["delivered_by_id"], unique=False
        )

    op.create_table(
        "assignment",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "handler",
                "investigator",
                "approver",
                "adviser",
                "member",
                "minutes",
                name="caserole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "seat",
            sa.Enum(
                "chair",
                "member",
                name="committeerole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_assignment_period")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_assignment_complaint_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_assignment_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assignment_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_assignment_user_id_complaint_id"),
            ["user_id", "complaint_id"],
            unique=False,
        )

    op.create_table(
        "clarification",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answered_at IS NULL OR answer <> ''", name=op.f("ck_clarification_answered")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_clarification_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user.id"], name=op.f("fk_clarification_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_clarification_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarification")),
    )
    with op.batch_alter_table("clarification", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_clarification_complaint_id"), ["complaint_id"], unique=False
        )

    op.create_table(
        "complaint_link",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "related",
                "follows",
                "same_event",
                name="linkkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("one_id <> other_id", name=op.f("ck_complaint_link_two")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_complaint_link_by_id")),
        sa.ForeignKeyConstraint(
            ["one_id"], ["complaint.id"], name=op.f("fk_complaint_link_one_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["complaint.id"], name=op.f("fk_complaint_link_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["user.id"], name=op.f("fk_complaint_link_removed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_link")),
    )
    with op.batch_alter_table("complaint_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_link_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_link_one_id"), ["one_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaint_link_other_id"), ["other_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_complaint_link_removed_by_id"), ["removed_by_id"], unique=False
        )
        batch_op.create_index(
            "uq_complaint_link_standing",
            ["one_id", "other_id"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "conduct",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("about_report", sa.Boolean(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column(
            "dating",
            sa.Enum(
                "day",
                "period",
                "ongoing",
                "window",
                "unknown",
                name="dating",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("occurred_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("earliest_on", sa.Date(), nullable=True),
        sa.Column("latest_on", sa.Date(), nullable=True),
        sa.Column(
            "time_outcome",
            sa.Enum(
                "ADMISSIBLE",
                "BOUNDARY",
                "OLDER",
                "UNDETERMINED",
                name="timeoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("time_flags", sa.JSON(), nullable=False),
        sa.Column(
            "screening",
            sa.Enum(
                "taken_up",
                "refused",
                "left_aside",
                "forwarded",
                "returned",
                name="screeningoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column(
            "judgement",
            sa.Enum(
                "founded",
                "partly_founded",
                "unfounded",
                "no_judgement",
                name="judgement",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("judgement_reason", sa.Text(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("advised_admissible", sa.Boolean(), nullable=True),
        sa.Column(
            "advised",
            sa.Enum(
                "founded",
                "partly_founded",
                "unfounded",
                "no_judgement",
                name="judgement",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("advised_reason", sa.Text(), nullable=False),
        sa.Column("deviation_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(dating = 'period') = (ended_on IS NOT NULL)", name=op.f("ck_conduct_end")
        ),
        sa.CheckConstraint(
            "(dating = 'window') = (earliest_on IS NOT NULL AND latest_on IS NOT NULL)",
            name=op.f("ck_conduct_window"),
        ),
        sa.CheckConstraint(
            "(dating IN ('day')) = (occurred_on IS NOT NULL)", name=op.f("ck_conduct_day")
        ),
        sa.CheckConstraint(
            "(dating IN ('period', 'ongoing')) = (started_on IS NOT NULL)",
            name=op.f("ck_conduct_start"),
        ),
        sa.CheckConstraint(
            "advised IS NULL OR advised_reason <> ''", name=op.f("ck_conduct_advice_reasoned")
        ),
        sa.CheckConstraint(
            "judgement IS NULL OR judgement_reason <> ''",
            name=op.f("ck_conduct_judgement_reasoned"),
        ),
        sa.CheckConstraint(
            "(ended_on IS NULL OR ended_on >= started_on) AND (latest_on IS NULL OR latest_on >= earliest_on)",
            name=op.f("ck_conduct_order"),
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_conduct_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_conduct_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct")),
        sa.UniqueConstraint(
            "complaint_id", "position", name=op.f("uq_conduct_complaint_id_position")
        ),
    )
    with op.batch_alter_table("conduct", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conduct_category_id"), ["category_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conduct_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "conflict_statement",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("involved", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_conflict_statement_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_conflict_statement_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_conflict_statement_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_statement")),
    )
    with op.batch_alter_table("conflict_statement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conflict_statement_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_conflict_statement_user_id"), ["user_id"], unique=False
        )

    op.create_table(
        "contact_moment",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "direction",
            sa.Enum(
                "incoming",
                "outgoing",
                name="direction",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "email",
                "visit",
                "other",
                name="contactchannel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("with_whom", sa.String(length=160), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_contact_moment_by_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_contact_moment_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_moment")),
    )
    with op.batch_alter_table("contact_moment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_moment_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contact_moment_complaint_id"), ["complaint_id"], unique=False
        )

    op.create_table(
        "data_request",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "access",
                "rectification",
                "erasure",
                "restriction",
                "objection",
                name="requestkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("identity", sa.String(length=200), nullable=False),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("prolonged_until", sa.Date(), nullable=True),
        sa.Column("prolonged_on", sa.Date(), nullable=True),
        sa.Column("prolonged_reason", sa.Text(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "granted",
                "partly",
                "refused",
                "withdrawn",
                name="requestoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("limits", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(prolonged_until IS NULL) = (prolonged_on IS NULL) AND (prolonged_until IS NULL OR prolonged_reason <> '')",
            name=op.f("ck_data_request_prolonged"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome NOT IN ('partly', 'refused') OR reason <> ''",
            name=op.f("ck_data_request_reasoned"),
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (answered_on IS NULL)", name=op.f("ck_data_request_answered")
        ),
        sa.CheckConstraint(
            "contact_id IS NOT NULL OR outcome IS NOT NULL", name=op.f("ck_data_request_asker")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_data_request_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_data_request_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["handler_id"], ["user.id"], name=op.f("fk_data_request_handler_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_data_request_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
        sa.UniqueConstraint("number", name=op.f("uq_data_request_number")),
    )
    with op.batch_alter_table("data_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_data_request_answered_on_due_on"),
            ["answered_on", "due_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_data_request_contact_id"), ["contact_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_data_request_handler_id"), ["handler_id"], unique=False
        )

    op.create_table(
        "deadline_line",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "take_up",
                "acknowledgement",
                "notice",
                "supplement",
                "hearing_reply",
                "advice",
                "handling",
                "portal_notice",
                "ombudsman",
                "follow_up",
                name="deadlinekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("nominal_end", sa.Date(), nullable=False),
        sa.Column("legal_end", sa.Date(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=80), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("target_on <= legal_end", name=op.f("ck_deadline_line_target_first")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_deadline_line_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["deadline_line.id"], name=op.f("fk_deadline_line_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_line")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_deadline_line_supersedes_id")),
    )
    with op.batch_alter_table("deadline_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deadline_line_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_deadline_line_kind_legal_end"), ["kind", "legal_end"], unique=False
        )

    op.create_table(
        "destruction_item",
        sa.Column("destruction_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "formal",
                "report",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("put_off", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_destruction_item_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["destruction_id"], ["destruction.id"], name=op.f("fk_destruction_item_destruction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_item")),
        sa.UniqueConstraint(
            "destruction_id",
            "complaint_id",
            name=op.f("uq_destruction_item_destruction_id_complaint_id"),
        ),
    )
    with op.batch_alter_table("destruction_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_destruction_item_complaint_id"), ["complaint_id"], unique=False
        )

    op.create_table(
        "document",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("part_of_complaint", sa.Boolean(), nullable=False),
        sa.Column("special_data", sa.Boolean(), nullable=False),
        sa.Column("printed_sha256", sa.String(length=64), nullable=True),
        sa.Column(
            "scan",
            sa.Enum(
                "not_scanned",
                "clean",
                "quarantined",
                "infected",
                name="scanstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64 AND size >= 0", name=op.f("ck_document_content")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_document_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_document_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_document_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_document_printed_sha256"), ["printed_sha256"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_document_recorded_by_id"), ["recorded_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_document_scan"), ["scan"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_sha256"), ["sha256"], unique=False)

    op.create_table(
        "draft",
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("ready", sa.JSON(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_draft_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_draft_complaint_id")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_changed_at"), ["changed_at"], unique=False)

    op.create_table(
        "duty",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(length=80), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column(
            "permission",
            sa.Enum(
                "advice:read",
                "advice:write",
                "audit:read",
                "calculator:use",
                "calendar:manage",
                "calendar:read",
                "category:manage",
                "committee:manage",
                "committee:read",
                "complaint:decide",
                "complaint:edit",
                "complaint:postpone",
                "complaint:read",
                "complaint:refuse",
                "complaint:register",
                "complaint:route",
                "complaint:screen",
                "contact:edit",
                "contact:read",
                "dashboard:read",
                "decision:draft",
                "decision:record",
                "destruction:approve",
                "destruction:hold",
                "destruction:propose",
                "destruction:read",
                "emergency:grant",
                "follow_up:write",
                "hearing:hold",
                "hearing:waive",
                "letter:approve",
                "letter:send",
                "letter:write",
                "ombudsman:write",
                "privacy:read",
                "privacy:write",
                "register:read",
                "register:release",
                "register:write",
                "report:read",
                "report:write",
                "role:manage",
                "role:read",
                "setting:manage",
                "setting:read",
                "substitution:manage",
                "template:manage",
                "template:read",
                "user:manage",
                "user:read",
                name="permission",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_duty_complaint_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_duty_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint(
            "complaint_id", "kind", "subject", name=op.f("uq_duty_complaint_id_kind_subject")
        ),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duty_due_on_id"), ["due_on", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_duty_permission_due_on_id"), ["permission", "due_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_duty_user_id"), ["user_id"], unique=False)

    op.create_table(
        "emergency_access",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "approved",
                "rejected",
                "withdrawn",
                name="proposalstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'approved') = (until IS NOT NULL)", name=op.f("ck_emergency_access_until")
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)", name=op.f("ck_emergency_access_decided")
        ),
        sa.CheckConstraint(
            "ended_at IS NULL OR state = 'approved'", name=op.f("ck_emergency_access_ended")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_emergency_access_reasoned")),
        sa.CheckConstraint(
            "state <> 'rejected' OR answer <> ''", name=op.f("ck_emergency_access_rejected")
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'rejected') OR decided_by_id <> asked_by_id",
            name=op.f("ck_emergency_access_second"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user.id"], name=op.f("fk_emergency_access_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_emergency_access_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_emergency_access_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_access")),
    )
    with op.batch_alter_table("emergency_access", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_emergency_access_asked_by_id"), ["asked_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_emergency_access_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_emergency_access_state_until"), ["state", "until"], unique=False
        )

    op.create_table(
        "legal_hold",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_legal_hold_reasoned")),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by_id IS NULL)", name=op.f("ck_legal_hold_lifted")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_legal_hold_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["user.id"], name=op.f("fk_legal_hold_lifted_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_legal_hold_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    with op.batch_alter_table("legal_hold", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_legal_hold_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            "uq_legal_hold_standing",
            ["complaint_id"],
            unique=True,
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
        )

    op.create_table(
        "mail",
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("calendar_method", sa.String(length=20), nullable=False),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(length=64), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_mail_complaint_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_mail_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_mail_sent_at_next_try_at"), ["sent_at", "next_try_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_mail_user_id"), ["user_id"], unique=False)

    op.create_table(
        "note",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_note_by_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_note_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "note_draft",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_note_draft_complaint_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_note_draft_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_draft")),
        sa.UniqueConstraint(
            "user_id", "complaint_id", "form", name=op.f("uq_note_draft_user_id_complaint_id_form")
        ),
    )
    with op.batch_alter_table("note_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_draft_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_note_draft_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_note_draft_user_id"), ["user_id"], unique=False)

    op.create_table(
        "ombudsman_case",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("findings_due_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "closed_on IS NULL OR outcome <> ''", name=op.f("ck_ombudsman_case_closed")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_ombudsman_case_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_ombudsman_case_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ombudsman_case")),
    )
    with op.batch_alter_table("ombudsman_case", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ombudsman_case_complaint_id"), ["complaint_id"], unique=False
        )

    op.create_table(
        "party",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "complainant",
                "representative",
                "subject",
                name="partykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("capacity", sa.String(length=120), nullable=False),
        sa.Column("former", sa.Boolean(), nullable=False),
        sa.Column("board_member", sa.Boolean(), nullable=False),
        sa.Column("represents_id", sa.Integer(), nullable=True),
        sa.Column("lawyer", sa.Boolean(), nullable=False),
        sa.Column("authorised_on", sa.Date(), nullable=True),
        sa.Column("refused_on", sa.Date(), nullable=True),
        sa.Column("refusal_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind = 'representative' OR represents_id IS NULL", name=op.f("ck_party_represents")
        ),
        sa.CheckConstraint(
            "refused_on IS NULL OR refusal_reason <> ''", name=op.f("ck_party_refusal_reasoned")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_party_complaint_id")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_party_contact_id")),
        sa.ForeignKeyConstraint(
            ["represents_id"], ["party.id"], name=op.f("fk_party_represents_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint(
            "complaint_id", "contact_id", "kind", name=op.f("uq_party_complaint_id_contact_id_kind")
        ),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_party_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_party_represents_id"), ["represents_id"], unique=False)

    op.create_table(
        "postponement",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("notice_complete_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("weeks BETWEEN 1 AND 4", name=op.f("ck_postponement_weeks")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_postponement_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_postponement_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postponement")),
    )
    with op.batch_alter_table("postponement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_postponement_complaint_id"), ["complaint_id"], unique=False
        )

    op.create_table(
        "step",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "report",
                "register_report",
                "take_up",
                "solve",
                "point_on",
                "convert",
                "close_report",
                "refer",
                "receive",
                "register",
                "acknowledge",
                "ask_supplement",
                "screen",
                "refuse",
                "leave_aside",
                "forward",
                "return",
                "handle_own",
                "appoint_adviser",
                "appoint_committee",
                "resume_own",
                "start_hearing",
                "complete_inquiry",
                "deliver_advice",
                "prepare_decision",
                "conclude",
                "postpone",
                "extend",
                "settle",
                "resume",
                "withdraw",
                "retract",
                "resume_case",
                "reopen",
                "follow_up",
                "close",
                name="event",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "I0",
                "I1",
                "I2",
                "I3",
                "I4",
                "I5",
                "I6",
                "I7",
                "F0",
                "F1",
                "F2",
                "F3",
                "F4",
                "F5",
                "F6",
                "F7",
                "F8",
                "F9",
                "F10",
                "F11",
                "F12",
                "F13",
                "F14",
                "F15",
                "F16",
                "F17",
                "F18",
                "F19",
                "F20",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "target",
            sa.Enum(
                "I0",
                "I1",
                "I2",
                "I3",
                "I4",
                "I5",
                "I6",
                "I7",
                "F0",
                "F1",
                "F2",
                "F3",
                "F4",
                "F5",
                "F6",
                "F7",
                "F8",
                "F9",
                "F10",
                "F11",
                "F12",
                "F13",
                "F14",
                "F15",
                "F16",
                "F17",
                "F18",
                "F19",
                "F20",
                name="state",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("basis", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_step_by_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_step_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_step_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_step_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "tie",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "employee",
                "teacher",
                "contractor",
                "board",
                "trainee",
                "family",
                "other",
                name="tiekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("judged_not_recent_on", sa.Date(), nullable=True),
        sa.Column("judged_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "judged_not_recent_on IS NULL OR judged_reason <> ''", name=op.f("ck_tie_judged")
        ),
        sa.CheckConstraint(
            "to_on IS NULL OR from_on IS NULL OR to_on >= from_on", name=op.f("ck_tie_period")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["committee_member.id"], name=op.f("fk_tie_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
    )
    with op.batch_alter_table("tie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tie_member_id"), ["member_id"], unique=False)

    op.create_table(
        "access_code",
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["user.id"], name=op.f("fk_access_code_issued_by_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_access_code_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_access_code_code_hash")),
    )
    with op.batch_alter_table("access_code", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_code_issued_by_id"), ["issued_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_access_code_party_id"), ["party_id"], unique=False)

    op.create_table(
        "conduct_subject",
        sa.Column("conduct_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conduct_id"], ["conduct.id"], name=op.f("fk_conduct_subject_conduct_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_conduct_subject_party_id")
        ),
        sa.PrimaryKeyConstraint("conduct_id", "party_id", name=op.f("pk_conduct_subject")),
    )
    with op.batch_alter_table("conduct_subject", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conduct_subject_party_id"), ["party_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "track",
                "reopening",
                "refusal",
                "conclusion",
                name="decisionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column(
            "track",
            sa.Enum(
                "own",
                "adviser",
                "committee",
                name="track",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("apology", sa.Boolean(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_decision_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_decision_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_decision_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_decision_document_id"), ["document_id"], unique=False)

    op.create_table(
        "disclosure",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "complaint",
                "document",
                "letter",
                "submission",
                "mail",
                "contact_moment",
                "note",
                "hearing",
                name="disclosurekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "whole",
                "masked",
                "out",
                name="disclosurechoice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("choice <> 'masked' OR text <> ''", name=op.f("ck_disclosure_masked")),
        sa.CheckConstraint("choice <> 'out' OR reason <> ''", name=op.f("ck_disclosure_reasoned")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_disclosure_by_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_disclosure_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["data_request.id"], name=op.f("fk_disclosure_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
        sa.UniqueConstraint(
            "request_id", "kind", "item_id", name=op.f("uq_disclosure_request_id_kind_item_id")
        ),
    )
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_disclosure_complaint_id"), ["complaint_id"], unique=False
        )

    op.create_table(
        "draft_file",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column(
            "scan",
            sa.Enum(
                "not_scanned",
                "clean",
                "quarantined",
                "infected",
                name="scanstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number_found", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_file_draft_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_file")),
    )
    with op.batch_alter_table("draft_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_file_draft_id"), ["draft_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "draft_key",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("mailed", sa.Boolean(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_key_draft_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_draft_key")),
    )
    with op.batch_alter_table("draft_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_key_draft_id"), ["draft_id"], unique=False)

    op.create_table(
        "extension",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("agreed_until", sa.Date(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=False),
        sa.Column("consent_document_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_extension_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["consent_document_id"], ["document.id"], name=op.f("fk_extension_consent_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_extension_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_extension_complaint_id"), ["complaint_id"], unique=False
        )

    op.create_table(
        "hearing",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "in_person",
                "phone",
                "video",
                name="hearingform",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "held",
                "moved",
                "cancelled",
                "no_show",
                name="hearingstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "comes",
                "declines",
                "other_day",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("over_reason", sa.Text(), nullable=False),
        sa.Column(
            "over_next",
            sa.Enum(
                "anew",
                "waive",
                "go_on",
                name="afterhearing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("moved_from_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("heard_by_id", sa.Integer(), nullable=True),
        sa.Column("heard_by_all", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("report_final_on", sa.Date(), nullable=True),
        sa.Column("comments", sa.Text(), nullable=False),
        sa.Column("comment_asked_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status <> 'held' OR (held_at IS NOT NULL AND heard_by_id IS NOT NULL)",
            name=op.f("ck_hearing_held"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('moved', 'cancelled', 'no_show') OR over_reason <> ''",
            name=op.f("ck_hearing_over"),
        ),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_on IS NULL)", name=op.f("ck_hearing_answered")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_hearing_complaint_id")
        ),
        sa.ForeignKeyConstraint(["heard_by_id"], ["user.id"], name=op.f("fk_hearing_heard_by_id")),
        sa.ForeignKeyConstraint(
            ["moved_from_id"], ["hearing.id"], name=op.f("fk_hearing_moved_from_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_hearing_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
    )
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_heard_by_id"), ["heard_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_hearing_moved_from_id"), ["moved_from_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_hearing_party_id"), ["party_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_hearing_planned_at_id"), ["planned_at", "id"], unique=False
        )

    op.create_table(
        "hearing_waiver",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "a",
                "b",
                "c",
                "own_wish",
                name="waiverground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_hearing_waiver_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_hearing_waiver_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_hearing_waiver_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_waiver")),
        sa.UniqueConstraint("party_id", name=op.f("uq_hearing_waiver_party_id")),
    )
    with op.batch_alter_table("hearing_waiver", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hearing_waiver_complaint_id"), ["complaint_id"], unique=False
        )

    op.create_table(
        "mail_document",
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_mail_document_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["mail.id"], name=op.f("fk_mail_document_mail_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mail_id", "position", name=op.f("pk_mail_document")),
    )
    with op.batch_alter_table("mail_document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mail_document_document_id"), ["document_id"], unique=False
        )

    op.create_table(
        "ombudsman_question",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["ombudsman_case.id"], name=op.f("fk_ombudsman_question_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ombudsman_question")),
    )
    with op.batch_alter_table("ombudsman_question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ombudsman_question_case_id"), ["case_id"], unique=False
        )

    op.create_table(
        "public_text",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("conduct_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(released_at IS NULL) = (released_by_id IS NULL)", name=op.f("ck_public_text_released")
        ),
        sa.CheckConstraint("released_by_id <> written_by_id", name=op.f("ck_public_text_second")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_public_text_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["conduct_id"], ["conduct.id"], name=op.f("fk_public_text_conduct_id")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["user.id"], name=op.f("fk_public_text_released_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["user.id"], name=op.f("fk_public_text_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_text")),
    )
    with op.batch_alter_table("public_text", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_public_text_complaint_id_conduct_id_id"),
            ["complaint_id", "conduct_id", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_public_text_conduct_id"), ["conduct_id"], unique=False)

    op.create_table(
        "recommendation",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("ombudsman_case_id", sa.Integer(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum(
                "advice",
                "board",
                "ombudsman",
                name="recommendationorigin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "repair",
                "prevention",
                name="recommendationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "acceptance",
            sa.Enum(
                "accepted",
                "partly",
                "rejected",
                name="acceptance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answer_reason", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "acceptance <> 'rejected' OR answer_reason <> ''",
            name=op.f("ck_recommendation_rejected"),
        ),
        sa.CheckConstraint("done_on IS NULL OR result <> ''", name=op.f("ck_recommendation_done")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_recommendation_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["document.id"], name=op.f("fk_recommendation_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["ombudsman_case_id"],
            ["ombudsman_case.id"],
            name=op.f("fk_recommendation_ombudsman_case_id"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_recommendation_owner_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_recommendation_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recommendation_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_recommendation_due_on_id"), ["due_on", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_recommendation_evidence_id"), ["evidence_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_recommendation_ombudsman_case_id"), ["ombudsman_case_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_recommendation_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "rectification",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_rectification_text")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_rectification_by_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_rectification_complaint_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_rectification_party_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["data_request.id"], name=op.f("fk_rectification_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification")),
    )
    with op.batch_alter_table("rectification", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rectification_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_rectification_request_id"), ["request_id"], unique=False
        )

    op.create_table(
        "screening",
        sa.Column("conduct_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "taken_up",
                "refused",
                "left_aside",
                "forwarded",
                "returned",
                name="screeningoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "9:8-1-a",
                "9:8-1-b",
                "9:8-1-c",
                "9:8-1-d",
                "9:8-1-e",
                "9:8-1-f",
                "9:8-2",
                name="refusalground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("earlier_reference", sa.String(length=60), nullable=False),
        sa.Column("proposed", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ground IS NULL OR (facts <> '' AND reason <> '')", name=op.f("ck_screening_reasoned")
        ),
        sa.CheckConstraint(
            "outcome <> 'refused' OR ground IS NOT NULL",
            name=op.f("ck_screening_refusal_has_ground"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_screening_by_id")),
        sa.ForeignKeyConstraint(
            ["conduct_id"], ["conduct.id"], name=op.f("fk_screening_conduct_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
    )
    with op.batch_alter_table("screening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screening_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_screening_conduct_id"), ["conduct_id"], unique=False)

    op.create_table(
        "code_session",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"], ["access_code.id"], name=op.f("fk_code_session_code_id")
        ),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_code_session")),
    )
    with op.batch_alter_table("code_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_code_session_code_id"), ["code_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_code_session_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "decision_member",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("took_part", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "took_part OR reason <> ''", name=op.f("ck_decision_member_absence_reasoned")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_member_decision_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_decision_member_user_id")),
        sa.PrimaryKeyConstraint("decision_id", "user_id", name=op.f("pk_decision_member")),
    )
    op.create_table(
        "letter",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "L01",
                "L01b",
                "L01c",
                "L02a",
                "L02b",
                "L02c",
                "L03",
                "L05a",
                "L05b",
                "L05c",
                "L06a",
                "L06b",
                "L06c",
                "L07",
                "L08a",
                "L08b",
                "L09",
                "L10",
                "L11",
                "L12a",
                "L12b",
                "L13",
                "L13a",
                "L14",
                "L15",
                "L15b",
                "L16",
                "L16b",
                "L17",
                "L18",
                "L19",
                "L20",
                "L21",
                "L22",
                "L23",
                "L24",
                "L25",
                "L26",
                "L27",
                name="letterkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("hearing_id", sa.Integer(), nullable=True),
        sa.Column("postponement_id", sa.Integer(), nullable=True),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "final",
                "sent",
                "withdrawn",
                name="letterstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("addressee", sa.String(length=300), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "post",
                "email",
                "hand",
                "file",
                "portal",
                name="sendchannel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("sent_sha256", sa.String(length=64), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_on IS NOT NULL) AND (state = 'sent') = (sent_sha256 IS NOT NULL) AND (state = 'sent') = (sent_by_id IS NOT NULL) AND (state = 'sent') = (channel IS NOT NULL)",
            name=op.f("ck_letter_sent"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["user.id"], name=op.f("fk_letter_approved_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_letter_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["finished_by_id"], ["user.id"], name=op.f("fk_letter_finished_by_id")
        ),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_letter_hearing_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_letter_party_id")),
        sa.ForeignKeyConstraint(
            ["postponement_id"], ["postponement.id"], name=op.f("fk_letter_postponement_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_letter_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["sent_by_id"], ["user.id"], name=op.f("fk_letter_sent_by_id")),
        sa.ForeignKeyConstraint(
            ["template_id"], ["letter_template.id"], name=op.f("fk_letter_template_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_letter_approved_by_id"), ["approved_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_letter_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_hearing_id"), ["hearing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_kind_id"), ["kind", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_party_id"), ["party_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_letter_postponement_id"), ["postponement_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_letter_sent_on"), ["sent_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_state_id"), ["state", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_letter_template_id_state"), ["template_id", "state"], unique=False
        )

    op.create_table(
        "submission",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "supplement",
                "hearing",
                "reaction",
                "extension",
                "satisfied",
                "withdrawal",
                name="submissionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "choice",
            sa.Enum(
                "heard",
                "not_heard",
                "agrees",
                "refuses",
                name="submissionchoice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "form",
            sa.Enum(
                "in_person",
                "phone",
                "video",
                name="hearingform",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("companion", sa.String(length=200), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("form_token", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind IN ('hearing', 'extension')) = (choice IS NOT NULL)",
            name=op.f("ck_submission_choice"),
        ),
        sa.CheckConstraint(
            "kind <> 'extension' OR until IS NOT NULL", name=op.f("ck_submission_until")
        ),
        sa.ForeignKeyConstraint(
            ["code_id"], ["access_code.id"], name=op.f("fk_submission_code_id")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_submission_complaint_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_submission_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint(
            "party_id", "form_token", name=op.f("uq_submission_party_id_form_token")
        ),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_code_id"), ["code_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_submission_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_submission_party_id_submitted_at"),
            ["party_id", "submitted_at"],
            unique=False,
        )

    op.create_table(
        "checkout",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_checkout_letter_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_checkout_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkout")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_checkout_letter_id")),
    )
    with op.batch_alter_table("checkout", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checkout_user_id"), ["user_id"], unique=False)

    op.create_table(
        "data_breach",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "reported",
                "not_reported",
                name="breachdecision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("subjects_told", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "decision <> 'not_reported' OR reason <> ''", name=op.f("ck_data_breach_reasoned")
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_data_breach_decided")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_data_breach_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_data_breach_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_data_breach_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_data_breach_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_breach")),
        sa.UniqueConstraint("number", name=op.f("uq_data_breach_number")),
    )
    with op.batch_alter_table("data_breach", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_data_breach_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_data_breach_decided_at_due_at"), ["decided_at", "due_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_data_breach_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("bounced_on", sa.Date(), nullable=False),
        sa.Column("resent_on", sa.Date(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "post",
                "email",
                "hand",
                "file",
                "portal",
                name="sendchannel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_delivery_letter_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user.id"], name=op.f("fk_delivery_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "edit_token",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("for_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_because", sa.Text(), nullable=False),
        sa.Column("beside", sa.String(length=200), nullable=False),
        sa.Column("beside_sha256", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["for_id"], ["user.id"], name=op.f("fk_edit_token_for_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_edit_token_letter_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_edit_token_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edit_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_edit_token_token_hash")),
    )
    with op.batch_alter_table("edit_token", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_edit_token_beside_sha256"), ["beside_sha256"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_edit_token_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_edit_token_user_id"), ["user_id"], unique=False)

    op.create_table(
        "enclosure",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_enclosure_document_id")
        ),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_enclosure_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enclosure")),
    )
    with op.batch_alter_table("enclosure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enclosure_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enclosure_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "letter_version",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "generated",
                "uploaded",
                "cleaned",
                "saved",
                name="versionorigin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_letter_version_by_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_letter_version_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_version_letter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_version")),
        sa.UniqueConstraint("letter_id", "number", name=op.f("uq_letter_version_letter_id_number")),
    )
    with op.batch_alter_table("letter_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_version_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_letter_version_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_letter_version_letter_id"), ["letter_id"], unique=False
        )

    op.create_table(
        "placement",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_placement_document_id")
        ),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_placement_letter_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_placement")),
    )
    op.create_table(
        "search_text",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "file",
                "log",
                "letter",
                "document",
                name="searchkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("readable", sa.Boolean(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_search_text_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_search_text_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_search_text_letter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_text")),
    )
    with op.batch_alter_table("search_text", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_search_text_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_search_text_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_search_text_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "submission_document",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_submission_document_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submission_document_submission_id")
        ),
        sa.PrimaryKeyConstraint(
            "submission_id", "document_id", name=op.f("pk_submission_document")
        ),
    )
    with op.batch_alter_table("submission_document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_submission_document_document_id"), ["document_id"], unique=False
        )

    op.create_table(
        "submission_outcome",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_submission_outcome_by_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submission_outcome_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_outcome")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_submission_outcome_submission_id")),
    )
    with op.batch_alter_table("submission_outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_outcome_by_id"), ["by_id"], unique=False)

    op.create_table(
        "dav_lock",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("edit_token_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=100), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edit_token_id"], ["edit_token.id"], name=op.f("fk_dav_lock_edit_token_id")
        ),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_dav_lock_letter_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_dav_lock_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dav_lock")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_dav_lock_letter_id")),
    )
    with op.batch_alter_table("dav_lock", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dav_lock_edit_token_id"), ["edit_token_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_dav_lock_user_id"), ["user_id"], unique=False)
    for statement in ddl_0001.statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in ddl_0001.removals(op.get_bind().dialect.name):
        op.execute(statement)
    with op.batch_alter_table("dav_lock", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dav_lock_user_id"))
        batch_op.drop_index(batch_op.f("ix_dav_lock_edit_token_id"))

    op.drop_table("dav_lock")
    with op.batch_alter_table("submission_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_outcome_by_id"))

    op.drop_table("submission_outcome")
    with op.batch_alter_table("submission_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_document_document_id"))

    op.drop_table("submission_document")
    with op.batch_alter_table("search_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_text_letter_id"))
        batch_op.drop_index(batch_op.f("ix_search_text_document_id"))
        batch_op.drop_index(batch_op.f("ix_search_text_complaint_id"))

    op.drop_table("search_text")
    op.drop_table("placement")
    with op.batch_alter_table("letter_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_version_letter_id"))
        batch_op.drop_index(batch_op.f("ix_letter_version_document_id"))
        batch_op.drop_index(batch_op.f("ix_letter_version_by_id"))

    op.drop_table("letter_version")
    with op.batch_alter_table("enclosure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enclosure_letter_id"))
        batch_op.drop_index(batch_op.f("ix_enclosure_document_id"))

    op.drop_table("enclosure")
    with op.batch_alter_table("edit_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edit_token_user_id"))
        batch_op.drop_index(batch_op.f("ix_edit_token_letter_id"))
        batch_op.drop_index(batch_op.f("ix_edit_token_beside_sha256"))

    op.drop_table("edit_token")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_letter_id"))

    op.drop_table("delivery")
    with op.batch_alter_table("data_breach", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_data_breach_letter_id"))
        batch_op.drop_index(batch_op.f("ix_data_breach_decided_at_due_at"))
        batch_op.drop_index(batch_op.f("ix_data_breach_complaint_id"))

    op.drop_table("data_breach")
    with op.batch_alter_table("checkout", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checkout_user_id"))

    op.drop_table("checkout")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_party_id_submitted_at"))
        batch_op.drop_index(batch_op.f("ix_submission_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_submission_code_id"))

    op.drop_table("submission")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_template_id_state"))
        batch_op.drop_index(batch_op.f("ix_letter_state_id"))
        batch_op.drop_index(batch_op.f("ix_letter_sent_on"))
        batch_op.drop_index(batch_op.f("ix_letter_postponement_id"))
        batch_op.drop_index(batch_op.f("ix_letter_party_id"))
        batch_op.drop_index(batch_op.f("ix_letter_kind_id"))
        batch_op.drop_index(batch_op.f("ix_letter_hearing_id"))
        batch_op.drop_index(batch_op.f("ix_letter_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_letter_approved_by_id"))

    op.drop_table("letter")
    op.drop_table("decision_member")
    with op.batch_alter_table("code_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_code_session_seen_at"))
        batch_op.drop_index(batch_op.f("ix_code_session_code_id"))

    op.drop_table("code_session")
    with op.batch_alter_table("screening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_screening_conduct_id"))
        batch_op.drop_index(batch_op.f("ix_screening_by_id"))

    op.drop_table("screening")
    with op.batch_alter_table("rectification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rectification_request_id"))
        batch_op.drop_index(batch_op.f("ix_rectification_complaint_id"))

    op.drop_table("rectification")
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_owner_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_ombudsman_case_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_evidence_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_due_on_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_complaint_id"))

    op.drop_table("recommendation")
    with op.batch_alter_table("public_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_public_text_conduct_id"))
        batch_op.drop_index(batch_op.f("ix_public_text_complaint_id_conduct_id_id"))

    op.drop_table("public_text")
    with op.batch_alter_table("ombudsman_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ombudsman_question_case_id"))

    op.drop_table("ombudsman_question")
    with op.batch_alter_table("mail_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_document_document_id"))

    op.drop_table("mail_document")
    with op.batch_alter_table("hearing_waiver", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_waiver_complaint_id"))

    op.drop_table("hearing_waiver")
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_planned_at_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_party_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_moved_from_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_heard_by_id"))
        batch_op.drop_index(batch_op.f("ix_hearing_complaint_id"))

    op.drop_table("hearing")
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_complaint_id"))

    op.drop_table("extension")
    with op.batch_alter_table("draft_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_key_draft_id"))

    op.drop_table("draft_key")
    with op.batch_alter_table("draft_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_draft_file_draft_id"))

    op.drop_table("draft_file")
    with op.batch_alter_table("disclosure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_disclosure_complaint_id"))

    op.drop_table("disclosure")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_document_id"))
        batch_op.drop_index(batch_op.f("ix_decision_complaint_id"))

    op.drop_table("decision")
    with op.batch_alter_table("conduct_subject", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conduct_subject_party_id"))

    op.drop_table("conduct_subject")
    with op.batch_alter_table("access_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_code_party_id"))
        batch_op.drop_index(batch_op.f("ix_access_code_issued_by_id"))

    op.drop_table("access_code")
    with op.batch_alter_table("tie", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tie_member_id"))

    op.drop_table("tie")
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_step_by_id"))

    op.drop_table("step")
    with op.batch_alter_table("postponement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_postponement_complaint_id"))

    op.drop_table("postponement")
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_party_represents_id"))
        batch_op.drop_index(batch_op.f("ix_party_contact_id"))
        batch_op.drop_index(batch_op.f("ix_party_complaint_id"))

    op.drop_table("party")
    with op.batch_alter_table("ombudsman_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ombudsman_case_complaint_id"))

    op.drop_table("ombudsman_case")
    with op.batch_alter_table("note_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_draft_user_id"))
        batch_op.drop_index(batch_op.f("ix_note_draft_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_note_draft_changed_at"))

    op.drop_table("note_draft")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_note_by_id"))

    op.drop_table("note")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_user_id"))
        batch_op.drop_index(batch_op.f("ix_mail_sent_at_next_try_at"))
        batch_op.drop_index(batch_op.f("ix_mail_complaint_id"))

    op.drop_table("mail")
    with op.batch_alter_table("legal_hold", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_legal_hold_standing",
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_legal_hold_complaint_id"))

    op.drop_table("legal_hold")
    with op.batch_alter_table("emergency_access", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_emergency_access_state_until"))
        batch_op.drop_index(batch_op.f("ix_emergency_access_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_emergency_access_asked_by_id"))

    op.drop_table("emergency_access")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_user_id"))
        batch_op.drop_index(batch_op.f("ix_duty_permission_due_on_id"))
        batch_op.drop_index(batch_op.f("ix_duty_due_on_id"))
        batch_op.drop_index(batch_op.f("ix_duty_complaint_id"))

    op.drop_table("duty")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_changed_at"))

    op.drop_table("draft")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_sha256"))
        batch_op.drop_index(batch_op.f("ix_document_scan"))
        batch_op.drop_index(batch_op.f("ix_document_recorded_by_id"))
        batch_op.drop_index(batch_op.f("ix_document_printed_sha256"))
        batch_op.drop_index(batch_op.f("ix_document_complaint_id"))

    op.drop_table("document")
    with op.batch_alter_table("destruction_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_destruction_item_complaint_id"))

    op.drop_table("destruction_item")
    with op.batch_alter_table("deadline_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_line_kind_legal_end"))
        batch_op.drop_index(batch_op.f("ix_deadline_line_complaint_id"))

    op.drop_table("deadline_line")
    with op.batch_alter_table("data_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_data_request_handler_id"))
        batch_op.drop_index(batch_op.f("ix_data_request_contact_id"))
        batch_op.drop_index(batch_op.f("ix_data_request_answered_on_due_on"))

    op.drop_table("data_request")
    with op.batch_alter_table("contact_moment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_moment_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_contact_moment_by_id"))

    op.drop_table("contact_moment")
    with op.batch_alter_table("conflict_statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_statement_user_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_statement_complaint_id"))

    op.drop_table("conflict_statement")
    with op.batch_alter_table("conduct", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conduct_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_conduct_category_id"))

    op.drop_table("conduct")
    with op.batch_alter_table("complaint_link", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_complaint_link_standing",
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_complaint_link_removed_by_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_link_other_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_link_one_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_link_by_id"))

    op.drop_table("complaint_link")
    with op.batch_alter_table("clarification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clarification_complaint_id"))

    op.drop_table("clarification")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_user_id_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_assignment_complaint_id"))

    op.drop_table("assignment")
    with op.batch_alter_table("advice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_advice_delivered_by_id"))
        batch_op.drop_index(batch_op.f("ix_advice_complaint_id"))

    op.drop_table("advice")
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_web_session_user_id"))
        batch_op.drop_index(batch_op.f("ix_web_session_seen_at"))

    op.drop_table("web_session")
    op.drop_table("user_role")
    with op.batch_alter_table("substitution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_substitution_substitute_id"))
        batch_op.drop_index(batch_op.f("ix_substitution_absent_id"))

    op.drop_table("substitution")
    op.drop_table("setting_version")
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_view_screen_shared"))

    op.drop_table("saved_view")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_user_id"))

    op.drop_table("recovery_code")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_user_id"))

    op.drop_table("passkey")
    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mandate_user_id"))

    op.drop_table("mandate")
    op.drop_table("linked_identity")
    with op.batch_alter_table("letter_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_template_state_kind"))
        batch_op.drop_index(batch_op.f("ix_letter_template_kind_valid_from"))

    op.drop_table("letter_template")
    with op.batch_alter_table("grant_proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_proposal_state_recorded_at"))
        batch_op.drop_index(batch_op.f("ix_grant_proposal_role_id"))

    op.drop_table("grant_proposal")
    with op.batch_alter_table("destruction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_destruction_state_recorded_at"))

    op.drop_table("destruction")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_unit_id"))
        batch_op.drop_index(batch_op.f("ix_contact_sort_name_id"))
        batch_op.drop_index(batch_op.f("ix_contact_recorded_by_id"))
        batch_op.drop_index(batch_op.f("ix_contact_family_key_initial"))

    op.drop_table("contact")
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_unit_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_target_on_id"))
        batch_op.drop_index(
            "ix_complaint_still_open",
            sqlite_where=sa.text("open = 1"),
            postgresql_where=sa.text("open"),
        )
        batch_op.drop_index(batch_op.f("ix_complaint_source_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_retention_from_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_recorded_by_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_received_on_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_open_due_on_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_legal_end_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_kind_take_up_due_on_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_kind_state_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_kind_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_handler_id_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_ended_on_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_committee_id"))
        batch_op.drop_index(batch_op.f("ix_complaint_category_id_id"))

    op.drop_table("complaint")
    with op.batch_alter_table("committee_member", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_committee_member_seat",
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )
        batch_op.drop_index(
            "uq_committee_member_chair",
            sqlite_where=sa.text("role = 'chair' AND until_on IS NULL"),
            postgresql_where=sa.text("role = 'chair' AND until_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_committee_member_user_id"))
        batch_op.drop_index(batch_op.f("ix_committee_member_committee_id"))

    op.drop_table("committee_member")
    op.drop_table("calendar_feed")
    with op.batch_alter_table("authenticator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_authenticator_user_id"))

    op.drop_table("authenticator")
    with op.batch_alter_table("account_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_link_user_id"))

    op.drop_table("account_link")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_unit_id"))
        batch_op.drop_index(batch_op.f("ix_user_name"))

    op.drop_table("user")
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_role_id"))

    op.drop_table("grant")
    op.drop_table("unit")
    op.drop_table("text_block")
    op.drop_table("term_change")
    op.drop_table("setting")
    op.drop_table("role")
    op.drop_table("practice_clock")
    op.drop_table("job_run")
    op.drop_table("counter")
    op.drop_table("committee")
    op.drop_table("category")
    op.drop_table("calendar_day")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_verb_id"))
        batch_op.drop_index(batch_op.f("ix_audit_event_actor_id_id"))

    op.drop_table("audit_event")
    op.drop_table("audit_chain")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_bucket_at"))

    op.drop_table("attempt")
