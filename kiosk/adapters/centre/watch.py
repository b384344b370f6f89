"""What must hold at the centre for nobody to read or write more than is theirs: asked of the server itself."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

# Each asks for what must not be, and gives its names.
_WRONG = {
    "a role of a site that may do more than speak": """
        SELECT r.rolname FROM pg_roles r JOIN pg_auth_members m ON m.member = r.oid
        JOIN pg_roles g ON g.oid = m.roleid AND g.rolname = 'centre_site'
        WHERE r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
           OR pg_has_role(r.oid, 'centre_keeper', 'MEMBER') OR pg_has_role(r.oid, 'centre_report', 'MEMBER')""",
    "one of the centre's own roles that may log in or pass the rules of rows": """
        SELECT rolname FROM pg_roles WHERE rolname IN ('centre_keeper', 'centre_site', 'centre_report')
           AND (rolcanlogin OR rolsuper OR rolbypassrls)""",
    "a table whose rows nobody guards": """
        SELECT relname FROM pg_class WHERE relnamespace = 'centre'::regnamespace AND relkind = 'p'
           AND NOT (relrowsecurity AND relforcerowsecurity)""",
    "a right on a table that a site's role, or everybody, should not have": """
        SELECT DISTINCT table_name || ': ' || grantee FROM information_schema.role_table_grants
        WHERE table_schema = 'centre' AND (grantee IN ('PUBLIC', 'centre_site') OR grantee LIKE 'site\\_%')""",
    "a right to write that only the centre's keeper should have": """
        SELECT DISTINCT table_name || ': ' || grantee FROM information_schema.role_table_grants
        WHERE table_schema = 'centre' AND privilege_type <> 'SELECT' AND grantee <> 'centre_keeper'
           AND NOT (table_name = 'frozen' AND grantee = 'centre_report' AND privilege_type = 'INSERT')
           AND grantee <> (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'centre')""",
    "a column that could hold a day": """
        SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'centre'
           AND table_name IN ('total', 'device') AND data_type NOT IN ('text', 'bigint')""",
    "a way in from the network without TLS": """
        SELECT 'pg_hba.conf, line ' || line_number FROM pg_hba_file_rules
        WHERE type IN ('host', 'hostnossl') AND auth_method <> 'reject'
           AND NOT (address IN ('127.0.0.1', '::1', 'samehost', 'localhost'))""",
}


def complaints(connection: Connection) -> Iterator[str]:
    """Say what does not hold, a line each; whoever asks must be the server's own superuser."""
    for what, question in _WRONG.items():
        for (name,) in connection.execute(text(question)):
            yield f"{what}: {name}"
