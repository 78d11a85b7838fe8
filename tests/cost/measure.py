#!/usr/bin/env python3
"""What a resource costs its user at build time, beside plain SeaORM entities of the same columns.

    measure.py               N = 1, 10, 20, 50, a table
    measure.py --check       N = 1, 20, and the budgets of CI: exits 1 where one is broken

Applications of N resources of 8 columns are generated below target/cost and built there, so that nothing else's cache
is in the way. CPU seconds are user and system of all of cargo's processes for the leaf crate alone.
"""
import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOME = ROOT / "target" / "cost"

RESTRUCT = """//! One resource of the measured application.

use restruct::prelude::*;

/// Item {n}.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), table = "item_{n}", path = "item-{n}")]
pub struct Item{n} {{
    pub id: i64,
    #[resource(sort)]
    #[validate(length(min = 1, max = 200))]
    pub title: String,
    pub body: String,
    #[resource(default = 0)]
    pub views: i64,
    pub author_id: i64,
    pub published_at: Option<DateTime<Utc>>,
    #[resource(created_at)]
    pub created_at: DateTime<Utc>,
    #[resource(updated_at)]
    pub updated_at: DateTime<Utc>,
}}
"""
# Each to the next one and from the one before, by a column that is there anyway.
RELATIONS = """    #[resource(foreign_key = author_id)]
    pub next: BelongsTo<crate::item_{next}::Item{next}>,
    #[resource(foreign_key = author_id)]
    pub before: HasMany<crate::item_{before}::Item{before}>,
}}
"""
RESTRUCT_MAIN = """//! The measured application.

{modules}

use restruct::prelude::*;

#[restruct::main]
async fn main() -> Result<()> {{
    App::connect("sqlite::memory:").await?{resources}.create_tables().serve("127.0.0.1:0").await
}}
"""
SEAORM = """//! One entity of the measured application.

use sea_orm::entity::prelude::*;

/// Item {n}.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "item_{n}")]
pub struct Model {{
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(column_type = "String(StringLen::N(200))")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub views: i64,
    pub author_id: i64,
    pub published_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {{}}

impl ActiveModelBehavior for ActiveModel {{}}
"""
SEAORM_MAIN = """//! The measured application: it connects, makes the tables and serves, as the other one does; but it has no handlers.

{modules}

use axum::{{Router, routing::get}};
use sea_orm::{{ConnectionTrait, Database, DbErr, Schema}};

#[tokio::main]
async fn main() -> Result<(), DbErr> {{
    let database = Database::connect("sqlite::memory:").await?;
    let schema = Schema::new(database.get_database_backend());
{creates}
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    axum::serve(listener, Router::new().route("/", get(|| async {{ "up" }}))).await.expect("a server");
    Ok(())
}}
"""
SEAORM_DEPENDENCY = ('sea-orm = { version = "2.0.4", default-features = false, features = ["runtime-tokio", "macros", "with-chrono", '
                     '"with-json", "with-uuid", "with-rust_decimal", "sqlx-sqlite"] }\n'
                     'axum = { version = "0.8.9", default-features = false, features = ["http1", "tokio"] }\n'
                     'tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }')


def generate(kind, count):
    """A workspace of its own with one leaf crate; returns its directory."""
    home = HOME / f"{kind}-{count}"
    source = home / "src"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    numbers = range(1, count + 1)
    modules = "\n".join(f"mod item_{n};" for n in numbers)
    if kind != "seaorm":
        body, dependency = RESTRUCT, f'restruct = {{ path = "{ROOT / "runtime"}" }}'
        resources = "".join(f".resource::<item_{n}::Item{n}>()" for n in numbers)
        main = RESTRUCT_MAIN.format(modules=modules, resources=resources)
    else:
        body, dependency = SEAORM, SEAORM_DEPENDENCY
        creates = "\n".join(f"    database.execute(&schema.create_table_from_entity(item_{n}::Entity)).await?;" for n in numbers)
        main = SEAORM_MAIN.format(modules=modules, creates=creates)
    for n in numbers:
        text = body.format(n=n)
        if kind == "related":
            text = text.removesuffix("}\n") + RELATIONS.format(next=n % count + 1, before=(n - 2) % count + 1)
        (source / f"item_{n}.rs").write_text(text)
    (source / "main.rs").write_text(main)
    name = f"{kind}-{count}"
    (home / "Cargo.toml").write_text(
        f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\npublish = false\n\n[dependencies]\n{dependency}\n\n'
        '[workspace]\n\n[profile.dev]\ndebug = "line-tables-only"\n\n[profile.release]\nlto = "thin"\ncodegen-units = 1\n')
    shutil.copy(ROOT / "Cargo.lock", home / "Cargo.lock")
    return home


def cargo(home, *words, **more):
    environment = {**os.environ, "CARGO_TARGET_DIR": str(HOME / "target"), "CARGO_INCREMENTAL": "1", **more}
    done = subprocess.run(["cargo", *words], cwd=home, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"cargo {' '.join(words)} failed in {home.name}:\n{done.stderr}")
    return done.stdout


def cpu_of(action):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    action()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median_cpu(prepare, action, runs):
    samples = []
    for _ in range(runs):
        prepare()
        samples.append(cpu_of(action))
    return statistics.median(samples)


def measure(kind, count, runs):
    home = generate(kind, count)
    name = home.name
    cargo(home, "build")  # dependencies, and the leaf once
    leaf = home / "src" / "item_1.rs"

    def edit():
        leaf.write_text(leaf.read_text() + f"\nconst _: u32 = {leaf.stat().st_size};\n")

    cold = median_cpu(lambda: cargo(home, "clean", "-p", name), lambda: cargo(home, "build"), runs)
    touch = median_cpu(edit, lambda: cargo(home, "build"), runs)
    binary = (HOME / "target" / "debug" / name).stat().st_size
    return {"cold": cold, "touch": touch, "binary": binary}


def release_cpu(kind, count):
    home = generate(kind, count)
    cargo(home, "build", "--release")
    return median_cpu(lambda: cargo(home, "clean", "--release", "-p", home.name), lambda: cargo(home, "build", "--release"), 1)


def expanded_lines(kind):
    """Lines per resource after everything is expanded, std's derives too, as rustc prints them."""
    lines = []
    for count in (1, 11):
        home = generate(kind, count)
        text = cargo(home, "rustc", "--", "-Zunpretty=expanded", RUSTC_BOOTSTRAP="1")
        lines.append(text.count("\n"))
    return (lines[1] - lines[0]) / 10


def emitted_lines():
    """Lines that the derive itself emits for such a resource: the committed expansion, which a test of the macro keeps true."""
    return (ROOT / "macros" / "expansions" / "plain_columns.expanded.rs").read_text().count("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="the budgets of CI only")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    counts = (1, 20) if options.check else (1, 10, 20, 50)
    figures = {(kind, count): measure(kind, count, options.runs) for kind in ("seaorm", "restruct") for count in counts}
    figures["related", 20] = measure("related", 20, options.runs)
    print("| | resources | cold leaf build, CPU s | touch one file, CPU s | debug binary, MB |\n|---|---|---|---|---|")
    for (kind, count), figure in figures.items():
        print(f"| {kind} | {count} | {figure['cold']:.2f} | {figure['touch']:.2f} | {figure['binary'] / 1e6:.2f} |")

    def slope(kind, name):
        return (figures[kind, 20][name] - figures[kind, 1][name]) / 19

    emitted = emitted_lines()
    touch = figures["restruct", 20]["touch"] / figures["seaorm", 20]["touch"]
    build = slope("restruct", "cold") / slope("seaorm", "cold")
    print(f"\nper resource: {slope('restruct', 'cold'):.3f} CPU s (SeaORM {slope('seaorm', 'cold'):.3f}, ratio {build:.2f}), "
          f"{slope('restruct', 'binary') / 1e6:.3f} MB (SeaORM {slope('seaorm', 'binary') / 1e6:.3f}), "
          f"{emitted} lines emitted")
    print(f"touch of one file of 20: {touch:.2f} × SeaORM")

    def of_relation(name):
        return (figures["related", 20][name] - figures["restruct", 20][name]) / 40

    print(f"per relation: {of_relation('cold'):.4f} CPU s, {of_relation('binary') / 1e6:.4f} MB")
    broken = []
    if emitted > 600:
        broken.append(f"{emitted} lines emitted, at most 600")
    if slope("restruct", "binary") > 200_000:
        broken.append(f"{slope('restruct', 'binary') / 1e6:.3f} MB per resource, at most 0.2")
    # The goal is 0.15, and 0.03 to 0.09 were measured on machines more or less busy.
    if slope("restruct", "cold") > 0.3:
        broken.append(f"{slope('restruct', 'cold'):.3f} CPU s per resource, at most 0.3")
    # A relation is data: 0.001 and less was measured, which is within the noise.
    if of_relation("cold") > 0.05:
        broken.append(f"{of_relation('cold'):.4f} CPU s per relation, at most 0.05")
    # The goal is 1.2, and 1.34 was measured. CI's bound only stops a fall back to code per resource, which costs 3 and more:
    # half a second of CPU on a shared machine is too little to tell less.
    if touch > 2.0:
        broken.append(f"touch {touch:.2f} × SeaORM, at most 2.0")
    if not options.check:
        print(f"expanded lines per resource: {expanded_lines('restruct'):.0f} (SeaORM {expanded_lines('seaorm'):.0f})")
        ratio = release_cpu("restruct", 20) / release_cpu("seaorm", 20)
        print(f"release build of 20: {ratio:.2f} × SeaORM's CPU")
    for fault in broken:
        print(f"OVER BUDGET: {fault}")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
