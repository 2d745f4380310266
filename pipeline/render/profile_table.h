// ProfileTable: a profile as sections of tables for a terminal, and as one tidy table for machines.
#pragma once

#include <string>
#include <vector>

#include "lexicons/catalogue.h"
#include "pipeline/chronicle/profile.h"
#include "pipeline/render/table.h"

namespace concord {

struct ProfileSection {
  std::string name;
  Table table;
};

/// In the order in which they are read. Empty sections are left out.
[[nodiscard]] std::vector<ProfileSection> profile_sections(const Profile& profile, const Catalogue& catalogue);

/// Two profiles side by side: every row has a value of each.
[[nodiscard]] std::vector<ProfileSection> compared_sections(const Profile& one, const Profile& other, const Catalogue& catalogue);

/// section, item, measure, value: one row a number or text.
[[nodiscard]] Table tidy_sections(const std::vector<ProfileSection>& sections);

/// "S. A. Nuri (nuri)": of a label id, its name; the id where the catalogue has none.
[[nodiscard]] std::string label_name(const Catalogue& catalogue, const std::string& id);

/// "1994-02 to 1996-10", "since 1994"; empty when neither is known.
[[nodiscard]] std::string period_text(const std::string& from, const std::string& to);

/// "34 of 256: asks 8, offers 14": the sentences in which it speaks.
[[nodiscard]] std::string stance_text(const Profile& profile);

}  // namespace concord
