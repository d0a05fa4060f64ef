#include "ui/host.h"

#include "base/error.h"
#include "render/window_picture.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <algorithm>
#include <array>

namespace wangge::ui {
namespace {

KeyChord chord_of(int key, int mods) {
    KeyChord chord;
    chord.ctrl = (mods & GLFW_MOD_CONTROL) != 0;
    chord.shift = (mods & GLFW_MOD_SHIFT) != 0;
    chord.alt = (mods & GLFW_MOD_ALT) != 0;
    if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) {
        chord.key = Key::letter;
        chord.letter = static_cast<char>('a' + (key - GLFW_KEY_A));
        return chord;
    }
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) {
        chord.key = Key::letter;
        chord.letter = static_cast<char>('0' + (key - GLFW_KEY_0));
        return chord;
    }
    static constexpr std::array<std::pair<int, Key>, 25> keys = {{{GLFW_KEY_TAB, Key::tab},
                                                                  {GLFW_KEY_LEFT, Key::left},
                                                                  {GLFW_KEY_RIGHT, Key::right},
                                                                  {GLFW_KEY_UP, Key::up},
                                                                  {GLFW_KEY_DOWN, Key::down},
                                                                  {GLFW_KEY_PAGE_UP, Key::page_up},
                                                                  {GLFW_KEY_PAGE_DOWN, Key::page_down},
                                                                  {GLFW_KEY_HOME, Key::home},
                                                                  {GLFW_KEY_END, Key::end},
                                                                  {GLFW_KEY_INSERT, Key::insert},
                                                                  {GLFW_KEY_DELETE, Key::erase},
                                                                  {GLFW_KEY_BACKSPACE, Key::backspace},
                                                                  {GLFW_KEY_SPACE, Key::space},
                                                                  {GLFW_KEY_ENTER, Key::enter},
                                                                  {GLFW_KEY_KP_ENTER, Key::enter},
                                                                  {GLFW_KEY_ESCAPE, Key::escape},
                                                                  {GLFW_KEY_F1, Key::f1},
                                                                  {GLFW_KEY_F5, Key::f5},
                                                                  {GLFW_KEY_EQUAL, Key::add},
                                                                  {GLFW_KEY_KP_ADD, Key::add},
                                                                  {GLFW_KEY_MINUS, Key::subtract},
                                                                  {GLFW_KEY_KP_SUBTRACT, Key::subtract}}};
    for (const auto& [theirs, ours] : keys)
        if (theirs == key && key != 0)
            chord.key = ours;
    return chord;
}

class DesktopHost final : public Host {
public:
    DesktopHost(int width, int height) {
        if (!glfwInit())
            base::fail_environment("ui.no_display");
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_DEPTH_BITS, 0); // the map has a surface of its own
        glfwWindowHint(GLFW_STENCIL_BITS, 0);
        glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
        m_window = glfwCreateWindow(width, height, "Wangge", nullptr, nullptr);
        if (!m_window) {
            glfwTerminate();
            base::fail_environment("ui.no_display");
        }
        glfwMakeContextCurrent(m_window);
        glfwSwapInterval(1);
        glfwSetWindowSizeLimits(m_window, 960, 600, GLFW_DONT_CARE, GLFW_DONT_CARE);
        glfwSetWindowUserPointer(m_window, this);
        listen();
        static constexpr std::array<int, ImGuiMouseCursor_COUNT> shapes = {
            GLFW_ARROW_CURSOR, GLFW_IBEAM_CURSOR, GLFW_ARROW_CURSOR, GLFW_VRESIZE_CURSOR,  GLFW_HRESIZE_CURSOR,
            GLFW_ARROW_CURSOR, GLFW_ARROW_CURSOR, GLFW_HAND_CURSOR,  GLFW_CROSSHAIR_CURSOR};
        for (std::size_t i = 0; i < shapes.size(); ++i)
            m_cursors[i] = glfwCreateStandardCursor(shapes[i]);
    }
    ~DesktopHost() override {
        m_picture.reset(); // while there is a context
        glfwDestroyWindow(m_window);
        glfwTerminate();
    }
    ImVec2 framebuffer() const override {
        int width = 0, height = 0;
        glfwGetFramebufferSize(m_window, &width, &height);
        return {static_cast<float>(width), static_cast<float>(height)};
    }
    float scale() const override {
        float x = 1, y = 1;
        glfwGetWindowContentScale(m_window, &x, &y);
        return std::clamp(x, 1.f, 3.f);
    }
    void wait(double seconds, InputQueue& input) override {
        m_input = &input;
        if (seconds > 0)
            glfwWaitEventsTimeout(seconds);
        else
            glfwPollEvents();
    }
    void wake() override { glfwPostEmptyEvent(); }
    bool closing() const override { return glfwWindowShouldClose(m_window); }
    void begin_draw() override {
        const ImVec2 size = framebuffer();
        m_picture->begin(static_cast<int>(size.x), static_cast<int>(size.y));
    }
    void present() override {
        m_picture->show();
        glfwSwapBuffers(m_window);
    }
    std::string clipboard() override {
        const char* text = glfwGetClipboardString(m_window);
        return text ? text : "";
    }
    void set_clipboard(const std::string& text) override { glfwSetClipboardString(m_window, text.c_str()); }
    void set_title(const std::string& title) override { glfwSetWindowTitle(m_window, title.c_str()); }
    void show_cursor(ImGuiMouseCursor cursor) override {
        if (cursor >= 0 && cursor < ImGuiMouseCursor_COUNT)
            glfwSetCursor(m_window, m_cursors[static_cast<std::size_t>(cursor)]);
    }
    std::vector<std::filesystem::path> take_dropped() override { return std::exchange(m_dropped, {}); }
    void save_picture(const std::filesystem::path& png) override { render::write_png(m_picture->read(), png); }

private:
    static DesktopHost& self(GLFWwindow* window) {
        return *static_cast<DesktopHost*>(glfwGetWindowUserPointer(window));
    }
    // GLFW speaks of window coordinates, we draw in framebuffer pixels.
    ImVec2 to_pixels(double x, double y) const {
        int width = 1, height = 1;
        glfwGetWindowSize(m_window, &width, &height);
        const ImVec2 size = framebuffer();
        return {static_cast<float>(x) * size.x / static_cast<float>(std::max(width, 1)),
                static_cast<float>(y) * size.y / static_cast<float>(std::max(height, 1))};
    }
    void listen() {
        glfwSetCursorPosCallback(m_window, [](GLFWwindow* w, double x, double y) {
            if (InputQueue* input = self(w).m_input)
                input->mouse_at(self(w).to_pixels(x, y));
        });
        glfwSetMouseButtonCallback(m_window, [](GLFWwindow* w, int button, int action, int) {
            if (InputQueue* input = self(w).m_input)
                input->mouse_button(button, action == GLFW_PRESS);
        });
        glfwSetScrollCallback(m_window, [](GLFWwindow* w, double, double y) {
            if (InputQueue* input = self(w).m_input)
                input->wheel(static_cast<float>(y));
        });
        glfwSetKeyCallback(m_window, [](GLFWwindow* w, int key, int, int action, int mods) {
            KeyChord chord = chord_of(key, mods);
            // X11 reports the modifiers as they were before the event.
            const bool down = action != GLFW_RELEASE;
            if (key == GLFW_KEY_LEFT_CONTROL || key == GLFW_KEY_RIGHT_CONTROL)
                chord.ctrl = down;
            if (key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT)
                chord.shift = down;
            if (key == GLFW_KEY_LEFT_ALT || key == GLFW_KEY_RIGHT_ALT)
                chord.alt = down;
            if (InputQueue* input = self(w).m_input)
                input->key(chord, down);
        });
        glfwSetCharCallback(m_window, [](GLFWwindow* w, unsigned c) {
            if (InputQueue* input = self(w).m_input)
                input->character(c);
        });
        glfwSetDropCallback(m_window, [](GLFWwindow* w, int count, const char** paths) {
            for (int i = 0; i < count; ++i)
                self(w).m_dropped.emplace_back(paths[i]);
        });
    }

    GLFWwindow* m_window = nullptr;
    InputQueue* m_input = nullptr;
    std::unique_ptr<render::WindowPicture> m_picture = std::make_unique<render::WindowPicture>();
    std::array<GLFWcursor*, ImGuiMouseCursor_COUNT> m_cursors{};
    std::vector<std::filesystem::path> m_dropped;
};

} // namespace

std::unique_ptr<Host> make_desktop_host(int width, int height) {
    return std::make_unique<DesktopHost>(width, height);
}

} // namespace wangge::ui
