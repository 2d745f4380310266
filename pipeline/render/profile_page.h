// ProfilePage: one actor, or two side by side, as a single HTML file: plots by year, bonds, typical words, passages.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lexicons/catalogue.h"
#include "pipeline/chronicle/profile.h"
#include "pipeline/chronicle/timeline.h"

namespace concord {

/// What is drawn of one actor. `events`: its leading ones, indices into the timeline.
struct ProfileView {
  const Profile* profile = nullptr;
  const Timeline* timeline = nullptr;
  std::vector<std::uint32_t> events;
};

/// Requires: one or two views.
[[nodiscard]] std::string render_profile_page(const std::vector<ProfileView>& views, const Catalogue& catalogue, const std::vector<std::pair<std::string, std::string>>& provenance);

}  // namespace concord
