// A picture on the graphics card that is copied into the window at any size.
#pragma once
#include "render/backend.h"
#include "render/image.h"

#include <cstdint>
#include <memory>

namespace wangge::render {

class PictureSurface {
public:
    // Needs a current OpenGL 3.3 context from the first set() on.
    PictureSurface();
    ~PictureSurface();
    PictureSurface(const PictureSurface&) = delete;
    PictureSurface& operator=(const PictureSurface&) = delete;

    void set(const Image& picture);
    // The texture's name for whoever draws it himself; 0 = nothing set yet.
    std::uint32_t texture() const;
    // Into that part of the target that is bound, whose height is `target_height`; cut at `inside`.
    void show(PixelArea part, PixelArea inside, int target_height) const;

private:
    struct Buffers;
    std::unique_ptr<Buffers> m_buffers;
    int m_width = 0, m_height = 0;
};

} // namespace wangge::render
