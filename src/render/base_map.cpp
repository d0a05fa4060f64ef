#include "render/base_map.h"

#include "base/error.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <tuple>

namespace wangge::render {
namespace {

constexpr int side = 256;              // pixels of a piece
constexpr std::size_t most_kept = 400; // 100 MB
constexpr int ancestors = 6;

// A piece's pixel is 2^level metres wide; columns count from x = 0, rows from y = 0 upwards.
struct Key {
    int level = 0;
    std::int64_t column = 0, row = 0;
    auto operator<=>(const Key&) const = default;
    double size() const { return std::exp2(level) * side; }
    geo::Box box() const {
        const double s = size(), x = static_cast<double>(column) * s, y = static_cast<double>(row) * s;
        return {x, y, x + s, y + s};
    }
    Key parent() const { return {level + 1, column >> 1, row >> 1}; }
};

} // namespace

struct BaseMap::State {
    std::shared_ptr<const geo::PictureSource> source;
    std::function<void()> wake;
    struct Kept {
        std::shared_ptr<const Image> image; // null = nothing of the map lies there
        std::uint64_t used = 0;
    };
    mutable std::mutex mutex;
    std::condition_variable_any work;
    std::map<Key, Kept> kept;
    std::vector<Key> wanted; // the last one first
    bool reading = false;
    std::uint64_t now = 0;
    std::atomic<std::uint64_t> revision = 0;
    base::QuietFeedback end;
    std::jthread worker; // last: it uses all of the above

    // Pieces of the view, from its middle outwards.
    std::vector<Key> keys_of(const View& view) const {
        const double finest = std::floor(std::log2(source->finest_pixel().value) + 0.01);
        const int level = static_cast<int>(std::max(finest, std::floor(std::log2(view.per_pixel.value) + 0.01)));
        const geo::Box seen = view.box(), all = source->bounds();
        const geo::Box box{std::max(seen.min_x, all.min_x), std::max(seen.min_y, all.min_y),
                           std::min(seen.max_x, all.max_x), std::min(seen.max_y, all.max_y)};
        std::vector<Key> keys;
        if (!(box.min_x < box.max_x && box.min_y < box.max_y) || std::exp2(level) > source->coarsest_pixel().value)
            return keys;
        const double size = Key{level}.size();
        const auto index = [&](double v) { return static_cast<std::int64_t>(std::floor(v / size)); };
        for (std::int64_t row = index(box.min_y); row <= index(box.max_y); ++row)
            for (std::int64_t column = index(box.min_x); column <= index(box.max_x); ++column)
                keys.push_back({level, column, row});
        const geo::MapPoint middle = view.centre;
        const auto away = [&](const Key& key) {
            const geo::MapPoint at = key.box().centre();
            return std::hypot(at.x - middle.x, at.y - middle.y);
        };
        std::sort(keys.begin(), keys.end(),
                  [&](const Key& a, const Key& b) { return std::tuple(away(a), a) < std::tuple(away(b), b); });
        return keys;
    }

    std::shared_ptr<const Image> read(const Key& key, base::Feedback& feedback) const {
        auto image = std::make_shared<Image>(side, side);
        return source->read(key.box(), side, side, image->bytes, feedback) ? image : nullptr;
    }

    // Under the mutex.
    void keep(const Key& key, std::shared_ptr<const Image> image) {
        kept[key] = {std::move(image), now};
        if (kept.size() <= most_kept)
            return;
        std::vector<std::pair<std::uint64_t, Key>> by_use;
        for (const auto& [k, piece] : kept)
            by_use.emplace_back(piece.used, k);
        std::sort(by_use.begin(), by_use.end());
        for (std::size_t i = 0; i < kept.size() / 4 && by_use[i].first < now; ++i)
            kept.erase(by_use[i].second);
    }

    void run(const std::stop_token& stop) {
        using Clock = std::chrono::steady_clock;
        auto told = Clock::now();
        std::unique_lock lock(mutex);
        while (work.wait(lock, stop, [&] { return !wanted.empty(); })) {
            const Key key = wanted.back();
            wanted.pop_back();
            if (kept.contains(key))
                continue;
            reading = true;
            lock.unlock();
            std::shared_ptr<const Image> image;
            try {
                image = read(key, end);
            } catch (const base::Error&) {
                // A damaged piece stays empty; the others can still be seen.
            }
            lock.lock();
            reading = false;
            keep(key, std::move(image));
            ++revision;
            // Not for each piece: drawing the map costs more than reading one.
            if (wake && (wanted.empty() || Clock::now() - told > std::chrono::milliseconds(200))) {
                told = Clock::now();
                wake();
            }
        }
    }
};

BaseMap::BaseMap(std::shared_ptr<const geo::PictureSource> source, std::function<void()> wake)
    : m_state(std::make_unique<State>()) {
    m_state->source = std::move(source);
    m_state->wake = std::move(wake);
    m_state->worker = std::jthread([state = m_state.get()](const std::stop_token& stop) { state->run(stop); });
}

BaseMap::~BaseMap() {
    m_state->end.cancel();
}

std::vector<BaseMap::Piece> BaseMap::pieces(const View& view) {
    State& s = *m_state;
    const std::vector<Key> keys = s.keys_of(view);
    std::vector<Piece> result;
    const std::scoped_lock lock(s.mutex);
    ++s.now;
    s.wanted.clear();
    for (const Key& key : keys) {
        const geo::Box box = key.box();
        if (const auto found = s.kept.find(key); found != s.kept.end()) {
            found->second.used = s.now;
            if (found->second.image)
                result.push_back({found->second.image, box});
            continue;
        }
        s.wanted.push_back(key);
        Key coarse = key;
        for (int i = 0; i < ancestors; ++i) {
            coarse = coarse.parent();
            const auto found = s.kept.find(coarse);
            if (found == s.kept.end() || !found->second.image)
                continue;
            found->second.used = s.now;
            const geo::Box whole = coarse.box();
            const auto u = [&](double x) { return static_cast<float>((x - whole.min_x) / whole.width()); };
            const auto v = [&](double y) { return static_cast<float>((whole.max_y - y) / whole.height()); };
            result.push_back({found->second.image, box, u(box.min_x), v(box.max_y), u(box.max_x), v(box.min_y)});
            break;
        }
    }
    std::reverse(s.wanted.begin(), s.wanted.end());
    if (!s.wanted.empty())
        s.work.notify_one();
    return result;
}

void BaseMap::load(const View& view, base::Feedback& feedback) {
    State& s = *m_state;
    const std::vector<Key> keys = s.keys_of(view);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        feedback.progress(static_cast<double>(i) / static_cast<double>(keys.size()), "render.base_map");
        {
            const std::scoped_lock lock(s.mutex);
            ++s.now;
            if (s.kept.contains(keys[i]))
                continue;
        }
        std::shared_ptr<const Image> image = s.read(keys[i], feedback);
        const std::scoped_lock lock(s.mutex);
        s.keep(keys[i], std::move(image));
        ++s.revision;
    }
}

std::uint64_t BaseMap::revision() const {
    return m_state->revision;
}

bool BaseMap::waiting() const {
    const std::scoped_lock lock(m_state->mutex);
    return m_state->reading || !m_state->wanted.empty();
}

const geo::PictureSource& BaseMap::source() const {
    return *m_state->source;
}

} // namespace wangge::render
