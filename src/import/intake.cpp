#include "import/intake.h"

#include "base/text.h"
#include "import/shape.h"

#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wangge::import {
namespace {

std::string well_formed(std::string_view text) {
    if (base::is_utf8(text))
        return std::string(text);
    std::string clean;
    for (const char32_t c : base::code_points(text))
        base::append_utf8(clean, c);
    return clean;
}

std::uint64_t hash_of(std::string_view text) {
    return std::hash<std::string_view>()(text);
}

} // namespace

std::string Row::text(const Source& source) const {
    if (source.column < 0)
        return source.constant;
    const std::string_view cell = base::trimmed(block.cell(index, static_cast<std::size_t>(source.column)));
    return cell.empty() ? source.constant : well_formed(cell);
}

Intake::Intake(Kind kind, std::string file, const std::vector<std::string>& columns, Sink& sink, ImportReport& report)
    : m_kind(kind), m_file(std::move(file)), m_sink(sink), m_report(report) {
    for (const std::string& name : unique_names(columns))
        m_names.push_back(well_formed(name));
}

void Intake::take(const Row& row, const std::string& key) {
    bool changed = false;
    for (Change& change : changes) {
        changed = changed || !change.only_a_note;
        ++m_report.reasons[change.reason];
        m_notes.push_back({.kind = std::string(key_of(m_kind)),
                           .file = m_file,
                           .layer = m_report.layer,
                           .key = key,
                           .row = row.number(),
                           .reason = change.reason,
                           .before = std::move(change.before),
                           .after = std::move(change.after)});
    }
    ++(changed ? m_report.repaired : m_report.imported);
}

void Intake::merge(const Row& row, const std::string& key, const char* reason) {
    changes.push_back({reason, {}, key});
    take(row, key);
}

void Intake::quarantine(const Row& row, const char* reason, std::string detail) {
    nlohmann::ordered_json original = nlohmann::ordered_json::object();
    for (std::size_t column = 0; column < std::max(m_names.size(), row.block.cells(row.index)); ++column)
        original[column < m_names.size() ? m_names[column] : fmt::format("#{}", column + 1)] =
            well_formed(row.block.cell(row.index, column));
    if (std::isfinite(row.raw.x) && row.shape == nullptr && !row.block.shapes.empty())
        original["geometry"] = fmt::format("POINT({} {})", row.raw.x, row.raw.y);
    if (row.shape)
        original["geometry"] = wkt_of(*row.shape);
    m_quarantine.push_back({.kind = std::string(key_of(m_kind)),
                            .file = m_file,
                            .layer = m_report.layer,
                            .row = row.number(),
                            .reason = reason,
                            .detail = std::move(detail),
                            .original = original.dump()});
    ++m_report.quarantined;
    ++m_report.reasons[reason];
}

void Intake::read_number(const Row& row, const Source& source, double& value, double low, double high) {
    const std::string text = row.text(source);
    if (text.empty())
        return;
    const auto number = number_in(text);
    if (number && *number >= low && *number <= high)
        value = *number;
    else
        changes.push_back({"bad_number", text, {}});
}

void Intake::read_date(const Row& row, const Source& source, base::Date& value) {
    const std::string text = row.text(source);
    if (text.empty())
        return;
    if (const auto date = base::parse_date(text))
        value = *date;
    else if (text.find("长期") == std::string::npos)
        changes.push_back({"bad_date", text, {}});
}

void Intake::read_flag(const Row& row, const Source& source, bool& value) {
    const std::string text = row.text(source);
    if (text.empty())
        return;
    if (const auto flag = yes_or_no(text))
        value = *flag;
    else
        changes.push_back({"unknown_value", text, {}});
}

Intake::Seen Intake::seen(const Row& row, std::string_view key) {
    std::uint64_t content = hash_of(row.block.row_text(row.index));
    if (std::isfinite(row.raw.x))
        content = content * 31 + std::hash<double>()(row.raw.x) * 7 + std::hash<double>()(row.raw.y);
    const auto [at, first] = m_seen.emplace(hash_of(key), content);
    if (first)
        return Seen::first;
    return at->second == content ? Seen::same : Seen::other;
}

void Intake::flush() {
    if (!m_quarantine.empty())
        m_sink.put(std::span<const model::QuarantineRow>(m_quarantine));
    if (!m_notes.empty())
        m_sink.put(std::span<const model::RepairNote>(m_notes));
    m_quarantine.clear();
    m_notes.clear();
}

} // namespace wangge::import
