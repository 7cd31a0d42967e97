"""Every global symbol of the libraries and of the stage archives begins airlog_, and each has some."""
import pathlib
import re
import shutil
import subprocess
import tempfile

import rule

# What sanitizers add to every object, and the linker to every library.
ADDED = re.compile(r"__odr_asan|__asan_|__ubsan_|__sancov_|__start_|__stop_|asan\.|sancov\.|"
                   r"(_init|_fini|__bss_start|_edata|_end)$")


def symbols(path):
    """Names of the symbols that others can link against."""
    dynamic = ["-D"] if ".so" in path.name else []
    output = subprocess.run(["nm", "--defined-only", "-g", "-P", *dynamic, str(path)], capture_output=True, text=True)
    if output.returncode != 0:
        return None
    names = [line.split()[0] for line in output.stdout.splitlines() if len(line.split()) > 2]
    return [name for name in names if not ADDED.match(name)]


def binaries(tree):
    return [pathlib.Path(name) for name in tree.arguments.binaries] or tree.files("*.a", "*.so")


def check(tree):
    """names of global symbols"""
    for path in binaries(tree):
        names = symbols(path)
        if names is None:
            tree.problem(path, "nm cannot read it")
            continue
        tree.saw(len(names))
        if not names:
            tree.problem(path, "has no global symbol")
        for name in names:
            if not name.startswith("airlog_"):
                tree.problem(path, f"{name} does not begin with airlog_")


def prove(compiler):
    """The rule on libraries made from good and bad sources; returns the failures."""
    failures = []
    samples = [
        ("", "int airlog_a(void){return 1;} static int helper(void){return 1;} int (*airlog_p)(void) = helper;", "a"),
        ("does not begin", "int airlog_a(void){return 1;} int helper(void){return 1;}", "a"),
        ("does not begin", "int airlog_a(void){return 1;} int counter;", "so"),
        ("has no global symbol", "static int x; int *f(void); static int *g(void){return x ? f() : g();}", "a"),
        ("nm cannot read", None, "a"),
    ]
    for expected, source, kind in samples:
        with tempfile.TemporaryDirectory() as folder:
            make(compiler, pathlib.Path(folder), source, kind)
            tree = rule.judge(check, folder, Arguments())
        caught = [problem for problem in tree.problems if expected in problem] if expected else []
        if bool(tree.problems) != bool(expected) or (expected and not caught):
            failures.append(f"{expected or 'a clean library'}: {tree.problems}")
    with tempfile.TemporaryDirectory() as folder:
        if not rule.judge(check, folder, Arguments()).problems:
            failures.append("an empty folder passed")
    print(f"{len(samples) + 1} samples, {len(failures)} failures")
    return failures


class Arguments:
    binaries = ()


def make(compiler, folder, source, kind):
    if source is None:
        (folder / "libbad.a").write_text("no archive")
        return
    (folder / "a.c").write_text(source)
    if kind == "so":
        subprocess.run([compiler, "-w", "-shared", "-fPIC", "-o", folder / "liba.so", folder / "a.c"], check=True)
        return
    subprocess.run([compiler, "-w", "-c", "-o", folder / "a.o", folder / "a.c"], check=True)
    subprocess.run(["ar", "rc", folder / "liba.a", folder / "a.o"], check=True)


if __name__ == "__main__":
    rule.main(check, prove=lambda: prove(shutil.which("cc") or "gcc"),
              options=[("--binaries", "libraries and archives to look at")])
