// The best answer so far of an optimiser that is still at work, for whoever watches.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace wangge::app {

struct Interim {
    std::vector<geo::MultiPolygon> areas; // empty = the cells of the present plan
    std::vector<std::string> zone;        // of each area: key of its lead or number of its zone; "" = none
};
using InterimPtr = std::shared_ptr<const Interim>;

// The feedback of a job that somebody watches.
class WatchedFeedback : public base::Feedback {
public:
    WatchedFeedback(base::Feedback& job, std::function<void(InterimPtr)> show) : m_job(job), m_show(std::move(show)) {}
    void progress(double fraction, std::string_view text_id) override { m_job.progress(fraction, text_id); }
    bool cancelled() const override { return m_job.cancelled(); }
    void show(InterimPtr interim) const { m_show(std::move(interim)); }

private:
    base::Feedback& m_job;
    std::function<void(InterimPtr)> m_show;
};

// Shows what `make` makes when the feedback is a watched one; else nothing is made.
template <class Make> void show_interim(base::Feedback& feedback, const Make& make) {
    if (const auto* watched = dynamic_cast<const WatchedFeedback*>(&feedback))
        watched->show(std::make_shared<const Interim>(make()));
}

} // namespace wangge::app
