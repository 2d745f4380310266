// What each format says of one small network with names that are hard to write. That the files are read by other programs is
// tests/cli/statistics.test.sh.
#include "pipeline/render/network_formats.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace concord {
namespace {

Network two_mode() {
  Network network;
  network.two_mode = true;
  network.nodes = {{"actor:\"a\" & <b>", "actor", 7, 1, 0.5, 0, 0, 0},
                   {"actor:движение", "actor", 3, 1, 0.25, 0, 0, 0},
                   {"theme:x\\y", "theme", 4, 2, 0.75, 1, 0, 0}};
  network.edges = {{0, 2, 0.5, 4, 0.01}, {1, 2, 0.25, 2, 0.04}};
  network.components = network.communities = 1;
  return network;
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(NetworkFormats, AreKnownByTheEndingOfTheName) {
  EXPECT_EQ(network_format_of("a.b.graphml"), NetworkFormat::graphml);
  EXPECT_EQ(network_format_of("n.gexf"), NetworkFormat::gexf);
  EXPECT_EQ(network_format_of("n.net"), NetworkFormat::pajek);
  EXPECT_EQ(network_format_of("n.gv"), NetworkFormat::dot);
  EXPECT_FALSE(network_format_of("graphml"));
  EXPECT_FALSE(network_format_of("n.pdf"));
}

TEST(NetworkFormats, XmlEscapesNamesAndKeepsCyrillic) {
  for (const NetworkFormat format : {NetworkFormat::graphml, NetworkFormat::gexf}) {
    const std::string text = export_network(two_mode(), format);
    EXPECT_TRUE(holds(text, "actor:&quot;a&quot; &amp; &lt;b&gt;"));
    EXPECT_TRUE(holds(text, "actor:движение"));
    EXPECT_FALSE(holds(text, "<b>"));
  }
}

TEST(NetworkFormats, PajekPutsTheFirstModeFirstAndSaysItsSize) {
  EXPECT_EQ(export_network(two_mode(), NetworkFormat::pajek),
            "*Vertices 3 2\n"
            "1 \"actor:'a' & <b>\"\n"
            "2 \"actor:движение\"\n"
            "3 \"theme:x\\y\"\n"
            "*Edges\n"
            "1 3 0.5\n"
            "2 3 0.25\n");
}

TEST(NetworkFormats, DotEscapesQuotesAndDrawsTheSecondModeAsBoxes) {
  EXPECT_EQ(export_network(two_mode(), NetworkFormat::dot),
            "graph concord {\n"
            "  node [shape=ellipse, fontname=\"DejaVu Sans\"];\n"
            "  n0 [label=\"actor:\\\"a\\\" & <b>\", group=0];\n"
            "  n1 [label=\"actor:движение\", group=0];\n"
            "  n2 [label=\"theme:x\\\\y\", group=0, shape=box];\n"
            "  n0 -- n2 [weight=0.5, label=\"4\"];\n"
            "  n1 -- n2 [weight=0.25, label=\"2\"];\n"
            "}\n");
}

TEST(NetworkFormats, EdgeListDoublesQuotesAndDisarmsFormulas) {
  Network network = two_mode();
  network.nodes[1].id = "=1+1";
  EXPECT_EQ(export_network(network, NetworkFormat::csv),
            "source,target,weight,count,p_adjusted,source_mode,target_mode,source_community,target_community\n"
            "\"actor:\"\"a\"\" & <b>\",\"theme:x\\y\",0.5,4,0.01,\"actor\",\"theme\",0,0\n"
            "\"'=1+1\",\"theme:x\\y\",0.25,2,0.04,\"actor\",\"theme\",0,0\n");
}

TEST(NetworkFormats, VosviewerIsTwoTablesNumberedFromOne) {
  EXPECT_EQ(export_network(two_mode(), NetworkFormat::vosviewer_network), "1\t3\t0.5\n2\t3\t0.25\n");
  EXPECT_EQ(export_network(two_mode(), NetworkFormat::vosviewer_map),
            "id\tlabel\tcluster\tweight<Units>\tweight<Links>\tweight<Total link strength>\n"
            "1\tactor:\"a\" & <b>\t1\t7\t1\t0.5\n"
            "2\tactor:движение\t1\t3\t1\t0.25\n"
            "3\ttheme:x\\y\t1\t4\t2\t0.75\n");
}

TEST(NetworkFormats, JsonHoldsNodesAndLinks) {
  const auto json = nlohmann::json::parse(export_network(two_mode(), NetworkFormat::json));
  EXPECT_TRUE(json["two_mode"]);
  EXPECT_EQ(json["nodes"][2]["degree"], 2);
  EXPECT_EQ(json["links"][1]["source"], "actor:движение");
  EXPECT_EQ(json["links"][0]["p_adjusted"], 0.01);
}

// Odds ratios and the like can be infinite: "inf" is a word that few readers know.
TEST(NetworkFormats, AnInfiniteWeightHasTheNameThatReadersKnow) {
  Network network = two_mode();
  network.edges[0].weight = INFINITY;
  for (const NetworkFormat format : {NetworkFormat::graphml, NetworkFormat::gexf, NetworkFormat::csv}) {
    const std::string text = export_network(network, format);
    EXPECT_TRUE(holds(text, "Infinity"));
    EXPECT_FALSE(holds(text, "\"inf\"") || holds(text, ">inf<") || holds(text, ",inf,"));
  }
}

TEST(NetworkFormats, AnEmptyNetworkIsStillAFileOfItsFormat) {
  EXPECT_EQ(export_network({}, NetworkFormat::pajek), "*Vertices 0\n*Edges\n");
  EXPECT_TRUE(holds(export_network({}, NetworkFormat::graphml), "</graphml>"));
  EXPECT_TRUE(holds(export_network({}, NetworkFormat::gexf), "</gexf>"));
}

}  // namespace
}  // namespace concord
