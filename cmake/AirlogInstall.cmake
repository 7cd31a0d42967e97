# Installation: libraries, headers, command, tables, CMake package, pkg-config files. Everything is found
# from where it lies, so that the installed tree can be moved.
include(CMakePackageConfigHelpers)

# airlog_relative(out from to): the path from one installation folder to another.
function(airlog_relative out from to)
  file(RELATIVE_PATH path "${CMAKE_INSTALL_FULL_${from}}" "${CMAKE_INSTALL_FULL_${to}}")
  string(REGEX REPLACE "/$" "" path "${path}")
  set(${out} "${path}" PARENT_SCOPE)
endfunction()

airlog_relative(bin_to_lib BINDIR LIBDIR)
set(libraries airlog)
set_target_properties(airlog-command PROPERTIES INSTALL_RPATH "$ORIGIN/${bin_to_lib}")
if(AIRLOG_GIS)
  list(APPEND libraries airlog-gis)
  set_target_properties(airlog-gis PROPERTIES EXPORT_NAME gis INSTALL_RPATH "$ORIGIN")
endif()

install(TARGETS ${libraries} EXPORT airlogTargets
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT runtime NAMELINK_COMPONENT development)
install(TARGETS airlog-command RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT runtime)
install(FILES "${PROJECT_BINARY_DIR}/data/airlog.tables"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/airlog" COMPONENT data)
# The tables hold other people's data: who is to be named goes where they go.
install(FILES "${PROJECT_SOURCE_DIR}/data/README.md" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/airlog-data"
  COMPONENT data)
if(TARGET airlog_manual)
  get_target_property(pages airlog_manual AIRLOG_PAGES)
  install(FILES ${pages} DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT runtime)
endif()
install(FILES "${CMAKE_CURRENT_LIST_DIR}/completion/airlog.bash" RENAME airlog
  DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT runtime)
install(FILES "${CMAKE_CURRENT_LIST_DIR}/completion/_airlog"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions" COMPONENT runtime)
install(FILES "${CMAKE_CURRENT_LIST_DIR}/completion/airlog.fish"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT runtime)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/airlog" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  COMPONENT development FILES_MATCHING PATTERN "*.h" PATTERN "*.def")

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/airlog")
install(EXPORT airlogTargets NAMESPACE airlog:: DESTINATION "${package_folder}" COMPONENT development)
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/airlogConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/airlogConfig.cmake" INSTALL_DESTINATION "${package_folder}"
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/airlogConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/airlogConfig.cmake" "${PROJECT_BINARY_DIR}/airlogConfigVersion.cmake"
  DESTINATION "${package_folder}" COMPONENT development)

# airlog_pkgconfig(name library requires): one .pc file, with its prefix taken from where it lies.
function(airlog_pkgconfig name library requires)
  file(RELATIVE_PATH up "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
  string(REGEX REPLACE "/$" "" up "${up}")
  configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/airlog.pc.in" "${PROJECT_BINARY_DIR}/${name}.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/${name}.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
    COMPONENT development)
endfunction()
airlog_pkgconfig(airlog airlog "")
if(AIRLOG_GIS)
  airlog_pkgconfig(airlog-gis airlog-gis "airlog = ${PROJECT_VERSION}")
endif()

include(AirlogPackage)
