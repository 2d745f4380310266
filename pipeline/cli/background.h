// step_back: lets everything else on the machine go first: what --nice asks for.
#pragma once

namespace concord {

/// Lower CPU priority (nice 10, batch scheduling) and idle I/O priority, for this process and the threads and programs that it
/// starts later. What the system refuses is left as it is.
void step_back();

}  // namespace concord
