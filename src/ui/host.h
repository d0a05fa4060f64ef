// Where the window lives: on a desktop (GLFW), or nowhere (EGL without a display).
#pragma once
#include "ui/input.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace wangge::ui {

// ImGui has no crosshair and we have no use for "not allowed": the desktop shows the one for the other.
inline constexpr ImGuiMouseCursor crosshair_cursor = ImGuiMouseCursor_NotAllowed;

class Host {
public:
    virtual ~Host() = default;
    // Framebuffer size in device pixels, and device pixels per logical pixel.
    virtual ImVec2 framebuffer() const = 0;
    virtual float scale() const = 0;
    // Collects events for at most so long (0 = only what is there already). Returns early when woken.
    virtual void wait(double seconds, InputQueue& input) = 0;
    // Ends wait() from any thread.
    virtual void wake() = 0;
    virtual bool closing() const = 0;
    // What was drawn in earlier frames is still there unless the size changed.
    virtual void begin_draw() = 0;
    virtual void present() = 0;
    virtual std::string clipboard() = 0;
    virtual void set_clipboard(const std::string& text) = 0;
    virtual void set_title(const std::string& title) = 0;
    virtual void show_cursor(ImGuiMouseCursor cursor) = 0;
    // Files dropped on the window since the last call.
    virtual std::vector<std::filesystem::path> take_dropped() = 0;
    // Writes what was drawn last. Throws Error(environment).
    virtual void save_picture(const std::filesystem::path& png) = 0;
};

// Throws Error(environment) "ui.no_display" when there is no display or no OpenGL 3.3.
std::unique_ptr<Host> make_desktop_host(int width, int height);
// Throws Error(environment) "render.no_gl".
// `scale`: what scale() answers. The size is in device pixels.
std::unique_ptr<Host> make_headless_host(int width, int height, float scale = 1);

} // namespace wangge::ui
