"""data/SOURCES.tsv names every file of data/, and each file has the checksum that it gives."""
import hashlib

import rule

COLUMNS = ["file", "package", "version", "sha256", "licence", "rows", "date"]
# Not data: what explains, builds and refreshes it.
OTHER = ("README.md", "SOURCES.tsv", "CMakeLists.txt")


def table(tree, path):
    """Rows of SOURCES.tsv by file name."""
    lines = [line for line in rule.read(path).splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t") if lines else []
    if not set(COLUMNS) <= set(header):
        tree.problem(path, f"has not the columns {' '.join(COLUMNS)}")
        return {}
    rows = {}
    for line in lines[1:]:
        row = dict(zip(header, line.split("\t")))
        for column in COLUMNS:
            if not row.get(column):
                tree.problem(path, f"{row.get('file')}: {column} is empty")
        if row.get("file") in rows:
            tree.problem(path, f"{row.get('file')} stands twice")
        rows[row.get("file")] = row
    return rows


def check(tree):
    """sources of the data"""
    path = tree.root / "data/SOURCES.tsv"
    if not path.is_file():
        tree.problem(path, "is missing")
        return
    rows = table(tree, path)
    files = {one.relative_to(tree.root / "data").as_posix(): one for one in tree.files("data/**/*")
             if one.name not in OTHER and one.suffix not in (".sh", ".py", ".cmake")}
    for name, file in files.items():
        tree.saw()
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        if name not in rows:
            tree.problem(file, "is not in SOURCES.tsv")
        elif rows[name].get("sha256") != digest:
            tree.problem(file, f"has the sha256 {digest}, SOURCES.tsv says otherwise")
    for name in rows:
        if name not in files:
            tree.problem(path, f"{name} is not there")


HEAD = "\t".join(COLUMNS) + "\n"
EMPTY = hashlib.sha256(b"").hexdigest()
ROW = f"a.csv\tpack\t1\t{EMPTY}\tCC0\t0\t2026-01-01\n"
GOOD = {"data/SOURCES.tsv": HEAD + ROW, "data/a.csv": "", "data/README.md": "words", "data/refresh.sh": ""}
BAD = [
    ("is missing", {"data/a.csv": ""}),
    ("not in SOURCES", {"data/SOURCES.tsv": HEAD, "data/a.csv": ""}),
    ("not in SOURCES", {"data/SOURCES.tsv": HEAD + ROW, "data/a.csv": "", "data/deep/b.tsv": ""}),
    ("says otherwise", {"data/SOURCES.tsv": HEAD + ROW, "data/a.csv": "changed"}),
    ("is not there", {"data/SOURCES.tsv": HEAD + ROW}),
    ("licence is empty", {"data/SOURCES.tsv": HEAD + ROW.replace("CC0", ""), "data/a.csv": ""}),
    ("stands twice", {"data/SOURCES.tsv": HEAD + ROW + ROW, "data/a.csv": ""}),
    ("has not the columns", {"data/SOURCES.tsv": "file\tsha256\n", "data/a.csv": ""}),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD)
