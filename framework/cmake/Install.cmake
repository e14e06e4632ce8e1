# SPDX-License-Identifier: Apache-2.0
#
# proofload_install(<target>...)
#
# Installs the libraries, every header below framework/proofload, and the package files, so that
# find_package(Proofload) gives Proofload::core for the target proofload_core, and so on.
# Does nothing when PROOFLOAD_INSTALL is off.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(PROOFLOAD_PACKAGE_FILES "${CMAKE_CURRENT_LIST_DIR}")

function(proofload_install)
  if(NOT PROOFLOAD_INSTALL)
    return()
  endif()
  set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/Proofload")

  foreach(target IN LISTS ARGN)
    string(REGEX REPLACE "^proofload_" "" export_name "${target}")
    set_target_properties(${target} PROPERTIES EXPORT_NAME "${export_name}")
  endforeach()

  install(
    TARGETS ${ARGN}
    EXPORT ProofloadTargets
    INCLUDES
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  install(
    DIRECTORY "${Proofload_SOURCE_DIR}/framework/proofload"
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILES_MATCHING
    PATTERN "*.h")
  install(
    EXPORT ProofloadTargets
    NAMESPACE Proofload::
    DESTINATION "${package_dir}")

  configure_package_config_file(
    "${PROOFLOAD_PACKAGE_FILES}/ProofloadConfig.cmake.in"
    "${Proofload_BINARY_DIR}/ProofloadConfig.cmake" INSTALL_DESTINATION "${package_dir}")
  write_basic_package_version_file(
    "${Proofload_BINARY_DIR}/ProofloadConfigVersion.cmake" VERSION "${Proofload_VERSION}"
    COMPATIBILITY SameMinorVersion)
  install(
    FILES "${Proofload_BINARY_DIR}/ProofloadConfig.cmake"
          "${Proofload_BINARY_DIR}/ProofloadConfigVersion.cmake"
          "${PROOFLOAD_PACKAGE_FILES}/ProofloadDiscoverTests.cmake"
          "${PROOFLOAD_PACKAGE_FILES}/ProofloadTestProperties.cmake.in"
          "${PROOFLOAD_PACKAGE_FILES}/Grpc.cmake"
    DESTINATION "${package_dir}")
endfunction()
