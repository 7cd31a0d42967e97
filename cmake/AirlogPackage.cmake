# Debian packages by `cpack -G DEB`: airlog (command and libraries), airlog-data (tables), airlog-dev. The source
# tarball by `cpack --config CPackSourceConfig.cmake`, or `git archive`.
set(CPACK_PACKAGE_NAME airlog)
set(CPACK_PACKAGE_VENDOR airlog)
set(CPACK_PACKAGE_CONTACT "The airlog authors <airlog@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_COMPONENTS_ALL runtime development data)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# In a package the libraries are where the loader looks: no search path of our own.
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/AirlogStrip.cmake")

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME airlog)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION science)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA "${CMAKE_CURRENT_LIST_DIR}/debian/triggers"
  "${PROJECT_BINARY_DIR}/shlibs")
configure_file("${CMAKE_CURRENT_LIST_DIR}/debian/shlibs.in" "${PROJECT_BINARY_DIR}/shlibs" @ONLY)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/src")
set(CPACK_DEBIAN_DATA_PACKAGE_NAME airlog-data)
set(CPACK_DEBIAN_DATA_PACKAGE_SECTION science)
set(CPACK_DEBIAN_DATA_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME airlog-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "airlog (= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_RUNTIME_DESCRIPTION
  "command that places reports of incidents in the air
 Reads what people write about incidents in the air, works out where, when and
 what, says how sure it is, and writes layers for maps. Also converts units and
 coordinates and measures distances. This package has the command and its
 libraries.")
set(CPACK_COMPONENT_DATA_DESCRIPTION
  "gazetteer and vocabularies of airlog
 The compiled tables that airlog looks names up in: places, airports, navaids,
 vocabularies, time zones, airspace and magnetic models.")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
  "libraries that place reports of incidents in the air (headers)
 Headers, CMake package and pkg-config files for programs that read and place
 reports with the libraries of airlog.")

# PROJ and ICU are loaded when they are first needed, so no tool sees that they are: the packages that own
# them are looked up here.
function(airlog_owning_packages out)
  set(packages)
  find_program(DPKG_QUERY dpkg-query)
  foreach(file IN LISTS ARGN)
    file(REAL_PATH "${file}" real)
    if(DPKG_QUERY)
      execute_process(COMMAND "${DPKG_QUERY}" -S "${real}" OUTPUT_VARIABLE line ERROR_QUIET RESULT_VARIABLE status)
      if(status EQUAL 0)
        string(REGEX REPLACE ":.*" "" package "${line}")
        list(APPEND packages "${package}")
      endif()
    endif()
  endforeach()
  list(REMOVE_DUPLICATES packages)
  list(JOIN packages ", " packages)
  set(${out} "${packages}" PARENT_SCOPE)
endfunction()

get_target_property(proj_file PROJ::proj LOCATION)
get_target_property(icu_file ICU::uc LOCATION)
get_target_property(xml_file LibXml2::LibXml2 LOCATION)
airlog_owning_packages(loaded "${proj_file}" "${icu_file}" "${xml_file}")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS "airlog-data (= ${PROJECT_VERSION})")
if(loaded)
  string(APPEND CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS ", ${loaded}")
endif()

# What Debian asks of every package: who may do what with it, and what has changed.
find_program(GZIP gzip)
if(GZIP)
  set(changelog "${PROJECT_BINARY_DIR}/changelog.gz")
  execute_process(COMMAND "${GZIP}" -9nc "${CMAKE_CURRENT_LIST_DIR}/debian/changelog" OUTPUT_FILE "${changelog}")
  foreach(pair "runtime;airlog" "data;airlog-data" "development;airlog-dev")
    list(GET pair 0 component)
    list(GET pair 1 package)
    set(folder "${CMAKE_INSTALL_DATADIR}/doc/${package}")
    install(FILES "${changelog}" "${CMAKE_CURRENT_LIST_DIR}/debian/copyright" DESTINATION "${folder}"
      COMPONENT ${component})
  endforeach()
endif()

set(CPACK_SOURCE_GENERATOR TXZ)
set(CPACK_SOURCE_PACKAGE_FILE_NAME "airlog-${PROJECT_VERSION}")
set(CPACK_SOURCE_IGNORE_FILES "/\\\\.git/;/\\\\.git$;/build/;/__pycache__/;\\\\.swp$;~$")
include(CPack)
