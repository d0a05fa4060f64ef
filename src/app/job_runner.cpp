#include "app/job_runner.h"

#include <atomic>
#include <chrono>
#include <memory>

namespace wangge::app {

using Clock = std::chrono::steady_clock;

struct JobRunner::Job {
    std::string title;
    Work work;
    Failed failed;
    std::atomic<bool> cancelled = false;
    std::atomic<bool> unwanted = false; // replaced by a newer one: not even its cancelling is delivered
    std::atomic<double> fraction = 0;
    std::string step; // guarded by the runner's mutex
    Clock::time_point began = Clock::now();
};

class JobRunner::JobFeedback : public base::Feedback {
public:
    JobFeedback(JobRunner& runner, Job& job) : m_runner(runner), m_job(job) {}
    void progress(double fraction, std::string_view text_id) override {
        m_job.fraction = fraction;
        {
            const std::lock_guard lock(m_runner.m_mutex);
            m_job.step = text_id;
        }
        // The window redraws at most ten times a second for a progress bar.
        const Clock::time_point now = Clock::now();
        if (now - m_said < std::chrono::milliseconds(100))
            return;
        m_said = now;
        m_runner.m_wake();
    }
    bool cancelled() const override { return m_job.cancelled.load(std::memory_order_relaxed); }

private:
    JobRunner& m_runner;
    Job& m_job;
    Clock::time_point m_said{};
};

JobRunner::JobRunner(std::function<void()> wake) : m_wake(std::move(wake)), m_thread([this] { run_lane(); }) {}

JobRunner::~JobRunner() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        m_waiting.clear();
        if (m_running)
            m_running->cancelled = true;
    }
    m_more.notify_all();
    m_thread.join();
}

void JobRunner::start(std::string title, Work work, Failed failed) {
    auto job = std::make_shared<Job>();
    job->title = std::move(title);
    job->work = std::move(work);
    job->failed = std::move(failed);
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(job));
    }
    m_more.notify_one();
}

void JobRunner::replace(std::string title, Work work, Failed failed) {
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.clear();
        if (m_running) {
            m_running->unwanted = true;
            m_running->cancelled = true;
        }
    }
    start(std::move(title), std::move(work), std::move(failed));
}

void JobRunner::cancel() {
    const std::lock_guard lock(m_mutex);
    m_waiting.clear();
    if (m_running)
        m_running->cancelled = true;
}

bool JobRunner::poll() {
    std::deque<Deliver> finished;
    {
        const std::lock_guard lock(m_mutex);
        finished.swap(m_finished);
    }
    for (const Deliver& deliver : finished)
        deliver();
    return !finished.empty();
}

std::optional<JobState> JobRunner::state() const {
    const std::lock_guard lock(m_mutex);
    const Job* job = m_running ? m_running.get() : m_waiting.empty() ? nullptr : m_waiting.front().get();
    if (!job)
        return std::nullopt;
    return JobState{job->title, job->step, job->fraction,
                    std::chrono::duration<double>(Clock::now() - job->began).count()};
}

bool JobRunner::busy() const {
    const std::lock_guard lock(m_mutex);
    return m_running || !m_waiting.empty() || !m_finished.empty();
}

void JobRunner::run_lane() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_more.wait(lock, [&] { return m_stop || !m_waiting.empty(); });
        if (m_stop)
            return;
        const std::shared_ptr<Job> job = m_waiting.front();
        m_waiting.pop_front();
        m_running = job;
        job->began = Clock::now();
        lock.unlock();
        Deliver deliver;
        const auto fail = [&](const base::Error& error) { deliver = [job, error] { job->failed(error); }; };
        try {
            JobFeedback feedback(*this, *job);
            deliver = job->work(feedback);
        } catch (const base::Error& error) {
            fail(error);
        } catch (const std::bad_alloc&) {
            fail(base::Error(base::ErrorKind::environment, {"cli.out_of_memory", {}}));
        } catch (const std::exception& other) {
            fail(base::Error(base::ErrorKind::bug, {"base.bug", {{"what", other.what()}}}));
        }
        job->work = nullptr; // what it captured goes now, on this thread
        lock.lock();
        m_running.reset();
        if (!job->unwanted && deliver)
            m_finished.push_back(std::move(deliver));
        lock.unlock();
        m_wake();
        lock.lock();
    }
}

} // namespace wangge::app
