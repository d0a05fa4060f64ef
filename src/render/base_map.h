// A raster base map in square pieces of the plane at steps of two in scale: what is there is drawn at once, what is
// missing is read in the background.
#pragma once
#include "base/feedback.h"
#include "geo/picture_source.h"
#include "render/image.h"
#include "render/view.h"

#include <functional>
#include <memory>
#include <vector>

namespace wangge::render {

class BaseMap {
public:
    // `wake` is called from another thread when new pieces came; a map drawn once needs none.
    explicit BaseMap(std::shared_ptr<const geo::PictureSource> source, std::function<void()> wake = {});
    ~BaseMap();
    BaseMap(const BaseMap&) = delete;
    BaseMap& operator=(const BaseMap&) = delete;

    // A part of a picture (u, v from 0 to 1, v downwards) for a part of the plane.
    struct Piece {
        std::shared_ptr<const Image> image; // premultiplied
        geo::Box box;
        float u0 = 0, v0 = 0, u1 = 1, v1 = 1;
    };
    // What there is to draw for the view; a piece that is missing is asked for and, until it comes, shown by a coarser
    // one. Never waits.
    std::vector<Piece> pieces(const View& view);
    // Reads all that the view needs. Throws what PictureSource throws.
    void load(const View& view, base::Feedback& feedback);
    // Grows whenever pieces came: a picture drawn before shows less than it could.
    std::uint64_t revision() const;
    // True while pieces that pieces() asked for are not there.
    bool waiting() const;
    const geo::PictureSource& source() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace wangge::render
