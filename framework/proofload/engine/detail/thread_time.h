// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a worker needs to know about its own thread. Linux and POSIX; the only file of the engine
// that does.

namespace proofload {

/// Lets the timers of the calling thread fire when they are due, instead of up to 50 µs later,
/// which is what Linux allows itself by default. Does nothing elsewhere.
void use_precise_timers();

/// The kernel's number of the calling thread; zero where it has none.
int thread_number();

/// Seconds of processor time the calling thread has used.
double thread_processor_time();

}  // namespace proofload
