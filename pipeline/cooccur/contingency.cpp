#include "pipeline/cooccur/contingency.h"

namespace concord {

double Contingency::expected() const {
  assert(total() > 0);
  return static_cast<double>(in_a()) * static_cast<double>(in_b()) / static_cast<double>(total());
}

double Contingency::surplus() const {
  assert(total() > 0);
  __extension__ using Wide = __int128;
  const Wide determinant = static_cast<Wide>(both) * static_cast<Wide>(neither) -
                           static_cast<Wide>(only_a) * static_cast<Wide>(only_b);
  return static_cast<double>(determinant) / static_cast<double>(total());
}

}  // namespace concord
