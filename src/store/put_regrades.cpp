// The log of regrades.
#include "store/edit_state.h"
#include "store/row_reader.h"

#include <cmath>

namespace wangge::store {

void Edit::put(std::span<const model::Regrade> regrades) {
    m_state->guarded([&] {
        PutCounts counts;
        RowWriter& writer = m_state->writer("regrades", regrade_columns, {}); // each is new
        for (const model::Regrade& regrade : regrades) {
            const auto bind = [&](Statement& s) {
                s.bind(1, regrade.site_key);
                s.bind_date(2, regrade.made);
                s.bind_or_null(3, key_of(regrade.before));
                s.bind_or_null(4, key_of(regrade.after));
                if (std::isnan(regrade.score))
                    s.bind_null(5);
                else
                    s.bind(5, regrade.score);
                s.bind_or_null(6, regrade.reasons);
            };
            writer.put(bind, false, 0, counts);
        }
    });
}

std::vector<model::Regrade> Document::regrades() const {
    std::vector<model::Regrade> all;
    RowReader row(m_state->db, "regrades", regrade_columns, "ORDER BY made, id");
    while (row.next()) {
        model::Regrade& regrade = all.emplace_back();
        regrade.site_key = row.text();
        regrade.made = row.date();
        regrade.before = row.word(model::RiskGrade::ungraded);
        regrade.after = row.word(model::RiskGrade::ungraded);
        if (const std::string score = row.string(); !score.empty())
            regrade.score = std::stod(score);
        regrade.reasons = row.text();
    }
    return all;
}

} // namespace wangge::store
