// DatePoints: one end of a date, as it may be written: each function tries one form at a position and gives how many items it took.
#pragma once

#include <cstddef>

#include "pipeline/chronicle/date_items.h"
#include "pipeline/chronicle/date_reader.h"

namespace concord {

/// Reads from items that must outlive it; 0 stands for "not this form".
class DatePoints {
 public:
  explicit DatePoints(const DateItems& items) : x_items(items) {}

  /// 17 September 1994, 17 de septiembre de 1994, 1er janvier 1995, 17 сентября.
  [[nodiscard]] std::size_t day_first(std::size_t i, DatePoint& point) const;
  [[nodiscard]] std::size_t month_year(std::size_t i, DatePoint& point) const;
  /// early, late, mid-; end of, first half of, ...: the part, and the position behind it.
  [[nodiscard]] std::size_t part_at(std::size_t i, PartOfPeriod& part) const;
  /// A year without a month: where its neighbours say that it is one.
  [[nodiscard]] std::size_t bare_year(std::size_t i, DatePoint& point) const;
  [[nodiscard]] std::size_t point_at(std::size_t i, DatePoint& point, bool& ambiguous) const;

 private:
  [[nodiscard]] std::size_t iso(std::size_t i, DatePoint& point) const;
  /// 17/09/1994, 6.11.1994, also as one token.
  [[nodiscard]] std::size_t numeric(std::size_t i, DatePoint& point, bool& ambiguous) const;
  /// [of|de|,] year behind position j; the position after it.
  [[nodiscard]] std::size_t year_behind(std::size_t j, DatePoint& point) const;
  /// "I 997", "i996" at k: how many items a misread year takes, which is set where it can be read; 0 for none.
  [[nodiscard]] std::size_t garbled_year(std::size_t k, DatePoint& point) const;
  /// on 1 5 May: a day that a scan has torn apart.
  [[nodiscard]] std::size_t split_day(std::size_t i, DatePoint& point) const;
  /// September 17, 1994; September 17th.
  [[nodiscard]] std::size_t month_first(std::size_t i, DatePoint& point) const;
  [[nodiscard]] std::size_t roman(std::size_t i, DatePoint& point) const;
  [[nodiscard]] std::size_t season_year(std::size_t i, DatePoint& point) const;
  [[nodiscard]] std::size_t part_of(std::size_t i, DatePoint& point) const;
  [[nodiscard]] std::size_t decade(std::size_t i, DatePoint& point) const;

  const DateItems& x_items;
};

}  // namespace concord
