// SPDX-License-Identifier: Apache-2.0

// Starts the program named by its argument as a service, prints "service <pid>", and waits to be
// killed: stands for a test binary that gets no chance to clean up.

#include <proofload/service/service_process.h>

#include <unistd.h>

#include <iostream>

int main(int, char** arguments) {
  const auto service = proofload::ServiceProcess::start(
      {.program = arguments[1], .arguments = {"--port", "{port}"}, .log_file = "/dev/null"});
  if (!service) {
    std::cout << service.error() << std::endl;
    return 1;
  }
  std::cout << "service " << service.value()->pid() << std::endl;
  for (;;) ::pause();
}
