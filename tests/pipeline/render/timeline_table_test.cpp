#include "pipeline/render/timeline_table.h"

#include <gtest/gtest.h>

#include "pipeline/render/html_page.h"
#include "pipeline/render/markup.h"
#include "pipeline/render/timeline_page.h"

namespace concord {
namespace {

Timeline hostile() {
  Timeline timeline;
  timeline.documents.push_back({0, "<img src=x onerror=alert(1)>", "\"quoted\" & 'more'", "1996-06-01", Kind::report});
  Event event;
  event.date = Date::day(1996, 5, 31);
  EventSource source;
  source.quote = {"They signed, </script><script>alert(2)</script>; then left \\ all.", 0, 4};
  event.sources.push_back(source);
  event.places = {"Lake|\"side\""};
  event.documents = 1;
  timeline.events.push_back(event);
  return timeline;
}

TEST(TimelinePage, EscapesWhatDocumentsSay) {
  const std::string page = render_timeline_page(hostile(), {0}, Catalogue(), "A <b>title</b>", {{"command", "concord timeline '<x>'"}});
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(page.find("alert(2)</script>"), std::string::npos);
  EXPECT_EQ(page.find("<b>title"), std::string::npos);
  EXPECT_EQ(page.find("<x>"), std::string::npos);
  EXPECT_NE(page.find("<mark>They</mark> signed, &lt;/script&gt;"), std::string::npos);
  EXPECT_EQ(page.find("http://www.w3.org/2000/svg"), page.rfind("http"));  // names no other address
}

TEST(EventCalendar, FoldsEscapesAndEndsTheDayAfter) {
  const std::string calendar = event_calendar(hostile(), {0});
  EXPECT_NE(calendar.find("DTSTART;VALUE=DATE:19960531\r\nDTEND;VALUE=DATE:19960601\r\n"), std::string::npos);
  EXPECT_NE(calendar.find("SUMMARY:They signed\\, "), std::string::npos);
  for (std::size_t at = 0; at < calendar.size();) {
    const std::size_t end = calendar.find("\r\n", at);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - at, 75U);
    at = end + 2;
  }
}

TEST(HtmlPage, MarksAndEscapes) {
  EXPECT_EQ(html_marked("a<b>c", 1, 4), "a<mark>&lt;b&gt;</mark>c");
  EXPECT_EQ(markup_escaped("\x01\"'&"), "&quot;&#39;&amp;");
}

}  // namespace
}  // namespace concord
