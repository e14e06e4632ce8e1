# SPDX-License-Identifier: Apache-2.0
#
# proofload_build_options: the warnings and sanitizers that our own code is built with.
#
# Build-only: it is neither installed nor exported, and users never inherit it. Link it so:
#
#   target_link_libraries(some_library PRIVATE $<BUILD_INTERFACE:proofload_build_options>)
#
# Every executable must link it too, since a sanitizer has to be present at the final link.

add_library(proofload_build_options INTERFACE)

target_compile_options(
  proofload_build_options
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wcast-qual
            -Wformat=2
            $<$<BOOL:${PROOFLOAD_WARNINGS_AS_ERRORS}>:-Werror>)

if(PROOFLOAD_SANITIZE)
  target_compile_options(
    proofload_build_options INTERFACE -fsanitize=${PROOFLOAD_SANITIZE} -fno-sanitize-recover=all
                                      -fno-omit-frame-pointer)
  target_link_options(proofload_build_options INTERFACE -fsanitize=${PROOFLOAD_SANITIZE})
endif()

# GCC 12 takes "text" + std::string for an overlapping copy when it optimises (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(proofload_build_options INTERFACE -Wno-restrict)
endif()

# GCC says that ThreadSanitizer does not see fences on their own; Asio uses one, rightly.
if(PROOFLOAD_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(proofload_build_options INTERFACE -Wno-tsan)
endif()

# Both warn of names of another file in what is one file then.
if(CMAKE_UNITY_BUILD)
  target_compile_options(proofload_build_options
                         INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
