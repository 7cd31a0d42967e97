"""Each public header compiles alone, twice, as C11, C17 and C++17, with every compiler that is here."""
import concurrent.futures
import shutil
import subprocess

import rule

FLAGS = ["-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror"]
COMPILERS = [("gcc", "g++"), ("clang", "clang++")]


def commands(header):
    """(label, command) for each language and compiler."""
    for c, cpp in COMPILERS:
        for language, compiler, standard in (("c", c, "c11"), ("c", c, "c17"), ("c++", cpp, "c++17")):
            if shutil.which(compiler):
                yield f"{compiler} -std={standard}", [compiler, "-x", language, f"-std={standard}", *FLAGS, "-"]


def compile_header(job):
    tree, path, label, command = job
    source = f'#include "airlog/{path.name}"\n#include "airlog/{path.name}"\n'
    result = subprocess.run(command[:-1] + ["-I", str(tree.root / "include"), "-"], input=source, text=True,
                            capture_output=True)
    return path, label, result


def check(tree):
    """public headers compile alone"""
    jobs = [(tree, path, label, command) for path in tree.files("include/airlog/*.h")
            for label, command in commands(path)]
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for path, label, result in pool.map(compile_header, jobs):
            tree.saw()
            if result.returncode != 0:
                first = next((line for line in result.stderr.splitlines() if "error" in line), result.stderr[:200])
                tree.problem(path, f"{label}: {first}")


GOOD = {"include/airlog/a.h": "#ifndef A_H\n#define A_H\n#include <stddef.h>\nsize_t airlog_a(void);\n#endif\n"}
BAD = [
    ("unknown type", {"include/airlog/a.h": "size_t airlog_a(void);\n"}),
    ("redefinition", {"include/airlog/a.h": "typedef struct airlog_a { int x; } airlog_a;\n"}),
    ("++ -std=c++17", {"include/airlog/a.h": "#ifndef A_H\n#define A_H\nint airlog_a(int class);\n#endif\n"}),
    ("c11", {"include/airlog/a.h": '#ifndef A_H\n#define A_H\n#include "airlog/missing.h"\n#endif\n'}),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD)
