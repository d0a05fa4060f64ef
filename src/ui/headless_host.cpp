#include "ui/host.h"

#include "render/offscreen.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace wangge::ui {
namespace {

class HeadlessHost final : public Host {
public:
    HeadlessHost(int width, int height, float scale) : m_surface(width, height, false), m_scale(scale) {}
    ImVec2 framebuffer() const override {
        return {static_cast<float>(m_surface.width()), static_cast<float>(m_surface.height())};
    }
    float scale() const override { return m_scale; }
    void wait(double seconds, InputQueue&) override {
        std::unique_lock lock(m_mutex);
        m_woken.wait_for(lock, std::chrono::duration<double>(seconds), [&] { return m_wake; });
        m_wake = false;
    }
    void wake() override {
        {
            const std::lock_guard lock(m_mutex);
            m_wake = true;
        }
        m_woken.notify_one();
    }
    bool closing() const override { return false; }
    void begin_draw() override {}
    void present() override {}
    std::string clipboard() override { return m_clipboard; }
    void set_clipboard(const std::string& text) override { m_clipboard = text; }
    void set_title(const std::string&) override {}
    void show_cursor(ImGuiMouseCursor) override {}
    std::vector<std::filesystem::path> take_dropped() override { return {}; }
    void save_picture(const std::filesystem::path& png) override { render::write_png(m_surface.read(), png); }

private:
    render::Offscreen m_surface;
    float m_scale;
    std::mutex m_mutex;
    std::condition_variable m_woken;
    bool m_wake = false;
    std::string m_clipboard;
};

} // namespace

std::unique_ptr<Host> make_headless_host(int width, int height, float scale) {
    return std::make_unique<HeadlessHost>(width, height, scale);
}

} // namespace wangge::ui
