// parallel_for: a counted job on several threads, for work that only reads and whose parts do not need an order.
//
// Numbers are handed out ascending, one at a time; each is done once. An error
// stops the handing out: every lower number is then done too, so the error of
// the lowest number wins, whatever the threads. Few numbers are done by the
// caller alone. It does not keep products: the body writes each to its own place.
#pragma once

#include <cstddef>
#include <functional>

#include "corpus/document/result.h"

namespace concord {

/// One thread's part of the work: its own buffers, asked for one number after the other.
using ParallelBody = std::function<Status(std::size_t number)>;

/// Does [0, count). `make_body` is called once a thread, by the caller. `workers` 0 = one a core.
Status parallel_for(std::size_t count, unsigned workers, const std::function<ParallelBody()>& make_body);

}  // namespace concord
