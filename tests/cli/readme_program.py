"""The program in README.md compiles without a warning and places what it reads."""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True, help="the project")
    parser.add_argument("--library", type=pathlib.Path, required=True, help="the folder of libairlog")
    parser.add_argument("compiler", nargs="+", help="the C compiler, with its flags")
    arguments = parser.parse_args()
    programs = re.findall(r"^```c\n(.*?)^```", (arguments.root / "README.md").read_text(encoding="utf-8"), re.S | re.M)
    if len(programs) != 1:
        print(f"README.md holds {len(programs)} programs in C, not one")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        source, program = pathlib.Path(folder, "mine.c"), pathlib.Path(folder, "mine")
        source.write_text(programs[0], encoding="utf-8")
        subprocess.run([*arguments.compiler, "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                        f"-I{arguments.root}/include", str(source), "-o", str(program), f"-L{arguments.library}",
                        f"-Wl,-rpath,{arguments.library}", "-lairlog"], check=True)
        done = subprocess.run([str(program)], capture_output=True, text=True, check=False)
    print(done.stdout + done.stderr, end="")
    return 0 if done.returncode == 0 and re.fullmatch(r"5\d\.\d+ N -1\.\d+ E\n", done.stdout) else 1


if __name__ == "__main__":
    sys.exit(main())
