"""Each third-party header has the owners that the design names; every other header is of C or POSIX."""
import re

import includes
import rule

OWNERS = [
    (r"proj(_\w+)?\.h|geodesic\.h", {"place"}),
    (r"(cjson/)?cJSON\.h", {"ingest", "record"}),
    (r"gdal\w*\.h|ogr\w*\.h|cpl_\w+\.h", {"store", "study", "write"}),
    (r"unicode/\w+\.h|xxhash\.h", {"base"}),
    (r"libxml/\w+\.h", {"ingest"}),
    (r"zlib\.h", {"place"}),
]
SYSTEM = set("""assert ctype dirent dlfcn elf endian errno fcntl fenv float fts getopt glob inttypes iso646 limits link
locale math poll pthread signal stdalign stdarg stdatomic stdbool stddef stdint stdio stdio_ext stdlib string strings
sys/auxv sys/ioctl sys/mman sys/random sys/resource sys/stat sys/time sys/types sys/uio sys/wait
termios threads time unistd wchar emmintrin immintrin tmmintrin smmintrin arm_neon""".split())


# The compiler of the tables is a program of the build: it reads JSON and asks ICU for the zones.
COMPILER = ("src/place/compile/", {"base", "ingest", "place"})


def check(tree):
    """third-party headers and their owners"""
    for path in tree.files("src/*/**/*.[ch]", "include/airlog/*.h"):
        relative = path.relative_to(tree.root)
        here = COMPILER[1] if relative.as_posix().startswith(COMPILER[0]) else {relative.parts[1]}
        for number, bracket, name in includes.included(path):
            if name.startswith("airlog/") or (bracket == '"' and (path.parent / name).is_file()):
                continue
            tree.saw()
            owners = next((who for pattern, who in OWNERS if re.fullmatch(pattern, name)), None)
            if owners is not None:
                if not here & owners:
                    tree.problem(path, f"line {number}: {name} belongs to {', '.join(sorted(owners))}")
            elif bracket == "<" and name.removesuffix(".h") not in SYSTEM:
                tree.problem(path, f"line {number}: {name} has no owner")


GOOD = {
    "src/place/geodesic.c": "#include <geodesic.h>\n#include <math.h>\n",
    "src/write/writer.c": "#include <ogr_api.h>\n#include <cpl_conv.h>\n#include <stdio.h>\n",
    "src/base/fold.c": "#include <unicode/unorm2.h>\n",
    "include/airlog/base.h": "#include <stdint.h>\n",
    "src/place/compile/zones.c": "#include <unicode/ucal.h>\n#include <zlib.h>\n",
}
BAD = [
    ("belongs to place", {"src/record/a.c": "#include <geodesic.h>\n"}),
    ("belongs to place", {"src/parse/a.c": '#include "proj.h"\n'}),
    ("belongs to ingest, record", {"src/write/a.c": "#include <cjson/cJSON.h>\n"}),
    ("belongs to store, study, write", {"src/cli/a.c": "#include <gdal.h>\n"}),
    ("belongs to store, study, write", {"include/airlog/write.h": "#include <ogr_srs_api.h>\n"}),
    ("belongs to base", {"src/lex/a.c": "#include <unicode/ustring.h>\n"}),
    ("belongs to store, study, write", {"src/place/compile/a.c": "#include <gdal.h>\n"}),
    ("belongs to base", {"src/place/a.c": "#include <unicode/ucal.h>\n"}),
    ("has no owner", {"src/lex/a.c": "#include <pcre2.h>\n"}),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD)
