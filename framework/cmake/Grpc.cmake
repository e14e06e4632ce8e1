# SPDX-License-Identifier: Apache-2.0
#
# Finds gRPC and protoc; sets PROOFLOAD_GRPC_FOUND. Where they are missing, so is Proofload::grpc, and
# everything else builds without. Debian has the CMake package of gRPC, but not all that it asks for:
# so what pkg-config knows is taken.

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND AND NOT TARGET PkgConfig::PROOFLOAD_GRPCPP)
  pkg_check_modules(PROOFLOAD_GRPCPP QUIET IMPORTED_TARGET GLOBAL grpc++ protobuf)
endif()
find_program(PROOFLOAD_PROTOC protoc)
find_program(PROOFLOAD_GRPC_CPP_PLUGIN grpc_cpp_plugin)
mark_as_advanced(PROOFLOAD_PROTOC PROOFLOAD_GRPC_CPP_PLUGIN)

option(PROOFLOAD_GRPC "Build Proofload::grpc, where gRPC is found" ON)
set(PROOFLOAD_GRPC_FOUND FALSE)
if(PROOFLOAD_GRPC AND TARGET PkgConfig::PROOFLOAD_GRPCPP AND PROOFLOAD_PROTOC AND PROOFLOAD_GRPC_CPP_PLUGIN)
  set(PROOFLOAD_GRPC_FOUND TRUE)
endif()

# proofload_grpc_sources(<target> IMPORT_DIR <folder> PROTOS <path>...)
#
# Generates messages and stubs of .proto files and compiles them into a library of yours. Paths are
# relative to IMPORT_DIR, as in the #include of what is generated: "helloworld/greeter.grpc.pb.h".
function(proofload_grpc_sources target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "IMPORT_DIR" "PROTOS")
  cmake_path(ABSOLUTE_PATH arg_IMPORT_DIR NORMALIZE)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target}_proto)
  file(MAKE_DIRECTORY ${folder})
  foreach(proto IN LISTS arg_PROTOS)
    cmake_path(REMOVE_EXTENSION proto LAST_ONLY OUTPUT_VARIABLE name)
    set(generated ${folder}/${name}.pb.cc ${folder}/${name}.grpc.pb.cc)
    add_custom_command(
      OUTPUT ${generated} ${folder}/${name}.pb.h ${folder}/${name}.grpc.pb.h
      COMMAND ${PROOFLOAD_PROTOC} --proto_path=${arg_IMPORT_DIR} --cpp_out=${folder}
              --grpc_out=${folder} --plugin=protoc-gen-grpc=${PROOFLOAD_GRPC_CPP_PLUGIN}
              ${arg_IMPORT_DIR}/${proto}
      DEPENDS ${arg_IMPORT_DIR}/${proto}
      COMMENT "Generating the stubs of ${proto}"
      VERBATIM)
    target_sources(${target} PRIVATE ${generated})
    # What others wrote is not held to our warnings.
    set_source_files_properties(${generated} PROPERTIES COMPILE_OPTIONS -w)
  endforeach()
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_include_directories(${target} SYSTEM PUBLIC $<BUILD_INTERFACE:${folder}>)
  target_link_libraries(${target} PUBLIC PkgConfig::PROOFLOAD_GRPCPP)
endfunction()
