# Installation: libraries, headers, command, tables, CMake package, pkg-config file.
