// GeoTIFF, GeoPackage tiles and MBTiles as GDAL reads them.
#include "base/error.h"
#include "geo/pixel_grid.h"

#include <algorithm>
#include <cmath>
#include <gdal_priv.h>
#include <vector>

namespace wangge::geo {
namespace {

// How a band's numbers become 0..255.
struct Stretch {
    double low = 0, high = 255;
    std::uint8_t operator()(float value) const {
        return static_cast<std::uint8_t>(std::lround(std::clamp((value - low) / (high - low), 0.0, 1.0) * 255));
    }
};

class GdalGrid : public PixelGrid {
public:
    GdalGrid(DatasetPtr dataset, const OGRSpatialReference& reference) : m_dataset(std::move(dataset)) {
        width = m_dataset->GetRasterXSize();
        height = m_dataset->GetRasterYSize();
        m_dataset->GetGeoTransform(affine.data());
        char* text = nullptr;
        reference.exportToWkt(&text);
        crs = text;
        CPLFree(text);
        format = m_dataset->GetDriver()->GetDescription();
        const int bands = m_dataset->GetRasterCount();
        const auto is = [&](int band, GDALColorInterp what) {
            return m_dataset->GetRasterBand(band)->GetColorInterpretation() == what;
        };
        GDALRasterBand* first = m_dataset->GetRasterBand(1);
        double factor = 1;
        for (int i = 0; i < first->GetOverviewCount(); ++i)
            if (GDALRasterBand* coarse = first->GetOverview(i); coarse && coarse->GetXSize() > 0)
                factor = std::max(factor, static_cast<double>(width) / coarse->GetXSize());
        most_reduction = most_reduction_of(width, height, factor);
        m_palette = first->GetColorTable();
        m_colour = bands >= 3 && !m_palette && !is(2, GCI_AlphaBand);
        const bool bytes = first->GetRasterDataType() == GDT_Byte;
        // Colours that are bytes are meant as they are; everything else is numbers to be spread over the greys.
        if (!m_palette && !(m_colour && bytes))
            m_stretch = stretch();
    }

    void read(int x, int y, int w, int h, int out_w, int out_h, std::span<std::uint8_t> rgba) override {
        const std::size_t count = static_cast<std::size_t>(out_w) * static_cast<std::size_t>(out_h);
        GDALRasterIOExtraArg extra;
        INIT_RASTERIO_EXTRA_ARG(extra);
        extra.eResampleAlg = m_palette || (out_w >= w && out_h >= h) ? GRIORA_NearestNeighbour : GRIORA_Average;
        const auto need = [](CPLErr error) {
            if (error != CE_None)
                base::fail_input("geo.picture_broken", {{"reason", CPLGetLastErrorMsg()}});
        };
        GDALRasterBand* first = m_dataset->GetRasterBand(1);
        m_values.resize(count);
        for (int channel = 0; channel < (m_colour ? 3 : 1); ++channel) {
            need(m_dataset->GetRasterBand(channel + 1)
                     ->RasterIO(GF_Read, x, y, w, h, m_values.data(), out_w, out_h, GDT_Float32, 0, 0, &extra));
            for (std::size_t i = 0; i < count; ++i) {
                std::uint8_t* pixel = &rgba[4 * i];
                if (m_palette)
                    paint(static_cast<int>(m_values[i]), pixel);
                else if (m_colour)
                    pixel[channel] = m_stretch(m_values[i]);
                else
                    pixel[0] = pixel[1] = pixel[2] = m_stretch(m_values[i]);
                if (!m_palette)
                    pixel[3] = 255;
                else if (!std::isfinite(m_values[i]))
                    pixel[3] = 0;
            }
        }
        if (first->GetMaskFlags() & GMF_ALL_VALID)
            return;
        m_mask.resize(count);
        extra.eResampleAlg = GRIORA_NearestNeighbour;
        need(first->GetMaskBand()->RasterIO(GF_Read, x, y, w, h, m_mask.data(), out_w, out_h, GDT_Byte, 0, 0, &extra));
        for (std::size_t i = 0; i < count; ++i)
            rgba[4 * i + 3] = std::min(rgba[4 * i + 3], m_mask[i]);
    }

private:
    void paint(int index, std::uint8_t* pixel) const {
        const GDALColorEntry* entry = m_palette->GetColorEntry(index);
        const GDALColorEntry clear{0, 0, 0, 0};
        const GDALColorEntry& c = entry ? *entry : clear;
        for (int i = 0; const short part : {c.c1, c.c2, c.c3, c.c4})
            pixel[i++] = static_cast<std::uint8_t>(std::clamp<int>(part, 0, 255));
    }

    // From the second to the ninety-eighth hundredth of a thinned reading.
    Stretch stretch() {
        const int w = std::min(width, 512), h = std::min(height, 512);
        std::vector<float> values;
        int has = 0;
        for (int band = 1; band <= (m_colour ? 3 : 1); ++band) {
            std::vector<float> part(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
            GDALRasterBand* from = m_dataset->GetRasterBand(band);
            if (from->RasterIO(GF_Read, 0, 0, width, height, part.data(), w, h, GDT_Float32, 0, 0, nullptr) != CE_None)
                continue;
            const double none = from->GetNoDataValue(&has);
            std::erase_if(part, [&](float v) { return !std::isfinite(v) || (has && v == static_cast<float>(none)); });
            values.insert(values.end(), part.begin(), part.end());
        }
        if (values.empty())
            return {};
        std::sort(values.begin(), values.end());
        const auto at = [&](double share) {
            return static_cast<double>(
                values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))]);
        };
        const double low = at(0.02), high = at(0.98);
        return high > low ? Stretch{low, high} : Stretch{values.front() - 0.5, values.back() + 0.5};
    }

    DatasetPtr m_dataset;
    const GDALColorTable* m_palette = nullptr;
    bool m_colour = false;
    Stretch m_stretch;
    std::vector<float> m_values;
    std::vector<std::uint8_t> m_mask;
};

// "SUBDATASET_n_NAME" of the table that was asked for, else of the first.
std::string table_of(GDALDataset& dataset, const std::string& layer) {
    char** list = dataset.GetMetadata("SUBDATASETS");
    std::string first;
    for (int i = 1;; ++i) {
        const char* name = CSLFetchNameValue(list, ("SUBDATASET_" + std::to_string(i) + "_NAME").c_str());
        if (!name)
            return layer.empty() ? first : std::string();
        if (first.empty())
            first = name;
        if (!layer.empty() && std::string(name).ends_with(":" + layer))
            return name;
    }
}

} // namespace

std::unique_ptr<PixelGrid> open_gdal_grid(const std::filesystem::path& file, const std::string& layer,
                                          std::string& said) {
    GdalSession session;
    const std::vector<std::string> drivers{"GTiff", "MBTiles", "GPKG"};
    DatasetPtr dataset = session.open(std::filesystem::absolute(file).string(), GDAL_OF_RASTER, drivers);
    if (dataset && (dataset->GetRasterCount() == 0 || !layer.empty()))
        if (const std::string table = table_of(*dataset, layer); !table.empty())
            dataset = session.open(table, GDAL_OF_RASTER, drivers);
    said = session.said();
    std::array<double, 6> affine{};
    if (!dataset || dataset->GetRasterCount() == 0 || dataset->GetGeoTransform(affine.data()) != CE_None)
        return nullptr;
    OGRSpatialReference reference;
    if (const OGRSpatialReference* own = dataset->GetSpatialRef())
        reference = *own;
    return std::make_unique<GdalGrid>(std::move(dataset), reference);
}

} // namespace wangge::geo
