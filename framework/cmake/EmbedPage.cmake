# SPDX-License-Identifier: Apache-2.0
#
# proofload_embed_page(<target>)
#
# Adds the HTML page of a run to a library, as a C++ source that is made when it is built. uPlot
# comes from npm, in the version that proofload/report/page/package-lock.json names by its hash, and
# goes into the build folder. Later builds need no network, until that file changes.

set(PROOFLOAD_PAGE "${CMAKE_CURRENT_LIST_DIR}/../proofload/report/page")
cmake_path(NORMAL_PATH PROOFLOAD_PAGE)

function(proofload_embed_page target)
  foreach(program IN ITEMS node npm)
    string(TOUPPER "PROOFLOAD_${program}" path)
    find_program(${path} ${program})
    mark_as_advanced(${path})
    if(NOT ${path})
      message(FATAL_ERROR "Proofload makes the HTML page of a run with ${program}, which is not "
                          "installed: run ci/setup, or install Node.js 18 or newer with npm.")
    endif()
  endforeach()

  set(work "${CMAKE_CURRENT_BINARY_DIR}/page")
  set(installed "${work}/npm_ci.stamp")
  set(source "${work}/page_template.cpp")
  set(package_files package.json package-lock.json .npmrc)
  list(TRANSFORM package_files PREPEND "${PROOFLOAD_PAGE}/")
  file(GLOB page_files CONFIGURE_DEPENDS "${PROOFLOAD_PAGE}/page.html"
       "${PROOFLOAD_PAGE}/styles/*.css" "${PROOFLOAD_PAGE}/scripts/*.js")

  add_custom_command(
    OUTPUT "${installed}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${work}"
    COMMAND "${CMAKE_COMMAND}" -E copy ${package_files} "${work}"
    COMMAND "${CMAKE_COMMAND}" -E chdir "${work}"
            "${PROOFLOAD_NPM}" ci --prefer-offline --ignore-scripts --no-audit --no-fund
            --loglevel=error
    COMMAND "${CMAKE_COMMAND}" -E touch "${installed}"
    DEPENDS ${package_files}
    COMMENT "Fetching the chart library of the HTML page"
    VERBATIM)
  add_custom_command(
    OUTPUT "${source}"
    COMMAND "${PROOFLOAD_NODE}" "${PROOFLOAD_PAGE}/embed_page.mjs" "${PROOFLOAD_PAGE}"
            "${work}/node_modules/uplot" "${source}"
    DEPENDS "${installed}" "${PROOFLOAD_PAGE}/embed_page.mjs" ${page_files}
    COMMENT "Making the HTML page"
    VERBATIM)
  target_sources(${target} PRIVATE "${source}")
endfunction()
