// What the thread sanitizer is not to report: what comes from Debian's archives of gRPC, Abseil and OpenSSL, which are
// compiled without it. It does not see how they synchronise inside (futexes, atomics, epoll), so what is handed over
// through them looks like a race: buffers, descriptors, reference counts. Compiled into each program that links gRPC,
// because a program that a test starts with an environment of its own needs them too.
//
// A name matches anywhere in a stack, so what runs on gRPC's own threads is not looked at: handlers are tested without
// gRPC (provider/resources, reconcile). Nothing of ours is named here.
// The options are for the same archives: what libc is asked for by code that is not seen (memcpy of a buffer that went
// through a futex) is not judged, and gRPC's timer thread outlives main().
extern "C" const char* __tsan_default_options() { return "ignore_interceptors_accesses=1:report_thread_leaks=0"; }

extern "C" const char* __tsan_default_suppressions() {
  return "race:grpc_core::\n"          // threads, polling, handshakes, call combiners
         "race:grpc_event_engine::\n"  // epoll descriptors made by one thread, waited on by another
         "race:grpc::\n"               // the C++ face: batches, byte buffers, interceptors over the above
         "race:absl::\n"               // mutexes whose insides are not seen, the graph that looks for deadlocks
         "race:^grpc_\n"               // the C face of the same
         "race:^gpr_\n"                // its clocks, logs and locks
         "race:^eventfd_\n"            // its pollers' wake-ups
         "race:^bio_\n"                // OpenSSL's buffers of a connection, which gRPC hands from thread to thread
         "race:^ssl3_\n"               // likewise its records
         "race:^SSL_\n";               // and what a connection is made of
}
