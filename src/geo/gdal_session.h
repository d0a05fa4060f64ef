// GDAL kept on a short lead: its messages caught, its drivers chosen, no network.
#pragma once
#include <memory>
#include <string>
#include <vector>

class GDALDataset;

namespace wangge::geo {

struct CloseDataset {
    void operator()(GDALDataset* dataset) const;
};
using DatasetPtr = std::unique_ptr<GDALDataset, CloseDataset>;

// While it lives GDAL's messages on this thread are collected instead of printed.
class GdalSession {
public:
    GdalSession();
    ~GdalSession();
    GdalSession(const GdalSession&) = delete;
    GdalSession& operator=(const GdalSession&) = delete;

    // Null when the file cannot be opened by these drivers; see said(). `flags`: GDAL_OF_VECTOR or GDAL_OF_RASTER.
    DatasetPtr open(const std::string& name, unsigned flags, const std::vector<std::string>& drivers,
                    const std::vector<std::string>& open_options = {});
    // The first message of this session, "" when there was none.
    const std::string& said() const { return m_said; }
    long errors() const { return m_errors; }

private:
    static void hear(int kind, int number, const char* message);
    std::string m_said;
    long m_errors = 0;
};

} // namespace wangge::geo
