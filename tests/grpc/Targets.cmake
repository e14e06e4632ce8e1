# SPDX-License-Identifier: Apache-2.0
#
# Tests of Proofload::grpc. Included by tests/ where gRPC is found.

add_library(grpc_tests_proto STATIC)
proofload_grpc_sources(grpc_tests_proto
  IMPORT_DIR ${PROJECT_SOURCE_DIR}/fixtures
  PROTOS grpc_server/echo.proto etcd/etcd.proto)

proofload_unit_tests(proofload_grpc_tests
  SOURCES
    grpc/completion_thread_test.cpp
    grpc/grpc_client_test.cpp
    grpc/grpc_connecting_test.cpp
    grpc/grpc_connection_test.cpp
    grpc/grpc_event_test.cpp
    grpc/grpc_stream_test.cpp
    grpc/grpc_test_server.cpp
    grpc/late_gateway.cpp
    grpc/open_channels_test.cpp
  LIBRARIES Proofload::grpc grpc_tests_proto proofload_test_servers
  PRECOMPILED <grpcpp/grpcpp.h>)
