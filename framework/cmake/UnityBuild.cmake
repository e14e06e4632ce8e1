# SPDX-License-Identifier: Apache-2.0
#
# With CMAKE_UNITY_BUILD the sources of a target that lie in one folder are compiled as one, which
# builds everything in a third of the time: most of it went into reading the same headers again. By
# folder, and not so many at a time, because then a new file disturbs nobody in another folder.
# The price: names in unnamed namespaces are unique within a folder.

# proofload_unite_by_folder(<folder>): for all targets made in the folder and below it.
function(proofload_unite_by_folder folder)
  get_property(targets DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "UTILITY" OR type STREQUAL "INTERFACE_LIBRARY")
      continue()
    endif()
    set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
    get_target_property(sources ${target} SOURCES)
    foreach(source IN LISTS sources)
      cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${folder}" NORMALIZE)
      cmake_path(GET source PARENT_PATH group)
      cmake_path(RELATIVE_PATH group BASE_DIRECTORY "${PROJECT_SOURCE_DIR}")
      string(MAKE_C_IDENTIFIER "${group}" group)
      set_property(SOURCE "${source}" TARGET_DIRECTORY ${target} PROPERTY UNITY_GROUP "${group}")
    endforeach()
  endforeach()
  get_property(folders DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
  foreach(below IN LISTS folders)
    proofload_unite_by_folder("${below}")
  endforeach()
endfunction()
