#include "pipeline/chronicle/signatories.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

/// "NAME (role) capacity" a line.
std::string signed_by(std::string_view block) {
  std::string text;
  for (const Signatory& one : read_signing(block).signatories) {
    text += one.name + " (" + std::string(name(one.role)) + ")" + (one.capacity.empty() ? "" : " " + one.capacity) + "\n";
    if (!one.name.empty()) {
      EXPECT_EQ(block.substr(one.span.begin, one.span.size()), one.name);
    }
  }
  return text;
}

struct Case {
  const char* block;
  const char* expected;
};

TEST(Signatories, AreReadInManyManners) {
  const Case cases[] = {
      {"(Signed) A. HERD\nHead of the delegation of the Government\n", "A. HERD (party) Head of the delegation of the Government\n"},
      {"(Signed) A. HERD (Signed) B. FISH\nHead of the delegation of Head of the delegation of\nthe Government of the Hills the United Lake Front\n",
       "A. HERD (party) Head of the delegation of the Government of the Hills\nB. FISH (party) Head of the delegation of the United Lake Front\n"},
      {"{Signed} A. HERD (Signed} B. FISH\n\n(Signed) C. MERLIN\nSpecial Representative\nof the Secretary-General\n",
       "A. HERD (party)\nB. FISH (party)\nC. MERLIN (mediator) Special Representative of the Secretary-General\n"},
      {"For the Government of the Hills:\nAnton Herd, President of the Hills\n\nFor the Lake Front:\nBoris B. Fish, leader\n",
       "Anton Herd (party) For the Government of the Hills; President of the Hills\nBoris B. Fish (party) For the Lake Front; leader\n"},
      {"For the Hill side:\n\nFor the Lake side:\n\nA. HERD\n\nB. FISH\nIn the presence of:\nFrom the United\nNations:\n\nC. MERLIN\n",
       "A. HERD (party) For the Hill side\nB. FISH (party) For the Lake side\nC. MERLIN (witness) In the presence of\n"},
      {"**For the Hills**\nE. Sh. Herdov, President\n\n**In the presence of**\nG. D. Merlin, Special Representative\n\n**Witnesses for the guarantor States**\nB. N. Winter, President of the North\n",
       "E. Sh. Herdov (party) For the Hills; President\nG. D. Merlin (witness) In the presence of; Special Representative\nB. N. Winter (guarantor) Witnesses for the guarantor States; President of the North\n"},
      {"Pour le Gouvernement:\nJean Berger, ministre\n", "Jean Berger (party) Pour le Gouvernement; ministre\n"},
      {"За Правительство:\nА. Пастухов, министр\n", "А. Пастухов (party) За Правительство; министр\n"},
      {"Guarantors\n(Signed) for the North\n(Signed) for the South\n\nIn the presence of\n(Signed) C. MERLIN, Special Envoy\n",
       " (guarantor) Guarantors; for the North\n (guarantor) Guarantors; for the South\nC. MERLIN (witness) In the presence of; Special Envoy\n"},
      {"Done at Lakeside on 2 May 1996 in two copies.\n", ""},
      {"For the Government:\n\nFor the Front:\n", ""},
  };
  for (const Case& each : cases) EXPECT_EQ(signed_by(each.block), each.expected) << each.block;
}

TEST(Signatories, PlaceAndDayAreKept) { EXPECT_EQ(read_signing("Done at Lakeside on 2 May 1996.\n(Signed) A. HERD\n").done, "Done at Lakeside on 2 May 1996"); }

}  // namespace
}  // namespace concord
