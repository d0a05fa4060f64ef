// The open project: the document, its snapshot, and what the Actions share.
#pragma once
#include "store/document.h"

#include <filesystem>
#include <optional>

namespace wangge::app {

class Project {
public:
    // No document yet: `new` and `demo` make one.
    explicit Project(std::filesystem::path path) : m_path(std::move(path)) {}

    const std::filesystem::path& path() const { return m_path; }
    void create(const std::string& name, int epsg) { m_document = store::Document::create(m_path, name, epsg); }
    void open(store::OpenMode mode) { m_document = store::Document::open(m_path, mode); }
    // Precondition: created or opened.
    store::Document& document() { return m_document.value(); }
    model::SnapshotPtr snapshot(base::Feedback& feedback) { return document().snapshot(feedback); }

private:
    std::filesystem::path m_path;
    std::optional<store::Document> m_document;
};

} // namespace wangge::app
