// Long work on one background thread, with progress and cancel, delivered on the main thread.
#pragma once
#include "base/error.h"
#include "base/feedback.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace wangge::app {

// What a job is doing now.
struct JobState {
    std::string title;   // text id or sentence given at start
    std::string step;    // text id of the present step; empty = none said
    double fraction = 0; // 0..1
    double seconds = 0;  // since it began
};

// One lane: jobs run one after another in the order of start(). What a job returns is called on the main thread by
// poll(); a job that throws is delivered to its `failed`. A cancelled job delivers Error(cancelled).
class JobRunner {
public:
    using Deliver = std::function<void()>;
    using Work = std::function<Deliver(base::Feedback&)>;
    using Failed = std::function<void(const base::Error&)>;

    // `wake` is called from the background thread whenever poll() has something to do or progress was made.
    explicit JobRunner(std::function<void()> wake);
    // Cancels what runs and waits for its end.
    ~JobRunner();
    JobRunner(const JobRunner&) = delete;
    JobRunner& operator=(const JobRunner&) = delete;

    void start(std::string title, Work work, Failed failed);
    // Drops what waits and cancels what runs, undelivered, then starts this: for values that follow a slider.
    void replace(std::string title, Work work, Failed failed);
    void cancel();
    // Delivers finished jobs. True when there was one.
    bool poll();
    // The running job, or the next one that waits.
    std::optional<JobState> state() const;
    bool busy() const;

private:
    struct Job;
    class JobFeedback;
    void run_lane();

    std::function<void()> m_wake;
    mutable std::mutex m_mutex;
    std::condition_variable m_more;
    std::deque<std::shared_ptr<Job>> m_waiting;
    std::shared_ptr<Job> m_running;
    std::deque<Deliver> m_finished;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace wangge::app
