// The Directory that Lucene++ works in: an IndexFolder's checks around every call, verified reading of committed files.
//
// Lucene++'s own file classes swallow errors and convert paths by the locale;
// nothing of them is used. Committed files are read through their manifest, so
// that a merge of a damaged segment is an IOException and no wild read.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "pipeline/index/index_folder.h"
#include "pipeline/index/manifest.h"

namespace boost {
template <class T>
class shared_ptr;
}
namespace Lucene {
class Directory;
}

namespace concord {

/// `folder` and `manifest` (of the commit that was opened; it may grow) must outlive the directory.
[[nodiscard]] boost::shared_ptr<Lucene::Directory> make_directory(IndexFolder& folder, const Manifest& manifest);

/// A Lucene string of our bytes: what its format cannot hold (ill-formed bytes, noncharacters) becomes U+FFFD.
[[nodiscard]] std::wstring to_lucene(std::string_view text);
[[nodiscard]] std::string from_lucene(std::wstring_view text);

/// Runs `work` and turns whatever Lucene++ throws into an Error; the folder's own failure comes first.
[[nodiscard]] Status guarded(const IndexFolder& folder, std::string_view what, const std::function<void()>& work);

}  // namespace concord
