#include "ui/fonts.h"

#include "base/error.h"
#include "base/memory.h"

#include <chrono>
#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <imgui_freetype.h>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>

namespace wangge::ui {
namespace {

struct FaceLook {
    float pixels; // ImGui sizes Noto by its line height, which is 1.45 em
    bool bold;
};
constexpr std::array<FaceLook, face_count> looks = {
    {{16, false}, {16, true}, {18, false}, {18, true}, {21, false}, {21, true}, {46, true}}};

// Empty when the file cannot be mapped. ImGui asks for memory that may be written to, so the mapping is private.
std::span<std::byte> mapped(const char* path) {
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    const off_t size = ::lseek(file, 0, SEEK_END);
    void* memory = size > 0
                       ? ::mmap(nullptr, static_cast<std::size_t>(size), PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0)
                       : MAP_FAILED;
    ::close(file);
    return memory == MAP_FAILED ? std::span<std::byte>()
                                : std::span(static_cast<std::byte*>(memory), static_cast<std::size_t>(size));
}

FontFiles::File find(const char* weight) {
    const std::string wanted = std::string("Noto Sans CJK SC:lang=zh-cn:weight=") + weight;
    FcPattern* pattern = FcNameParse(reinterpret_cast<const FcChar8*>(wanted.c_str()));
    FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult outcome = FcResultNoMatch;
    FcPattern* match = FcFontMatch(nullptr, pattern, &outcome);
    FcPatternDestroy(pattern);
    FcChar8* path = nullptr;
    int face = 0;
    FcCharSet* characters = nullptr;
    const bool good = match && FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch &&
                      FcPatternGetCharSet(match, FC_CHARSET, 0, &characters) == FcResultMatch &&
                      FcCharSetHasChar(characters, U'网') && FcCharSetHasChar(characters, U'药');
    FontFiles::File file;
    if (good) {
        FcPatternGetInteger(match, FC_INDEX, 0, &face);
        file.bytes = mapped(reinterpret_cast<const char*>(path));
        file.face = face & 0xFFFF; // the upper half numbers named instances of variable fonts
    }
    if (match)
        FcPatternDestroy(match);
    if (file.bytes.empty())
        base::fail_environment("ui.no_font");
    return file;
}

// Pages that were read go back to the system; those that are needed again come from the file.
void let_go(const FontFiles::File& file) {
    ::madvise(file.bytes.data(), file.bytes.size(), MADV_DONTNEED);
}

// Rasterises one character beyond the BMP; what the font lacks stays an empty box of its width.
struct Rasteriser {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    Rasteriser(const FontFiles::File& file, float pixels) {
        if (FT_Init_FreeType(&library) != 0)
            return;
        if (FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(file.bytes.data()),
                               static_cast<FT_Long>(file.bytes.size()), file.face, &face) != 0)
            return;
        FT_Size_RequestRec request = {FT_SIZE_REQUEST_TYPE_REAL_DIM, 0, static_cast<FT_Long>(pixels * 64), 0, 0};
        FT_Request_Size(face, &request);
    }
    ~Rasteriser() {
        if (face)
            FT_Done_Face(face);
        if (library)
            FT_Done_FreeType(library);
    }
    Rasteriser(const Rasteriser&) = delete;
    Rasteriser& operator=(const Rasteriser&) = delete;
    bool load(char32_t c) const { return face && FT_Load_Char(face, c, FT_LOAD_RENDER | FT_LOAD_TARGET_LIGHT) == 0; }
};

struct SlotGlyph {
    int rectangle = -1;
    int width = 0, height = 0;
    std::string coverage;
};

void add_slot_glyphs(ImFontAtlas& atlas, ImFont* font, const FontFiles::File& file, float pixels, const Glyphs& glyphs,
                     std::vector<SlotGlyph>& added) {
    if (glyphs.slots().empty())
        return;
    const Rasteriser rasteriser(file, pixels);
    for (const auto& [character, slot] : glyphs.slots()) {
        if (!rasteriser.load(character))
            continue;
        const FT_GlyphSlot drawn = rasteriser.face->glyph;
        const int width = static_cast<int>(drawn->bitmap.width), height = static_cast<int>(drawn->bitmap.rows);
        if (width == 0 || height == 0)
            continue;
        SlotGlyph glyph{.width = width, .height = height};
        for (int row = 0; row < height; ++row)
            glyph.coverage.append(reinterpret_cast<const char*>(drawn->bitmap.buffer) + row * drawn->bitmap.pitch,
                                  static_cast<std::size_t>(width));
        const float ascent = std::ceil(static_cast<float>(rasteriser.face->size->metrics.ascender) / 64);
        glyph.rectangle = atlas.AddCustomRectFontGlyph(
            font, slot, width, height, static_cast<float>(drawn->advance.x) / 64,
            {static_cast<float>(drawn->bitmap_left), ascent - static_cast<float>(drawn->bitmap_top)});
        added.push_back(std::move(glyph));
    }
}

void paint_slot_glyphs(ImFontAtlas& atlas, const std::vector<SlotGlyph>& glyphs) {
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    for (const SlotGlyph& glyph : glyphs) {
        const ImFontAtlasCustomRect* place = atlas.GetCustomRectByIndex(glyph.rectangle);
        for (int row = 0; row < glyph.height; ++row)
            std::memcpy(pixels + (place->Y + row) * width + place->X, glyph.coverage.data() + row * glyph.width,
                        static_cast<std::size_t>(glyph.width));
    }
}

} // namespace

FontFiles::FontFiles() : regular(find("80")), bold(find("200")) {}

FontFiles::~FontFiles() {
    for (const File& file : {regular, bold})
        ::munmap(file.bytes.data(), file.bytes.size());
}

std::unique_ptr<FontSet> FontSet::build(const FontFiles& files, const Glyphs& glyphs, float scale, bool sparing) {
    auto set = std::make_unique<FontSet>();
    set->m_revision = glyphs.revision();
    set->m_scale = scale;
    set->m_ranges = glyphs.ranges();
    set->m_headline_ranges = {0x20, 0x7E, 0x2013, 0x2014, 0};
    set->m_atlas = std::make_unique<ImFontAtlas>();
    ImFontAtlas& atlas = *set->m_atlas;
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.TexGlyphPadding = 1;
    if (scale > 1.4f)
        atlas.TexDesiredWidth = 4096; // 2048 wide would be taller than drivers allow
    std::vector<SlotGlyph> slot_glyphs;
    for (std::size_t i = 0; i < face_count; ++i) {
        const FontFiles::File& file = looks[i].bold ? files.bold : files.regular;
        ImFontConfig config;
        config.FontDataOwnedByAtlas = true; // else the atlas copies the file for each face, 140 MB in all
        config.FontNo = file.face;
        config.PixelSnapH = false;
        const bool headline = i == static_cast<std::size_t>(Face::headline);
        const float pixels = std::round(looks[i].pixels * scale);
        set->m_fonts[i] =
            atlas.AddFontFromMemoryTTF(file.bytes.data(), static_cast<int>(file.bytes.size()), pixels, &config,
                                       headline ? set->m_headline_ranges.data() : set->m_ranges.data());
        atlas.ConfigData.back().FontDataOwnedByAtlas = false; // it must not free it either
        if (!headline)
            add_slot_glyphs(atlas, set->m_fonts[i], file, pixels, glyphs, slot_glyphs);
    }
    const auto let_files_go = [&] {
        let_go(files.regular);
        let_go(files.bold);
    };
    {
        std::jthread letting_go; // outlines lie all over the files
        if (sparing)
            letting_go = std::jthread([&](const std::stop_token& built) {
                while (!built.stop_requested()) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(3));
                    let_files_go();
                }
            });
        base::ensure(atlas.Build(), "the font atlas can be built");
    }
    let_files_go();
    paint_slot_glyphs(atlas, slot_glyphs);
    base::give_back_small_blocks();
    for (std::size_t i = 0; i < face_count; ++i) {
        // The font's space is a fifth of an em: at these sizes words run together, so it is drawn a little wider.
        ImFont* font = set->m_fonts[i];
        if (auto* space = const_cast<ImFontGlyph*>(font->FindGlyphNoFallback(' '))) {
            space->AdvanceX = std::round(font->FontSize * 0.2f);
            font->IndexAdvanceX[' '] = space->AdvanceX;
        }
    }
    return set;
}

void FontSet::say_what_is_missing(bool said) {
    for (ImFont* font : m_fonts)
        font->FallbackGlyph = font->FindGlyphNoFallback(said ? font->FallbackChar : ImWchar{' '});
}

FirstFonts::FirstFonts(const base::Catalog& catalog, float scale) {
    for (const auto& [id, text] : catalog.texts())
        m_glyphs.note(text);
    m_built = std::async(std::launch::async, [this, scale] {
        auto files = std::make_unique<FontFiles>();
        auto set = FontSet::build(*files, m_glyphs, scale, false); // all wait for it, and no document is there yet
        return Built{std::move(files), std::move(set)};
    });
}

} // namespace wangge::ui
