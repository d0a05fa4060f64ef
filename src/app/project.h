// The open project: the document, its snapshot, and the language in which Actions speak.
#pragma once
#include "app/language.h"
#include "app/reach_shelf.h"
#include "store/document.h"

#include <filesystem>
#include <optional>

namespace wangge::app {

class Project {
public:
    // No document yet: an Action with Access::none makes one.
    Project(std::filesystem::path path, const base::Catalog& catalog) : m_path(std::move(path)), m_catalog(&catalog) {}

    const std::filesystem::path& path() const { return m_path; }
    void create(const std::string& name, int epsg) {
        m_document = store::Document::create(m_path, name, epsg);
        m_writable = true;
    }
    void open(store::OpenMode mode) {
        m_document.reset(); // opened anew: its file is let go first
        m_document = store::Document::open(m_path, mode);
        m_writable = mode == store::OpenMode::write;
    }
    bool is_open() const { return m_document.has_value(); }
    bool writable() const { return is_open() && m_writable; }
    // Precondition: created or opened.
    store::Document& document() { return m_document.value(); }
    model::SnapshotPtr snapshot(base::Feedback& feedback) { return document().snapshot(feedback); }

    // Of the latest state that was asked about.
    const std::shared_ptr<ReachShelf>& reaches() const { return m_reaches; }

    const base::Catalog& catalog() const { return *m_catalog; }
    void set_catalog(const base::Catalog& catalog) { m_catalog = &catalog; }
    std::string say(const base::Message& message) const { return m_catalog->say(message); }
    std::string say(std::string_view id) const { return m_catalog->say(id); }

private:
    std::filesystem::path m_path;
    const base::Catalog* m_catalog;
    std::optional<store::Document> m_document;
    bool m_writable = false;
    std::shared_ptr<ReachShelf> m_reaches = std::make_shared<ReachShelf>();
};

} // namespace wangge::app
