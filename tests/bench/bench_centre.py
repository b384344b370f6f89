# ruff: noqa: S608 - the bench's own numbers.
"""The centre: a month of 3,000 sites beside pgbench in one run, and what a report reads as sites and years grow.

The server keeps what it says it keeps (fsync on), on the disk of the temporary folder. Each site tells its month in a
transaction of its own, two at a time. Run: `python tests/bench/bench_centre.py [SITES [YEARS]]`.
"""

import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import psycopg

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from kiosk.adapters.centre.archive import SqlArchive  # noqa: E402
from kiosk.adapters.centre.schema import centre  # noqa: E402
from kiosk.domain.figures.periods import read_period  # noqa: E402
from kiosk.domain.figures.usage import FAMILIES  # noqa: E402
from tests.centre.rig import SETTINGS, Made, made_in, programs, server  # noqa: E402

SITES = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
YEARS = int(sys.argv[2]) if len(sys.argv) > 2 else 1
# What a site counts in a month: each family, ten values.
CELLS = [(name, f"value-{n}") for name in FAMILIES for n in range(10)]
_TELL = "SELECT centre.tell(%s, %s, %s, %s, %s, %s, %s, %s)"


def placed(made: Made) -> None:
    """Place the sites in a hundred departments, each with a role of its own."""
    made.ask("INSERT INTO centre.territory SELECT 'department:D' || n, 'department', 'D' || n, 'region:Grand Est' "
             "FROM generate_series(0, 99) n")  # fmt: skip
    made.ask(f"INSERT INTO centre.site SELECT 'site-' || n, 'S' || n, 'department:D' || n % 100 FROM "
             f"generate_series(1, {SITES}) n")  # fmt: skip
    made.ask("INSERT INTO centre.binding SELECT 'site_' || site, site FROM centre.site ON CONFLICT DO NOTHING")
    made.ask(f"DO $$ BEGIN FOR n IN 1..{SITES} LOOP EXECUTE format('CREATE ROLE %I LOGIN IN ROLE centre_site', "
             "'site_site-' || n); END LOOP; END $$")  # fmt: skip


def a_month(made: Made, month: str, batch: int) -> float:
    """Return the seconds in which every site has told a month."""
    families, values = zip(*CELLS, strict=True)

    def some(start: int) -> None:
        # Who speaks changes as if each had come by a connection of its own, which is not what is measured.
        with psycopg.connect(made.address(), autocommit=True) as connection:
            for n in range(start, SITES + 1, 2):
                connection.execute(f'SET SESSION AUTHORIZATION "site_site-{n}"')
                told = (f"site-{n}", f"{n:016x}", batch, f"{batch:032x}", list(families), [month] * len(CELLS),
                        list(values), [batch + n % 7] * len(CELLS))  # fmt: skip
                connection.execute(_TELL, told)

    begun = perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(some, (1, 2)))
    return perf_counter() - begun


def pgbench(made: Made, *more: str) -> float:
    """Return the transactions of a second."""
    asked = [str(programs() / "pgbench"), "-h", str(made.server.folder), "-p", str(made.server.port), "-U", "postgres"]
    done = subprocess.run([*asked, *more, made.database], check=True, capture_output=True, text=True)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    return float(found[1]) if found else 0.0


def grown(made: Made) -> None:
    """Fill further years, as if each site had told them."""
    made.ask(f"INSERT INTO centre.total SELECT 'site-' || n, lpad(to_hex(n), 16, '0'), f, to_char(m, 'YYYY-MM'), "
             f"'value-' || v, 5, 1 FROM generate_series(1, {SITES}) n, generate_series(0, 9) v, "
             f"unnest(ARRAY{list(FAMILIES)}) f, generate_series(date '2020-01-01', date '2020-01-01' + "
             f"interval '{YEARS * 12 - 1} months', interval '1 month') m ON CONFLICT DO NOTHING")  # fmt: skip
    made.ask("ANALYZE")


def asked(made: Made, question: str) -> tuple[float, str]:
    """Return how long a question takes the second time, in milliseconds, and how it is answered."""
    made.ask(question)
    begun = perf_counter()
    made.ask(question)
    took = (perf_counter() - begun) * 1000
    plan = "\n".join(line for (line,) in made.ask(f"EXPLAIN {question}"))
    return took, "reads whole tables" if "Seq Scan on total" in plan else "by index"


def main() -> None:
    settings = SETTINGS.replace("fsync = off\n", "").replace("full_page_writes = off\n", "shared_buffers = '256MB'\n")
    with server(Path(tempfile.gettempdir()), settings) as running:
        made = made_in(running, "bench")
        placed(made)
        pgbench(made, "-i", "-q", "-s", "10")
        before = pgbench(made, "-N", "-c", "2", "-T", "10")
        first, again, same = a_month(made, "2026-11", 1), a_month(made, "2026-11", 2), a_month(made, "2026-11", 2)
        after = pgbench(made, "-N", "-c", "2", "-T", "10")
        usual = (before + after) / 2
        print("| a month of all sites | seconds | sites a second | of pgbench simple-update |\n|---|---|---|---|")
        for words, took in (("new", first), ("every number changed", again), ("told twice", same)):
            print(f"| {words} | {took:.1f} | {SITES / took:.0f} | {SITES / took / usual:.2f} of {usual:.0f} |")
        grown(made)
        rows = made.ask("SELECT count(*) FROM centre.total")[0][0]
        size = made.ask("SELECT pg_size_pretty(sum(pg_total_relation_size(inhrelid))) FROM pg_inherits "
                        "WHERE inhparent = 'centre.total'::regclass")[0][0]  # fmt: skip
        print(f"\n{SITES} sites, {YEARS} years: {rows} rows, {size}")
        of_one = "SELECT family, sum(n) FROM centre.total WHERE site = 'site-7' GROUP BY 1"
        some = ", ".join(f"'site-{n}'" for n in range(7, SITES, 100))
        for words, question in (
            ("one site", of_one),
            ("one department, one quarter", f"SELECT family, sum(n) FROM centre.total WHERE site IN ({some}) "
             "AND month IN ('2020-04', '2020-05', '2020-06') GROUP BY 1"),
        ):  # fmt: skip
            took, how = asked(made, question)
            print(f"{words}: {took:.0f} ms, {how}")
        quarter = read_period("2020-Q2")
        with centre(made.address(), without_tls=True) as connection:
            begun = perf_counter()
            SqlArchive(connection).roots(quarter.months)
            print(f"the country's roots of a quarter: {perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
