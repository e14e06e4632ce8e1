// SPDX-License-Identifier: Apache-2.0
#include <proofload/testing/run_tests.h>

int main(int argc, char** argv) { return proofload::run_tests(argc, argv); }
