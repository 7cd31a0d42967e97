# What every target of the project shares: warnings, sanitizers, stages.

# Developer flags live in a target that is linked privately, so that no user inherits them.
add_library(airlog_flags INTERFACE)
target_compile_definitions(airlog_flags INTERFACE _GNU_SOURCE)
target_compile_options(airlog_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<BOOL:${AIRLOG_STRICT}>:-Werror>)
# Nobody replaces our functions at load time: the libraries call themselves directly, not through the symbol table.
add_compile_options(-fno-semantic-interposition)
add_link_options($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,SHARED_LIBRARY>:LINKER:-Bsymbolic-functions>)
if(AIRLOG_SANITIZE)
  target_compile_options(airlog_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                                -fno-omit-frame-pointer)
  target_link_options(airlog_flags INTERFACE -fsanitize=address,undefined)
endif()
if(AIRLOG_FUZZ)
  target_compile_options(airlog_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  target_link_options(airlog_flags INTERFACE -fsanitize=address,undefined)
endif()

# Calls across files and stages are inlined where the library is linked. The objects hold plain code beside what that
# needs ("fat"): tests, tools and whoever looks at the archives take the plain code, which links at once.
set(airlog_lto_compile)
set(airlog_lto_link)
if(AIRLOG_LTO AND CMAKE_C_COMPILER_ID STREQUAL "GNU" AND NOT AIRLOG_SANITIZE AND NOT AIRLOG_FUZZ)
  include(CheckIPOSupported)
  check_ipo_supported(RESULT airlog_lto_works LANGUAGES C OUTPUT airlog_lto_why)
  if(airlog_lto_works)
    set(airlog_lto_compile -flto=auto -ffat-lto-objects)
    set(airlog_lto_link -flto=auto)
    # -fno-lto cannot be taken back behind it: everything but the library has it.
    add_link_options($<$<NOT:$<STREQUAL:$<TARGET_PROPERTY:NAME>,airlog>>:-fno-lto>)
  endif()
endif()

# airlog_stage(name [AFTER stage] SOURCES file... [LIBRARIES target...])
# One stage of the pipeline: a static library that sees only the public headers and links the stage
# to its left.
function(airlog_stage name)
  cmake_parse_arguments(STAGE "" "AFTER" "SOURCES;LIBRARIES" ${ARGN})
  add_library(airlog_${name} STATIC ${STAGE_SOURCES})
  target_include_directories(airlog_${name} PUBLIC "${PROJECT_SOURCE_DIR}/include"
                                            PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
  target_link_libraries(airlog_${name} PRIVATE airlog_flags ${STAGE_LIBRARIES})
  target_compile_options(airlog_${name} PRIVATE ${airlog_lto_compile})
  if(STAGE_AFTER)
    target_link_libraries(airlog_${name} PUBLIC airlog_${STAGE_AFTER})
  endif()
endfunction()

# airlog_unit_test(stage name [LIBRARIES target...]): tests/unit/<stage>/test_<name>.c as a cmocka program
# that sees the stage's private headers, labelled "unit" and with the stage.
function(airlog_unit_test stage name)
  cmake_parse_arguments(TEST "" "" "LIBRARIES" ${ARGN})
  set(target unit_${stage}_${name})
  add_executable(${target} test_${name}.c)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/src/${stage}" "${PROJECT_SOURCE_DIR}/tests/unit")
  target_link_libraries(${target} PRIVATE airlog_flags airlog_${stage} ${CMOCKA_LIBRARIES} m ${TEST_LIBRARIES})
  add_test(NAME unit.${stage}.${name} COMMAND ${target})
  set_tests_properties(unit.${stage}.${name} PROPERTIES LABELS "unit;${stage}"
    ENVIRONMENT "AIRLOG_DATA=${PROJECT_BINARY_DIR}/data/airlog.tables")
endfunction()
