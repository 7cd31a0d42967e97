"""Calls that no stage makes: unbounded or locale-bound ones anywhere, memory outside base, output in libraries."""
import re

import rule

ANYWHERE = """strtod strtof strtold atof atoi atol atoll sprintf vsprintf strcpy stpcpy strcat strncat strtok strtok_r
setlocale localtime gmtime sscanf vsscanf fscanf scanf gets tmpnam mktemp""".split()
MEMORY = """malloc calloc realloc reallocarray free strdup strndup asprintf vasprintf aligned_alloc posix_memalign
memalign valloc alloca getline getdelim""".split()
LIBRARY = "printf vprintf fprintf vfprintf puts putchar perror exit _exit _Exit quick_exit abort getenv system".split()
# The command, and programs that run while the project is built: no part of any library.
PROGRAMS = re.compile(r"src/cli/|src/place/compile/|src/\w+/build/")


def uses(names, line):
    """Calls of the names, and the names handed over as functions; members and longer names are others."""
    line = re.sub(r"\bformat\s*\(\s*printf\b", "", line)  # the attribute that checks formats
    pattern = r"(?<![\w.>])(" + "|".join(names) + r")\s*\(|[(,=]\s*&?(" + "|".join(names) + r")\s*[,;)]"
    for match in re.finditer(pattern, line):
        yield match.group(1) or match.group(2)


def check(tree):
    """banned calls"""
    for path in tree.files("src/**/*.[ch]", "include/airlog/*.h"):
        relative = path.relative_to(tree.root).as_posix()
        tree.saw()
        for number, line in enumerate(rule.code_lines(rule.read(path)), 1):
            for name in uses(ANYWHERE, line):
                tree.problem(path, f"line {number}: {name} is banned")
            if not relative.startswith("src/base/"):
                for name in uses(MEMORY, line):
                    tree.problem(path, f"line {number}: {name} is for base alone")
            if not PROGRAMS.match(relative):
                for name in uses(LIBRARY, line):
                    tree.problem(path, f"line {number}: a library does not call {name}")
                if re.search(r"(?<!\w)(stdout|stderr)(?!\w)", line):
                    tree.problem(path, f"line {number}: a library does not print")


GOOD = {
    "src/base/arena.c": "void *p = malloc(4); free(p);\n",
    "src/lex/lex.c": 'snprintf(b, 4, "sprintf(x)"); /* atoi(s) */ a.free(x); a->exit(1); my_free(x); cJSON_free(y);\n'
                     "int exit = 1; // strcpy(a, b)\n",
    "src/cli/main.c": 'fprintf(stderr, "airlog");\n',
    "src/place/compile/main.c": "exit(2);\n",
    "src/lex/build/make.c": "printf(text);\n",
    "include/airlog/base.h": "void airlog_f(const char *f, ...) __attribute__((format(printf, 1, 2)));\n",
}
BAD = [
    (f"{name} is banned", {"src/base/a.c": f"x = {name} (s);\n"})
    for name in "strtod atof atoi sprintf strcpy strcat strtok setlocale localtime gmtime sscanf".split()
] + [
    ("malloc is for base alone", {"src/lex/a.c": "p = malloc(4);\n"}),
    ("free is for base alone", {"src/cli/a.c": "    free(p);\n"}),
    ("free is for base alone", {"src/parse/a.c": "open_with(free, 1);\n"}),
    ("strdup is for base alone", {"src/write/a.c": "/* kept */ p = strdup(s);\n"}),
    ("does not call exit", {"src/lex/a.c": "exit(1);\n"}),
    ("does not call abort", {"src/write/a.c": "if (bad) abort();\n"}),
    ("does not call printf", {"src/place/a.c": 'printf("x");\n'}),
    ("does not print", {"src/place/a.c": 'fputs("x", stderr);\n'}),
    ("does not call getenv", {"include/airlog/base.h": 'static inline char *f(void) { return getenv("X"); }\n'}),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD)
