// How a long piece of work speaks to whoever started it: progress out, cancel in.
#pragma once
#include <atomic>
#include <string_view>

namespace wangge::base {

class Feedback {
public:
    virtual ~Feedback() = default;

    // `fraction` from 0 to 1; `text_id` names the present step (key in data/lang). May be called from one thread only.
    virtual void progress(double fraction, std::string_view text_id) = 0;
    virtual bool cancelled() const = 0;

    // Throws Error(cancelled) when the user asked to stop. Call it at least every 50 ms of work; safe from any thread.
    void check() const;
};

// Says nothing; stops when `cancel()` was called.
class QuietFeedback : public Feedback {
public:
    void progress(double, std::string_view) override {}
    bool cancelled() const override { return m_cancelled.load(std::memory_order_relaxed); }
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }

private:
    std::atomic<bool> m_cancelled = false;
};

// A step of a larger job: its 0..1 is the parent's from..to.
class StepFeedback : public Feedback {
public:
    StepFeedback(Feedback& parent, double from, double to) : m_parent(parent), m_from(from), m_to(to) {}
    void progress(double fraction, std::string_view text_id) override {
        m_parent.progress(m_from + (m_to - m_from) * fraction, text_id);
    }
    bool cancelled() const override { return m_parent.cancelled(); }

private:
    Feedback& m_parent;
    double m_from, m_to;
};

} // namespace wangge::base
