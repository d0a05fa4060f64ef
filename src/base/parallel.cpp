#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace wangge::base {
namespace {

std::atomic<int>& wanted_threads() {
    static std::atomic<int> count = 0;
    return count;
}

} // namespace

int thread_count() {
    const int wanted = wanted_threads();
    return wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void set_thread_count(int count) {
    wanted_threads() = count;
}

void parallel_blocks(std::size_t count, std::size_t block, const std::function<void(std::size_t, std::size_t)>& body) {
    const std::size_t blocks = (count + block - 1) / block;
    std::atomic<std::size_t> next = 0;
    std::mutex failure_mutex;
    std::size_t failed_block = blocks;
    std::exception_ptr failure;
    const auto work = [&] {
        for (std::size_t b; (b = next.fetch_add(1)) < blocks;) {
            try {
                body(b * block, std::min(count, (b + 1) * block));
            } catch (...) {
                const std::lock_guard lock(failure_mutex);
                if (b < failed_block) {
                    failed_block = b;
                    failure = std::current_exception();
                }
                next = blocks; // blocks already begun still end
            }
        }
    };
    const std::size_t helpers = std::min<std::size_t>(thread_count(), blocks);
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < helpers; ++i)
        threads.emplace_back(work);
    work();
    threads.clear();
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace wangge::base
