"""Names of an incident's fields are unique, and so are their short names, of at most ten characters; the crosswalk has a
row for each field and for nothing else, in their order."""
import re

import rule

FIELD = re.compile(r'AIRLOG_FIELD\(\s*(\w+)\s*,\s*(\w+)\s*,\s*"([^"]*)"\s*,\s*"([^"]*)"\s*,\s*"([^"]*)"\s*\)')


def check(tree):
    """fields.def"""
    for path in tree.files("include/airlog/fields.def"):
        text = "\n".join(rule.code_lines(rule.read(path), keep_strings=True))
        rows = FIELD.findall(text)
        if len(rows) != len(re.findall(r"^\s*AIRLOG_FIELD\(", text, flags=re.M)):
            tree.problem(path, "holds a row that cannot be read")
        names, shorts = set(), set()
        for name, kind, short, label, what in rows:
            tree.saw()
            if kind not in ("TEXT", "REAL", "TIME"):
                tree.problem(path, f"{name}: {kind} is no type")
            if not re.fullmatch(r"[a-z][a-z0-9_]{0,9}", short):
                tree.problem(path, f"{name}: the short name {short!r} does not fit a shapefile")
            if not label or not what:
                tree.problem(path, f"{name}: has no label or explanation")
            if name.lower() in names:
                tree.problem(path, f"{name}: stands twice")
            if short.lower() in shorts:
                tree.problem(path, f"{name}: the short name {short} is taken")
            names.add(name.lower())
            shorts.add(short.lower())


    check_crosswalk(tree)


COLUMNS = "field darwin_core stix plover eu_376_2014".split()


def check_crosswalk(tree):
    fields = [name.removesuffix("_name") if name == "class_name" else name
              for path in tree.files("include/airlog/fields.def")
              for name, *_ in FIELD.findall("\n".join(rule.code_lines(rule.read(path), keep_strings=True)))]
    for path in tree.files("data/crosswalk.tsv"):
        lines = [line.split("\t") for line in rule.read(path).splitlines() if not line.startswith("#")]
        if not lines or lines[0] != COLUMNS:
            tree.problem(path, f"its columns are not {' '.join(COLUMNS)}")
            continue
        for cells in lines[1:]:
            tree.saw()
            if len(cells) != len(COLUMNS) or not all(cells):
                tree.problem(path, f"{cells[0]}: has an empty cell")
        named = [cells[0] for cells in lines[1:]]
        for name in fields:
            if name not in named:
                tree.problem(path, f"{name}: has no row")
        if [name for name in named if name in fields] != named or [name for name in fields if name in named] != named:
            tree.problem(path, "its rows are not the fields in their order")


def row(name="a", kind="TEXT", short="a", what="what"):
    return f'AIRLOG_FIELD({name}, {kind}, "{short}", "Label", "{what}")\n'


FILE = "include/airlog/fields.def"
CROSSWALK = "data/crosswalk.tsv"
CROSS = "# about it\n" + "\t".join(COLUMNS) + "\n"
GOOD = {FILE: "/* AIRLOG_FIELD(x) */\n" + row() + row("b", "REAL", "bearing_de")}
BAD = [
    ("does not fit", {FILE: row(short="bearing_deg")}),
    ("does not fit", {FILE: row(short="")}),
    ("is taken", {FILE: row() + row("b")}),
    ("stands twice", {FILE: row() + row(short="b")}),
    ("is no type", {FILE: row(kind="DATE")}),
    ("no label", {FILE: row(what="")}),
    ("has no row", {FILE: row() + row("b", short="b"), CROSSWALK: CROSS + "a\t1\t2\t3\t4\n"}),
    ("in their order", {FILE: row(), CROSSWALK: CROSS + "a\t1\t2\t3\t4\nz\t1\t2\t3\t4\n"}),
    ("an empty cell", {FILE: row(), CROSSWALK: CROSS + "a\t1\t2\t\t4\n"}),
    ("columns are not", {FILE: row(), CROSSWALK: "field\n"}),
    ("cannot be read", {FILE: row() + 'AIRLOG_FIELD(c, TEXT, "c")\n'}),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD)
