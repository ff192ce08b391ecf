#!/usr/bin/env bash
# Makes migration 0001 anew from models.py. Only until the first release: after that, add migrations.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -f migrations/versions/0001_*.py
home=$(mktemp -d); trap 'rm -rf "$home"' EXIT
WEDERHOOR_HOME=$home .venv/bin/flask --app admin_app db migrate -m "the record" --rev-id 0001 >/dev/null 2>&1
python3 - <<'PY'
import glob
path = glob.glob("migrations/versions/0001_*.py")[0]
text = open(path).read()
text = text.replace("from alembic import op\n", "from alembic import op\n\nfrom migrations import ddl_0001\n", 1)
head, tail = text.split("def downgrade()", 1)
head = head.rstrip().replace("    # ### end Alembic commands ###", "", 1).rstrip()
head += "\n    for statement in ddl_0001.statements(op.get_bind().dialect.name):\n        op.execute(statement)\n\n\n"
body = tail.split("\n", 1)[1].replace("    # ### end Alembic commands ###", "").rstrip()
body = "\n".join(line for line in body.splitlines() if "commands auto generated" not in line)
head = "\n".join(line for line in head.splitlines() if "commands auto generated" not in line) + "\n\n\n"
undo = "    for statement in ddl_0001.removals(op.get_bind().dialect.name):\n        op.execute(statement)\n"
open(path, "w").write(head + "def downgrade() -> None:\n" + undo + body + "\n")
PY
.venv/bin/ruff format -q migrations/versions/*.py
