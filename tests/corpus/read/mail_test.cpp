#include "corpus/read/mail.h"

#include <gtest/gtest.h>

#include "corpus/read/mail_date.h"
#include "corpus/read/mime.h"
#include "tests/corpus/read/make_zip.h"
#include "tests/corpus/read/show.h"
#include "tests/corpus/read/temporary_folder.h"

namespace concord {
namespace {

using Found = std::vector<std::string>;

/// "id: text" of each document, "!reason where" of each failure.
Found read_mail(const std::string& bytes, const std::string& name = "m.eml", const ReadOptions& options = {}, std::vector<Document>* documents = nullptr) {
  const test::TemporaryFolder folder;
  FileEntry file;
  file.location = folder.write(name, bytes);
  file.stamp.path = name;
  Found found;
  const Status status = read_file(file, options, [&](Result<Document> document) -> Status {
    found.push_back(document ? document->metadata.id + ": " + document->text.utf8 : "!" + document.error().reason + " " + document.error().where);
    if (document && documents != nullptr) documents->push_back(std::move(*document));
    return {};
  });
  EXPECT_TRUE(status.has_value());
  return found;
}

std::string message(std::string_view headers, std::string_view body) {
  return "From: A <a@example.org>\nDate: Sun, 21 Jul 1996 23:30:00 +0500\nSubject: Talks\n" + std::string(headers) + "\n" + std::string(body);
}

TEST(Mail, TakesMetadataFromTheHeaders) {
  std::vector<Document> documents;
  read_mail("From: =?koi8-r?B?6dfBzg==?= <ivan@example.org>\nTo: b@example.org,\n c@example.org\n"
            "Date: Sun, 21 Jul 1996 23:30:00 +0500\nSubject: =?utf-8?Q?Caf=C3=A9?= =?utf-8?Q?_talks?=\n\nThe text.\n",
            "m.eml", {}, &documents);
  ASSERT_EQ(documents.size(), 1U);
  const Metadata& known = documents[0].metadata;
  EXPECT_EQ(known.title, "Café talks");
  EXPECT_EQ(known.title_origin, Origin::document);
  EXPECT_EQ(known.date->to_string(), "1996-07-21");
  EXPECT_EQ(known.fields.at("mail_from"), "Иван <ivan@example.org>");
  EXPECT_EQ(known.fields.at("mail_to"), "b@example.org, c@example.org");
  EXPECT_EQ(known.format, "mail");
}

TEST(Mail, ReadsTransferEncodingsAndCharsets) {
  struct Case {
    const char* headers;
    const char* body;
    const char* text;
  };
  for (const Case& one : std::vector<Case>{
           {"", "Plain.\n", "m.eml: Plain.\n"},
           {"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n", "Caf=C3=A9 and a very =\nlong line=20\n", "m.eml: Café and a very long line \n"},
           {"Content-Type: text/plain; charset=\"windows-1251\"\nContent-Transfer-Encoding: base64\n", "zOjw\n", "m.eml: Мир"},
           {"Content-Type: text/plain; charset=no-such\n", "Plain.\n", "m.eml: Plain.\n"},
           {"Content-Transfer-Encoding: quoted-printable\n", "1 = 2 =Z\n", "m.eml: 1 = 2 =Z\n"},
           {"Content-Type: text/html\n", "<p>One<script>x</script>\n<p>Two", "m.eml: One\n\nTwo"}}) {
    EXPECT_EQ(read_mail(message(one.headers, one.body)), Found{one.text}) << one.headers;
  }
}

TEST(Mail, PrefersPlainTextAndReadsHtmlWithoutIt) {
  const std::string both = message("Content-Type: multipart/alternative; boundary=b\n",
                                   "--b\nContent-Type: text/html\n\n<p>As page\n--b\nContent-Type: text/plain\n\nAs text\n--b--\n");
  EXPECT_EQ(read_mail(both), Found{"m.eml: As text"});
  const std::string page = message("Content-Type: multipart/alternative; boundary=b\n",
                                   "--b\nContent-Type: text/plain\n\n \n--b\nContent-Type: text/html\n\n<p>As page\n--b--\n");
  EXPECT_EQ(read_mail(page), Found{"m.eml: As page"});
}

TEST(Mail, ReadsWhatIsAttachedLikeMembersOfAnArchive) {
  const std::string mail = message("Content-Type: multipart/mixed; boundary=\"x y\"\n",
                                   "no part\n--x y\n\nSee attached.\n--x y\nContent-Type: text/html\nContent-Disposition: attachment; filename=\"a.html\"\n\n<p>A\n"
                                   "--x y\nContent-Type: application/octet-stream; name*=utf-8''%D0%BC%D0%B8%D1%80.csv\nContent-Transfer-Encoding: base64\n\n"
                                   "aWQsdGV4dApyMSxtaXIK\n--x y\nContent-Type: image/png; name=logo.png\n\nxxx\n"
                                   "--x y\nContent-Type: message/rfc822\n\nSubject: Inner\n\nForwarded.\n"
                                   "--x y\nContent-Type: text/html\nContent-Disposition: attachment; filename=\"a.html\"\n\n<p>B\n--x y--\nafter");
  std::vector<Document> documents;
  EXPECT_EQ(read_mail(mail, "m.eml", {}, &documents),
            (Found{"m.eml: See attached.", "m.eml#a.html: A", "r1: mir", "m.eml#part 5.eml: Forwarded.", "m.eml#a.html (2): B"}));
  ASSERT_EQ(documents.size(), 5U);
  EXPECT_EQ(documents[0].metadata.warnings, std::vector<std::string>{"attached and not read: logo.png"});
  EXPECT_EQ(documents[2].metadata.member, "мир.csv#2");
}

TEST(Mail, SpansLeadToTheBytesOfTheMessage) {
  std::vector<Document> documents;
  const std::string mail = message("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n", "A caf=C3=A9 in =\nDushanbe\n");
  read_mail(mail, "m.eml", {}, &documents);
  ASSERT_EQ(documents.size(), 1U);
  test::expect_spans_lead_to_source(documents[0], mail);
  const std::string& text = documents[0].text.utf8;
  const auto begin = static_cast<std::uint32_t>(text.find("Dushanbe"));
  const SourceSpan source = documents[0].text.map.to_source({begin, begin + 8});
  EXPECT_EQ(mail.substr(source.begin, source.size()), "Dushanbe");
}

TEST(Mail, NumbersTheMessagesOfAMailbox) {
  const std::string box = "From a@b Sun Jul 21 10:00:00 1996\nSubject: One\n\nFirst.\n\nFrom 10:00 on it is text.\n>From the start.\n\n"
                          "From c@d Mon Jul 22 10:00:00 1996\r\nSubject: Two\r\n\r\nSecond.\r\n";
  std::vector<Document> documents;
  EXPECT_EQ(read_mail(box, "list.mbox", {}, &documents), (Found{"list.mbox#1: First.\n\nFrom 10:00 on it is text.\nFrom the start.\n\n", "list.mbox#2: Second.\n"}));
  EXPECT_EQ(documents[1].metadata.title, "Two");
  EXPECT_EQ(read_mail(test::pack({{"list.mbox", box}}), "a.zip").size(), 2U);
  ReadOptions options;
  options.limits.record_bytes = 60;
  EXPECT_EQ(read_mail(box, "list.mbox", options), (Found{"!too-large list.mbox#1", "list.mbox#2: Second.\n"}));
}

TEST(Mail, IsKnownWithoutItsName) {
  EXPECT_EQ(read_mail(message("", "Hello there.\n"), "1469.M1P2.host:2,S"), Found{"1469.M1P2.host:2,S: Hello there.\n"});
  EXPECT_EQ(read_mail("From: the editor\n\nNo mail.\n", "note"), Found{"note: From: the editor\n\nNo mail.\n"});
}

TEST(Mail, RefusesWhatIsHostileAndGoesOn) {
  EXPECT_EQ(read_mail(message("", "")), Found{"!empty m.eml"});
  EXPECT_EQ(read_mail(message("Content-Type: multipart/mixed; boundary=b\n", "--b\n")), Found{"!empty m.eml"});
  std::string deep = "Content-Type: multipart/mixed; boundary=b0\n\n";
  for (int i = 0; i < 40; ++i) deep += "--b" + std::to_string(i) + "\nContent-Type: multipart/mixed; boundary=b" + std::to_string(i + 1) + "\n\n";
  EXPECT_EQ(read_mail(deep), Found{"!limit m.eml"});
  std::string many = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 2000; ++i) many += "--b\n\nx\n";
  EXPECT_EQ(read_mail(many), Found{"!limit m.eml"});
  std::string nested = "Subject: in\n\nCore.\n";
  for (int i = 0; i < 8; ++i) nested = "Subject: out\nContent-Type: multipart/mixed; boundary=n" + std::to_string(i) + "\n\n--n" + std::to_string(i) +
                                      "\nContent-Type: message/rfc822\n\n" + nested + "\n--n" + std::to_string(i) + "--\n";
  const Found found = read_mail(nested);
  EXPECT_EQ(found.back().substr(0, 6), "!limit") << found.back();
  EXPECT_EQ(read_mail(message("Content-Type: multipart/mixed; boundary=b\n", "--b\n\nBody\n--b\nContent-Disposition: attachment; filename=\"../../etc/\x1b[31mx.txt\"\n\nA\n--b--")),
            (Found{"m.eml: Body", "m.eml#../../etc/x.txt: A"}));
}

TEST(Mime, ReadsTheDatesThatMailersWrite) {
  for (const auto& [text, date] : std::vector<std::pair<std::string, std::string>>{{"Sun, 21 Jul 1996 10:00:00 +0500", "1996-07-21"},
                                                                                   {"21 Jul 96 10:00 GMT", "1996-07-21"},
                                                                                   {"Sun Jul 21 10:00:00 1996", "1996-07-21"},
                                                                                   {"1 February 2003 10:00:00 +0000 (UTC)", "2003-02-01"},
                                                                                   {"31 Feb 2003", "none"},
                                                                                   {"yesterday", "none"},
                                                                                   {"", "none"}}) {
    const auto found = parse_mail_date(text);
    EXPECT_EQ(found ? found->to_string() : "none", date) << text;
  }
}

TEST(Mime, DecodesEncodedWords) {
  for (const auto& [raw, text] : std::vector<std::pair<std::string, std::string>>{{"plain", "plain"},
                                                                                  {"=?UTF-8?B?0JzQuNGA?=", "Мир"},
                                                                                  {"=?utf-8?B?0JzQ?= =?utf-8?B?uNGA?=", "Мир"},
                                                                                  {"Re: =?utf-8*en?q?a_b?= c", "Re: a b c"},
                                                                                  {"=?x?y", "=?x?y"},
                                                                                  {"=?utf-8?Z?a?=", "=?utf-8?Z?a?="},
                                                                                  {"a\x1b[31m", "a"}}) {
    MimeHeaders headers;
    headers.fields = {{"subject", raw}};
    EXPECT_EQ(headers.text("subject"), text) << raw;
  }
}

}  // namespace
}  // namespace concord
