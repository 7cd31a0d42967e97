"""The root CMakeLists.txt stays short, and every source of src is named in a CMakeLists.txt."""
import rule

LIMIT = 80


def listed(tree, path):
    """Whether a CMakeLists.txt between src and the file names it."""
    for folder in path.parents:
        lists = folder / "CMakeLists.txt"
        if lists.is_file() and path.relative_to(folder).as_posix() in rule.read(lists).replace("(", " ").replace(
                ")", " ").split():
            return True
        if folder == tree.root / "src":
            return False
    return False


def check(tree):
    """CMakeLists.txt files"""
    root = tree.root / "CMakeLists.txt"
    if not root.is_file():
        tree.problem(root, "is missing")
        return
    length = len(rule.read(root).splitlines())
    if length >= LIMIT:
        tree.problem(root, f"has {length} lines; keep it under {LIMIT}")
    for path in tree.files("src/**/*.c"):
        tree.saw()
        if not listed(tree, path):
            tree.problem(path, "is in no CMakeLists.txt")
    for path in tree.files("src/**/CMakeLists.txt", "CMakeLists.txt", "cmake/*.cmake"):
        if "GLOB" in rule.read(path).replace("(", " ").split():
            tree.problem(path, "sources are listed, not globbed")


TOP = {"CMakeLists.txt": "project(x)\n"}
GOOD = TOP | {"src/a/CMakeLists.txt": "airlog_stage(a SOURCES x.c\n  sub/y.c)\n", "src/a/x.c": "", "src/a/sub/y.c": ""}
BAD = [
    ("keep it under", {"CMakeLists.txt": "\n" * 80}),
    ("in no CMakeLists", TOP | {"src/a/CMakeLists.txt": "airlog_stage(a SOURCES xx.c)\n", "src/a/x.c": ""}),
    ("in no CMakeLists", TOP | {"src/a/CMakeLists.txt": "airlog_stage(a SOURCES y.c)\n", "src/a/sub/y.c": ""}),
    ("not globbed", TOP | {"src/a/CMakeLists.txt": "file(GLOB all *.c)\n# x.c\n", "src/a/x.c": ""}),
    ("is missing", {"src/a/x.c": ""}),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD)
