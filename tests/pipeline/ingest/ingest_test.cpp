// Whole runs over a small collection on disk: what is read, and what is left alone.
#include "pipeline/ingest/ingest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/kept_snapshots.h"
#include "pipeline/index/ledger.h"
#include "tests/support/scratch_folder.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

/// A collection over the folder "docs", with one actor in its lexicon.
class IngestRuns : public testing::Test {
 protected:
  IngestRuns() {
    write("actors.yaml", "lexicon: actor\ntitle: T\nentries:\n  - {id: uto, name: UTO, type: umbrella, aliases: [UTO]}\n");
    for (const char* name : {"a.txt", "b.txt", "c.txt", "d.txt"}) write("docs/" + std::string(name), "The UTO met in " + std::string(name) + ".\n");
    configure("");
  }

  /// Older than the clock's grain, so that the next run trusts its time.
  void write(const std::string& path, const std::string& text) {
    fs::create_directories(fs::path(x_folder / path).parent_path());
    std::ofstream(x_folder / path) << text;
    fs::last_write_time(x_folder / path, fs::file_time_type::clock::now() - std::chrono::hours(++x_age));
  }
  /// A file that fills what may be in flight, so that a run that is stopped when it is done has not taken the others yet.
  void write_heavy(const std::string& path) {
    write(path, std::string(100, '\0'));
    const auto time = fs::last_write_time(x_folder / path);
    fs::resize_file(x_folder / path, std::uintmax_t{100} << 20);
    fs::last_write_time(x_folder / path, time);
  }
  void configure(const std::string& more) {
    std::ofstream(x_folder / "concord.yaml") << "name: test\nworkers: 1\nlexicons: [actors.yaml]\nsources:\n  - path: docs\n" << more;
  }

  /// What a run did, a line: "+a.txt ~b.txt -c.txt =d.txt" (new, changed, removed, renamed to), then failures as "!where".
  std::string run(std::size_t stop_after = 0) {
    auto collection = Collection::open(x_folder.path());
    EXPECT_TRUE(collection) << collection.error().to_string();
    std::atomic<bool> stop = false;
    IngestOptions options = x_options;
    options.lexicons = collection->config().lexicons;
    options.stop = &stop;
    std::string line;
    const auto add = [&](std::string_view sign, const std::string& what) { (line += line.empty() ? "" : " ") += std::string(sign) + what; };
    IngestEvents events;
    events.planned = [&](Action action, const std::string& path, const std::string&) { add(action == Action::add ? "+" : "~", fs::path(path).filename().string()); };
    events.removed = [&](const std::string& path, const std::string&) { add("-", path); };
    events.renamed = [&](const PlannedFile&, const std::string& was) { add("=", was); };
    events.failed = [&](const Error& error) { add("!", fs::path(error.where).filename().string()); };
    events.progress = [&](const IngestProgress& progress) { stop = stop_after > 0 && progress.files_done >= stop_after; };
    const auto report = ingest(*collection, options, events);
    EXPECT_TRUE(report) << report.error().to_string();
    if (report) x_report = *report;
    return line;
  }

  std::string kinds() {
    const auto snapshot = open_snapshot(x_folder / ".concord/index");
    EXPECT_TRUE(snapshot);
    std::string all;
    for (const char* id : {"a.txt", "b.txt", "c.txt", "d.txt"}) {
      const DocNo number = find_document(**snapshot, id);
      if (number == no_more_documents) continue;
      all += std::string(name((*snapshot)->document(number, Part::metadata)->metadata.kind)) + " ";
    }
    return all;
  }

  test::ScratchFolder x_folder;
  IngestOptions x_options;
  IngestReport x_report;
  int x_age = 1;
};

TEST_F(IngestRuns, DoOnlyWhatChanged) {
  EXPECT_EQ(run(), "+a.txt +b.txt +c.txt +d.txt");
  EXPECT_EQ(run(), "");
  EXPECT_TRUE(x_report.snapshot.empty()) << "nothing to do is no commit";
  write("docs/b.txt", "The UTO met again.\n");
  fs::remove(x_folder / "docs/c.txt");
  EXPECT_EQ(run(), "~b.txt -c.txt");
}

TEST_F(IngestRuns, AFurtherSourceReadsItsOwnFilesOnly) {
  run();
  write("more/e.txt", "The UTO met elsewhere.\n");
  configure("  - path: more\n");
  EXPECT_EQ(run(), "+e.txt");
  configure("  - {path: more, kind: report}\n");
  EXPECT_EQ(run(), "~e.txt");
}

TEST_F(IngestRuns, OfAManifestOnlyTheChangedRowsAreRead) {
  write("docs/manifest.csv", "path,title\na.txt,First\nb.txt,Second\n");
  run();
  write("docs/manifest.csv", "path,title\nb.txt,Zwei\na.txt,First\nd.txt,Fourth\n");
  EXPECT_EQ(run(), "~b.txt ~d.txt");
  fs::remove_all(x_folder / ".concord/manifests");
  write("docs/manifest.csv", "path,title\nb.txt,Due\n");
  EXPECT_EQ(run(), "~a.txt ~b.txt ~c.txt ~d.txt") << "without the copy of before nothing is known of its rows";
  fs::remove(x_folder / "docs/manifest.csv");
  EXPECT_EQ(run(), "~a.txt ~b.txt ~c.txt ~d.txt");
}

TEST_F(IngestRuns, ARenamedFileIsNotRead) {
  run();
  fs::rename(x_folder / "docs/b.txt", x_folder / "docs/renamed.txt");
  EXPECT_EQ(run(), "+renamed.txt =b.txt -b.txt");
  EXPECT_EQ(x_report.renamed, 1U);
  const auto snapshot = open_snapshot(x_folder / ".concord/index");
  EXPECT_EQ(find_document(**snapshot, "b.txt"), no_more_documents);
  const auto document = (*snapshot)->document(find_document(**snapshot, "renamed.txt"), Part::all);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text.utf8, "The UTO met in b.txt.\n");
  EXPECT_EQ(document->annotations.size(), 1U);
  EXPECT_EQ(run(), "");
}

TEST_F(IngestRuns, ARenameThatANameDecidesOverIsReadAnew) {
  configure("kinds: [{path: 'r*', kind: report}]\n");
  run();
  fs::rename(x_folder / "docs/b.txt", x_folder / "docs/renamed.txt");
  EXPECT_EQ(run(), "+renamed.txt -b.txt");
  fs::rename(x_folder / "docs/c.txt", x_folder / "docs/1996-07-21.txt");
  EXPECT_EQ(run(), "+1996-07-21.txt -c.txt") << "a date in its name";
}

TEST_F(IngestRuns, AStoppedRunWithOtherSettingsGoesOnWhereItEnded) {
  write_heavy("docs/0.bin");
  run();
  configure("kinds: [{path: '*', kind: report}]\n");
  EXPECT_EQ(run(1), "~0.bin ~a.txt ~b.txt ~c.txt ~d.txt !0.bin");
  ASSERT_TRUE(x_report.stopped);
  const std::size_t left = x_report.left;
  ASSERT_GT(left, 0U);
  const std::string rest = run();
  EXPECT_EQ(static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '~')), left) << rest;
  EXPECT_EQ(kinds(), "report report report report ");
  EXPECT_EQ(run(), "");
}

TEST_F(IngestRuns, UntilAllIsReadWithNewSettingsTheStateBeforeThemAnswers) {
  write_heavy("docs/0.bin");
  run();
  const std::string before = kinds();
  configure("kinds: [{path: '*', kind: report}]\n");
  run(1);
  ASSERT_TRUE(x_report.stopped);
  EXPECT_EQ(kinds(), before) << "a part of the new generation is no answer";
  const auto kept = [this] { return kept_snapshots(x_folder / ".concord/index")->count(std::string(before_new_settings)); };
  run();
  EXPECT_EQ(kinds(), "report report report report ");
  EXPECT_EQ(kept(), 1U) << "the state before stays";
  EXPECT_EQ(run(), "");
  EXPECT_EQ(kept(), 0U) << "until the next run";
  EXPECT_EQ(kinds(), "report report report report ");
  EXPECT_EQ(run(), "");
  EXPECT_TRUE(x_report.snapshot.empty());
}

TEST_F(IngestRuns, WhatARunWithYetOtherSettingsLeftIsNotTrusted) {
  write_heavy("docs/0.bin");
  run();
  const std::string before = kinds();
  configure("kinds: [{path: '*', kind: report}]\n");
  run(1);
  ASSERT_TRUE(x_report.stopped);
  configure("");  // as it was before the stopped run, which has read a part with other rules
  EXPECT_EQ(run(), "~0.bin ~a.txt ~b.txt ~c.txt ~d.txt !0.bin");
  EXPECT_EQ(kinds(), before);
  EXPECT_EQ(run(), "");
}

TEST_F(IngestRuns, ALinkThatLeadsOutIsToldOnceAndStopsNoDeletion) {
  run();
  fs::create_symlink("/etc/hostname", x_folder / "docs/out.txt");
  EXPECT_EQ(run(), "+out.txt !out.txt");
  EXPECT_EQ(run(), "");
  fs::remove(x_folder / "docs/a.txt");
  EXPECT_EQ(run(), "-a.txt");
  fs::remove(x_folder / "docs/out.txt");
  EXPECT_EQ(run(), "") << "a fault that is gone is no file that is removed";
  const auto snapshot = open_snapshot(x_folder / ".concord/index");
  EXPECT_TRUE(read_failures(**snapshot)->empty());
}

TEST_F(IngestRuns, ARowForALinkIsLookedAtWhenTheLinkComesOrGoes) {
  write("docs/manifest.csv", "path,title\nlink.txt,Linked\n");
  run();
  fs::create_symlink("/etc/hostname", x_folder / "docs/link.txt");
  run();
  const auto faults = [this] { return read_failures(**open_snapshot(x_folder / ".concord/index"))->size(); };
  EXPECT_EQ(faults(), 1U) << "the link leads out; its row has a file";
  fs::remove(x_folder / "docs/link.txt");
  run();
  EXPECT_EQ(faults(), 1U) << "the row has none again";
  EXPECT_EQ(run(), "");
}

TEST_F(IngestRuns, AFileOfRecordsThatLostThemAllLosesItsDocuments) {
  write("docs/r.jsonl", "{\"id\": \"r1\", \"text\": \"The UTO.\"}\n");
  run();
  write("docs/r.jsonl", "\n");
  EXPECT_EQ(run(), "~r.jsonl !r.jsonl");
  const auto snapshot = open_snapshot(x_folder / ".concord/index");
  EXPECT_EQ(find_document(**snapshot, "r1"), no_more_documents);
  EXPECT_EQ(run(), "");
}

std::string message(const std::string& said) { return "From a@b Mon Jan  1 10:00:00 1996\nSubject: " + said + "\n\nThe UTO said " + said + ".\n\n"; }

TEST_F(IngestRuns, OfAChangedMailboxOnlyTheChangedMessagesAreRead) {
  write("docs/m.mbox", message("one") + message("two") + message("three"));
  run();
  write("docs/m.mbox", message("zero") + message("one") + message("three"));
  EXPECT_EQ(run(), "~m.mbox");
  EXPECT_EQ(x_report.kept_members, 2U) << "one is the second now, three is the third as before";
  const auto snapshot = open_snapshot(x_folder / ".concord/index");
  std::string titles;
  for (const char* id : {"m.mbox#1", "m.mbox#2", "m.mbox#3"}) {
    const DocNo number = find_document(**snapshot, id);
    ASSERT_NE(number, no_more_documents) << id;
    titles += (*snapshot)->document(number, Part::metadata)->metadata.title + " ";
  }
  EXPECT_EQ(titles, "zero one three ");
  EXPECT_EQ(run(), "");
}

TEST_F(IngestRuns, MembersAreReadAgainWhereTheSettingsChanged) {
  write("docs/m.mbox", message("one") + message("two"));
  run();
  write("docs/m.mbox", message("one") + message("three"));
  configure("kinds: [{path: 'm*', kind: report}]\n");
  run();
  EXPECT_EQ(x_report.kept_members, 0U);
  const auto snapshot = open_snapshot(x_folder / ".concord/index");
  EXPECT_EQ((*snapshot)->document(find_document(**snapshot, "m.mbox#1"), Part::metadata)->metadata.kind, Kind::report);
}

TEST_F(IngestRuns, ADryRunTellsWhatChangedInsideAFile) {
  write("docs/m.mbox", message("one") + message("two") + message("three"));
  run();
  write("docs/m.mbox", message("zero") + message("one"));
  x_options.dry_run = true;
  EXPECT_EQ(run(), "~m.mbox ~m.mbox#1 +m.mbox#2 -m.mbox#3");
}

TEST_F(IngestRuns, TheCollectionsOwnFilesAreNoDocuments) {
  // 'concord ingest .' where the collection is: its configuration and lexicon lie among the documents.
  std::ofstream(x_folder / "concord.yaml") << "name: test\nworkers: 1\nlexicons: [actors.yaml]\nsources:\n  - path: .\n    exclude: [docs/b.txt]\n";
  EXPECT_EQ(run(), "+a.txt +c.txt +d.txt");
  std::ofstream(x_folder / "concord.yaml") << "name: test\nworkers: 1\nlexicons: [actors.yaml]\nsources:\n  - path: actors.yaml\n";
  x_options.allow_mass_delete = true;
  EXPECT_EQ(run(), "+actors.yaml -docs/a.txt -docs/c.txt -docs/d.txt");
}

TEST_F(IngestRuns, ASourceThatIsGoneIsNoDeletion) {
  run();
  fs::rename(x_folder / "docs", x_folder / "away");
  auto collection = Collection::open(x_folder.path());
  x_options.lexicons = collection->config().lexicons;
  const auto refused = ingest(*collection, x_options, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::configuration);
  x_options.allow_mass_delete = true;
  EXPECT_TRUE(ingest(*collection, x_options, {}));
  EXPECT_EQ(kinds(), "");
}

}  // namespace
}  // namespace concord
