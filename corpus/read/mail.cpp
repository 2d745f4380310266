#include "corpus/read/mail.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "corpus/read/failure.h"
#include "corpus/read/file_source.h"
#include "corpus/read/mail_date.h"
#include "corpus/read/mime.h"

namespace concord {
namespace {

bool is_body(const MimePart& part) {
  return (part.type.value == "text/plain" || part.type.value == "text/html") && part.disposition.value != "attachment";
}

/// Parts that hold no document: named, never a failure of their own.
bool is_ornament(const MimePart& part) {
  static constexpr std::array<std::string_view, 9> types = {"image/", "audio/", "video/", "font/", "application/pgp-", "application/pkcs7-",
                                                            "application/x-pkcs7-", "text/calendar", "message/delivery-status"};
  static constexpr std::array<std::string_view, 3> others = {"text/vcard", "text/x-vcard", "application/ms-tnef"};
  const std::string& type = part.type.value;
  return std::any_of(types.begin(), types.end(), [&](std::string_view start) { return type.starts_with(start); }) ||
         std::find(others.begin(), others.end(), type) != others.end();
}

/// Its own name, else one made of its number and type.
std::string name_of(const MimePart& part, std::size_t number) {
  const bool message = part.type.value == "message/rfc822";
  if (const std::string own = shown_name(part_name(part)); !own.empty()) return message && !own.ends_with(".eml") ? own + ".eml" : own;
  const std::string stem = "part " + std::to_string(number);
  if (message) return stem + ".eml";
  if (part.type.value == "text/plain") return stem + ".txt";
  return part.type.value == "text/html" ? stem + ".html" : stem;
}

std::string unique(std::string name, std::set<std::string>& used) {
  std::string candidate = name;
  for (int copy = 2; !used.insert(candidate).second; ++copy) candidate = name + " (" + std::to_string(copy) + ")";
  return candidate;
}

/// One text part as a document of its own.
Result<Document> read_body(const MimePart& part, const SourceContext& context, bool with_source) {
  MimeContent content = decode_content(part);
  const auto charset = part.type.parameters.find("charset");
  const std::string declared = charset == part.type.parameters.end() ? std::string() : charset->second;
  auto decoded = decode_for(context, std::move(content.bytes), declared, "mail header");
  if (!decoded) return decoded.error();
  decoded->text.map = content.map.after(decoded->text.map);
  Document document = begin_document(context, "mail");
  if (part.type.value == "text/html") {
    if (Status filled = fill_html(*decoded, context, document); !filled) return filled.error();
    document.metadata.encoding = decoded->decision;
  } else {
    fill_plain(std::move(*decoded), context, document);
  }
  if (!with_source) document.text.map = OffsetMap::none(static_cast<std::uint32_t>(document.text.utf8.size()));
  return document;
}

void take_headers(const MimeHeaders& headers, Metadata& metadata) {
  metadata.title = headers.text("subject");
  metadata.title_origin = metadata.title.empty() ? Origin::unknown : Origin::document;
  metadata.date = parse_mail_date(headers.raw("date"));
  metadata.date_origin = metadata.date ? Origin::document : Origin::unknown;
  metadata.language.clear();
  static constexpr std::array<std::array<std::string_view, 2>, 6> kept = {{{"from", "mail_from"}, {"to", "mail_to"}, {"cc", "mail_cc"},
                                                                           {"message-id", "mail_id"}, {"in-reply-to", "mail_reply_to"}, {"list-id", "mail_list"}}};
  for (const auto& [name, field] : kept) {
    if (std::string value = headers.text(name); !value.empty()) metadata.fields[std::string(field)] = std::move(value);
  }
}

/// "From a@b Sun Jul 21 10:00:00 1996", with or without seconds and zone. Prose may begin with "From " too: only a line with
/// a weekday, as asctime writes it, and a time is taken for a border.
bool begins_message(std::string_view line) {
  if (!line.starts_with("From ")) return false;
  static constexpr std::array<std::string_view, 7> weekdays = {" Mon ", " Tue ", " Wed ", " Thu ", " Fri ", " Sat ", " Sun "};
  const bool weekday = std::any_of(weekdays.begin(), weekdays.end(), [&](std::string_view day) { return line.find(day) != std::string_view::npos; });
  return weekday && line.find(':') != std::string_view::npos;
}

bool has_text(const Document& document) { return document.text.utf8.find_first_not_of(" \t\r\n\f") != std::string::npos; }

}  // namespace

Status read_message(std::string_view message, const SourceContext& context, bool with_source, const DocumentSink& sink,
                    const AttachmentSink& attached) {
  const auto parts = parse_mime_parts(message, {20, std::min<std::uint32_t>(1000, context.options.limits.archive_members)});
  if (!parts) {
    Error error = parts.error();
    error.where = context.where();
    return sink(std::move(error));
  }
  Document whole = begin_document(context, "mail");
  std::vector<std::size_t> others;
  std::string unread;
  bool first = true;
  for (std::size_t i = 0; i < parts->size(); ++i) {
    const MimePart& part = (*parts)[i];
    if (part.alternative) continue;
    if (!is_body(part) && is_ornament(part)) {
      unread += (unread.empty() ? "" : ", ") + name_of(part, i + 1);
    } else if (!is_body(part)) {
      others.push_back(i);
    } else {
      auto body = read_body(part, context, with_source);
      if (!body) return sink(body.error());
      if (!has_text(*body)) continue;
      if (std::exchange(first, false)) {
        whole = std::move(*body);
      } else {
        append_document(whole, *body);
      }
    }
  }
  if (!unread.empty()) whole.metadata.warnings.push_back("attached and not read: " + unread);
  take_headers(parse_mime_headers(message), whole.metadata);
  const bool empty = !has_text(whole);
  Result<Document> outcome = empty ? Result<Document>(make_failure(ReadFailure::empty, context.where(), "the message has no text")) : std::move(whole);
  if (Status taken = sink(std::move(outcome)); !taken) return taken;
  std::set<std::string> used;
  for (const std::size_t i : others) {
    const MimePart& part = (*parts)[i];
    if (Status taken = attached(unique(name_of(part, i + 1), used), decode_content(part).bytes); !taken) return taken;
  }
  return {};
}

Status for_each_message(ByteStream& mailbox, const SourceContext& context, const DocumentSink& sink,
                        const std::function<Status(const std::string& message, std::uint64_t number)>& take) {
  const auto longest = static_cast<std::size_t>(context.options.limits.record_bytes);
  LineReader lines(mailbox, longest, context.where());
  std::string message;
  std::uint64_t number = 0;
  bool after_blank = true;
  bool refused = false;
  const auto refuse = [&](Error error) -> Status {
    if (std::exchange(refused, true)) return {};
    error.where = context.where() + "#" + std::to_string(number);
    message.clear();
    return sink(std::move(error));
  };
  const auto finish = [&]() -> Status {
    const bool wanted = number > 0 && !refused && !message.empty();
    const Status taken = wanted ? take(message, number) : Status();
    message.clear();
    refused = false;
    return taken;
  };
  for (;;) {
    const auto line = lines.next();
    if (!line) {
      if (lines.failed()) return sink(line.error());
      if (Status told = refuse(line.error()); !told) return told;
      after_blank = false;
      continue;
    }
    if (!*line) return finish();
    const std::string_view text = **line;
    if (after_blank && begins_message(text)) {
      if (Status finished = finish(); !finished) return finished;
      ++number;
      after_blank = false;
      continue;
    }
    after_blank = text.empty();
    if (number == 0 || refused) continue;
    const std::size_t quotes = text.find_first_not_of('>');
    const bool escaped = quotes != 0 && quotes != std::string_view::npos && text.substr(quotes).starts_with("From ");
    message += escaped ? text.substr(1) : text;
    message += '\n';
    if (message.size() <= longest) continue;
    const Status told = refuse(make_failure(ReadFailure::too_large, "", "the message is larger than " + std::to_string(longest) + " bytes"));
    if (!told) return told;
  }
}

}  // namespace concord
