// What the legend says of a class of the fills due, access, backup and area_difference.
#pragma once
#include "base/catalog.h"
#include "render/scene.h"

namespace wangge::render {

std::string class_words(const Scene::Group& group, const base::Catalog& catalog);

} // namespace wangge::render
