# SPDX-License-Identifier: Apache-2.0
#
# proofload_discover_tests(<target>
#                          [EXTRA_ARGS <argument>...]
#                          [WORKING_DIRECTORY <directory>]
#                          [XML_OUTPUT_DIR <directory>])
#
# Makes a CTest test of every GoogleTest case in <target>, with the labels, timeout and RUN_SERIAL
# that the case was written with, so that `ctest -L '^soak$'` chooses exactly the soak tests.
#
#   EXTRA_ARGS         passed to the binary when CTest runs a test
#   WORKING_DIRECTORY  where tests run; CMAKE_CURRENT_BINARY_DIR when not given
#   XML_OUTPUT_DIR     where each test leaves GoogleTest's XML report
#
# The cases are found by CMake's own gtest_discover_tests(). That sets properties for a whole call,
# not for one test, and passes them through several list expansions on the way, in which a value
# that is itself a list (two labels) falls apart. So the binary, which knows what each case was
# declared with, writes them itself: after linking it is run once more with
# --ctest-properties=<file>, and fills the file with lines such as
#
#   set_tests_properties("Suite.Name" PROPERTIES LABELS "smoke;http" TIMEOUT 300 RUN_SERIAL TRUE)
#
# CTest reads that file after the one that adds the tests. Names are those CTest knows: without
# DISABLED_ in front of suite or case. A name that CTest does not know is passed over.
# Where the target is not built there is no file, and CTest goes on without it.

function(proofload_discover_tests target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "WORKING_DIRECTORY;XML_OUTPUT_DIR" "EXTRA_ARGS")
  if(DEFINED arg_UNPARSED_ARGUMENTS OR DEFINED arg_KEYWORDS_MISSING_VALUES)
    message(
      FATAL_ERROR "proofload_discover_tests(${target}): cannot use these arguments: "
                  "${arg_UNPARSED_ARGUMENTS} ${arg_KEYWORDS_MISSING_VALUES}")
  endif()
  if(NOT arg_WORKING_DIRECTORY)
    set(arg_WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
  endif()

  # Included here, since the module keeps the path of its script in a variable of this scope.
  include(GoogleTest)
  gtest_discover_tests(
    ${target}
    NO_PRETTY_TYPES
    NO_PRETTY_VALUES
    DISCOVERY_TIMEOUT 60
    WORKING_DIRECTORY "${arg_WORKING_DIRECTORY}"
    XML_OUTPUT_DIR "${arg_XML_OUTPUT_DIR}"
    EXTRA_ARGS ${arg_EXTRA_ARGS})

  set(properties_file "${CMAKE_CURRENT_BINARY_DIR}/${target}_properties.cmake")
  add_custom_command(
    TARGET ${target}
    POST_BUILD
    BYPRODUCTS "${properties_file}"
    COMMAND "$<TARGET_FILE:${target}>" "--ctest-properties=${properties_file}"
    WORKING_DIRECTORY "${arg_WORKING_DIRECTORY}"
    VERBATIM)

  set(include_file "${CMAKE_CURRENT_BINARY_DIR}/${target}_properties_include.cmake")
  file(WRITE "${include_file}" "include(\"${properties_file}\" OPTIONAL)\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${include_file}")
endfunction()
