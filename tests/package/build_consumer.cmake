# SPDX-License-Identifier: Apache-2.0
#
# cmake -DSOURCE_DIR=… -DBINARY_DIR=… -DGENERATOR=… -DCOMPILER=… -DLAUNCHER=…
#       [-DINSTALL_FROM=<build folder of Proofload> -DCONFIG=…]
#       [-DCHECK=<script>] -P build_consumer.cmake
#
# Builds one consumer from nothing and runs its test by label, or a script that checks it, with
# ctest and the build folder as its arguments. Any step that fails ends the script.

file(REMOVE_RECURSE "${BINARY_DIR}")
set(options "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}")

if(INSTALL_FROM)
  set(prefix "${BINARY_DIR}/prefix")
  list(APPEND options "-DCMAKE_PREFIX_PATH=${prefix}")
  execute_process(COMMAND "${CMAKE_COMMAND}" --install "${INSTALL_FROM}" --config "${CONFIG}"
                          --prefix "${prefix}" COMMAND_ERROR_IS_FATAL ANY)
endif()

execute_process(COMMAND "${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${SOURCE_DIR}" -B
                        "${BINARY_DIR}/build" ${options} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${BINARY_DIR}/build" --parallel 2
                        COMMAND_ERROR_IS_FATAL ANY)
if(CHECK)
  execute_process(COMMAND "${CHECK}" "${CMAKE_CTEST_COMMAND}" "${BINARY_DIR}/build"
                          COMMAND_ERROR_IS_FATAL ANY)
  return()
endif()
# The label comes from the source of the test, through the binary; no test under it is an error.
execute_process(
  COMMAND "${CMAKE_CTEST_COMMAND}" --test-dir "${BINARY_DIR}/build" -L "^smoke$" --no-tests=error
          --output-on-failure COMMAND_ERROR_IS_FATAL ANY)
