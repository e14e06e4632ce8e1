# SPDX-License-Identifier: Apache-2.0
#
# proofload_discover_tests(<target>
#                          [EXTRA_ARGS <argument>...]
#                          [WORKING_DIRECTORY <directory>]
#                          [XML_OUTPUT_DIR <directory>]
#                          [TEST_PREFIX <prefix>]
#                          [TEST_SUFFIX <suffix>]
#                          [PROPERTIES <name> <value>...]
#                          [DISCOVERY_MODE <POST_BUILD|PRE_TEST>]
#                          [DISCOVERY_TIMEOUT <seconds>])
#
# Makes a CTest test of every GoogleTest case in <target>, with the labels, timeout and RUN_SERIAL
# that the case was written with, so that `ctest -L '^soak$'` chooses exactly the soak tests. Once
# for a target.
#
#   EXTRA_ARGS         passed to the binary when CTest runs a test
#   WORKING_DIRECTORY  where tests run; CMAKE_CURRENT_BINARY_DIR when not given
#   XML_OUTPUT_DIR     where each test leaves GoogleTest's XML report
#   TEST_PREFIX,       put around the name of each test, for the sake of two binaries of one folder
#   TEST_SUFFIX        that have cases of the same name: CTest gives properties to a name
#   PROPERTIES         CTest's properties for every test: ENVIRONMENT, RESOURCE_LOCK,
#                      FIXTURES_REQUIRED, ... A value may be a list ("A=1;B=2") and may have
#                      generator expressions. LABELS are added to those that a case declares. The
#                      TIMEOUT and RUN_SERIAL of a LOAD_TEST are always its own; given here they
#                      are for the other cases (TEST, TEST_F, ...)
#   DISCOVERY_MODE     POST_BUILD runs the binary after linking, to ask for its tests. PRE_TEST does
#                      so when CTest starts, for a binary that cannot run where it is built. Not
#                      given: CMAKE_GTEST_DISCOVER_TESTS_DISCOVERY_MODE, or else POST_BUILD
#   DISCOVERY_TIMEOUT  in seconds, how long the binary may take to list its tests; 60 when not given
#
# The cases are found by CMake's own gtest_discover_tests(). That sets properties for a whole call,
# not for one test, and passes them through several list expansions on the way, in which a value
# that is itself a list (two labels) falls apart. So the binary, which knows what each case was
# declared with, writes them itself: it is run once more with --ctest-properties=<file>, and fills
# the file with lines such as
#
#   set_tests_properties("Suite.Name" PROPERTIES LABELS "smoke;http" TIMEOUT 300 RUN_SERIAL TRUE)
#
# CTest reads that file, and the PROPERTIES given here, through ProofloadTestProperties.cmake.in,
# after the file that adds the tests. Names are those CTest knows: without DISABLED_ in front of
# suite or case. A name that CTest does not know is passed over. Where the target is not built there
# is no file, and CTest goes on without it.

function(proofload_discover_tests target)
  cmake_parse_arguments(
    PARSE_ARGV
    1
    arg
    ""
    "WORKING_DIRECTORY;XML_OUTPUT_DIR;TEST_PREFIX;TEST_SUFFIX;DISCOVERY_MODE;DISCOVERY_TIMEOUT"
    "EXTRA_ARGS;PROPERTIES")
  if(DEFINED arg_UNPARSED_ARGUMENTS OR DEFINED arg_KEYWORDS_MISSING_VALUES)
    message(
      FATAL_ERROR "proofload_discover_tests(${target}): cannot use these arguments: "
                  "${arg_UNPARSED_ARGUMENTS} ${arg_KEYWORDS_MISSING_VALUES}")
  endif()
  if(NOT arg_WORKING_DIRECTORY)
    set(arg_WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
  endif()
  if(NOT arg_DISCOVERY_MODE)
    set(arg_DISCOVERY_MODE "${CMAKE_GTEST_DISCOVER_TESTS_DISCOVERY_MODE}")
  endif()
  if(NOT arg_DISCOVERY_MODE)
    set(arg_DISCOVERY_MODE POST_BUILD)
  endif()
  if(NOT arg_DISCOVERY_TIMEOUT)
    set(arg_DISCOVERY_TIMEOUT 60)
  endif()

  # A second call would overwrite the files of the first.
  get_property(discovered TARGET ${target} PROPERTY PROOFLOAD_DISCOVERED)
  if(discovered)
    message(FATAL_ERROR "proofload_discover_tests(${target}): called a second time")
  endif()
  set_property(TARGET ${target} PROPERTY PROOFLOAD_DISCOVERED TRUE)

  # They become part of a string in CMake code.
  if("${arg_TEST_PREFIX}${arg_TEST_SUFFIX}" MATCHES "[^A-Za-z0-9_./:+ -]")
    message(
      FATAL_ERROR "proofload_discover_tests(${target}): TEST_PREFIX and TEST_SUFFIX cannot have "
                  "\"${CMAKE_MATCH_0}\"")
  endif()

  list(LENGTH arg_PROPERTIES length)
  math(EXPR odd "${length} % 2")
  if(odd)
    message(
      FATAL_ERROR "proofload_discover_tests(${target}): PROPERTIES are pairs of a name and a value "
                  "(a list as value needs quotes): ${arg_PROPERTIES}")
  endif()
  set(properties "")
  foreach(text IN LISTS arg_PROPERTIES)
    string(APPEND properties " [==[${text}]==]")
  endforeach()

  # Included here, since the module keeps the path of its script in a variable of this scope.
  include(GoogleTest)
  gtest_discover_tests(
    ${target}
    NO_PRETTY_TYPES
    NO_PRETTY_VALUES
    DISCOVERY_MODE ${arg_DISCOVERY_MODE}
    DISCOVERY_TIMEOUT ${arg_DISCOVERY_TIMEOUT}
    WORKING_DIRECTORY "${arg_WORKING_DIRECTORY}"
    XML_OUTPUT_DIR "${arg_XML_OUTPUT_DIR}"
    TEST_PREFIX "${arg_TEST_PREFIX}"
    TEST_SUFFIX "${arg_TEST_SUFFIX}"
    EXTRA_ARGS ${arg_EXTRA_ARGS})

  set(file_base "${CMAKE_CURRENT_BINARY_DIR}/${target}_properties")
  set(properties_file "${file_base}.cmake")
  set(include_file "${file_base}_include.cmake")
  set(generated_file "${include_file}")
  set(binary "")
  set(emulator "")
  if(arg_DISCOVERY_MODE STREQUAL "POST_BUILD")
    add_custom_command(
      TARGET ${target}
      POST_BUILD
      BYPRODUCTS "${properties_file}"
      COMMAND ${target} "--ctest-properties=${properties_file}" # through the emulator, if any
      WORKING_DIRECTORY "${arg_WORKING_DIRECTORY}"
      VERBATIM)
  else()
    set(binary "$<TARGET_FILE:${target}>")
    get_property(words TARGET ${target} PROPERTY CROSSCOMPILING_EMULATOR)
    foreach(word IN LISTS words)
      string(APPEND emulator " [==[${word}]==]")
    endforeach()
    get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
    if(multi_config)
      set(properties_file "${file_base}-$<CONFIG>.cmake")
      set(generated_file "${file_base}_include-$<CONFIG>.cmake")
      file(WRITE "${include_file}"
           "include(\"${file_base}_include-\${CTEST_CONFIGURATION_TYPE}.cmake\" OPTIONAL)\n")
    endif()
  endif()

  # In two steps, since only the second one knows generator expressions.
  set(configured_file "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}_properties.cmake.in")
  configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/ProofloadTestProperties.cmake.in"
                 "${configured_file}" @ONLY)
  file(GENERATE OUTPUT "${generated_file}" INPUT "${configured_file}")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${include_file}")
endfunction()
